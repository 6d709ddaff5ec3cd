package viet

import (
	"slices"
	"strings"
)

// piece is what a message says about one task, or about several at once.
type piece struct {
	refs     []Ref
	except   []Ref   // what RefRest leaves out
	trailing bool    // the references came after the words
	bare     bool    // a number alone in it is a percent
	weak     bool    // its number may count something
	mended   bool    // it replaces what was said before: "à nhầm"
	lead     int     // tokens of politeness before the references
	revoked  bool    // it was taken back, or may be about something else: to be asked
	tokens   []token // without the references
	from     int     // where they begin in their segment, if whole
	whole    bool    // none of the segment was left out between them
	start    int     // bytes of the text, references included
	end      int
}

// cutter cuts a message into pieces: one for each place where other tasks are
// named. Words without a reference stay with what they stand beside, so that
// nothing that is said is lost.
type cutter struct {
	pieces   []piece
	pending  []Ref               // named, and nothing said of them yet: "1," of "1, 3 xong"
	at       int                 // where they begin
	excepted []Ref               // "trừ việc 2," before what is said of the rest
	left     []Ref               // just left out, with words behind: "trừ 2 đang vướng"
	correct  bool                // "à nhầm" has just been said
	last     int                 // the line named last
	starts   [mostLines + 2]bool // the numbers with which segments begin
	lines    [mostLines + 2]bool // of these, those that begin a line of the text
}

func splitReply(tokens []token) []piece {
	segs := segments(tokens)
	c := cutter{pieces: make([]piece, 0, len(segs))}
	for _, seg := range segs {
		if n := seg[0].n; seg[0].kind == number && n >= 0 && n < len(c.starts) {
			c.starts[n], c.lines[n] = true, c.lines[n] || seg[0].line
		}
	}
	for i, seg := range segs {
		for len(seg) > 0 {
			if n := correctionAt(seg, 0); n > 0 {
				c.correct, seg = true, seg[n:]
				continue
			}
			p, n := c.read(seg, c.correct || len(segs) > 1 && (i+1 < len(segs) || c.last > 0))
			c.place(p)
			seg = seg[n:]
		}
	}
	c.finish(tokens[len(tokens)-1].end)
	if len(c.pieces) == 0 { // "nhầm rồi"
		return []piece{{start: tokens[0].start, end: tokens[len(tokens)-1].end}}
	}
	return c.pieces
}

// segments cuts at line ends and at , ; . ! ?. The mark stays at the end of its
// segment.
func segments(tokens []token) [][]token {
	list := make([][]token, 0, 8)
	start := 0
	cut := func(end int) {
		if end > start {
			list = append(list, tokens[start:end:end])
		}
		start = end
	}
	for i, t := range tokens {
		if t.line {
			cut(i)
		}
		next := tokenAt(tokens, i+1)
		switch t.fold {
		case ",", ".":
			if t.fold == "." && isCodeLetter(next) && tokenAt(tokens, i-1).kind == number && !t.space {
				continue // "2.1.a"
			}
			if next.kind != number || next.space || t.fold == "." && sentenceEnd(tokens, i) {
				if t.fold != "." || !pointOfLine(tokens, start, i) {
					cut(i + 1)
				}
			} else if t.fold == "," && next.kind == number && !decimal(tokens, i) {
				cut(i + 1)
			}
		case ";", "!", "?":
			cut(i + 1)
		}
	}
	cut(len(tokens))
	return list
}

// pointOfLine reports whether the point at i stands behind the number of a line
// in a segment that began with one: "1. xong 2. chưa làm", "Báo cáo: 1. xong".
func pointOfLine(tokens []token, start, i int) bool {
	if i == start || tokens[i-1].kind != number {
		return false
	}
	if i == start+1 {
		return true
	}
	next := tokenAt(tokens, i+1)
	if tokens[i-1].n > mostLines || !tokens[i-1].space || tokens[i].space || next.kind == punct || next.line || i+1 >= len(tokens) || tokens[i-2].kind == word && takesNumber(tokens, i-1) {
		return false
	}
	return tokens[start].kind == number || tokens[i-2].fold == ":" || taskWord(tokens, start) == i-1-start
}

