package bot

import (
	"slices"

	"dondoc/plan"
	"dondoc/report"
	"dondoc/scheduler"
)

// The groups of a digest: what stands for the office, a deputy or the director,
// counted, with a button each. A count is that of the list which its button
// opens: both are made by the same function.

// worstShown is how many duties of a group a digest names.
const worstShown = 3

// standingCounts adds what waits for the office, a deputy or the director.
func (t *turn) standingCounts(d scheduler.Digest, args *digestArgs) {
	c := countArgs{
		Overdue: t.overdueParts(), Climbed: len(d.Climbed), Rising: len(d.Rising),
		RisingOn: title(t.notTomorrow(d)),
	}
	for _, w := range report.WaitingFor(t.r, t.person) {
		switch w.Kind {
		case plan.Verify:
			c.Verify++
		case plan.Settle:
			c.Settle++
		case plan.Direct:
			c.Direct++
		case plan.Decide:
			c.Decide++
		case plan.TakeBack:
			c.TakeBack++
		case plan.Answer:
			c.Answer++
		case plan.Reply:
			c.Reply++
		}
	}
	if d.Office {
		noLead, noDate := t.incomplete()
		c.NoLead, c.NoDeadline, c.Incomplete = len(noLead), len(noDate), len(union(noLead, noDate))
		c.NotJoined, c.Lost, c.Unreached, c.Suggestions = len(d.NotJoined), len(d.Lost), len(toCarry(d)), len(d.Suggestions)
	}
	c.Rows = t.countRows(c)
	args.Counts, args.Worst, args.Climbed = c, nil, nil
	worst := d.Overdue
	if !d.Office {
		worst = newFirst(worst)
	}
	worst = worst[:min(len(worst), worstShown)]
	for _, line := range worst {
		args.Worst = append(args.Worst, t.worstArgs(line))
	}
	args.MoreWorst = max(0, c.Overdue-len(worst))
	climbed := newFirst(d.Climbed)
	climbed = climbed[:min(len(climbed), worstShown)]
	for _, line := range climbed {
		args.Climbed = append(args.Climbed, t.climbedArgs(line))
	}
	args.MoreClimbed = c.Climbed - len(climbed)
}

// overdueParts counts the assignments that are overdue where the person looks.
func (t *turn) overdueParts() int {
	return len(report.Members(t.r, t.ownScope(), report.Period{}, t.today, overdueCell))
}

// overdueCell are the overdue assignments, of whichever occurrence.
var overdueCell = report.Cell{Of: report.Assignments, Kind: report.Overdue}

func (t *turn) worstArgs(line scheduler.Line) worstArgs {
	a := t.r.Assignments.Get(line.Assignment)
	task := t.r.Tasks.Get(a.Task)
	return worstArgs{
		Code: task.Code, Title: t.titleOf(a), Unit: unitName(t.r, a.Unit),
		Due: t.short(a.Due), State: t.stateWords(a),
	}
}

// climbedArgs words a matter that has climbed: who is to decide it, and since
// when it waits there. How the unit stands with its task is not what is late.
func (t *turn) climbedArgs(line scheduler.Line) worstArgs {
	w := t.worstArgs(line)
	m := t.r.Matters.Get(plan.MatterID(line.Duty.Subject))
	w.Code, w.Title = t.subjectOf(m)
	w.Unit = t.sideOf(m, true)
	w.Due, w.State, w.Holder, w.Since = "", "", t.holderName(m.Holder), t.day(m.Since)
	w.Kind = m.Kind.String()
	return w
}

// newFirst puts what a leader was not told yet before what stands: it is why
// the digest is sent.
func newFirst(lines []scheduler.Line) []scheduler.Line {
	out := slices.Clone(lines)
	slices.SortStableFunc(out, func(a, b scheduler.Line) int {
		switch {
		case a.Owed == b.Owed:
			return 0
		case a.Owed:
			return -1
		}
		return 1
	})
	return out
}

// toCarry are the units and posts that the office has to carry something to
// now.
func toCarry(d scheduler.Digest) []scheduler.UnitLines {
	return slices.DeleteFunc(slices.Clone(d.Unreached), func(of scheduler.UnitLines) bool { return len(of.Lines) == 0 })
}

func union(a, b []plan.TaskID) []plan.TaskID {
	out := slices.Clone(a)
	for _, id := range b {
		if !slices.Contains(a, id) {
			out = append(out, id)
		}
	}
	return out
}

// groupButtons open what waits for the office or a leader.
func (t *turn) groupButtons(c countArgs) [][]outButton {
	scope := t.ownScope()
	groups := []struct {
		n      int
		label  text[int]
		action string
		args   []uint64
	}{
		{c.Verify, textButtonVerify, "verify", nil},
		{c.Settle + c.Direct + c.Decide + c.TakeBack + c.Answer + c.Reply, textButtonWaiting, "waiting", nil},
		{c.Overdue, textButtonOverdueParts, "cell", cellArgs(scope, overdueCell, 0)},
		{c.Climbed, textButtonClimbed, "climbed", nil},
		{c.Rising, textButtonRising, "rising", nil},
		{c.Incomplete, textButtonMissing, "missing", nil},
		{c.Unreached, textButtonUnreached, "unreached", nil},
		{c.NotJoined, textButtonNotJoined, "notjoined", nil},
		{c.Lost, textButtonLost, "lost", nil},
	}
	var out []outButton
	for _, g := range groups {
		if g.n > 0 {
			out = append(out, button(g.label.plain(t.lang, g.n), g.action, g.args...))
		}
	}
	return rows(2, out...)
}

