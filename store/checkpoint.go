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

// checkpoint writes all rows that changed since the last one, rows among them,
// and the history index, as of the last event.
func (w *writer) checkpoint(tx *bolt.Tx, rows []plan.Row) error {
	all := slices.Clone(rows)
	for row := range w.dirty {
		all = append(all, row)
	}
	slices.SortFunc(all, func(a, b plan.Row) int {
		return cmp.Or(cmp.Compare(a.Table, b.Table), cmp.Compare(a.ID, b.ID))
	})
	if err := putRows(tx, w.register, slices.Compact(all)); err != nil {
		return err
	}
	var index [][]byte
	for task, seqs := range w.recent.now {
		for _, seq := range seqs {
			index = append(index, historyKey(task, seq))
		}
	}
	if err := putIndex(tx, index); err != nil {
		return err
	}
	w.cached = w.seq
	return tx.Bucket(bState).Put(stateCached, key64(w.cached))
}

// settle notes that a batch is durable: after a checkpoint nothing is dirty.
func (w *writer) settle(rows []plan.Row) {
	if w.cached != w.start.cached {
		clear(w.dirty)
		w.recent = newKept[plan.TaskID, []uint64]()
		return
	}
	for _, row := range rows {
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

// fullPages is the fill of pages whose keys are written in order: bbolt would
// leave half of each empty.
const fullPages = 0.9

// putRows writes rows of the register into their buckets, keys in order.
func putRows(tx *bolt.Tx, r *plan.Register, rows []plan.Row) error {
	names := r.TableNames()
	for _, row := range rows {
		data, err := r.Encode(row)
		if err != nil {
			return err
		}
		bucket := tx.Bucket(entityBucket(names[row.Table]))
		bucket.FillPercent = fullPages
		if err := bucket.Put(key32(row.ID), data); err != nil {
			return err
		}
	}
	return nil
}

// putIndex writes keys of the history index.
func putIndex(tx *bolt.Tx, index [][]byte) error {
	slices.SortFunc(index, bytes.Compare)
	for _, key := range index {
		if err := tx.Bucket(bHistory).Put(key, []byte{}); err != nil {
			return err
		}
	}
	return nil
}
