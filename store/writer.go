package store

import (
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	bolt "go.etcd.io/bbolt"

	"dondoc/plan"
)

// ErrPanic is why a command is refused that panicked; the log has the stack.
var ErrPanic = errors.New("store: command panicked")

// writer runs commands on its copy of what is in memory, and on the file with
// what is not in it yet. It is used by one goroutine.
type writer struct {
	*memory
	now func() time.Time
	log *slog.Logger
	// dirty are the rows that were changed after the last checkpoint.
	dirty map[plan.Row]struct{}
	every uint64 // events between checkpoints

	b      *batch   // whose commands run
	file   reader   // while commands run
	before counters // at the start of the running command
}

// begin starts a batch.
func (w *writer) begin() *batch {
	return &batch{start: w.counters, puts: overlay{}, landed: make(chan struct{})}
}

// run runs requests in a batch on top of one that is being committed, nil for
// none. The transaction that it reads in is of this moment: whether it has that
// one already or not makes no difference.
func (w *writer) run(b, under *batch, requests []*request, db *bolt.DB) {
	b.requests = append(b.requests, requests...)
	tx, err := db.Begin(false)
	if err != nil {
		for _, r := range requests {
			for i := range r.results {
				r.results[i] = Result{Err: notDurable(err)}
			}
		}
		return
	}
	defer func() { _ = tx.Rollback() }() // nothing was written in it
	w.b, w.file = b, reader{tx: tx, over: []overlay{b.puts}, bad: unreadable(w.log)}
	if under != nil {
		w.file.over = append(w.file.over, under.puts)
	}
	for _, r := range requests {
		b.commands += len(r.commands)
		for i, c := range r.commands {
			r.results[i] = w.command(c)
		}
	}
	w.b, w.file = nil, reader{}
}

// command runs one command: whole, as its Else says, or not at all.
func (w *writer) command(c Command) Result {
	if c.Once != "" && w.file.get(bSeen, []byte(c.Once)) != nil {
		return Result{Repeated: true}
	}
	value, err := w.attempt(c.Once, c.Run)
	if err == nil {
		return Result{Value: value}
	}
	if c.Else == nil {
		return Result{Err: err}
	}
	value, elseErr := w.attempt(c.Once, func(v *View) (Outcome, error) { return c.Else(v, err), nil })
	if elseErr != nil {
		w.log.Error("refusal could not be written", "once", c.Once, "refused", err, "err", elseErr)
		return Result{Err: err}
	}
	return Result{Err: err, Value: value}
}

// attempt runs a function and writes its outcome; on an error it leaves no
// trace.
func (w *writer) attempt(once string, run func(*View) (Outcome, error)) (any, error) {
	mark := w.register.Mark()
	w.before = w.counters
	v := &View{Register: w.register, Now: w.instant(), w: w}
	out, err := w.guarded(run, v)
	var s *staged
	if err == nil {
		s, err = w.stage(v, once, out)
	}
	v.w = nil
	if err != nil {
		w.register.Revert(mark)
		w.counters = w.before
		return nil, err
	}
	w.write(s)
	return out.Value, nil
}

// instant is the time of an event now: never before the last one, in whole
// milliseconds as the journal keeps it.
func (w *writer) instant() time.Time {
	return time.UnixMilli(max(w.now().UnixMilli(), w.at)).UTC()
}

func (w *writer) guarded(run func(*View) (Outcome, error), v *View) (out Outcome, err error) {
	defer func() {
		if p := recover(); p != nil {
			w.log.Error("command panicked", "panic", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("%w: %v", ErrPanic, p)
		}
	}()
	return run(v)
}

// write puts a staged outcome into the batch and the writer's memory.
func (w *writer) write(s *staged) {
	for _, p := range s.puts {
		w.b.puts.add(p)
	}
	w.b.ended = w.b.ended || len(s.gone) > 0
	w.b.once += s.once
	for _, n := range s.notices {
		w.queue.set(n)
	}
	for _, id := range s.gone {
		w.queue.remove(id)
	}
	for _, e := range s.events {
		w.remember(e.tasks, e.event.Seq)
	}
	for _, p := range s.people {
		w.setPerson(p)
	}
	for _, j := range s.jobs {
		w.jobs.set(j.ID, j)
	}
	for _, id := range s.done {
		w.jobs.remove(id)
	}
	for name, value := range s.meta {
		if value == "" {
			w.meta.remove(name)
		} else {
			w.meta.set(name, value)
		}
	}
	w.counters = s.counters
}
