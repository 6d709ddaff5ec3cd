package viet

import "slices"

// denied reports whether the end of work at hit k is not reached: "chưa" in
// its clause, "không" close before, or "đâu" after.
func (c *clause) denied(k int) bool {
	if k > 0 && c.hits[k-1].signal == sigNotYet && c.noneWithout(k-1) {
		return false // "không còn việc nào chưa xong"
	}
	if c.deniedBefore(k) {
		return true
	}
	before := c.hits[k].at - c.at - 1
	if k > 0 && c.hits[k-1].signal == sigPast {
		before = c.hits[k-1].at - c.at - 1
	}
	if t := tokenAt(c.tokens, before); t.text == "đâu" || t.text == "dau" && wordAt(c.tokens, before-1) != "dong" {
		return true // "đâu đã xong"
	}
	if c.notThat(k) {
		return true
	}
	if c.impossibleAfter(k) || c.mistaken(k) {
		return true
	}
	if i := c.hits[k].end - c.at; wordAt(c.tokens, i) == "dau" && !c.tokens[i].marked() {
		return true // "da xong dau" without its marks
	}
	for j, h := range c.hits {
		switch h.signal {
		case sigNotYet:
			return true
		case sigDenied: // "xong đâu", "đâu có báo xong"
			if j > k || h.end-h.at == 2 && wordAt(c.tokens, h.end-1-c.at) == "co" {
				return true
			}
		case sigWh:
			if j > k && wordAt(c.tokens, h.at-c.at) == "dau" || (j == k+1 || j < k) && c.mocks(j) {
				return true
			}
		}
	}
	return false
}

// notThat reports whether "không phải" stands before "đã" of the end at hit k:
// "không phải là đã xong".
func (c *clause) notThat(k int) bool {
	j := k - 1
	if j < 0 || c.hits[j].signal != sigPast {
		return false
	}
	for j--; j >= 0 && c.hits[j].signal == sigFiller && c.hits[j].end == c.hits[j+1].at; j-- {
	}
	return j >= 0 && c.hits[j].signal == sigNot && c.hits[j].end == c.hits[j+1].at
}

// impossibleAfter reports whether "không nổi", "không được" follows an end.
func (c *clause) impossibleAfter(k int) bool {
	if k+1 >= len(c.hits) || c.hits[k+1].signal != sigNot || c.hits[k+1].at != c.hits[k].end {
		return false
	}
	switch wordAt(c.tokens, c.hits[k+1].end-c.at) {
	case "noi", "duoc", "kip", "xue":
		return true
	}
	return false
}

// mistaken reports whether the end at hit k was forgotten, only meant, or pressed
// by mistake ("quên nộp rồi", "bấm nhầm đã xong"), taken back, or mocked ("đâu ra
// mà xong").
func (c *clause) mistaken(k int) bool {
	at := c.hits[k].at - c.at
	for i := at - 1; i >= 0 && i >= at-5; i-- {
		close := i >= at-3
		switch t := c.tokens[i]; t.text {
		case "quên", "quen", "tính", "tinh", "nhầm", "nham":
			if close {
				return true
			}
		case "lộn", "lon", "xóa", "xoa", "hủy", "huy", "bỏ", "bo", "gỡ", "go", "khoan":
			if unmarks[wordAt(c.tokens, i+1)] {
				return true // "bỏ dấu hoàn thành"
			}
		case "định", "dinh":
			switch wordAt(c.tokens, i-1) {
			case "quyet", "quy", "nghi", "nhat", "on", "khang", "chi", "giam", "co", "kiem", "an", "nhan":
			case "xac":
				if i == at-1 {
					return true // "xác định hoàn thành"
				}
			default:
				if close {
					return true
				}
			}
		case "lại", "lai":
			if wordAt(c.tokens, i-1) == "rut" {
				return true // "rút lại câu 'đã xong'"
			}
		case "như", "nhu":
			if w := wordAt(c.tokens, i-1); (w == "lam" || w == "cu" || w == "giong") && i >= at-2 {
				return true // "làm như xong rồi vậy"
			}
		}
	}
	if c.said() {
		return false
	}
	switch wordAt(c.tokens, at-1) {
	case "ma":
		return at > 1 // "mơ mà xong"
	case "dau", "nut":
		help := wordAt(c.tokens, c.hits[k].end-c.at)
		return help != "giup" && help != "ho" && help != "gium" // "hãy đánh dấu hoàn thành"
	}
	return false
}

// unmarks are what stands behind a word of taking away when the mark of an end is
// taken away, or not to be set yet.
var unmarks = map[string]bool{"dau": true, "tich": true, "trang": true, "nut": true, "cau": true, "hay": true, "danh": true, "hoan": true}

// limited reports whether a clause says that not the whole is done, or not
// yet: "sắp xong", "xong phần 1", "dự thảo xong", "sẽ xong", "nếu xong".
func (c *clause) limited(k int) bool {
	if c.leavesOut() || c.onlyThen(k) {
		return true
	}
	for j, h := range c.hits {
		switch h.signal {
		case sigLimit:
			if !c.bothCopies(h) && !c.allParts(h.at) && !(j > 0 && c.hits[j-1].signal == sigNot && c.hits[j-1].end == h.at) {
				return true
			}
		case sigFuture:
			if !c.tried(h) && !c.atLast(h) && !c.noNeed(j) {
				return true
			}
		case sigIf:
			if j < k || !c.has(sigPast) || wordAt(c.tokens, h.at-c.at) != "truoc" {
				return true // "đã nộp trước khi họp" is over
			}
		case sigDraft, sigOngoing, sigWait:
			return true
		case sigSometime:
			if !c.said() && !c.atLast(h) {
				return true
			}
		case sigAgain:
			if j > k {
				return true
			}
		}
	}
	return false
}

// tried reports whether an effort at a hit is one of the past: "hôm qua em cũng
// ráng gửi xong rồi".
func (c *clause) tried(h hit) bool {
	switch wordAt(c.tokens, h.at-c.at) {
	case "kip":
		if wordAt(c.tokens, h.at-c.at-1) == "vua" {
			return true // "vừa kịp nộp xong"
		}
		if c.has(sigAlready) && len(c.dates) == 0 && c.nextEnds(h) {
			return true // "kịp nộp trước hạn rồi"
		}
		fallthrough
	case "co", "rang", "gang":
		return c.has(sigAlready) && slices.ContainsFunc(c.dates, func(d chatDate) bool { return d.past })
	}
	return false
}

// noNeed reports whether the word of need at hit j is denied: "xong ko cần nhắc nữa".
func (c *clause) noNeed(j int) bool {
	switch wordAt(c.tokens, c.hits[j].at-c.at) {
	case "can", "phai":
		return j > 0 && c.hits[j-1].signal == sigNot && c.hits[j-1].end == c.hits[j].at || wordAt(c.tokens, c.hits[j].at-1-c.at) == "khoi"
	}
	return false
}

// nextEnds reports whether an act or an end stands right behind a hit.
func (c *clause) nextEnds(h hit) bool {
	return slices.ContainsFunc(c.hits, func(b hit) bool { return b.at == h.end && (b.signal == sigAct || b.signal == sigDone) })
}

// atLast reports whether "mới xong" or "cũng xong" at a hit follows "cuối cùng" or
// "mãi": then it has come.
func (c *clause) atLast(h hit) bool {
	if wordAt(c.tokens, h.end-1-c.at) != "xong" || len(c.dates) > 0 {
		return false
	}
	i := h.at - c.at
	if i == 0 && wordAt(c.tokens, 0) == "thi" && wordAt(c.tokens, 2) == "roi" && c.closes(h.end+1) {
		return true // "thì xong rồi mà"
	}
	switch wordAt(c.tokens, i-2) + " " + wordAt(c.tokens, i-1) {
	case "cuoi cung", "rot cuoc":
		return true
	}
	again := tokenAt(c.tokens, i-1).text == "mà" && i == 1 // "tưởng không xong mà cũng xong rồi"
	return tokenAt(c.tokens, i-1).text == "mãi" || again && wordAt(c.tokens, h.end-c.at) == "roi"
}

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
	if c.onlyJust(k) || c.waitsFor(k) || c.lastsUntil(k) || c.undone(k) || c.isGoal(k) {
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
			case "gi", "nua", "lai", "hoi", "nhac", "doi", "bat", "keu", "ai", "":
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
	for ownWords[wordAt(c.tokens, i)] || wordAt(c.tokens, i) == "se" {
		i++
	}
	switch wordAt(c.tokens, i) {
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
	return i >= 0 && timeWords.has(c.tokens[i]) && !c.said() && c.hits[k].signal == sigDone
}

// undone reports whether what follows an end takes it back: "xong rồi mà mất file",
// "nộp rồi bị bác", "báo xong là sai", "xong cái là gửi".
func (c *clause) undone(k int) bool {
	for i := c.hits[k].end - c.at; i < len(c.tokens); i++ {
		next := tokenAt(c.tokens, i+1)
		switch c.tokens[i].text {
		case "mà", "ma":
			if after := wordAt(c.tokens, i+2); spoils.has(next) || next.fold == "khong" && (after == "duoc" || after == "dat") {
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

// spoils stand behind "mà" when an end came to nothing; late behind "bị" when it
// only came late.
var (
	spoils = newWordSet("mất bị hỏng hư lỗi sai thiếu chưa quên trả rớt")
	late   = newWordSet("chậm trễ muộn nhắc")
)

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
	}
	return false
}

// leavesOut reports whether "tru" stands in a clause without its marks, and not as a part of "trụ sở" or "lưu trữ".
func (c *clause) leavesOut() bool {
	for i := range c.tokens {
		if c.tokens[i].text == "tru" && wordAt(c.tokens, i+1) != "so" {
			switch wordAt(c.tokens, i-1) {
			case "tam", "luu", "thuong", "cu", "noi", "du":
			default:
				return true
			}
		}
	}
	return false
}

// allParts reports whether "cả … lẫn …" takes in what stands at a token: "xong cả
// đợt 1 lẫn đợt 2".
func (c *clause) allParts(at int) bool {
	all, both := false, false
	for i, t := range c.tokens {
		all = all || t.fold == "ca" && c.at+i < at
		both = both || t.fold == "lan" && all
	}
	return both
}

// bothCopies reports whether "bản mềm" stands with the copy on paper: "bản giấy
// và bản mềm".
func (c *clause) bothCopies(h hit) bool {
	if wordAt(c.tokens, h.at-c.at) != "ban" || wordAt(c.tokens, h.at-c.at+1) != "mem" {
		return false
	}
	for i, t := range c.tokens {
		if t.fold == "ban" {
			switch wordAt(c.tokens, i+1) {
			case "giay", "cung", "chinh":
				return true
			}
		}
	}
	return false
}
