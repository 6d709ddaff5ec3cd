package plan

import "dondoc/workday"

// Apply does to the register what an event says. It is total: an event that
// names what is not there changes nothing, so that every journal can be
// replayed. It asks no rule, no calendar and no clock.
func Apply(r *Register, e Event) {
	switch b := e.Body.(type) {
	case SettingsChanged:
		r.Settings.Set(1, b.Settings)
		r.derive()
	case DayRuled:
		r.ruleDay(b.Day)
	case GroupAdded:
		r.Groups.Set(b.ID, Group{Name: b.Name})
	case UnitSet:
		b.Unit.First = r.Units.Get(b.ID).First
		r.Units.Set(b.ID, b.Unit)
	case PostSet:
		old := r.Posts.Get(b.ID)
		b.Post.Holder, b.Post.Delegate, b.Post.Acting = old.Holder, old.Delegate, old.Acting
		r.Posts.Set(b.ID, b.Post)
	case PersonAdded:
		r.People.Set(b.ID, Person{})
	case Seated:
		r.Posts.Update(b.Post, func(p *Post) { p.seat(b.Seat, b.Person) })
	case PersonChanged:
		r.People.Update(b.Person, b.apply)
	case Invited:
		r.Invitations.Set(b.ID, b.Invitation)
	case InvitationUsed:
		r.Invitations.Update(b.ID, func(i *Invitation) { i.Used = b.Person })
	case AccountRejected:
		r.Invitations.Update(b.Invitation, func(i *Invitation) { i.Since, i.Rejected = b.Since, e.At })
	case Heard:
		r.People.Update(b.Person, func(p *Person) { p.Heard = max(p.Heard, b.Day) })
	case DigestTold:
		r.tell(b)
	case PlanAdded:
		r.Plans.Set(b.ID, b.Plan)
	case PlanAmended:
		r.Plans.Update(b.Plan, func(p *Plan) { p.Amended, p.Version = b.Document, p.Version+1 })
	case PlanClosed:
		r.Plans.Update(b.Plan, func(p *Plan) { p.Closed = true })
	case AreaAdded:
		r.Areas.Set(b.ID, b.Area)
	case AreaChanged:
		r.Areas.Update(b.ID, func(a *Area) { a.Code, a.Title = b.Code, b.Title })
	case TaskAdded:
		b.Task.First = r.Tasks.Get(b.ID).First
		b.Task.Continuous = b.Task.Deadline().Kind == workday.Continuous
		r.Tasks.Set(b.ID, b.Task)
	case TaskCarried:
		r.carry(b)
	case TaskAmended:
		r.Tasks.Update(b.Task, b.apply)
	case TargetAdded:
		r.Targets.Set(b.ID, b.Target)
	case TargetAmended:
		r.Targets.Update(b.Target, b.apply)
	case SuggestionAdded:
		r.Suggestions.Set(b.ID, b.Suggestion)
	case SuggestionClosed:
		r.Suggestions.Update(b.ID, func(s *Suggestion) { s.Closed = true })
	case TaskDated:
		r.dateTask(b)
	case TaskAssigned:
		r.give(b.Task, b.Given, b)
	case TaskTracked:
		r.Tasks.Update(b.Task, b.apply)
		r.cancel(b.Cancelled)
	default:
		applyWork(r, e)
	}
}

func (r *Register) ruleDay(day Day) {
	id := r.Days.Next()
	for known, d := range r.Days.All() {
		if d.Date == day.Date {
			id = known
		}
	}
	r.Days.Set(id, day)
	r.derive()
}

func (p *Post) seat(seat Seat, person PersonID) {
	switch seat {
	case HolderSeat:
		p.Holder = person
	case DelegateSeat:
		p.Delegate = person
	case ActingSeat:
		p.Acting = person
	}
}

func (b PersonChanged) apply(p *Person) {
	if b.State != Named {
		p.State = b.State
	}
	if b.Language != "" {
		p.Language = b.Language
	}
	if b.Since != 0 {
		p.Since = b.Since
	}
	if b.Lost != 0 && p.Unreachable == 0 {
		p.Unreachable = b.Lost
	}
	if b.Found {
		p.Unreachable = 0
	}
}

// tellsOff are the flags that end when a digest has said them.
const tellsOff = IsNew | NewsAccepted | NewsBehalf

