package report

import (
	"cmp"
	"slices"

	"dondoc/plan"
	"dondoc/workday"
)

// Member is one of those that a figure counts: a task with the occurrence that
// stands for it, or an assignment.
type Member struct {
	Task plan.TaskID
	// Occurrence is zero for a task that nobody has dated.
	Occurrence plan.OccurrenceID
	// Assignment is zero for a task.
	Assignment plan.AssignmentID
	// Unit is the assignment's; of a task the only one that is not done, zero
	// when there are several or none.
	Unit plan.UnitID
	// Due is the current due date; of a task the earliest, of an overdue one
	// the earliest that is overdue.
	Due workday.Date
	// Is is the one of the first nine kinds that it is. Nothing for what only
	// waits for somebody and is in no figure.
	Is     Kind
	Reason Reason
	// Open of the Of assignments of a task are not done ("còn 1/3 đơn vị").
	Open int
	Of   int
	// Percent is that of an assignment, or the mean of a task's, done being 100.
	Percent int
	// Extensions are those of an assignment, or the most of a task's.
	Extensions int
}

// Reason says why something is not done.
type Reason uint8

// The reasons, the first that holds. The zero Reason is that the unit has not
// done it, or nothing is missing.
const (
	NoReason            Reason = iota
	WithoutLead                // nobody was told to do it
	WaitingSuperiors           // raised in time, waits for its decider
	WaitingVerification        // all that is missing was reported
	UnitsMissing               // Open of several units are not done
)

// Members returns the tasks or assignments behind a figure, as many as it
// says: the longest due first, those without date last.
func Members(r *plan.Register, s Scope, p Period, day workday.Date, cell Cell) []Member {
	v := look(r, s, p, day)
	var out []Member
	j := v.judge()
	switch {
	case cell.Kind == WaitingPost:
		for _, w := range j.waits {
			if w.post == cell.Post {
				out = append(out, v.assignmentMember(w.assignment, j.marks[w.assignment]))
			}
		}
	case cell.Of == Assignments:
		for i, m := range j.marks {
			if cell.has(m) && cell.hasAssignment(v, &v.assignments[i]) {
				out = append(out, v.assignmentMember(plan.AssignmentID(i), m))
			}
		}
	default:
		v.eachTask(j.laps, func(w *whole) {
			if cell.has(w.mark) && (!cell.InArea || w.area == cell.Area) {
				out = append(out, v.taskMember(w))
			}
		})
	}
	slices.SortFunc(out, Member.compare)
	return out
}

func (c Cell) has(m mark) bool { return int(c.Kind) < kinds && m&kindMarks[c.Kind] != 0 }

func (c Cell) hasAssignment(v *view, a *plan.Assignment) bool {
	return (c.Unit == 0 || a.Unit == c.Unit) && (!c.InArea || v.tasks[a.Task].Area == c.Area)
}

func (m Member) compare(n Member) int {
	if (m.Due == 0) != (n.Due == 0) {
		return cmp.Compare(n.Due, m.Due)
	}
	return cmp.Or(cmp.Compare(m.Due, n.Due), cmp.Compare(m.Task, n.Task), cmp.Compare(m.Assignment, n.Assignment))
}

// worse reports whether w comes before x among overdue tasks, in the order of
// Members.
func (w *whole) worse(x *whole) bool {
	return cmp.Or(cmp.Compare(w.owed(), x.owed()), cmp.Compare(w.task, x.task)) < 0
}

// owed returns the due date that a list shows: the earliest missed one.
func (w *whole) owed() workday.Date {
	if w.missed != 0 {
		return w.missed
	}
	return w.due
}

// taskMember returns the member that a task is.
func (v *view) taskMember(w *whole) Member {
	m := Member{
		Task: w.task, Occurrence: w.occurrence, Due: w.owed(), Is: w.mark.is(),
		Open: int(w.of - w.done), Of: int(w.of), Percent: w.mean(),
	}
	if w.occurrence != 0 {
		for id := v.occurrences[w.occurrence].First; id != 0; id = v.assignments[id].NextInOccurrence {
			a := &v.assignments[id]
			if !a.State.Live() || v.units != nil && !v.units[a.Unit] {
				continue
			}
			m.Extensions = max(m.Extensions, int(a.Extensions))
			if m.Open == 1 && a.State != plan.Done {
				m.Unit = a.Unit
			}
		}
	}
	switch {
	case w.mark&noLead != 0:
		m.Reason = WithoutLead
	case w.mark&overdueWaiting != 0:
		m.Reason = WaitingSuperiors
	case w.submitted > 0 && w.done+w.submitted == w.of:
		m.Reason = WaitingVerification
	case m.Open > 0 && m.Of > 1:
		m.Reason = UnitsMissing
	}
	return m
}

// assignmentMember returns the member that an assignment is.
func (v *view) assignmentMember(id plan.AssignmentID, is mark) Member {
	a := &v.assignments[id]
	m := Member{
		Task: a.Task, Occurrence: a.Occurrence, Assignment: id, Unit: a.Unit,
		Due: a.Due, Is: is.is(), Percent: int(a.Percent), Extensions: int(a.Extensions),
		Of: 1, Open: 1,
	}
	if a.State == plan.Done {
		m.Percent, m.Open = 100, 0
	}
	switch {
	case is&overdueWaiting != 0:
		m.Reason = WaitingSuperiors
	case a.State == plan.Submitted:
		m.Reason = WaitingVerification
	}
	return m
}
