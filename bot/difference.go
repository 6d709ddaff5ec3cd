package bot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dondoc/planfile"
	"dondoc/viet"
)

// Lines of a difference are as wide as a phone shows them.
const (
	diffTitle = 48 // runes of a task's name
	diffValue = 60 // of what a field said, and says
	diffMoves = 40 // codes that are listed
)

// DifferenceText words what the second version of a plan changes, for a
// terminal. Any language but English is Vietnamese.
func DifferenceText(old, new planfile.Document, lang string) string {
	d := planfile.Diff(old, new)
	args := differenceOf(old, new, d)
	args.Targets = title((&turn{lang: lang}).targetChanges(compareTargets(old, new, d)))
	return textDifference.plain(lang, args)
}

// differenceOf gathers what is said of a difference.
func differenceOf(old, new planfile.Document, d planfile.Difference) differenceArgs {
	before, after := tasksByCode(old), tasksByCode(new)
	args := differenceArgs{Kept: len(d.Pairs) - len(d.Changed) - len(d.Moved)}
	for _, code := range d.Added {
		args.Added = append(args.Added, diffTask{Code: code, Title: planfile.Shorten(after[code].Title, diffTitle)})
	}
	for _, code := range d.Removed {
		args.Removed = append(args.Removed, diffTask{Code: code, Title: planfile.Shorten(before[code].Title, diffTitle)})
	}
	for _, c := range d.Changed {
		was, is := before[c.CodeOld], after[c.CodeNew]
		task := diffTask{Code: c.CodeNew, Title: planfile.Shorten(is.Title, diffTitle)}
		if c.CodeOld != c.CodeNew {
			task.Old = c.CodeOld
		}
		for _, f := range c.Fields {
			if f == planfile.FieldTitle && slices.Contains(c.Fields, planfile.FieldText) {
				continue // it follows from the text
			}
			task.Fields = append(task.Fields, diffFieldOf(f, was, is))
		}
		args.Changed = append(args.Changed, task)
	}
	for _, m := range d.Moved {
		if len(args.Moved) == diffMoves {
			args.More++
			continue
		}
		args.Moved = append(args.Moved, diffTask{Old: m.CodeOld, Code: m.CodeNew})
	}
	return args
}

func tasksByCode(d planfile.Document) map[string]planfile.Task {
	m := make(map[string]planfile.Task, len(d.Tasks))
	for _, t := range d.Tasks {
		m[t.Code] = t
	}
	return m
}

func diffFieldOf(f planfile.Field, was, is planfile.Task) diffField {
	out := diffField{Name: string(f)}
	switch f {
	case planfile.FieldArea:
		out.Old, out.New = was.Area, is.Area
	case planfile.FieldTitle:
		out.Old, out.New = was.Title, is.Title
	case planfile.FieldText:
		out.Old, out.New = was.Text, is.Text
	case planfile.FieldLead:
		out.Old, out.New = strings.Join(was.Lead, "; "), strings.Join(is.Lead, "; ")
	case planfile.FieldSupport:
		out.Old, out.New = strings.Join(was.Support, "; "), strings.Join(is.Support, "; ")
	case planfile.FieldDeliverable:
		out.Old, out.New = was.Deliverable, is.Deliverable
	case planfile.FieldDeadline:
		out.Old, out.New = was.Deadline.Raw, is.Deadline.Raw
	}
	out.Old, out.New = whereTheyDiffer(viet.Clean(out.Old), viet.Clean(out.New))
	return out
}

// whereTheyDiffer cuts two texts to the words in which they differ, with two
// words before and behind, when they are too long to stand in a line.
func whereTheyDiffer(a, b string) (string, string) {
	if utf8.RuneCountInString(a) <= diffValue && utf8.RuneCountInString(b) <= diffValue {
		return a, b
	}
	const around = 2
	x, y := strings.Fields(a), strings.Fields(b)
	head := 0
	for head < min(len(x), len(y)) && x[head] == y[head] {
		head++
	}
	tail := 0
	for tail < min(len(x), len(y))-head && x[len(x)-1-tail] == y[len(y)-1-tail] {
		tail++
	}
	head, tail = max(head-around, 0), max(tail-around, 0)
	return part(x, head, tail), part(y, head, tail)
}

// part is what stands between the first and the last words of a text.
func part(words []string, head, tail int) string {
	s := strings.Join(words[head:len(words)-tail], " ")
	if r := []rune(s); len(r) > diffValue {
		s, tail = strings.TrimSpace(string(r[:diffValue])), 1
	}
	if head > 0 {
		s = "… " + s
	}
	if tail > 0 {
		s += " …"
	}
	return s
}

type (
	differenceArgs struct {
		Added, Removed, Changed, Moved []diffTask
		More, Kept                     int
		Targets                        string // what changes of them, worded
	}
	diffTask struct {
		Old, Code, Title string
		Fields           []diffField
	}
	diffField struct{ Name, Old, New string }
)
