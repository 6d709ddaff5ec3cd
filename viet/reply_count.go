package viet

import (
	"slices"
	"strings"
)

// wordSet is a set of words. A word that a text has without marks stands for
// each that it folds to.
type wordSet struct{ marked, folded map[string]bool }

func newWordSet(list string) wordSet {
	s := wordSet{map[string]bool{}, map[string]bool{}}
	for w := range strings.FieldsSeq(list) {
		s.marked[onePlace(w)], s.folded[Fold(w)] = true, true
	}
	return s
}

func (s wordSet) has(t token) bool {
	return t.kind == word && (s.marked[t.text] || !t.marked() && s.folded[t.fold])
}

// Words of which there may be several: "3 phòng", "2 ngày". Lengths of time are
// counted without counting what is to be done; things are also what lines are
// about, as in "2 báo cáo đã gửi".
var (
	timeWords = newWordSet("giờ phút ngày hôm bữa buổi tuần tháng quý năm")
	things    = newWordSet("báo kế văn hồ hội quyết công thông tổ lớp cuộc đợt đề dự nhiệm nội chương")
	counted   = newWordSet(`giờ phút ngày hôm bữa buổi tuần tháng quý năm
		báo kế văn hồ hội quyết công thông tổ lớp cuộc đợt đề dự nhiệm nội chương
		việc phòng hộ tthc đơn xã thủ thư người chi chỉ trung tài khối vb nv mục phần đội quỹ bước trường cái bản ban bàn huyện câu hàng
		hạng hs tiêu cán chuyên biên phụ nửa lần nghìn ngàn trăm chục triệu tỷ tỉ đồng cấp sở đại cháu bạn em bộ lượt bài điểm đứa vị thầy ông chiếc cuốn vòng giai khâu cán thôn`)
)

// counted reports whether a number of things follows: "xong 96 cái", "xong
// 4/6 phòng". Equal counts, as 15/15, are the whole.
func (r *reading) counted(c *clause, h hit) bool {
	for h.end < c.end && aboutWords[wordAt(r.tokens, h.end)] {
		h.end++ // "xong được 3", "hoàn thành khoảng 90"
	}
	t := tokenAt(r.tokens, h.end)
	if h.signal == sigAct && t.kind == number && copies.has(tokenAt(r.tokens, h.end+1)) && (c.has(sigPast) || c.has(sigAlready)) {
		return false // "đã nộp 03 bộ hồ sơ"
	}
	if h.end >= c.end || t.kind != number || h.signal == sigExtend { // "nộp muộn 1 ngày"
		return false
	}
	if w := wordAt(r.tokens, h.end+1); t.kind == number && c.said() && (w == "lan" || clockUnits[w]) {
		return false // "em nộp 2 lần rồi", "nộp 8h sáng nay rồi"
	}
	if h.signal == sigDone && t.kind == number && wordAt(r.tokens, h.end-1) == "som" && timeWords.has(tokenAt(r.tokens, h.end+1)) {
		return false // "về đích sớm 1 tuần"
	}
	if c.saysHowMany(h) {
		return false
	}
	for _, d := range c.dates {
		if d.at <= h.end && h.end < d.end {
			return r.eitherCount(d) && tokenAt(r.tokens, h.end+2).n != t.n
		}
	}
	if sameThousands(r.tokens, h.end) {
		return false
	}
	if wordAt(r.tokens, h.end+1) == "/" {
		return tokenAt(r.tokens, h.end+2).n != t.n
	}
	if isPercent(r.tokens, h.end+1) {
		return t.n < 100 // "xong 98% hồ sơ"
	}
	return wordAt(r.tokens, h.end+1) != "phan"
}

// saysHowMany reports whether "đã", a verb and "xong" stand before a number of things, which
// then says how many there were: "đã bổ nhiệm xong 4 phó trưởng phòng". Of units, which have
// others beside them, it may be a part.
func (c *clause) saysHowMany(h hit) bool {
	i := h.at - c.at
	if h.signal != sigDone || wordAt(c.tokens, i) != "xong" || wordAt(c.tokens, i+2) == "/" || isPercent(c.tokens, i+2) {
		return false
	}
	for k := i - 2; k >= 0 && k >= i-4; k-- {
		if t := c.tokens[k]; t.text == "đã" || t.text == "da" {
			next := tokenAt(c.tokens, i+2)
			return next.kind == word && !partOf.has(next) && !timeWords.has(next)
		}
	}
	return false
}

