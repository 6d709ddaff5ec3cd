package workday

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Ensure that each recurrence falls due on the days that its phrase means.
func TestOccurrences(t *testing.T) {
	for name, tt := range map[string]struct {
		r    Recurrence
		want []string
	}{
		"quarterly": {Recurrence{Every: EveryQuarter}, []string{"2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"}},
		"14th of the quarter's last month": {
			Recurrence{Every: EveryQuarter, Month: 3, Day: 14},
			[]string{"2026-03-14", "2026-06-14", "2026-09-14", "2026-12-14"},
		},
		"first month of the quarter": {
			Recurrence{Every: EveryQuarter, Month: 1},
			[]string{"2026-01-31", "2026-04-30", "2026-07-31", "2026-10-31"},
		},
		"halves":         {Recurrence{Every: EveryHalf}, []string{"2026-06-30", "2026-12-31"}},
		"9/6 and 9/12":   {Recurrence{Every: EveryHalf, Month: 6, Day: 9}, []string{"2026-06-09", "2026-12-09"}},
		"year":           {Recurrence{Every: EveryYear}, []string{"2026-12-31"}},
		"before 15/11":   {Recurrence{Every: EveryYear, Month: 11, Day: 14}, []string{"2026-11-14"}},
		"reform":         {Recurrence{Every: EveryReform}, []string{"2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"}},
		"reform by 20th": {Recurrence{Every: EveryReform, Month: 3, Day: 20}, []string{"2026-03-20", "2026-06-20", "2026-09-20", "2026-12-20"}},
		"daily":          {Recurrence{Every: EveryDay}, nil},
		"weekly":         {Recurrence{Every: EveryWeek, Weekday: "fri"}, nil},
		"none":           {Recurrence{}, nil},
	} {
		var got []string
		for _, o := range Occurrences(tt.r, 2026) {
			got = append(got, o.Due.String())
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

// Ensure that "the 31st of each month" is the last day of the short ones.
func TestOccurrencesClipped(t *testing.T) {
	got := Occurrences(Recurrence{Every: EveryMonth, Day: 31}, 2028)
	if len(got) != 12 || got[1].Due != Of(2028, 2, 29) || got[3].Due != Of(2028, 4, 30) || got[11].Due != Of(2028, 12, 31) {
		t.Errorf("due dates %v", got)
	}
}

// Ensure that the occurrences of a year come in order, one in each period, and
// never after the period's end.
func TestOccurrencesProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Recurrence{
			Every: rapid.SampledFrom([]Every{EveryMonth, EveryQuarter, EveryHalf, EveryYear, EveryReform}).Draw(t, "every"),
			Month: int8(rapid.IntRange(0, 12).Draw(t, "month")),
			Day:   int8(rapid.IntRange(0, 31).Draw(t, "day")),
		}
		year := rapid.IntRange(2020, 2040).Draw(t, "year")
		var last Date
		seen := map[string]bool{}
		for _, o := range Occurrences(r, year) {
			if !o.Period.Valid() || seen[o.Period.String()] {
				t.Fatalf("period %s", o.Period)
			}
			seen[o.Period.String()] = true
			if o.Due <= last || o.Due > Of(o.Period.Year, o.Period.lastMonth()+1, 0) || o.Due.Year() != year {
				t.Fatalf("%s falls due on %s after %s", o.Period, o.Due, last)
			}
			last = o.Due
		}
	})
}

// Ensure that the reports cover what Decree 09/2019/NĐ-CP says.
func TestReporting(t *testing.T) {
	for _, tt := range []struct {
		every       Every
		n           int
		first, last string
	}{
		{EveryMonth, 1, "2025-12-15", "2026-01-14"},
		{EveryMonth, 7, "2026-06-15", "2026-07-14"},
		{EveryQuarter, 1, "2025-12-15", "2026-03-14"},
		{EveryQuarter, 2, "2026-03-15", "2026-06-14"},
		{EveryHalf, 1, "2025-12-15", "2026-06-14"},
		{EveryHalf, 2, "2026-06-15", "2026-12-14"},
		{EveryYear, 1, "2025-12-15", "2026-12-14"},
		{EveryReform, 1, "2025-12-15", "2026-03-14"},
		{EveryReform, 2, "2025-12-15", "2026-06-14"},
		{EveryReform, 3, "2026-06-15", "2026-09-14"},
		{EveryReform, 4, "2025-12-15", "2026-12-14"},
	} {
		p := Period{2026, tt.every, tt.n}
		if first, last := Reporting(p); first != date(t, tt.first) || last != date(t, tt.last) {
			t.Errorf("Reporting(%s) = %s to %s, want %s to %s", p, first, last, tt.first, tt.last)
		}
	}
	if first, last := Reporting(Period{2026, EveryQuarter, 5}); first != 0 || last != 0 {
		t.Errorf("a fifth quarter covers %s to %s", first, last)
	}
}

// Ensure that the next cut-off is today's own, and that December's late days
// belong to the next year.
func TestNextCutoff(t *testing.T) {
	for _, tt := range []struct {
		day   string
		every Every
		want  string
	}{
		{"2026-03-14", EveryReform, "2026-03-14"},
		{"2026-03-15", EveryQuarter, "2026-06-14"},
		{"2026-12-15", EveryQuarter, "2027-03-14"},
		{"2026-01-20", EveryMonth, "2026-02-14"},
		{"2026-06-15", EveryYear, "2026-12-14"},
	} {
		if got := NextCutoff(date(t, tt.day), tt.every); got != date(t, tt.want) {
			t.Errorf("NextCutoff(%s, %s) = %s, want %s", tt.day, tt.every, got, tt.want)
		}
	}
	if got := NextCutoff(date(t, "2026-03-14"), EveryDay); got != 0 {
		t.Errorf("days have the cut-off %s", got)
	}
}

// Ensure that a deadline keeps its meaning in JSON and that a kind of a newer
// program is read as unknown.
func TestDeadlineJSON(t *testing.T) {
	want := Deadline{Raw: "Trước ngày 15 tháng cuối quý", Kind: RecurringQuarterly, Recurrence: Recurrence{Every: EveryQuarter, Month: 3, Day: 14}}
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got Deadline
	if err := json.Unmarshal(b, &got); err != nil || got != want {
		t.Errorf("read back %+v, %v from %s", got, err, b)
	}
	if err := json.Unmarshal([]byte(`{"kind":"fortnight"}`), &got); err != nil || got.Kind != Unknown {
		t.Errorf("kind %s, %v", got.Kind, err)
	}
	for k := Unknown; k <= Relative; k++ {
		if k.Dated() && k.Recurring() {
			t.Errorf("%s is both dated and recurring", k)
		}
	}
}
