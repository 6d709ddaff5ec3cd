package bot

import (
	"slices"

	"dondoc/plan"
	"dondoc/viet"
)

// card shows one assignment with the answers as buttons.
func (t *turn) card(id plan.AssignmentID) reply {
	a := t.r.Assignments.Get(id)
	own := t.may(plan.Report, t.scope(a)) && t.ownUnit(a.Unit)
	asks := own && a.State.Open() && a.Begun(t.today)
	m := messageOf(textCard.html(t.lang, t.cardArgs(id, asks)))
	if asks {
		m.Buttons = t.answerButtons(id, a)
	}
	m.Buttons = append(m.Buttons, t.targetButtons(a.Task)...)
	if m2 := t.waitingMatter(a); m2 != 0 && (t.isOffice() || t.isLeader()) {
		m.Buttons = append(m.Buttons, []outButton{button(textButtonMatter.plain(t.lang, none{}), "matter", uint64(m2))})
	}
	if t.isOffice() {
		m.Buttons = append(m.Buttons, t.officeButtons(id, a)...)
	}
	var tail []outButton
	if words := t.r.Tasks.Get(a.Task).Words; words != nil && words.Text != "" {
		tail = append(tail, button(textButtonWhole.plain(t.lang, none{}), "whole", t.withFrom(uint64(id))...))
	}
	tail = append(tail, button(textButtonHistory.plain(t.lang, none{}), "history", t.withFrom(uint64(id))...))
	if t.hasFiles(id) {
		tail = append(tail, button(textButtonFiles.plain(t.lang, none{}), "files", t.withFrom(uint64(id))...))
	}
	if own {
		tail = append(tail, button(textButtonTasks.plain(t.lang, none{}), "tasks"))
	}
	m.Buttons = append(append(m.Buttons, rows(3, tail...)...), t.backToList()...)
	return reply{Message: m, Subject: plan.Duty{Kind: plan.Perform, Subject: uint32(id)}}
}

func (t *turn) ownUnit(unit plan.UnitID) bool {
	for _, u := range t.r.UnitsOf(t.person) {
		if u == unit {
			return true
		}
	}
	return false
}

// answerButtons are the answers of a unit, the most useful first.
func (t *turn) answerButtons(id plan.AssignmentID, a plan.Assignment) [][]outButton {
	b := func(label text[none], action string) outButton {
		return button(label.plain(t.lang, none{}), action, uint64(id))
	}
	if a.Submission != 0 {
		return [][]outButton{{b(textButtonNotYet, "doing")}}
	}
	out := [][]outButton{
		{b(textButtonDone, "done"), b(textButtonDoing, "doing")},
		{b(textButtonBlocked, "blocked"), b(textButtonNotStarted, "notyet")},
	}
	if t.continuous(a) { // it has no end to report
		out[0] = []outButton{b(textButtonDonePeriod, "done")}
	}
	if a.Due != 0 && a.Request == 0 {
		out = append(out, []outButton{b(textButtonExtend, "ask"), b(textButtonSame, "same")})
	} else {
		out = append(out, []outButton{b(textButtonSame, "same")})
	}
	if a.Flags&plan.IsNew != 0 && a.Flags&plan.Received == 0 {
		out = append(out, []outButton{b(textButtonReceived, "received"), b(textButtonNotOurs, "notours")})
	} else if a.Handback == 0 {
		out = append(out, []outButton{b(textButtonNotOurs, "notours")})
	}
	if a.Flags&plan.OnBehalf != 0 {
		out = append(out, []outButton{b(textButtonWrong, "wrong")})
	}
	return out
}

// officeButtons are what the office can do with an assignment.
func (t *turn) officeButtons(id plan.AssignmentID, a plan.Assignment) [][]outButton {
	b := func(label text[none], action string, arg uint64) outButton {
		return button(label.plain(t.lang, none{}), action, arg)
	}
	var out [][]outButton
	switch assign := b(textButtonAssign, "assign", uint64(a.Task)); {
	case a.State.Open() && a.Begun(t.today):
		out = append(out, []outButton{b(textButtonRemind, "remind", uint64(id)), assign})
	case a.State.Open():
		out = append(out, []outButton{assign})
	}
	if a.State == plan.Done || t.ownRecord(a) {
		out = append(out, []outButton{b(textButtonReopen, "reopen", uint64(id))})
	}
	return out
}

// waitingMatter returns the first open matter of an assignment.
func (t *turn) waitingMatter(a plan.Assignment) plan.MatterID {
	for _, id := range []plan.MatterID{a.Submission, a.Obstacle, a.Request, a.Handback} {
		if id != 0 {
			return id
		}
	}
	return 0
}

