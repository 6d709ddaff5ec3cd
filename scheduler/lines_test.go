package scheduler

import (
	"slices"
	"testing"
	"time"

	"dondoc/plan"
)

const tuesday = "2026-03-24 08:00"

func (o *desk) lines(person plan.PersonID, when string) Digest {
	return Lines(o.Register, person, o.clock(when))
}

func due(lines []Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, l.Due.String())
	}
	return out
}

// Ensure that the digest of MESSAGES.md comes out in its order: overdue, due
// today, the nearest date, new; the rest is one line.
func TestLinesOrder(t *testing.T) {
	o := newOffice()
	o.give(khtcUnit, "2026-03-23", "2026-04-13")
	o.known(khtcUnit, "2026-03-20", "2026-03-27")
	o.known(khtcUnit, "2026-03-20", "2026-03-24")
	o.known(khtcUnit, "2026-03-20", "2026-03-20")
	o.known(khtcUnit, "2026-03-20", "2026-06-30")
	waits := o.known(khtcUnit, "2026-03-20", "2026-03-24")
	o.raise(plan.Submission, waits, 3, "2026-03-23", "2026-03-26")
	d := o.lines(khtc, tuesday)
	if got, want := due(d.Lines), []string{"2026-03-20", "2026-03-24", "2026-03-27", "2026-04-13"}; !slices.Equal(got, want) {
		t.Errorf("lines %v, want %v", got, want)
	}
	if got, want := due(d.More), []string{"2026-03-24", "2026-06-30"}; !slices.Equal(got, want) || !d.More[0].Waiting {
		t.Errorf("more %v, want %v", got, want)
	}
	first := d.Lines[0]
	if first.OverdueDays != 2 || first.RisesTo != plan.RungDeputy || first.Number != 1 {
		t.Errorf("first line %+v", first)
	}
	if d.Next != day("2026-03-25") || !d.Owed || d.Office || d.Leader {
		t.Errorf("digest %+v", d)
	}
}

// Ensure that all owed steps count as told and only the first ten as shown.
func TestTenLines(t *testing.T) {
	o := newOffice()
	for range 13 {
		o.give(khtcUnit, "2026-03-23", "2026-04-13")
	}
	d := o.lines(khtc, tuesday)
	shown := 0
	for _, told := range d.Told {
		if told.Shown {
			shown++
		}
	}
	if len(d.Lines) != 10 || len(d.More) != 3 || len(d.Told) != 13 || shown != 10 || !d.More[0].Owed {
		t.Fatalf("%d lines, %d more, %d told, %d shown", len(d.Lines), len(d.More), len(d.Told), shown)
	}
	o.do(d.Event())
	if d = o.lines(khtc, tuesday); d.Owed || len(d.Lines) != 0 || len(d.More) != 13 {
		t.Errorf("told: owed %v, %d lines, %d more", d.Owed, len(d.Lines), len(d.More))
	}
	if d = o.lines(khtc, "2026-03-25 08:00"); d.Owed || len(d.More) != 13 {
		t.Errorf("the next day: owed %v, %d more", d.Owed, len(d.More))
	}
}

// Ensure that what was accepted or recorded on behalf is told in the next
// digest, once, what may be objected to first, and owes none by itself.
func TestNews(t *testing.T) {
	o := newOffice()
	a, b := o.known(khtcUnit, "2026-03-20", "2026-04-30"), o.known(khtcUnit, "2026-03-20", "2026-04-30")
	m := o.raise(plan.Submission, a, 3, "2026-03-23", "2026-03-26")
	o.do(plan.MatterSettled{ID: m, State: plan.Agreed, Day: day("2026-03-23"), Counted: day("2026-03-23")})
	u := o.updated(b, "2026-03-23")
	u.OnBehalf = true
	o.do(u)
	d := o.lines(khtc, tuesday)
	if !slices.Equal(d.News, []News{{Kind: Recorded, Assignment: b}, {Kind: Accepted, Assignment: a}}) || d.Owed {
		t.Fatalf("news %v, owed %v", d.News, d.Owed)
	}
	o.known(khtcUnit, "2026-03-20", "2026-03-24")
	d = o.lines(khtc, tuesday)
	if !d.Owed || len(d.News) != 2 {
		t.Fatalf("news %v, owed %v", d.News, d.Owed)
	}
	o.do(d.Event())
	if d = o.lines(khtc, "2026-03-25 08:00"); len(d.News) != 0 {
		t.Errorf("news again: %v", d.News)
	}
}

// Ensure that a shared line says how many units have not done it.
func TestShared(t *testing.T) {
	o := newOffice()
	a := o.known(khtcUnit, "2026-03-20", "2026-03-24")
	occurrence := o.Assignments.Get(a).Occurrence
	o.do(plan.TaskAssigned{Task: 1, Day: day("2026-03-02"), Given: []plan.NewAssignment{
		{ID: 2, Occurrence: occurrence, Unit: ttraUnit, Due: day("2026-03-24")},
		{ID: 3, Occurrence: occurrence, Unit: vpUnit, Due: day("2026-03-24")},
	}})
	m := o.raise(plan.Submission, 2, 3, "2026-03-23", "2026-03-26")
	o.do(plan.MatterSettled{ID: m, State: plan.Agreed, Day: day("2026-03-23")})
	if l := o.lines(khtc, tuesday).Lines[0]; l.Open != 2 || l.Shared != 3 {
		t.Errorf("open %d of %d", l.Open, l.Shared)
	}
}

