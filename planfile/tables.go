package planfile

import (
	"strings"

	"dondoc/viet"
)

// tableWords are what the columns of a table of tasks are called.
var tableWords = []string{"noi dung", "nhiem vu", "chu tri", "phoi hop", "thoi gian", "thoi han", "san pham", "ket qua", "ghi chu",
	"tien do", "cong viec", "phu trach", "hoan thanh", "hoat dong", "kinh phi", "don vi"}

// withoutTables takes out the lines of tables that were flattened into text:
// from the header row to the next heading. Their cells no longer say which
// task they belong to.
func withoutTables(lines []line, p *problems) []line {
	out := make([]line, 0, len(lines))
	var under marker // the last numbered heading before the table
	for i := 0; i < len(lines); {
		head := isTableHead(lines, i)
		if !head && !isTableRow(lines[i]) {
			if lines[i].mark.style == dotted {
				under = lines[i].mark
			}
			out = append(out, lines[i])
			i++
			continue
		}
		p.warn(lines[i].n, "table", nil)
		if n := len(out); n > 1 && pointsAtTable(out[n-1]) {
			out = out[:n-1]
		}
		columns := isTableRow(lines[i]) || hasGap(lines[i].raw)
		for i++; i < len(lines) && !endsTable(lines, i, under, columns); i++ {
		}
	}
	return out
}

// isTableHead recognises "STT  Nội dung  Đơn vị chủ trì …", on one line or
// with each cell on its own.
func isTableHead(lines []line, i int) bool {
	first := strings.Trim(strings.ToUpper(firstWord(lines[i].text)), "|")
	if first == "" && strings.HasPrefix(lines[i].text, "|") {
		first = strings.ToUpper(firstWord(strings.TrimLeft(lines[i].text, "| ")))
	}
	if first != "STT" && first != "TT" {
		return false
	}
	var cells strings.Builder
	for j := i; j < len(lines) && j < i+14; j++ {
		if lines[j].width < 60 || j == i {
			cells.WriteString(lines[j].text + " ")
		}
	}
	text := viet.Fold(cells.String())
	found := 0
	for _, w := range tableWords {
		if strings.Contains(text, w) {
			found++
		}
	}
	return found >= 3
}

// isTableRow recognises cells that are still parted by strokes or tabs.
func isTableRow(l line) bool {
	return strings.Count(l.text, "|") >= 3 || strings.Count(strings.TrimSpace(l.raw), "\t") >= 3
}

// endsTable recognises what follows a table: a heading that the vocabulary of
// sections knows, the next number of the heading above it over a list, the
// recipients; after rows in columns, any marked line that is printed in none.
func endsTable(lines []line, i int, under marker, columns bool) bool {
	l := lines[i]
	m, rest := l.mark, l.rest
	switch {
	case isRecipients(l.text):
		return true
	case columns && (hasGap(l.raw) || isTableRow(l)):
		return false
	case m.style == roman, m.style == letter, m.style == part, m.style == article:
		return classOf(&node{block: block{marker: m, text: rest}}) != unknown
	case columns && m.style != none:
		return true
	case m.style != dotted || !m.same(under) || m.number != under.number+1 || i+1 == len(lines):
		return false
	}
	next := lines[i+1].mark
	return next.style == bullet || next.style == dotted && next.depth == m.depth+1
}