func (t *turn) cardArgs(id plan.AssignmentID, ask bool) cardArgs {
	a := t.r.Assignments.Get(id)
	task := t.r.Tasks.Get(a.Task)
	p := t.r.Plans.Get(task.Plan)
	c := cardArgs{
		Code: task.Code, Title: withPeriod(task.Title, t.periodOf(a)), Plan: orElse(p.Short, p.Title), Unit: t.r.Units.Get(a.Unit).Name,
		Ask: ask, State: t.stateWords(a),
	}
	for _, u := range task.Support {
		c.Support = append(c.Support, unitName(t.r, u))
	}
	for n := t.r.Occurrences.Get(a.Occurrence).First; n != 0; n = t.r.Assignments.Get(n).NextInOccurrence {
		other := t.r.Assignments.Get(n)
		if n != id && other.State.Live() {
			c.With = append(c.With, unitName(t.r, other.Unit))
		}
	}
	if task.Words != nil {
		c.Deliverable = task.Words.Deliverable
		c.Raw = task.Words.Deadline.Raw
	}
	if a.Due != 0 {
		c.Due = viet.LongDate(a.Due, t.lang)
		c.Raw = ""
		if a.OriginalDue != a.Due && a.OriginalDue != 0 {
			c.Original = t.short(a.OriginalDue)
			c.Extensions = int(a.Extensions)
		}
	}
	c.Targets, c.MoreTargets = t.targetLines(a.Task)
	c.Decision = t.decision(a)
	if a.Updated != 0 {
		c.Latest = latestArgs{
			Name: t.latestName(id, a), Date: t.short(a.Updated), Words: viet.TrimUTF16(t.text(a.Text), 200),
			Behalf: a.Flags&plan.OnBehalf != 0, Percent: int(a.Percent),
		}
	}
	return c
}

// stateWords says how an assignment stands, for one line.
func (t *turn) stateWords(a plan.Assignment) string {
	s := stateArgs{Percent: int(a.Percent)}
	switch {
	case a.State == plan.Cancelled:
		s.Key = "cancelled"
	case a.State == plan.Paused:
		s.Key = "paused"
	case a.State.Open() && !a.Begun(t.today):
		s.Key, s.Date = "not_begun", t.day(a.Given)
	case a.State == plan.Done:
		s.Key, s.Date = "done", t.short(a.Said)
	case a.Submission != 0:
		s.Key, s.Date = "submitted", t.short(a.Said)
	case a.Handback != 0:
		s.Key, s.Date = "handback", t.short(t.r.Matters.Get(a.Handback).Since)
	case a.Request != 0:
		m := t.r.Matters.Get(a.Request)
		s.Key, s.Date = "request", t.short(m.Date)
	case a.Obstacle != 0:
		m := t.r.Matters.Get(a.Obstacle)
		s.Key, s.Date, s.To = "obstacle", t.short(m.Raised), t.holderName(m.Holder)
	case a.Reopened != 0:
		s.Key, s.Date = "reopened", t.short(a.Reopened)
	case a.Decided != 0 && t.saysMore(a):
		m := t.r.Matters.Get(a.Decided)
		s.Key, s.Date = decisionKey(m), t.short(m.Answered)
		if m.Kind == plan.Extension {
			s.Date = t.short(m.Date)
		}
	case a.State == plan.InProgress && a.Promise >= t.today:
		s.Key, s.Date = "promise", t.day(a.Promise)
	case a.State == plan.InProgress && a.Percent == 0 && t.continuous(a):
		s.Key, s.Date = "reported", t.short(a.Updated)
	case a.State == plan.InProgress:
		s.Key = "progress"
	case a.Updated != 0 && a.State == plan.NotStarted && a.Flags&plan.Received == 0:
		s.Key, s.Date = "not_started", t.short(a.Updated)
	case a.Flags&plan.Received != 0:
		s.Key = "received"
	default:
		s.Key = "none"
	}
	return textState.plain(t.lang, s)
}

// decision is what the unit was answered last, when it has said nothing new
// since.
func (t *turn) decision(a plan.Assignment) decisionArgs {
	switch {
	case !a.State.Open():
		return decisionArgs{}
	case a.Reopened != 0:
		return decisionArgs{Key: "reopened", Date: t.short(a.Reopened)}
	case a.Decided == 0:
		return decisionArgs{}
	}
	m := t.r.Matters.Get(a.Decided)
	d := decisionArgs{
		Key: decisionKey(m), By: t.name(m.AnsweredBy), Date: t.short(m.Answered),
		Words: viet.TrimUTF16(t.text(m.Answer), 200), Behalf: t.recordedFor(m),
	}
	if d.Behalf {
		d.By = t.holderName(m.Holder)
	}
	return d
}

