package plan

// DutyKind is what somebody must do.
type DutyKind uint8

// The kinds of duty. An open matter is a duty of its holder under the kind
// that its own kind and state give.
const (
	NoDuty   DutyKind = iota
	Perform           // an assignment, of its unit head
	Verify            // a submission
	Settle            // an obstacle, of the office
	Direct            // an obstacle passed on, of the leader
	Decide            // a request for an extension
	TakeBack          // a hand-back
	Answer            // a question
	Reply             // an inquiry
)

// Duty is who must act on what; computed, never stored. Its identity is kind
// and subject: an assignment for Perform, a matter for all others.
type Duty struct {
	Kind    DutyKind `json:"k"`
	Subject uint32   `json:"s"`
}

// DutyOf returns the duty that an open matter is.
func DutyOf(id MatterID, m Matter) Duty {
	kind := NoDuty
	switch m.Kind {
	case Submission:
		kind = Verify
	case Obstacle:
		kind = Settle
		if m.State == PassedOn {
			kind = Direct
		}
	case Extension:
		kind = Decide
	case Handback:
		kind = TakeBack
	case Question:
		kind = Answer
	case Inquiry:
		kind = Reply
	}
	return Duty{kind, uint32(id)}
}

// Assignment returns the assignment that a duty is about.
func (r *Register) Assignment(d Duty) AssignmentID {
	if d.Kind == Perform {
		return AssignmentID(d.Subject)
	}
	return r.Matters.Get(MatterID(d.Subject)).Assignment
}

// UnitOf returns the unit that a matter is about. Zero: a leader's inquiry.
func (r *Register) UnitOf(m *Matter) UnitID {
	if m.Assignment == 0 {
		return m.Unit
	}
	return r.Assignments.Get(m.Assignment).Unit
}

// Standing reports whether the duty still is one.
func (r *Register) Standing(d Duty) bool {
	if d.Kind == Perform {
		a := r.Assignments.Get(AssignmentID(d.Subject))
		return a.Task != 0 && a.State.Open() && r.Live(&a)
	}
	m := r.Matters.Get(MatterID(d.Subject))
	if !m.State.Open() || DutyOf(MatterID(d.Subject), m) != d {
		return false
	}
	a := r.Assignments.Get(m.Assignment)
	return d.Kind == Answer || d.Kind == Reply || r.Live(&a)
}

// Live reports whether an assignment counts: its task is tracked, its plan is
// open, its occurrence stands, does not go on in another plan, and it is neither
// cancelled nor paused.
func (r *Register) Live(a *Assignment) bool {
	if !a.State.Live() || a.Task == 0 {
		return false
	}
	task := &r.Tasks.rows[a.Task]
	if task.Tracking != Tracked {
		return false
	}
	if task.Plan != 0 && r.Plans.rows[task.Plan].Closed {
		return false
	}
	o := &r.Occurrences.rows[a.Occurrence]
	return !o.Dropped && !o.Left
}
