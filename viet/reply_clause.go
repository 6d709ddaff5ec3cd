package viet

import "slices"

// clause is a stretch of a reply in which a negation holds.
type clause struct {
	hits     []hit
	dates    []chatDate // those that begin in it
	signals  signals    // of the hits
	tokens   []token    // those of the clause
	at, end  int        // in the reading's tokens
	index    int        // in the reading's clauses
	question bool
	conceded bool // "tuy …", "dù …": what holds nevertheless is said after it
	aside    bool // a remark on the end before it
	cause    bool // follows "vì", "do", "nên"
	done     bool // says a whole end
	counts   bool // says how many are sent: its day is no promise of an end
}

// signals is a set of them.
type signals uint64

func (s signals) has(one signal) bool { return s&(1<<one) != 0 }

// longestClause is how many tokens a clause has at most: what is said without
// any mark for longer is cut, so that reading stays linear in the length.
const longestClause = 96

// reading is one piece of a reply with everything found in it.
type reading struct {
	text     string // the whole message, in which the tokens stand
	tokens   []token
	hits     []hit
	clauses  []clause
	dates    []chatDate
	percents []percentFound
	signals  signals // of the clauses that do not ask
	document string
	ctx      Context
	hasRefs  bool // the piece names its task
	promises bool // a day is said that may be a promise
	ends     bool // a clause says a whole end
	bare     bool // it is written without any marks
	folded   bool // something was matched without its marks
}

func newReading(tokens []token, text string, ctx Context) *reading {
	r := &reading{text: text, tokens: tokens, ctx: ctx, hits: chatLexicon.scan(tokens)}
	if ctx.Today != 0 {
		r.dates = chatDates(tokens, ctx.Today)
	}
	r.percents = percents(tokens)
	r.dates = slices.DeleteFunc(r.dates, func(d chatDate) bool {
		return slices.ContainsFunc(r.percents, func(p percentFound) bool { return p.at <= d.at && d.end <= p.end })
	})
	r.bare = !anyMarked(tokens)
	for i := range tokens {
		if d, n := documentAt(tokens, i); n > 0 {
			r.document = d
			break
		}
	}
	r.givenTo()
	for _, h := range r.hits {
		r.folded = r.folded || h.folded && h.signal != sigFiller
	}
	r.cutClauses()
	r.markQuestions()
	for i := range r.clauses {
		c := &r.clauses[i]
		c.conceded = i+1 < len(r.clauses) && !r.clauses[i+1].question && (c.concedes() || r.clauses[i+1].corrects() && !c.plain() || c.has(sigNotYet) && c.index == i && r.clauses[i+1].nowDone()) || i > 0 && c.onlyDenies()
		if !c.question && !c.conceded {
			r.signals |= c.signals
		}
	}
	for _, d := range r.dates {
		r.promises = r.promises || !d.past && !r.documentDate(d) && !r.oldDate(d) && !r.near(d) && !r.named(d)
	}
	return r
}

// givenTo takes "cho" without its mark behind a word of giving for what it says:
// "da ban giao ho so cho So" waits for nobody.
func (r *reading) givenTo() {
	given := -1 // the end of the word of giving
	for k := range r.hits {
		h := &r.hits[k]
		switch {
		case h.signal == sigAct, h.signal == sigWork && h.end-h.at > 1:
			given = h.end
		case h.signal == sigWait && given >= 0 && r.tokens[h.at].text == "cho" && !marksBetween(r.tokens[given:h.at]):
			h.signal, h.end = sigFiller, h.at+1
		case h.signal == sigWait && h.end-h.at == 2 && r.tokens[h.at].text == "cho" && wordAt(r.tokens, h.at+1) == "phong" && givenTime[wordAt(r.tokens, h.end)]:
			h.signal, h.end = sigAsk, h.at+1
		}
	}
}

// givenTime follow "cho phong" where it asks for time: "cho phong den 27/11".
var givenTime = map[string]bool{"den": true, "toi": true, "sang": true, "lui": true, "them": true, "xin": true, "nop": true, "em": true, "minh": true}

func marksBetween(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool { return t.kind == punct || t.line })
}

