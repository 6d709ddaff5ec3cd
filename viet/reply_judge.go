package viet

import (
	"slices"
	"strings"
)

// judge reads one piece of a reply. One that names no task may be the bare
// percent that was asked for. question tells that it asks something, beside
// what it says.
func judge(p piece, text string, ctx Context) (item Item, question bool) {
	tokens := afterGreeting(p.tokens)
	r := newReading(tokens, text, ctx)
	r.hasRefs = len(p.refs) > 0
	item.Document = r.document
	if !hasWords(tokens) && len(tokens) > 0 {
		question = strings.Contains(tokens[0].text, "?")
		tokens = nil
	}
	if tokens == nil {
		return item, question
	}
	item.Percent, item.HasPercent = r.percent(p.bare || len(p.refs) == 0 && ctx.AskedPercent)
	if !item.HasPercent && len(p.refs) > 0 {
		item.Percent, item.HasPercent = r.bareShare()
		p.bare = item.HasPercent
	}
	asked := 0
	for _, c := range r.clauses {
		if c.question {
			asked++
		}
	}
	switch {
	case r.extension():
		item.Intent = Extension
		question = asked > 0
	case asked > 0 && (asked == len(r.clauses) || !r.statedBeside()):
		return Item{Intent: Question, Confidence: Sure}, true
	default:
		question = asked > 0
		item.Intent, item.Confidence = r.statement(&item)
	}
	item.Whole = item.Intent == Done && len(p.refs) == 0 && r.whole()
	r.when(&item)
	r.explain(&item, text)
	switch {
	case item.Intent == Unclear:
		item.Confidence = Doubt
	case item.Confidence == Doubt && (r.folded || p.bare):
		item.Confidence = Likely
	case item.Confidence == Doubt:
		item.Confidence = Sure
	}
	return item, question
}

// statedBeside reports whether a clause that does not ask says something.
func (r *reading) statedBeside() bool {
	for i := range r.clauses {
		c := &r.clauses[i]
		if c.question {
			continue
		}
		for _, h := range c.hits {
			switch h.signal {
			case sigDone, sigAct, sigWork, sigNotYet, sigOngoing, sigBlocked, sigWait, sigMissing, sigHand, sigSame:
				return true
			}
		}
	}
	for _, p := range r.percents {
		if !p.scope && !r.clauseAt(p.at).question {
			return true
		}
	}
	return r.handedBack()
}

// statement judges what is said, in order: handed back, blocked, hedged,
// not started, done, under way, and the answers that say nothing of the task.
// A confidence other than Doubt is a reading that has less than plain words
// behind it.
func (r *reading) statement(item *Item) (Intent, Confidence) {
	if r.any(sigHand) || r.handedBack() {
		return Handback, Doubt
	}
	if r.hasRefs && r.alsoDone() {
		return Done, Likely
	}
	s := r.summary()
	switch {
	case s.later || s.impossible:
		return Unclear, Doubt
	case s.blocked && s.hedged && s.done:
		return Unclear, Doubt
	case s.blocked:
		return Blocked, s.blockedBy
	case s.same && !s.done:
		return Unchanged, Doubt
	case s.hedged && (s.done || s.notYet) && !item.HasPercent:
		return Unclear, Doubt
	}
	if item.Percent == 100 && (s.notYet || r.any(sigNot) || r.any(sigLimit) && !s.done) { // "chưa đạt 100%", "gần như 100%"
		item.Percent, item.HasPercent = 0, false
		return Progress, Likely
	}
	if !s.done && !s.hedged && !s.future && r.opensDone() {
		return Done, Likely
	}
	if r.insists() && (r.hasRefs || r.ctx.AskedDone) {
		return Done, Likely
	}
	if !s.done && !s.worked && r.unassigned() {
		return NotStarted, Doubt
	}
	remains := s.partial || s.open || s.notStarted || s.goesOn || s.handedOn
	switch {
	case s.done && !remains && (!item.HasPercent || item.Percent == 100):
		if r.looseNumbers() || r.countFirst() || r.nearDenied() {
			return Unclear, Doubt
		}
		if s.acted || r.remarks() {
			return Done, Likely
		}
		return Done, Doubt
	case item.HasPercent && item.Percent == 100 && !remains && !s.hedged && !s.future:
		return Done, Likely
	case item.HasPercent && item.Percent == 0 && !s.done && !s.worked:
		return NotStarted, Doubt
	case item.HasPercent:
		return Progress, Doubt
	case s.notStarted && !s.done && !s.partial && (!s.worked || s.onlyPlans):
		return NotStarted, Doubt
	case s.open || s.notStarted || s.done || s.partial || s.worked:
		return Progress, Doubt
	case r.wishes() && !s.promised:
		return Greeting, Doubt
	case s.future && (len(r.dates) > 0 || r.any(sigSometime)) || s.promised || r.onlyPlanned() || r.willBe() || r.willDeliver() || r.byTheHour():
		return Progress, Likely
	case s.vague:
		return Unclear, Doubt
	case !s.hedged && !s.future && r.nobodyThere():
		return Blocked, Likely
	case !s.hedged && !s.future && r.wholeCount():
		return Done, Likely
	case !s.hedged && !s.future && r.stands():
		return Done, Likely
	case !s.hedged && r.partReached():
		return Progress, Likely
	case !s.hedged && !s.future && r.documented():
		return Done, Likely
	}
	if intent := r.unknown(); intent != Unclear && !s.hedged && !s.later {
		return intent, Likely
	}
	return r.smallTalk()
}

