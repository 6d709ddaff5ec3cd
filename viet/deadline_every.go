package viet

import (
	"dondoc/workday"
)

// periodWords are the units after "hàng", "mỗi", "định kỳ" and "lần/", folded.
var periodWords = newPhrases(map[string]workday.Every{
	"ngay": workday.EveryDay, "tuan": workday.EveryWeek, "thang": workday.EveryMonth,
	"quy": workday.EveryQuarter, "qui": workday.EveryQuarter, "nam": workday.EveryYear,
	"3 thang": workday.EveryQuarter, "03 thang": workday.EveryQuarter, "ba thang": workday.EveryQuarter,
	"6 thang": workday.EveryHalf, "06 thang": workday.EveryHalf, "sau thang": workday.EveryHalf,
	"nua nam": workday.EveryHalf, "12 thang": workday.EveryYear,
})

// everyAt reads "hàng quý", "mỗi năm 2 lần", "định kỳ quý", "6 tháng/lần",
// "01 lần/quý".
func everyAt(tokens []token, i int) (atom, int) {
	if w := pairAt(tokens, i); w == "it nhat" || w == "toi thieu" {
		if a, n := everyAt(tokens, i+2); n > 0 {
			return a, n + 2
		}
		return atom{}, 0
	}
	j := i
	marked := false
	if wordAt(tokens, j) == "dinh" && (wordAt(tokens, j+1) == "ky" || wordAt(tokens, j+1) == "ki") {
		j, marked = j+2, true
	}
	switch wordAt(tokens, j) {
	case "hang", "moi", "tung", "theo":
		if wordAt(tokens, j) != "theo" || marked {
			j, marked = j+1, true
		}
	}
	if every, n := periodWords.at(tokens, j); n > 0 {
		if w := wordAt(tokens, j+n); every == workday.EveryMonth && (w == "cuoi" || w == "dau") {
			return atom{}, 0 // "hàng tháng cuối quý"
		}
		count, k := timesAt(tokens, j+n)
		numbered := i == j-2 && followedByNumber(tokens, j+n)
		if k == 0 && j > i {
			if k = thingsAt(tokens, j+n); k > 0 {
				count = 1
			}
		}
		if (marked || k > 0) && !numbered {
			if every, ok := times(max(count, 1), every); ok {
				return atom{kind: atomEvery, every: string(every)}, j + n + k - i
			}
		}
		return atom{}, 0
	}
	count, n := smallNumber(tokens, i)
	if every, k := periodWords.at(tokens, i+n); n > 0 && k > 0 {
		if _, lan := timesAt(tokens, i+n+k); lan == 0 {
			return atom{}, 0
		}
		if count != 1 {
			return atom{kind: atomUnknown}, 1 // "2 tháng/lần" is no period of ours
		}
		return atom{kind: atomEvery, every: string(every)}, n + k + 2
	}
	if n == 0 || !isTimes(wordAt(tokens, i+n)) {
		return atom{}, 0
	}
	j = i + n + 1
	switch wordAt(tokens, j) {
	case "/", "moi", "trong", "mot", "hang", "tren", "1":
		j++
	}
	if every, n := periodWords.at(tokens, j); n > 0 {
		if every, ok := times(count, every); ok {
			return atom{kind: atomEvery, every: string(every)}, j + n - i
		}
	}
	return atom{}, 0
}

// followedByNumber tells "định kỳ quý II" from "định kỳ quý".
func followedByNumber(tokens []token, i int) bool {
	t := tokenAt(tokens, i)
	_, roman := romans[t.fold]
	return t.kind == number || roman
}

// timesAt reads "/lần", "một lần", "02 lần" after a period.
func timesAt(tokens []token, i int) (count, n int) {
	if wordAt(tokens, i) == "/" {
		if isTimes(wordAt(tokens, i+1)) {
			return 1, 2
		}
		if v, k := smallNumber(tokens, i+1); k > 0 && isTimes(wordAt(tokens, i+1+k)) {
			return v, k + 2
		}
		return 0, 0
	}
	if v, k := smallNumber(tokens, i); k > 0 && isTimes(wordAt(tokens, i+k)) {
		return v, k + 1
	}
	return 0, 0
}

// countedThings are what an office makes or holds some of in each period, folded.
var countedThings = newPhrases(map[string]struct{}{
	"cuoc": {}, "buoi": {}, "lop": {}, "hoi nghi": {}, "bao cao": {}, "so": {}, "tin": {}, "bai": {}, "tin bai": {}, "ban tin": {}, "chuyen de": {},
	"phien": {}, "phien hop": {}, "cuoc hop": {}, "phim": {}, "video": {}, "phong su": {}, "mo hinh": {}, "san pham": {}, "hoi thao": {}, "chuong trinh": {},
})

