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
	if t := tokenAt(c.tokens, before); t.text == "đâu" && wordAt(c.tokens, before-1) != "nghe" || t.text == "dau" && wordAt(c.tokens, before-1) != "dong" {
		return true // "đâu đã xong"
	}
	if c.notThat(k) {
		return true
	}
	if c.impossibleAfter(k) || c.mistaken(k) || c.wrongly(k) || c.noughtOf(k) {
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
			if j > k && !c.deniedBetween(k, j) || j < k && h.at-c.at <= 1 && (c.tokens[h.at-c.at].text == "mô" || c.tokens[h.at-c.at].text == "đâu") || h.end-h.at == 2 && wordAt(c.tokens, h.end-1-c.at) == "co" {
				return true
			}
		case sigWh:
			if j > k && wordAt(c.tokens, h.at-c.at) == "dau" && wordAt(c.tokens, h.at-1-c.at) != "con" || (j == k+1 || j < k) && c.mocks(j) {
				return true
			}
		}
	}
	return false
}

// deniedBetween reports whether "không" stands between two hits, with which what follows
// it goes: "nộp rồi không còn gì nữa đâu".
func (c *clause) deniedBetween(k, j int) bool {
	return slices.ContainsFunc(c.hits[k+1:j], func(h hit) bool { return h.signal == sigNot })
}

// noughtOf reports whether "0" stands before the end at hit k: "0 xong".
func (c *clause) noughtOf(k int) bool {
	t := tokenAt(c.tokens, c.hits[k].at-1-c.at)
	return t.kind == number && t.n == 0 && c.hits[k].at > c.at && c.hits[k].at-1 == c.at
}

