package viet

import "dondoc/workday"

// element is one point of a list or range, with what was said before it.
type element struct {
	point  point
	before bool // the end is the day before the point begins
	ranged bool // joined to the element before it as the end of a range
}

// datedDeadline reads a point, a list or a range: [bound] point {joiner [bound]
// point}. Everything must be used.
func datedDeadline(atoms []atom, planYear int) (workday.Deadline, bool) {
	rounds := 0
	if len(atoms) > 0 && atoms[0].kind == atomRounds {
		rounds, atoms = atoms[0].n, atoms[1:]
	}
	list, weekday, ok := elements(atoms)
	if !ok || len(list) == 0 || rounds > 0 && rounds != len(list) {
		return workday.Deadline{}, false
	}
	if !sameUnits(list) || !giveYears(list, planYear) {
		return workday.Deadline{}, false
	}
	if r, ok := listedMonths(list); ok {
		return workday.Deadline{Kind: recurringKind(r.Every), Recurrence: r}, true
	}
	if r, ok := listedDays(list, planYear); ok && weekday < 0 {
		return workday.Deadline{Kind: recurringKind(r.Every), Recurrence: r}, true
	}
	var due workday.Date
	for i, e := range list {
		first, last, ok := e.point.days()
		if !ok || i > 0 && last < due {
			return workday.Deadline{}, false
		}
		due = last
		if e.before && e.point.end {
			return workday.Deadline{}, false
		}
		if e.before {
			due = first - 1
		}
	}
	end := list[len(list)-1]
	if weekday >= 0 && (end.point.unit != unitDay || int(due.Weekday()) != weekday) {
		return workday.Deadline{}, false
	}
	return workday.Deadline{Kind: unitKinds[end.point.unit], Due: due}, true
}

// elements collects the points of a phrase and the weekday it says, −1 for
// none. ok is false when an atom does not fit.
func elements(atoms []atom) (list []element, weekday int, ok bool) {
	weekday = -1
	var e element
	joined, bound, from, ranged := true, false, false, false
	add := func(p point) bool {
		if !joined {
			prev := list[len(list)-1].point
			return p.unit == unitDay && prev.unit == unitDay && p.month == prev.month && p.day == prev.day
		}
		e.point = p
		list = append(list, e)
		e.ranged, joined = false, false
		return true
	}
	for _, a := range atoms {
		switch a.kind {
		case atomFiller:
		case atomWeekday:
			weekday = a.n
			joined = joined || len(list) > 0
		case atomBound:
			e.before, bound = a.before, true
		case atomFrom:
			from = true
		case atomTo, atomDash:
			e.before, bound = false, true
			if len(list) > 0 {
				e.ranged, joined, ranged = true, true, true
			} else if a.kind == atomDash {
				return nil, -1, false
			}
		case atomList, atomSlash:
			if len(list) == 0 && weekday < 0 {
				return nil, -1, false
			}
			joined = true
		case atomPoint:
			if a.point.named && a.point.year == 0 || !add(a.point) {
				return nil, -1, false
			}
		case atomNumber, atomDay:
			p := a.point
			if a.kind == atomDay {
				p = point{unit: unitDay, day: a.n}
			}
			if !add(p) {
				return nil, -1, false
			}
		case atomUnit:
			if a.every != "year" || a.n != 0 || !bound || !add(point{unit: unitYear}) {
				return nil, -1, false
			}
		default:
			return nil, -1, false
		}
	}
	if from && !ranged || joined && weekday < 0 {
		return nil, -1, false
	}
	return list, weekday, true
}

// sameUnits gives bare numbers the unit of their neighbour: "quý II, III" that
// of the element before, "15-20/5" that of the element after.
func sameUnits(list []element) bool {
	for i := range list {
		p := &list[i].point
		if i == 0 {
			continue
		}
		prev := list[i-1].point
		switch {
		case p.unit == unitMonth && p.bare && prev.unit == unitQuarter:
			p.unit = unitQuarter
		case p.unit == unitNone && prev.unit == unitMonth:
			p.unit, p.month = unitMonth, p.n
		case p.unit == unitNone && prev.unit == unitQuarter:
			p.unit = unitQuarter
		}
	}
	for i := len(list) - 1; i >= 0; i-- {
		p := &list[i].point
		day := p.unit == unitDay && p.month == 0
		if p.unit != unitNone && !day {
			continue
		}
		if i+1 >= len(list) || list[i+1].point.unit != unitDay {
			return false
		}
		next := list[i+1].point
		if !day {
			p.day = p.n
		}
		p.unit, p.month, p.year = unitDay, next.month, next.year
	}
	return list[0].point.unit != unitMonth || !list[0].point.bare || len(list) == 1
}

// giveYears fills in the years that were not said: from the element after, or
// the one before, or the plan.
func giveYears(list []element, planYear int) bool {
	year := 0
	for i := range list {
		if y := list[i].point.year; y != 0 {
			year = y
		} else {
			list[i].point.year = year
		}
	}
	if year == 0 {
		year = planYear
	}
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].point.year == 0 {
			list[i].point.year = year
		}
		year = list[i].point.year
	}
	return true
}

// listedMonths reads "tháng 6, tháng 12": a list (no range) of months at equal
// distance through the year is a recurrence.
func listedMonths(list []element) (workday.Recurrence, bool) {
	months := make([]int, len(list))
	for i, e := range list {
		if e.point.unit != unitMonth || e.ranged || e.before || e.point.year != list[0].point.year {
			return workday.Recurrence{}, false
		}
		months[i] = e.point.month
	}
	return spreadMonths(months)
}

// listedDays reads "trước 20/6 và 20/12": a list of days of the plan's year at
// equal distance through it is a recurrence, since each of them falls due.
func listedDays(list []element, planYear int) (workday.Recurrence, bool) {
	r := recurring{weekday: -1, before: list[0].before}
	for i, e := range list {
		inherits := i > 0 && !e.before // "trước 20/6 và 20/12" says it once
		if e.point.unit != unitDay || e.ranged || e.point.year != planYear || e.before != r.before && !inherits {
			return workday.Recurrence{}, false
		}
		r.points = append(r.points, e.point)
	}
	if len(r.points) < 2 {
		return workday.Recurrence{}, false
	}
	rec, ok := r.yearly()
	return rec, ok && rec.Every != workday.EveryYear
}

// spreadMonths returns the recurrence of two months half a year apart or four
// a quarter apart.
func spreadMonths(months []int) (workday.Recurrence, bool) {
	step, every := 0, workday.EveryHalf
	switch len(months) {
	case 2:
		step = 6
	case 4:
		step, every = 3, workday.EveryQuarter
	default:
		return workday.Recurrence{}, false
	}
	for i, m := range months {
		if m != months[0]+i*step || m < 1 || m > 12 {
			return workday.Recurrence{}, false
		}
	}
	return workday.Recurrence{Every: every, Month: int8(months[0])}, true
}
