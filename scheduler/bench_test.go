package scheduler

import (
	"math/rand/v2"
	"testing"
	"time"

	"dondoc/plan"
	"dondoc/workday"
)

// big returns an office of 60 units with n open assignments on 24 March 2026,
// replaced in random order, a twentieth of them with an open matter.
func big(n int) (*plan.Register, time.Time) {
	const units = 60
	random := rand.New(rand.NewPCG(1, 2))
	o := newOffice()
	for u := plan.UnitID(4); u < 4+units; u++ {
		post, person := o.Posts.Next(), o.People.Next()
		o.do(plan.PostSet{ID: post, Post: plan.Post{Role: plan.Head, Unit: u}})
		o.person(person)
		o.do(plan.Seated{Post: post, Person: person},
			plan.UnitSet{ID: u, Unit: plan.Unit{Head: post, Deputy: plan.PostID(2 * (u % 2))}})
	}
	today := day("2026-03-24")
	for i := range n {
		due := today + workday.Date(random.IntN(300)-30)
		o.give(plan.UnitID(4+i%units), "2026-01-06", due.String())
	}
	for _, i := range random.Perm(n) {
		id := plan.AssignmentID(i + 1)
		o.do(plan.DigestTold{Person: 99, Day: day("2026-01-07"), Duties: []plan.ToldDuty{{Duty: perform(id), Step: plan.NewStep}}})
		o.do(o.updated(id, (today - workday.Date(random.IntN(60))).String()))
		if i%20 == 0 {
			o.raise(plan.Submission, id, 3, "2026-03-20", "2026-03-25")
		}
	}
	o.Forget()
	return o.Register, o.clock("2026-03-24 08:00")
}

// tell lets everybody's digest go out, so that next to nothing is owed.
func tell(r *plan.Register, now time.Time) {
	for _, n := range Decide(r, never, Gap{}, now) {
		plan.Apply(r, plan.Event{Body: Lines(r, n.To, now).Event()})
	}
	r.Forget()
}

func BenchmarkDecide(b *testing.B) {
	r, now := big(100_000)
	b.Run("100k owed", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Decide(r, never, Gap{}, now)
		}
	})
	tell(r, now)
	// The next day somebody is still without a digest, so all is looked at.
	b.Run("100k told", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Decide(r, never, Gap{}, now.Add(24*time.Hour))
		}
	})
}

func BenchmarkLines(b *testing.B) {
	for _, c := range []struct {
		name string
		size int
		who  plan.PersonID
	}{
		{"head of 1667", 100_000, 10},
		{"office of 100k", 100_000, office},
		{"director of 100k", 100_000, director},
		{"office of 1k", 1000, office},
	} {
		r, now := big(c.size)
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Lines(r, c.who, now)
			}
		})
	}
}
