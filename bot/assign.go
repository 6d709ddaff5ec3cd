package bot

import (
	"slices"
	"strings"

	"dondoc/plan"
	"dondoc/viet"
	"dondoc/workday"
)

// needsDate reports whether the office still has to set a date.
func needsDate(d workday.Deadline) bool {
	return d.Kind == workday.Unknown || d.Kind == workday.Relative
}

// proposal is one line of an assignment that the office is shown before it
// holds.
type proposal struct {
	Task     plan.TaskID      `json:"task"`
	Units    []plan.UnitID    `json:"units,omitempty"`
	Deadline workday.Deadline `json:"deadline,omitzero"`
}

// assign is "/assign": alone it shows what is missing, with a code that task,
// with lines what they would do.
func (t *turn) assign(args string) error {
	if !t.may(plan.Assign, plan.Scope{}) {
		return t.forbidden()
	}
	if args == "" {
		return t.missing("")
	}
	if t.inSeveralPlans(args, "assign") {
		return nil
	}
	if id := t.taskByCode(args); id != 0 {
		t.answer(t.taskCard(id))
		return nil
	}
	return t.propose(args)
}

func (t *turn) forbidden() error {
	t.say(textRefused.html(t.lang, "forbidden"))
	return nil
}

// propose reads lines of assignments and shows what they would do; nothing
// holds until the button is pressed.
func (t *turn) propose(text string) error {
	known := namesOf(t.r)
	var list []proposal
	var args proposeArgs
	for _, line := range viet.ParseAssign(text) {
		p, l := t.proposal(known, line)
		if l.Problem == "" {
			list = append(list, p)
		}
		args.Lines = append(args.Lines, l)
	}
	args.Good = len(list)
	var buttons [][]outButton
	if len(list) > 0 {
		t.put("assign", list)
		buttons = append(buttons, []outButton{button(textButtonApply.plain(t.lang, len(list)), "apply", uint64(t.u.ID))}, t.stopButton())
		t.put("assign/of", t.u.ID)
	}
	t.say(textPropose.html(t.lang, args), buttons...)
	return nil
}

func (t *turn) proposal(known names, line viet.AssignLine) (proposal, proposeLine) {
	l := proposeLine{Line: line.Line, Code: line.Code, Problem: string(line.Problem)}
	id := t.taskByCode(line.Code)
	p := proposal{Task: id}
	if l.Problem != "" {
		return p, l
	}
	if id == 0 {
		l.Problem = "no_task"
		return p, l
	}
	if len(t.tasksByCode(line.Code)) > 1 {
		l.Problem = "several_plans"
		return p, l
	}
	task := t.r.Tasks.Get(id)
	l.Title = taskTitle(task)
	for _, name := range line.Units {
		found, near := known.find(name)
		if len(found) == 0 {
			l.Problem, l.Name = "no_unit", name
			if strings.ContainsAny(name, "/") && strings.Trim(name, "0123456789/ .-") == "" {
				l.Problem = "no_date"
				if noSuchDay(name) {
					l.Problem = "no_such_day"
				}
				return p, l
			}
			for _, u := range near {
				l.Problem = "near_unit"
				l.Near = append(l.Near, unitName(t.r, u))
			}
			return p, l
		}
		for _, u := range found {
			p.Units = addUnit(p.Units, u)
		}
	}
	for _, u := range p.Units {
		l.Units = append(l.Units, unitName(t.r, u))
	}
	if line.Deadline != "" {
		p.Deadline = viet.ParseDeadline(line.Deadline, t.yearOf(task))
		l.Date = t.deadlineWords(p.Deadline)
		if needsDate(p.Deadline) {
			l.Problem, l.Name = "no_date", line.Deadline
			if noSuchDay(line.Deadline) {
				l.Problem = "no_such_day"
			}
		} else {
			l.Why = t.unusual(p.Deadline.Due, task)
		}
	}
	return p, l
}

func (t *turn) yearOf(task plan.Task) int {
	if y := t.r.Plans.Get(task.Plan).Year; y != 0 {
		return int(y)
	}
	return t.today.Year()
}

