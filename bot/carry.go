package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dondoc/plan"
	"dondoc/planfile"
	"dondoc/viet"
	"dondoc/workday"
)

// CarryOver takes what a plan has left open into another one.
type CarryOver struct {
	// From and To name plans: the number, or the digits that begin it.
	From, To string
	// Apply makes it hold; without it nothing is recorded.
	Apply bool
	// Lang words the answer; empty: the office's language.
	Lang string
}

// Carry takes what has fallen due in a plan and is still open, and what nobody
// has dated, over into another plan; with Apply as one command.
//
// The assignments go on under their own ids, so that what was said, what waits
// for a decision and every message already sent stay about the same work; only
// the task above them is a new one, of the other plan, that points at the old.
// In the old plan a record of each stays as it stood: moving the task would
// take what was not done out of the old year's figures, and a copy that went on
// instead would lose the history. What is not due yet, or waits for
// verification, belongs to the old plan still and is left there. A plan of an
// earlier year in which nothing is open any more is closed.
func (b *Bot) Carry(ctx context.Context, c CarryOver) (string, error) {
	return b.onConsole(ctx, c.Lang, c.Apply, func(t *turn) (string, error) {
		k, err := t.carrying(c)
		if err != nil {
			return "", err
		}
		if c.Apply {
			k.apply()
		}
		return k.words(), nil
	})
}

// carrying is what is carried from one plan to another.
type carrying struct {
	t        *turn
	from, to plan.PlanID
	tasks    []carriedTask
	free     int // numbers tried as codes
	args     carriedArgs
}

type carriedTask struct {
	id          plan.TaskID
	code        string // in the other plan
	occurrences []standingOccurrence
}

// carrying finds what is to be carried; it records nothing.
func (t *turn) carrying(c CarryOver) (*carrying, error) {
	k := &carrying{t: t, from: planByCode(t.r, c.From), to: planByCode(t.r, c.To)}
	for _, p := range []struct {
		id   plan.PlanID
		code string
	}{{k.from, c.From}, {k.to, c.To}} {
		if p.id == 0 || t.r.Plans.Get(p.id).Closed || k.from == k.to {
			return nil, fmt.Errorf("%w: %s", ErrNoPlan, p.code)
		}
	}
	k.args = carriedArgs{From: planName(t.r.Plans.Get(k.from)), To: planName(t.r.Plans.Get(k.to)), Applied: c.Apply}
	stays := false
	for id, task := range t.r.Tasks.All() {
		if task.Plan == k.from && task.Tracking == plan.Tracked {
			stays = k.look(id, *task) || stays
		}
	}
	slices.SortStableFunc(k.tasks, func(a, b carriedTask) int { return planfile.CompareCodes(a.code, b.code) })
	for _, task := range k.tasks {
		row := t.r.Tasks.Get(task.id)
		k.args.Tasks = append(k.args.Tasks, carriedLine{
			Old: row.Code, Code: task.code, Title: taskTitle(row), Due: t.dueWords(task.due()), Late: t.late(task.due()),
		})
	}
	k.args.Closes = !stays && t.today.Year() > int(t.r.Plans.Get(k.from).Year)
	return k, nil
}

// look notes what of a task is carried, and reports whether any of it stays
// open in its plan.
func (k *carrying) look(id plan.TaskID, task plan.Task) (stays bool) {
	if task.Continuous {
		k.args.Continuous++
		return false
	}
	g := giver{r: k.t.r}
	c := carriedTask{id: id, code: k.code(task)}
	for _, o := range g.standing(id) {
		open := g.openOf(o.id)
		submitted := slices.IndexFunc(open, func(a plan.AssignmentID) bool { return k.t.r.Assignments.Get(a).State != plan.Submitted }) < 0
		switch {
		case len(open) == 0 && g.led(o.id):
		case o.From > k.t.today || k.due(o) > k.t.today:
			k.args.Later++
			stays = true
		case len(open) > 0 && submitted:
			k.args.Submitted++
			stays = true
		default:
			c.occurrences = append(c.occurrences, o)
		}
	}
	if len(c.occurrences) > 0 {
		k.tasks = append(k.tasks, c)
	}
	return stays
}

