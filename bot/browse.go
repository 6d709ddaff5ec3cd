package bot

import (
	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/report"
	"dondoc/viet"
	"dondoc/workday"
)

// summary is "/summary": the figures as of now, for director, deputies and
// office. A deputy's opens on the units in charge.
func (t *turn) summary(string) error {
	m, ok := t.summaryMessage(t.ownScope())
	if !ok {
		return t.forbidden()
	}
	t.browse(reply{Message: m})
	return nil
}

// ownScope is what a person's summary opens on.
func (t *turn) ownScope() report.Scope {
	if t.seesAll() {
		return report.Scope{}
	}
	for _, post := range t.r.PostsOf(t.person) {
		if t.r.Posts.Get(post).Role == plan.Deputy {
			return report.Scope{Deputy: post}
		}
	}
	return report.Scope{}
}

// seesAll reports whether the person may see what is behind every figure; a
// deputy sees the totals of all and what is behind those in charge.
func (t *turn) seesAll() bool {
	return t.r.HasRole(t.person, plan.Director) || t.isOffice() || t.r.HasRole(t.person, plan.Viewer)
}

// opens reports whether the person may open what is behind the figures of a
// scope, or of one unit in it.
func (t *turn) opens(s report.Scope, unit plan.UnitID) bool {
	return t.maySum() && (t.seesAll() || s.Deputy != 0 || unit != 0 && t.may(plan.See, plan.Scope{Unit: unit}))
}

func (t *turn) maySum() bool {
	return t.isOffice() || t.isLeader() || t.r.HasRole(t.person, plan.Viewer)
}

func (t *turn) summaryMessage(s report.Scope) (outbox.Message, bool) {
	if !t.maySum() {
		return outbox.Message{}, false
	}
	f := report.Figures(t.r, s, report.Period{}, t.today)
	args := t.summaryArgs(f)
	b := func(n int, label text[int], action string, more ...uint64) []outButton {
		if n == 0 {
			return nil
		}
		return []outButton{button(label.plain(t.lang, n), action, more...)}
	}
	scope := uint64(s.Deputy)
	waiting := len(t.waitingFor())
	var rest []outButton
	if t.opens(s, 0) {
		rest = b(f.Tasks.Overdue, textButtonOverdue, "overdue", scope)
	} else {
		args.Worst = nil
	}
	rest = append(rest, b(waiting, textButtonForMe, "waiting", 0, 1)...)
	buttons := rows(2, append(rest,
		button(textButtonUnits.plain(t.lang, len(f.Units.Rows)), "units", scope),
		button(textButtonAreas.plain(t.lang, none{}), "areas", scope),
	)...)
	if s.Deputy != 0 {
		buttons = append(buttons, []outButton{button(textButtonAll.plain(t.lang, none{}), "sum", 0)})
	}
	last := []outButton{button(textButtonForward.plain(t.lang, none{}), "forward", scope)}
	switch own := t.ownScope(); {
	case t.opens(s, 0):
		last = append([]outButton{button(textButtonFigures.plain(t.lang, none{}), "figures", scope)}, last...)
	case own.Deputy != s.Deputy:
		last = append([]outButton{button(textButtonInCharge.plain(t.lang, none{}), "sum", uint64(own.Deputy))}, last...)
	}
	buttons = append(buttons, last)
	return messageOf(textSummary.html(t.lang, args), buttons...), true
}

func (t *turn) summaryArgs(f report.Summary) summaryArgs {
	c := f.Tasks
	args := summaryArgs{
		Title: t.summaryTitle(f.Scope), Time: t.clock(), Day: t.longDay(t.today),
		Total: c.Total, Dated: c.Dated, Continuous: c.Continuous, NoDeadline: c.NoDeadline, NoLead: c.NoLead,
		Done: c.Done, DoneInTime: c.DoneInTime, DoneLate: c.DoneLate,
		NotDone: c.NotDone, InTime: c.InTime, Overdue: c.Overdue, Superiors: c.OverdueWaiting,
		Missed: c.Missed, FellDue: c.FellDue, ToVerify: f.Parts.ToVerify, ToDirector: f.Parts.ToDirector,
		Obstacles: f.Parts.Obstacles, NoAnswer: f.Parts.NoAnswer, NotReached: len(f.NotAnswering),
		ViaOffice: len(f.ThroughOffice), DueSoon: c.DueSoon,
	}
	args.Rate, args.HasRate = c.OverdueRate()
	if c.Overdue > 3 {
		for _, row := range f.Units.Rows[:min(len(f.Units.Rows), 3)] {
			if row.Overdue > 0 {
				args.Units = append(args.Units, unitCount{Name: unitName(t.r, row.Unit), Count: row.Overdue})
			}
		}
		return args
	}
	for _, m := range f.Worst[:min(len(f.Worst), 3)] {
		args.Worst = append(args.Worst, t.memberLine(m))
	}
	return args
}

func (t *turn) summaryTitle(s report.Scope) string {
	if s.Deputy != 0 {
		post := t.r.Posts.Get(s.Deputy)
		if post.Holder == 0 {
			return post.Title
		}
		return post.Title + " " + t.name(post.Holder)
	}
	title := ""
	for _, p := range t.r.Plans.All() {
		if p.Closed {
			continue
		}
		if title != "" {
			return t.r.Office().Name
		}
		title = orElse(p.Short, p.Title)
	}
	return orElse(title, t.r.Office().Name)
}

func (t *turn) memberLine(m report.Member) memberLine {
	task := t.r.Tasks.Get(m.Task)
	line := memberLine{Code: task.Code, Title: taskTitle(task), Open: m.Open, Of: m.Of, Reason: reasonNames[m.Reason], Percent: m.Percent}
	if m.Unit != 0 {
		line.Unit = unitName(t.r, m.Unit)
	}
	if m.Due != 0 {
		line.Due = t.short(m.Due)
	}
	return line
}

