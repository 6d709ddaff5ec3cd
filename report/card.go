package report

import (
	"slices"

	"dondoc/plan"
	"dondoc/workday"
)

// Card is what a card of a task shows.
type Card struct {
	Task     plan.TaskID
	Plan     plan.PlanID
	Area     plan.AreaID
	Code     string
	Title    string
	Tracking plan.Tracking
	// Words are text, deliverable and deadline as written; their zero when
	// nobody has written any.
	Words   plan.Words
	Support []plan.UnitID
	// Times are the standing occurrences, oldest first; Current is the index of
	// the one to act on, the oldest that is not done, else the last. A task
	// that nobody has dated has none.
	Times   []CardTime
	Current int
}

// CardTime is one occurrence on a card.
type CardTime struct {
	Occurrence plan.OccurrenceID
	Period     workday.Period
	// Due is the earliest current due date, Set the date of the occurrence
	// itself, which extensions leave alone.
	Due, Set workday.Date
	// Is is what the occurrence is; see Member.Is.
	Is      Kind
	Percent int
	Open    int // lead units that are not done
	Leads   []CardLead
}

// CardLead is one lead unit's assignment on a card. Paused and cancelled ones
// are shown too, and are in no figure.
type CardLead struct {
	Assignment plan.AssignmentID
	Unit       plan.UnitID
	State      plan.State
	Is         Kind // see Member.Is
	Percent    int
	// Due is the current due date, Original the first one; they differ when it
	// was extended, Extensions times, or moved by an amended plan.
	Due, Original workday.Date
	Extensions    int
	Promise       workday.Date
	// Said is the day on which the standing or accepted completion counts.
	Said workday.Date
	// Updated, By, Text: the last update, when it was said, by whom, what.
	Updated  workday.Date
	By       plan.PersonID
	Text     plan.TextID
	OnBehalf bool // recorded by the office
	// Matters are the open ones, in the order submission, obstacle, request,
	// hand-back.
	Matters []plan.MatterID
}

// CardOf returns the card of a task as of a day, with all its lead units.
func CardOf(r *plan.Register, task plan.TaskID, day workday.Date) Card {
	t := r.Tasks.Get(task)
	c := Card{
		Task: task, Plan: t.Plan, Area: t.Area, Code: t.Code, Title: t.Title,
		Tracking: t.Tracking, Support: t.Support,
	}
	if t.Words != nil {
		c.Words = *t.Words
	}
	v := look(r, Scope{}, Period{}, day)
	for o := t.First; o != 0; o = r.Occurrences.Get(o).Next {
		if row := r.Occurrences.Get(o); !row.Dropped {
			c.Times = append(c.Times, v.cardTime(o, row))
		}
	}
	slices.Reverse(c.Times)
	for i := range c.Times {
		c.Current = i
		if k := c.Times[i].Is; k != DoneInTime && k != DoneLate && k != Nothing {
			break
		}
	}
	return c
}

func (v *view) cardTime(id plan.OccurrenceID, o plan.Occurrence) CardTime {
	ct := CardTime{Occurrence: id, Period: o.Period, Set: o.Due}
	var waits []wait
	l := lap{due: never, missed: never, in: counts}
	for a := o.First; a != 0; a = v.assignments[a].NextInOccurrence {
		row := &v.assignments[a]
		lead := v.cardLead(a, row)
		if row.State.Live() {
			m := v.assignment(a, row, &waits)
			lead.Is = m.is()
			l.add(row, m)
		}
		l.paused = l.paused || row.State == plan.Paused
		ct.Leads = append(ct.Leads, lead)
	}
	slices.Reverse(ct.Leads)
	if v.close(&l, &o) {
		ct.Due, ct.Is, ct.Percent, ct.Open = l.due, l.mark.is(), l.mean(), int(l.of-l.done)
	}
	return ct
}

func (v *view) cardLead(id plan.AssignmentID, a *plan.Assignment) CardLead {
	lead := CardLead{
		Assignment: id, Unit: a.Unit, State: a.State, Percent: int(a.Percent),
		Due: a.Due, Original: a.OriginalDue, Extensions: int(a.Extensions),
		Promise: a.Promise, Said: a.Said, Updated: a.Updated, By: a.By, Text: a.Text,
		OnBehalf: a.Flags&plan.OnBehalf != 0,
	}
	if a.State == plan.Done {
		lead.Percent = 100
	}
	for _, m := range [...]plan.MatterID{a.Submission, a.Obstacle, a.Request, a.Handback} {
		if m != 0 && v.r.Matters.Get(m).State.Open() {
			lead.Matters = append(lead.Matters, m)
		}
	}
	return lead
}
