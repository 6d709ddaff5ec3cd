package outbox

import (
	"container/heap"
	"time"

	"dondoc/plan"
)

// laneKey is what keeps its order: the notices of one class to one address, or
// the edits of one message.
type laneKey struct {
	address
	class plan.Class
	edit  int
}

func laneOf(n *plan.Notice) laneKey {
	if n.Edit != 0 {
		return laneKey{address: addressOf(n), edit: n.Edit}
	}
	return laneKey{address: addressOf(n), class: n.Class}
}

// latestWins reports whether a later notice of the lane replaces the earlier.
func (k laneKey) latestWins() bool { return k.edit != 0 || k.class == plan.DigestClass }

// entry is a queued notice as the index knows it.
type entry struct {
	id   plan.NoticeID
	lane *lane
	// from is when it may go, Unix nanoseconds; since the limits and a busy lane
	// are not in it, it may be long past.
	from int64
	// tried: it has gone out before, so everything later in the lane waits.
	tried bool
	// held: from is until when it was judged to wait, not a pause after a failure.
	held bool
	// lost: found as Sending although nobody sends it.
	lost bool
	// within is the notice that it was merged into, zero for none.
	within plan.NoticeID
}

// lane is a queue of its own; one notice of it is on the way at a time.
type lane struct {
	laneKey
	entries []*entry // in the order of their ids
	busy    *entry
	from    int64 // when it next may have something to start
	head    plan.NoticeID
	place   int // in its heap; -1: not in it
}

// next returns what would go first at an instant: what was tried already, else
// the first that may go, else the one that may go soonest. What a later one
// replaces does not go. Nil: nothing.
func (l *lane) next(now int64) *entry {
	if l.busy != nil {
		return nil
	}
	var best *entry
	for i, e := range l.entries {
		switch {
		case e.lost:
			return nil
		case i < len(l.entries)-1 && l.latestWins():
		case e.within != 0:
		case e.tried:
			return e
		case best == nil, best.from > now && e.from < best.from:
			best = e
		}
	}
	return best
}

// lanes is a heap of those that have something to start, soonest first.
type lanes []*lane

func (h lanes) Len() int { return len(h) }
func (h lanes) Less(i, j int) bool {
	if h[i].from != h[j].from {
		return h[i].from < h[j].from
	}
	return h[i].head < h[j].head
}
func (h lanes) Swap(i, j int) { h[i], h[j] = h[j], h[i]; h[i].place, h[j].place = i, j }
func (h *lanes) Push(x any)   { l := x.(*lane); l.place = len(*h); *h = append(*h, l) }
func (h *lanes) Pop() any {
	old := *h
	l := old[len(old)-1]
	old[len(old)-1], l.place = nil, -1
	*h = old[:len(old)-1]
	return l
}

// index is the queue as it is needed for starting: by lane, by time. The
// queue itself stays the store's; the index follows it.
type index struct {
	entries map[plan.NoticeID]*entry
	lanes   map[laneKey]*lane
	urgent  lanes // answers; they overtake
	rest    lanes
	last    plan.NoticeID
	// crowded are lanes in which a later notice may have replaced an earlier.
	crowded map[*lane]bool
}

func newIndex() *index {
	return &index{
		entries: map[plan.NoticeID]*entry{}, lanes: map[laneKey]*lane{}, crowded: map[*lane]bool{},
	}
}

func (x *index) heapOf(l *lane) *lanes {
	if l.class == plan.AnswerClass {
		return &x.urgent
	}
	return &x.rest
}

// place puts a lane where it belongs after a change.
func (x *index) place(l *lane, now, notBefore int64) {
	h := x.heapOf(l)
	e := l.next(now)
	if e == nil {
		if l.place >= 0 {
			heap.Remove(h, l.place)
		}
		if len(l.entries) == 0 {
			delete(x.lanes, l.laneKey)
			delete(x.crowded, l)
		}
		return
	}
	l.from, l.head = max(e.from, notBefore), e.id
	if l.place >= 0 {
		heap.Fix(h, l.place)
	} else {
		heap.Push(h, l)
	}
	if l.latestWins() && len(l.entries) > 1 {
		x.crowded[l] = true
	}
}

// add indexes a notice of the queue; ids come in order.
func (x *index) add(n *plan.Notice, now int64) *entry {
	key := laneOf(n)
	l := x.lanes[key]
	if l == nil {
		l = &lane{laneKey: key, place: -1}
		x.lanes[key] = l
	}
	e := &entry{id: n.ID, lane: l, tried: n.Attempts > 0 || n.Doubts > 0}
	// From its creation on, so that what came first goes first; a clock that was
	// set back delays nothing.
	e.from = max(min(nanos(n.Created), now), nanos(n.After))
	l.entries = append(l.entries, e)
	x.entries[n.ID] = e
	x.last = max(x.last, n.ID)
	return e
}

func nanos(milli int64) int64 { return milli * int64(time.Millisecond) }

// remove forgets a notice that left the queue, and frees what was within it.
func (x *index) remove(id plan.NoticeID, now int64) {
	e := x.entries[id]
	if e == nil {
		return
	}
	delete(x.entries, id)
	l := e.lane
	for i, other := range l.entries {
		if other == e {
			l.entries = append(l.entries[:i:i], l.entries[i+1:]...)
			break
		}
	}
	if l.busy == e {
		l.busy = nil
	}
	x.place(l, now, 0)
}

// attach marks notices as merged into another one, or frees them.
func (x *index) attach(ids []plan.NoticeID, within plan.NoticeID, now int64) {
	for _, id := range ids {
		if e := x.entries[id]; e != nil {
			e.within = within
			x.place(e.lane, now, 0)
		}
	}
}

// answering reports whether another answer waits behind one on its way.
func (x *index) answering(a address) bool {
	l := x.lanes[laneKey{address: a, class: plan.AnswerClass}]
	return l != nil && l.busy != nil && len(l.entries) > 1
}

// together returns what is queued for an address in classes that are judged,
// and the classes of which something is on the way.
func (x *index) together(a address) (ids []plan.NoticeID, busy []plan.Class) {
	for class := plan.DigestClass; class <= plan.AlarmClass; class++ {
		l := x.lanes[laneKey{address: a, class: class}]
		if l == nil {
			continue
		}
		if l.busy != nil {
			busy = append(busy, class)
		}
		for _, e := range l.entries {
			if e.within == 0 { // what is merged already goes with the other
				ids = append(ids, e.id)
			}
		}
	}
	return ids, busy
}
