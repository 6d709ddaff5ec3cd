// Package emulator is the other side of the conversation: a Telegram Bot API server with people in it and
// a web chat page, for the demo and the tests.
//
// It behaves as the documentation and the server's source say, errors and limits included; every behaviour
// names its source in a comment ("Bot API: sendMessage" is a heading of https://core.telegram.org/bots/api,
// "Client.cpp" a file of github.com/tdlib/telegram-bot-api, "td" of github.com/tdlib/td). It shares no code
// with the bot, so that a shared mistake cannot pass, and it never delivers anything: what it knows is in memory.
//
// Time comes from function fields only, so a Server runs in a testing/synctest bubble (through Transport,
// without a socket) and under the demo's movable clock.
package emulator

import (
	"context"
	"io"
	"log/slog"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Options say how a Server runs. The zero value of each field is usable.
type Options struct {
	// Token is the only one accepted; its digits before the colon are the bot's user id. Empty: "100:TEST".
	Token string
	// BotUsername is without "@"; empty: "dondoc_bot".
	BotUsername string
	// BotName is the bot's first name; empty: "Đôn Đốc".
	BotName string
	// Now is the server's clock; nil: time.Now.
	Now func() time.Time
	// After waits for the server's clock; nil: time.After.
	After func(time.Duration) <-chan time.Time
	// MaxPoll caps the timeout of getUpdates; zero: 50 s, as Telegram does.
	MaxPoll time.Duration
	// NoLimits switches the flood limits off.
	NoLimits bool
	// SlowRepeats adds the server's brake on a poll repeated with the same offset: within 0.5 s it returns one
	// update, within 3 s it waits up to 3 s. It is off by default, because under a clock that stands still such a poll never ends.
	SlowRepeats bool
	// Seed makes update, callback and file ids; equal seeds, equal ids.
	Seed uint64
	// Log gets one line for each request that fails; nil: nothing is logged.
	Log *slog.Logger

	// Hint is the one sentence at the top of the page that says what to try first; empty: no banner.
	Hint string
	// Clock is the time that the page shows; nil: Now.
	Clock func() time.Time
	// Move takes the demo's clock forward: to the next working day's 08:00 ("workday"), by a day ("day") or to a
	// date ("2026-03-31"). It returns when everything that was due has been done. Nil hides the controls.
	Move func(ctx context.Context, how string) error
}

// Server is the emulator. Make it with New; its methods may be called from any goroutine.
type Server struct {
	o   Options
	bot int64

	mu       sync.Mutex
	rand     *rand.Rand
	lastID   int // of all messages: private chats of one bot share their numbering
	people   map[int64]*person
	order    []int64 // of AddPerson
	chats    map[int64]*chat
	queue    queue
	poll     *poll
	lastPoll lastPoll
	conflict time.Time // before it a 409 is held back, so that two pollers do not spin
	webhook  webhook
	queries  map[string]*query
	answers  []Answer
	commands map[commandKey][]Command
	files    map[string]*file
	paths    map[string]filePath
	flood    flood
	faults   []*Fault

	onChange  []func(Change)
	onAnswer  []func(Answer)
	onRequest []func(method string, params map[string]string, status int)
	pending   []func() // callbacks owed, in order
	flushing  bool

	page *page
}

// New makes a server without people.
func New(o Options) *Server {
	if o.Token == "" {
		o.Token = "100:TEST"
	}
	if o.BotUsername == "" {
		o.BotUsername = "dondoc_bot"
	}
	if o.BotName == "" {
		o.BotName = "Đôn Đốc"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.After == nil {
		o.After = time.After
	}
	if o.MaxPoll == 0 {
		o.MaxPoll = maxPoll
	}
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	if o.Clock == nil {
		o.Clock = o.Now
	}
	id, _, _ := strings.Cut(o.Token, ":")
	bot, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		bot = 100
	}
	s := &Server{
		o:        o,
		bot:      bot,
		rand:     rand.New(rand.NewPCG(o.Seed, 0x646f6e646f63)),
		people:   map[int64]*person{},
		chats:    map[int64]*chat{},
		queries:  map[string]*query{},
		commands: map[commandKey][]Command{},
		files:    map[string]*file{},
		paths:    map[string]filePath{},
		flood:    newFlood(),
	}
	s.page = newPage(s)
	return s
}

// BotID is the bot's user id.
func (s *Server) BotID() int64 { return s.bot }

// ChangeKind says what happened to a message.
type ChangeKind string

// The kinds of Change.
const (
	Added   ChangeKind = "added"
	Edited  ChangeKind = "edited"
	Deleted ChangeKind = "deleted"
)

// Change is one message that came, changed or went; Message is a copy of its state after it.
type Change struct {
	Kind    ChangeKind
	Chat    int64
	Message Message
}

// OnChange adds a function that is called for each new, edited or deleted message, from whichever side, one call
// at a time, in order, outside the server's locks: it may call the server.
func (s *Server) OnChange(f func(Change)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.onChange = append(s.onChange, f)
}

// OnAnswer adds a function that is called, like those of OnChange, for each answered callback query.
func (s *Server) OnAnswer(f func(Answer)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.onAnswer = append(s.onAnswer, f)
}

// OnRequest adds a function that is called, like those of OnChange, after each Bot API request, refused and
// failed ones included; status is the HTTP status, 0 when the connection was cut. An uploaded file is the parameter with the value "attach://NAME".
func (s *Server) OnRequest(f func(method string, params map[string]string, status int)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.onRequest = append(s.onRequest, f)
}

// changed owes a Change to the listeners. The caller holds mu and calls flush after releasing it.
func (s *Server) changed(kind ChangeKind, m *Message) {
	c := Change{Kind: kind, Chat: m.Chat, Message: m.copy()}
	for _, f := range s.onChange {
		s.pending = append(s.pending, func() { f(c) })
	}
}

// flush makes the calls that are owed, unless another goroutine, or a caller further up, is making them already.
func (s *Server) flush() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.flushing {
		return
	}
	s.flushing = true
	defer func() { s.flushing = false }()
	for len(s.pending) > 0 {
		f := s.pending[0]
		s.pending = s.pending[1:]
		func() {
			s.mu.Unlock()
			defer s.mu.Lock()
			f()
		}()
	}
}
