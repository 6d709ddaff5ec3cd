package plan

import "dondoc/workday"

// Plan is one adopted plan of one year.
type Plan struct {
	Number string       `json:"number"` // "27/KH-SLĐTBXH"
	Title  string       `json:"title"`
	Short  string       `json:"short,omitempty"` // for a card's second line
	Issuer string       `json:"issuer,omitempty"`
	Parent string       `json:"parent,omitempty"`
	Signer string       `json:"signer,omitempty"`
	Date   workday.Date `json:"date,omitempty"`
	Year   int16        `json:"year"`
	// Closed plans are outside digests and figures.
	Closed bool `json:"closed,omitempty"`
	// Amended is the number of the document that amended it last; Version counts
	// those documents. Codes of tasks are those of the version.
	Amended string `json:"amended,omitempty"`
	Version uint8  `json:"version,omitempty"`
}

// Area is a heading of a plan under which tasks stand.
type Area struct {
	Plan  PlanID `json:"plan"`
	Code  string `json:"code"`
	Title string `json:"title"`
}

// Tracking says whether a task is followed up.
type Tracking uint8

// The trackings of a task.
const (
	Tracked   Tracking = iota
	Untracked          // không theo dõi: kept, outside all figures, reversible
	CancelledTask
)

// Task is one line of a plan: what is to be done. Its id is for ever; its code
// belongs to the plan and may move when the plan is amended.
type Task struct {
	// Plan is zero for a task that is in no plan.
	Plan PlanID `json:"plan,omitempty"`
	Area AreaID `json:"area,omitempty"`
	// First is the newest occurrence; Occurrence.Next goes on.
	First    OccurrenceID `json:"first,omitempty"`
	Tracking Tracking     `json:"tracking,omitempty"`
	// Continuous is what the deadline in Words says: who looks at all tasks need
	// not fetch those.
	Continuous bool   `json:"continuous,omitempty"`
	Code       string `json:"code"`
	Title      string `json:"title"`
	// Words are the parts that only a card shows, shared and never changed.
	Words *Words `json:"words,omitempty"`
	// Since is the task of an earlier plan whose open work this is, Carried the
	// one of a later plan under which it goes on. Zero: none.
	Since   TaskID `json:"since,omitempty"`
	Carried TaskID `json:"carried,omitempty"`
	// Support are the coordinating units, replaced as a whole.
	Support []UnitID `json:"support,omitempty"`
}

// Words are a task's full text, its deliverable and its deadline as written.
// A Words value is never changed, only replaced.
type Words struct {
	Text        string           `json:"text,omitempty"`
	Deliverable string           `json:"deliverable,omitempty"`
	Deadline    workday.Deadline `json:"deadline"`
	// Stated is what the plan's document says of units and time. Nil for a task
	// that stands in no plan, or was imported before this was kept: what holds is
	// taken for what was stated.
	Stated *Stated `json:"stated,omitempty"`
	// Ended is the number of the document that took the task out of its plan.
	Ended string `json:"ended,omitempty"`
}

// Stated is what a plan's document says of a task's units and time, which the
// office may have decided otherwise since. Units are named as the office names
// them, those that nobody knows as the document does.
type Stated struct {
	Lead     []string         `json:"lead,omitempty"`
	Support  []string         `json:"support,omitempty"`
	Deadline workday.Deadline `json:"deadline"`
}

// Deadline returns the task's deadline; unknown when nobody has set one.
func (t Task) Deadline() workday.Deadline {
	if t.Words == nil {
		return workday.Deadline{}
	}
	return t.Words.Deadline
}

// Suggestion is a lead unit that the plan's words hint at, for the office to
// confirm.
type Suggestion struct {
	Task   TaskID  `json:"task"`
	Unit   UnitID  `json:"unit"`
	Group  GroupID `json:"group,omitempty"`
	Clause string  `json:"clause"` // "VI.1"
	// Near: the plan names the lead in the words of Clause, which several units or
	// this one only may be meant by.
	Near bool `json:"near,omitempty"`
	// Closed is set when the office has confirmed or dismissed it.
	Closed bool `json:"closed,omitempty"`
}

// Occurrence is a task in one period: a dated task has one, "hàng quý" one
// for each quarter. A task without date has one without due date.
type Occurrence struct {
	Task   TaskID         `json:"task"`
	Next   OccurrenceID   `json:"next,omitempty"`  // of the same task, older
	First  AssignmentID   `json:"first,omitempty"` // newest; NextInOccurrence goes on
	Period workday.Period `json:"period,omitzero"` // zero: not periodic
	Due    workday.Date   `json:"due,omitempty"`
	// From is the day from which it is work. Zero: at once.
	From workday.Date `json:"from,omitempty"`
	// Dropped occurrences belong to a deadline that was replaced.
	Dropped bool `json:"dropped,omitempty"`
	// Left is the record of one that goes on in another plan: it counts in the
	// figures of its own plan, as it stood, and is nobody's work.
	Left bool `json:"left,omitempty"`
}

// State is how far an assignment has come, as facts; labels as "quá hạn" are
// computed.
type State uint8

// The states of an assignment.
const (
	NotStarted State = iota
	InProgress
	Submitted // reported complete, waiting for verification
	Done
	Cancelled
	Paused
)

// Live reports whether the assignment counts at all.
func (s State) Live() bool { return s != Cancelled && s != Paused }

// Open reports whether the unit still has something to do or to wait for.
func (s State) Open() bool { return s == NotStarted || s == InProgress || s == Submitted }

