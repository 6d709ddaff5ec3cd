package store

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"

	"dondoc/plan"
)

// checkpointEvents is how many events may be younger than the entity buckets
// and the history index. The journal alone is the truth; rows and index lie
// scattered over the file, and a disk takes ten times as long for scattered
// pages as for the same in a row. So they are written for many events at once,
// in the order of their keys, and what is younger is applied again when the
// store opens: some microseconds for each event.
const checkpointEvents = 2000

// checkpoint gives all rows that changed since the last one, rows among them,
// and the history index, as of the last event, in the order of their keys.
func (w *writer) checkpoint(rows []plan.Row) ([]put, error) {
	all := slices.Clone(rows)
	for row := range w.dirty {
		all = append(all, row)
	}
	slices.SortFunc(all, func(a, b plan.Row) int {
		return cmp.Or(cmp.Compare(a.Table, b.Table), cmp.Compare(a.ID, b.ID))
	})
	puts, err := encoded(w.register, slices.Compact(all))
	if err != nil {
		return nil, err
	}
	var index [][]byte
	for task, seqs := range w.recent.now {
		for _, seq := range seqs {
			index = append(index, historyKey(task, seq))
		}
	}
	slices.SortFunc(index, bytes.Compare)
	puts = append(puts, indexed(index)...)
	w.cached = w.seq
	return append(puts, put{bState, stateCached, key64(w.cached)}), nil
}

// settle notes that a batch is durable: after a checkpoint nothing is dirty.
func (w *writer) settle(b *batch) {
	if b.cached != b.start.cached {
		clear(w.dirty)
		w.recent = newKept[plan.TaskID, []uint64]()
		return
	}
	for _, row := range b.rows {
		w.dirty[row] = struct{}{}
	}
}

// catchUp applies the events that are younger than the entity buckets.
func (w *writer) catchUp(tx *bolt.Tx) error {
	if seq := tx.Bucket(bState).Get(stateCached); seq != nil {
		w.cached = binary.BigEndian.Uint64(seq)
	}
	cursor := tx.Bucket(bJournal).Cursor()
	if last, _ := cursor.Last(); w.cached > 0 && bytes.Compare(last, key64(w.cached)) < 0 {
		return fmt.Errorf("%w: the journal ends before event %d", ErrCorrupt, w.cached)
	}
	for key, value := cursor.Seek(key64(w.cached + 1)); key != nil; key, value = cursor.Next() {
		var e plan.Event
		if err := unpack(value, &e); err != nil {
			return err
		}
		plan.Apply(w.register, e)
		w.remember(tasksOf(w.register, e.Body), e.Seq)
		for _, row := range w.register.Changed() {
			w.dirty[row] = struct{}{}
		}
		w.register.Forget()
	}
	return nil
}

// encoded gives rows of the register as they are kept in their buckets.
func encoded(r *plan.Register, rows []plan.Row) ([]put, error) {
	names := r.TableNames()
	puts := make([]put, len(rows))
	for i, row := range rows {
		data, err := r.Encode(row)
		if err != nil {
			return nil, err
		}
		puts[i] = put{entityBucket(names[row.Table]), key32(row.ID), data}
	}
	return puts, nil
}

// indexed gives keys of the history index.
func indexed(index [][]byte) []put {
	puts := make([]put, len(index))
	for i, key := range index {
		puts[i] = put{bHistory, key, []byte{}}
	}
	return puts
}
