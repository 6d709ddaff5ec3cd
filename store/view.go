package store

import (
	"encoding/json"
	"time"

	"dondoc/plan"
)

// View is what a command sees and records through. It has no store and no
// client, so that a command can neither nest nor call out. It is good only
// while Run or Else runs.
type View struct {
	// Register is the writer's copy; only Record changes it.
	Register *plan.Register
	// Now is the event time: never before the last event.
	Now time.Time
	// By and Source are set by the command before it records.
	By     plan.PersonID
	Source plan.Source

	w *Writer
}

// Writer is the part of the store behind a View.
type Writer struct{}

// Record applies an event to the register at once; it becomes durable with the
// command, or is taken back with it.
func (v *View) Record(body plan.Body) {}

// NewText returns the id for a text that the Outcome will carry; each call
// gives another.
func (v *View) NewText() plan.TextID { return 0 }

// Text returns what a person wrote, empty when it was erased.
func (v *View) Text(id plan.TextID) string { return "" }

// Particulars returns what is known of a person.
func (v *View) Particulars(id plan.PersonID) Particulars { return Particulars{} }

// PersonOf returns the person of a Telegram account, zero for a stranger.
func (v *View) PersonOf(account int64) plan.PersonID { return 0 }

// Queue returns the queued notices in the order of their ids.
func (v *View) Queue() []plan.Notice { return nil }

// Notice returns a queued notice.
func (v *View) Notice(id plan.NoticeID) (plan.Notice, bool) { return plan.Notice{}, false }

// KeyUsed reports whether a notice with the key was ever owed.
func (v *View) KeyUsed(key string) bool { return false }

// Receipt returns what was in a message of a chat.
func (v *View) Receipt(chat int64, message int) (plan.Receipt, bool) { return plan.Receipt{}, false }

// ReceiptOf returns the receipt of a notice that was sent.
func (v *View) ReceiptOf(id plan.NoticeID) (plan.Receipt, bool) { return plan.Receipt{}, false }

// Digests returns the receipts of a person's newest digests, newest first, at
// most n.
func (v *View) Digests(person plan.PersonID, n int) []plan.Receipt { return nil }

// Form returns working state kept of a person under a name.
func (v *View) Form(person plan.PersonID, name string) (json.RawMessage, bool) { return nil, false }

// History returns the newest events about a task, newest first, at most n.
func (v *View) History(task plan.TaskID, n int) []plan.Event { return nil }

// Meta returns a setting of the process itself, empty when unset.
func (v *View) Meta(name string) string { return "" }
