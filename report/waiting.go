package report

import (
	"cmp"
	"slices"

	"dondoc/plan"
	"dondoc/workday"
)

// Waiter is something that waits for a person's decision.
type Waiter struct {
	Matter     plan.MatterID
	Kind       plan.DutyKind
	Assignment plan.AssignmentID
	Task       plan.TaskID
	Unit       plan.UnitID
	// Since is the day on which its holder got it, Due when it has to act.
	Since, Due workday.Date
	// Late: a completion said after the assignment's due date. Accepting in a
	// batch leaves these out, since it never settles lateness.
	Late     bool
	Evidence bool // a document or file is named
	OnBehalf bool // recorded by the office
}

// WaitingFor lists what waits for a person, in all posts that the person acts
// in and may decide it, the longest waiting first.
func WaitingFor(r *plan.Register, person plan.PersonID) []Waiter {
	holds := make([]bool, r.Posts.Len()+1)
	office := false
	for _, id := range r.PostsOf(person) {
		holds[id] = true
		office = office || r.Posts.Get(id).Role == plan.Office
	}
	for id, p := range r.Posts.All() {
		holds[id] = holds[id] || office && p.Role == plan.Office
	}
	var out []Waiter
	for id, m := range r.Matters.All() {
		if !m.State.Open() || int(m.Holder) >= len(holds) || !holds[m.Holder] {
			continue
		}
		a := r.Assignments.Get(m.Assignment)
		duty := plan.DutyOf(id, *m)
		unit := r.UnitOf(m)
		scope := plan.Scope{Unit: unit, Holder: m.Holder, By: m.By}
		if m.Kind == plan.Submission && m.OnBehalf {
			scope.By = 0 // the unit reported it, the office only wrote it down
		}
		if !r.Standing(duty) || !r.May(person, actionOf(duty.Kind), scope) {
			continue
		}
		out = append(out, Waiter{
			Matter: id, Kind: duty.Kind, Assignment: m.Assignment, Task: a.Task, Unit: unit,
			Since: m.Since, Due: m.Due, Evidence: m.Evidence, OnBehalf: m.OnBehalf,
			Late: m.Kind == plan.Submission && a.Due != 0 && said(&a) > limitOf(r, a.Due),
		})
	}
	slices.SortFunc(out, func(x, y Waiter) int {
		return cmp.Or(cmp.Compare(x.Since, y.Since), cmp.Compare(x.Matter, y.Matter))
	})
	return out
}

// WaitingOn counts what waits for a post in a scope: matters, of which one
// assignment may have several. All posts of the office are one.
func WaitingOn(r *plan.Register, s Scope, post plan.PostID) int {
	units, office, n := unitsIn(r, s), r.Posts.Get(post).Role == plan.Office, 0
	for id, m := range r.Matters.All() {
		if !m.State.Open() || m.Holder != post && !(office && r.Posts.Get(m.Holder).Role == plan.Office) {
			continue
		}
		if r.Standing(plan.DutyOf(id, *m)) && (units == nil || units[r.UnitOf(m)]) {
			n++
		}
	}
	return n
}

// actionOf returns what somebody must be allowed to do to end a duty.
func actionOf(k plan.DutyKind) plan.Action {
	switch k {
	case plan.Verify:
		return plan.VerifyWork
	case plan.Settle:
		return plan.SettleObstacle
	case plan.Direct:
		return plan.DirectWork
	case plan.Decide:
		return plan.DecideExtension
	}
	return plan.Assign
}
