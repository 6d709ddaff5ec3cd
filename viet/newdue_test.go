package viet

import (
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"dondoc/workday"
)

// Ensure that a new due date is an order only where the words move the date to
// it, and that nothing is a new date that was denied or belongs to a source.
func TestParseNewDue(t *testing.T) {
	today := workday.Of(2026, 3, 27)
	day := func(d, m int) workday.Date { return workday.Of(2026, time.Month(m), d) }
	for text, want := range map[string]NewDue{
		"Giám đốc điện Sở Tư pháp; lùi hạn đến thứ Tư 15/4": {day(15, 4), Ordered},
		"giam doc dien So Tu phap, lui han den 15/4":        {day(15, 4), Ordered},
		"Lùi hạn từ 31/3 đến 15/4":                          {day(15, 4), Ordered},
		"Đồng ý lùi hạn đến 15/4, Giám đốc bút phê 26/3":    {day(15, 4), Ordered},
		"Đồng ý lùi hạn đến 15/4 theo bút phê 26/3":         {day(15, 4), Ordered},
		"Gia hạn đến hết tháng 4":                           {day(30, 4), Ordered},
		"Thời hạn mới: 15/4/2026":                           {day(15, 4), Ordered},
		"Điều chỉnh thời hạn sang ngày 15 tháng 4.":         {day(15, 4), Ordered},
		"Họp với Sở ngày 10/4; lùi hạn đến 15/4":            {day(15, 4), Ordered},
		"lùi đến 15/4":                                {day(15, 4), Postponed},
		"Cho lùi sang thứ Tư tuần sau":                {day(1, 4), Postponed},
		"Kéo dài đến 15/4":                            {day(15, 4), Postponed},
		"Xin mẫu của Bộ trước ngày 05/4":              {day(5, 4), Named},
		"Xem xét lùi hạn đến 15/4":                    {day(15, 4), Named},
		"Nếu Sở chậm thì lùi hạn đến 15/4":            {day(15, 4), Named},
		"Lùi hạn đến 15/4 được không?":                {day(15, 4), Named},
		"Lùi hạn đến 15/4?":                           {day(15, 4), Named},
		"Đợi hạn 15/4":                                {day(15, 4), Named},
		"Không lùi hạn đến 15/4":                      {},
		"Không đồng ý lùi hạn đến 15/4, làm đúng hạn": {},
		"Chưa gia hạn đến 15/4":                       {},
		"Đừng lùi đến 15/4":                           {},
		"Lùi hạn đến 20/3":                            {}, // a day just passed
		"Lùi hạn":                                     {},
		"Họp ngày 10/4, trình ngày 15/4":              {}, // which is not said
		"Lùi hạn đến 10/4; lùi hạn đến 15/4":          {},
		"Cho chi từ nguồn cải cách":                   {},
		"Đồng ý chi 10 triệu, Phó Giám đốc kết luận tại giao ban 27/3": {},
		"": {},
	} {
		if got := ParseNewDue(text, today); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	if got := ParseNewDue("lùi hạn đến 15/4", 0); got != (NewDue{}) {
		t.Errorf("without today: %v", got)
	}
}

// Ensure that a new due date lies ahead, stands in the words, and is the same in
// both forms of them.
func FuzzParseNewDue(f *testing.F) {
	seed(f)
	f.Add("Không đồng ý; lùi hạn đến thứ Tư 15/4, họp ngày 20/4?")
	f.Fuzz(func(t *testing.T, s string) {
		today := workday.Of(2026, 3, 24)
		got := ParseNewDue(s, today)
		if (got.Date == 0) != (got.How == NoGiving) || got.Date != 0 && (got.Date <= today || !mayHaveDate(s)) {
			t.Errorf("%q: %v", s, got)
		}
		if other := ParseNewDue(norm.NFD.String(s), today); other != got {
			t.Errorf("%q: %v, in NFD %v", s, got, other)
		}
	})
}
