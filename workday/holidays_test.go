package workday

import (
	"encoding/json"
	"os"
	"testing"
	"time"
)

// Ensure that every holiday of the table changes the day it stands on, and
// that a Saturday is worked for each day swapped away.
func TestHolidaysChangeTheirDay(t *testing.T) {
	for d, rule := range Holidays() {
		w := d.Weekday()
		weekend := w == time.Saturday || w == time.Sunday
		if HolidayName(d) == "" || weekend != (rule == Work) {
			t.Errorf("%s (%s) has rule %d and name %q", d, w, rule, HolidayName(d))
		}
	}
	if HolidayName(Of(2026, 11, 25)) != "" {
		t.Error("an ordinary day has a name")
	}
}

// Ensure that the first working day after Tết is quiet, in each year.
func TestDayAfterTetIsQuiet(t *testing.T) {
	c := NewCalendar(Holidays())
	for _, s := range []string{"2024-02-15", "2025-02-03", "2026-02-23", "2027-02-12"} {
		if d := date(t, s); !c.Quiet(d) || c.Quiet(d+1) {
			t.Errorf("%s is not the quiet day", s)
		}
	}
}

// Ensure that the caller's changes do not reach the table.
func TestHolidaysIsACopy(t *testing.T) {
	d := Of(2026, 9, 2)
	Holidays()[d] = Work
	if Holidays()[d] != Off {
		t.Error("the table was changed")
	}
}

// Ensure that a year says whether it was announced.
func TestHolidayYear(t *testing.T) {
	for y, want := range map[int]string{2024: HolidayOfficial, 2026: HolidayOfficial, 2027: HolidayComputed, 2028: ""} {
		if status, known := HolidayYear(y); status != want || known != (want != "") {
			t.Errorf("%d is %q, known %t", y, status, known)
		}
	}
}

// Ensure that the table agrees with the collected announcements, where the
// project's shared data lie beside the repository.
func TestHolidaysAgreeWithSharedData(t *testing.T) {
	b, err := os.ReadFile("../../shared/data/holidays.json")
	if err != nil {
		t.Skip("no shared data")
	}
	var file map[string]json.RawMessage
	if err := json.Unmarshal(b, &file); err != nil {
		t.Fatal(err)
	}
	delete(file, "_about")
	want := map[Date]Rule{}
	for _, raw := range file {
		var year struct {
			Off           map[string]string
			WorkSaturdays []string `json:"work_saturdays"`
		}
		if err := json.Unmarshal(raw, &year); err != nil {
			t.Fatal(err)
		}
		for s := range year.Off {
			want[date(t, s)] = Off
		}
		for _, s := range year.WorkSaturdays {
			want[date(t, s)] = Work
		}
	}
	got := Holidays()
	for d, r := range got {
		if r != Quiet && want[d] != r {
			t.Errorf("%s has rule %d, the data say %d", d, r, want[d])
		}
	}
	for d, r := range want {
		if got[d] != r {
			t.Errorf("%s has rule %d, the data say %d", d, got[d], r)
		}
	}
}
