package viet

import "strings"

// judge reads one piece of a reply. unnamed is set when it names no task; then
// a bare number may be the percent that was asked for. question tells that it
// asks something, beside what it says.
func judge(tokens []token, text string, ctx Context, unnamed bool) (item Item, question bool) {
	r := newReading(tokens, ctx)
	item.Document = r.document
	if len(words(tokens)) == 0 && len(tokens) > 0 {
		question = strings.Contains(tokens[0].text, "?")
		tokens = nil
	}
	if tokens == nil {
		return item, question
	}
	item.Percent, item.HasPercent = r.percent(unnamed)
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
	r.when(&item)
	r.explain(&item, text)
	switch {
	case item.Intent == Unclear:
		item.Confidence = Doubt
	case item.Confidence == Doubt && r.folded:
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
	return false
}

// statement judges what is said, in order: handed back, blocked, hedged,
// not started, done, under way, and the answers that say nothing of the task.
// A confidence other than Doubt is a reading that has less than plain words
// behind it.
func (r *reading) statement(item *Item) (Intent, Confidence) {
	if r.any(sigHand) {
		return Handback, Doubt
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
	if item.Percent == 100 && (s.notYet || r.any(sigNot)) { // "chưa đạt 100%"
		item.Percent, item.HasPercent = 0, false
		return Progress, Likely
	}
	partial := s.partial || item.HasPercent && item.Percent < 100
	switch {
	case s.done && !partial && !s.open && !s.notStarted:
		if r.looseNumbers() {
			return Unclear, Doubt
		}
		return Done, Doubt
	case item.HasPercent && item.Percent == 100 && !s.open && !s.notStarted && !s.partial && !s.hedged && !s.future:
		return Done, Likely
	case item.HasPercent:
		return Progress, Doubt
	case s.notStarted && !s.done && !s.partial && !s.worked:
		return NotStarted, Doubt
	case s.open || s.notStarted || s.done || s.partial || s.worked:
		return Progress, Doubt
	case s.future && len(r.dates) > 0 || s.promised:
		return Progress, Likely
	}
	return r.smallTalk()
}

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
	case r.any(sigAlready) && r.ctx.AskedDone && r.onlyAlready():
		return Done, Likely
	case r.any(sigGreet):
		return Greeting, Doubt
	case r.any(sigReceipt):
		return Receipt, Doubt
	}
	for _, t := range r.tokens {
		switch strings.TrimRight(t.text, "\ufe0f") {
		case "⏳", "⌛", "🔄", "🏃":
			return Progress, Likely
		case "👍", "👌", "🙏":
			return Receipt, Doubt
		}
	}
	return Unclear, Doubt
}

// onlyAlready reports whether "rồi" stands among fillers only.
func (r *reading) onlyAlready() bool {
	covered := countPunct(r.tokens)
	for _, h := range r.hits {
		switch h.signal {
		case sigAlready, sigFiller, sigReceipt:
			covered += h.end - h.at
		default:
			return false
		}
	}
	return covered >= len(r.tokens)
}

func (r *reading) any(s signal) bool {
	for i := range r.clauses {
		if !r.clauses[i].question && r.clauses[i].has(s) {
			return true
		}
	}
	return false
}

// percent returns how far the work is said to be; with a bare number when a
// percent was asked for. Two different percents in one piece give none, but
// what remains ("còn 5%") wins over what it is of.
func (r *reading) percent(unnamed bool) (int, bool) {
	value, found := 0, false
	for _, p := range r.percents {
		if p.scope {
			continue
		}
		if found && value != p.value {
			return 0, false
		}
		value, found = p.value, true
	}
	if !found && r.ctx.AskedPercent && unnamed {
		if ws := words(r.tokens); len(ws) >= 1 && len(ws) <= 3 && ws[0].kind == number && ws[0].n >= 0 && ws[0].n <= 100 && len(r.dates) == 0 {
			for _, w := range ws[1:] {
				if !isFiller(w) {
					return 0, false
				}
			}
			return ws[0].n, true
		}
	}
	return value, found
}

func isFiller(t token) bool {
	hits := chatLexicon.scan([]token{t})
	return len(hits) == 1 && (hits[0].signal == sigFiller || hits[0].signal == sigAlready)
}

// explain fills in the words of an obstacle and of a reason.
func (r *reading) explain(item *Item, text string) {
	switch item.Intent {
	case Blocked, Handback:
		for i := range r.clauses {
			c := &r.clauses[i]
			for _, h := range c.hits {
				if h.signal == sigBlocked || h.signal == sigWait || h.signal == sigMissing || h.signal == sigHand {
					item.Obstacle = r.words(h, text)
					return
				}
			}
		}
	case Extension:
		for i, h := range r.hits {
			cause := h.signal == sigCause && i+1 < len(r.hits)
			if cause || h.signal == sigMissing || h.signal == sigBlocked {
				if cause {
					h.at = h.end
				}
				item.Reason = r.words(h, text)
				return
			}
		}
	}
}

// words returns the text from a hit to the end of the piece; after "vướng" or
// "tắc" what follows it, if anything does.
func (r *reading) words(h hit, text string) string {
	from := h.at
	if h.signal == sigBlocked && h.end < len(r.tokens) {
		switch r.tokens[h.at].fold {
		case "vuong", "tac", "ket", "gap", "kho":
			if r.tokens[h.end].kind != punct {
				from = h.end
			}
		}
	}
	for from < len(r.tokens) && r.tokens[from].kind == punct {
		from++
	}
	if from >= len(r.tokens) {
		return ""
	}
	return strings.Trim(text[r.tokens[from].start:r.tokens[len(r.tokens)-1].end], " \n,.;!")
}
