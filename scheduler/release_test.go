package scheduler

import (
	"encoding/json"
	"testing"
	"time"

	"dondoc/plan"
	"dondoc/workday"
)

var caughtUp = Conditions{CaughtUp: true}

// judged is what Release is asked in a test.
type judged struct {
	*desk
	n      plan.Notice
	queued []plan.Notice
	c      Conditions
	now    string
}

// verdict judges and writes it as "send", "drop: reason", "hold 25/3 07:00",
// "merge 1".
func (j *judged) verdict() string {
	v := Release(j.Register, j.queued, j.n, j.c, j.clock(j.now))
	switch v.Act {
	case Send:
		return "send"
	case Drop:
		return "drop: " + v.Reason
	case Merge:
		return "merge " + string(rune('0'+v.Into))
	}
	return "hold " + v.Until.In(j.Zone).Format("2/1 15:04")
}

func (j *judged) queue(class plan.Class, to plan.PersonID, subject plan.Duty, created string) plan.Notice {
	n := plan.Notice{
		ID: plan.NoticeID(len(j.queued) + 1), To: to, Class: class, Subject: subject,
		Created: j.clock(created).UnixMilli(),
	}
	j.queued = append(j.queued, n)
	j.n = n
	return n
}

// digest queues the digest of a person on the day of now.
func (j *judged) digest(to plan.PersonID) {
	n := j.queue(plan.DigestClass, to, plan.Duty{}, j.now)
	n.Day = j.Today(j.clock(j.now))
	j.n = n
}

// obstacle raises one with the director at a time and queues its decision.
func (j *judged) obstacle(when string) {
	j.at = j.clock(when)
	a := j.give(khtcUnit, "2026-01-06", "2026-04-30")
	m := j.raise(plan.Obstacle, a, 1, when[:10], "2026-04-01")
	j.do(plan.MatterPassed{ID: m, Holder: 1, Day: day(when[:10]), Due: day("2026-04-01")})
	j.queue(plan.DecisionClass, director, plan.Duty{Kind: plan.Direct, Subject: uint32(m)}, when)
}

func (j *judged) dueToday() plan.AssignmentID { return j.known(khtcUnit, "2026-03-20", "2026-03-24") }

