package scheduler

import (
	"dondoc/plan"
	"dondoc/workday"
)

// MaxLines is how many owed lines a digest numbers.
const MaxLines = 10

// Line is one duty as a digest shows it.
type Line struct {
	// Number counts from 1 among the numbered lines; zero elsewhere.
	Number     int
	Duty       plan.Duty
	Assignment plan.AssignmentID
	Unit       plan.UnitID
	// Rung is the rung at which the person meets the duty: RungHolder for one's
	// own, another for what has risen.
	Rung plan.Rung
	// Step is the latest step reached, the owed one when Owed, and Day the day
	// on which it was reached; NoStep and zero when there is none.
	Step    plan.Step
	Day     workday.Date
	Version uint8 // of the due date
	// Owed: the step is not told yet to this person.
	Owed bool
	// New: given or changed, and no digest has said so. A dated step may be
	// told at the same time.
	New bool
	// Due is the due date, zero when there is none; Missed is the day whose end
	// makes it missed; OverdueDays counts working days after that, zero while it
	// is not missed.
	Due         workday.Date
	Missed      workday.Date
	OverdueDays int
	// RisesTo is the rung that the next digest day brings it to; RungHolder when
	// it does not rise then.
	RisesTo plan.Rung
	// Promise is the date that the unit promised; zero: none.
	Promise workday.Date
	// Waiting: a submission, obstacle, request or hand-back is with somebody
	// else.
	Waiting bool
	// Since is, of a matter, the day from which it waits for its holder.
	Since workday.Date
	// Open of Shared units have not done it; set on numbered lines and the first
	// ones of each group. Shared is 1 for an assignment alone in its occurrence,
	// zero where it was not counted.
	Open, Shared int
	// Continuous is how many continuous tasks of the unit this one line stands
	// for; Due is then the reporting cut-off. Zero: an ordinary line.
	Continuous int
}

// NewsKind says what a digest reports without asking for anything.
type NewsKind uint8

// The kinds of news.
const (
	Accepted  NewsKind = iota // the completion was accepted
	Recorded                  // the office recorded something on behalf of the unit
	Withdrawn                 // the unit no longer owes it
	Decided                   // a leader decided a matter; news of the office
)

// News is something about an assignment that waited for the next digest.
type News struct {
	Kind       NewsKind
	Assignment plan.AssignmentID
	Matter     plan.MatterID // of what was decided
}

// UnitLines are the duties of a unit, or of a leader's post, that nobody
// reachable receives, and that the office has to carry there.
type UnitLines struct {
	Unit plan.UnitID // zero for a leader's post
	Post plan.PostID // zero for a unit without head
	// Lines are those with a step that nobody was told, most urgent first; the
	// same line stands here until somebody can be told or it is answered.
	Lines []Line
	// Open counts all open duties.
	Open int
}

// Digest is what a person is to be told on a day. Its groups stand for all
// open duties, told or not; only Owed ones are new in it.
type Digest struct {
	Person plan.PersonID
	Day    workday.Date
	// Next is the next day that has digests, on which RisesTo happens.
	Next workday.Date
	// Posts are those that the person gets the messages of.
	Posts []plan.PostID
	// Office and Leader say that one of the posts is of the office, or the
	// director's or a deputy's.
	Office, Leader bool
	// Owed: a step is owed to this person, who had no digest today. An office
	// digest goes out even when nothing is.
	Owed bool

	// Lines are the person's own owed work, at most MaxLines, numbered; More
	// is what was owed beyond them and all other open work of the posts.
	Lines []Line
	More  []Line
	// News is what the unit may object to first.
	News []News
	// Told is what counts as told once the digest has gone out.
	Told []plan.ToldDuty

	// Matters that stand with the posts, the longest waiting first.
	Verify, Settle, Direct, Decide, TakeBack, Answer, Reply []Line
	// Overdue are the assignments that have risen to the person, Rising those that
	// rise to a deputy or the director on the next digest day and the office may
	// hold.
	Overdue, Rising []Line
	// Climbed are the matters that have waited so long for a post below that they
	// climbed to the person: what is late is that post, not the unit.
	Climbed []Line

	// For the office only: tasks that nobody has dated or given to a unit,
	// units that nobody can be reached for, whose duties it has to carry, and
	// hints of the plan that it has not confirmed.
	NoDeadline, NoLead []plan.TaskID
	NotJoined          []plan.UnitID
	// Lost are the units of which somebody has joined and can be sent nothing.
	Lost        []plan.UnitID
	Unreached   []UnitLines
	Suggestions []plan.SuggestionID
}

// Event returns what is recorded when the digest has gone out.
func (d Digest) Event() plan.DigestTold {
	return plan.DigestTold{Person: d.Person, Day: d.Day, Duties: d.Told}
}
