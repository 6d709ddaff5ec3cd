package outbox

import (
	"time"

	"dondoc/plan"
	"dondoc/store"
)

// maxDoubts is how many unknown outcomes a notice may have: the first sending
// and two more.
const maxDoubts = 3

// settled is what became of a call.
type settled struct {
	ended  []plan.NoticeID // left the queue
	freed  []plan.NoticeID // were merged and stand alone again
	again  time.Duration   // it stays queued and waits so long
	doubts uint8
}

// settle gives the command that stores what a call came to.
func (b *Outbox) settle(a answered, now time.Time) work {
	command := store.Command{
		Run: func(v *store.View) (store.Outcome, error) { return b.write(v, a, now, true), nil },
		// What hangs on it could not be written; that it was sent must be.
		Else: func(v *store.View, _ error) store.Outcome { return b.write(v, a, now, false) },
	}
	return work{command, func(r store.Result) { b.wrote(a, r, now) }}
}

// write decides by the outcome. With more, events and hooks are written too.
func (b *Outbox) write(v *store.View, a answered, now time.Time, more bool) store.Outcome {
	n, ok := v.Notice(a.call.notice.ID)
	if !ok {
		return store.Outcome{Value: settled{ended: []plan.NoticeID{a.call.notice.ID}}}
	}
	v.By, v.Source = 0, plan.Source{Notice: n.ID}
	switch a.answer.Outcome {
	case Sent:
		return accepted(v, n, a, more)
	case Unreachable:
		var out store.Outcome
		if more && n.To != 0 && b.o.Unreachable != nil {
			out = b.o.Unreachable(v, n.To, a.answer.Detail)
		}
		return finish(v, out, n, store.Unreachable, a.answer.Detail)
	case Refused:
		out := finish(v, store.Outcome{}, n, store.RefusedBy, a.answer.Detail)
		// What was merged may be accepted alone.
		out.Finished = out.Finished[:1]
		out.Value = settled{ended: []plan.NoticeID{n.ID}, freed: n.With}
		return out
	case RetryAt:
		return b.again(v, n, a, now, more)
	}
	return doubt(v, n, a.answer.Detail, now)
}

// accepted writes the receipt and what was told with it.
func accepted(v *store.View, n plan.Notice, a answered, more bool) store.Outcome {
	message := a.answer.Message
	if message == 0 {
		message = n.Edit
	}
	receipt := plan.Receipt{
		Notice: n.ID, To: n.To, Chat: a.call.chat, Message: message,
		Class: n.Class, Kind: n.Kind, Subject: n.Subject, Day: n.Day,
		Lines: a.call.shown.Lines, Said: a.call.shown.Said, Sent: v.Now.UnixMilli(), Doubts: n.Doubts,
	}
	out := store.Outcome{Finished: []store.Finished{{ID: n.ID, Ending: store.Sent, Receipt: &receipt}}}
	ended := []plan.NoticeID{n.ID}
	for _, id := range n.With {
		if _, ok := v.Notice(id); ok {
			out.Finished = append(out.Finished, store.Finished{ID: id, Ending: store.Merged, Receipt: &receipt})
			ended = append(ended, id)
		}
	}
	if more {
		for _, body := range a.call.shown.Events {
			v.Record(body)
		}
	}
	out.Value = settled{ended: ended, doubts: n.Doubts}
	return out
}

// finish ends a notice and what is merged into it in the same way.
func finish(v *store.View, out store.Outcome, n plan.Notice, ending store.Ending, detail string) store.Outcome {
	ended := []plan.NoticeID{n.ID}
	out.Finished = append([]store.Finished{{ID: n.ID, Ending: ending, Detail: detail}}, out.Finished...)
	for _, id := range n.With {
		if _, ok := v.Notice(id); ok {
			out.Finished = append(out.Finished, store.Finished{ID: id, Ending: ending, Detail: detail})
			ended = append(ended, id)
		}
	}
	out.Value = settled{ended: ended, doubts: n.Doubts}
	return out
}

// again queues a notice that was certainly not accepted. It is judged and
// worded anew, unless an earlier attempt may have arrived.
func (b *Outbox) again(v *store.View, n plan.Notice, a answered, now time.Time, more bool) store.Outcome {
	var out store.Outcome
	if to := a.answer.MovedTo; to != 0 && more {
		out = moved(v, &n, a.call.chat, to)
	}
	var freed []plan.NoticeID
	n.State = plan.Queued
	n.Attempts += min(1, ^n.Attempts) // never over
	if n.Doubts == 0 && !n.Fixed {
		n.Shown, n.With, freed = nil, nil, n.With
	}
	wait := a.answer.Wait
	switch {
	case wait > 0 || a.answer.MovedTo != 0 && n.Attempts <= maxAttempts:
	case a.answer.Everyone: // how long is one matter for all; see network
	default:
		wait = Pause(now, int(n.Attempts), uint64(n.ID))
	}
	out.Changed = append(out.Changed, n)
	out.Value = settled{again: wait, freed: freed}
	return out
}

// moved follows a chat to its new id.
func moved(v *store.View, n *plan.Notice, from, to int64) store.Outcome {
	if n.To == 0 {
		n.Chat = to
	}
	p := v.Particulars(n.To)
	if n.To == 0 || p.Chat != from {
		return store.Outcome{}
	}
	p.Chat = to
	return store.Outcome{People: []store.Particulars{p}}
}

