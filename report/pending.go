package report

import (
	"dondoc/plan"
	"dondoc/workday"
)

// pendingID is the index of a pending; zero is none.
type pendingID uint32

// pending is an open matter, as judging its assignment needs it.
type pending struct {
	post   plan.PostID
	raised workday.Date
	mark   mark
	next   pendingID // about the same assignment
}

// pendingMarks say what waits, by kind of matter. A question holds up nothing.
var pendingMarks = [...]mark{
	plan.Submission: toVerify, plan.Obstacle: obstacle,
	plan.Extension: request, plan.Handback: handback, plan.Question: 0,
}

// findPending lists the open matters in their order, so that judging an
// assignment does not have to look for its own all over the table.
func (v *view) findPending(matters []plan.Matter) {
	v.pending = make([]pending, 1, 1+len(matters)/4)
	v.waiting = make([]pendingID, len(v.assignments))
	for i := range matters {
		m := &matters[i]
		if !m.State.Open() || int(m.Kind) >= len(pendingMarks) || pendingMarks[m.Kind] == 0 || int(m.Assignment) >= len(v.waiting) {
			continue
		}
		p := pending{m.Holder, m.Raised, pendingMarks[m.Kind], v.waiting[m.Assignment]}
		if int(p.post) < len(v.seat) {
			p.post = v.seat[p.post]
		}
		if p.post != 0 && p.post == v.director {
			p.mark |= toDirector
		}
		v.waiting[m.Assignment] = pendingID(len(v.pending))
		v.pending = append(v.pending, p)
	}
}

// eachPost calls visit with the posts that one assignment waits for, each once.
func (v *view) eachPost(first pendingID, visit func(plan.PostID)) {
	for p := first; p != 0; p = v.pending[p].next {
		seen := false
		for q := first; q != p; q = v.pending[q].next {
			seen = seen || v.pending[q].post == v.pending[p].post
		}
		if !seen {
			visit(v.pending[p].post)
		}
	}
}