// deadlineWords says what a deadline means.
func (t *turn) deadlineWords(d workday.Deadline) string {
	switch {
	case d.Due != 0:
		return t.day(d.Due)
	case d.Kind.Recurring() || d.Kind == workday.Continuous:
		return d.Raw
	}
	return ""
}

// apply carries out the lines that were shown.
func (t *turn) apply(shown uint64) error {
	var list []proposal
	var of int64
	if !t.may(plan.Assign, plan.Scope{}) || !t.get("assign/of", &of) || uint64(of) != shown {
		t.ack = textOldButton.plain(t.lang, none{})
		return nil
	}
	if !t.get("assign", &list) {
		t.ack = textAlreadyDone.plain(t.lang, none{})
		return nil
	}
	t.put("assign", nil)
	var ids []plan.TaskID
	for _, p := range list {
		ids = append(ids, p.Task)
	}
	changed := t.changing(ids, func() {
		for _, p := range list {
			t.give(p)
		}
	})
	buttons := t.wayToMissing()
	if len(changed) > 0 {
		buttons = append([][]outButton{t.undoButton(len(changed))}, buttons...)
	}
	t.change(reply{Message: messageOf(textAssigned.html(t.lang, t.actedTasks(ids)), buttons...)})
	return nil
}

// give sets one task's units and date, and tells units of what is due soon.
func (t *turn) give(p proposal) {
	g := giver{v: t.v, r: t.r, today: t.today}
	task := t.r.Tasks.Get(p.Task)
	if p.Deadline.Raw != "" || p.Deadline.Kind != workday.Unknown {
		g.date(p.Task, p.Deadline, t.yearOf(task))
	} else if len(g.standing(p.Task)) == 0 {
		g.date(p.Task, task.Deadline(), t.yearOf(task))
	}
	given := g.lead(p.Task, p.Units)
	if len(p.Units) > 0 {
		g.closeSuggestions(p.Task)
	}
	for _, id := range given {
		t.tellSoon(id, false)
	}
}

// tellSoon owes the unit a notice of new or changed work due within three
// working days; other work waits for the digest.
func (t *turn) tellSoon(id plan.AssignmentID, changed bool) {
	a := t.r.Assignments.Get(id)
	if a.Due == 0 || t.r.Calendar.Between(t.today, a.Due) > 3 {
		return
	}
	duty := plan.Duty{Kind: plan.Perform, Subject: uint32(id)}
	key := "given/" + itoa(int(id)) + "/" + itoa(int(a.Version))
	t.notify(t.r.HeadOf(a.Unit), plan.AssignmentClass, "given", duty, key, givenNotice{Changed: changed})
}

// taskCard shows the office a task with what can be decided about it.
func (t *turn) taskCard(id plan.TaskID) reply {
	task := t.r.Tasks.Get(id)
	args := taskCardArgs{Code: task.Code, Title: task.Title, Date: t.deadlineWords(task.Deadline()), Raw: task.Deadline().Raw,
		Untracked: task.Tracking == plan.Untracked}
	args.Targets, args.MoreTargets = t.targetLines(id)
	g := giver{r: t.r}
	for _, u := range g.leads(id) {
		args.Lead = append(args.Lead, unitName(t.r, u))
	}
	var buttons [][]outButton
	for sid, s := range t.r.Suggestions.All() {
		if s.Task == id && !s.Closed {
			name := unitName(t.r, s.Unit)
			if s.Group != 0 {
				name = t.r.Groups.Get(s.Group).Name
			}
			args.Hints = append(args.Hints, hintArgs{Unit: name, Clause: s.Clause, Near: s.Near})
			buttons = append(buttons, []outButton{button(textButtonTakeHint.plain(t.lang, name), "hint", uint64(sid))})
		}
	}
	var units []outButton
	for uid := range t.r.Units.All() {
		units = append(units, button(unitName(t.r, uid), "lead", uint64(id), uint64(uid)))
	}
	buttons = append(buttons, rows(3, units[:min(len(units), 24)]...)...)
	buttons = append(buttons, []outButton{
		button(textButtonContinuous.plain(t.lang, none{}), "continuous", uint64(id)),
		button(textButtonUntrack.plain(t.lang, none{}), "untrack", uint64(id)),
	})
	t.form(form{Kind: "assign", Task: id})
	return reply{Message: messageOf(textTaskCard.html(t.lang, args), buttons...)}
}

