package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"dondoc/plan"
	"dondoc/store"
	"dondoc/viet"
)

// maxText is the length in UTF-16 units up to which a message is read: that of
// the longest that Telegram lets anybody send.
const maxText = 4096

// maxAck is the length of the short answer to a button that Telegram takes.
const maxAck = 200

// Receive makes one Do of a batch of updates: what each says, and what is
// answered, becomes durable together. An error means that nothing of the
// batch may be confirmed to Telegram.
func (b *Bot) Receive(ctx context.Context, updates []Update) ([]Ack, error) {
	commands := make([]store.Command, len(updates))
	for i, u := range updates {
		commands[i] = b.command(u)
	}
	return b.do(ctx, updates, commands)
}

// do runs one command for each update and gives the short answers to buttons.
func (b *Bot) do(ctx context.Context, updates []Update, commands []store.Command) ([]Ack, error) {
	var acks []Ack
	for i, result := range b.o.Store.Do(ctx, commands) {
		if errors.Is(result.Err, store.ErrNotDurable) || errors.Is(result.Err, store.ErrClosed) {
			return nil, result.Err
		}
		if result.Err != nil {
			b.o.Log.Error("update put aside", "update", updates[i].ID, "error", result.Err)
		}
		if updates[i].Callback != "" {
			ack, _ := result.Value.(string)
			acks = append(acks, Ack{Callback: updates[i].Callback, Text: viet.TrimUTF16(ack, maxAck)})
		}
	}
	return acks, nil
}

func onceOf(u Update) string { return "update/" + strconv.FormatInt(u.ID, 10) }

// command is one update as the writer runs it.
func (b *Bot) command(u Update) store.Command {
	unreadable := ""
	switch {
	case u.Kind == Unread:
		unreadable = "could not be decoded"
	case viet.UTF16Len(u.Text) > maxText:
		unreadable = "too long"
	default:
		u.Text = viet.Clean(u.Text)
	}
	return store.Command{
		Once: onceOf(u),
		Run: func(v *store.View) (store.Outcome, error) {
			if unreadable != "" {
				b.o.Log.Error("update put aside", "update", u.ID, "error", unreadable)
				return b.aside(v, u, textNotHandled, unreadable), nil
			}
			t := b.turn(v, u)
			if err := t.handle(); err != nil {
				return store.Outcome{}, err
			}
			t.showChanges()
			t.out.Value = t.ack
			return t.out, nil
		},
		Else: func(v *store.View, err error) store.Outcome {
			return b.aside(v, u, textFailed, err.Error())
		},
	}
}

// handle does what the update asks.
func (t *turn) handle() error {
	switch t.u.Kind {
	case Other:
		return nil
	case Blocked:
		if t.person != 0 {
			out, err := t.b.Unreachable(t.v, t.person)
			t.out = out
			return err
		}
		return nil
	}
	if !t.u.Private {
		return nil
	}
	if t.person == 0 || t.r.People.Get(t.person).State == plan.Left {
		return t.stranger()
	}
	t.heard()
	switch t.u.Kind {
	case Said:
		return t.message(t.u.Text)
	case Edited:
		if secret(t.u.Text) {
			t.say(textSecret.html(t.lang, none{}))
			return nil
		}
		return t.edited()
	case Pressed:
		p, ok := readPress(t.u.Data)
		if !ok {
			t.ack = textOldButton.plain(t.lang, none{})
			return nil
		}
		return t.pressed(p)
	}
	return nil
}

// heard notes the person's first sign of the day, and that they can be
// reached again.
func (t *turn) heard() {
	p := t.r.People.Get(t.person)
	if p.Heard < t.today {
		t.v.Record(plan.Heard{Person: t.person, Day: t.today})
	}
	if p.Unreachable != 0 {
		t.v.Record(plan.PersonChanged{Person: t.person, Found: true})
	}
}

// message handles what was said: a command, the answer to an open question, a
// decision in words, or a report.
func (t *turn) message(text string) error {
	if secret(text) {
		t.say(textSecret.html(t.lang, none{}))
		return nil
	}
	if text == "" && t.u.File == nil {
		t.say(textOnlyText.html(t.lang, none{}))
		return nil
	}
	name, args, command := readCommand(text, t.b.username())
	if !(command && name == "start") && t.r.People.Get(t.person).State == plan.Provisional && len(t.r.PostsOf(t.person)) == 0 {
		t.say(textNotConfirmed.html(t.lang, none{}))
		return nil
	}
	if command {
		if !stops(name, args) {
			t.leaveFor(name)
		}
		return t.commanded(name, args)
	}
	if t.planFile(text) {
		return t.readFile(*t.u.File, "")
	}
	if t.stopped(text) {
		return nil
	}
	if f, ok := t.asked(); ok {
		if done, err := t.answered(f, text); done || err != nil {
			return err
		}
	}
	if t.answeredTargets(text) {
		return nil
	}
	if done, err := t.decidedInWords(text); done || err != nil {
		return err
	}
	if done, err := t.officeWords(text); done || err != nil {
		return err
	}
	return t.reported(text)
}

// secret reports whether a line of the text is nothing but a stamp of secrecy.
func secret(text string) bool {
	for line := range linesOf(text) {
		switch viet.Fold(line) {
		case "mat", "toi mat", "tuyet mat":
			if line == upper(line) {
				return true
			}
		}
	}
	return false
}

// Unreachable records that nothing can be delivered to a person, and owes the
// office an alarm.
func (b *Bot) Unreachable(v *store.View, person plan.PersonID) (store.Outcome, error) {
	t := b.turn(v, Update{})
	if p := t.r.People.Get(person); p.Unreachable != 0 || p.State == plan.Named {
		return t.out, nil
	}
	v.By = 0
	v.Record(plan.PersonChanged{Person: person, Lost: t.today})
	key := fmt.Sprintf("unreachable/%d/%s", person, t.today)
	for _, post := range t.r.OfficePosts() {
		t.notify(post, plan.AlarmClass, "unreachable", plan.Duty{}, key, unreachableArgs{Person: person})
	}
	return t.out, nil
}

type unreachableArgs struct {
	Person plan.PersonID `json:"person"`
}
