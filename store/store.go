package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"sync"
	"time"

	bolt "go.etcd.io/bbolt"

	"dondoc/plan"
)

// Options are how a Store is opened. The zero Options are fine.
type Options struct {
	// Now tells the time of events. Nil: the machine's clock.
	Now func() time.Time
	// Fail makes commits fail in tests: a commit fails when it returns an
	// error, and then nothing of it is written. Nil: never.
	Fail func() error
	// Log receives what the operator should know. Nil: nothing is logged.
	Log *slog.Logger
	// Visit is a short visit of the command line while the bot is stopped: it
	// leaves the mark of a clean end as it was, so that the bot still learns
	// how its own last run ended.
	Visit bool
}

// Store is the open store of one data folder. All methods can be called by
// several goroutines at once.
type Store struct {
	dir  string
	o    Options
	log  *slog.Logger
	db   *bolt.DB
	wake chan struct{}
	done chan struct{} // closed when the writer has ended

	w     *writer // used by the writer goroutine alone
	clean bool

	mu      sync.Mutex // guards what follows
	waiting []*request
	closing bool
	watch   []chan struct{}

	published sync.RWMutex // guards read and shown
	read      *memory
	shown     Snapshot

	once     sync.Once
	closeErr error
}

// request is a list of commands that waits for the writer.
type request struct {
	commands []Command
	results  []Result
	done     chan struct{}
}

func (r *request) fail(err error) {
	for i := range r.results {
		r.results[i] = Result{Err: err}
	}
	close(r.done)
}

// maxBatch is how many commands one transaction takes before the next list
// has to wait, so that no caller waits for ever longer commits.
const maxBatch = 1000

// Do hands commands to the writer and returns when what they did is durable,
// one Result for each. They run one after another, each seeing what the ones
// before it did; commands of other callers may run between two lists, never
// inside one. When ctx ends before the writer has begun, nothing is done; when
// it has begun, Do waits for what became of it. Do must not be called inside a
// command or inside Read.
func (s *Store) Do(ctx context.Context, commands []Command) []Result {
	if len(commands) == 0 {
		return nil
	}
	r := &request{commands, make([]Result, len(commands)), make(chan struct{})}
	if err := s.enqueue(ctx, r); err != nil {
		r.fail(err)
		return r.results
	}
	select {
	case <-r.done:
	case <-ctx.Done():
		if s.withdraw(r) {
			r.fail(ctx.Err())
		}
		<-r.done
	}
	return r.results
}

func (s *Store) enqueue(ctx context.Context, r *request) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return ErrClosed
	}
	s.waiting = append(s.waiting, r)
	signal(s.wake)
	return nil
}

// withdraw takes back a request that the writer has not taken.
func (s *Store) withdraw(r *request) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.Index(s.waiting, r)
	if i < 0 {
		return false
	}
	s.waiting = slices.Delete(s.waiting, i, i+1)
	return true
}

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// Subscribe returns a channel that receives after commits: at least once after
// the last one, not once for each. It is never closed.
func (s *Store) Subscribe() <-chan struct{} {
	c := make(chan struct{}, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watch = append(s.watch, c)
	return c
}

// loop is the writer: it runs what waits until the store closes.
func (s *Store) loop() {
	defer close(s.done)
	for {
		s.gather()
		batch, closing := s.take()
		if closing {
			for _, r := range batch {
				r.fail(ErrClosed)
			}
			return
		}
		if len(batch) == 0 {
			<-s.wake
			continue
		}
		if err := s.transact(batch); err != nil {
			s.log.Error("commit failed", "err", err)
			for _, r := range batch {
				r.fail(err)
			}
			continue
		}
		for _, r := range batch {
			close(r.done)
		}
	}
}

// gather lets the callers who were just answered come back before the next
// batch is taken: otherwise two halves of them would wait for each other's
// commits by turns. It never waits for anybody.
func (s *Store) gather() {
	for before := -1; ; {
		s.mu.Lock()
		n := len(s.waiting)
		s.mu.Unlock()
		if n <= before || n == 0 {
			return
		}
		before = n
		runtime.Gosched()
	}
}

// take takes the requests of one batch.
func (s *Store) take() (batch []*request, closing bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, commands := 0, 0
	for n < len(s.waiting) && (s.closing || commands < maxBatch) {
		commands += len(s.waiting[n].commands)
		n++
	}
	batch = slices.Clone(s.waiting[:n])
	s.waiting = slices.Delete(s.waiting, 0, n)
	return batch, s.closing
}

// transact runs a batch in one transaction. After an error nothing of it has
// happened, on the disk or in memory.
func (s *Store) transact(batch []*request) error {
	tx, err := s.db.Begin(true)
	if err != nil {
		return notDurable(err)
	}
	w := s.w
	w.begin(tx)
	for _, r := range batch {
		for i, c := range r.commands {
			r.results[i] = w.run(c)
		}
	}
	if w.err == nil && !w.wrote {
		w.revert(w.start) // ids that were drawn and not used
		return tx.Rollback()
	}
	rows, err := s.commit(tx)
	if err != nil {
		w.revert(w.start)
		return notDurable(err)
	}
	w.settle(rows)
	s.publish(rows)
	w.forget()
	return nil
}

func (s *Store) commit(tx *bolt.Tx) ([]plan.Row, error) {
	err := s.w.err
	var rows []plan.Row
	if err == nil {
		rows, err = s.w.finish()
	}
	if err == nil && s.o.Fail != nil {
		err = s.o.Fail()
	}
	if err != nil {
		return nil, errors.Join(err, tx.Rollback())
	}
	id := tx.ID()
	if err := tx.Commit(); err != nil {
		s.distrust(id)
		return nil, err
	}
	return rows, nil
}

// distrust ends writing when a commit failed and yet is seen in the file: the
// disk took the last page and did not say that it will keep it. What is in
// memory would then differ from the file, so that only opening it again helps.
func (s *Store) distrust(failed int) {
	seen := false
	err := s.db.View(func(tx *bolt.Tx) error {
		seen = tx.ID() >= failed
		return nil
	})
	if err == nil && !seen {
		return
	}
	s.log.Error("a failed commit is visible: nothing more is written until the next start", "err", err)
	s.o.Fail = func() error { return errors.New("store: an earlier commit failed half-way") }
}

func notDurable(err error) error {
	if errors.Is(err, ErrNotDurable) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrNotDurable, err)
}

// publish puts the changes of a batch into the copy that everybody reads.
func (s *Store) publish(rows []plan.Row) {
	s.published.Lock()
	s.read.take(s.w.memory, rows)
	s.shown.Queue = slices.Clip(s.read.queue.list)
	s.published.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.watch {
		signal(c)
	}
}

// Close waits for the running batch, fails what waits with ErrClosed, marks
// the end as clean and closes the file. A second Close does nothing.
func (s *Store) Close() error {
	s.once.Do(func() {
		s.mu.Lock()
		s.closing = true
		s.mu.Unlock()
		signal(s.wake)
		<-s.done
		s.closeErr = errors.Join(s.finish(), s.db.Close())
	})
	return s.closeErr
}

// finish writes the last checkpoint and the mark of a clean end.
func (s *Store) finish() error {
	return s.db.Update(func(tx *bolt.Tx) error {
		if s.o.Fail != nil {
			if err := s.o.Fail(); err != nil {
				return notDurable(err)
			}
		}
		if err := s.w.checkpoint(tx, nil); err != nil {
			return err
		}
		if s.o.Visit && !s.clean {
			return nil
		}
		return tx.Bucket(bState).Put(stateClean, []byte{1})
	})
}
