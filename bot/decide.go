package bot

import (
	"html"
	"slices"
	"strings"

	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/report"
	"dondoc/viet"
	"dondoc/workday"
)

// refuse says why a decision cannot be taken, as the short answer of a button
// or, to words, as a message.
func (t *turn) refuse() error {
	if t.u.Kind != Pressed && t.ack != "" {
		t.say(html.EscapeString(t.ack))
		t.ack = ""
	}
	return nil
}

// decide settles a matter with words, and tells the unit what came of it.
func (t *turn) decide(id plan.MatterID, state plan.MatterState, words string, behalf bool) error {
	m, ok := t.decidable(id, behalf)
	if !ok {
		return t.refuse()
	}
	answer := t.keep(words)
	if answer == 0 && plan.DutyOf(id, m).Kind == plan.Direct {
		answer = m.Proposal
	}
	var due dueSaid
	if plan.DutyOf(id, m).Kind == plan.Direct {
		due = t.directedDue(m, words)
	}
	t.v.Record(plan.MatterSettled{ID: id, State: state, Day: t.today, Answer: answer, OnBehalf: behalf})
	if due.moves != 0 {
		t.moveDue(id, due.moves, behalf)
	}
	if m.Kind == plan.Submission && state == plan.Refused {
		t.warnFirst(m.Assignment)
	}
	t.decided(id, due)
	if behalf {
		t.tellLeader(id, "")
	}
	return nil
}

// decided says back what was decided, with what became of the due date, and owes
// the unit its outcome.
func (t *turn) decided(id plan.MatterID, due dueSaid) {
	m := t.r.Matters.Get(id)
	t.changed[m.Assignment] = true
	quiet := m.Kind == plan.Submission && m.State == plan.Agreed || m.Kind == plan.Question || m.Kind == plan.Inquiry
	if !quiet {
		t.tellOutcome(id, "")
	}
	args := t.matterArgs(id)
	args.Stale = due.stale
	var offer [][]outButton
	if due.offer != 0 {
		args.Offer = t.day(due.offer)
		offer = append(offer, t.offerDue(id, due.offer))
	}
	t.changeCard(m.Assignment, textDecided.html(t.lang, args), offer...)
}

// changeCard shows what became of a matter, under which the way goes on to what
// else waits; a card whose button asked for the words shows it as well.
// First come the buttons about it.
func (t *turn) changeCard(id plan.AssignmentID, html string, first ...[]outButton) {
	own := append(first, t.toTask(id)...)
	t.change(reply{Message: messageOf(html, append(slices.Clip(own), t.nextWaiting()...)...)})
	if t.under != 0 && t.u.Kind != Pressed {
		t.owe(reply{Message: messageOf(html, own...)}, t.under)
	}
}

// decidedWords says in short what was decided, by whom and when.
func (t *turn) decidedWords(id plan.MatterID) string {
	m := t.r.Matters.Get(id)
	args := t.matterArgs(id)
	args.By, args.Since = t.name(m.AnsweredBy), t.short(m.Answered)
	return textAlreadyDecided.plain(t.lang, args)
}

// passedWords says in short with whom a matter is now.
func (t *turn) passedWords(id plan.MatterID) string {
	first, _, _ := strings.Cut(textPassed.plain(t.lang, t.matterArgs(id)), "\n")
	return first + ", " + t.short(t.r.Matters.Get(id).Since) + "."
}

// wasDecided answers a button that decides what is decided already: what it
// was, and the message shows it from then on, without the buttons.
func (t *turn) wasDecided(id plan.MatterID) bool {
	m := t.r.Matters.Get(id)
	if m.Kind == plan.NoMatter || m.State.Open() || !t.may(plan.See, t.matterScope(m)) {
		return false
	}
	t.ack = t.decidedWords(id)
	t.changeCard(m.Assignment, textDecided.html(t.lang, t.matterArgs(id)))
	return true
}

