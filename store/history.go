package store

import (
	"slices"

	"dondoc/plan"
)

// tasksOf returns the tasks that an event concerns, each once, so that the
// history of a task can be read without the whole journal. The register is
// that after the event.
func tasksOf(r *plan.Register, body plan.Body) []plan.TaskID {
	of := func(id plan.AssignmentID) []plan.TaskID { return known(r.Assignments.Get(id).Task) }
	matter := func(id plan.MatterID) []plan.TaskID { return of(r.Matters.Get(id).Assignment) }
	switch b := body.(type) {
	case plan.TaskAdded:
		return known(b.ID)
	case plan.TaskCarried:
		return append(known(b.From), known(b.ID)...)
	case plan.TaskAmended:
		return known(b.Task)
	case plan.TargetAdded:
		return known(b.Target.Task)
	case plan.TargetReached:
		return known(r.Targets.Get(b.Target).Task)
	case plan.TargetRestored:
		return known(r.Targets.Get(b.Target).Task)
	case plan.SuggestionAdded:
		return known(b.Suggestion.Task)
	case plan.SuggestionClosed:
		return known(r.Suggestions.Get(b.ID).Task)
	case plan.TaskDated:
		return known(b.Task)
	case plan.TaskAssigned:
		return known(b.Task)
	case plan.TaskTracked:
		return known(b.Task)
	case plan.Updated:
		return of(b.Assignment)
	case plan.EvidenceSent:
		return of(b.File.Assignment)
	case plan.EvidenceDropped:
		return of(r.Files.Get(b.ID).Assignment)
	case plan.Restored:
		return of(b.Assignment)
	case plan.DateDirected:
		return of(b.Assignment)
	case plan.Corrected:
		return of(b.Assignment)
	case plan.EscalationHeld:
		return of(b.Assignment)
	case plan.MatterRaised:
		return of(b.Matter.Assignment)
	case plan.MatterPassed:
		return matter(b.ID)
	case plan.MatterRedirected:
		return matter(b.ID)
	case plan.MatterSettled:
		return matter(b.ID)
	case plan.DigestTold:
		return toldTasks(r, b)
	}
	return nil
}

func known(id plan.TaskID) []plan.TaskID {
	if id == 0 {
		return nil
	}
	return []plan.TaskID{id}
}

func toldTasks(r *plan.Register, b plan.DigestTold) []plan.TaskID {
	var tasks []plan.TaskID
	for _, told := range b.Duties {
		if task := r.Assignments.Get(r.Assignment(told.Duty)).Task; task != 0 {
			tasks = append(tasks, task)
		}
	}
	slices.Sort(tasks)
	return slices.Compact(tasks)
}
