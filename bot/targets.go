package bot

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"dondoc/plan"
	"dondoc/planfile"
	"dondoc/report"
	"dondoc/viet"
)

// targetsShown is how many targets a message lists, two lines each.
const targetsShown = 4

// targets is "/targets": the targets of the live plans with what they have
// reached; of a unit those of its own tasks.
func (t *turn) targets(string) error {
	t.listTargets(0)
	return nil
}

// seenTargets are the targets that the person may see: those of the plan, as
// figures of the whole, leaders and viewers; those of a task whoever sees it.
func (t *turn) seenTargets() report.TargetTable {
	table := report.Targets(t.r, 0)
	if t.seesAll() {
		return table
	}
	var own report.TargetTable
	for _, row := range table.Rows {
		if !t.seesTarget(row.Target) {
			continue
		}
		own.Rows = append(own.Rows, row)
		if row.Reported {
			own.Reported++
		}
		if row.Met {
			own.Met++
		}
	}
	return own
}

func (t *turn) seesTarget(target plan.Target) bool {
	if target.Task == 0 {
		return t.maySum()
	}
	task := t.r.Tasks.Get(target.Task)
	return slices.ContainsFunc(leadsOf(t.r, target.Task), func(u plan.UnitID) bool {
		return t.may(plan.See, plan.Scope{Unit: u, Support: task.Support})
	})
}

// listTargets shows a page of the targets. Who may give the value of one has a
// button for it, or answers the message with its number and the value.
func (t *turn) listTargets(from int) {
	table := t.seenTargets()
	if from >= len(table.Rows) {
		from = 0
	}
	args := targetsArgs{Total: len(table.Rows), Reported: table.Reported, Met: table.Met}
	page := table.Rows[from:min(from+targetsShown, len(table.Rows))]
	shown := targetsSeen{From: from}
	var give []outButton
	for i, row := range page {
		line := t.targetLine(row.ID)
		line.Number = from + i + 1
		args.Lines = append(args.Lines, line)
		shown.Targets = append(shown.Targets, row.ID)
		if t.mayGive(row.ID) {
			give = append(give, button(itoa(line.Number), "target", uint64(row.ID)))
			args.Example = orElse(args.Example, itoa(line.Number)+": "+t.amount(row.Target, exampleOf(row.Target)))
		}
	}
	buttons := rows(6, give...)
	if rest := len(table.Rows) - from - len(page); rest > 0 {
		buttons = append(buttons, []outButton{button(textButtonMoreTargets.plain(t.lang, rest), "targets", uint64(from+targetsShown))})
	}
	if t.maySum() {
		buttons = append(buttons, t.backToSummary(t.ownScope()))
	}
	edit := 0
	if receipt, ok := t.repliedTo(); ok && t.u.Kind == Pressed && receipt.Class == plan.AnswerClass {
		edit = t.u.Message
	}
	shown.Notice = t.owe(reply{Message: messageOf(textTargets.html(t.lang, args), buttons...)}, edit)
	shown.At = t.v.Now.UnixMilli()
	t.put("shown/targets", shown)
}

// targetsOfPlan are all targets of a plan, below its summary on the console.
func (t *turn) targetsOfPlan(id plan.PlanID) string {
	table := report.Targets(t.r, id)
	if len(table.Rows) == 0 {
		return ""
	}
	args := targetsArgs{Total: len(table.Rows), Reported: table.Reported, Met: table.Met}
	for i, row := range table.Rows {
		line := t.targetLine(row.ID)
		line.Number = i + 1
		args.Lines = append(args.Lines, line)
	}
	return "\n\n" + textTargets.plain(t.lang, args)
}

// targetsReached words how targets stand, for a workbook; empty where nothing was
// said.
func (t *turn) targetsReached(ids []plan.TargetID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		if line := t.targetLine(id); line.Day != "" {
			out[i] = textTargetReached.plain(t.lang, line)
		}
	}
	return out
}

// targetsSeen is the page of targets that a person saw last.
type targetsSeen struct {
	Notice  plan.NoticeID   `json:"notice"`
	From    int             `json:"from"`
	Targets []plan.TargetID `json:"targets"`
	At      int64           `json:"at"`
}