// decisionKey names a decision by its kind and outcome.
func decisionKey(m plan.Matter) string {
	key := m.Kind.String() + "_refused"
	if asItWas(m) {
		return "as_proposed"
	}
	if m.State == plan.Agreed {
		key = m.Kind.String() + "_agreed"
	}
	return key
}

// saysMore reports whether the last decision tells more of how an assignment
// stands than what its unit said before.
func (t *turn) saysMore(a plan.Assignment) bool {
	m := t.r.Matters.Get(a.Decided)
	return a.State == plan.NotStarted || returned(m) || m.Kind == plan.Obstacle
}

// returned reports whether a matter is a completion that was given back.
func returned(m plan.Matter) bool { return m.Kind == plan.Submission && m.State == plan.Refused }

// recordedFor reports whether a matter that a leader held was decided by
// somebody else's record of it.
func (t *turn) recordedFor(m plan.Matter) bool {
	return t.r.Posts.Get(m.Holder).Role != plan.Office && t.r.HasRole(m.AnsweredBy, plan.Office) &&
		!slices.Contains(t.r.PostsOf(m.AnsweredBy), m.Holder)
}

// whole shows the full text of an assignment's task.
func (t *turn) whole(id plan.AssignmentID) {
	a := t.r.Assignments.Get(id)
	task := t.r.Tasks.Get(a.Task)
	if !t.may(plan.See, t.scope(a)) || task.Words == nil {
		t.ack = textOldButton.plain(t.lang, none{})
		return
	}
	args := wholeArgs{Code: task.Code, Text: viet.TrimUTF16(task.Words.Text, 3400), Link: t.b.taskLink(a.Task)}
	t.browse(reply{
		Message: messageOf(textWhole.html(t.lang, args), t.backTo(id)),
		Subject: plan.Duty{Kind: plan.Perform, Subject: uint32(id)},
	})
}

func (t *turn) backTo(id plan.AssignmentID) []outButton {
	return []outButton{button(textButtonBack.plain(t.lang, none{}), "card", t.withFrom(uint64(id))...)}
}

// withFrom are the numbers of a button that keeps the list browsed from.
func (t *turn) withFrom(id uint64) []uint64 { return append([]uint64{id}, t.from...) }

// backToList leads from a card back to the list that it was opened from.
func (t *turn) backToList() [][]outButton {
	if len(t.from) == 0 {
		return nil
	}
	return [][]outButton{{button(textButtonList.plain(t.lang, none{}), "cell", t.from...)}}
}

// openCard opens an assignment's card where it is browsed.
func (t *turn) openCard(id plan.AssignmentID) {
	a := t.r.Assignments.Get(id)
	if a.Task == 0 || !t.may(plan.See, t.scope(a)) {
		t.ack = textOldButton.plain(t.lang, none{})
		return
	}
	t.browse(t.card(id))
}

// task is "/task 3.2": the card, or the cards to choose from.
func (t *turn) task(args string) error {
	found := t.seen(args)
	switch {
	case len(found) == 0 && t.seesAll() && t.inSeveralPlans(args, "task"):
	case len(found) > 1 && t.acrossPlans(found[0], found):
		t.chooseCard(found)
	case args == "":
		t.say(textWhichCode.html(t.lang, t.commandName("task")))
	case len(found) == 0 && t.isOffice() && t.taskByCode(args) != 0:
		t.answer(t.taskCard(t.taskByCode(args)))
	case len(found) == 0 && t.seesAll() && t.taskByCode(args) != 0:
		t.answer(t.taskView(t.taskByCode(args)))
	case len(found) == 0:
		t.say(textNoSuchTask.html(t.lang, args))
	case len(found) == 1:
		t.answer(t.card(found[0]))
	default:
		t.answer(reply{Message: t.byUnit(found, nil)})
	}
	return nil
}

// current keeps for each unit and task the assignment that is asked about:
// the earliest open one, else the newest.
func (t *turn) current(ids []plan.AssignmentID) []plan.AssignmentID {
	type key struct {
		task plan.TaskID
		unit plan.UnitID
	}
	best := map[key]plan.AssignmentID{}
	var order []key
	for _, id := range ids {
		a := t.r.Assignments.Get(id)
		k := key{a.Task, a.Unit}
		old, had := best[k]
		if !had {
			order = append(order, k)
			best[k] = id
			continue
		}
		o := t.r.Assignments.Get(old)
		if a.State.Open() && (!o.State.Open() || a.Due < o.Due) || !a.State.Open() && !o.State.Open() {
			best[k] = id
		}
	}
	var out []plan.AssignmentID
	for _, k := range order {
		out = append(out, best[k])
	}
	return out
}
