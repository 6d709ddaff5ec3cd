package planfile

import (
	"regexp"
	"slices"
	"strings"
)

// A table that was copied with its layout keeps each word where the page has it. Its
// cells are set in the middle of their rows, so that the number of a row stands
// beside some line of it and not the first; headers are set over the middle of their
// columns, in several lines, and again on each page, where the columns may stand
// elsewhere.

// layoutColumn is a column: its name, and the runes that its header stands over.
type layoutColumn struct {
	name     string
	from, to int
}

// layoutLine is a line of such a table, parted.
type layoutLine struct {
	n     int
	cells []string
}

// mostLayoutLines bounds the lines of one table, mostHeaderPiece the runes of what
// goes on with a header cell.
const (
	mostLayoutLines = 6000
	mostHeaderPiece = 24
)

// layoutGrid makes a grid of a table that was copied with its layout: of the lines
// from its header on, and the one above it, which may hold the beginning of a header
// cell. It reports how many lines above belong to the table.
func layoutGrid(above []line, lines []line) (g grid, taken int, ok bool) {
	header, body, taken := layoutHeader(above, lines)
	columns := make([]column, len(header))
	for c := range header {
		columns[c].name = header[c].name
		columns[c].mean()
	}
	if len(header) < 4 || len(lines) > mostLayoutLines || columns[0].is != isNumber || !isTable(columns) {
		return g, 0, false
	}
	task := slices.IndexFunc(columns, isKind(isTaskColumn))
	var all []layoutLine
	for body < len(lines) {
		end := body
		for end < len(lines) && !printsAgain(header, lines, end) {
			end++
		}
		part := lines[body:end]
		if end < len(lines) && len(part) > 0 && onlyHeader(header, part[len(part)-1]) {
			part = part[:len(part)-1] // the beginning of a header cell
		}
		all = append(all, partLines(header, part)...)
		if body = end; end < len(lines) {
			again, after, _ := layoutHeader(lines[max(end-1, 0):end], lines[end:])
			if len(again) == len(header) {
				header = again
			}
			body = end + max(after, 1)
		}
	}
	g = grid{kind: textGrid, rows: []gridRow{{n: lines[0].n, cells: make([]cell, len(columns))}}}
	for c := range columns {
		g.rows[0].cells[c].text = columns[c].name
	}
	numbered := 0
	for _, span := range layoutRows(all, task) {
		row := gridRow{n: all[span[0]].n, cells: make([]cell, len(columns))}
		for c := range columns {
			row.cells[c].text = cellOfLines(all[span[0]:span[1]], c, columns[c].is)
		}
		if row.cells[0].text != "" && row.cells[task].text != "" {
			numbered++
		}
		g.rows = append(g.rows, row)
	}
	return g, taken, numbered >= 2 && numbered*2 >= len(g.rows)-1
}

// goesOnBelow says that a line under a table is the end of a cell: it stands in from
// the edge and begins in small letters.
func goesOnBelow(l line) bool {
	found := pieces(l.raw)
	return len(found) == 1 && found[0].from > 0 && startsLower(found[0].text)
}

func isKind(k is) func(column) bool { return func(c column) bool { return c.is == k } }

// layoutHeader reads the cells of a header: the line that begins with its number,
// those below that go on with it, and the one above where it only has pieces of it.
func layoutHeader(above, lines []line) (header []layoutColumn, body, taken int) {
	main := pieces(lines[0].raw)
	if len(main) < 2 {
		return nil, 0, 0
	}
	for _, p := range main {
		header = append(header, layoutColumn{p.text, p.from, p.to})
	}
	add := func(p piece, before bool) {
		for c := range header {
			if h := &header[c]; p.from < h.to && h.from < p.to {
				if h.from, h.to = min(h.from, p.from), max(h.to, p.to); before {
					h.name = p.text + " " + h.name
				} else {
					h.name += " " + p.text
				}
				return
			}
		}
		at := slices.IndexFunc(header, func(h layoutColumn) bool { return h.from > p.from })
		if at < 0 {
			at = len(header)
		}
		header = slices.Insert(header, at, layoutColumn{p.text, p.from, p.to})
	}
	if n := len(above); n > 0 {
		found := pieces(above[n-1].raw)
		long := slices.ContainsFunc(found, func(p piece) bool { return len([]rune(p.text)) > mostHeaderPiece })
		if len(found) > 0 && found[0].from > header[1].to && !long {
			for _, p := range found {
				add(p, true)
			}
			taken = 1
		}
	}
	for body = 1; body < len(lines) && body < 4; body++ {
		found := pieces(lines[body].raw)
		if len(found) == 0 || found[0].from <= header[1].from-2 && found[0].from <= header[0].to || slices.ContainsFunc(found, func(p piece) bool { return !startsLower(p.text) || len([]rune(p.text)) > mostHeaderPiece }) {
			break
		}
		for _, p := range found {
			add(p, false)
		}
	}
	return header, body, taken
}

// printsAgain says that a line prints the header once more.
func printsAgain(header []layoutColumn, lines []line, i int) bool {
	found := pieces(lines[i].raw)
	if len(found) < 2 || !strings.EqualFold(found[0].text, header[0].name) {
		return false
	}
	same := 0
	for _, p := range found {
		if slices.ContainsFunc(header, func(h layoutColumn) bool { return strings.Contains(h.name, p.text) }) {
			same++
		}
	}
	return same*2 > len(found)
}

// onlyHeader says that a line holds nothing but pieces of header cells.
func onlyHeader(header []layoutColumn, l line) bool {
	found := pieces(l.raw)
	return len(found) > 0 && !slices.ContainsFunc(found, func(p piece) bool {
		return !slices.ContainsFunc(header, func(h layoutColumn) bool { return strings.HasPrefix(h.name, p.text+" ") })
	})
}

