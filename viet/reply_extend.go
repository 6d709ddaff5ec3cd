package viet

import "slices"

// extension reports whether a later date is asked for, and not only asked
// about ("gia hạn thế nào?"), granted already or declined.
func (r *reading) extension() bool {
	for i := range r.clauses {
		c := &r.clauses[i]
		for k, h := range c.hits {
			if c.formerAsk() && i+1 < len(r.clauses) {
				break
			}
			switch h.signal {
			case sigExtend:
				if r.asksAbout(c) || c.othersRequest(h.at) {
					continue
				}
				before := wordAt(r.tokens, h.at-1)
				if before == "khoi" || before == "xin" && wordAt(r.tokens, h.at-2) == "khoi" || before == "dang" && len(c.dates) == 0 {
					continue // "khỏi xin lùi", "trụ sở đang dời"
				}
				if c.wonders() || c.deniedBefore(k) || r.lateButSent(h) || (before == "duoc" || before == "dc") && !c.has(sigAsk) || before == "bi" || before == "can" && (c.question || c.has(sigNot)) || len(c.dates) == 0 && (before == "nen" || before == "phai") {
					continue
				}
				return true
			case sigAsk:
				if r.asksFor(c, k) || c.asksLate(k) {
					return true
				}
			}
		}
		if c.formerAsk() && i+1 < len(r.clauses) {
			continue
		}
		if r.asksLeave(c) || c.asksSometime() || c.asksLateness() || !c.question && r.movesDue(c) {
			return true
		}
	}
	return false
}

// othersRequest reports whether others ask for time, and not who has the task: "nhà cung
// cấp xin lùi bàn giao".
func (c *clause) othersRequest(at int) bool {
	i := c.firstWord()
	h := subjectLexicon.first(c.tokens[i:])
	if _, n := reporting.at(c.tokens, i); n > 0 {
		return false // "chi cục đề nghị gia hạn"
	}
	return h.signal == sigAgent && c.at+i+h.end <= at && c.subjectOf(at-c.at) == others
}

// formerAsk reports whether a clause tells what was asked for another time: "hôm trước xin
// lùi nhưng giờ xong rồi".
func (c *clause) formerAsk() bool {
	i := c.firstWord()
	switch pairAt(c.tokens, i) {
	case "hom truoc", "bua truoc", "lan truoc", "dot truoc":
		return true
	}
	return false
}

// asksAbout reports whether a clause that asks leaves open how or whether later
// dates are asked for at all ("xin lùi hạn thì làm văn bản hay nhắn"), or asks
// whether they were granted.
func (r *reading) asksAbout(c *clause) bool {
	if !c.question {
		return false
	}
	for _, h := range c.hits {
		if h.signal == sigNotYet && c.endsWith(h.end) {
			return true // "gia hạn 6.2 duyệt chưa ạ"
		}
	}
	if len(c.dates) > 0 {
		return false
	}
	for i, t := range c.tokens {
		if t.fold == "co" && wordAt(c.tokens, i+1) == "bi" {
			return true // "nộp trễ có bị trừ điểm không"
		}
		if t.fold == "hay" || t.fold == "thi" && (t.text == "thì" || !anyMarked(c.tokens)) && i+1 < len(c.tokens) {
			return true
		}
	}
	return false
}

// takesLeave reports whether a clause is about days off.
func (c *clause) takesLeave() bool {
	return slices.ContainsFunc(c.tokens, func(t token) bool { return t.fold == "nghi" })
}

// asksLate reads "xin chậm 3 ngày", "cho em trễ ít hôm": asking to be late.
func (c *clause) asksLate(k int) bool {
	ask := wordAt(c.tokens, c.hits[k].at-c.at)
	if ask != "xin" && ask != "cho" || c.deniedBefore(k) || c.wonders() {
		return false
	}
	i := c.hits[k].end - c.at
	handsIn := false
	for n := 0; n < 4 && (isPerson(wordAt(c.tokens, i)) || askers[wordAt(c.tokens, i)] || lateAsk[wordAt(c.tokens, i)]); n++ {
		w := wordAt(c.tokens, i)
		handsIn = handsIn || w == "nop" || w == "gui" || w == "cao"
		i++
	}
	switch wordAt(c.tokens, i) {
	case "tre", "cham", "muon", "lui", "khat", "no":
		return !c.has(sigPast) && (handsIn || len(c.dates) > 0 || c.lengthIn(i) || wordAt(c.tokens, i) == "tre" && wordAt(c.tokens, i+1) == "han")
	}
	return false
}

