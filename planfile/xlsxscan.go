package planfile

import (
	"bytes"
	"strconv"
	"strings"
)

// Bounds of a sheet, and of all sheets together. A plan has a few thousand rows and a few dozen columns.
const (
	sheetRows    = 12_000  // that hold something
	sheetLastRow = 200_000 // the last of them
	sheetWidth   = 400     // columns
	sheetArea    = 200_000 // cells up to the last of each row
	sheetMerges  = 40_000
)

// sheetScan is what a sheet's XML says beside the texts of its cells, and the
// XML without the cells and rows that hold nothing. Workbooks format hundreds of
// thousands of empty rows, which would cost a parser seconds.
type sheetScan struct {
	trimmed []byte
	numbers map[cellName]numberCell // cells that hold a number
	merges  []cellBlock
	hidden  [][2]int // ranges of columns
	filled  int      // rows that hold something
	area    int      // cells up to the last of each of them
	formula int      // the first row with a formula that was never worked out, 0 for none
}

// cellName is a cell by row and column, from 1.
type cellName struct{ row, col int }

// cellBlock is a merged block, from its first to its last cell.
type cellBlock struct{ from, to cellName }

// numberCell is a cell whose text depends on its number format.
type numberCell struct {
	style int
	raw   string
}

// tag is one tag of a text: its name without a prefix, attributes and place.
type tag struct {
	name       string
	attrs      []byte
	from, to   int
	end, empty bool // </x>, <x/>
}

// nextTag finds the tag at or after i; ok is false at the end.
func nextTag(x []byte, i int) (t tag, ok bool) {
	for {
		at := bytes.IndexByte(x[i:], '<')
		if at < 0 {
			return t, false
		}
		t.from = i + at
		end := ""
		switch rest := x[t.from:]; {
		case bytes.HasPrefix(rest, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			end = "]]>"
		default:
			return t, t.read(x)
		}
		stop := bytes.Index(x[t.from:], []byte(end))
		if stop < 0 {
			return t, false
		}
		i = t.from + stop + len(end)
	}
}

// read reads a tag up to its end.
func (t *tag) read(x []byte) bool {
	quote := byte(0)
	for j := t.from + 1; j < len(x); j++ {
		c := x[j]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
			continue
		case c == '"' || c == '\'':
			quote = c
			continue
		case c != '>':
			continue
		}
		t.to = j + 1
		inner := x[t.from+1 : j]
		if len(inner) == 0 {
			return false
		}
		if inner[0] == '/' {
			t.end, inner = true, inner[1:]
		} else if inner[len(inner)-1] == '/' {
			t.empty, inner = true, inner[:len(inner)-1]
		}
		end := bytes.IndexAny(inner, " \t\r\n")
		if end < 0 {
			end = len(inner)
		}
		name := inner[:end]
		if colon := bytes.IndexByte(name, ':'); colon >= 0 {
			name = name[colon+1:]
		}
		t.name, t.attrs = string(name), inner[end:]
		return true
	}
	return false
}

// attr is the value of an attribute, "" when there is none; a prefix of its name
// does not count.
func (t tag) attr(name string) string {
	a := t.attrs
	for {
		i := bytes.Index(a, []byte(name+"="))
		if i < 0 {
			return ""
		}
		rest := a[i+len(name)+1:]
		if (i == 0 || a[i-1] == ' ' || a[i-1] == '\n' || a[i-1] == '\t' || a[i-1] == '\r' || a[i-1] == ':') && len(rest) > 1 && (rest[0] == '"' || rest[0] == '\'') {
			if end := bytes.IndexByte(rest[1:], rest[0]); end >= 0 {
				return string(rest[1 : end+1])
			}
		}
		a = rest
	}
}

func (t tag) number(name string) int {
	n, err := strconv.Atoi(t.attr(name))
	if err != nil || n < 0 || n > 1<<24 {
		return 0
	}
	return n
}

func (t tag) on(name string) bool {
	v := strings.ToLower(t.attr(name))
	return v == "1" || v == "true"
}