// tell writes what a digest told on its duties.
func (r *Register) tell(b DigestTold) {
	r.People.Update(b.Person, func(p *Person) { p.Told = max(p.Told, b.Day) })
	for _, d := range b.Duties {
		if d.Rung >= Rungs {
			continue
		}
		told := TellOn(b.Day, d.Step, d.Version)
		if d.Duty.Kind != Perform {
			r.Matters.Update(MatterID(d.Duty.Subject), func(m *Matter) { m.Told[d.Rung] = told })
			continue
		}
		r.Assignments.Update(AssignmentID(d.Duty.Subject), func(a *Assignment) {
			if d.Rung == RungHolder {
				a.Flags &^= tellsOff
				if d.Shown {
					a.Shown = b.Day
				}
			}
			if d.Step != NoStep {
				a.Told[d.Rung] = told
			}
		})
	}
}

func (b TaskTracked) apply(t *Task) {
	t.Tracking = b.Tracking
	if b.Document == "" && (t.Words == nil || t.Words.Ended == "") {
		return
	}
	words := Words{}
	if t.Words != nil {
		words = *t.Words
	}
	words.Ended = b.Document
	t.Words = &words
}

func (r *Register) dateTask(b TaskDated) {
	if !r.Tasks.Has(b.Task) {
		return
	}
	for _, n := range b.New {
		task := r.Tasks.Get(b.Task)
		r.Occurrences.Set(n.ID, Occurrence{Task: b.Task, Next: task.First, Period: n.Period, Due: n.Due, From: n.From})
		task.First = n.ID
		r.Tasks.Set(b.Task, task)
	}
	for _, m := range b.Moved {
		r.Occurrences.Update(m.ID, func(o *Occurrence) { o.Period, o.Due, o.From, o.Dropped = m.Period, m.Due, m.From, false })
	}
	for _, id := range b.Dropped {
		r.Occurrences.Update(id, func(o *Occurrence) { o.Dropped = true })
	}
	r.Tasks.Update(b.Task, func(t *Task) {
		words := Words{}
		if t.Words != nil {
			words = *t.Words
		}
		words.Deadline = b.Deadline
		t.Words = &words
		t.Continuous = b.Deadline.Kind == workday.Continuous
	})
	for _, d := range b.Dues {
		r.Assignments.Update(d.Assignment, func(a *Assignment) {
			if a.Due == d.Due {
				return
			}
			if a.OriginalDue == 0 {
				a.OriginalDue = d.Due
			}
			a.Due = d.Due
			a.Version++
			a.Revision++
			if !b.Import {
				a.Dated = b.Day
				a.Flags |= IsNew
			}
		})
	}
	r.cancel(b.Cancelled)
	r.give(b.Task, b.Given, TaskAssigned{Task: b.Task, Day: b.Day})
}

// give adds assignments, newest first, and withdraws others.
func (r *Register) give(task TaskID, given []NewAssignment, b TaskAssigned) {
	if !r.Tasks.Has(task) {
		given = nil
	}
	for _, n := range given {
		occurrence, unit := r.Occurrences.Get(n.Occurrence), r.Units.Get(n.Unit)
		if !r.Occurrences.Has(n.Occurrence) || !r.Units.Has(n.Unit) {
			continue
		}
		flags := IsNew
		if occurrence.From > b.Day {
			flags = 0 // the next period of known work is not news
		}
		r.Assignments.Set(n.ID, Assignment{
			Task: task, Occurrence: n.Occurrence, Unit: n.Unit,
			NextInUnit: unit.First, NextInOccurrence: occurrence.First, Flags: flags,
			Due: n.Due, OriginalDue: n.Due, Given: max(b.Day, occurrence.From), Dated: b.Day,
		})
		unit.First, occurrence.First = n.ID, n.ID
		r.Units.Set(n.Unit, unit)
		r.Occurrences.Set(n.Occurrence, occurrence)
	}
	r.cancel(b.Withdrawn)
}

// cancel ends assignments together with what waits on them.
func (r *Register) cancel(ids []AssignmentID) {
	for _, id := range ids {
		r.Assignments.Update(id, func(a *Assignment) {
			for _, m := range []MatterID{a.Submission, a.Obstacle, a.Request, a.Handback} {
				r.closeMatter(m, Withdrawn)
			}
			a.Submission, a.Obstacle, a.Request, a.Handback = 0, 0, 0, 0
			a.State = Cancelled
			a.Flags |= IsNew
			a.Revision++
		})
	}
}

func (r *Register) closeMatter(id MatterID, state MatterState) {
	r.Matters.Update(id, func(m *Matter) { m.State = state })
}
