package viet

import "slices"

// markQuestions finds the clauses that ask. A question mark reaches back to the
// beginning of its sentence.
func (r *reading) markQuestions() {
	start := 0
	for i := range r.clauses {
		c := &r.clauses[i]
		last := c.tokens[len(c.tokens)-1]
		next := i+1 < len(r.clauses) && r.clauses[i+1].tokens[0].line
		sentence := last.fold == "." || last.fold == "!" || last.fold == "?" || next || i+1 == len(r.clauses)
		if c.asks() {
			c.question = true
			if tail := c.isTag(); tail || last.fold != "?" {
				start = min(start, i)
			}
		}
		if !sentence {
			continue
		}
		if last.fold == "?" {
			for j := start; j <= i; j++ {
				r.clauses[j].question = true
			}
		}
		for j := start; j <= i; j++ {
			if r.clauses[j].question && r.clauses[j].isTag() {
				for k := 0; k <= i; k++ {
					r.clauses[k].question = true
				}
			}
		}
		start = i + 1
	}
}

// isTag reports whether a clause is nothing but "đúng không", "phải không".
func (c *clause) isTag() bool {
	for _, h := range c.hits {
		if h.signal == sigQuestion && h.end-h.at == 2 {
			switch c.tokens[h.at-c.at].fold {
			case "dung", "phai":
				return len(c.tokens) <= 4
			}
		}
	}
	return false
}

// asks reports whether a clause has a question word that is not denied ("không
// vướng gì"), or ends in "chưa" after what it asks for.
func (c *clause) asks() bool {
	if n := len(c.tokens); n > 1 {
		last := n - 1
		for last > 0 && (c.tokens[last].kind == punct || politeWords[c.tokens[last].fold]) {
			last--
		}
		if c.tokens[last].fold == "chang" {
			return true // "chăng"
		}
		if c.tokens[last].fold == "chu" && last > 0 && c.tokens[last-1].fold == "roi" {
			return true // "xong rồi chứ"
		}
	}
	if c.offersChoice() || c.begsToAsk() || c.begsThing() || c.whereIs() {
		return true
	}
	for k, h := range c.hits {
		switch h.signal {
		case sigQuestion:
			if t := c.tokens[h.at-c.at]; t.text == "ha" && h.end-h.at == 1 && (!c.endsWith(h.end) || isPerson(wordAt(c.tokens, h.at-c.at-1)) || tokenAt(c.tokens, h.at-c.at-1).kind == number) {
				continue // a name, or hectares
			}
			if c.tokens[h.at-c.at].text == "à" && h.end-h.at == 1 && !c.endsWith(h.end) {
				continue // "à em nghe đây …"
			}
			if h.end-h.at == 2 && wordAt(c.tokens, h.at-c.at) == "hay" && k > 0 && c.has(sigHedge) {
				continue // "không nhớ nộp rồi hay chưa"
			}
			return true
		case sigWh:
			if first := tokenAt(c.tokens, c.firstWord()); first.text == "để" && (isPerson(wordAt(c.tokens, c.firstWord()+1)) || tokenAt(c.tokens, len(c.tokens)-1).text == "đã") {
				continue // "để anh xem thế nào"
			}
			if c.wantsToKnow(k) {
				return true
			}
		case sigNot:
			if c.closesAsking(k) {
				return true
			}
		case sigIf:
			if w := wordAt(c.tokens, h.end-1-c.at); w == "nao" && c.endsWith(h.end) && !c.said() && !c.has(sigDone) || w == "nao" && c.closesWondering() {
				return true // "hạn khi nào", "khi nào họp vậy anh"
			}
		case sigNotYet:
			if wordAt(c.tokens, c.firstWord()) == "de" && ownWords[wordAt(c.tokens, c.firstWord()+1)] {
				continue // "để em hỏi chị Thảo nộp chưa"
			}
			if c.endsWith(h.end) && (k > 0 && c.askedBefore(k) && !c.unsure(k) || c.beginsWithHave(h.at) || !c.has(sigHedge) && c.othersAsked(h.at-c.at)) {
				return true
			}
		}
	}
	return false
}