// scanSheet looks through the XML of a sheet.
func scanSheet(x []byte) (*sheetScan, error) {
	s := &sheetScan{numbers: map[cellName]numberCell{}}
	out := make([]byte, 0, min(len(x), 1<<20))
	kept := 0 // up to where x is in out
	last := 0
	inData := false
	for i := 0; ; {
		t, ok := nextTag(x, i)
		if !ok {
			break
		}
		i = t.to
		switch {
		case t.name == "col" && !t.end && t.on("hidden"):
			if len(s.hidden) < sheetMerges {
				s.hidden = append(s.hidden, [2]int{t.number("min"), t.number("max")})
			}
		case t.name == "mergeCell" && !t.end:
			if m, ok := readBlock(t.attr("ref")); ok {
				s.merges = append(s.merges, m)
			}
			if len(s.merges) > sheetMerges {
				return nil, errTooBig
			}
		case t.name == "sheetData":
			inData = !t.end && !t.empty
		case t.name == "row" && inData && !t.end:
			row, end, err := s.row(x, t, last)
			if err != nil {
				return nil, err
			}
			i = end
			out = append(out, x[kept:t.from]...)
			kept = end
			if row.cells > 0 || row.bare {
				out = append(out, row.xml...)
			}
			if row.cells > 0 {
				s.filled++
				s.area += row.width
				if row.n > sheetLastRow || s.filled > sheetRows || row.width > sheetWidth || s.area > sheetArea {
					return nil, errTooBig
				}
			}
			last = row.n
		}
	}
	s.trimmed = append(out, x[kept:]...)
	return s, nil
}

// sheetRow is a row while it is looked through.
type sheetRow struct {
	n     int
	cells int // that hold something
	width int // the last of them
	bare  bool
	xml   []byte
}

// row looks through one row, from its tag to its end. Where rows or cells carry
// no reference their place says which they are, so that none is left out.
func (s *sheetScan) row(x []byte, t tag, before int) (row sheetRow, end int, err error) {
	row.n = t.number("r")
	if row.n == 0 {
		row.n, row.bare = before+1, true
	}
	row.xml = x[t.from:t.to]
	if t.empty {
		return row, t.to, nil
	}
	var kept [][2]int
	col, loose := 0, false
	for i := t.to; ; {
		c, ok := nextTag(x, i)
		if !ok {
			return row, 0, errWorkbook
		}
		i = c.to
		if c.end && c.name == "row" {
			if loose {
				row.xml = x[t.from:c.to]
				return row, c.to, nil
			}
			size := c.to - c.from + t.to - t.from
			for _, k := range kept {
				size += k[1] - k[0]
			}
			row.xml = make([]byte, 0, size)
			row.xml = append(row.xml, x[t.from:t.to]...)
			for _, k := range kept {
				row.xml = append(row.xml, x[k[0]:k[1]]...)
			}
			row.xml = append(row.xml, x[c.from:c.to]...)
			return row, c.to, nil
		}
		if c.name != "c" || c.end {
			continue
		}
		at, ok := readCellName(c.attr("r"))
		if !ok {
			at, loose = cellName{row.n, col + 1}, true
		}
		col = at.col
		if c.empty {
			continue
		}
		full, raw, stop, err := s.cell(x, c, row.n)
		if err != nil {
			return row, 0, err
		}
		i = stop
		if !full {
			continue
		}
		kept = append(kept, [2]int{c.from, stop})
		row.cells++
		row.width = max(row.width, at.col)
		if kind := c.attr("t"); raw != "" && (kind == "" || kind == "n" || kind == "d") {
			s.numbers[cellName{row.n, at.col}] = numberCell{c.number("s"), raw}
		}
		if row.cells > sheetWidth {
			return row, 0, errTooBig
		}
	}
}

// cell looks through one cell, from its tag to its end, for a value.
func (s *sheetScan) cell(x []byte, c tag, row int) (full bool, raw string, end int, err error) {
	formula := false
	for i := c.to; ; {
		t, ok := nextTag(x, i)
		if !ok {
			return false, "", 0, errWorkbook
		}
		i = t.to
		switch {
		case t.end && t.name == "c":
			if formula && !full && s.formula == 0 {
				s.formula = row
			}
			return full, raw, t.to, nil
		case t.name == "f":
			formula = true
		case t.name == "is" && !t.end:
			full = true
		case t.name == "v" && !t.end && !t.empty:
			stop := bytes.IndexByte(x[t.to:], '<')
			if stop < 0 {
				return false, "", 0, errWorkbook
			}
			if stop > 0 {
				full = true
			}
			if stop < 64 {
				raw = string(bytes.TrimSpace(x[t.to : t.to+stop]))
			}
		}
	}
}

// readCellName reads "AB12".
func readCellName(name string) (cellName, bool) {
	i, col := 0, 0
	for i < len(name) && i < 4 && name[i] >= 'A' && name[i] <= 'Z' {
		col = col*26 + int(name[i]-'A') + 1
		i++
	}
	row, err := strconv.Atoi(name[i:])
	if i == 0 || err != nil || row < 1 || row > 1<<21 {
		return cellName{}, false
	}
	return cellName{row, col}, true
}

// readBlock reads "A1:C3".
func readBlock(ref string) (cellBlock, bool) {
	first, last, ok := strings.Cut(ref, ":")
	from, ok1 := readCellName(first)
	to, ok2 := readCellName(last)
	return cellBlock{from, to}, ok && ok1 && ok2 && from.row <= to.row && from.col <= to.col
}
