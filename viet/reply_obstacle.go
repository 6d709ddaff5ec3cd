package viet

import "strings"

// obstructed looks for obstacles, and for whom the work waits on: somebody
// outside, or a signature inside, which is progress.
func (r *reading) obstructed(c *clause, s *summary) {
	if s.done && r.wentOn(c) {
		return
	}
	if !s.done && (c.lacksMeans() || c.cannot() || c.needsHelp() || c.othersFail() || c.nobodyDoes() || c.ranOut() || c.struck()) {
		s.blocked = true
	}
	for k, h := range c.hits {
		switch h.signal {
		case sigBlocked:
			switch {
			case c.cause && c.index > 0 && r.clauses[c.index-1].endsDenying(), c.busy(h), c.deniedAfter(h), c.season(h), r.formerly(c):
			case c.solved():
				s.worked = true
			case c.sentShort(k):
				s.worked, s.partial = true, true
			case !c.deniedBefore(k) && !c.clearedBefore(h.at) && !r.deniedToo(c, h):
				s.blocked = true
			}
		case sigMissing:
			s.blocked = true
		case sigWh:
			s.blocked = s.blocked || c.rhetorical(h) && (c.has(sigNotYet) || c.has(sigNot) || c.has(sigNoProof))
		case sigAsk:
			if r.bare && h.at == c.at && h.end-h.at == 1 && c.tokens[0].fold == "cho" && len(c.dates) == 0 && !c.has(sigExtend) && c.awaited(1) {
				s.blocked, s.blockedBy = true, Likely // "cho cong van tra loi cua Cuc"
			}
		case sigNoProof:
			s.blocked = s.blocked || !s.done && wordAt(c.tokens, h.at-c.at) == "chua" && wordAt(c.tokens, h.at-c.at+2) == "van"
		case sigWait:
			if c.deniedBefore(k) || c.noNeedOf(h) {
				continue
			}
			if r.waitsUntil(c, h) {
				continue
			}
			switch outside, inside := r.waitsOn(c, h); {
			case outside, !inside && len(c.dates) == 0 && c.awaitsThing(h):
				s.blocked = true
			case inside || len(c.dates) > 0 || !c.endsWith(h.end) || h.end-h.at > 1:
				s.worked, s.partial = true, true
			default:
				s.blocked, s.blockedBy = true, Likely
			}
		}
	}
}

// waitsUntil reports whether a clause waits for a time to come and for nobody: "chờ qua
// tháng".
func (r *reading) waitsUntil(c *clause, wait hit) bool {
	for _, d := range c.dates {
		if d.at == wait.end && c.endsWith(d.end) {
			return true
		}
	}
	return false
}

// farthestWait is how many tokens behind "chờ" may say whom it waits on.
const farthestWait = 16

// waitsOn tells whom a clause waits on. An opinion or a figure is an obstacle
// unless somebody inside the office gives it: "chờ ý kiến các phòng".
func (r *reading) waitsOn(c *clause, wait hit) (outside, inside bool) {
	opinion := false
	switch wordAt(r.tokens, wait.at+1) {
	case "bo", "so", "tinh":
		outside = wait.end-wait.at == 2 // "cho Bo" without its marks
	}
	for i := wait.at; i < min(c.end, wait.at+farthestWait); {
		sig, n := phraseAt(r.tokens, i, c.end)
		inside = inside || sig == sigInside || r.tokens[i].fold == "ky"
		outside = outside || sig == sigOutside
		opinion = opinion || sig == sigOpinion
		outside = outside || r.otherSide(i) || r.tokens[i].fold == "p" && wordAt(r.tokens, i+1) == "." || i >= wait.end && agentAt(r.tokens[i:c.end])
		if sig != sigInside {
			n = 1 // "chờ phòng" holds "phòng"
		}
		i += n
	}
	if opinion && !inside && r.any(sigInside) && c.endsWith(wait.end) {
		inside = true // "đã gửi Phó GĐ xem, chờ ý kiến"
	}
	return outside || !inside && (opinion || r.shortName(wait.end)), inside
}

