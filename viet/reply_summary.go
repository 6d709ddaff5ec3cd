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
	goesOn     bool // beside an end, something is under way, comes or lacks
	handedOn   bool // a step after which others act, and no end after it
	vague      bool // sent to somebody, and not said what
	onlyPlans  bool // what is worked on is worked on a day to come: "mai em làm"
	step       bool // the end of a step ("họp xong"), and none after it
	acted      bool // the end is a signature, or a document: no plain word of it
}

func (r *reading) summary() summary {
	s := summary{later: r.putOff(), same: r.any(sigSame)}
	for i := range r.clauses {
		c := &r.clauses[i]
		if c.question {
			continue
		}
		s.hedged = s.hedged || c.hedges() || c.reported()
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
		s.notStarted = s.notStarted || r.startsOn(d)
	}
	s.partial = s.partial || s.step
	return s
}

// putOff reports whether the answer itself is put off: "để em xem lại". Somebody
// else who is asked to look again puts nothing off: "anh xem lại giúp".
func (r *reading) putOff() bool {
	for i := range r.clauses {
		c := &r.clauses[i]
		if c.question {
			continue
		}
		for _, h := range c.hits {
			if h.signal != sigLater {
				continue
			}
			switch wordAt(c.tokens, h.at-1-c.at) {
			case "anh", "chi", "sep", "vp", "bac", "nho", "phong", "nghi", "a":
				if wordAt(c.tokens, 0) != "de" {
					continue
				}
			}
			return true
		}
	}
	return false
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
		if first.fold == "thi" && !c.endsWith(h.end) {
			continue // "thì phải" doubts only at the end
		}
		return true
	}
	return false
}

// reported reports whether somebody else is said to have told of an end: "anh
// Hùng báo đã xong", "theo báo cáo của xã thì đã xong".
func (c *clause) reported() bool {
	if w := wordAt(c.tokens, 1) + " " + wordAt(c.tokens, 2); w == "bao cao" && wordAt(c.tokens, 3) == "cua" || wordAt(c.tokens, 0) == "theo" && (w == "bao cao" || w == "thong tin" || w == "thong bao") {
		for i := range c.tokens {
			if _, n := documentAt(c.tokens, i); n > 0 {
				return false
			}
		}
		return true
	}
	others := false
	for i, t := range c.tokens {
		switch {
		case t.fold == "em" || t.fold == "e" || t.fold == "minh" || t.fold == "toi" || t.fold == "xin" || t.fold == "tui":
			return false
		case (t.text == "báo" || t.text == "bao") && wordAt(c.tokens, i+1) != "cao" && wordAt(c.tokens, i-1) != "thong":
			for k := range c.hits {
				if at := c.hits[k].at - c.at; c.hits[k].signal == sigDone && at > i && at <= i+3 {
					return others
				}
			}
			return false
		case t.kind == word && !isYes(t):
			others = true
		}
	}
	return false
}

// finished looks for words that end work and says whether they hold.
func (r *reading) finished(c *clause, s *summary) {
	for k, h := range c.hits {
		if !r.saysEnd(c, k, s) {
			continue
		}
		switch {
		case c.denied(k):
			s.open = true
		case r.notYetCome(c):
			s.impossible = true
		case r.stepOnly(c, h) && !c.limited(k):
			s.step = true
		case c.limited(k) || c.governed(k) || c.countBefore(h.at) || r.counted(c, h) || r.ordinal(c, h) || r.ahead(c):
			s.partial = true
		default:
			s.done, s.step, s.handedOn, c.done, r.ends = true, false, false, true, true
			s.acted = s.acted || h.signal == sigInside
		}
	}
}

// saysEnd reports whether hit k says an end, of which is still to be judged
// whether it holds. What it says instead is noted.
func (r *reading) saysEnd(c *clause, k int, s *summary) bool {
	h := c.hits[k]
	switch h.signal {
	case sigDone:
		return !c.othersAct(h.at)
	case sigSubmit:
		if c.deniedBefore(k) {
			s.open = true
		} else {
			s.handedOn, s.worked = true, true
		}
	case sigExtend: // "đã nộp muộn 1 ngày"
		return k > 0 && c.hits[k-1].signal == sigPast && r.lateButSent(h)
	case sigInside:
		w := wordAt(c.tokens, h.at-c.at)
		return (w == "phe" || w == "duyet") && r.ended(c, k)
	case sigAct:
		if c.signsStep(h) {
			s.worked = s.worked || r.ended(c, k)
			return false
		}
		if r.ended(c, k) {
			return !c.othersBefore(h.at) && !c.othersAct(h.at) && !c.countBefore(h.at) && r.sentToEnd(c, k, s)
		}
		if c.has(sigNotYet) || c.deniedBefore(k) {
			s.open = true
		} else if r.promises {
			s.partial = true // "thứ 5 nộp"
			c.counts = r.counted(c, h)
		}
	case sigWork:
		return c.said() && c.has(sigFull) && !c.has(sigNotYet) && !c.deniedBefore(k) && !r.any(sigOngoing)
	}
	return false
}