// partOf are what a task goes through one by one.
var partOf = newWordSet("phòng xã phường huyện đơn trường thôn ấp sở tỉnh khối lớp đợt vòng buổi cuộc phần chương bước mục khâu tuyến hạng cơ trạm trung chi điểm km ha hộ nhà hồ bộ bài tập câu biểu dòng trang")

// sameThousands reports whether an equal count with points in it stands at i:
// "1.204/1.204".
func sameThousands(tokens []token, i int) bool {
	if wordAt(tokens, i+1) != "." || wordAt(tokens, i+3) != "/" || wordAt(tokens, i+5) != "." {
		return false
	}
	for k := range 3 {
		if tokenAt(tokens, i+k).text != tokenAt(tokens, i+4+k).text {
			return false
		}
	}
	return true
}

// copies are the words for several of the same thing.
var copies = newWordSet("bộ bản")

// eitherCount reports whether a day and month may as well be a count: "xong 8/10"
// on a day when 8 October is neither just past nor near.
func (r *reading) eitherCount(d chatDate) bool {
	if !d.figure || d.end-d.at != 3 || r.tokens[d.at].kind != number || r.tokens[d.at].n > r.tokens[d.at+2].n {
		return false
	}
	return r.ctx.Today-d.back > nextMonth && d.ahead-r.ctx.Today > nextMonth
}

// countBefore reports whether only some of several are counted before a word:
// "3 phòng đã nộp", "4/6 văn bản xong". Equal counts, as 15/15, are the whole.
func (c *clause) countBefore(at int) bool {
	for i := 0; i < at-c.at; i++ {
		t := c.tokens[i]
		if t.kind != number || c.dated(i) {
			continue
		}
		if wordAt(c.tokens, i+1) == "/" && tokenAt(c.tokens, i+2).kind == number {
			if tokenAt(c.tokens, i+2).n > t.n && countNouns[wordAt(c.tokens, i+3)] {
				return true
			}
			i += 2
			continue
		}
		if wordAt(c.tokens, i-1) == "duoc" && i+1 == at-c.at {
			return true // "được 2 xong"
		}
		switch wordAt(c.tokens, i+1) {
		case "phong", "don", "xa", "nguoi", "trung", "huyen":
			return wordAt(c.tokens, i-1) != "cho" // "cấp cho 45 người xong rồi"
		}
	}
	return false
}

// someOf reports whether a clause counts what is done or left: "4/6 phòng",
// "còn 2 lớp".
func (r *reading) someOf(c *clause) bool {
	if c.onlyThisMore() {
		return true
	}
	for i, t := range c.tokens {
		if t.kind != number || isPercent(c.tokens, i+1) || c.dated(i) {
			continue
		}
		of := tokenAt(c.tokens, i+2)
		if wordAt(c.tokens, i+1) == "/" && of.kind == number && of.n > t.n && countNouns[wordAt(c.tokens, i+3)] {
			return !c.attended(i + 4)
		}
		next := tokenAt(c.tokens, i+1)
		if i > 0 && wordAt(c.tokens, i-1) == "con" && counted.has(next) && !timeWords.has(next) {
			return true
		}
	}
	return false
}

// takesAll reports whether all there are of something are counted from token i on: "100% cơ
// sở", "27/27 xã".
func (c *clause) takesAll(i int) bool {
	for ; i < len(c.tokens); i++ {
		t, of := c.tokens[i], tokenAt(c.tokens, i+2)
		if t.kind != number || t.n < 1 {
			continue
		}
		if t.n == 100 && isPercent(c.tokens, i+1) || t.n > 1 && wordAt(c.tokens, i+1) == "/" && of.n == t.n && tokenAt(c.tokens, i+3).kind == word && i+3 < len(c.tokens) {
			return true
		}
	}
	return false
}

// onlyThisMore reports whether something is still to come before the end: "còn cái bìa nữa là
// xong", "giám đốc ký nữa là xong", "còn lâu mới xong".
func (c *clause) onlyThisMore() bool {
	still := wordAt(c.tokens, c.firstWord()) == "con"
	for i, t := range c.tokens {
		if still && (t.text == "nữa" || t.text == "nua") && (wordAt(c.tokens, i+1) == "thoi" || c.endsWith(c.at+i+1)) && i > 1 && !c.has(sigNot) {
			return true // "còn đúng phụ lục nữa thôi"
		}
		if w := wordAt(c.tokens, i+2); (t.text == "nữa" || t.text == "nua") && wordAt(c.tokens, i+1) == "la" && (w == "du" || w == "het" || w == "ok" || w == "tron") {
			return true // "còn cái phụ lục nữa là đủ bộ"
		}
	}
	for _, h := range c.hits {
		if h.signal == sigFuture && wordAt(c.tokens, h.end-1-c.at) == "xong" && h.end-h.at > 1 {
			before := tokenAt(c.tokens, h.at-1-c.at)
			return still || before.text == "nữa" || before.text == "nua"
		}
	}
	return false
}

