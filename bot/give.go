package bot

import (
	"slices"

	"dondoc/plan"
	"dondoc/store"
	"dondoc/viet"
	"dondoc/workday"
)

// giver gives tasks their dates and units as events; the office does it in
// chat, an import for a whole plan.
type giver struct {
	v     *store.View
	r     *plan.Register
	today workday.Date
	// imported: the dates stand in the plan itself.
	imported bool
}

// task sets a task's deadline and lead units to what is wanted, keeping what
// already is so: assignments of units that stay go on with their history.
func (g giver) task(id plan.TaskID, lead []plan.UnitID, deadline workday.Deadline, year int) []plan.AssignmentID {
	g.date(id, deadline, year)
	return g.lead(id, lead)
}

// date sets a task's deadline. Dated work has one occurrence, recurring work
// one for each period that is still to come; anything else one without date.
func (g giver) date(id plan.TaskID, deadline workday.Deadline, year int) {
	wanted := g.occurrences(deadline, year)
	event := plan.TaskDated{Task: id, Deadline: deadline, Day: g.today, Import: g.imported}
	standing := g.standing(id)
	next := g.r.Occurrences.Next()
	lead := g.leads(id)
	assignment := g.r.Assignments.Next()
	for _, w := range wanted {
		kept := take(standing, w)
		if kept != 0 {
			event.Moved = append(event.Moved, plan.NewOccurrence{ID: kept, Period: w.Period, Due: w.Due, From: w.Period.First()})
			event.Dues = append(event.Dues, g.dues(kept, w.Due)...)
			continue
		}
		event.New = append(event.New, plan.NewOccurrence{ID: next, Period: w.Period, Due: w.Due, From: w.Period.First()})
		for _, unit := range lead {
			event.Given = append(event.Given, plan.NewAssignment{ID: assignment, Occurrence: next, Unit: unit, Due: w.Due})
			assignment++
		}
		next++
	}
	for o := range standing {
		if standing[o].Task != 0 {
			event.Dropped = append(event.Dropped, standing[o].id)
			event.Cancelled = append(event.Cancelled, g.openOf(standing[o].id)...)
		}
	}
	g.v.Record(event)
}

func (g giver) occurrences(d workday.Deadline, year int) []workday.Occurrence {
	if !d.Kind.Recurring() {
		return []workday.Occurrence{{Due: d.Due}}
	}
	all := workday.Occurrences(d.Recurrence, year)
	for i, o := range all {
		if o.Due >= g.today {
			return all[i:]
		}
	}
	if len(all) > 0 {
		return all[len(all)-1:]
	}
	return []workday.Occurrence{{}}
}

type standingOccurrence struct {
	plan.Occurrence
	id plan.OccurrenceID
}

func (g giver) standing(id plan.TaskID) []standingOccurrence {
	var out []standingOccurrence
	for o := g.r.Tasks.Get(id).First; o != 0; o = g.r.Occurrences.Get(o).Next {
		if occurrence := g.r.Occurrences.Get(o); !occurrence.Dropped && !occurrence.Left {
			out = append(out, standingOccurrence{occurrence, o})
		}
	}
	return out
}

// take finds the occurrence that a wanted one goes on from: of the same
// period, or the only undivided one. It is struck from the list.
func take(standing []standingOccurrence, w workday.Occurrence) plan.OccurrenceID {
	for i := range standing {
		if standing[i].Task != 0 && standing[i].Period == w.Period {
			standing[i].Task = 0
			return standing[i].id
		}
	}
	return 0
}

func (g giver) openOf(o plan.OccurrenceID) []plan.AssignmentID {
	var out []plan.AssignmentID
	for id := g.r.Occurrences.Get(o).First; id != 0; id = g.r.Assignments.Get(id).NextInOccurrence {
		if g.r.Assignments.Get(id).State.Open() {
			out = append(out, id)
		}
	}
	slices.Reverse(out) // the oldest first
	return out
}

func (g giver) dues(o plan.OccurrenceID, due workday.Date) []plan.NewDue {
	var out []plan.NewDue
	for _, id := range g.openOf(o) {
		if g.r.Assignments.Get(id).Due != due {
			out = append(out, plan.NewDue{Assignment: id, Due: due})
		}
	}
	return out
}

// leads returns the units that lead a task now, in order of assignment.
func (g giver) leads(id plan.TaskID) []plan.UnitID {
	var out []plan.UnitID
	for _, o := range g.standing(id) {
		for _, a := range g.openOf(o.id) {
			out = addUnit(out, g.r.Assignments.Get(a).Unit)
		}
	}
	return out
}

func addUnit(list []plan.UnitID, unit plan.UnitID) []plan.UnitID {
	for _, u := range list {
		if u == unit {
			return list
		}
	}
	return append(list, unit)
}

