package planfile

import (
	"regexp"

	"dondoc/workday"
)

// dayOfMonth is a day with its month inside a sentence: "31/6", "31 tháng 6".
var dayOfMonth = regexp.MustCompile(`(?:^|[ (])(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)\d{1,2}`)

// longestToDay is how many bytes may stand before the day of a time.
const longestToDay = 40

// impossibleTime is the end of a time that would be one of this plan but for
// its day, which that month doesn't have: "trước ngày 31/6/2026"; 0 for none. d
// is what it would mean on the first of the month: good to judge the sentence by,
// and no date of the task.
func impossibleTime(t string, from, year int) (to int, d workday.Deadline) {
	m := dayOfMonth.FindStringSubmatchIndex(t[from:])
	if m == nil || m[2] > longestToDay {
		return 0, d
	}
	mended := t[from:from+m[2]] + "1" + t[from+m[3]:]
	to, d, _ = longestTime(mended, 0, year)
	if to <= m[2] {
		return 0, d
	}
	return from + to + m[3] - m[2] - 1, d
}

// isImpossible says that a phrase is nothing but such a time.
func isImpossible(phrase string, year int) bool {
	m := dayOfMonth.FindStringSubmatchIndex(phrase)
	if m == nil {
		return false
	}
	if _, ok := plausible(phrase, year); ok {
		return false
	}
	_, ok := plausible(phrase[:m[2]]+"1"+phrase[m[3]:], year)
	return ok
}
