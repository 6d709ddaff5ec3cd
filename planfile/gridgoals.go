package planfile

import (
	"strings"

	"dondoc/viet"
)

// goals says that a table lists numbers to be reached, not tasks.
func (t *gridTree) goals() bool { return t.has(isGoalColumn) && !t.has(isTaskColumn) }

// goals reads the rows of a table of numbers: "STT | Chỉ tiêu | Đơn vị tính |
// Kế hoạch 2026". A number that the row does not compare with anything is one
// to be reached exactly, as everywhere.
func (r *gridReader) goals(t *gridTree) {
	g := &r.grids[t.grid]
	text, unit, amountAt := -1, -1, -1
	for c, k := range t.columns {
		header := viet.Fold(k.name)
		switch {
		case k.is == isGoalColumn && text < 0:
			text = c
		case hasWords(header, "don vi tinh") || hasWords(header, "dvt"):
			unit = c
		case amountAt < 0 && text >= 0 && (hasWords(header, "ke hoach") || hasWords(header, "kh") || hasWords(header, "muc tieu") || hasWords(header, "phan dau") || k.is == isGoalColumn ||
			hasWords(header, "giao") || strings.HasPrefix(header, "nam 20")) && !hasWords(header, "thuc hien"):
			amountAt = c
		}
	}
	if text < 0 || amountAt < 0 {
		r.warn(place{t.grid, wholeGrid, wholeRow}, "goals_unread", nil)
		return
	}
	var walk func(items []*rowItem)
	walk = func(items []*rowItem) {
		for _, it := range items {
			cells := g.rows[it.at.row].cells
			if amountAt < len(cells) {
				r.goal(it.text, cellText(cells[amountAt].text), cellAt(cells, unit))
			}
			walk(it.kids)
		}
	}
	walk(t.items)
}

func cellAt(cells []cell, c int) string {
	if c < 0 || c >= len(cells) {
		return ""
	}
	return cellText(cells[c].text)
}

// goal notes one number down.
func (r *gridReader) goal(text, figure, unit string) {
	figure = strings.TrimSpace(strings.NewReplacer("≥", "từ ", "≤", "không quá ", ">", "trên ", "<", "dưới ").Replace(figure))
	words := strings.Fields(figure)
	for i, w := range words {
		number, percent := strings.CutSuffix(strings.Trim(w, "()"), "%")
		value, ok := amount(number)
		if !ok || len(r.plan.targets) >= MaxTasks {
			continue
		}
		sign, _ := comparison(words[:i], strings.Join(words[i+1:], " "))
		if percent && unit == "" {
			unit = "%"
		}
		r.plan.targets = append(r.plan.targets, Target{Value: value, Unit: unit, Comparison: sign, Text: text})
		return
	}
}
