package bot

import (
	"slices"

	"dondoc/plan"
	"dondoc/viet"
	"dondoc/workday"
)

// matterCard shows what waits for a decision, with the decisions as buttons.
func (t *turn) matterCard(id plan.MatterID) reply {
	m := t.r.Matters.Get(id)
	args := t.matterArgs(id)
	return reply{
		Message: messageOf(textMatter.html(t.lang, args), t.decisionButtons(id, m)...),
		Subject: plan.DutyOf(id, m),
	}
}

func (t *turn) matterArgs(id plan.MatterID) matterArgs {
	m := t.r.Matters.Get(id)
	a := t.r.Assignments.Get(m.Assignment)
	args := matterArgs{
		Kind: m.Kind.String(), Passed: m.State == plan.PassedOn, NoTask: m.Assignment == 0,
		Unit: t.sideOf(m, false), Due: t.dueWords(a.Due),
		By: t.nameAt(m.By, m.Came), Raised: t.short(m.Raised), Since: t.short(m.Since), Words: viet.TrimUTF16(t.text(m.Text), 600),
		Behalf: m.OnBehalf, Evidence: m.Evidence, Extensions: int(a.Extensions),
		Proposal: viet.TrimUTF16(t.text(m.Proposal), 600), Holder: t.holderName(m.Holder),
		Answer: viet.TrimUTF16(t.text(m.Answer), 600),
	}
	args.Code, args.Title = t.subjectOf(m)
	args.Brief = viet.TrimUTF16(args.Words, 60)
	args.AsProposed = asItWas(m)
	if m.Date != 0 {
		args.Date = t.day(m.Date)
	}
	if m.Kind == plan.Obstacle && m.Date != 0 && (!m.State.Open() || t.mayMove(m.Assignment, m.Date)) {
		args.NewDue, args.Original = t.day(m.Date), t.short(a.OriginalDue)
	}
	if t.datePassed(m) {
		args.Later = t.short(t.r.Calendar.Add(t.today, 5))
	}
	if m.Kind == plan.Submission {
		args.Late, args.Date = t.saidLate(a, m), t.short(m.Date)
		args.Proof = t.evidence(m)
	}
	switch m.State {
	case plan.Agreed:
		args.State = "agreed"
	case plan.Refused:
		args.State = "refused"
	case plan.Withdrawn:
		args.State = "withdrawn"
	}
	return args
}

// asItWas reports whether a leader agreed to the office's proposal as it was.
func asItWas(m plan.Matter) bool {
	return m.State == plan.Agreed && m.Proposal != 0 && m.Answer == m.Proposal
}

// saidLate reports whether a completion was said after the due date was
// missed.
func (t *turn) saidLate(a plan.Assignment, m plan.Matter) bool {
	if a.Due == 0 {
		return false
	}
	return m.Raised > t.lastDay(a.Due)
}

// lastDay is the day whose end makes a due date missed.
func (t *turn) lastDay(due workday.Date) workday.Date {
	return t.r.Calendar.LastInTime(due, t.r.Office().Strict)
}

