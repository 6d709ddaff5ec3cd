package viet

import (
	"slices"

	"dondoc/workday"
)

// when gives an item its date. The old due date, the beginning of the work and
// the name of a report ("báo cáo quý IV") are not its date.
func (r *reading) when(item *Item) {
	switch item.Intent {
	case Extension:
		item.Date, item.Later = r.requested()
		item.DateKind = RequestedDate
	case Done:
		item.Date, item.DateKind = r.completed()
	case NotStarted, Greeting, Question, Receipt, Handback, Unchanged:
	case Unclear:
		if len(r.dates) == 1 && r.onlyDate() {
			item.Date, item.DateKind = r.dates[0].ahead, MentionedDate
		}
	default:
		item.Date, item.DateKind = r.promised(), PromisedDate
	}
	if item.Date == 0 {
		item.DateKind = NoDate
	}
}

// onlyDate reports whether a piece is a date and fillers.
func (r *reading) onlyDate() bool {
	covered := countPunct(r.tokens) + r.dates[0].end - r.dates[0].at
	for i := r.dates[0].at; i < r.dates[0].end; i++ {
		if r.tokens[i].kind == punct {
			covered--
		}
	}
	for _, h := range r.hits {
		if h.signal == sigFiller && (h.at < r.dates[0].at || h.at >= r.dates[0].end) {
			covered += h.end - h.at
		}
	}
	return covered >= len(r.tokens)
}

// oldDate reports whether a date is the due date ("hạn 25/11", "không kịp
// 30/11"), or says when work begins ("tháng 12 mới làm").
func (r *reading) oldDate(d chatDate) bool {
	for i := d.at - 1; i >= 0 && i >= d.at-4; i-- {
		switch t := r.tokens[i]; t.fold {
		case "deadline", "dl":
			return true
		case "han":
			if wordAt(r.tokens, i+1) == "moi" {
				return false // "xin hạn mới 16/12"
			}
			return !r.extends(i)
		case "kip":
			return i >= d.at-2 && wordAt(r.tokens, i-1) != "chac" && wordAt(r.tokens, i-1) != "se"
		case "la", "ngay", "cu", "gop", "y", "nop", "gui", "bao", "cao", "chot", "cuoi", "giao", "dang", "ky", "duoc", "ho", "so", ":":
		default:
			i = -1
		}
	}
	only := r.behindSelf(d.end)
	if next := wordAt(r.tokens, only+1); wordAt(r.tokens, only) == "moi" && (startWords[next] || beginWords[next]) && !r.bringsAt(only+1) {
		c := r.clauseAt(d.at)
		return !c.has(sigDone) && !c.has(sigAct) // "tháng sau mới làm xong" promises
	}
	switch wordAt(r.tokens, d.end) {
	case "nghi", "bat":
		return true
	case "le":
		return tokenAt(r.tokens, d.end).text == "lễ" // "mai lễ"
	}
	return r.dueThen(d)
}

// dueThen reports whether a date is said to be the due date: "3 ngày nữa là hết
// hạn".
func (r *reading) dueThen(d chatDate) bool {
	i := d.end
	if w := wordAt(r.tokens, i); w == "la" || w == "thi" {
		i++
	}
	switch wordAt(r.tokens, i) {
	case "het", "den", "toi":
		return wordAt(r.tokens, i+1) == "han"
	}
	return false
}

// outcomes are what is there when the work is done; folded.
var outcomes = newPhrases(map[string]bool{"ket qua": true, "bao cao": true, "quyet dinh": true, "san pham": true, "van ban": true, "file": true, "ban chinh": true, "ban cung": true, "ban giay": true, "so lieu": true})

// bringsAt reports whether "có" at i brings the outcome: "qua tháng 12 mới có kết quả".
func (r *reading) bringsAt(i int) bool {
	_, n := outcomes.at(r.tokens, i+1)
	return (wordAt(r.tokens, i) == "co" || wordAt(r.tokens, i) == "ra") && n > 0
}

// beginWords are those of a beginning behind "mới".
var beginWords = map[string]bool{"bat": true, "khoi": true, "co": true}

// startsOn reports whether work begins on a day to come, and nothing is said to
// end then: "tháng sau mới bắt đầu làm".
func (r *reading) startsOn(d chatDate) bool {
	only := r.behindSelf(d.end)
	if d.ahead > r.ctx.Today && only > d.end && wordAt(r.tokens, only) == "bat" && wordAt(r.tokens, only+1) == "dau" {
		return true // "mai em bắt đầu"
	}
	if d.ahead <= r.ctx.Today || wordAt(r.tokens, only) != "moi" {
		return false
	}
	switch next := wordAt(r.tokens, only+1); next {
	case "to":
		c := r.clauseAt(d.at)
		return !c.question && !c.has(sigDone) && r.any(sigNotYet) // "quý I/2027 mới tổ chức, giờ chưa có gì"
	case "bat", "khoi", "lam", "trien", "thuc":
		c := r.clauseAt(d.at)
		return !c.question && !c.has(sigDone) && !c.has(sigAct) && !c.has(sigSubmit)
	}
	return false
}

