package store

import (
	"bytes"
	"cmp"
	"log/slog"
	"maps"
	"slices"

	bolt "go.etcd.io/bbolt"

	"dondoc/plan"
)

// Snapshot is what is durable, as everybody but the writer reads it. It is
// good only inside Read, and for reading only.
type Snapshot struct {
	Register *plan.Register
	// Queue are the queued notices in the order of their ids.
	Queue []plan.Notice

	m *memory
}

// Read calls fn with what is durable now. Nothing new is published until fn
// returns, so it must neither wait for anybody nor call Do or Read.
func (s *Store) Read(fn func(*Snapshot)) {
	s.published.RLock()
	defer s.published.RUnlock()
	shown := s.shown
	fn(&shown)
}

// Particulars returns what is known of a person.
func (s *Snapshot) Particulars(id plan.PersonID) Particulars {
	p, _ := s.m.people.get(id)
	return p
}

// PersonOf returns the person of a Telegram account, zero for a stranger.
func (s *Snapshot) PersonOf(account int64) plan.PersonID {
	id, _ := s.m.accounts.get(account)
	return id
}

// Jobs returns what is to be done, the oldest first.
func (s *Snapshot) Jobs() []Job {
	return slices.SortedFunc(maps.Values(s.m.jobs.now), func(a, b Job) int { return cmp.Compare(a.ID, b.ID) })
}

// Meta returns a setting of the process itself, empty when unset.
func (s *Snapshot) Meta(name string) string {
	value, _ := s.m.meta.get(name)
	return value
}

// Meta returns a setting of the process itself, empty when unset.
func (s *Store) Meta(name string) (value string) {
	s.Read(func(r *Snapshot) { value = r.Meta(name) })
	return value
}

// look reads the file in a transaction of its own; a closed store has nothing.
func (s *Store) look(fn func(reader)) {
	err := s.db.View(func(tx *bolt.Tx) error {
		fn(reader{tx: tx, bad: unreadable(s.log)})
		return nil
	})
	if err != nil {
		s.log.Warn("read of a closed store", "err", err)
	}
}

// unreadable logs what a reader could not read.
func unreadable(log *slog.Logger) func(bucket string, err error) {
	return func(bucket string, err error) { log.Error("unreadable value", "bucket", bucket, "err", err) }
}

// Asides returns the newest updates that were put aside, newest first, at most
// n.
func (s *Store) Asides(n int) []Aside { return newestOf[Aside](s, bAside, n) }

// Endings returns the newest notices that ended without being sent, or were
// sent after attempts of unknown outcome, newest first, at most n.
func (s *Store) Endings(n int) []Ended { return newestOf[Ended](s, bEnded, n) }

func newestOf[T any](s *Store, bucket []byte, n int) (list []T) {
	s.look(func(r reader) {
		r.newest(bucket, nil, func(_, value []byte) bool {
			if len(list) >= n {
				return false
			}
			var v T
			if err := unpack(value, &v); err != nil {
				r.bad(string(bucket), err)
				return true
			}
			list = append(list, v)
			return true
		})
	})
	return list
}

// journalPage is how many lines Journal reads in one transaction: an open
// transaction keeps pages from being reused, so that none may stay open while
// a line is handled.
const journalPage = 500

// Journal calls fn with the events from a number on, in their order, until it
// returns false. An event that cannot be read ends it with an error.
func (s *Store) Journal(from uint64, fn func(plan.Event) bool) error {
	next := max(from, 1)
	for {
		lines, err := s.journalFrom(next)
		if err != nil || len(lines) == 0 {
			return err
		}
		for _, line := range lines {
			var e plan.Event
			if err := unpack(line, &e); err != nil {
				return err
			}
			next = e.Seq + 1
			if !fn(e) {
				return nil
			}
		}
	}
}

func (s *Store) journalFrom(seq uint64) (lines [][]byte, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		cursor := tx.Bucket(bJournal).Cursor()
		for key, value := cursor.Seek(key64(seq)); key != nil && len(lines) < journalPage; key, value = cursor.Next() {
			lines = append(lines, bytes.Clone(value))
		}
		return nil
	})
	return lines, err
}