// taskView shows those who see all a task that no unit leads.
func (t *turn) taskView(id plan.TaskID) reply {
	task := t.r.Tasks.Get(id)
	args := taskCardArgs{
		Code: task.Code, Title: task.Title, Date: t.deadlineWords(task.Deadline()), Raw: task.Deadline().Raw,
		Untracked: task.Tracking == plan.Untracked, View: true,
	}
	args.Targets, args.MoreTargets = t.targetLines(id)
	return reply{Message: messageOf(textTaskCard.html(t.lang, args), append(t.targetButtons(id), t.backToList()...)...)}
}

// pressedOffice does what a button of the office says about tasks.
func (t *turn) pressedOffice(p press) (bool, error) {
	id := plan.TaskID(p.arg(0))
	switch p.action {
	case "apply", "assign", "lead", "hint", "continuous", "untrack", "cancel", "rest", "missing", "setdate", "addtask":
	default:
		return false, nil
	}
	if !t.may(plan.Assign, plan.Scope{}) {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return true, nil
	}
	switch p.action {
	case "apply":
		return true, t.apply(p.arg(0))
	case "assign":
		if !t.r.Tasks.Has(id) {
			t.ack = textOldButton.plain(t.lang, none{})
			return true, nil
		}
		t.browse(t.taskCard(id))
	case "lead":
		t.toggleLead(id, plan.UnitID(p.arg(1)))
	case "hint":
		t.takeHint(plan.SuggestionID(p.arg(0)))
	case "continuous":
		t.changeOne(id, func() { t.setContinuous(id) })
	case "cancel":
		t.cancelled(id)
	case "untrack":
		t.changeOne(id, func() { t.track(id, plan.Untracked) })
	case "rest":
		t.rest(p.arg(0), p.index(1))
	case "setdate":
		t.setDate(p.arg(0), workday.Date(p.index(1)))
	case "addtask":
		t.addShown(p.arg(0))
	case "missing":
		return true, t.missingFrom(int(min(p.arg(0), 1<<20)))
	}
	return true, nil
}

// changeOne changes a task on its card, with a way back.
func (t *turn) changeOne(id plan.TaskID, change func()) {
	changed := t.changing([]plan.TaskID{id}, change)
	card := t.taskCard(id)
	if len(changed) > 0 {
		card.Message.Buttons = append(card.Message.Buttons, t.undoButton(1))
	}
	t.change(card)
}

// toggleLead adds a unit to a task's leads, or takes it out.
func (t *turn) toggleLead(id plan.TaskID, unit plan.UnitID) {
	if !t.r.Units.Has(unit) || !t.r.Tasks.Has(id) {
		return
	}
	g := giver{v: t.v, r: t.r, today: t.today}
	lead := g.leads(id)
	if contains(lead, unit) {
		if len(lead) == 1 {
			g.withdraw(id)
			t.change(t.taskCard(id))
			return
		}
		var rest []plan.UnitID
		for _, u := range lead {
			if u != unit {
				rest = append(rest, u)
			}
		}
		lead = rest
	} else {
		lead = addUnit(lead, unit)
	}
	t.give(proposal{Task: id, Units: lead})
	t.change(t.taskCard(id))
}

// takeHint gives a task to the unit that the plan's words hint at.
func (t *turn) takeHint(id plan.SuggestionID) {
	s := t.r.Suggestions.Get(id)
	if s.Task == 0 || s.Closed {
		t.ack = textOldButton.plain(t.lang, none{})
		return
	}
	units := []plan.UnitID{s.Unit}
	if s.Group != 0 {
		units = nil
		for uid, u := range t.r.Units.All() {
			if u.Group == s.Group {
				units = append(units, uid)
			}
		}
	}
	t.give(proposal{Task: s.Task, Units: units})
	t.change(t.taskCard(s.Task))
}

