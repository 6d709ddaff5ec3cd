package plan

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"dondoc/workday"
)

// Source says which message, or which other way, an event came in by. The zero
// Source is the program itself.
type Source struct {
	// Update is Telegram's update id.
	Update int64 `json:"update,omitempty"`
	// Message is Telegram's id of the message in the person's chat.
	Message int `json:"message,omitempty"`
	// Notice is the notice whose button was pressed, or that was sent.
	Notice NoticeID `json:"notice,omitempty"`
	// Console is set for the command line.
	Console bool `json:"console,omitempty"`
}

// Event is one thing that happened: the only way a fact changes. It records
// outcomes, so that applying it asks no rule, no calendar and no clock.
type Event struct {
	Seq    uint64
	At     int64 // Unix milliseconds
	By     PersonID
	Source Source
	Body   Body
}

// Body is what happened. Each type has a name in the journal that never
// changes its meaning.
type Body interface{ kind() string }

// ErrEvent is returned for a journal line that cannot be read.
var ErrEvent = errors.New("plan: unreadable event")

type eventJSON struct {
	Seq    uint64          `json:"seq"`
	At     int64           `json:"at"`
	By     PersonID        `json:"by,omitempty"`
	Source Source          `json:"src,omitzero"`
	Kind   string          `json:"kind"`
	Body   json.RawMessage `json:"body"`
}

// MarshalJSON writes the journal line.
func (e Event) MarshalJSON() ([]byte, error) {
	line, _, err := e.line()
	return line, err
}

// Journal returns the event's line and the event as the line says it: a replay
// reads nothing else, so it is the one to apply.
func (e Event) Journal() (line []byte, read Event, err error) {
	line, body, err := e.line()
	if err != nil {
		return nil, Event{}, err
	}
	e.Body, err = readBody(e.Body.kind(), body)
	return line, e, err
}

// line returns the journal line, and the part of it that is the body. It is
// that of eventJSON, whose RawMessage would be checked and copied once more.
func (e Event) line() (line, body []byte, err error) {
	if body, err = json.Marshal(e.Body); err != nil {
		return nil, nil, err
	}
	line = make([]byte, 0, len(body)+128)
	line = append(line, `{"seq":`...)
	line = strconv.AppendUint(line, e.Seq, 10)
	line = append(line, `,"at":`...)
	line = strconv.AppendInt(line, e.At, 10)
	if e.By != 0 {
		line = append(line, `,"by":`...)
		line = strconv.AppendUint(line, uint64(e.By), 10)
	}
	if e.Source != (Source{}) {
		source, err := json.Marshal(e.Source)
		if err != nil {
			return nil, nil, err
		}
		line = append(append(line, `,"src":`...), source...)
	}
	line = strconv.AppendQuote(append(line, `,"kind":`...), e.Body.kind())
	line = append(append(line, `,"body":`...), body...)
	return append(line, '}'), body, nil
}

// UnmarshalJSON reads a journal line; ErrEvent for one of an unknown kind.
func (e *Event) UnmarshalJSON(data []byte) error {
	var j eventJSON
	if err := json.Unmarshal(data, &j); err != nil {
		return fmt.Errorf("%w: %w", ErrEvent, err)
	}
	body, err := readBody(j.Kind, j.Body)
	if err != nil {
		return err
	}
	*e = Event{j.Seq, j.At, j.By, j.Source, body}
	return nil
}

func readBody(kind string, data []byte) (Body, error) {
	read, ok := bodies[kind]
	if !ok {
		return nil, fmt.Errorf("%w: kind %q", ErrEvent, kind)
	}
	body, err := read(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrEvent, kind, err)
	}
	return body, nil
}

// Kind returns the journal's name of what happened.
func (e Event) Kind() string { return e.Body.kind() }

func reader[T Body](data json.RawMessage) (Body, error) {
	var v T
	err := json.Unmarshal(data, &v)
	return v, err
}

var bodies = map[string]func(json.RawMessage) (Body, error){}

