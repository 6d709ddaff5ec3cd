package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"dondoc/plan"
	"dondoc/planfile"
	"dondoc/workday"
)

// Errors of an amendment; their texts are safe to show.
var (
	// ErrNoPlan is returned when a plan is not known, or several are meant.
	ErrNoPlan = errors.New("bot: no such plan")
	// ErrNoDocument is returned when the amending document has no number.
	ErrNoDocument = errors.New("bot: the amending document needs its number")
)

// Amendment is a new version of a plan that stands in the store.
type Amendment struct {
	// Plan names the plan: its number, or the digits that begin it.
	Plan string
	// New is the whole plan as it reads now.
	New planfile.Document
	// By is the number of the amending document.
	By string
	// Apply makes it hold; without it nothing is recorded.
	Apply bool
	// Lang words the answer; empty: the office's language.
	Lang string
}

// Amend compares a new version of a plan with what its documents have said so
// far, and with Apply makes it hold, all of it or nothing: ids, history, updates
// and first due dates stay; a task that is left out is cancelled with the
// number of the amending document. What the office has decided by itself is
// kept where the new version says nothing new about it. The answer lists what
// changes and where the office and the document say different things. Applying
// the same version again changes nothing.
func (b *Bot) Amend(ctx context.Context, a Amendment) (string, error) {
	if err := sound(a.New); err != nil {
		return "", err
	}
	if a.By = strings.TrimSpace(a.By); a.By == "" {
		return "", ErrNoDocument
	}
	return b.onConsole(ctx, a.Lang, a.Apply, func(t *turn) (string, error) {
		m, err := t.amending(a)
		if err != nil {
			return "", err
		}
		if a.Apply && !m.args.Nothing {
			m.apply()
		}
		return m.words(), nil
	})
}

// amending is one amendment: the old version, the new one, and what is between
// them.
type amending struct {
	t     *turn
	known names
	plan  plan.PlanID
	by    string
	old   planDocument
	new   planfile.Document
	diff  planfile.Difference
	moves []taskMove
	// targets are those that the new version states otherwise.
	targets []targetMove
	args    amendedArgs

	// By code: the tasks of the new version and of the old one, and by both what
	// changes of those that go on.
	coming  map[string]planfile.Task
	leaving map[string]plan.TaskID
	changed map[planfile.Move][]planfile.Field
}

// taskMove is what an amendment does to the units and the date of a task. Nil
// units and a deadline that is not set leave them alone.
type taskMove struct {
	lead  []plan.UnitID
	date  workday.Deadline
	dated bool
}

// amending compares; it records nothing.
func (t *turn) amending(a Amendment) (*amending, error) {
	id := planByCode(t.r, a.Plan)
	if id == 0 || t.r.Plans.Get(id).Closed {
		return nil, fmt.Errorf("%w: %s", ErrNoPlan, a.Plan)
	}
	m := &amending{t: t, known: namesOf(t.r), plan: id, by: a.By, old: statedDocument(t.r, id), new: a.New}
	m.new.Tasks = slices.Clone(a.New.Tasks)
	for i := range m.new.Tasks {
		task := &m.new.Tasks[i]
		task.Lead, task.Support = m.known.official(task.Lead), m.known.official(task.Support)
	}
	m.diff = planfile.Diff(m.old.Document, m.new)
	if m.silent() {
		m.diff = planfile.Diff(m.old.Document, m.new)
	}
	m.index()
	m.diff.Removed = slices.DeleteFunc(m.diff.Removed, m.carried)
	m.args = amendedArgs{Plan: planName(t.r.Plans.Get(id)), Document: a.By, Applied: a.Apply, Difference: differenceOf(m.old.Document, m.new, m.diff)}
	m.targets = m.moveTargets()
	m.args.Difference.Targets = title(m.t.targetChanges(m.targets))
	m.args.Nothing = m.nothing()
	for _, p := range m.diff.Pairs {
		m.moves = append(m.moves, m.move(m.old.tasks[p.Old], m.old.Tasks[p.Old], m.new.Tasks[p.New]))
	}
	for _, code := range m.diff.Added {
		task := m.coming[code]
		m.args.units(m.known, append(slices.Clone(task.Lead), task.Support...))
	}
	return m, nil
}

// carried reports whether a code of the old version is of a task that an earlier
// plan left: a document of this plan need not list it.
func (m *amending) carried(code string) bool {
	return m.t.r.Tasks.Get(m.leaving[code]).Since != 0
}

func (m *amending) index() {
	m.coming, m.leaving = tasksByCode(m.new), map[string]plan.TaskID{}
	for i, task := range m.old.Tasks {
		m.leaving[task.Code] = m.old.tasks[i]
	}
	m.changed = map[planfile.Move][]planfile.Field{}
	for _, c := range m.diff.Changed {
		m.changed[planfile.Move{CodeOld: c.CodeOld, CodeNew: c.CodeNew}] = c.Fields
	}
}

