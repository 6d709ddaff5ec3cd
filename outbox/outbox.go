package outbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"dondoc/plan"
	"dondoc/store"
)

// Options are what an Outbox works with. Store, Send and Render are necessary.
type Options struct {
	Store  *store.Store
	Send   Sender
	Render Render
	// Release judges all but answers and edits. Nil: everything may go.
	Release Release
	// Conditions are asked once a Step. Nil: caught up, no skew.
	Conditions func() Conditions
	// Now is the clock of Run and of answers. Nil: time.Now.
	Now func() time.Time
	// Log receives doubts, refusals and outages. Nil: nothing is logged.
	Log *slog.Logger
	// Senders is how many calls run at once. Zero: 24.
	Senders int
	// Limits are how fast. Nil: Telegram's.
	Limits *Limits

	// Unreachable adds to the command that finds out that a person cannot be
	// reached, through its View and what it returns. Nil: nothing.
	Unreachable func(v *store.View, person plan.PersonID, detail string) store.Outcome
}

const (
	defaultSenders = 24
	// stopGrace is how long Stop waits for calls before it cuts them off.
	stopGrace = 5 * time.Second
	// storePause is how long nothing is started after a commit failed.
	storePause = time.Second
	// maxHold bounds how long a verdict is kept: the facts may change.
	maxHold = 15 * time.Minute
	// outageFailures is how many calls in a row may end without any answer of
	// Telegram before the others wait.
	outageFailures = 3
	maxOutagePause = time.Minute
	// gather is how long an answer waits for the others that are on their way, so
	// that they are stored, and the next messages started, in one commit.
	gather = 2 * time.Millisecond
)

// Outbox sends what the store's queue owes. Its methods may be called from any
// goroutine.
type Outbox struct {
	o     Options
	store *store.Store
	log   *slog.Logger
	ctx   context.Context // of the calls
	cut   context.CancelFunc
	wake  chan struct{}
	calls sync.WaitGroup

	mu       sync.Mutex // one Step at a time; guards all below
	index    *index
	limiter  *limiter
	flying   map[plan.NoticeID]*call
	stopped  bool
	storeBad int64 // nothing is stored before it, Unix nanoseconds
	// pausedTo holds for everybody; failures counts calls since Telegram's last
	// answer.
	pausedTo int64
	failures int
	lastSent time.Time
	failing  time.Time

	back struct {
		sync.Mutex
		answers []answered
		more    chan struct{} // closed when an answer comes
		away    int           // calls whose answer has not come
		waking  bool          // the few that came will be stored soon
	}
}

// call is a message on its way.
type call struct {
	notice plan.Notice // as it was marked
	chat   int64
	shown  *Rendered // nil until the sender has read it out of the notice
}

type answered struct {
	call   *call
	answer Answer
}

// New returns an Outbox; it starts nothing.
func New(o Options) *Outbox {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Senders <= 0 {
		o.Senders = defaultSenders
	}
	if o.Limits == nil {
		o.Limits = Telegram()
	}
	if o.Conditions == nil {
		o.Conditions = func() Conditions { return Conditions{CaughtUp: true} }
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	b := &Outbox{
		o: o, store: o.Store, log: o.Log, wake: make(chan struct{}, 1),
		index: newIndex(), limiter: newLimiter(*o.Limits), flying: map[plan.NoticeID]*call{},
	}
	b.ctx, b.cut = context.WithCancel(context.Background())
	b.back.more = make(chan struct{})
	return b
}

// Run makes steps until ctx ends, then stops: calls on the way get a moment to
// finish, and what came back is stored.
func (b *Outbox) Run(ctx context.Context) {
	defer b.Stop()
	commits := b.store.Subscribe()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for ctx.Err() == nil {
		now := b.o.Now()
		next := b.Step(now)
		due := timer.C
		if next.IsZero() {
			due = nil
		} else {
			timer.Reset(next.Sub(now))
		}
		select {
		case <-ctx.Done():
		case <-commits:
		case <-b.wake:
		case <-due:
		}
	}
}

// Reconsider forgets how long notices were to be held and wakes Run: for a
// change of what Release looks at that is no commit.
func (b *Outbox) Reconsider() {
	b.mu.Lock()
	for id, e := range b.index.entries {
		if !e.tried || e.held { // else it keeps when it may be tried again
			delete(b.index.entries, id)
		}
	}
	b.rebuild(b.o.Now().UnixNano())
	b.mu.Unlock()
	b.poke()
}

func (b *Outbox) poke() {
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

// Drain makes steps until nothing is on the way and every answer is stored. It
// does not wait for what may go later.
func (b *Outbox) Drain(ctx context.Context) error {
	for {
		more := b.more()
		b.Step(b.o.Now())
		if b.Idle() {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-more:
		case <-time.After(storePause): // an answer that could not be stored waits
		}
	}
}

// Idle reports whether nothing is on the way and every answer is stored.
func (b *Outbox) Idle() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.flying) == 0
}