// ownSteps are what a clause may wait for that is done inside; folded.
var ownSteps = newPhrases(map[string]bool{
	"phat hanh": true, "dong dau": true, "in": true, "photo": true, "hop": true, "hoi y": true, "ban hanh": true, "vao so": true, "van thu": true, "chu ky": true,
	"thong qua": true, "nghiem thu": true, "trinh": true, "chot": true, "den": true, "toi": true, "qua": true, "het": true, "xong": true, "sap xep": true, "nua": true, "mai": true,
	"lich": true, "gio": true, "luc": true, "khi": true, "dot": true, "cuoi": true, "dau": true, "ra": true, "them": true, "chut": true, "ti": true, "xiu": true,
	"em": true, "anh": true, "chi": true, "minh": true, "toi lam": true, "dip": true,
})

// awaitsThing reports whether something is named behind a word of waiting that is no step
// of the office's own: "đợi thông tư mới".
func (c *clause) awaitsThing(wait hit) bool {
	i := wait.end - c.at
	if wait.end-wait.at > 1 || i >= len(c.tokens) || c.tokens[i].kind != word || politeWords[c.tokens[i].fold] || c.has(sigDone) || c.has(sigAct) {
		return false
	}
	_, n := ownSteps.at(c.tokens, i)
	return n == 0 && !particles.has(c.tokens[i]) && signalAt(c.tokens, i, len(c.tokens)) != sigFiller || c.tokens[i].text == "số"
}

// papers are what others send and work waits for; folded.
var papers = newPhrases(map[string]bool{"cong van": true, "van ban": true, "nghi quyet": true, "nghi dinh": true, "thong tu": true, "huong dan": true, "ket qua": true, "so lieu": true, "kinh phi": true, "quyet dinh": true})

// awaited reports whether others, or what they send, are named at token i.
func (c *clause) awaited(i int) bool {
	_, n := papers.at(c.tokens, i)
	return n > 0 || agentAt(c.tokens[i:])
}

// otherSide reports whether "bên" at i names others than the office's own people:
// "bên tài chính", not "bên em", "bên văn thư".
func (r *reading) otherSide(i int) bool {
	if r.tokens[i].fold != "ben" {
		return false
	}
	switch wordAt(r.tokens, i+1) {
	case "em", "e", "minh", "toi", "ta", "chung", "van", "hanh", "":
		return false
	}
	return true
}

// shortName reports whether the short name of a unit stands at i: "chờ KHTC".
func (r *reading) shortName(i int) bool {
	t := tokenAt(r.tokens, i)
	if t.kind != word || t.end-t.start < 2 {
		return false
	}
	raw := r.text[t.start:t.end]
	return raw == strings.ToUpper(raw)
}

// solved reports whether a clause says that an obstacle is out of the way:
// "vướng mắc đã được tháo gỡ".
func (c *clause) solved() bool {
	if !c.said() && !c.has(sigDone) || c.has(sigNotYet) || c.has(sigNot) {
		return false
	}
	for i := range c.tokens {
		next := wordAt(c.tokens, i+1)
		switch wordAt(c.tokens, i) + " " + next {
		case "thao go", "giai quyet", "khac phuc", "xu ly", "sua xong", "sua roi", "sua duoc", "go xong":
			return true
		}
	}
	return false
}

// busy reports whether what holds at a hit is other business of oneself: "kẹt họp".
func (c *clause) busy(h hit) bool {
	switch wordAt(c.tokens, h.end-1-c.at) {
	case "ket", "vuong", "mac":
		switch wordAt(c.tokens, h.end-c.at) {
		case "hop", "lich", "tiec", "dam":
			return true
		}
	}
	return false
}

// sentShort reports whether "thiếu" at hit k says that what was sent is not whole:
// "em nộp thiếu phụ lục".
func (c *clause) sentShort(k int) bool {
	h := c.hits[k]
	return wordAt(c.tokens, h.at-c.at) == "thieu" && k > 0 && c.hits[k-1].end == h.at && (c.hits[k-1].signal == sigAct || c.hits[k-1].signal == sigWork)
}

