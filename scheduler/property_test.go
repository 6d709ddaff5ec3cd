package scheduler

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"dondoc/plan"
	"dondoc/workday"

	"pgregory.net/rapid"
)

// random fills an office with work in all states around March 2026: what the
// events can make, and some of what only an odd history could.
func random(t *rapid.T) *desk {
	o := newOffice()
	draw := func(name string, from, to int) int { return rapid.IntRange(from, to).Draw(t, name) }
	flip := func(name string) bool { return rapid.Bool().Draw(t, name) }
	date := func(name string, from, to string) workday.Date {
		return workday.Date(draw(name, int(day(from)), int(day(to))))
	}
	o.set(func(s *plan.Settings) {
		s.Strict = flip("strict")
		s.GoLive = rapid.SampledFrom([]workday.Date{day("2026-01-05"), day("2026-03-18"), day("2026-03-25")}).Draw(t, "live")
	})
	if flip("quiet day") {
		o.do(plan.DayRuled{Day: plan.Day{Date: date("quiet", "2026-03-16", "2026-03-31"), Rule: workday.Quiet}})
	}
	o.person(other)
	seat := plan.PostID(draw("post of other", 0, 5))
	if seat != 0 {
		p := o.Posts.Get(seat)
		p.Receive = plan.Receive(draw("receive", 0, 2))
		o.do(plan.PostSet{ID: seat, Post: p}, plan.Seated{Post: seat, Seat: plan.DelegateSeat, Person: other})
	}
	for id := director; id <= other; id++ {
		switch draw("person", 0, 9) {
		case 0:
			o.do(plan.PersonChanged{Person: id, Lost: day("2026-03-02")})
		case 1:
			o.do(plan.DigestTold{Person: id, Day: day("2026-03-23")})
		case 2:
			o.do(plan.PersonChanged{Person: id, State: plan.Provisional})
		}
	}
	for range draw("assignments", 0, 12) {
		kind := rapid.SampledFrom([]workday.Kind{workday.OnDate, workday.OnDate, workday.OnDate, workday.Unknown, workday.Continuous}).Draw(t, "kind")
		due := ""
		if kind == workday.OnDate {
			due = date("due", "2026-03-02", "2026-04-15").String()
		}
		unit := plan.UnitID(draw("unit", 1, 3))
		id := o.giveKind(unit, date("given", "2026-01-06", "2026-03-24").String(), due, kind)
		o.vary(t, id, draw, flip, date)
	}
	return o
}

// vary puts an assignment into some state.
func (o *desk) vary(t *rapid.T, id plan.AssignmentID, draw func(string, int, int) int, flip func(string) bool,
	date func(string, string, string) workday.Date) {
	if flip("told") {
		step := rapid.SampledFrom([]plan.Step{plan.NewStep, -3, 0, 1, 2, 5}).Draw(t, "step")
		rung := plan.Rung(draw("rung", 0, 3))
		o.do(plan.DigestTold{Person: 99, Day: min(day("2026-03-24"), date("told on", "2026-03-02", "2026-04-05")),
			Duties: []plan.ToldDuty{{Duty: perform(id), Rung: rung, Step: step}}})
	}
	said := date("said", "2026-03-02", "2026-03-24").String()
	switch draw("answer", 0, 11) {
	case 0:
		o.do(o.updated(id, said))
	case 1:
		o.do(o.promised(id, said, date("promise", "2026-03-10", "2026-04-10").String()))
	case 2:
		o.do(plan.EscalationHeld{Assignment: id, Until: day(said)})
	case 3:
		o.do(plan.TaskAssigned{Task: o.Assignments.Get(id).Task, Withdrawn: []plan.AssignmentID{id}})
	case 4:
		o.do(plan.TaskTracked{Task: o.Assignments.Get(id).Task, Tracking: plan.Untracked})
	case 5, 6, 7, 8:
		kind := plan.MatterKind(draw("matter", 1, 5))
		holder := plan.PostID(draw("holder", 1, 3))
		m := o.raise(kind, id, holder, said, (day(said) + workday.Date(draw("days", 0, 6))).String())
		if draw("settle", 0, 3) == 0 {
			o.do(plan.MatterSettled{ID: m, State: plan.Agreed, Day: day(said)})
		}
	case 9:
		u := o.updated(id, said)
		u.OnBehalf = true
		o.do(u)
	}
}

// someDay returns a day on which to look, often the last on which something
// was told.
func someDay(t *rapid.T) workday.Date {
	return rapid.OneOf(rapid.Just(day("2026-03-24")), rapid.Map(rapid.IntRange(0, 25), func(n int) workday.Date {
		return day("2026-03-16") + workday.Date(n)
	})).Draw(t, "day")
}

