package viet

import (
	"time"

	"dondoc/workday"
)

type unit uint8

const (
	unitNone unit = iota // a number whose unit its neighbour says
	unitDay
	unitMonth
	unitQuarter
	unitHalf
	unitYear
)

// point is a stretch of time as a phrase names it. Zero fields are not said.
type point struct {
	unit  unit
	year  int
	n     int // quarter or half; unitNone: the number
	month int
	day   int
	bare  bool // "5/2026" without "tháng": a quarter after a quarter
	named bool // a holiday that has no year of its own
	end   bool // "cuối tháng 9": before it is not before the month
}

var unitKinds = [...]workday.Kind{
	unitDay: workday.OnDate, unitMonth: workday.Month, unitQuarter: workday.Quarter,
	unitHalf: workday.Half, unitYear: workday.Year,
}

// days returns the first and the last day of p; ok is false when there is no
// such day, month, quarter or half. Year must be set.
func (p point) days() (first, last workday.Date, ok bool) {
	from, to := p.month, p.month
	switch p.unit {
	case unitDay:
		ok = workday.Valid(p.year, time.Month(p.month), p.day)
		first = workday.Of(p.year, time.Month(p.month), p.day)
		return first, first, ok
	case unitMonth:
	case unitQuarter:
		from, to = 3*p.n-2, 3*p.n
	case unitHalf:
		from, to = 6*p.n-5, 6*p.n
	case unitYear:
		from, to = 1, 12
	default:
		return 0, 0, false
	}
	if from < 1 || to > 12 {
		return 0, 0, false
	}
	return workday.Of(p.year, time.Month(from), 1), workday.Of(p.year, time.Month(to)+1, 0), true
}

func pointAtom(p point) atom { return atom{kind: atomPoint, point: p} }

// pointAt reads a day, month, quarter, half or year, a number alone, or the
// name of a unit without a number.
func pointAt(tokens []token, i int) (atom, int) {
	switch w := wordAt(tokens, i); w {
	case "ngay":
		if d, n := writtenDate(tokens, i+1); n > 0 {
			return pointAtom(point{unit: unitDay, year: d.year, month: d.month, day: d.day}), n + 1
		}
		if v, n := smallNumber(tokens, i+1); n > 0 {
			return dayOrDate(tokens, i, v, n)
		}
		if _, n := weekdayAt(tokens, i+1); n > 0 {
			return atom{kind: atomFiller}, 1
		}
		if wordAt(tokens, i+1) == "cuoi" || wordAt(tokens, i+1) == "quoc" || wordAt(tokens, i+1) == "tet" {
			return atom{kind: atomFiller}, 1
		}
		return atom{}, 0
	case "dau", "giua", "cuoi", "nua":
		return partAt(tokens, i, w)
	case "quy", "qui", "q":
		return quarterAt(tokens, i)
	case "thang", "thg", "th", "t":
		return monthAt(tokens, i)
	case "nam":
		if y, n := yearAfter(tokens, i); n > 0 {
			return pointAtom(point{unit: unitYear, year: y}), n
		}
		return atom{kind: atomUnit, every: "year"}, 1
	}
	if a, n := monthsAt(tokens, i); n > 0 {
		return a, n
	}
	return numberAt(tokens, i)
}

// dayOrDate reads what follows "ngày N": "ngày 10 và 11 tháng 5" leaves the
// month to its neighbour, and N alone is the day of each month.
func dayOrDate(tokens []token, i, v, n int) (atom, int) {
	if wordAt(tokens, i+1+n) == "thang" {
		if m, k := monthNumber(tokens, i+2+n); k > 0 {
			y, ny := yearAfter(tokens, i+2+n+k)
			return pointAtom(point{unit: unitDay, year: y, month: m, day: v}), 2 + n + k + ny
		}
	}
	return atom{kind: atomDay, n: v}, 1 + n
}

