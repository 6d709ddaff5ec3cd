package bot

import (
	"iter"
	"strings"
)

// readCommand reads "/lenh đối số": the name without slash and bot name, in
// lower case, and what follows. A command for another bot, or a slash with
// anything but ASCII letters, is no command.
func readCommand(text, username string) (name, args string, ok bool) {
	if !strings.HasPrefix(text, "/") {
		return "", "", false
	}
	head, rest := text[1:], ""
	if i := strings.IndexAny(head, " \n\t"); i >= 0 {
		head, rest = head[:i], strings.TrimSpace(head[i:])
	}
	if name, bot, found := strings.Cut(head, "@"); found {
		if !strings.EqualFold(bot, username) {
			return "", "", false
		}
		head = name
	}
	for _, r := range head {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_') {
			return "", "", false
		}
	}
	return strings.ToLower(head), rest, head != ""
}

// verbs are the commands: each has an English name and a Vietnamese one
// without diacritics, both understood always; the menu shows one of them.
type verb struct {
	name, viet string
	// office and leader restrict the menu; who may do it is plan's table.
	who who
	do  func(*turn, string) error
}

type who uint8

const (
	everybody who = iota
	leaders       // director, deputies and office
	officeOnly
	hidden // understood, but not in the menu
)

func (b *Bot) username() string {
	if b.o.Username == nil {
		return ""
	}
	return b.o.Username()
}

func verbs() []verb {
	return []verb{
		{"tasks", "viec", everybody, (*turn).tasks},
		{"news", "tin", hidden, (*turn).news},
		{"task", "chitiet", hidden, (*turn).task},
		{"find", "tim", everybody, (*turn).find},
		{"summary", "tonghop", leaders, (*turn).summary},
		{"assign", "giao", officeOnly, (*turn).assign},
		{"missing", "conthieu", officeOnly, (*turn).missing},
		{"new", "themviec", officeOnly, (*turn).newTask},
		{"verify", "xacnhan", officeOnly, (*turn).verifyList},
		{"remind", "nhac", hidden, (*turn).remind},
		{"correct", "dinhchinh", hidden, (*turn).correct},
		{"reopen", "molai", hidden, (*turn).reopen},
		{"cancel", "huyviec", hidden, (*turn).cancelTask},
		{"stop", "thoi", hidden, (*turn).stop},
		{"import", "nhapkehoach", officeOnly, (*turn).importPlan},
		{"plan", "kehoach", officeOnly, (*turn).planSheet},
		{"targets", "chitieu", leaders, (*turn).targets},
		{"template", "mau", hidden, (*turn).template},
		{"carry", "ketchuyen", hidden, (*turn).carry},
		{"invite", "moi", officeOnly, (*turn).invite},
		{"people", "nguoi", officeOnly, (*turn).people},
		{"acting", "quyen", hidden, (*turn).acting},
		{"calendar", "lich", officeOnly, (*turn).calendar},
		{"golive", "batdau", hidden, (*turn).goLive},
		{"language", "ngonngu", everybody, (*turn).language},
		{"help", "trogiup", everybody, (*turn).help},
		{"start", "batdauchat", hidden, (*turn).start},
	}
}

// looks are the commands that only show something: a question that is open with
// the person stays open over them.
var looks = map[string]bool{
	"tasks": true, "news": true, "find": true, "task": true, "summary": true, "missing": true, "verify": true, "people": true, "help": true, "plan": true, "template": true, "targets": true,
}

// leaveFor closes an open question when a command does something else, and says
// so.
func (t *turn) leaveFor(name string) {
	f, ok := t.asked()
	for _, v := range verbs() {
		if (v.name == name || v.viet == name) && looks[v.name] {
			return
		}
	}
	if !ok {
		return
	}
	t.put("ask", nil)
	if f.Kind == "assign" { // a card that also takes words asks nothing
		return
	}
	var label taskLabel
	switch {
	case f.Assignment != 0:
		label = t.label(f.Assignment)
	case f.Matter != 0:
		label = t.label(t.r.Matters.Get(f.Matter).Assignment)
	}
	t.say(textLeft.html(t.lang, label))
}

// commandName returns a command as the person's menu names it.
func (t *turn) commandName(name string) string {
	for _, v := range verbs() {
		if v.name == name && t.lang == "vi" {
			return v.viet
		}
	}
	return name
}

// commanded runs a command; an unknown one is answered with the help.
func (t *turn) commanded(name, args string) error {
	for _, v := range verbs() {
		if v.name == name || v.viet == name {
			return v.do(t, args)
		}
	}
	t.say(textUnknownCommand.html(t.lang, name))
	return nil
}

func linesOf(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range strings.SplitSeq(text, "\n") {
			if line = strings.TrimSpace(line); line != "" && !yield(line) {
				return
			}
		}
	}
}

func upper(s string) string { return strings.ToUpper(s) }