// silent fills in what the new version says nothing about in any of its tasks: a
// text without units takes none away. It reports whether there is such a thing.
func (m *amending) silent() bool {
	units, dates := true, true
	for _, t := range m.new.Tasks {
		units = units && len(t.Lead)+len(t.Support) == 0 && t.Deliverable == ""
		dates = dates && t.Deadline.Raw == "" && t.Deadline.Kind == workday.Unknown
	}
	for _, p := range m.diff.Pairs {
		was, is := m.old.Tasks[p.Old], &m.new.Tasks[p.New]
		if units {
			is.Lead, is.Support, is.Deliverable = was.Lead, was.Support, was.Deliverable
		}
		if dates {
			is.Deadline = was.Deadline
		}
	}
	return units || dates
}

func (m *amending) words() string { return textAmended.plain(m.t.lang, m.args) }

// nothing reports whether the new version changes nothing at all.
func (m *amending) nothing() bool {
	if !m.diff.Empty() || len(m.diff.Areas) != len(m.new.Areas) || len(m.targets) > 0 {
		return false
	}
	for _, p := range m.diff.Areas {
		if was, is := m.old.Areas[p.Old], m.new.Areas[p.New]; was != is {
			return false
		}
	}
	return true
}

// move compares three sides for the units and the date of a task: what the
// documents said, what the new one says and what holds.
func (m *amending) move(id plan.TaskID, was, is planfile.Task) taskMove {
	var move taskMove
	fields := m.fields(was, is)
	task := m.t.r.Tasks.Get(id)
	if len(fields) > 0 && task.Tracking == plan.CancelledTask {
		m.clash(is, amendClash{Field: "tracking", Kept: true})
		return move
	}
	if slices.Contains(fields, planfile.FieldLead) {
		move.lead = m.moveLead(id, was, is)
	}
	if slices.Contains(fields, planfile.FieldDeadline) {
		move.date, move.dated = m.moveDate(id, was, is)
	}
	return move
}

func (m *amending) fields(was, is planfile.Task) []planfile.Field {
	return m.changed[planfile.Move{CodeOld: was.Code, CodeNew: is.Code}]
}

// moveLead returns the units that the document gives a task to; nil when they
// stay as they are: it names none, or one that nobody knows.
func (m *amending) moveLead(id plan.TaskID, was, is planfile.Task) []plan.UnitID {
	var quiet imported
	before, after, now := quiet.units(m.known, was.Lead), m.args.units(m.known, is.Lead), leadsOf(m.t.r, id)
	clash := amendClash{Field: string(planfile.FieldLead), Office: m.t.unitList(now), Document: strings.Join(is.Lead, "; ")}
	switch {
	case sameUnits(now, after):
		return nil
	case len(after) == 0 || !m.known.every(is.Lead):
		clash.Kept = true
		m.clash(is, clash)
		return nil
	case !sameUnits(now, before):
		m.clash(is, clash)
	}
	return after
}

// moveDate returns the deadline that the document sets; ok is false when what
// holds stays: it says none, or none that is understood.
func (m *amending) moveDate(id plan.TaskID, was, is planfile.Task) (d workday.Deadline, ok bool) {
	now := m.t.r.Tasks.Get(id).Deadline()
	clash := amendClash{Field: string(planfile.FieldDeadline), Office: dueOrRaw(now), Document: dueOrRaw(is.Deadline)}
	unsaid := is.Deadline.Kind == workday.Unknown
	switch {
	case planfile.SameDeadline(now, is.Deadline):
		return d, false
	case unsaid && now.Kind == workday.Unknown:
		return is.Deadline, true // nobody knows it, as before
	case unsaid:
		clash.Kept = true
		m.clash(is, clash)
		return d, false
	case !planfile.SameDeadline(now, was.Deadline):
		m.clash(is, clash)
	default:
		if due := m.extended(id); due != 0 && due != is.Deadline.Due {
			clash.Office = m.t.day(due)
			m.clash(is, clash)
		}
	}
	return is.Deadline, true
}

// extended returns the due date of open work of a task that was decided for one
// unit alone, zero when there is none.
func (m *amending) extended(id plan.TaskID) workday.Date {
	g := giver{r: m.t.r}
	for _, o := range g.standing(id) {
		for _, a := range g.openOf(o.id) {
			if due := m.t.r.Assignments.Get(a).Due; due != o.Due && o.From <= m.t.today {
				return due
			}
		}
	}
	return 0
}

func (m *amending) clash(is planfile.Task, c amendClash) {
	c.Code, c.Title = is.Code, planfile.Shorten(is.Title, diffTitle)
	m.args.Clashes = append(m.args.Clashes, c)
}

func sameUnits(a, b []plan.UnitID) bool {
	if len(a) != len(b) {
		return false
	}
	for _, u := range a {
		if !contains(b, u) {
			return false
		}
	}
	return true
}

type (
	amendedArgs struct {
		imported
		Plan, Document   string
		Applied, Nothing bool
		Difference       differenceArgs
		Clashes          []amendClash
	}
	// amendClash is where the office and the document say different things. Kept:
	// what the office decided holds on.
	amendClash struct {
		Code, Title, Field, Office, Document string
		Kept                                 bool
	}
)
