// Package outbox gets messages out: Telegram's limits, retry, order, and
// delivery at least once. It knows no rule of the office and no Telegram: who
// sends, renders and judges is handed in.
package outbox

import (
	"context"
	"encoding/json"
	"time"

	"dondoc/plan"
	"dondoc/store"
)

// Message is a message as it goes out.
type Message struct {
	// HTML is Telegram's HTML, escaped.
	HTML string `json:"html"`
	// Buttons are rows of buttons under it.
	Buttons [][]Button `json:"buttons,omitempty"`
	// ReplyTo is the message of the chat that a new message replies to, if it is
	// still there. Zero: none.
	ReplyTo int `json:"reply_to,omitempty"`
	// File, when set, is sent as a document with HTML as its caption.
	File *File `json:"file,omitempty"`
}

// Button is a button under a message; Data comes back when it is pressed, at
// most 64 bytes.
type Button struct {
	Text string `json:"text"`
	Data string `json:"data"`
}

// File is a document to send: its bytes, or the server's id of one that it has.
type File struct {
	Name string `json:"name"`
	Data []byte `json:"data,omitempty"`
	// ID is the server's id of a file that somebody sent, instead of Data; Photo
	// says that it was sent as a photo.
	ID    string `json:"id,omitempty"`
	Photo bool   `json:"photo,omitempty"`
}

// Outcome is what became of one call; the set is closed.
type Outcome uint8

// The outcomes. The zero Outcome is InDoubt, since nothing is known then.
const (
	InDoubt     Outcome = iota // the answer was lost: it may have arrived
	Sent                       // also "not modified"
	RetryAt                    // not accepted: again, not before Wait has passed
	Unreachable                // blocked, deactivated, chat not found
	Refused                    // will never be accepted
)

// Answer is what a Sender reports.
type Answer struct {
	Outcome Outcome
	Message int           // Telegram's id of the message when Sent
	Wait    time.Duration // for RetryAt; zero: outbox decides
	// Everyone says that Wait holds for all chats, not for this one alone.
	Everyone bool
	Detail   string // for logs, without the token
	MovedTo  int64  // the chat's new id, when it moved
}

// Sender makes the call; edit is the id of the message to change, zero for a
// new one. It must return when ctx ends.
type Sender func(ctx context.Context, chat int64, edit int, m Message) Answer

// Rendered is a notice as it will be shown, and what its receipt and the
// events told with it will be.
type Rendered struct {
	Message Message
	Lines   []plan.NumberedDuty
	// Said is kept with the receipt; see plan.Receipt.
	Said json.RawMessage
	// Events are recorded together with the receipt, as what was told.
	Events []plan.Body
}

// Render words a notice for its receiver now. It runs inside the command that
// marks the notice as Sending.
type Render func(v *store.View, n plan.Notice) (Rendered, error)

// Act is what to do with a queued notice.
type Act uint8

// The acts of a Verdict. The zero Act is Hold.
const (
	Hold Act = iota
	Send
	Merge
	Drop
)

// Verdict is Release's judgement. Until and Into belong to Hold and Merge.
type Verdict struct {
	Act    Act
	Until  time.Time
	Into   plan.NoticeID
	Reason string
}

// Conditions are what outbox knows beyond the register.
type Conditions struct {
	// CaughtUp: the poll has drained what waited at Telegram.
	CaughtUp bool
	// Skew is this machine's clock minus the Date of Telegram's last answer.
	Skew time.Duration
}

// Release judges an unsolicited notice; see scheduler.Release, which main
// adapts to it.
type Release func(r *plan.Register, queued []plan.Notice, n plan.Notice, c Conditions, now time.Time) Verdict
