package viet

import (
	"time"

	"dondoc/workday"
)

// weekWords follow "tháng" where it is said which.
var weekWords = map[string]bool{"sau": true, "toi": true, "nay": true, "truoc": true}

// nextWeekAt reads "sang tuần", "qua tuần": next week, and "sang tháng".
func nextWeekAt(tokens []token, i int, today workday.Date) (chatDate, int) {
	switch wordAt(tokens, i) {
	case "sang", "qua":
	default:
		return chatDate{}, 0
	}
	if wordAt(tokens, i+1) == "thang" {
		if _, n := chatMonth(tokens, i+1); n > 0 || weekWords[wordAt(tokens, i+2)] {
			return chatDate{}, 0
		}
		y, m, _ := today.Civil()
		c := fixed(workday.Of(y, m+2, 0))
		c.later = true
		return c, 2
	}
	if wordAt(tokens, i+1) != "tuan" {
		return chatDate{}, 0
	}
	if _, n := weekOffset(tokens, i+1); n > 0 {
		return chatDate{}, 0
	}
	c := fixed(monday(today).Add(7 + 4))
	c.later = true
	return c, 2
}

// weekAt reads "cuối tuần", "tuần sau", "trong tuần này", "đầu tuần sau".
func weekAt(tokens []token, i int, today workday.Date) (chatDate, int) {
	j, offset, said := i, 4, false
	switch wordAt(tokens, j) {
	case "cuoi", "het", "trong", "noi":
		j, said = j+1, true
	case "dau":
		j, offset, said = j+1, 0, true
	case "giua":
		j, offset, said = j+1, 2, true
	}
	if wordAt(tokens, j) != "tuan" {
		return chatDate{}, 0
	}
	weeks, n := weekOffset(tokens, j)
	if n > 0 && !said && (lasting[wordAt(tokens, i-1)] || tokenAt(tokens, i-1).kind == number && i > 0) && wordAt(tokens, j+1) == "nay" {
		return chatDate{}, 0 // "sập cả tuần nay" goes on since then
	}
	if n == 0 {
		if !said {
			return chatDate{}, 0
		}
		n = 1
	}
	d := monday(today).Add(7*weeks + offset)
	if weeks == 0 && d < today {
		d = d.Add(7)
	}
	c := fixed(d)
	c.past, c.later = weeks < 0, weeks > 0
	return c, j + n - i
}

// lasting are the words before a length of time in which something went on.
var lasting = map[string]bool{"ca": true, "suot": true, "may": true, "hai": true, "gan": true, "hon": true}

// daysLaterAt reads "10 ngày nữa", "sau 3 ngày", "hai tuần nữa", "1 tháng nữa".
func daysLaterAt(tokens []token, i int, today workday.Date) (chatDate, int) {
	j := i
	after := wordAt(tokens, j) == "sau" && tokens[j].text != "sáu"
	if after {
		j++
	}
	v, n := smallNumber(tokens, j)
	if n == 0 {
		return chatDate{}, 0
	}
	j += n
	name := wordAt(tokens, j)
	j++
	if name == "ngay" && wordAt(tokens, j) == "lam" {
		return chatDate{}, 0 // working days: needs the office's calendar
	}
	if wordAt(tokens, j) == "nua" && tokens[j].text != "nửa" {
		j++
	} else if !after {
		return chatDate{}, 0
	}
	var d workday.Date
	switch name {
	case "ngay", "hom", "bua":
		d = today.Add(v)
	case "tuan":
		d = today.Add(7 * v)
	case "thang":
		y, m, day := today.Civil()
		d = min(workday.Of(y, m+time.Month(v), day), workday.Of(y, m+time.Month(v)+1, 0))
	default:
		return chatDate{}, 0
	}
	c := fixed(d)
	c.later = true
	return c, j - i
}

// periodEnds turns a last day in each year into the next one and the last one.
func periodEnds(today workday.Date, year int, last func(year int) workday.Date) chatDate {
	if year != 0 {
		return fixed(last(year))
	}
	y := today.Year()
	c := chatDate{ahead: last(y), back: last(y)}
	if c.ahead < today {
		c.ahead = last(y + 1)
	}
	if c.back > today {
		c.back = last(y - 1)
	}
	return c
}