func (r *reading) handedBack() bool {
	for i := range r.clauses {
		if c := &r.clauses[i]; !c.question && (c.handedBack() || c.passedOn()) {
			return true
		}
	}
	return false
}

// remarks reports whether a remark on the evidence is made.
func (r *reading) remarks() bool { return r.any(sigNoProof) }

// whole reports whether a piece says "xong hết", "xong cả", and nothing else.
func (r *reading) whole() bool {
	all, at := false, 0
	for _, h := range r.hits {
		for at < h.at && (r.tokens[at].kind == punct || courteous(r.tokens, at) || all && wholeWords[r.tokens[at].fold]) {
			at++
		}
		if h.at != at {
			return false
		}
		switch h.signal {
		case sigDone:
			switch wordAt(r.tokens, h.end) {
			case "het", "ca", "tat", "toan", "sach":
				all = true
			}
		case sigFiller, sigPast, sigAlready, sigFull, sigReceipt, sigGreet:
		default:
			if !courteous(r.tokens, h.at) {
				return false
			}
		}
		at = h.end
	}
	for at < len(r.tokens) && (r.tokens[at].kind == punct || courteous(r.tokens, at) || wholeWords[r.tokens[at].fold]) {
		at++
	}
	return all && at == len(r.tokens)
}

// wholeWords may follow "xong hết": "xong hết các mục".
var wholeWords = map[string]bool{"cac": true, "moi": true, "viec": true, "muc": true, "sach": true, "ca": true, "tat": true}

// looseNumbers reports whether a piece begins with numbers that may be lines,
// and were not understood: "1-3 xong".
func (r *reading) looseNumbers() bool {
	next := 1
	if w := wordAt(r.tokens, 1); w == "-" || w == "–" || w == "den" {
		next = 2
	}
	return r.tokens[0].kind == number && tokenAt(r.tokens, next).kind == number
}

// smallTalk judges what says nothing of the task.
func (r *reading) smallTalk() (Intent, Confidence) {
	switch {
	case r.any(sigAlready) && (r.hasRefs || r.ctx.AskedDone) && r.onlyAlready():
		return Done, Likely
	case r.ctx.AskedDone && !r.hasSymbol("⏳", "⌛", "🔄", "🏃", "❌", "👍") && r.hasSymbol("✅", "☑", "✔") && !hasLetters(r.tokens):
		return Done, Likely
	case r.hasSymbol("⏳", "⌛", "🔄", "🏃"):
		return Progress, Likely
	case r.any(sigGreet):
		return Greeting, Doubt
	case r.any(sigReceipt) || r.hasSymbol("👍", "👌", "🙏") && !r.saysMore():
		return Receipt, Doubt
	}
	return Unclear, Doubt
}

func (r *reading) hasSymbol(list ...string) bool {
	for _, t := range r.tokens {
		if t.kind == punct && slices.Contains(list, strings.TrimRight(t.text, "\ufe0f")) {
			return true
		}
	}
	return false
}

// saysMore reports whether a word stands beside a sign that is no filler.
func (r *reading) saysMore() bool {
	return slices.ContainsFunc(r.tokens, func(t token) bool { return t.kind != punct && !isFiller(t) })
}

func hasLetters(tokens []token) bool {
	for i, t := range tokens {
		if t.kind != punct && !courteous(tokens, i) {
			return true
		}
	}
	return false
}

// alsoDone reports whether nothing but "cũng xong" is said of a line; with words
// before it ("kiểu gì cũng xong") it only hopes.
func (r *reading) alsoDone() bool {
	if wordAt(r.tokens, 0) != "cung" || wordAt(r.tokens, 1) != "xong" {
		return false
	}
	for _, t := range r.tokens[2:] {
		if t.kind != punct && t.fold != "roi" && t.fold != "luon" && t.text != "nốt" && !politeWords[t.fold] {
			return false
		}
	}
	return true
}

// wishes reports whether a wish is all that is known: "chúc mừng ngày 20/11".
func (r *reading) wishes() bool {
	for _, h := range r.hits {
		if h.signal == sigGreet && wordAt(r.tokens, h.at) == "chuc" {
			return true
		}
	}
	return false
}

