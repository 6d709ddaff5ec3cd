package report

import (
	"dondoc/workday"
)

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

// counted returns what of an assignment's mark is in the figures. In a period
// each is judged by its own due date, so that every one is counted in one
// report and no other wherever its extension has moved it; without a period
// those of an occurrence still to come are Later.
func (v *view) counted(m mark, toCome bool, due workday.Date) mark {
	if v.toNow {
		if toCome {
			return m&matterMarks | later
		}
		return m
	}
	switch v.place(due) {
	case gone:
		return m & matterMarks
	case after:
		return m&matterMarks | later
	}
	return m
}

// rank orders the occurrences of a task: the highest stands for it.
func (v *view) rank(due workday.Date) int {
	p := v.place(due)
	if p == fell {
		return p<<32 + int(due)
	}
	return p<<32 - int(due)
}