// asksLateness reads "chậm 3 hôm được không": whether being late will do.
func (c *clause) asksLateness() bool {
	if !c.question {
		return false
	}
	for i := range c.tokens {
		if _, ok := lengthAt(c.tokens, i); ok && longerAt(c.tokens, i) {
			return slices.ContainsFunc(c.hits, func(h hit) bool {
				return h.signal == sigQuestion && h.at > c.at+i && wordAt(c.tokens, h.at-c.at) == "duoc"
			})
		}
	}
	return false
}

// lateAsk may stand between "xin" and the word of being late.
var lateAsk = map[string]bool{"phep": true, "duoc": true, "nop": true, "gui": true, "bao": true, "cao": true}

// bits are lengths of time that nobody measures: "trễ chút xíu".
var bits = newWordSet("tí chút xíu ít tẹo xí")

// lengthIn reports whether a length of time stands behind i.
func (c *clause) lengthIn(i int) bool {
	for ; i < len(c.tokens); i++ {
		if timeWords.has(c.tokens[i]) || bits.has(c.tokens[i]) {
			return true
		}
	}
	return false
}

// dueNames are what a due date is called, and moving what is done to it.
var (
	dueNames = newPhrases(map[string]bool{"han": true, "thoi han": true, "thoi gian": true, "moc": true, "deadline": true, "dl": true, "lich": true, "ngay": true, "tien do": true})
	moving   = newWordSet("chuyển dịch đẩy đổi chỉnh sửa rời lui nới giãn cập điều thay kéo")
)

// movesDue reports whether a clause asks for the due date to be moved, and where
// to: "đề nghị chuyển thời hạn từ 30/11 sang 15/12".
func (r *reading) movesDue(c *clause) bool {
	if c.has(sigPast) || c.has(sigNot) || c.has(sigNotYet) || len(c.dates) == 0 {
		return false
	}
	for i, t := range c.tokens {
		if !moving.has(t) {
			continue
		}
		if c.requests() && (r.dateBehind(c, i+1) || r.fromDueDay(c, i) && r.movedTo(c, i)) {
			return true // "đề nghị chuyển sang quý I/2027", "xin điều chỉnh từ 30/11 sang 20/12"
		}
		for k := i + 1; k <= i+3 && k < len(c.tokens); k++ {
			if _, n := dueNames.at(c.tokens, k); n > 0 {
				return r.movedTo(c, k)
			}
		}
	}
	return false
}

// fromDueDay reports whether a clause that moves something names the day from which: the
// first of two, or that of the clause before ("hạn cũ 25/11, đề nghị đổi thành 2/12").
func (r *reading) fromDueDay(c *clause, i int) bool {
	if c.index > 0 && slices.ContainsFunc(r.clauses[c.index-1].dates, r.oldDate) {
		return true
	}
	return len(c.dates) > 1 && wordAt(r.tokens, c.dates[0].at-1) == "tu" && c.dates[0].at > c.at+i
}

// dateBehind reports whether "sang", "đến" or "qua" stands at i, and a date right
// behind it.
func (r *reading) dateBehind(c *clause, i int) bool {
	if untilWords[wordAt(c.tokens, i)] {
		return slices.ContainsFunc(c.dates, func(d chatDate) bool { return d.at == c.at+i+1 || d.at == c.at+i })
	}
	return false
}

// untilWords stand before the day until when, or to which.
var untilWords = map[string]bool{"den": true, "toi": true, "sang": true, "qua": true}

// movedTo reports whether "sang", "đến" or "thành" stands before a date behind
// token i of a clause.
func (r *reading) movedTo(c *clause, i int) bool {
	for _, d := range c.dates {
		for k := d.at - 1; k >= c.at+i && k >= d.at-2; k-- {
			switch r.tokens[k].fold {
			case "sang", "den", "thanh", "qua", "toi", "lai":
				return true
			}
		}
	}
	return false
}

// lateButSent reports whether "nộp muộn" at a hit is said of what has been
// sent: nothing is asked for.
func (r *reading) lateButSent(h hit) bool {
	switch wordAt(r.tokens, h.at) {
	case "nop", "gui":
	default:
		return false
	}
	if r.any(sigAsk) || r.any(sigFuture) {
		return false
	}
	for i := range r.clauses {
		c := &r.clauses[i]
		for k, end := range c.hits {
			if (end.signal == sigAct || end.signal == sigDone) && !c.deniedBefore(k) && !c.has(sigNotYet) && c.said() {
				return true
			}
		}
	}
	return r.clauseAt(h.at).said()
}

// askers are the words for whoever asks, or that ask once more.
var askers = map[string]bool{"phong": true, "don": true, "vi": true, "truong": true, "xa": true, "minh": true, "toi": true, "ben": true, "xin": true, "tui": true}

