package viet

import (
	"time"

	"dondoc/workday"
)

// ParseDate finds the first date in a chat message: "15/12", "ngày 5 tháng 12",
// "thứ 6 tuần sau", "mai", "cuối tháng", "10 ngày nữa". A day and month that
// are past mean next year; a weekday is the next one after today, "tuần sau"
// its Friday, a month or quarter its last day, the beginning of a month its
// 5th and the middle its 15th. span holds the words in text. ok is false, and
// d zero, when there is no date or it does not exist.
func ParseDate(text string, today workday.Date) (d workday.Date, span Span, ok bool) {
	if today == 0 {
		return 0, Span{}, false
	}
	tokens := tokenize(text)
	for _, c := range chatDates(tokens, today) {
		if c.ahead != 0 {
			return c.ahead, Span{tokens[c.at].start, tokens[c.end-1].end}, true
		}
	}
	return 0, Span{}, false
}

// chatDate is a date expression, tokens [at, end). ahead is what it means in a
// promise, back in a report of what is done; past is set for "hôm qua".
type chatDate struct {
	at, end     int
	ahead, back workday.Date
	past        bool
	later       bool // "10 ngày nữa", "mai": can only be a promise
	figure      bool // day and month in figures
}

// chatDates finds all date expressions from left to right.
func chatDates(tokens []token, today workday.Date) []chatDate {
	var list []chatDate
	for i := 0; i < len(tokens); {
		c, n := chatDateAt(tokens, i, today)
		if n == 0 {
			i++
			continue
		}
		c.at, c.end = i, i+n
		list = append(list, c)
		i += n
	}
	if len(list) == 0 {
		return partOfToday(tokens, today)
	}
	return list
}

// partOfToday reads "chiều em gửi", "để tối làm nốt": a part of today, where no
// day is said and somebody does something then.
func partOfToday(tokens []token, today workday.Date) []chatDate {
	for i := range tokens {
		switch tokens[i].text {
		case "trưa", "chiều", "tối", "chieu":
		default:
			continue
		}
		if next := wordAt(tokens, i+1); next == "se" || isPerson(next) || actsThen[next] {
			c := fixed(today)
			c.at, c.end = i, i+1
			return []chatDate{c}
		}
	}
	return nil
}

// actsThen are the words that follow a part of today.
var actsThen = map[string]bool{"gui": true, "nop": true, "xong": true, "trinh": true, "bao": true, "hoan": true, "lam": true, "co": true}

func chatDateAt(tokens []token, i int, today workday.Date) (chatDate, int) {
	for _, read := range []func([]token, int, workday.Date) (chatDate, int){
		dayNameAt, weekdayNameAt, nextWeekAt, weekAt, daysLaterAt, monthsChatAt, figuresAt,
	} {
		if c, n := read(tokens, i, today); n > 0 {
			return c, n
		}
	}
	return chatDate{}, 0
}

func fixed(d workday.Date) chatDate { return chatDate{ahead: d, back: d} }

var dayNames = newPhrases(map[string]int{
	"hom nay": 0, "chieu nay": 0, "sang nay": 0, "toi nay": 0, "trua nay": 0, "trong ngay": 0, "cuoi ngay": 0,
	"ngay mai": 1, "sang mai": 1, "chieu mai": 1, "toi mai": 1, "mai": 1, "mai mot": 0,
	"ngay kia": 2, "ngay mot": 2, "bua mot": 2, "mot": 2,
	"hom qua": -1, "chieu qua": -1, "sang qua": -1, "toi qua": -1, "hom kia": -2,
})

// dayNameAt reads "mai", "ngày kia", "hôm qua". "mai" and "mốt" alone need
// their own marks (or none, for mai), since "mãi" and "một" fold to them.
func dayNameAt(tokens []token, i int, today workday.Date) (chatDate, int) {
	n, k := dayNames.at(tokens, i)
	if k == 0 {
		return chatDate{}, 0
	}
	switch first := tokens[i]; {
	case k == 2 && first.fold == "mai":
		return chatDate{}, 0 // "mai mốt": some day
	case k == 1 && first.fold == "mot" && (first.text != "mốt" || wordAt(tokens, i-1) == "mai"):
		return chatDate{}, 0
	case k == 2 && tokens[i+1].fold == "ngay" && dayNamed(tokens, i+2):
		return chatDate{}, 0 // "trong ngày mai", "cuối ngày 30/11"
	case k == 1 && first.fold == "mai" && wordAt(tokens, i-1) == "nay" && !dayParts[wordAt(tokens, i-2)]:
		return chatDate{}, 0 // "nay mai"
	case k == 1 && first.fold == "mai" && (first.text != "mai" || isPerson(wordAt(tokens, i-1))):
		return chatDate{}, 0
	case first.fold == "hom" && n >= 0 && k == 2 && tokens[i+1].text == "nảy",
		k == 2 && first.fold == "ngay" && tokens[i+1].fold == "mot" && tokens[i+1].text != "mốt" && !mayBeDayAfter(tokens, i):
		return chatDate{}, 0
	}
	c := fixed(today.Add(n))
	c.past, c.later = n < 0, n > 0
	return c, k
}

