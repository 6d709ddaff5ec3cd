package bot

import (
	"encoding/json"
	"fmt"
	"time"

	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/store"
	"dondoc/viet"
	"dondoc/workday"
)

// turn is one update being handled inside the writer: who speaks, what is
// known, and what will be answered.
type turn struct {
	b      *Bot
	v      *store.View
	r      *plan.Register
	u      Update
	person plan.PersonID
	lang   string
	// said is the day of the message, today that of the event time.
	said, today workday.Date
	out         store.Outcome
	ack         string
	answers     int
	// changed are the assignments whose lines in shown digests change.
	changed map[plan.AssignmentID]bool
	// instead is the message that what is said back takes the place of. Zero: it
	// is a new one.
	instead int
	// settled are assignments that an edited message cannot correct any more.
	settled map[plan.AssignmentID]bool
	// periods are those named in the message.
	periods saidPeriods
	// from is the list that is browsed, as the numbers of its button: the way
	// back from a card.
	from []uint64
	// stem begins the keys of the answers; job is what is being answered when it is
	// no update.
	stem string
	job  store.Job
	// files are those of this message; see sent.
	files []File
	// doubts are values of targets that are to be asked about.
	doubts []valueAsked
	// under is the card whose button asked for the words of a decision.
	under int
}

func (b *Bot) turn(v *store.View, u Update) *turn {
	t := &turn{b: b, v: v, r: v.Register, u: u, changed: map[plan.AssignmentID]bool{}}
	t.person = v.PersonOf(u.Account)
	t.today = t.r.Today(v.Now)
	t.said = t.r.Today(u.At)
	if t.said == 0 || t.said > t.today {
		t.said = t.today
	}
	t.lang = t.r.Language(t.person)
	v.By = t.person
	t.stem = fmt.Sprintf("answer/%d", u.ID)
	v.Source = plan.Source{Update: u.ID, Message: u.Message}
	return t
}

// reply is a message that answers the person, with the numbered lines it shows.
type reply struct {
	Message outbox.Message
	Lines   []plan.NumberedDuty
	// Subject is what the message is about when it is about one thing.
	Subject plan.Duty
}

// answer owes the person a new message.
func (t *turn) answer(m reply) { t.owe(m, 0) }

// change owes the person a change of the message that was pressed; without
// one it is a new message.
func (t *turn) change(m reply) {
	if t.u.Kind != Pressed || t.u.Message == 0 {
		t.owe(m, 0)
		return
	}
	t.owe(m, t.u.Message)
}

// browse shows something in place of what was looked at before. A message that
// came by itself stays as it is, and what is looked at comes below it.
func (t *turn) browse(m reply) {
	if receipt, ok := t.repliedTo(); ok && receipt.Class != plan.AnswerClass {
		t.answer(m)
		return
	}
	t.change(m)
}

// owe returns the notice that it owes.
func (t *turn) owe(m reply, edit int) plan.NoticeID {
	t.answers++
	n := plan.Notice{
		ID: t.v.NewNotice(), Key: t.stem + "/" + itoa(t.answers),
		Kind: "answer", Class: plan.AnswerClass, Subject: m.Subject, Edit: edit,
		To: t.person, Created: t.v.Now.UnixMilli(),
	}
	if t.person == 0 {
		n.Chat = t.u.Chat
	}
	t.out.Notices = append(t.out.Notices, m.fix(n))
	return n.ID
}

// fix words a notice by a message that is ready.
func (m reply) fix(n plan.Notice) plan.Notice {
	n, err := outbox.Fix(n, outbox.Rendered{Message: m.Message, Lines: m.Lines})
	if err != nil {
		panic(fmt.Sprintf("bot: answer: %v", err))
	}
	return n
}

// say answers with a text and buttons only.
func (t *turn) say(html string, buttons ...[]outbox.Button) {
	t.answer(reply{Message: outbox.Message{HTML: html, Buttons: buttons}})
}

// notify owes notices to everyone who receives for a post. The key gets the
// person's id.
func (t *turn) notify(post plan.PostID, class plan.Class, kind string, subject plan.Duty, key string, args any) {
	for _, person := range t.r.Recipients(post) {
		t.notifyPerson(person, class, kind, subject, key, args)
	}
}

func (t *turn) notifyPerson(person plan.PersonID, class plan.Class, kind string, subject plan.Duty, key string, args any) {
	n := plan.Notice{
		Key: fmt.Sprintf("%s/%d", key, person), To: person, Class: class, Kind: kind,
		Subject: subject, Created: t.v.Now.UnixMilli(),
	}
	if args != nil {
		data, err := json.Marshal(args)
		if err != nil {
			panic(fmt.Sprintf("bot: notice %s: %v", kind, err))
		}
		n.Args = data
	}
	t.out.Notices = append(t.out.Notices, n)
}

// keep stores what the person wrote and returns its id; nothing for no words.
func (t *turn) keep(words string) plan.TextID {
	words = viet.Clean(words)
	if words == "" {
		return 0
	}
	id := t.v.NewText()
	t.out.Texts = append(t.out.Texts, store.Text{ID: id, By: t.person, Text: words})
	return id
}

// text returns stored words, also those kept in this very turn.
func (t *turn) text(id plan.TextID) string {
	for _, kept := range t.out.Texts {
		if kept.ID == id {
			return kept.Text
		}
	}
	return t.v.Text(id)
}

// form opens a question with the person: the next plain text answers it.
func (t *turn) form(f form) {
	f.At = t.v.Now.UnixMilli()
	t.put("ask", f)
}

// put keeps working state of the person; nil forgets it.
func (t *turn) put(name string, value any) {
	var data json.RawMessage
	if value != nil {
		var err error
		if data, err = json.Marshal(value); err != nil {
			panic(fmt.Sprintf("bot: form %s: %v", name, err))
		}
	}
	t.out.Forms = append(t.out.Forms, store.Form{Person: t.person, Name: name, Value: data})
}

// get reads working state of the person; false when there is none.
func (t *turn) get(name string, into any) bool {
	data, ok := t.v.Form(t.person, name)
	for _, f := range t.out.Forms {
		if f.Person == t.person && f.Name == name {
			data, ok = f.Value, f.Value != nil
		}
	}
	return ok && json.Unmarshal(data, into) == nil
}

// form is a question that is open with a person. Its kind says what the next
// plain text means; one that is a day old is no longer asked.
type form struct {
	Kind       string            `json:"kind"`
	Assignment plan.AssignmentID `json:"assignment,omitempty"`
	Matter     plan.MatterID     `json:"matter,omitempty"`
	Post       plan.PostID       `json:"post,omitempty"`
	Task       plan.TaskID       `json:"task,omitempty"`
	Date       workday.Date      `json:"date,omitempty"`
	Reason     string            `json:"reason,omitempty"`
	Target     plan.TargetID     `json:"target,omitempty"`
	// Pending names what is kept until the question is answered.
	Pending string `json:"pending,omitempty"`
	// Card is the message whose button opened the question.
	Card int   `json:"card,omitempty"`
	At   int64 `json:"at"`
}

const formLife = 24 * time.Hour

// asked returns the open question, if it is still asked.
func (t *turn) asked() (form, bool) {
	var f form
	if !t.get("ask", &f) || t.v.Now.Sub(time.UnixMilli(f.At)) > formLife {
		return form{}, false
	}
	return f, true
}

// may asks the permission table for the person who speaks.
func (t *turn) may(action plan.Action, scope plan.Scope) bool {
	return t.r.May(t.person, action, scope)
}

// scope returns what an assignment is about, for the permission table.
func (t *turn) scope(a plan.Assignment) plan.Scope {
	return plan.Scope{Unit: a.Unit, Support: t.r.Tasks.Get(a.Task).Support}
}

// isOffice reports whether the person acts for the office.
func (t *turn) isOffice() bool { return t.r.HasRole(t.person, plan.Office) }

// isLeader reports whether the person is the director or a deputy.
func (t *turn) isLeader() bool {
	return t.r.HasRole(t.person, plan.Director) || t.r.HasRole(t.person, plan.Deputy)
}
