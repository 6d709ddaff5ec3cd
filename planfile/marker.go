package planfile

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/planfile/chars"
)

// style is the way in which an item is marked. Two items of one style in one
// list are siblings.
type style uint8

const (
	none     style = iota
	part           // Phần thứ nhất, Chương I
	letter         // A.
	roman          // I.
	capital        // an unnumbered heading in capitals
	section        // Mục 1
	article        // Điều 1.
	labelled       // Nhiệm vụ 1:
	dotted         // 1. 1/ 1.1. 1.1.1: see depth
	caption        // a short unmarked line that names the list under it
	paren          // 1)
	parens         // (1)
	small          // a) a.
	bullet         // - + •: see glyph
)

// marker is what stands before the text of an item. The zero marker is none.
type marker struct {
	style   style
	glyph   rune   // of a bullet
	depth   int    // how many numbers a dotted marker has
	number  int    // the last number, counted from 1; 0 for bullets and capitals
	printed string // the numbers as printed, without the last delimiter: "7.1"
	under   int    // how many lists that look the same it stands inside of, where the document says so
}

// same reports whether two markers can stand in one list.
func (m marker) same(o marker) bool {
	return m.style == o.style && m.glyph == o.glyph && m.depth == o.depth && m.under == o.under
}

// rank orders the styles that have a fixed place in the outline; flexible ones
// go wherever they first appear.
func (m marker) rank() int { return 20*int(m.style) + 2*m.depth + min(m.under, 1) }

// flexible styles may be nested in one another in any order.
func (m marker) flexible() bool { return m.style >= paren }

// readMarker cuts the marker off a line. Whether it really begins an item is
// decided with the lines around it.
func readMarker(t string) (marker, string) {
	if i := strings.IndexByte(t, ' '); i > 0 && i <= 4 && i+1 < len(t) && strings.IndexByte(".)", t[i+1]) >= 0 {
		if m, rest := readMarker(t[:i] + t[i+1:]); m.style != none && m.style != bullet {
			return m, rest // "II .NHIỆM VỤ"
		}
	}
	first, size := utf8.DecodeRuneInString(t)
	switch {
	case first >= '0' && first <= '9':
		return readNumber(t)
	case first == '(':
		return readParens(t)
	case chars.IsSign(first):
		return readBullet(t, first, size)
	case first == 'o' && strings.HasPrefix(t, "o ") && startsUpper(t[2:]):
		return marker{style: bullet, glyph: 'o'}, t[2:]
	}
	if m, rest := readWord(t); m.style != none {
		return m, rest
	}
	if m, rest := readRoman(t); m.style != none {
		return m, rest
	}
	return readLetter(t, first, size)
}

// deepest is how many numbers a dotted marker may have.
const deepest = 7

// readNumber reads "1.", "1/", "01.", "1)", "1.1", "7.1.2.", "1.1-" before a text.
func readNumber(t string) (marker, string) {
	depth, at, number := 0, 0, 0
	for {
		start := at
		number = 0
		for at < len(t) && t[at] >= '0' && t[at] <= '9' {
			number = number*10 + int(t[at]-'0')
			at++
		}
		if at == start || at-start > 2 {
			return marker{}, t
		}
		depth++
		if at+1 < len(t) && t[at] == '.' && t[at+1] >= '0' && t[at+1] <= '9' && depth < deepest {
			at++
			continue
		}
		break
	}
	printed, rest := t[:at], t[at:]
	m := marker{style: dotted, depth: depth, number: number, printed: trimZeros(printed)}
	switch {
	case number == 0 && depth == 1:
		return marker{}, t
	case strings.HasPrefix(rest, ")"):
		if depth == 1 {
			m.style, m.depth = paren, 0
		}
		rest = rest[1:]
	case strings.HasPrefix(rest, "./"), strings.HasPrefix(rest, ".-"), strings.HasPrefix(rest, ".)"):
		rest = rest[2:]
	case strings.HasPrefix(rest, "."), strings.HasPrefix(rest, "/"), strings.HasPrefix(rest, ":"):
		rest = rest[1:]
	case strings.HasPrefix(rest, " - ") && startsUpper(rest[3:]):
		rest = rest[3:]
	case strings.HasPrefix(rest, "- ") && startsUpper(rest[2:]):
		rest = rest[2:]
	case depth > 1 && strings.HasPrefix(rest, " ") && startsUpper(rest[1:]):
	default:
		return marker{}, t
	}
	return m, begins(&m, t, rest)
}