// wrongly reports whether "nhầm" or "lộn" stands right behind an act: "gửi lộn file rồi".
func (c *clause) wrongly(k int) bool {
	switch tokenAt(c.tokens, c.hits[k].end-c.at).text {
	case "lộn", "nhầm":
		return true
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
	passed := false // "đã" stands between: "di tích đình làng đã gửi"
	for i := at - 1; i >= 0 && i >= at-5; i-- {
		close := i >= at-3
		passed = passed || c.tokens[i].text == "đã" || c.tokens[i].text == "da"
		switch t := c.tokens[i]; t.text {
		case "quên", "quen", "tính", "tinh", "nhầm", "nham":
			if close && wordAt(c.tokens, i-1) != "mit" {
				return true
			}
		case "lộn", "lon", "xóa", "xoa", "hủy", "huy", "bỏ", "bo", "gỡ", "go", "khoan":
			if unmarks[wordAt(c.tokens, i+1)] {
				return true // "bỏ dấu hoàn thành"
			}
		case "định", "dinh":
			switch wordAt(c.tokens, i-1) {
			case "quyet", "quy", "nghi", "nhat", "on", "khang", "chi", "giam", "co", "kiem", "an", "nhan", "tham", "hoach":
			case "xac":
				if i == at-1 {
					return true // "xác định hoàn thành"
				}
			default:
				if close && !passed {
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
		return at > 1 && wordAt(c.tokens, at) != "van" // "mơ mà xong"
	case "dau", "nut":
		help := wordAt(c.tokens, c.hits[k].end-c.at)
		return help != "giup" && help != "ho" && help != "gium" && wordAt(c.tokens, at-2) != "dong" // "hãy đánh dấu hoàn thành"
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
			if c.storehouse(h) || j > k && c.tokens[h.at-c.at].text == "kho" {
				continue // "ban giao xong kho": "khó" stands before what is hard
			}
			if c.namesOne(h) || c.laterRound(h, k) || j > k && wordAt(c.tokens, h.at-1-c.at) == "tu" && c.tokens[h.at-c.at].fold == "dot" {
				continue
			}
			if !c.bothCopies(h) && !c.allParts(h.at) && !(j > 0 && c.hits[j-1].signal == sigNot && c.hits[j-1].end == h.at) {
				return true
			}
		case sigFuture:
			if !c.tried(h) && !c.atLast(h) && !c.noNeed(j) && !c.pledged(h) {
				return true
			}
		case sigIf:
			if !c.has(sigPast) || wordAt(c.tokens, h.at-c.at) != "truoc" {
				return true // "đã nộp trước khi họp" is over
			}
		case sigDraft, sigOngoing, sigWait:
			if h.signal == sigDraft && j > k && c.takesAll(c.hits[k].end-c.at) {
				continue // "thẩm định xong 7/7 dự thảo"
			}
			return true
		case sigSometime:
			if w := wordAt(c.tokens, h.end-1-c.at); (!c.said() || w == "nua") && !c.atLast(h) {
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

// pledged reports whether "cam kết" at a hit is what was signed with all: "ký cam kết với
// 100% cơ sở".
func (c *clause) pledged(h hit) bool {
	return wordAt(c.tokens, h.at-c.at) == "cam" && wordAt(c.tokens, h.at-1-c.at) == "ky" && c.takesAll(0)
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
	if wordAt(c.tokens, h.end-1-c.at) != "xong" {
		return false
	}
	if len(c.dates) == 1 && c.dates[0].end <= h.at && wordAt(c.tokens, h.at-c.at) == "moi" && c.closesWith(h.end) {
		return c.dates[0].past || wordAt(c.tokens, c.dates[0].at-c.at) == "sang" && c.dates[0].back == c.dates[0].ahead && !c.dates[0].later // "hôm qua mới xong"
	}
	if len(c.dates) > 0 {
		return false
	}
	i := h.at - c.at
	if c.justDone(h) {
		return true
	}
	if i == 0 && wordAt(c.tokens, 0) == "thi" && wordAt(c.tokens, 2) == "roi" && c.closes(h.end+1) {
		return true // "thì xong rồi mà"
	}
	switch pairAt(c.tokens, i-2) {
	case "kho may":
		return wordAt(c.tokens, h.end-c.at) == "roi" // "khó mấy cũng xong rồi"
	case "cuoi cung", "rot cuoc", "ma roi":
		return true
	}
	again := tokenAt(c.tokens, i-1).text == "mà" && i == 1 // "tưởng không xong mà cũng xong rồi"
	return tokenAt(c.tokens, i-1).text == "mãi" || again && wordAt(c.tokens, h.end-c.at) == "roi"
}

// justDone reports whether "mới xong" at a hit is all that a clause says, but for whoever
// speaks: "em mới xong nè".
func (c *clause) justDone(h hit) bool {
	i := h.at - c.at
	if wordAt(c.tokens, i) != "moi" || c.index > 0 || !c.closesWith(h.end) {
		return false
	}
	for _, t := range c.tokens[:i] {
		if t.kind == word && !ownWords[t.fold] && !isYes(t) && t.fold != "vua" {
			return false
		}
	}
	return true
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

// hardly follow "khó" where it says that something will hardly come about.
var hardly = map[string]bool{"ma": true, "long": true, "xong": true, "kip": true, "lam": true, "duoc": true, "noi": true, "co": true, "hoan": true, "dat": true, "ra": true, "qua": true}

// storehouse reports whether "kho" at a hit, without its marks, is a store: "kho luu tru
// nghiem thu roi", "don kho xong".
func (c *clause) storehouse(h hit) bool {
	i := h.at - c.at
	if c.tokens[i].text != "kho" || h.end-h.at != 1 {
		return false
	}
	before := tokenAt(c.tokens, i-1)
	stored := before.kind == word && i > 0 && !isFiller(before) && !politeWords[before.fold] && before.fold != "rat" && before.fold != "hoi" && before.fold != "cung"
	return stored || !hardly[wordAt(c.tokens, i+1)]
}

// laterRound reports whether "đợt 2" at a hit only names the task, of which "đã" says the end:
// "việc tiêm vắc xin đợt 2 đã hoàn thành". After a first one others may come.
func (c *clause) laterRound(h hit, k int) bool {
	if h.at >= c.hits[k].at || h.at == c.at || c.tokens[h.at-c.at].fold != "dot" {
		return false
	}
	if n, size := smallNumber(c.tokens, h.end-c.at); size == 0 || n < 2 {
		return false
	}
	return slices.ContainsFunc(c.hits, func(p hit) bool { return p.signal == sigPast && p.at > h.at && p.at < c.hits[k].at })
}

// namesOne reports whether "đợt" at a hit stands before what it is one of, and no number or
// order makes a part of it: "đợt tập huấn", but not "đợt đầu".
func (c *clause) namesOne(h hit) bool {
	if t := c.tokens[h.at-c.at].text; t != "đợt" && t != "dot" {
		return false
	}
	next := tokenAt(c.tokens, h.end-c.at)
	if h.end >= c.end || next.kind != word || politeWords[next.fold] || particles.has(next) {
		return false
	}
	if _, n := smallNumber(c.tokens, h.end-c.at); n > 0 {
		return false
	}
	switch next.fold {
	case "dau", "cuoi", "nay", "nhat", "thu", "truoc", "sau", "i", "ii", "iii", "iv", "v":
		return false
	}
	return true
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
