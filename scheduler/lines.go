package scheduler

import (
	"cmp"
	"slices"
	"time"

	"dondoc/plan"
	"dondoc/workday"
)

// Lines returns the digest of a person at an instant. It is the one function
// that says which lines a digest has. A person who gets the messages of no post
// but acts in one is shown its work as More, with nothing owed.
func Lines(r *plan.Register, person plan.PersonID, now time.Time) Digest {
	w := &writing{tick: newTick(r, r.Today(now))}
	w.d = Digest{Person: person, Day: w.today, Next: w.next, Posts: r.ReceivesFor(person)}
	p := r.People.Get(person)
	w.gets = w.live && len(w.d.Posts) > 0
	w.fresh = w.gets && p.Told < w.today
	if len(w.d.Posts) == 0 {
		w.d.Posts = r.PostsOf(person)
		w.d.Posts = slices.DeleteFunc(w.d.Posts, func(id plan.PostID) bool {
			return p.State != plan.Joined && r.Posts.Get(id).Role != plan.Head
		})
	}
	w.last = max(p.Told, w.cal.Add(w.today, -1))
	for _, id := range w.d.Posts {
		switch r.Posts.Get(id).Role {
		case plan.Office:
			w.d.Office = true
		case plan.Director, plan.Deputy:
			w.d.Leader = true
		}
	}
	for id := range r.Units.All() {
		if w.has(w.units[id].head) {
			w.own(id)
		}
	}
	w.number()
	w.matters()
	if w.d.Office || w.d.Leader {
		w.collectOverdue()
	}
	if w.d.Office {
		w.wanting()
		w.unreached()
	}
	w.finish()
	return w.d
}

// writing is a digest being put together.
type writing struct {
	*tick
	d Digest
	// gets: something may be owed to the person, who gets messages of a post.
	gets bool
	// fresh: the person gets digests and had none today, so what was told
	// today was told to somebody else.
	fresh bool
	last  workday.Date // the person's last digest, or the last working day if later
	lines []Line       // own open work
	asked []Line       // own continuous work that is to be asked for in one line
}

// has reports whether a post is one of the digest's.
func (w *writing) has(post plan.PostID) bool {
	return post != 0 && slices.Contains(w.d.Posts, post)
}

// owes reports whether a step so marked is owed to the person.
func (w *writing) owes(m mark) bool {
	return w.gets && (m == owed || m == toldToday && w.fresh)
}

// own collects the work and the news of a unit, and folds its continuous tasks
// into one line.
func (w *writing) own(unit plan.UnitID) {
	first, continuous := len(w.asked), 0
	for id := w.r.Units.Get(unit).First; id != 0; {
		a := &w.r.Assignments.Rows()[id]
		w.news(id, a)
		if w.open(a) {
			line, h := w.line(id, a)
			line.Owed, line.New = w.owes(h.mark), w.new(a, h)
			if w.continuous(a) {
				continuous++
			}
			if line.Owed && a.Due == 0 && line.Step == continuousStep {
				w.asked = append(w.asked, line)
			} else {
				w.lines = append(w.lines, line)
			}
		}
		id = a.NextInUnit
	}
	if len(w.asked) == first {
		return
	}
	line := slices.MinFunc(w.asked[first:], func(a, b Line) int { return cmp.Compare(a.Assignment, b.Assignment) })
	line.Continuous, line.Due = continuous, w.cutoff
	w.lines = append(w.lines, line)
}

// new reports whether a line is to say that the work is new. The flag is gone
// once another recipient was told; then it is new to who had no digest since.
func (w *writing) new(a *plan.Assignment, h holding) bool {
	if h.mark == toldToday {
		return h.step == plan.NewStep || w.fresh && max(a.Given, a.Dated) >= w.last
	}
	return h.isNew
}

// line describes an assignment to its unit.
func (t *tick) line(id plan.AssignmentID, a *plan.Assignment) (Line, holding) {
	c := t.reach(a.Due)
	_, next := t.risen(a, c)
	rises := next.highest()
	h := t.holder(a, c, rises)
	line := Line{
		Duty: plan.Duty{Kind: plan.Perform, Subject: uint32(id)}, Assignment: id, Unit: a.Unit,
		Step: h.step, Day: h.day, Version: a.Version,
		Due: a.Due, Missed: t.missed(a.Due), OverdueDays: t.overdue(a.Due),
		RisesTo: t.top(a.Unit, rises), Promise: a.Promise, Waiting: a.Waiting(),
	}
	if line.Day == 0 {
		line.Step = plan.NoStep
	}
	return line, h
}

// top names the rung that people know: without a deputy in charge, the
// deputy's is the director's.
func (t *tick) top(unit plan.UnitID, rung plan.Rung) plan.Rung {
	if rung == plan.RungDeputy && t.units[unit].noDeputy {
		return plan.RungDirector
	}
	return rung
}

// news collects what waited for a digest without asking for anything. Work
// taken back before anybody was told of it is no news.
func (w *writing) news(id plan.AssignmentID, a *plan.Assignment) {
	switch {
	case a.Flags&tells == 0 || w.closed(a):
	case w.withdrawn(a):
		w.d.News = append(w.d.News, News{Kind: Withdrawn, Assignment: id})
	case a.Flags&plan.NewsAccepted != 0 && w.r.Live(a):
		w.d.News = append(w.d.News, News{Kind: Accepted, Assignment: id})
	case a.Flags&plan.NewsBehalf != 0 && w.r.Live(a):
		w.d.News = append(w.d.News, News{Kind: Recorded, Assignment: id})
	}
}