// Ensure that office, deputy and director get the standing groups of their
// posts, and what has risen to them, whether told or not.
func TestGroups(t *testing.T) {
	o := newOffice()
	a := make([]plan.AssignmentID, 6)
	for i := range a {
		a[i] = o.known(khtcUnit, "2026-03-20", "2026-04-30")
	}
	o.raise(plan.Submission, a[0], 3, "2026-03-23", "2026-03-26")
	o.raise(plan.Handback, a[1], 3, "2026-03-23", "2026-03-26")
	o.raise(plan.Question, a[2], 3, "2026-03-23", "2026-03-26")
	o.raise(plan.Obstacle, a[3], 3, "2026-03-23", "2026-03-26")
	o.raise(plan.Extension, a[4], 1, "2026-03-23", "2026-03-26")
	m := o.raise(plan.Obstacle, a[5], 3, "2026-03-23", "2026-03-26")
	o.do(plan.MatterPassed{ID: m, Holder: 2, Day: day("2026-03-23"), Due: day("2026-03-26")})
	o.known(khtcUnit, "2026-03-20", "2026-03-20") // overdue 2
	o.known(ttraUnit, "2026-03-20", "2026-03-19") // overdue 3
	o.give(khtcUnit, "2026-03-02", "")
	task := o.Tasks.Next()
	o.do(plan.TaskAdded{ID: task, Task: plan.Task{Plan: 1}}, plan.SuggestionAdded{ID: 1, Suggestion: plan.Suggestion{Task: task, Unit: 2}})
	count := func(d Digest) [8]int {
		return [8]int{len(d.Verify), len(d.Settle), len(d.Direct), len(d.Decide), len(d.TakeBack), len(d.Answer), len(d.Overdue), len(d.Rising)}
	}
	for person, want := range map[plan.PersonID][8]int{
		office: {1, 1, 0, 0, 1, 1, 2, 1}, deputy: {0, 0, 1, 0, 0, 0, 0, 0},
		director: {0, 0, 0, 1, 0, 0, 1, 0}, khtc: {},
	} {
		d := o.lines(person, tuesday)
		if got := count(d); got != want {
			t.Errorf("%s: %v, want %v", names[person], got, want)
		}
		o.do(d.Event())
		if got := count(o.lines(person, tuesday)); got != want {
			t.Errorf("%s, told: %v, want %v", names[person], got, want)
		}
	}
	d := o.lines(office, tuesday)
	if len(d.NoDeadline) != 2 || len(d.NoLead) != 1 || len(d.Suggestions) != 1 || len(d.NotJoined) != 0 {
		t.Errorf("no deadline %v, no lead %v, suggestions %v", d.NoDeadline, d.NoLead, d.Suggestions)
	}
	if d.Rising[0].RisesTo != plan.RungDeputy {
		t.Errorf("rising %+v", d.Rising[0])
	}
}

// Ensure that matters of a leader whom nobody can reach are carried by the
// office, and that who is bound provisionally gets nothing of a leader.
func TestUnreachedLeader(t *testing.T) {
	o := newOffice()
	a := o.known(khtcUnit, "2026-03-20", "2026-04-30")
	o.raise(plan.Extension, a, 1, "2026-03-20", "2026-03-24")
	o.do(plan.PersonChanged{Person: director, State: plan.Provisional})
	if d := o.lines(director, tuesday); d.Owed || len(d.Decide) != 0 {
		t.Errorf("a provisional director: %+v", d)
	}
	d := o.lines(office, tuesday)
	if len(d.Unreached) != 1 || d.Unreached[0].Post != 1 || d.Unreached[0].Open != 1 || len(d.Unreached[0].Lines) != 1 {
		t.Errorf("unreached %+v", d.Unreached)
	}
	if len(d.Told) != 0 {
		t.Errorf("told in the director's stead: %v", d.Told)
	}
}

// Ensure that a delegate who gets no messages sees the work all the same.
func TestLinesOfDelegate(t *testing.T) {
	o := newOffice()
	o.person(other)
	o.do(plan.Seated{Post: 4, Seat: plan.DelegateSeat, Person: other})
	o.give(khtcUnit, "2026-03-23", "2026-03-24")
	if d := o.lines(other, tuesday); d.Owed || len(d.Lines) != 0 || len(d.More) != 1 || len(d.Told) != 0 {
		t.Errorf("%+v", d)
	}
}

