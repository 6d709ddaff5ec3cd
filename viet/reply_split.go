package viet

import "strings"

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
}

func splitReply(tokens []token) []piece {
	segs := segments(tokens)
	c := cutter{pieces: make([]piece, 0, len(segs))}
	for _, seg := range segs {
		if n := seg[0].n; seg[0].kind == number && n >= 0 && n < len(c.starts) {
			c.starts[n] = true
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

func hasWords(tokens []token) bool {
	for i := range tokens {
		if tokens[i].kind != punct || startsEmoji(tokens[i].text) {
			return true
		}
	}
	return false
}

// politeWords say nothing behind or before a reference: "1, 2 nhé anh".
var politeWords = map[string]bool{"a": true, "nhe": true, "nha": true, "anh": true, "em": true, "chi": true, "sep": true, "bac": true,
	"e": true, "c": true, "oi": true, "thua": true, "thi": true}

// yesLen returns how many words at the beginning of a segment only address
// somebody: "dạ anh,".
func yesLen(seg []token) int {
	n := 0
	for n < len(seg)-1 && (isYes(seg[n]) || politeWords[seg[n].fold] || isMark(seg[n])) {
		n++
	}
	return n
}

// isYes reports whether a word is no more than the yes that begins a reply.
func isYes(t token) bool {
	switch t.text {
	case "dạ", "vâng", "da", "vang", "ừ", "uh":
		return true
	}
	return false
}

// speaks reports whether words say more than politeness.
func speaks(tokens []token) bool {
	for i := range tokens {
		if hasWords(tokens[i:i+1]) && !politeWords[tokens[i].fold] {
			return true
		}
	}
	return false
}

// words returns the tokens that are more than punctuation.
func words(tokens []token) []token {
	var list []token
	for _, t := range tokens {
		if t.kind != punct || startsEmoji(t.text) {
			list = append(list, t)
		}
	}
	return list
}

func countPunct(tokens []token) int {
	n := 0
	for _, t := range tokens {
		if t.kind == punct {
			n++
		}
	}
	return n
}

// read takes from a segment what it says up to the place where other tasks are
// named, and returns the number of its tokens. several is set when a number
// alone may be one of several lines.
func (c *cutter) read(seg []token, several bool) (p piece, n int) {
	p.start = seg[0].start
	strict, loose := politeness(seg)
	var lead []token
	said := false // more than politeness
	i := 0
	if n, ok := c.loneNumber(seg[yesLen(seg):]); ok && several {
		c.name(&p, found{refs: []Ref{{Kind: RefNumber, N: n}}}, false)
		i = len(seg)
	} else {
		i = c.afterTurn(seg, &p)
	}
	for i < len(seg) {
		if seg[i].kind == word && !refStarts[seg[i].fold] && letterState(seg, i) == "" {
			p.take(seg, i, 1)
			said = said || i >= loose || len(p.refs) > 0
			i++
			continue
		}
		if i > 0 && (correctionAt(seg, i) > 0 || c.cuts(seg, i, &p, said)) {
			break
		}
		f, later := found{}, false
		if !said {
			f = c.headAt(seg, i, i <= strict || len(p.refs) > 0, &p)
		}
		if f.n == 0 && i > 0 {
			f, later = c.laterAt(seg, i, &p), true
		}
		if f.n == 0 && joins(seg[i]) && !said && (len(p.refs) > 0 || len(p.tokens) == 0) {
			i++
			continue
		}
		if f.n > 0 {
			if !later && i <= strict && len(p.refs) == 0 {
				lead, p.tokens = p.tokens, nil // "dạ em báo cáo"
			}
			c.name(&p, f, later)
			i = skipLineMark(seg, i+f.n)
			if later && len(f.except) > 0 && speaks(seg[i:]) {
				c.left = f.except
				break // "xong hết trừ 2 đang vướng"
			}
			continue
		}
		if _, k := documentAt(seg, i); k > 0 {
			p.take(seg, i, k)
			i, said = i+k, true
			continue
		}
		if state := letterState(seg, i); state != "" && len(p.refs) > 0 && !said {
			seg[i].text, seg[i].fold = state, Fold(state)
		}
		p.take(seg, i, 1)
		said = said || i >= loose || len(p.refs) > 0 && seg[i].kind != punct
		i++
		if seg[i-1].fold == ":" && i < len(seg) && i > 1 && seg[i-2].kind == word && len(p.refs) == 0 && c.headAt(seg, i, true, &piece{}).n > 0 {
			break // "Phòng KHTC: 1 xong"
		}
	}
	if lead != nil && !speaks(p.tokens) && onlyState(lead) {
		p.tokens, p.trailing = lead, true // "rõ việc 1"
	}
	p.end = seg[i-1].end
	return p, i
}

// refStarts are the words with which a reference, what is left out, the number
// of a document or a correction may begin. All others only say something.
var refStarts = func() map[string]bool {
	starts := map[string]bool{}
	for w := range strings.FieldsSeq(`viec nv muc task viecso stt dong cv dau cong so nhiem tat ca con cac nhung may tru ngoai va voi rieng nhung tu
		van quyet to vb qd ttr a ah o u chet noi ghi go viet nhan nham lon y dinh sua`) {
		starts[w] = true
	}
	for w := range romans {
		starts[w] = true
	}
	for w := range numberWords {
		starts[w] = true
	}
	return starts
}()

// take adds n tokens of a segment; while none was left out between, without
// copying.
func (p *piece) take(seg []token, i, n int) {
	if p.tokens == nil {
		p.from, p.whole = i, true
	}
	if p.whole = p.whole && p.from+len(p.tokens) == i; p.whole {
		p.tokens = seg[p.from : i+n : i+n]
		return
	}
	p.tokens = append(p.tokens, seg[i:i+n]...)
}

// joins reports whether a word joins two references: "1 với 3 xong".
func joins(t token) bool {
	switch t.fold {
	case "va", "voi", "&", "+":
		return true
	}
	return false
}

// afterTurn steps over "còn", "riêng" or "nhưng" before another task: "riêng 2
// mới 30%", "1 xong, còn 2".
func (c *cutter) afterTurn(seg []token, p *piece) int {
	switch seg[0].fold {
	case "con", "rieng", "nhung", "chi":
		if len(seg) == 1 {
			return 0
		}
		if n, ok := c.loneNumber(seg[1:]); ok && c.last > 0 {
			c.name(p, found{refs: []Ref{{Kind: RefNumber, N: n}}}, false)
			return len(seg)
		}
		if c.headAt(seg, 1, false, p).n > 0 {
			return 1
		}
	}
	return 0
}

// name adds what was found to a piece; trailing is set when it stands behind
// words.
func (c *cutter) name(p *piece, f found, trailing bool) {
	if len(f.refs) == 1 && f.refs[0].Kind == RefCode && len(p.refs) == 1 && p.refs[0].Kind == RefNumber && !p.trailing && !hasWords(p.tokens) {
		p.refs = nil // "1. NV 3.1: xong": the line's own number
	}
	if len(p.refs) == 0 {
		if p.trailing = trailing; !trailing {
			p.lead = len(p.tokens)
		}
	}
	p.refs = append(p.refs, f.refs...)
	p.except = append(p.except, f.except...)
	p.bare, p.weak = p.bare || f.bare, p.weak || f.weak
	p.revoked = p.revoked || f.doubt
	for _, r := range f.refs {
		if r.Kind == RefNumber {
			c.last = r.N
		}
	}
}

// skipLineMark steps over what stands behind a reference: "1.", "1)", "1/ ",
// "1 thì".
func skipLineMark(seg []token, i int) int {
	if wordAt(seg, i) == "thi" && i+1 < len(seg) {
		return i + 1 // "1 thì xong"
	}
	for ; i < len(seg) && seg[i].kind == punct; i++ {
		next := tokenAt(seg, i+1)
		if !strings.ContainsAny(seg[i].fold, ":.)-–=>") && (seg[i].fold != "/" || !next.space && next.kind != word) {
			break
		}
	}
	return i
}

// place puts a piece behind those before it, or joins it to the last.
func (c *cutter) place(p piece) {
	last := len(c.pieces) - 1
	spoken := speaks(p.tokens[p.lead:])
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