func (t *turn) setContinuous(id plan.TaskID) {
	raw := "Thường xuyên"
	g := giver{v: t.v, r: t.r, today: t.today}
	g.date(id, workday.Deadline{Raw: raw, Kind: workday.Continuous}, t.today.Year())
	if t.r.Tasks.Get(id).Tracking == plan.Untracked {
		t.track(id, plan.Tracked)
	}
}

// track takes a task out of all figures, or back in.
func (t *turn) track(id plan.TaskID, tracking plan.Tracking) {
	event := plan.TaskTracked{Task: id, Tracking: tracking}
	if tracking == plan.CancelledTask {
		g := giver{r: t.r}
		for _, o := range g.standing(id) {
			event.Cancelled = append(event.Cancelled, g.openOf(o.id)...)
		}
	}
	t.v.Record(event)
}

// incomplete returns the followed tasks without lead and those without date.
func (t *turn) incomplete() (noLead, noDate []plan.TaskID) {
	g := giver{r: t.r}
	for id, task := range t.r.Tasks.All() {
		if task.Tracking != plan.Tracked || task.Plan != 0 && t.r.Plans.Get(task.Plan).Closed || t.r.GoneOn(id) {
			continue
		}
		if len(g.leads(id)) == 0 && !t.finished(id) {
			noLead = append(noLead, id)
		}
		if needsDate(task.Deadline()) {
			noDate = append(noDate, id)
		}
	}
	return noLead, noDate
}

// finished reports whether a task has assignments that are done.
func (t *turn) finished(id plan.TaskID) bool {
	g := giver{r: t.r}
	for _, o := range g.standing(id) {
		for a := t.r.Occurrences.Get(o.id).First; a != 0; a = t.r.Assignments.Get(a).NextInOccurrence {
			if t.r.Assignments.Get(a).State == plan.Done {
				return true
			}
		}
	}
	return false
}

// missing is "/missing": what has no lead or no date, with one tap for the
// rest.
func (t *turn) missing(string) error { return t.missingFrom(0) }

// missingPage is how many tasks a page of what is missing has.
const missingPage = 6

// missingFrom is a page of what is missing, with a button each.
func (t *turn) missingFrom(from int) error {
	if !t.may(plan.Assign, plan.Scope{}) {
		return t.forbidden()
	}
	noLead, noDate := t.incomplete()
	args := missingArgs{NoLead: len(noLead), NoDate: len(noDate)}
	seen := map[plan.TaskID]bool{}
	var buttons []outButton
	for _, id := range append(append([]plan.TaskID{}, noLead...), noDate...) {
		if seen[id] {
			continue
		}
		seen[id] = true
		if len(seen) <= from {
			continue
		}
		task := t.r.Tasks.Get(id)
		if len(args.Lines) < missingPage {
			args.Lines = append(args.Lines, missingLine{
				Code: task.Code, Title: taskTitle(task), Lead: !slices.Contains(noLead, id), Date: !slices.Contains(noDate, id),
			})
		}
		if len(buttons) < missingPage {
			buttons = append(buttons, button(task.Code, "assign", uint64(id)))
		}
	}
	args.Total = len(seen)
	for _, s := range t.r.Suggestions.All() {
		if !s.Closed {
			args.Hints++
		}
	}
	out := rows(4, buttons...)
	if rest := len(seen) - from - len(buttons); rest > 0 {
		out = append(out, []outButton{button(textButtonNextPage.plain(t.lang, rest), "missing", uint64(from+len(buttons)))})
	}
	if len(seen) > 0 {
		out = append(out,
			[]outButton{button(textButtonRestContinuous.plain(t.lang, none{}), "rest", uint64(workday.Continuous))},
			[]outButton{button(textButtonRestUntracked.plain(t.lang, none{}), "rest", 0)})
	}
	t.browse(reply{Message: messageOf(textMissing.html(t.lang, args), out...)})
	return nil
}
