package bot

import (
	"slices"

	"dondoc/plan"
	"dondoc/workday"
)

// taskDid is what the office changed of one task in one go, with what it was
// before, so that one tap takes it back.
type taskDid struct {
	Task     plan.TaskID         `json:"task"`
	Added    bool                `json:"added,omitempty"` // the task is new
	Deadline workday.Deadline    `json:"deadline,omitzero"`
	Tracking plan.Tracking       `json:"tracking,omitempty"`
	After    afterTask           `json:"after"`
	Moved    []occurrenceWas     `json:"moved,omitempty"`
	New      []plan.OccurrenceID `json:"new,omitempty"`
	Given    []plan.AssignmentID `json:"given,omitempty"`
	Rows     []assignmentWas     `json:"rows,omitempty"`
	Hints    []plan.SuggestionID `json:"hints,omitempty"`
}

// afterTask is what the change made of the task: what was changed again since
// cannot be taken back.
type afterTask struct {
	Raw      string        `json:"raw,omitempty"`
	Tracking plan.Tracking `json:"tracking,omitempty"`
}

type occurrenceWas struct {
	ID     plan.OccurrenceID `json:"id"`
	Period workday.Period    `json:"period,omitzero"`
	Due    workday.Date      `json:"due,omitempty"`
	From   workday.Date      `json:"from,omitempty"`
}

type assignmentWas struct {
	ID       plan.AssignmentID `json:"id"`
	Before   plan.Assignment   `json:"before"`
	Revision uint32            `json:"rev"` // after the change
}

// taskWas is a task before a change.
type taskWas struct {
	id          plan.TaskID
	task        plan.Task
	occurrences []occurrenceWas
	rows        map[plan.AssignmentID]plan.Assignment
	hints       []plan.SuggestionID
}

// changing carries out a change of some tasks and keeps how to take it back,
// under the key of this update; it returns the tasks that have changed. Tasks
// that the change adds are not among those given.
func (t *turn) changing(ids []plan.TaskID, change func()) []plan.TaskID {
	var were []taskWas
	for _, id := range ids {
		were = append(were, t.taskWas(id))
	}
	next, nextTask := t.r.Assignments.Next(), t.r.Tasks.Next()
	change()
	for ; t.r.Tasks.Has(nextTask); nextTask++ {
		were = append(were, taskWas{id: nextTask})
	}
	var did []taskDid
	var changed []plan.TaskID
	for _, was := range were {
		if d, ok := t.taskDid(was, next); ok {
			did = append(did, d)
			changed = append(changed, was.id)
		}
	}
	if len(did) > 0 {
		t.put("tasks/"+t.messageKey(), did)
	}
	return changed
}

func (t *turn) taskWas(id plan.TaskID) taskWas {
	was := taskWas{id: id, task: t.r.Tasks.Get(id), rows: map[plan.AssignmentID]plan.Assignment{}}
	for _, o := range (giver{r: t.r}).standing(id) {
		was.occurrences = append(was.occurrences, occurrenceWas{o.id, o.Period, o.Due, o.From})
		for a := t.r.Occurrences.Get(o.id).First; a != 0; a = t.r.Assignments.Get(a).NextInOccurrence {
			was.rows[a] = t.r.Assignments.Get(a)
		}
	}
	for sid, s := range t.r.Suggestions.All() {
		if s.Task == id && !s.Closed {
			was.hints = append(was.hints, sid)
		}
	}
	return was
}