// nextWaiting offers the way back to what else waits for the person.
func (t *turn) nextWaiting() [][]outButton {
	verify, rest := t.waitingKinds()
	var row []outButton
	if len(verify) > 0 {
		row = append(row, button(textButtonVerify.plain(t.lang, len(verify)), "verify"))
	}
	if len(rest) > 0 {
		row = append(row, button(textButtonWaiting.plain(t.lang, len(rest)), "waiting"))
	}
	return rows(2, row...)
}

// waitingKinds returns what waits for the person: submissions and the rest.
func (t *turn) waitingKinds() (verify, rest []plan.MatterID) {
	for _, id := range t.waitingFor() {
		if t.r.Matters.Get(id).Kind == plan.Submission {
			verify = append(verify, id)
		} else {
			rest = append(rest, id)
		}
	}
	return verify, rest
}

// outcome words what became of a unit's own submission, request or obstacle.
// It was owed at an instant; what the unit has said since stands with it.
func (t *turn) outcome(id plan.MatterID, owed int64) reply {
	m := t.r.Matters.Get(id)
	args := t.matterArgs(id)
	args.At, args.Again = t.clockAt(owed), t.saidAgain(id, m)
	args.By = t.name(m.AnsweredBy)
	args.Agrees = m.Kind == plan.Obstacle && m.Answer != m.Proposal && t.agreesAsProposed(m, t.text(m.Answer))
	return reply{Message: messageOf(textOutcome.html(t.lang, args),
		[]outButton{button(textButtonTask.plain(t.lang, none{}), "card", uint64(m.Assignment))})}
}

// saidAgain says when a unit reported anew what had been given back to it, or
// asked anew for what was refused; empty when it has not.
func (t *turn) saidAgain(id plan.MatterID, m plan.Matter) string {
	a := t.r.Assignments.Get(m.Assignment)
	again := a.Submission
	if m.Kind == plan.Extension {
		again = a.Request
	}
	switch {
	case m.State != plan.Refused || m.Kind != plan.Submission && m.Kind != plan.Extension:
		return ""
	case again != 0 && again != id:
		return t.clockAt(t.r.Matters.Get(again).Came)
	case m.Kind == plan.Submission && a.Decided != id && a.Updated >= m.Answered:
		return t.short(a.Updated)
	}
	return ""
}

// accept accepts a submission; by the date of its document only one by one.
func (t *turn) accept(id plan.MatterID, document bool) error {
	m, ok := t.decidable(id, false)
	if !ok {
		lacks := t.isOffice() && m.State.Open() && withoutEvidence(m)
		if err := t.refuse(); err != nil || !lacks {
			return err
		}
		return t.askEvidence(id)
	}
	counted := m.Raised
	if document && m.Date != 0 {
		counted = m.Date
	}
	t.v.Record(plan.MatterSettled{ID: id, State: plan.Agreed, Day: t.today, Counted: counted})
	t.decided(id, dueSaid{})
	return nil
}

// datePassed reports whether the date that an extension was asked until has
// passed while it waited.
func (t *turn) datePassed(m plan.Matter) bool {
	return m.Kind == plan.Extension && m.State.Open() && m.Date < t.today
}

// laterDate reads the date that is agreed to instead; zero when there is none
// that is still to come.
func (t *turn) laterDate(m plan.Matter, words string) workday.Date {
	date, span, ok := viet.ParseDate(words, t.said)
	a := t.r.Assignments.Get(m.Assignment)
	if !ok || date <= t.today || date <= a.Due {
		return 0
	}
	if said := words[span.Start:span.End]; t.unusual(date, t.r.Tasks.Get(a.Task)) != "" && !strings.Contains(said, itoa(date.Year()%100)) {
		return 0 // this year's has just passed
	}
	return date
}