// behindSelf steps over whoever speaks at i: "tuần sau em mới bắt đầu".
func (r *reading) behindSelf(i int) int {
	for n := 0; n < 2 && ownWords[wordAt(r.tokens, i)] || wordAt(r.tokens, i) == "phong" || wordAt(r.tokens, i) == "ben"; n++ {
		i++
	}
	return i
}

func (r *reading) startsIn(c *clause) bool {
	for _, d := range c.dates {
		if r.startsOn(d) {
			return true
		}
	}
	return false
}

// beginsOn reports whether something begins on a date: "vướng từ tháng 10", but not "thứ tư
// 25/11".
func (r *reading) beginsOn(d chatDate) bool {
	return wordAt(r.tokens, d.at-1) == "tu" && wordAt(r.tokens, d.at-2) != "thu" && wordAt(r.tokens, d.at-2) != "thang"
}

// extends reports whether "hạn" at i ends "gia hạn", "lùi hạn".
func (r *reading) extends(i int) bool {
	for _, h := range r.clauseAt(i).hits {
		if h.at <= i && i < h.end {
			return h.signal == sigExtend
		}
	}
	return false
}

// documentDate reports whether a date belongs to the number of a document that
// it follows: "45/QĐ-SNV ngày 20/3".
func (r *reading) documentDate(d chatDate) bool {
	if r.tokens[d.at].fold != "ngay" {
		return false
	}
	for n := 1; n <= 8 && d.at-n >= 0; n++ {
		if _, k := documentAt(r.tokens, d.at-n); k >= n {
			return true
		}
		if isMark(r.tokens[d.at-n]) {
			break
		}
	}
	return false
}

// named reports whether a month or quarter is part of a report's name.
func (r *reading) named(d chatDate) bool {
	switch r.tokens[d.at].fold {
	case "thang", "quy", "qui", "t", "q", "tuan":
	default:
		return false
	}
	switch wordAt(r.tokens, d.at-1) {
	case "cao", "bc", "hoach", "kh", "lieu", "ket", "toan", "khai", "phi":
		return true
	}
	return false
}

// requested returns the new date of a request: the one after "đến" or "sang",
// else the last that is not the old due date. "lùi 2 ngày" counts from the due
// date, said or known; it is told when that was not said.
func (r *reading) requested() (workday.Date, Delay) {
	var best, base workday.Date
	pointed := false
	for _, d := range r.dates {
		if r.oldDate(d) {
			if wordAt(r.tokens, d.end) != "nghi" {
				base = d.ahead
			}
			continue
		}
		if r.longer(d) {
			continue
		}
		if wordAt(r.tokens, d.at-1) == "tu" && wordAt(r.tokens, d.at-2) == "ke" {
			base = d.ahead // "lùi 2 tuần kể từ 30/11"
			continue
		}
		to := false
		for i := d.at - 1; i >= 0 && i >= d.at-2; i-- {
			switch wordAt(r.tokens, i) {
			case "den", "sang", "toi", "qua", "la", "het", "nop", "hen", "thanh":
				to = true
			}
		}
		if to || !pointed {
			best = d.ahead
		}
		pointed = pointed || to
	}
	if best != 0 {
		return best, Delay{}
	}
	delay := r.delay()
	for i := range r.tokens {
		if w := wordAt(r.tokens, i+1); wordAt(r.tokens, i) == "tu" && (w == "nay" || w == "hom" && wordAt(r.tokens, i+2) == "nay") {
			return delay.From(r.ctx.Today), Delay{} // "xin 1 tuần kể từ nay"
		}
	}
	if base != 0 {
		return delay.From(base), Delay{}
	}
	return delay.From(r.ctx.Due), delay
}

// completed returns when something was done: the date of the document if one
// stands beside its number, else the day of the past that was said.
func (r *reading) completed() (workday.Date, DateKind) {
	for _, d := range r.dates {
		if r.documentDate(d) && d.back != 0 && d.back <= r.ctx.Today {
			return d.back, DocumentDate
		}
	}
	for i, d := range r.dates {
		period := wordAt(r.tokens, d.at)
		switch period {
		case "trong", "dau", "giua", "cuoi":
			period = wordAt(r.tokens, d.at+1)
		}
		if period == "quy" || period == "thang" || period == "qui" || period == "tuan" || r.named(d) || r.oldDate(d) || !r.saysWhen(d) {
			continue
		}
		if d.back != 0 && d.back <= r.ctx.Today && !r.countLike(d) {
			return r.lastOf(i), CompletedDate
		}
	}
	return 0, NoDate
}

// lastOf returns the day of the past that date i means, or that on which the days end that
// begin with it: "từ 10/11 đến 11/11".
func (r *reading) lastOf(i int) workday.Date {
	if i+1 < len(r.dates) {
		next := r.dates[i+1]
		through := wordAt(r.tokens, r.dates[i].end)
		if next.at <= r.dates[i].end+1 && throughWords[through] && next.back >= r.dates[i].back && next.back <= r.ctx.Today {
			return next.back
		}
	}
	return r.dates[i].back
}

