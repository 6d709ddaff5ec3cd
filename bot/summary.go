package bot

import (
	"cmp"
	"slices"

	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/report"
	"dondoc/viet"
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
	if targets := t.seenTargets(); len(targets.Rows) > 0 {
		rest = append(rest, button(textButtonTargetsMet.plain(t.lang, targetsArgs{Total: len(targets.Rows), Met: targets.Met}), "targets"))
	}
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
		Missed: c.Missed, FellDue: c.FellDue, ToVerify: f.Parts.ToVerify, Outside: c.Outside,
		ToDirector: report.WaitingOn(t.r, f.Scope, t.r.DirectorPost()),
		Obstacles:  f.Parts.Obstacles, NoAnswer: f.Parts.NoAnswer, NotReached: len(f.NotAnswering),
		ViaOffice: len(f.ThroughOffice), DueSoon: c.DueSoon,
	}
	args.Rate, args.HasRate = c.OverdueRate()
	if c.Outside == c.Total {
		args.Outside = 0 // there is no plan that they could be outside of
	}
	if c.Overdue > overdueNamed {
		args.Units = t.overdueUnits(f.Scope)
	} else {
		for _, m := range f.Worst {
			args.Worst = append(args.Worst, t.memberLine(m))
		}
	}
	args.fit()
	return args
}

// overdueNamed is up to how many overdue tasks a summary names; of more it gives
// the units.
const overdueNamed = 3

// overdueUnits are the units with overdue work, most first: what is theirs to
// do, and what only waits for verification. What waits for superiors is no
// unit's.
func (t *turn) overdueUnits(s report.Scope) []unitCount {
	var order []plan.UnitID
	counts := map[plan.UnitID]unitCount{}
	for _, m := range report.Members(t.r, s, report.Period{}, t.today, report.Cell{Of: report.Assignments, Kind: report.OverdueUnit}) {
		c, known := counts[m.Unit]
		if !known {
			order = append(order, m.Unit)
			c.Name = unitName(t.r, m.Unit)
		}
		if m.Reason == report.WaitingVerification {
			c.Verify++
		} else {
			c.Count++
		}
		counts[m.Unit] = c
	}
	var out []unitCount
	for _, id := range order {
		out = append(out, counts[id])
	}
	slices.SortStableFunc(out, func(a, b unitCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(b.Verify, a.Verify))
	})
	return out
}

// summaryLines is how many lines a summary has at most.
const summaryLines = 12

// fit cuts what is overdue to the lines that the figures leave, and says how
// many it leaves out.
func (s *summaryArgs) fit() {
	used := 7 // title, time, an empty line and the four rows
	for _, row := range []bool{
		s.Outside > 0, s.NoDeadline+s.NoLead > 0, s.ToVerify+s.ToDirector > 0, s.Obstacles+s.Superiors > 0, s.NoAnswer > 0,
	} {
		if row {
			used++
		}
	}
	left := summaryLines - used
	if s.Tight = left < 2; !s.Tight {
		left-- // an empty line
	}
	overdue := len(s.Worst) + len(s.Units)
	if s.Reached = s.ViaOffice+s.NotReached > 0 && left > min(overdue, 2); s.Reached {
		left--
	}
	worst, units := s.Worst, s.Units
	switch {
	case left == 0: // the figures have said how many, and the button opens them
		s.Worst, s.Units = nil, nil
		return
	case overdue > 1 && left == 1:
		s.InOne = true // what there is, in one line
		worst = worst[:min(len(worst), inOne)]
		units = units[:min(len(units), 1)]
	case overdue > left: // one line says how many are left out
		worst, units = worst[:min(len(worst), left-1)], units[:min(len(units), left-1)]
	}
	s.MoreWorst, s.MoreUnits = len(s.Worst)-len(worst), len(s.Units)-len(units)
	s.Worst, s.Units = worst, units
}

// inOne is how many codes of overdue tasks one line holds.
const inOne = 4

func (t *turn) summaryTitle(s report.Scope) string {
	if s.Deputy != 0 {
		post := t.r.Posts.Get(s.Deputy)
		if post.Holder == 0 {
			return post.Title
		}
		return post.Title + " " + t.name(post.Holder)
	}
	if s.Plan != 0 {
		return planName(t.r.Plans.Get(s.Plan))
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
	title := withPeriod(taskTitle(task), t.periodName(t.r.Occurrences.Get(m.Occurrence).Period))
	line := memberLine{Code: task.Code, Title: title, Open: m.Open, Of: m.Of, Reason: reasonNames[m.Reason], Percent: m.Percent}
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

// unitsPage and areasPage are how many rows a page of a table has.
const (
	unitsPage = 9
	areasPage = 8
)

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
		args.Rows = append(args.Rows, tableRow{Name: name, Done: row.Done, Total: row.Dated, Overdue: row.OverdueUnit})
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

func (t *turn) areas(s report.Scope, from int) {
	if !t.maySum() {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return
	}
	f := report.Figures(t.r, s, report.Period{}, t.today)
	all := f.Areas.Rows
	if from >= len(all) {
		from = 0
	}
	args := tableArgs{Total: len(all)}
	var buttons []outButton
	for _, row := range all[from:min(from+areasPage, len(all))] {
		area := t.r.Areas.Get(row.Area)
		args.Rows = append(args.Rows, tableRow{
			Code: area.Code, Name: viet.TrimUTF16(area.Title, 40), Done: row.Done, Total: row.Dated, Overdue: row.Overdue,
		})
		if row.Area != 0 && t.opens(s, 0) {
			buttons = append(buttons, cellButton(area.Code, s, report.Cell{Of: report.Tasks, Kind: report.Total, Area: row.Area}, 0))
		}
	}
	out := rows(4, buttons...)
	if rest := len(all) - from - areasPage; rest > 0 {
		label := textButtonNextPage.plain(t.lang, rest)
		out = append(out, []outButton{button(label, "areas", uint64(s.Deputy), uint64(from+areasPage))})
	}
	t.browse(reply{Message: messageOf(textAreas.html(t.lang, args), append(out, t.backToSummary(s))...)})
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
	args.Summary.Units, args.Summary.Worst, args.Summary.MoreUnits, args.Summary.MoreWorst = nil, nil, 0, 0
	args.Summary.Reached = args.Summary.ViaOffice+args.Summary.NotReached > 0
	for _, row := range f.Units.Alphabetical(t.r).Rows {
		args.Rows = append(args.Rows, tableRow{
			Name: unitName(t.r, row.Unit), Done: row.Done, Total: row.Dated, Overdue: row.OverdueUnit,
		})
	}
	return args
}

// backToTable leads from the members of a row back to the page of the table that
// the row stands on; from those of a figure, to the summary.
func (t *turn) backToTable(s report.Scope, cell report.Cell) []outButton {
	f := report.Figures(t.r, s, report.Period{}, t.today)
	of := func(rows []report.Row, size int) uint64 {
		i := slices.IndexFunc(rows, func(row report.Row) bool { return row.Unit == cell.Unit && row.Area == cell.Area })
		return uint64(max(i, 0) / size * size)
	}
	switch {
	case cell.Unit != 0:
		return []outButton{button(textButtonUnitsBack.plain(t.lang, none{}), "units", uint64(s.Deputy), of(f.Units.Rows, unitsPage))}
	case cell.InArea:
		return []outButton{button(textButtonAreasBack.plain(t.lang, none{}), "areas", uint64(s.Deputy), of(f.Areas.Rows, areasPage))}
	}
	return t.backToSummary(s)
}
