package scheduler

import (
	"time"

	"dondoc/plan"
)

const (
	// togetherFor is how long outcomes and assignments wait for others of their
	// kind, so that several within that time are one message.
	togetherFor = 30 * time.Minute
	// beforeClosing is how long before the end of working hours what waits goes
	// out rather than wait for the next ones.
	beforeClosing = time.Minute
	// alone is how many decisions of a half-day go out by themselves.
	alone = 3
)

// waiting judges the time of a notice among what waits with it.
type waiting struct {
	hours
	r      *plan.Register
	queued []plan.Notice
	now    time.Time
}

// inHours sends in working hours from an instant on, and holds before.
func (w waiting) inHours(from time.Time) Verdict {
	if from.Before(w.now) {
		from = w.now
	}
	if until := w.opening(from); until.After(w.now) {
		return Verdict{Until: until, Reason: "outside working hours, or waiting for others"}
	}
	return Verdict{Act: Send}
}

// together lets the first outcome or assignment of a person wait for others,
// which are merged into it. It does not wait beyond the working hours that it
// came in.
func (w waiting) together(n plan.Notice) Verdict {
	if first := w.first(n, func(plan.Notice) bool { return true }); first != 0 {
		return Verdict{Act: Merge, Into: first, Reason: "with others of its kind"}
	}
	from := w.opening(time.UnixMilli(n.Created))
	until := time.UnixMilli(n.Created).Add(togetherFor)
	if end := w.closing(from).Add(-beforeClosing); until.After(end) {
		until = end
	}
	if until.Before(from) {
		until = from
	}
	return w.inHours(until)
}

// decision sends the first decisions of a half-day by themselves; from the
// fourth on they go together at the next time for that.
func (w waiting) decision(n plan.Notice) Verdict {
	if !w.late(n) {
		return w.inHours(w.now)
	}
	if first := w.first(n, w.late); first != 0 {
		return Verdict{Act: Merge, Into: first, Reason: "with other decisions"}
	}
	return w.inHours(w.batch(w.opening(w.came(n))))
}

// late reports whether a decision is beyond those of its half-day that go out
// by themselves: by when matters came to the posts of its receiver.
func (w waiting) late(n plan.Notice) bool {
	if n.Subject.Kind == plan.NoDuty || n.Subject.Kind == plan.Perform {
		return false
	}
	came, before := w.came(n), 0
	mine := w.half(came)
	// A half-day and the time before it that counts with it begin no earlier
	// than the last working day before it.
	earliest := at(w.cal.Add(mine.day, -1), 0, w.zone).UnixMilli()
	rows := w.r.Matters.Rows()
	for id := 1; id < len(rows) && before < alone; id++ {
		m := &rows[id]
		if m.Kind != plan.Obstacle && m.Kind != plan.Extension || m.Came < earliest || m.Came > came.UnixMilli() {
			continue
		}
		if m.Came == came.UnixMilli() && uint32(id) >= n.Subject.Subject {
			continue
		}
		if w.half(time.UnixMilli(m.Came)) == mine && receivesMatter(w.r, m.Holder, n.To) {
			before++
		}
	}
	return before >= alone
}

// came returns the instant at which the holder got what a decision is about.
func (w waiting) came(n plan.Notice) time.Time {
	if m := w.r.Matters.Get(plan.MatterID(n.Subject.Subject)); m.Came != 0 {
		return time.UnixMilli(m.Came)
	}
	return time.UnixMilli(n.Created)
}

// first returns the first waiting notice into which n is merged: of the same
// person, class and choice, not yet tried, still true. Zero when n is it.
func (w waiting) first(n plan.Notice, choice func(plan.Notice) bool) plan.NoticeID {
	for _, q := range w.queued {
		if q.ID >= n.ID {
			break
		}
		same := q.To == n.To && q.Chat == n.Chat && q.Class == n.Class && q.Edit == 0 && n.Edit == 0
		fresh := q.State == plan.Queued && q.Doubts == 0
		if same && fresh && choice(q) && stale(w.r, q) == "" {
			return q.ID
		}
	}
	return 0
}
