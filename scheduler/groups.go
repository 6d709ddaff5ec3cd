package scheduler

import (
	"cmp"
	"slices"

	"dondoc/plan"
	"dondoc/workday"
)

// sharedLines is how many lines at the head of a group get their count of
// units; nobody reads further in a message.
const sharedLines = 10

// matters collects the matters that stand with the person's posts, and those
// that have climbed to them.
func (w *writing) matters() {
	for id, m := range w.r.Matters.All() {
		if !w.stands(m) {
			if w.d.Office && w.decided(m) {
				w.d.News = append(w.d.News, News{Kind: Decided, Assignment: m.Assignment, Matter: id})
			}
			continue
		}
		c := w.reach(m.Due)
		mine := w.holds(m.Holder)
		if mine {
			step, mark := w.held(m, c)
			line := w.matterLine(id, m, plan.RungHolder, step, mark)
			if group := w.group(line.Duty.Kind); group != nil {
				*group = append(*group, line)
			}
		}
		if c.rise[toAbove].day == 0 {
			continue
		}
		if post := w.r.Above(m.Holder); w.holds(post) && !(mine && w.d.Office && w.rungOf(post) == plan.RungOffice) {
			rung := w.rungOf(post)
			step, mark := w.climbed(m, c, rung)
			w.d.Climbed = append(w.d.Climbed, w.matterLine(id, m, rung, step, mark))
		}
	}
	w.settleGroup(w.d.Climbed)
	for _, kind := range []plan.DutyKind{plan.Verify, plan.Settle, plan.Direct, plan.Decide, plan.TakeBack, plan.Answer, plan.Reply} {
		w.settleGroup(*w.group(kind))
	}
}

// decided reports whether a leader decided a matter of a unit that no digest of
// the office has said yet. What the office leads itself it hears as its unit.
func (w *writing) decided(m *plan.Matter) bool {
	if m.State != plan.Agreed && m.State != plan.Refused || m.Answered < max(w.r.People.Get(w.d.Person).Told, w.s.GoLive) {
		return false
	}
	if on := m.Told[plan.RungOffice].On(); on != 0 && !(on == w.today && w.fresh) {
		return false
	}
	leader := w.r.HasRole(m.AnsweredBy, plan.Director) || w.r.HasRole(m.AnsweredBy, plan.Deputy)
	if !leader || w.r.HasRole(m.AnsweredBy, plan.Office) {
		return false
	}
	return w.r.UnitOf(m) != w.s.Office
}

// holds reports whether what stands with a post is the person's: what stands
// with one post of the office stands with all.
func (w *writing) holds(post plan.PostID) bool {
	return w.has(post) || w.d.Office && w.r.Posts.Get(post).Role == plan.Office
}

func (w *writing) group(kind plan.DutyKind) *[]Line {
	switch kind {
	case plan.Verify:
		return &w.d.Verify
	case plan.Settle:
		return &w.d.Settle
	case plan.Direct:
		return &w.d.Direct
	case plan.Decide:
		return &w.d.Decide
	case plan.TakeBack:
		return &w.d.TakeBack
	case plan.Answer:
		return &w.d.Answer
	case plan.Reply:
		return &w.d.Reply
	}
	return nil
}

// matterLine describes a matter and tells its step when it is owed.
func (w *writing) matterLine(id plan.MatterID, m *plan.Matter, rung plan.Rung, step dated, mark mark) Line {
	a := w.r.Assignments.Get(m.Assignment)
	line := Line{
		Duty: plan.DutyOf(id, *m), Assignment: m.Assignment, Unit: w.r.UnitOf(m),
		Rung: rung, Step: step.step, Day: step.day, Version: m.Version, Owed: w.owes(mark),
		Due: m.Due, Missed: w.missed(m.Due), OverdueDays: w.overdue(m.Due),
		Promise: a.Promise, Since: m.Since,
	}
	if line.Day == 0 {
		line.Step = plan.NoStep
	}
	if c := w.reach(m.Due); rung == plan.RungHolder && c.next[toAbove] && c.rise[toAbove].day == 0 {
		line.RisesTo = w.rungOf(w.r.Above(m.Holder))
	}
	if line.Owed {
		w.tell(line, false)
	}
	return line
}

// collectOverdue collects the assignments that have risen to the person's posts, and
// for the office those that rise further on the next digest day.
func (w *writing) collectOverdue() {
	for unit := range w.r.Units.All() {
		reached := w.reaches(unit)
		if reached == 0 {
			continue
		}
		for id := w.r.Units.Get(unit).First; id != 0; {
			a := &w.r.Assignments.Rows()[id]
			if a.Due != 0 && a.Due <= w.next && w.open(a) {
				w.raise(id, a, reached)
			}
			id = a.NextInUnit
		}
	}
	w.settleGroup(w.d.Overdue)
	w.settleGroup(w.d.Rising)
}

// reaches returns the rungs of a unit at which the person stands.
func (w *writing) reaches(unit plan.UnitID) rungs {
	u := w.units[unit]
	set := rungs(0)
	if w.d.Office {
		set |= bit(plan.RungOffice)
	}
	if w.has(u.deputy) {
		set |= bit(plan.RungDeputy)
	}
	if w.has(w.director) {
		set |= bit(plan.RungDirector)
	}
	return set
}

