//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package store

import (
	"os"
	"syscall"
)

// unlock lets go of the lock that bbolt has on a file. When bbolt panicked its
// mapping of the file lives on, and closing the file alone would keep the lock
// as long as the process.
func unlock(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }
