package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"dondoc/bot"
	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/scheduler"
	"dondoc/store"
	"dondoc/telegram"
)

// senders is how many messages are on their way to Telegram at once, and how
// wide the connection pool is.
const senders = 28

// appConfig is what an App needs; run, demo and scenarios differ only here.
type appConfig struct {
	Token    string
	Secrets  []string // what else no log and no error may show
	Endpoint string   // empty: Telegram's own
	DataDir  string
	// Office seeds an empty store. Nil: the store must have one already.
	Office *bot.Office
	// HTTP carries the calls to Telegram.
	HTTP *http.Client
	// Now is the clock. Nil: time.Now.
	Now func() time.Time
	Log *slog.Logger
	// PollTimeout is how long an empty poll waits. Zero: telegram's default.
	PollTimeout time.Duration
	// KeepFiles: files that are sent as evidence are fetched and kept.
	KeepFiles bool
	// Keep is how many daily backups are kept. Zero: none is made.
	Keep int
	// Fail makes commits fail; see store.Options.
	Fail func() error
	// Visit opens the store for one command while the bot is stopped.
	Visit bool
}

// App is the whole program but for its front: store, conversation, poll,
// outbox and heartbeat.
type App struct {
	cfg    appConfig
	store  *store.Store
	bot    *bot.Bot
	client *telegram.Client
	skewed atomic.Pointer[func() time.Duration] // the client's, once there is one
	outbox *outbox.Outbox
	log    *slog.Logger

	trials     trials
	errands    chan struct{} // a beat wants them
	menusAt    uint64        // how many events, and one, the menus were made of
	username   atomic.Pointer[string]
	caughtUp   atomic.Bool // as the last beat saw it
	wrongClock atomic.Bool // as the last beat saw it
	unasked    atomic.Bool // something was recorded by a clock that nobody confirmed
	started    time.Time
	life       context.Context // ends with the patience for calls under way
	cut        context.CancelFunc
}

// metaUsername keeps the bot's Telegram name, so that links can be made while
// Telegram is away.
const metaUsername = "username"

// errNoOffice: the store is empty and the configuration has no office to seed.
var errNoOffice = errors.New("main: the store is empty and no office is given")

// newApp opens the store, wires the rest and seeds an empty store. It calls
// Telegram only to ask for the time, and only before it records something. The
// caller closes the App.
func newApp(cfg appConfig) (*App, error) {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	cfg.Log = slog.New(telegram.Redact(cfg.Log.Handler(), cfg.Token, cfg.Secrets...))
	a := &App{cfg: cfg, log: cfg.Log, started: cfg.Now(), errands: make(chan struct{}, 1)}
	s, err := store.Open(cfg.DataDir, store.Options{Now: a.now, Fail: cfg.Fail, Log: cfg.Log, Visit: cfg.Visit})
	if err != nil {
		return nil, err
	}
	a.store = s
	a.life, a.cut = context.WithCancel(context.Background())
	a.setUsername(s.Meta(metaUsername))
	a.bot = bot.New(bot.Options{Store: s, Username: a.botName, Download: a.download, Keep: a.keeper(), Now: a.now, Log: cfg.Log})
	a.trials = trials{store: s, bot: a.bot}
	a.client = telegram.New(telegram.Config{
		Token: cfg.Token, Secrets: cfg.Secrets, Endpoint: cfg.Endpoint, HTTP: cfg.HTTP, Now: cfg.Now, Log: cfg.Log,
		PollTimeout: cfg.PollTimeout, Careful: !s.Clean(), Mark: a.trials.mark,
		CaughtUp: func() { a.outbox.Reconsider() },
	})
	skew := a.client.Skew
	a.skewed.Store(&skew)
	a.outbox = outbox.New(outbox.Options{
		Store: s, Send: a.send, Render: a.bot.Render, Release: release, Now: a.now,
		Conditions: func() outbox.Conditions {
			return outbox.Conditions{CaughtUp: a.client.CaughtUp(), Skew: a.client.Skew()}
		},
		Unreachable: a.unreachable, Senders: senders, Log: cfg.Log,
	})
	if err := a.begin(context.Background()); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return a, nil
}

// begin seeds an empty store and holds a restored one.
func (a *App) begin(ctx context.Context) error {
	if err := a.seed(ctx); err != nil {
		return err
	}
	if !a.store.Restored() || a.cfg.Visit {
		return nil
	}
	return a.hold(ctx)
}

// seed puts the office into an empty store.
func (a *App) seed(ctx context.Context) error {
	empty := false
	a.store.Read(func(r *store.Snapshot) { empty = r.Register.Units.Len() == 0 })
	if !empty {
		return nil
	}
	if a.cfg.Office == nil {
		return errNoOffice
	}
	if err := a.askClock(ctx); err != nil {
		return err
	}
	if err := a.bot.Seed(ctx, *a.cfg.Office); err != nil {
		return fmt.Errorf("main: seed: %w", err)
	}
	return nil
}

