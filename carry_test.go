package main

import (
	"context"
	"testing"
	"time"

	"dondoc/bot"
	"dondoc/plan"
	"dondoc/planfile"
	"dondoc/report"
	"dondoc/store"

	"pgregory.net/rapid"
)

// Ensure that what is carried over at the year's end goes on whole under its
// own ids, that the figures of the old plan stay what they were, and that the
// live figures count nothing twice and lose nothing that is open. Carrying
// again carries nothing, and the journal alone gives the register.
func TestCarryKeepsFigures(t *testing.T) {
	t.Parallel()
	now := noon
	rapid.Check(t, func(rt *rapid.T) {
		now = noon
		a := deskOf(t, func() time.Time { return now })
		defer a.Close()
		do := func(f func(*store.View)) {
			a.store.Do(context.Background(), []store.Command{{Run: func(v *store.View) (store.Outcome, error) {
				f(v)
				return store.Outcome{}, nil
			}}})
		}
		old := planOf(rapid.SliceOfN(rapid.Custom(drawTask), 2, 6).Draw(rt, "old"))
		next := planfile.Document{Plan: planfile.Header{Number: "04/KH-SNV", Title: "Kế hoạch sau", Year: 2027}, Areas: old.Areas}
		for _, d := range []planfile.Document{old, next} {
			if _, err := a.bot.Import(context.Background(), d); err != nil {
				rt.Fatal(err)
			}
		}
		for range 3 {
			now = now.AddDate(0, 0, rapid.IntRange(0, 120).Draw(rt, "days"))
			do(func(v *store.View) { happens(rt, v) })
		}
		figures := func(s report.Scope) (f report.Summary) {
			register(a, func(r *plan.Register) { f = report.Figures(r, s, report.Period{}, r.Today(now)) })
			return f
		}
		oldBefore, liveBefore, rowsBefore := figures(report.Scope{Plan: 1}), figures(report.Scope{}), rowsOf(a)
		carry := bot.CarryOver{From: "06", To: "04", Apply: true}
		if _, err := a.bot.Carry(context.Background(), carry); err != nil {
			rt.Fatal(err)
		}
		oldAfter := figures(report.Scope{Plan: 1})
		for _, of := range [][2]report.Counts{{oldBefore.Tasks, oldAfter.Tasks}, {oldBefore.Parts, oldAfter.Parts}} {
			// Who was asked and what waits are of today, not of the year.
			for _, k := range []report.Kind{report.Total, report.DoneInTime, report.DoneLate, report.NotDone, report.FellDue, report.Missed, report.Overdue, report.NoDeadline, report.Continuous, report.Later, report.NoLead} {
				if of[0].At(k) != of[1].At(k) {
					rt.Fatalf("%s of the old plan was %d, is %d", k, of[0].At(k), of[1].At(k))
				}
			}
		}
		closed := false
		register(a, func(r *plan.Register) { closed = r.Plans.Get(1).Closed })
		live := figures(report.Scope{})
		if !closed && (live.Parts.Overdue != liveBefore.Parts.Overdue || live.Parts.ToVerify != liveBefore.Parts.ToVerify) {
			rt.Fatalf("live: was %+v, is %+v", liveBefore.Parts, live.Parts)
		}
		checkCarried(rt, a, rowsBefore)
		if !closed {
			events := a.store.Stats().Events
			if _, err := a.bot.Carry(context.Background(), carry); err != nil || a.store.Stats().Events != events {
				rt.Fatalf("again: %d events more, %v", a.store.Stats().Events-events, err)
			}
		}
		replayed(t, a.store)
	})
}

func checkCarried(t *rapid.T, a *App, before rows) {
	register(a, func(r *plan.Register) {
		for id, was := range before.assignments {
			is := r.Assignments.Get(plan.AssignmentID(id))
			moved := is.Task != was.Task
			if moved && r.Tasks.Get(is.Task).Since != was.Task {
				t.Fatalf("assignment %d went from task %d to %d", id, was.Task, is.Task)
			}
			is.Task, is.NextInOccurrence, is.NextInUnit = was.Task, was.NextInOccurrence, was.NextInUnit
			if is != was {
				t.Fatalf("assignment %d was\n%+v\nis\n%+v", id, was, is)
			}
			task := r.Tasks.Get(was.Task)
			owed := was.State == plan.NotStarted || was.State == plan.InProgress
			dropped := before.occurrences[was.Occurrence].Dropped
			if id > 0 && owed && !dropped && !task.Continuous && task.Tracking == plan.Tracked && was.Due <= before.today && was.Given <= before.today &&
				before.occurrences[was.Occurrence].From <= before.today && !moved && !waitsForOthers(before, was) {
				t.Fatalf("left behind: %+v", was)
			}
		}
		for id := len(before.assignments); r.Assignments.Has(plan.AssignmentID(id)); id++ {
			if left := r.Assignments.Get(plan.AssignmentID(id)); id > 0 && r.Live(&left) {
				t.Fatalf("a record is somebody's work: %+v", left)
			}
		}
	})
}

// waitsForOthers reports whether an assignment of the same occurrence is due
// later: then all of it stays.
func waitsForOthers(before rows, a plan.Assignment) bool {
	for _, other := range before.assignments {
		if other.Occurrence == a.Occurrence && other.State.Open() && other.Due > before.today {
			return true
		}
	}
	return false
}
