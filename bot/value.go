package bot

import (
	"strings"

	"dondoc/plan"
	"dondoc/viet"
	"dondoc/workday"
)

// A number in a reply may be what a target of the task has reached. Which target
// is meant follows from the unit and the words beside the number; what is out of
// range, hedged or may as well be a percent of the work is asked about, and
// nothing of it recorded until it is answered.

// measured is a value of a reply that is of a target.
type measured struct {
	value viet.Value
	// targets are those that it may be of; one where that is clear.
	targets []plan.TargetID
	fit     viet.Fit
	// why it is asked about before it is recorded; empty: it is not.
	why string
	// work: it may be a percent of the work.
	work bool
}

// The reasons for a question besides those of plan.Unlikely.
const (
	whyDoubt    = "doubt"    // it is hedged
	whyProgress = "progress" // it may be a percent of the work
	whyUnit     = "unit"     // something else was counted
	whySeveral  = "several"  // two numbers for one target
	whyAdded    = "added"    // how many more, and not how many in all
	whyWhich    = "which"    // two targets for one number
)

// alike is how much of what a value is said of must be a target's words.
const alike = 0.5

// measure finds the values of an item that are of targets of a task.
func (t *turn) measure(task plan.TaskID, item viet.Item) []measured {
	if len(item.Values) == 0 || task == 0 || item.Intent == viet.Question {
		return nil
	}
	targets := t.targetsOf(task)
	var out []measured
	for _, v := range item.Values {
		m, ok := t.measureOne(v, targets, item)
		if !ok {
			continue
		}
		if v.Percent && item.HasPercent && int(v.Number) == item.Percent {
			switch worded := v.About+v.Noun != ""; {
			case !v.Reached && !worded:
				continue // "80%" is how far the work is
			case !worded || inTitle(v, t.r.Tasks.Get(task).Title):
				if m.work = true; m.why != whyWhich {
					m.why = whyProgress
				}
			}
		}
		out = append(out, m)
	}
	return oneEach(out)
}

// oneEach joins numbers that are all of one target, to be asked about.
func oneEach(list []measured) []measured {
	var out []measured
next:
	for _, m := range list {
		for i := range out {
			if o := &out[i]; len(o.targets) == 1 && len(m.targets) == 1 && o.targets[0] == m.targets[0] {
				if o.fit.Number != m.fit.Number {
					o.why = whySeveral
				}
				continue next
			}
		}
		out = append(out, m)
	}
	return out
}

// measureOne finds the target that a value is of among some.
func (t *turn) measureOne(v viet.Value, targets []plan.TargetID, item viet.Item) (m measured, ok bool) {
	m.value = v
	best, byKind := 0.0, 0
	var strange measured
	for _, id := range targets {
		fit, fits := t.fit(v, id)
		if !fits {
			continue
		}
		byKind++
		switch {
		case fit.Unit || fit.Likeness < alike:
			strange = measured{value: v, targets: []plan.TargetID{id}, fit: fit, why: whyUnit}
		case fit.Likeness > best:
			best, m.fit, m.targets = fit.Likeness, fit, []plan.TargetID{id}
		case fit.Likeness == best:
			m.targets = append(m.targets, id)
		}
	}
	switch {
	case len(m.targets) > 1:
		m.why = whyWhich
	case len(m.targets) == 1:
		m.why = t.whyAsk(v, m.targets[0], m.fit)
	case byKind == 1 && v.Reached && item.OnlyValues && !item.HasPercent:
		return strange, true
	}
	return m, len(m.targets) > 0
}

// whyAsk says why a value of a target is asked about, empty when it is not.
func (t *turn) whyAsk(v viet.Value, id plan.TargetID, fit viet.Fit) string {
	if v.Added {
		return whyAdded
	}
	if why := t.r.Targets.Get(id).Unlikely(fit.Number, fit.Whole); why != plan.Likely {
		return why.String()
	}
	switch {
	case v.Doubt:
		return whyDoubt
	case fit.Unit:
		return whyUnit
	}
	return ""
}

// fit is what a value says of a target; false when it cannot be of it.
func (t *turn) fit(v viet.Value, id plan.TargetID) (viet.Fit, bool) {
	target := t.r.Targets.Get(id)
	return v.Fit(target.Unit, target.Text)
}

// inTitle reports whether all that a value is said of stands in a title: then
// the words may only name the task.
func inTitle(v viet.Value, title string) bool {
	known := " " + viet.Fold(title) + " "
	for word := range strings.FieldsSeq(viet.Fold(v.About + " " + v.Noun)) {
		if !strings.Contains(known, " "+word+" ") {
			return false
		}
	}
	return true
}

// onlyValues reports whether an item says nothing but values of targets; "đạt
// 100%" is not done yet.
func onlyValues(item viet.Item, found []measured) bool {
	return len(found) > 0 && item.OnlyValues && (item.Intent == viet.Unclear || item.Intent == viet.Progress || item.Intent == viet.Done && item.HasPercent)
}

// withoutValues is an item without the percent that is, or may be, the value of
// a target.
func withoutValues(item viet.Item, found []measured) viet.Item {
	for _, m := range found {
		if m.value.Percent && item.HasPercent && int(m.value.Number) == item.Percent {
			item.Percent, item.HasPercent = 0, false
		}
	}
	return item
}

// askedValue is the question that a message answered with a value, when that is
// all that it did.
func askedValue(did []applied) (form, bool) {
	if len(did) != 1 || len(did[0].Values) != 1 || !did[0].Values[0].Asked {
		return form{}, false
	}
	return form{Kind: "value", Assignment: did[0].Assignment, Target: did[0].Values[0].Target}, true
}

