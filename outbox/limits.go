package outbox

import (
	"time"

	"dondoc/plan"
)

// Limits are how fast messages go out. A zero Every means no limit.
type Limits struct {
	// All holds over all chats, Chat in a private one, Group in a chat group.
	All, Chat, Group Rate
}

// Rate lets Burst through at once and one more every Every.
type Rate struct {
	Every time.Duration
	Burst int
}

// Telegram are Telegram's limits (core.telegram.org/bots/faq): 30 messages a
// second over all chats, one a second in a chat, 20 a minute in a chat group.
// The overall rate stays 1.3% below, so that the uneven time between mark and
// wire does not exceed it; in a chat group no minute holds more than 20.
func Telegram() *Limits {
	return &Limits{
		All:   Rate{time.Second * 10 / 296, 3},
		Chat:  Rate{time.Second, 3},
		Group: Rate{3500 * time.Millisecond, 3},
	}
}

// address is whom a notice goes to: a person, or a chat that is nobody's.
type address struct {
	to   plan.PersonID
	chat int64
}

func addressOf(n *plan.Notice) address {
	if n.To != 0 {
		return address{to: n.To}
	}
	return address{chat: n.Chat}
}

// maxChats is how many chats are remembered before the idle ones are forgotten.
const maxChats = 4096

// limiter is a leaky bucket over all and one for each chat, kept as the instant
// (Unix nanoseconds) at which it will be empty.
type limiter struct {
	limits Limits
	all    int64
	chats  map[address]int64
}

func newLimiter(l Limits) *limiter {
	return &limiter{limits: l, chats: map[address]int64{}}
}

// allowance returns how many messages may go now, at most most, and when one
// more may if there is none.
func (l *limiter) allowance(now int64, most int) (int, int64) {
	r := l.limits.All
	if r.Every <= 0 {
		return most, now
	}
	left := r.ready(l.all) // when the first may go
	if left > now {
		return 0, left
	}
	n := (now-max(left, now-int64(r.Burst-1)*int64(r.Every)))/int64(r.Every) + 1
	return min(most, int(n)), now
}

// ready returns when one more fits into a bucket that is empty at an instant.
func (r Rate) ready(empty int64) int64 {
	return empty - int64(max(r.Burst, 1)-1)*int64(r.Every)
}

func (l *limiter) rate(a address) Rate {
	if a.chat < 0 {
		return l.limits.Group
	}
	return l.limits.Chat
}

// chatReady returns when a chat may get one more.
func (l *limiter) chatReady(a address) int64 {
	empty, known := l.chats[a]
	if !known {
		return 0
	}
	return l.rate(a).ready(empty)
}

// take counts a message.
func (l *limiter) take(a address, now int64) {
	l.all = max(l.all, now) + int64(l.limits.All.Every)
	r := l.rate(a)
	if r.Every <= 0 {
		return
	}
	l.chats[a] = max(l.chats[a], now) + int64(r.Every)
	if len(l.chats) > maxChats {
		for a, empty := range l.chats {
			if empty <= now {
				delete(l.chats, a)
			}
		}
	}
}

const (
	firstPause = time.Second
	maxPause   = 5 * time.Minute
)

// Pause returns how long to wait before the next attempt after the given
// number of failed ones: twice as long each time up to five minutes, less up
// to a fifth that depends on nothing but now, attempt and salt, so that what
// failed together does not come again together.
func Pause(now time.Time, attempt int, salt uint64) time.Duration {
	d := firstPause << min(max(attempt-1, 0), 10)
	d = min(d, maxPause)
	return d - time.Duration(mix(uint64(now.UnixMilli()), uint64(attempt), salt)%uint64(d/5))
}

// mix is FNV-1a over words.
func mix(words ...uint64) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		for range 8 {
			h = (h ^ w&0xff) * 1099511628211
			w >>= 8
		}
	}
	return h ^ h>>32
}
