package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/robfig/cron/v3"
)

// everyMinute bounds how late a digest can be, also after the machine slept.
const everyMinute = "* * * * *"

// Heartbeat wakes somebody every minute. It decides nothing and keeps nothing:
// what is owed is for the woken to find out, so a lost beat does no harm.
type Heartbeat struct {
	cron *cron.Cron
	stop context.CancelFunc
}

// NewHeartbeat returns a heartbeat that calls wake at every full minute of a
// zone once it is started. A call that still runs is not joined by a second
// one; one that panics is logged, and the next minute comes.
func NewHeartbeat(zone *time.Location, log *slog.Logger, wake func(context.Context)) (*Heartbeat, error) {
	ctx, stop := context.WithCancel(context.Background())
	logger := cronLogger{log}
	// In this order: outside of Recover, a panic would leave the job marked as
	// running and skipped for ever.
	chain := cron.NewChain(cron.SkipIfStillRunning(logger), cron.Recover(logger))
	c := cron.New(cron.WithLocation(zone), cron.WithLogger(logger))
	schedule, err := cron.ParseStandard(everyMinute)
	if err != nil {
		stop()
		return nil, fmt.Errorf("scheduler: heartbeat: %w", err)
	}
	c.Schedule(schedule, chain.Then(cron.FuncJob(func() { wake(ctx) })))
	return &Heartbeat{c, stop}, nil
}

// Start begins to beat; it returns at once.
func (h *Heartbeat) Start() { h.cron.Start() }

// Stop ends the beat, cancels the context of a call that runs, and waits for
// it as long as ctx lasts. A stopped heartbeat is not started again.
func (h *Heartbeat) Stop(ctx context.Context) error {
	done := h.cron.Stop()
	h.stop()
	select {
	case <-done.Done():
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
