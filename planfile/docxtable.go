package planfile

import "strings"

// Bounds of tables. Word itself allows 63 columns.
const (
	maxColumns = 64
	maxCells   = 300_000 // of all tables, after cells merged across are counted in full
)

// docxTable is a table of a document, rows deleted by tracked changes left out.
type docxTable struct {
	rows []docxRow
}

type docxRow struct {
	header, hidden bool
	before, after  int // columns that the row leaves out at its ends
	cells          []docxCell
}

type docxCell struct {
	span   int
	goesOn merge // own, or with what it is merged
	blocks []docxBlock
}

// table reads w:tbl.
func (d *docxReader) table() (*docxTable, error) {
	t := &docxTable{}
	outer := d.carry
	d.carry = nil
	err := d.rows(t)
	d.carry = outer
	return t, err
}

func (d *docxReader) rows(t *docxTable) error {
	return d.x.each(func(e element) error {
		switch e.name {
		case "w:tr":
			return d.row(t)
		case "w:sdt":
			return d.control(func() error { return d.rows(t) })
		case "w:del", "w:moveFrom", "w:tblPr", "w:tblGrid":
			return d.leave(e)
		}
		return d.rows(t)
	})
}

func (d *docxReader) row(t *docxTable) error {
	var row docxRow
	deleted := false
	var cells func() error
	cells = func() error {
		return d.x.each(func(e element) error {
			switch e.name {
			case "w:trPr":
				gone, err := d.rowProperties(&row)
				deleted = deleted || gone
				return err
			case "w:tc":
				return d.cell(&row)
			case "w:sdt":
				return d.control(cells)
			case "w:del", "w:moveFrom", "w:tblPrEx":
				return d.leave(e)
			}
			return cells()
		})
	}
	if err := cells(); err != nil {
		return err
	}
	if d.cells += 1 + row.before + row.after; d.cells > maxCells {
		return errLongWord
	}
	if !deleted && len(row.cells) > 0 {
		t.rows = append(t.rows, row)
	}
	return nil
}

// rowProperties reads w:trPr; the row may be deleted.
func (d *docxReader) rowProperties(row *docxRow) (deleted bool, err error) {
	err = d.x.each(func(e element) error {
		switch e.name {
		case "w:tblHeader":
			row.header = e.on()
		case "w:hidden":
			row.hidden = e.on()
		case "w:gridBefore":
			row.before = boundSpan(e.number("val", 0))
		case "w:gridAfter":
			row.after = boundSpan(e.number("val", 0))
		case "w:del":
			deleted = true
			d.seen.changes++
		case "w:ins":
			d.seen.changes++
		}
		return d.x.skip()
	})
	return deleted, err
}

func boundSpan(n int) int { return min(max(n, 0), maxColumns) }

func (d *docxReader) cell(row *docxRow) error {
	c := docxCell{span: 1}
	deleted := false
	err := d.x.each(func(e element) error {
		if e.name != "w:tcPr" {
			return d.block(e, &c.blocks)
		}
		return d.x.each(func(e element) error {
			switch e.name {
			case "w:gridSpan":
				c.span = max(boundSpan(e.number("val", 1)), 1)
			case "w:vMerge":
				if e.attr("val") != "restart" {
					c.goesOn = fromAbove
				}
			case "w:hMerge":
				if e.attr("val") != "restart" {
					c.goesOn = fromLeft
				}
			case "w:cellDel":
				deleted = true
				d.seen.changes++
			}
			return d.x.skip()
		})
	})
	if err != nil {
		return err
	}
	if d.carry != nil { // a cell keeps the end of its last paragraph
		last := d.carry
		d.carry = nil
		if err := d.finish(last, &c.blocks); err != nil {
			return err
		}
	}
	if d.cells += c.span; d.cells > maxCells {
		return errLongWord
	}
	if deleted {
		c.blocks = nil
	}
	row.cells = append(row.cells, c)
	return nil
}

// grid expands a table into one cell for each column of every row.
func (t *docxTable) grid() []gridRow {
	rows := make([]gridRow, 0, len(t.rows))
	width := 0
	for i, row := range t.rows {
		g := gridRow{n: i + 1, header: row.header, hidden: row.hidden}
		g.cells = append(g.cells, make([]cell, row.before)...)
		for _, c := range row.cells {
			at := cell{merged: c.goesOn}
			if c.goesOn == own {
				at.text = printedCell(c.blocks)
			}
			g.cells = append(g.cells, at)
			for range c.span - 1 {
				g.cells = append(g.cells, cell{merged: fromLeft})
			}
		}
		g.cells = append(g.cells, make([]cell, row.after)...)
		if len(g.cells) > maxColumns {
			g.cells = g.cells[:maxColumns]
		}
		width = max(width, len(g.cells))
		rows = append(rows, g)
	}
	for i := range rows {
		if missing := width - len(rows[i].cells); missing > 0 && width*len(rows) <= 4*maxCells {
			rows[i].cells = append(rows[i].cells, make([]cell, missing)...)
		}
	}
	return rows
}

// printedCell is what a cell prints, numbers written out; a table inside of it
// row by row.
func printedCell(blocks []docxBlock) string {
	var lines []string
	add := func(t string) {
		if t = strings.TrimSpace(t); t != "" {
			lines = append(lines, t)
		}
	}
	for _, b := range blocks {
		if b.para != nil {
			add(b.para.printed())
			continue
		}
		for _, row := range b.table.rows {
			var cells []string
			for _, c := range row.cells {
				if t := printedCell(c.blocks); t != "" {
					cells = append(cells, strings.ReplaceAll(t, "\n", " "))
				}
			}
			add(strings.Join(cells, " "))
		}
	}
	return strings.Join(lines, "\n")
}

// printed is a paragraph with the number before it.
func (p *docxPara) printed() string {
	return strings.TrimSpace(p.label + " " + p.text)
}