func keys(list []plan.Notice) []string {
	var out []string
	for _, n := range list {
		out = append(out, n.Key)
	}
	return out
}

// Ensure that the one pass of Decide finds exactly the people whose digest has
// something owed, and the office.
func TestDecideAgreesWithLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := random(t)
		d := someDay(t)
		now := d.At(8*time.Hour, o.Zone)
		var want []string
		if digestTime(o.Register, now) && o.Office().GoLive <= d {
			some := slices.ContainsFunc(o.People.Rows(), func(p plan.Person) bool { return p.Told >= d })
			for id, p := range o.People.All() {
				digest := Lines(o.Register, id, now)
				gets := len(o.ReceivesFor(id)) > 0
				if gets && p.Told < d && (digest.Owed || digest.Office) && !some {
					want = append(want, DigestKey(id, d))
				}
			}
			if some {
				return // the digests of the day are decided already
			}
		}
		if got := keys(Decide(o.Register, never, Gap{}, now)); !slices.Equal(got, want) {
			t.Fatalf("Decide %v, Lines %v", got, want)
		}
	})
}

// Ensure that the digests are the same whenever the first tick of the day
// comes, that ticks after it add none, and that no notice is made on a day off,
// a quiet day or outside of its hours.
func TestTicks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := random(t)
		d := someDay(t)
		seen := map[string]bool{}
		queued := func(k string) bool { return seen[k] }
		first := Decide(o.Register, never, Gap{}, d.At(8*time.Hour, o.Zone))
		minutes := rapid.SliceOfN(rapid.IntRange(0, 1439), 1, 6).Draw(t, "ticks")
		slices.Sort(minutes)
		late := 0
		for _, minute := range minutes {
			got := Decide(o.Register, queued, Gap{}, d.At(time.Duration(minute)*time.Minute, o.Zone))
			if len(got) == 0 {
				continue
			}
			late++
			if minute < 8*60 || minute > 16*60 || !o.Calendar.Working(d) || o.Calendar.Quiet(d) {
				t.Fatalf("notices at minute %d of %s", minute, d)
			}
			if late > 1 || !slices.Equal(keys(got), keys(first)) {
				t.Fatalf("tick %d at minute %d gives %v, the tick at 08:00 %v", late, minute, keys(got), keys(first))
			}
			for _, n := range got {
				if seen[n.Key] {
					t.Fatalf("%s is owed twice", n.Key)
				}
				seen[n.Key] = true
			}
		}
	})
}

// Ensure that no step is told twice to the same person, whatever days are
// missed, and that a missed day loses nothing: a digest tells what is owed then.
func TestToldOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := random(t)
		told := map[string]bool{}
		for d := day("2026-03-25"); d < day("2026-05-01"); d++ {
			if rapid.IntRange(0, 4).Draw(t, "down") == 0 {
				continue
			}
			now := d.At(8*time.Hour, o.Zone)
			for _, n := range Decide(o.Register, never, Gap{}, now) {
				digest := Lines(o.Register, n.To, now)
				for _, duty := range digest.Told {
					key := fmt.Sprint(n.To, duty.Duty, duty.Rung, duty.Step, duty.Version)
					if duty.Step != plan.NoStep && duty.Step != plan.PromiseStep && told[key] {
						t.Fatalf("%s on %s is told again", key, d)
					}
					told[key] = true
				}
				o.do(digest.Event())
			}
			if again := Decide(o.Register, never, Gap{}, now); len(again) > 0 {
				t.Fatalf("on %s after telling all: %v", d, keys(again))
			}
		}
	})
}

// Ensure that a digest is one value for one register: the order of everything
// in it is fixed, numbers count from one, and only ten are shown.
func TestLinesAreInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := random(t)
		now := day("2026-03-24").At(8*time.Hour, o.Zone)
		person := plan.PersonID(rapid.IntRange(1, 6).Draw(t, "person"))
		one, err := json.Marshal(Lines(o.Register, person, now))
		two, _ := json.Marshal(Lines(o.Register.Clone(), person, now))
		if err != nil || string(one) != string(two) {
			t.Fatalf("two digests of one register differ: %v", err)
		}
		d := Lines(o.Register, person, now)
		if len(d.Lines) > MaxLines {
			t.Fatalf("%d lines", len(d.Lines))
		}
		for i, l := range d.Lines {
			if l.Number != i+1 || !l.Owed {
				t.Fatalf("line %d is %+v", i, l)
			}
			if i > 0 && d.Lines[i-1].OverdueDays < l.OverdueDays {
				t.Fatalf("line %d is more overdue than the one before", i)
			}
		}
	})
}