func register[T Body]() {
	var v T
	bodies[v.kind()] = reader[T]
}

func init() {
	register[SettingsChanged]()
	register[DayRuled]()
	register[GroupAdded]()
	register[UnitSet]()
	register[PostSet]()
	register[PersonAdded]()
	register[Seated]()
	register[PersonChanged]()
	register[Invited]()
	register[InvitationUsed]()
	register[AccountRejected]()
	register[Heard]()
	register[DigestTold]()
	register[PlanAdded]()
	register[PlanAmended]()
	register[PlanClosed]()
	register[AreaAdded]()
	register[AreaChanged]()
	register[TaskAdded]()
	register[TaskAmended]()
	register[TaskCarried]()
	register[TargetAdded]()
	register[TargetAmended]()
	register[TargetReached]()
	register[TargetRestored]()
	register[SuggestionAdded]()
	register[SuggestionClosed]()
	register[TaskDated]()
	register[TaskAssigned]()
	register[TaskTracked]()
	register[Updated]()
	register[EvidenceSent]()
	register[EvidenceKept]()
	register[EvidenceDropped]()
	register[Restored]()
	register[MatterRaised]()
	register[MatterPassed]()
	register[MatterRedirected]()
	register[MatterSettled]()
	register[DateDirected]()
	register[Corrected]()
	register[EscalationHeld]()
}

// The bodies. A comment names what happened and by whom it can be.

// SettingsChanged: the office decided how it works; the whole new settings.
type SettingsChanged struct {
	Settings Settings `json:"settings"`
}

// DayRuled: the office ruled on one day of the calendar.
type DayRuled struct {
	Day Day `json:"day"`
}

// GroupAdded: a group of units got its name.
type GroupAdded struct {
	ID   GroupID `json:"id"`
	Name string  `json:"name"`
}

// UnitSet: a unit was added or changed. First of Unit is ignored.
type UnitSet struct {
	ID   UnitID `json:"id"`
	Unit Unit   `json:"unit"`
}

// PostSet: a post was added or changed, without its people: Holder, Delegate
// and Acting are ignored.
type PostSet struct {
	ID   PostID `json:"id"`
	Post Post   `json:"post"`
}

// PersonAdded: the office named a person.
type PersonAdded struct {
	ID PersonID `json:"id"`
}

// Seated: a person took a seat of a post, or nobody did (Person zero).
type Seated struct {
	Post   PostID   `json:"post"`
	Seat   Seat     `json:"seat"`
	Person PersonID `json:"person"`
}

// PersonChanged: a person joined, was confirmed, left, chose a language,
// became unreachable or reachable again. Zero fields say nothing changed.
type PersonChanged struct {
	Person   PersonID     `json:"person"`
	State    PersonState  `json:"state,omitempty"`
	Language string       `json:"language,omitempty"`
	Lost     workday.Date `json:"lost,omitempty"`  // unreachable since
	Found    bool         `json:"found,omitempty"` // reachable again
	Since    workday.Date `json:"since,omitempty"` // joined on
}

// Invited: the office made a link for a seat of a post.
type Invited struct {
	ID         InvitationID `json:"id"`
	Invitation Invitation   `json:"invitation"`
}

// InvitationUsed: an account was bound by a link.
type InvitationUsed struct {
	ID     InvitationID `json:"id"`
	Person PersonID     `json:"person"`
}

// AccountRejected: the office said that an account that was bound provisionally
// by an invitation is not the person's. What the account did in the person's
// name, from Since (Unix milliseconds) on, is not the person's.
type AccountRejected struct {
	Invitation InvitationID `json:"invitation"`
	Person     PersonID     `json:"person"`
	Since      int64        `json:"since"`
}

// Heard: a person's first message or button of a day.
type Heard struct {
	Person PersonID     `json:"person"`
	Day    workday.Date `json:"day"`
}

