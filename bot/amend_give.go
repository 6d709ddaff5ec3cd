package bot

import (
	"slices"

	"dondoc/plan"
	"dondoc/workday"
)

// An amended plan moves dates and gives work to other units without touching
// what has been: periods that have begun keep their dates, what is done stays
// with who did it.

// redate sets the deadline that an amending document states. The date of work
// that goes on moves and its first due date stays to be seen; of recurring work
// only the periods that have not begun are made anew.
func (g giver) redate(id plan.TaskID, deadline workday.Deadline, year int, document string) {
	e := redating{giver: g, lead: leadsOf(g.r, id), assignment: g.r.Assignments.Next(), occurrence: g.r.Occurrences.Next()}
	e.event = plan.TaskDated{Task: id, Deadline: deadline, Day: g.today, Document: document}
	for _, o := range g.standing(id) {
		if o.From > g.today {
			e.later = append(e.later, o)
		} else {
			e.begun = append(e.begun, o)
		}
	}
	if deadline.Kind.Recurring() {
		e.recur(workday.Occurrences(deadline.Recurrence, year))
	} else {
		e.once(deadline.Due)
	}
	for _, o := range e.later {
		e.event.Dropped = append(e.event.Dropped, o.id)
		e.event.Cancelled = append(e.event.Cancelled, g.openOf(o.id)...)
	}
	g.v.Record(e.event)
}

// redating is a TaskDated that is put together. Of the occurrences that stand,
// begun ones stay and later ones end unless they are moved.
type redating struct {
	giver
	event        plan.TaskDated
	begun, later []standingOccurrence // newest first
	lead         []plan.UnitID
	assignment   plan.AssignmentID
	occurrence   plan.OccurrenceID
}

// once makes the work fall due on one day, or on none: the undivided occurrence
// goes on, else the newest one that is open.
func (e *redating) once(due workday.Date) {
	for _, list := range []*[]standingOccurrence{&e.begun, &e.later} {
		for _, o := range *list {
			if o.Period.Every == "" {
				e.move(list, o.id, workday.Occurrence{Due: due})
				return
			}
		}
	}
	for _, list := range []*[]standingOccurrence{&e.begun, &e.later} {
		for _, o := range *list {
			if e.unfinished(o.id) {
				e.move(list, o.id, workday.Occurrence{Due: due})
				return
			}
		}
	}
	e.add(workday.Occurrence{Due: due})
}

// recur makes the periods that have not begun, and the one that runs when no
// work is under way in its place.
func (e *redating) recur(all []workday.Occurrence) {
	running := slices.ContainsFunc(e.begun, func(o standingOccurrence) bool { return o.Period.Every != "" && o.Due >= e.today })
	for _, w := range all {
		if w.Period.First() > e.today {
			e.upcoming(w)
			continue
		}
		if running || w.Due < e.today {
			continue
		}
		running = true
		i := slices.IndexFunc(e.begun, func(o standingOccurrence) bool { return o.Period.Every == "" && e.unfinished(o.id) })
		if i >= 0 {
			e.move(&e.begun, e.begun[i].id, w)
		} else {
			e.add(w)
		}
	}
}

func (e *redating) upcoming(w workday.Occurrence) {
	for _, o := range e.later {
		if o.Period == w.Period {
			e.move(&e.later, o.id, w)
			return
		}
	}
	e.add(w)
}

// unfinished reports whether an occurrence is open, or nobody's yet.
func (e *redating) unfinished(id plan.OccurrenceID) bool {
	return len(e.openOf(id)) > 0 || !e.led(id)
}

// move lets an occurrence go on with another period and date.
func (e *redating) move(from *[]standingOccurrence, id plan.OccurrenceID, w workday.Occurrence) {
	*from = slices.DeleteFunc(*from, func(o standingOccurrence) bool { return o.id == id })
	e.event.Moved = append(e.event.Moved, plan.NewOccurrence{ID: id, Period: w.Period, Due: w.Due, From: w.Period.First()})
	e.event.Dues = append(e.event.Dues, e.dues(id, w.Due)...)
}

func (e *redating) add(w workday.Occurrence) {
	e.event.New = append(e.event.New, plan.NewOccurrence{ID: e.occurrence, Period: w.Period, Due: w.Due, From: w.Period.First()})
	for _, unit := range e.lead {
		e.event.Given = append(e.event.Given, plan.NewAssignment{ID: e.assignment, Occurrence: e.occurrence, Unit: unit, Due: w.Due})
		e.assignment++
	}
	e.occurrence++
}

// led reports whether a unit has, or had, an assignment of an occurrence.
func (g giver) led(o plan.OccurrenceID) bool {
	for id := g.r.Occurrences.Get(o).First; id != 0; id = g.r.Assignments.Get(id).NextInOccurrence {
		if g.r.Assignments.Get(id).State != plan.Cancelled {
			return true
		}
	}
	return false
}

// handOver makes units the leads of what is still to be done of a task: new
// ones get the open work, those that are left out lose theirs. What is done
// stays done by whom it was, and a period that passed without a unit is nobody's.
func (g giver) handOver(id plan.TaskID, lead []plan.UnitID) {
	g.leadWhere(id, lead, func(o standingOccurrence, open []plan.AssignmentID) bool {
		return len(open) > 0 || !g.led(o.id) && (o.Period.Every == "" || o.Due >= g.today)
	})
}
