package planfile

import (
	"strings"

	"dondoc/viet"
)

// personHeads begin what stands for people in a column of those who do the work;
// wholeUnits for all of the unit that the table is of.
var (
	personHeads = []string{"thầy ", "cô ", "anh ", "chị ", "ông ", "bà ", "đ/c ", "đ.c ", "đồng chí ", "bí thư", "phó ", "trưởng ", "tổ trưởng", "tổ phó", "nhóm trưởng",
		"giáo viên", "nhân viên", "chuyên viên", "cán bộ", "kỹ sư", "bác sĩ", "bs ", "bs.", "ks.", "ths", "gv", "kế toán", "văn thư", "thủ quỹ", "bảo vệ"}
	wholeUnits = []string{"cả tổ", "cả phòng", "cả khoa", "cả đội", "cả đơn vị", "toàn tổ", "toàn phòng", "toàn khoa", "toàn đội", "toàn đơn vị", "toàn thể"}
)

func namesPerson(t string) bool {
	lower := strings.ToLower(t) + " "
	return isName(t) || beginsWith(lower, personHeads) || beginsWith(lower, wholeUnits)
}

// namesPeople says that those who lead in a table are mostly people: its header
// asks for them, and its cells name them.
func (t *gridTree) namesPeople() bool {
	asked := false
	for _, k := range t.columns {
		if k.is == isLead {
			name := viet.Fold(k.name)
			asked = asked || hasWords(name, "nguoi") || hasWords(name, "ca nhan") || hasWords(name, "can bo") || hasWords(name, "ai")
		}
	}
	if !asked {
		return false
	}
	people, all := 0, 0
	t.each(func(it *rowItem) {
		for _, name := range it.facts.lead {
			all++
			if namesPerson(name) {
				people++
			}
		}
	})
	return people*2 >= all && people > 0
}

// each visits the rows of a table.
func (t *gridTree) each(do func(it *rowItem)) {
	var walk func(items []*rowItem)
	walk = func(items []*rowItem) {
		for _, it := range items {
			do(it)
			walk(it.kids)
		}
	}
	walk(t.items)
}

// leadsOfPeople gives the tasks of a table that names people to the unit that its
// sheet plainly is of: they are that unit's, and who of it does them is its own
// matter. Where the sheet says no unit, the people stay.
func (r *gridReader) leadsOfPeople(t *gridTree) {
	unit, sure := r.sheetUnit(t.grid)
	if unit == "" || !sure {
		return
	}
	t.each(func(it *rowItem) { it.facts.lead, it.facts.unclear = nil, "" })
	t.shared.lead = []string{unit}
	r.warn(place{t.grid, wholeGrid, wholeRow}, "people_of_unit", Args{"unit": unit})
}

// sheetsOfUnits says that all sheets with a table, and there are several, are named
// for units.
func (r *gridReader) sheetsOfUnits(trees []*gridTree) bool {
	seen := map[int]bool{}
	for _, t := range trees {
		_, name, _ := strings.Cut(r.grids[t.grid].name, "“")
		if name = strings.TrimSuffix(name, "”"); !isUnit(name) && !startsShort(name) {
			return false
		}
		seen[t.grid] = true
	}
	return len(seen) > 1
}