// answeredTargets takes an answer to the list of targets: "1 99,2%", one or
// several. Somebody without work of a unit's own need not reply to it. It
// reports false when the text is no such answer.
func (t *turn) answeredTargets(text string) bool {
	var seen targetsSeen
	if !t.get("shown/targets", &seen) {
		return false
	}
	receipt, _ := t.v.ReceiptOf(seen.Notice)
	replied := t.u.ReplyTo != 0 && t.u.ReplyTo == receipt.Message
	fresh := t.u.ReplyTo == 0 && len(t.open()) == 0 && t.v.Now.Sub(time.UnixMilli(seen.At)) < listLife
	if !replied && !fresh {
		return false
	}
	said, ok := readTargets(text, seen)
	switch {
	case ok:
	case replied:
		t.say(textHowTargets.html(t.lang, itoa(seen.From+1)))
		return true
	default:
		return false
	}
	var lines []valueArgs
	var did []applied
	for _, s := range said {
		fit, fits := t.fit(s.value, s.target)
		why := t.whyAsk(s.value, s.target, fit)
		switch {
		case !t.mayGive(s.target):
			t.say(textRefused.html(t.lang, "foreign"))
			continue
		case !fits:
			t.form(form{Kind: "value", Target: s.target})
			t.say(textValueUnit.html(t.lang, t.asking(s.target)), t.stopButton())
			continue
		}
		a := valueAsked{Value: s.value, Targets: []plan.TargetID{s.target}, Why: why, Said: t.said, Words: s.value.Text, Alone: true}
		if why != "" {
			t.doubts = append(t.doubts, a)
			continue
		}
		line, d := t.giveValue(s.target, fit.Number, a)
		lines, did = append(lines, line), append(did, d)
	}
	t.saidValues(lines, did)
	return true
}

// targetSaid is one line of an answer to the list.
type targetSaid struct {
	target plan.TargetID
	value  viet.Value
}

// readTargets reads "1 99,2%, 2 12/17 đơn vị" by the numbers of a list; a value
// alone is of the only line.
func readTargets(text string, seen targetsSeen) (out []targetSaid, ok bool) {
	text = strings.NewReplacer(";", "\n", ", ", "\n").Replace(text)
	for line := range linesOf(text) {
		head, rest, _ := strings.Cut(line, " ")
		n, err := strconv.Atoi(strings.TrimRight(head, ".:)"))
		if i := n - seen.From - 1; err == nil && i >= 0 && i < len(seen.Targets) && strings.TrimSpace(rest) != "" {
			if v, good := viet.ParseValue(rest); good {
				out = append(out, targetSaid{seen.Targets[i], v})
				continue
			}
		}
		v, good := viet.ParseValue(line)
		if !good || len(seen.Targets) != 1 {
			return nil, false
		}
		out = append(out, targetSaid{seen.Targets[0], v})
	}
	return out, len(out) > 0
}

// saidValues says back values that were given for the plan, by the list or a
// form, and asks about those that are in doubt.
func (t *turn) saidValues(lines []valueArgs, did []applied) {
	if key := t.messageKey(); len(did) > 0 {
		t.put("did/"+key, did)
		args := valuesKeptArgs{Time: t.clock(), Day: t.day(t.today), Lines: lines}
		buttons := [][]outButton{{button(textUndoButton.plain(t.lang, len(did)), "undo", keyNumber(key)), button(textButtonTargets.plain(t.lang, none{}), "targets")}}
		if len(did) == 1 {
			fix := button(textButtonValueFix.plain(t.lang, none{}), "target", uint64(did[0].Values[0].Target))
			buttons[0] = append([]outButton{fix}, buttons[0]...)
		}
		edit := t.instead
		t.instead = 0
		t.put("back/"+key, t.owe(reply{Message: messageOf(textValuesKept.html(t.lang, args), buttons...)}, edit))
	}
	t.askValues(t.messageKey())
}

// officeValue takes a value that the office says outside of any task: of the
// one target whose words it names.
func (t *turn) officeValue(text string) bool {
	if !t.may(plan.Report, plan.Scope{}) || t.u.ReplyTo != 0 {
		return false
	}
	items := viet.ParseReply(text, viet.Context{Today: t.said}).Items
	if len(items) != 1 || len(items[0].Refs) > 0 || !items[0].OnlyValues || len(items[0].Values) != 1 {
		return false
	}
	v := items[0].Values[0]
	if len(strings.Fields(v.About+" "+v.Noun)) < 2 {
		return false
	}
	var all []plan.TargetID
	for id := range t.r.LiveTargets() {
		all = append(all, id)
	}
	m, ok := t.measureOne(v, all, viet.Item{})
	if !ok {
		return false
	}
	a := valueAsked{Value: v, Targets: m.targets, Why: m.why, Said: t.said, Words: text, Alone: true}
	if m.why != "" {
		t.doubts = append(t.doubts, a)
		t.askValues(t.messageKey())
		return true
	}
	t.takeValue(a, m.targets[0])
	return true
}

