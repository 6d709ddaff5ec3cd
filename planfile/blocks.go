package planfile

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// block is one paragraph or list item: its lines joined.
type block struct {
	marker marker
	text   string
	line   int // of its first line
}

// page is what the lines of a document say about how it was printed.
type page struct {
	wrap   int  // width of a full line; 0 when every line is a paragraph
	spaced bool // a blank line stands after nearly every line and means nothing
}

func layout(lines []line) page {
	var p page
	if len(lines) < 3 {
		return p
	}
	widths := make([]int, 0, len(lines))
	blanks := 0
	for _, l := range lines {
		if l.width > 20 {
			widths = append(widths, l.width)
		}
		if l.after {
			blanks++
		}
	}
	p.spaced = blanks*10 >= len(lines)*7
	if len(widths) == 0 {
		return p
	}
	slices.Sort(widths)
	p.wrap = widths[len(widths)*9/10]
	if p.wrap > 130 {
		p.wrap = 0
	}
	return p
}

// paragraphs joins lines into blocks. A line begins a block when it carries a
// marker that fits, when the line before it plainly ended, or when it labels a
// fact ("Thời gian: …"); otherwise it continues.
func paragraphs(lines []line) []block {
	p := layout(lines)
	halves := dashedNames(lines)
	blocks := make([]block, 0, len(lines)/2+1)
	var joined []string // the lines of the last block
	var last line
	var seen [bullet + 1]int // the last number of each style, for what comes next
	flush := func() {
		if n := len(blocks); n > 0 {
			blocks[n-1].text = joinLines(joined)
		}
		joined = joined[:0]
	}
	for _, l := range lines {
		m, rest := readMarker(l.text)
		if m.style != none && len(joined) > 0 && !p.fits(m, rest, last, l, seen, halves) {
			m, rest = marker{}, l.text
		}
		if m.style == none && len(joined) > 0 && p.continues(last, l, joined) {
			joined = append(joined, l.text)
			last = l
			continue
		}
		flush()
		if m.style == none && isCapitals(l.text) {
			m.style = capital
		}
		if m.style != none && m.style != bullet {
			seen[m.style] = m.number
		}
		blocks = append(blocks, block{marker: m, line: l.n})
		joined = append(joined, rest)
		last = l
	}
	flush()
	return blocks
}

// fits says whether a line that looks marked begins an item, and is not the
// middle of a sentence that happened to break there.
func (p page) fits(m marker, rest string, last, l line, seen [bullet + 1]int, halves map[string]bool) bool {
	ended := endsSentence(last.text)
	next := m.number == seen[m.style]+1 || m.number == 1
	if !ended && m.style >= dotted && m.style != bullet && !isLabel(last.text) && wantsNumber(last.text) {
		return p.room(last, l) && (next || m.depth > 1)
	}
	if ended || p.plain(last, l) || m.style < dotted && isCapitals(rest) || isLabel(last.text) {
		return true
	}
	if m.style == bullet {
		if m.glyph == '-' {
			half := lastWord(last.text) + "-" + firstWord(rest)
			return !halves[half] && (!startsLower(rest) || p.room(last, l))
		}
		return true
	}
	return !startsLower(rest) && (next || p.room(last, l))
}

// plain says that a paragraph ended before l whatever its words are.
func (p page) plain(last, l line) bool {
	return p.wrap == 0 || l.after && !p.spaced && p.room(last, l)
}

// room says that the first word of l would have fitted on the line before it,
// so that the break is meant.
func (p page) room(last, l line) bool {
	return p.wrap == 0 || last.width+1+utf8.RuneCountInString(firstWord(l.text)) < p.wrap*84/100
}

// continues says whether an unmarked line goes on with the block before it.
func (p page) continues(last, l line, joined []string) bool {
	switch {
	case len(joined) == 1 && isBareMarker(last.text):
		return true
	case isLabel(l.text):
		return false
	case endsBroken(last.text):
		return true
	case isCapitals(l.text):
		return isCapitals(last.text) && !endsSentence(last.text) && (!l.after || p.spaced) || isHeadingStart(last.text) && !endsSentence(last.text)
	case startsLower(l.text) || !unicode.IsLetter(firstRune(l.text)):
		return !endsSentence(last.text) || !p.plain(last, l)
	case isCapitals(last.text):
		return false
	case p.wrap == 0:
		return false
	case l.after && !p.spaced:
		return !endsSentence(last.text) && !p.room(last, l)
	}
	return !p.room(last, l)
}

