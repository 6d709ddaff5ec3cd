package bot

import (
	"dondoc/plan"
	"dondoc/viet"
)

// withoutEvidence reports whether a submission is one that the office wrote down
// and can neither accept nor return yet: nothing shows it.
func withoutEvidence(m plan.Matter) bool {
	return m.Kind == plan.Submission && m.OnBehalf && !m.Evidence
}

// provable reports whether the person may add what shows a completion: the
// office, to what it wrote down for a unit; else the short answer says why not.
func (t *turn) provable(id plan.MatterID) (plan.Matter, bool) {
	m := t.r.Matters.Get(id)
	office := t.isOffice() && t.may(plan.Report, t.matterScope(m))
	switch {
	case m.Assignment == 0:
		t.ack = textOldButton.plain(t.lang, none{})
	case office && !m.State.Open():
		t.ack = t.decidedWords(id)
	case !office || m.Kind != plan.Submission || !m.OnBehalf:
		t.ack = textRefused.plain(t.lang, "forbidden")
	default:
		return m, true
	}
	return m, false
}

// askEvidence asks the office for what shows a completion.
func (t *turn) askEvidence(id plan.MatterID) error {
	if _, ok := t.provable(id); !ok {
		return t.refuse()
	}
	return t.ask("evidence", id, 0)
}

// addEvidence takes the number of a document, or a file, as what shows a
// completion that the office wrote down for a unit; then it can be accepted.
func (t *turn) addEvidence(id plan.MatterID, words string) error {
	m, ok := t.provable(id)
	if !ok {
		return t.refuse()
	}
	item := viet.Item{Intent: viet.Done, Confidence: viet.Sure}
	if read := viet.ParseReply("xong, "+words, viet.Context{Today: t.said}).Items; words != "" && len(read) == 1 {
		item.Document, item.Date, item.DateKind = read[0].Document, read[0].Date, read[0].DateKind
	}
	if item.Document == "" && t.u.File == nil {
		return t.askEvidence(id)
	}
	item.Text = orElse(t.text(m.Text), words)
	if words != "" && words != item.Text {
		item.Text += "; " + words
	}
	if _, did := t.judge(m.Assignment, item, true); did != nil {
		t.put("did/"+t.messageKey(), []applied{*did})
	}
	if now := t.r.Assignments.Get(m.Assignment).Submission; now != 0 {
		t.answer(t.matterCard(now))
	}
	return nil
}
