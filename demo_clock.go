package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// demoClock is real time from a base on. It moves forward only; the base is
// kept in the data folder, so that a demo that is started again goes on.
type demoClock struct {
	path string

	mu     sync.Mutex
	base   time.Time
	anchor time.Time // real time at base
}

// clockName is the file in the data folder that keeps the demo's clock.
const clockName = "demo-clock"

// openDemoClock reads the clock of a data folder; a new one shows first.
func openDemoClock(dir string, first time.Time) (c *demoClock, fresh bool, err error) {
	c = &demoClock{path: filepath.Join(dir, clockName), base: first, anchor: time.Now()}
	data, err := os.ReadFile(c.path)
	switch {
	case os.IsNotExist(err):
		return c, true, c.save()
	case err != nil:
		return nil, false, err
	}
	kept, err := time.Parse(time.RFC3339Nano, string(data))
	if err != nil {
		return nil, false, fmt.Errorf("main: %s: %w", c.path, err)
	}
	c.base = kept
	return c, false, nil
}

// Now is the demo's time.
func (c *demoClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now()
}

func (c *demoClock) now() time.Time { return c.base.Add(time.Since(c.anchor)) }

// forward moves the clock to t, if that is later than what it shows.
func (c *demoClock) forward(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.After(c.now()) {
		c.base, c.anchor = t, time.Now()
	}
}

// save keeps what the clock shows.
func (c *demoClock) save() error {
	return os.WriteFile(c.path, []byte(c.Now().UTC().Format(time.RFC3339Nano)), 0o600)
}
