package planfile

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dondoc/planfile/chars"
	"dondoc/planfile/word"
	"dondoc/viet"
)

// docxText is a document as its readers take it: the paragraphs outside of
// tables as lines, and the tables that may hold tasks.
type docxText struct {
	lines []line
	grids []grid
	at    []int // for each grid, how many lines stand before it
	n     int   // paragraphs so far, as people count: blank ones not
	blank bool
	boxes []line // of text boxes that only stand beside the text
}

// put writes blocks down in their order.
func (t *docxText) put(blocks []word.Block) {
	for _, b := range blocks {
		if b.Para != nil {
			t.para(b.Para)
			continue
		}
		t.blank = true
		if rows := gridOf(b.Table); hasHeader(rows) || t.goesOn(rows) || !isFrame(b.Table) {
			t.grids = append(t.grids, grid{name: "bảng " + strconv.Itoa(len(t.grids)+1), kind: tableGrid, rows: rows})
			t.at = append(t.at, len(t.lines))
			continue
		}
		for _, row := range b.Table.Rows {
			for _, c := range row.Cells {
				if c.Merged == word.Alone {
					t.blank = true
					t.put(c.Blocks)
				}
			}
		}
		t.blank = true
	}
}

// titles gives each table the lines above it that name it: in an appendix all
// of them, in the body, which ends at end, the heading right above.
func (t *docxText) titles(end, behind int) {
	last := behind
	for i, at := range t.at {
		g := &t.grids[i]
		switch {
		case at <= end:
			if l, ok := t.headingAbove(i); ok {
				g.title = titleLine(g.title, l)
			}
			continue
		case at < last: // among the recipients
			continue
		}
		for _, l := range t.lines[max(last, at-mostTitle):at] {
			g.title = titleLine(g.title, l)
		}
		last = at
	}
}

// headingAbove is the heading that a table in the body stands under, when no
// more than one sentence that announces the table is between them.
func (t *docxText) headingAbove(i int) (line, bool) {
	from := 0
	if i > 0 {
		from = t.at[i-1]
	}
	at := t.at[i] - 1
	if at > from && t.lines[at].mark.style == none && pointsDown(t.lines[at].text) {
		at--
	}
	if at < from {
		return line{}, false
	}
	l := t.lines[at]
	return l, isHeading(l.rest) && !l.label
}

// titleLine adds a line to the title of a table, unless it only says of which
// document, in which unit, or which appendix.
func titleLine(title []string, l line) []string {
	if m := chars.WithoutDigits(viet.Fold(l.text)); strings.HasPrefix(l.text, "(") || strings.HasPrefix(m, "don vi tinh") || strings.HasPrefix(m, "phu luc") && len(m) <= 12 {
		return title
	}
	return append(title, l.rest)
}

// mostTitle is how many lines above a table are looked at as its title.
const mostTitle = 4

// para writes a paragraph down as a line, or as several when it has breaks
// inside.
func (t *docxText) para(p *word.Para) {
	if p.Text == "" {
		t.blank = true
		return
	}
	t.n++
	goesOn := false
	for raw := range strings.SplitSeq(p.Text, "\n") {
		s := chars.Squeeze(raw)
		if s == "" {
			continue
		}
		l := line{n: t.n, raw: raw, text: s, after: t.blank && !goesOn, word: look{begins: !goesOn, goesOn: goesOn, bold: p.Bold}}
		if !goesOn {
			l.word.outline, l.word.list, l.word.left = p.Outline, p.List, p.Left
		}
		if !goesOn && p.Number.Text != "" {
			l.numbered(p)
		} else {
			if isPageNumber(s) || isAddress(s) || isRule(s) {
				continue
			}
			l.mark, l.rest = readMarker(s)
		}
		l.width = utf8.RuneCountInString(l.text)
		l.label = isLabel(l.rest)
		t.blank, goesOn = false, true
		if p.Box && l.mark.style == none && !l.label && !isCapitals(s) && !isTitle(s) {
			t.boxes = append(t.boxes, l)
			continue
		}
		t.lines = append(t.lines, l)
	}
}

// numbered gives a line the number of its paragraph. A sign that somebody typed
// behind an automatic one is the sign of the item.
func (l *line) numbered(p *word.Para) {
	mark := listMarker(p.Number)
	l.mark, l.rest = mark, l.text
	if typed, rest := readMarker(l.text); rest != "" && typed.style != none && (typed.style == bullet && mark.style == bullet || typed.same(mark) && typed.printed == mark.printed) {
		l.mark, l.rest = typed, rest
	}
	l.raw = p.Number.Text + " " + l.raw
	l.text = p.Number.Text + " " + l.text
	if mark.style == none {
		l.mark, l.rest = readMarker(l.text)
	}
}

// hasHeader says that one of the first rows names columns.
func hasHeader(rows []gridRow) bool {
	return slices.ContainsFunc(rows[:min(len(rows), 6)], func(row gridRow) bool {
		found, named := headerWords(row)
		return found >= 2 && found*2 >= named
	})
}

// goesOn says that a table without a header has the form of the last one, and
// goes on from it.
func (t *docxText) goesOn(rows []gridRow) bool {
	if len(t.grids) == 0 || len(rows) == 0 {
		return false
	}
	last := t.grids[len(t.grids)-1].rows
	if len(last) == 0 || len(last[0].cells) != len(rows[0].cells) {
		return false
	}
	m, _ := readCellNumber(rows[0].cells[0].text)
	return m.style != none
}