// approve moves the due date to the one that was asked for; when that has
// passed, to the one that the words name, which are asked for.
func (t *turn) approve(id plan.MatterID, words string, behalf bool) error {
	m, ok := t.decidable(id, behalf)
	if !ok {
		return t.refuse()
	}
	due := m.Date
	if t.datePassed(m) {
		due = t.laterDate(m, words)
		if due == 0 {
			return t.askWords(map[bool]string{false: "approve", true: "onapprove"}[behalf], id, 0)
		}
		if len(strings.Fields(words)) <= 2 && !behalf {
			words = "" // nothing but the date
		}
	}
	t.v.Record(plan.MatterSettled{
		ID: id, State: plan.Agreed, Day: t.today, Answer: t.keep(words), Due: due, OnBehalf: behalf,
	})
	t.decided(id, dueSaid{})
	if behalf {
		t.tellLeader(id, "")
	}
	return nil
}

// tellLeader shows a leader what the office recorded in their name, with a
// button to say that it is not so. The key of a second notice gets a suffix.
func (t *turn) tellLeader(id plan.MatterID, again string) {
	m := t.r.Matters.Get(id)
	if t.r.Posts.Get(m.Holder).Role == plan.Office {
		return
	}
	duty := plan.DutyOf(id, m)
	t.notify(m.Holder, plan.OutcomeClass, "recorded", duty, "recorded/"+itoa(int(id))+again, nil)
}

// recordedForLeader words what tellLeader owes.
func (t *turn) recordedForLeader(id plan.MatterID) outbox.Message {
	return messageOf(textRecorded.html(t.lang, t.matterArgs(id)),
		[]outButton{button(textButtonWrong.plain(t.lang, none{}), "notso", uint64(id))})
}

// notSo asks a leader what is wrong with a decision recorded in their name;
// the office is asked to look again.
func (t *turn) notSo(id plan.MatterID) error {
	m := t.r.Matters.Get(id)
	if !t.objects(form{Matter: id}) {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return nil
	}
	t.form(form{Kind: "wrong", Assignment: m.Assignment, Matter: id})
	t.promptMessage(textAskWrong.html(t.lang, t.label(m.Assignment)), m.Assignment)
	return nil
}

// objects reports whether the person may say that what the office recorded is
// wrong: a unit of its own work, a leader of a decision in their name.
func (t *turn) objects(f form) bool {
	if f.Matter == 0 {
		a := t.r.Assignments.Get(f.Assignment)
		return a.Task != 0 && t.ownUnit(a.Unit) && t.may(plan.Report, t.scope(a))
	}
	m := t.r.Matters.Get(f.Matter)
	return !m.State.Open() && t.recordedFor(m) && slices.Contains(t.r.PostsOf(t.person), m.Holder)
}

// pass hands an obstacle to a leader with a proposal.
func (t *turn) pass(id plan.MatterID, post plan.PostID, words string) error {
	m, ok := t.decidable(id, false)
	role := t.r.Posts.Get(post).Role
	if !ok || m.Kind != plan.Obstacle || role != plan.Director && role != plan.Deputy {
		return t.refuse()
	}
	due := t.r.Calendar.Add(t.today, t.r.Office().DaysFor(plan.Obstacle))
	t.v.Record(plan.MatterPassed{
		ID: id, Holder: post, Proposal: t.keep(words), Day: t.today, Due: due, NewDue: t.proposedDue(m.Assignment, words),
	})
	t.changed[m.Assignment] = true
	t.tellHolder(id)
	t.changeCard(m.Assignment, textPassed.html(t.lang, t.matterArgs(id)))
	return nil
}

// redirect gives a matter to another leader.
func (t *turn) redirect(id plan.MatterID, post plan.PostID) error {
	m := t.r.Matters.Get(id)
	role := t.r.Posts.Get(post).Role
	allowed := m.State.Open() && m.Assignment != 0 && (role == plan.Director || role == plan.Deputy) &&
		(t.may(plan.Assign, t.matterScope(m)) || t.may(plan.DirectWork, t.matterScope(m)))
	if !allowed {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return t.refuse()
	}
	if m.Holder == post {
		t.ack = t.passedWords(id)
		return t.refuse()
	}
	t.v.Record(plan.MatterRedirected{ID: id, Holder: post, Day: t.today, Due: t.r.Calendar.Add(t.today, t.r.Office().DaysFor(m.Kind))})
	t.tellHolder(id)
	t.changeCard(m.Assignment, textPassed.html(t.lang, t.matterArgs(id)))
	return nil
}

