package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"dondoc/plan"
)

// Ensure that files are made for the owner alone, whole, and with a record.
func TestFirstFile(t *testing.T) {
	h := newHouse(t)
	inner := filepath.Join(h.dir, "a", "b")
	s, err := Open(inner, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for path, mode := range map[string]fs.FileMode{inner: 0o700, filepath.Join(inner, fileName): 0o600} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v %v", path, info.Mode(), err)
		}
	}
	entries, _ := os.ReadDir(inner)
	if len(entries) != 2 {
		t.Errorf("left behind: %v", entries)
	}
}

// Ensure that a second opener is told that the store is in use.
func TestLocked(t *testing.T) {
	h := newHouse(t)
	if _, err := Open(h.dir, Options{}); !errors.Is(err, ErrLocked) {
		t.Errorf("got %v", err)
	}
}

// Ensure that a file that is gone, empty, cut or overwritten is noticed, never
// taken for a new store, and that its lock is let go.
func TestDamagedFile(t *testing.T) {
	for name, damage := range map[string]struct {
		do   func(path string) error
		want error
	}{
		"gone":     {func(path string) error { return os.Remove(path) }, ErrEmpty},
		"empty":    {func(path string) error { return os.Truncate(path, 0) }, ErrEmpty},
		"one page": {func(path string) error { return os.Truncate(path, 4096) }, ErrCorrupt},
		"cut":      {func(path string) error { return os.Truncate(path, 20*4096) }, ErrCorrupt},
		"text":     {func(path string) error { return os.WriteFile(path, []byte(strings.Repeat("x", 99999)), 0o600) }, ErrCorrupt},
		"fresh": {func(path string) error {
			if err := os.Remove(path); err != nil {
				return err
			}
			db, err := bolt.Open(path, 0o600, nil)
			return errors.Join(err, db.Close())
		}, ErrEmpty},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.found(200)
			if err := h.Close(); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(h.dir, fileName)
			whole, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := damage.do(path); err != nil {
				t.Fatal(err)
			}
			for range 2 {
				if _, err := Open(h.dir, Options{}); !errors.Is(err, damage.want) {
					t.Errorf("got %v", err)
				}
			}
			if err := os.WriteFile(path, whole, 0o600); err != nil {
				t.Fatal(err)
			}
			h.open()
		})
	}
}

// Ensure that a clean end is told from a kill, also across a visit of the
// command line, and that what was being sent is in doubt after either.
func TestCleanEnd(t *testing.T) {
	h := newHouse(t)
	h.do(func(*View) Outcome { return Outcome{Notices: []plan.Notice{{Key: "a"}, {Key: "b"}}} })
	h.do(func(v *View) Outcome {
		n := v.Queue()[1]
		n.State = plan.Sending
		return Outcome{Changed: []plan.Notice{n}}
	})
	if h.sending() != 1 {
		t.Error("what is marked is not shown")
	}
	h.reopen()
	if !h.Clean() || h.sending() != 1 {
		t.Error("a clean end is taken for a kill, or the doubt is forgotten")
	}
	h.crash()
	if h.Clean() || h.sending() != 1 {
		t.Error("a kill is taken for a clean end, or the doubt is forgotten")
	}
	h.fail = errNo
	_ = h.Close()
	h.fail = nil
	visit, err := Open(h.dir, Options{Visit: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := visit.Close(); err != nil {
		t.Fatal(err)
	}
	h.open()
	if h.Clean() {
		t.Error("a visit hides the kill before it")
	}
	h.reopen()
	if !h.Clean() {
		t.Error("not clean after a clean end")
	}
}

// Ensure that entity buckets of another version, or damaged ones, are made
// anew from the journal after a backup.
func TestRebuild(t *testing.T) {
	for name, spoil := range map[string]func(*bolt.Tx) error{
		"version": func(tx *bolt.Tx) error {
			clear := tx.Bucket(entityBucket("assignments")).Put(key32(1), []byte(`{"percent":99}`))
			return errors.Join(clear, tx.Bucket(bState).Put(stateCache, []byte("0-older")))
		},
		"damaged": func(tx *bolt.Tx) error { return tx.Bucket(entityBucket("tasks")).Put(key32(2), []byte("?")) },
		"astray":  func(tx *bolt.Tx) error { return tx.Bucket(entityBucket("tasks")).Put(key32(1<<31), []byte("{}")) },
		"cut":     func(tx *bolt.Tx) error { return tx.Bucket(bState).Put(stateCached, key64(99999)) },
		"history": func(tx *bolt.Tx) error {
			return errors.Join(tx.DeleteBucket(bHistory), tx.Bucket(bState).Delete(stateCache))
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.found(30)
			h.record(updated(1, 40))
			if err := h.Close(); err != nil {
				t.Fatal(err)
			}
			db, err := openBolt(filepath.Join(h.dir, fileName), false)
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(db.Update(spoil), db.Close()); err != nil {
				t.Fatal(err)
			}
			h.open()
			if h.percent(1) != 40 || len(h.history(1, 9)) != 3 || len(h.history(30, 9)) != 2 {
				t.Error("facts or history are lost")
			}
			h.record(updated(2, 50))
			backups, _ := filepath.Glob(filepath.Join(h.dir, backupName, "before-rebuild-*.db"))
			if len(backups) != 1 {
				t.Errorf("backups: %v", backups)
			}
		})
	}
}

// Ensure that the journal gives the register of any instant, from where one asks
// to where one stops.
func TestReplayUntil(t *testing.T) {
	h := newHouse(t)
	h.found(1)
	var instants []time.Time
	for i := range 3 {
		h.now = h.now.Add(time.Hour)
		h.record(updated(1, uint8(10*i+10)))
		instants = append(instants, h.now)
	}
	for i, at := range instants {
		if r := h.replayed(at.Add(time.Minute)); r.Assignments.Get(1).Percent != uint8(10*i+10) {
			t.Errorf("%v: %d percent", at, r.Assignments.Get(1).Percent)
		}
	}
	var seen []uint64
	if err := h.Journal(2, func(e plan.Event) bool { seen = append(seen, e.Seq); return len(seen) < 2 }); err != nil || !slices.Equal(seen, []uint64{2, 3}) {
		t.Errorf("from 2, two events: %v %v", seen, err)
	}
}

// Ensure that a backup made while work goes on is whole, and that a store put
// back from it says so until somebody has looked.
func TestBackup(t *testing.T) {
	h := newHouse(t)
	h.found(50)
	work := make(chan struct{})
	go func() {
		defer close(work)
		for i := range 30 {
			h.record(updated(plan.AssignmentID(i%50+1), 30))
		}
	}()
	path := filepath.Join(h.dir, "elsewhere", "copy.db")
	if err := h.Backup(path); err != nil {
		t.Fatal(err)
	}
	<-work
	if err := Check(path); err != nil {
		t.Error(err)
	}
	if h.Restored() {
		t.Error("the original says that it is a copy")
	}
	data, _ := os.ReadFile(path)
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(h.dir, fileName), data, 0o600); err != nil {
		t.Fatal(err)
	}
	h.open()
	if !h.Restored() || h.Clean() {
		t.Error("a restored copy is not known")
	}
	h.reopen()
	if !h.Restored() {
		t.Error("the mark is lost by opening")
	}
	h.do(func(*View) Outcome { return Outcome{Meta: map[string]string{MetaCopy: ""}} })
	h.reopen()
	if h.Restored() {
		t.Error("the mark stays")
	}
}

