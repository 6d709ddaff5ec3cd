package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"dondoc/store"
)

// evidenceFolder is where in the data folder files that were sent as evidence
// are kept, each under its SHA-256 in a folder of its first two digits.
const evidenceFolder = "evidence"

// keeper returns what keeps files, nil when the configuration turns it off.
func (a *App) keeper() func(sum string, data []byte) error {
	if !a.cfg.KeepFiles {
		return nil
	}
	return func(sum string, data []byte) error {
		return keepFile(filepath.Join(a.cfg.DataDir, evidenceFolder), sum, data)
	}
}

// keepFile writes a file under its sum, whole or not at all. One that is there
// is the same, whatever its name was.
func keepFile(folder, sum string, data []byte) error {
	folder = filepath.Join(folder, sum[:2])
	to := filepath.Join(folder, sum)
	if _, err := os.Stat(to); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("main: evidence: %w", err)
	}
	if err := store.WriteDurably(to, data); err != nil {
		return fmt.Errorf("main: evidence: %w", err)
	}
	return nil
}
