package report

import (
	"cmp"
	"slices"

	"dondoc/plan"
	"dondoc/viet"
	"dondoc/workday"
)

// Table is figures by unit or by area. It says what it counts.
type Table struct {
	Of   Counting
	Rows []Row
}

// Row is the figures of one unit or of one area; the other is zero. Both are
// zero in the row of tasks under no area.
type Row struct {
	Unit plan.UnitID
	Area plan.AreaID
	Counts
	// Oldest is the earliest due date of the unit's overdue assignments. Zero:
	// none is overdue.
	Oldest workday.Date
	// Reach is whether the unit can be asked.
	Reach Reach
}

// Alphabetical returns the table in the order of names, as a Vietnamese
// dictionary has it: the order to forward, which ranks nobody.
func (t Table) Alphabetical(r *plan.Register) Table {
	t.Rows = slices.Clone(t.Rows)
	slices.SortFunc(t.Rows, func(x, y Row) int {
		if x.Unit == 0 || y.Unit == 0 {
			return 0
		}
		return byName(r, x.Unit, y.Unit)
	})
	return t
}

// byOverdue orders rows of units by the number overdue that is their own,
// then the oldest date, then the name; never by a rate.
func (t Table) byOverdue(r *plan.Register) {
	slices.SortFunc(t.Rows, func(x, y Row) int {
		return cmp.Or(
			cmp.Compare(y.OverdueUnit, x.OverdueUnit),
			cmp.Compare(x.Oldest, y.Oldest),
			byName(r, x.Unit, y.Unit),
		)
	})
}

// byName orders two units by name.
func byName(r *plan.Register, x, y plan.UnitID) int {
	if x == y {
		return 0
	}
	return cmp.Or(viet.Compare(r.Units.Get(x).Name, r.Units.Get(y).Name), cmp.Compare(x, y))
}

// waitingOf lists the posts that something waits for, most first.
func waitingOf(posts []int32) []Waiting {
	var out []Waiting
	for id, n := range posts {
		if n > 0 {
			out = append(out, Waiting{plan.PostID(id), int(n)})
		}
	}
	slices.SortStableFunc(out, func(x, y Waiting) int { return cmp.Compare(y.Count, x.Count) })
	return out
}
