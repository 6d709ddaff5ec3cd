package bot

import (
	"dondoc/planfile"
	"dondoc/viet"
)

// The pages of a plan that was read, in the place of its preview.
const (
	lookPreview = iota
	lookAreas
	lookUnits
	lookDoubts
	lookChanges
)

// planPage is how many lines a page of them has.
const planPage = 8

// planLook is a page of what was read.
func (t *turn) planLook(kept previewed, doc planfile.Document, what, from int) reply {
	args := planLookArgs{What: what}
	switch what {
	case lookAreas:
		args.Lines = areaLines(doc)
	case lookUnits:
		args.Lines = t.unitLines(doc)
	case lookDoubts:
		args.Lines = t.doubtLines(kept, doc)
	case lookChanges:
		args.Lines = t.changeLines(kept, doc)
	default:
		return t.preview(kept, t.previewArgs(&kept, doc))
	}
	of := uint64(kept.Of)
	args.Total = len(args.Lines)
	if from >= args.Total {
		from = 0
	}
	rest := args.Total - from - planPage
	args.Lines = args.Lines[from:min(from+planPage, args.Total)]
	var rows [][]outButton
	if rest > 0 {
		rows = append(rows, []outButton{button(textButtonNextPage.plain(t.lang, rest), "planlook", of, uint64(what), uint64(from+planPage))})
	}
	rows = append(rows, []outButton{button(textButtonBackToPlan.plain(t.lang, none{}), "planlook", of, lookPreview)})
	return reply{Message: messageOf(textPlanLook.html(t.lang, args), rows...)}
}

// lookLine is a line of a page: what it is about, a number, words.
type lookLine struct {
	Name  string
	Count int
	Words string
}

func areaLines(doc planfile.Document) []lookLine {
	count := map[string]int{}
	for _, task := range doc.Tasks {
		count[task.Area]++
	}
	var out []lookLine
	for _, a := range doc.Areas {
		if n := count[a.Code]; n > 0 {
			out = append(out, lookLine{Name: viet.TrimUTF16(a.Code+" "+a.Title, 70), Count: n})
		}
	}
	if n := count[""]; n > 0 {
		out = append(out, lookLine{Count: n})
	}
	return out
}

// unitLines counts the tasks that each unit leads, as the document names it,
// and those that none does.
func (t *turn) unitLines(doc planfile.Document) []lookLine {
	known := namesOf(t.r)
	var out []lookLine
	at := map[string]int{}
	none := 0
	for _, task := range doc.Tasks {
		if len(task.Lead) == 0 {
			none++
		}
		for _, name := range known.official(task.Lead) {
			if _, ok := at[name]; !ok {
				at[name] = len(out)
				out = append(out, lookLine{Name: viet.TrimUTF16(name, 70)})
			}
			out[at[name]].Count++
		}
	}
	if none > 0 {
		out = append(out, lookLine{Count: none})
	}
	return out
}

// doubtLines are what the office should look at: names that nobody has or
// several may be meant by, then what the reader was not sure of, by its place.
func (t *turn) doubtLines(kept previewed, doc planfile.Document) []lookLine {
	var out []lookLine
	for _, name := range kept.Unknown {
		out = append(out, lookLine{Words: textNameDoubt.plain(t.lang, nameDoubt{Name: viet.TrimUTF16(name, 80)})})
	}
	for _, name := range kept.Near {
		out = append(out, lookLine{Words: textNameDoubt.plain(t.lang, nameDoubt{Name: viet.TrimUTF16(name, 80), Near: true})})
	}
	for _, p := range doc.Problems {
		if p.Severity != planfile.Error {
			out = append(out, t.problemLine(p))
		}
	}
	return out
}

// problemLine words what is wrong at a place of the document.
func (t *turn) problemLine(p planfile.Problem) lookLine {
	where, words := p.In(t.lang)
	return lookLine{Name: title(where), Words: viet.TrimUTF16(words, 200)}
}

// changeLines are what a new version changes, one task a line.
func (t *turn) changeLines(kept previewed, doc planfile.Document) []lookLine {
	m, err := t.amending(t.amendment(kept.Amends, doc))
	if err != nil {
		return nil
	}
	var out []lookLine
	d := m.args.Difference
	for _, c := range m.args.Clashes {
		out = append(out, lookLine{Name: c.Code, Words: textClash.plain(t.lang, c)})
	}
	for kind, list := range [][]diffTask{d.Added, d.Removed, d.Changed, d.Moved} {
		for _, task := range list {
			out = append(out, lookLine{Name: task.Code, Words: textChange.plain(t.lang, changeArgs{[]string{"added", "removed", "changed", "moved"}[kind], task})})
		}
	}
	return out
}

type (
	planLookArgs struct {
		What, Total int
		Lines       []lookLine
	}
	nameDoubt struct {
		Name string
		Near bool
	}
	changeArgs struct {
		Kind string
		Task diffTask
	}
)