// countLike reports whether a day and month may be a count of what follows, and neither
// "ngày" nor "từ" stands before it: "biển báo ở 7/7 điểm đen".
func (r *reading) countLike(d chatDate) bool {
	return r.eitherCount(d) && !beforeDay[wordAt(r.tokens, d.at-1)] && d.end < len(r.tokens) &&
		r.tokens[d.end].kind == word && !politeWords[r.tokens[d.end].fold] && !particles.has(r.tokens[d.end])
}

// saysWhen reports whether a date stands where the end is said, alone beside it, or
// beside the paper that proves it: in "xong. Hôm qua họp với Sở" it does not.
func (r *reading) saysWhen(d chatDate) bool {
	c := r.clauseAt(d.at)
	return !c.aside && (!r.ends || (r.thisMorning(c) || r.near(d) && d.end == c.end && c.plain()) && c.has(sigAct) || c.done || c.onlyFillers(d) || c.provenOn(d) || c.heldOn(d))
}

// proofs are the papers that tell of an end; folded.
var proofs = newPhrases(map[string]bool{"bien ban": true, "quyet dinh": true, "van ban": true, "cong van": true, "thong bao": true, "ket luan": true, "bao cao": true})

// provenOn reports whether a clause has the paper that tells of an end and its date: "có
// biên bản ngày 6/11".
func (c *clause) provenOn(d chatDate) bool {
	for i := range d.at - c.at {
		if _, n := proofs.at(c.tokens, i); n > 0 {
			return !c.has(sigNot) && !c.has(sigNotYet) && !c.has(sigFuture)
		}
	}
	return false
}

// heldOn reports whether a clause begins with a date and says only where it was: "hôm
// 19/11 tại hội trường".
func (c *clause) heldOn(d chatDate) bool {
	if d.at > c.at+2 || !c.plain() {
		return false
	}
	switch wordAt(c.tokens, d.end-c.at) {
	case "tai", "o", "do", "ay":
		return true
	}
	return false
}

// onlyFillers reports whether a clause is a date and words that say nothing.
func (c *clause) onlyFillers(d chatDate) bool {
	covered := 0
	for i, t := range c.tokens {
		at := c.at + i
		switch {
		case at >= d.at && at < d.end, t.kind == punct, t.fold == "tu", t.fold == "luc":
			covered++
		}
	}
	for _, h := range c.hits {
		if (h.signal == sigFiller || h.signal == sigAlready) && (h.end <= d.at || h.at >= d.end) {
			covered += h.end - h.at
		}
	}
	return covered >= len(c.tokens)
}

// promised returns the day by which something is promised.
func (r *reading) promised() workday.Date {
	last := len(r.dates) - 1
	for i, d := range r.dates {
		if i < last && r.near(d) && !r.near(r.dates[last]) && r.dates[last].ahead > r.ctx.Today {
			continue // "mải lo 20/11 nên trễ, 8/12 có kết quả"
		}
		if d.past || r.oldDate(d) || r.beginsOn(d) || r.documentDate(d) || r.named(d) || d.ahead < r.ctx.Today || r.eitherCount(d) || r.near(d) && wordAt(r.tokens, d.at-1) == "hom" {
			continue
		}
		if r.near(d) && r.ctx.Today-d.back <= nextMonth && !r.clauseAt(d.at).has(sigFuture) && !beforeDay[wordAt(r.tokens, d.at-1)] && r.tokens[d.at].fold != "ngay" && (r.clauseAt(d.at).has(sigNotYet) || r.clauseAt(d.at).has(sigMissing)) {
			continue // "gửi hỏi Bộ 9/11 chưa trả lời"
		}
		if wordAt(r.tokens, d.end-1) == "nay" && slices.ContainsFunc(r.percents, func(p percentFound) bool { return p.at >= d.end && p.at <= d.end+2 }) {
			continue // "tuần này 70%"
		}
		c := r.clauseAt(d.at)
		if c.has(sigWait) && c.has(sigOutside) && !c.has(sigDone) && !c.has(sigAct) {
			continue // "chờ HĐND họp giữa tháng 12"
		}
		if r.near(d) && r.ctx.Today-d.back <= nextMonth && r.any(sigPast) && !c.has(sigFuture) && wordAt(r.tokens, d.at) == "ngay" {
			continue // "đã tổng hợp, báo cáo Sở ngày 17/11"
		}
		if c.question || c.counts || c.has(sigPast) && !d.later && !c.has(sigFuture) {
			continue
		}
		if d.ahead == r.ctx.Today && !d.figure && wordAt(r.tokens, d.end) != "co" && !c.has(sigDone) && !c.has(sigAct) && !c.has(sigSubmit) && !c.has(sigFuture) {
			continue // "hôm nay được 80%"
		}
		return d.ahead
	}
	return 0
}
