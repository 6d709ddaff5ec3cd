package scheduler

import (
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"dondoc/plan"
	"dondoc/workday"
)

// longGap is how long Telegram keeps what was said: after a longer gap some of
// it may be lost.
const longGap = 24 * time.Hour

// gapDays is for how many working days after a long gap a person who has had no
// digest since is still told of it.
const gapDays = 3

// Gap is a span in which nothing could be received. Telegram keeps messages
// for 24 hours: after a longer gap the next digest goes to everyone. The zero
// Gap is none. The caller keeps the last one and need not clear it.
type Gap struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
}

// Long reports whether something may be lost in it.
func (g Gap) Long() bool { return !g.From.IsZero() && g.To.Sub(g.From) > longGap }

// DigestArgs are the arguments of a digest notice.
type DigestArgs struct {
	// Gap is the window in which messages may have been lost; zero: none.
	Gap Gap `json:"gap,omitzero"`
}

// DigestKey returns the key of the one digest of a person on a day.
func DigestKey(person plan.PersonID, day workday.Date) string {
	return fmt.Sprintf("digest/%d/%s", person, day)
}

// Decide returns the digests that are owed and neither told nor queued; queued
// reports whether a notice with a key was ever owed. It looks at all open
// duties each time.
//
// The digests of a day are decided together, by the first tick from the time of
// the digest on. What becomes owed later that day waits for the next one, unless
// the person joined today, or takes over from, or shares with, somebody who was
// told today.
func Decide(r *plan.Register, queued func(key string) bool, gap Gap, now time.Time) []plan.Notice {
	if r.Office().Held || !digestTime(r, now) {
		return nil
	}
	t := newTick(r, r.Today(now))
	defer t.release()
	if !t.live {
		return nil
	}
	var out []plan.Notice
	all := t.owing()
	decided := sync.OnceValue(func() bool { return t.decided(all, queued) })
	for id, is := range all {
		p := r.People.Get(plan.PersonID(id))
		lost := gap.Long() && t.missedBy(p, gap)
		if is&gets == 0 || p.Told >= t.today || is&(isOffice|isOwed|isShared) == 0 && !lost {
			continue
		}
		n := plan.Notice{
			Key: DigestKey(plan.PersonID(id), t.today), To: plan.PersonID(id),
			Class: plan.DigestClass, Kind: "digest", Day: t.today, Created: now.UnixMilli(),
		}
		if queued != nil && queued(n.Key) {
			continue
		}
		if lost {
			n.Args, _ = json.Marshal(DigestArgs{Gap: gap}) // two times always encode
		} else if is&(isOffice|isShared) == 0 && p.Since < t.today && decided() {
			continue
		}
		out = append(out, n)
	}
	return out
}

// digestTime reports whether digests go out at an instant.
func digestTime(r *plan.Register, now time.Time) bool {
	s, today, minute := r.Office(), r.Today(now), plan.Minute(now, r.Zone)
	return r.Calendar.Working(today) && !r.Calendar.Quiet(today) &&
		minute >= int(s.Digest) && minute <= int(max(s.Late, s.Digest))
}

// missedBy reports whether a person has had no digest since a gap that may have
// swallowed messages.
func (t *tick) missedBy(p plan.Person, gap Gap) bool {
	day := t.r.Today(gap.To)
	return day <= t.today && t.cal.Between(day, t.today) <= gapDays && p.Told < day && p.Since <= day
}

// decided reports whether the digests of the day were already decided: somebody
// was told today or has one queued. The office has one every working day.
func (t *tick) decided(all []standing, queued func(string) bool) bool {
	for id, p := range t.r.People.All() {
		if p.Told >= t.today {
			return true
		}
		if all[id]&gets != 0 && queued != nil && queued(DigestKey(id, t.today)) {
			return true
		}
	}
	return false
}

// standing is what the one pass finds out about a person, a post or a unit's
// rung.
type standing uint8

const (
	isOwed   standing = 1 << iota // a step is reached and not told
	isShared                      // a step was told today, to somebody
	isOffice
	gets // messages of a post with duties
)

