package report

import (
	"sync"

	"dondoc/plan"
	"dondoc/workday"
)

// Summary is all figures of a scope in a period as of a day.
type Summary struct {
	Scope  Scope
	Period Period
	Day    workday.Date

	// Tasks is the headline; it counts tasks. Parts is the sum of the rows by
	// unit; it counts assignments.
	Tasks Counts
	Parts Counts
	// Units counts assignments, a row for each lead unit: most overdue first,
	// then the oldest overdue date, then the name. Areas counts tasks, in the
	// order of the plan, those under no area last.
	Units Table
	Areas Table
	// Waiting counts the assignments that wait for a post, most first. All
	// posts of the office are one.
	Waiting []Waiting
	// Worst are the longest overdue tasks, at most worstShown; Members of
	// Overdue lists all.
	Worst []Member
	// ThroughOffice are the lead units nobody of which has joined, NotAnswering
	// those that cannot be reached or keep silent; in the order of units.
	ThroughOffice []plan.UnitID
	NotAnswering  []plan.UnitID
}

// worstShown is how many overdue tasks a Summary names.
const worstShown = 10

// Waiting is how many assignments wait for a post.
type Waiting struct {
	Post  plan.PostID
	Count int
}

// Figures returns all figures of a scope in a period, judged on a day.
func Figures(r *plan.Register, s Scope, p Period, day workday.Date) Summary {
	v := look(r, s, p, day)
	n := len(v.tasks)
	if len(v.assignments) < manyAssignments {
		return v.figures(1, n).summary()
	}
	var second *figures
	var half sync.WaitGroup
	half.Go(func() { second = v.figures(n/2, n) })
	first := v.figures(1, n/2)
	half.Wait()
	first.merge(second)
	return first.summary()
}

// manyAssignments are worth a second core.
const manyAssignments = 8192

// figures are what a walk counts.
type figures struct {
	*view
	count  tally
	byUnit []unitTally
	byArea []areaTally
	posts  []int32
	worst  []whole
}

// figures counts the tasks from an id up to another.
func (v *view) figures(from, to int) *figures {
	f := &figures{
		view:   v,
		byUnit: make([]unitTally, v.r.Units.Len()+1),
		byArea: make([]areaTally, v.r.Areas.Len()+1),
		posts:  make([]int32, v.r.Posts.Len()+1),
	}
	k := walk{view: v, assignment: f.assignment, waits: f.waits, task: f.task}
	k.over(from, to)
	return f
}

// merge adds what another walk counted.
func (f *figures) merge(g *figures) {
	f.count.merge(&g.count)
	for i := range f.byUnit {
		u, o := &f.byUnit[i], &g.byUnit[i]
		u.merge(&o.tally)
		u.used = u.used || o.used
		if u.oldest == 0 || o.oldest != 0 && o.oldest < u.oldest {
			u.oldest = o.oldest
		}
	}
	for i := range f.byArea {
		a, o := &f.byArea[i], &g.byArea[i]
		a.merge(&o.tally)
		a.used = a.used || o.used
	}
	for i, n := range g.posts {
		f.posts[i] += n
	}
	for i := range g.worst {
		f.keep(&g.worst[i])
	}
}

type unitTally struct {
	tally
	used   bool
	oldest workday.Date
}

type areaTally struct {
	tally
	used bool
}

func (f *figures) assignment(_ plan.AssignmentID, a *plan.Assignment, m mark) {
	u := &f.byUnit[a.Unit]
	u.used = true
	u.add(m)
	if m&overdueUnit != 0 && (u.oldest == 0 || a.Due < u.oldest) {
		u.oldest = a.Due
	}
}

func (f *figures) waits(_ plan.AssignmentID, _ mark, post plan.PostID) {
	if int(post) < len(f.posts) {
		f.posts[post]++
	}
}

func (f *figures) task(w *whole) {
	f.count.add(w.mark)
	area := w.area
	if int(area) >= len(f.byArea) {
		area = 0
	}
	f.byArea[area].used = true
	f.byArea[area].add(w.mark)
	if w.mark&overdueMarks != 0 {
		f.keep(w)
	}
}

// keep puts an overdue task among the worst when it is one of them.
func (f *figures) keep(w *whole) {
	n := len(f.worst)
	if n == worstShown {
		if !w.worse(&f.worst[n-1]) {
			return
		}
		n--
	} else {
		f.worst = append(f.worst, *w)
	}
	for ; n > 0 && w.worse(&f.worst[n-1]); n-- {
		f.worst[n] = f.worst[n-1]
	}
	f.worst[n] = *w
}

func (f *figures) summary() Summary {
	v := f.view
	s := Summary{
		Scope: v.scope, Period: v.period, Day: v.day,
		Tasks: f.count.counts(Tasks),
		Units: Table{Of: Assignments}, Areas: Table{Of: Tasks},
		Waiting: waitingOf(f.posts),
	}
	total := tally{}
	for i := 1; i < len(f.byUnit); i++ {
		u := &f.byUnit[i]
		if !u.used {
			continue
		}
		total.merge(&u.tally)
		id := plan.UnitID(i)
		s.Units.Rows = append(s.Units.Rows, Row{
			Unit: id, Counts: u.counts(Assignments), Oldest: u.oldest, Reach: v.reach[id],
		})
		switch v.reach[id] {
		case ThroughOffice:
			s.ThroughOffice = append(s.ThroughOffice, id)
		case NotAnswering:
			s.NotAnswering = append(s.NotAnswering, id)
		}
	}
	s.Parts = total.counts(Assignments)
	s.Units.byOverdue(v.r)
	for i := 1; i <= len(f.byArea); i++ {
		id := i % len(f.byArea)
		if a := &f.byArea[id]; a.used {
			s.Areas.Rows = append(s.Areas.Rows, Row{Area: plan.AreaID(id), Counts: a.counts(Tasks)})
		}
	}
	for i := range f.worst {
		s.Worst = append(s.Worst, v.taskMember(&f.worst[i]))
	}
	return s
}
