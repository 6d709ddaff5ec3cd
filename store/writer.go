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

// writer runs commands in one write transaction. It owns the writer's copy of
// what is in memory and is used by one goroutine.
type writer struct {
	*memory
	now func() time.Time
	log *slog.Logger
	// dirty are the rows that were changed after the last checkpoint.
	dirty map[plan.Row]struct{}
	every uint64 // events between checkpoints

	tx *bolt.Tx
	// start is what the counters were at the start of the transaction, before
	// at the start of the running command.
	start, before counters
	wrote, ended  bool   // anything at all; a notice left the queue
	once          int    // how many Once were added
	err           error  // of the transaction: nothing of it can be committed
	swept         []byte // where the next sweep of seen goes on
}

func (w *writer) read() reader {
	return reader{w.tx, func(bucket string, err error) {
		w.log.Error("unreadable value", "bucket", bucket, "err", err)
	}}
}

// begin starts a batch of commands in a transaction.
func (w *writer) begin(tx *bolt.Tx) {
	w.tx, w.start = tx, w.counters
	w.wrote, w.ended, w.once, w.err = false, false, 0, nil
	tx.Bucket(bJournal).FillPercent = 0.95 // it only grows at its end
}

// run runs one command: whole, as its Else says, or not at all.
func (w *writer) run(c Command) Result {
	if w.err != nil {
		return Result{Err: w.err}
	}
	if c.Once != "" && w.tx.Bucket(bSeen).Get([]byte(c.Once)) != nil {
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

// write puts a staged outcome into the transaction and the writer's memory.
func (w *writer) write(s *staged) {
	for _, p := range s.puts {
		bucket := w.tx.Bucket(p.bucket)
		var err error
		if p.value == nil {
			err = bucket.Delete(p.key)
		} else {
			err = bucket.Put(p.key, p.value)
		}
		if err != nil {
			w.err = fmt.Errorf("%w: %s: %w", ErrNotDurable, p.bucket, err)
			return
		}
	}
	w.wrote = w.wrote || len(s.puts) > 0
	w.ended = w.ended || len(s.gone) > 0
	w.once += s.once
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
	for name, value := range s.meta {
		if value == "" {
			w.meta.remove(name)
		} else {
			w.meta.set(name, value)
		}
	}
	w.counters = s.counters
}

// finish writes what belongs to the batch as a whole: the counters, a sweep of
// old Once, and now and then a checkpoint. It returns the changed rows.
func (w *writer) finish() ([]plan.Row, error) {
	rows := w.register.Changed()
	if w.seq-w.cached >= w.every {
		if err := w.checkpoint(w.tx, rows); err != nil {
			return nil, err
		}
	}
	if w.text != w.start.text {
		if err := w.tx.Bucket(bTexts).SetSequence(uint64(w.text)); err != nil {
			return nil, err
		}
	}
	if w.notice != w.start.notice {
		if err := w.tx.Bucket(bQueue).SetSequence(uint64(w.notice)); err != nil {
			return nil, err
		}
	}
	if w.ended {
		data, err := pack(w.totals)
		if err == nil {
			err = w.tx.Bucket(bState).Put(stateTotals, data)
		}
		if err != nil {
			return nil, err
		}
	}
	return rows, w.sweep()
}
