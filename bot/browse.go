package bot

import (
	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/report"
	"dondoc/viet"
	"dondoc/workday"
)

// pressedBrowse opens figures down to the assignments behind them, in place.
func (t *turn) pressedBrowse(p press) error {
	if done, err := t.pressedOffice(p); done || err != nil {
		return err
	}
	scope := report.Scope{Deputy: t.deputyArg(p.arg(0))}
	switch p.action {
	case "sum":
		m, ok := t.summaryMessage(scope)
		if !ok {
			t.ack = textRefused.plain(t.lang, "forbidden")
			return nil
		}
		t.browse(reply{Message: m})
	case "overdue":
		if len(p.args) == 0 {
			scope = t.ownScope()
		}
		t.members(scope, report.Cell{Of: report.Tasks, Kind: report.Overdue}, p.index(1))
	case "figures":
		t.figures(scope)
	case "cell":
		t.cell(p)
	case "units":
		t.units(scope, p.index(1))
	case "areas":
		t.areas(scope, p.index(1))
	case "forward":
		t.forward(scope)
	case "slip":
		return t.slip(plan.UnitID(p.arg(0)))
	case "unreached":
		t.unreachedUnits()
	case "lost":
		t.lost()
	case "notjoined":
		t.notJoined()
	case "climbed":
		t.climbed(p.index(0))
	case "slipfor":
		return t.slipFor(plan.PostID(p.arg(0)))
	case "remind":
		t.remindNow(plan.AssignmentID(p.arg(0)))
	case "reopen":
		t.reopenOne(plan.AssignmentID(p.arg(0)))
	case "rising":
		t.rising(p.index(0))
	case "hold":
		if t.isOffice() {
			t.form(form{Kind: "hold", Assignment: plan.AssignmentID(p.arg(0))})
			t.promptMessage(textAskHold.html(t.lang, t.label(plan.AssignmentID(p.arg(0)))), plan.AssignmentID(p.arg(0)))
		}
	case "confirm", "reject":
		return t.confirm(plan.InvitationID(p.arg(0)), p.action == "confirm")
	case "inviteto":
		if t.may(plan.Manage, plan.Scope{}) {
			return t.inviteTo(plan.PostID(p.arg(0)), "", false)
		}
	case "invitenew":
		return t.inviteShown(p.arg(0))
	case "people":
		t.peopleFrom(p.index(0))
	case "language":
		t.setLanguage(languages[min(p.arg(0), 1)])
	case "task":
		t.taskMembers(plan.TaskID(p.arg(0)))
	default:
		t.ack = textOldButton.plain(t.lang, none{})
	}
	return nil
}

// deputyArg is the deputy's post in a button's data, zero for the whole. A
// deputy's own is no other's.
func (t *turn) deputyArg(n uint64) plan.PostID {
	id := plan.PostID(n)
	if t.r.Posts.Get(id).Role != plan.Deputy || !t.seesAll() && t.ownScope().Deputy != id {
		return 0
	}
	return id
}

const membersPage = 4

// members lists what is behind a figure, a page at a time, with a way back.
func (t *turn) members(s report.Scope, cell report.Cell, from int) {
	if !t.opens(s, cell.Unit) {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return
	}
	all := report.Members(t.r, s, report.Period{}, t.today, cell)
	if from >= len(all) {
		from = 0
	}
	args := membersArgs{Kind: cell.Kind.String(), Parts: cell.Of == report.Assignments, Total: len(all), From: from + 1, To: min(from+membersPage, len(all))}
	if cell.Unit != 0 {
		args.Unit = t.r.Units.Get(cell.Unit).Name
	}
	if cell.InArea {
		args.Unit = t.r.Areas.Get(cell.Area).Title
	}
	var numbers []outButton
	for i := from; i < min(from+membersPage, len(all)); i++ {
		line := t.memberLine(all[i])
		line.Number = i + 1
		args.Lines = append(args.Lines, line)
		back := cellArgs(s, cell, from)
		if all[i].Assignment != 0 {
			numbers = append(numbers, button(itoa(i+1), "card", append([]uint64{uint64(all[i].Assignment)}, back...)...))
		} else {
			numbers = append(numbers, button(itoa(i+1), "task", append([]uint64{uint64(all[i].Task)}, back...)...))
		}
	}
	buttons := rows(6, numbers...)
	if from+membersPage < len(all) {
		label := textButtonNextPage.plain(t.lang, len(all)-from-membersPage)
		buttons = append(buttons, []outButton{cellButton(label, s, cell, from+membersPage)})
	}
	buttons = append(buttons, t.backToTable(s, cell))
	t.browse(reply{Message: messageOf(textMembers.html(t.lang, args), buttons...)})
}

