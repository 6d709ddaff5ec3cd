package bot

import (
	"math"
	"slices"
	"strings"

	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/viet"
)

// askValues asks about the values that this update leaves in doubt, a message
// each. Words answer the last one, buttons each.
func (t *turn) askValues(key string) {
	asked := t.doubts
	t.doubts = nil
	for i, a := range asked {
		name := valueName(key, i)
		t.put(name, a)
		if a.Why == whySeveral || a.Why == whyAdded {
			t.askValue(a.Targets[0], a.Assignment, name)
			continue
		}
		t.form(form{Kind: "value_sure", Assignment: a.Assignment, Target: a.Targets[0], Pending: name})
		t.answer(t.valueQuestion(a, key, i))
	}
}

func valueName(key string, i int) string { return "value/" + key + "/" + itoa(i) }

// valueQuestion is the one question about a value: which target, whether it is
// the work's percent, or whether it is right.
func (t *turn) valueQuestion(a valueAsked, key string, i int) reply {
	sure := func(label string, target plan.TargetID) outButton {
		return button(label, "value", keyNumber(key), uint64(i), uint64(target))
	}
	fit, _ := t.fit(a.Value, a.Targets[0])
	args := t.asking(a.Targets[0])
	args.Why, args.Words = a.Why, viet.TrimUTF16(a.Value.Text, 60)
	args.Value = t.amount(t.r.Targets.Get(a.Targets[0]), fit.Number)
	var buttons [][]outButton
	switch a.Why {
	case whyWhich:
		for n, id := range a.Targets[:min(len(a.Targets), targetsShown)] {
			args.Lines = append(args.Lines, valueArgs{Number: n + 1, Name: targetName(t.r.Targets.Get(id))})
			buttons = append(buttons, []outButton{sure(itoa(n+1), id)})
		}
		buttons = rows(4, slices.Concat(buttons...)...)
	case whyProgress:
		buttons = [][]outButton{{sure(textButtonValueGoal.plain(t.lang, args.Value), a.Targets[0])}}
	default:
		buttons = [][]outButton{
			{sure(textButtonValueSure.plain(t.lang, args.Value), a.Targets[0]), button(textButtonValueFix.plain(t.lang, none{}), "valuefix", keyNumber(key), uint64(i))},
		}
	}
	if n := uint64(a.Value.Number); a.Work && n < 100 {
		buttons = append(buttons, []outButton{button(textButtonValueWork.plain(t.lang, args.Value), "percent", uint64(a.Assignment), n)})
	} else if a.Work {
		buttons = append(buttons, []outButton{button(textButtonDone.plain(t.lang, none{}), "done", uint64(a.Assignment))})
	}
	return t.aboutValue(messageOf(textValueAsk.html(t.lang, args), append(buttons, t.stopButton())...), a.Assignment)
}

// aboutValue makes a message the question about an assignment, when it is of
// one.
func (t *turn) aboutValue(m outbox.Message, id plan.AssignmentID) reply {
	r := reply{Message: m}
	if id != 0 {
		r.Subject = plan.Duty{Kind: plan.Perform, Subject: uint32(id)}
	}
	return r
}

// askValue asks for the number that a target has reached. What it takes the
// place of is kept under pending, which may be empty.
func (t *turn) askValue(id plan.TargetID, of plan.AssignmentID, pending string) {
	t.form(form{Kind: "value", Assignment: of, Target: id, Pending: pending})
	t.answer(t.aboutValue(messageOf(textAskValue.html(t.lang, t.asking(id)), t.stopButton()), of))
}

// asking are what a question for the value of a target says of it.
func (t *turn) asking(id plan.TargetID) valueAskArgs {
	target := t.r.Targets.Get(id)
	args := valueAskArgs{
		Name: targetName(target), Unit: unitHead(target), Goal: t.amount(target, target.Value), Sign: target.Comparison,
		Example: t.amount(target, exampleOf(target)),
	}
	if target.Last.Day != 0 {
		args.Last, args.Day = t.amount(target, target.Last.Value), t.short(target.Last.Day)
	}
	return args
}

// exampleOf is a value that a target may have, to show how one is written.
func exampleOf(target plan.Target) float64 {
	switch {
	case target.Percent() && target.Upper():
		return math.Round(target.Value*8) / 10
	case target.Percent():
		return math.Round(target.Value*9.85) / 10
	}
	return max(1, math.Floor(target.Value*2/3))
}

// yesValue are the words of the button that takes a value as it was written.
var yesValue = map[string]bool{"dung": true, "dung roi": true, "dung a": true, "dung vay": true, "dung ghi": true, "ghi": true, "ghi di": true, "co": true, "vang": true, "yes": true}

// agrees reports whether a text is yes: "đúng", which is not "dừng"; written
// without marks it answers what was asked.
func agrees(text string) bool {
	said := strings.Trim(text, " .,!")
	folded := viet.Fold(said)
	stop := strings.HasPrefix(folded, "dung") && strings.HasPrefix(strings.ToLower(said), "d") && !strings.EqualFold(said, folded)
	return yesValue[folded] && !stop
}

