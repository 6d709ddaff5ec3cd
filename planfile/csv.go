package planfile

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// CSV reads a plan from a table in plain text, its cells parted by commas,
// semicolons or tabs.
func CSV(data []byte) (Document, error) {
	text, err := decode(data)
	if err != nil {
		return Document{}, err
	}
	if err := checkLines(text); err != nil {
		return Document{}, err
	}
	g, err := csvGrid(text)
	if err != nil {
		return Document{}, err
	}
	for _, r := range g.rows {
		for _, c := range r.cells {
			if isSecret(c.text) {
				return Document{}, ErrSecret
			}
		}
	}
	return gridDocument([]grid{g}, nil), nil
}

// csvGrid reads the records of a text. A record keeps the number of its row, as
// a workbook would show it: lines inside of a cell count for none.
func csvGrid(text string) (grid, error) {
	var g grid
	var delimiter rune
	if head, rest, ok := strings.Cut(text, "\n"); ok && len(head) == 5 && strings.HasPrefix(strings.ToLower(head), "sep=") {
		delimiter, text = rune(head[4]), "\n"+rest
	} else {
		delimiter = delimiterOf(text)
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = delimiter, -1, true, true
	inside, width, area := 0, 0, 0
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return g, refuse("binary", nil)
		}
		line, _ := r.FieldPos(0)
		row := gridRow{n: line - inside, cells: make([]cell, len(record))}
		for c, field := range record {
			inside += strings.Count(field, "\n")
			row.cells[c].text = strings.Trim(cleanCell(field), " \n")
		}
		area += len(record)
		if len(record) > sheetWidth || area > sheetArea {
			return g, refuseWorkbook(errTooBig)
		}
		if blank(row) {
			continue
		}
		if len(g.rows) == sheetRows {
			return g, refuseWorkbook(errTooBig)
		}
		width = max(width, len(record))
		g.rows = append(g.rows, row)
	}
	if width*len(g.rows) > sheetArea {
		return g, refuseWorkbook(errTooBig)
	}
	for i := range g.rows {
		g.rows[i].cells = append(g.rows[i].cells, make([]cell, width-len(g.rows[i].cells))...)
	}
	return g, nil
}

// delimiterOf is what parts the cells of a text: of the three in use the one that
// most lines of its beginning have, and have most of.
func delimiterOf(text string) rune {
	best, most := ',', 0
	for _, d := range ",;\t" {
		found, quoted := 0, false
		line := 0
		for i, r := range text {
			if i > 64<<10 {
				break
			}
			switch r {
			case '"':
				quoted = !quoted
			case '\n':
				if !quoted {
					found += min(line, 30)
					line = 0
				}
			case d:
				if !quoted {
					line++
				}
			}
		}
		if found += min(line, 30); found > most {
			best, most = d, found
		}
	}
	return best
}
