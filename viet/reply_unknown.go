package viet

// What the aspect of a verb tells when the verb itself is not known. These are
// asked last, when nothing else was understood.

// unknown judges a reply by its aspects alone: "chưa phun đợt nào" is not begun,
// "mới khoan được 3 giếng" and "vẫn chạy đều" are under way, "không có người lái"
// and "bị cắt" are in the way.
func (r *reading) unknown() Intent {
	read := Unclear
	for i := range r.clauses {
		c := &r.clauses[i]
		if c.question || c.has(sigReceipt) && !c.beginsYes() || c.has(sigIf) {
			continue
		}
		if c.has(sigOrder) {
			if c.untouched() {
				read = NotStarted // "chưa phân công ai"
			}
			continue
		}
		switch {
		case c.suffers() || c.forbidden() || c.lacksAny() && !c.nothingDone():
			return Blocked
		case c.untouched() || c.nothingDone():
			read = NotStarted
		case read == Unclear && (r.countReached(c) || c.keepsOn() || c.inStage() || c.nearly() || r.willBring(c)):
			read = Progress
		}
	}
	return read
}

// beginsYes reports whether the only receipt of a clause is the yes it begins with.
func (c *clause) beginsYes() bool {
	for _, h := range c.hits {
		if h.signal == sigReceipt && h.at > c.at {
			return false
		}
	}
	return true
}

// suffers reports whether "bị" says that something was done to the work or to those
// who do it.
func (c *clause) suffers() bool {
	for i, t := range c.tokens {
		if (t.text == "bị" || t.text == "bi") && i+1 < len(c.tokens) {
			switch wordAt(c.tokens, i-1) {
			case "chuan", "thiet", "trang", "khong", "chua", "ko":
				continue
			}
			return !c.solved()
		}
	}
	return false
}

// forbidden reports whether others do not let the work go on: "chốt kiểm dịch không cho
// vào".
func (c *clause) forbidden() bool {
	for k, h := range c.hits {
		if h.signal != sigNot || k+1 >= len(c.hits) || c.hits[k+1].signal != sigAsk || c.hits[k+1].at != h.end || c.endsWith(c.hits[k+1].end) {
			continue
		}
		switch c.subjectOf(h.at - c.at) {
		case others, unknownSubject:
			return wordAt(c.tokens, h.end-c.at) == "cho"
		}
	}
	return false
}

// harmless are the words behind "không có" that say all is well.
var harmless = map[string]bool{"gi": true, "van": true, "vuong": true, "kho": true, "y": true, "thay": true, "phat": true, "tro": true, "dau": true, "sai": true,
	"loi": true, "viec": true, "nhu": true, "truong": true, "khieu": true, "bien": true, "moi": true, "them": true, "chuyen": true, "don": true}

// lacksAny reports whether a clause denies having something: "không có người lái
// máy xúc". What is lacking need not be known, but for what one is glad to lack.
func (c *clause) lacksAny() bool {
	for _, h := range c.hits {
		i := h.end - c.at
		if h.signal != sigNot || wordAt(c.tokens, i) != "co" && wordAt(c.tokens, i) != "tim" {
			continue
		}
		next, verb := tokenAt(c.tokens, i+1), wordAt(c.tokens, i+2)
		if next.fold == "ai" && (harmless[verb] || verb == "") {
			continue
		}
		if i+1 < len(c.tokens) && next.kind == word && !harmless[next.fold] {
			return true
		}
	}
	return false
}

// untouched reports whether "chưa" stands before a verb that is not known, said of
// oneself or of the work, and "gì", "nào" or "ai" may close it: "chưa phun đợt
// nào", "việc này phòng chưa triển".
func (c *clause) untouched() bool {
	for _, h := range c.hits {
		if h.signal != sigNotYet {
			continue
		}
		i := h.end - c.at
		if i >= len(c.tokens) || c.tokens[i].kind != word || notWork.has(c.tokens[i]) {
			return false
		}
		switch c.subjectOf(h.at - c.at) {
		case ourselves, ourWork:
			return true
		}
		return false
	}
	return false
}

// nothingDone reads "không có làm gì": "có" before a verb makes it "chưa".
func (c *clause) nothingDone() bool {
	for _, h := range c.hits {
		i := h.end - c.at
		if h.signal == sigNot && wordAt(c.tokens, i) == "co" && startWords[wordAt(c.tokens, i+1)] {
			return true
		}
	}
	return false
}

// countReached reports whether so many of something are done, of how many not
// being said: "mới khoan được 3 giếng", "đã đi kiểm tra 6 xã rồi".
func (r *reading) countReached(c *clause) bool {
	if c.has(sigNot) || c.has(sigNotYet) || c.has(sigFuture) || c.has(sigHedge) {
		return false
	}
	reached := c.said()
	for i, t := range c.tokens {
		switch {
		case t.text == "mới" || t.text == "moi" || t.fold == "duoc":
			reached = true
		case t.kind == number && t.n > 0 && reached && i > 1 && !r.dated(c.at+i):
			next := tokenAt(c.tokens, i+1)
			_, n := documentAt(r.tokens, c.at+i-1)
			if sep := next.fold; n == 0 && (sep == "." || sep == "/") && !next.space && tokenAt(c.tokens, i+2).kind == number {
				return true // "1.200/2.000 hồ sơ"
			}
			return n == 0 && next.kind == word && !timeWords.has(next) && wordAt(c.tokens, i-1) != "so"
		}
	}
	return false
}

// notKept follow "van" where it is no "vẫn": "văn bản", "văn phòng", "vấn đề".
var notKept = map[string]bool{"con": true, "de": true, "phong": true, "ban": true, "thu": true, "hoa": true, "chua": true}

