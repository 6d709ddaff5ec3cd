package viet

import "slices"

// The words of work that has begun when it is done at all.
var startWords = map[string]bool{"lam": true, "thuc": true, "trien": true, "tien": true, "ra": true, "giai": true}

// firstSteps are what a task begins with: "chưa soạn" is not begun.
var firstSteps = map[string]bool{"soan": true, "thu": true, "dang": true, "xay": true, "to": true}

// working looks for work under way and work not begun.
func (r *reading) working(c *clause, s *summary) {
	s.notStarted = s.notStarted || c.beginsSometime()
	for k, h := range c.hits {
		switch h.signal {
		case sigOngoing, sigTrack:
			if h.signal == sigTrack && wordAt(c.tokens, h.at-c.at) == "theo" && h.at == c.at+c.firstWord() && c.has(sigBegin) {
				continue // "theo lộ trình quý sau mới khởi động"
			}
			if !c.deniedBefore(k) && !c.away(h.end) && !c.because() && !r.keptFrom(c) && !c.struck() {
				s.worked = true
			}
		case sigWork:
			if wordAt(r.tokens, h.at-1) == "nguoi" {
				continue // "người làm nghỉ việc rồi"
			}
			if k > 0 && c.hits[k-1].signal == sigAlready && c.hits[k-1].end == h.at && h.at-1 > c.at && !c.has(sigPast) && c.has(sigFuture) {
				continue // "để qua đợt thi rồi làm"
			}
			if next := wordAt(c.tokens, h.end+1-c.at); c.has(sigNotYet) && wordAt(c.tokens, h.end-c.at) == "roi" && next == "ma" {
				s.worked = true // "làm rồi mà chưa ra sản phẩm"
			}
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
			if c.startsAfter() {
				continue
			}
			if w := wordAt(r.tokens, h.at-1); c.said() || r.pastIn(c) || w == "moi" && !r.startsIn(c) && !c.periodBefore(h.at-1) && wordAt(r.tokens, h.end-1) != "luot" || w == "dang" {
				s.worked = s.worked || !c.has(sigNotYet) || c.said() && !c.deniedAnywhereBefore(k)
			}
		case sigLimit:
			switch r.tokens[h.at].fold {
			case "xong", "gui", "nop", "hoan", "dan": // "xong dần rồi"
				s.partial = true
			case "duoc": // "được một tẹo"
				s.partial = s.partial || h.end-h.at > 1 && !c.deniedBefore(k)
			case "con", "chi", "tru", "ngoai", "lau", "thieu": // "còn mỗi chữ ký"
				s.partial = s.partial || !c.deniedBefore(k)
			case "tren": // "xong hết, trên giấy"
				s.partial = s.partial || h.at == c.at+c.firstWord() && c.endsWith(h.end)
			case "sap", "gan", "phan", "hau", "da", "nua", "mot", "kha", "co", "hom", "tuong": // "được phần lớn rồi"
				s.partial = s.partial || c.has(sigAlready) && !c.deniedBefore(k)
			}
		case sigDraft:
			s.worked = s.worked || c.said() || wordAt(c.tokens, c.firstWord()) == "moi" && !c.has(sigNotYet)
		case sigNotYet:
			if c.othersAct(h.at) || c.otherOffice(h.at) {
				s.blocked = true // "Sở Tài chính chưa cấp tiền"
				continue
			}
			switch {
			case c.owesMaterial(h):
				s.blocked, s.blockedBy = true, Likely
			case c.bossNotYet(h.at - c.at):
				s.open = true
			case !c.noneWithout(k) && !c.notShown():
				r.notBegun(c, k, s)
			}
		}
	}
}

// unitsBelow are the units that send a department what it needs; folded.
var unitsBelow = newPhrases(map[string]bool{"xa": true, "ubnd xa": true, "ubnd phuong": true, "may xa": true, "mot so xa": true, "nhieu xa": true, "phuong": true, "truong": true, "trung tam": true, "don vi": true, "tram": true, "benh vien": true})

