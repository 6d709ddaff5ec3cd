package viet

import "strings"

// summary is what the clauses of a piece amount to.
type summary struct {
	done       bool // a whole end is said
	partial    bool // the end of a part, or a future end
	open       bool // "chưa xong"
	notStarted bool // "chưa làm", "chưa"
	worked     bool // "đang", "đã làm"
	blocked    bool
	blockedBy  Confidence
	hedged     bool
	impossible bool // done on a day to come
	notYet     bool
	later      bool // "để kiểm tra lại"
	same       bool
	future     bool
	promised   bool // a day that can only be a promise
	goesOn     bool // beside an end, something is under way, comes or lacks
	handedOn   bool // a step after which others act, and no end after it
	vague      bool // sent to somebody, and not said what
	acted      bool // the end is a signature, or a document: no plain word of it
}

func (r *reading) summary() summary {
	s := summary{later: r.any(sigLater), same: r.any(sigSame)}
	for i := range r.clauses {
		c := &r.clauses[i]
		if c.question {
			continue
		}
		s.hedged = s.hedged || c.hedges()
		s.future = s.future || c.has(sigFuture)
		s.notYet = s.notYet || c.has(sigNotYet)
		before := s.done
		r.finished(c, &s)
		r.working(c, &s)
		r.obstructed(c, &s)
		r.goesOn(c, before, &s)
		s.partial = s.partial || r.someOf(c)
		s.blocked = s.blocked || r.delayed(i)
	}
	for _, d := range r.dates {
		if d.later && !r.oldDate(d) {
			s.promised = true
		}
	}
	return s
}

// hedges reports whether a clause is a guess or hearsay. "chưa rõ" and "chắc"
// count, "chắc chắn" does not.
func (c *clause) hedges() bool {
	for _, h := range c.hits {
		if h.signal != sigHedge {
			continue
		}
		first := c.tokens[h.at-c.at]
		if first.fold == "chac" && wordAt(c.tokens, h.at-c.at+1) == "chan" {
			continue
		}
		return true
	}
	return false
}