// mayBeDayAfter reports whether "ngay mot" without marks is ngày mốt, and not ngày
// một, which says that something grows.
func mayBeDayAfter(tokens []token, i int) bool {
	return tokens[i].text == "ngay" && tokens[i+1].text == "mot" && (actsThen[wordAt(tokens, i+2)] || isPerson(wordAt(tokens, i+2)))
}

// dayNamed reports whether the words at i, behind "trong ngày", say which day.
func dayNamed(tokens []token, i int) bool {
	switch wordAt(tokens, i) {
	case "mai", "kia", "hom", "thu", "mung":
		return true
	}
	return tokenAt(tokens, i).kind == number
}

// dayParts stand before "nay": "chiều nay".
var dayParts = map[string]bool{"hom": true, "sang": true, "trua": true, "chieu": true, "toi": true, "ngay": true}

func isPerson(w string) bool {
	switch w {
	case "chi", "anh", "em", "co", "chu", "bac", "ba", "ong", "c", "a", "e":
		return true
	}
	return false
}

// monday returns the first day of d's week.
func monday(d workday.Date) workday.Date {
	return d.Add(-((int(d.Weekday()) + 6) % 7))
}

// weekOffset reads "tuần sau", "tuần này", "tuần trước", "tới" and returns how
// many weeks away it is; n is zero when nothing is said.
func weekOffset(tokens []token, i int) (weeks, n int) {
	j := i
	if wordAt(tokens, j) == "cua" {
		j++
	}
	if wordAt(tokens, j) == "tuan" {
		j++
	}
	week := wordAt(tokens, j-1) == "tuan"
	switch wordAt(tokens, j) {
	case "sau", "toi":
		if next := tokenAt(tokens, j+1); week && next.fold == "nua" && next.text != "nửa" {
			return 2, j + 2 - i
		}
		return 1, j + 1 - i
	case "nay":
		return 0, j + 1 - i
	case "truoc", "qua":
		if week || wordAt(tokens, j) == "truoc" {
			return -1, j + 1 - i
		}
	case "vua":
		if w := wordAt(tokens, j+1); w == "roi" || w == "qua" {
			return -1, j + 2 - i
		}
	}
	return 0, 0
}

// weekdayNameAt reads "thứ 6", "t6 tuần sau", "chủ nhật", "hôm thứ 6".
func weekdayNameAt(tokens []token, i int, today workday.Date) (chatDate, int) {
	j, past := i, false
	if wordAt(tokens, j) == "hom" {
		j, past = j+1, true
	}
	day, n := weekdayAt(tokens, j)
	if n == 0 && wordAt(tokens, j) == "t" {
		if t := tokenAt(tokens, j+1); t.kind == number && !t.space && t.n >= 2 && t.n <= 7 && wordAt(tokens, j+2) != "/" {
			day, n = t.n-1, 2
		}
	}
	if n == 0 || wordAt(tokens, j) == "thu" && tokens[j].marked() && tokens[j].text != "thứ" {
		return chatDate{}, 0
	}
	j += n
	offset := (day + 6) % 7 // from Monday
	next := today.Add((offset-int(today-monday(today))+7-1)%7 + 1)
	c := chatDate{ahead: next, back: next.Add(-7), past: past}
	if weeks, k := weekOffset(tokens, j); k > 0 {
		week := wordAt(tokens, j) == "tuan"
		d := monday(today).Add(7*weeks + offset)
		switch {
		case weeks < 0 && !week:
			d = next.Add(-7)
		case weeks >= 0 && !week:
			d = next
		}
		c = chatDate{ahead: d, back: d, past: d < today, later: d > today}
		j += k
	}
	if d, n := figuresAt(tokens, j, today); n > 0 { // "thứ 6 27/11", "thứ 6 ngày 27/11"
		return d, j + n - i
	}
	return c, j - i
}