// targetName is what a target is called in a line.
func targetName(target plan.Target) string {
	return title(planfile.Shorten(orElse(target.Text, target.Unit), 60))
}

// unitHead is what a target counts, in a word or two.
func unitHead(target plan.Target) string {
	if target.Percent() {
		return "%"
	}
	return viet.NounHead(target.Noun())
}

// amount words a number of a target with what it counts: "99,2%", "12 đơn vị".
func (t *turn) amount(target plan.Target, v float64) string {
	number := viet.Number(v, t.lang)
	if target.Percent() {
		return number + "%"
	}
	return strings.TrimSpace(number + " " + unitHead(target))
}

// targetLine is how a target stands, as a line of a list or a card.
func (t *turn) targetLine(id plan.TargetID) valueArgs {
	line := t.standsAt(id, true)
	target := t.r.Targets.Get(id)
	if line.Day = ""; target.Last.Day != 0 {
		line.Day = t.short(target.Last.Day)
	}
	line.Code = t.r.Tasks.Get(target.Task).Code
	return line
}

// standsAt is how a target stands with its last value; named says what it is
// called.
func (t *turn) standsAt(id plan.TargetID, named bool) valueArgs {
	target := t.r.Targets.Get(id)
	args := valueArgs{Goal: t.amount(target, target.Value), Sign: target.Comparison, Points: target.Percent(), Upper: target.Upper()}
	if named {
		args.Name = targetName(target)
		args.Told = strings.Contains(args.Name, viet.Number(target.Value, "vi"))
	}
	if target.Last.Day == 0 {
		return args
	}
	last := target.Last.Value
	args.Value, args.Met = t.amount(target, last), target.Met(last)
	if d := target.Distance(last); d != 0 {
		if args.Short = viet.Number(d, t.lang); !target.Percent() {
			args.Short = t.amount(target, d)
		}
	}
	if target.Before.Day != 0 {
		args.Before = t.amount(target, target.Before.Value)
	}
	return args
}

// targetLines are those of a task, for its card, the first of them.
func (t *turn) targetLines(task plan.TaskID) (lines []valueArgs, more int) {
	all := t.targetsOf(task)
	for i, id := range all[:min(len(all), cardTargets)] {
		line := t.targetLine(id)
		target := t.r.Targets.Get(id)
		if line.Code = ""; len(all) > 1 {
			line.Number = i + 1
		} else if noun := target.Noun(); target.Percent() && noun != "" {
			line.Goal += " " + viet.NounHead(noun)
		}
		lines = append(lines, line)
	}
	return lines, len(all) - len(lines)
}

// cardTargets is how many targets a card names.
const cardTargets = 2

// targetButtons ask for the values of a task's targets.
func (t *turn) targetButtons(task plan.TaskID) [][]outButton {
	var out []outButton
	for i, id := range t.targetsOf(task) {
		if i == cardTargets || !t.mayGive(id) {
			break
		}
		out = append(out, button(textButtonTarget.plain(t.lang, i+1), "target", uint64(id)))
	}
	if len(out) == 1 {
		out[0].Text = textButtonTarget.plain(t.lang, 0)
	}
	return rows(2, out...)
}

type (
	// valueArgs are how a target stands, or what was just said of it. Short is what
	// it lacks, or exceeds when Upper, without its unit when that is Points.
	valueArgs struct {
		Number                                       int
		Code, Name, Sign, Goal, Value, Short, Before string
		Day                                          string
		Met, Upper, Points                           bool
		Told                                         bool // the name says the goal
	}
	valuesKeptArgs struct {
		Time, Day string
		Lines     []valueArgs
	}
	// targetsArgs: Example is an answer to the list; empty when the person may give
	// no value.
	targetsArgs struct {
		Total, Reported, Met int
		Lines                []valueArgs
		Example              string
	}
	// valueAskArgs are of a question about a value, or for one.
	valueAskArgs struct {
		Name, Why, Value, Words, Unit, Sign, Goal, Last, Day, Example string
		Lines                                                         []valueArgs
	}
)