// takeBack agrees that the task is not the unit's; the office gives it to
// another one at once.
func (t *turn) takeBack(id plan.MatterID) error {
	m, ok := t.decidable(id, false)
	if !ok {
		return t.refuse()
	}
	t.v.Record(plan.MatterSettled{ID: id, State: plan.Agreed, Day: t.today})
	t.decided(id, dueSaid{})
	t.answer(t.taskCard(t.r.Assignments.Get(m.Assignment).Task))
	return nil
}

// reopenQuestion opens the completion again that was edited or contested.
func (t *turn) reopenQuestion(id plan.MatterID) error {
	m, ok := t.decidable(id, false)
	if !ok {
		return t.refuse()
	}
	t.v.Record(plan.Corrected{Assignment: m.Assignment, Day: t.today, Reopen: true, Text: m.Text})
	t.warnFirst(m.Assignment)
	t.v.Record(plan.MatterSettled{ID: id, State: plan.Agreed, Day: t.today})
	t.decided(id, dueSaid{})
	return nil
}

// waitingFor returns the open matters that the person is to decide, the
// longest waiting first.
func (t *turn) waitingFor() []plan.MatterID {
	var out []plan.MatterID
	for _, w := range report.WaitingFor(t.r, t.person) {
		out = append(out, w.Matter)
	}
	return out
}

// waiting lists what the person is to decide, a page at a time; submissions
// only when all is asked for.
func (t *turn) waiting(from int, all bool) error {
	_, ids := t.waitingKinds()
	flag := uint64(0)
	if all {
		ids, flag = t.waitingFor(), 1
	}
	if from >= len(ids) {
		from = 0
	}
	m := t.matterList(ids, from, page, textWaiting)
	if from+page < len(ids) {
		label := textButtonNextPage.plain(t.lang, len(ids)-from-page)
		m.Message.Buttons = append(m.Message.Buttons, []outButton{button(label, "waiting", uint64(from+page), flag)})
	}
	t.browse(m)
	return nil
}

const page = 4

// matterList is a page of size matters with a button each.
func (t *turn) matterList(ids []plan.MatterID, from, size int, heading text[matterListArgs]) reply {
	args := matterListArgs{Total: len(ids), Leader: !t.isOffice()}
	if len(ids) > 0 {
		args.Oldest = t.day(t.r.Matters.Get(ids[0]).Since)
	}
	var m reply
	var numbers []outButton
	for i := from; i < min(from+size, len(ids)); i++ {
		line := t.matterArgs(ids[i])
		line.Number = i + 1
		line.Unit = t.sideOf(t.r.Matters.Get(ids[i]), true)
		args.Lines = append(args.Lines, line)
		m.Lines = append(m.Lines, plan.NumberedDuty{Number: i + 1, Duty: plan.DutyOf(ids[i], t.r.Matters.Get(ids[i]))})
		numbers = append(numbers, button(itoa(i+1), "matter", uint64(ids[i])))
	}
	m.Message = messageOf(heading.html(t.lang, args), rows(5, numbers...)...)
	t.showed("matters", m.Lines)
	return m
}

// verifyList is "/verify": what waits for the office to accept.
func (t *turn) verifyList(string) error {
	if !t.isOffice() && !t.isLeader() {
		return t.forbidden()
	}
	return t.verifyPage(0)
}

