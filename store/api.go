// Package store keeps what survives a restart: one writer, one bbolt file, the
// journal and the queue, with the register beside it in memory. It knows no
// rule of the office, words no text and calls nobody; no network call can
// happen inside its transactions, since a View has no client.
package store

import (
	"encoding/json"
	"errors"

	"dondoc/plan"
)

// Errors of the store.
var (
	// ErrNotDurable: the commit failed; nothing of the command happened.
	ErrNotDurable = errors.New("store: not durable")
	// ErrLocked: another process has the file.
	ErrLocked = errors.New("store: already running on this data folder")
	// ErrEmpty: the file is gone or empty although the folder had a store before.
	ErrEmpty = errors.New("store: the file is gone or empty but an instance record exists")
	// ErrCorrupt: the file cannot be read.
	ErrCorrupt = errors.New("store: the file is damaged")
	// ErrClosed: the store was closed before the command ran.
	ErrClosed = errors.New("store: closed")
)

// Command is one change that the writer makes whole or not at all.
type Command struct {
	// Once is checked and kept in the same transaction: a second command with
	// the same Once does nothing. Empty: no check.
	Once string
	// Run judges and records. An error, or a panic, takes its events back.
	Run func(*View) (Outcome, error)
	// Else gives the outcome that is written instead when Run refused. Nil:
	// nothing is written, not even Once.
	Else func(*View, error) Outcome
}

// Result tells what became of a command.
type Result struct {
	// Err is why Run refused, ErrNotDurable or ErrClosed. Nil: it is durable.
	Err error
	// Repeated: Once was known; nothing was done.
	Repeated bool
	// Value is Outcome.Value, also of Else's outcome.
	Value any
}

// Outcome is what a command writes besides the events that it records.
type Outcome struct {
	// Notices are queued; a zero ID is assigned (also seen in Queued of the
	// View afterwards), one whose Key was ever used is left out.
	Notices []plan.Notice
	// Changed are notices of the queue in their new state.
	Changed []plan.Notice
	// Finished are notices that leave the queue.
	Finished []Finished
	Texts    []Text
	People   []Particulars
	Forms    []Form
	Aside    []Aside
	// Jobs are new ones, with a zero ID, and others in their new state; Done are
	// those that are no longer to be done.
	Jobs []Job
	Done []JobID
	// Meta are settings of the process itself, as the poll offset; an empty
	// value deletes.
	Meta map[string]string
	// Value is handed to the caller.
	Value any
}

// Ending says why a notice left the queue.
type Ending string

// The endings.
const (
	Sent        Ending = "sent"
	Stale       Ending = "stale"       // no longer true
	Merged      Ending = "merged"      // sent within another one
	Superseded  Ending = "superseded"  // a newer one replaces it
	Unreachable Ending = "unreachable" // blocked, deactivated, no chat
	RefusedBy   Ending = "refused"     // Telegram will never take it
	Doubtful    Ending = "doubtful"    // outcome unknown three times
)

// Finished is a notice that leaves the queue.
type Finished struct {
	ID     plan.NoticeID
	Ending Ending
	Detail string
	// Receipt is set for a sent one.
	Receipt *plan.Receipt
}

// Text is something a person wrote, in the table that can be erased.
type Text struct {
	ID   plan.TextID     `json:"id"`
	By   plan.PersonID   `json:"by,omitempty"`
	Text string          `json:"text"`
	File json.RawMessage `json:"file,omitempty"` // a file sent as evidence
}

// Particulars are what is known of a person beyond the facts, in the table
// that can be erased.
type Particulars struct {
	Person  plan.PersonID `json:"person"`
	Name    string        `json:"name"`
	Account int64         `json:"account,omitempty"` // Telegram's user id; zero: not joined
	Chat    int64         `json:"chat,omitempty"`
}

// Form is a question that is open with a person, or another piece of working
// state of one; nil Value deletes it.
type Form struct {
	Person plan.PersonID
	Name   string
	Value  json.RawMessage
}

// Aside is an update that could not be handled and was put aside.
type Aside struct {
	Update int64         `json:"update"`
	Person plan.PersonID `json:"person,omitempty"` // zero: nobody known
	At     int64         `json:"at,omitempty"`     // Unix milliseconds
	Reason string        `json:"reason"`
	Raw    []byte        `json:"raw,omitempty"` // as it came; nil: not to be kept
}

// JobID names a job; zero is none.
type JobID uint64

// Job is slow work that somebody waits for. It is done outside of the writer
// and, when the process ended in the middle, once more; what comes of it is a
// command, which also ends it.
type Job struct {
	ID   JobID           `json:"id"`
	Kind string          `json:"kind"`
	By   plan.PersonID   `json:"by,omitempty"`
	Args json.RawMessage `json:"args,omitempty"`
	// Attempts counts how often it was begun.
	Attempts uint8 `json:"attempts,omitempty"`
}
