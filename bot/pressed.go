package bot

import (
	"strings"
	"time"

	"dondoc/plan"
	"dondoc/viet"
	"dondoc/workday"
)

// pressed does what a button says. Every action judges again, since the data
// of a button can be old or made up.
func (t *turn) pressed(p press) error {
	id := plan.AssignmentID(p.arg(0))
	m := plan.MatterID(p.arg(0))
	t.leaveQuestion(p)
	switch p.action {
	case "card", "whole", "history", "files", "task":
		t.from = p.args[min(len(p.args), 1):]
	}
	switch p.action {
	case "card":
		t.openCard(id)
	case "fix":
		if a := t.r.Assignments.Get(id); a.Task == 0 || !t.may(plan.See, t.scope(a)) {
			t.ack = textOldButton.plain(t.lang, none{})
			return nil
		}
		t.answer(t.card(id)) // what was said back stays, with its undo
	case "tasks":
		return t.tasks("")
	case "others":
		t.listTasks(p.index(0), p.args[min(len(p.args), 1):])
	case "found":
		t.foundMore(p.index(0))
	case "news":
		return t.pressedNews(int(min(p.arg(0), 1<<53)), p.index(1))
	case "whole":
		t.whole(id)
	case "history":
		t.history(id)
	case "files":
		t.listFiles(id)
	case "done":
		return t.quick(id, viet.Item{Intent: viet.Done, Confidence: viet.Sure})
	case "attach":
		return t.attach(id)
	case "notyet":
		return t.quick(id, viet.Item{Intent: viet.NotStarted, Confidence: viet.Sure})
	case "same":
		return t.quickOnce(p, viet.Unchanged)
	case "received":
		return t.quickOnce(p, viet.Receipt)
	case "percent":
		return t.quick(id, viet.Item{
			Intent: viet.Progress, Confidence: viet.Sure, HasPercent: true, Percent: p.index(1),
		})
	case "promise":
		return t.quick(id, viet.Item{
			Intent: viet.Progress, Confidence: viet.Sure, Date: p.date(1), DateKind: viet.PromisedDate,
		})
	case "extend":
		return t.askReason(id, p.date(1))
	case "doing":
		t.askPercent(id)
	case "blocked":
		t.prompt(form{Kind: "blocked", Assignment: id}, textAskObstacle, id)
	case "ask":
		t.prompt(form{Kind: "extension", Assignment: id}, textAskNewDate, id)
	case "notours":
		t.prompt(form{Kind: "handback", Assignment: id}, textAskHandback, id)
	case "wrong":
		if !t.objects(form{Assignment: id}) {
			t.ack = textRefused.plain(t.lang, "foreign")
			return nil
		}
		t.form(form{Kind: "wrong", Assignment: id})
		t.promptMessage(textAskWrong.html(t.lang, t.label(id)), id)
	case "undo":
		return t.undoPressed(p.arg(0))
	case "plantake", "plandrop", "plansource", "planlook":
		return t.pressedPlan(p)
	case "plansheet":
		return t.pressedSheet(plan.PlanID(p.arg(0)))
	case "template":
		return t.template("")
	case "carry":
		return t.carried(plan.PlanID(p.arg(0)), plan.PlanID(p.arg(1)), true)
	case "which":
		return t.chosen(p)
	case "value", "valuefix":
		t.pressedValue(p)
	case "target":
		if target := plan.TargetID(p.arg(0)); t.mayGive(target) {
			t.askValue(target, 0, "")
		} else {
			t.notGiven()
		}
	case "targets":
		t.listTargets(p.index(0))
	case "stop":
		t.put("ask", nil)
		t.forgetShown()
		t.change(reply{Message: messageOf(textStopped.html(t.lang, none{}))})
	default:
		return t.pressedMatter(p, m)
	}
	return nil
}

