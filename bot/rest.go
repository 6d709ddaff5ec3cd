package bot

import (
	"strings"

	"dondoc/plan"
	"dondoc/viet"
	"dondoc/workday"
)

// rest settles everything that has no date or lead in one go: continuous for
// what has no date, else not followed up. How many that are is asked first; a
// button that names another number than there are now asks again.
func (t *turn) rest(kind uint64, count int) {
	continuous := kind == uint64(workday.Continuous)
	ids := t.restOf(continuous)
	args := restArgs{Acted: t.actedTasks(ids), Continuous: continuous}
	switch {
	case len(ids) == 0 && count > 0:
		t.ack = textAlreadyDone.plain(t.lang, none{})
		return
	case len(ids) == 0:
		_ = t.missingFrom(0)
		return
	case len(ids) != count:
		b := button(textButtonRest.plain(t.lang, args), "rest", kind, uint64(len(ids)))
		back := button(textButtonBack.plain(t.lang, none{}), "missing")
		t.change(reply{Message: messageOf(textAskRest.html(t.lang, args), []outButton{b}, []outButton{back})})
		return
	}
	t.changing(ids, func() {
		for _, id := range ids {
			if continuous {
				t.setContinuous(id)
			} else {
				t.track(id, plan.Untracked)
			}
		}
	})
	t.change(reply{Message: messageOf(textRest.html(t.lang, args), append([][]outButton{t.undoButton(len(ids))}, t.wayToMissing()...)...)})
}

func (t *turn) restOf(continuous bool) []plan.TaskID {
	noLead, noDate := t.incomplete()
	if continuous {
		return noDate
	}
	return union(noDate, noLead)
}

// wayToMissing leads to what still has no unit or date.
func (t *turn) wayToMissing() [][]outButton {
	missing := t.restOf(false)
	if len(missing) == 0 {
		return nil
	}
	return [][]outButton{{button(textButtonMissing.plain(t.lang, len(missing)), "missing")}}
}

// newTask is "/new name; unit; date": a task that is in no plan.
func (t *turn) newTask(args string) error {
	if !t.may(plan.Assign, plan.Scope{}) {
		return t.forbidden()
	}
	parts := strings.SplitN(args, ";", 3)
	name := strings.TrimSpace(parts[0])
	if name == "" {
		t.say(textHowNew.html(t.lang, none{}))
		return nil
	}
	p := proposal{}
	if len(parts) > 1 {
		known := namesOf(t.r)
		for unit := range strings.SplitSeq(parts[1], ",") {
			found, _ := known.find(strings.TrimSpace(unit))
			if len(found) == 0 {
				t.say(textNoUnit.html(t.lang, strings.TrimSpace(unit)))
				return nil
			}
			for _, u := range found {
				p.Units = addUnit(p.Units, u)
			}
		}
	}
	if len(parts) > 2 {
		p.Deadline = viet.ParseDeadline(strings.TrimSpace(parts[2]), t.today.Year())
		if needsDate(p.Deadline) {
			t.say(textNoDate.html(t.lang, strings.TrimSpace(parts[2])))
			return nil
		}
	}
	if why := t.unusual(p.Deadline.Due, plan.Task{}); why != "" {
		t.put("newtask", newTaskShown{name, p, t.u.ID})
		ask := unusualArgs{Title: name, Date: title(t.longDay(p.Deadline.Due)), Why: why, Year: t.today.Year()}
		label := textButtonSetDate.plain(t.lang, setDateArgs{t.longDay(p.Deadline.Due), p.Deadline.Due < t.today})
		t.say(textUnusualDate.html(t.lang, ask), []outButton{button(label, "addtask", uint64(t.u.ID))}, t.stopButton())
		return nil
	}
	t.add(name, p)
	return nil
}

// newTaskShown is a new task that the office was shown before it is added.
type newTaskShown struct {
	Name     string   `json:"name"`
	Proposal proposal `json:"proposal"`
	Of       int64    `json:"of"`
}

func (t *turn) addShown(shown uint64) {
	var n newTaskShown
	if !t.get("newtask", &n) || uint64(n.Of) != shown {
		t.ack = textOldButton.plain(t.lang, none{})
		return
	}
	t.put("newtask", nil)
	t.add(n.Name, n.Proposal)
}

// add adds a task that is in no plan.
func (t *turn) add(name string, p proposal) {
	p.Task = t.r.Tasks.Next()
	t.changing(nil, func() {
		t.v.Record(plan.TaskAdded{ID: p.Task, Task: plan.Task{
			Code: t.freeCode(), Title: name, Words: &plan.Words{Text: name},
		}})
		t.give(p)
	})
	card := t.taskCard(p.Task)
	card.Message.Buttons = append(card.Message.Buttons, t.undoButton(1))
	t.change(card)
}

// freeCode is the next code for tasks in no plan: V1, V2, …
func (t *turn) freeCode() string {
	for n := 1; ; n++ {
		code := "V" + itoa(n)
		if t.taskByCode(code) == 0 {
			return code
		}
	}
}

// cancelTask is "/cancel 3.2"; without a code it ends what is being asked.
func (t *turn) cancelTask(args string) error {
	id := t.taskByCode(args)
	if args == "" {
		return t.stop("")
	}
	if !t.may(plan.Assign, plan.Scope{}) {
		return t.forbidden()
	}
	if id == 0 {
		t.say(textNoSuchTask.html(t.lang, args))
		return nil
	}
	if t.inSeveralPlans(args, "task") {
		return nil
	}
	task := t.r.Tasks.Get(id)
	t.put("cancel", true)
	t.say(textCancelThis.html(t.lang, taskLabel{Code: task.Code, Title: taskTitle(task)}),
		[]outButton{button(textButtonCancel.plain(t.lang, none{}), "cancel", uint64(id))}, t.stopButton())
	return nil
}

// cancelled ends a task for good, once the office has said so again.
func (t *turn) cancelled(id plan.TaskID) {
	task := t.r.Tasks.Get(id)
	if task.Tracking == plan.CancelledTask {
		t.ack = textAlreadyDone.plain(t.lang, none{})
		return
	}
	if !t.r.Tasks.Has(id) {
		t.ack = textOldButton.plain(t.lang, none{})
		return
	}
	t.put("cancel", nil)
	t.changing([]plan.TaskID{id}, func() { t.track(id, plan.CancelledTask) })
	t.change(reply{Message: messageOf(textCancelled.html(t.lang, taskLabel{Code: task.Code, Title: taskTitle(task)}), t.undoButton(1))})
}
