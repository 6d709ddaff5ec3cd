package outbox

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"dondoc/plan"
	"dondoc/store"
)

// maxAttempts is how often a notice that cannot be worded is tried.
const maxAttempts = 5

// round is what the commands of one round share. They run one after another in
// the writer, while the Step waits for them.
type round struct {
	b          *Outbox
	now        time.Time
	budget     int
	conditions Conditions
}

// started is what became of a notice that might have gone out; zero: it stays
// as it was, because the budget was used up.
type started struct {
	call  *call
	hold  time.Time       // it waits
	ended []plan.NoticeID // left the queue
	gone  bool            // was not in the queue any more
	tried bool            // and it was an attempt
}

// start gives the command that judges, renders and marks a notice.
func (r *round) start(e *entry) work {
	id, to, took := e.id, e.lane.address, false
	var together []plan.NoticeID
	var busy []plan.Class
	if r.b.o.Release != nil && e.lane.class != plan.AnswerClass {
		together, busy = r.b.index.together(to)
	}
	command := store.Command{
		Run: func(v *store.View) (store.Outcome, error) {
			if r.budget == 0 {
				return store.Outcome{Value: started{}}, nil
			}
			out, err := r.judge(v, id, together, busy)
			if s, ok := out.Value.(started); ok && s.call != nil && err == nil {
				r.budget--
				took = true
			}
			return out, err
		},
		Else: func(v *store.View, err error) store.Outcome {
			if took { // worded, but it could not be written down
				r.budget++
			}
			return r.unworded(v, id, err)
		},
	}
	return work{command, func(result store.Result) { r.b.begun(id, to, result, r.now) }}
}

// judge decides about one notice; together is what else waits for its receiver,
// busy the classes of which something is on the way to them.
func (r *round) judge(v *store.View, id plan.NoticeID, together []plan.NoticeID, busy []plan.Class) (store.Outcome, error) {
	n, ok := v.Notice(id)
	if !ok || n.State != plan.Queued {
		return store.Outcome{Value: started{gone: true}}, nil
	}
	if r.b.o.Release == nil || !judged(&n) {
		return r.mark(v, n)
	}
	queued := make([]plan.Notice, 0, len(together))
	for _, id := range together {
		if n, ok := v.Notice(id); ok {
			queued = append(queued, n)
		}
	}
	verdict := r.release(v, queued, n)
	if verdict.Act == Merge {
		// The other one goes first and takes this one along, or both wait.
		into, ok := v.Notice(verdict.Into)
		switch {
		case !ok || into.ID == n.ID || len(n.Shown) > 0:
			verdict.Act = Send
		case into.State == plan.Sending || len(into.Shown) > 0 || slices.Contains(busy, into.Class):
			verdict = Verdict{Act: Hold, Until: r.now.Add(time.Second)}
		default:
			n, verdict = into, r.release(v, queued, into)
			if verdict.Act == Merge { // a chain is no reason to wait
				verdict.Act = Send
			}
		}
	}
	switch verdict.Act {
	case Hold:
		return r.hold(verdict.Until), nil
	case Drop:
		return drop(n, verdict.Reason), nil
	}
	if len(n.Shown) == 0 {
		n.With = r.taken(v, queued, n)
	}
	return r.mark(v, n)
}

// judged reports whether Release has a say: answers go at once, and changing a
// message already sent is one.
func judged(n *plan.Notice) bool { return n.Class != plan.AnswerClass && n.Edit == 0 }

func (r *round) release(v *store.View, queued []plan.Notice, n plan.Notice) Verdict {
	verdict := r.b.o.Release(v.Register, queued, n, r.conditions, r.now)
	if verdict.Act == Drop && n.Class == plan.OutcomeClass {
		verdict.Act = Send // carries its own arguments: what was decided stays so
	}
	return verdict
}

// taken lists the queued notices that Release merges into one that goes now.
func (r *round) taken(v *store.View, queued []plan.Notice, n plan.Notice) []plan.NoticeID {
	var with []plan.NoticeID
	for _, m := range queued {
		if m.ID == n.ID || m.State != plan.Queued || len(m.Shown) > 0 {
			continue
		}
		if verdict := r.release(v, queued, m); verdict.Act == Merge && verdict.Into == n.ID {
			with = append(with, m.ID)
		}
	}
	return with
}

func (r *round) hold(until time.Time) store.Outcome {
	if !until.After(r.now) || until.After(r.now.Add(maxHold)) {
		until = r.now.Add(maxHold)
	}
	return store.Outcome{Value: started{hold: until}}
}

func drop(n plan.Notice, reason string) store.Outcome {
	return store.Outcome{
		Finished: []store.Finished{{ID: n.ID, Ending: store.Stale, Detail: reason}},
		Value:    started{ended: []plan.NoticeID{n.ID}},
	}
}

