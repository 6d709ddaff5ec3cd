package main

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
)

// garbageAllowed is how many bytes of garbage may gather at least before they
// are collected. What a small office has in memory is a few megabytes; with Go's
// default, which collects when as much again has gathered, it would be gone
// through dozens of times a second while many replies come in.
const garbageAllowed = 12 << 20

// allowGarbage sets the collector by what is in memory now; GOGC in the
// environment goes before.
func allowGarbage() {
	if os.Getenv("GOGC") != "" {
		return
	}
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	debug.SetGCPercent(gcPercent(live[0].Value.Uint64()))
}

// gcPercent is Go's GOGC for so many bytes in use.
func gcPercent(live uint64) int {
	return int(min(400, max(100, garbageAllowed*100/max(live, 1))))
}