// Flags are small facts about an assignment that the next digest tells.
type Flags uint8

// The flags.
const (
	// IsNew: given, changed or withdrawn, and neither has a digest said so nor
	// the unit itself answered since.
	IsNew Flags = 1 << iota
	// NewsAccepted: the completion was accepted, and no digest has said so.
	NewsAccepted
	// NewsBehalf: the office recorded something on behalf of the unit.
	NewsBehalf
	// Received: the unit pressed "Đã nhận".
	Received
	// PromisedBefore and PromisedAfter: the one promise that quiets before the
	// due date, and the one after it, have been used.
	PromisedBefore
	PromisedAfter
	// OnBehalf: the last update was recorded by the office.
	OnBehalf
	// PromiseQuiets: the promise that stands is the first on its side of the due
	// date, so it quiets until the working day after it.
	PromiseQuiets
)

// Rung is who is told of a duty: its holder, then up the ladder.
type Rung uint8

// The rungs.
const (
	RungHolder Rung = iota
	RungOffice
	RungDeputy
	RungDirector
	Rungs = 4
)

// Step is the reminder that a duty has reached: working days before the due
// date as negative numbers, the day itself, working days overdue as positive
// ones. They may be more than half a year.
type Step int16

// The steps that are not a number of working days. NoStep is the zero of a
// Told: nothing was told.
const (
	NoStep      Step = -128
	NewStep     Step = -127
	PromiseStep Step = -126 // the working day after a promised date
)

// Told is what a rung was told of a duty: day, step and version of the due
// date. The zero Told is nothing.
type Told struct {
	Day     uint16 `json:"d,omitempty"` // days since 1 January 2000
	Step    Step   `json:"s,omitempty"`
	Version uint8  `json:"v,omitempty"` // plus one: zero is nothing told
}

const toldBase = workday.Date(10957) // 1 January 2000

// TellOn returns the Told of a step on a day at a version of the due date.
func TellOn(day workday.Date, step Step, version uint8) Told {
	return Told{Day: uint16(day - toldBase), Step: step, Version: version + 1}
}

// On returns the day, zero when nothing was told.
func (t Told) On() workday.Date {
	if t.Version == 0 {
		return 0
	}
	return workday.Date(t.Day) + toldBase
}

// Assignment is what one lead unit owes for one occurrence. Everything that
// units are asked about hangs here.
type Assignment struct {
	Task             TaskID       `json:"task"`
	Occurrence       OccurrenceID `json:"occurrence"`
	Unit             UnitID       `json:"unit"`
	NextInOccurrence AssignmentID `json:"next_in_occurrence,omitempty"`

	State      State `json:"state,omitempty"`
	Percent    uint8 `json:"percent,omitempty"`
	Extensions uint8 `json:"extensions,omitempty"`
	// Version counts the changes of the due date.
	Version uint8 `json:"version,omitempty"`
	Flags   Flags `json:"flags,omitempty"`

	Due workday.Date `json:"due,omitempty"`
	// Updated, By, Text: the last update, when it was said, by whom, what.
	Updated workday.Date `json:"updated,omitempty"`
	// Said is the day on which the accepted or standing completion counts as
	// said.
	Said workday.Date `json:"said,omitempty"`
	// Shown is the last day on which a digest showed it as a line.
	Shown workday.Date `json:"shown,omitempty"`

	// The standing matters; zero is none.
	Submission MatterID `json:"submission,omitempty"`
	Obstacle   MatterID `json:"obstacle,omitempty"`
	Request    MatterID `json:"request,omitempty"`
	Handback   MatterID `json:"handback,omitempty"`

	// Given is the day on which the unit got it, of a later period that on which
	// the period begins; Dated is that on which the due date was set or changed
	// last.
	Given       workday.Date `json:"given,omitempty"`
	Dated       workday.Date `json:"dated,omitempty"`
	OriginalDue workday.Date `json:"original_due,omitempty"`
	// Promise is the date that the unit promised. Zero: none.
	Promise workday.Date `json:"promise,omitempty"`
	// HeldUntil: the office holds the escalation up to and on that day.
	HeldUntil workday.Date `json:"held_until,omitempty"`

	By   PersonID `json:"by,omitempty"`
	Text TextID   `json:"text,omitempty"`
	// Decided is the decision that the unit has said nothing new after: its
	// completion returned, its obstacle answered, its request or hand-back decided.
	// Zero: there is none.
	Decided MatterID `json:"decided,omitempty"`
	// Reopened is the day on which a completion was taken back, when the unit has
	// said nothing new after. Zero: none was.
	Reopened workday.Date `json:"reopened,omitempty"`

	// File is the newest file that was sent for it; File.Next goes on. Zero: none.
	File FileID `json:"file,omitempty"`

	// Revision counts the changes by updates and decisions, for undo.
	Revision   uint32       `json:"revision,omitempty"`
	NextInUnit AssignmentID `json:"next_in_unit,omitempty"`

	Told [Rungs]Told `json:"told,omitzero"`
}

// Begun reports whether the assignment is work already: that of a later period
// is none before the period begins.
func (a *Assignment) Begun(day workday.Date) bool { return a.Given <= day }

// Waiting reports whether the clock is on somebody else: a submission, an
// obstacle, a request or a hand-back is open.
func (a *Assignment) Waiting() bool {
	return a.Submission != 0 || a.Obstacle != 0 || a.Request != 0 || a.Handback != 0
}
