package main

import (
	"fmt"
	"strconv"
	"strings"

	"dondoc/planfile"
)

// planText words what was understood of a plan document.
func planText(lang string, doc planfile.Document) string {
	var b strings.Builder
	h := doc.Plan
	row := func(code, value string) {
		if value != "" {
			b.WriteString(say(lang, "plan."+code, "value", value) + "\n")
		}
	}
	row("title", h.Title)
	row("number", h.Number)
	row("date", h.Date.String())
	row("issuer", h.Issuer)
	row("parent", h.Parent)
	row("signer", h.Signer)
	if h.Year != 0 {
		row("year", strconv.Itoa(h.Year))
	}
	n := strconv.Itoa
	b.WriteString(say(lang, "plan.counts", "tasks", n(len(doc.Tasks)), "areas", n(len(doc.Areas)), "targets", n(len(doc.Targets))) + "\n")
	area := "\x00"
	titles := map[string]string{}
	for _, a := range doc.Areas {
		titles[a.Code] = a.Title
	}
	for _, t := range doc.Tasks {
		if t.Area != area {
			area = t.Area
			fmt.Fprintf(&b, "\n%s. %s\n", area, titles[area])
		}
		b.WriteString(taskText(lang, t))
	}
	if len(doc.Targets) > 0 {
		b.WriteString("\n" + say(lang, "plan.targets") + "\n")
		for _, t := range doc.Targets {
			fmt.Fprintf(&b, "  %s %s %s\n", t.Comparison, strconv.FormatFloat(t.Value, 'f', -1, 64), t.Unit)
		}
	}
	if problems := problemsText(lang, doc); problems != "" {
		b.WriteString("\n" + problems)
	}
	return b.String()
}

func taskText(lang string, t planfile.Task) string {
	var b strings.Builder
	fmt.Fprintf(&b, "  %s %s\n", t.Code, t.Title)
	if len(t.Lead) > 0 {
		b.WriteString("      " + say(lang, "plan.lead", "value", strings.Join(t.Lead, "; ")) + "\n")
	}
	for _, s := range t.Suggested {
		b.WriteString("      " + say(lang, "plan.suggested", "value", s.Unit, "clause", s.Clause) + "\n")
	}
	if d := t.Deadline; d.Raw != "" {
		meaning := d.Kind.String()
		if d.Due != 0 {
			meaning += " " + d.Due.String()
		}
		b.WriteString("      " + say(lang, "plan.deadline", "value", d.Raw, "meaning", meaning) + "\n")
	}
	return b.String()
}

// problemsText lists what could not be understood.
func problemsText(lang string, doc planfile.Document) string {
	var b strings.Builder
	for _, p := range doc.Problems {
		line := say(lang, "plan."+string(p.Severity)) + ": "
		where, words := p.In(lang)
		if where != "" {
			line += where + ": "
		}
		b.WriteString(line + words + "\n")
	}
	return b.String()
}
