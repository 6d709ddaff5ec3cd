package bot

import (
	"encoding/json"
	"fmt"
	"slices"

	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/scheduler"
	"dondoc/workday"
)

// digestSaid is what a digest said, kept with its receipt: when the message is
// changed to show what was answered, everything else stays as it was told.
type digestSaid struct {
	Lang string     `json:"lang"`
	Args digestArgs `json:"args"`
	// Versions are those of the due dates, line by line.
	Versions []uint8 `json:"versions,omitempty"`
	// Quick are the answers that one press can give, in the order of the lines.
	Quick []quickAnswer `json:"quick,omitempty"`
	News  []newsSaid    `json:"news,omitempty"`
}

// quickAnswer is a button under a digest that answers one of its lines: that
// nothing has changed, or that new work was received.
type quickAnswer struct {
	Number   int
	Received bool `json:",omitzero"`
}

// quickShown is how many quick answers stand under a digest at a time.
const quickShown = 2

// quickAnswers are those for the lines of a unit head's digest that one press
// can answer truly: new work, and work under way that is not due yet. What is
// due asks how it stands.
func (t *turn) quickAnswers(d scheduler.Digest) []quickAnswer {
	if d.Office || d.Leader || len(d.Lines) < 2 {
		return nil
	}
	var out []quickAnswer
	for _, line := range d.Lines {
		a := t.r.Assignments.Get(line.Assignment)
		dueNow := a.Due != 0 && a.Due <= d.Day
		if line.Continuous == 0 && !dueNow && (line.New || a.State == plan.InProgress && a.Decided == 0 && a.Reopened == 0) {
			out = append(out, quickAnswer{line.Number, line.New})
		}
	}
	return out
}

// quickButtons are the quick answers of the first lines that are not answered
// yet. They carry the day of the digest, since which an answer counts.
func (t *turn) quickButtons(said digestSaid, lines []plan.NumberedDuty, day workday.Date) []outButton {
	var out []outButton
	for _, q := range said.Quick {
		label, action := textButtonQuickSame, "same"
		if q.Received {
			label, action = textButtonQuickReceived, "received"
		}
		line := said.Args.Lines[q.Number-1]
		if line.Answered == "" && line.Returned == "" && len(out) < quickShown {
			id := t.r.Assignment(lines[q.Number-1].Duty)
			out = append(out, button(label.plain(t.lang, q.Number), action, uint64(id), uint64(day)))
		}
	}
	return out
}

// saying completes a digest as it goes out by its text and buttons, and keeps
// what it says.
func (t *turn) saying(said digestSaid, day workday.Date, out outbox.Rendered) (outbox.Rendered, error) {
	var err error
	if out.Said, err = json.Marshal(said); err != nil {
		return outbox.Rendered{}, fmt.Errorf("bot: what a digest says: %w", err)
	}
	said.Args.News = t.newsLines(said.News[:said.Args.fit(len(said.News))])
	said.Args.MoreNews = len(said.News) - len(said.Args.News)
	said.Args.Rest = len(t.others(covered(said, out.Lines, t.r)))
	html := textDigest.html(t.lang, said.Args)
	if said.Args.Brief {
		html = brief(html)
	}
	out.Message = messageOf(html, t.digestButtons(said, out.Lines, day)...)
	return out, nil
}

// digestAgain words a digest that was sent, with what was answered since: the
// numbers stay, and all else that it said. Only what stands for the office or a
// leader is counted anew, while it is the digest of the day.
func (t *turn) digestAgain(n plan.Notice) (outbox.Rendered, error) {
	receipt, ok := t.v.Receipt(t.v.Particulars(n.To).Chat, n.Edit)
	if !ok {
		return outbox.Rendered{}, fmt.Errorf("bot: no receipt of message %d", n.Edit)
	}
	var said digestSaid
	if err := json.Unmarshal(receipt.Said, &said); err != nil {
		return outbox.Rendered{}, fmt.Errorf("bot: what message %d said: %w", n.Edit, err)
	}
	t.lang = said.Lang
	said.Args.Edited, said.Args.Left = true, 0
	for i, line := range receipt.Lines {
		again := &said.Args.Lines[i]
		label := t.label(t.r.Assignment(line.Duty))
		again.Number, again.Code, again.Title = line.Number, label.Code, label.Title
		if t.lineAgain(again, line.Duty, said.Versions[i], receipt.Day); again.Answered == "" {
			said.Args.Left++
		}
	}
	if (t.isOffice() || t.isLeader()) && receipt.Day == t.today {
		t.standingCounts(scheduler.Lines(t.r, t.person, t.v.Now), &said.Args)
	}
	return t.saying(said, receipt.Day, outbox.Rendered{Lines: receipt.Lines})
}

