package word

import "strings"

// MaxColumns is how many columns a cell takes at most, and a row leaves out at
// either end; Word itself allows 63 in all.
const MaxColumns = 64

// maxCells bounds the cells of all tables, after cells merged across are
// counted in full.
const maxCells = 300_000

// table reads w:tbl.
func (d *reader) table() (*Table, error) {
	t := &Table{}
	outer := d.carry
	d.carry = nil
	err := d.rows(t)
	d.carry = outer
	return t, err
}

func (d *reader) rows(t *Table) error {
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

func (d *reader) row(t *Table) error {
	var row Row
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
	if d.cells += 1 + row.Before + row.After; d.cells > maxCells {
		return ErrTooLong
	}
	if !deleted && len(row.Cells) > 0 {
		t.Rows = append(t.Rows, row)
	}
	return nil
}

// rowProperties reads w:trPr; the row may be deleted.
func (d *reader) rowProperties(row *Row) (deleted bool, err error) {
	err = d.x.each(func(e element) error {
		switch e.name {
		case "w:tblHeader":
			row.Header = e.on()
		case "w:hidden":
			row.Hidden = e.on()
		case "w:gridBefore":
			row.Before = boundSpan(e.number("val", 0))
		case "w:gridAfter":
			row.After = boundSpan(e.number("val", 0))
		case "w:del":
			deleted = true
			d.seen.Changes++
		case "w:ins":
			d.seen.Changes++
		}
		return d.x.skip()
	})
	return deleted, err
}

func boundSpan(n int) int { return min(max(n, 0), MaxColumns) }

func (d *reader) cell(row *Row) error {
	c := Cell{Span: 1}
	deleted := false
	err := d.x.each(func(e element) error {
		if e.name != "w:tcPr" {
			return d.block(e, &c.Blocks)
		}
		return d.x.each(func(e element) error {
			switch e.name {
			case "w:gridSpan":
				c.Span = max(boundSpan(e.number("val", 1)), 1)
			case "w:vMerge":
				if e.attr("val") != "restart" {
					c.Merged = Above
				}
			case "w:hMerge":
				if e.attr("val") != "restart" {
					c.Merged = Left
				}
			case "w:cellDel":
				deleted = true
				d.seen.Changes++
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
		if err := d.finish(last, &c.Blocks); err != nil {
			return err
		}
	}
	if d.cells += c.Span; d.cells > maxCells {
		return ErrTooLong
	}
	if deleted {
		c.Blocks = nil
	}
	row.Cells = append(row.Cells, c)
	return nil
}

// Printed is what a cell prints, one line for each paragraph with its number
// and for each row of a table inside; blank ones are left out.
func (c Cell) Printed() string {
	var lines []string
	add := func(t string) {
		if t = strings.TrimSpace(t); t != "" {
			lines = append(lines, t)
		}
	}
	for _, b := range c.Blocks {
		if b.Para != nil {
			add(b.Para.Printed())
			continue
		}
		for _, row := range b.Table.Rows {
			var cells []string
			for _, inner := range row.Cells {
				if t := inner.Printed(); t != "" {
					cells = append(cells, strings.ReplaceAll(t, "\n", " "))
				}
			}
			add(strings.Join(cells, " "))
		}
	}
	return strings.Join(lines, "\n")
}

// Printed is a paragraph with the number before it.
func (p *Para) Printed() string {
	return strings.TrimSpace(p.Number.Text + " " + p.Text)
}
