package viet

// mostLines is the highest line number that is read without a mark behind it;
// a digest has ten lines.
const mostLines = 20

// loneNumber reads a segment that is nothing but a line number: "1," of "1, 3
// xong". The last one is a line only where lines have been named.
func loneNumber(seg []token) (int, bool) {
	if len(seg) > 4 || seg[0].kind != number || seg[0].n < 1 || seg[0].n > mostLines {
		return 0, false
	}
	for _, t := range seg[1:] {
		if !joins(t) && !isMark(t) && !politeWords[t.fold] {
			return 0, false
		}
	}
	return seg[0].n, true
}

func lineFound(n int) found { return found{refs: []Ref{{Kind: RefNumber, N: n}}, n: 1} }

// headAt reads the reference that a clause begins with at i. certain is set
// when only politeness stands before it: then a number is taken for a line
// unless it counts something.
func (c *cutter) headAt(seg []token, i int, certain bool, p *piece) found {
	if f := c.restAt(seg, i, p); f.n > 0 {
		return f
	}
	if f := exceptAt(seg, i); f.n > 0 {
		return f
	}
	if n := pluralAt(seg, i); n > 0 {
		f := refAt(seg, i+n)
		f.n += n
		return f
	}
	if takesNumber(seg, i) && (!stateFollows(seg, i+1) || measures[wordAt(seg, i-1)]) && !joined(seg, i) {
		return found{}
	}
	if f := severalAt(seg, i); f.n > 0 {
		return f
	}
	if f := rangeAt(seg, i); f.n > 0 {
		return f
	}
	if _, n := documentAt(seg, i); n > 0 && !lineOfWork(seg, i) {
		return found{}
	}
	if f := refAt(seg, i); f.n > 0 && !partOfDate(seg, i) {
		f.weak = len(c.excepted) == 0 && wordAt(seg, i+f.n) == "con" && wordAt(seg, i+f.n+1) == "lai" // "3 còn lại": so many
		return f
	}
	if f := ordinalAt(seg, i); f.n > 0 {
		return f
	}
	return c.numberAt(seg, i, certain)
}

// measures stand before a number that is no line, whatever follows it: "được 80 rồi",
// "hôm 17 đã nộp".
var measures = map[string]bool{"hom": true, "duoc": true, "dat": true, "khoang": true, "gan": true, "hon": true, "chung": true, "tam": true}

// partOfDate reports whether "ngày", "thứ" or "tháng" stands before a number.
func partOfDate(seg []token, i int) bool {
	if seg[i].kind != number {
		return false
	}
	switch wordAt(seg, i-1) {
	case "ngay", "thu", "thang", "quy", "mung", "mong", "nam", "hom":
		return true
	}
	return false
}

// joined reports whether another number is joined to the one at i: "1 với 3".
func joined(seg []token, i int) bool {
	next := tokenAt(seg, i+2)
	return joins(tokenAt(seg, i+1)) && next.kind == number && next.n >= 1 && next.n <= mostLines
}

// pluralAt returns the length of "các", "hai", "cả 2" before "việc" and the tasks it
// counts: "hai việc 6.2 và 7.1".
func pluralAt(seg []token, i int) int {
	j := i
	switch wordAt(seg, j) {
	case "ca":
		if _, n := codeAt(seg, j+1); n > 0 && tokenAt(seg, j+1+n).text == "lẫn" {
			return 1 // "cả 3.6 lẫn 3.7"
		}
		j++
	case "cac", "nhung":
		j++
	}
	if n, k := smallNumber(seg, j); k > 0 && n > 1 {
		j += k
	}
	after := afterTaskWords(seg, j)
	if j == i || after == j {
		return 0
	}
	if _, n := codeAt(seg, after); n > 0 {
		return j - i
	}
	next := tokenAt(seg, after+1)
	if n, ok := loneNumber(seg[min(after, len(seg)-1):]); ok && n > 0 && after < len(seg) || tokenAt(seg, after).kind == number && (joins(next) || stateFollows(seg, after+1)) {
		return j - i
	}
	return 0
}

// severalAt reads "2 việc đều xong", "3 việc kia xong": so many lines.
func severalAt(seg []token, i int) found {
	n, k := smallNumber(seg, i)
	task := taskWord(seg, i+k)
	if k == 0 || n < 2 || n > mostLines || task == 0 {
		return found{}
	}
	j := i + k + task
	for pointing[wordAt(seg, j)] {
		j++
	}
	if j == i+k+task || !stateFollows(seg, j) {
		return found{}
	}
	return found{refs: []Ref{{Kind: RefAll, N: n}}, n: j - i}
}

// pointing are the words with which all of several are meant.
var pointing = map[string]bool{"nay": true, "kia": true, "tren": true, "do": true, "deu": true}

