package report

import (
	"cmp"
	"slices"

	"dondoc/plan"
)

// TargetRow is how a target stands.
type TargetRow struct {
	ID       plan.TargetID
	Target   plan.Target
	Reported bool // a value was said
	Met      bool
	Distance float64 // what it lacks; see plan.Target.Distance
}

// TargetTable is how targets stand, those of a plan together: its own first,
// then those of its tasks, in the order of the plan's document.
type TargetTable struct {
	Rows          []TargetRow
	Reported, Met int
}

// Targets returns how the targets of a plan stand, also of a closed one; for
// none, those of all live plans.
func Targets(r *plan.Register, id plan.PlanID) TargetTable {
	var t TargetTable
	if id == 0 {
		for target, row := range r.LiveTargets() {
			t.add(target, *row)
		}
	} else {
		for target, row := range r.Targets.All() {
			if row.Plan == id && !row.Dropped {
				t.add(target, *row)
			}
		}
	}
	slices.SortStableFunc(t.Rows, func(a, b TargetRow) int {
		return cmp.Or(cmp.Compare(a.Target.Plan, b.Target.Plan), compareOwn(a.Target, b.Target))
	})
	return t
}

// compareOwn puts the targets of the plan itself before those of tasks.
func compareOwn(a, b plan.Target) int {
	switch {
	case a.Task == 0 && b.Task != 0:
		return -1
	case a.Task != 0 && b.Task == 0:
		return 1
	}
	return 0
}

func (t *TargetTable) add(id plan.TargetID, target plan.Target) {
	row := TargetRow{ID: id, Target: target, Reported: target.Last.Day != 0}
	if row.Reported {
		t.Reported++
		row.Met, row.Distance = target.Met(target.Last.Value), target.Distance(target.Last.Value)
	}
	if row.Met {
		t.Met++
	}
	t.Rows = append(t.Rows, row)
}
