package bot

import (
	"cmp"
	"slices"
	"strings"

	"dondoc/plan"
	"dondoc/viet"
	"dondoc/workday"
)

// correction is a date that the office was shown before it is set.
type correction struct {
	Assignments []plan.AssignmentID `json:"assignments"`
	Of          int64               `json:"of"` // the update that showed it
}

// correct is "/correct 3.2 30/6" or "/correct 3.2 P. KHTC 30/6": the office
// sets right a wrong date, which counts no extension. One that has passed, or
// lies outside of the plan's year, is asked about first.
func (t *turn) correct(args string) error {
	if !t.may(plan.Assign, plan.Scope{}) {
		return t.forbidden()
	}
	fields := strings.Fields(args)
	if len(fields) < 2 {
		t.say(textHowCorrect.html(t.lang, none{}))
		return nil
	}
	said := fields[len(fields)-1]
	date, _, ok := viet.ParseDate(said, t.today)
	ids := t.assignmentsOf(strings.Join(fields[:len(fields)-1], " "))
	switch {
	case !ok && noSuchDay(said):
		t.say(textNoSuchDay.html(t.lang, said))
		return nil
	case t.inSeveralPlans(fields[0], "task"):
		return nil
	case len(ids) == 0 && t.taskByCode(fields[0]) == 0:
		t.say(textNoSuchTask.html(t.lang, fields[0]))
		return nil
	case !ok || len(ids) == 0:
		t.say(textHowCorrect.html(t.lang, none{}))
		return nil
	}
	task := t.r.Tasks.Get(t.r.Assignments.Get(ids[0]).Task)
	why := t.unusual(date, task)
	if why == "" {
		t.correctTo(ids, date)
		return nil
	}
	t.put("correct", correction{ids, t.u.ID})
	ask := unusualArgs{Code: task.Code, Title: taskTitle(task), Date: title(t.longDay(date)), Why: why, Year: t.yearOf(task)}
	var buttons []outButton
	for _, d := range []workday.Date{date, t.inPlanYear(said, date, task)} {
		if d != 0 {
			label := textButtonSetDate.plain(t.lang, setDateArgs{t.longDay(d), d < t.today})
			buttons = append(buttons, button(label, "setdate", uint64(t.u.ID), uint64(d)))
		}
	}
	t.say(textUnusualDate.html(t.lang, ask), append(rows(1, buttons...), t.stopButton())...)
	return nil
}

// setDate corrects to a date that was asked about.
func (t *turn) setDate(shown uint64, date workday.Date) {
	var c correction
	if !t.get("correct", &c) || uint64(c.Of) != shown {
		t.ack = textOldButton.plain(t.lang, none{})
		return
	}
	t.put("correct", nil)
	t.correctTo(c.Assignments, date)
}

// correctTo sets the due date of assignments, and offers to take that back.
func (t *turn) correctTo(ids []plan.AssignmentID, date workday.Date) {
	args := correctedArgs{What: "date"}
	var did []applied
	for _, id := range ids {
		before := t.r.Assignments.Get(id)
		if !before.State.Open() && before.State != plan.Done {
			continue
		}
		t.v.Record(plan.Corrected{Assignment: id, Day: t.today, Due: date})
		t.tellSoon(id, true)
		did = append(did, t.officeDid(id, before, true))
		label := t.label(id)
		args.Due = label.Due
		args.Lines = append(args.Lines, label)
	}
	t.correctedWith(args, did)
}

// officeDid is what the office has just done to an assignment.
func (t *turn) officeDid(id plan.AssignmentID, before plan.Assignment, dated bool) applied {
	t.changed[id] = true
	return applied{Assignment: id, Before: before, Revision: t.r.Assignments.Get(id).Revision, Office: true, Dated: dated}
}

func (t *turn) correctedWith(args correctedArgs, did []applied) {
	if len(did) == 0 {
		return
	}
	t.put("did/"+t.messageKey(), did)
	t.change(reply{Message: messageOf(textCorrected.html(t.lang, args),
		[]outButton{button(textButtonTask.plain(t.lang, none{}), "card", uint64(did[0].Assignment))}, t.undoButton(len(did)))})
}