// nextWeekAt reads "sang tuần", "qua tuần": next week.
func nextWeekAt(tokens []token, i int, today workday.Date) (chatDate, int) {
	switch wordAt(tokens, i) {
	case "sang", "qua":
	default:
		return chatDate{}, 0
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
			year, ny := yearAfter(tokens, j+n)
			return periodEnds(today, year, func(y int) workday.Date { return at(y, time.Month(v)) }), j + n + ny - i
		}
		if wordAt(tokens, j) == "t" {
			return chatDate{}, 0
		}
		switch next := wordAt(tokens, j+1); {
		case next == "sau" || next == "toi":
			return fixed(at(y, m+1)), j + 2 - i
		case next == "nay":
			return fixed(at(y, m)), j + 2 - i
		case said && next != "truoc":
			return fixed(at(y, m)), j + 1 - i
		}
	case "quy", "qui", "q":
		a, n := quarterAt(tokens, j)
		if a.kind == atomPoint && a.point.n >= 1 && a.point.n <= 4 && day == 0 {
			return periodEnds(today, a.point.year, func(y int) workday.Date { return workday.Of(y, time.Month(3*a.point.n)+1, 0) }), j + n - i
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

// figuresAt reads 15/12, 15-12-2026, 15.12, "ngày 5 tháng 12", "ngày 5",
// "mùng 5". A count as 4/6 before a noun is none.
func figuresAt(tokens []token, i int, today workday.Date) (chatDate, int) {
	j, named := i, false
	for wordAt(tokens, j) == "ngay" || wordAt(tokens, j) == "mung" || wordAt(tokens, j) == "mong" {
		j, named = j+1, true
	}
	w, n := writtenDate(tokens, j)
	if n == 0 && j < len(tokens) && tokens[j].kind == number {
		w, n = dottedDate(tokens, j)
	}
	if n == 0 {
		v, k := smallNumber(tokens, j)
		if west := tokenAt(tokens, j+k); k > 0 && west.text == "tây" {
			named, k = true, k+1 // "5 tây"
		}
		if !named || k == 0 || v < 1 || v > 31 {
			return chatDate{}, 0
		}
		return monthDay(today, v), j + k - i
	}
	if w.month < 1 || w.month > 12 || !named && w.year == 0 && isCount(tokens, j, n) {
		return chatDate{}, 0
	}
	month := time.Month(w.month)
	if w.year != 0 {
		if !workday.Valid(w.year, month, w.day) {
			return chatDate{}, 0
		}
		c := fixed(workday.Of(w.year, month, w.day))
		c.figure = true
		return c, j + n - i
	}
	c := nearest(today, month, w.day)
	if c.ahead == 0 {
		return chatDate{}, 0
	}
	return c, j + n - i
}

// dottedDate reads 16.11 and 15-12 as day and month, which writtenDate leaves
// alone because a plan may mean something else.
func dottedDate(tokens []token, i int) (written, int) {
	sep, second := wordAt(tokens, i+1), tokenAt(tokens, i+2)
	if sep != "." && sep != "-" || second.kind != number || second.space || tokens[i+1].space || len(second.text) > 2 || tokens[i].n < 1 || tokens[i].n > 31 {
		return written{}, 0
	}
	if next := wordAt(tokens, i+3); (next == "." || next == "-" || next == "/" || next == "%") && !tokenAt(tokens, i+3).space && (next == "%" || tokenAt(tokens, i+4).kind == number) {
		return written{}, 0
	}
	return written{tokens[i].n, second.n, 0}, 3
}

// nearest returns a day and month in the year from today on, and up to today.
func nearest(today workday.Date, month time.Month, day int) chatDate {
	c := chatDate{figure: true}
	for y := today.Year() - 8; y <= today.Year()+8; y++ { // 29 February
		if !workday.Valid(y, month, day) {
			continue
		}
		d := workday.Of(y, month, day)
		if d <= today {
			c.back = d
		}
		if d >= today && c.ahead == 0 {
			c.ahead = d
		}
	}
	return c
}

// monthDay returns the next and the last day of the month with a number.
func monthDay(today workday.Date, day int) chatDate {
	c := chatDate{figure: true}
	y, m, _ := today.Civil()
	for k := time.Month(-2); k <= 2; k++ {
		first := workday.Of(y, m+k, 1)
		d := first.Add(day - 1)
		if d > first.EndOfMonth() {
			continue
		}
		if d <= today {
			c.back = d
		}
		if d >= today && c.ahead == 0 {
			c.ahead = d
		}
	}
	return c
}

// countNouns follow a count as in "4/6 phòng".
var countNouns = map[string]bool{
	"viec": true, "cong": true, "phong": true, "van": true, "ho": true, "tthc": true, "don": true, "nhiem": true, "xa": true,
	"thu": true, "nguoi": true, "chi": true, "noi": true, "trung": true, "bao": true, "tai": true, "khoi": true, "vb": true,
	"nv": true, "muc": true, "phan": true, "doi": true, "cuoc": true, "lop": true, "dot": true, "to": true, "quy": true,
	"buoc": true, "truong": true, "cai": true, "ban": true, "huyen": true, "cau": true, "hang": true, "hs": true, "tieu": true, "can": true, "truc": true, "thon": true, "cap": true, "so": true,
}

// isCount reports whether the n tokens at i are a count and no date.
func isCount(tokens []token, i, n int) bool {
	if wordAt(tokens, i+1) != "/" {
		return false
	}
	switch wordAt(tokens, i-1) {
	case "duoc", "dat", "dc", "buoc", "phan", "doan", "vong", "dot", "bai", "lop", "buoi", "chuong", "tap":
		return true
	}
	next := wordAt(tokens, i+n)
	if next == "thu" {
		_, k := weekdayAt(tokens, i+n)
		return k == 0
	}
	return countNouns[next]
}
