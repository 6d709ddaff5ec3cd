package viet

// aside reports whether a clause behind an end only remarks on it: it offers to send
// again, tells what others do with it next, why the answer comes late, or that the
// office has still to mark it. What goes on there is not the work.
func (r *reading) aside(c *clause) bool {
	if c.has(sigBut) || c.has(sigDone) && !c.has(sigIf) {
		return false
	}
	return c.nextTime() || c.meanwhile() || c.otherWork() && !c.has(sigNotYet) || c.tellsMore() || c.wonderedAt() || c.offersAgain() || c.othersUse() || c.ownAffairs() || c.answersLate() || c.awaitsMark() || c.cannotMark() || c.wondersAt()
}

// tellsMore reports whether a clause promises only to tell more of what has ended: "mai em
// báo kỹ hơn".
func (c *clause) tellsMore() bool {
	told, more := false, false
	for i, t := range c.tokens {
		switch t.fold {
		case "bao", "noi", "gap", "trao", "ke":
			told = true
		}
		switch t.fold + " " + wordAt(c.tokens, i+1) {
		case "chi tiet", "ky hon", "cu the", "giao ban":
			more = true
		}
	}
	return told && more && !c.has(sigNotYet)
}

// nextTime reports whether a clause speaks of another time: "lần sau nhắc sớm hơn".
func (c *clause) nextTime() bool {
	i := c.firstWord()
	switch pairAt(c.tokens, i) {
	case "lan sau", "dot sau", "sau nay", "ky sau":
		return true
	}
	return false
}

// meanwhile reports whether a clause only says what others did then: "lúc thầy cô còn đang
// nhận hoa".
func (c *clause) meanwhile() bool {
	i := c.firstWord()
	if w := tokenAt(c.tokens, i).text; w != "lúc" && w != "luc" {
		return false
	}
	h := subjectLexicon.first(c.tokens[min(i+1, len(c.tokens)):])
	return h.signal != sigSelf && !c.has(sigNotYet) && !c.has(sigBlocked) && c.has(sigOngoing)
}

// offersAgain reads "có gì sai anh báo em sửa", "VP chưa thấy thì báo lại em gửi lần
// nữa": what is done only if somebody finds it wanting.
func (c *clause) offersAgain() bool {
	told := false
	for i, t := range c.tokens {
		switch t.fold {
		case "bao", "noi", "goi", "nhan", "alo", "hu", "phan":
			told = told || wordAt(c.tokens, i-1) == "thi" || isPerson(wordAt(c.tokens, i-1)) || vpAt(c.tokens, i-1)
		}
	}
	if !told {
		return false
	}
	first := c.firstWord()
	switch pairAt(c.tokens, first) {
	case "co gi", "can gi", "thieu gi", "sai gi":
		return true
	}
	for i := range c.tokens {
		if c.tokens[i].fold == "thi" && i > 0 {
			return true
		}
	}
	return false
}

// firstWord returns the first token of a clause that is more than a mark or
// politeness.
func (c *clause) firstWord() int {
	i := 0
	for i < len(c.tokens)-1 && (c.tokens[i].kind == punct || isYes(c.tokens[i])) {
		i++
	}
	return i
}

// vpAt reports whether the office is named in its last word at i: "VP", "văn phòng".
func vpAt(tokens []token, i int) bool {
	return wordAt(tokens, i) == "vp" || wordAt(tokens, i) == "phong" && wordAt(tokens, i-1) == "van"
}

// using are verbs of what others do with what has ended.
var using = newPhrases(map[string]bool{
	"tong ket": true, "so ket": true, "trao giai": true, "trao thuong": true, "khen thuong": true,
	"se thay": true, "nhan duoc": true, "se nhan": true, "len lay": true, "qua lay": true, "den lay": true,
})

// othersUse reports whether others are the subject of a clause that tells what comes
// after the work: "tuần sau Sở sẽ tổng kết".
func (c *clause) othersUse() bool {
	if c.has(sigNotYet) || c.has(sigNot) || c.has(sigBlocked) || c.has(sigWait) {
		return false
	}
	for i := range c.tokens {
		if _, n := using.at(c.tokens, i); n > 0 {
			from := 0
			for _, d := range c.dates {
				if d.end-c.at <= i {
					from = d.end - c.at
				}
			}
			switch subjectIn(c.tokens[from:i]) {
			case others, superiors:
				return true
			}
			return vpAt(c.tokens, i-1) || vpAt(c.tokens, i-2)
		}
	}
	return false
}

// trips are what takes somebody away from the desk; folded.
var trips = newPhrases(map[string]bool{
	"di cong tac": true, "di hop": true, "di hoc": true, "di tap huan": true, "di vang": true, "di phep": true, "di xa": true, "di nghi": true, "nghi phep": true, "nghi om": true, "nghi": true, "bay": true, "ve que": true, "om": true, "ban hop": true, "di de": true, "di ngu": true, "di an": true, "di ve": true, "ve nha": true, "di choi": true,
})

