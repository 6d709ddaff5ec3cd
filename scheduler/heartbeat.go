package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/robfig/cron/v3"
)

// everyMinute bounds how late a digest can be, also after the machine slept.
const everyMinute = "* * * * *"

// Heartbeat wakes somebody every minute. It decides nothing and keeps nothing:
// what is owed is for the woken to find out, so a lost beat does no harm.
type Heartbeat struct {
	cron  *cron.Cron
	wake  func(context.Context)
	log   *slog.Logger
	beats chan struct{}
	ctx   context.Context
	stop  context.CancelFunc
	done  chan struct{} // closed when run has ended
}

// NewHeartbeat returns a heartbeat that calls wake at every full minute of a
// zone once it is started. A call that still runs is not joined by a second
// one: the next follows it. One that panics is logged, and the next minute
// comes.
func NewHeartbeat(zone *time.Location, log *slog.Logger, wake func(context.Context)) (*Heartbeat, error) {
	schedule, err := cron.ParseStandard(everyMinute)
	if err != nil {
		return nil, fmt.Errorf("scheduler: heartbeat: %w", err)
	}
	h := &Heartbeat{
		cron: cron.New(cron.WithLocation(zone), cron.WithLogger(cronLogger{log})),
		wake: wake, log: log, beats: make(chan struct{}, 1), done: make(chan struct{}),
	}
	h.ctx, h.stop = context.WithCancel(context.Background())
	// cron starts a goroutine for every job: it only hands the beat to the one
	// that runs on and whose stack has grown already.
	h.cron.Schedule(schedule, cron.FuncJob(h.beat))
	return h, nil
}

// Start begins to beat; it returns at once.
func (h *Heartbeat) Start() {
	go h.run()
	h.cron.Start()
}

func (h *Heartbeat) beat() {
	select {
	case h.beats <- struct{}{}:
	default: // the last beat is still to come
	}
}

func (h *Heartbeat) run() {
	defer close(h.done)
	for h.ctx.Err() == nil {
		select {
		case <-h.beats:
			h.call()
		case <-h.ctx.Done():
		}
	}
}

func (h *Heartbeat) call() {
	defer func() {
		if p := recover(); p != nil {
			h.log.Error("heartbeat: panic", "panic", p, "stack", string(debug.Stack()))
		}
	}()
	h.wake(h.ctx)
}

// Stop ends the beat, cancels the context of a call that runs, and waits for
// it as long as ctx lasts. It is for a heartbeat that was started; a stopped one
// is not started again.
func (h *Heartbeat) Stop(ctx context.Context) error {
	h.cron.Stop()
	h.stop()
	select {
	case <-h.done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("scheduler: heartbeat: %w", ctx.Err())
	}
}

// cronLogger hands cron's errors to slog, and nothing of its daily life.
type cronLogger struct{ log *slog.Logger }

func (l cronLogger) Info(string, ...any) {}

func (l cronLogger) Error(err error, msg string, args ...any) {
	l.log.Error("heartbeat: "+msg, append([]any{"err", err}, args...)...)
}
