package workday

import (
	"strings"
	"sync"
)

// Where a year's list comes from, as HolidayYear reports it.
const (
	// HolidayOfficial is a year whose days off and swap days were announced.
	HolidayOfficial = "official"
	// HolidayComputed is a year worked out from the law and the lunar
	// calendar, before its announcement: swap days are missing and the days
	// beside Tết and National Day may still move.
	HolidayComputed = "computed"
)

// holiday is one day that differs from its weekday. Holidays that fall on a
// Saturday or Sunday are listed only by the day that makes up for them.
type holiday struct {
	date string
	rule Rule
	name string
}

// The rules behind the table: Labour Code 2019 (45/2019/QH14), article 112
// (1 January; Tết five days; 10th of the 3rd lunar month; 30 April; 1 May;
// National Day two days; a holiday on a weekend is made up on the next working
// day), and Resolution 28/2026/QH16 (24 November, Culture Day, from 2026 on).
// Swap days and the choice of days beside Tết and 2 September are the yearly
// announcements of the Ministry of Home Affairs (before 2025: of Labour).
var holidayYears = map[int]struct {
	status string
	days   []holiday
}{
	// Announced in 2023; high confidence.
	2024: {HolidayOfficial, []holiday{
		{"2024-01-01", Off, "Tết Dương lịch"},
		{"2024-02-08", Off, "Tết Nguyên đán (29 tháng Chạp)"},
		{"2024-02-09", Off, "Tết Nguyên đán (30 tháng Chạp)"},
		{"2024-02-12", Off, "Tết Nguyên đán"},
		{"2024-02-13", Off, "Tết Nguyên đán (nghỉ bù)"},
		{"2024-02-14", Off, "Tết Nguyên đán (nghỉ bù)"},
		{"2024-04-18", Off, "Giỗ Tổ Hùng Vương"},
		{"2024-04-29", Off, "nghỉ hoán đổi"},
		{"2024-04-30", Off, "Ngày Chiến thắng"},
		{"2024-05-01", Off, "Quốc tế Lao động"},
		{"2024-05-04", Work, "làm bù ngày 29/4"},
		{"2024-09-02", Off, "Quốc khánh"},
		{"2024-09-03", Off, "Quốc khánh"},
	}},
	// Announced in 2024; high confidence.
	2025: {HolidayOfficial, []holiday{
		{"2025-01-01", Off, "Tết Dương lịch"},
		{"2025-01-27", Off, "Tết Nguyên đán"},
		{"2025-01-28", Off, "Tết Nguyên đán"},
		{"2025-01-29", Off, "Tết Nguyên đán (mùng 1)"},
		{"2025-01-30", Off, "Tết Nguyên đán"},
		{"2025-01-31", Off, "Tết Nguyên đán"},
		{"2025-04-07", Off, "Giỗ Tổ Hùng Vương"},
		{"2025-04-26", Work, "làm bù ngày 02/5"},
		{"2025-04-30", Off, "Ngày Chiến thắng"},
		{"2025-05-01", Off, "Quốc tế Lao động"},
		{"2025-05-02", Off, "nghỉ hoán đổi"},
		{"2025-09-01", Off, "Quốc khánh"},
		{"2025-09-02", Off, "Quốc khánh"},
	}},
	// Announced in 2025, Culture Day by Resolution 28/2026/QH16. The swap of
	// 2 January with 10 January and the working Saturday 22 August rest on
	// weaker sources than the rest: an office that was told otherwise sets
	// these days itself.
	2026: {HolidayOfficial, []holiday{
		{"2026-01-01", Off, "Tết Dương lịch"},
		{"2026-01-02", Off, "nghỉ hoán đổi"},
		{"2026-01-10", Work, "làm bù ngày 02/01"},
		{"2026-02-16", Off, "Tết Nguyên đán (29 tháng Chạp)"},
		{"2026-02-17", Off, "Tết Nguyên đán (mùng 1)"},
		{"2026-02-18", Off, "Tết Nguyên đán"},
		{"2026-02-19", Off, "Tết Nguyên đán"},
		{"2026-02-20", Off, "Tết Nguyên đán"},
		{"2026-04-27", Off, "Giỗ Tổ Hùng Vương (nghỉ bù)"},
		{"2026-04-30", Off, "Ngày Chiến thắng"},
		{"2026-05-01", Off, "Quốc tế Lao động"},
		{"2026-08-22", Work, "làm bù ngày 31/8"},
		{"2026-08-31", Off, "nghỉ hoán đổi"},
		{"2026-09-01", Off, "Quốc khánh"},
		{"2026-09-02", Off, "Quốc khánh"},
		{"2026-11-24", Off, "Ngày Văn hóa Việt Nam"},
	}},
	// Computed from the law; Tết and the day beside National Day are a guess.
	2027: {HolidayComputed, []holiday{
		{"2027-01-01", Off, "Tết Dương lịch"},
		{"2027-02-05", Off, "Tết Nguyên đán (29 tháng Chạp)"},
		{"2027-02-08", Off, "Tết Nguyên đán"},
		{"2027-02-09", Off, "Tết Nguyên đán"},
		{"2027-02-10", Off, "Tết Nguyên đán (nghỉ bù)"},
		{"2027-02-11", Off, "Tết Nguyên đán (nghỉ bù)"},
		{"2027-04-16", Off, "Giỗ Tổ Hùng Vương"},
		{"2027-04-30", Off, "Ngày Chiến thắng"},
		{"2027-05-03", Off, "Quốc tế Lao động (nghỉ bù)"},
		{"2027-09-02", Off, "Quốc khánh"},
		{"2027-09-03", Off, "Quốc khánh"},
		{"2027-11-24", Off, "Ngày Văn hóa Việt Nam"},
	}},
}

