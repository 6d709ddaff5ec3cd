package workday

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func date(t testing.TB, s string) Date {
	t.Helper()
	d, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// anyDate draws days inside and on both sides of the calendar's table.
func anyDate() *rapid.Generator[Date] {
	return rapid.Custom(func(t *rapid.T) Date {
		return Date(rapid.IntRange(int(Of(2014, 6, 1)), int(Of(2046, 6, 1))).Draw(t, "day"))
	})
}

// anyCalendar draws the national holidays with single days decided otherwise.
func anyCalendar(t *rapid.T) *Calendar {
	rules := Holidays()
	for d, r := range rapid.MapOfN(anyDate(), rapid.SampledFrom([]Rule{NoRule, Off, Work, Quiet}), 0, 20).Draw(t, "rules") {
		rules[d] = r
	}
	return NewCalendar(rules)
}

// Ensure that what is said of single days decides whether they are worked.
func TestCalendarWorking(t *testing.T) {
	c := NewCalendar(Holidays())
	for s, want := range map[string]bool{
		"2026-11-23": true,  // a Monday
		"2026-11-24": false, // Culture Day
		"2026-11-28": false, // a Saturday
		"2026-08-22": true,  // a Saturday worked instead
		"2026-08-31": false, // swapped away
		"2026-02-23": true,  // quiet, but worked
		"2014-12-31": true,  // before the table
		"2014-12-28": false,
		"2046-01-01": true, // after the table
		"2046-01-06": false,
	} {
		if got := c.Working(date(t, s)); got != want {
			t.Errorf("Working(%s) = %t, want %t", s, got, want)
		}
	}
}

// Ensure that the days around Tết 2026 are counted as an office counts them.
func TestCalendarAdd(t *testing.T) {
	c := NewCalendar(Holidays())
	for _, tt := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-02-13", 1, "2026-02-23"},
		{"2026-02-13", 0, "2026-02-13"},
		{"2026-02-17", 0, "2026-02-13"},
		{"2026-02-17", 1, "2026-02-23"},
		{"2026-02-17", -1, "2026-02-13"},
		{"2026-02-23", -1, "2026-02-13"},
		{"2026-11-28", 1, "2026-11-30"},
		{"2026-11-25", -3, "2026-11-19"},
		{"2015-01-01", -1, "2014-12-31"},
		{"2015-01-02", -5, "2014-12-26"},
		{"2045-12-29", 2, "2046-01-02"},
	} {
		if got := c.Add(date(t, tt.from), tt.n); got != date(t, tt.want) {
			t.Errorf("Add(%s, %d) = %s, want %s", tt.from, tt.n, got, tt.want)
		}
	}
}

// Ensure that Add and Between undo each other and that Add lands on a day
// that is worked.
func TestCalendarAddBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyCalendar(t)
		d := anyDate().Draw(t, "d")
		n := rapid.IntRange(-300, 300).Draw(t, "n")
		got := c.Add(d, n)
		if !c.Working(got) {
			t.Fatalf("Add(%s, %d) = %s, not a working day", d, n, got)
		}
		switch {
		case n >= 0:
			if b := c.Between(d, got); b != n {
				t.Fatalf("Between(%s, %s) = %d, want %d", d, got, b, n)
			}
		default:
			if b := c.Between(got-1, d-1); b != -n {
				t.Fatalf("%d working days in [%s, %s), want %d", b, got, d, -n)
			}
		}
		if c.Between(d, got) != -c.Between(got, d) {
			t.Fatal("Between is not antisymmetric")
		}
	})
}

// Ensure that counting day by day with Working gives what Between gives, and
// that OnOrBefore and OnOrAfter are the nearest working days.
func TestCalendarWorkingAgreesWithCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyCalendar(t)
		from := anyDate().Draw(t, "from")
		to := from.Add(rapid.IntRange(0, 200).Draw(t, "days"))
		n := 0
		for d := from + 1; d <= to; d++ {
			if c.Working(d) {
				n++
			}
		}
		if got := c.Between(from, to); got != n {
			t.Fatalf("Between(%s, %s) = %d, counted %d", from, to, got, n)
		}
		before, after := from, from
		for !c.Working(before) {
			before--
		}
		for !c.Working(after) {
			after++
		}
		if c.OnOrBefore(from) != before || c.OnOrAfter(from) != after {
			t.Fatalf("around %s: %s and %s, want %s and %s", from, c.OnOrBefore(from), c.OnOrAfter(from), before, after)
		}
	})
}

// Ensure that a quiet day is worked, and a day off is never quiet.
func TestCalendarQuiet(t *testing.T) {
	sat, mon := Of(2026, 10, 3), Of(2026, 10, 5)
	c := NewCalendar(map[Date]Rule{sat: Quiet, mon: Quiet})
	if c.Quiet(sat) || !c.Quiet(mon) || !c.Working(mon) || c.Quiet(mon+1) {
		t.Error("quiet days are not the marked working days")
	}
}

func BenchmarkCalendarAdd(b *testing.B) {
	c := NewCalendar(Holidays())
	d := Of(2026, time.February, 10)
	b.ReportAllocs()
	for b.Loop() {
		if c.Add(d, 10) == 0 {
			b.Fatal("no date")
		}
	}
}

func BenchmarkNewCalendar(b *testing.B) {
	rules := Holidays()
	b.ReportAllocs()
	for b.Loop() {
		NewCalendar(rules)
	}
}
