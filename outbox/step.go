package outbox

import (
	"container/heap"
	"context"
	"time"

	"dondoc/plan"
	"dondoc/store"
)

// maxRounds bounds one Step; maxJudged bounds the notices of one round.
const (
	maxRounds = 64
	maxJudged = 1024
	// yield is how long everything else in a chat waits for answers in a row.
	yield = 100 * time.Millisecond
)

// work is a command with what follows from its result.
type work struct {
	command store.Command
	after   func(store.Result)
}

// Step stores what came back, starts what the limits allow, and says when it
// next has something to do; the zero time means nothing until a commit or an
// answer comes. It waits for the disk, never for the network.
func (b *Outbox) Step(now time.Time) time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	t := now.UnixNano()
	if t < b.storeBad {
		return time.Unix(0, b.storeBad)
	}
	judging := 0
	for i := range maxRounds {
		var todo []work
		for _, a := range b.takeAnswers(i == 0) {
			todo = append(todo, b.settle(a, now))
		}
		r := &round{b: b, now: now, budget: b.budget(t, len(todo)), conditions: b.o.Conditions()}
		if !b.stopped {
			todo = append(todo, b.tidy(now)...)
			todo = append(todo, b.pick(r, judging)...)
		}
		if len(todo) == 0 {
			break
		}
		if !b.do(todo) {
			b.storeBad = t + int64(storePause)
			return time.Unix(0, b.storeBad)
		}
		judging = 4*judging + 8 // for the next round, if these only wait
		if r.budget == 0 {
			judging = 0
		}
	}
	if b.stopped {
		return time.Time{}
	}
	return b.next(t)
}

// do runs all of a round in one transaction; false when it was not durable.
func (b *Outbox) do(todo []work) bool {
	commands := make([]store.Command, len(todo))
	for i := range todo {
		commands[i] = todo[i].command
	}
	durable := true
	for i, r := range b.store.Do(context.Background(), commands) {
		if unstorable(r.Err) && durable {
			durable = false
			b.log.Error("the outbox cannot store", "err", r.Err)
		}
		todo[i].after(r)
	}
	return durable
}

// tidy lets the index follow the queue, and lists what needs no call: doubts
// left by a process that died, and what a later notice replaces.
func (b *Outbox) tidy(at time.Time) []work {
	now := at.UnixNano()
	b.store.Read(func(s *store.Snapshot) {
		from := len(s.Queue)
		for from > 0 && s.Queue[from-1].ID > b.index.last {
			from--
		}
		b.follow(s.Queue[from:], now)
		if len(s.Queue) != len(b.index.entries) { // somebody else took notices away
			b.reindex(s.Queue, now)
		}
	})
	var todo []work
	for l := range b.index.crowded {
		for i, e := range l.entries {
			switch {
			case e.lost:
				todo = append(todo, b.recover(e.id, at))
			case i < len(l.entries)-1 && l.latestWins() && l.busy != e:
				todo = append(todo, b.supersede(e.id, at))
			}
		}
	}
	clear(b.index.crowded)
	return todo
}

// follow indexes notices that are new.
func (b *Outbox) follow(queue []plan.Notice, now int64) {
	for i := range queue {
		n := &queue[i]
		e := b.index.add(n, now)
		switch {
		case b.flying[n.ID] != nil:
			e.lane.busy = e
		case n.State == plan.Sending:
			e.lost, e.tried = true, true
			b.index.crowded[e.lane] = true
		}
		b.index.place(e.lane, now, 0)
	}
	for i := range queue {
		if n := &queue[i]; len(n.Shown) > 0 {
			b.index.attach(n.With, n.ID, now)
		}
	}
}

// reindex starts over; what is known of each notice is kept.
func (b *Outbox) reindex(queue []plan.Notice, now int64) {
	old := b.index.entries
	b.index = newIndex()
	b.follow(queue, now)
	for id, e := range b.index.entries {
		if was := old[id]; was != nil {
			e.from, e.held = was.from, was.held
			b.index.place(e.lane, now, 0)
		}
	}
}

// rebuild is reindex from the store.
func (b *Outbox) rebuild(now int64) {
	b.store.Read(func(s *store.Snapshot) { b.reindex(s.Queue, now) })
}

// pick takes what may go now from the lanes and gives a command for each, and
// for more of them when many only wait.
func (b *Outbox) pick(r *round, judging int) []work {
	if r.budget == 0 {
		return nil
	}
	t := r.now.UnixNano()
	most := min(r.budget+judging, maxJudged)
	picked := map[address]bool{}
	var todo []work
	later := map[*lane]int64{}
	for _, h := range []*lanes{&b.index.urgent, &b.index.rest} {
		for len(*h) > 0 && (*h)[0].from <= t && len(todo) < most {
			l := heap.Pop(h).(*lane)
			later[l] = b.limiter.chatReady(l.address)
			if h == &b.index.rest && b.index.answering(l.address) {
				later[l] = t + int64(yield)
				continue
			}
			e := l.next(t)
			// One at a time for an address, so that its limit is known for the next.
			if e == nil || e.from > t || picked[l.address] || later[l] > t {
				continue
			}
			picked[l.address] = true
			todo = append(todo, r.start(e))
		}
	}
	for l, notBefore := range later {
		b.index.place(l, t, notBefore)
	}
	return todo
}

// budget is how many calls may be started now, when so many of those on their
// way are settled first in the same transaction.
func (b *Outbox) budget(now int64, settling int) int {
	senders := b.o.Senders
	if b.failures >= outageFailures {
		senders = 1 // one tries whether Telegram is back
	}
	free := senders - len(b.flying) + settling
	if free <= 0 || now < b.pausedTo {
		return 0
	}
	n, _ := b.limiter.allowance(now, free)
	return n
}

// next says when the next Step has something to do.
func (b *Outbox) next(now int64) time.Time {
	var soonest int64
	for _, h := range []lanes{b.index.urgent, b.index.rest} {
		if len(h) > 0 && (soonest == 0 || h[0].from < soonest) {
			soonest = h[0].from
		}
	}
	if soonest == 0 {
		return time.Time{}
	}
	_, allowed := b.limiter.allowance(now, 1)
	soonest = max(soonest, allowed, b.pausedTo)
	switch {
	case soonest > now:
		return time.Unix(0, soonest)
	case b.budget(now, 0) == 0: // only the senders are short: an answer will wake
		return time.Time{}
	}
	return time.Unix(0, now+int64(time.Millisecond)) // more than one Step does
}
