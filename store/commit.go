package store

import (
	"errors"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// commits makes durable what the writer has sealed, one batch after another,
// until the writer ends. What became of a batch is known when it has landed: a
// durable one was published and answered before; one that failed is left to the
// writer, which has to take it back.
func (s *Store) commits() {
	for b := range s.sealed {
		if err := s.commit(b); err != nil {
			s.log.Error("commit failed", "err", err)
			b.err = notDurable(err)
		} else {
			s.publish(b.changes)
			b.answer()
		}
		close(b.landed)
	}
}

func (s *Store) commit(b *batch) error {
	if s.o.Fail != nil {
		if err := s.o.Fail(); err != nil {
			return err
		}
	}
	tx, err := s.db.Begin(true)
	if err != nil {
		return err
	}
	if err := s.write(tx, b); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	id := tx.ID()
	if err := tx.Commit(); err != nil {
		s.distrust(id)
		return err
	}
	return nil
}

// write puts a batch into a transaction, and sweeps old Once.
func (s *Store) write(tx *bolt.Tx, b *batch) error {
	if err := b.puts.write(tx); err != nil {
		return err
	}
	for _, drawn := range []struct {
		bucket  []byte
		was, is uint64
	}{
		{bTexts, uint64(b.start.text), uint64(b.text)},
		{bQueue, uint64(b.start.notice), uint64(b.notice)},
		{bJobs, uint64(b.start.job), uint64(b.job)},
	} {
		if drawn.is == drawn.was {
			continue
		}
		if err := tx.Bucket(drawn.bucket).SetSequence(drawn.is); err != nil {
			return err
		}
	}
	return s.sweep(tx, b.once, b.expired)
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

// publish puts what a batch has changed into the copy that everybody reads.
func (s *Store) publish(c changes) {
	s.published.Lock()
	s.read.take(c)
	s.shown.Queue = slices.Clip(s.read.queue.list)
	s.published.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.watch {
		signal(c)
	}
}
