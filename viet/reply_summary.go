package viet

// summary is what the clauses of a piece amount to.
type summary struct {
	done       bool // a whole end is said
	partial    bool // the end of a part, or a future end
	open       bool // "chưa xong"
	notStarted bool // "chưa làm", "chưa"
	worked     bool // "đang", "đã làm"
	blocked    bool
	blockedBy  Confidence
	hedged     bool
	impossible bool // done on a day to come
	notYet     bool
	later      bool // "để kiểm tra lại"
	same       bool
	future     bool
	promised   bool // a day that can only be a promise
	goesOn     bool // beside an end, something is under way, comes or lacks
	handedOn   bool // a step after which others act, and no end after it
	vague      bool // sent to somebody, and not said what
	onlyPlans  bool // what is worked on is worked on a day to come: "mai em làm"
	stage      bool // the end of a stage ("xong khâu 1"), and not of the whole after it
	step       bool // the end of a step ("họp xong"), and none after it
	acted      bool // the end is a signature, or a document: no plain word of it
}

func (r *reading) summary() summary {
	s := summary{later: r.putOff(), same: r.any(sigSame)}
	countsAs, plain := false, false
	for i := range r.clauses {
		c := &r.clauses[i]
		if c.question || c.conceded {
			continue
		}
		if c.aside = s.done && r.aside(c); c.aside {
			continue
		}
		hedged := c.hedges() || c.reported()
		s.hedged = s.hedged || hedged && !c.countsAs()
		countsAs = countsAs || hedged && c.countsAs()
		s.future = s.future || c.has(sigFuture)
		s.notYet = s.notYet || c.has(sigNotYet)
		before := s.done
		r.finished(c, &s)
		plain = plain || c.done && !hedged
		if s.stage && c.done && c.saysWhole() {
			s.stage, plain = false, true
		}
		s.blocked = s.blocked && (hedged || !r.nevertheless(c))
		r.working(c, &s)
		r.obstructed(c, &s)
		r.goesOn(c, before, &s)
		s.partial = s.partial || r.someOf(c)
		s.blocked = s.blocked || r.delayed(i)
		s.notStarted = s.notStarted || c.startsAfter()
		s.partial = s.partial || c.justPart()
	}
	for _, d := range r.dates {
		if d.later && !r.oldDate(d) {
			s.promised = true
		}
		s.notStarted = s.notStarted || r.startsOn(d)
	}
	s.partial = s.partial || s.step || s.stage
	s.hedged = s.hedged || countsAs && !plain
	return s
}

// firstOf returns the index of the first hit that is no filler.
func firstOf(hits []hit) int {
	for i, h := range hits {
		switch h.signal {
		case sigFiller, sigReceipt, sigOngoing:
		case sigPast: // "da chua" is "dạ chưa"
			if i+1 == len(hits) || hits[i+1].signal != sigNotYet || hits[i+1].at != h.end {
				return i
			}
		default:
			return i
		}
	}
	return len(hits)
}

// signalAt returns the signal of the phrase that begins at i.
func signalAt(tokens []token, i, end int) signal {
	sig, _ := phraseAt(tokens, i, end)
	return sig
}

// phraseAt returns the signal of the phrase that begins at i, and its length,
// at least one.
func phraseAt(tokens []token, i, end int) (signal, int) {
	h := chatLexicon.first(tokens[i:min(i+3, end)])
	return h.signal, max(h.end, 1)
}
