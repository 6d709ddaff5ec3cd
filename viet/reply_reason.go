package viet

import (
	"slices"
	"strings"
)

// explain fills in the words of an obstacle and of a reason.
func (r *reading) explain(item *Item, text string) {
	switch item.Intent {
	case Blocked, Handback:
		for i := range r.clauses {
			c := &r.clauses[i]
			for _, h := range c.hits {
				switch h.signal {
				case sigBlocked, sigWait, sigMissing, sigHand, sigNoProof:
					if c.cause && h.signal == sigBlocked {
						h = hit{at: c.at + 1, end: c.at + 1} // "do đợt bão"
					}
					item.Obstacle = r.words(h, text)
					return
				}
			}
		}
		item.Obstacle = r.words(hit{}, text)
	case Extension:
		for i, h := range r.hits {
			switch h.signal {
			case sigCause:
				if i+1 == len(r.hits) {
					continue
				}
				h.at = h.end
			case sigMissing, sigBlocked:
				if c := r.clauseAt(h.at); r.requestBehind(c.at) > h.at {
					h.at = min(h.at, c.at+leadIn(c)) // "máy chủ hỏng"
				}
			default:
				continue
			}
			item.Reason = r.wordsTo(h, r.requestBehind(h.at+1), text)
			return
		}
	}
}

// requestBehind returns where asking for a later date begins behind token i, with the
// words that lead over to it ("nên em xin lùi"), or the end where nothing is asked there.
func (r *reading) requestBehind(i int) int {
	for k, h := range r.hits {
		if h.at < i || h.signal != sigExtend && (h.signal != sigAsk || !r.asksAt(h)) {
			continue
		}
		at := h.at
		for _, ask := range r.clauseAt(h.at).hits {
			if ask.signal == sigAsk && ask.at >= i && ask.at < at {
				at, k = ask.at, slices.Index(r.hits, ask) // "đề nghị VP cho lùi"
			}
		}
		for k--; k >= 0 && r.hits[k].end <= at && r.hits[k].at >= i; k-- {
			switch r.hits[k].signal {
			case sigAsk, sigFiller, sigCause:
			default:
				return at
			}
			if !onlyMarks(r.tokens[r.hits[k].end:at]) {
				return at
			}
			at = r.hits[k].at
		}
		return at
	}
	return len(r.tokens)
}

// asksAt reports whether the word of asking at a hit asks for a later date.
func (r *reading) asksAt(h hit) bool {
	c := r.clauseAt(h.at)
	k := slices.Index(c.hits, h)
	return k >= 0 && (r.asksFor(c, k) || c.asksLate(k))
}

func onlyMarks(tokens []token) bool {
	return !slices.ContainsFunc(tokens, func(t token) bool { return t.kind != punct })
}

// words returns the text from a hit to the end of the piece; after "vướng" or
// "tắc" what follows it, if anything does.
func (r *reading) words(h hit, text string) string { return r.wordsTo(h, len(r.tokens), text) }

// wordsTo is words up to token to, which is not in it.
func (r *reading) wordsTo(h hit, to int, text string) string {
	from := h.at
	if h.signal == sigBlocked && h.end < to {
		switch r.tokens[h.at].fold {
		case "vuong", "tac", "ket", "gap", "kho":
			if r.tokens[h.end].kind != punct {
				from = h.end
			}
		}
	}
	for from < to && r.tokens[from].kind == punct {
		from++
	}
	if from >= to {
		return ""
	}
	return strings.Trim(text[r.tokens[from].start:r.tokens[to-1].end], " \n,.;!")
}

// leadIn counts the tokens at the beginning of a clause that only lead in to what it says.
func leadIn(c *clause) int {
	n := 0
	for n < len(c.tokens) && (c.tokens[n].kind == punct || isFiller(c.tokens[n])) {
		n++
	}
	return n
}
