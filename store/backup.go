package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"
)

// MetaCopy is the setting that marks a file as a copy. A restored backup has
// it and starts held; deleting it through Outcome.Meta says that an operator
// has looked.
const MetaCopy = "copy"

// Restored reports whether the file is a copy that somebody put in place: what
// was sent since the copy was made is not known.
func (s *Store) Restored() bool { return s.Meta(MetaCopy) != "" }

// Backup writes a consistent copy of the file to path, while work goes on. It
// is checked before it gets its name, and marked as a copy.
func (s *Store) Backup(path string) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	f, err := os.CreateTemp(dir, ".backup-*")
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	defer os.Remove(f.Name())
	err = s.db.View(func(tx *bolt.Tx) error {
		_, err := tx.WriteTo(f)
		return err
	})
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	if err := markCopy(f.Name(), s.o.Now()); err != nil {
		return err
	}
	if err := checkPages(f.Name()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	return syncDir(dir)
}

func markCopy(path string, now time.Time) error {
	db, err := openBolt(path, false)
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		return tx.Bucket(bMeta).Put([]byte(MetaCopy), []byte(now.UTC().Format(time.RFC3339)))
	})
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	return nil
}

// DailyBackup makes today's backup in a folder, unless there is one, and
// removes all but the newest keep. It returns the new file, empty when there
// was one. An empty dir is the folder backup beside the file.
func (s *Store) DailyBackup(dir string, keep int) (string, error) {
	if dir == "" {
		dir = filepath.Join(s.dir, backupName)
	}
	day := ""
	s.Read(func(r *Snapshot) { day = r.Register.Today(s.o.Now()).String() })
	path := filepath.Join(dir, "dondoc-"+day+".db")
	if _, err := os.Stat(path); err == nil {
		return "", nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("store: %w", err)
	}
	if err := s.Backup(path); err != nil {
		return "", err
	}
	return path, removeOld(dir, keep)
}

// removeOld removes daily backups but the newest ones; other files stay.
func removeOld(dir string, keep int) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	var names []string
	for _, e := range entries {
		day, ok := strings.CutPrefix(e.Name(), "dondoc-")
		if _, err := time.Parse(time.DateOnly+".db", day); ok && err == nil {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	for len(names) > max(keep, 1) {
		if err := os.Remove(filepath.Join(dir, names[0])); err != nil {
			return fmt.Errorf("store: %w", err)
		}
		names = names[1:]
	}
	return nil
}
