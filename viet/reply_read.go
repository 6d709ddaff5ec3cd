package viet

import "strings"

// reader reads what a segment says, up to the place where other tasks are
// named.
type reader struct {
	c   *cutter
	seg []token
	p   piece
	i   int // the token looked at
	// strict and loose are how many tokens at the beginning are politeness; see
	// politeness.
	strict, loose int
	said          bool    // more than politeness
	lead          []token // the politeness before the first reference
}

// read takes from a segment what it says of some tasks, and returns the number
// of its tokens. several is set when a number alone may be one of several lines.
func (c *cutter) read(seg []token, several bool) (piece, int) {
	r := reader{c: c, seg: seg, p: piece{start: seg[0].start}}
	r.strict, r.loose = politeness(seg)
	lead := yesLen(seg)
	if n := min(r.strict, len(seg)-1); n > 0 && seg[n-1].fold == ":" {
		lead = n // "Báo cáo anh: 1, 3 xong"
	}
	if n, ok := loneNumber(seg[lead:]); ok && several {
		r.name(lineFound(n), false)
		r.i = len(seg)
	} else {
		r.afterTurn()
	}
	for r.i < len(seg) && r.step() {
	}
	if r.lead != nil && !speaks(r.p.tokens) && onlyState(r.lead) {
		r.p.tokens, r.p.trailing = r.lead, true // "rõ việc 1"
	}
	r.p.end = seg[r.i-1].end
	return r.p, r.i
}

// afterTurn steps over "còn", "riêng" or "nhưng" before another task: "riêng 2
// mới 30%", "1 xong, còn 2".
func (r *reader) afterTurn() {
	switch r.seg[0].fold {
	case "con", "rieng", "nhung", "chi":
	default:
		return
	}
	if len(r.seg) == 1 {
		return
	}
	if n, ok := loneNumber(r.seg[1:]); ok && r.c.last > 0 {
		r.name(lineFound(n), false)
		r.i = len(r.seg)
	} else if r.c.headAt(r.seg, 1, false, &r.p).n > 0 {
		r.i = 1
	}
}

// step reads a word, a reference or the number of a document. It reports false
// where what the piece says has ended.
func (r *reader) step() bool {
	t := &r.seg[r.i]
	if t.kind == word && !refStarts[t.fold] && letterState(r.seg, r.i) == "" {
		r.take(1)
		return true
	}
	if r.i > 0 && (correctionAt(r.seg, r.i) > 0 || r.c.cuts(r.seg, r.i, &r.p, r.said)) {
		return false
	}
	f, later := found{}, false
	if !r.said {
		f = r.c.headAt(r.seg, r.i, r.i <= r.strict || len(r.p.refs) > 0, &r.p)
	}
	if f.n == 0 && r.i > 0 {
		f, later = r.c.laterAt(r.seg, r.i, &r.p), true
	}
	switch {
	case f.n > 0:
		return r.found(f, later)
	case joins(*t) && !r.said && (len(r.p.refs) > 0 || len(r.p.tokens) == 0):
		r.i++
		return true
	}
	if _, n := documentAt(r.seg, r.i); n > 0 {
		r.take(n)
		return true
	}
	if state := letterState(r.seg, r.i); state != "" && len(r.p.refs) > 0 && !r.said {
		t.kind, t.text, t.fold = word, state, Fold(state)
	}
	r.take(1)
	return !r.headed()
}

// headed reports whether a heading has just ended: "Phòng KHTC: 1 xong".
func (r *reader) headed() bool {
	return r.seg[r.i-1].fold == ":" && r.i < len(r.seg) && r.i > 1 && r.seg[r.i-2].kind == word && len(r.p.refs) == 0 &&
		r.c.headAt(r.seg, r.i, true, &piece{}).n > 0
}

// found takes up a reference. Words behind what is left out speak of that:
// "xong hết trừ 2 đang vướng".
func (r *reader) found(f found, later bool) bool {
	if !later && r.i <= r.strict && len(r.p.refs) == 0 {
		r.lead, r.p.tokens = r.p.tokens, nil
	}
	r.name(f, later)
	r.i = skipLineMark(r.seg, r.i+f.n)
	for later && joins(tokenAt(r.seg, r.i)) && dueBehind(r.seg, r.i+1) { // "gia hạn việc 1 và 3 đến 20/12"
		r.name(lineFound(r.seg[r.i+1].n), true)
		r.i += 2
	}
	if later && len(f.except) > 0 && speaks(r.seg[r.i:]) {
		r.c.left = f.except
		return false
	}
	return true
}

// dueBehind reports whether a line stands at i, and until when or by how much behind it.
func dueBehind(seg []token, i int) bool {
	t := tokenAt(seg, i)
	if t.kind != number || t.n < 1 || t.n > mostLines {
		return false
	}
	next := wordAt(seg, i+1)
	return untilWords[next] || next == "them"
}

// take adds n tokens; while none was left out between, without copying.
func (r *reader) take(n int) {
	p, i := &r.p, r.i
	r.said = r.said || i >= r.loose && r.seg[i].kind != punct || len(p.refs) > 0 && r.seg[i].kind != punct
	r.i += n
	if p.tokens == nil {
		p.from, p.whole = i, true
	}
	if p.whole = p.whole && p.from+len(p.tokens) == i; p.whole {
		p.tokens = r.seg[p.from : i+n : i+n]
		return
	}
	p.tokens = append(p.tokens, r.seg[i:i+n]...)
}

// name gives the piece what was found; trailing is set when it stands behind
// words.
func (r *reader) name(f found, trailing bool) {
	p := &r.p
	switch {
	case f.rest && len(p.refs) > 0: // "trừ 2, 3 còn lại xong"
		p.except, p.refs = append(p.except, p.refs...), nil
	case len(f.refs) == 1 && f.refs[0].Kind == RefCode && len(p.refs) == 1 && p.refs[0].Kind == RefNumber && !p.trailing && !hasWords(p.tokens):
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
	for _, ref := range f.refs {
		if ref.Kind == RefNumber {
			r.c.last = ref.N
		}
	}
}

// refStarts are the words with which a reference, what is left out, the number
// of a document or a correction may begin. All others only say something.
var refStarts = func() map[string]bool {
	starts := map[string]bool{}
	for w := range strings.FieldsSeq(`viec nv muc task viecso stt dong cv dau cong so nhiem tat ca con cac nhung may tru ngoai va voi rieng nhung tu
		van quyet to vb qd ttr a ah o u chet noi ghi go viet nhan nham lon y dinh sua lan`) {
		starts[w] = true
	}
	for w := range romans {
		starts[w] = true
	}
	for w := range numberWords {
		starts[w] = true
	}
	for w := range strings.SplitSeq(areaLetters, "") {
		starts[w] = true
	}
	return starts
}()

// joins reports whether a word joins two references: "1 với 3 xong".
func joins(t token) bool {
	switch t.fold {
	case "va", "voi", "vs", "&", "+":
		return true
	}
	return t.text == "lẫn"
}

// skipLineMark steps over what stands behind a reference: "1.", "1)", "1/ ",
// "1 thì".
func skipLineMark(seg []token, i int) int {
	if wordAt(seg, i) == "thi" && i+1 < len(seg) {
		return i + 1
	}
	for ; i < len(seg) && seg[i].kind == punct; i++ {
		next := tokenAt(seg, i+1)
		if !strings.ContainsAny(seg[i].fold, ":.)-–=>") && (seg[i].fold != "/" || !next.space && next.kind != word) {
			break
		}
	}
	return i
}