// 24 March 2026 is a Tuesday.
func TestRelease(t *testing.T) {
	cases := []struct {
		rule  string
		setup func(j *judged)
		want  string
	}{
		{"an answer always goes, at night, held and before go-live", func(j *judged) {
			j.set(func(s *plan.Settings) { s.Held, s.GoLive = true, 0 })
			j.c, j.now = Conditions{}, "2026-03-22 03:00"
			j.queue(plan.AnswerClass, khtc, plan.Duty{}, j.now)
		}, "send"},

		{"a digest goes while something is owed", func(j *judged) { j.dueToday(); j.digest(khtc) }, "send"},
		{"a digest of nothing is dropped", func(j *judged) {
			a := j.dueToday()
			j.digest(khtc)
			j.do(j.updated(a, "2026-03-24"))
		}, "drop: nothing is owed any more"},
		{"the office's goes with nothing", func(j *judged) { j.digest(office) }, "send"},
		{"one that names a gap goes with nothing", func(j *judged) {
			j.digest(khtc)
			j.n.Args, _ = json.Marshal(DigestArgs{Gap{j.clock("2026-03-20 08:00"), j.clock("2026-03-24 07:00")}})
		}, "send"},
		{"a digest of yesterday is dropped", func(j *judged) { j.dueToday(); j.digest(khtc); j.now = "2026-03-25 08:00" }, "drop: its day is over"},
		{"a holiday since drops it", func(j *judged) {
			j.dueToday()
			j.digest(khtc)
			j.do(plan.DayRuled{Day: plan.Day{Date: day("2026-03-24"), Rule: workday.Off}})
		}, "drop: its day became one without digests"},
		{"a quiet day since drops it", func(j *judged) {
			j.dueToday()
			j.digest(khtc)
			j.do(plan.DayRuled{Day: plan.Day{Date: day("2026-03-24"), Rule: workday.Quiet}})
		}, "drop: its day became one without digests"},
		{"until 16:00", func(j *judged) { j.dueToday(); j.digest(khtc); j.now = "2026-03-24 16:00" }, "send"},
		{"after 16:00 the next day gets its own", func(j *judged) { j.dueToday(); j.digest(khtc); j.now = "2026-03-24 16:01" }, "drop: too late for its day"},
		{"before the time of the digest it waits", func(j *judged) { j.dueToday(); j.digest(khtc); j.now = "2026-03-24 07:10" }, "hold 24/3 08:00"},
		{"a replaced holder gets it no more", func(j *judged) {
			j.dueToday()
			j.digest(khtc)
			j.person(other)
			j.do(plan.Seated{Post: 4, Person: other})
		}, "drop: receives for no post"},
		{"nobody gets two", func(j *judged) {
			j.dueToday()
			j.digest(khtc)
			j.do(plan.DigestTold{Person: khtc, Day: day("2026-03-24")})
		}, "drop: told already"},

		{"held by the office", func(j *judged) {
			j.set(func(s *plan.Settings) { s.Held = true })
			j.digest(office)
		}, "hold 24/3 09:01"},
		{"before go-live it waits for that day", func(j *judged) {
			j.set(func(s *plan.Settings) { s.GoLive = day("2026-03-28") })
			j.obstacle("2026-03-24 08:30")
		}, "hold 30/3 07:00"},
		{"without a go-live date it is judged again", func(j *judged) {
			j.set(func(s *plan.Settings) { s.GoLive = 0 })
			j.obstacle("2026-03-24 08:30")
		}, "hold 24/3 10:00"},
		{"not caught up", func(j *judged) { j.c.CaughtUp = false; j.digest(office) }, "hold 24/3 09:01"},
		{"the clock is a day ahead", func(j *judged) { j.c.Skew = 25 * time.Hour; j.digest(office) }, "hold 24/3 09:01"},
		{"or behind", func(j *judged) { j.c.Skew = -25 * time.Hour; j.digest(office) }, "hold 24/3 09:01"},
		{"an outcome does not wait for catching up", func(j *judged) {
			j.c.CaughtUp = false
			j.queue(plan.OutcomeClass, khtc, plan.Duty{}, "2026-03-24 08:00")
		}, "send"},

		{"a decision goes in working hours", func(j *judged) { j.obstacle("2026-03-24 09:00") }, "send"},
		{"at noon it waits", func(j *judged) { j.now = "2026-03-24 12:00"; j.obstacle(j.now) }, "hold 24/3 13:30"},
		{"in the evening until the morning", func(j *judged) { j.now = "2026-03-24 17:30"; j.obstacle(j.now) }, "hold 25/3 07:00"},
		{"on Friday evening until Monday", func(j *judged) { j.now = "2026-03-27 18:00"; j.obstacle(j.now) }, "hold 30/3 07:00"},
		{"over Tết until the first working day, quiet or not", func(j *judged) { j.now = "2026-02-14 09:00"; j.obstacle(j.now) }, "hold 23/2 07:00"},
		{"a settled matter needs no decision", func(j *judged) {
			j.obstacle("2026-03-24 09:00")
			j.do(plan.MatterSettled{ID: 1, State: plan.Agreed, Day: day("2026-03-24")})
		}, "drop: no duty any more"},
		{"a redirected one needs another's", func(j *judged) {
			j.obstacle("2026-03-24 09:00")
			j.do(plan.MatterRedirected{ID: 1, Holder: 2, Day: day("2026-03-24"), Due: day("2026-03-27")})
		}, "drop: with another post or person now"},
		{"one that is no longer of that kind is dropped", func(j *judged) {
			j.obstacle("2026-03-24 09:00")
			j.n.Subject.Kind = plan.Settle
		}, "drop: no duty any more"},
		{"about work that is not followed up", func(j *judged) {
			j.obstacle("2026-03-24 09:00")
			j.do(plan.TaskTracked{Task: 1, Tracking: plan.Untracked})
		}, "drop: no duty any more"},
		{"the third of a half-day goes alone", func(j *judged) {
			for range 3 {
				j.obstacle("2026-03-24 08:30")
			}
		}, "send"},
		{"from the fourth in the morning on at 14:00", func(j *judged) {
			for range 4 {
				j.obstacle("2026-03-24 08:30")
			}
		}, "hold 24/3 14:00"},
		{"together", func(j *judged) {
			for range 5 {
				j.obstacle("2026-03-24 08:30")
			}
		}, "merge 4"},
		{"at 14:00 they go", func(j *judged) {
			for range 4 {
				j.obstacle("2026-03-24 08:30")
			}
			j.now = "2026-03-24 14:00"
		}, "send"},
		{"from the fourth in the afternoon on at 08:00", func(j *judged) {
			j.now = "2026-03-24 15:00"
			for range 4 {
				j.obstacle("2026-03-24 15:00")
			}
		}, "hold 25/3 08:00"},
		{"the afternoon counts anew", func(j *judged) {
			for range 3 {
				j.obstacle("2026-03-24 08:30")
			}
			j.obstacle("2026-03-24 14:30")
			j.now = "2026-03-24 14:30"
		}, "send"},
		{"those of the night count for the morning", func(j *judged) {
			for range 4 {
				j.obstacle("2026-03-23 20:00")
			}
			j.now = "2026-03-24 07:00"
		}, "hold 24/3 08:00"},

		{"the first outcome waits for others", func(j *judged) {
			j.queue(plan.OutcomeClass, khtc, plan.Duty{}, "2026-03-24 09:00")
		}, "hold 24/3 09:30"},
		{"the second is merged into it", func(j *judged) {
			j.queue(plan.OutcomeClass, khtc, plan.Duty{}, "2026-03-24 08:50")
			j.queue(plan.OutcomeClass, khtc, plan.Duty{}, "2026-03-24 09:00")
		}, "merge 1"},
		{"not into one of another person or class", func(j *judged) {
			j.queue(plan.OutcomeClass, ttra, plan.Duty{}, "2026-03-24 08:50")
			j.queue(plan.AlarmClass, khtc, plan.Duty{}, "2026-03-24 08:50")
			j.queue(plan.OutcomeClass, khtc, plan.Duty{}, "2026-03-24 09:00")
		}, "hold 24/3 09:30"},
		{"nor into one that is on its way", func(j *judged) {
			j.queue(plan.OutcomeClass, khtc, plan.Duty{}, "2026-03-24 08:50")
			j.queued[0].State = plan.Sending
			j.queue(plan.OutcomeClass, khtc, plan.Duty{}, "2026-03-24 09:00")
		}, "hold 24/3 09:30"},
		{"one in doubt goes again by itself", func(j *judged) {
			j.queue(plan.OutcomeClass, khtc, plan.Duty{}, "2026-03-24 08:50")
			j.queue(plan.OutcomeClass, khtc, plan.Duty{}, "2026-03-24 09:00")
			j.n.Doubts = 1
		}, "send"},
		{"it does not wait beyond the half-day it came in", func(j *judged) {
			j.now = "2026-03-24 11:15"
			j.queue(plan.OutcomeClass, khtc, plan.Duty{}, j.now)
		}, "hold 24/3 11:29"},
		{"those of the night go in the morning at once", func(j *judged) {
			j.queue(plan.OutcomeClass, khtc, plan.Duty{}, "2026-03-23 20:00")
			j.now = "2026-03-24 07:00"
		}, "send"},

		{"remind now", func(j *judged) {
			j.queue(plan.AssignmentClass, khtc, perform(j.dueToday()), "2026-03-24 08:30")
		}, "send"},
		{"not of what has been answered", func(j *judged) {
			a := j.dueToday()
			j.queue(plan.AssignmentClass, khtc, perform(a), "2026-03-24 08:30")
			j.raise(plan.Submission, a, 3, "2026-03-24", "2026-03-27")
		}, "drop: answered meanwhile"},
		{"nor of what was withdrawn", func(j *judged) {
			a := j.dueToday()
			j.queue(plan.AssignmentClass, khtc, perform(a), "2026-03-24 08:30")
			j.do(plan.TaskAssigned{Task: 1, Withdrawn: []plan.AssignmentID{a}})
		}, "drop: no duty any more"},
		{"nor to who heads the unit no more", func(j *judged) {
			j.queue(plan.AssignmentClass, khtc, perform(j.dueToday()), "2026-03-24 08:30")
			j.do(plan.Seated{Post: 4})
		}, "drop: with another person now"},
		{"merged with others still true", func(j *judged) {
			a, b := j.dueToday(), j.dueToday()
			j.queue(plan.AssignmentClass, khtc, perform(a), "2026-03-24 08:50")
			j.queue(plan.AssignmentClass, khtc, perform(b), "2026-03-24 08:55")
			j.queue(plan.AssignmentClass, khtc, perform(b), "2026-03-24 08:56")
			j.raise(plan.Submission, a, 3, "2026-03-24", "2026-03-27")
		}, "merge 2"},

		{"an alarm to the office", func(j *judged) { j.queue(plan.AlarmClass, office, plan.Duty{}, "2026-03-24 09:00") }, "send"},
		{"in working hours", func(j *judged) {
			j.now = "2026-03-24 20:00"
			j.queue(plan.AlarmClass, office, plan.Duty{}, j.now)
		}, "hold 25/3 07:00"},
		{"not to who left it", func(j *judged) {
			j.queue(plan.AlarmClass, khtc, plan.Duty{}, "2026-03-24 09:00")
		}, "drop: receives for the office no more"},
		{"hours that hold no time are the usual ones", func(j *judged) {
			j.set(func(s *plan.Settings) { s.Hours = [4]int16{} })
			j.now = "2026-03-24 06:00"
			j.queue(plan.AlarmClass, office, plan.Duty{}, j.now)
		}, "hold 24/3 07:00"},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			j := &judged{desk: newOffice(), c: caughtUp, now: "2026-03-24 09:00"}
			c.setup(j)
			if got := j.verdict(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// Ensure that a held notice goes or ends at some time: each verdict that holds
// names a later instant, and following them leads out within two weeks.
func TestHoldEnds(t *testing.T) {
	for _, class := range []plan.Class{plan.DigestClass, plan.DecisionClass, plan.OutcomeClass, plan.AssignmentClass, plan.AlarmClass} {
		for hour := 0; hour < 24*11; hour += 3 {
			j := &judged{desk: newOffice(), c: caughtUp, now: "2026-02-13 00:00"}
			now := j.clock(j.now).Add(time.Duration(hour)*time.Hour + 17*time.Minute)
			j.at = now
			for range 5 {
				a := j.known(khtcUnit, "2026-02-12", "2026-04-30")
				m := j.raise(plan.Obstacle, a, 3, "2026-02-13", "2026-03-13")
				subject := plan.Duty{Kind: plan.Settle, Subject: uint32(m)}
				if class == plan.AssignmentClass || class == plan.OutcomeClass {
					subject = plan.Duty{}
				}
				j.queue(class, office, subject, now.In(j.Zone).Format("2006-01-02 15:04"))
			}
			n := j.queued[3]
			n.Day = j.Today(now)
			steps, end := 0, now.Add(14*24*time.Hour)
			for {
				v := Release(j.Register, j.queued[3:], n, j.c, now)
				if v.Act != Hold {
					break
				}
				if !v.Until.After(now) || v.Until.After(end) || steps > 5 {
					t.Fatalf("%s at %s: held until %s (%s)", class, now, v.Until, v.Reason)
				}
				now, steps = v.Until, steps+1
			}
		}
	}
}
