package workday

import "time"

// The calendar's table covers these years; outside of them only weekends are
// days off.
const (
	firstYear = 2015
	lastYear  = 2045
)

// Rule is what somebody decided about one day.
type Rule uint8

// The rules. The zero Rule leaves the day to the weekday.
const (
	NoRule Rule = iota
	Off         // holiday, or a working day swapped away
	Work        // a Saturday or Sunday worked instead
	Quiet       // a working day without digests: due dates stand
)

// Calendar answers which days are working days, in constant time. It is
// immutable; build a new one when a day's rule changes. The zero Calendar is
// not usable; NewCalendar(nil) has weekends only.
type Calendar struct {
	base    Date
	ordinal []int32 // working days in [base, base+i]
	nth     []Date  // nth[k] is the working day with ordinal k+1
	quiet   map[Date]bool
}

// NewCalendar builds a calendar from the rules of single days.
func NewCalendar(rules map[Date]Rule) *Calendar {
	c := &Calendar{base: Of(firstYear, 1, 1), quiet: map[Date]bool{}}
	last := Of(lastYear, 12, 31)
	n := int32(0)
	for d := c.base; d <= last; d++ {
		rule := rules[d]
		w := d.Weekday()
		working := w != time.Saturday && w != time.Sunday
		switch rule {
		case Off:
			working = false
		case Work:
			working = true
		case Quiet:
			c.quiet[d] = true
		}
		if working {
			n++
			c.nth = append(c.nth, d)
		}
		c.ordinal = append(c.ordinal, n)
	}
	return c
}

// Working reports whether offices work on d.
func (c *Calendar) Working(d Date) bool { return c.count(d) != c.count(d-1) }

// Quiet reports whether d is a working day without digests.
func (c *Calendar) Quiet(d Date) bool { return c.quiet[d] && c.Working(d) }

// OnOrBefore returns the last working day not after d.
func (c *Calendar) OnOrBefore(d Date) Date { return c.day(c.count(d)) }

// OnOrAfter returns the first working day not before d.
func (c *Calendar) OnOrAfter(d Date) Date { return c.day(c.count(d-1) + 1) }

// LastInTime returns the day whose end makes a due date missed: when the due
// date is a day off, the next working day; with strict the due date itself. No
// date gives none.
func (c *Calendar) LastInTime(due Date, strict bool) Date {
	if due == 0 || strict {
		return due
	}
	return c.OnOrAfter(due)
}

// Add returns the nth working day after d for n > 0, before d for n < 0, and
// for zero the last working day not after d. d itself need not be one:
// the first working day after a Saturday is the Monday.
func (c *Calendar) Add(d Date, n int) Date {
	if n < 0 {
		return c.day(c.count(d-1) + 1 + int32(n))
	}
	return c.day(c.count(d) + int32(n))
}

// Between returns the number of working days in (from, to]; negative when to
// is before from.
func (c *Calendar) Between(from, to Date) int { return int(c.count(to) - c.count(from)) }

// count returns the number of working days in [base, d], negative before base.
func (c *Calendar) count(d Date) int32 {
	i := int(d - c.base)
	switch {
	case i < 0:
		return -weekdays(d, c.base-1)
	case i >= len(c.ordinal):
		last := c.base + Date(len(c.ordinal)-1)
		return c.ordinal[len(c.ordinal)-1] + weekdays(last, d)
	}
	return c.ordinal[i]
}

// day returns the working day with an ordinal as count gives it.
func (c *Calendar) day(n int32) Date {
	if n >= 1 && int(n) <= len(c.nth) {
		return c.nth[n-1]
	}
	d := c.base - 1
	step := Date(-1)
	if n > 0 {
		d, step = c.nth[len(c.nth)-1], 1
	}
	for c.count(d) != n || !c.Working(d) {
		d += step
	}
	return d
}

// weekdays counts Mondays to Fridays in (from, to].
func weekdays(from, to Date) int32 {
	n := int32(0)
	whole := (to - from) / 7
	n += int32(whole) * 5
	for d := from + whole*7 + 1; d <= to; d++ {
		if w := d.Weekday(); w != time.Saturday && w != time.Sunday {
			n++
		}
	}
	return n
}
