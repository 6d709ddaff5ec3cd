package report

import (
	"slices"
	"testing"

	"dondoc/plan"
	"dondoc/workday"
)

// Ensure that each field of a scope narrows the figures to what it names, and
// that a closed plan counts only when it is asked for by name.
func TestScope(t *testing.T) {
	k := newDesk()
	a, b := k.unit("A"), k.unit("B")
	k.charge(a, k.deputy)
	area := k.area()
	k.task(d(20, 3), a)
	k.task(d(20, 3), a, b)
	k.task(d(20, 3))
	k.dated(area, workday.Deadline{Kind: workday.OnDate}, []workday.Date{d(30, 4)}, b)
	first := k.plan
	k.plan = 0
	k.task(d(20, 3), b)
	k.plan = k.newPlan()
	k.task(d(20, 3), b)
	k.do(plan.PlanAdded{ID: k.plan, Plan: plan.Plan{Year: 2025, Closed: true}})
	for _, tt := range []struct {
		name         string
		scope        Scope
		tasks, parts int
	}{
		{"all live plans and what is in none", Scope{}, 5, 5},
		{"one plan", Scope{Plan: first}, 4, 4},
		{"a closed plan by name", Scope{Plan: k.plan}, 1, 1},
		{"an area", Scope{Area: area}, 1, 1},
		{"a unit", Scope{Units: []plan.UnitID{a}}, 2, 2},
		{"no unit", Scope{Units: []plan.UnitID{}}, 0, 0},
		{"a unit that is not there", Scope{Units: []plan.UnitID{99}}, 0, 0},
		{"the units in charge", Scope{Deputy: k.deputy}, 2, 2},
		{"the director is in charge of the rest", Scope{Deputy: k.director}, 3, 3},
		{"a unit that the deputy is not in charge of", Scope{Deputy: k.deputy, Units: []plan.UnitID{b}}, 0, 0},
	} {
		s := Figures(k.Register, tt.scope, Period{}, d(24, 3))
		if s.Tasks.Total != tt.tasks || s.Parts.Total != tt.parts {
			t.Errorf("%s: %d tasks, %d assignments, want %d and %d", tt.name, s.Tasks.Total, s.Parts.Total, tt.tasks, tt.parts)
		}
	}
}

// Ensure that a periodic report counts what is due in its period and says
// separately what falls due after the cut-off.
func TestPeriod(t *testing.T) {
	p := Period{workday.Of(2025, 12, 15), d(14, 3)}
	k := newDesk()
	a, b := k.unit("A"), k.unit("B")
	k.task(workday.Of(2025, 12, 14), a)
	k.task(d(14, 3), a)
	k.task(d(15, 3), a)
	k.recurring([]workday.Date{d(10, 2), d(10, 3), d(10, 4), d(10, 5)}, a)
	_, both := k.task(d(1, 3), a, b)
	k.extend(both[1], d(1, 4))
	k.done(both[0], d(1, 3))
	k.continuous(a)
	s := Figures(k.Register, Scope{}, p, d(18, 3))
	want(t, "tasks", s.Tasks, map[Kind]int{Total: 4, Dated: 3, Continuous: 1, Overdue: 2, InTime: 1, Later: 1, FellDue: 3})
	want(t, "assignments", s.Parts, map[Kind]int{Total: 5, Dated: 4, DoneInTime: 1, Overdue: 3, Later: 4, FellDue: 4})
}

// Ensure that rows by unit are ordered by what is overdue of the unit itself,
// that those reporting through the office are named, and that the office's
// posts are one to wait for.
func TestTables(t *testing.T) {
	k := newDesk()
	late, old, fresh, waits := k.unit("D"), k.unit("C"), k.unit("B"), k.unit("Đ")
	bare, none := k.bare("A"), k.unit("Ă")
	second := k.post(k.office, plan.Office)
	k.heard(none, d(23, 3))
	k.task(d(20, 3), late)
	k.task(d(19, 3), late)
	k.task(d(10, 3), old)
	k.task(d(11, 3), fresh)
	_, w := k.task(d(10, 3), waits)
	k.raise(plan.Obstacle, w[0], d(9, 3), second)
	k.task(d(30, 4), bare, none)
	_, v := k.task(d(30, 4), none)
	k.submit(v[0], d(20, 3))
	s := k.figures(d(24, 3))
	if s.Units.Of != Assignments || s.Areas.Of != Tasks || s.Tasks.Of != Tasks || s.Parts.Of != Assignments {
		t.Error("a table does not say what it counts")
	}
	order := func(rows []Row) (ids []plan.UnitID) {
		for _, row := range rows {
			ids = append(ids, row.Unit)
		}
		return ids
	}
	if got := order(s.Units.Rows); !slices.Equal(got, []plan.UnitID{late, old, fresh, bare, none, waits}) {
		t.Errorf("the units stand as %v", got)
	}
	if got := order(s.Units.Alphabetical(k.Register).Rows); !slices.Equal(got, []plan.UnitID{bare, none, fresh, old, late, waits}) {
		t.Errorf("in the order of names they stand as %v", got)
	}
	if !slices.Equal(s.ThroughOffice, []plan.UnitID{bare}) || slices.Contains(s.NotAnswering, none) || !slices.Contains(s.NotAnswering, late) {
		t.Errorf("through the office %v, not answering %v", s.ThroughOffice, s.NotAnswering)
	}
	if !slices.Equal(s.Waiting, []Waiting{{k.focal, 2}}) {
		t.Errorf("waiting: %v", s.Waiting)
	}
}

// Ensure that the worst tasks say whose they are, since when and why.
func TestWorst(t *testing.T) {
	k := newDesk()
	a, b, c := k.unit("A"), k.unit("B"), k.unit("C")
	_, verify := k.task(d(20, 3), a)
	k.submit(verify[0], d(23, 3))
	_, one := k.task(d(13, 3), a, b, c)
	k.done(one[0], d(12, 3))
	k.done(one[2], d(12, 3))
	_, up := k.task(d(16, 3), c)
	k.raise(plan.Extension, up[0], d(16, 3), k.director)
	k.task(d(12, 3))
	_, plain := k.task(d(11, 3), b)
	k.update(plain[0], plan.InProgress, 60, d(10, 3))
	got := k.figures(d(24, 3)).Worst
	want := []Member{
		{Task: 5, Occurrence: 5, Unit: b, Due: d(11, 3), Is: OverdueUnit, Open: 1, Of: 1, Percent: 60},
		{Task: 4, Occurrence: 4, Due: d(12, 3), Is: OverdueUnit, Reason: WithoutLead},
		{Task: 2, Occurrence: 2, Unit: b, Due: d(13, 3), Is: OverdueUnit, Reason: UnitsMissing, Open: 1, Of: 3, Percent: 67},
		{Task: 3, Occurrence: 3, Unit: c, Due: d(16, 3), Is: OverdueWaiting, Reason: WaitingSuperiors, Open: 1, Of: 1},
		{Task: 1, Occurrence: 1, Unit: a, Due: d(20, 3), Is: OverdueUnit, Reason: WaitingVerification, Open: 1, Of: 1},
	}
	if !slices.Equal(got, want) {
		t.Errorf("the worst are\n%+v, want\n%+v", got, want)
	}
}