// closesWondering reports whether a clause ends in the particle of a question: "vậy
// anh", "thế".
func (c *clause) closesWondering() bool {
	last := len(c.tokens) - 1
	for last > 0 && (c.tokens[last].kind == punct || politeWords[c.tokens[last].fold]) {
		last--
	}
	switch c.tokens[last].text {
	case "vậy", "vay", "thế", "the", "đây", "ta":
		return true
	}
	return false
}

// unsure reports whether one's own not knowing stands before hit k: "em không rõ xong
// chưa" asks nobody.
func (c *clause) unsure(k int) bool {
	for _, h := range c.hits[:k] {
		if h.signal == sigHedge {
			switch wordAt(c.tokens, h.end-1-c.at) {
			case "ro", "biet", "nho", "chac":
				return c.subjectOf(h.at-c.at) == ourselves
			}
		}
	}
	return false
}

// wantsToKnow reports whether the question word at hit k asks: it is not denied,
// guessed at, or one that says something else.
func (c *clause) wantsToKnow(k int) bool {
	h := c.hits[k]
	i := h.at - c.at
	if c.rhetorical(h) || wordAt(c.tokens, i) == "nao" && wordAt(c.tokens, i-1) == "tu" && c.endsWith(h.end) {
		return false // "từ từ nào"
	}
	if wordAt(c.tokens, h.end-c.at) == "cung" {
		return false // "sao cũng được": whatever
	}
	guessed := k > 0 && c.hits[k-1].signal == sigHedge && c.tokens[i-1].text != "bao" && pairAt(c.tokens, i-1) != "bao ai"
	return !guessed && !c.deniedAnywhereBefore(k) && !c.some(h) && !c.complains(k) && !c.mocks(k) && !c.machine(h) && !c.several(h)
}

// rhetorical reports whether "sao" at a hit asks nothing, but says that it can't be done:
// "chưa có hướng dẫn thì làm sao soạn được".
func (c *clause) rhetorical(h hit) bool {
	i := h.at - c.at
	switch wordAt(c.tokens, h.end-1-c.at) {
	case "sao":
	default:
		return false
	}
	for wordAt(c.tokens, i-1) == "lam" {
		i--
	}
	if w := wordAt(c.tokens, i-1); w != "thi" && w != "ma" {
		return false
	}
	for k := h.end - c.at; k < len(c.tokens); k++ {
		if w := c.tokens[k].fold; (w == "duoc" || w == "noi" || w == "kip") && c.endsWith(c.at+k+1) {
			return true
		}
	}
	return false
}

// closesAsking reports whether "không" at hit k closes a question: "xong thật
// không", "anh có file gốc không cho em xin".
func (c *clause) closesAsking(k int) bool {
	h := c.hits[k]
	if c.tokens[h.at-c.at].fold != "khong" || h.end-h.at != 1 || c.deniedBefore(k) || wordAt(c.tokens, h.end-c.at) == "duoc" {
		return false
	}
	last := c.endsWith(h.end)
	return last && (c.askedBefore(k) || c.haveBefore(h.at)) || (last || wordAt(c.tokens, h.end-c.at) == "cho") && c.beginsWithHave(h.at)
}

// haveBefore reports whether "có" before a verb opens what "không" at the end closes: "chậm
// thì có bị trừ điểm không".
func (c *clause) haveBefore(at int) bool {
	for i, t := range c.tokens[:at-c.at] {
		if t.text == "có" && c.at+i+1 < at && wordAt(c.tokens, i-1) != "khong" && wordAt(c.tokens, i-1) != "chua" {
			return true
		}
	}
	return false
}

// addressed are people whom a reply speaks to.
var addressed = newWordSet("anh chị em bác cô chú chế bạn sếp má cậu")

