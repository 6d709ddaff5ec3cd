package bot

import (
	"dondoc/plan"
	"dondoc/viet"
)

// pending is an item whose task was not clear, kept until a button names it.
type pending struct {
	Item  viet.Item           `json:"item"`
	Said  int64               `json:"said"`
	From  string              `json:"from"` // key of the message's applied lines
	Among []plan.AssignmentID `json:"among"`
	File  *File               `json:"file,omitempty"`
	Album string              `json:"album,omitempty"`
}

// reported reads a message as a report on the person's own duties.
func (t *turn) reported(text string) error {
	if len(t.r.UnitsOf(t.person)) == 0 {
		if items := viet.ParseReply(text, t.context()).Items; len(items) == 1 {
			if q, ok := questionOf(items[0]); ok {
				t.questioned(q, about{}, items[0], t.messageKey(), 0)
				return nil
			}
		}
		t.say(textNotUnderstood.html(t.lang, notUnderstoodArgs{Leader: t.isLeader(), Nobody: len(t.r.PostsOf(t.person)) == 0}))
		return nil
	}
	return t.report(text, t.messageKey(), false)
}

// messageKey is under what the applied lines of this update are kept: by
// message, so that an edit finds them, or by update for a button.
func (t *turn) messageKey() string {
	if t.u.Kind == Pressed {
		return "u" + itoa(int(t.u.ID))
	}
	return "m" + itoa(t.u.Message)
}

func (t *turn) report(text, key string, behalf bool) error {
	text, t.periods = t.readPeriods(text)
	reply := viet.ParseReply(text, t.context())
	if t.u.File != nil && text == "" {
		return t.fileAlone()
	}
	if reply.Intent == viet.Greeting {
		return t.tasks("")
	}
	if onlyReceipts(reply) {
		if done, err := t.acknowledged(reply.Items[0], behalf); done || err != nil {
			return err
		}
	}
	var lines []understood
	var did []applied
	for i, item := range reply.Items {
		for _, about := range t.about(item) {
			l, d, err := t.follow(about, item, key, i, behalf)
			if err != nil {
				return err
			}
			lines = append(lines, l...)
			did = append(did, d...)
		}
	}
	t.sayBack(lines, did, key)
	return nil
}

// context tells the parser what it can know about an answer.
func (t *turn) context() viet.Context {
	c := viet.Context{Today: t.said}
	if receipt, ok := t.repliedTo(); ok {
		if s := t.subjects(receipt); len(s) == 1 {
			c.Due, c.AskedDone = t.r.Assignments.Get(s[0]).Due, true
		}
	} else if only := t.only(); only != 0 {
		c.Due = t.r.Assignments.Get(only).Due
	}
	return c
}

// follow records an item of what it is about, or asks.
func (t *turn) follow(a about, item viet.Item, key string, index int, behalf bool) ([]understood, []applied, error) {
	if q, ok := questionOf(item); ok && !behalf {
		t.questioned(q, a, item, key, index)
		return nil, nil, nil
	}
	asks := item.Intent == viet.Question || item.Intent == viet.Unclear
	if asks && len(a.assignments) > 1 {
		a.choose = a.assignments // one question, not one for each
	}
	switch {
	case a.problem == disagreement || len(a.choose) > 0:
		t.choose(a, item, key, index)
		return nil, nil, nil
	case a.problem == notClear:
		t.say(textNotUnderstood.html(t.lang, notUnderstoodArgs{}), []outButton{button(textButtonTasks.plain(t.lang, none{}), "tasks")})
		return nil, nil, nil
	case a.problem == nothingOpen:
		t.say(textNothingOpen.html(t.lang, none{}))
		return nil, nil, nil
	case a.problem != "":
		return []understood{{Code: a.ref, What: "ref_" + string(a.problem)}}, nil, nil
	}
	var lines []understood
	var did []applied
	for _, id := range a.assignments {
		if t.settled[id] {
			continue
		}
		switch {
		case asks && t.givesValue(id, item):
		case asks && t.u.File != nil:
			if err := t.fileFor(id); err != nil {
				return nil, nil, err
			}
			continue
		case asks:
			t.askHow(id, item)
			continue
		}
		line, d := t.judge(id, item, behalf)
		lines = append(lines, line)
		if d != nil {
			did = append(did, *d)
		}
	}
	return lines, did, nil
}

// choose asks which task an item is about; the answer is a button, or the
// code in words.
func (t *turn) choose(a about, item viet.Item, key string, index int) {
	name := "pending/" + key + "/" + itoa(index)
	t.fileWaits()
	t.put(name, pending{Item: item, Said: int64(t.said), From: key, Among: a.choose, File: t.u.File, Album: t.u.Album})
	args := chooseArgs{Words: viet.TrimUTF16(item.Text, 120)}
	var buttons []outButton
	for i, id := range a.choose {
		if i == 8 {
			args.More = len(a.choose) - 8
			break
		}
		assignment := t.r.Assignments.Get(id)
		task := t.r.Tasks.Get(assignment.Task)
		line := chooseLine{Code: task.Code, Title: t.titleOf(assignment), Due: t.dueWords(assignment.Due)}
		if t.acrossPlans(id, a.choose) {
			line.Code += " " + t.planTag(assignment.Task)
		}
		args.Lines = append(args.Lines, line)
		buttons = append(buttons, button(t.choice(id, a.choose), "which", keyNumber(key), uint64(index), uint64(id)))
	}
	t.say(textWhichTask.html(t.lang, args), rows(4, buttons...)...)
}

// askHow asks how one task stands, with its card's buttons: nothing is guessed.
func (t *turn) askHow(id plan.AssignmentID, item viet.Item) {
	if item.DateKind == viet.MentionedDate && item.Date > t.said {
		t.askDate(id, item)
		return
	}
	card := t.card(id)
	if item.WithoutRefs() == "" { // a code alone opens the card
		t.answer(card)
		return
	}
	card.Message.HTML = textHowIsIt.html(t.lang, howArgs{Words: viet.TrimUTF16(item.Text, 120)}) + "\n\n" + card.Message.HTML
	t.answer(card)
}

// askDate asks what a date alone means.
func (t *turn) askDate(id plan.AssignmentID, item viet.Item) {
	a := t.r.Assignments.Get(id)
	args := dateArgs{Code: t.r.Tasks.Get(a.Task).Code, Date: t.day(item.Date)}
	buttons := []outButton{button(textPromise.plain(t.lang, args.Date), "promise", uint64(id), uint64(item.Date))}
	if a.Due != 0 && item.Date > a.Due {
		buttons = append(buttons, button(textAskUntil.plain(t.lang, args.Date), "extend", uint64(id), uint64(item.Date)))
	}
	t.answer(reply{
		Message: messageOf(textWhatDate.html(t.lang, args), rows(1, buttons...)...),
		Subject: plan.Duty{Kind: plan.Perform, Subject: uint32(id)},
	})
}
