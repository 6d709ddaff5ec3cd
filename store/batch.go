package store

import "fmt"

// batch is what goes into one transaction: the writer runs the commands, seals
// what came of them, and the commit is made beside it.
type batch struct {
	requests []*request
	commands int
	start    counters // before the first command
	puts     overlay
	ended    bool // a notice left the queue
	once     int  // how many Once were added

	// Set when it is sealed: what was changed in memory, up to where the
	// writer's logs are of this batch, and before when a Once is old.
	changes
	upTo    logged
	expired int64         // Unix milliseconds
	landed  chan struct{} // closed when it is durable, or err is set
	err     error
}

// fail answers everybody that nothing happened.
func (b *batch) fail(err error) {
	for _, r := range b.requests {
		r.fail(err)
	}
}

// answer tells everybody what became of their commands.
func (b *batch) answer() {
	for _, r := range b.requests {
		close(r.done)
	}
}

// seal makes a batch ready for the commit: it adds what belongs to the batch as
// a whole, and now and then a checkpoint, and copies what is to be published.
// From here on the writer's memory may go on.
func (w *writer) seal(b *batch) error {
	if w.seq-w.cached >= w.every {
		puts, err := w.checkpoint(w.register.Changed())
		if err != nil {
			return fmt.Errorf("%w: %w", ErrNotDurable, err)
		}
		for _, p := range puts {
			b.puts.add(p)
		}
	}
	if b.ended {
		data, err := pack(w.totals)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrNotDurable, err)
		}
		b.puts.add(put{bState, stateTotals, data})
	}
	b.changes, b.upTo = w.changes(), w.mark()
	b.expired = w.now().Add(-onceKept).UnixMilli()
	return nil
}

// checkpointed reports whether a sealed batch writes a checkpoint.
func (b *batch) checkpointed() bool { return b.cached != b.start.cached }
