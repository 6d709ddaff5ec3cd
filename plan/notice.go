package plan

import (
	"encoding/json"

	"dondoc/workday"
)

// Class says when a notice may go out; see scheduler.Release.
type Class uint8

// The classes. Nothing else is ever sent.
const (
	AnswerClass     Class = iota // to the person's own message or button: at once
	DigestClass                  // at most one per person per working day
	DecisionClass                // something to settle, direct or decide
	OutcomeClass                 // what became of one's own request
	AssignmentClass              // new or changed work due soon; remind now
	AlarmClass                   // to the office: nothing can be sent, somebody is unreachable
)

var classNames = [...]string{"answer", "digest", "decision", "outcome", "assignment", "alarm"}

// String returns the English name of the class.
func (c Class) String() string { return classNames[min(int(c), len(classNames)-1)] }

// NoticeState is how far a notice has come.
type NoticeState uint8

// The states of a queued notice. What was sent or dropped leaves the queue.
const (
	Queued  NoticeState = iota
	Sending             // marked before the call; in doubt if the process dies
)

// Notice is one outgoing message owed.
type Notice struct {
	ID NoticeID `json:"id"`
	// Key is unique for ever: a second notice with the same key is not owed.
	Key string   `json:"key"`
	To  PersonID `json:"to,omitempty"`
	// Chat is set instead of To for somebody who is nobody here.
	Chat  int64 `json:"chat,omitempty"`
	Class Class `json:"class"`
	// Kind says what it tells, as the name of its template; Subject and Args
	// are what it is about.
	Kind    string          `json:"kind"`
	Subject Duty            `json:"subject,omitzero"`
	Day     workday.Date    `json:"day,omitempty"` // of a digest
	Args    json.RawMessage `json:"args,omitempty"`
	// Edit is Telegram's id of the message to change. Zero: a new message.
	Edit int `json:"edit,omitempty"`
	// Created and After are Unix milliseconds; it does not go out before After.
	Created int64 `json:"created"`
	After   int64 `json:"after,omitempty"`

	State    NoticeState `json:"state,omitempty"`
	Attempts uint8       `json:"attempts,omitempty"` // refused or failed
	Doubts   uint8       `json:"doubts,omitempty"`   // outcome unknown
	// Shown is what was in it when it was marked Sending, for sending the same
	// again after a doubt; of one that is Fixed, what will be in it.
	Shown json.RawMessage `json:"shown,omitempty"`
	// Fixed: it was worded when it was owed, and is never worded anew.
	Fixed bool `json:"fixed,omitempty"`
	// With are notices merged into this one, which become sent with it.
	With []NoticeID `json:"with,omitempty"`
}

// NumberedDuty is a numbered line of a message.
type NumberedDuty struct {
	Number int  `json:"n"`
	Duty   Duty `json:"d"`
}

// Receipt is what was in a message when it went out, and Telegram's id of it.
type Receipt struct {
	Notice  NoticeID       `json:"notice"`
	To      PersonID       `json:"to,omitempty"`
	Chat    int64          `json:"chat"`
	Message int            `json:"message"`
	Class   Class          `json:"class"`
	Kind    string         `json:"kind"`
	Subject Duty           `json:"subject,omitzero"`
	Day     workday.Date   `json:"day,omitempty"`
	Lines   []NumberedDuty `json:"lines,omitempty"`
	// Said is what else the message said, as who worded it keeps it to word it
	// again when it is changed. Empty: nothing that has to be kept.
	Said json.RawMessage `json:"said,omitempty"`
	Sent int64           `json:"sent"` // Unix milliseconds
	// Doubts counts the attempts before it whose outcome is unknown: each may
	// stand in the chat as a duplicate.
	Doubts uint8 `json:"doubts,omitempty"`
}