// lead makes the given units the leads of a task: new ones get assignments,
// those that are left out lose their open ones. Nil leaves the units alone.
func (g giver) lead(id plan.TaskID, lead []plan.UnitID) []plan.AssignmentID {
	if len(lead) == 0 {
		return nil
	}
	return g.leadWhere(id, lead, func(standingOccurrence, []plan.AssignmentID) bool { return true })
}

// leadWhere makes the given units the leads of the occurrences of a task that
// are wanted, by what is open of them.
func (g giver) leadWhere(id plan.TaskID, lead []plan.UnitID, wanted func(o standingOccurrence, open []plan.AssignmentID) bool) []plan.AssignmentID {
	event := plan.TaskAssigned{Task: id, Day: g.today}
	next := g.r.Assignments.Next()
	var given []plan.AssignmentID
	for _, o := range g.standing(id) {
		open := g.openOf(o.id)
		if !wanted(o, open) {
			continue
		}
		for _, unit := range lead {
			if g.has(o.id, unit) {
				continue
			}
			event.Given = append(event.Given, plan.NewAssignment{ID: next, Occurrence: o.id, Unit: unit, Due: o.Due})
			given = append(given, next)
			next++
		}
		for _, a := range open {
			if !contains(lead, g.r.Assignments.Get(a).Unit) {
				event.Withdrawn = append(event.Withdrawn, a)
			}
		}
	}
	if len(event.Given)+len(event.Withdrawn) > 0 {
		g.v.Record(event)
	}
	return given
}

// closeSuggestions closes what was suggested for a task that has got its units.
func (g giver) closeSuggestions(id plan.TaskID) {
	for hint, s := range g.r.Suggestions.All() {
		if s.Task == id && !s.Closed {
			g.v.Record(plan.SuggestionClosed{ID: hint})
		}
	}
}

// withdraw takes a task from the units that lead it.
func (g giver) withdraw(id plan.TaskID) {
	event := plan.TaskAssigned{Task: id, Day: g.today}
	for _, o := range g.standing(id) {
		event.Withdrawn = append(event.Withdrawn, g.openOf(o.id)...)
	}
	g.v.Record(event)
}

func (g giver) has(o plan.OccurrenceID, unit plan.UnitID) bool {
	for id := g.r.Occurrences.Get(o).First; id != 0; {
		a := g.r.Assignments.Get(id)
		if a.Unit == unit && a.State != plan.Cancelled {
			return true
		}
		id = a.NextInOccurrence
	}
	return false
}

func contains(list []plan.UnitID, unit plan.UnitID) bool {
	for _, u := range list {
		if u == unit {
			return true
		}
	}
	return false
}

// names finds units by what people call them: one unit, all of a group, or
// several that are too near to guess between.
type names struct {
	r     *plan.Register
	units []viet.Name
	// matched are the names that were looked up: a plan names few units often.
	matched map[string]match
}

type match struct {
	ids []int
	ok  bool
}

func namesOf(r *plan.Register) names {
	n := names{r: r, matched: map[string]match{}}
	for id, u := range r.Units.All() {
		n.units = append(n.units, viet.Name{ID: int(id), Names: append([]string{u.Name, u.Short}, u.Also...)})
	}
	return n
}

// find returns the units of a name; near holds several that it may mean.
func (n names) find(name string) (found, near []plan.UnitID) {
	if g := n.group(name); g != 0 {
		for id, u := range n.r.Units.All() {
			if u.Group == g {
				found = append(found, id)
			}
		}
		return found, nil
	}
	m, known := n.matched[name]
	if !known {
		m.ids, m.ok = viet.MatchUnit(name, n.units)
		n.matched[name] = m
	}
	for _, id := range m.ids {
		near = append(near, plan.UnitID(id))
	}
	if m.ok && len(near) == 1 {
		return near, nil
	}
	if len(near) == 0 {
		near = n.beginning(name)
	}
	return nil, near
}

// beginning returns the units of which a name begins with these words, as the
// centres with "Trung tâm".
func (n names) beginning(name string) []plan.UnitID {
	folded := viet.Fold(viet.Clean(name))
	var out []plan.UnitID
	for _, u := range n.units {
		for _, known := range u.Names {
			if folded != "" && hasPrefixWords(viet.Fold(known), folded) {
				out = addUnit(out, plan.UnitID(u.ID))
			}
		}
	}
	return out
}

// group finds a unit group by its name: all words of one stand in the other.
func (n names) group(name string) plan.GroupID {
	folded := viet.Fold(viet.Clean(name))
	for id, g := range n.r.Groups.All() {
		known := viet.Fold(g.Name)
		if folded == known || folded != "" && (hasPrefixWords(folded, known) || viet.SameName(name, g.Name)) {
			return id
		}
	}
	return 0
}

// hasPrefixWords reports whether s begins with the words of prefix, as "cac
// phong chuyen mon thuoc so" with "cac phong chuyen mon".
func hasPrefixWords(s, prefix string) bool {
	return len(s) > len(prefix) && s[:len(prefix)] == prefix && s[len(prefix)] == ' '
}