// isHeadingStart says that a line is a heading in capitals behind its marker.
func isHeadingStart(t string) bool {
	m, rest := readMarker(t)
	return m.style != none && m.style != bullet && isCapitals(rest)
}

// isBareMarker says that a line is a marker without a text, as "1." or "•".
func isBareMarker(t string) bool {
	m, rest := readMarker(t)
	return m.style != none && rest == "" && m.style >= letter
}

// joinLines joins the lines of a block: a compound or a number that a line end
// has cut ("NĐ-" "CP", "30/6/" "2026") without a space.
func joinLines(lines []string) string {
	if len(lines) == 1 {
		return lines[0]
	}
	var b strings.Builder
	for i, t := range lines {
		if i > 0 && b.Len() > 0 && !endsBroken(lines[i-1]) && !isTailOfCode(lines[i-1], t) {
			b.WriteByte(' ')
		}
		b.WriteString(t)
	}
	return b.String()
}

// endsBroken says that a line ends in a dash or stroke without a space before it.
func endsBroken(t string) bool {
	if len(t) < 2 {
		return false
	}
	cut := t[len(t)-1]
	before, _ := utf8.DecodeLastRuneInString(t[:len(t)-1])
	return (cut == '-' || cut == '/') && (unicode.IsLetter(before) || unicode.IsDigit(before))
}

// isTailOfCode says that a line goes on with the document number before it:
// "NĐ" "-CP".
func isTailOfCode(before, t string) bool {
	return len(t) > 1 && (t[0] == '-' || t[0] == '/') && t[1] != ' ' && !endsSentence(before)
}

// dashedNames collects "động-Thương" for every "Lao động - Thương binh" on one
// line, so that the same name broken before its dash is no list item.
func dashedNames(lines []line) map[string]bool {
	names := map[string]bool{}
	for _, l := range lines {
		if len(names) > 2000 {
			break
		}
		t := strings.ReplaceAll(l.text, " – ", " - ")
		for at := strings.Index(t, " - "); at > 0; {
			names[lastWord(t[:at])+"-"+firstWord(t[at+3:])] = true
			next := strings.Index(t[at+3:], " - ")
			if next < 0 {
				break
			}
			at += 3 + next
		}
	}
	return names
}

func firstWord(t string) string {
	if i := strings.IndexByte(t, ' '); i >= 0 {
		t = t[:i]
	}
	return strings.TrimRight(t, ".,;:")
}

func lastWord(t string) string {
	return t[strings.LastIndexByte(t, ' ')+1:]
}

// endsSentence says that a line ends with a stop, a semicolon or a colon.
func endsSentence(t string) bool {
	t = strings.TrimRight(t, " ”\"’)")
	if t == "" {
		return true
	}
	return strings.ContainsRune(".;:!?…", lastRune(t))
}

func lastRune(t string) rune {
	r, _ := utf8.DecodeLastRuneInString(t)
	return r
}

// wantsNumber says that a line breaks off where a number must follow, so that
// the number that begins the next line marks no item.
func wantsNumber(t string) bool {
	switch strings.ToLower(lastWord(t)) {
	case "số", "năm", "tháng", "ngày", "quý", "khoản", "điều", "điểm", "mục", "độ", "cấp", "hạng", "loại", "khóa",
		"khoá", "lần", "thứ", "từ", "đến", "đạt", "trên", "dưới", "nhất", "thiểu", "đa", "và", "hoặc", "phụ", "lục",
		"biểu", "mẫu", "chương", "phần", "lớp", "khối", "bước", "đợt", "giai", "đoạn", "iso":
		return true
	}
	return strings.HasSuffix(t, ",")
}

// isCapitals says that a line is a heading in capitals: letters enough, none
// of them small.
func isCapitals(t string) bool {
	letters := 0
	for _, r := range t {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 5
}
