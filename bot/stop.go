package bot

import (
	"strings"

	"dondoc/plan"
	"dondoc/viet"
)

// stopWords are what the button "Thôi" is in words, folded.
var stopWords = map[string]bool{
	"thoi": true, "thoi khong": true, "thoi bo": true, "thoi bo qua": true, "thoi huy": true, "bo": true, "bo qua": true, "bo di": true,
	"huy": true, "huy bo": true, "dung": true, "dung lai": true, "khong": true, "khong nua": true, "khong can nua": true,
	"cancel": true, "stop": true, "no": true, "never mind": true,
}

// stopped takes the words of the button "Thôi" as it: they end an open question
// and forget what was only shown. It reports false when nothing is open, and
// the text is read as usual.
func (t *turn) stopped(text string) bool {
	if f, ok := t.asked(); ok && (f.Kind == "value_sure" || f.Kind == "newdue") && agrees(text) {
		return false // "đúng", without marks or with them
	}
	if t.u.File != nil || !stopWords[strings.Trim(viet.Fold(text), " .,;!")] {
		return false
	}
	_, open := t.asked()
	if !t.forgetShown() && !open {
		return false
	}
	t.put("ask", nil)
	t.say(textStopped.html(t.lang, none{}))
	return true
}

// stops reports whether a command ends an open question: "/stop", and a bare
// "/cancel", which names no task.
func stops(name, args string) bool {
	return name == "stop" || name == "thoi" || args == "" && (name == "cancel" || name == "huyviec")
}

// stop is "/cancel" and "/stop": the button "Thôi". The office, of which nothing
// is asked, is told how "/cancel" cancels a task.
func (t *turn) stop(string) error {
	_, open := t.asked()
	switch {
	case t.forgetShown() || open:
		t.put("ask", nil)
		t.say(textStopped.html(t.lang, none{}))
	case t.may(plan.Assign, plan.Scope{}):
		t.say(textWhichCode.html(t.lang, t.commandName("cancel")))
	default:
		t.say(textNothingAsked.html(t.lang, none{}))
	}
	return nil
}

// shownForms keep what the office was shown, or asked with buttons, before it
// holds.
var shownForms = []string{"assign", "correct", "newtask", "reopen", "cancel", "invite"}

// forgetShown forgets what was shown and not carried out; false when nothing
// was.
func (t *turn) forgetShown() bool {
	found := false
	for _, name := range shownForms {
		if data, ok := t.v.Form(t.person, name); ok && len(data) > 0 {
			found = true
			t.put(name, nil)
			t.put(name+"/of", nil)
		}
	}
	return found
}
