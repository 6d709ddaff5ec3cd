package report

import (
	"testing"
	"time"

	"dondoc/plan"
	"dondoc/workday"
)

// d reads a day of 2026 as "24/3".
func d(day, month int) workday.Date { return workday.Of(2026, time.Month(month), day) }

// desk is an office whose facts come about by events only.
type desk struct {
	*plan.Register
	seq    uint64
	office plan.UnitID
	plan   plan.PlanID
	// director, deputy, focal are the posts of the director, of a deputy and of
	// the head of the office.
	director, deputy, focal plan.PostID
}

// newDesk opens an office with a director, a deputy, the office's own unit and
// one plan of 2026. Everybody has joined and been heard on 1 March.
func newDesk() *desk {
	k := &desk{Register: plan.NewRegister()}
	k.director = k.post(0, plan.Director)
	k.deputy = k.post(0, plan.Deputy)
	k.office = k.bare("Văn phòng")
	k.focal = k.post(k.office, plan.Office)
	k.head(k.office, k.focal)
	settings := plan.DefaultSettings()
	settings.Office = k.office
	k.do(plan.SettingsChanged{Settings: settings})
	k.plan = k.newPlan()
	return k
}

func (k *desk) do(bodies ...plan.Body) {
	for _, b := range bodies {
		k.seq++
		plan.Apply(k.Register, plan.Event{Seq: k.seq, By: 1, Body: b})
	}
}

func (k *desk) newPlan() plan.PlanID {
	id := k.Plans.Next()
	k.do(plan.PlanAdded{ID: id, Plan: plan.Plan{Title: "Kế hoạch", Year: 2026}})
	return id
}

func (k *desk) area() plan.AreaID {
	id := k.Areas.Next()
	k.do(plan.AreaAdded{ID: id, Area: plan.Area{Plan: k.plan, Title: "Lĩnh vực"}})
	return id
}

// post adds a post with a holder who has joined and was heard on 1 March.
func (k *desk) post(unit plan.UnitID, role plan.Role) plan.PostID {
	id, person := k.Posts.Next(), k.People.Next()
	k.do(
		plan.PostSet{ID: id, Post: plan.Post{Unit: unit, Role: role}},
		plan.PersonAdded{ID: person},
		plan.PersonChanged{Person: person, State: plan.Joined, Since: d(2, 1)},
		plan.Heard{Person: person, Day: d(1, 3)},
		plan.Seated{Post: id, Person: person},
	)
	return id
}

func (k *desk) bare(name string) plan.UnitID {
	id := k.Units.Next()
	k.do(plan.UnitSet{ID: id, Unit: plan.Unit{Name: name, Short: name}})
	return id
}

func (k *desk) head(unit plan.UnitID, post plan.PostID) {
	u := k.Units.Get(unit)
	u.Head = post
	k.do(plan.UnitSet{ID: unit, Unit: u})
}

// unit adds a unit whose head has joined.
func (k *desk) unit(name string) plan.UnitID {
	id := k.bare(name)
	k.head(id, k.post(id, plan.Head))
	return id
}

func (k *desk) holder(unit plan.UnitID) plan.PersonID {
	return k.Posts.Get(k.HeadOf(unit)).Holder
}

// task adds a task of the plan, dated on one day (zero: without date), led by
// units, and returns it with its assignments.
func (k *desk) task(due workday.Date, units ...plan.UnitID) (plan.TaskID, []plan.AssignmentID) {
	deadline := workday.Deadline{Kind: workday.OnDate, Due: due}
	if due == 0 {
		deadline.Kind = workday.Unknown
	}
	return k.dated(0, deadline, []workday.Date{due}, units...)
}

// recurring adds a task with an occurrence for each due date; the assignments
// are in the order of occurrences.
func (k *desk) recurring(dues []workday.Date, units ...plan.UnitID) (plan.TaskID, []plan.AssignmentID) {
	return k.dated(0, workday.Deadline{Kind: workday.RecurringQuarterly}, dues, units...)
}