// trimZeros writes "01" as "1" and "02.01" as "2.1".
func trimZeros(printed string) string {
	parts := strings.Split(printed, ".")
	for i, p := range parts {
		if p = strings.TrimLeft(p, "0"); p == "" {
			p = "0"
		}
		parts[i] = p
	}
	return strings.Join(parts, ".")
}

// begins checks that what follows a marker can begin a text: nothing, a space,
// or a capital that was typed without one. Otherwise it takes the marker back.
func begins(m *marker, t, rest string) string {
	if rest == "" {
		return ""
	}
	if trimmed := strings.TrimLeft(rest, " "); trimmed != rest || startsUpper(rest) {
		return trimmed
	}
	*m = marker{}
	return t
}

func readParens(t string) (marker, string) {
	inside, rest, ok := strings.Cut(t[1:], ")")
	if !ok || len(inside) > 4 || !strings.HasPrefix(rest, " ") {
		return marker{}, t
	}
	m := marker{style: parens, printed: inside}
	switch {
	case isDigits(inside) && len(inside) <= 2:
		m.number = int(inside[0] - '0')
		if len(inside) == 2 {
			m.number = m.number*10 + int(inside[1]-'0')
		}
	case romanValue(strings.ToUpper(inside)) > 0:
		m.number = romanValue(strings.ToUpper(inside))
	case smallValue(inside) > 0:
		m.number = smallValue(inside)
	default:
		return marker{}, t
	}
	return m, strings.TrimLeft(rest, " ")
}

func readBullet(t string, glyph rune, size int) (marker, string) {
	rest := t[size:]
	switch glyph {
	case '–', '—', '‐', '‑', '−':
		glyph = '-'
	}
	trimmed := strings.TrimLeft(rest, " ")
	first, _ := utf8.DecodeRuneInString(trimmed)
	switch {
	case trimmed == rest && !startsUpper(rest) && first != '“' && first != '"' && !startsPercent(rest):
		return marker{}, t
	case trimmed == "" || isRule(trimmed):
		return marker{}, t
	}
	if glyph == '-' {
		trimmed = strings.TrimLeft(trimmed, "-– ")
	}
	return marker{style: bullet, glyph: glyph}, trimmed
}

func startsPercent(t string) bool {
	i := 0
	for i < len(t) && (t[i] >= '0' && t[i] <= '9' || t[i] == ',') {
		i++
	}
	return i > 0 && strings.HasPrefix(t[i:], "%")
}

// headWords are the words that number a part, an article or a labelled item.
var headWords = []struct {
	word  string
	style style
}{
	{"phần thứ", part},
	{"phần", part},
	{"chương", part},
	{"mục", section},
	{"điều", article},
	{"nhiệm vụ số", labelled},
	{"nhiệm vụ thứ", labelled},
	{"nhiệm vụ", labelled},
	{"nhóm nhiệm vụ", labelled},
	{"nội dung", labelled},
	{"giải pháp", labelled},
	{"hoạt động", labelled},
	{"công việc", labelled},
	{"việc", labelled},
	{"dự án", labelled},
	{"mục tiêu", labelled},
	{"chỉ tiêu", labelled},
	{"khoản", labelled},
}

// readWord reads "Phần thứ nhất", "Chương I", "Điều 2.", "Nhiệm vụ 1:".
func readWord(t string) (marker, string) {
	head := strings.ToLower(t[:cutAt(t, 40)])
	for _, w := range headWords {
		after, ok := strings.CutPrefix(head, w.word+" ")
		if !ok {
			continue
		}
		token := after
		if i := strings.IndexAny(after, " .:-–,;)/"); i >= 0 {
			token = after[:i]
		}
		number := ordinal(token)
		if number == 0 && w.style == part {
			number = smallValue(token) // "Phần A"
		}
		if number == 0 {
			continue
		}
		at := len(w.word) + 1 + len(token)
		if at > len(t) {
			return marker{}, t
		}
		m := marker{style: w.style, number: number, printed: strings.ToUpper(token)}
		if w.style == labelled {
			m.glyph = rune(w.word[0])<<8 | rune(w.word[len(w.word)-1])
		}
		rest := strings.TrimLeft(t[at:], " ")
		switch {
		case rest == "":
			return m, ""
		case strings.ContainsRune(".:)/-–", firstRune(rest)):
			rest = strings.TrimLeft(rest, ".:)/-– ")
			return m, rest
		case w.style == part && startsUpper(rest):
			return m, rest
		}
		return marker{}, t
	}
	return marker{}, t
}

