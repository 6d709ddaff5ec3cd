package report

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dondoc/plan"
	"dondoc/viet"
	"dondoc/workday"
)

// anyDesk draws an office of a few units in which anything has happened.
func anyDesk(t *rapid.T) (*desk, workday.Date) {
	k := newDesk()
	day := d(1, 3).Add(rapid.IntRange(0, 60).Draw(t, "day"))
	past := rapid.Custom(func(t *rapid.T) workday.Date { return day - workday.Date(rapid.IntRange(0, 40).Draw(t, "ago")) })
	near := rapid.Custom(func(t *rapid.T) workday.Date { return day.Add(rapid.IntRange(-40, 40).Draw(t, "due")) })
	areas := []plan.AreaID{0, k.area(), k.area()}
	names := []string{"Văn thư", "Đào tạo", "Dân tộc", "Ân", "An"}
	units := []plan.UnitID{k.office, k.bare("Chi cục")}
	for _, name := range names {
		u := k.unit(name)
		k.heard(u, past.Draw(t, "heard"))
		k.charge(u, rapid.SampledFrom([]plan.PostID{0, k.deputy}).Draw(t, "deputy"))
		units = append(units, u)
	}
	if rapid.Bool().Draw(t, "strict") {
		s := k.Office()
		s.Strict = true
		k.do(plan.SettingsChanged{Settings: s})
	}
	plans := []plan.PlanID{0, k.plan, k.newPlan(), k.newPlan()}
	k.do(plan.PlanAdded{ID: plans[3], Plan: plan.Plan{Year: 2026, Closed: true}})
	for range rapid.IntRange(0, 12).Draw(t, "tasks") {
		k.plan = rapid.SampledFrom(plans).Draw(t, "plan")
		leads := rapid.SliceOfNDistinct(rapid.SampledFrom(units), 0, 3, rapid.ID[plan.UnitID]).Draw(t, "leads")
		dues := rapid.SliceOfNDistinct(near, 1, 3, rapid.ID[workday.Date]).Draw(t, "dues")
		kind := workday.RecurringMonthly
		if len(dues) == 1 {
			kind = rapid.SampledFrom([]workday.Kind{workday.OnDate, workday.Unknown, workday.Continuous}).Draw(t, "kind")
		}
		if kind == workday.Unknown || kind == workday.Continuous {
			dues[0] = 0
		}
		slices.Sort(dues)
		area := rapid.SampledFrom(areas).Draw(t, "area")
		task, ids := k.dated(area, workday.Deadline{Kind: kind}, dues, leads...)
		for _, a := range ids {
			k.anything(t, a, day, past)
		}
		if rapid.IntRange(0, 9).Draw(t, "untracked") == 0 {
			k.do(plan.TaskTracked{Task: task, Tracking: plan.Untracked})
		}
	}
	return k, day
}

func (k *desk) charge(unit plan.UnitID, deputy plan.PostID) {
	u := k.Units.Get(unit)
	u.Deputy = deputy
	k.do(plan.UnitSet{ID: unit, Unit: u})
}

// anything lets up to three things happen to an assignment.
func (k *desk) anything(t *rapid.T, a plan.AssignmentID, day workday.Date, past *rapid.Generator[workday.Date]) {
	for range rapid.IntRange(0, 3).Draw(t, "events") {
		said := past.Draw(t, "said")
		holder := rapid.SampledFrom([]plan.PostID{k.focal, k.deputy, k.director}).Draw(t, "holder")
		switch rapid.IntRange(0, 9).Draw(t, "event") {
		case 0:
			k.done(a, said)
		case 1:
			k.submit(a, said)
		case 2:
			k.raise(plan.Obstacle, a, said, holder)
		case 3:
			k.raise(plan.Extension, a, said, holder)
		case 4:
			k.raise(plan.Handback, a, said, k.focal)
		case 5:
			if due := k.Assignments.Get(a).Due; due != 0 {
				k.extend(a, due.Add(rapid.IntRange(1, 40).Draw(t, "by")))
			}
		case 6:
			k.show(a, said)
		case 7:
			k.update(a, rapid.SampledFrom([]plan.State{plan.InProgress, plan.Done, plan.Paused}).Draw(t, "state"), 50, said)
		case 8:
			k.agree(k.raise(plan.Handback, a, said, k.focal), said)
		case 9:
			k.do(plan.Corrected{Assignment: a, Day: said, Due: said})
		}
	}
}

// anyScope draws a scope, and a period around the day.
func anyScope(t *rapid.T, k *desk, day workday.Date) (Scope, Period) {
	s := Scope{
		Plan:   plan.PlanID(rapid.IntRange(0, 3).Draw(t, "scope plan")),
		Area:   plan.AreaID(rapid.SampledFrom([]int{0, 0, 0, 1, 2}).Draw(t, "scope area")),
		Deputy: rapid.SampledFrom([]plan.PostID{0, 0, k.deputy, k.director}).Draw(t, "scope deputy"),
	}
	if rapid.Bool().Draw(t, "scope by units") {
		for id := range k.Units.All() {
			if rapid.Bool().Draw(t, "unit") {
				s.Units = append(s.Units, id)
			}
		}
	}
	p := Period{}
	if rapid.Bool().Draw(t, "periodic") {
		p.From = day.Add(rapid.IntRange(-40, 10).Draw(t, "from"))
		p.To = p.From.Add(rapid.IntRange(0, 40).Draw(t, "length"))
	}
	return s, p
}