// stepObjects are sent out for others to answer; folded.
var stepObjects = newPhrases(map[string]bool{
	"phieu": true, "giay moi": true, "thu moi": true, "thong bao moi": true, "ho so moi": true, "phieu khao sat": true, "de cuong": true,
})

// signsStep reports whether what is signed or issued begins work: "ký hợp đồng",
// "phát hành phiếu khảo sát".
func (c *clause) signsStep(h hit) bool {
	if _, n := stepObjects.at(c.tokens, h.end-c.at); n > 0 {
		return true
	}
	if wordAt(c.tokens, h.end-1-c.at) != "ky" {
		return false
	}
	switch wordAt(c.tokens, h.end-c.at) + " " + wordAt(c.tokens, h.end+1-c.at) {
	case "hop dong", "cam ket", "thoa thuan", "ghi nho", "lien tich", "hs du":
		return true
	}
	return false
}

// sentToEnd reports whether what was sent is the end, and notes what it is if
// not.
func (r *reading) sentToEnd(c *clause, k int, s *summary) bool {
	switch r.sent(c, k) {
	case onward:
		s.partial = true
		return false
	case unsaid:
		s.vague, c.done, r.ends = true, true, true
		return false
	}
	return true
}

// ended reports whether a word as "gửi" is said of the past.
func (r *reading) ended(c *clause, k int) bool {
	for j, h := range c.hits {
		before := j < k && h.signal == sigPast && c.hits[k].at-h.end <= 4
		after := j > k && (h.signal == sigAlready || c.timePast(h))
		if before || after {
			return true
		}
	}
	return r.pastIn(c) || r.carried(c) || r.justNow(c, c.hits[k].at)
}

// justNow reports whether "mới" stands right before an act and "sáng nay" behind
// it: "em mới nộp sáng nay".
func (r *reading) justNow(c *clause, at int) bool {
	if wordAt(r.tokens, at-1) != "moi" || at <= c.at || c.has(sigFuture) {
		return false
	}
	for _, d := range c.dates {
		if d.at > at && r.tokens[d.at].fold == "sang" && d.back == r.ctx.Today {
			return true
		}
	}
	return false
}

// timePast reports whether a hit is "từ sáng", "lúc nãy", and no day to come
// follows it: "từ sáng mai".
func (c *clause) timePast(h hit) bool {
	if h.signal != sigPast || h.end-h.at != 2 {
		return false
	}
	switch wordAt(c.tokens, h.end-1-c.at) {
	case "sang", "chieu", "nay":
	default:
		return false
	}
	switch wordAt(c.tokens, h.end-c.at) {
	case "mai", "kia", "thu", "ngay", "mung", "tuan":
		return false
	}
	return true
}