// release adapts the scheduler's judgement to outbox, which knows no scheduler.
func release(r *plan.Register, queued []plan.Notice, n plan.Notice, c outbox.Conditions, now time.Time) outbox.Verdict {
	v := scheduler.Release(r, queued, n, scheduler.Conditions{CaughtUp: c.CaughtUp, Skew: c.Skew}, now)
	return outbox.Verdict{Act: outbox.Act(v.Act), Until: v.Until, Into: v.Into, Reason: v.Reason}
}

func (a *App) botName() string { return *a.username.Load() }

func (a *App) setUsername(name string) { a.username.Store(&name) }

// receive is what the poll hands updates to.
func (a *App) receive(ctx context.Context, batch []bot.Update) ([]bot.Ack, error) {
	return a.trials.receive(ctx, batch, a.bot.Receive)
}

// Run works until ctx ends, then lets what is on its way come back for a
// moment. The only errors are of the heartbeat.
func (a *App) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var sending sync.WaitGroup
	sending.Go(func() { a.runOutbox(ctx) })
	err := a.live(ctx)
	cancel()
	sending.Wait()
	return err
}

// runOutbox sends until ctx ends; calls under way get a moment, and are cut
// off then.
func (a *App) runOutbox(ctx context.Context) {
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(stopGrace, a.cut) })
	defer stop()
	a.outbox.Run(ctx)
}

// live polls and beats until ctx ends; it can be called again. The demo pauses
// it while it moves its clock.
func (a *App) live(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	zone := time.UTC
	a.store.Read(func(r *store.Snapshot) { zone = r.Register.Zone })
	heartbeat, err := scheduler.NewHeartbeat(zone, a.log, a.beat)
	if err != nil {
		return err
	}
	allowGarbage()
	heartbeat.Start()
	var beside sync.WaitGroup
	beside.Go(func() { a.runErrands(ctx) })
	beside.Go(func() { a.bot.Work(ctx) })
	a.client.Poll(ctx, a.receive)
	cancel()
	grace, done := context.WithTimeout(context.WithoutCancel(ctx), stopGrace)
	defer done()
	err = heartbeat.Stop(grace)
	beside.Wait()
	return err
}

// stopGrace is how long calls under way may take to come back after the end
// was asked for; what has not come back is in doubt.
const stopGrace = 3 * time.Second

// download is the bot's way to files that were sent.
func (a *App) download(ctx context.Context, id string, max int64) ([]byte, error) {
	data, err := a.client.Download(ctx, id, max)
	switch {
	case errors.Is(err, telegram.ErrTooBig):
		return nil, fmt.Errorf("%w: %w", bot.ErrFileTooBig, err)
	case errors.Is(err, telegram.ErrNoFile):
		return nil, fmt.Errorf("%w: %w", bot.ErrFileGone, err)
	}
	return data, err
}

// send is the outbox's way to Telegram. It ends early when the App has waited
// long enough for its end.
func (a *App) send(ctx context.Context, chat int64, edit int, m outbox.Message) outbox.Answer {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(a.life, cancel)()
	return a.client.Send(ctx, chat, edit, m)
}

// unreachable adapts the bot's note that a person cannot be reached.
func (a *App) unreachable(v *store.View, person plan.PersonID, detail string) store.Outcome {
	out, err := a.bot.Unreachable(v, person)
	if err != nil {
		a.log.Error("unreachable person not noted", "person", person, "detail", detail, "err", err)
	}
	return out
}

// Close closes the store, which marks the end as clean.
func (a *App) Close() error {
	a.cut()
	return a.store.Close()
}

// beat is one minute of the heartbeat. While the poll has not caught up nobody
// may be asked for what they have answered already.
func (a *App) beat(ctx context.Context) {
	if wrong := a.client.Skew().Abs() > maxSkew; a.wrongClock.Swap(wrong) != wrong {
		a.log.Error("the clock against Telegram's: nothing unsolicited is sent while it is wrong",
			"wrong", wrong, "skew", a.client.Skew())
	}
	caughtUp := a.client.CaughtUp()
	if a.caughtUp.Swap(caughtUp) != caughtUp {
		a.outbox.Reconsider()
	}
	if err := a.bot.Silent(ctx, a.outbox.Status().Failing); err != nil && ctx.Err() == nil {
		a.log.Error("alarm not queued", "err", err)
	}
	if !caughtUp {
		return
	}
	if err := a.bot.Tick(ctx); err != nil && ctx.Err() == nil {
		a.log.Error("tick failed", "err", err)
	}
	select {
	case a.errands <- struct{}{}:
	default:
	}
}
