package scheduler

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"dondoc/plan"
	"dondoc/workday"
)

// The people of the test office, who have the same numbers as their posts, and
// its units.
const (
	director plan.PersonID = 1 + iota
	deputy
	office
	khtc
	ttra
	other // of no post at first

	vpUnit   plan.UnitID = 1
	khtcUnit plan.UnitID = 2 // under the deputy
	ttraUnit plan.UnitID = 3 // under the director
)

var names = map[plan.PersonID]string{
	director: "director", deputy: "deputy", office: "office", khtc: "khtc", ttra: "ttra", other: "other",
}

// desk is a register that a test writes events into.
type desk struct {
	*plan.Register
	at time.Time
}

// newOffice returns an office that went live on 5 January 2026.
func newOffice() *desk {
	o := pristine()
	return &desk{Register: o.Clone(), at: o.at}
}

var pristine = sync.OnceValue(func() *desk {
	o := &desk{Register: plan.NewRegister()}
	o.at = o.clock("2026-01-05 07:00")
	s := plan.DefaultSettings()
	s.Office, s.GoLive = vpUnit, day("2026-01-05")
	o.do(plan.SettingsChanged{Settings: s})
	o.do(plan.PlanAdded{ID: 1, Plan: plan.Plan{Year: 2026}})
	for id, p := range []plan.Post{
		{Role: plan.Director}, {Role: plan.Deputy}, {Role: plan.Office, Unit: vpUnit},
		{Role: plan.Head, Unit: khtcUnit}, {Role: plan.Head, Unit: ttraUnit},
	} {
		post, person := plan.PostID(id+1), plan.PersonID(id+1)
		o.do(plan.PostSet{ID: post, Post: p})
		o.person(person)
		o.do(plan.Seated{Post: post, Person: person})
	}
	o.do(plan.UnitSet{ID: vpUnit, Unit: plan.Unit{Head: 3, Deputy: 2}})
	o.do(plan.UnitSet{ID: khtcUnit, Unit: plan.Unit{Head: 4, Deputy: 2}})
	o.do(plan.UnitSet{ID: ttraUnit, Unit: plan.Unit{Head: 5}})
	return o
})

func (o *desk) person(id plan.PersonID) {
	o.do(plan.PersonAdded{ID: id})
	o.do(plan.PersonChanged{Person: id, State: plan.Joined, Since: day("2026-01-02")})
}

func (o *desk) do(bodies ...plan.Body) {
	for _, b := range bodies {
		plan.Apply(o.Register, plan.Event{At: o.at.UnixMilli(), Body: b})
	}
}

func (o *desk) set(change func(*plan.Settings)) {
	s := o.Office()
	change(&s)
	o.do(plan.SettingsChanged{Settings: s})
}

// give adds a task and gives it to a unit; an empty due is none.
func (o *desk) give(unit plan.UnitID, given, due string) plan.AssignmentID {
	kind := workday.OnDate
	if due == "" {
		kind = workday.Unknown
	}
	return o.giveKind(unit, given, due, kind)
}

func (o *desk) giveKind(unit plan.UnitID, given, due string, kind workday.Kind) plan.AssignmentID {
	task, occurrence, id := o.Tasks.Next(), o.Occurrences.Next(), o.Assignments.Next()
	o.do(plan.TaskAdded{ID: task, Task: plan.Task{Plan: 1, Title: fmt.Sprint("task ", task)}},
		plan.TaskDated{
			Task: task, Day: day(given), Deadline: workday.Deadline{Kind: kind, Due: day(due)},
			New:   []plan.NewOccurrence{{ID: occurrence, Due: day(due)}},
			Given: []plan.NewAssignment{{ID: id, Occurrence: occurrence, Unit: unit, Due: day(due)}},
		})
	return id
}

// known gives work in January of which the unit was told on a day, so that
// only later steps remain.
func (o *desk) known(unit plan.UnitID, told, due string) plan.AssignmentID {
	id := o.give(unit, "2026-01-06", due)
	o.do(plan.DigestTold{Person: 99, Day: day(told), Duties: []plan.ToldDuty{
		{Duty: perform(id), Step: plan.NewStep, Version: o.Assignments.Get(id).Version}}})
	return id
}