// Ensure that behind every figure stand as many members as it says: in the
// headline, in the sum and in every row of every table.
func TestMembersAreTheFigures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k, day := anyDesk(t)
		s, p := anyScope(t, k, day)
		sum := Figures(k.Register, s, p, day)
		check := func(what string, c Counts, cell Cell) {
			if c.Of != cell.Of {
				t.Fatalf("%s counts %d, not %d", what, c.Of, cell.Of)
			}
			for kind := Nothing; kind < WaitingPost; kind++ {
				cell.Kind = kind
				if n := len(Members(k.Register, s, p, day, cell)); n != c.At(kind) {
					t.Fatalf("%s: %s is %d, with %d members", what, kind, c.At(kind), n)
				}
			}
		}
		check("tasks", sum.Tasks, Cell{Of: Tasks})
		check("assignments", sum.Parts, Cell{Of: Assignments})
		for _, row := range sum.Units.Rows {
			check("unit", row.Counts, Cell{Of: Assignments, Unit: row.Unit})
		}
		for _, row := range sum.Areas.Rows {
			check("area", row.Counts, Cell{Of: Tasks, InArea: true, Area: row.Area})
		}
		for _, w := range sum.Waiting {
			cell := Cell{Of: Assignments, Kind: WaitingPost, Post: w.Post}
			if n := len(Members(k.Register, s, p, day, cell)); n != w.Count {
				t.Fatalf("%d wait for post %d, with %d members", w.Count, w.Post, n)
			}
		}
		overdue := Members(k.Register, s, p, day, Cell{Of: Tasks, Kind: Overdue})
		if n := min(len(overdue), worstShown); !slices.Equal(sum.Worst, overdue[:n]) && n > 0 {
			t.Fatalf("the worst are %v, not the first of %v", sum.Worst, overdue)
		}
	})
}

// Ensure that the official table adds up, in the headline and in every row.
func TestSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k, day := anyDesk(t)
		s, p := anyScope(t, k, day)
		sum := Figures(k.Register, s, p, day)
		all := []Counts{sum.Tasks, sum.Parts}
		areas, units := Counts{}, Counts{Of: Assignments}
		for _, row := range sum.Areas.Rows {
			all = append(all, row.Counts)
			areas = plus(areas, row.Counts)
		}
		for _, row := range sum.Units.Rows {
			all = append(all, row.Counts)
			units = plus(units, row.Counts)
			if (row.Oldest != 0) != (row.OverdueUnit > 0) {
				t.Fatalf("oldest %s with %d overdue", row.Oldest, row.OverdueUnit)
			}
		}
		if areas != sum.Tasks || units != sum.Parts {
			t.Fatalf("rows add up to %+v and %+v, not %+v and %+v", areas, units, sum.Tasks, sum.Parts)
		}
		for _, c := range all {
			for _, sums := range [][2]int{
				{c.Total, c.Dated + c.Continuous + c.NoDeadline},
				{c.Dated, c.Done + c.NotDone},
				{c.Done, c.DoneInTime + c.DoneLate},
				{c.NotDone, c.InTime + c.Overdue},
				{c.InTime, c.OpenInTime + c.SubmittedReady},
				{c.Overdue, c.OverdueUnit + c.OverdueWaiting},
				{c.Missed, c.DoneLate + c.Overdue},
			} {
				if sums[0] != sums[1] {
					t.Fatalf("%d is not %d in %+v", sums[0], sums[1], c)
				}
			}
			if c.Missed > c.FellDue || c.FellDue > c.Dated {
				t.Fatalf("missed %d of %d that fell due of %d", c.Missed, c.FellDue, c.Dated)
			}
			if p == (Period{}) && c.Of == Tasks && c.Later != 0 {
				t.Fatalf("without a period %d tasks fall due after it", c.Later)
			}
		}
	})
}

func plus(x, y Counts) Counts {
	sum, add := x, y
	for i, n := range sum.fields() {
		if n != nil {
			*n += *add.fields()[i]
		}
	}
	return sum
}

// Ensure that consecutive periods count every dated assignment once, and that
// together they count what there is.
func TestPeriodsPartition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k, day := anyDesk(t)
		cut := day.Add(rapid.IntRange(-30, 30).Draw(t, "cut"))
		at := func(p Period) Counts { return Figures(k.Register, Scope{}, p, day).Parts }
		first, second := at(Period{To: cut}), at(Period{From: cut + 1})
		whole := at(Period{From: d(1, 1) - 400})
		if first.Dated+second.Dated != whole.Dated || first.Later != second.Dated || first.NotDone+second.NotDone != whole.NotDone {
			t.Fatalf("%+v and %+v are not %+v", first, second, whole)
		}
	})
}

// Ensure that figures leave the register alone, come out the same again, and
// list the units by number overdue, oldest date and name.
func TestOrderOfUnits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k, day := anyDesk(t)
		before, _ := k.MarshalJSON()
		sum := k.figures(day)
		if after, _ := k.MarshalJSON(); string(before) != string(after) {
			t.Fatal("the register changed")
		}
		if !reflect.DeepEqual(sum, k.figures(day)) {
			t.Fatal("the same register gives other figures")
		}
		rows := sum.Units.Rows
		for i := 1; i < len(rows); i++ {
			x, y := rows[i-1], rows[i]
			ordered := x.OverdueUnit > y.OverdueUnit ||
				x.OverdueUnit == y.OverdueUnit && (x.Oldest < y.Oldest ||
					x.Oldest == y.Oldest && viet.Compare(k.Units.Get(x.Unit).Name, k.Units.Get(y.Unit).Name) < 0)
			if !ordered {
				t.Fatalf("%+v stands before %+v", x, y)
			}
		}
		names := sum.Units.Alphabetical(k.Register).Rows
		for i := 1; i < len(names); i++ {
			if viet.Compare(k.Units.Get(names[i-1].Unit).Name, k.Units.Get(names[i].Unit).Name) >= 0 {
				t.Fatal("not alphabetical")
			}
		}
	})
}