const (
	tetName      = "Tết Nguyên đán"
	afterTetName = "ngày làm việc đầu tiên sau Tết"
)

type holidayTable struct {
	rules map[Date]Rule
	names map[Date]string
}

var holidays = sync.OnceValue(func() holidayTable {
	t := holidayTable{map[Date]Rule{}, map[Date]string{}}
	var lastTet []Date
	for _, year := range holidayYears {
		var tet Date
		for _, h := range year.days {
			d, err := Parse(h.date)
			if err != nil {
				panic(err) // a mistake in the table above
			}
			t.rules[d], t.names[d] = h.rule, h.name
			if strings.HasPrefix(h.name, tetName) {
				tet = max(tet, d)
			}
		}
		lastTet = append(lastTet, tet)
	}
	c := NewCalendar(t.rules)
	for _, tet := range lastTet {
		d := c.Add(tet, 1)
		t.rules[d], t.names[d] = Quiet, afterTetName
	}
	return t
})

// Holidays returns the rules of the known years 2024–2027, for NewCalendar:
// days off, working Saturdays, and the first working day after Tết as a quiet
// day. The map is the caller's own; an office's later decisions are laid over
// it. Holidays that fall on a weekend are days off anyway and not in it.
func Holidays() map[Date]Rule {
	table := holidays()
	m := make(map[Date]Rule, len(table.rules))
	for d, r := range table.rules {
		m[d] = r
	}
	return m
}

// HolidayName returns why a day of Holidays differs from its weekday, in
// Vietnamese ("Quốc khánh", "làm bù ngày 29/4"), or "" for all other days.
func HolidayName(d Date) string { return holidays().names[d] }

// HolidayYear reports whether a year's list is HolidayOfficial or
// HolidayComputed. For a year that is not known the status is "" and only
// weekends are days off, which somebody should be told before the year begins.
func HolidayYear(y int) (status string, known bool) {
	year, ok := holidayYears[y]
	return year.status, ok
}
