package planfile

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/viet"
)

// A table that a page has flattened keeps its words in order and nothing between
// its columns: a row is a few lines of words, or each cell is a line of its own.
// The header says which columns there are. Numbers say where rows begin; units and
// times, which are known by themselves, where the other cells end.

// flatRow is a row, or a heading between rows, of such a table.
type flatRow struct {
	n      int // of its first line
	number string
	heads  bool
	lines  []string
}

// mostFlatRows bounds the rows of one table, mostFlatLines the lines of a row.
const (
	mostFlatRows  = 600
	mostFlatLines = 14
)

// flatGrid makes a grid of the flattened table that begins a text, and says how
// many lines it has. It fails where too few rows say who or when.
func flatGrid(lines []line) (g grid, used int, ok bool) {
	header, at := flatHeader(lines)
	columns := make([]column, len(header))
	for c := range columns {
		columns[c].name = header[c]
		columns[c].mean()
	}
	if len(header) < 3 || columns[0].is != isNumber || columns[1].is != isTaskColumn || !isTable(columns) {
		return g, 0, false
	}
	rows, used := flatRows(lines, at, header)
	g = grid{kind: textGrid, rows: []gridRow{flatCells(lines[0].n, header)}}
	told := 0
	for _, r := range rows {
		cells := make([]string, len(header))
		cells[0], cells[1] = r.number, strings.Join(r.lines, " ")
		if !r.heads {
			copy(cells[1:], splitRow(r, columns[1:]))
		}
		cells[1] = strings.TrimSpace(cells[1])
		if strings.Join(cells[2:], "") != "" {
			told++
		}
		g.rows = append(g.rows, flatCells(r.n, cells))
	}
	return g, used, told >= 2 && told*2 >= len(rows)
}

func flatCells(n int, texts []string) gridRow {
	row := gridRow{n: n, cells: make([]cell, len(texts))}
	for c, t := range texts {
		row.cells[c].text = t
	}
	return row
}

// longestFlatHeader is how many lines the header of such a table has at most.
const longestFlatHeader = 16

// flatHeader reads the names of the columns, up to the first row: each begins with a
// capital.
func flatHeader(lines []line) (names []string, used int) {
	for i, l := range lines[:min(len(lines), longestFlatHeader)] {
		if _, _, starts := flatStart(l, 0, 0); i > 0 && starts {
			return joinCapitals(names), i
		}
		if l.width > 120 {
			return nil, 0
		}
		for w := range strings.FieldsSeq(l.text) {
			if n := len(names); n > 0 && !(startsUpper(w) && headerMeans(names[n-1]) != isNothing) && utf8.RuneCountInString(names[n-1]) < longestHeader {
				names[n-1] += " " + w
			} else {
				names = append(names, w)
			}
		}
	}
	return nil, 0
}

// joinCapitals joins the words of a header in capitals, where each begins with one:
// "ĐƠN VỊ" goes with what is said of it, and two that mean the same are one.
func joinCapitals(words []string) []string {
	if !isCapitals(strings.Join(words, " ")) {
		return words
	}
	var names []string
	open := false // the last name is a noun that the next one tells more of
	for _, w := range words {
		n := len(names)
		switch means := headerMeans(w); {
		case n > 0 && (open || means != isNumber && means == headerMeans(names[n-1]) && !openHeads[viet.Fold(w)]):
			names[n-1] += " " + w
		default:
			names = append(names, w)
		}
		open = openHeads[viet.Fold(w)]
	}
	return names
}

// openHeads are the first words of headers that others tell more of (folded).
var openHeads = wordSet("don vi|co quan|thoi gian|thoi han|bo phan|noi dung|ten")

var (
	flatNumber  = regexp.MustCompile(`^(\d{1,3}(?:\.\d{1,2}){0,2})[.)]?(?: (.*))?$`)
	flatHeading = regexp.MustCompile(`^([IVX]{1,5}|[A-H])[.)]?(?: (\p{Lu}.*))?$`)
)

// flatStart reads the start of a row or of a heading: the number must be the next
// after last, or begin again after a heading. heads counts the headings so far.
func flatStart(l line, last, heads int) (row flatRow, number int, ok bool) {
	text := l.text
	if l.alone != "" && flatFollows(l.alone, last, heads) {
		m := flatNumber.FindStringSubmatch(l.alone)
		number, _ = strconv.Atoi(m[1])
		return flatRow{n: l.n, number: m[1], lines: []string{"", l.text}}, number, true
	}
	if m := flatNumber.FindStringSubmatch(text); m != nil && flatFollows(m[1], last, heads) {
		number, _ = strconv.Atoi(m[1])
		if strings.Contains(m[1], ".") {
			number = last
		}
		return flatRow{n: l.n, number: m[1], lines: []string{m[2]}}, number, m[2] == "" || startsUpper(m[2]) || unicode.IsDigit(firstRune(m[2]))
	}
	if m := flatHeading.FindStringSubmatch(text); m != nil {
		value := romanValue(m[1])
		if heads < 8 && len(m[1]) == 1 && m[1][0] == byte('A'+heads) {
			value = heads + 1
		}
		if value == heads+1 && (m[2] != "" || len(text) <= 4) {
			return flatRow{n: l.n, number: m[1], heads: true, lines: []string{m[2]}}, last, true
		}
	}
	return row, 0, false
}