// warnFirst keeps overdue work that is the unit's again from climbing before a
// digest has warned of it: up to and on the next day with digests.
func (t *turn) warnFirst(id plan.AssignmentID) {
	until := t.r.Calendar.Add(t.today, 1)
	for t.r.Calendar.Quiet(until) {
		until = t.r.Calendar.Add(until, 1)
	}
	if a := t.r.Assignments.Get(id); a.State.Open() && t.late(a.Due) && a.HeldUntil < until {
		t.v.Record(plan.EscalationHeld{Assignment: id, Until: until})
	}
}

// ownRecord reports whether a completion waits that the office recorded for the
// unit: it can take that back as its own mistake.
func (t *turn) ownRecord(a plan.Assignment) bool {
	return a.Submission != 0 && t.r.Matters.Get(a.Submission).OnBehalf
}

// reopens reports whether the person may open an assignment again, when it is
// done or, for the office, what it recorded itself.
func (t *turn) reopens(a plan.Assignment) bool {
	return a.State == plan.Done || t.isOffice() && t.ownRecord(a)
}

// reopen is "/reopen 3.2" or "/reopen 3.2 P. KHTC": the office takes back a
// completion that it accepted, or recorded for a unit; which of several is asked.
func (t *turn) reopen(args string) error {
	if !t.may(plan.Assign, plan.Scope{}) {
		return t.forbidden()
	}
	if args == "" {
		t.say(textWhichCode.html(t.lang, t.commandName("reopen")))
		return nil
	}
	all := t.allOf(args)
	var done []plan.AssignmentID
	for _, id := range all {
		if t.reopens(t.r.Assignments.Get(id)) {
			done = append(done, id)
		}
	}
	switch {
	case len(all) == 0:
		t.say(textNoSuchTask.html(t.lang, args))
	case len(done) == 0:
		t.say(textRefused.html(t.lang, "not_done"))
	case len(done) == 1:
		t.reopenOne(done[0])
	default:
		t.askWhichDone(done)
	}
	return nil
}

// askWhichDone lists completions to open again, the latest first.
func (t *turn) askWhichDone(done []plan.AssignmentID) {
	slices.SortStableFunc(done, func(x, y plan.AssignmentID) int {
		return cmp.Compare(t.r.Assignments.Get(y).Due, t.r.Assignments.Get(x).Due)
	})
	t.put("reopen", true)
	var list chooseArgs
	var buttons []outButton
	for _, id := range done {
		a := t.r.Assignments.Get(id)
		task := t.r.Tasks.Get(a.Task)
		if len(list.Lines) == 8 {
			list.More++
			continue
		}
		list.Code, list.Title = task.Code, taskTitle(task)
		number := len(list.Lines) + 1
		list.Lines = append(list.Lines, chooseLine{
			Number: number, Title: unitName(t.r, a.Unit), Due: t.dueWords(a.Due), State: title(t.stateWords(a)),
		})
		buttons = append(buttons, button(itoa(number), "reopen", uint64(id)))
	}
	t.say(textWhichDone.html(t.lang, list), append(rows(4, buttons...), t.stopButton())...)
}

func (t *turn) reopenOne(id plan.AssignmentID) {
	a := t.r.Assignments.Get(id)
	switch {
	case !t.may(plan.Assign, t.scope(a)):
		t.ack = textRefused.plain(t.lang, "forbidden")
		_ = t.refuse()
		return
	case !t.reopens(a):
		t.ack = textRefused.plain(t.lang, "not_done")
		_ = t.refuse()
		return
	}
	t.put("reopen", nil)
	var withdrew []plan.MatterID
	if a.Submission != 0 {
		withdrew = append(withdrew, a.Submission)
		t.v.Record(plan.MatterSettled{ID: a.Submission, State: plan.Withdrawn, Day: t.today})
	}
	t.v.Record(plan.Corrected{Assignment: id, Day: t.today, Reopen: true})
	t.warnFirst(id)
	did := t.officeDid(id, a, false)
	did.Withdrew = withdrew
	t.correctedWith(correctedArgs{What: "reopened", Lines: []taskLabel{t.label(id)}}, []applied{did})
}

type (
	unusualArgs struct {
		Code, Title, Date, Why string
		Year                   int
	}
	setDateArgs struct {
		Date   string
		Passed bool
	}
	correctedArgs struct {
		What, Due string
		Lines     []taskLabel
	}
)
