package viet

import (
	"fmt"

	"dondoc/workday"
)

// The languages of texts.
const (
	Vietnamese = "vi"
	English    = "en"
)

var (
	weekdaysVI = [...]string{"Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"}
	weekdaysEN = [...]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}
)

// Weekday returns the day of the week as it stands inside a sentence, "thứ Ba"
// or "Tue"; any language but English is Vietnamese. No date gives "".
func Weekday(d workday.Date, lang string) string {
	switch {
	case d == 0:
		return ""
	case lang == English:
		return weekdaysEN[d.Weekday()]
	}
	return weekdaysVI[d.Weekday()]
}

// ShortDate returns "24/3", with the year when it is not today's: "24/3/2027".
// Days and months are not padded, which only documents do. No date gives "".
func ShortDate(d, today workday.Date, lang string) string {
	if d == 0 {
		return ""
	}
	y, m, day := d.Civil()
	if y == today.Year() {
		return fmt.Sprintf("%d/%d", day, m)
	}
	return fmt.Sprintf("%d/%d/%d", day, m, y)
}

// LongDate returns "thứ Ba 24/3/2026" or "Tue 24/3/2026". No date gives "".
func LongDate(d workday.Date, lang string) string {
	if d == 0 {
		return ""
	}
	y, m, day := d.Civil()
	return fmt.Sprintf("%s %d/%d/%d", Weekday(d, lang), day, m, y)
}

// DayAndDate returns "thứ Ba 24/3" or "Tue 24/3", with the year when it is not
// today's. No date gives "".
func DayAndDate(d, today workday.Date, lang string) string {
	if d == 0 {
		return ""
	}
	return Weekday(d, lang) + " " + ShortDate(d, today, lang)
}
