package main

import (
	"os"
	"path/filepath"
	"testing"
)

// Ensure that a file is kept whole under its sum, for its owner only, that the
// same one is kept once, and that nothing half stays when it cannot be.
func TestKeepFile(t *testing.T) {
	folder := t.TempDir()
	for range 2 {
		if err := keepFile(folder, "ab12", []byte("pdf")); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(folder, "ab", "ab12")
	data, err := os.ReadFile(path)
	if err != nil || string(data) != "pdf" {
		t.Errorf("%q, %v", data, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	blocked := filepath.Join(folder, "blocked")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := keepFile(blocked, "ef56", []byte("pdf")); err == nil {
		t.Error("kept below what is no folder")
	}
	left, err := filepath.Glob(filepath.Join(folder, "*", ".new-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// Ensure that nothing is fetched when the configuration turns it off.
func TestKeepFilesOff(t *testing.T) {
	for keep, want := range map[bool]bool{true: true, false: false} {
		a := &App{cfg: appConfig{KeepFiles: keep}}
		if got := a.keeper() != nil; got != want {
			t.Errorf("keep %v: %v", keep, got)
		}
	}
	c, err := readConfig([]byte("telegram:\n  token: 1:a\nevidence:\n  keep: false\n"), ".", func(string) string { return "" })
	if err != nil || c.Evidence.Keep {
		t.Errorf("%v, %v", c.Evidence.Keep, err)
	}
}