// asksFor reads "xin đến thứ 6", "cho em nộp thứ 4", "xin thêm 3 ngày": asking
// with a date close by.
func (r *reading) asksFor(c *clause, k int) bool {
	h := c.hits[k]
	ask := wordAt(r.tokens, h.at)
	if ask != "xin" && ask != "cho" && ask != "de" && ask != "kinh" || c.deniedBefore(k) || c.wonders() {
		return false
	}
	i := h.end
	for n := 0; n < 3 && (isPerson(wordAt(r.tokens, i)) || askers[wordAt(r.tokens, i)]); n++ {
		i++ // "cho phòng em xin thêm"
	}
	if wordAt(r.tokens, i) == "cong" && wordAt(r.tokens, i+1) == "them" {
		i++
	}
	if v, n := smallNumber(r.tokens, i); ask == "xin" && n > 0 && v > 0 && !c.takesLeave() && timeWords.has(tokenAt(r.tokens, i+n)) && wordAt(r.tokens, i+n+1) != "nghi" && !c.has(sigPast) {
		return true // "xin 1 tuần kể từ nay"
	}
	if wordAt(r.tokens, i) == "them" && (ask == "cho" || ask == "xin") {
		_, n := smallNumber(r.tokens, i+1)
		if w := wordAt(r.tokens, i+1); n == 0 && (w == "vai" || w == "may" || w == "it") {
			n = 1
		}
		if n > 0 && timeWords.has(tokenAt(r.tokens, i+1+n)) {
			return true
		}
	}
	for _, d := range c.dates {
		if d.at < h.end || d.at-h.end > 5 || r.oldDate(d) {
			continue
		}
		if ask == "xin" && d.at == i && d.ahead > r.ctx.Today && !d.past && !c.takesLeave() {
			return true // "em xin 20/12"
		}
		for i := h.end; i < d.at; i++ {
			switch wordAt(r.tokens, i) {
			case "den", "sang", "toi", "nop", "gui", "hen", "qua", "lam", "them", "chot", "moi":
				return ask == "xin" || ask == "cho" || wordAt(r.tokens, i-1) == "duoc"
			}
		}
	}
	return false
}

// asksLeave reads "thứ 6 nộp được không": whether a day to come will do, and
// nothing else, is asked.
func (r *reading) asksLeave(c *clause) bool {
	if !c.question || len(c.dates) != 1 || c.dates[0].past || c.dates[0].ahead <= r.ctx.Today || c.said() {
		return false
	}
	asked := false
	for _, h := range c.hits {
		may := h.signal == sigQuestion && wordAt(c.tokens, h.at-c.at) == "duoc"
		asked = asked || may && h.at >= c.dates[0].end
		switch h.signal {
		case sigFiller, sigDone, sigAct, sigReceipt, sigAsk:
		case sigFuture: // "để sang tuần nộp được không"
			if wordAt(c.tokens, h.at-c.at) != "de" {
				return false
			}
		default:
			if !may && !politeWords[wordAt(c.tokens, h.at-c.at)] && (h.at < c.dates[0].at || h.at >= c.dates[0].end) {
				return false
			}
		}
	}
	return asked && c.covered(c.dates[0])
}

// asksSometime reads "để qua Tết mới nộp có được không": whether some day to come
// will do, of which no date is said.
func (c *clause) asksSometime() bool {
	if c.question && (c.has(sigAct) || c.has(sigDone)) && c.letsPass() {
		return true
	}
	if !c.question || c.said() || !c.has(sigSometime) || !c.has(sigAct) && !c.has(sigDone) {
		return false
	}
	for k, h := range c.hits {
		if h.signal == sigSometime {
			for _, ask := range c.hits[k+1:] {
				if w := pairAt(c.tokens, ask.at-c.at); ask.signal == sigQuestion && (w == "duoc khong" || w == "co duoc") {
					return true
				}
			}
		}
	}
	return false
}

// letsPass reads "để qua đợt thanh tra rồi nộp": asking to wait until something is over.
func (c *clause) letsPass() bool {
	i := c.firstWord()
	if t := tokenAt(c.tokens, i); t.text != "để" && t.text != "cho" && t.text != "de" {
		return false
	}
	for ownWords[wordAt(c.tokens, i+1)] {
		i++
	}
	switch wordAt(c.tokens, i+1) {
	case "qua", "het", "xong", "sau":
	default:
		return false
	}
	return slices.ContainsFunc(c.tokens[i+2:], func(t token) bool { return t.fold == "roi" || t.text == "mới" || t.text == "moi" })
}

// covered reports whether every word of a clause is known, or part of a date.
func (c *clause) covered(d chatDate) bool {
	k := 0
	for i, t := range c.tokens {
		at := c.at + i
		for k < len(c.hits) && c.hits[k].end <= at {
			k++
		}
		known := k < len(c.hits) && c.hits[k].at <= at || at >= d.at && at < d.end
		if t.kind != punct && !known && !(i == 0 && t.text == "de") { // "để" without its marks
			return false
		}
	}
	return true
}