func ordinal(token string) int {
	for i, o := range chars.Ordinals {
		if token == o {
			return i + 1
		}
	}
	if len(token) <= 2 && isDigits(token) {
		n := 0
		for _, d := range token {
			n = n*10 + int(d-'0')
		}
		return n
	}
	return romanValue(strings.ToUpper(token))
}

// readRoman reads "I.", "II/", "III -", "IV)" before a capital.
func readRoman(t string) (marker, string) {
	i := 0
	for i < len(t) && i < 7 && strings.IndexByte("IVXL", t[i]) >= 0 {
		i++
	}
	number := romanValue(t[:i])
	if number == 0 || i == len(t) {
		return marker{}, t
	}
	rest := t[i:]
	switch {
	case strings.HasPrefix(rest, " - "), strings.HasPrefix(rest, " – "):
		_, rest, _ = strings.Cut(rest[1:], " ")
	case strings.IndexByte("./)-:", rest[0]) >= 0:
		rest = strings.TrimLeft(rest[1:], "./-:")
	default:
		return marker{}, t
	}
	m := marker{style: roman, number: number, printed: t[:i]}
	rest = begins(&m, t, rest)
	if m.style != none && rest != "" && !startsUpper(rest) {
		return marker{}, t
	}
	return m, rest
}

var romanDigits = map[byte]int{'I': 1, 'V': 5, 'X': 10, 'L': 50}

// romanValue is 0 for what is not the usual writing of a number below 60.
func romanValue(s string) int {
	if s == "" || len(s) > 7 {
		return 0
	}
	total := 0
	for i := range len(s) {
		v := romanDigits[s[i]]
		if v == 0 {
			return 0
		}
		if i+1 < len(s) && v < romanDigits[s[i+1]] {
			total -= v
		} else {
			total += v
		}
	}
	if total < 1 || total > 59 || chars.Roman(total) != s {
		return 0
	}
	return total
}

// smallLetters are those that number items: Vietnamese lists go on with đ after d.
var smallLetters = []rune("abcdđeghiklmnopqrstuvxy")

func smallValue(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if size != len(s) {
		return 0
	}
	for i, l := range smallLetters {
		if l == r {
			return i + 1
		}
	}
	return 0
}

// readLetter reads "A." and "a)", "a.", "đ/".
func readLetter(t string, first rune, size int) (marker, string) {
	if len(t) < size+1 || strings.IndexByte(".)/", t[size]) < 0 {
		return marker{}, t
	}
	number := smallValue(strings.ToLower(t[:size]))
	if number == 0 {
		return marker{}, t
	}
	m := marker{style: small, number: number, printed: t[:size]}
	rest := strings.TrimLeft(t[size+1:], " ")
	if unicode.IsUpper(first) {
		m.style = letter
		if rest != "" && (!startsUpper(rest) || t[size] == ')') {
			return marker{}, t
		}
	} else if len(rest) == len(t)-size-1 && rest != "" && !startsUpper(rest) {
		return marker{}, t
	}
	return m, rest
}

func firstRune(t string) rune {
	r, _ := utf8.DecodeRuneInString(t)
	return r
}

func startsUpper(t string) bool { return unicode.IsUpper(firstRune(t)) }

func startsLower(t string) bool { return unicode.IsLower(firstRune(t)) }

// cutAt is the greatest cut ≤ n that does not split a rune of t.
func cutAt(t string, n int) int {
	if len(t) <= n {
		return len(t)
	}
	for n > 0 && !utf8.RuneStart(t[n]) {
		n--
	}
	return n
}
