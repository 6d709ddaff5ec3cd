//go:build race

package planfile

// raced says that the race detector watches: what tries the bounds of the
// readers, all in one goroutine, would take minutes and more memory for it.
const raced = true