// due is the day on which the last open assignment of an occurrence falls due.
func (k *carrying) due(o standingOccurrence) workday.Date {
	due := workday.Date(0)
	open := (giver{r: k.t.r}).openOf(o.id)
	for _, a := range open {
		due = max(due, k.t.r.Assignments.Get(a).Due)
	}
	if len(open) == 0 {
		due = o.Due
	}
	return due
}

func (c carriedTask) due() workday.Date {
	due := workday.Date(0)
	for _, o := range c.occurrences {
		due = max(due, o.Due)
	}
	return due
}

// code is the code of a task in the other plan: the old one behind the letter
// C, "C.3.2", so that it is not taken for one of that plan; where it cannot be
// said in chat, or is taken, the next free number behind that letter.
func (k *carrying) code(task plan.Task) string {
	if task.Since != 0 {
		return task.Code // it has the letter already
	}
	code := "C." + task.Code
	if strings.Trim(task.Code, "0123456789.") == "" && !k.taken(code) {
		return code
	}
	for ; ; k.free++ {
		if code = "C." + itoa(k.free+1); !k.taken(code) {
			k.free++
			return code
		}
	}
}

func (k *carrying) taken(code string) bool {
	for _, task := range k.t.r.Tasks.All() {
		if sameCode(task.Code, code) {
			return true
		}
	}
	return false
}

// apply records it.
func (k *carrying) apply() {
	t := k.t
	for _, c := range k.tasks {
		task := t.r.Tasks.Get(c.id)
		words := plan.Words{}
		if task.Words != nil {
			words = *task.Words
		}
		words.Stated = nil
		if due := c.due(); due != 0 {
			words.Deadline = workday.Deadline{Raw: words.Deadline.Raw, Kind: workday.OnDate, Due: due}
		}
		event := plan.TaskCarried{ID: t.r.Tasks.Next(), From: c.id, Day: t.today, Task: plan.Task{
			Plan: k.to, Area: k.area(task.Area), Code: c.code, Title: task.Title, Words: &words, Support: task.Support,
		}}
		occurrence, assignment := t.r.Occurrences.Next(), t.r.Assignments.Next()
		for _, o := range slices.Backward(c.occurrences) { // the oldest first
			moved := plan.CarriedOccurrence{ID: o.id, Left: occurrence}
			occurrence++
			for a := t.r.Occurrences.Get(o.id).First; a != 0; a = t.r.Assignments.Get(a).NextInOccurrence {
				if t.r.Assignments.Get(a).State.Live() {
					moved.Assignments = append(moved.Assignments, plan.CarriedAssignment{ID: a})
				}
			}
			slices.Reverse(moved.Assignments)
			for i := range moved.Assignments {
				moved.Assignments[i].Left = assignment
				assignment++
			}
			event.Moved = append(event.Moved, moved)
		}
		t.v.Record(event)
		k.carryTargets(c.id, event.ID)
	}
	if k.args.Closes {
		t.v.Record(plan.PlanClosed{Plan: k.from, Day: t.today})
	}
}

// carryTargets gives a task of the other plan the targets that stand in the words of the
// old one, with what they have reached: its units go on giving the values. In the old plan
// they stay as they stood.
func (k *carrying) carryTargets(old, carried plan.TaskID) {
	r := k.t.r
	for _, id := range k.t.targetsOf(old) {
		target := r.Targets.Get(id)
		target.Plan, target.Area, target.Task = k.to, r.Tasks.Get(carried).Area, carried
		k.t.v.Record(plan.TargetAdded{ID: r.Targets.Next(), Target: target})
	}
}

// area is the area of the other plan that has the title of one of this plan.
func (k *carrying) area(old plan.AreaID) plan.AreaID {
	title := k.t.r.Areas.Get(old).Title
	for id, a := range k.t.r.Areas.All() {
		if a.Plan == k.to && title != "" && viet.SameWords(a.Title, title) {
			return id
		}
	}
	return 0
}

func (k *carrying) words() string { return textCarried.plain(k.t.lang, k.args) }

type (
	carriedArgs struct {
		From, To                     string
		Applied, Closes              bool
		Tasks                        []carriedLine
		Later, Submitted, Continuous int
	}
	carriedLine struct {
		Old, Code, Title, Due string
		Late                  bool
	}
)
