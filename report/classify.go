package report

import (
	"math/bits"

	"dondoc/plan"
	"dondoc/workday"
)

// mark is what an assignment or a task is, as bits: at most one status, and
// what else is true of it.
type mark uint32

// The statuses, in the order of the kinds after Nothing.
const (
	doneInTime mark = 1 << iota
	doneLate
	openInTime
	submittedReady
	overdueUnit
	overdueWaiting
	continuous
	noDeadline
	later
	fellDue
	dueSoon
	noAnswer
	notReached
	noLead
	extended
	viaOffice
	toVerify // and the next three, in the order of an assignment's matters
	obstacle
	request
	handback
	toDirector
	outside

	markBits = iota

	fellDueBit = 9
)

const (
	doneMarks    = doneInTime | doneLate
	overdueMarks = overdueUnit | overdueWaiting
	datedMarks   = doneMarks | openInTime | submittedReady | overdueMarks
	statusMarks  = datedMarks | continuous | noDeadline | later
	// matterMarks are about what waits for somebody on the day, whatever the
	// due date is.
	matterMarks = toVerify | toDirector | obstacle | request | handback
	// presentMarks are of a task as soon as one of its occurrences has them.
	presentMarks = matterMarks | dueSoon | noAnswer | notReached | viaOffice
)

// kindMarks says of which marks each figure is made.
var kindMarks = [kinds]mark{
	DoneInTime: doneInTime, DoneLate: doneLate, OpenInTime: openInTime,
	SubmittedReady: submittedReady, OverdueUnit: overdueUnit,
	OverdueWaiting: overdueWaiting, Continuous: continuous,
	NoDeadline: noDeadline, Later: later,
	Total: datedMarks | continuous | noDeadline, Dated: datedMarks,
	Done: doneMarks, NotDone: datedMarks &^ doneMarks,
	InTime: openInTime | submittedReady, Overdue: overdueMarks,
	Missed: doneLate | overdueMarks, FellDue: fellDue,
	DueSoon: dueSoon, NoAnswer: noAnswer, NotReached: notReached,
	NoLead: noLead, Extended: extended, ViaOffice: viaOffice,
	ToVerify: toVerify, ToDirector: toDirector, Obstacles: obstacle,
	Requests: request, Handbacks: handback, Outside: outside,
}

// is returns the status as a kind; Nothing when the mark has none.
func (m mark) is() Kind {
	if m&statusMarks == 0 {
		return Nothing
	}
	return Kind(bits.TrailingZeros32(uint32(m&statusMarks)) + 1)
}

// judge is the one place that says what a live assignment is; waiting is what
// waits about it. It is asked of every assignment at every
// summary: it gathers facts without branching on them and looks the ruling up.
func (v *view) judge(t *plan.Task, a *plan.Assignment, waiting []pending) mark {
	m := on(a.Extensions > 0, extended)
	if a.Due == 0 {
		m |= undated(t)
	} else {
		day := v.dueDay(a.Due)
		f := day.facts | facts(a.State)&stateFacts | on(said(a) <= day.limit, wasSaid)
		if len(waiting) > 0 {
			f |= held(waiting, day)
		}
		m |= rulings[f]
	}
	for i := range waiting {
		m |= waiting[i].mark
	}
	silent := on(a.Shown > a.Updated, asking(1)) & on(a.Shown <= v.yesterday, asking(1)) & on(len(waiting) == 0, asking(1))
	return m | asked[(asking(v.reach[a.Unit])<<2|silent<<1|on(a.State <= plan.Submitted, asking(1)))&15]
}

// facts are what the judgement of an assignment with a due date rests on: its
// state in the lowest bits, and what is true of its dates.
type facts uint16

const (
	stateFacts facts = 7
	// hasMissed: what is not done by now was missed.
	hasMissed facts = 8 << iota >> 1
	// hasFallen: the due date is the day or before.
	hasFallen
	// isSoon: it is within DueSoonDays.
	isSoon
	// wasSaid: the completion was said in time.
	wasSaid
	// isHeld: it was missed while an obstacle or request raised in time waits on
	// its decider.
	isHeld

	allFacts = int(isHeld) << 1
)

// rule judges by facts.
func rule(f facts) mark {
	has := func(x facts) bool { return f&x != 0 }
	state := plan.State(f & stateFacts)
	m := mark(0)
	if has(hasFallen) {
		m = fellDue
	}
	switch {
	case state == plan.Done && has(wasSaid):
		return m | doneInTime
	case state == plan.Done:
		return doneLate | fellDue
	case state == plan.Submitted && has(wasSaid):
		return m | submittedReady
	case has(hasMissed) && has(isHeld):
		return m | overdueWaiting
	case has(hasMissed):
		return m | overdueUnit
	case has(isSoon) && state != plan.Submitted:
		return m | openInTime | dueSoon
	}
	return m | openInTime
}

// rulings is rule for all facts.
var rulings = func() (t [allFacts]mark) {
	for f := range t {
		t[f] = rule(facts(f))
	}
	return t
}()

// asking is whether a unit has been asked: its Reach, then whether a digest
// showed the assignment a working day ago or more and no update followed, where
// nothing waits for others, then whether the assignment is open.
type asking uint8

// asked says what asking makes of an open assignment.
var asked = [16]mark{
	asking(Reached)<<2 | 3:       noAnswer,
	asking(NotAnswering)<<2 | 3:  notReached,
	asking(ThroughOffice)<<2 | 1: viaOffice,
	asking(ThroughOffice)<<2 | 3: viaOffice,
}

// on returns x when b holds, else zero.
func on[T ~int | ~uint8 | ~uint16 | ~uint32](b bool, x T) T {
	var y T
	if b {
		y = x
	}
	return y
}

// undated tells what never falls due from what nobody has dated.
func undated(t *plan.Task) mark {
	if t.Continuous {
		return continuous
	}
	return noDeadline
}

// said returns the day on which a completion counts as said: for work that an
// import found done, the day of the update that says so.
func said(a *plan.Assignment) workday.Date {
	said, updated := a.Said, a.Updated
	if said == 0 {
		said = updated
	}
	return said
}

// dueDay is what a due date says by itself: the last day that keeps it, which
// is the next working day when it is a day off, and the facts that follow from
// it on the day.
type dueDay struct {
	limit workday.Date
	facts facts
}

func (v *view) dueDay(due workday.Date) dueDay {
	if i := uint(due - v.first); i < knownDays {
		return v.dueDays[i]
	}
	return v.workOut(due)
}

func (v *view) workOut(due workday.Date) dueDay {
	return dueDay{
		limit: limitOf(v.r, due),
		facts: on(due < v.missed, hasMissed) | on(due <= v.day, hasFallen) | on(due <= v.soon, isSoon),
	}
}

func limitOf(r *plan.Register, due workday.Date) workday.Date {
	return r.Calendar.LastInTime(due, r.Office().Strict)
}

// held says whether it was missed while an obstacle or request stands that was
// raised in time: then the clock is on whoever holds it.
func held(waiting []pending, due dueDay) facts {
	for i := range waiting {
		if x := &waiting[i]; due.facts&hasMissed != 0 && x.mark&(obstacle|request) != 0 && x.raised <= due.limit {
			return isHeld
		}
	}
	return 0
}
