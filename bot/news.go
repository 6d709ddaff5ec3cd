package bot

import (
	"encoding/json"

	"dondoc/plan"
	"dondoc/scheduler"
	"dondoc/viet"
)

// newsShown is how many pieces of news a digest names; the others are counted
// and one press away.
const newsShown = 5

// newsPage is how many of them a page of their list has.
const newsPage = 8

// newsSaid is a piece of news with the state that was told.
type newsSaid struct {
	Kind       scheduler.NewsKind
	Assignment plan.AssignmentID
	State      string
}

func (t *turn) newsLines(news []newsSaid) []newsArgs {
	var out []newsArgs
	for _, n := range news {
		label := t.label(n.Assignment)
		out = append(out, newsArgs{Kind: newsNames[n.Kind], Code: label.Code, Title: label.Title, State: n.State, Unit: label.Unit})
	}
	return out
}

var newsNames = map[scheduler.NewsKind]string{
	scheduler.Accepted: "accepted", scheduler.Recorded: "recorded", scheduler.Withdrawn: "withdrawn", scheduler.Decided: "decided",
}

// ruling words what a leader decided.
func (t *turn) ruling(id plan.MatterID) string {
	m := t.r.Matters.Get(id)
	args := t.matterArgs(id)
	args.By, args.Answer = t.name(m.AnsweredBy), viet.TrimUTF16(t.text(m.Answer), 80)
	for _, post := range t.r.PostsOf(m.AnsweredBy) {
		if role := t.r.Posts.Get(post).Role; role == plan.Director || role == plan.Deputy {
			args.By = t.r.Posts.Get(post).Title
			break
		}
	}
	return textRuling.plain(t.lang, args)
}

// rulingButtons open the cards of what leaders decided.
func (t *turn) rulingButtons(news []newsSaid) [][]outButton {
	var out []outButton
	seen := map[plan.AssignmentID]bool{}
	for _, n := range news {
		if n.Kind == scheduler.Decided && !seen[n.Assignment] {
			seen[n.Assignment] = true
			out = append(out, button(t.label(n.Assignment).Code, "card", uint64(n.Assignment)))
		}
	}
	return rows(4, out...)
}

// wrongButtons object to what the office recorded; not of the assignment whose
// answers stand above them, of which that is one.
func (t *turn) wrongButtons(news []newsSaid, answered plan.AssignmentID) [][]outButton {
	var out []outButton
	for _, n := range news {
		if n.Kind == scheduler.Recorded && n.Assignment != answered {
			label := textButtonWrongOf.plain(t.lang, t.label(n.Assignment).Code)
			out = append(out, button(label, "wrong", uint64(n.Assignment)))
		}
	}
	return rows(2, out...)
}

// news is "/news": all that the last digest with news told, beyond what it had
// room for.
func (t *turn) news(string) error {
	for _, receipt := range t.v.Digests(t.person, 10) {
		if news := newsOf(receipt); len(news) > 0 {
			t.listNews(receipt, news, 0)
			return nil
		}
	}
	t.say(textNews.html(t.lang, newsListArgs{}))
	return nil
}

// pressedNews lists the news of the digest that a button names, or under which
// it stands. Of one whose receipt a crash has lost it is that of the last.
func (t *turn) pressedNews(message, from int) error {
	if message == 0 {
		message = t.u.Message
	}
	receipt, ok := t.v.Receipt(t.u.Chat, message)
	news := newsOf(receipt)
	if !ok || receipt.To != t.person || from >= len(news) {
		return t.news("")
	}
	t.listNews(receipt, news, from)
	return nil
}

// newsOf returns the news that a message told.
func newsOf(receipt plan.Receipt) []newsSaid {
	var said digestSaid
	if len(receipt.Said) == 0 || json.Unmarshal(receipt.Said, &said) != nil {
		return nil
	}
	return said.News
}

// listNews shows a page of the news of a digest, with a card for each.
func (t *turn) listNews(receipt plan.Receipt, news []newsSaid, from int) {
	shown := news[from:min(from+newsPage, len(news))]
	args := newsListArgs{Day: t.day(receipt.Day), Total: len(news), Lines: t.newsLines(shown)}
	var m reply
	var numbers []outButton
	for i, n := range shown {
		args.Lines[i].Number = from + i + 1
		duty := plan.Duty{Kind: plan.Perform, Subject: uint32(n.Assignment)}
		m.Lines = append(m.Lines, plan.NumberedDuty{Number: from + i + 1, Duty: duty})
		numbers = append(numbers, button(itoa(from+i+1), "card", uint64(n.Assignment)))
	}
	buttons := append(rows(4, numbers...), t.wrongButtons(shown, 0)...)
	if rest := len(news) - from - len(shown); rest > 0 {
		label := textButtonNextPage.plain(t.lang, rest)
		buttons = append(buttons, []outButton{button(label, "news", uint64(receipt.Message), uint64(from+newsPage))})
	}
	m.Message = messageOf(textNews.html(t.lang, args), buttons...)
	t.showed("tasks", m.Lines)
	t.browse(m)
}