// ToldDuty is one duty that a digest told.
type ToldDuty struct {
	Duty    Duty  `json:"duty"`
	Rung    Rung  `json:"rung,omitempty"`
	Step    Step  `json:"step"`
	Version uint8 `json:"version,omitempty"`
	Shown   bool  `json:"shown,omitempty"` // as a line, not only counted
}

// DigestTold: a digest went out to a person on a day; written with its
// receipt. An empty digest tells no duty. With Person zero a notice of new work
// told its duties, and nobody's digest is meant.
type DigestTold struct {
	Person PersonID     `json:"person"`
	Day    workday.Date `json:"day"`
	Duties []ToldDuty   `json:"duties,omitempty"`
}

// PlanAdded: a plan was adopted.
type PlanAdded struct {
	ID   PlanID `json:"id"`
	Plan Plan   `json:"plan"`
}

// AreaAdded: a plan has an area.
type AreaAdded struct {
	ID   AreaID `json:"id"`
	Area Area   `json:"area"`
}

// TaskAdded: a task was added, from a plan or by the office. First of Task is
// ignored. It has no occurrence until TaskDated names one.
type TaskAdded struct {
	ID   TaskID `json:"id"`
	Task Task   `json:"task"`
}

// TargetAdded: a plan names a number to reach.
type TargetAdded struct {
	ID     TargetID `json:"id"`
	Target Target   `json:"target"`
}

// SuggestionAdded: a plan's words hint at a lead unit.
type SuggestionAdded struct {
	ID         SuggestionID `json:"id"`
	Suggestion Suggestion   `json:"suggestion"`
}

// SuggestionClosed: the office confirmed or dismissed a hint.
type SuggestionClosed struct {
	ID SuggestionID `json:"id"`
}

// NewOccurrence is an occurrence that a TaskDated names.
type NewOccurrence struct {
	ID     OccurrenceID   `json:"id"`
	Period workday.Period `json:"period,omitzero"`
	Due    workday.Date   `json:"due,omitempty"`
	// From is the day from which it is work. Zero: at once.
	From workday.Date `json:"from,omitempty"`
}

// NewDue is an assignment's due date as an event sets it.
type NewDue struct {
	Assignment AssignmentID `json:"assignment"`
	Due        workday.Date `json:"due"`
}

// NewAssignment is an assignment that an event gives.
type NewAssignment struct {
	ID         AssignmentID `json:"id"`
	Occurrence OccurrenceID `json:"occurrence"`
	Unit       UnitID       `json:"unit"`
	Due        workday.Date `json:"due,omitempty"`
}

// TaskDated: a task's deadline was set or replaced. It names all occurrences
// in the plan's year, the ones that it drops, the due dates that move and the
// assignments given or cancelled by it.
type TaskDated struct {
	Task     TaskID           `json:"task"`
	Deadline workday.Deadline `json:"deadline"`
	Day      workday.Date     `json:"day"`
	New      []NewOccurrence  `json:"new,omitempty"`
	Moved    []NewOccurrence  `json:"moved,omitempty"`
	Dropped  []OccurrenceID   `json:"dropped,omitempty"`
	Dues     []NewDue         `json:"dues,omitempty"`
	Given    []NewAssignment  `json:"given,omitempty"`
	// Cancelled are open assignments of dropped occurrences.
	Cancelled []AssignmentID `json:"cancelled,omitempty"`
	// Import marks a date that stands in the plan itself: no step counts from
	// the day on which it was set, and it is no change.
	Import bool `json:"import,omitempty"`
	// Document is the number of the document that amended the plan. Empty: the
	// plan itself, or the office.
	Document string `json:"document,omitempty"`
}

// TaskAssigned: the lead units of a task were set. Given is new work for
// units; Withdrawn is what other units no longer owe.
type TaskAssigned struct {
	Task      TaskID          `json:"task"`
	Day       workday.Date    `json:"day"`
	Given     []NewAssignment `json:"given,omitempty"`
	Withdrawn []AssignmentID  `json:"withdrawn,omitempty"`
}

