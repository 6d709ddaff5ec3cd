package scheduler

import (
	"dondoc/plan"
	"dondoc/workday"
)

// mark says how a step stands with a rung.
type mark uint8

// The marks. A step told today is still owed to another recipient of the same
// post who had no digest today.
const (
	quiet     mark = iota // nothing to tell
	owed                  // reached and not told
	toldToday             // told today, to somebody
)

// told looks up what a rung was told at a version of the due date: the day,
// zero for nothing.
func told(t plan.Told, version uint8) workday.Date {
	if t.Version != version+1 {
		return 0
	}
	return t.On()
}

// open reports whether an assignment is open work that counts and has begun.
func (t *tick) open(a *plan.Assignment) bool {
	return a.State.Open() && a.Begun(t.today) && t.r.Live(a)
}

// continuous reports whether an assignment is of a task without end.
func (t *tick) continuous(a *plan.Assignment) bool {
	return a.Due == 0 && t.r.Tasks.Rows()[a.Task].Continuous
}

// since returns the day before which no step of an assignment exists: the one
// on which it was given or its date set, or the first of the office.
func (t *tick) since(a *plan.Assignment) workday.Date {
	return max(a.Given, a.Dated, t.s.GoLive)
}

// isNew reports whether the unit is still to be told that it has the work:
// given or changed, or not told since the office has gone live.
func (t *tick) isNew(a *plan.Assignment) bool {
	if a.Flags&plan.IsNew != 0 {
		return true
	}
	if a.Given >= t.s.GoLive || a.Told[plan.RungHolder].On() >= t.s.GoLive {
		return false
	}
	return a.Updated < t.s.GoLive || a.Flags&plan.OnBehalf != 0
}

// holding is how an assignment stands with its unit.
type holding struct {
	dated // the owed step; else the latest one reached
	mark  mark
	isNew bool
}

// holder judges an open assignment for its unit, c being what its due date
// says and rises the rung it rises to next. It does not ask whether the
// assignment counts.
func (t *tick) holder(a *plan.Assignment, c *reach, rises plan.Rung) holding {
	h := holding{dated: c.latest}
	byDay := false // the same step may come again on a later day
	if a.Due == 0 && t.asking && t.continuous(a) {
		h.dated, byDay = dated{continuousStep, t.cutoffDay}, true
	}
	if !t.live || a.Waiting() {
		return h
	}
	on := told(a.Told[plan.RungHolder], a.Version)
	step := h.dated
	floor := a.Updated // an update or promise quiets up to and on that day
	if a.Flags&plan.PromiseQuiets != 0 && a.Promise != 0 {
		floor = max(floor, a.Promise)
		if day := t.digestDay(a.Promise + 1); day <= t.today && day > step.day {
			step, byDay = dated{plan.PromiseStep, day}, true
		}
	}
	pending := step.day > floor && step.day >= t.since(a) && step.day > on &&
		(byDay || on == 0 || a.Told[plan.RungHolder].Step != step.step)
	if !pending && rises >= plan.RungDeputy && on < t.today {
		step, pending = dated{plan.Step(c.over), t.today}, true
	}
	h.isNew = t.isNew(a)
	if !pending && h.isNew {
		step, pending = dated{plan.NewStep, t.since(a)}, true
	}
	switch {
	case pending:
		h.dated, h.mark = step, owed
	case on == t.today && a.Updated < t.today:
		h.dated, h.mark = dated{a.Told[plan.RungHolder].Step, t.today}, toldToday
	}
	return h
}

// rungs is a set of rungs above the holder, one bit for each.
type rungs uint8

func bit(rung plan.Rung) rungs { return 1 << rung }

// highest returns the highest rung of a set; RungHolder for the empty one.
func (s rungs) highest() plan.Rung {
	for rung := plan.RungDirector; s != 0 && rung > plan.RungHolder; rung-- {
		if s&bit(rung) != 0 {
			return rung
		}
	}
	return plan.RungHolder
}