// raise adds an assignment to what has risen to the person, once, at the
// highest of the person's rungs; all of them count as told.
func (w *writing) raise(id plan.AssignmentID, a *plan.Assignment, reached rungs) {
	c := w.reach(a.Due)
	now, next := w.risen(a, c)
	line, _ := w.line(id, a)
	if w.d.Office && next.highest() >= plan.RungDeputy {
		w.d.Rising = append(w.d.Rising, line)
	}
	now &= reached
	if now == 0 {
		return
	}
	line.Step, line.Day = plan.NoStep, 0
	for rung := plan.RungOffice; rung <= plan.RungDirector; rung++ {
		if now&bit(rung) == 0 {
			continue
		}
		step, mark := w.above(a, c, rung)
		line.Rung, line.Step, line.Day = rung, step.step, step.day
		if w.owes(mark) {
			line.Owed = true
			w.tell(line, false)
		}
	}
	w.d.Overdue = append(w.d.Overdue, line)
}

// settleGroup orders a group, the longest waiting first, and counts the units
// of its first lines.
func (w *writing) settleGroup(lines []Line) {
	slices.SortFunc(lines, func(a, b Line) int {
		return cmp.Or(compareDue(a, b), cmp.Compare(a.Rung, b.Rung))
	})
	for i := range lines[:min(len(lines), sharedLines)] {
		w.share(&lines[i])
	}
}

// wanting collects for the office what the plan itself still lacks: dates, lead
// units, confirmed hints.
func (w *writing) wanting() {
	for id, task := range w.r.Tasks.All() {
		if task.Tracking != plan.Tracked || w.r.Plans.Get(task.Plan).Closed || task.Carried != 0 && w.r.GoneOn(id) {
			continue
		}
		led, dated, open := w.standing(task)
		if !led {
			w.d.NoLead = append(w.d.NoLead, id)
		}
		kind := task.Deadline().Kind
		if (kind == workday.Unknown || kind == workday.Relative) && !dated && (open || !led) {
			w.d.NoDeadline = append(w.d.NoDeadline, id)
		}
	}
	for id, s := range w.r.Suggestions.All() {
		task := w.r.Tasks.Get(s.Task)
		if !s.Closed && task.Tracking == plan.Tracked && !w.r.Plans.Get(task.Plan).Closed {
			w.d.Suggestions = append(w.d.Suggestions, id)
		}
	}
}

// standing says of a task whether a unit leads it, whether it has a date and
// whether work is open.
func (w *writing) standing(task *plan.Task) (led, dated, open bool) {
	for id := task.First; id != 0; {
		o := w.r.Occurrences.Get(id)
		dated = dated || !o.Dropped && o.Due != 0
		for aid := o.First; aid != 0 && !o.Dropped; {
			a := &w.r.Assignments.Rows()[aid]
			led = led || a.State != plan.Cancelled
			dated = dated || a.State.Live() && a.Due != 0
			open = open || a.State.Open()
			aid = a.NextInOccurrence
		}
		id = o.Next
	}
	return led, dated, open
}

// unreached collects for the office the duties that nobody receives: units
// without a reachable recipient, and matters with a leader without one. Their
// steps are not told by it, so that who joins later is told of them.
func (w *writing) unreached() {
	for unit := range w.r.Units.All() {
		head := w.units[unit].head
		if len(w.r.Recipients(head)) > 0 {
			continue
		}
		if w.lost(head) {
			w.d.Lost = append(w.d.Lost, unit)
		} else {
			w.d.NotJoined = append(w.d.NotJoined, unit)
		}
		of := UnitLines{Unit: unit, Post: head}
		for id := w.r.Units.Get(unit).First; id != 0; {
			a := &w.r.Assignments.Rows()[id]
			if w.open(a) {
				of.Open++
				if line, h := w.line(id, a); h.mark != quiet {
					line.Owed, line.New = true, h.isNew
					of.Lines = append(of.Lines, line)
				}
			}
			id = a.NextInUnit
		}
		w.carry(of)
	}
	byPost := map[plan.PostID]*UnitLines{}
	var posts []plan.PostID
	for id, m := range w.r.Matters.All() {
		role := w.r.Posts.Get(m.Holder).Role
		if role == plan.Office || !w.stands(m) || len(w.r.Recipients(m.Holder)) > 0 {
			continue
		}
		of := byPost[m.Holder]
		if of == nil {
			of = &UnitLines{Post: m.Holder}
			byPost[m.Holder] = of
			posts = append(posts, m.Holder)
		}
		of.Open++
		if step, mark := w.held(m, w.reach(m.Due)); mark != quiet {
			line := w.matterLine(id, m, plan.RungHolder, step, quiet)
			line.Owed = true
			of.Lines = append(of.Lines, line)
		}
	}
	slices.Sort(posts)
	for _, post := range posts {
		w.carry(*byPost[post])
	}
}

// lost reports whether somebody of a post has joined and can be sent nothing.
func (w *writing) lost(id plan.PostID) bool {
	post := w.r.Posts.Get(id)
	for _, person := range []plan.PersonID{post.Holder, post.Acting, post.Delegate} {
		if p := w.r.People.Get(person); person != 0 && p.Unreachable != 0 && (p.State == plan.Joined || p.State == plan.Provisional) {
			return true
		}
	}
	return false
}

func (w *writing) carry(of UnitLines) {
	if of.Open == 0 {
		return
	}
	slices.SortFunc(of.Lines, w.urgency)
	w.d.Unreached = append(w.d.Unreached, of)
}
