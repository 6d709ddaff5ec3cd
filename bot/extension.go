package bot

import (
	"dondoc/plan"
	"dondoc/viet"
	"dondoc/workday"
)

// An extension is asked with a date and a reason, in one message or in several:
// what was said of one is kept while the other is asked.

// answeredExtension takes a text as a part of a request for an extension. It
// reports false when it is a report.
func (t *turn) answeredExtension(f form, text string, read viet.Reply) (bool, error) {
	for _, i := range read.Items {
		switch {
		case i.Intent == viet.Done && i.Confidence == viet.Sure, i.HasPercent:
			t.put("ask", nil)
			return false, nil
		case i.Intent == viet.Greeting, i.Intent == viet.Receipt, i.Intent == viet.Unchanged:
			return false, nil
		}
	}
	date, span, ok := viet.ParseDate(text, t.said)
	if ok {
		f.Date = date
	}
	if later := viet.ParseDelay(text).From(t.r.Assignments.Get(f.Assignment).Due); later != 0 {
		f.Date = later
	}
	if reason := viet.ReasonBeside(text, span); reason != "" {
		f.Reason = reason
	}
	if len(read.Items) == 1 && read.Items[0].Reason != "" {
		f.Reason = read.Items[0].Reason
	}
	switch {
	case f.Date == 0:
		t.askExtensionDate(f)
	case f.Reason == "":
		t.askExtensionReason(f)
	default:
		t.put("ask", nil)
		item := viet.Item{
			Intent: viet.Extension, Confidence: viet.Sure, Text: text,
			Reason: f.Reason, Date: f.Date, DateKind: viet.RequestedDate,
		}
		line, did := t.judge(f.Assignment, item, false)
		if line.What == "earlier" { // the reason stands, another date is asked
			f.Date = 0
			f.Kind = "extension"
			t.form(f)
		}
		t.sayBackOne(line, did)
	}
	return true, nil
}

// askExtensionDate asks until when, with the reason that is kept.
func (t *turn) askExtensionDate(f form) {
	f.Kind = "extension"
	t.form(f)
	label := t.label(f.Assignment)
	label.What = f.Reason
	t.promptMessage(textAskNewDate.html(t.lang, label), f.Assignment)
}

// askExtensionReason asks why; the date is kept.
func (t *turn) askExtensionReason(f form) {
	f.Kind = "reason"
	t.form(f)
	label := t.label(f.Assignment)
	label.Date = t.day(f.Date)
	t.promptMessage(textAskReason.html(t.lang, label), f.Assignment)
}

// askReason asks why an extension is needed; the date is already known.
func (t *turn) askReason(id plan.AssignmentID, date workday.Date) error {
	if t.ownOpen(id) {
		t.askExtensionReason(form{Assignment: id, Date: date})
	}
	return nil
}

// reasonBeside returns the words of an item that may be a reason: those of the
// date are none.
func (t *turn) reasonBeside(item viet.Item) string {
	words := item.WithoutRefs()
	_, span, _ := viet.ParseDate(words, t.said)
	return viet.ReasonBeside(words, span)
}
