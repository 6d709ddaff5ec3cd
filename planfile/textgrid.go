package planfile

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/planfile/chars"
	"dondoc/viet"
)

// textTables are the tables of a plain text whose cells are still parted.
type textTables struct {
	grids []grid
	under map[int]line    // the heading above each that stands in the body
	above map[string]bool // the places of the lines right above tables
	heads []string        // the headings right above tables
	flat  []int           // the lines at which flattened tables begin
	tries int             // how many places were looked at for such
}

// mostFlatTries is how many places of a text are looked at for a flattened table.
const mostFlatTries = 40

// lift takes the tables out of some lines whose columns tabs, strokes or
// gaps still part. Other tables stay where they are.
func (t *textTables) lift(lines []line, inBody bool) []line {
	out := make([]line, 0, len(lines))
	var under, heading line // the last numbered heading, the last heading of any kind
	var last stretch
	for i := 0; i < len(lines); {
		if !isTableHead(lines, i) && !isTableRow(lines[i]) {
			if m := lines[i].mark; m.style == dotted {
				under = lines[i]
			}
			if m := lines[i].mark; m.style != none && m.style < caption {
				heading = lines[i]
			}
			out = append(out, lines[i])
			i++
			continue
		}
		columns := isTableRow(lines[i]) || hasGap(lines[i].raw)
		if !last.holds(i, under.mark, columns) {
			last = stretchFrom(lines, i, under.mark, columns)
		}
		end := max(last.rest, i+1)
		g, ok := textGridOf(lines[i:end])
		if !ok && hasGap(lines[i].raw) {
			taken, more := 0, end
			for more < last.to && goesOnBelow(lines[more]) {
				more++
			}
			if g, taken, ok = layoutGrid(out, lines[i:more]); ok {
				out, end = out[:len(out)-taken], more
				t.flat = append(t.flat, lines[i].n)
			}
		}
		if !ok && t.tries < mostFlatTries {
			t.tries++
			if flat, n, read := flatGrid(lines[i:]); read {
				g, ok, end = flat, true, i+n
				t.flat = append(t.flat, lines[i].n)
			}
		}
		if !ok {
			out = append(out, lines[i:end]...)
			i = end
			continue
		}
		g.name = "bảng " + strconv.Itoa(len(t.grids)+1)
		if n := len(out); n > 1 && pointsAtTable(out[n-1]) {
			out = out[:n-1]
		}
		if len(out) > 0 {
			last := out[len(out)-1]
			if last.mark.style != none && isHeading(last.text) {
				t.heads = append(t.heads, last.rest)
			}
			t.above["dòng "+strconv.Itoa(last.n)] = true
			if isHeading(last.text) && !last.label {
				g.title = titleLine(nil, last)
			}
		}
		if inBody {
			t.under[len(t.grids)] = heading
		}
		t.grids = append(t.grids, g)
		i = end
	}
	return out
}

// pointsAtTable says that a line only announces the table under it.
func pointsAtTable(l line) bool {
	f := viet.Fold(l.text)
	return l.mark.style == none && len(l.text) < 160 && (strings.HasSuffix(l.text, ":") || strings.Contains(f, " sau")) &&
		(hasWords(f, "bang") || hasWords(f, "bieu") || hasWords(f, "phu luc"))
}

// stretch is where a table that begins at a line, or behind it, ends at the latest,
// and where the full sentences begin that no column parts and that do not belong to
// it. Text that is nothing but headers would be looked through for each otherwise.
type stretch struct {
	from, to, rest int
	under          marker
	columns        bool
}

func (s stretch) holds(i int, under marker, columns bool) bool {
	return i >= s.from && i < s.to && s.under == under && s.columns == columns
}

func stretchFrom(lines []line, i int, under marker, columns bool) stretch {
	s := stretch{from: i, to: i + 1, under: under, columns: columns}
	for s.to < len(lines) && !endsTable(lines, s.to, under, columns) {
		s.to++
	}
	for s.rest = s.to; s.rest > i+1 && isRest(lines[s.rest-1]); {
		s.rest--
	}
	return s
}

// farRight is from which rune on a line alone is the end of a cell in a later column.
const farRight = 24

// isRest says that a line at the end of a table is a sentence and no row of it.
func isRest(l line) bool {
	if hasGap(l.raw) || isTableRow(l) || isTotal(l.text) {
		return false
	}
	found := pieces(l.raw)
	return len(found) != 1 || found[0].from < farRight
}