func (t *turn) decisionButtons(id plan.MatterID, m plan.Matter) [][]outButton {
	see := t.toTask(m.Assignment)
	duty := plan.DutyOf(id, m)
	if !m.State.Open() || !t.may(deciding[duty.Kind], t.matterScope(m)) && !t.isOffice() {
		return append(t.fileButtons(m.Assignment), see...)
	}
	a := t.r.Assignments.Get(m.Assignment)
	b := func(label text[none], action string, more ...uint64) outButton {
		return button(label.plain(t.lang, none{}), action, append([]uint64{uint64(id)}, more...)...)
	}
	office := t.isOffice()
	var out [][]outButton
	switch duty.Kind {
	case plan.Verify:
		if t.may(plan.VerifyWork, t.matterScope(m)) {
			out = t.verifyButtons(id, m)
		}
		if office && withoutEvidence(m) {
			out = append(out, []outButton{b(textButtonEvidence, "evidence")})
		}
		if office && t.ownRecord(a) {
			out = append(out, []outButton{button(textButtonReopen.plain(t.lang, none{}), "reopen", uint64(m.Assignment))})
		}
	case plan.Settle:
		out = append(out, []outButton{b(textButtonSettle, "settle")})
		for _, post := range t.leadersFor(a.Unit) {
			label := textButtonPass.plain(t.lang, t.r.Posts.Get(post).Title)
			out = append(out, []outButton{button(label, "pass", uint64(id), uint64(post))})
		}
	case plan.Direct:
		directs := t.may(plan.DirectWork, t.matterScope(m))
		if directs && m.Proposal != 0 {
			out = append(out, []outButton{b(textButtonAgree, "agree")})
		}
		if directs {
			out = append(out, []outButton{b(textButtonOther, "direct")})
		}
		if office {
			out = append(out, []outButton{b(textButtonOnBehalf, "ondirect")})
		}
		out = append(out, t.redirectButtons(id, m)...)
	case plan.Decide:
		mine := t.may(plan.DecideExtension, t.matterScope(m))
		if mine {
			label := textButtonApprove
			if t.datePassed(m) {
				label = textButtonApproveLater
			}
			out = append(out, []outButton{b(label, "approve"), b(textButtonRefuse, "refuse")})
		} else if office {
			out = append(out, []outButton{b(textButtonRecordApproval, "onapprove")})
		}
		if office {
			out = append(out, t.redirectButtons(id, m)...)
		}
	case plan.TakeBack:
		out = append(out, []outButton{b(textButtonTakeBack, "takeback"), b(textButtonKeep, "keep")})
	case plan.Answer:
		if item, ok := t.valueSaid(m); ok {
			out = append(out, []outButton{button(textButtonRecordIt.plain(t.lang, item.Percent), "recordit", uint64(id))})
		}
		out = append(out, []outButton{b(textButtonReopenIt, "reopenit"), b(textButtonLeaveIt, "leaveit")})
	case plan.Reply:
		out = append(out, []outButton{b(textButtonReply, "reply"), b(textButtonReplied, "replied")})
	}
	return append(append(out, t.fileButtons(m.Assignment)...), see...)
}

// toTask leads to the card of an assignment; nowhere for none.
func (t *turn) toTask(id plan.AssignmentID) [][]outButton {
	if id == 0 {
		return nil
	}
	return [][]outButton{{button(textButtonTask.plain(t.lang, none{}), "card", uint64(id))}}
}

// verifyButtons accept a completion, or return it: a late one by the date of its
// document or by that on which it was said.
func (t *turn) verifyButtons(id plan.MatterID, m plan.Matter) [][]outButton {
	a := t.r.Assignments.Get(m.Assignment)
	out := [][]outButton{{button(textButtonAccept.plain(t.lang, none{}), "accept", uint64(id))}}
	if m.Date != 0 && t.saidLate(a, m) && m.Date <= t.lastDay(a.Due) {
		out = [][]outButton{
			{button(textButtonAcceptDocument.plain(t.lang, t.short(m.Date)), "acceptdoc", uint64(id))},
			{button(textButtonAcceptSaid.plain(t.lang, t.short(m.Raised)), "accept", uint64(id))},
		}
	}
	return append(out, []outButton{button(textButtonReturn.plain(t.lang, none{}), "return", uint64(id))})
}

// redirectButtons hand a matter to another leader than who has it and who reads
// this: the director gives it to a deputy, anybody else passes it on.
func (t *turn) redirectButtons(id plan.MatterID, m plan.Matter) [][]outButton {
	label := textButtonPass
	if t.r.HasRole(t.person, plan.Director) {
		label = textButtonRedirect
	}
	mine := t.r.PostsOf(t.person)
	var out [][]outButton
	for _, post := range t.leadersFor(t.r.Assignments.Get(m.Assignment).Unit) {
		if post != m.Holder && !slices.Contains(mine, post) {
			name := t.r.Posts.Get(post).Title
			out = append(out, []outButton{button(label.plain(t.lang, name), "redirect", uint64(id), uint64(post))})
		}
	}
	return out
}

// leadersFor are the leaders a matter of a unit can go to: the deputy in
// charge and the director.
func (t *turn) leadersFor(unit plan.UnitID) []plan.PostID {
	var out []plan.PostID
	if d := t.r.DeputyOf(unit); d != 0 && d != t.r.DirectorPost() {
		out = append(out, d)
	}
	if d := t.r.DirectorPost(); d != 0 {
		out = append(out, d)
	}
	return out
}

