package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime/debug"

	bolt "go.etcd.io/bbolt"

	"dondoc/plan"
)

// Check verifies a file that nobody has open: its pages, the journal without
// a gap, and the entity buckets against what the journal gives. A damaged file
// may hang or kill the process inside bbolt: check a doubtful one in a child
// process with a time limit.
func Check(path string) error {
	if err := checkPages(path); err != nil {
		return err
	}
	return inFile(path, checkFacts)
}

func checkPages(path string) error {
	return inFile(path, func(tx *bolt.Tx) error {
		var all []error
		for err := range tx.Check() {
			if len(all) < 10 {
				all = append(all, err)
			}
		}
		if len(all) > 0 {
			return fmt.Errorf("%w: %w", ErrCorrupt, errors.Join(all...))
		}
		return nil
	})
}

func inFile(path string, fn func(*bolt.Tx) error) (err error) {
	defer recovered(&err)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	if err := readThrough(path); err != nil {
		return err
	}
	db, err := openBolt(path, true)
	if err != nil {
		return err
	}
	return errors.Join(db.View(fn), db.Close())
}

func checkFacts(tx *bolt.Tx) error {
	if tx.Bucket(bState) == nil || tx.Bucket(bJournal) == nil {
		return fmt.Errorf("%w: not a file of dondoc", ErrCorrupt)
	}
	next, at, cached := uint64(1), int64(0), uint64(0)
	if seq := tx.Bucket(bState).Get(stateCached); seq != nil {
		cached = binary.BigEndian.Uint64(seq)
	}
	current := string(tx.Bucket(bState).Get(stateCache)) == cacheVersion() // else made anew at the next start
	_, err := replay(tx, func(r *plan.Register, e plan.Event) error {
		if e.Seq != next || e.At < at {
			return fmt.Errorf("%w: event %d stands where %d belongs", ErrCorrupt, e.Seq, next)
		}
		next, at = e.Seq+1, e.At
		if current && e.Seq == cached {
			return checkRows(tx, r)
		}
		return nil
	})
	if err == nil && cached >= next {
		err = fmt.Errorf("%w: the journal ends at %d, before the checkpoint at %d", ErrCorrupt, next-1, cached)
	}
	return err
}

// checkRows compares the entity buckets with a replayed register.
func checkRows(tx *bolt.Tx, r *plan.Register) error {
	for table, name := range r.TableNames() {
		rows := 0
		err := tx.Bucket(entityBucket(name)).ForEach(func(key, value []byte) error {
			rows++
			if len(key) != 4 {
				return fmt.Errorf("%w: a key of %s", ErrCorrupt, name)
			}
			id := binary.BigEndian.Uint32(key)
			want, err := r.Encode(plan.Row{Table: table, ID: id})
			if err == nil && !bytes.Equal(want, value) {
				err = fmt.Errorf("%w: %s %d is not what the journal says", ErrCorrupt, name, id)
			}
			return err
		})
		if err == nil && rows != r.TableLen(table) {
			err = fmt.Errorf("%w: %s has %d rows of %d", ErrCorrupt, name, rows, r.TableLen(table))
		}
		if err != nil {
			return err
		}
	}
	return nil
}