// climbed lists what has waited so long below that it climbed to the person.
func (t *turn) climbed(from int) {
	if !t.isLeader() {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return
	}
	all := scheduler.Lines(t.r, t.person, t.v.Now).Climbed
	if from >= len(all) {
		from = 0
	}
	args := climbedListArgs{Total: len(all)}
	var numbers []outButton
	for i := from; i < min(from+page, len(all)); i++ {
		line := t.climbedArgs(all[i])
		line.Number = i + 1
		args.Lines = append(args.Lines, line)
		if t.may(plan.See, t.matterScope(t.r.Matters.Get(plan.MatterID(all[i].Duty.Subject)))) {
			numbers = append(numbers, button(itoa(i+1), "matter", uint64(all[i].Duty.Subject)))
		}
	}
	buttons := rows(5, numbers...)
	if rest := len(all) - from - page; rest > 0 {
		buttons = append(buttons, []outButton{button(textButtonNextPage.plain(t.lang, rest), "climbed", uint64(from+page))})
	}
	t.browse(reply{Message: messageOf(textClimbed.html(t.lang, args), buttons...)})
}

// unreachedUnits offers a slip for each unit or post that nobody can be reached
// for and that something is to be carried to now.
func (t *turn) unreachedUnits() {
	if !t.isOffice() {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return
	}
	var buttons []outButton
	all := toCarry(scheduler.Lines(t.r, t.person, t.v.Now))
	for _, of := range all {
		if of.Unit != 0 {
			buttons = append(buttons, button(unitName(t.r, of.Unit), "slip", uint64(of.Unit)))
		} else {
			buttons = append(buttons, button(postName(t.r, of.Post), "slipfor", uint64(of.Post)))
		}
	}
	t.answer(reply{Message: messageOf(textUnreachedUnits.html(t.lang, len(all)), rows(3, buttons...)...)})
}

// notJoined lists the units that nobody can be reached for, with an invitation
// for the head of each.
func (t *turn) notJoined() {
	if !t.isOffice() {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return
	}
	units := scheduler.Lines(t.r, t.person, t.v.Now).NotJoined
	args := absentArgs{Total: len(units)}
	var buttons []outButton
	for _, u := range units[:min(len(units), absentShown)] {
		head := t.r.HeadOf(u)
		line := peopleLine{Post: postName(t.r, head)}
		if who := t.r.Posts.Get(head).Holder; who != 0 {
			line.Name = t.name(who)
		}
		args.Lines = append(args.Lines, line)
		buttons = append(buttons, button(unitName(t.r, u), "inviteto", uint64(head)))
	}
	args.More = len(units) - len(args.Lines)
	t.browse(reply{Message: messageOf(textNotJoined.html(t.lang, args), rows(3, buttons...)...)})
}

// lost lists the units of which somebody has joined and can be sent nothing,
// with the reminder slip of each.
func (t *turn) lost() {
	if !t.isOffice() {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return
	}
	units := scheduler.Lines(t.r, t.person, t.v.Now).Lost
	args := absentArgs{Total: len(units)}
	var buttons []outButton
	for _, u := range units[:min(len(units), absentShown)] {
		head := t.r.HeadOf(u)
		post := t.r.Posts.Get(head)
		line := peopleLine{Post: postName(t.r, head)}
		for _, who := range []plan.PersonID{post.Holder, post.Acting, post.Delegate} {
			if since := t.r.People.Get(who).Unreachable; who != 0 && since != 0 {
				line.Name, line.Since = t.name(who), t.day(since)
			}
		}
		args.Lines = append(args.Lines, line)
		buttons = append(buttons, button(unitName(t.r, u), "slip", uint64(u)))
	}
	args.More = len(units) - len(args.Lines)
	t.browse(reply{Message: messageOf(textLost.html(t.lang, args), rows(3, buttons...)...)})
}

// absentShown is how many who do not answer are named.
const absentShown = 12

// absentArgs are heads of units who have not joined, or can be sent nothing.
type absentArgs struct {
	Total, More int
	Lines       []peopleLine
}

// rising lists what the next digest day tells the leaders, for the office to
// hold.
func (t *turn) rising(from int) {
	if !t.isOffice() {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return
	}
	d := scheduler.Lines(t.r, t.person, t.v.Now)
	if from >= len(d.Rising) {
		from = 0
	}
	args := risingArgs{On: title(t.notTomorrow(d)), Total: len(d.Rising)}
	var holds []outButton
	for i := from; i < min(from+page, len(d.Rising)); i++ {
		line := d.Rising[i]
		a := t.r.Assignments.Get(line.Assignment)
		task := t.r.Tasks.Get(a.Task)
		args.Lines = append(args.Lines, risingLine{
			Number: i + 1, Code: task.Code, Title: t.titleOf(a), Unit: unitName(t.r, a.Unit),
			Due: t.short(a.Due), State: t.stateWords(a), Rises: t.rungName(line.RisesTo, a.Unit),
		})
		holds = append(holds, button(textButtonHold.plain(t.lang, i+1), "hold", uint64(line.Assignment)))
	}
	buttons := rows(3, holds...)
	if rest := len(d.Rising) - from - page; rest > 0 {
		buttons = append(buttons, []outButton{button(textButtonNextPage.plain(t.lang, rest), "rising", uint64(from+page))})
	}
	m := reply{Message: messageOf(textRising.html(t.lang, args), buttons...)}
	if from > 0 {
		t.browse(m)
		return
	}
	t.answer(m)
}