// some reports whether "mấy" is no question but a few: "thêm mấy bữa", "mấy hôm nữa".
func (c *clause) some(h hit) bool {
	i := h.at - c.at
	if wordAt(c.tokens, i) != "may" {
		return false
	}
	if wordAt(c.tokens, i-1) == "xong" && !c.endsWith(h.end) {
		return true // "xong mấy mục đầu thôi"
	}
	if _, n := unitsBelow.at(c.tokens, i+1); n > 0 && !c.endsWith(h.end+n) {
		return true // "mấy trung tâm chưa gửi số liệu"
	}
	if next := tokenAt(c.tokens, i+1); i > 0 && addressed.has(next) && c.endsWith(h.end+1) {
		return true // "xong rồi nha mấy chế"
	}
	if !timeWords.has(tokenAt(c.tokens, i+1)) {
		return false
	}
	before := i - 1
	for before > 0 && isPerson(wordAt(c.tokens, before)) {
		before--
	}
	switch wordAt(c.tokens, before) {
	case "them", "xin", "khat", "lui", "tre", "cham", "muon", "no", "cho", "doi", "hoan", "noi", "han":
		return true
	}
	return wordAt(c.tokens, i-1) != "con" && (wordAt(c.tokens, i+2) == "nua" || wordAt(c.tokens, i+2) == "nay" || wordAt(c.tokens, i+2) == "roi" || wordAt(c.tokens, i+2) == "truoc")
}

// mocks reports whether "gì" at hit k stands right behind an end, to deny it: "xong
// gì đâu mà xong".
func (c *clause) mocks(k int) bool {
	if i := c.hits[k].at - c.at; i > 0 && wordAt(c.tokens, i-1) == "lam" && wordAt(c.tokens, i) == "gi" {
		switch wordAt(c.tokens, i+1) {
		case "da", "co", "ma":
			return true // "làm gì đã xong"
		}
	}
	if k == 0 || c.hits[k-1].signal != sigDone || c.hits[k-1].end != c.hits[k].at {
		return false
	}
	i := c.hits[k].at - c.at
	can := c.hits[k].end - c.at // "xong sao được", "xong thế nào được"
	return wordAt(c.tokens, i) == "gi" || (wordAt(c.tokens, i) == "sao" || wordAt(c.tokens, i) == "the") && wordAt(c.tokens, can) == "duoc" && c.endsWith(c.at+can+1)
}

// wonders reports whether a clause has a question word.
func (c *clause) wonders() bool {
	return slices.ContainsFunc(c.hits, func(h hit) bool { return h.signal == sigWh && !c.some(h) })
}

// machine reports whether "may" without its marks is a machine: "may chu chet roi".
func (c *clause) machine(h hit) bool {
	i := h.at - c.at
	if c.tokens[i].text != "may" {
		return false
	}
	switch wordAt(c.tokens, i+1) {
	case "chu", "in", "tinh", "moc", "scan", "hong", "hu", "phat", "chieu", "bom", "xuc", "photo", "lanh", "do":
		return true
	}
	return wordAt(c.tokens, i-1) == "danh"
}

// several reports whether "mấy" begins a clause that says "rồi" or points at whom it
// means: "mấy cái biểu em nộp cả rồi".
func (c *clause) several(h hit) bool {
	if wordAt(c.tokens, h.at-c.at) != "may" || h.at != c.at {
		return false
	}
	return c.has(sigAlready) || pointing[wordAt(c.tokens, 2)] || wordAt(c.tokens, 2) == "con" && wordAt(c.tokens, 3) == "lai" // "mấy xã kia không trả lời"
}

// complains reports whether "sao" at hit k wonders at being asked for what has
// ended: "nộp rồi mà sao vẫn nhắc".
func (c *clause) complains(k int) bool {
	i := c.hits[k].at - c.at
	more := wordAt(c.tokens, i) == "gi" && (wordAt(c.tokens, i-1) == "con" || wordAt(c.tokens, i-2) == "con") // "nộp rồi còn đòi gì nữa"
	if wordAt(c.tokens, i) != "sao" && !more || !c.said() {
		return false
	}
	for _, h := range c.hits[:k] {
		if h.signal == sigDone || h.signal == sigAct {
			return true
		}
	}
	return false
}