func (t *turn) verifyPage(from int) error {
	ids, _ := t.waitingKinds()
	if from >= len(ids) {
		from = 0
	}
	m := t.matterList(ids, from, page, textVerify)
	var some []uint64
	var numbers []string
	for i := from; i < min(from+page, len(ids)); i++ {
		if t.batch(ids[i]) {
			some = append(some, uint64(ids[i]))
			numbers = append(numbers, itoa(i+1))
		}
	}
	if len(some) > 1 {
		label := textButtonAcceptMany.plain(t.lang, strings.Join(numbers, ", "))
		m.Message.Buttons = append([][]outButton{{button(label, "acceptall", some...)}}, m.Message.Buttons...)
	}
	if from+page < len(ids) {
		label := textButtonNextPage.plain(t.lang, len(ids)-from-page)
		m.Message.Buttons = append(m.Message.Buttons, []outButton{button(label, "verify", uint64(from+page))})
	}
	t.browse(m)
	return nil
}

// batch reports whether a submission may be accepted together with others:
// with evidence, and in time, since a batch never settles lateness.
func (t *turn) batch(id plan.MatterID) bool {
	m := t.r.Matters.Get(id)
	a := t.r.Assignments.Get(m.Assignment)
	return !t.saidLate(a, m) && !withoutEvidence(m)
}

// acceptMany accepts what a button names; pressed again it says what was
// accepted, and by whom.
func (t *turn) acceptMany(p press) error {
	var ids, left []plan.MatterID
	for _, arg := range p.args {
		if id := plan.MatterID(arg); t.acceptOne(id) {
			ids = append(ids, id)
		} else {
			left = append(left, id)
		}
	}
	if len(ids) == 0 && len(left) > 0 {
		if m := t.r.Matters.Get(left[0]); m.Assignment != 0 && !m.State.Open() {
			t.ack = t.decidedWords(left[0])
			return nil
		}
	}
	t.acceptedMany(ids, "")
	return nil
}

// acceptedMany says what was accepted in one go, and offers to take it back.
func (t *turn) acceptedMany(ids []plan.MatterID, left string) {
	var did []plan.AssignmentID
	for _, id := range ids {
		did = append(did, t.r.Matters.Get(id).Assignment)
	}
	var buttons [][]outButton
	if len(ids) > 0 {
		buttons = append(buttons, t.undoButton(len(ids)))
	}
	args := acceptedArgs{Acted: t.actedNames(did), Left: left}
	t.change(reply{Message: messageOf(textAcceptedMany.html(t.lang, args), append(buttons, t.nextWaiting()...)...)})
}

// acceptOne accepts a submission as part of a batch, which can be taken back;
// false when it has to be looked at by itself.
func (t *turn) acceptOne(id plan.MatterID) bool {
	m, ok := t.decidable(id, false)
	t.ack = ""
	if !ok || m.Kind != plan.Submission || !t.batch(id) {
		return false
	}
	before := t.r.Assignments.Get(m.Assignment)
	t.v.Record(plan.MatterSettled{ID: id, State: plan.Agreed, Day: t.today, Counted: m.Raised})
	t.changed[m.Assignment] = true
	var did []applied
	t.get("did/"+t.messageKey(), &did)
	t.put("did/"+t.messageKey(), append(did, applied{
		Assignment: m.Assignment, Before: before, Revision: t.r.Assignments.Get(m.Assignment).Revision,
		Withdrew: []plan.MatterID{id}, Accepted: true,
	}))
	return true
}

// holdEscalation keeps an assignment from climbing for two working days.
func (t *turn) holdEscalation(id plan.AssignmentID, words string) error {
	a := t.r.Assignments.Get(id)
	if !t.isOffice() || !a.State.Open() {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return t.refuse()
	}
	until := t.r.Calendar.Add(t.today, 2)
	t.v.Record(plan.EscalationHeld{Assignment: id, Until: until, Text: t.keep(words)})
	t.say(textHeld.html(t.lang, heldArgs{Code: t.r.Tasks.Get(a.Task).Code, Date: t.day(until)}))
	return nil
}
