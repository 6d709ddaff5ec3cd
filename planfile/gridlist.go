package planfile

// listInCell parts a cell that is a list of tasks, where the row has no time and
// each line of the cell has its own: "- Thay đồng hồ (trước ngày 31/10); - Ký lại
// hợp đồng (Quý III)". The first is the row's, the others share its number and what
// else the row states.
func (r *gridReader) listInCell(g *grid, i int, item *rowItem) []*rowItem {
	c := r.taskColumn()
	if c < 0 || c >= len(g.rows[i].cells) || item.facts.deadline != "" || item.name != "" {
		return nil
	}
	lines := cellLines(g.rows[i].cells[c].text)
	if len(lines) < 2 || len(lines) > mostItemRows {
		return nil
	}
	texts := make([]string, len(lines))
	for k, l := range lines {
		m, rest := readMarker(l)
		if m.style < paren {
			return nil
		}
		if due, _ := spokenDeadline(rest, r.header.Year); due == "" {
			return nil
		}
		texts[k] = rest
	}
	item.text = texts[0]
	others := make([]*rowItem, 0, len(texts)-1)
	for _, text := range texts[1:] {
		o := *item
		o.text, o.marker, o.repeated, o.own = text, marker{style: bullet}, true, ""
		others = append(others, &o)
	}
	return others
}
