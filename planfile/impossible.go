package planfile

import (
	"regexp"
	"strings"

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

// noPeriod is a quarter or a month that no year has: "quý V", "tháng 13".
var noPeriod = regexp.MustCompile(`(?i)^(?:(?:trong|trước|hết|đến|chậm nhất|xong|vào|hoàn thành) ){0,3}(?:quý (?:VI{0,3}|IX|XI{0,2}|[5-9]|1\d)|tháng (?:1[3-9]|[2-9]\d))(?:\s?/\s?20\d\d| năm 20\d\d)?(?:$|[\s.,;)])`)

// impossiblePeriod is the end of such a time; 0 for none. d is what judges its
// sentence.
func impossiblePeriod(t string, from int) (to int, d workday.Deadline) {
	m := noPeriod.FindString(t[from:])
	if m == "" {
		return 0, d
	}
	return from + len(strings.TrimRight(m, " .,;)")), workday.Deadline{Kind: workday.Quarter}
}

// isImpossible says that a phrase is nothing but such a time.
func isImpossible(phrase string, year int) bool {
	if noPeriod.MatchString(phrase) {
		return true
	}
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