// Ensure that after more than a day without messages the next digest goes to
// everyone, once, and names the window.
func TestGap(t *testing.T) {
	o := newOffice()
	gap := Gap{o.clock("2026-03-20 09:00"), o.clock("2026-03-24 10:00")}
	ask := func(gap Gap, when string) []string { return keys(Decide(o.Register, never, gap, o.clock(when))) }
	if got := ask(gap, "2026-03-24 10:01"); len(got) != 5 {
		t.Errorf("after the gap: %v", got)
	}
	if got := Decide(o.Register, never, gap, o.clock("2026-03-24 10:01"))[0]; string(got.Args) == "" {
		t.Errorf("the digest does not name the gap")
	}
	if got := ask(gap, "2026-03-25 08:00"); len(got) != 5 {
		t.Errorf("the day after, if it was too late: %v", got)
	}
	o.do(plan.DigestTold{Person: khtc, Day: day("2026-03-24")})
	if got := ask(gap, "2026-03-25 08:00"); len(got) != 4 {
		t.Errorf("after telling one: %v", got)
	}
	if got := ask(gap, "2026-05-06 08:00"); len(got) != 1 {
		t.Errorf("weeks later: %v", got)
	}
	for _, short := range []Gap{{}, {o.clock("2026-03-24 09:00"), o.clock("2026-03-25 09:00")}} {
		if got := ask(short, "2026-03-25 10:01"); len(got) != 1 {
			t.Errorf("a gap of a day: %v", got)
		}
	}
}

// Ensure that nothing is decided while the office is held or not live.
func TestDecideHeld(t *testing.T) {
	for name, change := range map[string]func(*plan.Settings){
		"held":        func(s *plan.Settings) { s.Held = true },
		"before live": func(s *plan.Settings) { s.GoLive = day("2026-03-25") },
		"no go-live":  func(s *plan.Settings) { s.GoLive = 0 },
	} {
		o := newOffice()
		o.give(khtcUnit, "2026-03-23", "2026-03-24")
		o.set(change)
		if got := Decide(o.Register, never, Gap{}, o.clock(tuesday)); len(got) != 0 {
			t.Errorf("%s: %v", name, keys(got))
		}
	}
}

// Ensure that a simulation shows the days as they would be without answers,
// for an office that has not gone live and is held, and changes nothing.
func TestSimulate(t *testing.T) {
	o := newOffice()
	o.set(func(s *plan.Settings) { s.GoLive, s.Held = 0, true })
	a := o.give(khtcUnit, "2026-03-02", "2026-04-30")
	before, _ := o.MarshalJSON()
	simulation := Simulate(o.Register, day("2026-04-14"), day("2026-05-06"))
	days := simulation.Days
	after, _ := o.MarshalJSON()
	if string(before) != string(after) {
		t.Error("the register changed")
	}
	var got []string
	for _, d := range days {
		for _, digest := range d.Digests {
			if digest.Person == khtc {
				got = append(got, d.Day.String()+" "+sketch(digest))
			}
		}
	}
	want := []string{
		"2026-04-14 -10 and new", "2026-04-23 -3", "2026-04-29 day", "2026-05-05 +1",
		"2026-05-06 +2 tomorrow deputy",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if len(simulation.Absent) != 0 {
		t.Errorf("absent %v", simulation.Absent)
	}
	if len(days) != 14 || days[0].Digests[0].Person != office {
		t.Errorf("%d days", len(days))
	}
	if o.Assignments.Get(a).Told[0] != (plan.Told{}) {
		t.Error("the assignment was told")
	}
}

// Ensure that a simulation names the posts that nobody receives for, and shows
// what they would get.
func TestSimulateAbsent(t *testing.T) {
	o := newOffice()
	o.do(plan.PersonChanged{Person: khtc, Lost: day("2026-01-09")}, plan.Seated{Post: plan.PostID(office)})
	o.give(khtcUnit, "2026-03-02", "2026-04-30")
	s := Simulate(o.Register, day("2026-04-29"), day("2026-04-29"))
	madeUp := o.People.Next()
	if want := []Absent{{plan.PostID(office), madeUp, true}, {plan.PostID(khtc), khtc, false}}; !slices.Equal(s.Absent, want) {
		t.Fatalf("absent %v, want %v", s.Absent, want)
	}
	if len(s.Days) != 1 || len(s.Days[0].Digests) != 2 || s.Days[0].Digests[0].Person != khtc || s.Days[0].Digests[1].Person != madeUp {
		t.Errorf("days %v", s.Days)
	}
	if len(o.Recipients(plan.PostID(khtc))) != 0 {
		t.Error("the register changed")
	}
}

// Ensure that a step more than half a year overdue is still a step of its own.
func TestLongOverdue(t *testing.T) {
	o := newOffice()
	o.known(khtcUnit, "2026-01-08", "2026-01-07")
	seen := map[plan.Step]bool{}
	for d := day("2026-09-01"); d < day("2026-10-01"); d++ {
		now := d.At(8*time.Hour, o.Zone)
		digest := Lines(o.Register, khtc, now)
		for _, l := range digest.Lines {
			if l.Owed && seen[l.Step] {
				t.Errorf("%d again on %s", l.Step, d)
			}
			seen[l.Step] = true
		}
		o.do(digest.Event())
	}
	if len(seen) < 4 {
		t.Errorf("steps %v", seen)
	}
}