// leaveQuestion forgets an open question when a button does something else;
// looking around leaves it open.
func (t *turn) leaveQuestion(p press) {
	switch p.action {
	case "card", "fix", "tasks", "others", "found", "news", "task", "whole", "history", "files", "matter", "sum", "overdue", "figures", "cell", "units", "areas", "forward", "climbed", "rising", "verify", "waiting", "missing", "file",
		"planlook", "plansheet", "template", "targets":
		return
	}
	if _, ok := t.asked(); ok {
		t.put("ask", nil)
	}
}

// quick records an answer given by a button.
func (t *turn) quick(id plan.AssignmentID, item viet.Item) error {
	line, did := t.judge(id, item, false)
	if why := strings.TrimPrefix(line.What, "ref_"); why == "foreign" || why == "closed" {
		t.ack = textRefused.plain(t.lang, why)
		return nil
	}
	if line.What == "not_begun" {
		t.ack = title(t.stateWords(t.r.Assignments.Get(id)))
		return nil
	}
	t.sayBackOne(line, did)
	return nil
}

// quickOnce records that nothing has changed, or that work was received, unless
// the unit has answered since the day of the message that asked, which the
// button names; without one, since this morning.
func (t *turn) quickOnce(p press, intent viet.Intent) error {
	id := plan.AssignmentID(p.arg(0))
	asked := t.today
	if day := workday.Date(p.index(1)); day != 0 {
		asked = day
	}
	a := t.r.Assignments.Get(id)
	if a.Task != 0 && t.ownUnit(a.Unit) && a.Updated >= asked && a.Flags&plan.OnBehalf == 0 {
		t.ack = textAlreadySaid.plain(t.lang, t.stateWords(a))
		return nil
	}
	return t.quick(id, viet.Item{Intent: intent, Confidence: viet.Sure})
}

// askPercent offers the usual percents; a number in words does as well.
func (t *turn) askPercent(id plan.AssignmentID) {
	if !t.ownOpen(id) {
		return
	}
	var buttons []outButton
	for _, n := range []int{10, 30, 50, 70, 80, 90} {
		buttons = append(buttons, button(itoa(n)+"%", "percent", uint64(id), uint64(n)))
	}
	t.form(form{Kind: "percent", Assignment: id})
	t.promptMessage(textAskPercent.html(t.lang, t.label(id)), id, rows(3, buttons...)...)
}

// ownOpen reports whether the person may report on the assignment; else it
// says so in the short answer.
func (t *turn) ownOpen(id plan.AssignmentID) bool {
	a := t.r.Assignments.Get(id)
	switch {
	case a.Task == 0 || !t.may(plan.Report, t.scope(a)):
		t.ack = textRefused.plain(t.lang, "foreign")
	case !a.State.Open():
		t.ack = textRefused.plain(t.lang, "closed")
	case !a.Begun(t.today):
		t.ack = title(t.stateWords(a))
	default:
		return true
	}
	return false
}

// prompt opens a question about an assignment and asks it.
func (t *turn) prompt(f form, text text[taskLabel], id plan.AssignmentID) {
	if !t.ownOpen(id) {
		return
	}
	t.form(f)
	t.promptMessage(text.html(t.lang, t.label(id)), id)
}

func (t *turn) promptMessage(html string, id plan.AssignmentID, buttons ...[]outButton) {
	buttons = append(buttons, t.stopButton())
	t.answer(reply{
		Message: messageOf(html, buttons...),
		Subject: plan.Duty{Kind: plan.Perform, Subject: uint32(id)},
	})
}

func (t *turn) stopButton() []outButton {
	return []outButton{button(textButtonStop.plain(t.lang, none{}), "stop")}
}

func (t *turn) label(id plan.AssignmentID) taskLabel {
	a := t.r.Assignments.Get(id)
	task := t.r.Tasks.Get(a.Task)
	return taskLabel{Code: task.Code, Title: t.titleOf(a), Unit: unitName(t.r, a.Unit), Due: t.dueWords(a.Due)}
}

