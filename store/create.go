package store

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	bolt "go.etcd.io/bbolt"
)

// makeFile makes an empty store at path.
func makeFile(dir, path string) error {
	folder, err := os.MkdirTemp(dir, ".new-*")
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	defer os.RemoveAll(folder)
	fresh := filepath.Join(folder, fileName)
	db, err := openBolt(fresh, false)
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		if err := makeBuckets(tx); err != nil {
			return err
		}
		id := make([]byte, 16)
		_, _ = rand.Read(id) // never fails
		state := tx.Bucket(bState)
		return errors.Join(
			state.Put(stateInstance, []byte(hex.EncodeToString(id))),
			state.Put(stateClean, []byte{1}),
			state.Put(stateCache, []byte(cacheVersion())),
		)
	})
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	if err := place(fresh, path); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	return syncDir(dir)
}

// place links a finished file into place; one that is there already stays.
func place(fresh, path string) error {
	err := os.Link(fresh, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return nil
	}
	return os.Rename(fresh, path) // no hard links on this file system
}

// WriteDurably writes a file, or replaces it, whole or not at all, for its owner alone
// to read. Its folder must exist.
func WriteDurably(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes new names in a folder durable. Windows has no such call and
// needs none.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	return nil
}
