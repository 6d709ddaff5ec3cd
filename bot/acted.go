package bot

import (
	"slices"

	"dondoc/plan"
)

// actedShown is how many tasks the answer to an action in one go names.
const actedShown = 8

// actOn names what an action was about, each assignment once, in the order in
// which they stand in lists.
func (t *turn) actOn(did []applied) actedOn {
	var ids []plan.AssignmentID
	var own []taskLabel // of the plan itself
	for i := len(did) - 1; i >= 0; i-- {
		if d := did[i]; d.Assignment == 0 {
			own = append(own, t.didLabel(d))
		} else {
			ids = append(ids, d.Assignment)
		}
	}
	out := t.actedNames(ids)
	shown := own[:min(len(own), actedShown-len(out.Lines))]
	out.Count, out.More, out.Lines = out.Count+len(own), out.More+len(own)-len(shown), append(out.Lines, shown...)
	return out
}

// didLabel names what was done: by its task, or by the target of the plan.
func (t *turn) didLabel(d applied) taskLabel {
	if d.Assignment == 0 && len(d.Values) > 0 {
		target := t.r.Targets.Get(d.Values[0].Target)
		return taskLabel{Code: t.r.Tasks.Get(target.Task).Code, Title: targetName(target)}
	}
	return t.label(d.Assignment)
}

func (t *turn) actedNames(ids []plan.AssignmentID) (out actedOn) {
	seen := map[plan.AssignmentID]bool{}
	units := len(t.r.UnitsOf(t.person)) != 1 || t.isOffice()
	for _, id := range ids {
		if seen[id] {
			continue
		}
		seen[id] = true
		if out.Count++; out.Count > actedShown {
			out.More++
			continue
		}
		label := t.label(id)
		if !units {
			label.Unit = ""
		}
		out.Lines = append(out.Lines, label)
	}
	return out
}

// actedTasks is actedNames for tasks.
func (t *turn) actedTasks(ids []plan.TaskID) (out actedOn) {
	for _, id := range ids {
		if out.Count++; out.Count > actedShown {
			out.More++
			continue
		}
		task := t.r.Tasks.Get(id)
		label := taskLabel{Code: task.Code, Title: taskTitle(task)}
		if leads := (giver{r: t.r}).leads(id); len(leads) <= 3 {
			label.Unit = t.unitList(leads)
		}
		out.Lines = append(out.Lines, label)
	}
	return out
}

// cardButtons open the cards of what could not be taken back.
func (t *turn) cardButtons(did []applied) [][]outButton {
	var out []outButton
	for _, d := range did[:min(len(did), actedShown)] {
		if d.Assignment == 0 {
			out = append(out, button(textButtonTargets.plain(t.lang, none{}), "targets"))
			continue
		}
		out = append(out, button(t.label(d.Assignment).Code, "card", uint64(d.Assignment)))
	}
	return rows(4, out...)
}

// wayOnFrom leads on from what was taken back: of values given for the plan, to
// the targets as well.
func (t *turn) wayOnFrom(undone []applied) [][]outButton {
	if slices.ContainsFunc(undone, func(d applied) bool { return d.Assignment == 0 }) {
		return append([][]outButton{{button(textButtonTargets.plain(t.lang, none{}), "targets")}}, t.wayOn()...)
	}
	return t.wayOn()
}

// wayOn leads on from an answer that replaced a list: to what waits for the
// person, and to the person's own work.
func (t *turn) wayOn() [][]outButton {
	out := t.nextWaiting()
	if len(t.open()) > 0 {
		out = append(out, []outButton{button(textButtonTasks.plain(t.lang, none{}), "tasks")})
	}
	return out
}