// undoPressed takes back what a message recorded.
func (t *turn) undoPressed(n uint64) error {
	if done, left := t.undoTasks(keyOf(n)); len(done)+len(left) > 0 {
		args := undoneArgs{Undone: t.actedTasks(done), Stuck: t.actedTasks(left)}
		t.change(reply{Message: messageOf(textUndone.html(t.lang, args), t.wayToMissing()...)})
		return nil
	}
	if t.undoOver(keyOf(n)) {
		t.ack = textUndoOver.plain(t.lang, int(undoLife/time.Minute))
		return nil
	}
	undone, stuck := t.undo(keyOf(n))
	if len(undone)+len(stuck) == 0 {
		t.ack = textNothingToUndo.plain(t.lang, none{})
		return nil
	}
	args := undoneArgs{Undone: t.actOn(undone), Stuck: t.actOn(stuck)}
	t.change(reply{Message: messageOf(textUndone.html(t.lang, args), append(t.cardButtons(stuck), t.wayOnFrom(undone)...)...)})
	return nil
}

// chosen records a kept item of the task that a button names.
func (t *turn) chosen(p press) error {
	key := keyOf(p.arg(0))
	name := "pending/" + key + "/" + itoa(p.index(1))
	id := plan.AssignmentID(p.arg(2))
	var kept pending
	if !t.get(name, &kept) {
		t.ack = textOldButton.plain(t.lang, none{})
		return nil
	}
	t.put(name, nil)
	t.said = workday.Date(kept.Said)
	t.takeUp(kept.File, kept.Album)
	if q, ok := questionOf(kept.Item); ok {
		t.questioned(q, about{assignments: []plan.AssignmentID{id}}, viet.Item{Text: kept.Item.Text}, key, p.index(1))
		return nil
	}
	switch {
	case kept.Item.Intent == viet.Unclear && t.givesValue(id, kept.Item):
	case kept.Item.Intent == viet.Unclear && kept.File != nil:
		return t.fileFor(id)
	case kept.Item.Intent == viet.Unclear:
		t.askHow(id, kept.Item)
		return nil
	}
	line, did := t.judge(id, kept.Item, false)
	t.sayBackOne(line, did)
	return nil
}

// answered takes a plain text as the answer to an open question. It reports
// false when the text is about something else, which then is read as usual.
func (t *turn) answered(f form, text string) (bool, error) {
	if t.isOffice() && t.namesUnitAndTask(text) {
		return false, nil
	}
	if handled, err := t.answeredDecision(f, text); handled {
		if next, _ := t.asked(); next == f {
			t.put("ask", nil)
		}
		return true, err
	}
	if t.answeredValue(f, text) {
		return true, nil
	}
	item := viet.Item{Text: text, Confidence: viet.Sure}
	context := viet.Context{
		Today: t.said, Due: t.r.Assignments.Get(f.Assignment).Due, AskedPercent: f.Kind == "percent",
	}
	read := viet.ParseReply(text, context)
	for _, i := range read.Items {
		words := f.Kind == "blocked" || f.Kind == "handback" || f.Kind == "reason" || f.Kind == "wrong"
		said := i.Intent == viet.Done || i.HasPercent || i.Intent == viet.NotStarted || i.Intent == viet.Unchanged
		if len(i.Refs) > 0 && (!words || said && i.Confidence == viet.Sure) {
			return false, nil // a report that begins with its own task
		}
	}
	switch f.Kind {
	case "blocked":
		item.Intent, item.Obstacle = viet.Blocked, text
	case "handback":
		item.Intent = viet.Handback
	case "wrong":
		t.put("ask", nil)
		if !t.objects(f) {
			t.ack = textRefused.plain(t.lang, "foreign")
			return true, t.refuse()
		}
		t.question(f.Assignment, text)
		t.say(textAsked.html(t.lang, t.label(f.Assignment)))
		return true, nil
	case "reason", "extension":
		return t.answeredExtension(f, text, read)
	case "percent":
		if len(read.Items) != 1 || !read.Items[0].HasPercent {
			return false, nil
		}
		item = read.Items[0]
		item.Confidence = viet.Sure
	default:
		return false, nil
	}
	t.put("ask", nil)
	line, did := t.judge(f.Assignment, item, false)
	t.sayBackOne(line, did)
	return true, nil
}
