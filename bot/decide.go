package bot

import (
	"strings"

	"dondoc/plan"
	"dondoc/report"
	"dondoc/viet"
)

// refuse says why a decision cannot be taken, as the short answer of a button
// or, to words, as a message.
func (t *turn) refuse() error {
	if t.u.Kind != Pressed && t.ack != "" {
		t.say(t.ack)
		t.ack = ""
	}
	return nil
}

// decide settles a matter with words, and tells the unit what came of it.
func (t *turn) decide(id plan.MatterID, state plan.MatterState, words string, behalf bool) error {
	m, ok := t.decidable(id)
	if !ok {
		return t.refuse()
	}
	if behalf && !t.isOffice() {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return t.refuse()
	}
	answer := t.keep(words)
	if answer == 0 && plan.DutyOf(id, m).Kind == plan.Direct {
		answer = m.Proposal
	}
	t.v.Record(plan.MatterSettled{ID: id, State: state, Day: t.today, Answer: answer, OnBehalf: behalf})
	t.decided(id)
	return nil
}

// decided says back what was decided and owes the unit its outcome.
func (t *turn) decided(id plan.MatterID) {
	m := t.r.Matters.Get(id)
	t.changed[m.Assignment] = true
	unit := t.r.Assignments.Get(m.Assignment).Unit
	quiet := m.Kind == plan.Submission && m.State == plan.Agreed || m.Kind == plan.Question
	if !quiet {
		duty := plan.DutyOf(id, m)
		t.notify(t.r.HeadOf(unit), plan.OutcomeClass, "outcome", duty, "outcome/"+itoa(int(id)), nil)
	}
	done := reply{Message: messageOf(textDecided.html(t.lang, t.matterArgs(id)), t.nextWaiting(id)...)}
	t.change(done)
}

// nextWaiting offers the way back to what else waits for the person.
func (t *turn) nextWaiting(plan.MatterID) [][]outButton {
	rest := t.waitingFor()
	if len(rest) == 0 {
		return nil
	}
	return [][]outButton{{button(textButtonWaiting.plain(t.lang, len(rest)), "waiting")}}
}

// outcome words what became of a unit's own submission, request or obstacle.
func (t *turn) outcome(id plan.MatterID) reply {
	m := t.r.Matters.Get(id)
	args := t.matterArgs(id)
	args.By = t.name(m.AnsweredBy)
	return reply{Message: messageOf(textOutcome.html(t.lang, args),
		[]outButton{button(textButtonTask.plain(t.lang, none{}), "card", uint64(m.Assignment))})}
}

// accept accepts a submission; by the date of its document only one by one.
func (t *turn) accept(id plan.MatterID, document bool) error {
	m, ok := t.decidable(id)
	if !ok {
		return t.refuse()
	}
	if m.OnBehalf && !m.Evidence {
		t.ack = textNeedsEvidence.plain(t.lang, none{})
		return t.refuse()
	}
	counted := m.Raised
	if document && m.Date != 0 {
		counted = m.Date
	}
	t.v.Record(plan.MatterSettled{ID: id, State: plan.Agreed, Day: t.today, Counted: counted})
	t.decided(id)
	return nil
}

// approve moves the due date to the one that was asked for.
func (t *turn) approve(id plan.MatterID, words string, behalf bool) error {
	m, ok := t.decidable(id)
	if behalf && t.isOffice() && m.State.Open() && m.Kind == plan.Extension && m.By != t.person {
		ok, t.ack = true, ""
	}
	if !ok {
		return t.refuse()
	}
	t.v.Record(plan.MatterSettled{
		ID: id, State: plan.Agreed, Day: t.today, Answer: t.keep(words), Due: m.Date, OnBehalf: behalf,
	})
	t.decided(id)
	return nil
}

// pass hands an obstacle to a leader with a proposal.
func (t *turn) pass(id plan.MatterID, post plan.PostID, words string) error {
	m, ok := t.decidable(id)
	role := t.r.Posts.Get(post).Role
	if !ok || m.Kind != plan.Obstacle || role != plan.Director && role != plan.Deputy {
		return t.refuse()
	}
	due := t.r.Calendar.Add(t.today, int(t.r.Office().Days[plan.Obstacle]))
	t.v.Record(plan.MatterPassed{ID: id, Holder: post, Proposal: t.keep(words), Day: t.today, Due: due})
	t.changed[m.Assignment] = true
	t.tellHolder(id)
	args := t.matterArgs(id)
	t.change(reply{Message: messageOf(textPassed.html(t.lang, args), t.nextWaiting(id)...)})
	return nil
}

