package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"

	bolt "go.etcd.io/bbolt"

	"dondoc/plan"
)

// loadFacts fills the register: from the entity buckets when they are of this
// program's version and readable, else from the journal.
func (s *Store) loadFacts() error {
	version := ""
	err := s.db.View(func(tx *bolt.Tx) error {
		version = string(tx.Bucket(bState).Get(stateCache))
		if version != cacheVersion() {
			return nil
		}
		if err := loadRows(tx, s.w.register); err != nil {
			return err
		}
		return s.w.catchUp(tx)
	})
	if err == nil && version == cacheVersion() {
		return nil
	}
	s.log.Warn("rebuilding the register from the journal", "was", version, "is", cacheVersion(), "err", err)
	return s.rebuild()
}

// loadRows decodes the entity buckets into a register, on all processors: it is
// most of what opening takes.
func loadRows(tx *bolt.Tx, r *plan.Register) error {
	type encoded struct {
		id   uint32
		data []byte // of the file
	}
	for table, name := range r.TableNames() {
		var rows []encoded
		err := tx.Bucket(entityBucket(name)).ForEach(func(key, value []byte) error {
			if len(key) != 4 {
				return fmt.Errorf("%w: a key of %s", ErrCorrupt, name)
			}
			rows = append(rows, encoded{binary.BigEndian.Uint32(key), value})
			return nil
		})
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			continue
		}
		highest := rows[len(rows)-1].id
		if int(highest) > 2*len(rows)+1000 { // ids leave no gaps: not one that Apply gave
			return fmt.Errorf("%w: %s ends with %d", ErrCorrupt, name, highest)
		}
		r.Grow(table, highest)
		parts := slices.Collect(slices.Chunk(rows, len(rows)/runtime.GOMAXPROCS(0)+1))
		failed := make([]error, len(parts))
		var work sync.WaitGroup
		for i, part := range parts {
			work.Go(func() {
				defer recovered(&failed[i]) // of what is broken in the file
				for _, row := range part {
					if failed[i] = r.Decode(plan.Row{Table: table, ID: row.id}, row.data); failed[i] != nil {
						return
					}
				}
			})
		}
		work.Wait()
		if err := errors.Join(failed...); err != nil {
			return err
		}
	}
	r.Loaded()
	return nil
}

// loadWork fills what is in memory beside the register.
func (s *Store) loadWork(tx *bolt.Tx) error {
	m := s.w.memory
	if key, value := tx.Bucket(bJournal).Cursor().Last(); key != nil {
		var e plan.Event
		if err := unpack(value, &e); err != nil {
			return err
		}
		m.seq, m.at = e.Seq, e.At
	}
	m.text = plan.TextID(tx.Bucket(bTexts).Sequence())
	m.notice = plan.NoticeID(tx.Bucket(bQueue).Sequence())
	m.job = JobID(tx.Bucket(bJobs).Sequence())
	if data := tx.Bucket(bState).Get(stateTotals); data != nil {
		if err := unpack(data, &m.totals); err != nil {
			return err
		}
	}
	err := tx.Bucket(bQueue).ForEach(func(_, value []byte) error {
		var n plan.Notice
		if err := unpack(value, &n); err != nil {
			return err
		}
		m.queue.list = append(m.queue.list, n)
		return nil
	})
	if err != nil {
		return err
	}
	err = tx.Bucket(bPeople).ForEach(func(_, value []byte) error {
		var p Particulars
		if err := unpack(value, &p); err != nil {
			return err
		}
		m.setPerson(p)
		return nil
	})
	if err != nil {
		return err
	}
	err = tx.Bucket(bJobs).ForEach(func(_, value []byte) error {
		var j Job
		if err := unpack(value, &j); err != nil {
			return err
		}
		m.jobs.set(j.ID, j)
		return nil
	})
	if err != nil {
		return err
	}
	err = tx.Bucket(bMeta).ForEach(func(key, value []byte) error {
		m.meta.set(string(key), string(value))
		return nil
	})
	m.keep(m.mark())
	return err
}

// clone returns another memory that is equal and has an empty log.
func (m *memory) clone() *memory {
	c := &memory{register: m.register.Clone(), counters: m.counters}
	c.queue.list = slices.Clone(m.queue.list)
	c.people.now, c.accounts.now = maps.Clone(m.people.now), maps.Clone(m.accounts.now)
	c.meta.now, c.jobs.now, c.recent.now = maps.Clone(m.meta.now), maps.Clone(m.jobs.now), maps.Clone(m.recent.now)
	return c
}
