package bot

import (
	"encoding/json"
	"slices"
	"time"

	"dondoc/plan"
	"dondoc/viet"
)

// aboutRest resolves "còn lại": the lines of the list but those that the
// message names. When one of these cannot be followed, or none is named, it is
// asked which are meant: nothing may be recorded of a line that was left out.
func (t *turn) aboutRest(except []viet.Ref) about {
	all := t.aboutAll(0)
	left := map[plan.AssignmentID]bool{}
	for _, ref := range except {
		for _, a := range t.about(viet.Item{Refs: []viet.Ref{ref}}) {
			if len(a.choose) > 0 || a.problem != "" && a.problem != closedTask {
				return about{ref: all.ref, choose: all.assignments, problem: all.problem}
			}
			for _, id := range a.assignments {
				left[id] = true
			}
		}
	}
	if len(except) == 0 {
		return about{ref: all.ref, choose: all.assignments, problem: all.problem}
	}
	lines := len(all.assignments)
	all.assignments = slices.DeleteFunc(all.assignments, func(id plan.AssignmentID) bool { return left[id] })
	if lines > 0 && len(all.assignments) == 0 {
		all.problem = noSuchLine
	}
	return all
}

// aboutWhole resolves "xong hết" without a reference: all lines of the list
// that is replied to, or of the one shown today. It reports false when the
// message is about one task, or no such list was shown.
func (t *turn) aboutWhole() (about, bool) {
	receipt, replied := t.repliedTo()
	if replied && len(receipt.Lines) == 0 || t.only() != 0 {
		return about{}, false
	}
	list, _, ok := t.numbered()
	if !ok || !replied && t.r.Today(time.UnixMilli(list.Sent)) != t.today {
		return about{}, false
	}
	a := t.aboutAll(0)
	return a, len(a.assignments) > 0
}

// onlyReceipts reports whether a message says no more than "vâng", "đã nhận".
func onlyReceipts(r viet.Reply) bool {
	for _, item := range r.Items {
		if item.Intent != viet.Receipt || len(item.Refs) > 0 {
			return false
		}
	}
	return len(r.Items) > 0
}

// acknowledged takes a receipt that names no task: as that of the new work when
// one piece of it waits for an answer, else as no more than politeness. It
// reports false when it answers a message about one task.
func (t *turn) acknowledged(item viet.Item, behalf bool) (bool, error) {
	if receipt, ok := t.repliedTo(); ok && len(t.subjects(receipt)) == 1 {
		return false, nil
	}
	waiting := t.newWork()
	if len(waiting) != 1 {
		t.say(textReceipt.html(t.lang, none{}))
		return true, nil
	}
	line, did := t.judge(waiting[0], item, behalf)
	t.sayBackOne(line, did)
	return true, nil
}

// newWork returns what the last digest showed as new and nothing was said of
// since.
func (t *turn) newWork() []plan.AssignmentID {
	var out []plan.AssignmentID
	for _, receipt := range t.v.Digests(t.person, 1) {
		var said digestSaid
		if json.Unmarshal(receipt.Said, &said) != nil {
			continue
		}
		for i, line := range receipt.Lines {
			id := t.r.Assignment(line.Duty)
			if i < len(said.Args.Lines) && said.Args.Lines[i].New && t.r.Standing(line.Duty) && !t.answeredSince(t.r.Assignments.Get(id), receipt.Day) {
				out = append(out, id)
			}
		}
	}
	return out
}
