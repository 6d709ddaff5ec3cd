package viet

import "strings"

// resultStates say that the result is there, behind "đã" or before "rồi"; folded. None
// says so of what is only planned, drafted or given to the work.
var resultStates = newPhrases(map[string]bool{
	"len trang": true, "len cong": true, "len web": true, "len website": true, "len song": true, "len bao": true, "len fanpage": true,
	"co hieu luc": true, "khep lai": true, "khep so": true, "tat toan": true, "ve dich": true, "can dich": true,
	"dut diem": true, "ngon lanh": true, "gon gang": true, "gon": true, "xong xuoi": true, "vao nen nep": true, "di vao hoat dong": true, "di vao van hanh": true,
})

// finalPapers are documents that end the work when one has them and nothing says what
// they decide: "đã có quyết định", but not "đã có quyết định giao vốn".
var finalPapers = newPhrases(map[string]bool{
	"quyet dinh": true, "qd": true, "nghi quyet": true, "giay phep": true, "giay chung nhan": true, "ket luan": true, "bien ban nghiem thu": true,
	"van ban phe duyet": true, "van ban ban hanh": true, "chung nhan": true,
})

// stands reports whether a piece says of the past that its result is there, whatever
// the verb: "đã có quyết định rồi", "đã lên trang", "dứt điểm rồi". Nothing may
// follow that goes on from there.
func (r *reading) stands() bool {
	for i := range r.clauses {
		c := &r.clauses[i]
		if c.question || !c.said() || !c.plain() || c.othersEnd(c.end) || c.praises() || !c.standing() {
			continue
		}
		for j := i + 1; j < len(r.clauses); j++ {
			if r.clauses[j].takesUp() || r.comes(&r.clauses[j]) {
				return false
			}
		}
		return !strings.Contains(r.document, "/") || ownIssue(r.document)
	}
	return false
}

// standing reports whether a clause says that the result of one's own work is there.
func (c *clause) standing() bool {
	for k := range c.tokens {
		if !c.pastAt(k) {
			continue
		}
		who := k
		for w := wordAt(c.tokens, who-1); w == "da" || w == "vua" || w == "moi" || w == "cung" || w == "deu"; w = wordAt(c.tokens, who-1) {
			who--
		}
		switch c.subjectOf(who) {
		case ourselves, ourWork:
		default:
			continue
		}
		if _, n := resultStates.at(c.tokens, k); n > 0 {
			next := tokenAt(c.tokens, k+n).text
			return next != "thử" && next != "thu"
		}
		if c.putsUp(k) || tokenAt(c.tokens, k+1).text == "sổ" && closing.has(c.tokens[k]) {
			return true
		}
		if c.numbered(k) || c.answeredInWriting(k) {
			return true
		}
		if c.tokens[k].fold != "co" {
			continue
		}
		if _, n := finalPapers.at(c.tokens, k+1); n > 0 {
			next := tokenAt(c.tokens, k+1+n)
			issued := next.fold == "so" || next.fold == "ban" || next.kind == number || next.fold == "chinh"
			return issued || c.endsWith(c.at+k+1+n) || next.fold == "roi" && c.endsWith(c.at+k+2+n)
		}
	}
	return false
}

// answeredInWriting reports whether the verb at token k answers or reports, and "bằng văn bản"
// says how: "đã trả lời cử tri bằng văn bản".
func (c *clause) answeredInWriting(k int) bool {
	switch pairAt(c.tokens, k) {
	case "tra loi", "phuc dap", "bao cao":
	default:
		return false
	}
	if w := wordAt(c.tokens, k+2); w == "tien" || w == "tinh" || w == "so" {
		return false // "đã báo cáo tiến độ bằng văn bản"
	}
	if wordAt(c.tokens, k) != "bao" && len(c.dates) == 1 && c.dates[0].end == c.end && c.dates[0].back != 0 && c.dates[0].figure && c.dates[0].at > c.at+k+2 {
		return true // "đã trả lời kiến nghị cử tri ngày 17/11"
	}
	for i := k + 2; i+2 < len(c.tokens); i++ {
		if c.tokens[i].fold == "bang" && c.tokens[i+1].fold == "van" && c.tokens[i+2].fold == "ban" {
			return true
		}
	}
	return false
}

// numbered reports whether "có", or the clause itself, leads to a decision or a report with
// its number and a day: "đã có BC 512 ngày 10/11", "QĐ 214 ngày 18/11 rồi".
func (c *clause) numbered(k int) bool {
	i := k
	if c.tokens[i].fold == "co" {
		i++
	} else if i != c.firstWord() {
		return false
	}
	switch wordAt(c.tokens, i) {
	case "bc", "qd", "kh":
	default:
		return false
	}
	if i++; wordAt(c.tokens, i) == "so" {
		i++
	}
	return tokenAt(c.tokens, i).kind == number && wordAt(c.tokens, i+1) == "ngay" && tokenAt(c.tokens, i+2).kind == number
}

// closing are the verbs of closing the books, whose "sổ" needs its marks: "chốt số liệu" is
// a step.
var closing = newWordSet("chốt đóng khóa")

// places are where what is published or handed in goes up to; folded.
var places = newPhrases(map[string]bool{"trang": true, "cong": true, "web": true, "website": true, "he thong": true, "truc": true, "fanpage": true, "phan mem": true, "drive": true, "ioffice": true})

// putsUp reports whether the verb at token k puts something up where it belongs: "đẩy
// báo cáo lên hệ thống".
func (c *clause) putsUp(k int) bool {
	switch c.tokens[k].text {
	case "đẩy", "đưa", "day", "dua", "tải", "tai", "post", "up", "upload":
	default:
		return false
	}
	for i := k + 1; i < min(len(c.tokens), k+longestLead); i++ {
		if c.tokens[i].fold == "thao" {
			return false // "dự thảo", "bản thảo"
		}
		if c.tokens[i].fold == "len" {
			_, n := places.at(c.tokens, i+1)
			hits := sendLexicon.scan(c.tokens[k+1:])
			return n > 0 && firstHit(hits, sigReview) < 0 && firstHit(hits, sigPurpose) < 0
		}
	}
	return false
}

// takesUp reports whether a clause goes on with other work: "giờ mới thi công", "còn
// bản giấy", "đang chờ".
func (c *clause) takesUp() bool {
	switch wordAt(c.tokens, c.firstWord()) {
	case "gio", "bay", "con", "rieng", "tru", "mai", "sau":
		return true
	}
	return c.has(sigBut) || c.has(sigOngoing) || c.has(sigWait) || c.has(sigNotYet) || c.has(sigFuture) || c.has(sigBlocked) || c.has(sigMissing)
}

// plain reports whether nothing in a clause denies, limits, doubts or asks.
func (c *clause) plain() bool {
	for _, s := range []signal{sigNot, sigNotYet, sigLimit, sigFuture, sigSometime, sigAgain, sigIf, sigHedge, sigOngoing, sigBlocked, sigWait, sigMissing, sigOrder, sigDraft, sigLater, sigReceipt, sigDenied} {
		if c.has(s) && !(s == sigReceipt && c.beginsYes()) {
			return false
		}
	}
	return !c.requests()
}

// pastAt reports whether "đã" stands close before a token, or "rồi" behind it.
func (c *clause) pastAt(i int) bool {
	for _, h := range c.hits {
		switch h.signal {
		case sigPast:
			if at := c.at + i; h.end <= at && at-h.end <= 3 {
				return true
			}
		case sigAlready:
			if h.at > c.at+i && c.endsWith(h.end) {
				return true
			}
		}
	}
	return false
}