// textGridOf makes a grid of lines in columns. It fails when they do not keep to
// the columns of the header, or when the header is none.
func textGridOf(lines []line) (grid, bool) {
	g := grid{kind: textGrid}
	var rows [][]string
	whole := true // a line is a row, unless it plainly goes on
	switch raw := lines[0].raw; {
	case strings.Count(raw, "|") >= 2:
		rows = strokeCells(lines)
	case strings.Count(strings.TrimSpace(raw), "\t") >= 2:
		rows = tabCells(lines)
	default:
		rows, whole = gapCells(lines), false
	}
	if len(rows) == 0 {
		return g, false
	}
	width := 0
	for _, r := range rows {
		width = max(width, len(r))
	}
	if width < 3 || width > sheetWidth || width*len(rows) > sheetArea {
		return g, false
	}
	for i, r := range rows {
		row := gridRow{n: lines[i].n, cells: make([]cell, width)}
		for c, text := range r {
			row.cells[c].text = text
		}
		if blank(row) {
			continue
		}
		if len(g.rows) > 0 && goesOnAbove(g.rows[len(g.rows)-1], row, whole) {
			last := &g.rows[len(g.rows)-1]
			for c := range row.cells {
				if text := row.cells[c].text; text != "" {
					last.cells[c].text = strings.TrimPrefix(joinLines([]string{last.cells[c].text, text}), " ")
				}
			}
			continue
		}
		g.rows = append(g.rows, row)
	}
	_, used := headerAt(&g, 0)
	return g, used > 0
}

// goesOnAbove says that a line only goes on with the cells of the one before it:
// nothing stands in its first column, or a text that begins small.
func goesOnAbove(above, row gridRow, whole bool) bool {
	first := row.cells[0].text
	if first != "" {
		return startsLower(first) && len(first) > 4 && onlyFirst(row)
	}
	if second := row.cells[1].text; whole && second != "" && !startsLower(second) {
		return false
	}
	if above.cells[0].text == "" {
		return true
	}
	for c, x := range row.cells {
		if x.text == "" {
			continue
		}
		if m, rest := readMarker(x.text); m.style != none && rest != "" {
			return false
		}
		if c == 1 && startsUpper(x.text) && endsSentence(above.cells[1].text) {
			return false
		}
	}
	return true
}

func onlyFirst(row gridRow) bool {
	for _, x := range row.cells[1:] {
		if x.text != "" {
			return false
		}
	}
	return true
}

func strokeCells(lines []line) [][]string {
	rows := make([][]string, len(lines))
	for i, l := range lines {
		raw := strings.TrimSpace(l.raw)
		if strings.Trim(raw, "|-+:= ") == "" {
			continue // a rule between rows
		}
		raw = strings.TrimPrefix(strings.TrimSuffix(raw, "|"), "|")
		for part := range strings.SplitSeq(raw, "|") {
			rows[i] = append(rows[i], chars.Squeeze(part))
		}
	}
	return rows
}

func tabCells(lines []line) [][]string {
	rows := make([][]string, len(lines))
	for i, l := range lines {
		for part := range strings.SplitSeq(strings.TrimRight(l.raw, "\t \v\f"), "\t") {
			rows[i] = append(rows[i], chars.Squeeze(part))
		}
	}
	return rows
}

// piece is a run of words between gaps, and the runes that it stands on.
type piece struct {
	from, to int
	text     string
}

// pieces cuts a line at gaps of two spaces or more.
func pieces(raw string) []piece {
	var out []piece
	at, from, end, space := 0, -1, 0, 0
	var b strings.Builder
	flush := func() {
		if from >= 0 {
			out = append(out, piece{from, end, b.String()})
		}
		from = -1
		b.Reset()
	}
	for _, r := range raw {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			space++
			if r == '\t' {
				space = 2
			}
		} else {
			switch {
			case space >= 2:
				flush()
			case space == 1 && from >= 0:
				b.WriteByte(' ')
			}
			if from < 0 {
				from = at
			}
			b.WriteRune(r)
			end, space = at+1, 0
		}
		at++
	}
	flush()
	return out
}

// slack is how many runes a cell may begin before its column's header, drift how
// many where the cell before it has pushed that column's text aside.
const (
	slack = 3
	drift = 8
)

