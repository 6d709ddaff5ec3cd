package bot

import (
	"slices"

	"dondoc/plan"
	"dondoc/planfile"
)

// apply records an amendment as events.
func (m *amending) apply() {
	t := m.t
	were := slices.Clone(t.r.Assignments.Rows())
	t.v.Record(plan.PlanAmended{Plan: m.plan, Document: m.by, Day: t.today})
	areas := m.applyAreas()
	g := giver{v: t.v, r: t.r, today: t.today}
	for i, p := range m.diff.Pairs {
		m.applyPair(g, p, m.moves[i], areas)
	}
	for _, code := range m.diff.Removed {
		m.remove(g, code)
	}
	g.imported = true
	for _, code := range m.diff.Added {
		m.args.task(g, m.known, m.plan, areas, m.coming[code], m.year())
	}
	m.applyTargets(areas)
	m.tell(were)
}

func (m *amending) year() int {
	if y := m.t.r.Plans.Get(m.plan).Year; y != 0 {
		return int(y)
	}
	return m.new.Plan.Year
}

// applyAreas gives areas their new codes and titles and returns their ids by
// the new code.
func (m *amending) applyAreas() map[string]plan.AreaID {
	ids := map[string]plan.AreaID{}
	for _, p := range m.diff.Areas {
		id, is := m.old.areas[p.Old], m.new.Areas[p.New]
		ids[is.Code] = id
		if m.old.Areas[p.Old] != is {
			m.t.v.Record(plan.AreaChanged{ID: id, Code: is.Code, Title: is.Title})
		}
	}
	for _, a := range m.new.Areas {
		if ids[a.Code] == 0 {
			ids[a.Code] = m.t.r.Areas.Next()
			m.t.v.Record(plan.AreaAdded{ID: ids[a.Code], Area: plan.Area{Plan: m.plan, Code: a.Code, Title: a.Title}})
		}
	}
	return ids
}

// applyPair changes a task that goes on.
func (m *amending) applyPair(g giver, p planfile.Pair, move taskMove, areas map[string]plan.AreaID) {
	id, was, is := m.old.tasks[p.Old], m.old.Tasks[p.Old], m.new.Tasks[p.New]
	task := m.t.r.Tasks.Get(id)
	fields := m.fields(was, is)
	if len(fields) == 0 && was.Code == is.Code && task.Area == areas[is.Area] {
		return
	}
	e := plan.TaskAmended{
		Task: id, Area: areas[is.Area], Code: is.Code, Title: task.Title, Text: was.Text, Deliverable: was.Deliverable,
		Support: task.Support, Stated: m.known.stated(is), Document: m.by,
	}
	if slices.Contains(fields, planfile.FieldTitle) {
		e.Title = is.Title
	}
	if slices.Contains(fields, planfile.FieldText) {
		e.Text = is.Text
	}
	if slices.Contains(fields, planfile.FieldDeliverable) {
		e.Deliverable = is.Deliverable
	}
	if slices.Contains(fields, planfile.FieldSupport) {
		e.Support = m.args.units(m.known, is.Support)
	}
	m.t.v.Record(e)
	if move.dated {
		g.redate(id, move.date, m.year(), m.by)
	}
	if len(move.lead) > 0 {
		g.handOver(id, move.lead)
		g.closeSuggestions(id)
	}
}

// remove cancels a task that the new version leaves out.
func (m *amending) remove(g giver, code string) {
	id := m.leaving[code]
	event := plan.TaskTracked{Task: id, Tracking: plan.CancelledTask, Document: m.by}
	for _, o := range g.standing(id) {
		event.Cancelled = append(event.Cancelled, g.openOf(o.id)...)
	}
	m.t.v.Record(event)
}

// tell owes units a notice of work that is new to them, or falls due on another
// day than it did, when that is within three working days; all else waits for
// their digests.
func (m *amending) tell(were []plan.Assignment) {
	for id, a := range m.t.r.Assignments.All() {
		known := int(id) < len(were)
		if known && were[id].Version == a.Version || !a.State.Open() || !a.Begun(m.t.today) || !m.t.r.Live(a) {
			continue
		}
		m.t.tellSoon(id, known)
	}
}
