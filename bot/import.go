package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/plan"
	"dondoc/planfile"
	"dondoc/store"
	"dondoc/viet"
)

// ErrImport is returned for a document that cannot be put into the store; its
// text is safe to show.
var ErrImport = errors.New("bot: import refused")

// imported is what an import did, for the answer.
type imported struct {
	Number, Title                           string
	Tasks, Areas, Targets, Given            int
	NoLead, NoDeadline, Suggested, Problems int
	Unknown                                 []string // names of units that nobody has
	Near                                    []string // names that may mean several
	Already                                 bool
}

// Import puts a plan into the store, all of it or nothing, and returns what it
// did in words. A plan whose number is known already is refused.
func (b *Bot) Import(ctx context.Context, doc planfile.Document) (string, error) {
	if err := sound(doc); err != nil {
		return "", err
	}
	results := b.o.Store.Do(ctx, []store.Command{{Run: func(v *store.View) (store.Outcome, error) {
		v.Source = plan.Source{Console: true}
		done := importing(v, doc)
		if done.Already {
			return store.Outcome{}, fmt.Errorf("%w: %s", ErrImport, textAlreadyImported.plain(v.Register.Office().Language, done))
		}
		return store.Outcome{Value: textImported.plain(v.Register.Office().Language, done)}, nil
	}}})
	if err := results[0].Err; err != nil {
		return "", err
	}
	words, _ := results[0].Value.(string)
	return words, nil
}

// Unsound is the first error of a document, for which it is not imported; it is
// an ErrImport.
type Unsound struct{ planfile.Problem }

func (u *Unsound) Error() string { return fmt.Sprintf("%v: %s", ErrImport, u.Code) }

// Is reports that it is an ErrImport.
func (u *Unsound) Is(target error) bool { return target == ErrImport }

// sound refuses a document with an error, by the first one.
func sound(doc planfile.Document) error {
	if p, broken := doc.FirstError(); broken {
		return &Unsound{p}
	}
	return nil
}

// importing records a document as events.
func importing(v *store.View, doc planfile.Document) imported {
	r := v.Register
	done := imported{Number: doc.Plan.Number, Title: planTitle(doc.Plan.Title), Problems: len(doc.Problems)}
	for _, p := range r.Plans.All() {
		if p.Number != "" && p.Number == doc.Plan.Number && int(p.Year) == doc.Plan.Year {
			done.Already = true
			return done
		}
	}
	id := r.Plans.Next()
	v.Record(plan.PlanAdded{ID: id, Plan: plan.Plan{
		Number: doc.Plan.Number, Title: planTitle(doc.Plan.Title), Issuer: doc.Plan.Issuer, Parent: doc.Plan.Parent,
		Signer: doc.Plan.Signer, Date: doc.Plan.Date, Year: int16(doc.Plan.Year),
	}})
	areas := map[string]plan.AreaID{}
	for _, a := range doc.Areas {
		area := r.Areas.Next()
		areas[a.Code] = area
		v.Record(plan.AreaAdded{ID: area, Area: plan.Area{Plan: id, Code: a.Code, Title: a.Title}})
		done.Areas++
	}
	known := namesOf(r)
	g := giver{v: v, r: r, today: r.Today(v.Now), imported: true}
	tasks := map[string]plan.TaskID{}
	for _, task := range doc.Tasks {
		tasks[task.Code] = r.Tasks.Next()
		done.task(g, known, id, areas, task, doc.Plan.Year)
	}
	place := newPlacing(doc.Tasks)
	for _, t := range doc.Targets {
		v.Record(plan.TargetAdded{ID: r.Targets.Next(), Target: plan.Target{
			Plan: id, Area: areas[t.Area], Task: tasks[place.taskOf(t)], Value: t.Value, Unit: t.Unit, Comparison: t.Comparison, Text: t.Text,
		}})
		done.Targets++
	}
	return done
}

func (d *imported) task(g giver, known names, id plan.PlanID, areas map[string]plan.AreaID, task planfile.Task, year int) {
	taskID := g.r.Tasks.Next()
	support := d.units(known, task.Support)
	g.v.Record(plan.TaskAdded{ID: taskID, Task: plan.Task{
		Plan: id, Area: areas[task.Area], Code: task.Code, Title: task.Title, Support: support,
		Words: &plan.Words{
			Text: task.Text, Deliverable: task.Deliverable, Deadline: task.Deadline, Stated: known.stated(task),
		},
	}})
	lead := d.units(known, task.Lead)
	d.Given += len(g.task(taskID, lead, task.Deadline, year))
	d.Tasks++
	if len(lead) == 0 {
		d.NoLead++
	}
	if needsDate(task.Deadline) {
		d.NoDeadline++
	}
	d.askNear(g, known, taskID, task.Lead)
	for _, s := range task.Suggested {
		suggestion := plan.Suggestion{Task: taskID, Clause: s.Clause, Group: known.group(s.Unit)}
		if suggestion.Group == 0 {
			units, _ := known.find(s.Unit)
			if len(units) != 1 {
				continue
			}
			suggestion.Unit = units[0]
		}
		g.v.Record(plan.SuggestionAdded{ID: g.r.Suggestions.Next(), Suggestion: suggestion})
		d.Suggested++
	}
}

// nearShown is how many units are asked about that a printed name may mean.
const nearShown = 4

// askNear suggests the units that a name may mean which is none of theirs: the
// office says which.
func (d *imported) askNear(g giver, known names, task plan.TaskID, lead []string) {
	for _, name := range lead {
		_, near := known.find(name)
		for _, unit := range near[:min(len(near), nearShown)] {
			g.v.Record(plan.SuggestionAdded{ID: g.r.Suggestions.Next(), Suggestion: plan.Suggestion{
				Task: task, Unit: unit, Clause: viet.TrimUTF16(viet.Clean(name), 80), Near: true,
			}})
			d.Suggested++
		}
	}
}

func (d *imported) units(known names, list []string) []plan.UnitID {
	var out []plan.UnitID
	for _, name := range known.joined(list) {
		found, near := known.find(name)
		switch {
		case len(found) > 0:
			for _, u := range found {
				out = addUnit(out, u)
			}
		case len(near) > 0:
			d.Near = addName(d.Near, name)
		default:
			d.Unknown = addName(d.Unknown, name)
		}
	}
	return out
}

func addName(list []string, name string) []string {
	for _, n := range list {
		if n == name {
			return list
		}
	}
	return append(list, name)
}

// planTitle drops the word KẾ HOẠCH that every title begins with.
func planTitle(title string) string {
	title = viet.Clean(title)
	if rest, ok := strings.CutPrefix(title, "KẾ HOẠCH "); ok {
		r, size := utf8.DecodeRuneInString(rest)
		return "Kế hoạch " + string(unicode.ToLower(r)) + rest[size:]
	}
	return title
}
