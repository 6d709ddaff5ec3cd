package report

import (
	"dondoc/plan"
	"dondoc/workday"
)

// part is a live assignment of the scope with what it is.
type part struct {
	id         plan.AssignmentID
	unit       plan.UnitID
	occurrence plan.OccurrenceID
	due        workday.Date
	mark       mark
}

// whole is an occurrence, or a task as one occurrence stands for it, judged
// over its live assignments in the scope.
type whole struct {
	task       plan.TaskID
	area       plan.AreaID
	occurrence plan.OccurrenceID
	// due is the earliest current due date, missed that of what is overdue.
	due, missed workday.Date
	mark        mark
	// of are the live assignments; of them done, and submitted (in time or not).
	of, done, submitted int32
	percent             int32 // sum over the assignments
}

// add takes one more assignment into an occurrence.
func (w *whole) add(a *plan.Assignment, m mark) {
	w.mark |= m
	w.of++
	switch a.State {
	case plan.Done:
		w.done++
		w.percent += 100
	case plan.Submitted:
		w.submitted++
		w.percent += int32(a.Percent)
	default:
		w.percent += int32(a.Percent)
	}
	if a.Due != 0 && (w.due == 0 || a.Due < w.due) {
		w.due = a.Due
	}
	if m&overdueMarks != 0 && (w.missed == 0 || a.Due < w.missed) {
		w.missed = a.Due
	}
}

// close reduces the statuses of the assignments to that of the occurrence:
// done when all are, late or overdue as soon as one is.
func (w *whole) close() {
	any := w.mark & statusMarks
	w.mark &^= statusMarks
	switch {
	case w.due == 0:
		w.mark |= any
	case w.done == w.of && any&doneLate != 0:
		w.mark |= doneLate
	case w.done == w.of:
		w.mark |= doneInTime
	case any&(overdueUnit|doneLate) != 0:
		w.mark |= overdueUnit
	case any&overdueWaiting != 0:
		w.mark |= overdueWaiting
	case w.done+w.submitted == w.of:
		w.mark |= submittedReady
	default:
		w.mark |= openInTime
	}
}

// mean returns the percent of the occurrence: the mean of its assignments.
func (w *whole) mean() int {
	if w.of == 0 {
		return 0
	}
	return int((2*w.percent + w.of) / (2 * w.of))
}

// walk visits every task of the scope with its assignments, judged. Neither
// may be kept by visit. A task of which nothing counts is visited with a mark
// without status, or not at all.
func (v *view) walk(visit func(w *whole, parts []part)) {
	var parts []part
	var wholes []whole
	var w whole
	for id := 1; id < len(v.tasks); id++ {
		t := &v.tasks[id]
		if !v.has(t) {
			continue
		}
		parts, wholes = v.occurrencesOf(plan.TaskID(id), t, parts[:0], wholes[:0])
		if len(wholes) == 0 {
			continue
		}
		w = wholes[0]
		if len(wholes) > 1 || v.period != (Period{}) {
			w = v.choose(wholes)
			v.settle(wholes, parts)
		}
		visit(&w, parts)
	}
}

// occurrencesOf judges what counts of a task: its standing occurrences with
// their live assignments in the scope.
func (v *view) occurrencesOf(id plan.TaskID, t *plan.Task, parts []part, wholes []whole) ([]part, []whole) {
	standing := 0
	for o := t.First; o != 0 && int(o) < len(v.occurrences); o = v.occurrences[o].Next {
		row := &v.occurrences[o]
		if row.Dropped {
			continue
		}
		standing++
		w := whole{task: id, area: t.Area, occurrence: o}
		paused := false
		for a := row.First; a != 0 && int(a) < len(v.assignments); a = v.assignments[a].NextInOccurrence {
			r := &v.assignments[a]
			paused = paused || r.State == plan.Paused
			if !r.State.Live() || v.units != nil && !v.units[r.Unit] {
				continue
			}
			m := v.judge(t, r)
			parts = append(parts, part{a, r.Unit, o, r.Due, m})
			w.add(r, m)
		}
		switch {
		case w.of > 0:
			w.close()
		case paused || v.units != nil:
			continue
		default:
			w.due = row.Due
			w.mark = v.unled(t, row.Due)
			if w.mark&overdueMarks != 0 {
				w.missed = w.due
			}
		}
		wholes = append(wholes, w)
	}
	if standing == 0 && v.units == nil {
		wholes = append(wholes, whole{task: id, area: t.Area, mark: undated(t) | noLead})
	}
	return parts, wholes
}
