package bot

import (
	"dondoc/plan"
	"dondoc/viet"
)

// valueSaid reads the one percent that a unit's objection names; false when it
// names none, or leaves any doubt.
func (t *turn) valueSaid(m plan.Matter) (viet.Item, bool) {
	read := viet.ParseReply(t.text(m.Text), viet.Context{Today: m.Raised, AskedPercent: true}).Items
	if m.Kind != plan.Question || len(read) != 1 || !read[0].HasPercent || read[0].Percent >= 100 {
		return viet.Item{}, false
	}
	return viet.Item{Intent: viet.Progress, Confidence: viet.Sure, HasPercent: true, Percent: read[0].Percent, Text: t.text(m.Text)}, true
}

// recordIt records what the unit says instead of what the office had; a
// completion that was accepted is opened again for it.
func (t *turn) recordIt(id plan.MatterID) error {
	m, ok := t.decidable(id, false)
	if !ok {
		return t.refuse()
	}
	item, ok := t.valueSaid(m)
	a := t.r.Assignments.Get(m.Assignment)
	if !ok || !a.State.Live() {
		t.ack = textOldButton.plain(t.lang, none{})
		return nil
	}
	if a.State == plan.Done {
		t.v.Record(plan.Corrected{Assignment: m.Assignment, Day: t.today, Reopen: true})
		t.warnFirst(m.Assignment)
	}
	t.judge(m.Assignment, item, true)
	t.v.Record(plan.MatterSettled{ID: id, State: plan.Agreed, Day: t.today, Answer: t.keep(itoa(item.Percent) + "%")})
	t.decided(id, dueSaid{})
	return nil
}
