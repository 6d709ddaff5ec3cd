package viet

import "slices"

// concedes reports whether a clause grants what does not count against what is said
// after it: "tuy hơi vất vả", "mặc dù thiếu người", "tưởng không kịp".
func (c *clause) concedes() bool {
	i := 0
	for i < len(c.tokens) && (c.tokens[i].kind == punct || courteous(c.tokens, i)) {
		i++
	}
	switch tokenAt(c.tokens, i).text {
	case "tuy", "dù", "dẫu":
		return wordAt(c.tokens, i+1) != "nhien" && wordAt(c.tokens, i+1) != "an" // "tuy nhiên", "dự án"
	case "làm", "đâu", "không", "lam", "khong":
		w := pairAt(c.tokens, i+1)
		return w == "gi co" && wordAt(c.tokens, i+3) == "chuyen" || w == "co chuyen" // "làm gì có chuyện chưa nộp"
	case "mặc", "mac":
		return wordAt(c.tokens, i+1) == "du" || wordAt(c.tokens, i+1) == "cho"
	}
	return supposes(c.tokens) || c.onlyUntold() || c.wonderedAt()
}

// wonderedAt reports whether a clause guesses that the office, or its system, has not seen
// what was done: "chắc anh chưa xem mail".
func (c *clause) wonderedAt() bool {
	i := c.firstWord()
	if wordAt(c.tokens, i) != "chac" || !c.has(sigNotYet) {
		return false
	}
	return isPerson(wordAt(c.tokens, i+1)) && !ownWords[wordAt(c.tokens, i+1)] || wordAt(c.tokens, i+1) == "vp" || machineAt(c.tokens, i+1)
}

// nowDone reports whether a clause says "nay xong rồi" after one that says that it was not
// before.
func (c *clause) nowDone() bool {
	i := c.firstWord()
	if wordAt(c.tokens, i) == "nhung" {
		i++
	}
	w := wordAt(c.tokens, i)
	return (w == "nay" || w == "gio") && c.has(sigAlready) && c.has(sigDone) && !c.has(sigNotYet) && !c.has(sigNot)
}

// corrects reports whether a clause sets what holds against the one before it: "chứ báo cáo
// thì xong rồi".
func (c *clause) corrects() bool {
	if c.tokens[0].text != "chứ" {
		return false
	}
	for _, h := range c.hits {
		switch h.signal {
		case sigNot, sigNotYet, sigHand:
			return false
		}
	}
	return true
}

// onlyDenies reports whether a clause says with "chứ" what does not hold: "chưa xong chứ
// không phải chưa làm".
func (c *clause) onlyDenies() bool {
	if c.tokens[0].text != "chứ" || c.notOurs() || c.notMine() {
		return false
	}
	if wordAt(c.tokens, 1) == "dau" {
		return true
	}
	w := pairAt(c.tokens, 1)
	return w == "khong phai" || w == "ko phai" || w == "dau phai" || w == "chang phai"
}

// supposes reports whether words begin with what somebody had thought would fail:
// "tưởng không kịp".
func supposes(tokens []token) bool {
	i := 0
	for i < len(tokens) && (courteous(tokens, i) || len(tokens[i].fold) <= 2 || tokens[i].fold == "truoc") {
		i++
	}
	if w := tokenAt(tokens, i).text; w != "tưởng" && w != "tuong" {
		return false
	}
	switch wordAt(tokens, i+1) {
	case "khong", "chua", "kho", "chang":
		return true
	case "bao", "nhan":
		return wordAt(tokens, i+2) == "roi" // "tưởng báo rồi"
	}
	return false
}

// nevertheless reports whether a clause sets an end against the obstacle of the clause
// before it, which does not go on: "vướng kinh phí lúc đầu nhưng đã xong", "mất mạng,
// giờ gửi rồi".
func (r *reading) nevertheless(c *clause) bool {
	first := wordAt(c.tokens, c.firstWord())
	still := slices.ContainsFunc(c.hits, func(h hit) bool { return h.signal == sigDone && wordAt(c.tokens, h.at-c.at) == "van" })
	if !c.done || !c.said() && !still || c.index == 0 || !c.has(sigBut) && first != "gio" && first != "nay" {
		return false
	}
	before := &r.clauses[c.index-1]
	if before.struck() {
		return true
	}
	if before.has(sigOngoing) || before.has(sigNotYet) || before.has(sigWait) {
		return false
	}
	for _, t := range before.tokens {
		switch t.fold {
		case "con", "van", "hien":
			return false
		}
	}
	return true
}
