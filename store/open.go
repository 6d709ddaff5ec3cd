package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"dondoc/plan"
)

// Names inside the data folder.
const (
	fileName     = "dondoc.db"
	instanceName = "instance"
	backupName   = "backup"
)

// growth is by how much the file grows at once.
const growth = 4 << 20

// lockWait is how long Open waits for another process to let go of the file.
const lockWait = time.Second

// Open opens the store of a data folder, or makes one. Errors: ErrLocked when
// another process has it, ErrEmpty when the file is gone or empty although the
// folder had a store, ErrCorrupt when it cannot be read.
func Open(dir string, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	path := filepath.Join(dir, fileName)
	if err := ensureFile(dir, path); err != nil {
		return nil, err
	}
	if err := readThrough(path); err != nil {
		return nil, err
	}
	db, err := openBolt(path, false)
	if err != nil {
		return nil, err
	}
	s := &Store{
		dir: dir, o: o, log: o.Log, db: db,
		wake: make(chan struct{}, 1), done: make(chan struct{}), sealed: make(chan *batch),
		w: &writer{
			memory: newMemory(), now: o.Now, log: o.Log, dirty: map[plan.Row]struct{}{},
			every: checkpointEvents,
		},
	}
	if err := s.start(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	go s.loop()
	go s.commits()
	return s, nil
}

// start loads what is in the file and marks it as in use.
func (s *Store) start() (err error) {
	defer recovered(&err)
	if err := s.prepare(); err != nil {
		return err
	}
	if err := s.loadFacts(); err != nil {
		return err
	}
	if err := s.db.View(s.loadWork); err != nil {
		return err
	}
	s.read = s.w.clone()
	s.shown = Snapshot{Register: s.read.register, Queue: s.read.queue.list, m: s.read}
	return nil
}

// prepare makes the buckets that an older program did not know, takes the mark
// of a clean end away and sees to the instance record. The mark goes before
// anything is tried, so that also a start that dies at once is known.
func (s *Store) prepare() error {
	return s.db.Update(func(tx *bolt.Tx) error {
		if tx.Bucket(bState) == nil || tx.Bucket(bJournal) == nil {
			if _, err := os.Stat(filepath.Join(s.dir, instanceName)); err == nil {
				return fmt.Errorf("%w: %s", ErrEmpty, s.dir)
			}
			return fmt.Errorf("%w: not a file of dondoc", ErrCorrupt)
		}
		if err := makeBuckets(tx); err != nil {
			return err
		}
		state := tx.Bucket(bState)
		s.clean = state.Get(stateClean) != nil
		if err := state.Delete(stateClean); err != nil {
			return err
		}
		return s.record(string(state.Get(stateInstance)))
	})
}

// record writes the instance record next to the file when it is missing or
// another's, as after a restore on another machine.
func (s *Store) record(id string) error {
	path := filepath.Join(s.dir, instanceName)
	data, err := os.ReadFile(path)
	if err == nil && string(data) == id+"\n" {
		return nil
	}
	if err == nil {
		s.log.Warn("the data folder had another store before", "was", string(data), "is", id)
	}
	return WriteDurably(path, []byte(id+"\n"))
}

func makeBuckets(tx *bolt.Tx) error {
	for _, name := range buckets {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	for _, name := range plan.NewRegister().TableNames() {
		if _, err := tx.CreateBucketIfNotExists(entityBucket(name)); err != nil {
			return err
		}
	}
	return nil
}

// openBolt opens a file of bbolt, which panics on some damaged ones: then the
// file is let go, so that it is not locked for the life of the process.
func openBolt(path string, readOnly bool) (db *bolt.DB, err error) {
	var file *os.File
	o := &bolt.Options{
		Timeout: lockWait, FreelistType: bolt.FreelistMapType, ReadOnly: readOnly, NoStatistics: true,
		OpenFile: func(name string, flag int, mode os.FileMode) (f *os.File, err error) {
			file, err = os.OpenFile(name, flag, mode)
			return file, err
		},
	}
	if runtime.GOOS != "windows" {
		// A reader must not keep the writer waiting while the file grows. On
		// Windows the file itself would be made that large.
		o.InitialMmapSize = 64 << 20
	}
	defer func() {
		if errors.Is(err, ErrCorrupt) && file != nil {
			unlock(file) // of no effect when bbolt has closed it
			_ = file.Close()
		}
	}()
	defer recovered(&err)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	db, err = bolt.Open(path, 0o600, o)
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return nil, ErrLocked
	case errors.As(err, new(*fs.PathError)), errors.As(err, new(*os.SyscallError)), errors.As(err, new(syscall.Errno)):
		return nil, fmt.Errorf("store: %w", err)
	case err != nil: // bbolt's own words about what it read
		return nil, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	db.AllocSize = growth
	return db, complete(db, path)
}

// complete refuses a file that is shorter than its pages say: reading what is
// missing would kill the process.
func complete(db *bolt.DB, path string) error {
	info, err := os.Stat(path)
	if err == nil {
		err = db.View(func(tx *bolt.Tx) error {
			if info.Size() < tx.Size() {
				return fmt.Errorf("%w: %d bytes of %d", ErrCorrupt, info.Size(), tx.Size())
			}
			return nil
		})
	}
	if err != nil {
		return errors.Join(err, db.Close())
	}
	return nil
}

// recovered turns a panic into ErrCorrupt.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w: %v", ErrCorrupt, p)
	}
}

// readThrough reads the file once in order, which is much faster than touching
// its pages one by one when none is in the system's cache.
func readThrough(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	_, err = io.CopyBuffer(struct{ io.Writer }{io.Discard}, f, make([]byte, 1<<20))
	return errors.Join(err, f.Close())
}

// Present reports whether a data folder has a store. False without an error
// means that the first Open makes one. ErrEmpty: the file is gone or empty
// where a store was before; a fresh start would forget everything silently, so
// that nobody makes one.
func Present(dir string) (bool, error) {
	info, err := os.Stat(filepath.Join(dir, fileName))
	if err == nil && info.Size() > 0 {
		return true, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, fmt.Errorf("store: %w", err)
	}
	_, err = os.Stat(filepath.Join(dir, instanceName))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("store: %w", err)
	}
	return false, fmt.Errorf("%w: %s", ErrEmpty, dir)
}

// ensureFile makes the first file. It is made whole under another name, so
// that a kill leaves nothing half, and linked into place, so that of two
// processes one wins.
func ensureFile(dir, path string) error {
	present, err := Present(dir)
	if err != nil || present {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) { // an empty one
		return fmt.Errorf("store: %w", err)
	}
	return makeFile(dir, path)
}
