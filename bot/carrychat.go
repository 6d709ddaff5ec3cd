package bot

import (
	"errors"
	"strings"

	"dondoc/plan"
	"dondoc/viet"
)

// carryShown is how many tasks a preview of what is carried names.
const carryShown = 6

// carry is "/carry 06 04": at the year's end the office takes what a plan has
// left open over into another one, after a preview. Without numbers the plans of
// the first and the last year are meant.
func (t *turn) carry(args string) error {
	if !t.may(plan.Manage, plan.Scope{}) {
		return t.forbidden()
	}
	var from, to plan.PlanID
	if said := strings.Fields(args); len(said) == 2 {
		from, to = planByCode(t.r, said[0]), planByCode(t.r, said[1])
	} else if args == "" {
		from, to = t.yearsEnd()
	}
	if from == 0 || to == 0 || from == to {
		t.say(textHowCarry.html(t.lang, t.commandName("carry")))
		return nil
	}
	return t.carried(from, to, false)
}

// yearsEnd returns the only live plan of the first year that has one, and the
// only one of the last; zero when several are meant.
func (t *turn) yearsEnd() (from, to plan.PlanID) {
	for id, p := range t.r.Plans.All() {
		if p.Closed {
			continue
		}
		switch first, last := t.r.Plans.Get(from).Year, t.r.Plans.Get(to).Year; {
		case from == 0:
			from, to = id, id
		case p.Year < first:
			from = id
		case p.Year > last:
			to = id
		}
	}
	for id, p := range t.r.Plans.All() {
		year := p.Year
		if !p.Closed && (id != from && year == t.r.Plans.Get(from).Year || id != to && year == t.r.Plans.Get(to).Year) {
			return 0, 0
		}
	}
	return from, to
}

// carried shows what would be carried from one plan to another, or does it.
func (t *turn) carried(from, to plan.PlanID, apply bool) error {
	if !t.may(plan.Manage, plan.Scope{}) {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return nil
	}
	k, err := t.carrying(CarryOver{From: "#" + itoa(int(from)), To: "#" + itoa(int(to)), Apply: apply})
	if errors.Is(err, ErrNoPlan) {
		t.ack = textOldButton.plain(t.lang, none{})
		if t.u.Kind != Pressed {
			t.say(textHowCarry.html(t.lang, t.commandName("carry")))
		}
		return nil
	}
	if err != nil {
		return err
	}
	args := carryArgs{carriedArgs: k.args, Count: len(k.args.Tasks)}
	args.From, args.To = viet.TrimUTF16(args.From, 80), viet.TrimUTF16(args.To, 80)
	args.Tasks = args.Tasks[:min(len(args.Tasks), carryShown)]
	args.More = args.Count - len(args.Tasks)
	var buttons [][]outButton
	if apply {
		k.apply()
	} else if args.Count > 0 || args.Closes {
		label := textButtonCarry.plain(t.lang, args.Count)
		buttons = append(buttons, []outButton{button(label, "carry", uint64(from), uint64(to))})
	}
	t.change(reply{Message: messageOf(textCarry.html(t.lang, args), buttons...)})
	return nil
}

// carryArgs are of what is carried, as a chat shows it.
type carryArgs struct {
	carriedArgs
	Count, More int
}
