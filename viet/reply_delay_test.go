package viet

import (
	"testing"

	"dondoc/workday"
)

// Ensure that a delay counts from the due date, and that a month never runs into
// the one after.
func TestDelayFrom(t *testing.T) {
	for _, tt := range []struct {
		delay     Delay
		due, want workday.Date
	}{
		{Delay{Days: 10}, workday.Of(2026, 12, 25), workday.Of(2027, 1, 4)},
		{Delay{Months: 1}, workday.Of(2026, 12, 15), workday.Of(2027, 1, 15)},
		{Delay{Months: 1}, workday.Of(2026, 1, 31), workday.Of(2026, 2, 28)},
		{Delay{Months: 1}, workday.Of(2028, 1, 30), workday.Of(2028, 2, 29)},
		{Delay{Days: 3}, 0, 0},
		{Delay{}, workday.Of(2026, 12, 15), 0},
	} {
		if got := tt.delay.From(tt.due); got != tt.want {
			t.Errorf("%+v from %s: %s, want %s", tt.delay, tt.due, got, tt.want)
		}
	}
}

// Ensure that a request for more time gives a date only where the due date is
// known or said, and tells by how much where it was not said.
func TestParseReplyDelay(t *testing.T) {
	today, due := workday.Of(2026, 3, 24), workday.Of(2026, 3, 26)
	for _, tt := range []struct {
		text  string
		due   workday.Date
		want  workday.Date
		later Delay
	}{
		{"xin lùi thêm 2 tuần", 0, 0, Delay{Days: 14}},
		{"xin lùi thêm 2 tuần", due, workday.Of(2026, 4, 9), Delay{Days: 14}},
		{"gia hạn thêm 10 ngày", due, workday.Of(2026, 4, 5), Delay{Days: 10}},
		{"xin thêm một tháng nữa", due, workday.Of(2026, 4, 26), Delay{Months: 1}},
		{"xin lùi nửa tháng", due, workday.Of(2026, 4, 10), Delay{Days: 15}},
		{"cho em thêm 3 hôm nữa ạ", due, workday.Of(2026, 3, 29), Delay{Days: 3}},
		{"3 phòng chưa gửi, xin khất khoảng 2 tuần", due, workday.Of(2026, 4, 9), Delay{Days: 14}},
		{"xin lui khoang 10 ngay", due, workday.Of(2026, 4, 5), Delay{Days: 10}},
		{"hạn 30/3 gấp quá, lùi 2 ngày được không", due, workday.Of(2026, 4, 1), Delay{}},
		{"còn 3 ngày nữa là hết hạn, xin lùi 1 tuần", 0, workday.Of(2026, 4, 3), Delay{}},
		{"xin lùi đến 15 tháng 4", due, workday.Of(2026, 4, 15), Delay{}},
		{"xin thêm 5 ngày làm việc", due, 0, Delay{}},
		{"xin thêm thời gian", due, 0, Delay{}},
	} {
		i := ParseReply(tt.text, Context{Today: today, Due: tt.due}).Items[0]
		if i.Intent != Extension || i.Date != tt.want || i.Later != tt.later {
			t.Errorf("%q, due %s: %s until %s, later %+v; want %s, %+v", tt.text, tt.due, i.Intent, i.Date, i.Later, tt.want, tt.later)
		}
	}
	for text, want := range map[string]Delay{"thêm 1 tháng nữa": {Months: 1}, "lùi 2 tuần": {Days: 14}, "2 tuần nữa": {}, "15/4": {}} {
		if got := ParseDelay(text); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
	if got := ReasonBeside("thêm 3 ngày nữa vì chờ hai phòng góp ý", Span{}); got != "chờ hai phòng góp ý" {
		t.Errorf("reason %q", got)
	}
	if got := ReasonBeside("xin lùi thêm 2 tuần", Span{}); got != "" {
		t.Errorf("a delay alone is the reason %q", got)
	}
}
