package report

import (
	"dondoc/plan"
	"dondoc/workday"
)

// A walk reads the tables in their order, since memory is what it waits for:
// occurrences give themselves a place, every assignment is judged and added to
// its occurrence, then each task is what the occurrence that stands for it is.

// lap is an occurrence, judged over its live assignments in the scope.
type lap struct {
	// due is the earliest current due date, missed that of what is overdue;
	// never while there is none and the lap is open.
	due, missed workday.Date
	mark        mark
	percent     int32 // sum over the assignments
	// of are the live assignments; of them done, and submitted (in time or not).
	of, done, submitted uint16
	in                  inclusion
	paused              bool
}

// inclusion says whether an occurrence is looked at.
type inclusion uint8

const (
	outside inclusion = iota // dropped, or of a task outside the scope
	counts
	toCome // later than the current occurrence of its task
)

// never is after every date.
const never = workday.Date(1<<31 - 1)

// add takes one more assignment into an occurrence.
func (l *lap) add(a *plan.Assignment, m mark) {
	l.mark |= m
	l.of++
	percent := int32(a.Percent)
	if a.State == plan.Done {
		percent = 100
	}
	l.percent += percent
	l.done += on(a.State == plan.Done, uint16(1))
	l.submitted += on(a.State == plan.Submitted, uint16(1))
	due := a.Due
	if due == 0 {
		due = never
	}
	l.due = min(l.due, due)
	if m&overdueMarks == 0 {
		due = never
	}
	l.missed = min(l.missed, due)
}

// close reduces the statuses of the assignments to that of the occurrence:
// done when all are, late or overdue as soon as one is.
func (l *lap) close() {
	if l.due == never {
		l.due = 0
	}
	if l.missed == never {
		l.missed = 0
	}
	any := l.mark & statusMarks
	l.mark &^= statusMarks
	switch {
	case l.due == 0:
		l.mark |= any
	case l.done == l.of && any&doneLate != 0:
		l.mark |= doneLate
	case l.done == l.of:
		l.mark |= doneInTime
	case any&(overdueUnit|doneLate) != 0:
		l.mark |= overdueUnit
	case any&overdueWaiting != 0:
		l.mark |= overdueWaiting
	case l.done+l.submitted == l.of:
		l.mark |= submittedReady
	default:
		l.mark |= openInTime
	}
}

// mean returns the percent of the occurrence: the mean of its assignments.
func (l *lap) mean() int {
	if l.of == 0 {
		return 0
	}
	of := int32(l.of)
	return int((2*l.percent + of) / (2 * of))
}

// whole is a task as one of its occurrences stands for it.
type whole struct {
	task       plan.TaskID
	area       plan.AreaID
	occurrence plan.OccurrenceID
	lap
}

// walk visits every live assignment of the scope, then every task, with what
// each is. A mark without status is in no figure but those of what waits.
func (v *view) walk(
	assignment func(id plan.AssignmentID, a *plan.Assignment, m mark),
	task func(w *whole),
) {
	laps := v.laps()
	for i := range v.assignments {
		a := &v.assignments[i]
		l := &laps[a.Occurrence]
		if l.in == outside {
			continue
		}
		if !a.State.Live() {
			l.paused = l.paused || a.State == plan.Paused
			continue
		}
		if v.units != nil && !v.units[a.Unit] {
			continue
		}
		m := v.judge(a)
		l.add(a, m)
		assignment(plan.AssignmentID(i), a, v.counted(m, l.in, a.Due))
	}
	var w whole
	for id := 1; id < len(v.tasks); id++ {
		if v.has(&v.tasks[id]) && v.standing(&w, plan.TaskID(id), laps) {
			task(&w)
		}
	}
}

// laps returns an open lap for every occurrence, with its inclusion.
func (v *view) laps() []lap {
	laps := make([]lap, len(v.occurrences)+1)
	for id := 1; id < len(v.tasks); id++ {
		t := &v.tasks[id]
		if !v.has(t) {
			continue
		}
		next := never
		for o := t.First; o != 0; o = v.occurrences[o].Next {
			if row := &v.occurrences[o]; !row.Dropped && row.Due > v.day {
				next = min(next, row.Due)
			}
		}
		for o := t.First; o != 0; o = v.occurrences[o].Next {
			row, l := &v.occurrences[o], &laps[o]
			l.due, l.missed = never, never
			switch {
			case row.Dropped:
				l.in = outside
			case v.period == (Period{}) && row.Due > next:
				l.in = toCome
			default:
				l.in = counts
			}
		}
	}
	return laps
}

// close ends the lap of an occurrence and reports whether it counts: it does
// not when it is paused, or when its units are outside the scope. One that
// nobody leads is judged by its own date.
func (v *view) close(l *lap, o *plan.Occurrence) bool {
	switch {
	case l.in == outside:
		return false
	case l.of > 0:
		l.close()
	case l.paused || v.units != nil:
		return false
	default:
		*l = v.unled(o.Task, o.Due, l.in)
	}
	return true
}

// unled returns what no unit leads.
func (v *view) unled(task plan.TaskID, due workday.Date, in inclusion) lap {
	l := lap{due: never, missed: never, in: in}
	a := plan.Assignment{Task: task, Due: due}
	l.add(&a, v.judge(&a)|noLead)
	l.close()
	l.of = 0
	return l
}
