package viet

import "slices"

// onlyThen reports whether something hangs on the end at hit k, is asked of
// somebody, or is still to do: "xong mới nghỉ", "hoàn thành giúp em", "xong còn in".
func (c *clause) onlyThen(k int) bool {
	i := c.hits[k].end - c.at
	if w := wordAt(c.tokens, i); (w == "giup" || w == "gium") && !c.said() {
		return true
	}
	if t := tokenAt(c.tokens, i); t.text == "thử" || t.text == "thu" && !slices.ContainsFunc(c.dates, func(d chatDate) bool { return d.at == c.at+i }) {
		return true // "gửi thử rồi"
	}
	if w := wordAt(c.tokens, i); (w == "ben" || w == "phia") && ownWords[wordAt(c.tokens, i+1)] && c.endsWith(c.hits[k].end+2) {
		return true // "xong bên em thôi": one's own part
	}
	if before := c.hits[k].at - c.at - 1; !c.said() && (wordAt(c.tokens, before) == "cho" || wordAt(c.tokens, before-1) == "cho" && isPerson(wordAt(c.tokens, before)) || c.urged(i)) || c.another(i) {
		return true
	}
	if c.onlyJust(k) || c.waitsFor(k) || c.lastsUntil(k) || c.undone(k) || c.isGoal(k) || c.takenBack(k) || c.byClock() {
		return true
	}
	for ; i < len(c.tokens); i++ {
		next := wordAt(c.tokens, i+1)
		switch t := c.tokens[i]; t.text {
		case "mới", "moi":
			if before := wordAt(c.tokens, i-1); (i == c.hits[k].end-c.at || before == "roi") && next != "day" && next != "" {
				return true
			}
		case "còn", "con":
			if t.text == "con" && (anyMarked(c.tokens) || i != c.hits[k].end-c.at && wordAt(c.tokens, i-1) != "roi") {
				continue
			}
			switch wordAt(c.tokens, i-1) {
			case "khong", "chang", "dau", "ko":
				continue
			}
			switch next {
			case "gi", "nua", "lai", "hoi", "nhac", "doi", "bat", "keu", "ai", "dau", "":
			default:
				return true
			}
		}
	}
	return false
}

// onlyJust reports whether "mới" stands before the verb of an end and it is said of
// what: "mới điền xong biểu 1". Sending has no parts: "mới nộp xong báo cáo".
func (c *clause) onlyJust(k int) bool {
	at := c.hits[k].at - c.at
	if c.has(sigAct) || c.has(sigPast) || c.endsWith(c.hits[k].end) {
		return false
	}
	for i := at - 1; i >= 0 && i >= at-3; i-- {
		if t := c.tokens[i]; t.text == "mới" || t.text == "moi" && i < at-1 {
			return true
		}
	}
	return false
}

// waitsFor reports whether an end is only the moment for something else: "khi sếp ký
// rồi em gửi", "gửi rồi em báo", "rút kinh nghiệm xong đã", "tí nữa là gửi rồi".
func (c *clause) waitsFor(k int) bool {
	at, end := c.hits[k].at-c.at, c.hits[k].end-c.at
	if wordAt(c.tokens, 0) == "khi" && wordAt(c.tokens, 1) != "nay" {
		return true
	}
	last := len(c.tokens) - 1
	for last > end && (c.tokens[last].kind == punct || politeWords[c.tokens[last].fold]) {
		last--
	}
	if last >= end && (c.tokens[last].text == "đã" || c.tokens[last].text == "da") {
		return true
	}
	if wordAt(c.tokens, at-1) == "la" && (c.has(sigSometime) || len(c.dates) > 0 && c.dates[0].end <= c.hits[k].at && !c.dates[0].past) {
		return true
	}
	for i := end; i+1 < len(c.tokens); i++ {
		if (c.tokens[i].text == "đã" || c.tokens[i].text == "da") && c.tokens[i+1].fold == "roi" {
			return true // "xong việc nhà đã rồi em làm"
		}
	}
	return c.thenTells(end)
}

// thenTells reports whether "rồi" behind an end leads to what is done after it:
// "gửi rồi em báo", "xong rồi gửi sau".
func (c *clause) thenTells(i int) bool {
	if wordAt(c.tokens, i) != "roi" || c.has(sigPast) {
		return false
	}
	i++
	if w := wordAt(c.tokens, i+1); wordAt(c.tokens, i) == "thi" && w != "" && w != "phai" {
		return true // "xong rồi thì hay quá"
	}
	for ownWords[wordAt(c.tokens, i)] || wordAt(c.tokens, i) == "se" {
		i++
	}
	switch wordAt(c.tokens, i) {
	case "nho", "hay", "moi", "goi", "alo":
		return wordAt(c.tokens, i) != "nho" || c.tokens[i].text != "nhờ"
	case "bao", "gui", "nop", "trinh", "tinh":
		return wordAt(c.tokens, i+1) != "cao" && !slices.ContainsFunc(c.tokens[i:], func(t token) bool { return t.fold == "roi" })
	}
	return false
}

