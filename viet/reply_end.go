package viet

import "strings"

// finished looks for words that end work and says whether they hold.
func (r *reading) finished(c *clause, s *summary) {
	for k, h := range c.hits {
		if !r.saysEnd(c, k, s) {
			continue
		}
		if c.asksToMark(k) || c.ordered(k) || c.praises() || c.othersEnd(h.at) || c.index == 0 && c.nextTime() {
			continue
		}
		switch {
		case r.mentions(h) || c.floats(k) || c.garbled(k):
			s.hedged = true
		case c.denied(k):
			s.open = true
		case r.notYetCome(c):
			s.impossible = true
		case c.has(sigBlocked) && c.solved(), (r.stepOnly(c, h) || c.submits(k) || h.signal == sigDone && c.prelude(h)) && !c.limited(k):
			s.step = true
		case c.stageOnly(k):
			s.stage = true
		case c.limited(k) || c.partOnly(k) || c.governed(k) || c.countBefore(h.at) || r.counted(c, h) || r.ordinal(c, h) || r.ahead(c):
			s.partial = true
		default:
			s.done, s.step, s.handedOn, c.done, r.ends = true, false, false, true, true
			s.blocked = s.blocked && !c.overcome(h)
			s.acted = s.acted || h.signal == sigInside
		}
	}
}

// stageOnly reports whether all that limits the end at hit k is that it is said of a
// stage: "đã xong khâu hoà giải".
func (c *clause) stageOnly(k int) bool {
	if !c.said() || c.governed(k) || c.onlyThen(k) {
		return false
	}
	stage := false
	for _, h := range c.hits {
		switch h.signal {
		case sigLimit:
			switch wordAt(c.tokens, h.at-c.at) {
			case "khau", "buoc", "giai", "cong":
				stage = true
			default:
				return false
			}
		case sigFuture, sigDraft, sigIf, sigOngoing, sigWait, sigSometime, sigAgain:
			return false
		}
	}
	return stage
}

// saysWhole reports whether a clause says the end of the whole task, after that of a
// stage: "hoàn thành nhiệm vụ", "coi như hoàn thành".
func (c *clause) saysWhole() bool {
	if c.countsAs() {
		return true
	}
	for _, h := range c.hits {
		if h.signal == sigDone {
			switch wordAt(c.tokens, h.end-c.at) {
			case "nhiem", "viec", "toan", "ca", "nv":
				return true
			}
		}
	}
	return false
}

// submits reports whether the end at hit k is that of handing up: "trình xong".
func (c *clause) submits(k int) bool {
	return k > 0 && c.hits[k].signal == sigDone && c.hits[k-1].signal == sigSubmit && c.hits[k-1].end == c.hits[k].at
}

// saysEnd reports whether hit k says an end, of which is still to be judged
// whether it holds. What it says instead is noted.
func (r *reading) saysEnd(c *clause, k int, s *summary) bool {
	h := c.hits[k]
	switch h.signal {
	case sigDone:
		return !c.othersAct(h.at)
	case sigFuture, sigSometime: // "cuối cùng cũng xong"
		return c.atLast(h)
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
		return (w == "phe" || w == "duyet") && r.ended(c, k) && !c.approvesStart(h, s)
	case sigAct:
		if c.signsStep(h) {
			s.worked = s.worked || r.ended(c, k)
			return false
		}
		if k+1 < len(c.hits) && c.hits[k+1].signal == sigDone && c.hits[k+1].at == h.end && !r.ended(c, k) {
			return false // "tổ chức xong" is judged by its "xong"
		}
		if r.ended(c, k) {
			return !c.othersBefore(h.at) && !c.othersAct(h.at) && !c.countBefore(h.at) && r.sentToEnd(c, k, s)
		}
		if c.has(sigNotYet) || c.deniedBefore(k) {
			s.open = true
		} else if r.startsIn(c) {
			return false // "quý I/2027 mới tổ chức"
		} else if r.thisMorning(c) && c.index+1 < len(r.clauses) && r.clauses[c.index+1].said() && r.clauses[c.index+1].has(sigAct) {
			s.worked = true // "GĐ ký sáng nay, văn thư đã phát hành"
		} else if r.promises || c.has(sigSometime) && c.subjectOf(h.at-c.at) != others {
			s.partial = true // "thứ 5 nộp", "lát nữa em nộp"
			c.counts = r.counted(c, h)
		}
	case sigWork:
		if gathers[pairAt(r.tokens, h.at)] {
			return false // "đã thu thập đầy đủ"
		}
		if w := wordAt(c.tokens, h.end+1-c.at); w == "kha" || w == "suc" || w == "cach" {
			return false // "làm hết khả năng"
		}
		return c.said() && (c.has(sigFull) || c.takesAll(h.end-c.at)) && !c.has(sigNotYet) && !c.deniedBefore(k) && !r.any(sigOngoing)
	}
	return false
}

// gathers are work that only leads to the task's own, however full it is; folded.
var gathers = map[string]bool{"thu thap": true, "dang ky": true, "soan thao": true}

