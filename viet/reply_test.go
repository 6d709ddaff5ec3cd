package viet

import (
	"testing"

	"dondoc/workday"
)

type labelledReply struct {
	Text    string
	Intent  Intent
	Percent *int
	Date    workday.Date
}

// Ensure that of the labelled replies enough are read as labelled, and that
// nothing is taken for done that is not.
func TestParseReplyLabelled(t *testing.T) {
	ctx := Context{Today: workday.Of(2026, 11, 23), AskedPercent: true, AskedDone: true}
	lines := sharedLines[labelledReply](t, "replies.jsonl")
	intents, percents, dates := 0, 0, 0
	for _, l := range lines {
		r := ParseReply(l.Text, ctx)
		var got Item
		if len(r.Items) == 1 {
			got = r.Items[0]
		}
		if r.Intent == Done && l.Intent != Done {
			t.Errorf("%q: taken for done", l.Text)
		}
		if r.Intent == l.Intent {
			intents++
		} else {
			t.Logf("%q: intent %s, want %s", l.Text, r.Intent, l.Intent)
		}
		if got.HasPercent == (l.Percent != nil) && (l.Percent == nil || got.Percent == *l.Percent) {
			percents++
		} else {
			t.Logf("%q: percent %d %t", l.Text, got.Percent, got.HasPercent)
		}
		if got.Date == l.Date {
			dates++
		} else {
			t.Logf("%q: date %s, want %s", l.Text, got.Date, l.Date)
		}
	}
	t.Logf("of %d: intents %d, percents %d, dates %d", len(lines), intents, percents, dates)
	if intents*100 < len(lines)*85 {
		t.Errorf("%d of %d intents", intents, len(lines))
	}
}
