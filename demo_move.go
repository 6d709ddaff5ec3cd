package main

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"dondoc/plan"
	"dondoc/store"
	"dondoc/workday"
)

// mover takes the demo through time. Between moves the App lives as usual.
type mover struct {
	app   *App
	clock *demoClock
	lang  string

	mu     sync.Mutex // one move at a time
	ctx    context.Context
	pause  context.CancelFunc
	paused chan error
}

// resumeLife lets poll and heartbeat go on.
func (m *mover) resumeLife() {
	ctx, cancel := context.WithCancel(m.ctx)
	m.pause, m.paused = cancel, make(chan error, 1)
	go func() { m.paused <- m.app.live(ctx) }()
}

func (m *mover) pauseLife() error {
	m.pause()
	return <-m.paused
}

// Move is emulator.Options.Move: "workday", "day" or a date.
func (m *mover) Move(ctx context.Context, how string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	to, err := m.target(how)
	if err != nil {
		return err
	}
	if err := m.pauseLife(); err != nil {
		return err
	}
	defer m.resumeLife()
	return errors.Join(m.travel(ctx, to), m.clock.save())
}

// farthest is how many days one move may go.
const farthest = 366

// target is the instant that a move goes to: the time of the digest on the
// next working day, on the next day, or on a date to come.
func (m *mover) target(how string) (to time.Time, err error) {
	now := m.clock.Now()
	m.app.store.Read(func(snap *store.Snapshot) {
		r := snap.Register
		at := func(d workday.Date) time.Time {
			return d.At(time.Duration(r.Office().Digest)*time.Minute, r.Zone)
		}
		today := r.Today(now)
		switch how {
		case "workday":
			day := r.Calendar.OnOrAfter(today)
			if !at(day).After(now) {
				day = r.Calendar.Add(day, 1)
			}
			to = at(day)
		case "day":
			to = at(today + 1)
		default:
			day, parseErr := workday.Parse(how)
			to = at(day)
			switch {
			case parseErr != nil || !to.After(now):
				err = worded{say(m.lang, "demo.forward_only")}
			case day > today+farthest:
				err = worded{say(m.lang, "demo.too_far")}
			}
		}
	})
	return to, err
}

// settled is how far past the target a move goes on while messages of the
// target itself are still held back by Telegram's limits.
const settled = time.Minute

// travel does everything that falls due until an instant, in order: the clock
// goes to whatever comes first, the outbox's next message or the next time of
// day at which something can become due, and what is due there is done.
func (m *mover) travel(ctx context.Context, to time.Time) error {
	next, err := m.settle(ctx)
	for err == nil && m.clock.Now().Before(to) {
		stop := m.boundary(m.clock.Now())
		if !next.IsZero() && next.Before(stop) {
			stop = next
		}
		if stop.After(to) {
			stop = to
		}
		m.clock.forward(stop)
		next, err = m.settle(ctx)
	}
	for err == nil && !next.IsZero() && next.Before(to.Add(settled)) {
		m.clock.forward(next)
		next, err = m.settle(ctx)
	}
	return err
}

// settle does what is due now and returns when the outbox has work next.
func (m *mover) settle(ctx context.Context) (time.Time, error) {
	a := m.app
	if err := a.client.Drain(ctx, a.receive); err != nil {
		return time.Time{}, err
	}
	a.beat(ctx)
	a.errand(ctx)
	for {
		if err := a.outbox.Drain(ctx); err != nil {
			return time.Time{}, err
		}
		now := m.clock.Now()
		next := a.outbox.Step(now)
		if a.outbox.Idle() {
			return next, nil
		}
	}
}

// boundary is the first instant after now at which something can become due
// though nothing happens: midnight, the digest and its last time, the ends of
// the working hours and the times at which decisions are gathered.
func (m *mover) boundary(now time.Time) (next time.Time) {
	m.app.store.Read(func(snap *store.Snapshot) {
		r := snap.Register
		s := r.Office()
		minutes := []int{int(s.Digest), int(s.Late), gathered}
		for _, h := range s.Hours {
			minutes = append(minutes, int(h))
		}
		slices.Sort(minutes)
		today := r.Today(now)
		minute := plan.Minute(now, r.Zone)
		next = (today + 1).At(0, r.Zone)
		for _, at := range minutes {
			if at > minute {
				next = today.At(time.Duration(at)*time.Minute, r.Zone)
				return
			}
		}
	})
	return next
}

// gathered is 14:00, when decisions that were held together go out.
const gathered = 14 * 60
