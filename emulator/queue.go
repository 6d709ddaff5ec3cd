package emulator

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

const (
	// Bot API: getting updates, "the server keeps them for not longer than 24 hours".
	keepUpdates = 24 * time.Hour
	// Client.cpp, add_new_callback_query: add_update(UpdateType::CallbackQuery, …, 150, …).
	keepCallback = 150 * time.Second
	// Bot API: Update, update_id: "if there are no new updates for at least a week, then identifier of the next
	// update will be chosen randomly instead of sequentially".
	restartAfter = 7 * 24 * time.Hour
	// td, tddb/td/db/TQueue.cpp: an offset more than 10 beyond the tail, or 1,000,000 before the head, is not believed.
	maxAhead  = 10
	maxBehind = 1_000_000
)

// queue is the updates that the bot has not confirmed, oldest first.
type queue struct {
	updates []update
	next    int // id of the next update; 0: not chosen yet
	last    time.Time
	allowed map[string]bool // nil: the default
}

type update struct {
	id      int
	kind    string
	json    json.RawMessage
	expires time.Time
}

// push owes the bot an update of the given kind and wakes a waiting poll. The caller holds mu.
func (s *Server) push(kind string, payload any, expires time.Time) {
	q := &s.queue
	if !q.allows(kind) {
		return
	}
	now := s.o.Now()
	q.expire(now)
	if q.next == 0 || len(q.updates) == 0 && now.Sub(q.last) >= restartAfter {
		q.next = 1 + s.rand.IntN(1<<29)
	}
	body, err := json.Marshal(map[string]any{"update_id": q.next, kind: payload})
	if err != nil {
		s.o.Log.Error("update cannot be encoded", "kind", kind, "err", err)
		return
	}
	q.updates = append(q.updates, update{id: q.next, kind: kind, json: body, expires: expires})
	q.next++
	q.last = now
	if s.poll != nil {
		s.poll.wakeUp()
	}
}

// Inject owes the bot an update made by hand: kind is a field of the Bot API's Update, payload its JSON value,
// which is not checked. A bot must survive what it cannot decode.
func (s *Server) Inject(kind string, payload json.RawMessage) error {
	if !json.Valid(payload) {
		return fmt.Errorf("inject %s: payload is not JSON", kind)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.push(kind, payload, s.o.Now().Add(keepUpdates))
	return nil
}

// Pending is the number of updates that the bot has not confirmed and that are not too old to be given.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.expire(s.o.Now())
	return len(s.queue.updates)
}

// allows says whether updates of a kind are wanted. Bot API: getUpdates, allowed_updates (an empty list is "all
// update types except chat_member, message_reaction, and message_reaction_count (default)").
func (q *queue) allows(kind string) bool {
	if q.allowed == nil {
		return kind != "chat_member" && kind != "message_reaction" && kind != "message_reaction_count"
	}
	return q.allowed[kind]
}

// allow sets what is wanted. Omitted, null and unreadable lists change nothing (Client.cpp,
// get_allowed_update_types returns 0), an empty list is the default.
func (q *queue) allow(list string) {
	var kinds []string
	if json.Unmarshal([]byte(list), &kinds) != nil || kinds == nil {
		return
	}
	if len(kinds) == 0 {
		q.allowed = nil
		return
	}
	q.allowed = map[string]bool{}
	for _, k := range kinds {
		q.allowed[strings.ToLower(k)] = true
	}
}

func (q *queue) expire(now time.Time) {
	q.updates = slices.DeleteFunc(q.updates, func(u update) bool { return !now.Before(u.expires) })
}

// take confirms everything below offset and returns up to limit of the rest. Bot API: getUpdates; Client.cpp, do_get_updates.
func (q *queue) take(offset, limit int, now time.Time) []json.RawMessage {
	q.expire(now)
	if offset < 0 {
		q.updates = q.updates[max(0, len(q.updates)+offset):]
	}
	head := q.next
	if len(q.updates) > 0 {
		head = q.updates[0].id
	}
	if offset > 0 && offset <= q.next+maxAhead && offset >= head-maxBehind {
		q.updates = slices.DeleteFunc(q.updates, func(u update) bool { return u.id < offset })
	}
	out := make([]json.RawMessage, 0, min(limit, len(q.updates)))
	for _, u := range q.updates[:min(limit, len(q.updates))] {
		out = append(out, u.json)
	}
	return out
}
