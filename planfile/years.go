package planfile

import (
	"regexp"
	"strconv"
	"time"

	"dondoc/viet"
	"dondoc/workday"
)

// schoolYear is the year of a school as a title prints it: "năm học 2026 - 2027".
var schoolYear = regexp.MustCompile(`(?i)năm học\s+(20\d\d)\s*[-–/]\s*(20\d\d)`)

// years are those that a document's phrases without a year may mean. The zero
// value knows none.
type years struct {
	first  int
	second int // of a school's plan: its months until July; 0 for any other plan
}

// yearsOf are the years of a plan: a school's year begins in August.
func yearsOf(h Header) years {
	y := years{first: h.Year}
	if m := schoolYear.FindStringSubmatch(h.Title); m != nil && m[1] == strconv.Itoa(h.Year) && m[2] == strconv.Itoa(h.Year+1) {
		y.second = h.Year + 1
	}
	return y
}

// under are the years for what stands under a heading: where that is a time
// which states its year, "Tháng 01/2027", no other is meant.
func (y years) under(heading string) years {
	if n := statedYear(heading); n != 0 {
		return years{first: n}
	}
	return y
}

// deadline gives a phrase its meaning; the zero Deadline for no phrase.
func (y years) deadline(phrase string) workday.Deadline {
	d := deadline(phrase, y.first)
	if _, month, _ := d.Due.Civil(); y.second == 0 || d.Due == 0 || month >= time.August || d.Due.Year() != y.first {
		return d
	}
	if later := deadline(phrase, y.second); later.Kind == d.Kind && later.Due.Year() == y.second {
		return later // the phrase states no year itself
	}
	return d
}

// statedYear is the year that a text which is a time states; 0 for none.
func statedYear(text string) int {
	if !isTime(text) {
		return 0
	}
	one, other := viet.ParseDeadline(text, 2000), viet.ParseDeadline(text, 2001)
	if one.Due == 0 || one.Due != other.Due {
		return 0
	}
	return one.Due.Year()
}

// isPeriod says that a text is nothing but a stretch of the calendar: "Tháng 9",
// "Quý II/2026", and not "Nhiệm vụ thường xuyên".
func isPeriod(text string) bool {
	return isTime(text) && viet.ParseDeadline(text, 2000).Kind.Dated()
}
