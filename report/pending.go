package report

import (
	"dondoc/plan"
	"dondoc/workday"
)

// pending is an open matter, as judging its assignment needs it.
type pending struct {
	post   plan.PostID
	raised workday.Date
	mark   mark
}

// pendingMarks say what waits, by kind of matter. Questions and inquiries hold
// up nothing, and no assignment names them.
var pendingMarks = [...]mark{
	plan.Submission: toVerify, plan.Obstacle: obstacle,
	plan.Extension: request, plan.Handback: handback, plan.Question: 0,
}

// waits reports whether anything waits for somebody about an assignment.
func waits(a *plan.Assignment) bool { return a.Submission|a.Obstacle|a.Request|a.Handback != 0 }

// findPending lists the open matters about an assignment, which it names, in
// the space that is given.
func (v *view) findPending(a *plan.Assignment, list []pending) []pending {
	for _, id := range [...]plan.MatterID{a.Submission, a.Obstacle, a.Request, a.Handback} {
		if id == 0 {
			continue
		}
		m := &v.matters[id]
		p := pending{m.Holder, m.Raised, pendingMarks[m.Kind]}
		if int(p.post) < len(v.seat) {
			p.post = v.seat[p.post]
		}
		if p.post != 0 && p.post == v.director {
			p.mark |= toDirector
		}
		list = append(list, p)
	}
	return list
}

// eachPost calls visit with the posts that one assignment waits for, each once.
func eachPost(list []pending, visit func(plan.PostID)) {
	for i, p := range list {
		seen := false
		for _, q := range list[:i] {
			seen = seen || q.post == p.post
		}
		if !seen {
			visit(p.post)
		}
	}
}