// finished looks for words that end work and says whether they hold.
func (r *reading) finished(c *clause, s *summary) {
	for k, h := range c.hits {
		switch h.signal {
		case sigDone:
			if c.othersAct(h.at) {
				continue
			}
		case sigSubmit:
			if c.deniedBefore(k) {
				s.open = true
				continue
			}
			s.handedOn, s.worked = true, true
			continue
		case sigInside:
			if w := wordAt(c.tokens, h.at-c.at); w != "phe" && w != "duyet" || !r.ended(c, k) {
				continue
			}
		case sigAct:
			if !r.ended(c, k) {
				if c.has(sigNotYet) || c.deniedBefore(k) {
					s.open = true
				} else if r.promises {
					s.partial = true // "thứ 5 nộp"
					c.counts = r.counted(c, h)
				}
				continue
			}
			if c.othersBefore(h.at) || c.othersAct(h.at) || c.countBefore(h.at) {
				continue
			}
			switch r.sent(c, k) {
			case onward:
				s.partial = true
				continue
			case unsaid:
				s.vague, c.done, r.ends = true, true, true
				continue
			}
		case sigWork:
			if !c.said() || !c.has(sigFull) || c.has(sigNotYet) || c.deniedBefore(k) || r.any(sigOngoing) {
				continue
			}
		default:
			continue
		}
		switch {
		case c.denied(k):
			s.open = true
		case r.notYetCome(c):
			s.impossible = true
		case c.limited(k) || c.governed(k) || r.stepOnly(c, h) || c.countBefore(h.at) || r.counted(c, h) || r.ordinal(c, h) || r.ahead(c):
			s.partial = true
		default:
			s.done, s.handedOn, c.done, r.ends = true, false, true, true
			s.acted = s.acted || h.signal == sigInside
		}
	}
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

// ended reports whether a word as "gửi" is said of the past.
func (r *reading) ended(c *clause, k int) bool {
	for j, h := range c.hits {
		if j < k && h.signal == sigPast && c.hits[k].at-h.end <= 4 || j > k && h.signal == sigAlready {
			return true
		}
	}
	return r.pastIn(c) || r.carried(c)
}

// carried reports whether "đã" of the clause before reaches into one with a day
// of the past: "đã chỉnh sửa, ban hành ngày 16/11".
func (r *reading) carried(c *clause) bool {
	if c.index == 0 {
		return false
	}
	before := &r.clauses[c.index-1]
	if !before.has(sigPast) || before.tokens[len(before.tokens)-1].fold != "," || c.has(sigFuture) || c.has(sigOngoing) || c.has(sigNotYet) {
		return false
	}
	for _, d := range r.ownDates(c) {
		if r.near(d) {
			return true
		}
	}
	return false
}

// denied reports whether the end of work at hit k is not reached: "chưa" in
// its clause, "không" close before, or "đâu" after.
func (c *clause) denied(k int) bool {
	if c.deniedBefore(k) {
		return true
	}
	if at := c.hits[k].at - c.at; k > 0 && (wordAt(c.tokens, at-1) == "dau" || c.hits[k-1].signal == sigPast && wordAt(c.tokens, c.hits[k-1].at-c.at-1) == "dau") {
		return true // "đâu đã xong"
	}
	if i := c.hits[k].end - c.at; wordAt(c.tokens, i) == "dau" && !c.tokens[i].marked() {
		return true // "da xong dau" without its marks
	}
	for j, h := range c.hits {
		switch h.signal {
		case sigNotYet:
			return true
		case sigDenied:
			if j > k {
				return true
			}
		case sigWh:
			if j > k && wordAt(c.tokens, h.at-c.at) == "dau" {
				return true
			}
		}
	}
	return false
}

// limited reports whether a clause says that not the whole is done, or not
// yet: "sắp xong", "xong phần 1", "dự thảo xong", "sẽ xong", "nếu xong".
func (c *clause) limited(k int) bool {
	for j, h := range c.hits {
		switch h.signal {
		case sigLimit, sigDraft, sigIf, sigFuture, sigOngoing, sigWait:
			return true
		case sigSometime:
			if !c.said() {
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

// said reports whether "đã" or "rồi" stands in a clause.
func (c *clause) said() bool { return c.has(sigPast) || c.has(sigAlready) }

// ahead reports whether a clause's own date makes its end a promise: a day to
// come, without "đã". A day and month that are nearer in the past are past.
func (r *reading) ahead(c *clause) bool {
	for _, d := range r.ownDates(c) {
		if d.later || !c.said() && d.ahead >= r.ctx.Today && !r.near(d) && !r.since(d) {
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
	if !c.said() {
		return false
	}
	for _, d := range r.ownDates(c) {
		if d.later || d.ahead <= r.ctx.Today {
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

// othersBefore reports whether somebody else is the subject: "các phòng đã
// gửi", "Bộ đã ban hành".
func (c *clause) othersBefore(at int) bool {
	for i := c.at; i < at; i++ {
		switch w := c.tokens[i-c.at]; {
		case w.fold == "cac" && i+1 < at && (wordAt(c.tokens, i+1-c.at) == "phong" || wordAt(c.tokens, i+1-c.at) == "don" || wordAt(c.tokens, i+1-c.at) == "xa" || wordAt(c.tokens, i+1-c.at) == "so"):
			return true
		case w.text == "bộ" && wordAt(c.tokens, i+1-c.at) != "phan":
			return true
		}
	}
	return false
}

// The words of work that has begun when it is done at all.
var startWords = map[string]bool{"lam": true, "thuc": true, "trien": true, "tien": true, "ra": true}

// working looks for work under way and work not begun.
func (r *reading) working(c *clause, s *summary) {
	for k, h := range c.hits {
		switch h.signal {
		case sigOngoing, sigTrack:
			if !c.deniedBefore(k) {
				s.worked = true
			}
		case sigWork:
			if !c.has(sigNotYet) && !c.deniedBefore(k) && (c.said() || c.has(sigLimit) || r.justBegun(c, h)) {
				s.worked = true
			}
			if len(r.dates) > 0 && c.has(sigFuture) || !c.has(sigNotYet) && r.comes(c) {
				s.worked = true
			}
		case sigBegin:
			if w := wordAt(r.tokens, h.at-1); c.said() || w == "moi" || w == "dang" {
				s.worked = s.worked || !c.has(sigNotYet)
			}
		case sigLimit:
			switch r.tokens[h.at].fold {
			case "con", "chi", "tru", "ngoai", "lau": // "còn mỗi chữ ký"
				s.partial = s.partial || !c.deniedBefore(k)
			case "sap", "gan", "phan", "hau", "da", "nua", "mot": // "được phần lớn rồi"
				s.partial = s.partial || c.has(sigAlready) && !c.deniedBefore(k)
			}
		case sigDraft:
			s.worked = s.worked || c.said()
		case sigNotYet:
			if c.othersAct(h.at) || c.otherOffice(h.at) {
				s.blocked = true // "Sở Tài chính chưa cấp tiền"
				continue
			}
			r.notBegun(c, k, s)
		}
	}
}

// justBegun reports whether "vẫn" or "mới" stands before work that goes on, and
// nothing before "mới": "tháng 12 mới làm" says when it begins.
func (r *reading) justBegun(c *clause, h hit) bool {
	switch w := wordAt(r.tokens, h.at-1); {
	case h.at <= c.at:
		return false
	case w == "van":
		return true
	case w == "moi":
		for i := c.at; i < h.at-1; i++ {
			if !isFiller(r.tokens[i]) {
				return false
			}
		}
		return true
	}
	return false
}

// notBegun reads what "chưa" denies: work or a beginning, or nothing at all.
func (r *reading) notBegun(c *clause, k int, s *summary) {
	for _, h := range c.hits[k+1:] {
		switch h.signal {
		case sigDone, sigAct, sigSubmit, sigInside:
			s.open = true
			return
		case sigBegin:
			s.notStarted = true
			return
		case sigWork:
			if startWords[r.tokens[h.at].fold] {
				s.notStarted = s.notStarted || !c.doneAfter(h.end)
			}
			s.open = s.open || !startWords[r.tokens[h.at].fold]
			return
		}
	}
	if k == firstOf(c.hits) && (c.endsWith(c.hits[k].end) || c.endsInWhat()) {
		s.notStarted = true
	}
}

// endsInWhat reports whether a clause ends in "gì": "chưa rục rịch gì".
func (c *clause) endsInWhat() bool {
	for i := len(c.tokens) - 1; i > 0; i-- {
		if t := c.tokens[i]; t.kind == word && !politeWords[t.fold] {
			return t.fold == "gi"
		}
	}
	return false
}

func (c *clause) doneAfter(at int) bool {
	for _, h := range c.hits {
		if h.signal == sigDone && h.at >= at {
			return true
		}
	}
	return false
}

// firstOf returns the index of the first hit that is no filler.
func firstOf(hits []hit) int {
	for i, h := range hits {
		switch h.signal {
		case sigFiller, sigReceipt, sigOngoing:
		default:
			return i
		}
	}
	return len(hits)
}

// obstructed looks for obstacles, and for whom the work waits on: somebody
// outside, or a signature inside, which is progress.
func (r *reading) obstructed(c *clause, s *summary) {
	for k, h := range c.hits {
		switch h.signal {
		case sigBlocked:
			switch {
			case c.solved():
				s.worked, s.partial = true, true
			case !c.deniedBefore(k) && !c.clearedBefore(h.at):
				s.blocked = true
			}
		case sigMissing:
			s.blocked = true
		case sigNoProof:
			s.blocked = s.blocked || !s.done && wordAt(c.tokens, h.at-c.at) == "chua" && wordAt(c.tokens, h.at-c.at+2) == "van"
		case sigWait:
			if c.deniedBefore(k) {
				continue
			}
			switch outside, inside := r.waitsOn(c, h); {
			case outside:
				s.blocked = true
			case inside || len(c.dates) > 0 || !c.endsWith(h.end) || h.end-h.at > 1:
				s.worked, s.partial = true, true
			default:
				s.blocked, s.blockedBy = true, Likely
			}
		}
	}
}

// farthestWait is how many tokens behind "chờ" may say whom it waits on.
const farthestWait = 16

// waitsOn tells whom a clause waits on. An opinion or a figure is an obstacle
// unless somebody inside the office gives it: "chờ ý kiến các phòng".
func (r *reading) waitsOn(c *clause, wait hit) (outside, inside bool) {
	opinion := false
	for i := wait.at; i < min(c.end, wait.at+farthestWait); {
		sig, n := phraseAt(r.tokens, i, c.end)
		inside = inside || sig == sigInside || r.tokens[i].fold == "ky"
		outside = outside || sig == sigOutside
		opinion = opinion || sig == sigOpinion
		if sig != sigInside {
			n = 1 // "chờ phòng" holds "phòng"
		}
		i += n
	}
	return outside || !inside && (opinion || r.shortName(wait.end)), inside
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
	if !c.said() || c.has(sigNotYet) || c.has(sigNot) {
		return false
	}
	for i := range c.tokens {
		next := wordAt(c.tokens, i+1)
		switch wordAt(c.tokens, i) + " " + next {
		case "thao go", "giai quyet", "khac phuc", "xu ly":
			return true
		}
	}
	return false
}

// clearedBefore reports whether "hết", "gỡ" stands before an obstacle.
func (c *clause) clearedBefore(at int) bool {
	switch wordAt(c.tokens, at-1-c.at) {
	case "het", "go", "xu", "co":
		return wordAt(c.tokens, at-1-c.at) != "co" || wordAt(c.tokens, at-2-c.at) == "khong" || wordAt(c.tokens, at-2-c.at) == "ko"
	}
	return false
}

// signalAt returns the signal of the phrase that begins at i.
func signalAt(tokens []token, i, end int) signal {
	sig, _ := phraseAt(tokens, i, end)
	return sig
}

// phraseAt returns the signal of the phrase that begins at i, and its length,
// at least one.
func phraseAt(tokens []token, i, end int) (signal, int) {
	h := chatLexicon.first(tokens[i:min(i+3, end)])
	return h.signal, max(h.end, 1)
}
