package scheduler

import (
	"context"
	"io"
	"log/slog"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func newBeat(t *testing.T, wake func(context.Context)) *Heartbeat {
	t.Helper()
	h, err := NewHeartbeat(time.UTC, slog.New(slog.NewTextHandler(io.Discard, nil)), wake)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// Ensure that it wakes every minute, and goes on after a panic.
func TestHeartbeat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var beats atomic.Int32
		h := newBeat(t, func(context.Context) {
			if beats.Add(1) == 2 {
				panic("the second one")
			}
		})
		h.Start()
		time.Sleep(5*time.Minute + time.Second)
		if err := h.Stop(t.Context()); err != nil || beats.Load() != 5 {
			t.Errorf("%d beats, %v", beats.Load(), err)
		}
		time.Sleep(5 * time.Minute)
		if beats.Load() != 5 {
			t.Errorf("%d beats after Stop", beats.Load())
		}
	})
}

// Ensure that a call that still runs is not joined by a second, that Stop
// cancels and waits for it, and that it waits no longer than it is told.
func TestHeartbeatRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var calls atomic.Int32
		slow := time.Second
		h := newBeat(t, func(ctx context.Context) {
			calls.Add(1)
			<-ctx.Done()
			time.Sleep(slow)
		})
		h.Start()
		time.Sleep(3*time.Minute + time.Second)
		if calls.Load() != 1 {
			t.Errorf("%d calls", calls.Load())
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if err := h.Stop(ctx); err == nil {
			t.Error("Stop did not wait")
		}
		if err := h.Stop(t.Context()); err != nil {
			t.Error(err)
		}
	})
}