func (t *turn) backToSummary(s report.Scope) []outButton {
	return []outButton{button(textButtonSummary.plain(t.lang, none{}), "sum", uint64(s.Deputy))}
}

func cellButton(label string, s report.Scope, cell report.Cell, from int) outButton {
	return button(label, "cell", cellArgs(s, cell, from)...)
}

func cellArgs(s report.Scope, cell report.Cell, from int) []uint64 {
	return []uint64{uint64(s.Deputy), uint64(cell.Kind), uint64(cell.Of), uint64(cell.Unit), uint64(cell.Area), uint64(from)}
}

func (t *turn) cell(p press) {
	cell := report.Cell{Kind: report.Kind(p.arg(1)), Of: report.Counting(p.arg(2)), Unit: plan.UnitID(p.arg(3)), Area: plan.AreaID(p.arg(4))}
	cell.InArea = cell.Area != 0
	if cell.Unit != 0 {
		cell.Of = report.Assignments
	}
	t.members(report.Scope{Deputy: t.deputyArg(p.arg(0))}, cell, p.index(5))
}

// figures offers every figure that is not zero as a button to what is behind.
func (t *turn) figures(s report.Scope) {
	if !t.opens(s, 0) {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return
	}
	f := report.Figures(t.r, s, report.Period{}, t.today)
	var buttons []outButton
	for _, kind := range []report.Kind{
		report.DoneInTime, report.DoneLate, report.InTime, report.OverdueUnit, report.OverdueWaiting, report.DueSoon,
		report.Continuous, report.NoDeadline, report.NoLead, report.Extended,
	} {
		if n := f.Tasks.At(kind); n > 0 {
			label := textFigure.plain(t.lang, figureArgs{Kind: kind.String(), Count: n})
			buttons = append(buttons, cellButton(label, s, report.Cell{Of: report.Tasks, Kind: kind}, 0))
		}
	}
	for _, kind := range []report.Kind{
		report.ToVerify, report.ToDirector, report.Obstacles, report.Requests, report.Handbacks,
		report.NoAnswer, report.NotReached, report.ViaOffice,
	} {
		if n := f.Parts.At(kind); n > 0 {
			label := textFigure.plain(t.lang, figureArgs{Kind: kind.String(), Count: n, Parts: true})
			buttons = append(buttons, cellButton(label, s, report.Cell{Of: report.Assignments, Kind: kind}, 0))
		}
	}
	out := append(rows(2, buttons...), t.backToSummary(s))
	t.browse(reply{Message: messageOf(textFigures.html(t.lang, none{}), out...)})
}

// taskMembers opens a task: its only assignment, or a choice by unit.
func (t *turn) taskMembers(id plan.TaskID) {
	task := t.r.Tasks.Get(id)
	var found []plan.AssignmentID
	for aid, a := range t.r.Assignments.All() {
		if a.Task == id && a.State.Live() && t.may(plan.See, t.scope(*a)) {
			found = append(found, aid)
		}
	}
	found = t.current(found)
	switch {
	case len(found) == 1:
		t.openCard(found[0])
	case len(found) == 0 && t.isOffice():
		t.browse(t.taskCard(id))
	case len(found) == 0 && t.seesAll() && task.Code != "":
		t.browse(t.taskView(id))
	case len(found) == 0:
		t.ack = textNoSuchTask.plain(t.lang, task.Code)
	default:
		t.browse(reply{Message: t.byUnit(found, t.backToList())})
	}
}

// byUnitShown is how many of the units of a task are shown with how they stand.
const byUnitShown = 9

// byUnit shows the assignments of one task, a unit each, to choose from.
func (t *turn) byUnit(ids []plan.AssignmentID, tail [][]outButton) outbox.Message {
	task := t.r.Tasks.Get(t.r.Assignments.Get(ids[0]).Task)
	args := chooseArgs{Code: task.Code, Title: taskTitle(task), More: max(0, len(ids)-byUnitShown)}
	var buttons []outButton
	for i, id := range ids[:min(len(ids), 24)] {
		a := t.r.Assignments.Get(id)
		if i < byUnitShown {
			args.Lines = append(args.Lines, chooseLine{Title: unitName(t.r, a.Unit), Due: t.dueWords(a.Due), State: t.stateWords(a)})
		}
		buttons = append(buttons, button(unitName(t.r, a.Unit), "card", append([]uint64{uint64(id)}, t.from...)...))
	}
	return messageOf(textTaskUnits.html(t.lang, args), append(rows(3, buttons...), tail...)...)
}

// historyShown is how many events of a history a message shows.
const historyShown = 10

