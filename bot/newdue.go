package bot

import (
	"strings"

	"dondoc/plan"
	"dondoc/viet"
	"dondoc/workday"
)

// A direction in answer to an obstacle may move the due date: as proposed, or
// by its own words. Only what is plainly an order moves it at once; a date that
// is merely named is offered as a button.

// proposedDue is the new due date that a proposal for an assignment names, zero
// when it names none.
func (t *turn) proposedDue(id plan.AssignmentID, words string) workday.Date {
	found := viet.ParseNewDue(words, t.said)
	if found.How < viet.Postponed || !t.mayMove(id, found.Date) {
		return 0
	}
	return found.Date
}

// dueSaid is what the words of a direction say of the due date; zero is
// nothing.
type dueSaid struct {
	moves workday.Date // they move it to that day
	offer workday.Date // they name a day without saying that it is the due date
	stale bool         // they agree to a day that can be none any more
}

// directedDue reads the words of a direction; none agree to the proposal.
func (t *turn) directedDue(m plan.Matter, words string) (said dueSaid) {
	found := viet.ParseNewDue(words, t.said)
	other := found.How >= viet.Postponed && found.Date != m.Date
	switch {
	case !other && t.agreesAsProposed(m, words):
		said.moves, said.stale = m.Date, m.Date != 0 && !t.mayMove(m.Assignment, m.Date)
	case found.How == viet.Ordered:
		said.moves = found.Date
	default:
		said.offer = found.Date
	}
	if !t.mayMove(m.Assignment, said.moves) {
		said.moves = 0
	}
	if !t.mayMove(m.Assignment, said.offer) {
		said.offer = 0
	}
	return said
}

// agreesAsProposed reports whether the first words of an answer agree to what
// was proposed, as "đồng ý", "Giám đốc đồng ý như đề xuất tại giao ban 27/3";
// not when they name another day.
func (t *turn) agreesAsProposed(m plan.Matter, words string) bool {
	if words == "" {
		return true
	}
	head := words
	if i := strings.IndexAny(words, ",;.(\n"); i >= 0 {
		head = words[:i]
	}
	if named := viet.ParseNewDue(head, t.said).Date; named != 0 && named != m.Date {
		return false
	}
	before, after, ok := strings.Cut(" "+viet.Fold(head)+" ", " dong y ")
	if !ok || strings.Contains(before+" ", " khong ") || strings.Contains(before+" ", " chua ") {
		return false
	}
	after = strings.TrimSpace(after)
	for phrase := range asProposed {
		if strings.HasPrefix(after+" ", phrase+" ") {
			return true
		}
	}
	return after == ""
}

// mayMove reports whether an assignment's due date can be put off to a day.
func (t *turn) mayMove(id plan.AssignmentID, date workday.Date) bool {
	a := t.r.Assignments.Get(id)
	endless := t.r.Tasks.Get(a.Task).Deadline().Kind == workday.Continuous
	return a.State.Open() && date > t.today && date > a.Due && !(a.Due == 0 && endless)
}

// moveDue records that the answer to an obstacle moves the due date. A request
// for less than that is overtaken.
func (t *turn) moveDue(id plan.MatterID, date workday.Date, behalf bool) {
	assignment := t.r.Matters.Get(id).Assignment
	a := t.r.Assignments.Get(assignment)
	if a.Request != 0 && t.r.Matters.Get(a.Request).Date <= date {
		t.v.Record(plan.MatterSettled{ID: a.Request, State: plan.Withdrawn, Day: t.today})
	}
	t.v.Record(plan.DateDirected{Assignment: assignment, Matter: id, Day: t.today, Due: date, OnBehalf: behalf})
	t.changed[assignment] = true
}

// offerDue asks whether a date that the answer named is a new due date: a
// button, or "đặt hạn" next.
func (t *turn) offerDue(id plan.MatterID, offer workday.Date) []outButton {
	t.form(form{Kind: "newdue", Matter: id, Date: offer})
	return []outButton{button(textButtonSetDue.plain(t.lang, t.day(offer)), "setdue", uint64(id), uint64(offer))}
}

// setsDue are the words that take the offer of a new due date.
var setsDue = map[string]bool{"dat han": true, "dat han moi": true, "dung": true, "dung roi": true, "co": true}

// answeredNewDue takes what is said next as the answer to that offer, or as an
// order of another day; anything else is not about it.
func (t *turn) answeredNewDue(f form, text string) (bool, error) {
	date := f.Date
	if found := viet.ParseNewDue(text, t.said); found.How == viet.Ordered {
		date = found.Date
	} else if !setsDue[viet.Fold(strings.Trim(text, " .!"))] {
		t.put("ask", nil)
		return false, nil
	}
	if err := t.setDue(f.Matter, date); err != nil {
		return true, err
	}
	return true, t.refuse()
}

// setDue moves the due date to one that the answer to an obstacle has named.
func (t *turn) setDue(id plan.MatterID, date workday.Date) error {
	m := t.r.Matters.Get(id)
	scope := t.matterScope(m)
	behalf := t.isOffice() && !t.may(plan.DirectWork, scope)
	scope.OnBehalf = behalf
	switch {
	case m.Kind != plan.Obstacle || m.State != plan.Agreed:
		t.ack = textOldButton.plain(t.lang, none{})
		return nil
	case !t.may(plan.DirectWork, scope):
		t.ack = textRefused.plain(t.lang, "forbidden")
		return nil
	case m.Date == date && date != 0:
		t.ack = textDueSet.plain(t.lang, t.day(date))
		return nil
	case !t.mayMove(m.Assignment, date):
		t.ack = textOldButton.plain(t.lang, none{})
		return nil
	}
	t.moveDue(id, date, behalf)
	t.tellOutcome(id, "/"+date.String())
	if behalf {
		t.tellLeader(id, "/"+date.String())
	}
	t.changeCard(m.Assignment, textDecided.html(t.lang, t.matterArgs(id)))
	return nil
}

// tellOutcome owes the unit what became of a matter, unless a notice of it that
// has not gone out yet will say so. The key of a second one gets a suffix.
func (t *turn) tellOutcome(id plan.MatterID, again string) {
	m := t.r.Matters.Get(id)
	key := "outcome/" + itoa(int(id))
	for _, n := range t.v.Queue() {
		if n.State == plan.Queued && strings.HasPrefix(n.Key, key+"/") {
			return
		}
	}
	head := t.r.HeadOf(t.r.Assignments.Get(m.Assignment).Unit)
	t.notify(head, plan.OutcomeClass, "outcome", plan.DutyOf(id, m), key+again, nil)
}
