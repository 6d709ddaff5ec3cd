package report

import (
	"slices"
	"testing"

	"dondoc/plan"
	"dondoc/workday"
)

// Ensure that a card shows every lead unit with its state, both due dates and
// what is open, and opens on the occurrence to act on.
func TestCard(t *testing.T) {
	k := newDesk()
	a, b := k.unit("A"), k.unit("B")
	task, ids := k.recurring([]workday.Date{d(10, 3), d(10, 6)}, a, b)
	k.done(ids[0], d(10, 3))
	k.extend(ids[1], d(31, 3))
	m := k.raise(plan.Obstacle, ids[1], d(20, 3), k.focal)
	c := CardOf(k.Register, task, d(24, 3))
	if c.Task != task || c.Plan != k.plan || len(c.Times) != 2 || c.Current != 0 {
		t.Fatalf("the card is %+v", c)
	}
	now := c.Times[0]
	if now.Due != d(10, 3) || now.Set != d(10, 3) || now.Is != OpenInTime || now.Percent != 50 || now.Open != 1 || len(now.Leads) != 2 {
		t.Errorf("the first time is %+v", now)
	}
	first, second := now.Leads[0], now.Leads[1]
	if first.Unit != a || first.Is != DoneInTime || first.Percent != 100 || first.Said != d(10, 3) {
		t.Errorf("the first lead is %+v", first)
	}
	if second.Unit != b || second.Due != d(31, 3) || second.Original != d(10, 3) || second.Extensions != 1 ||
		second.Updated != d(20, 3) || !slices.Equal(second.Matters, []plan.MatterID{m}) {
		t.Errorf("the second lead is %+v", second)
	}
	k.agree(k.submit(ids[1], d(23, 3)), d(24, 3))
	if c := CardOf(k.Register, task, d(24, 3)); c.Current != 1 || c.Times[0].Is != DoneInTime {
		t.Errorf("when the first time is done the card opens on %d, %+v", c.Current, c.Times[0])
	}
	if c := CardOf(k.Register, 99, d(24, 3)); len(c.Times) != 0 {
		t.Error("a card of nothing")
	}
}

// Ensure that a person is shown what waits for the posts, longest first, and
// nothing that may not be decided there.
func TestWaitingFor(t *testing.T) {
	k := newDesk()
	a := k.unit("A")
	_, ids := k.task(d(20, 3), a)
	_, other := k.task(d(20, 3), a)
	_, gone := k.task(d(20, 3), a)
	late := k.submit(ids[0], d(23, 3))
	early := k.submit(other[0], d(19, 3))
	k.submit(gone[0], d(18, 3))
	k.do(plan.TaskTracked{Task: 3, Tracking: plan.Untracked})
	own := k.raise(plan.Extension, ids[0], d(20, 3), k.director)
	list := func(post plan.PostID) (out []plan.MatterID) {
		for _, w := range WaitingFor(k.Register, k.Posts.Get(post).Holder) {
			out = append(out, w.Matter)
		}
		return out
	}
	if got := list(k.focal); !slices.Equal(got, []plan.MatterID{early, late}) {
		t.Errorf("the office has %v", got)
	}
	w := WaitingFor(k.Register, k.Posts.Get(k.focal).Holder)
	if w[0].Late || !w[1].Late || w[0].Kind != plan.Verify || w[0].Task != 2 || w[0].Unit != a {
		t.Errorf("the office has %+v", w)
	}
	if got := list(k.post(k.office, plan.Office)); len(got) != 2 {
		t.Errorf("a second post of the office has %v", got)
	}
	if got := list(k.director); !slices.Equal(got, []plan.MatterID{own}) {
		t.Errorf("the director has %v", got)
	}
	// The director's own request waits for nobody but others.
	k.do(plan.Seated{Post: k.director, Person: k.holder(a)})
	if got := list(k.director); len(got) != 0 {
		t.Errorf("somebody decides what they asked themselves: %v", got)
	}
}
