package bot

import (
	"encoding/json"
	"fmt"

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
	Versions []uint8    `json:"versions,omitempty"`
	News     []newsSaid `json:"news,omitempty"`
}

// saying completes a digest as it goes out by its text and buttons, and keeps
// what it says.
func (t *turn) saying(said digestSaid, out outbox.Rendered) (outbox.Rendered, error) {
	var err error
	if out.Said, err = json.Marshal(said); err != nil {
		return outbox.Rendered{}, fmt.Errorf("bot: what a digest says: %w", err)
	}
	said.Args.News = t.newsLines(said.News[:min(len(said.News), newsShown)])
	said.Args.MoreNews = len(said.News) - len(said.Args.News)
	out.Message = messageOf(textDigest.html(t.lang, said.Args), t.digestButtons(said, out.Lines)...)
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
	return t.saying(said, outbox.Rendered{Lines: receipt.Lines})
}

// lineAgain changes a line of a digest of a day to what was answered since;
// while nothing was, only a due date that has moved meanwhile.
func (t *turn) lineAgain(line *digestLine, duty plan.Duty, version uint8, day workday.Date) {
	a := t.r.Assignments.Get(t.r.Assignment(duty))
	switch {
	case a.Waiting() || !a.State.Open() || a.Updated >= day:
		line.Answered, line.Others = t.stateWords(a), max(0, line.Continuous-1)
	case a.Version != version:
		line.Due, line.Late, line.Today, line.Rises = t.dueWords(a.Due), t.late(a.Due), a.Due == t.today, ""
	}
}

// digestButtons are the buttons under a digest whose lines are numbered so.
func (t *turn) digestButtons(said digestSaid, lines []plan.NumberedDuty) [][]outButton {
	var out [][]outButton
	standing := said.Args.Office || said.Args.Leader
	if standing {
		out = append(out, t.groupButtons(said.Args.Counts)...)
	}
	var numbers []outButton
	for _, line := range lines {
		numbers = append(numbers, button(itoa(line.Number), "card", uint64(t.r.Assignment(line.Duty))))
	}
	if len(lines) == 1 && !standing && said.Args.Lines[0].Answered == "" && said.Args.Lines[0].Continuous <= 1 {
		id := t.r.Assignment(lines[0].Duty)
		out = append(out, t.answerButtons(id, t.r.Assignments.Get(id))...)
	} else {
		out = append(out, rows(5, numbers...)...)
	}
	out = append(out, t.wrongButtons(said.News[:len(said.Args.News)])...)
	if n := said.Args.MoreNews; n > 0 {
		out = append(out, []outButton{button(textButtonMoreNews.plain(t.lang, n), "news")})
	}
	switch {
	case said.Args.Rest > 0:
		out = append(out, []outButton{button(textButtonMore.plain(t.lang, said.Args.Rest), "tasks")})
	case said.Args.Edited:
		out = append(out, []outButton{button(textButtonTasks.plain(t.lang, none{}), "tasks")})
	}
	return out
}