// denied reports whether the end of work at hit k is not reached: "chưa" in
// its clause, "không" close before, or "đâu" after.
func (c *clause) denied(k int) bool {
	if c.deniedBefore(k) {
		return true
	}
	before := c.hits[k].at - c.at - 1
	if k > 0 && c.hits[k-1].signal == sigPast {
		before = c.hits[k-1].at - c.at - 1
	}
	if t := tokenAt(c.tokens, before); t.text == "đâu" || t.text == "dau" {
		return true // "đâu đã xong"
	}
	if j := k - 1; j > 0 && c.hits[j].signal == sigPast && c.hits[j-1].signal == sigNot && c.hits[j-1].end == c.hits[j].at {
		return true // "không phải đã xong"
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
// by mistake ("quên nộp rồi", "bấm nhầm đã xong"), or mocked ("đâu ra mà xong").
func (c *clause) mistaken(k int) bool {
	at := c.hits[k].at - c.at
	for i := at - 1; i >= 0 && i >= at-3; i-- {
		switch t := c.tokens[i]; t.text {
		case "quên", "quen", "tính", "tinh", "nhầm", "nham":
			return true
		case "định", "dinh":
			switch wordAt(c.tokens, i-1) {
			case "quyet", "quy", "nghi", "xac", "nhat", "on", "khang", "chi", "giam", "co", "kiem", "an", "nhan":
			default:
				return true
			}
		case "đâu", "dau":
			if wordAt(c.tokens, at-1) == "ma" {
				return true
			}
		}
	}
	return false
}

// limited reports whether a clause says that not the whole is done, or not
// yet: "sắp xong", "xong phần 1", "dự thảo xong", "sẽ xong", "nếu xong".
func (c *clause) limited(k int) bool {
	if c.leavesOut() || c.onlyThen(k) {
		return true
	}
	for j, h := range c.hits {
		switch h.signal {
		case sigLimit:
			if !c.bothCopies(h) {
				return true
			}
		case sigDraft, sigIf, sigFuture, sigOngoing, sigWait:
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

// onlyThen reports whether something hangs on the end at hit k, is asked of
// somebody, or is still to do: "xong mới nghỉ", "hoàn thành giúp em", "xong còn in".
func (c *clause) onlyThen(k int) bool {
	i := c.hits[k].end - c.at
	if w := wordAt(c.tokens, i); (w == "giup" || w == "gium") && !c.said() {
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
			case "gi", "nua", "lai", "hoi", "nhac", "ai", "":
			default:
				return true
			}
		}
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

// said reports whether "đã" or "rồi" stands in a clause.
func (c *clause) said() bool { return c.has(sigPast) || c.has(sigAlready) }

// The words of work that has begun when it is done at all.
var startWords = map[string]bool{"lam": true, "thuc": true, "trien": true, "tien": true, "ra": true}

// working looks for work under way and work not begun.
func (r *reading) working(c *clause, s *summary) {
	for k, h := range c.hits {
		switch h.signal {
		case sigOngoing, sigTrack:
			if !c.deniedBefore(k) && !c.away(h.end) && !c.because() {
				s.worked = true
			}
		case sigWork:
			if !c.has(sigNotYet) && !c.deniedBefore(k) && (c.said() || c.has(sigLimit) || r.justBegun(c, h)) {
				s.worked = true
			}
			if len(r.dates) > 0 && c.has(sigFuture) || !c.has(sigNotYet) && r.comes(c) {
				s.onlyPlans = !s.worked && startWords[r.tokens[h.at].fold]
				s.worked = true
				continue
			}
			s.onlyPlans = s.onlyPlans && !s.worked
		case sigBegin:
			if w := wordAt(r.tokens, h.at-1); c.said() || w == "moi" && !r.startsIn(c) || w == "dang" {
				s.worked = s.worked || !c.has(sigNotYet)
			}
		case sigLimit:
			switch r.tokens[h.at].fold {
			case "con", "chi", "tru", "ngoai", "lau", "thieu": // "còn mỗi chữ ký"
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

// because reports whether a clause gives a cause: what goes on in it is other
// work ("chưa làm vì đang tập trung đại hội").
func (c *clause) because() bool {
	if !c.cause {
		return false
	}
	switch wordAt(c.tokens, 0) {
	case "vi", "do", "tai", "boi":
		return true
	}
	return false
}

// away reports whether what goes on says only where somebody is: "đang họp",
// "đang đi công tác".
func (c *clause) away(at int) bool {
	if t := tokenAt(c.tokens, at-c.at); (t.text == "bận" || t.text == "ban") && wordAt(c.tokens, at+1-c.at) != "hanh" {
		return true
	}
	i := at
	for i < c.end && (wordAt(c.tokens, i-c.at) == "ban" || wordAt(c.tokens, i-c.at) == "di" || wordAt(c.tokens, i-c.at) == "o") {
		i++
	}
	switch wordAt(c.tokens, i-c.at) + " " + wordAt(c.tokens, i-c.at+1) {
	case "cong tac", "lai xe", "tren duong", "ngoai duong", "nghi phep", "nghi om":
		i += 2
	default:
		switch wordAt(c.tokens, i-c.at) {
		case "hop", "hoc", "duong", "nghi", "om", "an", "xe":
			i++
		default:
			return false
		}
	}
	return c.endsWith(i)
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
	if k == firstOf(c.hits) && c.unknownWork(c.hits[k].end) {
		s.notStarted = true
	}
	if k == firstOf(c.hits) && (c.endsWith(c.hits[k].end) || c.endsInWhat() || c.touchesNot(c.hits[k].end)) {
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

// notWork are words behind "chưa" that deny something else than work.
var notWork = map[string]bool{"on": true, "dat": true, "tot": true, "ro": true, "hieu": true, "biet": true, "nhan": true, "xem": true, "nghe": true,
	"thay": true, "gap": true, "du": true, "dung": true, "hop": true, "day": true, "den": true, "toi": true, "can": true, "phai": true, "muon": true,
	"co": true, "duoc": true, "bao": true, "tung": true, "het": true, "qua": true, "ai": true, "kip": true, "the": true, "noi": true, "tra": true, "doc": true}

// unknownWork reports whether "chưa" stands before one to four words to the end
// of a clause that are not known: "chưa tập huấn", "chưa phun thuốc".
func (c *clause) unknownWork(at int) bool {
	n := 0
	for i := at - c.at; i < len(c.tokens); i++ {
		t := c.tokens[i]
		switch {
		case t.kind == punct || politeWords[t.fold]:
			continue
		case t.kind == number || n == 0 && notWork[t.fold]:
			return false
		}
		n++
	}
	if n == 0 || n > 4 {
		return false
	}
	for _, h := range c.hits {
		if h.at >= at && h.signal != sigFiller {
			return false
		}
	}
	return true
}

// touchesNot reports whether "tới", "đến" or "vào" ends a clause one word behind
// "chưa": "chưa rờ tới", "chưa ngó đến".
func (c *clause) touchesNot(at int) bool {
	switch wordAt(c.tokens, at+1-c.at) {
	case "toi", "den", "vao":
		return tokenAt(c.tokens, at-c.at).kind == word && c.endsWith(at+2)
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
