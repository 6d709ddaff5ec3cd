package main

import (
	"fmt"

	"dondoc/plan"
)

// loose names what breaks the rule that figures and reminders rest on: an
// assignment names the open matters about it, and no others.
func loose(r *plan.Register) (found []string) {
	standing := func(a plan.Assignment) map[plan.MatterKind]plan.MatterID {
		return map[plan.MatterKind]plan.MatterID{
			plan.Submission: a.Submission, plan.Obstacle: a.Obstacle, plan.Extension: a.Request, plan.Handback: a.Handback,
		}
	}
	for id, m := range r.Matters.All() {
		named, holdsUp := standing(r.Assignments.Get(m.Assignment))[m.Kind]
		if holdsUp && m.State.Open() && named != id {
			found = append(found, fmt.Sprintf("%s %d is open, but assignment %d names %d", m.Kind, id, m.Assignment, named))
		}
	}
	for id, a := range r.Assignments.All() {
		for kind, matter := range standing(*a) {
			if m := r.Matters.Get(matter); matter != 0 && (!m.State.Open() || m.Kind != kind || m.Assignment != id) {
				found = append(found, fmt.Sprintf("assignment %d names %s %d, which is no such open matter about it", id, kind, matter))
			}
		}
	}
	return found
}