// whereIs reads "link nhập liệu đâu bạn ơi": asking for what is needed to go on.
func (c *clause) whereIs() bool {
	if !wanted.has(c.tokens[c.firstWord()]) {
		return false
	}
	for _, h := range c.hits {
		switch h.signal {
		case sigDenied:
			return h.at > c.at && h.end-h.at == 1 && c.tokens[h.at-c.at].text == "đâu" && len(c.tokens)-(h.end-c.at) <= 3
		case sigFiller:
		default:
			return false
		}
	}
	return false
}

// begsToAsk reads "cho em hỏi".
func (c *clause) begsToAsk() bool {
	for i := 2; i < len(c.tokens); i++ {
		if w := wordAt(c.tokens, i-2); (c.tokens[i].text == "hỏi" || c.tokens[i].text == "hoi") && ownWords[c.tokens[i-1].fold] && (w == "cho" || w == "xin") {
			return true
		}
	}
	return false
}

// begsThing reads "cho em xin số điện thoại": asking for what is needed to go on,
// and not for time.
func (c *clause) begsThing() bool {
	for i := 1; i+1 < len(c.tokens); i++ {
		if c.tokens[i].fold == "xin" && ownWords[c.tokens[i-1].fold] && wordAt(c.tokens, i-2) == "cho" && len(c.dates) == 0 && !c.has(sigExtend) {
			return wanted.has(c.tokens[i+1])
		}
	}
	return false
}

// wanted are what is asked for to go on.
var wanted = newWordSet("số file mẫu biểu link đường tài công văn bản danh địa email sđt thông hướng")

// offersChoice reports whether "hay" parts two things of which one is asked for:
// "gửi bản mềm hay bản giấy".
func (c *clause) offersChoice() bool {
	if c.said() || c.has(sigNotYet) || c.has(sigHedge) {
		return false
	}
	for i, t := range c.tokens {
		if t.text != "hay" || i == 0 || i+1 >= len(c.tokens) {
			continue
		}
		if w := wordAt(c.tokens, i+2); c.tokens[i+1].fold == "lam" && (w == "rieng" || w == "chung" || w == "theo") {
			return true // "gộp với báo cáo quý hay làm riêng"
		}
		switch next := c.tokens[i+1]; next.fold {
		case "la", "bi", "lam", "nhat", "ho", "co":
			return false
		case "qua":
			if next.text == "quá" || c.endsWith(c.at+i+2) {
				return false
			}
		}
		return c.tokens[i+1].kind == number && c.tokens[i-1].kind == number || c.tokens[i+1].kind == word && !politeWords[c.tokens[i+1].fold]
	}
	return false
}

// beginsWithHave reports whether "có" or "được" begins a clause that ends in
// "chưa" or "không" at a hit: "có mẫu chưa em", "được gia hạn không".
func (c *clause) beginsWithHave(at int) bool {
	for i, t := range c.tokens {
		if politeWords[t.fold] || isYes(t) {
			continue
		}
		return (t.text == "có" || t.text == "co" || t.fold == "duoc") && c.at+i+1 < at
	}
	return false
}

func (c *clause) deniedAnywhereBefore(k int) bool {
	for _, h := range c.hits[:k] {
		switch h.signal {
		case sigNot, sigNotYet, sigBlocked, sigMissing, sigSame:
			return true
		}
	}
	return false
}

// askedBefore reports whether what "chưa" asks for stands before it.
func (c *clause) askedBefore(k int) bool {
	for _, h := range c.hits[:k] {
		switch h.signal {
		case sigDone, sigAct, sigWork, sigOngoing, sigInside:
			return true
		case sigReceipt:
			return h.end-h.at > 1 // "đã nhận chưa"; not "dạ chưa"
		}
	}
	return false
}