// taskDid compares a task with what it was; next is the first assignment that
// is new.
func (t *turn) taskDid(was taskWas, next plan.AssignmentID) (taskDid, bool) {
	task := t.r.Tasks.Get(was.id)
	d := taskDid{
		Task: was.id, Added: was.task.Code == "", Deadline: was.task.Deadline(), Tracking: was.task.Tracking,
		After: afterTask{task.Deadline().Raw, task.Tracking},
	}
	known := map[plan.OccurrenceID]bool{}
	for _, o := range was.occurrences {
		known[o.ID] = true
		now := t.r.Occurrences.Get(o.ID)
		if now.Dropped || now.Period != o.Period || now.Due != o.Due || now.From != o.From {
			d.Moved = append(d.Moved, o)
		}
	}
	for _, o := range (giver{r: t.r}).standing(was.id) {
		if !known[o.id] {
			d.New = append(d.New, o.id)
		}
		for a := t.r.Occurrences.Get(o.id).First; a != 0; a = t.r.Assignments.Get(a).NextInOccurrence {
			if a >= next {
				d.Given = append(d.Given, a)
			}
		}
	}
	for id, before := range was.rows {
		if now := t.r.Assignments.Get(id); now.Revision != before.Revision {
			d.Rows = append(d.Rows, assignmentWas{id, before, now.Revision})
		}
	}
	slices.SortFunc(d.Rows, func(a, b assignmentWas) int { return int(a.ID) - int(b.ID) })
	for _, id := range was.hints {
		if t.r.Suggestions.Get(id).Closed {
			d.Hints = append(d.Hints, id)
		}
	}
	same := !d.Added && d.After == afterTask{d.Deadline.Raw, d.Tracking} &&
		len(d.Moved)+len(d.New)+len(d.Given)+len(d.Rows)+len(d.Hints) == 0
	return d, !same
}

// undoTasks takes back what the office did to tasks in one go; a task on which
// anything came after it stays as it is.
func (t *turn) undoTasks(key string) (undone, stuck []plan.TaskID) {
	var did []taskDid
	if !t.get("tasks/"+key, &did) || !t.may(plan.Assign, plan.Scope{}) {
		return nil, nil
	}
	t.put("tasks/"+key, nil)
	for _, d := range did {
		if !t.stillAsDone(d) {
			stuck = append(stuck, d.Task)
			continue
		}
		t.undoTask(d)
		undone = append(undone, d.Task)
	}
	return undone, stuck
}

// stillAsDone reports whether nothing came after a change of a task.
func (t *turn) stillAsDone(d taskDid) bool {
	task := t.r.Tasks.Get(d.Task)
	if d.After != (afterTask{task.Deadline().Raw, task.Tracking}) {
		return false
	}
	for _, row := range d.Rows {
		if t.r.Assignments.Get(row.ID).Revision != row.Revision {
			return false
		}
	}
	for _, id := range d.Given {
		if a := t.r.Assignments.Get(id); a.Updated != 0 || a.Waiting() || !a.State.Open() {
			return false
		}
	}
	return true
}

func (t *turn) undoTask(d taskDid) {
	if d.Added {
		t.track(d.Task, plan.CancelledTask)
		return
	}
	fresh := map[plan.OccurrenceID]bool{}
	for _, id := range d.New {
		fresh[id] = true
	}
	dated := plan.TaskDated{Task: d.Task, Deadline: d.Deadline, Day: t.today, Dropped: d.New}
	given := plan.TaskAssigned{Task: d.Task, Day: t.today}
	for _, id := range d.Given {
		if fresh[t.r.Assignments.Get(id).Occurrence] {
			dated.Cancelled = append(dated.Cancelled, id)
		} else {
			given.Withdrawn = append(given.Withdrawn, id)
		}
	}
	for _, o := range d.Moved {
		dated.Moved = append(dated.Moved, plan.NewOccurrence{ID: o.ID, Period: o.Period, Due: o.Due, From: o.From})
	}
	if len(dated.Moved)+len(dated.Dropped) > 0 || d.After.Raw != d.Deadline.Raw {
		t.v.Record(dated)
	}
	if len(given.Withdrawn) > 0 {
		t.v.Record(given)
	}
	for _, row := range d.Rows {
		b := row.Before
		restored := plan.Restored{Assignment: row.ID, Before: b}
		for _, id := range []plan.MatterID{b.Submission, b.Obstacle, b.Request, b.Handback} {
			if id != 0 && !t.r.Matters.Get(id).State.Open() {
				restored.Reopen = append(restored.Reopen, id)
			}
		}
		t.v.Record(restored)
		t.changed[row.ID] = true
	}
	if d.After.Tracking != d.Tracking {
		t.v.Record(plan.TaskTracked{Task: d.Task, Tracking: d.Tracking})
	}
	for _, id := range d.Hints {
		s := t.r.Suggestions.Get(id)
		s.Closed = false
		t.v.Record(plan.SuggestionAdded{ID: id, Suggestion: s})
	}
}

// undoButton takes back what this update did in one go.
func (t *turn) undoButton(count int) []outButton {
	return []outButton{button(textUndoButton.plain(t.lang, count), "undo", keyNumber(t.messageKey()))}
}
