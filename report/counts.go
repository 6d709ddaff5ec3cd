package report

import (
	"math/bits"

	"dondoc/plan"
)

// Counting says what a table or a number counts.
type Counting uint8

// What is counted: a task counts once however many units lead it, an
// assignment is what one lead unit owes for one occurrence.
const (
	Tasks Counting = iota
	Assignments
)

// Kind is one figure. The first nine after Nothing are what a task or an
// assignment can be, one of them at a time; see Member.Is.
type Kind uint8

// The figures.
const (
	Nothing        Kind = iota // in no figure
	DoneInTime                 // said by the current due date
	DoneLate                   // said after it
	OpenInTime                 // not done, nothing missed yet
	SubmittedReady             // not done, reported in time, waiting for verification
	OverdueUnit                // not done, missed, the unit's turn
	OverdueWaiting             // missed, but raised in time and waiting for superiors
	Continuous                 // never overdue
	NoDeadline                 // nobody has set a date
	Later                      // falls due after the period, or in a later occurrence

	Total   // everything but Later
	Dated   // Done and NotDone
	Done    // in time or late
	NotDone // in time or overdue
	InTime  // OpenInTime and SubmittedReady
	Overdue // OverdueUnit and OverdueWaiting
	Missed  // DoneLate and Overdue: above the line of the overdue rate
	FellDue // due on the day or before: below that line

	DueSoon     // open, due within 3 working days
	NoAnswer    // shown by a digest a working day ago or more, no update since
	NotReached  // the same, but nobody there has been heard for 10 working days
	NoLead      // no unit leads it (Tasks only)
	Extended    // an extension was granted
	ViaOffice   // open, of a unit that has not joined
	ToVerify    // waits for verification
	ToDirector  // waits for the director
	Obstacles   // an obstacle is open
	Requests    // an extension is asked
	Handbacks   // handed back as not the unit's
	WaitingPost // waits for Cell.Post (Assignments only, all units); see Summary.Waiting
	Outside     // of Total, those in no plan (Tasks only)

	kinds = int(iota)
)

var kindNames = [kinds]string{
	"", "done_in_time", "done_late", "open_in_time", "submitted_ready",
	"overdue_unit", "overdue_waiting", "continuous", "no_deadline", "later",
	"total", "dated", "done", "not_done", "in_time", "overdue", "missed",
	"fell_due", "due_soon", "no_answer", "not_reached", "no_lead", "extended",
	"via_office", "to_verify", "to_director", "obstacles", "requests",
	"handbacks", "waiting_post", "outside",
}

// String returns the English name of the figure, the same for ever.
func (k Kind) String() string {
	if int(k) < kinds {
		return kindNames[k]
	}
	return ""
}

// Counts are the figures of one row. Every field is the number of members of
// the cell of its name; see Kind for what each means.
type Counts struct {
	Of Counting // what the numbers count

	DoneInTime, DoneLate, OpenInTime, SubmittedReady int
	OverdueUnit, OverdueWaiting                      int
	Continuous, NoDeadline, Later                    int

	Total, Dated, Done, NotDone, InTime, Overdue, Missed, FellDue int

	DueSoon, NoAnswer, NotReached, NoLead, Extended, ViaOffice int
	ToVerify, ToDirector, Obstacles, Requests, Handbacks       int
	Outside                                                    int
}

// fields are the numbers in the order of the kinds.
func (c *Counts) fields() [kinds]*int {
	return [kinds]*int{
		DoneInTime: &c.DoneInTime, DoneLate: &c.DoneLate, OpenInTime: &c.OpenInTime,
		SubmittedReady: &c.SubmittedReady, OverdueUnit: &c.OverdueUnit,
		OverdueWaiting: &c.OverdueWaiting, Continuous: &c.Continuous,
		NoDeadline: &c.NoDeadline, Later: &c.Later,
		Total: &c.Total, Dated: &c.Dated, Done: &c.Done, NotDone: &c.NotDone,
		InTime: &c.InTime, Overdue: &c.Overdue, Missed: &c.Missed, FellDue: &c.FellDue,
		DueSoon: &c.DueSoon, NoAnswer: &c.NoAnswer, NotReached: &c.NotReached,
		NoLead: &c.NoLead, Extended: &c.Extended, ViaOffice: &c.ViaOffice,
		ToVerify: &c.ToVerify, ToDirector: &c.ToDirector, Obstacles: &c.Obstacles,
		Requests: &c.Requests, Handbacks: &c.Handbacks, Outside: &c.Outside,
	}
}

// At returns the figure of a kind; zero for WaitingPost, which is counted by
// post.
func (c Counts) At(k Kind) int {
	if int(k) >= kinds {
		return 0
	}
	if n := c.fields()[k]; n != nil {
		return *n
	}
	return 0
}

// OverdueRate returns Missed in a hundred of FellDue, rounded; false when
// nothing fell due, and there is no rate.
func (c Counts) OverdueRate() (percent int, ok bool) {
	if c.FellDue == 0 {
		return 0, false
	}
	return (200*c.Missed + c.FellDue) / (2 * c.FellDue), true
}

// Cell is one number of a Summary: the figure and, for a row, whose it is.
type Cell struct {
	Of   Counting
	Kind Kind
	// Unit is that of a row by unit. Zero: all. Only with Assignments.
	Unit plan.UnitID
	// Area is that of a row by area, when InArea is set; zero is the row of
	// tasks that stand under no area.
	Area   plan.AreaID
	InArea bool
	// Post is whom WaitingPost waits for.
	Post plan.PostID
}

// tally counts marks bit by bit.
type tally [markBits]int32

// add counts a mark. Nearly every mark is a status and perhaps fellDue.
func (t *tally) add(m mark) {
	if m&statusMarks != 0 {
		t[bits.TrailingZeros32(uint32(m&statusMarks))]++
	}
	t[fellDueBit] += int32(m >> fellDueBit & 1)
	for m &^= statusMarks | fellDue; m != 0; m &= m - 1 {
		t[bits.TrailingZeros32(uint32(m))]++
	}
}

// merge adds what another tally counted.
func (t *tally) merge(o *tally) {
	for i, n := range o {
		t[i] += n
	}
}

// counts adds the bits up to figures. The bits of one figure exclude each
// other, so no member is counted twice.
func (t *tally) counts(of Counting) Counts {
	c := Counts{Of: of}
	for k, n := range c.fields() {
		if n == nil {
			continue
		}
		for m := kindMarks[k]; m != 0; m &= m - 1 {
			*n += int(t[bits.TrailingZeros32(uint32(m))])
		}
	}
	return c
}
