package scheduler

import (
	"sync"

	"dondoc/plan"
	"dondoc/workday"
)

// Fixed numbers of the rules; all others are settings.
const (
	dateGrace      = 3 // working days in which a date set or changed does not rise
	climbs         = 3 // overdue step at which a matter climbs one post
	cutoffBefore   = 3 // working days before the cut-off for continuous tasks
	continuousStep = plan.Step(-cutoffBefore)
)

// cutoffEvery are the reports whose cut-off continuous tasks are asked before.
const cutoffEvery = workday.EveryQuarter

// The ladders of a reach: where an assignment rises to, and, last, the post
// above a matter's holder.
const (
	toOffice = iota
	toDeputy
	toDirector
	toAbove
	ladders
)

// dated is a step and the day from which it is reached.
type dated struct {
	step plan.Step
	day  workday.Date // zero: no step
}

// reach is what a due date alone says on a day: nothing of it depends on what
// was told or answered.
type reach struct {
	latest dated          // of all steps of an assignment
	zero   dated          // the day itself, the first step of a matter
	rise   [ladders]dated // the latest step from each ladder's first one on
	next   [ladders]bool  // the ladder's first step is reached on the next digest day
	rises  bool           // any of them is
	over   int16          // working days overdue
	done   bool           // worked out
}

// tick is one look at a register on a day: what every judgement of that day
// needs. It is good only while the register does not change.
type tick struct {
	r     *plan.Register
	s     plan.Settings
	cal   *workday.Calendar
	today workday.Date
	// next is the next digest day after today.
	next workday.Date
	// graceToday and graceNext are the first Dated that does not rise today and
	// on the next digest day.
	graceToday, graceNext workday.Date
	// cutoff is the next reporting cut-off, cutoffDay the day from which
	// continuous tasks are asked for it; asking says that it has come.
	cutoff, cutoffDay workday.Date
	asking            bool
	// live: the office has gone live, so that something may be owed.
	live     bool
	director plan.PostID
	units    []unitFacts // by id

	// known holds the reaches of due dates from first on, each worked out when
	// it is first asked for; later due dates say nothing yet.
	first workday.Date
	known []reach
	none  reach
	other reach
}

// unitFacts is what judging an assignment needs of its unit.
type unitFacts struct {
	head, deputy plan.PostID
	// ownOffice: its head is the office, to which nothing need rise. noDeputy:
	// the director is in charge, so the deputy's rung already reaches the top.
	ownOffice, noDeputy bool
}

// knownBefore says how many days back a tick remembers reaches of due dates.
const knownBefore = 420

func newTick(r *plan.Register, today workday.Date) *tick {
	t := &tick{r: r, s: r.Office(), cal: r.Calendar, today: today}
	t.next = t.digestDay(today + 1)
	t.graceToday = t.cal.Add(t.cal.OnOrBefore(today), -dateGrace)
	t.graceNext = t.cal.Add(t.next, -dateGrace)
	t.cutoff = workday.NextCutoff(today, cutoffEvery)
	t.cutoffDay = t.digestDay(t.cal.Add(t.cal.OnOrBefore(t.cutoff), -cutoffBefore))
	t.asking = t.cutoffDay <= today
	t.live = t.s.GoLive != 0 && t.s.GoLive <= today
	t.director = r.DirectorPost()
	t.units = make([]unitFacts, r.Units.Len()+1)
	for id, u := range r.Units.All() {
		f := unitFacts{head: u.Head, deputy: u.Deputy}
		if !r.Posts.Has(f.head) {
			f.head = 0
		}
		if !r.Posts.Has(f.deputy) {
			f.deputy = t.director
		}
		f.ownOffice = r.Posts.Get(f.head).Role == plan.Office
		f.noDeputy = f.deputy == t.director
		t.units[id] = f
	}
	t.first = today - knownBefore
	before := 0
	for _, n := range t.s.Before {
		before = max(before, int(n))
	}
	t.know(int(max(t.cal.Add(today, before+1), t.next) - t.first + 1))
	return t
}