// flatFollows says that a number goes on with the rows before it.
func flatFollows(printed string, last, heads int) bool {
	m := flatNumber.FindStringSubmatch(printed)
	if m == nil {
		return false
	}
	if strings.Contains(m[1], ".") {
		return true
	}
	n, _ := strconv.Atoi(m[1])
	return n == last+1 || n == 1 && heads > 0
}

// flatRows cuts the lines behind the header into rows and headings.
func flatRows(lines []line, at int, header []string) (rows []flatRow, used int) {
	last, heads := 0, 0
	printed := strings.Join(header, " ")
	for at < len(lines) && len(rows) < mostFlatRows {
		l := lines[at]
		if n := headerAgain(lines[at:], printed); n > 0 {
			at += n
			continue
		}
		if row, number, ok := flatStart(l, last, heads); ok {
			if row.heads {
				heads++
			}
			rows, last = append(rows, row), number
			at++
			continue
		}
		if len(rows) == 0 || isRecipients(l.text) || isPost(l.text) || endsFlatRow(rows[len(rows)-1], l) {
			break
		}
		row := &rows[len(rows)-1]
		row.lines = append(row.lines, l.text)
		at++
	}
	return rows, at
}

// headerAgain is how many lines print the header again.
func headerAgain(lines []line, printed string) int {
	text := ""
	for i := range min(len(lines), longestFlatHeader) {
		text = strings.TrimSpace(text + " " + lines[i].text)
		if text == printed {
			return i + 1
		}
		if !strings.HasPrefix(printed, text) {
			return 0
		}
	}
	return 0
}

// noteHead begins what stands under a table.
var noteHead = regexp.MustCompile(`^\W*(?:Ghi chú|Lưu ý|Chú thích)\s*(?:$|:|\d)`)

// endsFlatRow says that a line stands under the table: the row above it has its
// time already, or is a heading, and the line begins a sentence that is no cell.
func endsFlatRow(row flatRow, l line) bool {
	if len(row.lines) >= mostFlatLines {
		return true
	}
	if noteHead.MatchString(l.text) {
		return true
	}
	if !startsUpper(l.text) || isUnit(l.text) || isTime(l.text) {
		return false
	}
	text := strings.Join(row.lines, " ")
	words := strings.Fields(text)
	for n := 1; n <= min(len(words), longestTimeWords); n++ {
		if tail := strings.Join(words[len(words)-n:], " "); isTime(tail) && plainTime(tail) || isFlatTime(tail) {
			return endsSentence(l.text) || len(strings.Fields(l.text)) > 4
		}
	}
	return false
}

// splitRow cuts a row between its columns: between its lines, where each cell may be
// one, or between its words, whichever fills the columns better. What stands under a
// time, small, is the end of a task that a page has torn.
func splitRow(r flatRow, columns []column) []string {
	best, worth := flatSplit(strings.Fields(strings.Join(r.lines, " ")), columns, false)
	if r.lines[0] == "" && len(r.lines) > 1 {
		if cells, w := flatSplit(r.lines[1:], columns, true); w >= worth {
			best, worth = cells, w
		}
	}
	for n := len(r.lines) - 1; n > 0 && startsLower(r.lines[n]); n-- {
		upper, w := flatSplit(strings.Fields(strings.Join(r.lines[:n], " ")), columns, false)
		if w > worth+tornWorth {
			best, worth = upper, w
			best[0] = strings.Join(append([]string{best[0]}, r.lines[n:]...), " ")
		}
	}
	return best
}

// tornWorth is how much better a row must be filled without its last lines for
// these to be the end of its task.
const tornWorth = 2

// isFlatTime says that a text that is not understood stands for a time all the same.
func isFlatTime(t string) bool {
	return weekOf.MatchString(viet.Fold(t)) || isImpossible(t, 2000)
}

// weekOf is a week (folded), which has no day that all would agree on.
var weekOf = regexp.MustCompile(`^tuan (?:thu )?(?:\d+|[ivx]+|dau|cuoi|hai|ba|tu)(?:,? (?:cua )?thang \d+(?:/\d+)?)?$`)
