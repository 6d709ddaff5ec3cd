// Package report computes the figures of an office's plans: which tasks and
// assignments are done, in time, late or overdue, and which stand behind each
// number. It gives data only: it words no text, reads no clock, and never
// changes the register.
package report
