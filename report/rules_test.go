package report

import (
	"testing"

	"dondoc/plan"
	"dondoc/workday"
)

// Each case is a sentence of the design's "Figures": facts about a register
// with three units, and the figures that they give on a day of 2026.
func TestRules(t *testing.T) {
	tuesday := d(24, 3)
	for _, tt := range []struct {
		name  string
		day   workday.Date // zero: Tuesday 24 March
		facts func(k *desk, u []plan.UnitID)
		tasks map[Kind]int
		parts map[Kind]int
	}{
		{
			name:  "tasks count once, assignments each",
			facts: func(k *desk, u []plan.UnitID) { k.task(d(30, 4), u...) },
			tasks: map[Kind]int{Total: 1, Dated: 1, NotDone: 1, OpenInTime: 1, FellDue: 0},
			parts: map[Kind]int{Total: 3, Dated: 3, NotDone: 3, OpenInTime: 3, FellDue: 0},
		},
		{
			name: "a recurring task counts by its latest occurrence that fell due",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.recurring([]workday.Date{d(28, 2), d(20, 3), d(30, 6), d(30, 9)}, u[0])
				k.done(a[1], d(20, 3))
			},
			tasks: map[Kind]int{Total: 1, DoneInTime: 1, FellDue: 1},
			parts: map[Kind]int{Total: 3, DoneInTime: 1, OverdueUnit: 1, OpenInTime: 1, Later: 1},
		},
		{
			name: "a recurring task of which nothing fell due counts by the current occurrence",
			facts: func(k *desk, u []plan.UnitID) {
				k.recurring([]workday.Date{d(31, 3), d(30, 6), d(30, 9)}, u[0])
			},
			tasks: map[Kind]int{Total: 1, OpenInTime: 1, FellDue: 0},
			parts: map[Kind]int{Total: 1, OpenInTime: 1, Later: 2},
		},
		{
			name: "cancelled, paused and untracked are outside",
			facts: func(k *desk, u []plan.UnitID) {
				cancelled, a := k.task(d(20, 3), u[0])
				k.do(plan.TaskTracked{Task: cancelled, Tracking: plan.CancelledTask, Cancelled: a})
				untracked, _ := k.task(d(20, 3), u[0])
				k.do(plan.TaskTracked{Task: untracked, Tracking: plan.Untracked})
				_, p := k.task(d(20, 3), u[0])
				k.update(p[0], plan.Paused, 0, d(10, 3))
			},
			tasks: map[Kind]int{Total: 0, Overdue: 0, NoLead: 0},
			parts: map[Kind]int{Total: 0, Overdue: 0},
		},
		{
			name: "a dropped occurrence and a closed plan are outside",
			facts: func(k *desk, u []plan.UnitID) {
				task, a := k.task(d(20, 3), u[0])
				k.do(plan.TaskDated{Task: task, Dropped: []plan.OccurrenceID{k.Tasks.Get(task).First}, Cancelled: a,
					New: []plan.NewOccurrence{{ID: k.Occurrences.Next(), Due: d(30, 4)}}})
				k.plan = k.newPlan()
				k.task(d(20, 3), u[0])
				k.do(plan.PlanAdded{ID: k.plan, Plan: plan.Plan{Year: 2026, Closed: true}})
			},
			tasks: map[Kind]int{Total: 1, OpenInTime: 1, NoLead: 1},
			parts: map[Kind]int{Total: 0},
		},
		{
			name: "continuous and without deadline are counted apart",
			facts: func(k *desk, u []plan.UnitID) {
				k.continuous(u[0])
				k.task(0, u[1])
				k.do(plan.TaskAdded{ID: k.Tasks.Next(), Task: plan.Task{Plan: k.plan, Title: "Việc"}})
			},
			tasks: map[Kind]int{Total: 3, Dated: 0, Continuous: 1, NoDeadline: 2, NoLead: 1},
			parts: map[Kind]int{Total: 2, Dated: 0, Continuous: 1, NoDeadline: 1},
		},
		{
			name: "an occurrence is done when all its live assignments are",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(20, 3), u...)
				k.done(a[0], d(18, 3))
				k.done(a[1], d(19, 3))
				k.do(plan.TaskAssigned{Withdrawn: a[2:]})
			},
			tasks: map[Kind]int{Total: 1, DoneInTime: 1},
			parts: map[Kind]int{Total: 2, DoneInTime: 2},
		},
		{
			name: "done late as soon as one is",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(20, 3), u[:2]...)
				k.done(a[0], d(18, 3))
				k.done(a[1], d(23, 3))
			},
			tasks: map[Kind]int{Done: 1, DoneLate: 1, FellDue: 1, Missed: 1},
			parts: map[Kind]int{DoneInTime: 1, DoneLate: 1},
		},
		{
			name: "overdue as soon as one is",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(20, 3), u...)
				k.done(a[0], d(18, 3))
				k.extend(a[1], d(30, 4))
			},
			tasks: map[Kind]int{NotDone: 1, Overdue: 1, Extended: 1, FellDue: 1},
			parts: map[Kind]int{DoneInTime: 1, OpenInTime: 1, OverdueUnit: 1, Extended: 1},
		},
		{
			name: "fell due on the earliest current due date",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(20, 3), u[:2]...)
				k.extend(a[0], d(30, 4))
				k.extend(a[1], d(31, 3))
			},
			tasks: map[Kind]int{InTime: 1, FellDue: 0},
		},
		{
			name: "one done late makes what is not done overdue",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(20, 3), u[:2]...)
				k.extend(a[0], d(30, 4))
				k.done(a[1], d(23, 3))
			},
			tasks: map[Kind]int{OverdueUnit: 1, FellDue: 1},
			parts: map[Kind]int{OpenInTime: 1, DoneLate: 1},
		},
		{
			name: "without assignments judged by the task's date",
			facts: func(k *desk, u []plan.UnitID) {
				k.task(d(20, 3))
				k.task(d(26, 3))
				k.task(d(30, 4))
			},
			tasks: map[Kind]int{NoLead: 3, Overdue: 1, FellDue: 1, OpenInTime: 2, DueSoon: 1},
			parts: map[Kind]int{Total: 0},
		},
		{
			name: "in time: said by the current due date, whenever it was accepted",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(20, 3), u[0])
				m := k.submit(a[0], d(20, 3))
				k.do(plan.MatterSettled{ID: m, State: plan.Agreed, Day: d(24, 3), Counted: d(20, 3)})
			},
			parts: map[Kind]int{DoneInTime: 1},
		},
		{
			name: "the office accepts the date of a document",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(20, 3), u[0])
				m := k.submit(a[0], d(24, 3))
				k.do(plan.MatterSettled{ID: m, State: plan.Agreed, Day: d(24, 3), Counted: d(19, 3)})
			},
			parts: map[Kind]int{DoneInTime: 1, DoneLate: 0},
		},
		{
			name: "what an import found done was said when it says so",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(20, 3), u[:2]...)
				k.update(a[0], plan.Done, 100, d(19, 3))
				k.update(a[1], plan.Done, 100, d(23, 3))
			},
			parts: map[Kind]int{DoneInTime: 1, DoneLate: 1},
		},
		{
			name: "an extension moves what in time means and leaves a mark",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(10, 3), u[0])
				k.extend(a[0], d(20, 3))
				k.done(a[0], d(19, 3))
			},
			parts: map[Kind]int{DoneInTime: 1, Extended: 1},
		},
		{
			name: "a due date is kept by its end: on the day nothing is overdue",
			facts: func(k *desk, u []plan.UnitID) {
				k.task(d(24, 3), u[0])
				k.task(d(23, 3), u[0])
			},
			parts: map[Kind]int{OpenInTime: 1, OverdueUnit: 1, FellDue: 2, DueSoon: 1},
		},
		{
			name: "due on a Saturday, kept by the end of Monday",
			day:  d(23, 3),
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(21, 3), u...)
				k.done(a[0], d(23, 3))
				k.submit(a[1], d(23, 3))
			},
			parts: map[Kind]int{DoneInTime: 1, SubmittedReady: 1, OpenInTime: 1, Overdue: 0, FellDue: 3},
		},
		{
			name: "due on a Saturday, missed on Tuesday",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(21, 3), u[:2]...)
				k.done(a[0], d(24, 3))
			},
			parts: map[Kind]int{DoneLate: 1, OverdueUnit: 1},
		},
		{
			name: "due at Tết, kept by the end of the first working day after it",
			day:  d(23, 2),
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(17, 2), u[:2]...)
				k.done(a[0], d(23, 2))
			},
			parts: map[Kind]int{DoneInTime: 1, OpenInTime: 1},
		},
		{
			name: "strict: a day off is missed at its own end",
			day:  d(23, 3),
			facts: func(k *desk, u []plan.UnitID) {
				s := k.Office()
				s.Strict = true
				k.do(plan.SettingsChanged{Settings: s})
				_, a := k.task(d(21, 3), u[:2]...)
				k.done(a[0], d(22, 3))
			},
			parts: map[Kind]int{DoneLate: 1, OverdueUnit: 1},
		},
		{
			name: "overdue, waiting for superiors: raised in time and still with its decider",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(20, 3), u...)
				k.raise(plan.Obstacle, a[0], d(20, 3), k.focal)
				k.raise(plan.Extension, a[1], d(20, 3), k.director)
				k.raise(plan.Obstacle, a[2], d(23, 3), k.focal)
			},
			tasks: map[Kind]int{Overdue: 1, OverdueUnit: 1},
			parts: map[Kind]int{Overdue: 3, OverdueWaiting: 2, OverdueUnit: 1, Missed: 3, Obstacles: 2, Requests: 1},
		},
		{
			name: "what was answered is the unit's again",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(20, 3), u[0])
				m := k.raise(plan.Obstacle, a[0], d(18, 3), k.focal)
				k.do(plan.MatterSettled{ID: m, State: plan.Agreed, Day: d(19, 3)})
			},
			parts: map[Kind]int{OverdueUnit: 1, OverdueWaiting: 0, Obstacles: 0},
		},
		{
			name: "submitted in time and waiting is not done, in time",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(20, 3), u[0])
				k.submit(a[0], d(20, 3))
			},
			tasks: map[Kind]int{NotDone: 1, InTime: 1, SubmittedReady: 1, ToVerify: 1, FellDue: 1, Missed: 0},
			parts: map[Kind]int{NotDone: 1, InTime: 1, SubmittedReady: 1, ToVerify: 1},
		},
		{
			name: "submitted late is not done, overdue",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(20, 3), u[0])
				k.submit(a[0], d(23, 3))
			},
			parts: map[Kind]int{OverdueUnit: 1, ToVerify: 1},
		},
		{
			name: "done early has not fallen due, and is not in the rate",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(30, 4), u[0])
				k.done(a[0], d(18, 3))
			},
			parts: map[Kind]int{DoneInTime: 1, FellDue: 0},
		},
		{
			name: "due soon: within 3 working days, not done and not reported",
			facts: func(k *desk, u []plan.UnitID) {
				k.task(d(27, 3), u[0])
				k.task(d(28, 3), u[0])
				_, a := k.task(d(26, 3), u[:2]...)
				k.submit(a[0], d(23, 3))
				k.done(a[1], d(23, 3))
			},
			parts: map[Kind]int{DueSoon: 1},
		},
		{
			name: "no answer: shown a working day ago or more, and no update followed",
			facts: func(k *desk, u []plan.UnitID) {
				k.heard(u[0], d(20, 3))
				_, a := k.task(d(30, 4), u[0])
				k.show(a[0], d(23, 3))
				_, today := k.task(d(30, 4), u[0])
				k.show(today[0], d(24, 3))
				_, answered := k.task(d(30, 4), u[0])
				k.show(answered[0], d(19, 3))
				k.update(answered[0], plan.InProgress, 10, d(19, 3))
				_, waits := k.task(d(30, 4), u[0])
				k.raise(plan.Obstacle, waits[0], d(10, 3), k.focal)
				k.show(waits[0], d(19, 3))
				k.task(d(30, 4), u[0])
			},
			parts: map[Kind]int{NoAnswer: 1, NotReached: 0},
		},
		{
			name: "silent for 10 working days is not reached, never no answer",
			facts: func(k *desk, u []plan.UnitID) {
				k.heard(u[0], d(10, 3)) // ten working days before 24/3
				k.heard(u[1], d(11, 3))
				_, a := k.task(d(30, 4), u[:2]...)
				k.show(a[0], d(23, 3))
				k.show(a[1], d(23, 3))
			},
			parts: map[Kind]int{NoAnswer: 1, NotReached: 1},
		},
		{
			name: "who cannot be reached is not reached",
			facts: func(k *desk, u []plan.UnitID) {
				k.heard(u[0], d(20, 3))
				_, a := k.task(d(30, 4), u[0])
				k.show(a[0], d(20, 3))
				k.do(plan.PersonChanged{Person: k.holder(u[0]), Lost: d(23, 3)})
			},
			parts: map[Kind]int{NoAnswer: 0, NotReached: 1},
		},
		{
			name: "a unit that has not joined reports through the office",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(20, 3), k.bare("Chi cục"), k.bare("Trung tâm"))
				k.update(a[1], plan.Done, 100, d(10, 3))
				k.do(plan.DigestTold{Day: d(20, 3), Duties: []plan.ToldDuty{{
					Duty: plan.Duty{Kind: plan.Perform, Subject: uint32(a[0])}, Shown: true}}})
			},
			parts: map[Kind]int{ViaOffice: 1, NoAnswer: 0, NotReached: 0},
		},
		{
			name: "waiting for the director, and handed back",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(30, 4), u...)
				m := k.raise(plan.Obstacle, a[0], d(20, 3), k.focal)
				k.do(plan.MatterPassed{ID: m, Holder: k.director, Day: d(23, 3)})
				k.raise(plan.Extension, a[1], d(20, 3), k.director)
				k.raise(plan.Handback, a[2], d(20, 3), k.focal)
			},
			tasks: map[Kind]int{ToDirector: 1, Obstacles: 1, Requests: 1, Handbacks: 1},
			parts: map[Kind]int{ToDirector: 2, Obstacles: 1, Requests: 1, Handbacks: 1, ToVerify: 0},
		},
		{
			name: "a hand-back that was agreed leaves a task without lead",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.task(d(30, 4), u[0])
				k.raise(plan.Obstacle, a[0], d(20, 3), k.focal)
				k.agree(k.raise(plan.Handback, a[0], d(20, 3), k.focal), d(23, 3))
			},
			tasks: map[Kind]int{NoLead: 1, Total: 1, Obstacles: 0},
			parts: map[Kind]int{Total: 0, Obstacles: 0},
		},
		{
			name: "what waits in an occurrence still to come waits all the same",
			facts: func(k *desk, u []plan.UnitID) {
				_, a := k.recurring([]workday.Date{d(31, 3), d(30, 6)}, u[0])
				k.submit(a[1], d(20, 3))
			},
			tasks: map[Kind]int{Total: 1, ToVerify: 1},
			parts: map[Kind]int{Total: 1, Later: 1, ToVerify: 1},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k := newDesk()
			units := []plan.UnitID{k.unit("A"), k.unit("B"), k.unit("C")}
			tt.facts(k, units)
			day := tt.day
			if day == 0 {
				day = tuesday
			}
			s := k.figures(day)
			for id, m := range k.Matters.All() {
				if k.Assignments.Get(m.Assignment).State == plan.Cancelled && m.State.Open() {
					t.Errorf("matter %d waits for a decision about nothing", id)
				}
			}
			want(t, "tasks", s.Tasks, tt.tasks)
			want(t, "assignments", s.Parts, tt.parts)
		})
	}
}

// Ensure that the rate is over what fell due, and that there is none over
// nothing.
func TestOverdueRate(t *testing.T) {
	if p, ok := (Counts{Missed: 3, FellDue: 15, Total: 41}).OverdueRate(); p != 20 || !ok {
		t.Errorf("3 of 15 is %d%%, %t", p, ok)
	}
	if p, ok := (Counts{Missed: 1, FellDue: 8}).OverdueRate(); p != 13 || !ok {
		t.Errorf("1 of 8 is %d%%, %t", p, ok)
	}
	if _, ok := (Counts{Total: 3}).OverdueRate(); ok {
		t.Error("a rate of nothing")
	}
}
