package scheduler

import (
	"dondoc/plan"
	"dondoc/workday"
)

// SimulatedDay is who would get which digest on a day.
type SimulatedDay struct {
	Day     workday.Date
	Digests []Digest // in the order of persons
}

// Simulate returns the digests of the days from one to another, both included,
// if nobody answered: on each day those that Decide gives, told one after
// another on a copy of the register. It shows what would be sent, so an office
// that is held is taken as resumed, and one that has not set a go-live date as
// going live on the first day.
func Simulate(r *plan.Register, from, to workday.Date) []SimulatedDay {
	r = r.Clone()
	s := r.Office()
	s.Held = false
	if s.GoLive == 0 {
		s.GoLive = from
	}
	plan.Apply(r, plan.Event{Body: plan.SettingsChanged{Settings: s}})
	r.Forget()
	var days []SimulatedDay
	for day := r.Calendar.OnOrAfter(from); day <= to; day = r.Calendar.Add(day, 1) {
		now := at(day, int(s.Digest), r.Zone)
		found := SimulatedDay{Day: day}
		for _, n := range Decide(r, nil, Gap{}, now) {
			d := Lines(r, n.To, now)
			plan.Apply(r, plan.Event{At: now.UnixMilli(), Body: d.Event()})
			found.Digests = append(found.Digests, d)
		}
		r.Forget()
		if len(found.Digests) > 0 {
			days = append(days, found)
		}
	}
	return days
}
