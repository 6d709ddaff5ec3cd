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
	if said := behalfOf(text, t.bareBehalf); len(said) > 0 {
		return true, t.onBehalf(said)
	}
	// One line that gives a task is enough: the others are named as problems.
	known := namesOf(t.r)
	for _, line := range viet.ParseAssign(text) {
		if line.Problem == viet.NoProblem && t.taskByCode(line.Code) != 0 && len(line.Units) > 0 && known.all(line.Units) {
			return true, t.propose(text)
		}
	}
	return t.officeValue(text), nil
}

// all reports whether every name is that of a unit, near to one, or begins as
// the name of one.
func (n names) all(list []string) bool {
	for _, name := range list {
		first, _, _ := strings.Cut(viet.Fold(name), " ")
		found, near := n.find(name)
		if len(found)+len(near) == 0 && !noSuchDay(name) && !unitWords[strings.Trim(first, ".")] {
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
// with a unit and a colon begins the next, or one that bare takes apart. Nothing
// when the first line has none.
func behalfOf(text string, bare func(line string) (unit, rest string, ok bool)) []unitSaid {
	var out []unitSaid
	for line := range linesOf(text) {
		unit, rest, ok := viet.ParseBehalf(line)
		if !ok && bare != nil {
			unit, rest, ok = bare(line)
		}
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

// longestName is the number of words of the longest name of a unit that is read
// without a colon after it.
const longestName = 8

// bareBehalf takes apart "P. NCC 6.2 xong": the name of a unit, or of several that
// are near, then the code of a task.
func (t *turn) bareBehalf(line string) (unit, rest string, ok bool) {
	fields := strings.Fields(line)
	for i := 1; i < len(fields) && i <= longestName; i++ {
		code := strings.Trim(fields[i], ",;:")
		if !strings.Contains(code, ".") || t.taskByCode(code) == 0 {
			continue
		}
		name := strings.Join(fields[:i], " ")
		found, near := namesOf(t.r).find(name)
		return name, strings.Join(fields[i:], " "), len(found)+len(near) > 0 && i+1 < len(fields)
	}
	return "", line, false
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
	said := behalfOf(text, nil)
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
	text, t.periods = t.readPeriods(text)
	reply := viet.ParseReply(text, viet.Context{Today: t.said})
	for _, item := range reply.Items {
		ids, problem := t.ofUnit(unit, item)
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
func (t *turn) ofUnit(unit plan.UnitID, item viet.Item) (ids []plan.AssignmentID, problem understood) {
	open := t.r.OpenOf(unit, t.today)
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
		period := t.periods.next(code)
		found := t.inPeriod(t.withCode(open, code), period)
		if len(found) == 0 {
			found = t.inPeriod(t.upcoming([]plan.UnitID{unit}, code), period)
		}
		switch len(found) {
		case 0:
			return nil, understood{Code: strings.TrimSpace(code + " " + period), What: "ref_unit_code"}
		case 1:
			ids = append(ids, found[0])
		default:
			return nil, understood{Code: code, What: "ref_period", Words: t.periodsOf(found)}
		}
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
	var lines []againLine
	for _, id := range t.r.OpenOf(unit, t.today) {
		a := t.r.Assignments.Get(id)
		task := t.r.Tasks.Get(a.Task)
		lines = append(lines, againLine{Code: task.Code, Title: task.Title, Due: t.dueWords(a.Due), Late: t.overdue(a)})
	}
	t.saySlip(slipArgs{Unit: t.r.Units.Get(unit).Name}, lines)
	return nil
}

// slipFor is the slip of a leader's post: what waits for its decision.
func (t *turn) slipFor(post plan.PostID) error {
	if role := t.r.Posts.Get(post).Role; !t.isOffice() || role != plan.Director && role != plan.Deputy {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return nil
	}
	var lines []againLine
	for id, m := range t.r.Matters.All() {
		if m.Holder != post || !t.r.Standing(plan.DutyOf(id, *m)) {
			continue
		}
		task := t.r.Tasks.Get(t.r.Assignments.Get(m.Assignment).Task)
		lines = append(lines, againLine{Code: task.Code, Title: task.Title, State: m.Kind.String(), Due: t.day(m.Since)})
	}
	t.saySlip(slipArgs{Unit: postName(t.r, post), Leader: true}, lines)
	return nil
}

// slipLines is how many duties a slip names.
const slipLines = 12

func (t *turn) saySlip(args slipArgs, lines []againLine) {
	args.Office, args.Day = t.r.Office().Name, t.longDay(t.today)
	args.Lines = lines[:min(len(lines), slipLines)]
	args.More = len(lines) - len(args.Lines)
	for i := range args.Lines {
		args.Lines[i].Number = i + 1
	}
	t.say(textSlip.html(t.lang, args))
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
	if code, _, _ := strings.Cut(args, " "); t.inSeveralPlans(code, "task") {
		return nil
	}
	var all []taskLabel
	for _, id := range t.assignmentsOf(args) {
		if label, ok := t.reminded(id); ok {
			all = append(all, label)
		}
	}
	switch len(all) {
	case 0:
		if t.ack != "" {
			return t.refuse()
		}
		t.say(textNoSuchTask.html(t.lang, args))
	case 1:
		t.say(textReminded.html(t.lang, all[0]))
	default:
		t.say(textRemindedMany.html(t.lang, remindedOf(all)))
	}
	return nil
}

func (t *turn) remindNow(id plan.AssignmentID) {
	if label, ok := t.reminded(id); ok {
		t.say(textReminded.html(t.lang, label))
		return
	}
	_ = t.refuse()
}

// remindedOf gathers what became of the units of one task.
func remindedOf(all []taskLabel) remindedArgs {
	args := remindedArgs{Code: all[0].Code, Title: all[0].Title}
	for _, l := range all {
		into := &args.NotOpen
		switch l.What {
		case "queued":
			into = &args.Queued
		case "already":
			into = &args.Already
		case "unreached":
			into = &args.Unreached
		case "not_begun":
			into = &args.NotBegun
		}
		*into = append(*into, l.Unit)
	}
	return args
}

// reminded owes a unit a reminder of an assignment, and says what became of it;
// false when the person may not.
func (t *turn) reminded(id plan.AssignmentID) (taskLabel, bool) {
	a := t.r.Assignments.Get(id)
	label := t.label(id)
	switch key := "remind/" + itoa(int(id)) + "/" + t.today.String(); {
	case a.Task == 0 || !t.may(plan.Remind, t.scope(a)):
		t.ack = textRefused.plain(t.lang, "forbidden")
		return label, false
	case !a.State.Open() || a.Waiting():
		label.What = "not_open"
	case !a.Begun(t.today):
		label.What, label.Date = "not_begun", t.day(a.Given)
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
	return label, true
}

// assignmentsOf finds the current assignments of "3.2" or "3.2 P. KHTC".
func (t *turn) assignmentsOf(args string) []plan.AssignmentID { return t.current(t.allOf(args)) }

// allOf finds the assignments of "3.2" or "3.2 P. KHTC" in all periods.
func (t *turn) allOf(args string) []plan.AssignmentID {
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
		task := t.r.Tasks.Get(a.Task)
		over := t.r.Plans.Get(task.Plan).Closed || t.r.Occurrences.Get(a.Occurrence).Left
		if sameCode(task.Code, code) && a.State.Live() && !over && (unit == 0 || a.Unit == unit) {
			out = append(out, id)
		}
	}
	return out
}
