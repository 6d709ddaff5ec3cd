package store

import (
	"time"

	bolt "go.etcd.io/bbolt"

	"dondoc/plan"
)

// Stats are the figures of the store for the operator.
type Stats struct {
	Events    uint64
	LastEvent time.Time // zero: no event yet
	// Queued counts the queue by class, Oldest is when its oldest notice was
	// made; zero: it is empty.
	Queued map[plan.Class]int
	Oldest time.Time
	// Sending are notices whose call is under way, Doubted those in the queue
	// that were tried with unknown outcome.
	Sending, Doubted int
	// Totals are of the notices that have left the queue.
	Totals Totals
	Asides int
	Bytes  int64 // of the file
}

// Stats returns the figures of the store now.
func (s *Store) Stats() Stats {
	st := Stats{Queued: map[plan.Class]int{}}
	s.Read(func(r *Snapshot) {
		st.Events, st.Totals = r.m.seq, r.m.totals
		if r.m.at != 0 {
			st.LastEvent = time.UnixMilli(r.m.at).UTC()
		}
		oldest := int64(0)
		for _, n := range r.Queue {
			st.Queued[n.Class]++
			if n.State == plan.Sending {
				st.Sending++
			}
			if n.Doubts > 0 {
				st.Doubted++
			}
			if oldest == 0 || n.Created < oldest {
				oldest = n.Created
			}
		}
		if oldest != 0 {
			st.Oldest = time.UnixMilli(oldest).UTC()
		}
	})
	s.look(func(r reader) { st.Asides, st.Bytes = countKeys(r.tx, bAside), r.tx.Size() })
	return st
}

// Events returns how many events the journal has; it reads nothing from the
// disk.
func (s *Store) Events() (n uint64) {
	s.Read(func(r *Snapshot) { n = r.m.seq })
	return n
}

func countKeys(tx *bolt.Tx, bucket []byte) int {
	n := 0
	cursor := tx.Bucket(bucket).Cursor()
	for key, _ := cursor.First(); key != nil; key, _ = cursor.Next() {
		n++
	}
	return n
}

// Clean reports whether the last run closed the store; true for a new one.
func (s *Store) Clean() bool { return s.clean }