// monthsChatAt reads months, quarters and years: "cuối tháng", "hết quý 4",
// "đầu tháng 12", "tháng sau", "quý I/2027", "cuối năm".
func monthsChatAt(tokens []token, i int, today workday.Date) (chatDate, int) {
	j, day, said := i, 0, false
	switch wordAt(tokens, j) {
	case "cuoi", "het", "trong":
		j, said = j+1, true
	case "dau":
		j, day, said = j+1, earlyDay, true
	case "giua":
		j, day, said = j+1, middleDay, true
	}
	y, m, _ := today.Civil()
	at := func(year int, month time.Month) workday.Date {
		if day > 0 {
			return workday.Of(year, month, day)
		}
		return workday.Of(year, month+1, 0)
	}
	switch wordAt(tokens, j) {
	case "thang", "t":
		if v, n := chatMonth(tokens, j); n > 0 {
			year, ny := chatYear(tokens, j+n, y)
			return periodEnds(today, year, func(y int) workday.Date { return at(y, time.Month(v)) }), j + n + ny - i
		}
		if wordAt(tokens, j) == "t" {
			return chatDate{}, 0
		}
		switch next := wordAt(tokens, j+1); {
		case next == "sau" || next == "toi":
			return fixed(at(y, m+1)), j + 2 - i
		case next == "nay" && (said || !lasting[wordAt(tokens, i-1)]):
			return fixed(at(y, m)), j + 2 - i
		case said && next != "truoc":
			c := fixed(at(y, m))
			if c.ahead < today {
				c.ahead = at(y, m+1) // "đầu tháng" on the 23rd is to come
			}
			return c, j + 1 - i
		}
	case "quy", "qui", "q":
		a, n := quarterAt(tokens, j)
		if a.kind == atomPoint && a.point.n >= 1 && a.point.n <= 4 && day == 0 {
			year, ny := a.point.year, 0
			if year == 0 {
				year, ny = chatYear(tokens, j+n, y)
			}
			return periodEnds(today, year, func(y int) workday.Date { return workday.Of(y, time.Month(3*a.point.n)+1, 0) }), j + n + ny - i
		}
		quarter := (m + 2) / 3
		switch next := tokenAt(tokens, j+1); {
		case day != 0 || wordAt(tokens, j) == "q":
		case next.fold == "sau" || next.fold == "toi":
			return fixed(workday.Of(y, 3*quarter+4, 0)), j + 2 - i
		case next.fold == "nay":
			return fixed(workday.Of(y, 3*quarter+1, 0)), j + 2 - i
		case a.kind == atomUnit && said:
			return fixed(workday.Of(y, 3*quarter+1, 0)), j + n - i
		}
	case "nam":
		if year, n := yearAfter(tokens, j); said && day == 0 {
			if year == 0 {
				year = y
			}
			return fixed(workday.Of(year, 12, 31)), j + max(n, 1) - i
		}
	}
	return chatDate{}, 0
}

// chatYear reads the year behind a month or quarter, "năm sau" and "sang năm" too.
func chatYear(tokens []token, i, thisYear int) (year, n int) {
	switch pairAt(tokens, i) {
	case "nam sau", "nam toi", "sang nam":
		return thisYear + 1, 2
	}
	return yearAfter(tokens, i)
}

// chatMonth reads "tháng 12", "T12"; T2 to T7 are days of the week.
func chatMonth(tokens []token, i int) (month, n int) {
	if wordAt(tokens, i) == "t" {
		t := tokenAt(tokens, i+1)
		if t.kind == number && !t.space && t.n >= 1 && t.n <= 12 && (t.n == 1 || t.n > 7 || wordAt(tokens, i+2) == "/") {
			return t.n, 2
		}
		return 0, 0
	}
	v, n := monthNumber(tokens, i+1)
	if n == 0 || v < 1 || v > 12 {
		return 0, 0
	}
	return v, n + 1
}