// reaches keeps what ticks have used: there is one every minute.
var reaches sync.Pool

// know makes room for n reaches.
func (t *tick) know(n int) {
	if kept, ok := reaches.Get().(*[]reach); ok && cap(*kept) >= n {
		t.known = (*kept)[:n]
		clear(t.known)
		return
	}
	t.known = make([]reach, n)
}

// release gives back what the tick has used; it is not to be asked again.
func (t *tick) release() { reaches.Put(&t.known) }

// digestDay returns the first working day on or after d that is not quiet:
// where a step dated d moves to.
func (t *tick) digestDay(d workday.Date) workday.Date {
	d = t.cal.OnOrAfter(d)
	for t.cal.Quiet(d) {
		d = t.cal.Add(d, 1)
	}
	return d
}

// missed returns the day whose end makes a due date missed.
func (t *tick) missed(due workday.Date) workday.Date {
	return t.cal.LastInTime(due, t.s.Strict)
}

// overdue returns by how many working days a due date is missed; zero when it
// is not.
func (t *tick) overdue(due workday.Date) int {
	if due == 0 {
		return 0
	}
	return max(0, t.cal.Between(t.missed(due), t.today))
}

// reach returns what a due date says today. It is good until the next call.
func (t *tick) reach(due workday.Date) *reach {
	i := int(due - t.first)
	switch {
	case due == 0 || i >= len(t.known):
		return &t.none
	case i >= 0:
		if !t.known[i].done {
			t.work(due, &t.known[i])
		}
		return &t.known[i]
	}
	t.work(due, &t.other)
	return &t.other
}

func (t *tick) work(due workday.Date, c *reach) {
	*c = reach{done: true}
	c.over = int16(min(t.overdue(due), 1<<14))
	c.latest = t.afterStep(due, 0)
	if c.latest.day == 0 {
		c.latest = t.beforeStep(due)
	}
	base := t.cal.OnOrBefore(due)
	if day := t.digestDay(base); day <= t.today {
		c.zero = dated{0, day}
	}
	for i := range c.rise {
		from := climbs
		if i < toAbove {
			from = max(1, int(t.s.Rise[i]))
		}
		c.next[i] = t.overDay(due, from) <= t.next
		c.rises = c.rises || c.next[i]
		c.rise[i] = t.afterStep(due, from)
	}
}

// overDay returns the day on which a due date is n working days overdue.
func (t *tick) overDay(due workday.Date, n int) workday.Date {
	return t.digestDay(t.cal.Add(t.missed(due), n))
}

// beforeStep returns the latest step up to the due date that is reached,
// counted back from the last working day not after it.
func (t *tick) beforeStep(due workday.Date) dated {
	base := t.cal.OnOrBefore(due)
	for i := len(t.s.Before) - 1; i >= 0; i-- {
		n := int(t.s.Before[i])
		if day := t.digestDay(t.cal.Add(base, -n)); day <= t.today {
			return dated{plan.Step(-n), day}
		}
	}
	return dated{}
}

// afterStep returns the latest of the listed overdue steps that is reached; with
// a first step above zero, of that one and those listed after it.
func (t *tick) afterStep(due workday.Date, first int) dated {
	for n := t.overdue(due); n > 0; {
		step := max(listed(t.s.After, n), first)
		if step == 0 || step > n {
			break
		}
		if day := t.overDay(due, step); day <= t.today {
			return dated{plan.Step(step), day}
		}
		n = step - 1
	}
	return dated{}
}

// listed returns the highest step of a list that is at most n, the list going
// on by the difference of its last two; zero when n is before all of them.
func listed(list []int8, n int) int {
	if len(list) == 0 {
		return 0
	}
	last := int(list[len(list)-1])
	if n >= last {
		by := last
		if len(list) > 1 {
			by -= int(list[len(list)-2])
		}
		if by <= 0 {
			return last
		}
		return last + (n-last)/by*by
	}
	for i := len(list) - 1; i >= 0; i-- {
		if int(list[i]) <= n {
			return int(list[i])
		}
	}
	return 0
}
