package scheduler

import (
	"cmp"

	"dondoc/plan"
	"dondoc/workday"
)

// SimulatedDay is who would get which digest on a day.
type SimulatedDay struct {
	Day     workday.Date
	Digests []Digest // in the order of persons
}

// Absent is a post that nobody receives for.
type Absent struct {
	Post plan.PostID
	// Person is who would receive: the one seated there, or somebody made up for a
	// post that nobody holds.
	Person plan.PersonID
	// Empty: nobody holds the post.
	Empty bool
}

// Simulation is what a span of days would bring if nobody answered.
type Simulation struct {
	Days []SimulatedDay
	// Absent are the posts with duties that nobody receives for now. In Days they
	// are taken as if somebody did.
	Absent []Absent
	// Register is the copy in which the days were played, with whom Absent made
	// up.
	Register *plan.Register
}

// Simulate returns the digests of the days from one to another, both included,
// if nobody answered: on each day those that Decide gives, told one after
// another on a copy of the register. It shows what would be sent, so an office
// that is held is taken as resumed, one that has not set a go-live date as
// going live on the first day, and a post that nobody receives for as joined.
func Simulate(r *plan.Register, from, to workday.Date) Simulation {
	r = r.Clone()
	s := r.Office()
	s.Held = false
	if s.GoLive == 0 {
		s.GoLive = from
	}
	plan.Apply(r, plan.Event{Body: plan.SettingsChanged{Settings: s}})
	out := Simulation{Register: r, Absent: fill(r)}
	r.Forget()
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
			out.Days = append(out.Days, found)
		}
	}
	return out
}

// fill lets somebody receive for every post with duties, and returns those for
// which nobody did.
func fill(r *plan.Register) []Absent {
	var out []Absent
	for id, post := range r.Posts.All() {
		if post.Role == plan.NoRole || post.Role == plan.Viewer || len(r.Recipients(id)) > 0 {
			continue
		}
		a := Absent{Post: id, Person: cmp.Or(post.Acting, post.Holder, post.Delegate)}
		if a.Empty = a.Person == 0; a.Empty {
			a.Person = r.People.Next()
			plan.Apply(r, plan.Event{Body: plan.PersonAdded{ID: a.Person}})
			plan.Apply(r, plan.Event{Body: plan.Seated{Post: id, Person: a.Person}})
		}
		out = append(out, a)
	}
	for _, a := range out {
		plan.Apply(r, plan.Event{Body: plan.PersonChanged{Person: a.Person, State: plan.Joined, Found: true}})
	}
	return out
}
