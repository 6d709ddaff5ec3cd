package bot

import (
	"dondoc/plan"
	"dondoc/viet"
)

// withoutEvidence reports whether a submission is one that the office wrote down
// and cannot accept yet: nothing shows it.
func withoutEvidence(m plan.Matter) bool {
	return m.Kind == plan.Submission && m.OnBehalf && !m.Evidence
}

// addEvidence takes the number of a document, or a file, as what shows a
// completion that the office wrote down for a unit; then it can be accepted.
func (t *turn) addEvidence(id plan.MatterID, words string) error {
	m, ok := t.decidable(id)
	if !ok || m.Kind != plan.Submission {
		return t.refuse()
	}
	item := viet.Item{Intent: viet.Done, Confidence: viet.Sure}
	if read := viet.ParseReply("xong, "+words, viet.Context{Today: t.said}).Items; words != "" && len(read) == 1 {
		item.Document, item.Date, item.DateKind = read[0].Document, read[0].Date, read[0].DateKind
	}
	if item.Document == "" && t.u.File == nil {
		return t.askWords("evidence", id, 0)
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