// stepObjects are sent out for others to answer; folded.
var stepObjects = newPhrases(map[string]bool{
	"phieu": true, "giay moi": true, "thu moi": true, "thong bao moi": true, "ho so moi": true, "phieu khao sat": true, "khao sat": true, "di khao sat": true, "hop ban": true, "hop trien khai": true, "nhan": true, "cong van don doc": true, "van ban don doc": true, "de cuong": true, "du thao": true, "chu truong": true, "lich": true, "ban sep": true, "ban anh": true, "ban chi": true, "ban bac": true, "quyet dinh thanh lap": true, "qd thanh lap": true, "ban lanh dao": true, "ban giam doc": true,
})

// signsStep reports whether what is signed or issued begins work: "ký hợp đồng",
// "phát hành phiếu khảo sát".
func (c *clause) signsStep(h hit) bool {
	if _, n := stepObjects.at(c.tokens, h.end-c.at); n > 0 {
		handsIn := wordAt(c.tokens, h.at-c.at) == "nop" && wordAt(c.tokens, h.end-c.at) == "phieu"
		return !handsIn
	}
	if wordAt(c.tokens, h.end-1-c.at) != "ky" {
		return false
	}
	if t := tokenAt(c.tokens, h.end-c.at); t.text == "hđ" || t.text == "hd" || t.text == "sổ" || t.text == "so" && wordAt(c.tokens, h.end-c.at+1) == "giao" {
		return true
	}
	for i := h.at - c.at - 1; i >= 0 && i >= h.at-c.at-4; i-- {
		if w := c.tokens[i].text; w == "đưa" || w == "đem" || w == "mang" {
			return true // "đưa sếp ký rồi"
		}
	}
	if c.takesAll(0) {
		return false // "ký cam kết với 100% cơ sở"
	}
	switch pairAt(c.tokens, h.end-c.at) {
	case "hop dong", "to trinh", "phieu trinh", "cam ket", "thoa thuan", "ghi nho", "lien tich", "hs du":
		return true
	}
	return false
}

// means are what is approved before the work: "duyệt kinh phí"; folded.
var means = newPhrases(map[string]bool{
	"chu truong": true, "kinh phi": true, "du toan": true, "de cuong": true, "du thao": true, "noi dung": true, "phuong an": true, "nguon": true, "ke hoach lua chon": true, "cho lam": true, "cho trien khai": true, "cho lui": true, "cho di": true, "cho chu truong": true,
})

// approvesStart reports whether what was approved lets the work begin.
func (c *clause) approvesStart(h hit, s *summary) bool {
	_, n := means.at(c.tokens, h.end-c.at)
	s.worked = s.worked || n > 0
	return n > 0
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
		before := j < k && h.signal == sigPast && (c.hits[k].at-h.end <= 4 || joins(tokenAt(c.tokens, c.hits[k].at-c.at-1)))
		after := j > k && (h.signal == sigAlready || c.timePast(h))
		if before || after {
			return true
		}
	}
	return r.pastIn(c) || r.carried(c) || c.sentWhole(k) || r.ends && r.thisMorning(c) || r.justNow(c, c.hits[k].at) || r.dayBehind(c, c.hits[k].at)
}

// sentWhole reports whether a clause is nothing but a word of sending and "đủ" behind it, or
// by how much it came before its time: "nộp đủ", "nộp sớm hơn hạn 3 hôm".
func (c *clause) sentWhole(k int) bool {
	h := c.hits[k]
	w := wordAt(c.tokens, h.at-c.at)
	first := c.firstWord()
	for ownWords[wordAt(c.tokens, first)] {
		first++
	}
	if w != "nop" && w != "gui" || !c.plain() || h.at != c.at+first {
		return false
	}
	t := tokenAt(c.tokens, h.end-c.at)
	if i := h.end - c.at; t.fold == "som" {
		for k := i + 1; k <= i+3; k++ {
			if _, n := smallNumber(c.tokens, k); n > 0 && timeWords.has(tokenAt(c.tokens, k+n)) {
				return true // "nộp sớm hơn hạn 3 hôm", "nộp sớm hẳn một tuần"
			}
		}
	}
	return (t.text == "đủ" || t.fold == "day" && wordAt(c.tokens, h.end-c.at+1) == "du") && c.closesWith(h.end+1)
}

// thisMorning reports whether a clause speaks of the morning of today: beside an end it
// is past.
func (r *reading) thisMorning(c *clause) bool {
	for _, d := range c.dates {
		if r.tokens[d.at].fold == "sang" && d.back == r.ctx.Today {
			return !c.has(sigFuture) && !c.has(sigIf)
		}
	}
	return false
}

// dayBehind reports whether a clause has a day and month just past, of a document
// or behind "hôm": "số 55/QĐ-SNV ký ngày 19/11", "nộp hôm 20/11".
func (r *reading) dayBehind(c *clause, at int) bool {
	for _, d := range c.dates {
		if !r.near(d) {
			continue
		}
		if r.since(d) && c.plain() {
			return true // "nộp từ 5/10"
		}
		if wordAt(r.tokens, d.at-1) == "hom" || r.document != "" && r.tokens[d.at].fold == "ngay" {
			return true
		}
		if r.ctx.Today-d.back <= nextMonth && d.end-d.at >= 3 && c.endsWith(d.end) && c.plain() && (c.ownAct(at) || c.paperBefore(at) || endsItself[pairAt(r.tokens, at)]) {
			return true // "kết thúc ngày 12/11"
		}
	}
	return false
}

