package bot

import (
	"strings"

	"dondoc/plan"
	"dondoc/report"
	"dondoc/viet"
	"dondoc/workday"
)

// factArgs answer a question about one assignment; Topic is "due", "lead",
// "content" or "standing".
type factArgs struct {
	Topic, Code, Title                               string
	Due, Original, Raw, State, Unit, To, Deliverable string
	With, Support                                    []string
	Extensions                                       int
	Continuous                                       bool
}

var topicNames = map[viet.Topic]string{viet.DueDate: "due", viet.Lead: "lead", viet.Content: "content", viet.Standing: "standing"}

// questionOf returns what an item of a message asks; false when it asks
// nothing. What is read as something else asks only where the words leave no
// doubt: whether somebody has acted.
func questionOf(item viet.Item) (viet.Asked, bool) {
	switch item.Intent {
	case viet.Question:
		return viet.ParseQuestion(item.Text), true
	case viet.Unclear, viet.Extension:
		q := viet.ParseQuestion(item.Text)
		return q, q.Topic == viet.Standing || item.Intent == viet.Unclear && q.Topic != viet.NoTopic
	}
	return viet.Asked{}, false
}

// questioned answers a question from the facts, or passes it on to the office;
// a is what it seems to be about.
func (t *turn) questioned(q viet.Asked, a about, item viet.Item, key string, index int) {
	ids := t.meant(a, item)
	switch {
	case q.Topic == viet.WorkList && t.listAsked(q, item.Text):
	case q.Topic != viet.NoTopic && q.Topic != viet.WorkList && len(ids) == 1:
		t.sayFact(q, ids[0], item.Text)
	case q.Topic == viet.DueDate && len(ids) > 1:
		t.listTasks(0, nil)
	case q.Topic != viet.NoTopic && len(ids) > 1:
		a.choose = ids
		t.choose(a, item, key, index)
	case !t.inquires() || t.saysLittle(item):
		t.say(textNotUnderstood.html(t.lang, notUnderstoodArgs{Leader: t.isLeader(), Nobody: len(t.r.PostsOf(t.person)) == 0}))
	case len(ids) == 1:
		t.inquire(ids[0], item.Text)
	default:
		t.inquire(0, item.Text)
	}
}

// fewestAsked is the number of words from which a question can be understood by
// who does not see the chat.
const fewestAsked = 3

// saysLittle reports whether a question means nothing to the office: "hả?", to no
// message and of no task.
func (t *turn) saysLittle(item viet.Item) bool {
	return t.u.ReplyTo == 0 && len(item.Refs) == 0 && len(strings.Fields(item.Text)) < fewestAsked
}

// meant returns the assignments that a question may be about: any that the
// person may see by its code, else what the message replied to is about, else
// what a report would be about.
func (t *turn) meant(a about, item viet.Item) []plan.AssignmentID {
	var out []plan.AssignmentID
	for _, ref := range item.Refs {
		if ref.Kind == viet.RefCode {
			out = append(out, t.seen(ref.Code)...)
		}
	}
	if len(out) > 0 {
		return out
	}
	if receipt, ok := t.repliedTo(); ok && len(item.Refs) == 0 {
		if s := t.subjects(receipt); len(s) == 1 && s[0] != 0 {
			return s
		}
	}
	return append(a.assignments, a.choose...)
}

// seen returns the current assignments of a code that the person may see.
func (t *turn) seen(code string) []plan.AssignmentID {
	var found []plan.AssignmentID
	for id, a := range t.r.Assignments.All() {
		if !sameCode(t.r.Tasks.Get(a.Task).Code, code) || !t.r.Live(a) && a.State != plan.Done {
			continue
		}
		if t.may(plan.See, t.scope(*a)) {
			found = append(found, id)
		}
	}
	return t.current(found)
}

// sayFact answers a question about one assignment, with the way to its card
// and, when that was not what was asked, to the office.
func (t *turn) sayFact(q viet.Asked, id plan.AssignmentID, words string) {
	args := t.factArgs(q, id)
	buttons := [][]outButton{{button(textButtonTask.plain(t.lang, none{}), "card", uint64(id))}}
	if t.inquires() {
		t.put("question", asked{Assignment: id, Words: words, Message: t.u.Message})
		buttons[0] = append(buttons[0], button(textButtonAskOffice.plain(t.lang, none{}), "askoffice", uint64(t.u.Message)))
	}
	t.answer(reply{
		Message: messageOf(textFact.html(t.lang, args), buttons...),
		Subject: plan.Duty{Kind: plan.Perform, Subject: uint32(id)},
	})
}