// owesMaterial reports whether a unit below has not sent what the work is made of: "xã chưa
// gửi danh sách". A report may be its own task.
func (c *clause) owesMaterial(notYet hit) bool {
	i := c.firstWord()
	if c.cause {
		i++ // "vì phường chưa bàn giao hồ sơ"
	}
	_, n := unitsBelow.at(c.tokens, i)
	if n == 0 || c.at+i+n != notYet.at {
		return false
	}
	i = notYet.end - c.at
	switch wordAt(c.tokens, i) {
	case "gui", "nop", "cung", "bao", "chuyen", "tra", "cap", "ban":
		if c.cause {
			return true
		}
	default:
		return false
	}
	for i++; i < len(c.tokens); i++ {
		switch pairAt(c.tokens, i) {
		case "danh sach", "so lieu", "y kien", "thong tin", "bieu mau", "bang tong":
			return true
		}
	}
	return false
}

// periodBefore reports whether a period is named before a token: "đầu năm 2027 mới
// bắt đầu" begins then.
func (c *clause) periodBefore(at int) bool {
	for i := range at - c.at {
		switch c.tokens[i].fold {
		case "nam", "quy", "tet", "gieng", "chap":
			return true
		case "thang", "tuan":
			return wordAt(c.tokens, i+1) != "nay"
		}
	}
	return false
}

// beginsSometime reads "ra Giêng mới làm": work begins only at a time to come that has
// no date.
func (c *clause) beginsSometime() bool {
	if !c.has(sigSometime) || c.said() || c.has(sigDone) || c.has(sigAct) || c.has(sigSubmit) {
		return false
	}
	for i, t := range c.tokens {
		if next := wordAt(c.tokens, i+1); (t.text == "mới" || t.text == "moi") && (startWords[next] || beginWords[next]) && c.periodBefore(c.at+i) {
			return true
		}
	}
	return false
}

// bossNotYet reports whether "chưa" at a token is said of who signs inside: "em sửa
// rồi mà sếp chưa ưng".
func (c *clause) bossNotYet(at int) bool {
	from := 0
	for i := range at {
		if c.tokens[i].fold == "ma" {
			from = i + 1
		}
	}
	return subjectIn(c.tokens[from:at]) == superiors && !c.endsWith(c.at+at+1)
}

