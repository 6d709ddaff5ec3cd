package emulator

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"
)

const (
	// Bot API: answerCallbackQuery, text 0-200 characters.
	maxAnswer = 200
	// After about this long the server answers "query is too old"; seen, nowhere written.
	answerWithin = 15 * time.Second
)

// query is one press of a button.
type query struct {
	person  int64
	message int
	data    string
	at      time.Time
}

// Answer is what the bot said to one press of a button.
type Answer struct {
	Query   string    `json:"query"` // id of the callback query
	Person  int64     `json:"person"`
	Message int       `json:"message"`
	Data    string    `json:"data"`
	Text    string    `json:"text"` // empty: the button just stops spinning
	Alert   bool      `json:"alert"`
	URL     string    `json:"url"`
	Time    time.Time `json:"time"`
}

// Press presses the button with this callback data under a message, and so sends a callback query to the bot.
// Errors: ErrNoPerson, ErrNoMessage, ErrNoButton (also when an edit has taken the button away).
func (s *Server) Press(from int64, messageID int, data string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.people[from] == nil {
		return fmt.Errorf("%w: %d", ErrNoPerson, from)
	}
	_, m := s.chatOf(from, messageID)
	if m == nil {
		return fmt.Errorf("%w: %d", ErrNoMessage, messageID)
	}
	has := slices.ContainsFunc(m.Keyboard, func(row []Button) bool {
		return slices.ContainsFunc(row, func(b Button) bool { return b.Data == data && data != "" })
	})
	if !has {
		return fmt.Errorf("%w: %q", ErrNoButton, data)
	}
	s.ask(from, m, data)
	return nil
}

// PressStale is Press by an app that still shows a keyboard that is no longer there: only the message must exist.
func (s *Server) PressStale(from int64, messageID int, data string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, m := s.chatOf(from, messageID)
	if m == nil || s.people[from] == nil {
		return fmt.Errorf("%w: %d", ErrNoMessage, messageID)
	}
	s.ask(from, m, data)
	return nil
}

// ask owes the bot a callback query. Bot API: CallbackQuery. The caller holds mu.
func (s *Server) ask(from int64, m *Message, data string) {
	now := s.o.Now()
	id := strconv.FormatInt(s.bot<<32|int64(s.rand.Uint32()), 10)
	for k, q := range s.queries {
		if now.Sub(q.at) > keepCallback {
			delete(s.queries, k)
		}
	}
	s.queries[id] = &query{person: from, message: m.ID, data: data, at: now}
	s.push("callback_query", map[string]any{
		"id":            id,
		"from":          s.userJSON(from),
		"message":       s.messageJSON(m),
		"chat_instance": strconv.FormatInt(m.Chat*7919, 10),
		"data":          data,
	}, now.Add(keepCallback))
}

// answerCallbackQuery. Bot API: answerCallbackQuery; Client.cpp, fail_query_with_error, QUERY_ID_INVALID.
func (s *Server) answerCallbackQuery(_ context.Context, p params) (any, error) {
	defer s.flush()
	s.mu.Lock()
	defer s.mu.Unlock()
	id := p.get("callback_query_id")
	q := s.queries[id]
	now := s.o.Now()
	if q == nil || now.Sub(q.at) > answerWithin {
		return nil, badRequest("query is too old and response timeout expired or query ID is invalid")
	}
	if utf16Len(p.get("text")) > maxAnswer {
		return nil, badRequest("MESSAGE_TOO_LONG")
	}
	a := Answer{Query: id, Person: q.person, Message: q.message, Data: q.data,
		Text: p.get("text"), Alert: p.boolean("show_alert"), URL: p.get("url"), Time: now}
	s.answers = append(s.answers, a)
	for _, f := range s.onAnswer {
		s.pending = append(s.pending, func() { f(a) })
	}
	return true, nil
}

// Answers returns what the bot has answered to presses of buttons, oldest first.
func (s *Server) Answers() []Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.answers)
}