// ownAffairs reports whether a clause says only where somebody is or goes: "đang nghỉ
// phép", "mai em đi công tác".
func (c *clause) ownAffairs() bool {
	for _, h := range c.hits {
		if h.signal == sigOngoing && wordAt(c.tokens, h.at-c.at) == "dang" && c.away(h.end) {
			return true
		}
	}
	i := c.firstWord()
	for _, d := range c.dates {
		if d.at == c.at+i {
			i = d.end - c.at
		}
	}
	for w := wordAt(c.tokens, i); ownWords[w] || w == "phai" || w == "gio" || w == "bay"; w = wordAt(c.tokens, i) {
		i++
	}
	_, n := trips.at(c.tokens, i)
	if tokenAt(c.tokens, i).text == "nghĩ" {
		return false
	}
	return n > 0 && !c.has(sigAct) && !c.has(sigSubmit) && !c.has(sigWork)
}

// answersLate reports whether a clause tells why the answer, and not the work, comes
// late: "đang nghỉ phép nên trả lời muộn", "quên báo", "chưa kịp báo".
func (c *clause) answersLate() bool {
	for i := range c.tokens {
		switch pairAt(c.tokens, i) {
		case "tra loi", "nhan tin", "bao lai", "phan hoi", "bao cao":
			if late.has(tokenAt(c.tokens, i+2)) {
				return true
			}
		case "bao muon", "bao tre", "bao cham", "quen bao", "quen nhan", "rep muon", "rep tre", "rep cham":
			return true
		}
	}
	return c.onlyUntold()
}

// telling are the verbs of telling the office of an end.
var telling = newPhrases(map[string]bool{"bao": true, "bao cao": true, "nhan tin": true, "tra loi": true, "phan hoi": true, "tick": true, "tich": true, "bam": true, "cap nhat": true})

// onlyUntold reports whether "chưa" denies the telling and no more: "chưa báo thôi",
// "chưa kịp cập nhật lên hệ thống".
func (c *clause) onlyUntold() bool { return untoldAt(c.tokens) }

// untoldAt is onlyUntold of words that are no clause yet.
func untoldAt(tokens []token) bool {
	for i, t := range tokens {
		if t.text != "chưa" && t.text != "chua" {
			continue
		}
		who := subjectIn(tokens[:i])
		if i++; wordAt(tokens, i) == "kip" {
			i++
		}
		_, n := telling.at(tokens, i)
		return n > 0 && (who == ourselves || who == ourWork)
	}
	return false
}

// awaitsMark reports whether a clause waits for the office to mark the end, which is
// its part and not the work: "chờ VP xác nhận thôi".
func (c *clause) awaitsMark() bool {
	for _, h := range c.hits {
		if h.signal != sigWait {
			continue
		}
		for i := h.at - c.at; i < len(c.tokens); i++ {
			switch pairAt(c.tokens, i) {
			case "xac nhan", "kiem tra", "giao viec", "ghi nhan", "dong viec", "danh dau", "cap nhat":
				if !c.endsWith(c.at + i + 2) {
					return false // "chờ VP xác nhận số liệu"
				}
				return vpAt(c.tokens, i-1) || wordAt(c.tokens, i-1) == "bot" || isPerson(wordAt(c.tokens, i-1))
			case "tich xanh", "tich giup", "tick giup", "tich xong":
				return true
			}
		}
	}
	return false
}

// marking are the verbs of marking an end in the system; folded.
var marking = newPhrases(map[string]bool{"bam": true, "tick": true, "tich": true, "cap nhat": true, "danh dau": true, "hien": true, "ghi nhan": true})

// cannotMark reports whether a clause says that the system does not take the mark of
// what has ended: "mà hệ thống lỗi chưa bấm được".
func (c *clause) cannotMark() bool {
	i := c.firstWord()
	if wordAt(c.tokens, i) == "ma" {
		i++
	}
	if !machineAt(c.tokens, i) || !c.has(sigNotYet) && !c.has(sigNot) {
		return false
	}
	for i < len(c.tokens) {
		if _, n := marking.at(c.tokens, i); n > 0 {
			return true
		}
		i++
	}
	return false
}

// machineAt reports whether the system in which ends are marked is named at i.
func machineAt(tokens []token, i int) bool {
	switch wordAt(tokens, i) {
	case "bot", "app", "web":
		return true
	}
	w := pairAt(tokens, i)
	return w == "he thong" || w == "phan mem"
}

// wondersAt reads "hổng lẽ chưa nhận được báo cáo": what cannot be is only wondered at.
func (c *clause) wondersAt() bool {
	i := c.firstWord()
	switch pairAt(c.tokens, i) {
	case "khong le", "hong le", "chang le", "le nao", "ko le":
		return true
	}
	return false
}