// thingsAt reads "01 phim", "02 buổi" at the end of a phrase: how many things a
// period has does not change that it is the period.
func thingsAt(tokens []token, i int) int {
	_, k := smallNumber(tokens, i)
	if k == 0 {
		return 0
	}
	if _, n := countedThings.at(tokens, i+k); n > 0 && i+k+n == len(tokens) {
		return k + n
	}
	return 0
}

// times turns "2 lần/năm" into a half; a count that no period fits is refused. What
// happens several times in a month is followed up by the month, the shortest period
// that ends in a report.
func times(count int, every workday.Every) (workday.Every, bool) {
	switch {
	case count < 1:
		return "", false
	case count == 1 || every == workday.EveryDay || every == workday.EveryWeek || every == workday.EveryMonth:
		return every, true
	case every == workday.EveryYear && count == 2:
		return workday.EveryHalf, true
	case every == workday.EveryYear && count == 4, every == workday.EveryHalf && count == 2:
		return workday.EveryQuarter, true
	case every == workday.EveryYear && count == 12, every == workday.EveryQuarter && count == 3:
		return workday.EveryMonth, true
	}
	return "", false
}

// recurring is what the atoms of a phrase say about a recurrence.
type recurring struct {
	every   map[string]bool // hàng …
	units   map[string]bool // units without a number
	named   int             // how many of both
	points  []point
	days    []int
	monthOf int
	report  bool
	weekday int  // −1 not said, or more than one
	several bool // more than one weekday is said: the rhythm is kept without them
	before  bool
	steady  bool // thường xuyên beside it
	within  bool // "quý trong năm": no list of periods
}

// recurringDeadline reads a phrase with a recurrence in it; the order of its
// pieces does not matter, but each must fit.
func recurringDeadline(atoms []atom) (workday.Deadline, bool) {
	r := recurring{every: map[string]bool{}, units: map[string]bool{}, weekday: -1}
	for i, a := range atoms {
		switch a.kind {
		case atomFiller, atomList, atomSlash, atomOf, atomTo:
		case atomRelative: // "hàng quý và khi có yêu cầu"
			if a.counted {
				return workday.Deadline{}, false
			}
		case atomDash:
			if len(r.points) > 0 {
				return workday.Deadline{}, false
			}
		case atomContinuous:
			r.steady = true
		case atomBound:
			r.before = r.before || a.before
		case atomPoint:
			r.points = append(r.points, a.point)
		case atomDay, atomNumber:
			r.days = append(r.days, a.n)
		case atomMonthOf:
			r.monthOf = a.n
		case atomEvery:
			r.every[a.every] = true
			r.named++
			if a.n > 0 {
				r.days, r.monthOf = append(r.days, a.n), a.month
			}
		case atomUnit:
			r.units[a.every] = true
			r.within = r.within || r.named > 0 && atoms[i-1].kind == atomBound && !atoms[i-1].whole
			r.named++
		case atomReport:
			r.report = true
		case atomWeekday:
			r.several = r.several || r.weekday >= 0 && r.weekday != a.n
			r.weekday = a.n
		default:
			return workday.Deadline{}, false
		}
	}
	if r.several {
		if r.period() != workday.EveryWeek || r.before {
			return workday.Deadline{}, false
		}
		r.weekday = -1
	}
	rec, ok := r.recurrence()
	if !ok {
		return workday.Deadline{}, false
	}
	return workday.Deadline{Kind: recurringKind(rec.Every), Recurrence: rec}, true
}

func recurringKind(e workday.Every) workday.Kind {
	switch e {
	case workday.EveryMonth:
		return workday.RecurringMonthly
	case workday.EveryQuarter, workday.EveryReform:
		return workday.RecurringQuarterly
	case workday.EveryHalf:
		return workday.RecurringHalf
	case workday.EveryYear:
		return workday.RecurringYearly
	}
	return workday.Continuous
}

