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

	w      *writer     // used by the writer goroutine alone
	sealed chan *batch // from the writer to the goroutine that commits
	swept  []byte      // where the next sweep of seen goes on; of that goroutine
	clean  bool

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

// loop is the writer: it runs what waits until the store closes. While a batch
// is being committed the next one is run already, on top of it; that one is
// committed when the first has landed, and taken back with it when it failed.
func (s *Store) loop() {
	defer close(s.done)
	defer close(s.sealed)
	var flying, next *batch
	for {
		if flying == nil {
			s.gather()
		}
		requests, closing := s.take(next)
		if closing {
			for _, r := range requests {
				r.fail(ErrClosed)
			}
			s.launch(s.land(flying, next), true)
			return
		}
		if len(requests) > 0 {
			if next == nil {
				next = s.w.begin()
			}
			s.w.run(next, flying, requests, s.db)
		}
		switch {
		case flying == nil && next == nil:
			<-s.wake
		case flying == nil || s.arrived(flying, len(requests) > 0):
			flying, next = s.launch(s.land(flying, next), false), nil
		}
	}
}

// arrived reports whether a batch has landed. While there may be more to run it
// does not wait for that, else until there is.
func (s *Store) arrived(flying *batch, more bool) bool {
	if more {
		select {
		case <-flying.landed:
			return true
		default:
			return false
		}
	}
	select {
	case <-flying.landed:
		return true
	case <-s.wake:
		return false
	}
}

// land waits for a batch, nil for none, and returns the one that was run on top
// of it: nil when both had to be taken back.
func (s *Store) land(flying, next *batch) *batch {
	if flying == nil {
		return next
	}
	<-flying.landed
	if flying.err == nil {
		s.w.keep(flying.upTo)
		s.w.settle(flying)
		return next
	}
	s.w.revert(flying.start)
	flying.fail(flying.err)
	if next != nil {
		next.fail(flying.err)
	}
	return nil
}

// launch hands a batch over to be committed, nil for none, and returns it while
// that is going on. It waits for the last one and for one with a checkpoint,
// which puts what is kept since the checkpoint before in order for the next.
func (s *Store) launch(b *batch, last bool) *batch {
	if b == nil {
		return nil
	}
	if len(b.puts) == 0 {
		s.w.revert(b.start) // ids that were drawn and not used
		b.answer()
		return nil
	}
	if err := s.w.seal(b); err != nil {
		s.log.Error("batch cannot be written", "err", err)
		s.w.revert(b.start)
		b.fail(err)
		return nil
	}
	s.sealed <- b
	if last || b.checkpointed() {
		s.land(b, nil)
		return nil
	}
	return b
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

// take takes the requests that have room in a batch, nil for a new one.
func (s *Store) take(b *batch) (requests []*request, closing bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, commands := 0, 0
	if b != nil {
		commands = b.commands
	}
	for n < len(s.waiting) && (s.closing || commands < maxBatch) {
		commands += len(s.waiting[n].commands)
		n++
	}
	requests = slices.Clone(s.waiting[:n])
	s.waiting = slices.Delete(s.waiting, 0, n)
	return requests, s.closing
}

func notDurable(err error) error {
	if errors.Is(err, ErrNotDurable) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrNotDurable, err)
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
		puts, err := s.w.checkpoint(nil)
		if err == nil {
			err = writeTo(tx, puts)
		}
		if err != nil {
			return err
		}
		if s.o.Visit && !s.clean {
			return nil
		}
		return tx.Bucket(bState).Put(stateClean, []byte{1})
	})
}