// Ensure that there is one backup for each day of the office, that old ones go
// and that other files stay.
func TestDailyBackup(t *testing.T) {
	h := newHouse(t)
	h.now = time.Date(2026, 11, 23, 20, 0, 0, 0, time.UTC) // the 24th in Hanoi
	dir := filepath.Join(h.dir, backupName)
	for day := range 4 {
		path, err := h.DailyBackup("", 2)
		if err != nil || filepath.Base(path) != fmt.Sprintf("dondoc-2026-11-%d.db", 24+day) {
			t.Errorf("%q %v", path, err)
		}
		if again, err := h.DailyBackup(dir, 2); again != "" || err != nil {
			t.Errorf("again: %q %v", again, err)
		}
		if day == 0 {
			if err := os.WriteFile(filepath.Join(dir, "dondoc-keep.db"), nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		h.now = h.now.Add(24 * time.Hour)
	}
	entries, _ := os.ReadDir(dir)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got := strings.Join(names, " "); got != "dondoc-2026-11-26.db dondoc-2026-11-27.db dondoc-keep.db" {
		t.Error(got)
	}
}

// Ensure that Check notices facts that the journal does not say.
func TestCheckNotices(t *testing.T) {
	for name, spoil := range map[string]func(*bolt.Tx) error{
		"row":  func(tx *bolt.Tx) error { return tx.Bucket(entityBucket("assignments")).Put(key32(1), []byte(`{}`)) },
		"more": func(tx *bolt.Tx) error { return tx.Bucket(entityBucket("groups")).Put(key32(1), []byte(`{"name":""}`)) },
		"gap":  func(tx *bolt.Tx) error { return tx.Bucket(bJournal).Delete(key64(3)) },
		"line": func(tx *bolt.Tx) error { return tx.Bucket(bJournal).Put(key64(3), []byte("{}")) },
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.found(3)
			path := filepath.Join(t.TempDir(), "x.db")
			if err := h.Close(); err != nil {
				t.Fatal(err)
			}
			data, _ := os.ReadFile(filepath.Join(h.dir, fileName))
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			db, err := openBolt(path, false)
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(db.Update(spoil), db.Close()); err != nil {
				t.Fatal(err)
			}
			if err := Check(path); !errors.Is(err, ErrCorrupt) {
				t.Errorf("got %v", err)
			}
			h.open()
		})
	}
}