// period returns the length of the recurrence; "" when nothing says that there
// is one. A quarter beside six months is the reform report's four periods.
func (r *recurring) period() workday.Every {
	has := func(unit string) bool { return r.every[unit] || r.units[unit] }
	quarters := has("quarter")
	for _, p := range r.points {
		quarters = quarters || p.unit == unitQuarter
	}
	list := r.named >= 2 && len(r.every) == 0 && r.monthOf == 0 && !r.within || has("nine")
	mixed := quarters && !has("month") && (has("half") || has("nine"))
	switch {
	case r.report:
		return workday.EveryReform
	case r.monthOf != 0 && has("quarter"):
		return workday.EveryQuarter
	case mixed && (r.named >= 2 || len(r.every) > 0):
		return workday.EveryReform
	case len(r.every) == 0 && !list:
		return ""
	}
	for _, e := range []workday.Every{workday.EveryMonth, workday.EveryQuarter, workday.EveryHalf, workday.EveryYear} {
		if has(string(e)) {
			return e
		}
	}
	if has("nine") {
		return ""
	}
	if has("week") {
		return workday.EveryWeek
	}
	return workday.EveryDay
}

// recurrence puts the pieces together; ok is false when one is left over.
func (r *recurring) recurrence() (rec workday.Recurrence, ok bool) {
	rec.Every = r.period()
	if rec.Every == "" || len(r.days) > 1 {
		return rec, false
	}
	if rec.Every == workday.EveryYear && len(r.days) == 0 && r.monthOf == 0 {
		return r.yearly()
	}
	if spread := (&recurring{points: r.points, weekday: -1, before: r.before}); len(r.points) > 1 && len(r.days) == 0 && r.monthOf == 0 {
		if same, ok := spread.yearly(); ok && same.Every == rec.Every { // "02 lần/năm, tháng 5 và tháng 11"
			return same, true
		}
	}
	for _, p := range r.points { // "hàng quý năm 2026", "quý I, 6 tháng …"
		reform := rec.Every == workday.EveryReform && p.unit == unitQuarter
		if p.unit != unitYear && !reform {
			return rec, false
		}
	}
	if r.weekday >= 0 {
		if rec.Every != workday.EveryWeek || len(r.days) > 0 {
			return rec, false
		}
		day := r.weekday
		if r.before {
			day = (day + 6) % 7
		}
		rec.Weekday = weekdayNames[day]
		return rec, true
	}
	if rec.Every == workday.EveryWeek || rec.Every == workday.EveryDay {
		return rec, len(r.days) == 0 && r.monthOf == 0
	}
	if r.monthOf != 0 {
		length := map[workday.Every]int{workday.EveryQuarter: 3, workday.EveryReform: 3, workday.EveryHalf: 6, workday.EveryYear: 12}[rec.Every]
		if length == 0 {
			return rec, false
		}
		rec.Month = int8(r.monthOf)
		if r.monthOf < 0 {
			rec.Month = int8(length)
		}
	}
	if len(r.days) == 0 {
		return rec, !r.before
	}
	day := r.days[0]
	monthly := rec.Every == workday.EveryMonth || rec.Month != 0
	if day < 1 || day > 31 || !monthly {
		return rec, false
	}
	if r.before {
		day--
		if day == 0 && rec.Month > 0 {
			rec.Month--
		}
	}
	rec.Day = int8(day)
	return rec, true
}

var weekdayNames = [...]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// yearly reads what "hàng năm" repeats: nothing more, one day, month or
// quarter, or days and months spread over the year.
func (r *recurring) yearly() (rec workday.Recurrence, ok bool) {
	rec.Every = workday.EveryYear
	if r.weekday >= 0 {
		return rec, false
	}
	if len(r.points) == 0 {
		return rec, !r.before
	}
	months := make([]int, len(r.points))
	unit := r.points[0].unit
	same, closing := true, true // the days of the month; and whether all are its last
	for i, p := range r.points {
		if p.unit != unit || r.before && p.end {
			return rec, false
		}
		same = same && p.day == r.points[0].day
		p.year = leapYear
		first, last, ok := p.days()
		if !ok {
			return rec, false
		}
		end := last
		if r.before {
			end = first - 1
		}
		_, m, d := end.Civil()
		months[i] = int(m)
		closing = closing && d == lastDay(end)
		if p.unit == unitDay {
			rec.Day = int8(d)
		}
	}
	switch {
	case closing && (r.before || !same) && (len(months) > 1 || months[0] == 2):
		rec.Day = 0 // the last day, whichever it is
	case !same:
		return rec, false
	}
	if unit == unitYear {
		return workday.Recurrence{Every: workday.EveryYear}, len(months) == 1 && !r.before
	}
	if len(months) == 1 {
		rec.Month = int8(months[0])
		return rec, true
	}
	spread, ok := spreadMonths(months)
	spread.Day = rec.Day
	return spread, ok
}

// leapYear is any year that has a 29 February.
const leapYear = 2024

func lastDay(d workday.Date) int {
	_, _, day := d.EndOfMonth().Civil()
	return day
}