func (t *turn) matterScope(m plan.Matter) plan.Scope {
	s := t.scope(t.r.Assignments.Get(m.Assignment))
	s.Unit = t.r.UnitOf(&m)
	s.Holder, s.By = m.Holder, m.By
	if m.Kind == plan.Submission && m.OnBehalf {
		s.By = 0 // the unit reported it, the office only wrote it down
		s.Unproved = withoutEvidence(m)
	}
	return s
}

// deciding are the actions of the permission table by duty.
var deciding = map[plan.DutyKind]plan.Action{
	plan.Verify: plan.VerifyWork, plan.Settle: plan.SettleObstacle, plan.Direct: plan.DirectWork,
	plan.Decide: plan.DecideExtension, plan.TakeBack: plan.Assign, plan.Answer: plan.Assign, plan.Reply: plan.Assign,
}

// decidable reports whether the person may decide the matter now, behalf as what
// a leader decided; else the short answer says why not.
func (t *turn) decidable(id plan.MatterID, behalf bool) (plan.Matter, bool) {
	m := t.r.Matters.Get(id)
	duty, scope := plan.DutyOf(id, m), t.matterScope(m)
	scope.OnBehalf = behalf && t.isOffice()
	switch {
	case m.Kind == plan.NoMatter:
		t.ack = textOldButton.plain(t.lang, none{})
	case !m.State.Open():
		t.ack = t.decidedWords(id)
	case duty.Kind == plan.Verify && scope.Unproved && t.isOffice():
		t.ack = textNeedsEvidence.plain(t.lang, none{})
	case scope.By == t.person && duty.Kind != plan.Settle && duty.Kind != plan.TakeBack && duty.Kind != plan.Answer && duty.Kind != plan.Reply:
		t.ack = textOwnReport.plain(t.lang, none{})
	case behalf && !scope.OnBehalf || !t.may(deciding[duty.Kind], scope):
		t.ack = textRefused.plain(t.lang, "forbidden")
	default:
		return m, true
	}
	return m, false
}

// backToWaiting leads from a matter back to the list that it stands in.
func (t *turn) backToWaiting(id plan.MatterID) [][]outButton {
	verify, rest := t.waitingKinds()
	switch {
	case slices.Contains(verify, id) && t.isOffice():
		return [][]outButton{{button(textButtonVerifyList.plain(t.lang, none{}), "verify")}}
	case slices.Contains(verify, id):
		return [][]outButton{{button(textButtonWaitingList.plain(t.lang, none{}), "waiting", 0, 1)}}
	case slices.Contains(rest, id):
		return [][]outButton{{button(textButtonWaitingList.plain(t.lang, none{}), "waiting")}}
	}
	return nil
}

// decisions are the duties that a button decides: one of an older message may
// speak of a matter that has become another duty.
var decisions = map[string][]plan.DutyKind{
	"accept": {plan.Verify}, "acceptdoc": {plan.Verify}, "return": {plan.Verify}, "evidence": {plan.Verify},
	"settle": {plan.Settle}, "pass": {plan.Settle},
	"direct": {plan.Direct}, "ondirect": {plan.Direct}, "agree": {plan.Direct},
	"approve": {plan.Decide}, "refuse": {plan.Decide}, "onapprove": {plan.Decide},
	"takeback": {plan.TakeBack}, "keep": {plan.TakeBack},
	"reopenit": {plan.Answer}, "recordit": {plan.Answer}, "leaveit": {plan.Answer},
	"reply": {plan.Reply}, "replied": {plan.Reply},
	"redirect": {plan.Settle, plan.Direct, plan.Decide},
}

