package planfile

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"dondoc/planfile/chars"
	"dondoc/viet"
)

// readCellNumber reads what stands in a cell that numbers its row: "1", "01.",
// "1.1", "II", "A.", "b)", "-", "I.2". rest is what follows it.
func readCellNumber(text string) (m marker, rest string) {
	t := strings.TrimPrefix(cellText(text), "(")
	number := t
	if i := strings.IndexByte(t, ' '); i >= 0 {
		number, rest = t[:i], strings.TrimSpace(t[i:])
	}
	first := firstRune(number)
	if chars.IsSign(first) && len(number) <= 3 {
		return marker{style: bullet, glyph: first}, rest
	}
	number = strings.TrimRight(number, ".)/:-")
	if number == "" || len(number) > 16 {
		return marker{}, t
	}
	parts := strings.Split(number, ".")
	last := parts[len(parts)-1]
	m.printed = trimZeros(number)
	switch {
	case len(parts) > 1 && allNumbers(parts):
		m.style, m.depth = dotted, len(parts)
		m.number = partValue(last)
	case len(parts) > 1:
		return marker{}, t
	case isDigits(number) && len(number) <= 4:
		m.style, m.depth = dotted, 1
		m.number, _ = strconv.Atoi(number)
	case romanValue(number) > 0:
		m.style, m.number = roman, romanValue(number)
	case smallValue(strings.ToLower(number)) > 0 && unicode.IsUpper(first):
		m.style, m.number = letter, smallValue(strings.ToLower(number))
	case smallValue(number) > 0:
		m.style, m.number = small, smallValue(number)
	default:
		return marker{}, t
	}
	return m, rest
}

// allNumbers takes the parts of "1.1", "I.2", "B.1.3", "2.a".
func allNumbers(parts []string) bool {
	if len(parts) > deepest {
		return false
	}
	for _, p := range parts {
		if partValue(p) == 0 || len(p) > 4 {
			return false
		}
	}
	return true
}

func partValue(p string) int {
	if isDigits(p) && len(p) <= 4 {
		n, _ := strconv.Atoi(p)
		return n
	}
	if n := romanValue(p); n > 0 {
		return n
	}
	return smallValue(strings.ToLower(p))
}

// origin is the cell whose text a cell shows.
func (r *gridReader) origin(g *grid, i, c int) (row, col int) {
	for c > 0 && g.rows[i].cells[c].merged == fromLeft {
		c--
	}
	return r.tops[i][c], c
}

// findTops notes for each cell of a grid the row of the cell at the head of its
// merged block.
func (r *gridReader) findTops(g *grid) {
	r.tops = make([][]int, len(g.rows))
	for i, row := range g.rows {
		r.tops[i] = make([]int, len(row.cells))
		for c, x := range row.cells {
			r.tops[i][c] = i
			if x.merged == fromAbove && i > 0 && c < len(r.tops[i-1]) {
				r.tops[i][c] = r.tops[i-1][c]
			}
		}
	}
}

// rowText is what the columns of numbers, areas and tasks of a row say.
type rowText struct {
	marker   marker
	text     string
	name     string
	across   bool   // nothing but the text stands in the row
	heading  bool   // and it begins in a column of something else
	wide     bool   // and its cell is merged over others
	own      string // what stands in a column of codes and is no number
	repeated bool   // the number is that of the row above, merged
	goesOn   bool   // the text is that of the row above, merged
}