// redirect gives a matter to another leader.
func (t *turn) redirect(id plan.MatterID, post plan.PostID) error {
	m := t.r.Matters.Get(id)
	role := t.r.Posts.Get(post).Role
	allowed := m.State.Open() && m.Assignment != 0 && (role == plan.Director || role == plan.Deputy) &&
		(t.isOffice() || t.may(plan.DirectWork, t.matterScope(m)))
	if !allowed {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return t.refuse()
	}
	days := int(t.r.Office().Days[m.Kind])
	t.v.Record(plan.MatterRedirected{ID: id, Holder: post, Day: t.today, Due: t.r.Calendar.Add(t.today, days)})
	t.tellHolder(id)
	t.change(reply{Message: messageOf(textPassed.html(t.lang, t.matterArgs(id)), t.nextWaiting(id)...)})
	return nil
}

// takeBack agrees that the task is not the unit's; the office gives it to
// another one at once.
func (t *turn) takeBack(id plan.MatterID) error {
	m, ok := t.decidable(id)
	if !ok {
		return t.refuse()
	}
	t.v.Record(plan.MatterSettled{ID: id, State: plan.Agreed, Day: t.today})
	t.decided(id)
	t.answer(t.taskCard(t.r.Assignments.Get(m.Assignment).Task))
	return nil
}

