package bot

import (
	"strings"

	"dondoc/plan"
	"dondoc/viet"
)

// officeWords reads what only the office writes: answers for a unit, and
// assignments in plain lines.
func (t *turn) officeWords(text string) (bool, error) {
	if !t.isOffice() {
		return false, nil
	}
	if said := behalfOf(text); len(said) > 0 {
		return true, t.onBehalf(said)
	}
	// One line that gives a task is enough: the others are named as problems.
	known := namesOf(t.r)
	for _, line := range viet.ParseAssign(text) {
		if line.Problem == viet.NoProblem && t.taskByCode(line.Code) != 0 && len(line.Units) > 0 && known.all(line.Units) {
			return true, t.propose(text)
		}
	}
	return false, nil
}

// all reports whether every name is that of a unit, near to one, or begins as
// the name of one.
func (n names) all(list []string) bool {
	for _, name := range list {
		first, _, _ := strings.Cut(viet.Fold(name), " ")
		found, near := n.find(name)
		if len(found)+len(near) == 0 && !unitWords[strings.Trim(first, ".")] {
			return false
		}
	}
	return true
}

// unitWords begin the name of a unit.
var unitWords = map[string]bool{"phong": true, "p": true, "trung": true, "tt": true, "ban": true, "chi": true, "van": true}

// unitSaid is what the office records for one unit.
type unitSaid struct{ unit, text string }

// behalfOf cuts a message into what it says for each unit: a line that begins
// with a unit and a colon begins the next. Nothing when the first line has none.
func behalfOf(text string) []unitSaid {
	var out []unitSaid
	for line := range linesOf(text) {
		unit, rest, ok := viet.ParseBehalf(line)
		switch {
		case ok:
			out = append(out, unitSaid{unit, rest})
		case len(out) == 0:
			return nil
		default:
			out[len(out)-1].text += "\n" + line
		}
	}
	return out
}

// onBehalf records what units told the office by another way.
func (t *turn) onBehalf(said []unitSaid) error {
	known := namesOf(t.r)
	var lines []understood
	var did []applied
	for _, s := range said {
		found, near := known.find(s.unit)
		if len(found) != 1 {
			lines = append(lines, understood{Code: s.unit, What: "ref_unit", Words: t.unitList(append(found, near...))})
			continue
		}
		l, d := t.onBehalfOf(found[0], s.text)
		lines, did = append(lines, l...), append(did, d...)
	}
	t.sayBack(lines, did, t.messageKey())
	return nil
}

// namesUnitAndTask reports whether a text records something for a unit that is
// known, as "P. NCC: 3.2 xong", whatever has been asked before.
func (t *turn) namesUnitAndTask(text string) bool {
	said := behalfOf(text)
	if len(said) == 0 {
		return false
	}
	found, _ := namesOf(t.r).find(said[0].unit)
	for _, item := range viet.ParseReply(said[0].text, viet.Context{Today: t.said}).Items {
		if len(found) == 1 && len(item.Refs) > 0 {
			return true
		}
	}
	return false
}

// unitList names some units, as "P. KHTC, P. NCC".
func (t *turn) unitList(units []plan.UnitID) string {
	var names []string
	for _, u := range units[:min(len(units), 6)] {
		names = append(names, unitName(t.r, u))
	}
	return strings.Join(names, ", ")
}

func (t *turn) onBehalfOf(unit plan.UnitID, text string) (lines []understood, did []applied) {
	reply := viet.ParseReply(text, viet.Context{Today: t.said})
	open := t.r.OpenOf(unit, t.today)
	for _, item := range reply.Items {
		ids, problem := t.ofUnit(open, item)
		if problem.What != "" {
			problem.Unit = unitName(t.r, unit)
			lines = append(lines, problem)
			continue
		}
		for _, id := range ids {
			line, d := t.judge(id, item, unit != t.r.Office().Office)
			lines = append(lines, line)
			if d != nil {
				did = append(did, *d)
			}
		}
	}
	return lines, did
}

// ofUnit finds what an item about a unit speaks of: codes only, since the
// numbers of a digest are the unit's own.
func (t *turn) ofUnit(open []plan.AssignmentID, item viet.Item) (ids []plan.AssignmentID, problem understood) {
	if len(item.Refs) == 0 && len(open) == 1 {
		return open, problem
	}
	for _, ref := range item.Refs {
		code := ref.Code
		if ref.Kind == viet.RefAll || ref.Kind == viet.RefRest {
			return nil, understood{Code: viet.TrimUTF16(item.Text, 40), What: "ref_which"}
		}
		if ref.Kind == viet.RefNumber {
			code = itoa(ref.N)
		}
		found := t.withCode(open, code)
		if len(found) == 0 {
			return nil, understood{Code: code, What: "ref_unit_code"}
		}
		ids = append(ids, found[0])
	}
	if len(ids) == 0 {
		return nil, understood{Code: viet.TrimUTF16(item.Text, 40), What: "ref_which"}
	}
	return ids, problem
}

// answeredOffice takes a plain text as the answer to a question to the office.
func (t *turn) answeredOffice(f form, text string) (bool, error) {
	switch f.Kind {
	case "assign":
		task := t.r.Tasks.Get(f.Task)
		if !t.assigns(task.Code + " " + text) {
			return false, nil
		}
		return true, t.propose(task.Code + " " + text)
	case "hold":
		return true, t.holdEscalation(f.Assignment, text)
	}
	return false, nil
}

// assigns reports whether a line gives a task to units that are known, or near
// to known ones, or a date.
func (t *turn) assigns(text string) bool {
	lines := viet.ParseAssign(text)
	if len(lines) != 1 || lines[0].Problem != viet.NoProblem {
		return false
	}
	return namesOf(t.r).all(lines[0].Units)
}