// givesValue reports whether an item that is unclear otherwise gives a value of
// an assignment's task.
func (t *turn) givesValue(id plan.AssignmentID, item viet.Item) bool {
	return onlyValues(item, t.measure(t.r.Assignments.Get(id).Task, item))
}

// byTarget finds the open assignments whose task has a target that an item
// gives a value of, those first whose target's words are said.
func (t *turn) byTarget(open []plan.AssignmentID, item viet.Item) []plan.AssignmentID {
	if !item.OnlyValues || item.HasPercent && item.Values[0].About+item.Values[0].Noun == "" {
		return nil
	}
	var out []plan.AssignmentID
	best := 0.0
	for _, id := range open {
		for _, m := range t.measure(t.r.Assignments.Get(id).Task, item) {
			switch {
			case m.why == whyUnit || m.fit.Likeness < best:
				continue
			case m.fit.Likeness > best:
				best, out = m.fit.Likeness, nil
			}
			out = append(out, id)
			break
		}
	}
	return out
}

// valueWas is a value that was recorded, with what the target was before.
type valueWas struct {
	Target   plan.TargetID `json:"target"`
	Last     plan.Reached  `json:"last,omitzero"`
	Before   plan.Figure   `json:"before,omitzero"`
	Revision uint16        `json:"rev"` // after it
	// Asked: it answered a question that named the target.
	Asked bool `json:"asked,omitempty"`
}

// reach records a value of a target. Of an assignment the words stand with its
// update.
func (t *turn) reach(id plan.TargetID, number float64, of plan.AssignmentID, behalf bool, words string) valueWas {
	target := t.r.Targets.Get(id)
	was := valueWas{Target: id, Last: target.Last, Before: target.Before}
	e := plan.TargetReached{Target: id, Assignment: of, Value: number, Day: t.said, Before: target.After(t.said), OnBehalf: behalf}
	if of == 0 {
		e.Text = t.keep(words)
	}
	t.v.Record(e)
	was.Revision = t.r.Targets.Get(id).Revision
	return was
}

// recordValues records what is clear of the values of an item, and asks about
// the rest once all else has been said back. Where several units lead a task no
// one of them has reached its target: their words are kept, and the office gives
// the value of the whole.
func (t *turn) recordValues(id plan.AssignmentID, found []measured, alone, behalf bool, words string, line *understood, did *applied) {
	task := t.r.Assignments.Get(id).Task
	if line.Shared = len(found) > 0 && len(leadsOf(t.r, task)) > 1; line.Shared {
		return
	}
	several := len(t.targetsOf(task)) > 1
	for _, m := range found {
		if m.why != "" {
			t.doubts = append(t.doubts, valueAsked{
				Value: m.value, Targets: m.targets, Why: m.why, Work: m.work, Assignment: id, Behalf: behalf, Alone: alone, Said: t.said, Words: words,
			})
			continue
		}
		did.Values = append(did.Values, t.reach(m.targets[0], m.fit.Number, id, behalf, words))
		line.Values = append(line.Values, t.standsAt(m.targets[0], several))
	}
}

// targetsOf returns the live targets of a task.
func (t *turn) targetsOf(task plan.TaskID) []plan.TargetID {
	var out []plan.TargetID
	for id, target := range t.r.LiveTargets() {
		if target.Task == task && task != 0 {
			out = append(out, id)
		}
	}
	return out
}

// withValue records that a unit has answered with the value of a target alone:
// the work goes on, and what waits for a decision goes on waiting.
func (t *turn) withValue(id plan.AssignmentID, behalf bool, words string) {
	a := t.r.Assignments.Get(id)
	if a.Submission != 0 {
		return
	}
	u := plan.Updated{
		Assignment: id, State: plan.InProgress, Percent: a.Percent, Promise: a.Promise, Said: t.said, Text: t.keep(words), OnBehalf: behalf,
	}
	u.Wordless = u.Text == 0
	t.v.Record(u)
}

// valuesStuck reports whether another value came after one that was recorded.
func (t *turn) valuesStuck(d applied) bool {
	for _, v := range d.Values {
		if t.r.Targets.Get(v.Target).Revision != v.Revision {
			return true
		}
	}
	return false
}

// takeBackValues gives targets back what they were; earlier are what was done
// before d in the same message, which goes on from the revisions that this
// gives.
func (t *turn) takeBackValues(d applied, earlier []applied) {
	for i := len(d.Values) - 1; i >= 0; i-- {
		v := d.Values[i]
		t.v.Record(plan.TargetRestored{Target: v.Target, Assignment: d.Assignment, Last: v.Last, Before: v.Before})
		now := t.r.Targets.Get(v.Target).Revision
		for _, e := range earlier {
			for k := range e.Values {
				if e.Values[k].Target == v.Target {
					e.Values[k].Revision = now
				}
			}
		}
	}
}

// valueAsked is a value that is asked about before it is recorded.
type valueAsked struct {
	Value      viet.Value        `json:"value"`
	Targets    []plan.TargetID   `json:"targets"`
	Why        string            `json:"why"`
	Assignment plan.AssignmentID `json:"assignment,omitempty"`
	Behalf     bool              `json:"behalf,omitempty"`
	Work       bool              `json:"work,omitempty"`  // it may be a percent of the work
	Alone      bool              `json:"alone,omitempty"` // nothing else was said
	Said       workday.Date      `json:"said"`
	Words      string            `json:"words"`
}
