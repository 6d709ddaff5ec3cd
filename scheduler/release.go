package scheduler

import (
	"encoding/json"
	"slices"
	"time"

	"dondoc/plan"
)

// Act is what to do with a queued notice.
type Act uint8

// The acts of a Verdict. The zero Act is Hold.
const (
	Hold Act = iota
	Send
	Merge
	Drop
)

// Verdict is Release's judgement. Until belongs to Hold and is never zero
// there, Into to Merge; Reason names why, for logs.
type Verdict struct {
	Act    Act
	Until  time.Time
	Into   plan.NoticeID
	Reason string
}

// Conditions are what is known beyond the register.
type Conditions struct {
	// CaughtUp: the poll has drained what waited at Telegram.
	CaughtUp bool
	// Skew is this machine's clock minus the Date of Telegram's last answer.
	Skew time.Duration
}

// How long a notice is held for what has no time of its own, before it is
// judged again, and the skew from which the clock is not believed.
const (
	holdBriefly = time.Minute
	holdLong    = time.Hour
	maxSkew     = 24 * time.Hour
)

// Release judges whether a queued notice may go out now. Answers always may.
// Outcomes carry their own arguments: of them only the time is judged. Of all
// others it is asked again whether they are still true and still for that
// person. queued are the notices of the queue in the order of their ids.
func Release(r *plan.Register, queued []plan.Notice, n plan.Notice, c Conditions, now time.Time) Verdict {
	if n.Class == plan.AnswerClass {
		return Verdict{Act: Send}
	}
	if v, held := stopped(r, n, c, now); held {
		return v
	}
	if n.Class == plan.DigestClass {
		return releaseDigest(r, n, now)
	}
	if reason := stale(r, n); reason != "" {
		return Verdict{Act: Drop, Reason: reason}
	}
	w := waiting{hoursOf(r), r, queued, now}
	if n.Doubts == 0 {
		switch n.Class {
		case plan.DecisionClass:
			return w.decision(n)
		case plan.OutcomeClass, plan.AssignmentClass:
			return w.together(n)
		}
	}
	return w.inHours(now)
}

// stopped holds what nothing may go out for now, true or not.
func stopped(r *plan.Register, n plan.Notice, c Conditions, now time.Time) (Verdict, bool) {
	s := r.Office()
	switch {
	case s.Held:
		return Verdict{Until: now.Add(holdBriefly), Reason: "held by the office"}, true
	case c.Skew > maxSkew || c.Skew < -maxSkew:
		return Verdict{Until: now.Add(holdBriefly), Reason: "the clock differs from Telegram's by more than a day"}, true
	case n.Class == plan.OutcomeClass:
	case !c.CaughtUp:
		return Verdict{Until: now.Add(holdBriefly), Reason: "not caught up with what was said"}, true
	case s.GoLive == 0:
		return Verdict{Until: now.Add(holdLong), Reason: "no go-live date"}, true
	case r.Today(now) < s.GoLive:
		return Verdict{Until: hoursOf(r).opening(at(s.GoLive, 0, r.Zone)), Reason: "before go-live"}, true
	}
	return Verdict{}, false
}

// releaseDigest judges a digest. One that cannot go out on its own day is
// dropped, since the next day has its own.
func releaseDigest(r *plan.Register, n plan.Notice, now time.Time) Verdict {
	drop := func(reason string) Verdict { return Verdict{Act: Drop, Reason: reason} }
	s, today, minute := r.Office(), r.Today(now), plan.Minute(now, r.Zone)
	switch {
	case n.Day < today:
		return drop("its day is over")
	case !r.Calendar.Working(n.Day) || r.Calendar.Quiet(n.Day):
		return drop("its day became one without digests")
	case n.Day > today || minute < int(s.Digest):
		return Verdict{Until: at(n.Day, int(s.Digest), r.Zone), Reason: "before the time of the digest"}
	case minute > int(max(s.Late, s.Digest)):
		return drop("too late for its day")
	case r.People.Get(n.To).Told >= n.Day:
		return drop("told already")
	}
	posts := r.ReceivesFor(n.To)
	if len(posts) == 0 {
		return drop("receives for no post")
	}
	office := slices.ContainsFunc(posts, func(id plan.PostID) bool { return r.Posts.Get(id).Role == plan.Office })
	var args DigestArgs
	if len(n.Args) > 0 && json.Unmarshal(n.Args, &args) != nil {
		args = DigestArgs{}
	}
	if !office && !args.Gap.Long() && !Lines(r, n.To, now).Owed {
		return drop("nothing is owed any more")
	}
	return Verdict{Act: Send}
}

// stale says why a notice is true no more, or no more for its receiver; empty
// when it still is. Outcomes are not judged.
func stale(r *plan.Register, n plan.Notice) string {
	switch n.Class {
	case plan.OutcomeClass, plan.AnswerClass:
		return ""
	case plan.AlarmClass:
		if !slices.ContainsFunc(r.OfficePosts(), func(id plan.PostID) bool { return receives(r, id, n.To) }) {
			return "receives for the office no more"
		}
		return ""
	}
	if n.Subject.Kind == plan.NoDuty {
		if len(r.ReceivesFor(n.To)) == 0 {
			return "receives for no post"
		}
		return ""
	}
	if !r.Standing(n.Subject) {
		return "no duty any more"
	}
	a := r.Assignments.Get(r.Assignment(n.Subject))
	if n.Subject.Kind != plan.Perform {
		if !receivesMatter(r, r.Matters.Get(plan.MatterID(n.Subject.Subject)).Holder, n.To) {
			return "with another post or person now"
		}
		return ""
	}
	switch {
	case !receives(r, r.HeadOf(a.Unit), n.To):
		return "with another person now"
	case n.Class == plan.AssignmentClass && a.Waiting():
		return "answered meanwhile"
	}
	return ""
}

func receives(r *plan.Register, post plan.PostID, person plan.PersonID) bool {
	return slices.Contains(r.Recipients(post), person)
}

// receivesMatter is receives for the holder of a matter: what stands with one
// post of the office stands with all.
func receivesMatter(r *plan.Register, holder plan.PostID, person plan.PersonID) bool {
	if r.Posts.Get(holder).Role != plan.Office {
		return receives(r, holder, person)
	}
	return slices.ContainsFunc(r.OfficePosts(), func(id plan.PostID) bool { return receives(r, id, person) })
}