// takesNumber reports whether the word before i makes a number of what it says:
// "được 3", "còn 2".
func takesNumber(seg []token, i int) bool {
	if i == 0 || seg[i].kind != number {
		return false
	}
	if next := wordAt(seg, i+1); next == ")" || next == ":" {
		return false
	}
	if _, n := codeAt(seg, i); n > 0 {
		return false
	}
	if seg[i-1].fold == "moi" && i > 1 && seg[i-2].fold == "gi" {
		return false // "chưa có gì mới 2 …"
	}
	switch seg[i-1].fold {
	case "duoc", "dat", "con", "moi", "phan", "buoc", "dot", "lan", "quy", "thang", "ngay", "thu", "so", "khoang", "gan", "hon",
		"/", "-", "–", ".", "den", "han", "va", "ca", "hom", "vong", "tren", "duoi", "them", "chung", "trong", "tu", "gui", "nop", "co":
		return true
	}
	return false
}

// numberAt reads a bare number at the beginning of a clause.
func (c *cutter) numberAt(seg []token, i int, certain bool) found {
	t := seg[i]
	if t.kind == word {
		return c.wordNumberAt(seg, i)
	}
	if t.kind != number || t.n < 1 || t.n > mostLines || len(t.text) > 2 {
		return found{}
	}
	one := lineFound(t.n)
	if joined(seg, i) {
		one.n = 2
		return one
	}
	if c.bareValue(seg, i) {
		one.bare = true
		return one
	}
	if spacedNumbers(seg, i+1) || letterState(seg, i+1) != "" {
		return one
	}
	if next := wordAt(seg, i+1); !certain || datedFrom(seg, i) && !(next == "thang" && t.n == c.last+1 && c.last > 0) {
		return found{} // "2 tháng 4 làm" is a date, but behind line 1
	}
	if percentFollows(seg, i+1) || dateFollows(seg, i+1) {
		return one
	}
	return c.weakAt(seg, i, one)
}

// weakAt takes a number before a word that is not known for a line, unless the
// word is counted: "1 hủy", "1 Quyết định 45 đã ký". Among other lines even a
// thing that is often counted follows a line.
func (c *cutter) weakAt(seg []token, i int, one found) found {
	next := tokenAt(seg, i+1)
	n := seg[i].n
	inOrder := c.last > 0 && n == c.last+1 || c.starts[n+1]
	if _, k := documentAt(seg, i+1); k > 0 && !next.line {
		return one
	}
	switch {
	case i+1 >= len(seg) || next.line:
		return found{}
	case next.kind == number && next.space && next.n > mostLines && tokenAt(seg, i+2).kind == word && !isPercent(seg, i+2):
	case next.kind == number && next.space && wordAt(seg, i+2) == "/" && tokenAt(seg, i+3).kind == number: // "1 12/17"
	case next.kind != word || !next.space: // "5h chiều"
		return found{}
	case wordAt(seg, i+2) == "nay" || wordAt(seg, i+3) == "nay": // "1 việc này"
	case counted.has(next) && !(inOrder && things.has(next)), next.text == "đ" && wordAt(seg, i+2) == "/":
		return found{}
	}
	one.weak = !seg[i].line || c.last != n-1 || n == 1 && !c.lines[2] // a list, a line each
	return one
}

func isPercent(tokens []token, i int) bool { return percentSign(tokens, i) > 0 }

// rangeAt reads "1-3 xong", "việc 1 đến 3 xong", "từ 1 đến 3: xong", or behind words the
// same at the end.
func rangeAt(seg []token, i int) found {
	j := i
	if wordAt(seg, j) == "tu" {
		j++
	}
	for taskWord(seg, j) > 0 {
		j += taskWord(seg, j)
	}
	if j > i {
		code, n := writtenCode(seg, j)
		if refs, m := codesThrough(seg, j, code, n); m > 0 {
			return found{refs: refs, n: j + m - i}
		}
	}
	from, to := tokenAt(seg, j), tokenAt(seg, j+2)
	if !throughWords[wordAt(seg, j+1)] || from.kind != number || to.kind != number || from.n < 1 || to.n <= from.n || to.n > mostLines || !stateFollows(seg, j+3) && (i == 0 || !endsAt(seg, j+3)) {
		return found{}
	}
	f := found{n: j + 3 - i}
	for n := from.n; n <= to.n; n++ {
		f.refs = append(f.refs, Ref{Kind: RefNumber, N: n})
	}
	return f
}

// ordinalAt reads "việc đầu", "việc đầu tiên", "việc thứ hai" before a state.
func ordinalAt(seg []token, i int) found {
	j := i
	for taskWord(seg, j) > 0 {
		j += taskWord(seg, j)
	}
	if j == i {
		return found{}
	}
	v := 0
	switch tokenAt(seg, j).text {
	case "đầu", "dau":
		if j, v = j+1, 1; wordAt(seg, j) == "tien" {
			j++
		}
	case "thứ", "thu":
		if n, k := ordinalNumber(seg, j+1); k == 1 {
			j, v = j+2, n
		} else if wordAt(seg, j+1) == "nhat" {
			j, v = j+2, 1
		}
	}
	if v == 0 || v > mostLines || !stateFollows(seg, j) {
		return found{}
	}
	return found{refs: []Ref{{Kind: RefNumber, N: v}}, n: j - i}
}

// Number words that begin no other phrase when they stand before a state. With
// their marks all do; without, "sau", "nam", "bay" and "tam" are others.
var lineWords = map[string]int{
	"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mot": 1, "bon": 4,
}