func perform(id plan.AssignmentID) plan.Duty {
	return plan.Duty{Kind: plan.Perform, Subject: uint32(id)}
}

func (o *desk) raise(kind plan.MatterKind, a plan.AssignmentID, holder plan.PostID, since, due string) plan.MatterID {
	id := o.Matters.Next()
	o.do(plan.MatterRaised{ID: id, Matter: plan.Matter{
		Kind: kind, Assignment: a, Holder: holder, Raised: day(since), Since: day(since), Due: day(due)}})
	return id
}

func (o *desk) updated(a plan.AssignmentID, said string) plan.Updated {
	return plan.Updated{Assignment: a, State: plan.InProgress, Percent: 50, Said: day(said)}
}

func (o *desk) promised(a plan.AssignmentID, said, promise string) plan.Updated {
	u := o.updated(a, said)
	u.Promise = day(promise)
	return u
}

func day(s string) workday.Date {
	if s == "" {
		return 0
	}
	d, err := workday.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// clock reads a time of the office, "2026-03-24 08:00".
func (o *desk) clock(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, o.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

// never is a queue that has seen nothing.
func never(string) bool { return false }

// script is what happens at times of a test, as "2026-03-24 07:30".
type script map[string]func(o *desk)

// trace runs the days from one to another, telling each digest at the time that
// Decide gives it, and lists what was owed: "24/3 khtc: -3". Empty digests of
// the office are left out.
func (o *desk) trace(from, to string, events script) string {
	var out []string
	seen := map[string]bool{}
	for d := day(from); d <= day(to); d++ {
		for minute := 7 * 60; minute < 18*60; minute += 30 {
			o.at = d.At(time.Duration(minute)*time.Minute, o.Zone)
			if event := events[o.at.Format("2006-01-02 15:04")]; event != nil {
				event(o)
			}
			for _, n := range Decide(o.Register, func(k string) bool { return seen[k] }, Gap{}, o.at) {
				seen[n.Key] = true
				digest := Lines(o.Register, n.To, o.at)
				o.do(digest.Event())
				if text := sketch(digest); text != "" {
					when := o.at.Format("2/1")
					if minute != 8*60 {
						when = o.at.Format("2/1 15:04")
					}
					out = append(out, fmt.Sprintf("%s %s: %s", when, names[n.To], text))
				}
			}
		}
	}
	return strings.Join(out, "\n")
}

// sketch writes what a digest says newly: its own lines, then what has risen.
func sketch(d Digest) string {
	var out []string
	add := func(lines []Line, before string) {
		for _, l := range lines {
			if l.Owed {
				out = append(out, before+sketchLine(l))
			}
		}
	}
	add(d.Lines, "")
	add(d.More, "more ")
	for _, n := range d.News {
		out = append(out, [...]string{"accepted", "recorded", "withdrawn"}[n.Kind])
	}
	add(d.Verify, "verify ")
	add(d.Settle, "settle ")
	add(d.Direct, "direct ")
	add(d.Decide, "decide ")
	add(d.TakeBack, "take back ")
	add(d.Answer, "answer ")
	add(d.Overdue, "overdue ")
	add(d.Climbed, "climbed ")
	for _, l := range d.Rising {
		out = append(out, "tomorrow "+rungNames[l.RisesTo])
	}
	for _, u := range d.Unreached {
		out = append(out, fmt.Sprintf("carry %d/%d", len(u.Lines), u.Open))
	}
	return strings.Join(out, ", ")
}

var rungNames = [...]string{"holder", "office", "deputy", "director"}

func sketchLine(l Line) string {
	s := fmt.Sprintf("%+d", l.Step)
	switch {
	case l.Continuous > 0:
		s = fmt.Sprintf("cut-off of %d", l.Continuous)
	case l.Step == plan.NewStep:
		s = "new"
	case l.Step == plan.PromiseStep:
		s = "promise"
	case l.Step == 0:
		s = "day"
	}
	if l.New && l.Step != plan.NewStep {
		s += " and new"
	}
	if l.RisesTo != plan.RungHolder && l.Rung == plan.RungHolder {
		s += " tomorrow " + rungNames[l.RisesTo]
	}
	return s
}

func same(t *testing.T, got, want string) {
	t.Helper()
	var lines []string
	for line := range strings.Lines(want) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	if want = strings.Join(lines, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