// newsRank puts first what the unit may object to, and last what it knows.
var newsRank = [...]int{Recorded: 0, Withdrawn: 1, Accepted: 2, Decided: 3}

// tells are the flags that make news.
const tells = plan.IsNew | plan.NewsAccepted | plan.NewsBehalf

// closed reports whether an assignment's plan is closed: nothing is said of it.
func (t *tick) closed(a *plan.Assignment) bool {
	return t.r.Plans.Get(t.r.Tasks.Rows()[a.Task].Plan).Closed
}

// withdrawn reports whether a unit that knew of cancelled work is still to be
// told that it is.
func (t *tick) withdrawn(a *plan.Assignment) bool {
	known := a.Told[plan.RungHolder] != (plan.Told{}) || a.Updated != 0
	return a.State == plan.Cancelled && a.Flags&plan.IsNew != 0 && known
}

// number sorts the person's own lines into the numbered ones and the rest.
func (w *writing) number() {
	slices.SortFunc(w.lines, w.urgency)
	w.d.More = make([]Line, 0, len(w.lines))
	for _, line := range w.lines {
		shown := line.Owed && len(w.d.Lines) < MaxLines
		if line.Owed {
			w.tellAll(line, shown)
		}
		if !shown {
			w.d.More = append(w.d.More, line)
			continue
		}
		line.Number = len(w.d.Lines) + 1
		w.share(&line)
		w.d.Lines = append(w.d.Lines, line)
	}
	slices.SortStableFunc(w.d.More, func(a, b Line) int {
		return cmp.Compare(btoi(b.Owed), btoi(a.Owed))
	})
	slices.SortFunc(w.d.News, func(a, b News) int {
		return cmp.Or(cmp.Compare(newsRank[a.Kind], newsRank[b.Kind]), cmp.Compare(a.Assignment, b.Assignment))
	})
}

// urgency orders lines: overdue ones oldest first, due today, nearest due, new,
// without date.
func (w *writing) urgency(a, b Line) int {
	return cmp.Or(cmp.Compare(w.rank(a), w.rank(b)), compareDue(a, b))
}

func (w *writing) rank(l Line) int {
	switch {
	case l.OverdueDays > 0:
		return 0
	case l.Due != 0 && w.cal.OnOrBefore(l.Due) <= w.today && l.Continuous == 0:
		return 1
	case l.Step == plan.NewStep:
		return 3
	}
	return 2
}

// compareDue orders lines by due date, none last, then by what they are about.
func compareDue(a, b Line) int {
	if (a.Due == 0) != (b.Due == 0) {
		return cmp.Compare(b.Due, a.Due)
	}
	return cmp.Or(cmp.Compare(a.Due, b.Due), cmp.Compare(a.Duty.Kind, b.Duty.Kind),
		cmp.Compare(a.Duty.Subject, b.Duty.Subject))
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// share counts how many units of the same occurrence have not done it.
func (w *writing) share(line *Line) {
	a := w.r.Assignments.Get(line.Assignment)
	line.Open, line.Shared = 0, 0
	for id := w.r.Occurrences.Get(a.Occurrence).First; id != 0; {
		other := &w.r.Assignments.Rows()[id]
		if w.r.Live(other) {
			line.Shared++
			if other.State != plan.Done {
				line.Open++
			}
		}
		id = other.NextInOccurrence
	}
}

// tell notes a line's step as told with the digest.
func (w *writing) tell(line Line, shown bool) {
	w.d.Told = append(w.d.Told, plan.ToldDuty{
		Duty: line.Duty, Rung: line.Rung, Step: line.Step, Version: line.Version, Shown: shown,
	})
}

// tellAll is tell for a line that may stand for all continuous tasks of its
// unit.
func (w *writing) tellAll(line Line, shown bool) {
	if line.Continuous == 0 {
		w.tell(line, shown)
		return
	}
	for _, a := range w.asked {
		if a.Unit == line.Unit {
			w.tell(a, shown)
		}
	}
}

// finish tells the news that no line has told, and says whether the digest is
// owed.
func (w *writing) finish() {
	w.d.Owed = w.fresh && len(w.d.Told) > 0
	told := make(map[plan.Duty]bool, len(w.d.Told))
	for _, t := range w.d.Told {
		if t.Rung == plan.RungHolder {
			told[t.Duty] = true
		}
	}
	for _, n := range w.d.News {
		if n.Kind == Decided {
			m := w.r.Matters.Get(n.Matter)
			w.d.Told = append(w.d.Told, plan.ToldDuty{
				Duty: plan.DutyOf(n.Matter, m), Rung: plan.RungOffice, Step: plan.NoStep, Version: m.Version,
			})
			continue
		}
		w.d.Owed = w.d.Owed || w.fresh && n.Kind == Withdrawn
		duty := plan.Duty{Kind: plan.Perform, Subject: uint32(n.Assignment)}
		if !told[duty] {
			w.d.Told = append(w.d.Told, plan.ToldDuty{Duty: duty, Step: plan.NoStep})
		}
	}
}