// answeredValue takes a text as the answer to a question about a value. It
// reports false when the text is no number and no yes.
func (t *turn) answeredValue(f form, text string) bool {
	if f.Kind != "value" && f.Kind != "value_sure" {
		return false
	}
	if !t.mayGive(f.Target) {
		t.put("ask", nil)
		return false
	}
	var asked valueAsked
	known := f.Pending != "" && t.get(f.Pending, &asked)
	if f.Kind == "value_sure" && (!known || asked.Why == whyWhich || asked.Why == whyProgress) {
		return false // a button says which; words are read as a report
	}
	if f.Kind == "value_sure" && agrees(text) {
		t.put("ask", nil)
		t.put(f.Pending, nil)
		t.takeValue(asked, f.Target)
		return true
	}
	v, ok := viet.ParseValue(text)
	if !ok {
		switch viet.ParseReply(text, viet.Context{Today: t.said}).Intent {
		case viet.Unclear, viet.Question, viet.Greeting:
		default: // a report: a number after it is no answer any more
			t.put("ask", nil)
		}
		return false
	}
	fit, fits := t.fit(v, f.Target)
	switch {
	case fits && fit.Likeness < alike && !fit.Unit:
		return false // it is said of something else
	case !fits:
		t.say(textValueUnit.html(t.lang, t.asking(f.Target)), t.stopButton())
		return true
	}
	t.put("ask", nil)
	if !known {
		asked = valueAsked{Assignment: f.Assignment, Alone: true}
	} else {
		t.put(f.Pending, nil)
	}
	asked.Work = false
	asked.Value, asked.Targets, asked.Said, asked.Words = v, []plan.TargetID{f.Target}, t.said, text
	if asked.Why = t.whyAsk(v, f.Target, fit); asked.Why != "" {
		t.doubts = append(t.doubts, asked)
		t.askValues(t.messageKey())
		return true
	}
	t.takeValue(asked, f.Target)
	return true
}

// takeValue records a value that was asked about, and says it back.
func (t *turn) takeValue(a valueAsked, id plan.TargetID) {
	fit, _ := t.fit(a.Value, id)
	line, did := t.giveValue(id, fit.Number, a)
	t.saidValues([]valueArgs{line}, []applied{did})
}

// giveValue records a value of a target: on the assignment on which it was said, or
// on the open one of the person's own unit; else the office records it for the
// plan.
func (t *turn) giveValue(id plan.TargetID, number float64, a valueAsked) (valueArgs, applied) {
	of := a.Assignment
	if of == 0 {
		of, a.Alone = t.ownOn(id), true
	}
	row := t.r.Assignments.Get(of)
	did := applied{Assignment: of, Before: row, Behalf: a.Behalf}
	if of != 0 && a.Alone && row.State.Open() && row.Begun(t.today) {
		t.withValue(of, a.Behalf, a.Words)
		t.changed[of] = true
	}
	did.Values = []valueWas{t.reach(id, number, of, a.Behalf, a.Words)}
	did.Values[0].Asked = true
	did.Revision = t.r.Assignments.Get(of).Revision
	t.unconfirmed(func(b *bound) { b.Did = append(b.Did, did) })
	return t.standsAt(id, true), did
}

// ownOn returns the open assignment of the person's own unit in whose task a
// target stands, zero when there is none.
func (t *turn) ownOn(id plan.TargetID) plan.AssignmentID {
	task := t.r.Targets.Get(id).Task
	for _, of := range t.open() {
		if task != 0 && t.r.Assignments.Get(of).Task == task {
			return of
		}
	}
	return 0
}

// mayGive reports whether the person may give the values of a target: the
// office of any, the only lead unit of those of its task.
func (t *turn) mayGive(id plan.TargetID) bool {
	target := t.r.Targets.Get(id)
	if !t.r.Targets.Has(id) || target.Dropped || t.r.Plans.Get(target.Plan).Closed {
		return false
	}
	if t.may(plan.Report, plan.Scope{}) {
		return true
	}
	leads := leadsOf(t.r, target.Task)
	return target.Task != 0 && len(leads) == 1 && t.may(plan.Report, plan.Scope{Unit: leads[0]})
}

// notGiven refuses the value of a target to who may not give it.
func (t *turn) notGiven() {
	why := "foreign"
	if len(t.r.UnitsOf(t.person)) == 0 {
		why = "forbidden"
	}
	t.ack = textRefused.plain(t.lang, why)
}

// pressedValue does what a button under a question about a value says.
func (t *turn) pressedValue(p press) {
	var a valueAsked
	name := valueName(keyOf(p.arg(0)), p.index(1))
	id := plan.TargetID(p.arg(2))
	known := t.get(name, &a)
	if p.action == "valuefix" && known {
		id = a.Targets[0]
	}
	switch {
	case !known || !slices.Contains(a.Targets, id):
		t.ack = textOldButton.plain(t.lang, none{})
	case !t.mayGive(id):
		t.notGiven()
	case p.action == "valuefix":
		t.askValue(id, a.Assignment, name)
	default:
		t.put(name, nil)
		fit, _ := t.fit(a.Value, id)
		if why := t.whyAsk(a.Value, id, fit); a.Why == whyWhich && why != "" { // known which, but not that it is right
			a.Why, a.Targets = why, []plan.TargetID{id}
			t.doubts = append(t.doubts, a)
			t.askValues(t.messageKey())
			return
		}
		t.takeValue(a, id)
	}
}