func (k *desk) continuous(units ...plan.UnitID) (plan.TaskID, []plan.AssignmentID) {
	return k.dated(0, workday.Deadline{Kind: workday.Continuous}, []workday.Date{0}, units...)
}

func (k *desk) dated(area plan.AreaID, deadline workday.Deadline, dues []workday.Date, units ...plan.UnitID) (plan.TaskID, []plan.AssignmentID) {
	task := k.Tasks.Next()
	k.do(plan.TaskAdded{ID: task, Task: plan.Task{Plan: k.plan, Area: area, Title: "Việc"}})
	e := plan.TaskDated{Task: task, Deadline: deadline, Day: d(2, 1), Import: true}
	given := plan.TaskAssigned{Task: task, Day: d(2, 1)}
	occurrence, assignment := k.Occurrences.Next(), k.Assignments.Next()
	var ids []plan.AssignmentID
	for i, due := range dues {
		o := plan.NewOccurrence{ID: occurrence, Due: due}
		if deadline.Kind.Recurring() {
			o.Period = workday.Period{Year: 2026, Every: workday.EveryQuarter, N: i%4 + 1}
		}
		e.New = append(e.New, o)
		for _, u := range units {
			given.Given = append(given.Given, plan.NewAssignment{
				ID: assignment, Occurrence: occurrence, Unit: u, Due: due,
			})
			ids = append(ids, assignment)
			assignment++
		}
		occurrence++
	}
	k.do(e)
	if len(ids) > 0 {
		k.do(given)
	}
	return task, ids
}

func (k *desk) raise(kind plan.MatterKind, a plan.AssignmentID, said workday.Date, holder plan.PostID) plan.MatterID {
	id := k.Matters.Next()
	row := k.Assignments.Get(a)
	k.do(plan.MatterRaised{ID: id, Matter: plan.Matter{
		Kind: kind, Assignment: a, Holder: holder, By: k.holder(row.Unit), Raised: said, Since: said,
	}})
	return id
}

func (k *desk) submit(a plan.AssignmentID, said workday.Date) plan.MatterID {
	return k.raise(plan.Submission, a, said, k.focal)
}

// done submits and accepts what was said on a day.
func (k *desk) done(a plan.AssignmentID, said workday.Date) {
	k.agree(k.submit(a, said), said)
}

func (k *desk) agree(m plan.MatterID, day workday.Date) {
	k.do(plan.MatterSettled{ID: m, State: plan.Agreed, Day: day, Counted: day})
}

func (k *desk) update(a plan.AssignmentID, state plan.State, percent uint8, said workday.Date) {
	k.do(plan.Updated{Assignment: a, State: state, Percent: percent, Said: said})
}

// extend asks for a new date and gets it.
func (k *desk) extend(a plan.AssignmentID, to workday.Date) {
	m := k.raise(plan.Extension, a, d(1, 3), k.director)
	k.do(plan.MatterSettled{ID: m, State: plan.Agreed, Day: d(2, 3), Due: to})
}

func (k *desk) show(a plan.AssignmentID, day workday.Date) {
	row := k.Assignments.Get(a)
	k.do(plan.DigestTold{Person: k.holder(row.Unit), Day: day, Duties: []plan.ToldDuty{{
		Duty: plan.Duty{Kind: plan.Perform, Subject: uint32(a)}, Step: -3, Shown: true,
	}}})
}

func (k *desk) heard(unit plan.UnitID, day workday.Date) {
	k.do(plan.Heard{Person: k.holder(unit), Day: day})
}

// figures are those of /summary on a day.
func (k *desk) figures(day workday.Date) Summary { return Figures(k.Register, Scope{}, Period{}, day) }

// want compares the figures that a table names; those that it does not name
// are not looked at.
func want(t testing.TB, what string, c Counts, figures map[Kind]int) {
	t.Helper()
	for k, n := range figures {
		if c.At(k) != n {
			t.Errorf("%s: %s is %d, want %d", what, k, c.At(k), n)
		}
	}
}
