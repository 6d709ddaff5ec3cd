package scheduler

import (
	"time"

	"dondoc/plan"
	"dondoc/workday"
)

// hours are the working hours of an office on its calendar.
type hours struct {
	s    plan.Settings
	cal  *workday.Calendar
	zone *time.Location
}

// hoursOf returns the working hours of an office; those of an office that
// decided none when the set ones hold no time at all.
func hoursOf(r *plan.Register) hours {
	s := r.Office()
	if s.Hours[0] >= s.Hours[1] && s.Hours[2] >= s.Hours[3] {
		s.Hours = plan.DefaultSettings().Hours
	}
	return hours{s, r.Calendar, r.Zone}
}

func at(day workday.Date, minute int, zone *time.Location) time.Time {
	return day.At(time.Duration(minute)*time.Minute, zone)
}

// working reports whether an instant is in working hours.
func (h hours) working(now time.Time) bool {
	return h.cal.Working(workday.On(now, h.zone)) && h.s.WorkingTime(plan.Minute(now, h.zone))
}

// opening returns the first instant in working hours that is not before t.
func (h hours) opening(t time.Time) time.Time {
	if h.working(t) {
		return t
	}
	day := workday.On(t, h.zone)
	if h.cal.Working(day) {
		for _, from := range []int16{h.s.Hours[0], h.s.Hours[2]} {
			if o := at(day, int(from), h.zone); o.After(t) && h.working(o) {
				return o
			}
		}
	}
	day = h.cal.Add(day, 1)
	if from := at(day, int(h.s.Hours[0]), h.zone); h.working(from) {
		return from
	}
	return at(day, int(h.s.Hours[2]), h.zone)
}

// closing returns the end of the working hours that an instant in them is in.
func (h hours) closing(t time.Time) time.Time {
	end := h.s.Hours[3]
	if plan.Minute(t, h.zone) < int(h.s.Hours[1]) {
		end = h.s.Hours[1]
	}
	return at(workday.On(t, h.zone), int(end), h.zone)
}

// half names a working half-day: the day, and whether it is the second half.
type half struct {
	day       workday.Date
	afternoon bool
}

// half returns the half-day in which what comes at t can go out first.
func (h hours) half(t time.Time) half {
	t = h.opening(t)
	return half{workday.On(t, h.zone), plan.Minute(t, h.zone) >= int(h.s.Hours[2])}
}

// The times of day at which decisions beyond the first of a half-day go out
// together, in minutes from midnight.
const (
	morningBatch   = 8 * 60
	afternoonBatch = 14 * 60
)

// batch returns the first time of a batch of decisions after t.
func (h hours) batch(t time.Time) time.Time {
	day := workday.On(t, h.zone)
	if h.cal.Working(day) {
		for _, minute := range []int{morningBatch, afternoonBatch} {
			if o := at(day, minute, h.zone); o.After(t) {
				return h.opening(o)
			}
		}
	}
	return h.opening(at(h.cal.Add(day, 1), morningBatch, h.zone))
}
