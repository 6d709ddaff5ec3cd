package viet

import "slices"

// goesOn notes that beside an end something is under way, comes or lacks.
// ended is set when an end was said before.
func (r *reading) goesOn(c *clause, ended bool, s *summary) {
	for k, h := range c.hits {
		switch h.signal {
		case sigOngoing, sigWait:
			s.goesOn = s.goesOn || !c.deniedBefore(k) && !r.pastIn(c) && !c.noNeedOf(h) && !(h.signal == sigOngoing && (c.struck() || c.ownAffairs() || c.otherWork()))
		case sigNotYet:
			s.goesOn = s.goesOn || c.lacks(k)
		case sigAgain:
			s.goesOn = s.goesOn || ended && !c.done
		case sigAsk:
			s.goesOn = s.goesOn || ended && !c.done && wordAt(c.tokens, h.at-c.at) == "yeu" && slices.ContainsFunc(c.tokens, func(t token) bool { return t.fold == "lai" })
		case sigBut:
			s.goesOn = s.goesOn || ended && !c.done && !c.remarks() && (c.index == 0 || !r.formerly(&r.clauses[c.index-1]))
		}
	}
	first := 0
	for first < len(c.tokens)-1 && c.tokens[first].kind == punct {
		first++
	}
	switch wordAt(c.tokens, first) {
	case "gio", "bay": // "giờ làm", "bây giờ mới chạy"
		s.goesOn = s.goesOn || ended && !c.done && len(c.tokens)-first > 1
	case "quen": // "xong rồi, quên gửi"
		switch wordAt(c.tokens, first+1) {
		case "gui", "nop", "trinh", "dinh", "kem", "up", "ky":
			s.goesOn = s.goesOn || ended && !c.done
		}
	case "tru": // "xong tất, trừ phụ lục"
		s.goesOn = s.goesOn || ended && !c.done && (c.tokens[first].text == "trừ" || c.leavesOut())
	case "con", "rieng": // "còn vòng 2"
		if next := wordAt(c.tokens, first+1); next != "gi" && next != "nua" && next != "lai" {
			s.goesOn = s.goesOn || ended && !c.done
		}
	}
	s.goesOn = s.goesOn || ended && !c.done && r.takesBack(c)
	s.goesOn = s.goesOn || !c.done && r.comes(c) || (ended || c.done) && r.bareWait(c)
}

// noNeedOf reports whether "khỏi" stands before what there is no need of: "khỏi đợi nhắc".
func (c *clause) noNeedOf(h hit) bool {
	t := tokenAt(c.tokens, h.at-1-c.at)
	return t.text == "khỏi" || t.text == "khoi"
}

// bareWait reports whether a clause of a text without marks begins or ends with
// "cho", which may be "chờ", and does not address anybody: "cho sep ky".
func (r *reading) bareWait(c *clause) bool {
	if !r.bare {
		return false
	}
	last := len(c.tokens) - 1
	for last > 0 && (c.tokens[last].kind == punct || politeWords[c.tokens[last].fold]) {
		last--
	}
	if last > 0 && c.tokens[last].fold == "cho" {
		return true
	}
	for _, h := range c.hits {
		if next := wordAt(c.tokens, h.end+1-c.at); h.signal == sigDone && !c.has(sigAct) && wordAt(c.tokens, h.end-c.at) == "cho" && !isPerson(next) && !askers[next] && tokenAt(c.tokens, h.end+1-c.at).kind == word && next != "ca" && next != "cac" && next != "tat" && next != "toan" {
			return true // "xong cho y kien"
		}
	}
	if wordAt(c.tokens, 0) != "cho" {
		return false
	}
	switch wordAt(c.tokens, 1) {
	case "em", "e", "hoi", "minh", "phong", "xin", "phep", "anh", "chi":
		return false
	}
	return true
}

// remarks reports whether what follows "nhưng" takes nothing from an end: that
// it came late, that the document is still missing.
func (c *clause) remarks() bool {
	if c.has(sigNoProof) || c.has(sigNot) && c.has(sigBlocked) {
		return true
	}
	for _, t := range c.tokens {
		switch t.fold {
		case "tre", "cham", "muon", "quen", "on", "tot":
			return true
		}
	}
	return c.notShown()
}

// notShown reports whether a clause says that the system does not show what has
// been done: "hệ thống chưa cập nhật".
func (c *clause) notShown() bool {
	machine := false
	for i, t := range c.tokens {
		switch pairAt(c.tokens, i) {
		case "he thong", "phan mem":
			machine = true
		case "cap nhat", "ghi nhan", "hien thi":
			return machine
		}
		machine = machine || t.fold == "bot" || t.fold == "app" || t.fold == "bang"
	}
	return false
}

