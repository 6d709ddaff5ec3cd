package plan

import "dondoc/workday"

// applyWork applies the events that say how work goes on.
func applyWork(r *Register, e Event) {
	switch b := e.Body.(type) {
	case Updated:
		r.Assignments.Update(b.Assignment, func(a *Assignment) { b.apply(a, e.By) })
	case EvidenceSent:
		r.sendFile(b)
	case EvidenceKept:
		r.Files.Update(b.ID, func(f *File) { f.Size, f.Sum = b.Size, b.Sum })
	case EvidenceDropped:
		r.dropFile(b)
	case Restored:
		r.restore(b)
	case TargetReached:
		r.Targets.Update(b.Target, func(t *Target) { b.apply(t, e.By) })
	case TargetRestored:
		r.Targets.Update(b.Target, b.apply)
	case MatterRaised:
		b.Matter.Came = e.At
		r.raise(b)
	case MatterPassed:
		r.Matters.Update(b.ID, func(m *Matter) {
			m.State, m.Holder, m.Proposal, m.Since, m.Due = PassedOn, b.Holder, b.Proposal, b.Day, b.Due
			m.Came, m.Date = e.At, b.NewDue
			m.Version++
		})
	case MatterRedirected:
		r.Matters.Update(b.ID, func(m *Matter) {
			m.Holder, m.Since, m.Due, m.Came = b.Holder, b.Day, b.Due, e.At
			m.Version++
		})
	case MatterSettled:
		r.settle(b, e.By)
	case DateDirected:
		r.direct(b)
	case Corrected:
		r.correct(b)
	case EscalationHeld:
		r.Assignments.Update(b.Assignment, func(a *Assignment) { a.HeldUntil = b.Until })
	}
}

func (b Updated) apply(a *Assignment, by PersonID) {
	a.answered(b.OnBehalf)
	if b.Received {
		a.Flags |= Received
	}
	if b.Promise != 0 && b.Promise != a.Promise {
		a.promise(b.Said)
	}
	if !b.Received && !b.Unchanged {
		a.State, a.Percent = b.State, b.Percent
		a.Promise = b.Promise
		a.Decided, a.Reopened = 0, 0
	}
	if b.Text != 0 || b.Wordless {
		a.Text = b.Text
	}
	a.Updated, a.By = b.Said, by
	a.Revision++
}

// answered notes who gave an answer: a unit that answers knows of the work, and
// is to be told of what others recorded for it.
func (a *Assignment) answered(onBehalf bool) {
	if onBehalf {
		a.Flags |= OnBehalf | NewsBehalf
		return
	}
	a.Flags &^= OnBehalf | IsNew
}

// promise uses up the one promise that quiets on its side of the due date; a
// second one there does not quiet.
func (a *Assignment) promise(said workday.Date) {
	side := PromisedBefore
	if a.Due != 0 && said > a.Due {
		side = PromisedAfter
	}
	if a.Flags&side != 0 {
		a.Flags &^= PromiseQuiets
		return
	}
	a.Flags |= side | PromiseQuiets
}

func (r *Register) restore(b Restored) {
	r.Assignments.Update(b.Assignment, func(a *Assignment) {
		kept := *a
		*a = b.Before
		a.NextInUnit, a.NextInOccurrence, a.File = kept.NextInUnit, kept.NextInOccurrence, kept.File
		if kept.Told[RungHolder] != a.Told[RungHolder] {
			a.Flags &^= tellsOff // a digest has said it meanwhile
		}
		a.Told, a.Shown = kept.Told, kept.Shown
		a.Revision = kept.Revision + 1
	})
	if o := r.Assignments.Get(b.Assignment).Occurrence; b.Dated && r.Occurrences.Get(o).Period.Every == "" {
		r.Occurrences.Update(o, func(o *Occurrence) { o.Due = b.Before.Due })
	}
	for _, id := range b.Withdraw {
		r.closeMatter(id, Withdrawn)
	}
	for _, id := range b.Reopen {
		state := Pending
		if m := r.Matters.Get(id); m.Kind == Obstacle && m.Proposal != 0 {
			state = PassedOn // a leader holds it still
		}
		r.closeMatter(id, state)
	}
}