// pressedMatter does what a button under a matter says.
func (t *turn) pressedMatter(p press, id plan.MatterID) error {
	if _, decides := decisions[p.action]; decides && t.wasDecided(id) {
		return nil
	}
	if kinds, ok := decisions[p.action]; ok && !slices.Contains(kinds, plan.DutyOf(id, t.r.Matters.Get(id)).Kind) {
		t.ack = textOldButton.plain(t.lang, none{})
		if t.r.Matters.Get(id).State == plan.PassedOn {
			t.ack = t.passedWords(id)
		}
		return nil
	}
	switch p.action {
	case "matter":
		m := t.r.Matters.Get(id)
		if m.Kind == plan.NoMatter || !t.may(plan.See, t.matterScope(m)) {
			t.ack = textOldButton.plain(t.lang, none{})
			return nil
		}
		card := t.matterCard(id)
		card.Message.Buttons = append(card.Message.Buttons, t.backToWaiting(id)...)
		t.browse(card)
		return nil
	case "file":
		t.sendFile(plan.FileID(id))
		return nil
	case "dropfile":
		t.dropFile(plan.FileID(id))
		return nil
	case "accept", "acceptdoc":
		return t.accept(id, p.action == "acceptdoc")
	case "return", "settle", "direct", "ondirect", "refuse", "onapprove", "keep", "reply":
		return t.askWords(p.action, id, 0)
	case "evidence":
		return t.askEvidence(id)
	case "pass":
		return t.askWords("pass", id, plan.PostID(p.arg(1)))
	case "notso":
		return t.notSo(id)
	case "setdue":
		return t.setDue(id, workday.Date(p.index(1)))
	case "agree":
		return t.decide(id, plan.Agreed, "", false)
	case "approve":
		return t.approve(id, "", false)
	case "takeback":
		return t.takeBack(id)
	case "reopenit":
		return t.reopenQuestion(id)
	case "recordit":
		return t.recordIt(id)
	case "leaveit":
		return t.decide(id, plan.Refused, "", false)
	case "replied":
		return t.answerInquiry(id, "")
	case "unask":
		t.unask(id)
		return nil
	case "askoffice":
		t.askOffice(p.index(0))
		return nil
	case "redirect":
		return t.redirect(id, plan.PostID(p.arg(1)))
	case "verify":
		return t.verifyPage(p.index(0))
	case "acceptall":
		return t.acceptMany(p)
	case "waiting":
		return t.waiting(p.index(0), p.arg(1) != 0)
	}
	return t.pressedBrowse(p)
}

// askWords asks for the words of a decision.
func (t *turn) askWords(kind string, id plan.MatterID, post plan.PostID) error {
	if _, ok := t.decidable(id, kind == "ondirect" || kind == "onapprove"); !ok {
		return t.refuse()
	}
	return t.ask(kind, id, post)
}

// ask asks for words about a matter.
func (t *turn) ask(kind string, id plan.MatterID, post plan.PostID) error {
	m := t.r.Matters.Get(id)
	t.form(form{Kind: "decide/" + kind, Matter: id, Post: post, Card: t.cardAsked()})
	label := t.label(m.Assignment)
	label.Code, label.Title = t.subjectOf(m)
	label.What = kind
	if t.datePassed(m) {
		label.Date, label.Due = t.short(m.Date), t.short(t.r.Calendar.Add(t.today, 5))
	}
	if post != 0 {
		label.To = t.r.Posts.Get(post).Title
	}
	t.answer(reply{
		Message: messageOf(textAskWords.html(t.lang, label), t.stopButton()),
		Subject: plan.DutyOf(id, m),
	})
	return nil
}

// cardAsked is the message whose button asks for the words of a decision, also
// when they are asked for once more.
func (t *turn) cardAsked() int {
	if t.u.Kind == Pressed {
		return t.u.Message
	}
	return t.under
}

// answeredDecision takes a plain text as the words of a decision asked for.
func (t *turn) answeredDecision(f form, text string) (bool, error) {
	if text == "" && f.Kind != "decide/evidence" {
		return false, nil // a file alone
	}
	t.under = f.Card
	switch f.Kind {
	case "decide/return", "decide/refuse", "decide/keep":
		return true, t.decide(f.Matter, plan.Refused, text, false)
	case "decide/settle", "decide/direct":
		return true, t.decide(f.Matter, plan.Agreed, text, false)
	case "decide/ondirect":
		return true, t.decide(f.Matter, plan.Agreed, text, true)
	case "decide/approve":
		return true, t.approve(f.Matter, text, false)
	case "decide/onapprove":
		return true, t.approve(f.Matter, text, true)
	case "decide/evidence":
		return true, t.addEvidence(f.Matter, text)
	case "decide/reply":
		return true, t.answerInquiry(f.Matter, text)
	case "decide/pass":
		return true, t.pass(f.Matter, f.Post, text)
	case "newdue":
		return t.answeredNewDue(f, text)
	}
	return t.answeredOffice(f, text)
}