// lacks reports whether "chưa" at hit k says that something is still missing.
// "chưa bao giờ trễ" and "chưa có vướng mắc" do not.
func (c *clause) lacks(k int) bool {
	switch wordAt(c.tokens, c.hits[k].end-c.at) {
	case "bao", "tung", "he", "tre", "cham", "muon", "qua":
		return false
	case "toi", "den", "het":
		if wordAt(c.tokens, c.hits[k].end-c.at+1) == "han" {
			return false
		}
	}
	if c.noneWithout(k) || c.notShown() {
		return false
	}
	for i := c.hits[k].end - c.at; i < len(c.tokens); i++ {
		switch c.tokens[i].fold {
		case "tre", "cham", "muon":
			return false // "chưa việc nào chậm"
		}
	}
	for _, h := range c.hits[k+1:] {
		if h.signal == sigBlocked {
			return false
		}
	}
	return true
}

// noneWithout reports whether "không còn …" stands before "chưa" at hit k, which then
// says that all is done: "không còn nội dung nào chưa thực hiện".
func (c *clause) noneWithout(k int) bool {
	for _, h := range c.hits[:k] {
		if i := h.end - c.at; h.signal == sigNot && (wordAt(c.tokens, i) == "con" || wordAt(c.tokens, i) == "co") {
			return true
		}
	}
	return false
}

// pastIn reports whether a clause speaks of a day of the past, and not that of a
// document.
func (r *reading) pastIn(c *clause) bool {
	for _, d := range c.dates {
		if d.past && !r.documentDate(d) {
			return true
		}
	}
	return false
}

// near reports whether a day and month lie nearer in the past than ahead.
func (r *reading) near(d chatDate) bool {
	if d.dayOnly && wordAt(r.tokens, d.at-1) != "hom" && !r.clauseAt(d.at).said() {
		return false // "mùng 10 bế giảng"
	}
	return d.figure && d.back != 0 && d.back < d.ahead && r.ctx.Today-d.back < d.ahead-r.ctx.Today
}

// comes reports whether a clause has a day to come and no word of the past.
func (r *reading) comes(c *clause) bool {
	if c.said() {
		return false
	}
	for _, d := range r.ownDates(c) {
		if d.later || d.ahead > r.ctx.Today && !r.near(d) && !r.named(d) {
			return true
		}
	}
	return false
}

// carried reports whether "đã" of the clause before reaches into one with a day
// of the past: "đã chỉnh sửa, ban hành ngày 16/11".
func (r *reading) carried(c *clause) bool {
	if c.index == 0 {
		return false
	}
	before := &r.clauses[c.index-1]
	if before.has(sigPast) && c.index+1 < len(r.clauses) && r.clauses[c.index+1].has(sigAlready) && len(c.tokens) <= 4 && c.plain() {
		return true // "đã đóng dấu, phát hành, lưu hồ sơ rồi"
	}
	if !before.has(sigPast) || before.tokens[len(before.tokens)-1].fold != "," || c.has(sigFuture) || c.has(sigOngoing) || c.has(sigNotYet) {
		return false
	}
	for _, d := range r.ownDates(c) {
		if r.near(d) {
			return true
		}
	}
	return r.thisMorning(c)
}

// ahead reports whether a clause's own date makes its end a promise: a day to
// come, without "đã". A day and month that are nearer in the past are past.
func (r *reading) ahead(c *clause) bool {
	for _, d := range r.ownDates(c) {
		if r.tokens[d.at].fold == "sang" && d.back == r.ctx.Today && d.at > c.at && !c.has(sigFuture) {
			continue // "xong sáng nay"
		}
		if d.later || !c.said() && d.ahead >= r.ctx.Today && !r.near(d) && !r.since(d) && !r.named(d) {
			return true
		}
	}
	return false
}

// since reports whether "từ" or "hồi" stands before a date: nothing has ended
// since a day to come.
func (r *reading) since(d chatDate) bool {
	if d.back == 0 || d.back > r.ctx.Today {
		return false
	}
	switch tokenAt(r.tokens, d.at-1).text {
	case "từ", "tu", "hồi", "hoi":
		return true
	}
	return false
}

// A day and month up to nextMonth ahead and more than longAgo back is meant to
// come, and "đã" beside it cannot be right.
const (
	nextMonth = 31
	longAgo   = 300
)

// notYetCome reports whether a clause says "đã" of a day to come.
func (r *reading) notYetCome(c *clause) bool {
	if !c.said() || c.has(sigPast) && c.has(sigAlready) {
		return false
	}
	for _, d := range r.ownDates(c) {
		if d.later || d.ahead <= r.ctx.Today || wordAt(r.tokens, d.at-1) == "hom" || r.since(d) {
			continue
		}
		if d.back == d.ahead || d.back == 0 || d.figure && d.ahead-r.ctx.Today < nextMonth && r.ctx.Today-d.back > longAgo {
			return true
		}
	}
	return false
}

// ownDates returns the dates of a clause that say when something ends.
func (r *reading) ownDates(c *clause) []chatDate {
	var list []chatDate
	for _, d := range c.dates {
		if !d.past && !r.oldDate(d) && !r.documentDate(d) {
			list = append(list, d)
		}
	}
	return list
}