func (b *Outbox) more() <-chan struct{} {
	b.back.Lock()
	defer b.back.Unlock()
	return b.back.more
}

// Stop starts nothing more, gives calls on the way a moment, cuts them off,
// and stores what came back. When it returns no goroutine is left. A second
// Stop does nothing.
func (b *Outbox) Stop() {
	b.mu.Lock()
	b.stopped = true
	b.mu.Unlock()
	grace := time.AfterFunc(stopGrace, b.cut)
	b.calls.Wait()
	grace.Stop()
	b.cut()
	b.mu.Lock()
	b.storeBad = 0
	b.mu.Unlock()
	b.Step(b.o.Now())
}

// Status is how the outbox stands.
type Status struct {
	Queued  int // in the queue, those on the way included
	Sending int
	// LastSent is when a message was last accepted, Failing since when none was
	// although one was tried; zero: never, and not failing.
	LastSent, Failing time.Time
	// PausedTo is until when nothing is sent to anybody; it may be past.
	PausedTo time.Time
}

// Status returns how the outbox stands.
func (b *Outbox) Status() Status {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := Status{
		Queued: len(b.index.entries), Sending: len(b.flying), LastSent: b.lastSent, Failing: b.failing,
	}
	if b.pausedTo != 0 {
		s.PausedTo = time.Unix(0, b.pausedTo)
	}
	return s
}

// launch calls the sender beside everything else.
func (b *Outbox) launch(c *call) {
	b.flying[c.notice.ID] = c
	b.back.Lock()
	b.back.away++
	b.back.Unlock()
	b.calls.Go(func() { b.deliver(answered{c, b.send(c)}) })
}

func (b *Outbox) send(c *call) (a Answer) {
	defer func() {
		if p := recover(); p != nil {
			a = Answer{Detail: fmt.Sprintf("the sender panicked: %v", p)}
		}
	}()
	if c.shown == nil { // worded before: reading it need not hold up the writer
		shown, err := unseal(c.notice.Shown)
		c.shown = &shown
		if err != nil {
			return Answer{Outcome: Refused, Detail: err.Error()}
		}
	}
	return b.o.Send(b.ctx, c.chat, c.notice.Edit, c.shown.Message)
}

func (b *Outbox) deliver(a answered) {
	b.back.Lock()
	defer b.back.Unlock()
	b.back.answers = append(b.back.answers, a)
	b.back.away--
	close(b.back.more)
	b.back.more = make(chan struct{})
	switch {
	case b.back.away == 0:
		b.poke()
	case !b.back.waking:
		b.back.waking = true
		time.AfterFunc(gather, b.poke)
	}
}

// takeAnswers takes what came back; with few set, also when more is on its way.
func (b *Outbox) takeAnswers(few bool) []answered {
	b.back.Lock()
	defer b.back.Unlock()
	if !few && b.back.away > 0 {
		return nil
	}
	answers := b.back.answers
	b.back.answers, b.back.waking = nil, false
	return answers
}

// unstorable reports whether a result says that nothing was written.
func unstorable(err error) bool {
	return errors.Is(err, store.ErrNotDurable) || errors.Is(err, store.ErrClosed)
}
