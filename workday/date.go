// Package workday knows dates, deadlines and which days an office works:
// holidays, swap days, quiet days and reporting periods. It never reads the
// clock, never speaks to anybody and knows nothing of plans or people.
package workday

import (
	"errors"
	"fmt"
	"time"
)

// Date is a calendar day without a time zone: days since 1 January 1970.
// Zero is no date.
type Date int32

// ErrDate is returned by Parse for text that is not a day of the calendar.
var ErrDate = errors.New("workday: not a date of the form 2026-06-30")

// Of returns the day of a year, month (1–12) and day of the month. Values
// outside their range roll over as in time.Date; use Valid to refuse them.
func Of(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Valid reports whether year, month and day name a day of the calendar, so
// that 31/6 is not silently 1/7.
func Valid(year int, month time.Month, day int) bool {
	if month < 1 || month > 12 || day < 1 {
		return false
	}
	y, m, d := Of(year, month, day).Civil()
	return y == year && m == month && d == day
}

// On returns the day that an instant falls on in a zone. The zero instant
// gives no date.
func On(t time.Time, zone *time.Location) Date {
	if t.IsZero() {
		return 0
	}
	y, m, d := t.In(zone).Date()
	return Of(y, m, d)
}

// Parse reads 2026-06-30.
func Parse(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("%w: %q", ErrDate, s)
	}
	return Of(t.Year(), t.Month(), t.Day()), nil
}

// Civil returns year, month and day of the month.
func (d Date) Civil() (int, time.Month, int) { return d.utc().Date() }

// Year returns the calendar year.
func (d Date) Year() int { return d.utc().Year() }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday {
	w := (int(d) + 4) % 7 // 1 January 1970 was a Thursday
	if w < 0 {
		w += 7
	}
	return time.Weekday(w)
}

// Add returns the day n calendar days later (earlier for negative n).
func (d Date) Add(n int) Date { return d + Date(n) }

// EndOfMonth returns the last day of d's month.
func (d Date) EndOfMonth() Date {
	y, m, _ := d.Civil()
	return Of(y, m+1, 0)
}

// At returns the instant of a time of day (offset from midnight) on d in a
// zone, by the wall clock.
func (d Date) At(offset time.Duration, zone *time.Location) time.Time {
	y, m, day := d.Civil()
	return time.Date(y, m, day, 0, 0, 0, int(offset), zone)
}

// String returns 2026-06-30, or "" for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.utc().Format(time.DateOnly)
}

// MarshalText writes the form of String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the form of String; empty text is no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = 0
		return nil
	}
	v, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

func (d Date) utc() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }
