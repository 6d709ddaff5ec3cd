package planfile

import (
	"strings"

	"dondoc/planfile/word"
)

// mostFilled is how many cells a table has at most that has its short rows
// filled up.
const mostFilled = 1_200_000

// gridOf expands a table into one cell for each column of every row.
func gridOf(t *word.Table) []gridRow {
	rows := make([]gridRow, 0, len(t.Rows))
	width := 0
	for i, row := range t.Rows {
		g := gridRow{n: i + 1, header: row.Header, hidden: row.Hidden}
		g.cells = append(g.cells, make([]cell, row.Before)...)
		for _, c := range row.Cells {
			at := cell{merged: mergeOf(c)}
			if at.merged == own {
				at.text = c.Printed()
			}
			g.cells = append(g.cells, at)
			for range c.Span - 1 {
				g.cells = append(g.cells, cell{merged: fromLeft})
			}
		}
		g.cells = append(g.cells, make([]cell, row.After)...)
		if len(g.cells) > word.MaxColumns {
			g.cells = g.cells[:word.MaxColumns]
		}
		width = max(width, len(g.cells))
		rows = append(rows, g)
	}
	for i := range rows {
		if missing := width - len(rows[i].cells); missing > 0 && width*len(rows) <= mostFilled {
			rows[i].cells = append(rows[i].cells, make([]cell, missing)...)
		}
	}
	return rows
}

// mergeOf says with what a cell goes on.
func mergeOf(c word.Cell) merge {
	switch c.Merged {
	case word.Above:
		return fromAbove
	case word.Left:
		return fromLeft
	}
	return own
}

// isFrame says that a table only puts text side by side: a letterhead, a
// signature, a frame around a paragraph.
func isFrame(t *word.Table) bool {
	filled, most := 0, 0
	for _, row := range t.Rows {
		n := 0
		for _, c := range row.Cells {
			if len(c.Blocks) > 0 && c.Merged == word.Alone && c.Printed() != "" {
				n++
			}
		}
		if n > 0 {
			filled++
		}
		most = max(most, n)
	}
	return most <= 1 || filled <= 2 && most <= 2 || isLetterhead(t)
}

// isLetterhead says that cells hold the head of a document or its end.
func isLetterhead(t *word.Table) bool {
	for _, row := range t.Rows[:min(len(t.Rows), 12)] {
		for _, c := range row.Cells {
			for s := range strings.SplitSeq(c.Printed(), "\n") {
				if s = strings.TrimSpace(s); strings.HasPrefix(s, "CỘNG H") || isRecipients(s) || isPost(s) && len(t.Rows) <= 6 {
					return true
				}
			}
		}
	}
	return false
}
