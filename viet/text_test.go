package viet

import (
	"slices"
	"testing"

	"dondoc/workday"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// Ensure that lengths are counted as Telegram counts them.
func TestUTF16Len(t *testing.T) {
	for s, want := range map[string]int{"": 0, "Đã xong": 7, norm.NFD.String("ề"): 3, "👍": 2, "👨‍👩‍👧": 8} {
		if got := UTF16Len(s); got != want {
			t.Errorf("UTF16Len(%q) = %d, want %d", s, got, want)
		}
	}
}

// Ensure that a text is cut at whole letters, with room for the ellipsis.
func TestTrimUTF16(t *testing.T) {
	for _, tt := range []struct {
		s    string
		max  int
		want string
	}{
		{"Đã xong", 7, "Đã xong"},
		{"Đã xong", 6, "Đã xo…"},
		{"Đã xong", 4, "Đã…"},
		{norm.NFD.String("nền"), 3, "n…"},
		{"a👍👍", 4, "a👍…"},
		{"a👍👍", 3, "a…"},
		{"👨‍👩‍👧 nhà", 8, "…"},
		{"abc", 1, "…"},
		{"abc", 0, ""},
	} {
		if got := TrimUTF16(tt.s, tt.max); got != tt.want {
			t.Errorf("TrimUTF16(%q, %d) = %q, want %q", tt.s, tt.max, got, tt.want)
		}
	}
}

// Ensure that a trimmed text is the beginning of the text and fits.
func TestTrimUTF16Properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune("aề \u0301\u0323👍\u200dd"))).Draw(t, "s")
		max := rapid.IntRange(0, 30).Draw(t, "max")
		if got := TrimUTF16(s, max); UTF16Len(got) > max {
			t.Fatalf("TrimUTF16(%q, %d) = %q", s, max, got)
		}
	})
}

// Ensure that invisible characters go and line ends stay.
func TestClean(t *testing.T) {
	for s, want := range map[string]string{
		"  xong\u200b \u00a0rồi \r\n\n": "xong rồi",
		"a\t b\n  c":                    "a b\nc",
		norm.NFD.String("Tiếng Việt"):   "Tiếng Việt",
		"\ufeffx\x00o\x07ng":            "xong",
		"👨\u200d👩":                      "👨\u200d👩",
	} {
		if got := Clean(s); got != want {
			t.Errorf("Clean(%q) = %q, want %q", s, got, want)
		}
	}
}

// Ensure that names stand in the order of a Vietnamese dictionary.
func TestCompare(t *testing.T) {
	want := []string{"An", "Ân", "Bình", "Dung", "Đạt", "Đức", "Giang", "Ông", "Uyên", "Ước", "Yến"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, Compare)
	if !slices.Equal(got, want) {
		t.Errorf("sorted %v, want %v", got, want)
	}
}

// Ensure that names are the same as a person would say.
func TestSameName(t *testing.T) {
	if !SameName("Phòng Kế hoạch – Tài chính", "phong ke hoach tai chinh") || SameName("", "-") || SameName("Phòng A", "Phòng B") {
		t.Error("SameName errs")
	}
}

// Ensure that dates are written as in the examples of the design.
func TestDateWords(t *testing.T) {
	d, today := workday.Of(2026, 3, 24), workday.Of(2026, 3, 1)
	for got, want := range map[string]string{
		Weekday(d, Vietnamese):                                  "thứ Ba",
		Weekday(d+5, Vietnamese):                                "Chủ nhật",
		ShortDate(d, today, Vietnamese):                         "24/3",
		ShortDate(workday.Of(2027, 3, 24), today, Vietnamese):   "24/3/2027",
		LongDate(d, Vietnamese):                                 "thứ Ba 24/3/2026",
		DayAndDate(d, today, Vietnamese):                        "thứ Ba 24/3",
		DayAndDate(d, today, English):                           "Tue 24/3",
		DayAndDate(workday.Of(2027, 1, 5), today, English):      "Tue 5/1/2027",
		Weekday(0, English) + LongDate(0, Vietnamese):           "",
		ShortDate(0, today, English) + DayAndDate(0, today, ""): "",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
