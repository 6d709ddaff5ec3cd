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
	toVerify
	toDirector
	obstacle
	request
	handback

	markBits = iota
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

// judge is the one place that says what a live assignment is.
func (v *view) judge(t *plan.Task, a *plan.Assignment) mark {
	m := v.dated(t, a)
	if a.Extensions > 0 {
		m |= extended
	}
	if a.Waiting() {
		m |= v.waiting(a)
	}
	if !a.State.Open() {
		return m
	}
	reach := v.reach[a.Unit]
	if reach == ThroughOffice {
		return m | viaOffice
	}
	if v.unanswered(a) {
		if reach == NotAnswering {
			return m | notReached
		}
		m |= noAnswer
	}
	return m
}

// dated judges an assignment by its current due date.
func (v *view) dated(t *plan.Task, a *plan.Assignment) mark {
	due := a.Due
	if due == 0 {
		return undated(t)
	}
	m := mark(0)
	if due <= v.day {
		m = fellDue
	}
	switch {
	case a.State == plan.Done && v.inTime(said(a), due):
		return m | doneInTime
	case a.State == plan.Done:
		return doneLate | fellDue
	case a.State == plan.Submitted && v.inTime(said(a), due):
		return m | submittedReady
	case due < v.missed && (v.raisedInTime(a.Obstacle, due) || v.raisedInTime(a.Request, due)):
		return m | overdueWaiting
	case due < v.missed:
		return m | overdueUnit
	case due <= v.soon && a.State != plan.Submitted:
		return m | openInTime | dueSoon
	}
	return m | openInTime
}

// undated tells what never falls due from what nobody has dated.
func undated(t *plan.Task) mark {
	if t.Deadline().Kind == workday.Continuous {
		return continuous
	}
	return noDeadline
}

// unled judges an occurrence that no unit leads by its own date.
func (v *view) unled(t *plan.Task, due workday.Date) mark {
	a := plan.Assignment{Due: due}
	return v.dated(t, &a) | noLead
}

// said returns the day on which a completion counts as said: for work that an
// import found done, the day of the update that says so.
func said(a *plan.Assignment) workday.Date {
	if a.Said != 0 {
		return a.Said
	}
	return a.Updated
}

// inTime reports whether what was said on a day keeps a due date: by its end,
// and when that is a day off, by the end of the next working day.
func (v *view) inTime(said, due workday.Date) bool {
	return said <= due || !v.strict && said <= v.r.Calendar.OnOrAfter(due)
}

// raisedInTime reports whether an obstacle or request stands that was raised
// in time: then the clock is on whoever holds it.
func (v *view) raisedInTime(id plan.MatterID, due workday.Date) bool {
	if id == 0 || int(id) >= len(v.matters) {
		return false
	}
	m := &v.matters[id]
	return m.State.Open() && v.inTime(m.Raised, due)
}

// unanswered reports whether a digest showed the assignment a working day ago
// or more and no update followed. What waits for others needs no answer.
func (v *view) unanswered(a *plan.Assignment) bool {
	return a.Shown != 0 && a.Shown <= v.yesterday && a.Updated < a.Shown && !a.Waiting()
}

// waiting says for what and for whom an assignment waits.
func (v *view) waiting(a *plan.Assignment) mark {
	m := mark(0)
	for i, id := range [...]plan.MatterID{a.Submission, a.Obstacle, a.Request, a.Handback} {
		if id == 0 || int(id) >= len(v.matters) || !v.matters[id].State.Open() {
			continue
		}
		m |= [...]mark{toVerify, obstacle, request, handback}[i]
		if holder := v.matters[id].Holder; holder != 0 && holder == v.director {
			m |= toDirector
		}
	}
	return m
}

// waitsFor returns the posts that an assignment waits for, each once.
func (v *view) waitsFor(a *plan.Assignment) (posts [4]plan.PostID, n int) {
next:
	for _, id := range [...]plan.MatterID{a.Submission, a.Obstacle, a.Request, a.Handback} {
		if id == 0 || int(id) >= len(v.matters) || !v.matters[id].State.Open() {
			continue
		}
		holder := v.matters[id].Holder
		if int(holder) < len(v.seat) {
			holder = v.seat[holder]
		}
		for _, known := range posts[:n] {
			if known == holder {
				continue next
			}
		}
		posts[n] = holder
		n++
	}
	return posts, n
}