// wordNumberAt reads "một xong, hai đang làm": number words in their order.
func (c *cutter) wordNumberAt(seg []token, i int) found {
	n, ok := lineWords[seg[i].text]
	if !ok || n != 1 && n != c.last+1 || !stateFollows(seg, i+1) || wordAt(seg, i-1) == "ngay" {
		return found{}
	}
	switch signalAt(seg, i+1, len(seg)) {
	case sigDone, sigOngoing, sigNotYet, sigPast, sigBlocked, sigWait, sigSame:
		return lineFound(n)
	}
	return found{}
}

// lineOfWork reports whether "cv" at i is công việc, a line, and not công văn.
func lineOfWork(seg []token, i int) bool {
	t := tokenAt(seg, i+1)
	return wordAt(seg, i) == "cv" && t.kind == number && t.n <= mostLines && stateFollows(seg, i+2)
}

// cuts reports whether other tasks are named at i, behind what piece p says.
func (c *cutter) cuts(seg []token, i int, p *piece, said bool) bool {
	switch seg[i].fold {
	case "va", "con", "rieng", "nhung":
		if said && len(p.tokens) > 0 && i+1 < len(seg) && !partOfDate(seg, i+1) && (len(refAt(seg, i+1).refs) > 0 || joined(seg, i+1) && seg[i+1].kind == number) {
			return true
		}
	}
	if !said {
		return false
	}
	if f := c.restAt(seg, i, p); f.n > 0 && (len(p.refs) > 0 && !p.trailing) {
		return true
	}
	if len(p.refs) == 0 || p.trailing || takesNumber(seg, i) && !dashBefore(seg, i) {
		return false
	}
	if seg[i].kind != number && taskWord(seg, i) == 0 {
		return false
	}
	if len(refAt(seg, i).refs) > 0 {
		return true
	}
	if seg[i].kind != number || seg[i].n > mostLines || seg[i].n < 1 {
		return false
	}
	return c.nextInRow(seg, i) || letterState(seg, i+1) != "" || c.bareValue(seg, i) || percentFollows(seg, i+1) || c.last+1 == seg[i].n && dayFollows(seg, i+1)
}

// nextInRow reports whether the number at i goes on counting lines after words
// that are not known: after a state, or when the number after it follows too.
func (c *cutter) nextInRow(seg []token, i int) bool {
	next := tokenAt(seg, i+1)
	if seg[i].n != c.last+1 || next.kind != word || !next.space || counted.has(next) || datedFrom(seg, i) {
		return false
	}
	switch signalAt(seg, i-1, i) {
	case sigDone, sigAlready, sigNotYet, sigOngoing, sigBlocked:
		return true
	}
	for _, t := range seg[i+1 : min(len(seg), i+1+2*longestLead)] {
		if t.kind == number && t.n == c.last+2 {
			return true
		}
	}
	return false
}

// dashBefore reports whether a dash that parts clauses stands before i: "1 xong
// - 2 80%".
func dashBefore(seg []token, i int) bool {
	return i > 1 && (seg[i-1].fold == "-" || seg[i-1].fold == "–" || seg[i-1].fold == "/") && seg[i-1].space && seg[i].space
}

// laterAt reads a reference behind words: a code, "việc 2", "tất cả", and the
// numbers that end a clause of nothing but a state: "xong 1, 3".
func (c *cutter) laterAt(seg []token, i int, p *piece) found {
	if f := exceptAt(seg, i); f.n > 0 {
		return f
	}
	if _, n := documentAt(seg, i); n > 0 {
		return found{}
	}
	if n := pluralAt(seg, i); n > 0 && len(p.refs) == 0 {
		f := refAt(seg, i+n)
		f.n += n
		return f
	}
	state := onlyState(underHeading(p.tokens))
	if state && (len(p.refs) == 0 || p.trailing) {
		if f := rangeAt(seg, i); f.n > 0 {
			return f // "xong từ 1 đến 3"
		}
	}
	_, code := codeAt(seg, i)
	if seg[i].kind != number || code > 0 {
		return refAt(seg, i)
	}
	if len(p.refs) > 0 && !p.trailing || takesNumber(seg, i) && (len(p.refs) == 0 || !joins(seg[i-1])) {
		return found{}
	}
	if len(seg)-i > 2*mostLines || len(p.refs) == 0 && !state {
		return found{}
	}
	var f found
	for j := i; j < len(seg); j++ {
		switch t := seg[j]; {
		case t.kind == number && t.n >= 1 && t.n <= mostLines && len(t.text) <= 2:
			f.refs = append(f.refs, Ref{Kind: RefNumber, N: t.n})
		case joins(t), isMark(t), politeWords[t.fold]:
		default:
			return found{}
		}
	}
	f.n = len(seg) - i
	return f
}

// underHeading leaves out the words up to a colon: "Báo cáo anh: xong".
func underHeading(tokens []token) []token {
	for i := len(tokens) - 1; i >= 0; i-- {
		if tokens[i].fold == ":" {
			return tokens[i+1:]
		}
	}
	return tokens
}
