package viet

// putOff reports whether the answer itself is put off: "để em xem lại". Somebody
// else who is asked to look again puts nothing off: "anh xem lại giúp".
func (r *reading) putOff() bool {
	for i := range r.clauses {
		c := &r.clauses[i]
		if c.question {
			continue
		}
		for _, h := range c.hits {
			if h.signal != sigLater || wordAt(c.tokens, h.at-1-c.at) == "dang" && !c.endsWith(h.end) {
				continue // "đang kiểm tra lại số liệu" is the work
			}
			if last := c.tokens[len(c.tokens)-1].fold; wordAt(c.tokens, c.firstWord()) == "vp" || c.index > 0 && (last == "giup" || last == "gium" || last == "ho" || last == "di") || c.has(sigNotYet) && h.at > c.at {
				continue // "VP mở eOffice xem lại"
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
		if first.text == "nghe" && h.end-h.at == 1 && h.at > c.at && c.closes(h.end) {
			continue // a particle: "xong rồi nghe o"
		}
		if first.fold == "theo" && h.end-h.at > 2 && !c.has(sigDone) && !c.has(sigAct) {
			continue // "theo lịch thì quý sau mới khởi động"
		}
		if wordAt(c.tokens, h.at-1-c.at) == "tu" && wordAt(c.tokens, h.end-1-c.at) == "truoc" {
			continue // "xong từ đợt trước rồi"
		}
		if first.fold == "nam" && tokenAt(c.tokens, h.at-c.at-1).kind == number && inDate(c.dates, h.at-1) {
			continue // "28/12 năm ngoái"
		}
		if c.has(sigNotYet) && c.ownWord(h) || wordAt(c.tokens, h.end-c.at) == ":" {
			continue
		}
		if first.fold == "bao" && h.end-h.at == 3 && (wordAt(c.tokens, h.at-c.at-1) == "xin" || ownWords[wordAt(c.tokens, h.at-c.at-1)]) {
			continue // "xin báo là đã nộp"
		}
		if i := h.at - c.at; i > 0 && (first.fold == "noi" || first.fold == "bao") && ownWords[c.tokens[i-1].fold] && c.ownWord(h) && toldHow[wordAt(c.tokens, h.end-c.at)] && (i == 1 || isYes(c.tokens[i-2]) || c.tokens[i-2].fold == "thi") {
			continue // "tôi nói với đồng chí là xong rồi"
		}
		if first.fold == "thi" && !c.endsWith(h.end) {
			continue // "thì phải" doubts only at the end
		}
		return true
	}
	return false
}

// toldHow follow "nói" where it leads in to one's own words.
var toldHow = map[string]bool{"la": true, "voi": true, "roi": true, "thang": true, "luon": true, "that": true}

// ownWord reports whether "bảo" or "nói" at a hit is one's own: "em đã bảo là chưa
// xong mà".
func (c *clause) ownWord(h hit) bool {
	i := h.at - c.at
	switch c.tokens[i].fold {
	case "bao", "noi":
	default:
		return false
	}
	for i > 0 && (c.tokens[i-1].fold == "da" || courteous(c.tokens, i-1)) {
		i--
	}
	return i == 0 || ownWords[c.tokens[i-1].fold]
}

// countsAs reports whether all that is hedged is what an end amounts to: "coi như
// xong". Beside a plain end that takes nothing back.
func (c *clause) countsAs() bool {
	for _, h := range c.hits {
		if h.signal == sigHedge && wordAt(c.tokens, h.end-1-c.at) != "nhu" {
			return false
		}
	}
	return c.has(sigHedge)
}

// reported reports whether somebody else is said to have told of an end: "anh
// Hùng báo đã xong", "theo báo cáo của xã thì đã xong".
func (c *clause) reported() bool {
	if c.byWord() || c.wasTold() || c.seen() {
		return true
	}
	if w := pairAt(c.tokens, 1); w == "bao cao" && wordAt(c.tokens, 3) == "cua" || wordAt(c.tokens, 0) == "theo" && (w == "bao cao" || w == "thong tin" || w == "thong bao") {
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
		case tells(c.tokens, i):
			for k := range c.hits {
				if at := c.hits[k].at - c.at; (c.hits[k].signal == sigDone || c.hits[k].signal == sigAct) && at > i && at <= i+5 {
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

// wasTold reports whether others vouch for an end: "tôi được báo cáo là", "trưởng thôn khẳng
// định xong rồi", "đơn vị thi công báo cáo đã hoàn thành".
func (c *clause) wasTold() bool {
	if !c.has(sigDone) && !c.has(sigAct) {
		return false
	}
	for i := range c.tokens {
		switch pairAt(c.tokens, i) {
		case "duoc bao":
			if w := wordAt(c.tokens, i+2); w == "cao" || w == "la" || w == "lai" {
				return true
			}
		case "khang dinh", "cam doan":
			if c.subjectOf(i) != ourselves {
				return true
			}
		case "bao cao":
			if w := wordAt(c.tokens, i+2); w == "voi" && ownWords[wordAt(c.tokens, i+3)] || w == "da" && c.subjectOf(i) == others && i > 1 && !c.unitIsOwn(i) {
				return true
			}
		}
	}
	return false
}

// unitIsOwn reports whether a unit that may be one's own begins a clause: who answers for it
// writes its name.
func (c *clause) unitIsOwn(i int) bool {
	h := subjectLexicon.first(c.tokens[c.firstWord():i])
	return h.signal == sigUnit && wordAt(c.tokens, c.firstWord()+2) != "thi"
}

// seen reports whether an end was only seen: "đi ngang thấy làm xong rồi", "em thấy họ lắp
// xong rồi".
func (c *clause) seen() bool {
	for i, t := range c.tokens {
		if t.text != "thấy" && t.text != "thay" || i == 0 {
			continue
		}
		switch next := wordAt(c.tokens, i+1); next {
		case "ho", "nguoi", "lam", "ben", "no", "xa", "phong", "to":
			return c.has(sigDone) && t.text == "thấy"
		}
	}
	return false
}

// tells reports whether the word at i says that somebody tells something: "báo",
// "kêu", "cho biết"; "báo cáo" and "thông báo" do not.
func tells(tokens []token, i int) bool {
	switch t := tokens[i]; t.text {
	case "ghi", "kêu", "keu", "khoe", "đồn", "nhắn":
		return true
	case "báo", "bao":
		return !toldNothing[wordAt(tokens, i+1)] && wordAt(tokens, i-1) != "thong"
	case "biết", "biet", "hay":
		return wordAt(tokens, i-1) == "cho"
	}
	return false
}

// toldNothing make another word of "báo" or, without its marks, of "bao": "báo cáo", "bảo
// trì".
var toldNothing = map[string]bool{"cao": true, "tri": true, "hiem": true, "ve": true, "dam": true, "ton": true, "gom": true, "duong": true, "quan": true, "gio": true, "lau": true, "nhieu": true}

// byWord reports whether a clause begins with whose word is passed on: "theo lời
// phòng KHTC", "theo anh Nam".
func (c *clause) byWord() bool {
	i := 0
	for i < len(c.tokens) && (isYes(c.tokens[i]) || c.tokens[i].kind == punct) {
		i++
	}
	if tokenAt(c.tokens, i+1).text == "lời" {
		return true
	}
	if wordAt(c.tokens, i) != "theo" {
		return false
	}
	switch w := wordAt(c.tokens, i+1); w {
	case "loi", "phan", "nguon", "tin":
		return true
	default: // "theo anh Nam", "theo mình nhớ"
		switch wordAt(c.tokens, i+2) {
		case "nho", "biet", "nghi", "thay", "hieu":
			return true
		}
		return isPerson(w)
	}
}
