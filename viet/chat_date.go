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
	dayOnly     bool // the day alone: its month is not said
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
		i += n
		if k := len(list) - 1; k >= 0 && list[k].end == c.at && !list[k].figure && list[k].ahead != 0 && weekdayOf(tokens, c.at) {
			list[k].end = c.end // "hôm qua CN", "mai thứ ba"
			continue
		}
		list = append(list, c)
	}
	if len(list) == 0 {
		return partOfToday(tokens, today)
	}
	return list
}

// weekdayOf reports whether a day of the week is named at i.
func weekdayOf(tokens []token, i int) bool {
	_, n := weekdayAt(tokens, i)
	return n > 0
}

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
	case "ke":
		if week && (tokens[j].text == "kế" || tokens[j].text == "ke" && wordAt(tokens, j+1) != "tu") {
			return 1, j + 1 - i
		}
	case "sau", "toi":
		if next := tokenAt(tokens, j+1); week && next.fold == "nua" && next.text != "nửa" {
			return 2, j + 2 - i
		}
		return 1, j + 1 - i
	case "nay", "ni":
		return 0, j + 1 - i
	case "truoc", "qua":
		if week || wordAt(tokens, j) == "truoc" {
			return -1, j + 1 - i
		}
	case "roi":
		if week {
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
		if m, n := monthNumber(tokens, j+k+1); k > 0 && n > 0 && v <= 31 && wordAt(tokens, j+k) == "thang" && m <= 12 && tokens[j].kind == word && wordAt(tokens, j+k+1+n) != "lan" {
			if c := nearest(today, time.Month(m), v); c.ahead != 0 {
				return c, j + k + 1 + n - i // "mười một tháng mười hai"
			}
		}
		if west := tokenAt(tokens, j+k); k > 0 && west.text == "tây" {
			named, k = true, k+1 // "5 tây"
		}
		named = named || k == 1 && v > mostLines && isPerson(wordAt(tokens, j+k)) && actsThen[wordAt(tokens, j+k+1)]
		named = named || k == 1 && v > mostLines && wordAt(tokens, j+k) == "nay"
		named = named || (k == 1 || k > 1 && tokens[j].kind == word) && wordAt(tokens, j-1) == "hom" && !counted.has(tokenAt(tokens, j+k))
		if !named || k == 0 || v < 1 || v > 31 {
			return chatDate{}, 0
		}
		if next := wordAt(tokens, j+k+1); wordAt(tokens, j+k) == "thang" && (next == "sau" || next == "toi" || next == "nay") {
			y, m, _ := today.Civil()
			if next != "nay" {
				m++
			}
			if first := workday.Of(y, m, 1); first.Add(v-1) <= first.EndOfMonth() {
				c := fixed(first.Add(v - 1)) // "mùng 3 tháng sau"
				c.past, c.later = c.ahead < today, c.ahead > today
				return c, j + k + 2 - i
			}
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
		c.figure, c.past = true, c.ahead < today
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
	c := chatDate{figure: true, dayOnly: true}
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

// beforeDay are the words that make a day and a month of two numbers.
var beforeDay = map[string]bool{"truoc": true, "ngay": true, "han": true, "den": true, "toi": true, "tu": true, "het": true, "sang": true, "hom": true}

// isCount reports whether the n tokens at i are a count and no date.
func isCount(tokens []token, i, n int) bool {
	if wordAt(tokens, i+1) != "/" {
		return false
	}
	switch wordAt(tokens, i-1) {
	case "xong":
		if t := tokenAt(tokens, i+n); tokens[i].n == tokenAt(tokens, i+2).n && t.kind == word && i+n < len(tokens) && !isPerson(t.fold) && !politeWords[t.fold] && !particles.has(t) {
			return true // "lắp xong 12/12 camera"
		}
	case "ca", "du":
		return tokens[i].n == tokenAt(tokens, i+2).n // "xong cả 12/12 tháng"
	case "duoc", "dat", "dc", "buoc", "phan", "doan", "vong", "dot", "bai", "lop", "buoi", "chuong", "tap":
		return true
	}
	if tokens[i].n > tokenAt(tokens, i+2).n || beforeDay[wordAt(tokens, i-1)] {
		return false // nobody has 27 of 11
	}
	next := wordAt(tokens, i+n)
	if tokenAt(tokens, i+n).text == "chị" || next == "chi" && (i+n+1 == len(tokens) || politeWords[wordAt(tokens, i+n+1)]) {
		return false // whoever is addressed
	}
	if next == "thu" {
		_, k := weekdayAt(tokens, i+n)
		return k == 0
	}
	return countNouns[next]
}
