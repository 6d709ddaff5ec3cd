package bot

import (
	"strconv"
	"strings"
	"time"

	"dondoc/plan"
	"dondoc/viet"
	"dondoc/workday"
)

// unusual says why a date is asked about before it is set: "passed", or "year"
// outside of that of the task's plan; empty when it is neither.
func (t *turn) unusual(date workday.Date, task plan.Task) string {
	switch {
	case date == 0:
		return ""
	case date.Year() != t.yearOf(task):
		return "year"
	case date < t.today:
		return "passed"
	}
	return ""
}

// noSuchDay reports whether a text is written as a day that no calendar has, as
// "30/2" or "5/13".
func noSuchDay(text string) bool {
	parts := strings.FieldsFunc(strings.Trim(text, " ,;."), func(r rune) bool { return r == '/' || r == '-' || r == '.' })
	if len(parts) < 2 || len(parts) > 3 || !strings.ContainsAny(text, "/-") {
		return false
	}
	var n [3]int
	n[2] = 2024 // a leap year: 29/2 may be one
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil {
			return false
		}
		n[i] = v
	}
	if n[2] < 100 {
		n[2] += 2000
	}
	if n[0] > 31 && n[1] > 12 {
		return false
	}
	return !workday.Valid(n[2], time.Month(n[1]), n[0])
}

// inPlanYear returns the day that a date without a year may mean as well: the
// same one of the plan's year. Zero when there is none, or the year was said.
func (t *turn) inPlanYear(said string, date workday.Date, task plan.Task) workday.Date {
	if strings.Count(said, "/")+strings.Count(said, ".")+strings.Count(said, "-") != 1 || date.Year() == t.yearOf(task) {
		return 0
	}
	d, _, ok := viet.ParseDate(said+"/"+itoa(t.yearOf(task)), t.today)
	if !ok {
		return 0
	}
	return d
}
