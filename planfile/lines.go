package planfile

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/planfile/chars"
)

// line is one printed line: text is trimmed, with single spaces.
type line struct {
	n     int    // as an editor counts, from 1
	raw   string // as it was, for columns side by side
	text  string
	width int    // runes of text
	mark  marker // what text seems to be marked with
	rest  string // text behind the marker
	label bool   // it begins with the label of a fact
	after bool   // a blank line stands before it, which no page has left there
	first bool   // of a page
	last  bool   // of a page
	alone string // the number that stood on a line of its own before it, as of a page or of a row; "" for none
	word  look   // of a word processor; zero in a plain text
}

// look is what a word processor says of a line beside its words.
type look struct {
	begins  bool // a paragraph begins here
	goesOn  bool // the paragraph of the line before goes on after a break inside of it
	bold    bool // all of the paragraph
	outline int  // level of a heading from 1; 0 for none
	tabled  bool // a table of tasks stands right under it
	remark  bool // it begins with a star right under such a table
	list    string
	left    int // how far from the margin an item of that list stands, in twentieths of a point
}

// checkLines refuses what no plan looks like, before anything is built from it.
func checkLines(text string) error {
	n := 0
	for raw := range strings.SplitSeq(text, "\n") {
		n++
		if len(raw) > MaxLine {
			return refuse("long_line", Args{"line": strconv.Itoa(n), "max": strconv.Itoa(MaxLine)})
		}
		if n > MaxLines {
			return refuse("many_lines", Args{"max": strconv.Itoa(MaxLines)})
		}
	}
	return nil
}

// split cuts text into its non-blank lines, without what pages leave behind:
// numbers, running heads, stray addresses and rules of dashes. None of it ends
// a sentence.
func split(text string) []line {
	lines := make([]line, 0, strings.Count(text, "\n")+1)
	blank, page, alone := false, true, ""
	n := 0
	turn := func() {
		page = true
		if len(lines) > 0 {
			lines[len(lines)-1].last = true
		}
	}
	for row := range strings.SplitSeq(text, "\n") {
		n++
		for raw := range strings.SplitSeq(strings.ReplaceAll(row, "\f", "\v\f"), "\v") {
			if strings.HasPrefix(raw, "\f") {
				turn()
			}
			t := chars.Squeeze(raw)
			switch {
			case t == "":
				blank = true
				continue
			case isPageNumber(t):
				turn()
				alone = t
				continue
			case isAddress(t), isRule(t):
				continue
			}
			l := line{n: n, raw: raw, text: t, width: utf8.RuneCountInString(t), after: blank && !page, first: page, alone: alone}
			l.mark, l.rest = readMarker(t)
			l.label = isLabel(l.rest)
			lines = append(lines, l)
			blank, page, alone = false, false, ""
		}
	}
	markLabelled(lines)
	return withoutRunning(lines)
}

// ownLabel is a name with a number in front of an item: "Hành động 2."
var ownLabel = regexp.MustCompile(`^(\p{Lu}\p{Ll}+(?: \p{Ll}+){0,2}) (\d{1,2}|[IVX]{1,5})\s*[.:)]\s*`)

// markLabelled marks the items that are numbered behind a name of their own,
// when the name stands before 1 and before another number.
func markLabelled(lines []line) {
	type item struct{ line, end, number int }
	items := map[string][]item{}
	for i, l := range lines {
		if l.mark.style != none {
			continue
		}
		if m := ownLabel.FindStringSubmatchIndex(l.text); m != nil {
			if n := ordinal(l.text[m[4]:m[5]]); n > 0 {
				name := l.text[m[2]:m[3]]
				items[name] = append(items[name], item{i, m[1], n})
			}
		}
	}
	glyph := rune(0)
	for _, name := range slices.Sorted(maps.Keys(items)) {
		list := items[name]
		glyph++
		if list[0].number != 1 || len(list) < 2 || list[1].number != 2 {
			continue
		}
		for _, it := range list {
			l := &lines[it.line]
			l.mark = marker{style: labelled, glyph: glyph, number: it.number, printed: strconv.Itoa(it.number)}
			l.rest = l.text[it.end:]
		}
	}
}

// letterhead is how many lines at the head of a document are its letterhead,
// whose names running heads may repeat.
const letterhead = 4

