package scheduler

import (
	"dondoc/plan"
	"dondoc/workday"
)

// SimulatedDay is who would get which digest on a day.
type SimulatedDay struct {
	Day     workday.Date
	Digests []Digest
}

// Simulate returns the digests of the days from one to another, both included,
// if nobody answered.
func Simulate(r *plan.Register, from, to workday.Date) []SimulatedDay {
	return nil
}