// risen returns the rungs that an open assignment has climbed to today, and
// those that the next digest day adds.
func (t *tick) risen(a *plan.Assignment, c *reach) (now, next rungs) {
	if !c.rises || a.Waiting() {
		return 0, 0
	}
	if a.Dated < t.graceToday {
		for i := toOffice; i <= toDirector; i++ {
			if c.rise[i].day != 0 {
				now |= bit(plan.Rung(i + 1))
			}
		}
	}
	if a.Dated < t.graceNext {
		for i := toOffice; i <= toDirector; i++ {
			if c.next[i] {
				next |= bit(plan.Rung(i + 1))
			}
		}
	}
	// Where every step so far is before the work was given or dated, or before
	// go-live, a leader is told at the next step, and the day before it is said.
	for rung := plan.RungDeputy; rung <= plan.RungDirector; rung++ {
		if now&bit(rung) == 0 || told(a.Told[rung], a.Version) != 0 || c.rise[rung-1].day >= t.since(a) {
			continue
		}
		now &^= bit(rung)
		if !t.stepsNext(a.Due) {
			next &^= bit(rung)
		}
	}
	// The office holds what goes beyond it; it sees what it holds.
	if a.HeldUntil >= t.today {
		now &= bit(plan.RungOffice)
	}
	if a.HeldUntil >= t.next {
		next &= bit(plan.RungOffice)
	}
	u := &t.units[a.Unit]
	if u.ownOffice {
		now, next = now&^bit(plan.RungOffice), next&^bit(plan.RungOffice)
	}
	if u.noDeputy {
		now, next = now&^bit(plan.RungDirector), next&^bit(plan.RungDirector)
	}
	return now, next &^ now
}

// stepsNext reports whether a listed overdue step is reached first on the next
// digest day.
func (t *tick) stepsNext(due workday.Date) bool {
	n := listed(t.s.After, t.cal.Between(t.missed(due), t.next))
	return n > 0 && t.overDay(due, n) == t.next
}

// above judges an assignment that has risen for the rung it has risen to. An
// update of the unit does not stay it: only a decision can.
func (t *tick) above(a *plan.Assignment, c *reach, rung plan.Rung) (dated, mark) {
	return t.ladder(c.rise[rung-1], a.Told[rung], a.Version, t.since(a))
}

// ladder judges a step for a rung that is told every step once.
func (t *tick) ladder(step dated, was plan.Told, version uint8, since workday.Date) (dated, mark) {
	on := told(was, version)
	switch {
	case !t.live || step.day == 0:
	case step.day >= since && step.day > on && (on == 0 || was.Step != step.step):
		return step, owed
	case on == t.today:
		return dated{was.Step, t.today}, toldToday
	}
	return step, quiet
}

// stands reports whether a matter is a duty of somebody: open, about work that
// counts. A question may be about work that counts no more,
// an inquiry about none.
func (t *tick) stands(m *plan.Matter) bool {
	if !m.State.Open() {
		return false
	}
	if m.Kind == plan.Question || m.Kind == plan.Inquiry {
		return true
	}
	a := t.r.Assignments.Get(m.Assignment)
	return t.r.Live(&a)
}

// held judges a matter for its holder: steps on its due day and after it.
func (t *tick) held(m *plan.Matter, c *reach) (dated, mark) {
	step := c.latest
	if step.step <= 0 {
		step = c.zero
	}
	return t.ladder(step, m.Told[plan.RungHolder], m.Version, max(m.Since, t.s.GoLive))
}

// climbed judges a matter for the post above its holder, rung being that
// post's.
func (t *tick) climbed(m *plan.Matter, c *reach, rung plan.Rung) (dated, mark) {
	return t.ladder(c.rise[toAbove], m.Told[rung], m.Version, max(m.Since, t.s.GoLive))
}

// rungOf returns the rung at which a post meets what is not its own.
func (t *tick) rungOf(post plan.PostID) plan.Rung {
	switch t.r.Posts.Get(post).Role {
	case plan.Director:
		return plan.RungDirector
	case plan.Deputy:
		return plan.RungDeputy
	case plan.Office:
		return plan.RungOffice
	}
	return plan.RungHolder
}