// TaskTracked: a task was taken out of all figures, back in, or cancelled.
type TaskTracked struct {
	Task     TaskID   `json:"task"`
	Tracking Tracking `json:"tracking"`
	// Cancelled are the open assignments that end with it.
	Cancelled []AssignmentID `json:"cancelled,omitempty"`
	// Document is the number of the document that took the task out of its plan.
	// Empty: the office did.
	Document string `json:"document,omitempty"`
}

// Updated: a unit said how far it has come, or the office recorded it on
// behalf. It changes nothing that waits for a decision.
type Updated struct {
	Assignment AssignmentID `json:"assignment"`
	State      State        `json:"state"`
	Percent    uint8        `json:"percent"`
	Text       TextID       `json:"text,omitempty"`
	Said       workday.Date `json:"said"`
	Promise    workday.Date `json:"promise,omitempty"`
	OnBehalf   bool         `json:"on_behalf,omitempty"`
	// Received: "đã nhận"; Unchanged: "không đổi".
	Received  bool `json:"received,omitempty"`
	Unchanged bool `json:"unchanged,omitempty"`
	// Wordless: it was said by a button, so that the words of an earlier update
	// are no longer those of the last.
	Wordless bool `json:"wordless,omitempty"`
}

// EvidenceSent: a file was sent for an assignment. It belongs to the submission
// that stands, too.
type EvidenceSent struct {
	ID   FileID `json:"id"`
	File File   `json:"file"`
}

// EvidenceKept: a file that was sent was fetched, and its sum taken.
type EvidenceKept struct {
	ID   FileID `json:"id"`
	Size int64  `json:"size"`
	Sum  string `json:"sum"`
}

// EvidenceDropped: who sent a file took it back. Bare: nothing else shows the
// completion that stands.
type EvidenceDropped struct {
	ID   FileID `json:"id"`
	Bare bool   `json:"bare,omitempty"`
}

// Restored: an update was undone or corrected: the assignment is again what
// it was before, and the matters that the update raised are withdrawn.
type Restored struct {
	Assignment AssignmentID `json:"assignment"`
	// Before is the earlier row; its links to other rows are ignored.
	Before   Assignment `json:"before"`
	Withdraw []MatterID `json:"withdraw,omitempty"`
	// Reopen are matters that the update had withdrawn, or that it had decided.
	Reopen []MatterID `json:"reopen,omitempty"`
	// Dated: the due date of an occurrence that is not periodic goes back as well.
	Dated bool `json:"dated,omitempty"`
}

// MatterRaised: a unit reported completion, raised an obstacle, asked an
// extension, handed a task back or objected; or the office recorded it.
type MatterRaised struct {
	ID     MatterID `json:"id"`
	Matter Matter   `json:"matter"`
	// Percent is the assignment's percent with it.
	Percent uint8 `json:"percent,omitempty"`
	// Withdraw are matters of the assignment that it overtakes.
	Withdraw []MatterID `json:"withdraw,omitempty"`
	// Wordless: as that of Updated.
	Wordless bool `json:"wordless,omitempty"`
}

// MatterPassed: the office passed an obstacle on to a leader with a proposal.
type MatterPassed struct {
	ID       MatterID     `json:"id"`
	Holder   PostID       `json:"holder"`
	Proposal TextID       `json:"proposal,omitempty"`
	Day      workday.Date `json:"day"`
	Due      workday.Date `json:"due"`
	// NewDue is the due date of the assignment that is proposed. Zero: none is.
	NewDue workday.Date `json:"new_due,omitempty"`
}

// MatterRedirected: the office gave a matter to another post.
type MatterRedirected struct {
	ID     MatterID     `json:"id"`
	Holder PostID       `json:"holder"`
	Day    workday.Date `json:"day"`
	Due    workday.Date `json:"due"`
}