// stillWork are verbs of work behind "còn".
var stillWork = newWordSet("sửa chỉnh rà bổ hoàn gom nhập soát đối tính vẽ in đọc làm viết soạn")

// keepsOn reports whether "vẫn" or "cứ" stands before a verb that is not known:
// "vẫn chạy đều ạ".
func (c *clause) keepsOn() bool {
	if c.has(sigNot) || c.has(sigNotYet) || c.has(sigFuture) {
		return false
	}
	for i, t := range c.tokens {
		if next := tokenAt(c.tokens, i+1); t.text == "còn" && i > 0 && wordAt(c.tokens, i-1) != "khong" && next.kind == word && stillWork.has(next) {
			return c.subjectOf(i) == ourselves // "bên em còn sửa phụ lục"
		}
		if t.text == "vẫn" || t.text == "van" {
			next := tokenAt(c.tokens, i+1)
			return next.kind == word && !notKept[next.fold] && !courteous(c.tokens, i+1) && c.subjectOf(i) != others
		}
	}
	return false
}

// nearly reports whether "sắp" stands before a verb that is not known: "sắp tới
// đích".
func (c *clause) nearly() bool {
	for i, t := range c.tokens {
		if t.text == "sắp" || t.text == "sap" {
			return c.subjectOf(i) != others && tokenAt(c.tokens, i+1).kind == word && wordAt(c.tokens, i+1) != "nhap"
		}
	}
	return false
}

// bringing are verbs with which an answer or a result is promised.
var bringing = newWordSet("báo chốt đưa giao trả mang lo")

// willBring reports whether oneself brings something on a day to come: "cuối quý em
// báo".
func (r *reading) willBring(c *clause) bool {
	for _, d := range c.dates {
		i := d.end - c.at
		if d.ahead > r.ctx.Today && !d.past && (ownWords[wordAt(c.tokens, i)] || isPerson(wordAt(c.tokens, i))) && bringing.has(tokenAt(c.tokens, i+1)) && wordAt(c.tokens, i+2) != "loi" {
			return true
		}
	}
	return false
}

// inStage reports whether the work has come to some stage: "tới bước cuối rồi".
func (c *clause) inStage() bool {
	for i, t := range c.tokens {
		switch t.fold {
		case "toi", "den", "qua", "sang", "vao", "o", "ban":
		default:
			continue
		}
		if (t.fold == "o" || t.fold == "ban" && wordAt(c.tokens, i-1) == "tren") && signalAt(c.tokens, i+1, len(c.tokens)) == sigInside {
			return true // "đang ở chỗ sếp"
		}
		switch wordAt(c.tokens, i+1) {
		case "buoc", "khau", "giai", "vong", "cong", "phan", "doan", "muc", "chuong", "trang":
			return !c.has(sigNot) && !c.has(sigNotYet) && c.subjectOf(i) != others
		}
	}
	return false
}

// willDeliver reports whether a piece says that it will be handed in, or be over, in time,
// and names no day: "sẽ nộp đúng hạn".
func (r *reading) willDeliver() bool {
	for i := range r.clauses {
		c := &r.clauses[i]
		if c.question || !c.has(sigFuture) || c.has(sigNot) || c.has(sigNotYet) || c.has(sigHedge) || c.has(sigIf) || c.requests() {
			continue
		}
		for k := range c.tokens {
			if (c.tokens[k].text == "sẽ" || c.tokens[k].text == "se") && (c.has(sigAct) || c.has(sigDone)) && c.has(sigFull) {
				return true
			}
		}
	}
	return false
}

// byTheHour reports whether an hour is named at which something is handed in or over: "10h em
// gửi", "15 phút nữa em nộp".
func (r *reading) byTheHour() bool {
	for i := range r.clauses {
		c := &r.clauses[i]
		if c.question || c.said() || c.has(sigNot) || c.has(sigNotYet) || !c.has(sigAct) && !c.has(sigDone) {
			continue
		}
		for k, t := range c.tokens {
			if t.kind == number && clockUnits[wordAt(c.tokens, k+1)] {
				return true
			}
		}
	}
	return false
}

// notPromised follow "là" where a day is only named: "15/12 là hạn", "mai là thứ 3".
var notPromised = newWordSet("hạn ngày thứ chủ lễ sinh tết deadline hết đến tới gì sao nghỉ bao sớm muộn gấp quá mấy")

// laterToday are the parts of today that are still to come.
var laterToday = map[string]bool{"chieu": true, "toi": true, "cuoi": true}

// willBe reports whether a day to come says when something will be there, whatever is
// said of it: "hết tháng này là đâu vào đấy", "đầu tháng 12 có nhé".
func (r *reading) willBe() bool {
	for i := range r.clauses {
		c := &r.clauses[i]
		if c.question || c.has(sigNot) || c.has(sigNotYet) || c.has(sigPast) || c.has(sigHedge) || c.has(sigIf) || c.has(sigReceipt) || c.requests() {
			continue
		}
		for _, d := range c.dates {
			if d.past || d.ahead < r.ctx.Today || d.ahead == r.ctx.Today && !laterToday[r.tokens[d.at].fold] || r.oldDate(d) || r.documentDate(d) {
				continue
			}
			next := tokenAt(c.tokens, d.end-c.at+1)
			switch wordAt(c.tokens, d.end-c.at) {
			case "la":
				if next.kind == word && !notPromised.has(next) && d.end-c.at+1 < len(c.tokens) {
					return true
				}
			case "moi":
				if r.bringsAt(d.end + 1) {
					return true
				}
			case "co":
				if c.closes(d.end+1) || r.bringsAt(d.end) {
					return true
				}
			default:
				if d.end < c.end && signalAt(r.tokens, d.end, c.end) == sigFull {
					return true // "quý này dứt điểm"
				}
			}
		}
	}
	return false
}
