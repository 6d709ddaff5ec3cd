package bot

import (
	"slices"
	"strings"

	"dondoc/plan"
	"dondoc/planfile"
	"dondoc/viet"
	"dondoc/workday"
)

// planDocument is a stored plan as a document, with the ids of what stands at
// the same place of its lists.
type planDocument struct {
	planfile.Document
	tasks   []plan.TaskID
	areas   []plan.AreaID
	targets []plan.TargetID
}

// documentOf is a plan as it holds now: what the office has decided, and the
// tasks that are neither cancelled nor taken out.
func documentOf(r *plan.Register, id plan.PlanID) planDocument {
	return buildDocument(r, id, func(task plan.TaskID, t plan.Task) (planfile.Task, bool) {
		out := planfile.Task{Deadline: t.Deadline()}
		for _, u := range leadsOf(r, task) {
			out.Lead = append(out.Lead, r.Units.Get(u).Name)
		}
		for _, u := range t.Support {
			out.Support = append(out.Support, r.Units.Get(u).Name)
		}
		return out, t.Tracking != plan.CancelledTask
	})
}

// statedDocument is a plan as its document and those that amended it state it,
// whatever the office has decided since. Of what was stored before that was
// kept, what holds is taken for it.
func statedDocument(r *plan.Register, id plan.PlanID) planDocument {
	known := namesOf(r)
	return buildDocument(r, id, func(task plan.TaskID, t plan.Task) (planfile.Task, bool) {
		s := statedOf(r, task)
		return planfile.Task{Deadline: s.Deadline, Lead: known.official(s.Lead), Support: known.official(s.Support)}, true
	})
}

// statedOf is what documents say of a task's units and time.
func statedOf(r *plan.Register, task plan.TaskID) plan.Stated {
	t := r.Tasks.Get(task)
	if t.Words != nil && t.Words.Stated != nil {
		return *t.Words.Stated
	}
	s := plan.Stated{Deadline: t.Deadline()}
	for _, u := range leadsOf(r, task) {
		s.Lead = append(s.Lead, r.Units.Get(u).Name)
	}
	for _, u := range t.Support {
		s.Support = append(s.Support, r.Units.Get(u).Name)
	}
	return s
}

// buildDocument lists what stands in a plan in the order of its codes. given
// says what is known of the units and time of a task, and whether it is listed.
func buildDocument(r *plan.Register, id plan.PlanID, given func(plan.TaskID, plan.Task) (planfile.Task, bool)) planDocument {
	p := r.Plans.Get(id)
	d := planDocument{Document: planfile.Document{Plan: planfile.Header{
		Number: p.Number, Date: p.Date, Title: p.Title, Issuer: p.Issuer, Parent: p.Parent, Signer: p.Signer, Year: int(p.Year),
	}}}
	for area, a := range r.Areas.All() {
		if a.Plan == id {
			d.areas = append(d.areas, area)
		}
	}
	slices.SortStableFunc(d.areas, func(a, b plan.AreaID) int {
		return planfile.CompareCodes(r.Areas.Get(a).Code, r.Areas.Get(b).Code)
	})
	for _, area := range d.areas {
		a := r.Areas.Get(area)
		d.Areas = append(d.Areas, planfile.Area{Code: a.Code, Title: a.Title})
	}
	facts := map[plan.TaskID]planfile.Task{}
	for task, t := range r.Tasks.All() {
		if t.Plan != id || t.Words != nil && t.Words.Ended != "" {
			continue
		}
		out, listed := given(task, *t)
		if !listed {
			continue
		}
		out.Code, out.Area, out.Title = t.Code, r.Areas.Get(t.Area).Code, t.Title
		if t.Words != nil {
			out.Text, out.Deliverable = t.Words.Text, t.Words.Deliverable
		}
		facts[task] = out
		d.tasks = append(d.tasks, task)
	}
	slices.SortStableFunc(d.tasks, func(a, b plan.TaskID) int { return planfile.CompareCodes(facts[a].Code, facts[b].Code) })
	for _, task := range d.tasks {
		d.Tasks = append(d.Tasks, facts[task])
	}
	for target, t := range r.Targets.All() {
		if t.Plan == id && !t.Dropped {
			d.targets = append(d.targets, target)
			d.Targets = append(d.Targets, planfile.Target{
				Area: r.Areas.Get(t.Area).Code, Value: t.Value, Unit: t.Unit, Comparison: t.Comparison, Text: t.Text,
			})
		}
	}
	return d
}

