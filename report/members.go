package report

import (
	"cmp"
	"iter"
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
	k := walk{view: v}
	switch {
	case cell.Kind == WaitingPost:
		k.waits = func(id plan.AssignmentID, m mark, post plan.PostID) {
			if post == cell.Post {
				out = append(out, v.assignmentMember(id, m))
			}
		}
	case cell.Of == Assignments:
		k.assignment = func(id plan.AssignmentID, a *plan.Assignment, m mark) {
			if cell.has(m) && cell.hasAssignment(v, a) {
				out = append(out, v.assignmentMember(id, m))
			}
		}
	default:
		k.task = func(w *whole) {
			if cell.has(w.mark) && (!cell.InArea || w.area == cell.Area) {
				out = append(out, v.taskMember(w))
			}
		}
	}
	k.over(1, len(v.tasks))
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
	m := Member{Task: w.task, Occurrence: w.occurrence, Due: w.owed(), Is: w.mark.is()}
	var open plan.UnitID
	percent, submitted := 0, 0
	for a := range v.counting(w.occurrence) {
		m.Of++
		m.Extensions = max(m.Extensions, int(a.Extensions))
		if a.State == plan.Done {
			percent += 100
			continue
		}
		m.Open++
		percent += int(a.Percent)
		submitted += on(a.State == plan.Submitted, 1)
		open = a.Unit
	}
	if m.Open == 1 {
		m.Unit = open
	}
	if m.Of > 0 {
		m.Percent = (2*percent + m.Of) / (2 * m.Of)
	}
	switch {
	case w.mark&noLead != 0:
		m.Reason = WithoutLead
	case w.mark&overdueWaiting != 0:
		m.Reason = WaitingSuperiors
	case submitted > 0 && submitted == m.Open:
		m.Reason = WaitingVerification
	case m.Open > 0 && m.Of > 1:
		m.Reason = UnitsMissing
	}
	return m
}

// counting yields the assignments of an occurrence that count in the scope;
// none of occurrence zero.
func (v *view) counting(o plan.OccurrenceID) iter.Seq[*plan.Assignment] {
	return func(yield func(*plan.Assignment) bool) {
		for id := v.occurrences[o].First; id != 0; id = v.assignments[id].NextInOccurrence {
			a := &v.assignments[id]
			if a.State.Live() && (v.units == nil || v.units[a.Unit]) && !yield(a) {
				return
			}
		}
	}
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
