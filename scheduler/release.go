package scheduler

import (
	"time"

	"dondoc/plan"
)

// Act is what to do with a queued notice.
type Act uint8

// The acts of a Verdict. The zero Act is Hold.
const (
	Hold Act = iota
	Send
	Merge
	Drop
)

// Verdict is Release's judgement. Until belongs to Hold and is never zero
// there, Into to Merge; Reason names why, for logs.
type Verdict struct {
	Act    Act
	Until  time.Time
	Into   plan.NoticeID
	Reason string
}

// Conditions are what is known beyond the register.
type Conditions struct {
	// CaughtUp: the poll has drained what waited at Telegram.
	CaughtUp bool
	// Skew is this machine's clock minus the Date of Telegram's last answer.
	Skew time.Duration
}

// Release judges whether a queued notice may go out now.
func Release(r *plan.Register, queued []plan.Notice, n plan.Notice, c Conditions, now time.Time) Verdict {
	return Verdict{Act: Send}
}