// attended reports whether those counted before token i only came to something:
// "64/70 người dự".
func (c *clause) attended(i int) bool {
	switch wordAt(c.tokens, i) {
	case "du", "tham", "den", "toi", "co":
		return c.tokens[i].text != "đủ" && (c.tokens[i].fold != "co" || wordAt(c.tokens, i+1) == "mat")
	}
	return false
}

// wholeCount reports whether a clause says "đã" of all there are, with a word
// that is not known: "đã tập huấn cho 120/120 cán bộ".
func (r *reading) wholeCount() bool {
	for i := range r.clauses {
		c := &r.clauses[i]
		if c.question || c.has(sigOrder) || c.requests() || c.has(sigReceipt) || c.has(sigNot) || c.has(sigNotYet) || c.has(sigDraft) || c.has(sigIf) || c.has(sigLimit) || c.has(sigOngoing) {
			continue
		}
		if c.said() && c.reachesTarget() {
			return true
		}
		if !c.said() || c.othersAct(c.end) || c.othersEnd(c.end) || c.praises() {
			continue
		}
		if c.usedUp() || c.reachesEverybody() {
			return true
		}
		for k, t := range c.tokens {
			if announces[t.fold] {
				break // a step before the work
			}
			if t.n == 100 && t.kind == number && isPercent(c.tokens, k+1) {
				return true
			}
			of := tokenAt(c.tokens, k+2)
			full := c.countsNoun(k+3) && !r.dated(c.at+k) || wordAt(c.tokens, k-1) == "du"
			if t.kind == number && t.n > 0 && wordAt(c.tokens, k+1) == "/" && of.n == t.n && full {
				return true
			}
		}
	}
	return false
}

// usedUp reports whether "hết" or "đủ" ends a verb that is not known, said of the
// past: "đã trao hết bằng khen". Means that are used up are no end.
func (c *clause) usedUp() bool {
	if c.allOver() {
		return true
	}
	past := -1 // the end of "đã"
	for _, h := range c.hits {
		if h.signal == sigPast {
			past = h.end
		}
		if h.signal != sigFull || past < 0 {
			continue
		}
		whole := c.endsWith(h.end) && wordAt(c.tokens, h.end-1-c.at) == "du" && h.end-h.at == 2
		if n := h.at - past; n < 1 || n > 2 && !whole || n > longestLead {
			continue
		}
		verb := c.tokens[past-c.at]
		thing := subjectLexicon.first(c.tokens[h.end-c.at:]).signal == sigThing
		return verb.kind == word && !noWork.has(verb) && !thing && !announces[verb.fold]
	}
	return false
}

// spent are means that "hết" says are gone; folded.
var spent = newPhrases(map[string]bool{"von": true, "tien": true, "kinh phi": true, "xang": true, "giay": true, "muc": true, "nguon": true, "thuoc": true, "vac xin": true, "nguoi": true})

// allOver reports whether a clause begins with one verb that is not known, "hết" right behind
// it and "rồi" at its end: "rà hết rồi", "em đẩy hết dữ liệu lên kho rồi".
func (c *clause) allOver() bool {
	i := c.firstWord()
	for i < len(c.tokens) && (ownWords[c.tokens[i].fold] || c.tokens[i].fold == "da") {
		i++
	}
	if t := tokenAt(c.tokens, i+1); t.text != "hết" && t.text != "het" || noWork.has(c.tokens[i]) || announces[c.tokens[i].fold] || c.tokens[i].kind != word {
		return false
	}
	if _, n := spent.at(c.tokens, i+2); n > 0 || subjectLexicon.first(c.tokens[i:]).end > 0 || signalAt(c.tokens, i, len(c.tokens)) != noSignal {
		return false
	}
	for _, h := range c.hits {
		if h.signal == sigAlready && c.endsWith(h.end) {
			return true
		}
	}
	return false
}