// partLines parts the lines of a page between the columns: at the rune between two
// headers that the fewest lines stand on.
func partLines(header []layoutColumn, lines []line) []layoutLine {
	width := 0
	found := make([][]piece, len(lines))
	for i, l := range lines {
		found[i] = pieces(l.raw)
		for _, p := range found[i] {
			width = max(width, p.to)
		}
	}
	covered := make([]int, width+2)
	for _, list := range found {
		for k, p := range list {
			if k == 0 && layoutHeading(list) {
				continue // a heading runs over the columns
			}
			for x := p.from; x < p.to; x++ {
				covered[x]++
			}
		}
	}
	cuts := make([]int, len(header)-1)
	for c := range cuts {
		cuts[c] = emptiest(covered, header[c], header[c+1])
	}
	out := make([]layoutLine, len(lines))
	for i, l := range lines {
		out[i] = layoutLine{l.n, partPieces(found[i], cuts)}
	}
	return out
}

var layoutMark = regexp.MustCompile(`^(?:[IVX]{1,5}|[A-H])[.)]?$`)

// layoutHeading says that a line is a heading between rows: a Roman number or a letter,
// and one text.
func layoutHeading(list []piece) bool {
	return len(list) == 2 && layoutMark.MatchString(list[0].text)
}

// emptiest is the place between the middles of two headers on which the fewest
// letters stand, the nearest to the second header of several.
func emptiest(covered []int, left, right layoutColumn) int {
	from, to := (left.from+left.to)/2, (right.from+right.to)/2
	best, fewest := to, 1<<30
	for x := from; x <= to && x < len(covered); x++ {
		if covered[x] < fewest || covered[x] == fewest && x <= right.from {
			best, fewest = x, covered[x]
		}
	}
	return best
}

// mostAside is how many runes a word may have been pushed over the edge of its
// column.
const mostAside = 8

// partPieces gives each piece to the column that most of it stands in, cut where it
// stands in two.
func partPieces(found []piece, cuts []int) []string {
	cells := make([]string, len(cuts)+1)
	put := func(p piece) {
		c := 0
		for c < len(cuts) && (p.from+p.to)/2 >= cuts[c] {
			c++
		}
		if cells[c] != "" {
			cells[c] += " "
		}
		cells[c] += p.text
	}
	if layoutHeading(found) {
		cells[0], cells[1] = found[0].text, found[1].text
		return cells
	}
	for _, p := range found {
		for _, cut := range cuts {
			if p.from >= cut-1 || p.to <= cut+1 {
				continue
			}
			left, right, ok := p.cutAround(cut)
			if !ok {
				break
			}
			put(left)
			p = right
		}
		put(p)
	}
	return cells
}

// cutAround cuts a piece at the space nearest to a place, rather before a word that
// begins with a capital or a number.
func (p piece) cutAround(at int) (left, right piece, ok bool) {
	best, nearest := 0, 2*mostAside
	runes := []rune(p.text)
	for i, r := range runes {
		if r != ' ' || i+1 == len(runes) {
			continue
		}
		away := p.from + i + 1 - at
		if away = max(away, -away); away > mostAside {
			continue
		}
		if startsLower(string(runes[i+1:])) {
			away += mostAside / 2
		}
		if away < nearest {
			best, nearest, ok = i, away, true
		}
	}
	if !ok {
		return left, right, false
	}
	return piece{p.from, p.from + best, string(runes[:best])}, piece{p.from + best + 1, p.to, string(runes[best+1:])}, true
}

// layoutRows cuts the lines into rows, as the lines that each has: every number, and
// every heading, has one. The lines between two numbers belong to the row above up to
// where a task begins with a capital, and where the number above stands in the middle
// of its row.
func layoutRows(lines []layoutLine, task int) (rows [][2]int) {
	var marks []int
	for i, l := range lines {
		if l.cells[0] != "" {
			marks = append(marks, i)
		}
	}
	from := 0
	for k, at := range marks {
		heads := layoutMark.MatchString(lines[at].cells[0])
		end := len(lines)
		if k+1 < len(marks) {
			next := marks[k+1]
			switch {
			case layoutMark.MatchString(lines[next].cells[0]):
				end = next
			case heads:
				end = at + 1
			default:
				end = splitRows(lines, from, at, next, task)
			}
		}
		if heads {
			end = at + 1
		}
		rows = append(rows, [2]int{from, end})
		from = end
	}
	return rows
}

// splitRows is where the row after at begins, whose number is at next.
func splitRows(lines []layoutLine, from, at, next, task int) int {
	best, worth := at+1, -1<<30
	for s := at + 1; s <= next; s++ {
		off := from + s - 1 - 2*at
		w := -max(off, -off)
		switch text := lines[s].cells[task]; {
		case text != "" && startsUpper(text):
			w += 6
		case text != "":
			w -= 6
		}
		if w > worth {
			best, worth = s, w
		}
	}
	return best
}

// cellOfLines joins what the lines of a row have in a column: names of units that
// each begin a line are parted.
func cellOfLines(lines []layoutLine, c int, kind is) string {
	var parts []string
	for _, l := range lines {
		t := l.cells[c]
		if t == "" {
			continue
		}
		if n := len(parts); n > 0 && (kind == isLead || kind == isSupport || kind == isBoth) && isUnit(t) && isUnit(parts[n-1]) && !strings.HasSuffix(parts[n-1], ",") {
			parts[n-1] = strings.TrimRight(parts[n-1], ";") + ";"
		}
		parts = append(parts, t)
	}
	if len(parts) == 0 {
		return ""
	}
	return joinLines(parts)
}