// numberAt reads what begins with a number or a Roman numeral.
func numberAt(tokens []token, i int) (atom, int) {
	t := tokens[i]
	if r, ok := romans[t.fold]; ok && t.kind == word {
		y, n := yearAfter(tokens, i+1)
		return atom{kind: atomNumber, n: r, point: point{n: r, year: y}}, 1 + n
	}
	if t.kind != number {
		return atom{}, 0
	}
	if d, n := writtenDate(tokens, i); n > 0 {
		return pointAtom(point{unit: unitDay, year: d.year, month: d.month, day: d.day}), n
	}
	if y, ok := fullYear(t, false); ok {
		return pointAtom(point{unit: unitYear, year: y}), 1
	}
	if sep := wordAt(tokens, i+1); sep == "/" || sep == "-" || sep == "." {
		if y, ok := fullYear(tokenAt(tokens, i+2), false); ok && len(t.text) <= 2 {
			return pointAtom(point{unit: unitMonth, month: t.n, n: t.n, year: y, bare: true}), 3
		}
	}
	if t.n < 0 || t.n > 31 {
		return atom{}, 1
	}
	if _, year := yearAfter(tokens, i+1); t.n == 1 && wordAt(tokens, i+1) == "nam" && year == 0 {
		return atom{kind: atomUnit, every: "year", n: 1}, 2
	}
	y, n := 0, 0
	if wordAt(tokens, i+1) == "nam" {
		y, n = yearAfter(tokens, i+1)
	}
	return atom{kind: atomNumber, n: t.n, point: point{n: t.n, year: y}}, 1 + n
}

// monthAt reads "tháng 6/2026", "T11", "Th. 5", or "tháng" alone.
func monthAt(tokens []token, i int) (atom, int) {
	long := wordAt(tokens, i) == "thang"
	j := i + 1
	if !long && wordAt(tokens, j) == "." {
		j++
	}
	if !long && (j >= len(tokens) || tokens[j].kind != number) {
		return atom{}, 0
	}
	m, n := monthNumber(tokens, j)
	if n == 0 {
		if !long || phraseStartsAt(tokens, i) {
			return atom{}, 0
		}
		return atom{kind: atomUnit, every: "month"}, 1
	}
	y, ny := yearAfter(tokens, j+n)
	return pointAtom(point{unit: unitMonth, month: m, year: y}), j + n + ny - i
}

// phraseStartsAt reports whether a fixed phrase longer than one word, as
// "tháng cuối", begins at i.
func phraseStartsAt(tokens []token, i int) bool {
	_, n := phraseAtoms.at(tokens, i)
	return n > 1
}

// quarterAt reads "quý II/2026", "Q2", "quý tư", or "quý" alone.
func quarterAt(tokens []token, i int) (atom, int) {
	long := wordAt(tokens, i) != "q"
	j := i + 1
	if wordAt(tokens, j) == "." {
		j++
	}
	q, n := 0, 0
	if r, ok := romans[wordAt(tokens, j)]; ok {
		q, n = r, 1
	} else if !long || wordAt(tokens, j) != "nam" && wordAt(tokens, j) != "sau" {
		q, n = ordinalNumber(tokens, j)
	}
	if n == 0 {
		if !long || phraseStartsAt(tokens, i) {
			return atom{}, 0
		}
		return atom{kind: atomUnit, every: "quarter"}, 1
	}
	y, ny := yearAfter(tokens, j+n)
	return pointAtom(point{unit: unitQuarter, n: q, year: y}), j + n + ny - i
}

// monthsAt reads "6 tháng đầu năm 2026", "9 tháng đầu năm", and the report
// periods "6 tháng" and "9 tháng".
func monthsAt(tokens []token, i int) (atom, int) {
	months, n := smallNumber(tokens, i)
	if n == 0 || wordAt(tokens, i+n) != "thang" {
		return atom{}, 0
	}
	if _, k := monthNumber(tokens, i+n+1); k > 0 {
		return atom{}, 0 // "05 tháng 3"
	}
	j := i + n + 1
	end := wordAt(tokens, j)
	if end != "dau" && end != "cuoi" {
		switch months {
		case 3:
			return atom{kind: atomUnit, every: "quarter"}, n + 1
		case 6:
			return atom{kind: atomUnit, every: "half"}, n + 1
		case 9:
			return atom{kind: atomUnit, every: "nine"}, n + 1
		}
		return atom{}, 0
	}
	j++
	if wordAt(tokens, j) == "cua" {
		j++
	}
	y, ny := yearAfter(tokens, j)
	if ny == 0 && wordAt(tokens, j) == "nam" {
		ny = 1
	}
	j += ny
	p := point{year: y}
	switch {
	case months == 6 && end == "dau":
		p.unit, p.n = unitHalf, 1
	case months == 6:
		p.unit, p.n = unitHalf, 2
	case months == 3 && end == "dau":
		p.unit, p.n = unitQuarter, 1
	case months == 9 && end == "dau":
		p.unit, p.n = unitQuarter, 3
	case months == 3 || months == 9:
		p.unit, p.n = unitQuarter, 4
	default:
		return atom{}, 0
	}
	return pointAtom(p), j - i
}

// The days that the beginning and the middle of a month mean.
const (
	earlyDay  = 5
	middleDay = 15
)