// withoutRunning takes out the lines that are printed again on every page:
// equal but for their numbers, unmarked, and at the head or foot of most pages,
// or in columns on three lines.
func withoutRunning(lines []line) []line {
	heads := tableHeads(lines)
	mayRun := func(l line) bool { return mayRun(l) && !heads[l.n] }
	for range 3 { // a running head may have several lines
		heads, feet, gaps, pages := map[string]int{}, map[string]int{}, map[string]int{}, 0
		for _, l := range lines {
			if l.first {
				pages++
			}
			if !l.first && !l.last && !hasGap(l.raw) || !mayRun(l) {
				continue
			}
			key := chars.WithoutDigits(l.text)
			if l.first {
				heads[key]++
			}
			if l.last {
				feet[key]++
			}
			if hasGap(l.raw) {
				gaps[key]++
			}
		}
		most := max(1, pages/2)
		kept := lines[:0:0]
		first := false
		for _, l := range lines {
			key := chars.WithoutDigits(l.text)
			if (heads[key] > most || feet[key] > most || gaps[key] > 2) && mayRun(l) && len(kept) >= letterhead {
				first = first || l.first
				if l.last && len(kept) > 0 {
					kept[len(kept)-1].last = true
				}
				continue
			}
			l.first = l.first || first
			first = false
			kept = append(kept, l)
		}
		if len(kept) == len(lines) {
			return lines
		}
		lines = kept
	}
	return lines
}

// tableHeads are the lines of headers of tables in columns, by their numbers: with
// the one above and the one below, which have the rest of their cells.
func tableHeads(lines []line) map[int]bool {
	out := map[int]bool{}
	for i, l := range lines {
		if !hasGap(l.raw) || !isTableHead(lines, i) {
			continue
		}
		for _, near := range lines[max(i-1, 0):min(i+2, len(lines))] {
			out[near.n] = true
		}
	}
	return out
}

// mayRun says that a line could be a running head: a name, neither an item nor
// the end of a sentence.
func mayRun(l line) bool {
	return l.mark.style == none && len(l.text) >= 12 && startsUpper(l.text) && !endsSentence(l.text) && !l.label
}

// hasGap says that a line is printed in columns.
func hasGap(raw string) bool {
	raw = strings.TrimSpace(raw)
	return strings.Contains(raw, "   ") || strings.ContainsRune(raw, '\t')
}

func isAddress(t string) bool {
	return !strings.ContainsRune(t, ' ') &&
		(strings.HasPrefix(t, "http://") || strings.HasPrefix(t, "https://") || strings.HasPrefix(t, "www."))
}

// isPageNumber takes "4", "- 4 -", "4/12" and "Trang 4/12". A number of four
// digits is a year that a line end has cut off.
func isPageNumber(t string) bool {
	if len(t) > 16 {
		return false
	}
	paged := false
	if rest, ok := strings.CutPrefix(strings.ToLower(t), "trang "); ok {
		t, paged = rest, true
	}
	t = strings.Trim(t, "-–— |")
	number, of, _ := strings.Cut(t, "/")
	number, of = strings.TrimSpace(number), strings.TrimSpace(of)
	if !isDigits(number) || len(number) > 3 {
		return false
	}
	return of == "" && !strings.Contains(t, "/") || isDigits(of) && (paged || len(of) <= 2 && len(number) <= len(of))
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// isRule takes a line without a single letter or digit.
func isRule(t string) bool {
	for _, r := range t {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// isSecret recognises a stamp: a line that is nothing but the grade, or the
// grade behind its label, "Độ mật: Tối mật".
func isSecret(t string) bool {
	if len(t) > 40 {
		return false
	}
	if label, grade, ok := strings.Cut(t, ":"); ok && strings.EqualFold(strings.TrimSpace(label), "độ mật") {
		t = strings.ToUpper(grade)
	}
	t = strings.Trim(t, "[](){}|.:*-–—_\"“” ")
	switch strings.ReplaceAll(t, " ", "") {
	case "MẬT", "TỐIMẬT", "TUYỆTMẬT":
		return true
	}
	return false
}

// columns cuts a raw line where three spaces or a tab stand: two columns of a
// letterhead that were printed side by side.
func columns(raw string) []string {
	var out []string
	for part := range strings.SplitSeq(strings.ReplaceAll(raw, "\t", "   "), "   ") {
		if t := chars.Squeeze(part); t != "" {
			out = append(out, t)
		}
	}
	return out
}
