package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"dondoc/plan"
)

// View is what a command sees and records through. It has no store and no
// client, so that a command can neither nest nor call out. It is good only
// while Run or Else runs. What it returns is for reading: slices and raw JSON
// are shared with the store.
type View struct {
	// Register is the writer's copy; only Record changes it.
	Register *plan.Register
	// Now is the event time: never before the last event.
	Now time.Time
	// By and Source are set by the command before it records.
	By     plan.PersonID
	Source plan.Source

	w      *writer
	events []recorded
	err    error // of the first event that could not be recorded
}

// recorded is an event of a command that is not yet in the transaction.
type recorded struct {
	event plan.Event
	line  []byte
	tasks []plan.TaskID
}

// Record applies an event to the register at once; it becomes durable with the
// command, or is taken back with it. What is applied is what the journal's
// line says, so that a replay cannot differ. An event that its line cannot
// carry is not applied, and the command is refused.
func (v *View) Record(body plan.Body) {
	if v.w == nil {
		panic("store: a View was used after its command ended")
	}
	if v.err != nil {
		return
	}
	w := v.w
	line, e, err := plan.Event{Seq: w.seq + 1, At: v.Now.UnixMilli(), By: v.By, Source: v.Source, Body: body}.Journal()
	if err != nil {
		v.err = fmt.Errorf("store: record %T: %w", body, err)
		return
	}
	w.seq, w.at = e.Seq, e.At
	plan.Apply(v.Register, e)
	v.events = append(v.events, recorded{e, packed(line), tasksOf(v.Register, e.Body)})
}

// NewText returns the id for a text that the Outcome will carry; each call
// gives another.
func (v *View) NewText() plan.TextID {
	v.w.text++
	return v.w.text
}

// NewNotice returns the id for a notice that the Outcome will carry, for one
// whose words need it; each call gives another.
func (v *View) NewNotice() plan.NoticeID {
	v.w.notice++
	return v.w.notice
}

// Text returns what a person wrote, empty when it was erased.
func (v *View) Text(id plan.TextID) string {
	t, _ := v.TextOf(id)
	return t.Text
}

// TextOf returns what a person wrote with what belongs to it; false when there
// is none.
func (v *View) TextOf(id plan.TextID) (Text, bool) { return v.w.file.text(id) }

// Particulars returns what is known of a person.
func (v *View) Particulars(id plan.PersonID) Particulars {
	p, _ := v.w.people.get(id)
	return p
}

// PersonOf returns the person of a Telegram account, zero for a stranger.
func (v *View) PersonOf(account int64) plan.PersonID {
	id, _ := v.w.accounts.get(account)
	return id
}

// Queue returns the queued notices in the order of their ids.
func (v *View) Queue() []plan.Notice { return slices.Clip(v.w.queue.list) }

// Notice returns a queued notice.
func (v *View) Notice(id plan.NoticeID) (plan.Notice, bool) { return v.w.queue.get(id) }

// KeyUsed reports whether a notice with the key was ever owed.
func (v *View) KeyUsed(key string) bool { return v.w.file.keyUsed(key) }

// Receipt returns what was in a message of a chat.
func (v *View) Receipt(chat int64, message int) (plan.Receipt, bool) {
	return v.w.file.receipt(chat, message)
}

// ReceiptOf returns the receipt of a notice that was sent; of an edit, and of
// a notice merged into another, that of the message.
func (v *View) ReceiptOf(id plan.NoticeID) (plan.Receipt, bool) { return v.w.file.receiptOf(id) }

// Digests returns the receipts of a person's newest digests, newest first, at
// most n.
func (v *View) Digests(person plan.PersonID, n int) []plan.Receipt {
	return v.w.file.digests(person, n)
}

// Form returns working state kept of a person under a name.
func (v *View) Form(person plan.PersonID, name string) (json.RawMessage, bool) {
	return v.w.file.form(person, name)
}

// Job returns a job that is to be done.
func (v *View) Job(id JobID) (Job, bool) { return v.w.jobs.get(id) }

// History returns the newest events about a task, newest first, at most n;
// also those that the command has recorded.
func (v *View) History(task plan.TaskID, n int) []plan.Event {
	var events []plan.Event
	for _, r := range slices.Backward(v.events) {
		if len(events) < n && slices.Contains(r.tasks, task) {
			events = append(events, r.event)
		}
	}
	recent, _ := v.w.recent.get(task)
	return append(events, v.w.file.history(task, recent, n-len(events))...)
}

// Meta returns a setting of the process itself, empty when unset.
func (v *View) Meta(name string) string {
	value, _ := v.w.meta.get(name)
	return value
}
