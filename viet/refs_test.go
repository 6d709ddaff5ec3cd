package viet

import (
	"testing"

	"dondoc/workday"
)

// Ensure that a quote begins after the numbers that say which task is meant,
// and that a number which is part of the words stays.
func TestWithoutRefs(t *testing.T) {
	one, two := make([]Ref, 1), make([]Ref, 2)
	for _, c := range []struct {
		text string
		refs []Ref
		want string
	}{
		{"1 xong", one, "xong"},
		{"3.2: đang làm", one, "đang làm"},
		{"việc 2, vướng kinh phí", one, "vướng kinh phí"},
		{"1, 3 xong", two, "xong"},
		{"1 và 3 xong", two, "xong"},
		{"2 80%", one, "80%"},
		{"80% thứ 6 xong", nil, "80% thứ 6 xong"},
		{"2 đơn vị chưa gửi", nil, "2 đơn vị chưa gửi"},
		{"3.2", one, ""},
	} {
		if got := (Item{Text: c.text, Refs: c.refs}).WithoutRefs(); got != c.want {
			t.Errorf("%q with %d refs: %q, want %q", c.text, len(c.refs), got, c.want)
		}
	}
}

// Ensure that a period is read only where it follows a code.
func TestCodePeriods(t *testing.T) {
	said := map[string]string{}
	drop := func(code, period string) bool {
		said[code] = PeriodKey(period)
		return period != ""
	}
	for text, want := range map[string]string{
		"1.2 tháng 3 xong, 1.3 Quý II 80%": "1.2 xong, 1.3 80%",
		"1.2 kỳ thang 12 xong":             "1.2 xong",
		"1.2 hẹn tháng 5":                  "1.2 hẹn tháng 5",
	} {
		if got := CodePeriods(text, drop); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	CodePeriods("1.2 tháng 3, 1.3 quý IV, 1.4 xong", drop)
	if said["1.2"] != "thang 3" || said["1.3"] != "quy 4" || said["1.4"] != "" {
		t.Errorf("said %v", said)
	}
}

// Ensure that a reason is what is said beside a date, and that a date alone is
// none.
func TestReasonBeside(t *testing.T) {
	today := workday.Of(2026, 3, 24)
	for text, want := range map[string]string{
		"15/5":                           "",
		"đến ngày 15/5 nhé":              "",
		"xin gia hạn hết tháng 5 ạ":      "",
		"31/2":                           "",
		"15/4, chờ Sở Tư pháp góp ý":     "chờ Sở Tư pháp góp ý",
		"đến 15/4 vì chờ Sở Tài chính":   "chờ Sở Tài chính",
		"Chờ Sở Tư pháp góp ý, đến 15/4": "Chờ Sở Tư pháp góp ý",
		"thiếu người":                    "thiếu người",
	} {
		_, span, _ := ParseDate(text, today)
		if got := ReasonBeside(text, span); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