// mark words a notice, unless it goes out again as it was, and marks it.
func (r *round) mark(v *store.View, n plan.Notice) (store.Outcome, error) {
	chat := n.Chat
	if n.To != 0 {
		chat = v.Particulars(n.To).Chat
	}
	if chat == 0 {
		return store.Outcome{
			Finished: []store.Finished{{ID: n.ID, Ending: store.Unreachable, Detail: "no chat"}},
			Value:    started{ended: []plan.NoticeID{n.ID}},
		}, nil
	}
	c := &call{chat: chat}
	if len(n.Shown) == 0 {
		shown, err := r.b.o.Render(v, n)
		if err != nil {
			return store.Outcome{}, err
		}
		if n.Shown, err = seal(shown); err != nil {
			return store.Outcome{}, err
		}
		c.shown = &shown
	}
	n.State = plan.Sending
	c.notice = n
	return store.Outcome{Changed: []plan.Notice{n}, Value: started{call: c}}, nil
}

// unworded counts an attempt of a notice that could not be worded or written.
func (r *round) unworded(v *store.View, id plan.NoticeID, err error) store.Outcome {
	n, ok := v.Notice(id)
	if !ok || n.State != plan.Queued {
		return store.Outcome{Value: started{gone: true}}
	}
	n.Attempts++
	if n.Attempts >= maxAttempts {
		return store.Outcome{
			Finished: []store.Finished{{ID: id, Ending: store.RefusedBy, Detail: err.Error()}},
			Value:    started{ended: []plan.NoticeID{id}},
		}
	}
	if n.With = nil; !n.Fixed {
		n.Shown = nil
	}
	return store.Outcome{
		Changed: []plan.Notice{n},
		Value:   started{hold: r.now.Add(Pause(r.now, int(n.Attempts), uint64(id))), tried: true},
	}
}

// begun brings the index to what a start command did, and makes the call. The
// index may have been made anew since the command was given.
func (b *Outbox) begun(id plan.NoticeID, to address, result store.Result, now time.Time) {
	t := now.UnixNano()
	if result.Err != nil && !unstorable(result.Err) {
		b.log.Error("a notice could not be worded", "notice", id, "err", result.Err)
	}
	s, ok := result.Value.(started)
	e := b.index.entries[id]
	switch {
	case unstorable(result.Err):
	case s.call != nil:
		b.limiter.take(to, t)
		n := &s.call.notice // perhaps another one, with this one in it
		b.index.attach(n.With, n.ID, t)
		if sender := b.index.entries[n.ID]; sender != nil {
			sender.lane.busy, sender.tried = sender, true
			b.index.place(sender.lane, t, 0)
		}
		b.launch(s.call)
	case len(s.ended) > 0:
		for _, gone := range s.ended {
			b.index.remove(gone, t)
		}
	case s.gone:
		b.rebuild(t)
	case e == nil:
	case !ok: // not even the attempt could be counted
		e.from = t + int64(maxPause)
	case !s.hold.IsZero():
		e.from, e.tried, e.held = s.hold.UnixNano(), e.tried || s.tried, !s.tried
	}
	if e = b.index.entries[id]; e != nil {
		b.index.place(e.lane, t, b.limiter.chatReady(to))
	}
}

// sealed is how Rendered is kept in Shown: a body alone does not say its kind.
type sealed struct {
	Message Message             `json:"message"`
	Lines   []plan.NumberedDuty `json:"lines,omitempty"`
	Said    json.RawMessage     `json:"said,omitempty"`
	Events  []plan.Event        `json:"events,omitempty"`
}

// Fix words a notice for good: what it says is known when it is owed.
func Fix(n plan.Notice, r Rendered) (plan.Notice, error) {
	var err error
	n.Shown, err = seal(r)
	n.Fixed = true
	return n, err
}

func seal(r Rendered) (json.RawMessage, error) {
	s := sealed{Message: r.Message, Lines: r.Lines, Said: r.Said}
	for _, body := range r.Events {
		s.Events = append(s.Events, plan.Event{Body: body})
	}
	data, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("outbox: what is shown cannot be kept: %w", err)
	}
	return data, nil
}

func unseal(data json.RawMessage) (Rendered, error) {
	var s sealed
	if err := json.Unmarshal(data, &s); err != nil {
		return Rendered{}, fmt.Errorf("outbox: what was shown cannot be read: %w", err)
	}
	r := Rendered{Message: s.Message, Lines: slices.Clip(s.Lines), Said: s.Said}
	for _, e := range s.Events {
		r.Events = append(r.Events, e.Body)
	}
	return r, nil
}
