package viet

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
		r.finished(c, &s)
		r.working(c, &s)
		r.obstructed(c, &s)
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
		case sigAct:
			if !r.ended(c, k) {
				if c.has(sigNotYet) || c.deniedBefore(k) {
					s.open = true
				} else if r.promisedDay() {
					s.partial = true // "thứ 5 nộp"
				}
				continue
			}
			if c.othersBefore(h.at) || c.countBefore(h.at) {
				continue
			}
		case sigWork:
			past := c.has(sigPast) || c.has(sigAlready)
			if !past || !c.has(sigFull) || c.has(sigNotYet) || c.deniedBefore(k) || r.any(sigOngoing) {
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
		case c.limited(k) || c.countBefore(h.at) || r.counted(c, h) || r.ahead(c):
			s.partial = true
		default:
			s.done = true
		}
	}
}

// promisedDay reports whether a day is said that may be a promise.
func (r *reading) promisedDay() bool {
	for _, d := range r.dates {
		if !d.past && !r.documentDate(d) && !r.oldDate(d) {
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
	for _, d := range r.dates {
		if d.at >= c.at && d.at < c.end && d.past {
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
		case sigLimit, sigDraft, sigIf:
			return true
		case sigAsk: // "đề nghị hoàn thành"
			if w := wordAt(c.tokens, h.at-c.at); j < k && w != "xin" && w != "cho" && !c.has(sigPast) {
				return true
			}
		case sigFuture, sigOngoing:
			if j < k || h.at > c.hits[k].end {
				return j < k || h.signal == sigFuture
			}
			return true
		case sigWait:
			return true
		}
	}
	return false
}

// counted reports whether a number of things follows: "xong 96 cái", "xong
// 4/6 phòng". Equal counts, as 15/15, are the whole.
func (r *reading) counted(c *clause, h hit) bool {
	t := tokenAt(r.tokens, h.end)
	if h.end >= c.end || t.kind != number {
		return false
	}
	for _, d := range r.dates {
		if d.at <= h.end && h.end < d.end {
			return false
		}
	}
	if wordAt(r.tokens, h.end+1) == "/" {
		return tokenAt(r.tokens, h.end+2).n != t.n
	}
	return wordAt(r.tokens, h.end+1) != "%" && wordAt(r.tokens, h.end+1) != "phan"
}

// countBefore reports whether only some of several are counted before a word:
// "3 phòng đã nộp", "4/6 văn bản xong". Equal counts, as 15/15, are the whole.
func (c *clause) countBefore(at int) bool {
	for i := 0; i < at-c.at; i++ {
		t := c.tokens[i]
		if t.kind != number {
			continue
		}
		if wordAt(c.tokens, i+1) == "/" && tokenAt(c.tokens, i+2).kind == number {
			if tokenAt(c.tokens, i+2).n != t.n && countNouns[wordAt(c.tokens, i+3)] {
				return true
			}
			i += 2
			continue
		}
		switch wordAt(c.tokens, i+1) {
		case "phong", "don", "xa", "nguoi", "trung", "huyen":
			return true
		}
	}
	return false
}

// ahead reports whether a clause's own date makes its end a promise: a day to
// come, without "đã". A day and month that are nearer in the past are past.
func (r *reading) ahead(c *clause) bool {
	said := c.has(sigPast) || c.has(sigAlready)
	for _, d := range r.ownDates(c) {
		near := d.figure && d.back != 0 && d.back < d.ahead && r.ctx.Today-d.back < d.ahead-r.ctx.Today
		if d.later || !said && d.ahead > r.ctx.Today && !near {
			return true
		}
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
	if !c.has(sigPast) && !c.has(sigAlready) {
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
	for _, d := range r.dates {
		if d.at >= c.at && d.at < c.end && !d.past && !r.oldDate(d) && !r.documentDate(d) {
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
		case sigOngoing:
			if !c.deniedBefore(k) {
				s.worked = true
			}
		case sigWork:
			if !c.has(sigNotYet) && !c.deniedBefore(k) && (c.has(sigPast) || c.has(sigAlready) || c.has(sigLimit)) {
				s.worked = true
			}
			if len(r.dates) > 0 && c.has(sigFuture) {
				s.worked = true
			}
		case sigBegin:
			if c.has(sigPast) || c.has(sigAlready) {
				s.worked = s.worked || !c.has(sigNotYet)
			}
		case sigLimit:
			switch r.tokens[h.at].fold {
			case "con", "chi", "tru", "ngoai", "lau": // "còn mỗi chữ ký"
				s.partial = s.partial || !c.deniedBefore(k)
			}
		case sigDraft:
			s.worked = s.worked || c.has(sigPast) || c.has(sigAlready)
		case sigNotYet:
			r.notBegun(c, k, s)
		}
	}
}

// notBegun reads what "chưa" denies: work or a beginning, or nothing at all.
func (r *reading) notBegun(c *clause, k int, s *summary) {
	for _, h := range c.hits[k+1:] {
		switch h.signal {
		case sigDone, sigAct:
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
	if c.endsWith(c.hits[k].end) && k == firstOf(c.hits) {
		s.notStarted = true
	}
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
	inside, outside := -1, -1
	if c.has(sigWait) {
		inside, outside = r.lastParties(c)
	}
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
		case sigWait:
			switch {
			case outside >= h.at:
				s.blocked = true
			case inside >= h.at || r.dateIn(c):
				s.worked, s.partial = true, true
			case c.endsWith(h.end):
				s.blocked, s.blockedBy = true, Likely
			}
		}
	}
}

// lastParties finds where a clause last names somebody inside, or a signature,
// and somebody outside; -1 for nowhere.
func (r *reading) lastParties(c *clause) (inside, outside int) {
	inside, outside = -1, -1
	for i := c.at; i < c.end; i++ {
		switch sig := signalAt(r.tokens, i, c.end); {
		case sig == sigInside || r.tokens[i].fold == "ky":
			inside = i
		case sig == sigOutside:
			outside = i
		}
	}
	return inside, outside
}

// solved reports whether a clause says that an obstacle is out of the way:
// "vướng mắc đã được tháo gỡ".
func (c *clause) solved() bool {
	if !c.has(sigPast) && !c.has(sigAlready) || c.has(sigNotYet) || c.has(sigNot) {
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

func (r *reading) dateIn(c *clause) bool {
	for _, d := range r.dates {
		if d.at >= c.at && d.at < c.end {
			return true
		}
	}
	return false
}

// signalAt returns the signal of the phrase that begins at i.
func signalAt(tokens []token, i, end int) signal {
	hits := chatLexicon.scan(tokens[i:min(i+3, end)])
	if len(hits) == 0 || hits[0].at != 0 {
		return noSignal
	}
	return hits[0].signal
}