// cutClauses cuts at punctuation, "nhưng" and the words of a cause.
func (r *reading) cutClauses() {
	start, cause, next, date := 0, false, 0, 0
	add := func(end int, nextCause bool) {
		if end > start {
			c := clause{at: start, end: end, index: len(r.clauses), tokens: r.tokens[start:end], cause: cause}
			first, firstDate := next, date
			for ; next < len(r.hits) && r.hits[next].at < end; next++ {
				c.signals |= 1 << r.hits[next].signal
			}
			for date < len(r.dates) && r.dates[date].at < end {
				date++
			}
			c.hits, c.dates = r.hits[first:next], r.dates[firstDate:date]
			r.clauses = append(r.clauses, c)
		}
		start, cause = end, nextCause
	}
	k := 0
	for i, t := range r.tokens {
		for k < len(r.hits) && r.hits[k].at < i {
			k++
		}
		if k < len(r.hits) && r.hits[k].at == i && i > start && r.parts(r.hits[k]) {
			add(i, r.hits[k].signal == sigCause)
		}
		if t.fold == "ma" && i > start && supposes(r.tokens[start:i]) || t.fold == "chu" && i > start && untoldAt(r.tokens[start:i]) {
			add(i, false)
		}
		if t.text == "chứ" && i > start && r.setsAgainst(i) {
			add(i, false)
		}
		if t.fold == "ma" && i > start && machineAt(r.tokens, i+1) {
			add(i, false)
		}
		if t.line && i > start || i-start == longestClause {
			add(i, false)
		}
		if isClauseEnd(r.tokens, i) {
			add(i+1, false)
		}
	}
	add(len(r.tokens), false)
}

// setsAgainst reports whether "chứ" at i sets another statement against the one before it,
// and closes nothing: "năm ngoái chậm chứ năm nay nộp rồi".
func (r *reading) setsAgainst(i int) bool {
	next := tokenAt(r.tokens, i+1)
	if i+2 >= len(r.tokens) || next.kind != word || politeWords[next.fold] || particles.has(next) {
		return false
	}
	switch next.fold {
	case "dau":
		return i+4 < len(r.tokens) // "chứ đâu để tới giờ này"
	case "con", "nhi", "sao", "gi", "ai", "bo", "may":
		return false
	}
	return true
}

// seats follow "tại" where it says where.
var seats = map[string]bool{"ban": true, "cho": true, "tru": true, "hoi": true, "san": true, "nha": true, "ubnd": true, "cong": true, "bo": true, "van": true}

// parts reports whether a hit begins a clause; "tại" before the number of a
// document is no cause.
func (r *reading) parts(h hit) bool {
	if h.signal == sigCause {
		_, n := documentAt(r.tokens, h.end)
		return n == 0 && !(wordAt(r.tokens, h.at) == "tai" && seats[wordAt(r.tokens, h.end)])
	}
	return h.signal == sigBut
}

func isClauseEnd(tokens []token, i int) bool {
	switch tokens[i].fold {
	case ";", "!", "?", ":", "(", ")", "…":
		return tokens[i].kind == punct
	case ",", ".":
		if tokens[i].fold == "." && i > 0 && tokens[i-1].fold == "p" && i+1 < len(tokens) && tokens[i+1].kind == word {
			return false // "P.KHTC"
		}
		return tokenAt(tokens, i+1).kind != number || tokenAt(tokens, i+1).space || i+1 == len(tokens)
	}
	return false
}

// signalOf returns the signal of the phrase in which a token of the reading stands.
func (c *clause) signalOf(token int) signal {
	for _, h := range c.hits {
		if h.at <= token && token < h.end {
			return h.signal
		}
	}
	return noSignal
}

func (c *clause) has(s signal) bool { return c.signals.has(s) }

// clauseAt returns the clause in which a token stands.
func (r *reading) clauseAt(token int) *clause {
	i, found := slices.BinarySearchFunc(r.clauses, token, func(c clause, token int) int {
		switch {
		case c.end <= token:
			return -1
		case c.at > token:
			return 1
		}
		return 0
	})
	if !found {
		return nil
	}
	return &r.clauses[i]
}

// deniedBefore reports whether "không" or "chưa" stands close before a hit.
func (c *clause) deniedBefore(k int) bool {
	for j := k - 1; j >= 0; j-- {
		h := c.hits[j]
		if c.hits[k].at-h.end > 3 {
			return false
		}
		switch h.signal {
		case sigNot, sigNotYet:
			return true
		case sigPast:
			return false
		}
	}
	return false
}

// closes reports whether nothing but who is addressed follows token end: "o", "hỉ"
// and the like are no known words.
func (c *clause) closes(end int) bool {
	n := 0
	for _, t := range c.tokens[end-c.at:] {
		if t.kind == punct || politeWords[t.fold] {
			continue
		}
		if n++; n > 1 || len(t.fold) > 2 {
			return false
		}
	}
	return true
}

// endsWith reports whether only fillers and marks follow token end.
func (c *clause) endsWith(end int) bool {
	for i := end; i < c.end; i++ {
		if t := c.tokens[i-c.at]; t.kind == punct || t.fold == "sep" || t.fold == "bac" {
			continue
		}
		filler := false
		for _, h := range c.hits {
			if h.at <= i && i < h.end && (h.signal == sigFiller || h.signal == sigQuestion) {
				filler = true
			}
		}
		if !filler {
			return false
		}
	}
	return true
}
