package scheduler

import (
	"testing"

	"dondoc/plan"
	"dondoc/workday"
)

// Each case is a sentence of the design: what KHTC and those above are told of
// one assignment while the days pass.
func TestSteps(t *testing.T) {
	cases := []struct {
		rule     string
		setup    func(o *desk) plan.AssignmentID
		from, to string
		events   func(a plan.AssignmentID) script
		want     string
	}{
		{
			rule:  "new, 10 before, 3 before, on the day; the office from overdue 1, the deputy from 3, the director from 5; the working day before tells it; then 10, 15",
			setup: func(o *desk) plan.AssignmentID { return o.give(khtcUnit, "2026-03-02", "2026-03-20") },
			from:  "2026-03-02", to: "2026-04-10",
			want: `
				2/3 khtc: new
				6/3 khtc: -10
				17/3 khtc: -3
				20/3 khtc: day tomorrow office
				23/3 office: overdue +1
				23/3 khtc: +1
				24/3 office: tomorrow deputy
				24/3 khtc: +2 tomorrow deputy
				25/3 deputy: overdue +3
				25/3 office: overdue +3
				25/3 khtc: +3
				26/3 office: tomorrow director
				26/3 khtc: +4 tomorrow director
				27/3 director: overdue +5
				27/3 deputy: overdue +5
				27/3 office: overdue +5
				27/3 khtc: +5
				3/4 director: overdue +10
				3/4 deputy: overdue +10
				3/4 office: overdue +10
				3/4 khtc: +10
				10/4 director: overdue +15
				10/4 deputy: overdue +15
				10/4 office: overdue +15
				10/4 khtc: +15`,
		}, {
			rule:  "a unit without a deputy rises to the director at 3, and not once more at 5",
			setup: func(o *desk) plan.AssignmentID { return o.known(ttraUnit, "2026-03-17", "2026-03-20") },
			from:  "2026-03-19", to: "2026-03-27",
			want: `
				20/3 ttra: day tomorrow office
				23/3 office: overdue +1
				23/3 ttra: +1
				24/3 office: tomorrow director
				24/3 ttra: +2 tomorrow director
				25/3 director: overdue +3
				25/3 office: overdue +3
				25/3 ttra: +3
				27/3 director: overdue +5
				27/3 office: overdue +5
				27/3 ttra: +5`,
		}, {
			rule:  "steps dated before the duty was given do not exist; on a tie the dated step is told and new with it",
			setup: func(o *desk) plan.AssignmentID { return o.give(khtcUnit, "2026-03-17", "2026-03-20") },
			from:  "2026-03-17", to: "2026-03-20",
			want: `
				17/3 khtc: -3 and new
				20/3 khtc: day tomorrow office`,
		}, {
			rule:  "given two working days before the due date, only new and the day exist",
			setup: func(o *desk) plan.AssignmentID { return o.give(khtcUnit, "2026-03-18", "2026-03-20") },
			from:  "2026-03-18", to: "2026-03-20",
			want: `
				18/3 khtc: new
				20/3 khtc: day`,
		}, {
			rule:  "before and on the day count back from the last working day not after the due date; missed at the end of the next working day",
			setup: func(o *desk) plan.AssignmentID { return o.known(khtcUnit, "2026-03-09", "2026-03-21") },
			from:  "2026-03-10", to: "2026-03-24",
			want: `
				17/3 khtc: -3
				20/3 khtc: day
				24/3 office: overdue +1
				24/3 khtc: +1`,
		}, {
			rule: "strict: a due date on a day off is missed at its own end",
			setup: func(o *desk) plan.AssignmentID {
				o.set(func(s *plan.Settings) { s.Strict = true })
				return o.known(khtcUnit, "2026-03-18", "2026-03-21")
			},
			from: "2026-03-19", to: "2026-03-23",
			want: `
				20/3 khtc: day tomorrow office
				23/3 office: overdue +1
				23/3 khtc: +1`,
		}, {
			rule:  "Tết: due in the holiday, the day is the last working day before it, overdue 1 the second one after it; the first is quiet",
			setup: func(o *desk) plan.AssignmentID { return o.known(khtcUnit, "2026-02-10", "2026-02-18") },
			from:  "2026-02-11", to: "2026-02-26",
			// Missed at the end of Monday 23/2, overdue 1 on Tuesday, 3 on Thursday.
			want: `
				13/2 khtc: day tomorrow office
				24/2 office: overdue +1
				24/2 khtc: +1
				25/2 office: tomorrow deputy
				25/2 khtc: +2 tomorrow deputy
				26/2 deputy: overdue +3
				26/2 office: overdue +3
				26/2 khtc: +3`,
		}, {
			rule: "quiet days move steps to the next day",
			setup: func(o *desk) plan.AssignmentID {
				o.do(plan.DayRuled{Day: plan.Day{Date: day("2026-03-17"), Rule: workday.Quiet}})
				return o.known(khtcUnit, "2026-03-13", "2026-03-20")
			},
			from: "2026-03-16", to: "2026-03-18",
			want: `18/3 khtc: -3`,
		}, {
			rule:  "an update quiets until the next step, whose day must come after it",
			setup: func(o *desk) plan.AssignmentID { return o.known(khtcUnit, "2026-03-13", "2026-03-20") },
			from:  "2026-03-16", to: "2026-03-23",
			events: func(a plan.AssignmentID) script {
				return script{
					"2026-03-17 07:30": func(o *desk) { o.do(o.updated(a, "2026-03-17")) },
					"2026-03-20 10:00": func(o *desk) { o.do(o.updated(a, "2026-03-20")) },
				}
			},
			want: `
				20/3 khtc: day tomorrow office
				23/3 office: overdue +1
				23/3 khtc: +1`,
		}, {
			rule:  "a promise quiets until the working day after it, once before the due date",
			setup: func(o *desk) plan.AssignmentID { return o.known(khtcUnit, "2026-03-09", "2026-03-27") },
			from:  "2026-03-10", to: "2026-03-27",
			events: func(a plan.AssignmentID) script {
				return script{
					"2026-03-12 09:00": func(o *desk) { o.do(o.promised(a, "2026-03-12", "2026-03-14")) },
					"2026-03-16 09:00": func(o *desk) { o.do(o.promised(a, "2026-03-16", "2026-03-25")) },
				}
			},
			// 14/3 is a Saturday; the second promise no longer quiets 3 before.
			want: `
				16/3 khtc: promise
				24/3 khtc: -3
				27/3 khtc: day tomorrow office`,
		}, {
			rule:  "once more after the due date; what has risen is told all the same, and what will rise too",
			setup: func(o *desk) plan.AssignmentID { return o.known(khtcUnit, "2026-03-18", "2026-03-20") },
			from:  "2026-03-20", to: "2026-03-27",
			events: func(a plan.AssignmentID) script {
				return script{"2026-03-23 09:00": func(o *desk) { o.do(o.promised(a, "2026-03-23", "2026-03-25")) }}
			},
			want: `
				20/3 khtc: day tomorrow office
				23/3 office: overdue +1
				23/3 khtc: +1
				24/3 office: tomorrow deputy
				24/3 khtc: +2 tomorrow deputy
				25/3 deputy: overdue +3
				25/3 office: overdue +3
				26/3 office: tomorrow director
				26/3 khtc: promise tomorrow director
				27/3 director: overdue +5
				27/3 deputy: overdue +5
				27/3 office: overdue +5
				27/3 khtc: +5`,
		}, {
			rule:  "a submission quiets the unit altogether and nothing rises; the office has 3 working days, and it climbs one post at overdue 3",
			setup: func(o *desk) plan.AssignmentID { return o.known(khtcUnit, "2026-03-18", "2026-03-20") },
			from:  "2026-03-20", to: "2026-04-02",
			events: func(a plan.AssignmentID) script {
				return script{"2026-03-20 09:00": func(o *desk) { o.raise(plan.Submission, a, 3, "2026-03-20", "2026-03-25") }}
			},
			want: `
				20/3 khtc: day tomorrow office
				25/3 office: verify day
				26/3 office: verify +1
				30/3 deputy: climbed +3
				30/3 office: verify +3
				1/4 deputy: climbed +5
				1/4 office: verify +5`,
		}, {
			rule:  "a submission returned at ten does not make a second digest; the next morning tells what is reached",
			setup: func(o *desk) plan.AssignmentID { return o.known(khtcUnit, "2026-03-13", "2026-03-20") },
			from:  "2026-03-16", to: "2026-03-20",
			events: func(a plan.AssignmentID) script {
				var m plan.MatterID
				return script{
					"2026-03-16 09:00": func(o *desk) { m = o.raise(plan.Submission, a, 3, "2026-03-16", "2026-03-25") },
					"2026-03-18 10:00": func(o *desk) {
						o.do(plan.MatterSettled{ID: m, State: plan.Refused, Day: day("2026-03-18")})
					},
				}
			},
			want: `
				19/3 khtc: -3
				20/3 khtc: day tomorrow office`,
		}, {
			rule:  "the office holds the rise; the last day of the hold tells it again",
			setup: func(o *desk) plan.AssignmentID { return o.known(khtcUnit, "2026-03-23", "2026-03-20") },
			from:  "2026-03-24", to: "2026-03-27",
			events: func(a plan.AssignmentID) script {
				return script{"2026-03-24 09:00": func(o *desk) {
					o.do(plan.EscalationHeld{Assignment: a, Until: day("2026-03-26")})
				}}
			},
			want: `
				24/3 office: overdue +1, tomorrow deputy
				24/3 khtc: +2 tomorrow deputy
				25/3 office: overdue +3
				25/3 khtc: +3
				26/3 office: tomorrow director
				26/3 khtc: +4 tomorrow director
				27/3 director: overdue +5
				27/3 deputy: overdue +5
				27/3 office: overdue +5
				27/3 khtc: +5`,
		}, {
			rule:  "a date set or changed in the last 3 working days does not rise; steps before it do not exist",
			setup: func(o *desk) plan.AssignmentID { return o.known(khtcUnit, "2026-03-20", "2026-03-31") },
			from:  "2026-03-23", to: "2026-03-30",
			events: func(a plan.AssignmentID) script {
				return script{"2026-03-23 10:00": func(o *desk) {
					o.do(plan.Corrected{Assignment: a, Day: day("2026-03-23"), Due: day("2026-03-19")})
				}}
			},
			// On 23/3 it is 2 working days overdue; the 3 grace days end on 26/3.
			want: `
				24/3 khtc: +3 and new
				26/3 office: tomorrow director
				26/3 khtc: +5 tomorrow director
				27/3 director: overdue +5
				27/3 deputy: overdue +5
				27/3 office: overdue +5`,
		}, {
			rule: "steps before go-live count as told, except new",
			setup: func(o *desk) plan.AssignmentID {
				o.set(func(s *plan.Settings) { s.GoLive = day("2026-03-25") })
				a := o.give(khtcUnit, "2026-03-02", "2026-03-20")
				o.do(o.updated(a, "2026-03-03"))
				return a
			},
			from: "2026-03-18", to: "2026-03-26",
			want: `
				25/3 deputy: overdue +3
				25/3 office: overdue +3
				25/3 khtc: +3 and new
				26/3 office: tomorrow director
				26/3 khtc: +4 tomorrow director`,
		}, {
			rule: "nothing before go-live, and new after it although the unit reported before",
			setup: func(o *desk) plan.AssignmentID {
				o.set(func(s *plan.Settings) { s.GoLive = day("2026-03-26") })
				a := o.give(khtcUnit, "2026-03-02", "2026-04-24")
				o.do(o.updated(a, "2026-03-03"))
				return a
			},
			from: "2026-03-18", to: "2026-03-30",
			want: `26/3 khtc: new`,
		}, {
			rule:  "withdrawn work is told to who was told of it",
			setup: func(o *desk) plan.AssignmentID { return o.known(khtcUnit, "2026-03-18", "2026-05-29") },
			from:  "2026-03-19", to: "2026-03-24",
			events: func(a plan.AssignmentID) script {
				return script{"2026-03-20 10:00": func(o *desk) {
					o.do(plan.TaskAssigned{Task: 1, Day: day("2026-03-20"), Withdrawn: []plan.AssignmentID{a}})
				}}
			},
			want: `23/3 khtc: withdrawn`,
		}, {
			rule:  "who answers a new assignment at once is not told of it again",
			setup: func(o *desk) plan.AssignmentID { return o.give(khtcUnit, "2026-03-18", "2026-05-29") },
			from:  "2026-03-18", to: "2026-03-24",
			events: func(a plan.AssignmentID) script {
				return script{"2026-03-18 07:30": func(o *desk) {
					o.do(plan.Updated{Assignment: a, Said: day("2026-03-18"), Received: true})
				}}
			},
			want: ``,
		}, {
			rule:  "work given after the day's digests waits for the next ones",
			setup: func(o *desk) plan.AssignmentID { return 0 },
			from:  "2026-03-18", to: "2026-03-20",
			events: func(plan.AssignmentID) script {
				return script{"2026-03-18 10:00": func(o *desk) { o.give(khtcUnit, "2026-03-18", "2026-05-29") }}
			},
			want: `19/3 khtc: new`,
		}, {
			rule: "who takes over from somebody told today is told today",
			setup: func(o *desk) plan.AssignmentID {
				o.person(other)
				return o.known(khtcUnit, "2026-03-16", "2026-03-20")
			},
			from: "2026-03-20", to: "2026-03-20",
			events: func(plan.AssignmentID) script {
				return script{"2026-03-20 10:00": func(o *desk) { o.do(plan.Seated{Post: 4, Person: other}) }}
			},
			want: `
				20/3 khtc: day tomorrow office
				20/3 10:00 other: day tomorrow office`,
		}, {
			rule: "both of a post that both receive for are told, new as well",
			setup: func(o *desk) plan.AssignmentID {
				o.person(other)
				o.do(plan.PostSet{ID: 4, Post: plan.Post{Role: plan.Head, Unit: khtcUnit, Receive: plan.ReceiveBoth}},
					plan.Seated{Post: 4, Seat: plan.DelegateSeat, Person: other})
				return o.give(khtcUnit, "2026-03-17", "2026-03-20")
			},
			from: "2026-03-17", to: "2026-03-18",
			want: `
				17/3 khtc: -3 and new
				17/3 other: -3 and new`,
		}, {
			rule: "duties of a unit without a reachable recipient go to the office until it has one",
			setup: func(o *desk) plan.AssignmentID {
				o.do(plan.PersonChanged{Person: khtc, Lost: day("2026-03-16")})
				return o.known(khtcUnit, "2026-03-16", "2026-03-20")
			},
			from: "2026-03-17", to: "2026-03-19",
			events: func(plan.AssignmentID) script {
				return script{"2026-03-18 10:00": func(o *desk) { o.do(plan.PersonChanged{Person: khtc, Found: true}) }}
			},
			want: `
				17/3 office: carry 1/1
				18/3 office: carry 1/1
				19/3 khtc: -3`,
		}, {
			rule: "the office's own overdue work does not rise to the office",
			setup: func(o *desk) plan.AssignmentID {
				return o.known(vpUnit, "2026-03-18", "2026-03-20")
			},
			from: "2026-03-20", to: "2026-03-25",
			want: `
				20/3 office: day
				23/3 office: +1
				24/3 office: +2 tomorrow deputy, tomorrow deputy
				25/3 deputy: overdue +3
				25/3 office: +3`,
		}, {
			rule:  "no due date: new and nothing else",
			setup: func(o *desk) plan.AssignmentID { return o.give(khtcUnit, "2026-03-18", "") },
			from:  "2026-03-18", to: "2026-04-30",
			want: `18/3 khtc: new`,
		}, {
			rule: "continuous tasks are one line per unit, 3 working days before the reporting cut-off",
			setup: func(o *desk) plan.AssignmentID {
				for range 3 {
					a := o.giveKind(khtcUnit, "2026-03-02", "", workday.Continuous)
					o.do(plan.DigestTold{Person: 99, Day: day("2026-03-02"), Duties: []plan.ToldDuty{{Duty: perform(a), Step: plan.NewStep}}})
				}
				return 0
			},
			from: "2026-03-03", to: "2026-06-14",
			// 14/3 is a Saturday: back from Friday 13/3; 14/6 is a Sunday.
			want: `
				10/3 khtc: cut-off of 3
				9/6 khtc: cut-off of 3`,
		}, {
			rule: "own steps and rungs are settings",
			setup: func(o *desk) plan.AssignmentID {
				o.set(func(s *plan.Settings) {
					s.Before, s.After, s.Rise = []int8{5, 0}, []int8{2, 4}, [3]int8{2, 6, 8}
				})
				return o.known(khtcUnit, "2026-03-11", "2026-03-20")
			},
			from: "2026-03-12", to: "2026-04-01",
			want: `
				13/3 khtc: -5
				20/3 khtc: day
				24/3 office: overdue +2
				24/3 khtc: +2
				26/3 office: overdue +4
				26/3 khtc: +4
				27/3 office: tomorrow deputy
				27/3 khtc: +5 tomorrow deputy
				30/3 deputy: overdue +6
				30/3 office: overdue +6
				30/3 khtc: +6
				31/3 office: tomorrow director
				31/3 khtc: +7 tomorrow director
				1/4 director: overdue +8
				1/4 deputy: overdue +8
				1/4 office: overdue +8
				1/4 khtc: +8`,
		},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			o := newOffice()
			a := c.setup(o)
			var events script
			if c.events != nil {
				events = c.events(a)
			}
			same(t, o.trace(c.from, c.to, events), c.want)
		})
	}
}