// onlyAlready reports whether "rồi" stands among fillers only.
func (r *reading) onlyAlready() bool {
	covered := countPunct(r.tokens)
	for i := range r.tokens {
		if r.presses(i) {
			covered++
		}
	}
	for _, h := range r.hits {
		if w := wordAt(r.tokens, h.at); h.end-h.at == 1 && courteous(r.tokens, h.at) || w == "cam" || w == "thanks" {
			covered += h.end - h.at
			continue
		}
		if h.end-h.at == 1 && r.presses(h.at) {
			continue
		}
		switch h.signal {
		case sigAlready, sigFiller:
			if w := wordAt(r.tokens, h.at); w == "duoc" || w == "tien" || w == "ke" {
				return false // "được rồi", "da bao cao tien do roi"
			}
			covered += h.end - h.at
		case sigReceipt:
			if !isYes(r.tokens[h.end-1]) {
				return false // "nhận được rồi"
			}
			covered += h.end - h.at
		default:
			return false
		}
	}
	return covered >= len(r.tokens)
}

// pressing are the particles behind "rồi" that press the point; folded.
var pressing = map[string]bool{"do": true, "day": true, "ma": true, "kia": true}

// opensDone reports whether a reply begins with the "rồi" that answers the question, and what
// follows is of the past and takes nothing back: "rồi anh ạ, nộp sáng nay".
func (r *reading) opensDone() bool {
	if !r.hasRefs && !r.ctx.AskedDone || len(r.clauses) < 2 || !r.clauses[0].onlyYes() {
		return false
	}
	past := false
	for i := 1; i < len(r.clauses); i++ {
		c := &r.clauses[i]
		if wordAt(c.tokens, c.firstWord()) == "khoi" {
			past = true // "rồi nha chị, khỏi nhắc nữa"
			continue
		}
		if c.question || !c.plain() || r.comes(c) {
			return false
		}
		through := wordAt(c.tokens, c.firstWord()+1)
		past = past || c.has(sigAct) && signalAt(c.tokens, c.firstWord(), len(c.tokens)) == sigAct && (through == "qua" || through == "len") // "rồi nhé, nộp qua trục"
		past = past || c.said() || r.pastIn(c) || r.thisMorning(c) || c.has(sigAct) && slices.ContainsFunc(c.tokens, func(t token) bool { return t.text == "mới" })
	}
	return past
}

// onlyYes reports whether a clause says "rồi" and nothing else but politeness.
func (c *clause) onlyYes() bool {
	for i, t := range c.tokens {
		if t.kind == punct || courteous(c.tokens, i) || t.fold == "roi" || t.text == "đ" && wordAt(c.tokens, i+1) == "/" {
			continue
		}
		return false
	}
	return c.has(sigAlready)
}

// unassigned reports whether the task has been given to nobody yet: "chưa phân công ai".
func (r *reading) unassigned() bool {
	return slices.ContainsFunc(r.clauses, func(c clause) bool { return !c.question && c.has(sigOrder) && c.untouched() })
}

// insists reports whether "làm rồi", to the question whether it is done, is all that is said,
// and pressed: "làm rồi mà", "xã anh làm rồi nghen, khỏi nhắc".
func (r *reading) insists() bool {
	c, more := &r.clauses[0], r.clauses[1:]
	pressed := false
	if wordAt(c.tokens, c.firstWord()) == "khoi" && len(more) == 1 {
		c, more, pressed = &more[0], nil, true // "khỏi nhắc nữa, làm rồi"
	}
	i := 0
	for i < len(c.tokens) && (courteous(c.tokens, i) || ownWords[c.tokens[i].fold] || isPerson(c.tokens[i].fold) || c.tokens[i].fold == "xa") {
		i++
	}
	if wordAt(c.tokens, i) != "lam" || wordAt(c.tokens, i+1) != "roi" {
		return false
	}
	for k := i + 2; k < len(c.tokens); k++ {
		pressed = pressed || c.tokens[k].text == "mà"
		if t := c.tokens[k]; t.kind == word && !politeWords[t.fold] && !particles.has(t) && !pressing[t.fold] {
			return false
		}
	}
	for _, next := range more {
		if w := wordAt(next.tokens, next.firstWord()); w != "khoi" && speaks(next.tokens) {
			return false
		} else if w == "khoi" {
			pressed = true
		}
	}
	return pressed
}

// presses reports whether a particle that presses the point stands at i behind "rồi":
// "rồi đó chị".
func (r *reading) presses(i int) bool {
	return wordAt(r.tokens, i-1) == "roi" && pressing[wordAt(r.tokens, i)]
}

func (r *reading) any(s signal) bool { return r.signals.has(s) }

func isFiller(t token) bool {
	one := [1]token{t}
	h := chatLexicon.first(one[:])
	return h.signal == sigFiller || h.signal == sigAlready
}