// sentenceEnd reports whether the point at i, with a number close behind it,
// ends a sentence: "1 xong.2 80%". "II.3" and "T.6" do not.
func sentenceEnd(tokens []token, i int) bool {
	if i == 0 || tokens[i-1].fold == "%" {
		return i > 0
	}
	_, roman := romans[tokens[i-1].fold]
	return tokens[i-1].kind == word && !roman && len(tokens[i-1].fold) > 2
}

func isMark(t token) bool { return t.kind == punct && strings.ContainsAny(t.fold, ",.;!?") }

// decimal reports whether the comma at i stands inside "99,9%".
func decimal(tokens []token, i int) bool {
	return i > 0 && tokens[i-1].kind == number && !tokens[i].space && wordAt(tokens, i+2) == "%"
}

// place puts a piece behind those before it, or joins it to the last.
func (c *cutter) place(p piece) {
	last := len(c.pieces) - 1
	spoken := speaks(p.tokens[p.lead:])
	if len(p.except) > 0 { // behind what is left out a sign says nothing
		spoken = spoken && slices.ContainsFunc(p.tokens[p.lead:], func(t token) bool { return t.kind != punct && !politeWords[t.fold] })
	}
	if left := c.left; len(left) > 0 && len(p.except) == 0 {
		if c.left = nil; len(p.refs) == 0 {
			p.refs = left
		}
	}
	if len(p.except) > 0 || len(c.excepted) > 0 {
		if p = c.leaveOut(p, spoken); len(p.refs) == 0 && !spoken {
			return
		}
	}
	if c.correct && c.mend(p, spoken) {
		return
	}
	switch {
	case len(p.refs) > 0 && !spoken:
		if last >= 0 && c.pieces[last].trailing && len(c.pending) == 0 {
			c.pieces[last].refs = append(c.pieces[last].refs, p.refs...)
			c.pieces[last].end = p.end
			return
		}
		if len(c.pending) == 0 {
			c.at = p.start
		}
		c.pending = append(c.pending, p.refs...)
	case len(p.refs) == 0 && len(c.pending) == 0 && last >= 0:
		c.pieces[last].tokens = append(c.pieces[last].tokens, p.tokens...)
		c.pieces[last].end = p.end
	default:
		if len(c.pending) > 0 {
			p.refs, p.start = append(c.pending, p.refs...), c.at
			c.pending = nil
		}
		c.pieces = append(c.pieces, p)
	}
}

// finish brings in what nothing was said of, and tells the rest what it leaves
// out: whatever else the message names.
func (c *cutter) finish(end int) {
	c.pending = append(c.pending, c.excepted...)
	if len(c.pending) > 0 {
		c.pieces = append(c.pieces, piece{refs: c.pending, start: c.at, end: end})
	}
	if c.correct && len(c.pieces) > 0 {
		c.pieces[len(c.pieces)-1].revoked = true
	}
	var named []Ref
	for i := range c.pieces {
		p := &c.pieces[i]
		if len(p.refs) != 1 || p.refs[0].Kind != RefAll && p.refs[0].Kind != RefRest {
			continue
		}
		if named == nil {
			for _, other := range c.pieces {
				named = addRefs(named, other.refs)
			}
		}
		p.except = addRefs(p.except, named)
		if p.refs[0] == (Ref{Kind: RefAll}) && len(p.except) > 0 {
			p.refs = []Ref{{Kind: RefRest}}
		}
	}
}

// addRefs adds the references to single tasks that a list does not hold yet.
func addRefs(list, more []Ref) []Ref {
	for _, r := range more {
		if (r.Kind == RefNumber || r.Kind == RefCode) && !hasRef(list, r) {
			list = append(list, r)
		}
	}
	return list
}

func hasRef(list []Ref, r Ref) bool {
	for _, l := range list {
		if l == r {
			return true
		}
	}
	return false
}