// lineAgain changes a line of a digest of a day to what was answered since;
// while nothing was, only a due date that has moved meanwhile.
func (t *turn) lineAgain(line *digestLine, duty plan.Duty, version uint8, day workday.Date) {
	a := t.r.Assignments.Get(t.r.Assignment(duty))
	if line.Returned = t.returnedOn(a); line.Returned != "" {
		line.New = false
	}
	switch {
	case t.answeredSince(a, day):
		line.Answered, line.Others = t.stateWords(a), max(0, line.Continuous-1)
	case a.Version != version:
		line.Due, line.Late, line.Today, line.Rises = t.dueWords(a.Due), t.overdue(a), a.Due == t.today, ""
	}
}

// answeredSince reports whether a unit need say no more of an assignment that
// it was asked about on a day. What was given back or opened again is to be
// answered again.
func (t *turn) answeredSince(a plan.Assignment, day workday.Date) bool {
	return a.Waiting() || !a.State.Open() || a.Updated >= day && t.returnedOn(a) == "" && a.Reopened == 0
}

// returnedOn words the day on which a completion was given back, when nothing
// was said since; else nothing.
func (t *turn) returnedOn(a plan.Assignment) string {
	if m := t.r.Matters.Get(a.Decided); a.Decided != 0 && returned(m) {
		return t.short(m.Answered)
	}
	return ""
}

// digestButtons are the buttons under the digest of a day.
func (t *turn) digestButtons(said digestSaid, lines []plan.NumberedDuty, day workday.Date) [][]outButton {
	var out [][]outButton
	standing := said.Args.Office || said.Args.Leader
	if standing {
		out = append(out, t.groupButtons(said.Args.Counts)...)
	}
	var numbers []outButton
	for _, line := range lines {
		numbers = append(numbers, button(itoa(line.Number), "card", uint64(t.r.Assignment(line.Duty))))
	}
	answers := plan.AssignmentID(0)
	if len(lines) == 1 && !standing && said.Args.Lines[0].Answered == "" && said.Args.Lines[0].Continuous <= 1 {
		id := t.r.Assignment(lines[0].Duty)
		a := t.r.Assignments.Get(id)
		if a.Flags&plan.OnBehalf != 0 {
			answers = id
		}
		out = append(out, t.answerButtons(id, a)...)
	} else {
		out = append(out, rows(5, numbers...)...)
	}
	out = append(out, rows(2, t.quickButtons(said, lines, day)...)...)
	out = append(out, t.wrongButtons(said.News[:len(said.Args.News)], answers)...)
	out = append(out, t.rulingButtons(said.News[:len(said.Args.News)])...)
	if n := said.Args.MoreNews; n > 0 {
		out = append(out, []outButton{button(textButtonMoreNews.plain(t.lang, n), "news", 0, uint64(len(said.Args.News)))})
	}
	switch {
	case said.Args.Rest > 0:
		out = append(out, []outButton{button(textButtonMore.plain(t.lang, said.Args.Rest), "others", append([]uint64{0}, covered(said, lines, t.r)...)...)})
	case said.Args.Edited:
		out = append(out, []outButton{button(textButtonTasks.plain(t.lang, none{}), "tasks")})
	}
	return out
}

// covered are what the lines of a digest stand for, as numbers of a button: twice
// the assignment, one more where the line stands for all continuous tasks of the
// assignment's unit.
func covered(said digestSaid, lines []plan.NumberedDuty, r *plan.Register) []uint64 {
	var out []uint64
	for i, line := range lines {
		n := uint64(r.Assignment(line.Duty)) << 1
		if said.Args.Lines[i].Continuous > 0 {
			n |= 1
		}
		out = append(out, n)
	}
	return out
}

// others are the person's open assignments beyond those that are covered.
func (t *turn) others(covered []uint64) []plan.AssignmentID {
	var all []plan.UnitID
	var one []plan.AssignmentID
	for _, n := range covered {
		id := plan.AssignmentID(n >> 1)
		if one = append(one, id); n&1 == 1 {
			all = append(all, t.r.Assignments.Get(id).Unit)
		}
	}
	var out []plan.AssignmentID
	for _, id := range t.open() {
		a := t.r.Assignments.Get(id)
		if !slices.Contains(one, id) && !(slices.Contains(all, a.Unit) && t.continuous(a)) {
			out = append(out, id)
		}
	}
	return out
}
