package plan

import "dondoc/workday"

// MatterKind is what somebody other than the unit has to act on.
type MatterKind uint8

// The kinds of matter. Settings.Days is in their order, up to Question.
const (
	NoMatter MatterKind = iota
	Submission
	Obstacle
	Extension
	Handback
	// Question is an objection, or an edit of what was already verified.
	Question
	// Inquiry is something that a person wants to know and the facts do not say.
	Inquiry
)

var matterNames = [...]string{"", "submission", "obstacle", "extension", "handback", "question", "inquiry"}

// String returns the English name of the kind.
func (k MatterKind) String() string { return matterNames[min(int(k), len(matterNames)-1)] }

// MatterState is how far a matter has come.
type MatterState uint8

// The states of a matter.
const (
	Pending   MatterState = iota // with its holder
	PassedOn                     // an obstacle with the leader, with a proposal
	Agreed                       // accepted, approved, settled or directed
	Refused                      // returned, refused
	Withdrawn                    // taken back by the unit, or overtaken
)

// Open reports whether somebody still has to act.
func (s MatterState) Open() bool { return s == Pending || s == PassedOn }

// Matter is a submission, obstacle, request for an extension, hand-back,
// question or inquiry about one assignment: what waits for a decision by one
// post. An inquiry may be about none.
type Matter struct {
	Kind       MatterKind   `json:"kind"`
	State      MatterState  `json:"state,omitempty"`
	Version    uint8        `json:"version,omitempty"` // of Due
	OnBehalf   bool         `json:"on_behalf,omitempty"`
	Evidence   bool         `json:"evidence,omitempty"` // a document is named, or a file was sent
	Assignment AssignmentID `json:"assignment,omitempty"`
	// Unit is that of an inquiry about no assignment. Zero: it is a leader's, or
	// the matter is about an assignment.
	Unit UnitID `json:"unit,omitempty"`
	// Message is Telegram's id of the message in which an inquiry was made, for
	// the answer to reply to.
	Message int32 `json:"message,omitempty"`
	// Holder is the post that has to act; any office post when it is one.
	Holder PostID `json:"holder"`
	// Raised is the day on which it was said, By the person, Text the words.
	Raised workday.Date `json:"raised"`
	By     PersonID     `json:"by"`
	Text   TextID       `json:"text,omitempty"`
	// Since is the day on which its holder got it, Due when it has to act.
	Since workday.Date `json:"since"`
	Due   workday.Date `json:"due"`
	// Came is the instant at which its holder got it, in Unix milliseconds: which
	// half-day it is counted in.
	Came int64 `json:"came,omitempty"`
	// Date is the asked new date of an extension, once it is approved the one that
	// was; the date of the document of a submission; or the new due date that is
	// proposed for an obstacle, once that has its answer the one decided with it.
	Date workday.Date `json:"date,omitempty"`
	// Proposal are the office's words to the leader.
	Proposal TextID `json:"proposal,omitempty"`
	// Answered, AnsweredBy, Answer: the decision.
	Answered   workday.Date `json:"answered,omitempty"`
	AnsweredBy PersonID     `json:"answered_by,omitempty"`
	Answer     TextID       `json:"answer,omitempty"`
	Told       [Rungs]Told  `json:"told,omitzero"`
}