// afterSixMonths reports whether the end of the year stands beside the six months of
// a report: "6 tháng và cuối năm".
func afterSixMonths(tokens []token, i int) bool {
	if w := wordAt(tokens, i-1); w != "va" && w != "," {
		return false
	}
	months, n := smallNumber(tokens, i-3)
	return n == 1 && months == 6 && wordAt(tokens, i-2) == "thang"
}

// partAt reads "đầu tháng 4" (the 5th), "giữa quý II" (the 15th of its middle
// month), "cuối năm", "nửa đầu năm". The beginning of a year is not a date.
func partAt(tokens []token, i int, part string) (atom, int) {
	if part == "nua" {
		return halfAt(tokens, i)
	}
	if part == "cuoi" && wordAt(tokens, i+1) == "nam" && i+2 == len(tokens) && afterSixMonths(tokens, i) {
		return atom{kind: atomUnit, every: "year"}, 2
	}
	j := i + 1
	if wordAt(tokens, j) == "cua" {
		j++
	}
	switch wordAt(tokens, j) {
	case "thang", "quy", "qui", "nam", "t", "q":
	case "moi", "hang", "tung":
		if a, n := everyAt(tokens, j); n > 0 && part != "cuoi" {
			return dayOfEvery(a, n+j-i, part)
		}
		return atom{kind: atomFiller}, j - i
	default:
		if part == "cuoi" {
			return atom{kind: atomFiller}, 1
		}
		return atom{}, 0
	}
	a, n := pointAt(tokens, j)
	n += j - i
	if a.kind == atomUnit && a.every == "year" {
		a = pointAtom(point{unit: unitYear})
	}
	if a.kind != atomPoint {
		if part == "cuoi" && a.kind == atomUnit {
			return a, n
		}
		return atom{}, 0
	}
	p := a.point
	if part == "cuoi" {
		a.point.end = true
		return a, n
	}
	switch {
	case p.unit == unitMonth && part == "dau":
		p.unit, p.day = unitDay, earlyDay
	case p.unit == unitMonth:
		p.unit, p.day = unitDay, middleDay
	case p.unit == unitQuarter && part == "dau":
		p = point{unit: unitDay, year: p.year, month: 3*p.n - 2, day: earlyDay}
	case p.unit == unitQuarter:
		p = point{unit: unitDay, year: p.year, month: 3*p.n - 1, day: middleDay}
	case p.unit == unitYear && part == "giua":
		p = point{unit: unitHalf, year: p.year, n: 1}
	default:
		return atom{}, 0
	}
	return pointAtom(p), n
}

// dayOfEvery reads "đầu mỗi tháng", "giữa mỗi quý": the days that these parts of
// one month or quarter mean. Of longer periods nobody has said what their
// beginning is.
func dayOfEvery(every atom, n int, part string) (atom, int) {
	month := 1
	every.n = earlyDay
	if part == "giua" {
		every.n, month = middleDay, 2
	}
	switch workday.Every(every.every) {
	case workday.EveryMonth:
	case workday.EveryQuarter:
		every.month = month
	default:
		return atom{}, 0
	}
	return every, n
}

// halfAt reads "nửa đầu năm 2026", "nửa cuối năm", "nửa năm đầu", and for half
// a month its last day.
func halfAt(tokens []token, i int) (atom, int) {
	a, b := wordAt(tokens, i+1), wordAt(tokens, i+2)
	j := i + 3
	if a == "nam" {
		a, b = b, a
	}
	if a != "dau" && a != "cuoi" || b != "nam" && b != "thang" {
		return atom{}, 0
	}
	if b == "thang" {
		m, n := monthNumber(tokens, j)
		if n == 0 {
			return atom{}, 0
		}
		y, ny := yearAfter(tokens, j+n)
		if a == "dau" {
			return pointAtom(point{unit: unitDay, day: middleDay, month: m, year: y}), j + n + ny - i
		}
		return pointAtom(point{unit: unitMonth, month: m, year: y}), j + n + ny - i
	}
	y, ny := yearAfter(tokens, j)
	if ny == 0 {
		if y, n := yearAfter(tokens, j-1); n > 0 && wordAt(tokens, j-1) == "nam" {
			return pointAtom(halfPoint(a, y)), j - 1 + n - i
		}
	}
	return pointAtom(halfPoint(a, y)), j + ny - i
}

func halfPoint(part string, year int) point {
	if part == "dau" {
		return point{unit: unitHalf, n: 1, year: year}
	}
	return point{unit: unitHalf, n: 2, year: year}
}
