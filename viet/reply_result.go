package viet

// resultStates say that the result is there, behind "đã" or before "rồi"; folded. None
// says so of what is only planned, drafted or given to the work.
var resultStates = newPhrases(map[string]bool{
	"len trang": true, "len cong": true, "len web": true, "len website": true, "len song": true, "len bao": true, "len fanpage": true,
	"co hieu luc": true, "khep lai": true, "khep so": true, "tat toan": true, "ve dich": true, "can dich": true,
	"dut diem": true, "ngon lanh": true, "gon gang": true, "xong xuoi": true, "vao nen nep": true, "di vao hoat dong": true, "di vao van hanh": true,
})

// finalPapers are documents that end the work when one has them: "đã có quyết
// định". Those of means and orders do not.
var (
	finalPapers = newPhrases(map[string]bool{
		"quyet dinh": true, "qd": true, "nghi quyet": true, "giay phep": true, "giay chung nhan": true, "ket luan": true, "bien ban nghiem thu": true,
		"van ban phe duyet": true, "van ban ban hanh": true, "chung nhan": true,
	})
	papersFor = newPhrases(map[string]bool{
		"giao": true, "phan bo": true, "cap": true, "cu": true, "phan cong": true, "thanh lap to": true, "thanh lap doan": true, "thanh lap ban": true, "chu truong": true,
		"dau tu": true, "trieu tap": true, "so bo": true, "ban dau": true, "tham dinh": true, "kiem tra": true, "khao sat": true, "bo sung": true, "dieu chinh": true,
	})
)

// stands reports whether a piece says of the past that its result is there, whatever
// the verb: "đã có quyết định rồi", "đã lên trang", "dứt điểm rồi".
func (r *reading) stands() bool {
	for i := range r.clauses {
		c := &r.clauses[i]
		if c.question || !c.said() || !c.plain() {
			continue
		}
		for k := range c.tokens {
			if !c.pastAt(k) {
				continue
			}
			if _, n := resultStates.at(c.tokens, k); n > 0 {
				return c.subjectOf(k) != others
			}
			if c.tokens[k].fold != "co" {
				continue
			}
			if _, n := finalPapers.at(c.tokens, k+1); n > 0 {
				_, means := papersFor.at(c.tokens, k+1+n)
				return means == 0 && c.subjectOf(k) != others && (r.document == "" || ownIssue(r.document))
			}
		}
	}
	return false
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
			if h.at > c.at+i {
				return true
			}
		}
	}
	return false
}