// asked is a question that was answered from the facts, kept for the button
// that passes it on.
type asked struct {
	Assignment plan.AssignmentID `json:"a"`
	Words      string            `json:"words"`
	Message    int               `json:"message"`
}

// askOffice passes on the question that a fact did not answer.
func (t *turn) askOffice(message int) {
	var q asked
	if !t.get("question", &q) || q.Message != message || !t.inquires() {
		t.ack = textOldButton.plain(t.lang, none{})
		return
	}
	t.put("question", nil)
	t.u.Message = q.Message // what the answer replies to
	t.u.Kind = Said
	t.inquire(q.Assignment, q.Words)
}

func (t *turn) factArgs(q viet.Asked, id plan.AssignmentID) factArgs {
	a := t.r.Assignments.Get(id)
	card := t.cardArgs(id, false)
	f := factArgs{
		Topic: topicNames[q.Topic], Code: card.Code, Title: card.Title, Due: card.Due, Original: card.Original, Raw: card.Raw,
		State: card.State, Unit: card.Unit, Deliverable: card.Deliverable, With: card.With, Support: card.Support,
		Extensions: card.Extensions, Continuous: t.continuous(a),
	}
	if head := t.r.Posts.Get(t.r.HeadOf(a.Unit)); q.Topic == viet.Lead && head.Holder != 0 {
		f.To = t.name(head.Holder)
	}
	return f
}

// listAsked answers "còn mấy việc" by the list it asks for: of the unit that
// is named, else of the person's own units, else of what the person oversees.
// It reports false when the person may not see it.
func (t *turn) listAsked(q viet.Asked, words string) bool {
	cell := report.Cell{Of: report.Assignments, Kind: report.NotDone}
	switch {
	case q.Overdue:
		cell.Kind = report.Overdue
	case q.DueSoon:
		cell.Kind = report.DueSoon
	}
	unit, own := t.unitNamed(words), t.r.UnitsOf(t.person)
	switch {
	case unit != 0 && t.opens(t.ownScope(), unit):
		cell.Unit = unit
		t.members(t.ownScope(), cell, 0)
	case unit != 0 && !t.ownUnit(unit):
		return false
	case len(own) > 0 && !t.isLeader():
		if !q.Overdue && !q.DueSoon {
			return t.tasks("") == nil
		}
		open, of := t.narrowed(q)
		t.browse(t.taskList(open, of, 0, nil))
	case !t.opens(t.ownScope(), 0):
		return false
	case q.Overdue || q.DueSoon:
		cell.Of = report.Tasks
		t.members(t.ownScope(), cell, 0)
	default:
		return t.summary("") == nil
	}
	return true
}

// narrowed are the person's open assignments that a question is about, and the
// name of them for a list.
func (t *turn) narrowed(q viet.Asked) (out []plan.AssignmentID, of string) {
	of = "soon"
	if q.Overdue {
		of = "overdue"
	}
	soon := t.r.Calendar.Add(t.today, report.DueSoonDays)
	for _, id := range t.open() {
		a := t.r.Assignments.Get(id)
		late := t.overdue(a)
		if q.Overdue && late || q.DueSoon && !late && a.Due != 0 && a.Due <= max(soon, endOfWeek(t.today)) {
			out = append(out, id)
		}
	}
	return out, of
}

// endOfWeek is the Sunday of a day's week.
func endOfWeek(day workday.Date) workday.Date {
	return day.Add((7 - int(day.Weekday())) % 7)
}

// longestUnit is the number of words of the longest name of a unit that is
// looked for inside a question.
const longestUnit = 7

// unitNamed returns the unit whose name stands in a question, the longest name
// first; zero when none does.
func (t *turn) unitNamed(words string) plan.UnitID {
	known := namesOf(t.r)
	fields := strings.Fields(strings.Map(func(r rune) rune {
		if strings.ContainsRune(",;:?!", r) {
			return ' '
		}
		return r
	}, words))
	for n := min(longestUnit, len(fields)); n > 0; n-- {
		for i := 0; i+n <= len(fields); i++ {
			if found, _ := known.find(strings.Join(fields[i:i+n], " ")); len(found) == 1 {
				return found[0]
			}
		}
	}
	return 0
}