// keptFrom reports whether what goes on in a clause is other business, which kept from
// beginning: "đang thi giữa kỳ nên chưa động đến".
func (r *reading) keptFrom(c *clause) bool {
	if c.index+1 >= len(r.clauses) {
		return false
	}
	next := &r.clauses[c.index+1]
	if w := pairAt(next.tokens, 0); (w == "viec nay" || w == "cai nay" || w == "nv nay") && next.has(sigNotYet) && !next.has(sigDone) {
		return true // "đang dồn cho đại hội, việc này chưa làm"
	}
	if wordAt(next.tokens, 0) == "chua" && next.has(sigBegin) {
		return true // "đang lo đại hội, chưa rờ tới"
	}
	return next.cause && wordAt(next.tokens, 0) == "nen" && next.has(sigNotYet) && next.has(sigBegin)
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
	if wordAt(c.tokens, at-c.at) == "o" && c.endsWith(at+2) && signalAt(c.tokens, at+1-c.at, len(c.tokens)) != sigLimit && signalAt(c.tokens, at+1-c.at, len(c.tokens)) != sigInside {
		return true // "đang ở huyện"
	}
	i := at
	for i < c.end && (wordAt(c.tokens, i-c.at) == "ban" || wordAt(c.tokens, i-c.at) == "di" || wordAt(c.tokens, i-c.at) == "o") {
		i++
	}
	switch pairAt(c.tokens, i-c.at) {
	case "mua tuyen", "mua thi", "mua mua", "mua vu", "mua bao", "mua lu", "dip tet", "dip le", "ky thi", "ky nghi", "ky hop":
		return true // "đang mùa tuyển sinh"
	case "benh vien", "cong tac", "lai xe", "tren duong", "ngoai duong", "nghi phep", "nghi om":
		i += 2
	default:
		switch wordAt(c.tokens, i-c.at) {
		case "hop", "hoc", "duong", "nghi", "om", "an", "xe", "que":
			i++
		case "nha":
			if i == at && c.tokens[i-c.at].text != "nhà" {
				return false // a particle: "đúng tiến độ nha"
			}
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
	if c.noneAtAll(k) {
		s.notStarted = true
		return
	}
	for _, h := range c.hits[k+1:] {
		if h.signal == sigInside && politeWords[wordAt(c.tokens, h.at-c.at)] && c.endsWith(h.end) {
			continue // an address: "chưa rờ tới luôn á sếp"
		}
		switch h.signal {
		case sigDone, sigAct, sigSubmit, sigInside, sigFull:
			s.open = true
			return
		case sigBegin:
			s.notStarted = true
			return
		case sigWh:
			s.notStarted = s.notStarted || h.at == c.hits[k].end && h.end-h.at == 1
		case sigBlocked:
			return // "chưa phát sinh vướng mắc gì"
		case sigWork:
			first := startWords[r.tokens[h.at].fold] || firstSteps[r.tokens[h.at].fold]
			if first {
				s.notStarted = s.notStarted || !c.doneAfter(h.end)
			}
			s.open = s.open || !first
			return
		}
	}
	if k == firstOf(c.hits) && c.unknownWork(c.hits[k].end) {
		s.notStarted = true
	}
	if next := c.hits[k].end; k == firstOf(c.hits) && wordAt(c.tokens, next-c.at) == "co" && (c.endsWith(next+1) || wordAt(c.tokens, next+1-c.at) == "dau" && c.endsWith(next+2)) {
		s.notStarted = true // "chưa có nha"
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
var notWork = newWordSet(`ổn đạt tốt rõ hiểu biết nhận xem nghe thấy gặp đủ đúng hợp đáy đến tới cần phải muốn
	có được bao từng hết qua ai kịp thể nói trả đọc`)

// unknownWork reports whether "chưa" stands before one to four words to the end
// of a clause that are not known: "chưa tập huấn", "chưa phun thuốc".
func (c *clause) unknownWork(at int) bool {
	n := 0
	for i := at - c.at; i < len(c.tokens); i++ {
		t := c.tokens[i]
		switch {
		case t.kind == punct || politeWords[t.fold]:
			continue
		case t.kind == number || n == 0 && notWork.has(t):
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

// noneAtAll reports whether "chưa" at hit k denies that there is any of it, or that what is
// held is held: "chưa có chữ nào", "chưa soạn được chữ nào", "chưa tổ chức".
func (c *clause) noneAtAll(k int) bool {
	for _, h := range c.hits[k+1:] {
		switch h.signal {
		case sigAct:
			return wordAt(c.tokens, h.at-c.at) == "to" && h.at == c.hits[k].end
		case sigDone, sigSubmit, sigInside, sigBlocked, sigOutside, sigOpinion:
			return false
		case sigWh:
			w := wordAt(c.tokens, h.at-c.at)
			last := (w == "nao" || w == "gi") && h.end-h.at == 1 && c.closesWith(h.end)
			return last && h.at-c.hits[k].end <= 4
		}
	}
	return false
}

// closesWith reports whether nothing but "hết", "cả" and politeness follows token end.
func (c *clause) closesWith(end int) bool {
	return !slices.ContainsFunc(c.tokens[end-c.at:], func(t token) bool {
		return t.kind == word && t.fold != "het" && t.fold != "ca" && !politeWords[t.fold] && !particles.has(t)
	})
}

// justPart reports whether "mới xong" begins a clause and says of what: "mới xong
// phần đầu". Alone it may be the whole.
func (c *clause) justPart() bool {
	k := firstOf(c.hits)
	if k == len(c.hits) || c.hits[k].signal != sigFuture || c.hits[k].end-c.hits[k].at < 2 || wordAt(c.tokens, c.hits[k].at-c.at) != "moi" {
		return false
	}
	for _, t := range c.tokens[c.hits[k].end-c.at:] {
		if t.kind != punct && !isFiller(t) {
			return true
		}
	}
	return false
}

// startsAfter reports whether work begins only when something else has happened:
// "sau khi họp mới triển khai".
func (c *clause) startsAfter() bool {
	over := false // "hết mùa lễ hội mới bắt đầu"
	switch wordAt(c.tokens, c.firstWord()) {
	case "het", "sau", "qua", "xong":
		over = true
	}
	if !over && !c.has(sigIf) && !c.has(sigFuture) && !c.has(sigWait) || c.has(sigDone) || c.has(sigAct) || c.has(sigSubmit) {
		return false
	}
	for i, t := range c.tokens {
		if t.text == "mới" || t.text == "moi" {
			if !over && !c.has(sigIf) && (i == 0 || wordAt(c.tokens, i-1) != "roi") {
				continue // "để hết đợt rồi mới bắt đầu"
			}
			switch wordAt(c.tokens, i+1) {
			case "bat", "khoi", "lam", "trien", "thuc":
				return true
			}
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