var reasonNames = map[report.Reason]string{
	report.NoReason: "", report.WithoutLead: "no_lead", report.WaitingSuperiors: "superiors",
	report.WaitingVerification: "verification", report.UnitsMissing: "units",
}

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
		t.areas(scope)
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

const membersPage = 6

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
	buttons = append(buttons, t.backToSummary(s))
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
			label := textFigure.plain(t.lang, figureArgs{Kind: kind.String(), Count: n})
			buttons = append(buttons, cellButton(label, s, report.Cell{Of: report.Assignments, Kind: kind}, 0))
		}
	}
	out := append(rows(2, buttons...), t.backToSummary(s))
	t.browse(reply{Message: messageOf(textFigures.html(t.lang, none{}), out...)})
}

const unitsPage = 10

func (t *turn) units(s report.Scope, from int) {
	if !t.maySum() {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return
	}
	f := report.Figures(t.r, s, report.Period{}, t.today)
	if from >= len(f.Units.Rows) {
		from = 0
	}
	args := tableArgs{Total: len(f.Units.Rows)}
	var buttons []outButton
	for _, row := range f.Units.Rows[from:min(from+unitsPage, len(f.Units.Rows))] {
		name := unitName(t.r, row.Unit)
		args.Rows = append(args.Rows, tableRow{Name: name, Done: row.Done, Total: row.Total, Overdue: row.Overdue})
		if t.opens(s, row.Unit) {
			buttons = append(buttons, cellButton(name, s, report.Cell{Of: report.Assignments, Kind: report.Total, Unit: row.Unit}, 0))
		}
	}
	out := rows(3, buttons...)
	if from+unitsPage < len(f.Units.Rows) {
		label := textButtonNextPage.plain(t.lang, len(f.Units.Rows)-from-unitsPage)
		out = append(out, []outButton{button(label, "units", uint64(s.Deputy), uint64(from+unitsPage))})
	}
	t.browse(reply{Message: messageOf(textUnits.html(t.lang, args), append(out, t.backToSummary(s))...)})
}

func (t *turn) areas(s report.Scope) {
	if !t.maySum() {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return
	}
	f := report.Figures(t.r, s, report.Period{}, t.today)
	args := tableArgs{Total: len(f.Areas.Rows)}
	var buttons []outButton
	for _, row := range f.Areas.Rows[:min(len(f.Areas.Rows), 12)] {
		area := t.r.Areas.Get(row.Area)
		args.Rows = append(args.Rows, tableRow{
			Code: area.Code, Name: viet.TrimUTF16(area.Title, 40), Done: row.Done, Total: row.Total, Overdue: row.Overdue,
		})
		if row.Area != 0 && t.opens(s, 0) {
			buttons = append(buttons, cellButton(area.Code, s, report.Cell{Of: report.Tasks, Kind: report.Total, Area: row.Area}, 0))
		}
	}
	t.browse(reply{Message: messageOf(textAreas.html(t.lang, args), append(rows(5, buttons...), t.backToSummary(s))...)})
}

// forward is the summary to forward: without buttons and without an order of
// units.
func (t *turn) forward(s report.Scope) {
	if !t.maySum() {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return
	}
	t.say(textForward.html(t.lang, t.forwardArgs(s)))
}

func (t *turn) forwardArgs(s report.Scope) forwardArgs {
	f := report.Figures(t.r, s, report.Period{}, t.today)
	args := forwardArgs{Summary: t.summaryArgs(f)}
	args.Summary.Units, args.Summary.Worst = nil, nil
	for _, row := range f.Units.Alphabetical(t.r).Rows {
		args.Rows = append(args.Rows, tableRow{
			Name: unitName(t.r, row.Unit), Done: row.Done, Total: row.Total, Overdue: row.Overdue,
		})
	}
	return args
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
		args := chooseArgs{Code: task.Code, Title: taskTitle(task)}
		var buttons []outButton
		for _, aid := range found[:min(len(found), 24)] {
			a := t.r.Assignments.Get(aid)
			args.Lines = append(args.Lines, chooseLine{Title: unitName(t.r, a.Unit), Due: t.dueWords(a.Due), State: t.stateWords(a)})
			buttons = append(buttons, button(unitName(t.r, a.Unit), "card", append([]uint64{uint64(aid)}, t.from...)...))
		}
		t.browse(reply{Message: messageOf(textTaskUnits.html(t.lang, args), append(rows(3, buttons...), t.backToList()...)...)})
	}
}

// history shows what happened to an assignment's task, newest first.
func (t *turn) history(id plan.AssignmentID) {
	a := t.r.Assignments.Get(id)
	if a.Task == 0 || !t.may(plan.See, t.scope(a)) {
		t.ack = textOldButton.plain(t.lang, none{})
		return
	}
	task := t.r.Tasks.Get(a.Task)
	args := historyArgs{Code: task.Code, Title: taskTitle(task)}
	for _, e := range t.v.History(a.Task, 60) {
		line, ok := t.historyLine(e, id)
		if ok && len(args.Lines) < 10 {
			args.Lines = append(args.Lines, line)
		}
	}
	t.browse(reply{
		Message: messageOf(textHistory.html(t.lang, args), t.backTo(id)),
		Subject: plan.Duty{Kind: plan.Perform, Subject: uint32(id)},
	})
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
	case plan.Restored:
		return line, b.Assignment == id
	case plan.TaskDated:
		line.Words = b.Deadline.Raw
		return line, b.Deadline.Raw != ""
	case plan.TaskAssigned:
		for _, n := range b.Given {
			if n.ID == id {
				return line, true
			}
		}
	}
	return line, false
}
