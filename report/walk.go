package report

import (
	"slices"
	"sync"

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

// merge takes in what another lap of the same occurrence has.
func (l *lap) merge(x *lap) {
	l.due, l.missed = min(l.due, x.due), min(l.missed, x.missed)
	l.mark |= x.mark
	l.percent += x.percent
	l.of, l.done, l.submitted = l.of+x.of, l.done+x.done, l.submitted+x.submitted
	l.paused = l.paused || x.paused
}

// close reduces the statuses of the assignments to that of the occurrence.
func (l *lap) close() {
	if l.missed == never {
		l.missed = 0
	}
	if l.due == never {
		l.due = 0 // and the status is that of what has no date
		return
	}
	i := l.mark&datedMarks | on(l.done == l.of, allDone) | on(l.done+l.submitted == l.of, allReported)
	l.mark = l.mark&^statusMarks | verdicts[i]
}

// allDone and allReported stand beside the dated statuses of the assignments
// in the index of verdicts: all are done; the rest has been submitted.
const (
	allDone = (datedMarks + 1) << iota
	allReported
)

// verdict judges an occurrence: done when all its assignments are, late or
// overdue as soon as one is.
func verdict(m mark) mark {
	switch {
	case m&allDone != 0 && m&doneLate != 0:
		return doneLate
	case m&allDone != 0:
		return doneInTime
	case m&(overdueUnit|doneLate) != 0:
		return overdueUnit
	case m&overdueWaiting != 0:
		return overdueWaiting
	case m&allReported != 0:
		return submittedReady
	}
	return openInTime
}

// verdicts is verdict for all there are.
var verdicts = func() (t [allReported << 1]mark) {
	for m := range t {
		t[m] = verdict(mark(m))
	}
	return t
}()

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

// judged is what the assignments and the occurrences of a scope are.
type judged struct {
	// marks are by assignment. One without status is in no figure but those of
	// what waits; zero is that of what is outside.
	marks []mark
	// laps are by occurrence.
	laps  []lap
	waits []wait
}

// manyAssignments are worth a second core.
const manyAssignments = 8192

// judge looks at every assignment once.
func (v *view) judge() judged {
	j := judged{marks: make([]mark, len(v.assignments)), laps: v.laps()}
	n := len(v.assignments)
	if n < manyAssignments {
		v.judgeFrom(0, n, &j)
		return j
	}
	// Occurrences lie across the middle, so each half has laps of its own.
	other := judged{marks: j.marks, laps: slices.Clone(j.laps)}
	var half sync.WaitGroup
	half.Go(func() { v.judgeFrom(n/2, n, &other) })
	v.judgeFrom(0, n/2, &j)
	half.Wait()
	for i := range j.laps {
		j.laps[i].merge(&other.laps[i])
	}
	j.waits = append(j.waits, other.waits...)
	return j
}

// judgeFrom judges the assignments from an id up to another.
func (v *view) judgeFrom(from, to int, j *judged) {
	marks, laps := j.marks, j.laps
	for i := from; i < to; i++ {
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
		m := v.assignment(plan.AssignmentID(i), a, &j.waits)
		l.add(a, m)
		marks[i] = v.counted(m, l.in, a.Due)
	}
}

// eachTask visits the tasks of the scope that count, with what each is.
func (v *view) eachTask(laps []lap, visit func(w *whole)) {
	var w whole
	for id := 1; id < len(v.tasks); id++ {
		if v.has(&v.tasks[id]) && v.standing(&w, plan.TaskID(id), laps) {
			visit(&w)
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
	l.add(&a, v.assignment(0, &a, nil)|noLead)
	l.close()
	l.of = 0
	return l
}
