package report

import (
	"dondoc/plan"
	"dondoc/workday"
)

// Reach says whether a unit can be asked.
type Reach uint8

// The zero Reach is a unit with somebody who reads and answers.
const (
	Reached Reach = iota
	// NotAnswering: everybody who gets the unit's messages has pressed or
	// written nothing for silentDays, or cannot be reached.
	NotAnswering
	// ThroughOffice: nobody of the unit has joined; the office asks them and
	// records what they say.
	ThroughOffice
)

// silentDays are the working days without a word after which somebody counts
// as not reached.
const silentDays = 10

// ReachOf returns whether a unit can be asked on a day.
func ReachOf(r *plan.Register, unit plan.UnitID, day workday.Date) Reach {
	head := r.HeadOf(unit)
	post := r.Posts.Get(head)
	joined := false
	for _, id := range []plan.PersonID{post.Holder, post.Acting, post.Delegate} {
		p := r.People.Get(id)
		joined = joined || p.State == plan.Joined || p.State == plan.Provisional
	}
	if !joined {
		return ThroughOffice
	}
	for _, id := range r.Recipients(head) {
		p := r.People.Get(id)
		if r.Calendar.Between(max(p.Heard, p.Since), day) < silentDays {
			return Reached
		}
	}
	return NotAnswering
}

func reachOfUnits(r *plan.Register, day workday.Date) []Reach {
	reach := make([]Reach, r.Units.Len()+1)
	for id := range r.Units.All() {
		reach[id] = ReachOf(r, id, day)
	}
	return reach
}
