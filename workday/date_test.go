package workday

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Ensure that a date survives String and Parse, text and binary forms alike.
func TestDateRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date(rapid.IntRange(int(Of(1, 1, 1)), int(Of(9999, 12, 31))).Filter(func(i int) bool { return i != 0 }).Draw(t, "day"))
		got, err := Parse(d.String())
		if err != nil || got != d {
			t.Fatalf("Parse(%q) = %s, %v", d.String(), got, err)
		}
		var u Date
		text, err := d.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		if err := u.UnmarshalText(text); err != nil || u != d {
			t.Fatalf("UnmarshalText(%q) = %s, %v", text, u, err)
		}
		if y, m, day := d.Civil(); !Valid(y, m, day) || Of(y, m, day) != d || y != d.Year() {
			t.Fatalf("%s is not its own civil date", d)
		}
		if d.Weekday() != d.utc().Weekday() {
			t.Fatalf("%s is a %s, not a %s", d, d.utc().Weekday(), d.Weekday())
		}
	})
}

// Ensure that text which is not a day is refused and never rolled over.
func TestParseRefuses(t *testing.T) {
	for _, s := range []string{"", "2026-02-29", "2026-6-30", "30/06/2026", "2026-06-31", "2026-13-01"} {
		if d, err := Parse(s); !errors.Is(err, ErrDate) || d != 0 {
			t.Errorf("Parse(%q) = %s, %v", s, d, err)
		}
	}
	if Valid(2026, 2, 29) || Valid(2026, 6, 31) || Valid(2026, 0, 1) || Valid(2026, 13, 1) || Valid(2026, 1, 0) {
		t.Error("Valid accepts a day that does not exist")
	}
	if !Valid(2028, 2, 29) {
		t.Error("Valid refuses 29 February of a leap year")
	}
}

// Ensure that no date is written as empty text and read back as no date.
func TestZeroDate(t *testing.T) {
	d := Of(2026, 1, 1)
	if err := d.UnmarshalText(nil); err != nil || d != 0 || Date(0).String() != "" {
		t.Errorf("empty text gives %q, %v", d, err)
	}
	if On(time.Time{}, time.UTC) != 0 {
		t.Error("the zero instant falls on a day")
	}
}

// Ensure that an instant falls on the day of the office's zone.
func TestOnAndAt(t *testing.T) {
	zone := time.FixedZone("ICT", 7*3600)
	d := Of(2026, 3, 24)
	at := d.At(8*time.Hour, zone)
	if want := time.Date(2026, 3, 24, 1, 0, 0, 0, time.UTC); !at.Equal(want) {
		t.Errorf("At = %s, want %s", at, want)
	}
	if got := On(time.Date(2026, 3, 23, 18, 0, 0, 0, time.UTC), zone); got != d {
		t.Errorf("On = %s, want %s", got, d)
	}
	if got := d.EndOfMonth(); got != Of(2026, 3, 31) {
		t.Errorf("EndOfMonth = %s", got)
	}
}
