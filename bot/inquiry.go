package bot

import (
	"dondoc/plan"
	"dondoc/viet"
)

// What a person wants to know and the facts do not say is passed on to the
// office as an inquiry; the answer comes back as a reply to the message that
// asked.

// inquire passes words on to the office: about an assignment, or about none.
func (t *turn) inquire(id plan.AssignmentID, words string) {
	m := plan.Matter{
		Kind: plan.Inquiry, Assignment: id, Holder: t.r.OfficePost(), By: t.person, Message: int32(t.u.Message),
		Raised: t.said, Since: t.today, Text: t.keep(words), Due: t.r.Calendar.Add(t.today, t.r.Office().DaysFor(plan.Inquiry)),
	}
	if units := t.r.UnitsOf(t.person); id == 0 && len(units) > 0 {
		m.Unit = units[0]
	}
	if id != 0 && t.may(plan.Report, t.scope(t.r.Assignments.Get(id))) {
		t.keepFiles(id)
	}
	raised := plan.MatterRaised{ID: t.r.Matters.Next(), Matter: m}
	t.v.Record(raised)
	t.unconfirmed(func(b *bound) { b.Asked = append(b.Asked, raised.ID) })
	var asked []plan.MatterID
	t.get("inquired/"+t.messageKey(), &asked)
	t.put("inquired/"+t.messageKey(), append(asked, raised.ID))
	t.tellHolder(raised.ID)
	t.answer(reply{
		Message: messageOf(textInquired.html(t.lang, t.matterArgs(raised.ID)),
			[]outButton{button(textButtonWithdraw.plain(t.lang, none{}), "unask", uint64(raised.ID))}),
		Subject: plan.DutyOf(raised.ID, m),
	})
}

// inquires reports whether the person's questions go to the office: those of
// the office itself do not.
func (t *turn) inquires() bool {
	return !t.isOffice() && t.r.OfficePost() != 0 && len(t.r.PostsOf(t.person)) > 0
}

// unask takes back an inquiry that the office has not answered yet.
func (t *turn) unask(id plan.MatterID) {
	m := t.r.Matters.Get(id)
	switch {
	case m.Kind != plan.Inquiry || m.By != t.person:
		t.ack = textOldButton.plain(t.lang, none{})
	case !m.State.Open():
		t.ack = t.decidedWords(id)
	default:
		t.v.Record(plan.MatterSettled{ID: id, State: plan.Withdrawn, Day: t.today})
		t.change(reply{Message: messageOf(textUnasked.html(t.lang, t.matterArgs(id)))})
	}
}

// asksAnew takes back what a message asked before it was edited.
func (t *turn) asksAnew(key string) {
	var asked []plan.MatterID
	if !t.get("inquired/"+key, &asked) {
		return
	}
	t.put("inquired/"+key, nil)
	for _, id := range asked {
		if m := t.r.Matters.Get(id); m.By == t.person && m.State.Open() {
			t.v.Record(plan.MatterSettled{ID: id, State: plan.Withdrawn, Day: t.today})
		}
	}
}

// answerInquiry gives the office's answer back as a reply to the message that
// asked; without words it was given in another way.
func (t *turn) answerInquiry(id plan.MatterID, words string) error {
	m, ok := t.decidable(id, false)
	if !ok {
		return t.refuse()
	}
	t.v.Record(plan.MatterSettled{ID: id, State: plan.Agreed, Day: t.today, Answer: t.keep(words)})
	t.decided(id, dueSaid{})
	if words == "" {
		return nil
	}
	lang := t.r.Language(m.By)
	args := t.matterArgs(id)
	args.By = t.name(t.person)
	answer := reply{Message: messageOf(textInquiryAnswered.html(lang, args)), Subject: plan.DutyOf(id, m)}
	answer.Message.ReplyTo = int(m.Message)
	if m.Assignment != 0 {
		answer.Message.Buttons = [][]outButton{{button(textButtonTask.plain(lang, none{}), "card", uint64(m.Assignment))}}
	}
	t.out.Notices = append(t.out.Notices, answer.fix(plan.Notice{
		Key: "inquiry/" + itoa(int(id)), Kind: "answer", Class: plan.AnswerClass, Subject: answer.Subject,
		To: m.By, Created: t.v.Now.UnixMilli(),
	}))
	return nil
}

// subjectOf names what a matter is about: the code and title of its task, or
// of an inquiry about none its words.
func (t *turn) subjectOf(m plan.Matter) (code, title string) {
	if m.Assignment == 0 {
		return textInquirySubject.plain(t.lang, none{}), "“" + viet.TrimUTF16(t.text(m.Text), 48) + "”"
	}
	a := t.r.Assignments.Get(m.Assignment)
	return t.r.Tasks.Get(a.Task).Code, t.titleOf(a)
}

// sideOf names the side that a matter comes from, briefly or in full: its unit,
// or of a leader's inquiry the post.
func (t *turn) sideOf(m plan.Matter, brief bool) string {
	unit := t.r.UnitOf(&m)
	switch {
	case unit == 0:
		return nameOf(t.r, "", m.By)
	case brief:
		return unitName(t.r, unit)
	}
	return t.r.Units.Get(unit).Name
}