// rowText reads number and text of a row.
func (r *gridReader) rowText(g *grid, i int) (t rowText) {
	row := g.rows[i]
	filled, wide := 0, 0
	for c, x := range row.cells {
		switch {
		case x.merged == fromLeft:
			wide++
		case x.merged == own && (x.date != 0 || strings.TrimSpace(x.text) != ""):
			filled++
		case x.merged == fromAbove && c < len(r.columns) && r.columns[c].is != isNumber && r.columns[c].is != isArea:
			filled++
		}
	}
	numbered := false
	var texts []string
	for c, k := range r.columns {
		if c >= len(row.cells) {
			break
		}
		x := row.cells[c]
		switch k.is {
		case isNumber, isCode:
			if r.counted && k.is == isNumber {
				continue
			}
			if x.merged == fromAbove {
				oi, oc := r.origin(g, i, c)
				t.marker, _ = readCellNumber(g.rows[oi].cells[oc].text)
				t.repeated = t.marker.style != none
				continue
			}
			if code := cellText(x.text); k.is == isCode && x.merged == own && isOneCode(code) {
				if m, _ := readCellNumber(code); m.style == none || r.numberColumn() >= 0 {
					t.own, numbered = code, true
					continue
				}
			}
			if code := cellText(x.text); k.is == isNumber && x.merged == own && lettered.MatchString(code) {
				t.own, numbered = strings.ToLower(strings.TrimRight(code, ".)")), true
				n, _ := strconv.Atoi(strings.TrimRightFunc(t.own, unicode.IsLetter))
				t.marker = marker{style: dotted, depth: 1, number: n, printed: t.own}
				continue
			}
			if chars.Squeeze(x.text) == "" || x.merged != own || t.marker.style != none {
				continue
			}
			numbered = true
			m, rest := readCellNumber(x.text)
			t.marker = m
			if rest != "" { // a text over the whole row, with or without its number
				if m.style == none {
					m, rest = readMarker(cellText(x.text))
					t.marker = m
				}
				texts = append(texts, rest)
			}
		case isTaskColumn, isGoalColumn:
			if k.is == isGoalColumn && count(r.columns, isTaskColumn) > 0 {
				continue
			}
			switch x.merged {
			case fromAbove:
				t.goesOn = true
			case own:
				v := cellText(x.text)
				if m, rest := readCellNumber(v); m.style != none && rest == "" && t.marker.style == none {
					t.marker, numbered = m, true
				} else if v != "" {
					texts = append(texts, v)
				}
			}
		}
	}
	switch {
	case len(texts) > 1 && filled > 1:
		t.name = texts[0]
		t.text = joinSentences(texts)
	case len(texts) > 0:
		t.text = strings.Join(texts, " ")
	}
	if t.text == "" && (filled == 1 || filled == 2 && numbered && t.marker.style != none) { // a heading that begins in any other column
		for c, x := range row.cells {
			if c < len(r.columns) && r.columns[c].is == isNumber && numbered {
				continue
			}
			if x.merged == own && strings.TrimSpace(x.text) != "" && (c == 0 && !isTime(cellText(x.text)) || wide > 0 && wide >= len(row.cells)/2) {
				t.text, t.heading = cellText(x.text), true
			}
		}
	}
	if t.marker.style == none && t.text != "" {
		if m, rest := readMarker(t.text); m.style != none && rest != "" {
			t.marker, t.text = m, rest
		}
	}
	cells := 1
	if numbered && t.marker.style != none {
		cells = 2
	}
	t.across = t.text != "" && filled <= cells
	t.wide = t.across && wide > 0 && wide*2 >= len(row.cells)-2
	return t
}

func joinSentences(texts []string) string {
	var b strings.Builder
	for i, t := range texts {
		if i > 0 {
			if !endsSentence(texts[i-1]) {
				b.WriteByte(':')
			}
			b.WriteByte(' ')
		}
		b.WriteString(t)
	}
	return b.String()
}

