package bot

import (
	"dondoc/plan"
	"dondoc/workday"
)

// tasks is "/tasks": the person's own open duties, numbered; of who has none,
// what waits for the person.
func (t *turn) tasks(string) error {
	if len(t.open()) == 0 && len(t.waitingFor()) > 0 {
		return t.waiting(0, true)
	}
	t.listTasks(0, nil)
	return nil
}

// listTasks shows a page of the open duties beyond those that a digest covers.
func (t *turn) listTasks(from int, covered []uint64) {
	t.browse(t.taskList(t.others(covered), "", from, covered))
}

// tasksShown is how many duties a page of their list has, tasksWide up to how
// many each has two lines: a message has twelve.
const (
	tasksShown = 8
	tasksWide  = 4
)

// taskList is a page of open duties, of those that of names; see listArgs. Those beyond a digest are numbered from its
// last line on, so that a bare number means one thing.
func (t *turn) taskList(open []plan.AssignmentID, of string, from int, covered []uint64) reply {
	after := len(covered)
	if from >= len(open) {
		from = 0
	}
	args := listArgs{Total: len(open), Of: of, After: after}
	if units := t.r.UnitsOf(t.person); len(units) == 1 {
		args.Unit = unitName(t.r, units[0])
	}
	var m reply
	var numbers []outButton
	for i := from; i < min(from+tasksShown, len(open)); i++ {
		id, number := open[i], after+i+1
		line := t.listLine(id)
		line.Number = number
		args.Lines = append(args.Lines, line)
		m.Lines = append(m.Lines, plan.NumberedDuty{Number: number, Duty: plan.Duty{Kind: plan.Perform, Subject: uint32(id)}})
		numbers = append(numbers, button(itoa(number), "card", uint64(id)))
	}
	args.Brief = len(args.Lines) > tasksWide
	buttons := rows(5, numbers...)
	rest := len(open) - from - len(args.Lines)
	switch {
	case of != "":
		buttons = append(buttons, []outButton{button(textButtonTasks.plain(t.lang, none{}), "tasks")})
	case rest > 0:
		label := textButtonNextPage.plain(t.lang, rest)
		buttons = append(buttons, []outButton{button(label, "others", append([]uint64{uint64(from + tasksShown)}, covered...)...)})
	}
	if after == 0 {
		buttons = append(buttons, t.nextWaiting()...)
	}
	m.Message = messageOf(textTasks.html(t.lang, args), buttons...)
	t.showed("tasks", m.Lines)
	return m
}

func (t *turn) listLine(id plan.AssignmentID) againLine {
	a := t.r.Assignments.Get(id)
	task := t.r.Tasks.Get(a.Task)
	line := againLine{Code: task.Code, Title: t.titleOf(a), State: t.stateWords(a)}
	if a.Due != 0 {
		line.Due, line.Late = t.day(a.Due), t.overdue(a)
	}
	return line
}

// continuous reports whether an assignment is of work without end.
func (t *turn) continuous(a plan.Assignment) bool {
	return a.Due == 0 && t.r.Tasks.Get(a.Task).Deadline().Kind == workday.Continuous
}
