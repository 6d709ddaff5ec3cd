package scheduler

import (
	"time"

	"dondoc/plan"
)

// Gap is a span in which nothing could be received. Telegram keeps messages
// for 24 hours: after a longer gap the next digest goes to everyone. The zero
// Gap is none. The caller keeps the last one and need not clear it.
type Gap struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
}

// DigestArgs are the arguments of a digest notice.
type DigestArgs struct {
	// Gap is the window in which messages may have been lost; zero: none.
	Gap Gap `json:"gap,omitzero"`
}

// Decide returns what is owed and neither told nor queued. queued reports
// whether a notice with a key was ever owed.
func Decide(r *plan.Register, queued func(key string) bool, gap Gap, now time.Time) []plan.Notice {
	return nil
}