// noWork are verbs that leave nothing done when they are over.
var noWork = newWordSet(`dùng tiêu xài quên nói kể đi nghỉ mất chết bỏ biết hiểu xem đọc nghe nhận gọi giao phân nhắc chuẩn bàn hỏi rõ nắm lo bị
	được hủy xóa dừng ngừng cạn trình xin đề lên có bố trang huy`)

// reachesEverybody reports whether "toàn thể", "tất cả" stands behind a verb that is not
// known, said of the past: "đã tập huấn cho toàn thể giáo viên". Steps that tell or ask
// everybody are no end.
func (c *clause) reachesEverybody() bool {
	verb := -1
	for i, t := range c.tokens {
		if t.text == "đã" || t.text == "da" {
			verb = i + 1
		}
		all := t.fold + " " + wordAt(c.tokens, i+1)
		if verb > 0 && i > verb && (all == "toan the" || all == "tat ca" || all == "toan bo") && i+2 < len(c.tokens) {
			first := c.tokens[verb]
			return first.kind == word && !noWork.has(first) && !announces[first.fold] && signalAt(c.tokens, verb, len(c.tokens)) == noSignal
		}
	}
	return false
}

// reachesTarget reports whether "đủ", "đạt" or "vượt" stands before what was to be
// reached: "đã tuyển đủ chỉ tiêu".
func (c *clause) reachesTarget() bool {
	for i, t := range c.tokens {
		switch t.fold {
		case "du", "dat", "vuot":
		default:
			continue
		}
		switch pairAt(c.tokens, i+1) {
		case "chi tieu", "ke hoach", "so luong", "muc tieu":
			return true
		}
	}
	return false
}

// countsNoun reports whether a word that may be counted stands at i.
func (c *clause) countsNoun(i int) bool {
	t := tokenAt(c.tokens, i)
	return countNouns[t.fold] || i < len(c.tokens) && t.kind == word && signalAt(c.tokens, i, len(c.tokens)) == noSignal && !particles.has(t)
}

// announces are words of steps that reach all before the work is done.
var announces = map[string]bool{"thong": true, "bao": true, "moi": true, "khao": true, "lien": true, "hop": true, "quan": true, "pho": true, "trien": true, "dong": true, "tiep": true}

// requests reports whether a clause asks for something; "cho" alone says for
// whom.
func (c *clause) requests() bool {
	for _, h := range c.hits {
		if h.signal == sigAsk && (h.end-h.at > 1 || wordAt(c.tokens, h.at-c.at) != "cho") {
			return true
		}
	}
	return false
}

// dated reports whether a token belongs to a date.
func (r *reading) dated(at int) bool { return inDate(r.dates, at) }

// dated reports whether token i of a clause belongs to a date that can be no count.
func (c *clause) dated(i int) bool {
	return inDate(c.dates, c.at+i) && (wordAt(c.tokens, i+3) == "/" || wordAt(c.tokens, i-3) == "/" || namesDay(c.tokens, i))
}

// namesDay reports whether "ngày" or "tháng" close before a number makes a date of it.
func namesDay(tokens []token, i int) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		switch tokens[j].fold {
		case "ngay", "thang", "hom":
			return true
		}
	}
	return false
}

func inDate(dates []chatDate, at int) bool {
	return slices.ContainsFunc(dates, func(d chatDate) bool { return d.at <= at && at < d.end })
}

// partReached reports whether "đã" is said of a share below the whole: "đã giải
// ngân 62% vốn".
func (r *reading) partReached() bool {
	for _, p := range r.percents {
		c := r.clauseAt(p.at)
		if p.scope && p.value > 0 && p.value < 100 && !c.question && (c.has(sigPast) || r.verbBefore(c, p)) && !c.has(sigNot) && !c.has(sigReceipt) && !r.planned(p) {
			return true
		}
	}
	return false
}

// verbBefore reports whether a word that is not known stands right before a share,
// as a verb does: "giải ngân 45% vốn".
func (r *reading) verbBefore(c *clause, p percentFound) bool {
	t := tokenAt(r.tokens, p.at-1)
	return p.at > c.at && t.kind == word && signalAt(r.tokens, p.at-1, c.end) == noSignal
}

// countFirst reports whether a piece begins with how many of something: "5 hội
// nghị đã tổ chức" does not say of how many. A length of time is no count.
func (r *reading) countFirst() bool {
	next := tokenAt(r.tokens, 1)
	return r.tokens[0].kind == number && counted.has(next) && !timeWords.has(next)
}
