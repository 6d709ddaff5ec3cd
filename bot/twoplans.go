package bot

import (
	"strings"

	"dondoc/plan"
)

// Several plans live side by side, and a code may stand in more than one: what
// a person means by it is asked, never guessed.

// tasksByCode finds the live tasks of a code; those that are followed up stand
// for the others.
func (t *turn) tasksByCode(code string) []plan.TaskID {
	var followed, others []plan.TaskID
	for id, task := range t.r.Tasks.All() {
		if !sameCode(task.Code, code) || task.Tracking == plan.CancelledTask || t.r.Plans.Get(task.Plan).Closed || t.r.GoneOn(id) {
			continue
		}
		if task.Tracking == plan.Tracked {
			followed = append(followed, id)
		} else {
			others = append(others, id)
		}
	}
	if len(followed) > 0 {
		return followed
	}
	return others
}

// taskByCode finds a task by its code; of several, the first.
func (t *turn) taskByCode(code string) plan.TaskID {
	for _, id := range t.tasksByCode(code) {
		return id
	}
	return 0
}

// inSeveralPlans asks somebody who sees all tasks which one is meant when a code
// stands in several plans; the buttons open them, where the same can be done.
func (t *turn) inSeveralPlans(code, action string) bool {
	ids := t.tasksByCode(code)
	if len(ids) < 2 {
		return false
	}
	args := chooseArgs{Code: t.r.Tasks.Get(ids[0]).Code}
	var buttons []outButton
	for _, id := range ids[:min(len(ids), 8)] {
		task := t.r.Tasks.Get(id)
		args.Lines = append(args.Lines, chooseLine{Title: taskTitle(task), State: planName(t.r.Plans.Get(task.Plan))})
		buttons = append(buttons, button(task.Code+" "+t.planTag(id), action, uint64(id)))
	}
	args.More = len(ids) - len(args.Lines)
	t.say(textSeveralPlans.html(t.lang, args), rows(2, buttons...)...)
	return true
}

// planTag tells the plan of a task from others in a few letters: the digits of
// its number, else its year.
func (t *turn) planTag(id plan.TaskID) string {
	p := t.r.Plans.Get(t.r.Tasks.Get(id).Plan)
	number, _, _ := strings.Cut(p.Number, "/")
	if number == "" {
		return "(" + itoa(int(p.Year)) + ")"
	}
	return "(" + number + "/" + itoa(int(p.Year)) + ")"
}

// chooseCard asks which of several assignments is to be shown.
func (t *turn) chooseCard(ids []plan.AssignmentID) {
	var args chooseArgs
	var buttons []outButton
	for _, id := range ids[:min(len(ids), 8)] {
		a := t.r.Assignments.Get(id)
		args.Lines = append(args.Lines, chooseLine{Code: t.choice(id, ids), Title: t.titleOf(a), Due: t.dueWords(a.Due)})
		buttons = append(buttons, button(t.choice(id, ids), "card", uint64(id)))
	}
	args.More = len(ids) - len(args.Lines)
	t.say(textWhichTask.html(t.lang, args), rows(2, buttons...)...)
}

// acrossPlans reports whether assignments of one code are of several tasks.
func (t *turn) acrossPlans(id plan.AssignmentID, among []plan.AssignmentID) bool {
	task := t.r.Assignments.Get(id).Task
	for _, other := range among {
		o := t.r.Assignments.Get(other).Task
		if o != task && sameCode(t.r.Tasks.Get(o).Code, t.r.Tasks.Get(task).Code) {
			return true
		}
	}
	return false
}