// slip is the "Phiếu nhắc" of a unit that nobody can be reached for: plain
// text, ready to forward or print.
func (t *turn) slip(unit plan.UnitID) error {
	if !t.isOffice() || !t.r.Units.Has(unit) {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return nil
	}
	args := slipArgs{Office: t.r.Office().Name, Unit: t.r.Units.Get(unit).Name, Day: t.longDay(t.today)}
	for i, id := range t.r.OpenOf(unit, t.today) {
		if i == 12 {
			args.More++
			continue
		}
		if i > 12 {
			args.More++
			continue
		}
		a := t.r.Assignments.Get(id)
		task := t.r.Tasks.Get(a.Task)
		args.Lines = append(args.Lines, againLine{
			Number: i + 1, Code: task.Code, Title: task.Title, Due: t.dueWords(a.Due), Late: t.late(a.Due),
		})
	}
	t.say(textSlip.html(t.lang, args))
	return nil
}

// unitButtons lists units with a button each.
func (t *turn) unitButtons(units []plan.UnitID, action string) [][]outButton {
	var out []outButton
	for _, u := range units[:min(len(units), 30)] {
		out = append(out, button(unitName(t.r, u), action, uint64(u)))
	}
	return rows(3, out...)
}

// remind is "/remind 3.2" and the button "nhắc ngay": at most once a day for
// an assignment.
func (t *turn) remind(args string) error {
	if !t.isOffice() && !t.isLeader() {
		return t.forbidden()
	}
	if args == "" {
		t.say(textWhichCode.html(t.lang, t.commandName("remind")))
		return nil
	}
	for _, id := range t.assignmentsOf(args) {
		t.remindNow(id)
	}
	if t.answers == 0 {
		t.say(textNoSuchTask.html(t.lang, args))
	}
	return nil
}

func (t *turn) remindNow(id plan.AssignmentID) {
	a := t.r.Assignments.Get(id)
	label := t.label(id)
	switch key := "remind/" + itoa(int(id)) + "/" + t.today.String(); {
	case a.Task == 0 || !t.may(plan.Remind, t.scope(a)):
		t.ack = textRefused.plain(t.lang, "forbidden")
		_ = t.refuse()
		return
	case !a.State.Open() || a.Waiting():
		label.What = "not_open"
	case !t.r.UnitReached(a.Unit):
		label.What = "unreached"
	default:
		label.What = "queued"
		for _, person := range t.r.Recipients(t.r.HeadOf(a.Unit)) {
			if t.v.KeyUsed(key + "/" + itoa(int(person))) {
				label.What = "already"
			}
		}
		duty := plan.Duty{Kind: plan.Perform, Subject: uint32(id)}
		t.notify(t.r.HeadOf(a.Unit), plan.AssignmentClass, "given", duty, key, givenNotice{Reminder: true})
	}
	t.say(textReminded.html(t.lang, label))
}

// assignmentsOf finds the current assignments of "3.2" or "3.2 P. KHTC".
func (t *turn) assignmentsOf(args string) []plan.AssignmentID {
	code, name, _ := strings.Cut(strings.TrimSpace(args), " ")
	var unit plan.UnitID
	if name != "" {
		found, _ := namesOf(t.r).find(name)
		if len(found) != 1 {
			return nil
		}
		unit = found[0]
	}
	var out []plan.AssignmentID
	for id, a := range t.r.Assignments.All() {
		if sameCode(t.r.Tasks.Get(a.Task).Code, code) && a.State.Live() && (unit == 0 || a.Unit == unit) {
			out = append(out, id)
		}
	}
	return t.current(out)
}

// correct is "/correct 3.2 30/6" or "/correct 3.2 P. KHTC 30/6": the office
// sets right a wrong date, which counts no extension.
func (t *turn) correct(args string) error {
	if !t.may(plan.Assign, plan.Scope{}) {
		return t.forbidden()
	}
	fields := strings.Fields(args)
	if len(fields) < 2 {
		t.say(textHowCorrect.html(t.lang, none{}))
		return nil
	}
	date, _, ok := viet.ParseDate(fields[len(fields)-1], t.today)
	ids := t.assignmentsOf(strings.Join(fields[:len(fields)-1], " "))
	if !ok || len(ids) == 0 {
		t.say(textHowCorrect.html(t.lang, none{}))
		return nil
	}
	for _, id := range ids {
		t.v.Record(plan.Corrected{Assignment: id, Day: t.today, Due: date})
		t.tellSoon(id, true)
		label := t.label(id)
		label.What = "date"
		t.say(textCorrected.html(t.lang, label))
	}
	return nil
}

// reopen is "/reopen 3.2": the office takes back a completion.
func (t *turn) reopen(args string) error {
	if !t.may(plan.Assign, plan.Scope{}) {
		return t.forbidden()
	}
	if args == "" {
		t.say(textWhichCode.html(t.lang, t.commandName("reopen")))
		return nil
	}
	for _, id := range t.assignmentsOf(args) {
		t.reopenOne(id)
	}
	if t.answers == 0 {
		t.say(textNoSuchTask.html(t.lang, args))
	}
	return nil
}

func (t *turn) reopenOne(id plan.AssignmentID) {
	a := t.r.Assignments.Get(id)
	switch {
	case !t.may(plan.Assign, t.scope(a)):
		t.ack = textRefused.plain(t.lang, "forbidden")
		_ = t.refuse()
		return
	case a.State != plan.Done:
		t.ack = textRefused.plain(t.lang, "not_done")
		_ = t.refuse()
		return
	}
	t.v.Record(plan.Corrected{Assignment: id, Day: t.today, Reopen: true})
	label := t.label(id)
	label.What = "reopened"
	t.say(textCorrected.html(t.lang, label))
}
