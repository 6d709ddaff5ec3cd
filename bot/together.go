package bot

import (
	"slices"
	"strings"

	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/store"
	"dondoc/viet"
)

// roomy is the length in UTF-16 units up to which merged notices are told
// whole; of what follows only the first two lines are, so that none is lost.
const roomy = 2500

// together words several notices of a class as one message.
func (b *Bot) together(v *store.View, n plan.Notice) (outbox.Rendered, error) {
	t := b.turn(v, Update{At: v.Now})
	t.person, t.lang = n.To, v.Register.Language(n.To)
	var out outbox.Rendered
	var blocks []string
	var buttons []outButton
	var waiting []plan.MatterID
	add := func(n plan.Notice) error {
		id := t.r.Assignment(n.Subject)
		number := len(out.Lines) + 1
		switch n.Kind {
		case "decision":
			waiting = append(waiting, plan.MatterID(n.Subject.Subject))
			return nil
		case "given":
			blocks = append(blocks, t.givenLine(number, n))
			out.Events = append(out.Events, t.toldNew(n)...)
			out.Lines = append(out.Lines, plan.NumberedDuty{Number: number, Duty: n.Subject})
			buttons = append(buttons, button(itoa(number), "card", uint64(id)))
			return nil
		}
		one, err := b.render(v, n)
		if err != nil {
			return err
		}
		blocks = append(blocks, one.Message.HTML)
		switch n.Kind {
		case "outcome":
			if b := button(t.label(id).Code, "card", uint64(id)); !slices.Contains(buttons, b) {
				buttons = append(buttons, b)
			}
		case "told", "unreachable", "silent":
		default:
			out.Message.Buttons = append(out.Message.Buttons, one.Message.Buttons...)
		}
		return nil
	}
	all := []plan.Notice{n}
	for _, id := range n.With {
		if m, ok := v.Notice(id); ok {
			all = append(all, m)
		}
	}
	for _, m := range all {
		if err := add(m); err != nil {
			return outbox.Rendered{}, err
		}
	}
	if len(waiting) > 0 {
		list := t.matterList(waiting, 0, len(waiting), textWaiting)
		blocks = append([]string{list.Message.HTML}, blocks...)
		out.Message.Buttons = append(list.Message.Buttons, out.Message.Buttons...)
		out.Lines = list.Lines
	}
	out.Message.HTML = joined(blocks)
	if len(out.Lines) > 1 && n.Kind == "given" {
		out.Message.HTML = textTogether.html(t.lang, len(out.Lines)) + "\n\n" + out.Message.HTML
	}
	out.Message.Buttons = append(out.Message.Buttons, rows(5, buttons...)...)
	return out, nil
}

// joined joins blocks with an empty line, the later ones short when there is
// no room.
func joined(blocks []string) string {
	var s strings.Builder
	for i, block := range blocks {
		if i > 0 {
			s.WriteString("\n\n")
		}
		if i > 0 && viet.UTF16Len(s.String()) > roomy {
			lines := strings.SplitN(block, "\n", 3)
			block = strings.Join(lines[:min(len(lines), 2)], "\n")
		}
		s.WriteString(block)
	}
	return s.String()
}

// givenLine is one of several tasks that are told outside the digest.
func (t *turn) givenLine(number int, n plan.Notice) string {
	id := t.r.Assignment(n.Subject)
	label := t.label(id)
	return textGivenLine.html(t.lang, givenLineArgs{
		Number: number, Code: label.Code, Title: label.Title, Due: label.Due, Notice: givenOf(n),
	})
}

type givenLineArgs struct {
	Number           int
	Code, Title, Due string
	Notice           givenNotice
}