// deniedToo reports whether an obstacle that begins a clause goes on a list that was
// denied: "không có khó khăn, vướng mắc".
func (r *reading) deniedToo(c *clause, h hit) bool {
	if c.index == 0 || h.at != c.at {
		return false
	}
	before := &r.clauses[c.index-1]
	if before.tokens[len(before.tokens)-1].fold != "," {
		return false
	}
	for k, b := range before.hits {
		if b.signal == sigBlocked && b.end >= before.end-1 {
			return before.deniedBefore(k) || r.deniedToo(before, b)
		}
	}
	return false
}

// wentOn reports whether what was in the way only made the work harder, as the next clause
// says: "máy scan hỏng nên phải gõ lại cả buổi".
func (r *reading) wentOn(c *clause) bool {
	if c.index+1 >= len(r.clauses) || c.has(sigBut) {
		return false
	}
	next := &r.clauses[c.index+1]
	return next.cause && wordAt(next.tokens, 0) == "nen" && !next.has(sigNotYet) && !next.has(sigNot) && !next.has(sigBlocked) && !next.stuck() && !next.late() && !r.comes(next)
}

// endsDenying reports whether a clause ends in "không phải": "không phải do vướng gì".
func (c *clause) endsDenying() bool {
	last := len(c.tokens) - 1
	return last > 0 && c.tokens[last].fold == "phai" && c.tokens[last-1].fold == "khong"
}

// formerly reports whether a clause tells of an obstacle of the beginning, and the next that
// it is over: "lúc đầu có vướng kinh phí nhưng gỡ được rồi".
func (r *reading) formerly(c *clause) bool {
	switch i := c.firstWord(); pairAt(c.tokens, i) {
	case "hom truoc", "bua truoc", "luc nay", "hoi nay", "ban nay":
		return c.index > 0 && r.clauses[c.index-1].done || c.index > 1 && r.clauses[c.index-2].done
	}
	if c.index+1 >= len(r.clauses) {
		return false
	}
	switch i := c.firstWord(); pairAt(c.tokens, i) {
	case "luc dau", "ban dau", "hoi dau", "truoc do", "dot truoc", "truoc day":
	default:
		return false
	}
	next := &r.clauses[c.index+1]
	return next.has(sigBut) && next.said() && !next.has(sigNotYet) && !next.has(sigNot)
}

// season reports whether what befalls at a hit names a time or a task: "trước mùa lũ", "phòng
// chống bão".
func (c *clause) season(h hit) bool {
	if w := wordAt(c.tokens, h.end-c.at); wordAt(c.tokens, h.end-1-c.at) == "ai" && (w == "ghi" || w == "nhan" || w == "xem" || w == "tick" || w == "cap") {
		return true // "xong rồi mà không ai ghi nhận"
	}
	if next := wordAt(c.tokens, h.end-c.at); c.tokens[h.at-c.at].fold == "kk" && (next == "xong" || next == "da") {
		return true // a laugh
	}
	switch wordAt(c.tokens, h.end-1-c.at) {
	case "lu", "bao", "lut", "ngap":
	default:
		return false
	}
	for i := h.at - c.at - 1; i >= 0 && i >= h.at-c.at-2; i-- {
		switch c.tokens[i].fold {
		case "mua", "chong", "tranh", "thoat":
			return true
		}
	}
	return false
}

// deniedAfter reports whether "gì đâu" or "đâu" behind an obstacle denies it: "vướng gì
// đâu".
func (c *clause) deniedAfter(h hit) bool {
	i := h.end - c.at
	if wordAt(c.tokens, i) == "gi" {
		i++
	}
	return tokenAt(c.tokens, i).text == "đâu" && c.endsWith(c.at+i+1)
}

// clearedBefore reports whether "hết", "gỡ" or a word of mending stands before an
// obstacle: "chỉnh lỗi chính tả".
func (c *clause) clearedBefore(at int) bool {
	switch wordAt(c.tokens, at-1-c.at) {
	case "chinh", "sua", "soat", "ra", "do", "va":
		return wordAt(c.tokens, at-c.at) == "loi"
	case "bao", "qua", "vuot":
		return wordAt(c.tokens, at-c.at) == "kho" // "sau bao khó khăn"
	case "het", "go", "xu", "co":
		return wordAt(c.tokens, at-1-c.at) != "co" || wordAt(c.tokens, at-2-c.at) == "khong" || wordAt(c.tokens, at-2-c.at) == "ko"
	}
	return false
}