// lastsUntil reports whether a length of time stands before an end that is not said
// to be past: "chừng 2 hôm xong".
func (c *clause) lastsUntil(k int) bool {
	i := c.hits[k].at - c.at - 1
	if tokenAt(c.tokens, i).text == "nữa" || wordAt(c.tokens, i) == "nua" && tokenAt(c.tokens, i).text != "nửa" {
		i--
	}
	if i > 0 && c.tokens[i-1].kind == number && clockUnits[c.tokens[i].fold] && !c.said() {
		return true // "30p nữa xong"
	}
	return i >= 0 && timeWords.has(c.tokens[i]) && !c.said() && c.hits[k].signal == sigDone
}

// clockUnits are how hours and minutes are written behind a number.
var clockUnits = map[string]bool{"p": true, "ph": true, "phut": true, "h": true, "g": true, "gio": true, "tieng": true, "phu": true}

// byClock reports whether an hour is named by which something is to be there: "xong trước
// 17h", "xong trong sáng nay".
func (c *clause) byClock() bool {
	if c.said() {
		return false
	}
	for i, t := range c.tokens {
		next := tokenAt(c.tokens, i+1)
		switch t.fold {
		case "truoc":
			if next.kind == number && clockUnits[wordAt(c.tokens, i+2)] {
				return true
			}
		case "trong":
			if w := wordAt(c.tokens, i+2); (next.fold == "sang" || next.fold == "chieu" || next.fold == "toi" || next.fold == "hom") && w == "nay" {
				return true
			}
		}
	}
	return false
}

// undone reports whether what follows an end takes it back: "xong rồi mà mất file",
// "nộp rồi bị bác", "báo xong là sai", "xong cái là gửi".
func (c *clause) undone(k int) bool {
	for i := c.hits[k].end - c.at; i < len(c.tokens); i++ {
		next := tokenAt(c.tokens, i+1)
		switch c.tokens[i].text {
		case "mà", "ma":
			if after := wordAt(c.tokens, i+2); spoils.has(next) && !(next.fold == "quen" && (after == "bao" || after == "nhan" || after == "tick")) || next.fold == "khong" && (after == "duoc" || after == "dat") {
				return true
			}
		case "bị", "bi":
			return !late.has(next)
		case "là", "la":
			if next.fold == "sai" || next.fold == "nham" {
				return true
			}
		}
	}
	next := wordAt(c.tokens, c.hits[k].end-c.at)
	return !c.said() && (next == "cai" || next == "phat") && wordAt(c.tokens, c.hits[k].end-c.at+1) != "nay"
}

// isGoal reports whether an end is only spoken of as what is to be: "hoàn thành
// nhiệm vụ là trách nhiệm của phòng".
func (c *clause) isGoal(k int) bool {
	if c.said() {
		return false
	}
	for i := c.hits[k].end - c.at; i < len(c.tokens); i++ {
		if c.tokens[i].fold != "la" {
			continue
		}
		switch wordAt(c.tokens, i+1) {
		case "trach", "muc", "nhiem", "yeu", "viec", "dieu":
			return true
		}
	}
	return false
}

// urged reports whether "đi" at i, with nothing but an address behind it, tells
// somebody to reach an end: "làm cho xong đi em".
func (c *clause) urged(i int) bool {
	if t := tokenAt(c.tokens, i); t.text != "đi" && t.text != "di" {
		return false
	}
	return c.endsWith(c.at + i + 1)
}

// another reports whether the end is that of another task: "xong việc khác".
func (c *clause) another(i int) bool {
	switch wordAt(c.tokens, i) {
	case "viec", "cai", "muc", "phan", "ben", "mang", "nv":
		return wordAt(c.tokens, i+1) == "khac"
	case "nhiem", "cong", "noi":
		return wordAt(c.tokens, i+2) == "khac"
	case "ca":
		return wordAt(c.tokens, i+1) == "cuoc" // "xong cả cuộc đời"
	}
	return false
}

// spoils stand behind "mà" when an end came to nothing; late behind "bị" when it
// only came late.
var (
	spoils = newWordSet("mất bị hỏng hư lỗi sai thiếu chưa quên trả rớt")
	late   = newWordSet("chậm trễ muộn nhắc")
)
