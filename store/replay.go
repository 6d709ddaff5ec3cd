package store

import (
	bolt "go.etcd.io/bbolt"

	"dondoc/plan"
)

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