// owing returns, by id, how all people stand.
func (t *tick) owing() []standing {
	posts := make([]standing, t.r.Posts.Len()+1)
	t.passMatters(posts)
	t.passAssignments(posts)
	people := make([]standing, t.r.People.Len()+1)
	for id, post := range t.r.Posts.All() {
		is := posts[id]
		switch post.Role {
		case plan.Office:
			is |= isOffice | gets
		case plan.Director, plan.Deputy, plan.Head:
			is |= gets
		}
		for _, person := range t.r.Recipients(id) {
			people[person] |= is
		}
	}
	return people
}

// rungSet is how the rungs of one unit stand. The office is left out: it gets
// its digest every day.
type rungSet struct{ holder, deputy, director standing }

// passAssignments adds to the posts what all assignments owe them.
func (t *tick) passAssignments(posts []standing) {
	units := make([]rungSet, len(t.units))
	rows := t.r.Assignments.Rows()
	for i := 1; i < len(rows); i++ {
		if a := &rows[i]; a.State.Open() {
			if !a.Begun(t.today) {
				continue
			}
			if c := t.reach(a.Due); !t.silent(a, c) {
				t.pass(a, c, &units[a.Unit])
			}
		} else if a.State == plan.Cancelled && t.withdrawn(a) && !t.closed(a) {
			units[a.Unit].holder |= isOwed
		}
	}
	for i, u := range units {
		f := t.units[i]
		posts[f.head] |= u.holder
		posts[f.deputy] |= u.deputy
		posts[t.director] |= u.director
	}
}

// silent reports whether an open assignment plainly owes nobody anything, as
// most do: no step is reached since the unit answered or was told, and nothing
// rises. What it does not see, pass judges.
func (t *tick) silent(a *plan.Assignment, c *reach) bool {
	const speaks = plan.IsNew | plan.PromiseQuiets
	if c.rises || a.Due == 0 || a.Flags&speaks != 0 {
		return false
	}
	on := a.Told[plan.RungHolder].On()
	return c.latest.day <= a.Updated && on >= t.s.GoLive && on < t.today
}

var standingOf = [...]standing{quiet: 0, owed: isOwed, toldToday: isShared}

// pass adds to the rungs of its unit what an open assignment owes them.
func (t *tick) pass(a *plan.Assignment, c *reach, set *rungSet) {
	now, next := t.risen(a, c)
	add := rungSet{holder: standingOf[t.holder(a, c, next.highest()).mark]}
	if now&bit(plan.RungDeputy) != 0 {
		_, m := t.above(a, c, plan.RungDeputy)
		add.deputy = standingOf[m]
	}
	if now&bit(plan.RungDirector) != 0 {
		_, m := t.above(a, c, plan.RungDirector)
		add.director = standingOf[m]
	}
	// Whether the work counts is far away in memory: it is asked only of what
	// would add something.
	if add.holder&^set.holder|add.deputy&^set.deputy|add.director&^set.director == 0 || !t.r.Live(a) {
		return
	}
	set.holder |= add.holder
	set.deputy |= add.deputy
	set.director |= add.director
}

// passMatters adds to the posts what all open matters owe them.
func (t *tick) passMatters(posts []standing) {
	rows := t.r.Matters.Rows()
	for i := 1; i < len(rows); i++ {
		m := &rows[i]
		if !m.State.Open() || m.Due > t.next || m.Holder == 0 || int(m.Holder) >= len(posts) {
			continue
		}
		c := t.reach(m.Due)
		_, mark := t.held(m, c)
		holder, up, post := standingOf[mark], standing(0), plan.PostID(0)
		if c.rise[toAbove].day != 0 {
			post = t.r.Above(m.Holder)
			_, mark = t.climbed(m, c, t.rungOf(post))
			up = standingOf[mark]
		}
		if holder&^posts[m.Holder]|up&^posts[post] != 0 && t.stands(m) {
			posts[m.Holder] |= holder
			posts[post] |= up
		}
	}
}
