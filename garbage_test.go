package main

import "testing"

// Ensure that a small office may gather more garbage than it has in memory and
// a large one no more than Go's default.
func TestGCPercent(t *testing.T) {
	for live, want := range map[uint64]int{0: 400, 1 << 20: 400, 6 << 20: 200, 12 << 20: 100, 90 << 20: 100} {
		if got := gcPercent(live); got != want {
			t.Errorf("%d MiB in use: %d, want %d", live>>20, got, want)
		}
	}
}
