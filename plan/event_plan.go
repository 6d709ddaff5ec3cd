package plan

import "dondoc/workday"

// What a document that amends a plan, or a new year, makes of tasks.

// PlanAmended: a document amended a plan. The events after it in the same
// command say what it changed.
type PlanAmended struct {
	Plan PlanID `json:"plan"`
	// Document is the amending document's number.
	Document string       `json:"document"`
	Day      workday.Date `json:"day"`
}

// AreaChanged: an amended plan gives an area another code or title.
type AreaChanged struct {
	ID    AreaID `json:"id"`
	Code  string `json:"code"`
	Title string `json:"title"`
}

// TaskAmended: an amended plan words a task in another way, or gives it another
// code or place. Units and dates that it changes are in events of their own;
// Stated is what it says of them, whether or not that holds. Text, deliverable
// and coordinating units are the new ones as a whole.
type TaskAmended struct {
	Task        TaskID   `json:"task"`
	Area        AreaID   `json:"area,omitempty"`
	Code        string   `json:"code"`
	Title       string   `json:"title"`
	Text        string   `json:"text,omitempty"`
	Deliverable string   `json:"deliverable,omitempty"`
	Support     []UnitID `json:"support,omitempty"`
	Stated      *Stated  `json:"stated,omitempty"`
	// Document is the amending document's number.
	Document string `json:"document"`
}

func (PlanAmended) kind() string { return "plan_amended" }
func (AreaChanged) kind() string { return "area_changed" }
func (TaskAmended) kind() string { return "task_amended" }

func (b TaskAmended) apply(t *Task) {
	words := Words{}
	if t.Words != nil {
		words = *t.Words
	}
	words.Text, words.Deliverable, words.Stated = b.Text, b.Deliverable, b.Stated
	t.Area, t.Code, t.Title, t.Support, t.Words = b.Area, b.Code, b.Title, b.Support, &words
}

// PlanClosed: a plan is over. It is outside digests and figures of what is live.
type PlanClosed struct {
	Plan PlanID       `json:"plan"`
	Day  workday.Date `json:"day"`
}

// TaskCarried: open work of a task goes on in another plan, under a new task.
// Occurrences and assignments go on as they are, with their ids, their history
// and what waits on them; in the old plan a record of how they stood stays in
// their places, so that its figures are what they were.
type TaskCarried struct {
	ID   TaskID `json:"id"`
	Task Task   `json:"task"` // First and Since are ignored
	// From is the task of the old plan.
	From  TaskID              `json:"from"`
	Day   workday.Date        `json:"day"`
	Moved []CarriedOccurrence `json:"moved"`
}

// CarriedOccurrence is an occurrence that goes on; Left is its record.
type CarriedOccurrence struct {
	ID          OccurrenceID        `json:"id"`
	Left        OccurrenceID        `json:"left"`
	Assignments []CarriedAssignment `json:"assignments,omitempty"`
}

// CarriedAssignment is an assignment that goes on; Left is its record.
type CarriedAssignment struct {
	ID   AssignmentID `json:"id"`
	Left AssignmentID `json:"left"`
}

func (PlanClosed) kind() string  { return "plan_closed" }
func (TaskCarried) kind() string { return "task_carried" }

// carry moves occurrences to a new task and leaves their records.
func (r *Register) carry(b TaskCarried) {
	if !r.Tasks.Has(b.From) || b.ID == b.From {
		return
	}
	b.Task.First, b.Task.Since = r.Tasks.Get(b.ID).First, b.From
	b.Task.Continuous = b.Task.Deadline().Kind == workday.Continuous
	r.Tasks.Set(b.ID, b.Task)
	r.Tasks.Update(b.From, func(t *Task) { t.Carried = b.ID })
	for _, m := range b.Moved {
		if o := r.Occurrences.Get(m.ID); o.Task != b.From || o.Left {
			continue
		}
		r.leave(m)
		r.Occurrences.Update(m.ID, func(o *Occurrence) { o.Task, o.Next = b.ID, r.Tasks.Get(b.ID).First })
		r.Tasks.Update(b.ID, func(t *Task) { t.First = m.ID })
		for id := r.Occurrences.Get(m.ID).First; id != 0; id = r.Assignments.Get(id).NextInOccurrence {
			r.Assignments.Update(id, func(a *Assignment) { a.Task = b.ID })
		}
	}
}

// leave puts the record of an occurrence in its place in the chain of its task.
func (r *Register) leave(m CarriedOccurrence) {
	left := r.Occurrences.Get(m.ID)
	left.Left, left.First = true, 0
	r.Occurrences.Set(m.Left, left)
	if r.Tasks.Get(left.Task).First == m.ID {
		r.Tasks.Update(left.Task, func(t *Task) { t.First = m.Left })
	}
	for o := r.Tasks.Get(left.Task).First; o != 0; o = r.Occurrences.Get(o).Next {
		if r.Occurrences.Get(o).Next == m.ID {
			r.Occurrences.Update(o, func(o *Occurrence) { o.Next = m.Left })
		}
	}
	for _, c := range m.Assignments {
		a := r.Assignments.Get(c.ID)
		if a.Occurrence != m.ID || !r.Units.Has(a.Unit) {
			continue
		}
		unit := r.Units.Get(a.Unit)
		a.Occurrence, a.NextInOccurrence, a.NextInUnit = m.Left, r.Occurrences.Get(m.Left).First, unit.First
		a.Submission, a.Obstacle, a.Request, a.Handback, a.Decided = 0, 0, 0, 0, 0
		a.Flags, a.Shown, a.Promise, a.Told = 0, 0, 0, [Rungs]Told{}
		r.Assignments.Set(c.Left, a)
		r.Occurrences.Update(m.Left, func(o *Occurrence) { o.First = c.Left })
		unit.First = c.Left
		r.Units.Set(a.Unit, unit)
	}
}

// GoneOn reports whether all that was open of a task goes on in another plan:
// only records are left of it.
func (r *Register) GoneOn(id TaskID) bool {
	t := r.Tasks.Get(id)
	for o := t.First; o != 0; o = r.Occurrences.Get(o).Next {
		if row := r.Occurrences.Get(o); !row.Dropped && !row.Left {
			return false
		}
	}
	return t.Carried != 0
}