// paperBefore reports whether a clause names the paper that is signed or issued: "quyết định
// kiện toàn ký 18/11".
func (c *clause) paperBefore(at int) bool {
	switch wordAt(c.tokens, at-c.at) {
	case "ky", "ban", "phat":
		_, n := proofs.at(c.tokens, c.firstWord())
		return n > 0
	}
	return false
}

// endsItself are the acts of which the work itself is said: "lớp bồi dưỡng bế mạc"; folded.
var endsItself = map[string]bool{"be mac": true, "be giang": true, "ket thuc": true, "khanh thanh": true}

// ownAct reports whether only oneself stands before an act: "em nộp 18/11". Behind
// "hạn" or "kế hoạch" it is what was to be.
func (c *clause) ownAct(at int) bool {
	for i, t := range c.tokens[:at-c.at] {
		if t.kind == word && !courteous(c.tokens, i) && !ownWords[t.fold] && t.fold != "ben" {
			return false
		}
	}
	return true
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

// said reports whether "đã" or "rồi" stands in a clause.
func (c *clause) said() bool { return c.has(sigPast) || c.has(sigAlready) }

// mentions reports whether an end stands between quotation marks and words stand
// outside of them: it is spoken of, not said.
func (r *reading) mentions(h hit) bool {
	open := h.at - 1
	for open >= 0 && !isQuote(r.tokens[open]) {
		if r.tokens[open].line || h.at-open > longestLead {
			return false
		}
		open--
	}
	end := h.end
	for end < len(r.tokens) && !isQuote(r.tokens[end]) && end-h.end < longestLead {
		end++
	}
	if open < 0 || end >= len(r.tokens) || !isQuote(r.tokens[end]) {
		return false
	}
	return speaks(r.tokens[:open]) || speaks(r.tokens[end+1:])
}

func isQuote(t token) bool { return t.kind == punct && strings.Contains("'\"“”‘’«»", t.text) }

// floats reports whether "xong" at hit k stands by itself, without "đã", "rồi" or
// a verb before it, and words follow that are not known: "xong chết liền".
func (c *clause) floats(k int) bool {
	h := c.hits[k]
	if c.said() || c.has(sigLimit) || len(c.dates) > 0 || h.end-h.at != 1 || wordAt(c.tokens, h.at-c.at) != "xong" {
		return false
	}
	for i, t := range c.tokens[:h.at-c.at] {
		if t.kind != punct && !isFiller(t) && !courteous(c.tokens, i) {
			return false
		}
	}
	for i := h.end - c.at; i < len(c.tokens); {
		t := c.tokens[i]
		if t.kind != word {
			return false
		}
		sig, n := phraseAt(c.tokens, i, len(c.tokens))
		if sig != sigFiller {
			if i == h.end-c.at && i+1 == len(c.tokens) && (len(t.fold) <= 2 || strings.HasPrefix(t.fold, "nh")) {
				return false // a particle: "xong nhoá"
			}
			return sig == noSignal && !things.has(t) && !nearby[t.fold]
		}
		i += n
	}
	return false
}

// dayParted begin what says when.
var dayParted = map[string]bool{"giua": true, "cuoi": true, "dau": true, "truoc": true}

// garbled reports whether a word that is no syllable begins a clause right before its end, and
// neither "đã" nor "rồi" says that it holds: it may have been "sắp".
func (c *clause) garbled(k int) bool {
	at := c.hits[k].at - c.at
	if at < 1 || c.said() || c.hits[k].signal != sigDone {
		return false
	}
	if len(c.dates) == 0 && dayParted[wordAt(c.tokens, c.firstWord())] && c.firstWord() < at-1 {
		return true // "giua tuang 12 xong": a day that was not read
	}
	if c.firstWord() != at-1 {
		return false
	}
	t := c.tokens[at-1]
	if t.text == "chứ" || t.text == "chữ" {
		return true // "chusw xong" was to be "chưa xong"
	}
	return t.kind == word && isASCII(t.text) && !isSyllable(t.text) && signalAt(c.tokens, at-1, len(c.tokens)) == noSignal
}

// nearby are words behind "xong" that say when, or of whose part.
var nearby = map[string]bool{"som": true, "tu": true, "hoi": true, "luc": true, "truoc": true, "ben": true, "san": true, "dang": true, "xuoi": true, "thu": true, "co": true, "viec": true, "muc": true, "phan": true, "tai": true, "bieu": true, "ho": true}

// overcome reports whether an end comes after what was in its way: "trước vướng,
// giờ gỡ được và xong rồi".
func (c *clause) overcome(h hit) bool {
	if h.signal != sigDone || !c.has(sigAlready) {
		return false
	}
	for _, t := range c.tokens[:h.at-c.at] {
		switch t.fold {
		case "gio", "nay", "go", "cung":
			return true
		}
	}
	return false
}