// MatterSettled: the holder decided. What it does to the assignment follows
// from the kind: an accepted submission is done as of Counted; a returned one
// is in progress; an approved extension sets Due; an agreed hand-back cancels
// the assignment; settled and refused others only close the matter.
type MatterSettled struct {
	ID    MatterID     `json:"id"`
	State MatterState  `json:"state"` // Agreed, Refused or Withdrawn
	Day   workday.Date `json:"day"`
	// Answer are the words of the decision.
	Answer TextID `json:"answer,omitempty"`
	// Counted is the day on which an accepted completion counts as said.
	Counted workday.Date `json:"counted,omitempty"`
	// Due is the new due date of an approved extension.
	Due workday.Date `json:"due,omitempty"`
	// OnBehalf: the office recorded a leader's decision; Answer names the source.
	OnBehalf bool `json:"on_behalf,omitempty"`
}

// DateDirected: a leader's answer to an obstacle moved the due date, or the
// office recorded that it did. The original date stays. It counts no extension,
// which a unit asks for.
type DateDirected struct {
	Assignment AssignmentID `json:"assignment"`
	Matter     MatterID     `json:"matter"` // the obstacle
	Day        workday.Date `json:"day"`
	Due        workday.Date `json:"due"`
	OnBehalf   bool         `json:"on_behalf,omitempty"`
}

// Corrected: the office set right its own mistake; it counts no lateness and
// no extension. Only what is set is changed.
type Corrected struct {
	Assignment AssignmentID `json:"assignment"`
	Day        workday.Date `json:"day"`
	Due        workday.Date `json:"due,omitempty"`
	// Reopen takes back a completion.
	Reopen bool   `json:"reopen,omitempty"`
	Text   TextID `json:"text,omitempty"`
}

// EscalationHeld: the office holds an assignment's climb up to and on a day.
type EscalationHeld struct {
	Assignment AssignmentID `json:"assignment"`
	Until      workday.Date `json:"until"`
	Text       TextID       `json:"text,omitempty"`
}

func (SettingsChanged) kind() string  { return "settings_changed" }
func (DayRuled) kind() string         { return "day_ruled" }
func (GroupAdded) kind() string       { return "group_added" }
func (UnitSet) kind() string          { return "unit_set" }
func (PostSet) kind() string          { return "post_set" }
func (PersonAdded) kind() string      { return "person_added" }
func (Seated) kind() string           { return "seated" }
func (PersonChanged) kind() string    { return "person_changed" }
func (Invited) kind() string          { return "invited" }
func (InvitationUsed) kind() string   { return "invitation_used" }
func (AccountRejected) kind() string  { return "account_rejected" }
func (Heard) kind() string            { return "heard" }
func (DigestTold) kind() string       { return "digest_told" }
func (PlanAdded) kind() string        { return "plan_added" }
func (AreaAdded) kind() string        { return "area_added" }
func (TaskAdded) kind() string        { return "task_added" }
func (TargetAdded) kind() string      { return "target_added" }
func (SuggestionAdded) kind() string  { return "suggestion_added" }
func (SuggestionClosed) kind() string { return "suggestion_closed" }
func (TaskDated) kind() string        { return "task_dated" }
func (TaskAssigned) kind() string     { return "task_assigned" }
func (TaskTracked) kind() string      { return "task_tracked" }
func (Updated) kind() string          { return "updated" }
func (EvidenceSent) kind() string     { return "evidence_sent" }
func (EvidenceKept) kind() string     { return "evidence_kept" }
func (EvidenceDropped) kind() string  { return "evidence_dropped" }
func (Restored) kind() string         { return "restored" }
func (MatterRaised) kind() string     { return "matter_raised" }
func (MatterPassed) kind() string     { return "matter_passed" }
func (MatterRedirected) kind() string { return "matter_redirected" }
func (MatterSettled) kind() string    { return "matter_settled" }
func (DateDirected) kind() string     { return "date_directed" }
func (Corrected) kind() string        { return "corrected" }
func (EscalationHeld) kind() string   { return "escalation_held" }
