// Package scheduler says when to speak: which steps a duty has reached, which
// lines a person's digest has, what is owed now and whether a queued notice may
// go out. All of it is pure: the register, what is queued and the time are
// arguments. It never words a text, never sends and never changes a fact; the
// heartbeat only wakes whoever asks.
package scheduler
