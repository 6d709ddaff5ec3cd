package workday

import (
	"fmt"
	"time"
)

// Period is one month, quarter, half, year or reform period of a year. The
// zero Period is none: what a task with a single date has.
type Period struct {
	Year  int   `json:"year"`
	Every Every `json:"every"`
	// N counts from 1: months to 12, quarters to 4, halves to 2, a year has
	// only 1. The reform periods are 1 quarter I, 2 six months, 3 quarter III,
	// 4 the year (581/BNV-CCHC).
	N int `json:"n"`
}

// shape returns how many periods a year has and how many months each takes
// as far as its last month is concerned: a reform period ends with a quarter.
func (e Every) shape() (count, months int) {
	switch e {
	case EveryMonth:
		return 12, 1
	case EveryQuarter, EveryReform:
		return 4, 3
	case EveryHalf:
		return 2, 6
	case EveryYear:
		return 1, 12
	}
	return 0, 0
}

// Valid reports whether p names a period that exists.
func (p Period) Valid() bool {
	count, _ := p.Every.shape()
	return p.N >= 1 && p.N <= count
}

// lastMonth returns the month that p ends with, 1–12.
func (p Period) lastMonth() time.Month {
	_, months := p.Every.shape()
	return time.Month(p.N * months)
}

// First returns the first calendar day of p, of a reform period that of its
// quarter; zero when p is not valid.
func (p Period) First() Date {
	if !p.Valid() {
		return 0
	}
	_, months := p.Every.shape()
	return Of(p.Year, p.lastMonth()-time.Month(months)+1, 1)
}

// String returns a short key such as "2026-quarter-2", the same for ever.
func (p Period) String() string {
	if p == (Period{}) {
		return ""
	}
	return fmt.Sprintf("%d-%s-%d", p.Year, p.Every, p.N)
}

// Occurrence is a recurring deadline in one of its periods.
type Occurrence struct {
	Period Period `json:"period"`
	Due    Date   `json:"due"`
}

// Occurrences lists what a recurrence makes of a year, in order of due dates.
// The due date is the said day of the said month of each period, a day beyond
// the month's end being its last; what is not said is the last month and the
// last day. Daily and weekly recurrences have none: such work is continuous.
func Occurrences(r Recurrence, planYear int) []Occurrence {
	count, months := r.Every.shape()
	if count == 0 {
		return nil
	}
	list := make([]Occurrence, 0, count)
	for n := 1; n <= count; n++ {
		p := Period{Year: planYear, Every: r.Every, N: n}
		month := p.lastMonth()
		if r.Month > 0 && int(r.Month) < months {
			month -= time.Month(months - int(r.Month))
		}
		due := Of(planYear, month+1, 0)
		if r.Day > 0 {
			due = min(due, Of(planYear, month, int(r.Day)))
		}
		list = append(list, Occurrence{Period: p, Due: due})
	}
	return list
}

// The days on which the reporting periods begin and end.
const (
	reportFirstDay = 15
	reportLastDay  = 14
)

// Reporting returns the first and the last day that the report of p covers
// (Decree 09/2019/NĐ-CP, article 12; reform reports by 581/BNV-CCHC): it ends
// on the 14th of the period's last month and begins on the 15th of the month
// before the period. Of the reform reports six months and year begin with the
// year, quarter III with the second half. Zero dates when p is not valid.
func Reporting(p Period) (first, last Date) {
	if !p.Valid() {
		return 0, 0
	}
	_, months := p.Every.shape()
	end := p.lastMonth()
	before := end - time.Month(months)
	if p.Every == EveryReform && p.N%2 == 0 {
		before = 0
	}
	return Of(p.Year, before, reportFirstDay), Of(p.Year, end, reportLastDay)
}

// Cutoff returns the last day that the report of p covers; see Reporting.
func Cutoff(p Period) Date {
	_, last := Reporting(p)
	return last
}

// NextCutoff returns the first cut-off on or after d of the reports of a kind
// of period, the day from which the reminder of continuous tasks counts back.
// Zero for days and weeks, which have no report.
func NextCutoff(d Date, every Every) Date {
	count, _ := every.shape()
	for year := d.Year(); count > 0; year++ {
		for n := 1; n <= count; n++ {
			if c := Cutoff(Period{Year: year, Every: every, N: n}); c >= d {
				return c
			}
		}
	}
	return 0
}