// leadsOf returns the units that lead a task: those that still have something
// to do, else those that had.
func leadsOf(r *plan.Register, task plan.TaskID) []plan.UnitID {
	g := giver{r: r}
	if open := g.leads(task); len(open) > 0 {
		return open
	}
	var out []plan.UnitID
	for _, o := range g.standing(task) {
		for id := r.Occurrences.Get(o.id).First; id != 0; id = r.Assignments.Get(id).NextInOccurrence {
			if a := r.Assignments.Get(id); a.State.Live() {
				out = addUnit(out, a.Unit)
			}
		}
	}
	return out
}

// official names units and groups as the office does; a name that nobody has
// stays as it is.
func (n names) official(list []string) []string {
	var out []string
	for _, name := range n.joined(list) {
		if g := n.group(name); g != 0 {
			name = n.r.Groups.Get(g).Name
		} else if found, _ := n.find(name); len(found) == 1 {
			name = n.r.Units.Get(found[0]).Name
		} else {
			name = viet.Clean(name)
		}
		out = addName(out, name)
	}
	return out
}

// joined joins what a document's reader took for two names, and is one that has a
// comma in it: "P.KT, HT&ĐT".
func (n names) joined(list []string) []string {
	var out []string
	for i := 0; i < len(list); i++ {
		name := list[i]
		if i+1 < len(list) {
			both := name + ", " + list[i+1]
			first, _ := n.find(name)
			second, _ := n.find(list[i+1])
			if found, _ := n.find(both); len(found) == 1 && len(first)+len(second) == 0 {
				name = both
				i++
			}
		}
		out = append(out, name)
	}
	return out
}

// every reports whether each name is one that somebody has.
func (n names) every(list []string) bool {
	for _, name := range list {
		if found, _ := n.find(name); len(found) == 0 {
			return false
		}
	}
	return true
}

// stated is what a document says of a task, as it is kept.
func (n names) stated(t planfile.Task) *plan.Stated {
	return &plan.Stated{Lead: n.official(t.Lead), Support: n.official(t.Support), Deadline: t.Deadline}
}

// planByCode finds a plan by its number, "06/KH-SNV", by the digits that begin
// it, "06", or by its id; zero when none or several are meant.
func planByCode(r *plan.Register, code string) plan.PlanID {
	var exact, begins []plan.PlanID
	for id, p := range r.Plans.All() {
		number, _, _ := strings.Cut(p.Number, "/")
		switch {
		case viet.SameName(p.Number, code):
			exact = append(exact, id)
		case number != "" && strings.EqualFold(strings.TrimLeft(number, "0"), strings.TrimLeft(code, "0")):
			begins = append(begins, id)
		}
	}
	for _, found := range [][]plan.PlanID{exact, begins} {
		if len(found) == 1 {
			return found[0]
		}
		if len(found) > 1 {
			return 0
		}
	}
	for id := range r.Plans.All() {
		if code == "#"+itoa(int(id)) {
			return id
		}
	}
	return 0
}

// planName names a plan on one line.
func planName(p plan.Plan) string {
	name := orElse(p.Short, p.Title)
	if p.Number != "" {
		name += " (" + p.Number + ")"
	}
	return name
}

// dueOrRaw is a deadline as its plan words it.
func dueOrRaw(d workday.Deadline) string {
	if d.Raw == "" {
		return d.Due.String()
	}
	return d.Raw
}