func (r *Register) raise(b MatterRaised) {
	m := b.Matter
	if !r.Assignments.Has(m.Assignment) && (m.Kind != Inquiry || m.Assignment != 0) {
		return
	}
	r.Matters.Set(b.ID, m)
	for _, id := range b.Withdraw {
		r.closeMatter(id, Withdrawn)
	}
	r.Assignments.Update(m.Assignment, func(a *Assignment) {
		for _, id := range b.Withdraw {
			a.unlink(id)
		}
		switch m.Kind {
		case Submission:
			a.State, a.Submission, a.Said = Submitted, b.ID, m.Raised
			a.Promise = 0
		case Obstacle:
			a.Obstacle = b.ID
		case Extension:
			a.Request = b.ID
		case Handback:
			a.Handback = b.ID
		case Question, Inquiry:
			return
		}
		if b.Percent != 0 {
			a.Percent = b.Percent
		}
		if m.Kind != Submission && m.Kind != Handback && a.State == NotStarted && b.Percent != 0 {
			a.State = InProgress
		}
		a.answered(m.OnBehalf)
		if m.Text != 0 || b.Wordless {
			a.Text = m.Text
		}
		a.Updated, a.By, a.Decided, a.Reopened = m.Raised, m.By, 0, 0
		a.Revision++
	})
}

// unlink forgets a matter that no longer stands.
func (a *Assignment) unlink(id MatterID) {
	switch id {
	case a.Submission:
		a.Submission = 0
	case a.Obstacle:
		a.Obstacle = 0
	case a.Request:
		a.Request = 0
	case a.Handback:
		a.Handback = 0
	}
}

func (r *Register) settle(b MatterSettled, by PersonID) {
	m := r.Matters.Get(b.ID)
	if !r.Matters.Has(b.ID) {
		return
	}
	m.State, m.Answered, m.AnsweredBy, m.Answer = b.State, b.Day, by, b.Answer
	switch {
	case m.Kind == Obstacle:
		m.Date = 0 // what was proposed; DateDirected says what was decided
	case m.Kind == Extension && b.State == Agreed && b.Due != 0:
		m.Date = b.Due
	}
	r.Matters.Set(b.ID, m)
	if m.Kind == Inquiry {
		return
	}
	r.Assignments.Update(m.Assignment, func(a *Assignment) {
		a.unlink(b.ID)
		if b.State != Withdrawn && m.Kind != Question {
			a.Decided = b.ID
		}
		switch {
		case m.Kind == Submission && b.State == Agreed:
			a.State, a.Percent, a.Said = Done, 100, b.Counted
			a.Flags |= NewsAccepted
		case m.Kind == Submission:
			a.State, a.Said = InProgress, 0
		case m.Kind == Extension && b.State == Agreed && b.Due != 0:
			a.Due, a.Dated = b.Due, b.Day
			a.Version++
			a.Extensions++
		case m.Kind == Handback && b.State == Agreed:
			a.State = Cancelled
			for _, id := range []MatterID{a.Submission, a.Obstacle, a.Request} {
				r.closeMatter(id, Withdrawn)
			}
			a.Submission, a.Obstacle, a.Request = 0, 0, 0
		}
		a.Revision++
	})
}

func (r *Register) direct(b DateDirected) {
	r.Matters.Update(b.Matter, func(m *Matter) { m.Date = b.Due })
	r.Assignments.Update(b.Assignment, func(a *Assignment) {
		if a.OriginalDue == 0 {
			a.OriginalDue = b.Due
		}
		a.Due, a.Dated = b.Due, b.Day
		a.Version++
		a.Revision++
	})
}

func (r *Register) correct(b Corrected) {
	r.Assignments.Update(b.Assignment, func(a *Assignment) {
		if b.Due != 0 {
			a.Due, a.OriginalDue, a.Dated = b.Due, b.Due, b.Day
			a.Version++
			a.Flags |= IsNew
		}
		if b.Reopen {
			a.State, a.Said, a.Decided, a.Reopened = InProgress, 0, 0, b.Day
			if a.Percent == 100 {
				a.Percent = 0 // it was not complete, and nobody has said how far it is
			}
			a.Flags = a.Flags&^(NewsAccepted|NewsBehalf) | IsNew
		}
		if b.Text != 0 {
			a.Text = b.Text
		}
		a.Revision++
	})
	if b.Due != 0 {
		a := r.Assignments.Get(b.Assignment)
		if o := r.Occurrences.Get(a.Occurrence); o.Period.Every == "" {
			r.Occurrences.Update(a.Occurrence, func(o *Occurrence) { o.Due = b.Due })
		}
	}
}