// row reads one row of a table into an item, or adds it to the one before.
func (r *gridReader) row(t *gridTree, i int) {
	g := &r.grids[r.at]
	if r.cancelled(g, i) {
		return
	}
	x := r.rowText(g, i)
	if isTotal(x.text) || r.totalArea(g.rows[i]) {
		return
	}
	if r.remarks = isRemark(x.text) || r.goesOnRemark(g.rows[i], x); r.remarks {
		return
	}
	r.areaColumn(t, g, i)
	at := place{r.at, i, r.taskColumn()}
	switch {
	case x.goesOn || x.text == "":
		last := t.last()
		if last != nil && last.rows >= mostItemRows {
			return // no task has so many rows; the first of them say enough
		}
		f := r.facts(g, i, true)
		if last != nil && (!f.none() || x.goesOn) {
			last.rows++
			last.facts.add(f)
			r.secondDue(last.facts, at)
		} else if !f.none() {
			r.warn(at, "row_without_task", nil)
		}
		return
	case x.across && startsLower(x.text) && x.marker.style == none && t.last() != nil:
		last := t.last() // a page has cut the row
		if len(last.text) < MaxLine {
			last.text = joinLines([]string{last.text, x.text})
		}
		return
	}
	item := &rowItem{marker: x.marker, number: x.marker.printed, text: x.text, name: x.name, across: x.across, own: x.own, repeated: x.repeated, at: at}
	if !x.heading {
		item.facts = r.facts(g, i, false)
	}
	switch {
	case x.repeated:
		item.marker = marker{style: bullet}
	case x.marker.style != none:
	case x.across && item.facts.none() && (x.wide || !beginsWithVerb(x.text) || r.headsNext(g, i)):
		item.marker = marker{style: capital}
	default:
		item.marker = marker{style: bullet}
	}
	if item.heads() || item.across && item.facts.none() {
		r.heads++
	}
	others := r.listInCell(g, i, item)
	r.spoken(item)
	t.add(item)
	for _, o := range others {
		r.spoken(o)
		t.add(o)
	}
}

// lettered is the number of a row that was put in between: "2a", "12b.".
var lettered = regexp.MustCompile(`^\d{1,3}[a-zđA-ZĐ][.)]?$`)

// isOneCode says that a text can be the code of a task: one short word with a
// figure in it.
func isOneCode(t string) bool {
	return len(t) <= maxCode && !strings.ContainsFunc(t, unicode.IsSpace) && strings.ContainsAny(t, "0123456789")
}

// firstText is the text of the first cell of a row that has one.
func firstText(row gridRow) string {
	for _, c := range row.cells {
		if t := cellText(c.text); c.merged == own && t != "" {
			return t
		}
	}
	return ""
}

// rowTexts are the texts of a row's cells, one after another.
func rowTexts(row gridRow) string {
	var texts []string
	for _, c := range row.cells {
		if t := cellText(c.text); c.merged == own && t != "" {
			texts = append(texts, strings.TrimRight(t, "."))
		}
	}
	return strings.Join(texts, ". ")
}

// headsNext says that the row after one without a mark has one.
func (r *gridReader) headsNext(g *grid, i int) bool {
	i++
	for end := i + 4; i < min(end, len(g.rows)); i++ {
		if !blank(g.rows[i]) {
			return r.rowText(g, i).marker.style != none
		}
	}
	return false
}

func (r *gridReader) taskColumn() int {
	for c, k := range r.columns {
		if k.is == isTaskColumn || k.is == isGoalColumn {
			return c
		}
	}
	return wholeRow
}

// areaColumn begins an area where the column of areas says another.
func (r *gridReader) areaColumn(t *gridTree, g *grid, i int) {
	for c, k := range r.columns {
		if k.is != isArea || c >= len(g.rows[i].cells) {
			continue
		}
		x := g.rows[i].cells[c]
		text := cellText(x.text)
		if x.merged != own || noValue(text) || ditto(text) || viet.Fold(text) == viet.Fold(r.area) {
			continue
		}
		r.area = text
		m, rest := readMarker(text)
		if m.style == none || rest == "" {
			m, rest = marker{style: capital}, text
		}
		if n := r.numberColumn(); r.counted && n >= 0 {
			if number, rest := readCellNumber(g.rows[i].cells[n].text); number.style != none && rest == "" {
				m = number
			}
		}
		m.glyph = areaGlyph
		t.add(&rowItem{marker: m, number: m.printed, text: rest, across: true, at: place{r.at, i, c}})
	}
}

func (r *gridReader) numberColumn() int {
	for c, k := range r.columns {
		if k.is == isNumber {
			return c
		}
	}
	return -1
}

// areaGlyph keeps the headings of a column of areas one list, over all others.
const areaGlyph = '§'
