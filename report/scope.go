package report

import (
	"dondoc/plan"
	"dondoc/workday"
)

// Scope says whose figures are asked for. The zero Scope is all live plans and
// the tasks outside plans. Its fields narrow it together.
type Scope struct {
	// Plan is one plan, also a closed one. Zero: all that are not closed, and
	// tasks in no plan.
	Plan plan.PlanID
	// Units are the lead units looked at. Nil: all. With units, a task is
	// judged by their assignments only, and tasks without lead are outside.
	Units []plan.UnitID
	// Area is one area of a plan. Zero: all.
	Area plan.AreaID
	// Deputy narrows to the units that this post is in charge of, as Units does.
	Deputy plan.PostID
}

// Period are the due dates that a periodic report counts, both ends included;
// a zero end is open. The zero Period is that of /summary, the plan's year to
// now: every task, and of a recurring one what fell due and the current
// occurrence.
type Period struct {
	From, To workday.Date
}

// view is a register looked at with a scope on a day: all that judging one
// assignment needs, worked out once.
type view struct {
	r      *plan.Register
	scope  Scope
	period Period
	toNow  bool // the zero period: to the day, and the current occurrences
	day    workday.Date

	tasks       []plan.Task
	occurrences []plan.Occurrence
	assignments []plan.Assignment
	matters     []plan.Matter

	// units says which lead units are looked at. Nil: all.
	units []bool
	// reach is whether a unit can be asked, by unit.
	reach []Reach
	// closed says which plans are closed, by plan.
	closed []bool
	// seat is a post as figures name it: all posts of the office are one.
	seat     []plan.PostID
	director plan.PostID

	// dueDays are those from first on, in two years.
	first   workday.Date
	dueDays [knownDays]dueDay
	// missed: what is not done and was due before this day is overdue.
	missed workday.Date
	// soon is the last due date within the days of DueSoonDays.
	soon workday.Date
	// yesterday is the last working day before day.
	yesterday workday.Date
}

// DueSoonDays are the working days ahead that count as due soon.
const DueSoonDays = 3

// knownDays are the days around the day that are worked out at once.
const knownDays = 2 * 366

func look(r *plan.Register, s Scope, p Period, day workday.Date) *view {
	v := &view{
		r: r, scope: s, period: p, toNow: p == (Period{}), day: day,
		tasks: r.Tasks.Rows(), occurrences: r.Occurrences.Rows(),
		assignments: r.Assignments.Rows(),
		matters:     r.Matters.Rows(),
		director:    r.DirectorPost(),
		soon:        r.Calendar.Add(day, DueSoonDays),
		yesterday:   r.Calendar.Add(day, -1),
	}
	v.missed = v.yesterday + 1
	if r.Office().Strict {
		v.missed = day
	}
	v.first = day - knownDays/2
	for i := range v.dueDays {
		v.dueDays[i] = v.workOut(v.first.Add(i))
	}
	v.units = unitsIn(r, s)
	v.reach = reachOfUnits(r, day)
	v.closed = make([]bool, r.Plans.Len()+1)
	for id, p := range r.Plans.All() {
		v.closed[id] = p.Closed && id != s.Plan
	}
	office := r.OfficePost()
	v.seat = make([]plan.PostID, r.Posts.Len()+1)
	for id, p := range r.Posts.All() {
		v.seat[id] = id
		if p.Role == plan.Office {
			v.seat[id] = office
		}
	}
	return v
}

// unitsIn returns which units a scope looks at, by unit; nil for all.
func unitsIn(r *plan.Register, s Scope) []bool {
	if s.Units == nil && s.Deputy == 0 {
		return nil
	}
	in := make([]bool, r.Units.Len()+1)
	for _, id := range s.Units {
		if r.Units.Has(id) {
			in[id] = true
		}
	}
	for id := range r.Units.All() {
		in[id] = (in[id] || s.Units == nil) && (s.Deputy == 0 || r.DeputyOf(id) == s.Deputy)
	}
	return in
}

// has reports whether a task is one of the scope.
func (v *view) has(t *plan.Task) bool {
	if t.Tracking != plan.Tracked || t.Title == "" && t.Code == "" && t.First == 0 {
		return false
	}
	if v.scope.Area != 0 && t.Area != v.scope.Area {
		return false
	}
	if v.scope.Plan != 0 {
		return t.Plan == v.scope.Plan
	}
	return int(t.Plan) >= len(v.closed) || !v.closed[t.Plan]
}