// gapCells puts the pieces of lines under the columns of the first, or of the
// last that prints it again: a new page may set its columns anew. A piece that
// reaches into the next column where another one stands is in no column: then
// nobody can tell the cells apart.
func gapCells(lines []line) [][]string {
	header := pieces(lines[0].raw)
	if len(header) < 3 {
		return nil
	}
	rows := make([][]string, len(lines))
	for i, l := range lines {
		rows[i] = make([]string, len(header))
		found := pieces(l.raw)
		if i > 0 && slices.EqualFunc(found, header, func(a, b piece) bool { return a.text == b.text }) {
			header = found
			continue
		}
		if i > 0 && len(found) == 1 && utf8.RuneCountInString(found[0].text) > 0 && found[0].from <= header[1].from-2 && found[0].to > header[1].from+slack {
			rows[i][0] = found[0].text // a heading over the columns
			continue
		}
		if !putUnder(header, found, rows[i]) {
			return nil
		}
	}
	return rows
}

// putUnder puts the pieces of a line under the columns of a header; it fails where
// nobody can tell them apart.
func putUnder(header, found []piece, row []string) bool {
	last := -1
	for k := 0; k < len(found); k++ {
		p := found[k]
		c := len(header) - 1
		for c > 0 && header[c].from > p.from+slack {
			c--
		}
		if next := last + 1; c <= last && next < len(header) && header[next].from <= p.from+drift {
			c = next
		}
		if c+1 < len(header) && p.to > header[c+1].from-slack {
			if left, right, ok := p.cutNear(header[c+1].from); ok {
				p = left
				found = slices.Insert(slices.Clone(found), k+1, right)
			} else if len(found) > 2 && p.to > header[c+1].from+slack {
				return false
			}
		}
		if c <= last {
			return false
		}
		row[c], last = p.text, c
	}
	return true
}

// cutNear cuts a piece where one space alone parts two columns: near the place where
// the second begins, before the longest that can be a cell of its own, a unit or a
// time.
func (p piece) cutNear(at int) (left, right piece, ok bool) {
	runes := []rune(p.text)
	for i, r := range runes {
		if away := p.from + i + 1 - at; r != ' ' || max(away, -away) > drift {
			continue
		}
		before, cell := string(runes[:i]), string(runes[i+1:])
		if (isUnit(cell) || isShortName(cell) || isTime(cell)) && !goesOnBehind(before) {
			return piece{p.from, p.from + i, before}, piece{p.from + i + 1, p.to, cell}, true
		}
	}
	return left, right, false
}

// goesOnBehind says that a text ends in a word that belongs to what follows it:
// "trước 30/6", "của Phòng Y tế".
func goesOnBehind(t string) bool {
	words := strings.Fields(t)
	return len(words) == 0 || goingOn[viet.Fold(words[len(words)-1])] || strings.HasSuffix(t, ",") || strings.HasSuffix(t, ";")
}

// goingOn are words that no cell ends in (folded).
var goingOn = wordSet("truoc|sau|ngay|thang|quy|nam|tu|den|cua|cho|voi|va|tai|cac|nhung|boi|do|giua|theo|trong|het|chua|cung|len|tren|hang|moi|ve|o|dot|khoa|so|lop|cap")

// join adds the tasks of the tables to what was read from the text.
func (t *textTables) join(r *reader, take Source) {
	if len(t.grids) == 0 {
		return
	}
	for _, n := range t.flat {
		r.problems.warn(n, "table_flat", nil)
	}
	tables := readGrids(t.grids, r.doc.Plan)
	for i, read := range tables.read {
		if !read {
			r.problems.warn(t.grids[i].rows[0].n, "table", nil)
		}
	}
	if len(tables.tasks) > 0 {
		kept := r.problems[:0]
		for _, p := range r.problems {
			if p.Code == "appendix_missing" {
				continue
			}
			if !t.above[p.Where] || p.Code != "item_skipped" && p.Code != "section_skipped" && p.Code != "area_empty" {
				kept = append(kept, p)
			}
		}
		r.problems = kept
		r.doc.Tasks = slices.DeleteFunc(r.doc.Tasks, func(task Task) bool {
			return len(task.Lead) == 0 && task.Deadline.Raw == "" && slices.Contains(t.heads, task.Text) // it heads the table
		})
		used := map[string]bool{}
		for _, task := range r.doc.Tasks {
			used[task.Area] = true
		}
		r.doc.Areas = slices.DeleteFunc(r.doc.Areas, func(a Area) bool { return !used[a.Code] })
	}
	j := joining{doc: &r.doc, tables: tables, grids: t.grids, under: t.under, problems: r.problems}
	j.join(take)
	r.problems = j.problems
}
