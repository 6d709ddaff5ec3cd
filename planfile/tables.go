package planfile

import (
	"strings"

	"dondoc/viet"
)

// tableWords are what the columns of a table of tasks are called.
var tableWords = []string{"noi dung", "nhiem vu", "chu tri", "phoi hop", "thoi gian", "thoi han", "san pham", "ket qua", "ghi chu",
	"tien do", "hoat dong", "kinh phi", "don vi"}

// withoutTables takes out the lines of tables that were flattened into text:
// from the header row to the next heading. Their cells no longer say which
// task they belong to.
func withoutTables(lines []line, p *problems) []line {
	out := make([]line, 0, len(lines))
	for i := 0; i < len(lines); {
		if !isTableHead(lines, i) && !isTableRow(lines[i]) {
			out = append(out, lines[i])
			i++
			continue
		}
		p.warn(lines[i].n, "table", nil)
		for i++; i < len(lines) && !endsTable(lines[i]); i++ {
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

// endsTable recognises the heading of a section: a Roman number before a title
// that the vocabulary of sections knows, or a table of its own has ended in
// the recipients.
func endsTable(l line) bool {
	m, rest := readMarker(l.text)
	if m.style == roman || m.style == letter || m.style == part || m.style == article {
		return classOf(&node{marker: m, text: rest}) != unknown
	}
	return isRecipients(l.text)
}