// doubt counts an outcome that nobody knows. The notice goes out again exactly
// as it was, until it has been doubtful too often.
func doubt(v *store.View, n plan.Notice, detail string, now time.Time) store.Outcome {
	n.Doubts++
	n.State = plan.Queued
	if n.Doubts < maxDoubts {
		wait := Pause(now, int(n.Doubts), uint64(n.ID))
		return store.Outcome{
			Changed: []plan.Notice{n},
			Value:   settled{again: wait, doubts: n.Doubts},
		}
	}
	return finish(v, store.Outcome{}, n, store.Doubtful, detail)
}

// wrote brings the index to what a settle command did. When it was not
// durable, the answer comes again.
func (b *Outbox) wrote(a answered, r store.Result, now time.Time) {
	n := &a.call.notice
	if unstorable(r.Err) {
		b.back.Lock()
		b.back.answers = append(b.back.answers, a)
		b.back.Unlock()
		return
	}
	if r.Err != nil {
		b.log.Error("what follows from a message could not be stored", "notice", n.ID, "err", r.Err)
	}
	t := now.UnixNano()
	delete(b.flying, n.ID)
	b.network(a.answer, now)
	b.report(a, now)
	s, ok := r.Value.(settled)
	if !ok { // the store refused both ways: it stays marked, and counts as lost
		b.rebuild(t)
		return
	}
	b.apply(n.ID, s, t)
}

func (b *Outbox) apply(id plan.NoticeID, s settled, now int64) {
	for _, gone := range s.ended {
		b.index.remove(gone, now)
	}
	b.index.attach(s.freed, 0, now)
	e := b.index.entries[id]
	if e == nil {
		return
	}
	e.from, e.lost, e.held = now+int64(s.again), false, false
	if e.lane.busy == e {
		e.lane.busy = nil
	}
	b.index.place(e.lane, now, 0)
}

// network learns from an answer how Telegram does: a wait for everyone holds
// for all chats, and while nothing answers at all one call at a time tries.
func (b *Outbox) network(a Answer, now time.Time) {
	t := now.UnixNano()
	silent := a.Outcome == InDoubt || a.Outcome == RetryAt && a.Everyone && a.Wait == 0
	switch {
	case a.Outcome == Sent:
		b.lastSent, b.failing = now, time.Time{}
	case a.Outcome != Unreachable && a.Outcome != Refused && b.failing.IsZero():
		b.failing = now
	}
	if a.Outcome == RetryAt && a.Everyone && a.Wait > 0 {
		b.pausedTo = max(b.pausedTo, t+int64(a.Wait))
	}
	if !silent {
		if b.failures >= outageFailures {
			b.log.Info("Telegram answers again")
		}
		b.failures = 0
		return
	}
	if t < b.pausedTo { // of the same outage
		return
	}
	b.failures++
	if b.failures >= outageFailures || a.Outcome == RetryAt {
		b.failures = max(b.failures, outageFailures)
		wait := min(Pause(now, b.failures-outageFailures+1, 0), maxOutagePause)
		b.pausedTo = t + int64(wait)
		b.log.Warn("Telegram does not answer", "failures", b.failures, "again in", wait, "detail", a.Detail)
	}
}

// report logs what the operator should know.
func (b *Outbox) report(a answered, now time.Time) {
	n := &a.call.notice
	log := b.log.With("notice", n.ID, "class", n.Class.String(), "kind", n.Kind, "detail", a.answer.Detail)
	switch a.answer.Outcome {
	case InDoubt:
		log.Warn("a message is in doubt: it may have arrived", "doubts", n.Doubts+1)
	case Refused:
		if n.Edit != 0 {
			log.Info("a message can no longer be changed")
			return
		}
		log.Error("a message was refused for good")
	case Unreachable:
		log.Warn("a person cannot be reached", "person", n.To)
	case RetryAt:
		log.Debug("a message was not accepted yet", "wait", a.answer.Wait, "at", now)
	}
}

// recover gives the command that counts the doubt of a notice that was being
// sent when the process died.
func (b *Outbox) recover(id plan.NoticeID, now time.Time) work {
	command := store.Command{Run: func(v *store.View) (store.Outcome, error) {
		n, ok := v.Notice(id)
		if !ok || n.State != plan.Sending {
			return store.Outcome{Value: settled{}}, nil
		}
		return doubt(v, n, "the process ended while it was being sent", now), nil
	}}
	return work{command, func(r store.Result) {
		s, ok := r.Value.(settled)
		if !ok {
			b.crowd(id)
			return
		}
		b.log.Warn("a message is in doubt: the process ended while it was being sent", "notice", id, "doubts", s.doubts)
		s.again = 0 // the time since was pause enough
		b.apply(id, s, now.UnixNano())
	}}
}

// supersede gives the command that ends a notice that a later one replaces.
func (b *Outbox) supersede(id plan.NoticeID, now time.Time) work {
	command := store.Command{Run: func(v *store.View) (store.Outcome, error) {
		n, ok := v.Notice(id)
		if !ok || n.State != plan.Queued {
			return store.Outcome{Value: settled{}}, nil
		}
		return store.Outcome{
			Finished: []store.Finished{{ID: id, Ending: store.Superseded}},
			Value:    settled{ended: []plan.NoticeID{id}, freed: n.With},
		}, nil
	}}
	return work{command, func(r store.Result) {
		s, ok := r.Value.(settled)
		if !ok {
			b.crowd(id)
			return
		}
		if len(s.ended) > 0 {
			b.apply(id, s, now.UnixNano())
		}
	}}
}

// crowd looks at a notice's lane again in the next Step.
func (b *Outbox) crowd(id plan.NoticeID) {
	if e := b.index.entries[id]; e != nil {
		b.index.crowded[e.lane] = true
	}
}
