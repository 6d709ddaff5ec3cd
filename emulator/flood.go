package emulator

import "time"

// Telegram's limits as far as they are known: https://core.telegram.org/bots/faq ("my bot is hitting limits"): 30 messages
// a second over all chats, one a second in a chat ("short bursts that go over this limit" are tolerated), 20 a minute in a group.
const (
	perSecond  = 30
	chatEvery  = time.Second
	chatBurst  = 5
	groupEvery = 3 * time.Second
	groupBurst = 20
)

// flood counts messages and edits. Each pace is a leaky bucket, kept as the time at which it will be empty.
type flood struct {
	all   time.Time
	chats map[int64]time.Time
}

func newFlood() flood { return flood{chats: map[int64]time.Time{}} }

// limit counts one message or edit, or refuses it with a 429; what is refused is not counted. The caller holds mu.
func (s *Server) limit(c *chat) error {
	if s.o.NoLimits {
		return nil
	}
	now := s.o.Now()
	every, burst := chatEvery, chatBurst
	if c.kind != private {
		every, burst = groupEvery, groupBurst
	}
	all, wait := pour(s.flood.all, now, time.Second/perSecond, perSecond)
	if wait > 0 {
		return tooMany(wait)
	}
	one, wait := pour(s.flood.chats[c.id], now, every, burst)
	if wait > 0 {
		return tooMany(wait)
	}
	s.flood.all, s.flood.chats[c.id] = all, one
	return nil
}

// pour adds one to a bucket that holds burst and loses one every interval, and returns when it will be empty; or
// how long to wait for room.
func pour(empty, now time.Time, every time.Duration, burst int) (next time.Time, wait time.Duration) {
	if empty.Before(now) {
		empty = now
	}
	next = empty.Add(every)
	if over := next.Sub(now) - time.Duration(burst)*every; over > 0 {
		return empty, over
	}
	return next, 0
}
