package store

import (
	"time"

	bolt "go.etcd.io/bbolt"

	"dondoc/plan"
)

// Replay returns the register as it was at an instant, from the journal alone;
// the zero instant is now.
func (s *Store) Replay(until time.Time) (*plan.Register, error) {
	r := plan.NewRegister()
	last := until.UnixMilli()
	err := s.Journal(func(e plan.Event) bool {
		if !until.IsZero() && e.At > last {
			return false // times never fall
		}
		apply(r, e)
		return true
	})
	return r, err
}

// apply applies one event of a replay, which is never taken back.
func apply(r *plan.Register, e plan.Event) {
	plan.Apply(r, e)
	r.Forget()
}

// replay applies the whole journal of a transaction; each sees every event.
func replay(tx *bolt.Tx, each func(*plan.Register, plan.Event) error) (*plan.Register, error) {
	r := plan.NewRegister()
	err := tx.Bucket(bJournal).ForEach(func(_, value []byte) error {
		var e plan.Event
		if err := unpack(value, &e); err != nil {
			return err
		}
		apply(r, e)
		return each(r, e)
	})
	return r, err
}
