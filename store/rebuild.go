package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"

	bolt "go.etcd.io/bbolt"

	"dondoc/plan"
)

// cacheMeaning is counted up when plan.Apply comes to do something else with
// the same events, or the history index covers others.
const cacheMeaning = 1

// cacheVersion names what the entity buckets hold: their meaning, and the form
// of the types in them, so that a changed field is noticed by itself.
var cacheVersion = sync.OnceValue(func() string {
	var b strings.Builder
	describe(&b, reflect.TypeFor[plan.Register](), map[reflect.Type]bool{})
	sum := sha256.Sum256([]byte(b.String()))
	return fmt.Sprintf("%d-%s", cacheMeaning, hex.EncodeToString(sum[:6]))
})

// describe writes names, kinds and tags of a type and all that it is made of.
func describe(b *strings.Builder, t reflect.Type, seen map[reflect.Type]bool) {
	fmt.Fprintf(b, "%s %s;", t, t.Kind())
	if seen[t] {
		return
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Struct:
		for f := range t.Fields() {
			if t == reflect.TypeFor[plan.Register]() && f.Type.Kind() == reflect.Pointer {
				continue // derived: calendar and zone
			}
			fmt.Fprintf(b, "%s %s ", f.Name, f.Tag)
			describe(b, f.Type, seen)
		}
	case reflect.Pointer, reflect.Slice, reflect.Array:
		describe(b, t.Elem(), seen)
	}
}

// rebuildPiece is how many keys one transaction of a rebuild writes.
const rebuildPiece = 20_000

// rebuild makes the entity buckets and the history index anew from the
// journal, after a backup. The version is written last: a rebuild that was cut
// short begins again.
func (s *Store) rebuild() error {
	name := fmt.Sprintf("before-rebuild-%s.db", s.o.Now().UTC().Format("20060102-150405"))
	if err := s.Backup(filepath.Join(s.dir, backupName, name)); err != nil {
		return fmt.Errorf("store: backup before rebuild: %w", err)
	}
	var index [][]byte
	last := uint64(0)
	err := s.db.View(func(tx *bolt.Tx) error {
		r, err := replay(tx, func(r *plan.Register, e plan.Event) error {
			for _, task := range tasksOf(r, e.Body) {
				index = append(index, historyKey(task, e.Seq))
			}
			last = e.Seq
			return nil
		})
		s.w.register = r
		return err
	})
	if err != nil {
		return err
	}
	slices.SortFunc(index, bytes.Compare)
	s.w.cached = last
	s.w.recent = newKept[plan.TaskID, []uint64]()
	clear(s.w.dirty)
	if err := s.db.Update(s.emptyCache); err != nil {
		return err
	}
	if err := s.rewrite(index); err != nil {
		return err
	}
	return s.db.Update(func(tx *bolt.Tx) error {
		state := tx.Bucket(bState)
		return errors.Join(
			state.Put(stateCache, []byte(cacheVersion())),
			state.Put(stateCached, key64(last)),
		)
	})
}

func (s *Store) emptyCache(tx *bolt.Tx) error {
	names := [][]byte{bHistory}
	for _, table := range s.w.register.TableNames() {
		names = append(names, entityBucket(table))
	}
	for _, name := range names {
		if err := tx.DeleteBucket(name); err != nil {
			return err
		}
		if _, err := tx.CreateBucket(name); err != nil {
			return err
		}
	}
	return tx.Bucket(bState).Delete(stateCache)
}

// rewrite writes all rows and the history index, keys in order, in pieces.
func (s *Store) rewrite(index [][]byte) error {
	r := s.w.register
	var rows []plan.Row
	for table := range r.TableNames() {
		for id := range r.TableLen(table) {
			rows = append(rows, plan.Row{Table: table, ID: uint32(id + 1)})
		}
	}
	for len(rows) > 0 {
		n := min(len(rows), rebuildPiece)
		puts, err := encoded(r, rows[:n])
		if err != nil {
			return err
		}
		if err := s.db.Update(func(tx *bolt.Tx) error { return writeTo(tx, puts) }); err != nil {
			return err
		}
		rows = rows[n:]
	}
	for len(index) > 0 {
		n := min(len(index), rebuildPiece)
		if err := s.db.Update(func(tx *bolt.Tx) error { return writeTo(tx, indexed(index[:n])) }); err != nil {
			return err
		}
		index = index[n:]
	}
	return nil
}
