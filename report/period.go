package report

import "dondoc/workday"

// The places of an occurrence in a period, the one that stands for its task
// being the highest: the latest that fell due, else the current one.
const (
	gone    = iota // fell due before the period
	after          // falls due after it
	bare           // has no date
	current        // in the period, not yet due
	fell           // in the period, due on the day or before
)

// place returns where in the period a due date lies.
func (v *view) place(due workday.Date) int {
	switch {
	case due == 0:
		return bare
	case due < v.period.From:
		return gone
	case v.period.To != 0 && due > v.period.To:
		return after
	case due > v.day:
		return current
	}
	return fell
}

// stands reports whether x rather than y stands for the task of both.
func (v *view) stands(x, y *whole) bool {
	px, py := v.place(x.due), v.place(y.due)
	if px != py {
		return px > py
	}
	if px == fell {
		return x.due > y.due
	}
	return x.due < y.due
}

// choose returns the occurrence that stands for a task. What waits for
// somebody is the task's whichever occurrence it is of, and so is what of the
// counted occurrences is due soon or unanswered.
func (v *view) choose(wholes []whole) whole {
	next := v.next(wholes)
	chosen := &wholes[0]
	present := mark(0)
	for i := range wholes {
		w := &wholes[i]
		if v.stands(w, chosen) {
			chosen = w
		}
		if v.counted(w.due, next) {
			present |= w.mark & presentMarks
		} else {
			present |= w.mark & matterMarks
		}
	}
	w := *chosen
	switch v.place(w.due) {
	case gone:
		w.mark = 0
	case after:
		w.mark = later
	}
	w.mark |= present
	return w
}

// next returns the due date of a task's current occurrence, the first to fall
// due after the day; zero when there is none.
func (v *view) next(wholes []whole) workday.Date {
	next := workday.Date(0)
	for i := range wholes {
		if due := wholes[i].due; due > v.day && (next == 0 || due < next) {
			next = due
		}
	}
	return next
}

// counted reports whether an occurrence counts: without a period what has no
// date, fell due or is current; in a period what has no date or is due in it.
func (v *view) counted(due, next workday.Date) bool {
	if v.period == (Period{}) {
		return next == 0 || due <= next
	}
	p := v.place(due)
	return p != gone && p != after
}

// settle takes the assignments out of the figures that fall due outside the
// period or in an occurrence that is still to come. In a period each is judged
// by its own due date, so that every one is counted in one report and no other
// wherever its extension has moved it.
func (v *view) settle(wholes []whole, parts []part) {
	next := v.next(wholes)
	w := 0
	for i := range parts {
		p := &parts[i]
		for wholes[w].occurrence != p.occurrence {
			w++
		}
		due := p.due
		if v.period == (Period{}) {
			due = wholes[w].due
		}
		if v.counted(due, next) {
			continue
		}
		p.mark &= matterMarks
		if v.place(due) != gone {
			p.mark |= later
		}
	}
}
