package report

import (
	"math/bits"
	"slices"

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
	Requests: request, Handbacks: handback,
}

// is returns the status as a kind; Nothing when the mark has none.
func (m mark) is() Kind {
	if m&statusMarks == 0 {
		return Nothing
	}
	return Kind(bits.TrailingZeros32(uint32(m&statusMarks)) + 1)
}

// assignment is the one place that says what a live assignment is. It is asked
// of every one at every summary: it gathers facts without branching on them and
// looks the ruling up. What waits for somebody is also noted in waits.
func (v *view) assignment(id plan.AssignmentID, a *plan.Assignment, waits *[]wait) mark {
	waiting := a.Waiting()
	var m mark
	if a.Due == 0 {
		m = undated(&v.tasks[a.Task])
	} else {
		m = rulings[v.factsOf(a, waiting)]
	}
	m |= on(a.Extensions > 0, extended)
	if waiting {
		m |= v.waiting(id, a, waits)
	}
	ask := asking(v.reach[a.Unit])<<2 | v.unanswered(a, waiting)<<1 | on(a.State <= plan.Submitted, asking(1))
	return m | asked[ask&15]
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
	// isSoon: it is within dueSoonDays.
	isSoon
	// wasSaid: the completion was said in time.
	wasSaid
	// isHeld: it was missed while an obstacle or request raised in time waits on
	// its decider.
	isHeld

	allFacts = int(isHeld) << 1
)

// factsOf gathers the facts of an assignment with a due date.
func (v *view) factsOf(a *plan.Assignment, waiting bool) facts {
	due := a.Due
	f := facts(a.State)&stateFacts |
		on(due < v.missed, hasMissed) | on(due <= v.day, hasFallen) |
		on(due <= v.soon, isSoon) | on(said(a) <= v.limit(due), wasSaid)
	if waiting && due < v.missed && (v.raisedInTime(a.Obstacle, due) || v.raisedInTime(a.Request, due)) {
		f |= isHeld
	}
	return f
}

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

// asking is whether a unit has been asked: its Reach, then whether a digest is
// unanswered, then whether the assignment is open.
type asking uint8

// asked says what asking makes of an open assignment.
var asked = [16]mark{
	asking(Reached)<<2 | 3:       noAnswer,
	asking(NotAnswering)<<2 | 3:  notReached,
	asking(ThroughOffice)<<2 | 1: viaOffice,
	asking(ThroughOffice)<<2 | 3: viaOffice,
}

// on returns x when b holds, else zero.
func on[T ~uint8 | ~uint16 | ~uint32](b bool, x T) T {
	var y T
	if b {
		y = x
	}
	return y
}

// undated tells what never falls due from what nobody has dated.
func undated(t *plan.Task) mark {
	if t.Deadline().Kind == workday.Continuous {
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

// limit returns the last day that keeps a due date: itself, and when it is a
// day off, the next working day.
func (v *view) limit(due workday.Date) workday.Date {
	if i := int(due - v.first); i >= 0 && i < len(v.limits) {
		return v.limits[i]
	}
	return limitOf(v.r, due)
}

func limitOf(r *plan.Register, due workday.Date) workday.Date {
	return r.Calendar.LastInTime(due, r.Office().Strict)
}

// raisedInTime reports whether an obstacle or request stands that was raised
// in time: then the clock is on whoever holds it.
func (v *view) raisedInTime(id plan.MatterID, due workday.Date) bool {
	if id == 0 || int(id) >= len(v.matters) {
		return false
	}
	m := &v.matters[id]
	return m.State.Open() && m.Raised <= v.limit(due)
}

// unanswered is 1 when a digest showed the assignment a working day ago or
// more and no update followed. What waits for others needs no answer.
func (v *view) unanswered(a *plan.Assignment, waiting bool) asking {
	return on(a.Shown > a.Updated, asking(1)) & on(a.Shown <= v.yesterday, asking(1)) & on(!waiting, asking(1))
}

// wait is an assignment that waits for a post.
type wait struct {
	assignment plan.AssignmentID
	post       plan.PostID
}

// waiting says for what an assignment waits, and notes for which posts, each
// once.
func (v *view) waiting(id plan.AssignmentID, a *plan.Assignment, waits *[]wait) mark {
	m := mark(0)
	before := len(*waits)
	for i, matter := range [...]plan.MatterID{a.Submission, a.Obstacle, a.Request, a.Handback} {
		if matter == 0 || int(matter) >= len(v.matters) || !v.matters[matter].State.Open() {
			continue
		}
		m |= toVerify << i
		w := wait{id, v.matters[matter].Holder}
		if int(w.post) < len(v.seat) {
			w.post = v.seat[w.post]
		}
		if w.post != 0 && w.post == v.director {
			m |= toDirector
		}
		if !slices.Contains((*waits)[before:], w) {
			*waits = append(*waits, w)
		}
	}
	return m
}
