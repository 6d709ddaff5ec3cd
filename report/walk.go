package report

import (
	"dondoc/plan"
	"dondoc/workday"
)

// A walk goes from task to occurrence to assignment: what was made together
// lies together, and an occurrence is judged before the next one is looked at.

// lap is an occurrence, judged over its live assignments in the scope.
type lap struct {
	// due is the earliest current due date, missed that of what is overdue;
	// never while there is none and the lap is open.
	due, missed workday.Date
	// mark is what they are together, with unfinished and unreported.
	mark mark
	// led: there are such assignments; paused: there are paused ones.
	led, paused bool
}

// never is after every date.
const never = workday.Date(1<<31 - 1)

// unfinished and unreported are of an occurrence: one of its assignments is not
// done, or not even submitted.
const (
	unfinished mark = 1 << (31 - iota)
	unreported
)

// leaves says what an assignment in a state leaves its occurrence.
var leaves = [stateFacts + 1]mark{
	plan.NotStarted: unfinished | unreported, plan.InProgress: unfinished | unreported, plan.Submitted: unfinished,
}

// add takes one more assignment into an occurrence.
func (l *lap) add(a *plan.Assignment, m mark) {
	l.mark |= m | leaves[a.State&plan.State(stateFacts)]
	l.led = true
	due := a.Due
	if due == 0 {
		due = never
	}
	l.due = min(l.due, due)
	if m&overdueMarks != 0 {
		l.missed = min(l.missed, due)
	}
}

// close reduces the statuses of the assignments to that of the occurrence.
func (l *lap) close() {
	if l.missed == never {
		l.missed = 0
	}
	left := l.mark & (unfinished | unreported)
	l.mark &^= left
	if l.due == never {
		l.due = 0 // and the status is that of what has no date
		return
	}
	i := l.mark&datedMarks | on(left&unfinished == 0, allDone) | on(left&unreported == 0, allReported)
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

// whole is a task as one of its occurrences stands for it.
type whole struct {
	task       plan.TaskID
	area       plan.AreaID
	occurrence plan.OccurrenceID
	lap
}

// walk judges tasks and hands on what it finds.
type walk struct {
	*view
	// assignment is called for the assignments of the scope that are in a figure,
	// waits for those that wait for a post, once for each post, and task for the
	// tasks that count. Nil: they are not asked for.
	assignment func(id plan.AssignmentID, a *plan.Assignment, m mark)
	waits      func(id plan.AssignmentID, m mark, post plan.PostID)
	task       func(w *whole)

	room [4]pending // for what waits about one assignment
}

// over visits the tasks of the scope from an id up to another, the last one
// first: chains lead to what is older, so that memory is read in one direction.
func (k *walk) over(from, to int) {
	var w whole
	for id := to - 1; id >= from; id-- {
		if t := &k.tasks[id]; k.has(t) && k.standing(&w, plan.TaskID(id), t) && k.task != nil {
			k.task(&w)
		}
	}
}

// standing makes w the task as the occurrence that stands for it, and reports
// whether the task counts at all. What waits for somebody is the task's
// whichever occurrence it is of, and so is what of the counted occurrences is
// due soon or unanswered.
func (k *walk) standing(w *whole, id plan.TaskID, t *plan.Task) bool {
	*w = whole{task: id, area: t.Area}
	current := k.current(t)
	l, standing := &lap{}, &lap{}
	present, dated, best := mark(0), false, 0
	for o := t.First; o != 0; o = k.occurrences[o].Next {
		row := &k.occurrences[o]
		if row.Dropped {
			continue
		}
		dated = true
		if row.Left && k.scope.Plan == 0 && k.scope.Area == 0 {
			continue // it counts where it goes on
		}
		toCome := row.Due > current
		if !k.occurrence(l, t, row, toCome) {
			continue
		}
		present |= k.counted(l.mark, toCome, l.due) & presentMarks
		if rank := k.rank(l.due); w.occurrence == 0 || rank > best {
			w.occurrence, best = o, rank
			l, standing = standing, l
		}
	}
	w.lap = *standing
	if w.occurrence == 0 {
		if dated || k.units != nil {
			return false
		}
		k.unled(&w.lap, t, 0)
	}
	w.mark = k.counted(w.mark, false, w.due) | present
	if t.Plan == 0 && w.mark&kindMarks[Total] != 0 {
		w.mark |= outside
	}
	return true
}

// current returns the due date of the current occurrence of a task: those after
// it are still to come. In a period none is, nor where nothing is due.
func (v *view) current(t *plan.Task) workday.Date {
	next := never
	if !v.toNow {
		return next
	}
	for o := t.First; o != 0; o = v.occurrences[o].Next {
		if row := &v.occurrences[o]; !row.Dropped && row.Due > v.day {
			next = min(next, row.Due)
		}
	}
	return next
}

// occurrence judges one and reports whether it counts: it does not when it is
// paused, or when its units are outside the scope. One that nobody leads is
// judged by its own date.
func (k *walk) occurrence(l *lap, t *plan.Task, o *plan.Occurrence, toCome bool) bool {
	*l = lap{due: never, missed: never}
	for id := o.First; id != 0; id = k.assignments[id].NextInOccurrence {
		k.add(l, t, id, toCome)
	}
	switch {
	case l.led:
		l.close()
	case l.paused || k.units != nil:
		return false
	default:
		k.unled(l, t, o.Due)
	}
	return true
}

// add judges an assignment and adds it to its occurrence.
func (k *walk) add(l *lap, t *plan.Task, id plan.AssignmentID, toCome bool) {
	a := &k.assignments[id]
	if !a.State.Live() {
		l.paused = l.paused || a.State == plan.Paused
		return
	}
	if k.units != nil && !k.units[a.Unit] {
		return
	}
	var waiting []pending
	if waits(a) {
		waiting = k.findPending(a, k.room[:0])
	}
	m := k.judge(t, a, waiting)
	l.add(a, m)
	if m = k.counted(m, toCome, a.Due); m != 0 && k.assignment != nil {
		k.assignment(id, a, m)
	}
	if len(waiting) > 0 && k.waits != nil {
		eachPost(waiting, func(post plan.PostID) { k.waits(id, m, post) })
	}
}

// unled makes l what no unit leads: it is not led, and neither done nor paused.
func (v *view) unled(l *lap, t *plan.Task, due workday.Date) {
	*l = lap{due: never, missed: never}
	a := plan.Assignment{Due: due}
	l.add(&a, v.judge(t, &a, nil)|noLead)
	l.close()
}