// history shows what happened to an assignment's task, newest first.
func (t *turn) history(id plan.AssignmentID) {
	a := t.r.Assignments.Get(id)
	if a.Task == 0 || !t.may(plan.See, t.scope(a)) {
		t.ack = textOldButton.plain(t.lang, none{})
		return
	}
	task := t.r.Tasks.Get(a.Task)
	args := historyArgs{Code: task.Code, Title: t.titleOf(a)}
	for _, e := range t.eventsOf(a.Task, historyEvents) {
		line, ok := t.historyLine(e, id)
		if !ok {
			continue
		}
		if len(args.Lines) == historyShown {
			args.More++
			continue
		}
		args.Lines = append(args.Lines, line)
	}
	t.browse(reply{
		Message: messageOf(textHistory.html(t.lang, args), t.backTo(id)),
		Subject: plan.Duty{Kind: plan.Perform, Subject: uint32(id)},
	})
}

// historyEvents is how many events of a task are looked at for a history.
const historyEvents = 60

// eventsOf returns the newest events about a task, newest first, and about what
// it goes on from.
func (t *turn) eventsOf(id plan.TaskID, n int) []plan.Event {
	var out []plan.Event
	for ; id != 0 && len(out) < n; id = t.r.Tasks.Get(id).Since {
		for _, e := range t.v.History(id, n-len(out)) {
			if len(out) == 0 || e.Seq < out[len(out)-1].Seq {
				out = append(out, e) // the one that carried is of both
			}
		}
	}
	return out
}

// historyLine words one event about an assignment; false for others.
func (t *turn) historyLine(e plan.Event, id plan.AssignmentID) (historyLine, bool) {
	line := historyLine{Date: viet.ShortDate(workday.On(unixMilli(e.At), t.r.Zone), t.today, t.lang), Kind: e.Kind()}
	if e.By != 0 {
		line.Name = t.nameAt(e.By, e.At)
	}
	switch b := e.Body.(type) {
	case plan.Updated:
		line.Percent, line.Words = int(b.Percent), viet.TrimUTF16(t.text(b.Text), 80)
		switch {
		case b.Unchanged:
			line.Kind = "unchanged"
		case b.Received:
			line.Kind = "received"
		case b.State == plan.NotStarted:
			line.Kind = "not_started"
		case b.Percent == 0 && t.continuous(t.r.Assignments.Get(id)):
			line.Kind = "period"
		}
		return line, b.Assignment == id
	case plan.MatterRaised:
		line.Kind += "_" + b.Matter.Kind.String()
		line.Words = viet.TrimUTF16(t.text(b.Matter.Text), 80)
		line.Due = t.dueWords(b.Matter.Date)
		return line, b.Matter.Assignment == id
	case plan.MatterSettled:
		m := t.r.Matters.Get(b.ID)
		line.Kind += "_" + m.Kind.String()
		line.Agreed, line.Words, line.Due = b.State == plan.Agreed, viet.TrimUTF16(t.text(b.Answer), 80), t.dueWords(b.Due)
		if m.Proposal != 0 && b.Answer == m.Proposal {
			line.Kind = "as_proposed"
		}
		return line, m.Assignment == id && b.State != plan.Withdrawn
	case plan.MatterPassed:
		line.Words = viet.TrimUTF16(t.text(b.Proposal), 80)
		return line, t.r.Matters.Get(b.ID).Assignment == id
	case plan.DateDirected:
		line.Due = t.dueWords(b.Due)
		return line, b.Assignment == id
	case plan.Corrected:
		line.Due = t.dueWords(b.Due)
		return line, b.Assignment == id
	case plan.EvidenceSent:
		line.Words = t.fileOf(b.ID).Name
		return line, b.File.Assignment == id
	case plan.EvidenceDropped:
		line.Words = t.fileOf(b.ID).Name
		return line, t.r.Files.Get(b.ID).Assignment == id
	case plan.Restored:
		return line, b.Assignment == id
	case plan.TargetReached:
		target := t.r.Targets.Get(b.Target)
		line.Value = t.amount(target, b.Value)
		return line, b.Assignment == id || b.Assignment == 0
	case plan.TaskDated:
		line.Words = b.Deadline.Raw
		return line, b.Deadline.Raw != ""
	case plan.TaskCarried:
		line.Words = t.r.Plans.Get(b.Task.Plan).Number
		return line, true
	case plan.TaskAmended:
		line.Words = b.Document
		return line, true
	case plan.TaskTracked:
		line.Words = b.Document
		return line, b.Document != ""
	case plan.TaskAssigned:
		for _, n := range b.Given {
			if n.ID == id {
				return line, true
			}
		}
	}
	return line, false
}