// reopenQuestion opens the completion again that was edited or contested.
func (t *turn) reopenQuestion(id plan.MatterID) error {
	m, ok := t.decidable(id)
	if !ok {
		return t.refuse()
	}
	t.v.Record(plan.Corrected{Assignment: m.Assignment, Day: t.today, Reopen: true, Text: m.Text})
	t.v.Record(plan.MatterSettled{ID: id, State: plan.Agreed, Day: t.today})
	t.decided(id)
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

// waiting lists what the person is to decide other than submissions.
func (t *turn) waiting() error {
	var rest []plan.MatterID
	for _, id := range t.waitingFor() {
		if t.r.Matters.Get(id).Kind != plan.Submission {
			rest = append(rest, id)
		}
	}
	t.change(t.matterList(rest, 0, textWaiting))
	return nil
}

const page = 4

// matterList is a page of matters with a button each.
func (t *turn) matterList(ids []plan.MatterID, from int, heading text[matterListArgs]) reply {
	args := matterListArgs{Total: len(ids)}
	if len(ids) > 0 {
		args.Oldest = t.day(t.r.Matters.Get(ids[0]).Since)
	}
	var m reply
	var numbers []outButton
	for i := from; i < min(from+page, len(ids)); i++ {
		line := t.matterArgs(ids[i])
		line.Number = i + 1
		line.Unit = unitName(t.r, t.r.Assignments.Get(t.r.Matters.Get(ids[i]).Assignment).Unit)
		args.Lines = append(args.Lines, line)
		m.Lines = append(m.Lines, plan.NumberedDuty{Number: i + 1, Duty: plan.DutyOf(ids[i], t.r.Matters.Get(ids[i]))})
		numbers = append(numbers, button(itoa(i+1), "matter", uint64(ids[i])))
	}
	m.Message = messageOf(heading.html(t.lang, args), rows(5, numbers...)...)
	return m
}

// verifyList is "/verify": what waits for the office to accept.
func (t *turn) verifyList(string) error {
	return t.verifyPage(0)
}

func (t *turn) verifyPage(from int) error {
	var ids []plan.MatterID
	for _, id := range t.waitingFor() {
		if t.r.Matters.Get(id).Kind == plan.Submission {
			ids = append(ids, id)
		}
	}
	if from >= len(ids) {
		from = 0
	}
	m := t.matterList(ids, from, textVerify)
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
	t.change(m)
	return nil
}

// batch reports whether a submission may be accepted together with others:
// with evidence, and in time, since a batch never settles lateness.
func (t *turn) batch(id plan.MatterID) bool {
	m := t.r.Matters.Get(id)
	a := t.r.Assignments.Get(m.Assignment)
	return !t.saidLate(a, m) && (m.Evidence || !m.OnBehalf)
}

func (t *turn) acceptMany(p press) error {
	n := 0
	for _, arg := range p.args {
		n += t.acceptOne(plan.MatterID(arg))
	}
	t.change(reply{Message: messageOf(textAcceptedMany.html(t.lang, n), t.nextWaiting(0)...)})
	return nil
}

// acceptOne accepts a submission as part of a batch and returns how many were.
func (t *turn) acceptOne(id plan.MatterID) int {
	m, ok := t.decidable(id)
	t.ack = ""
	if !ok || m.Kind != plan.Submission || !t.batch(id) {
		return 0
	}
	t.v.Record(plan.MatterSettled{ID: id, State: plan.Agreed, Day: t.today, Counted: m.Raised})
	t.changed[m.Assignment] = true
	return 1
}

// decidedInWords reads "nhận 1, 3", "trả 2 thiếu minh chứng", "đồng ý", "không
// đồng ý vì …": the equivalents of the decision buttons, as an answer to a
// list or to one matter.
func (t *turn) decidedInWords(text string) (bool, error) {
	receipt, ok := t.repliedTo()
	if !ok {
		return false, nil
	}
	verb, numbers, words := readDecision(text)
	if verb == "" {
		return false, nil
	}
	var ids []plan.MatterID
	if receipt.Subject.Kind > plan.Perform {
		ids = append(ids, plan.MatterID(receipt.Subject.Subject))
	}
	for _, n := range numbers {
		if duty, found := lineOf(receipt, n); found && duty.Kind > plan.Perform {
			ids = append(ids, plan.MatterID(duty.Subject))
		}
	}
	if len(ids) == 0 {
		return false, nil
	}
	if verb == "accept" && len(ids) > 1 {
		n := 0
		for _, id := range ids {
			n += t.acceptOne(id)
		}
		t.say(textAcceptedMany.html(t.lang, n))
		return true, nil
	}
	for _, id := range ids {
		if err := t.decideByVerb(id, verb, words); err != nil {
			return true, err
		}
	}
	return true, nil
}

func (t *turn) decideByVerb(id plan.MatterID, verb, words string) error {
	m := t.r.Matters.Get(id)
	switch {
	case verb == "accept" && m.Kind == plan.Submission:
		return t.accept(id, false)
	case verb == "accept" && m.Kind == plan.Extension:
		return t.approve(id, words, false)
	case verb == "accept":
		return t.decide(id, plan.Agreed, words, false)
	case words == "":
		return t.askWords(map[plan.MatterKind]string{
			plan.Submission: "return", plan.Extension: "refuse", plan.Handback: "keep",
		}[m.Kind], id, 0)
	}
	return t.decide(id, plan.Refused, words, false)
}

// decisionVerbs are the words that begin a decision, folded; the longer first.
var decisionVerbs = []struct{ words, verb string }{
	{"khong dong y", "refuse"}, {"chua dong y", "refuse"}, {"khong duyet", "refuse"},
	{"tra lai", "refuse"}, {"tu choi", "refuse"}, {"khong nhan", "refuse"}, {"tra", "refuse"},
	{"dong y", "accept"}, {"xac nhan", "accept"}, {"chap thuan", "accept"},
	{"duyet", "accept"}, {"nhan", "accept"},
}

// readDecision splits a decision in words into verb, line numbers and reason.
func readDecision(text string) (verb string, numbers []int, words string) {
	folded := viet.Fold(text)
	for _, v := range decisionVerbs {
		if folded != v.words && !strings.HasPrefix(folded, v.words+" ") && !strings.HasPrefix(folded, v.words+":") {
			continue
		}
		fields := strings.Fields(text)[len(strings.Fields(v.words)):]
		for len(fields) > 0 {
			n, ok := lineNumber(fields[0])
			if !ok {
				break
			}
			numbers = append(numbers, n...)
			fields = fields[1:]
		}
		return v.verb, numbers, strings.Join(fields, " ")
	}
	return "", nil, ""
}

// lineNumber reads "1", "1," or "1,3"; "và" joins nothing.
func lineNumber(word string) ([]int, bool) {
	if viet.Fold(word) == "va" {
		return nil, true
	}
	var out []int
	for part := range strings.SplitSeq(strings.Trim(word, ",;:."), ",") {
		n := 0
		for _, r := range part {
			if r < '0' || r > '9' || n > 99 {
				return nil, false
			}
			n = n*10 + int(r-'0')
		}
		if part == "" {
			return nil, false
		}
		out = append(out, n)
	}
	return out, len(out) > 0
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
