package viet

import "strings"

// piece is what a message says about one task, or about several at once.
type piece struct {
	refs     []Ref
	trailing bool    // the references came after the words
	tokens   []token // without the references
	start    int     // bytes of the text, references included
	end      int
}

// splitReply cuts a message into pieces: one for each place where other tasks
// are named. Words before the first reference, or between two without one of
// their own, stay with what they stand beside.
func splitReply(tokens []token) []piece {
	var pieces []piece
	var pending []Ref
	pendingAt := 0
	segs := segments(tokens)
	for i, seg := range segs {
		refs, rest, leading := segmentRefs(seg)
		if n, ok := loneNumber(seg); ok && (i+1 < len(segs) || len(pieces) > 0 && pieces[len(pieces)-1].trailing) {
			refs, rest, leading = []Ref{{Kind: RefNumber, N: n}}, nil, true
		}
		p := piece{refs: refs, trailing: !leading, tokens: rest, start: seg[0].start, end: seg[len(seg)-1].end}
		last := len(pieces) - 1
		switch {
		case len(refs) > 0 && !hasWords(rest):
			if last >= 0 && pieces[last].trailing && len(pieces[last].refs) > 0 && len(pending) == 0 {
				pieces[last].refs = append(pieces[last].refs, refs...)
				pieces[last].end = p.end
				continue
			}
			if len(pending) == 0 {
				pendingAt = p.start
			}
			pending = append(pending, refs...)
		case len(refs) == 0 && len(pending) == 0 && last >= 0:
			pieces[last].tokens = append(pieces[last].tokens, rest...)
			pieces[last].end = p.end
		default:
			if len(pending) > 0 {
				p.refs, p.start = append(pending, p.refs...), pendingAt
				pending = nil
			}
			pieces = append(pieces, p)
		}
	}
	if len(pending) > 0 {
		pieces = append(pieces, piece{refs: pending, start: pendingAt, end: tokens[len(tokens)-1].end})
	}
	return pieces
}

// loneNumber reads a segment that is nothing but a number: "1," of "1, 3 xong".
func loneNumber(seg []token) (int, bool) {
	if len(seg) == 0 || len(seg) > 2 || seg[0].kind != number || seg[0].n < 1 || seg[0].n > 99 {
		return 0, false
	}
	return seg[0].n, len(seg) == 1 || seg[1].fold == "va" || seg[1].fold == ","
}

func hasWords(tokens []token) bool {
	for i := range tokens {
		if tokens[i].kind != punct || startsEmoji(tokens[i].text) {
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

// segments cuts at line ends and at , ; . ! ? and "và" before a reference. The
// mark stays at the end of its segment.
func segments(tokens []token) [][]token {
	var list [][]token
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
			if next.kind != number || next.space || t.fold == "." && sentenceEnd(tokens, i) {
				if t.fold != "." || i != start+1 || tokens[start].kind != number {
					cut(i + 1) // not the point of "1. xong"
				}
			} else if t.fold == "," && next.kind == number && !decimal(tokens, i) {
				cut(i + 1)
			}
		case ";", "!", "?":
			cut(i + 1)
		case ":":
			if i > start && tokens[i-1].kind == word && len(refAt(tokens, i+1).refs) > 0 {
				cut(i + 1)
			}
		case "va":
			if len(refAt(tokens, i+1).refs) > 0 {
				cut(i + 1)
			}
		case "con", "rieng":
			if len(refAt(tokens, i+1).refs) > 0 {
				cut(i)
			}
		default:
			if i > start+1 && startsPiece(tokens, start, i) {
				cut(i)
			}
		}
	}
	cut(len(tokens))
	return list
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

// startsPiece reports whether another task is named at i without a mark before
// it, as in "1 xong 2 80%": the segment began with one, and said something.
func startsPiece(tokens []token, start, i int) bool {
	if tokens[i].kind != number && taskWord(tokens, i) == 0 || len(refAt(tokens, i).refs) == 0 {
		return false
	}
	switch tokens[i-1].fold {
	case "duoc", "dat", "con", "moi", "phan", "buoc", "dot", "lan", "quy", "thang", "ngay", "thu", "so", "khoang", "gan", "hon",
		"/", "-", "–", ".", ",", ":", "%", "den", "han", "va", "ca", "viec", "vu", "nv", "muc", "hom":
		return tokens[i-1].fold == "%"
	}
	first := refAt(tokens, start)
	return len(first.refs) > 0 && start+first.n < i
}

func isMark(t token) bool { return t.kind == punct && strings.ContainsAny(t.fold, ",.;!?") }

// decimal reports whether the comma at i stands inside "99,9%".
func decimal(tokens []token, i int) bool {
	return i > 0 && tokens[i-1].kind == number && !tokens[i].space && wordAt(tokens, i+2) == "%"
}

// found is a run of references, tokens [at, at+n).
type found struct {
	refs []Ref
	n    int
}

// refAt reads one reference at i: "3.2", "II.3", "việc 2", "cả 3", "tất cả", or
// a bare number before words that say a state.
func refAt(tokens []token, i int) found {
	j := i
	for taskWord(tokens, j) > 0 {
		j += taskWord(tokens, j)
	}
	named := j > i
	if code, n := codeAt(tokens, j); n > 0 && !documentBefore(tokens, i) {
		return found{[]Ref{{Kind: RefCode, Code: code}}, j + n - i}
	}
	if f := allAt(tokens, i); f.n > 0 {
		return f
	}
	t := tokenAt(tokens, j)
	if t.kind != number || t.n < 1 || t.n > 99 || len(t.text) > 2 {
		return found{}
	}
	if named && wordAt(tokens, j+1) != "/" && wordAt(tokens, j+1) != "%" || stateFollows(tokens, j+1) {
		return found{[]Ref{{Kind: RefNumber, N: t.n}}, j + 1 - i}
	}
	return found{}
}

// taskWord returns the length of "việc", "nhiệm vụ", "nv", "mục", "số" at i.
func taskWord(tokens []token, i int) int {
	switch wordAt(tokens, i) {
	case "viec", "nv", "muc", "task", "viecso":
		return 1
	case "so":
		if t := tokenAt(tokens, i+1); t.kind == number && wordAt(tokens, i+2) != "/" {
			if _, n := codeAt(tokens, i+1); n > 0 || stateFollows(tokens, i+2) {
				return 1
			}
		}
	case "nhiem":
		if wordAt(tokens, i+1) == "vu" {
			return 2
		}
	}
	return 0
}

// codeAt reads "3.2", "7.1.6", "II.3", "ba chấm hai", without spaces.
func codeAt(tokens []token, i int) (code string, n int) {
	t := tokenAt(tokens, i)
	head := t.text
	if t.kind == word {
		if v, k := smallNumber(tokens, i); k == 1 && tokenAt(tokens, i+1).text == "chấm" {
			if w, m := smallNumber(tokens, i+2); m == 1 {
				return itoa(v) + "." + itoa(w), 3
			}
		}
		if _, ok := romans[t.fold]; !ok {
			return "", 0
		}
		head = strings.ToUpper(t.fold)
	} else if t.kind != number || len(t.text) > 2 {
		return "", 0
	}
	n = 1
	for wordAt(tokens, i+n) == "." && !tokens[i+n].space {
		next := tokenAt(tokens, i+n+1)
		if next.kind != number || next.space || len(next.text) > 2 {
			break
		}
		head += "." + next.text
		n += 2
	}
	if n == 1 || wordAt(tokens, i+n) == "%" || wordAt(tokens, i+n) == "/" || dateWordBefore(tokens, i) {
		return "", 0
	}
	return head, n
}

func itoa(n int) string {
	if n >= 10 {
		return string(rune('0'+n/10%10)) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}

// dateWordBefore reports whether the word before i makes "16.11" a date.
func dateWordBefore(tokens []token, i int) bool {
	switch wordAt(tokens, i-1) {
	case "ngay", "hom", "den", "tu", "han", "truoc", "sang", "vao", "toi", "qua", "hen":
		return true
	}
	return false
}

func documentBefore(tokens []token, i int) bool {
	_, n := documentAt(tokens, i)
	return n > 0
}

// allAt reads "tất cả", "cả 3 việc", "cả ba" before a state.
func allAt(tokens []token, i int) found {
	j, n := i, 0
	switch {
	case wordAt(tokens, j) == "tat" && wordAt(tokens, j+1) == "ca":
		j += 2
		if v, k := smallNumber(tokens, j); k > 0 {
			j, n = j+k, v
		}
	case wordAt(tokens, j) == "ca":
		v, k := smallNumber(tokens, j+1)
		if k == 0 || v < 2 || v > 99 {
			return found{}
		}
		j, n = j+1+k, v
	default:
		return found{}
	}
	if wordAt(tokens, j) == "cac" {
		j++
	}
	for taskWord(tokens, j) > 0 {
		j += taskWord(tokens, j)
	}
	if wordAt(tokens, j) == "deu" {
		j++
	}
	if j < len(tokens) && !stateFollows(tokens, j) {
		return found{}
	}
	return found{[]Ref{{Kind: RefAll, N: n}}, j - i}
}

// stateFollows reports whether the words at i say something about a task named
// just before: ": …", "80%", "xong", "đang …", a date. "1 phần", "3 ngày" and
// "5 đơn vị" count something instead.
func stateFollows(tokens []token, i int) bool {
	t := tokenAt(tokens, i)
	if i >= len(tokens) {
		return false
	}
	if t.kind == number {
		return wordAt(tokens, i+1) == "%"
	}
	if t.kind == punct {
		next := tokenAt(tokens, i+1)
		return strings.ContainsAny(t.fold, ":)") && i+1 < len(tokens) ||
			strings.ContainsAny(t.fold, "-–") && !next.space && (next.kind == word || dashedPercent(tokens, i)) ||
			strings.ContainsAny(t.fold, ".-–") && next.space && next.kind != punct && i+1 < len(tokens) && !next.line ||
			startsEmoji(t.text)
	}
	switch t.fold {
	case "duoc", "dc", "dat", "con", "khoang", "thu", "mai", "van", "moi", "hien", "thi", "la", "co":
		return true
	}
	end := min(i+4, len(tokens))
	hits := chatLexicon.scan(tokens[i:end])
	if len(hits) == 0 || hits[0].at != 0 {
		return false
	}
	switch hits[0].signal {
	case sigDone, sigAct, sigWork, sigNot, sigNotYet, sigPast, sigAlready, sigFuture, sigOngoing, sigBlocked, sigWait,
		sigMissing, sigExtend, sigAsk, sigHand, sigSame, sigReceipt, sigHedge, sigDraft, sigBegin, sigFull:
		return true
	case sigLimit:
		switch t.fold {
		case "sap", "gan", "co", "ve", "tuong", "hau":
			return true
		}
	}
	return false
}

// dashedPercent tells "2-80%" (line 2) from "50-60%" (a range) at the dash i.
func dashedPercent(tokens []token, i int) bool {
	line, value := tokenAt(tokens, i-1), tokenAt(tokens, i+1)
	return value.kind == number && wordAt(tokens, i+2) == "%" && line.n < 10 && value.n-line.n > 20
}

var chatLexicon = &lexicon

// longestLead is how many tokens of politeness may stand before a reference.
const longestLead = 12

// segmentRefs takes the references out of a segment. leading is set when they
// stand before its words.
func segmentRefs(seg []token) (refs []Ref, rest []token, leading bool) {
	leading = true
	started := false // a word has said more than politeness
	for i := 0; i < len(seg); {
		if _, n := documentAt(seg, i); n > 0 {
			rest = append(rest, seg[i:i+n]...)
			i += n
			continue
		}
		f := found{}
		started = started || len(rest) > longestLead || !onlyFillers(rest)
		atStart := !started
		if atStart || !numeric(seg, i) {
			f = refAt(seg, i)
		}
		if f.n == 0 {
			f = listedNumber(seg, i, atStart, rest)
		}
		if f.n == 0 && seg[i].fold == "va" && len(rest) == 0 {
			i++
			continue
		}
		if f.n == 0 {
			rest = append(rest, seg[i])
			i++
			continue
		}
		if len(f.refs) == 1 && f.refs[0].Kind == RefCode && len(refs) == 1 && refs[0].Kind == RefNumber && leading && !hasWords(rest) {
			refs = nil // "1. NV 3.1: xong": the line's own number
		}
		if len(refs) == 0 {
			leading = atStart
		}
		refs = append(refs, f.refs...)
		i += f.n
		if i < len(seg) && seg[i].kind == punct && strings.ContainsAny(seg[i].fold, ":.)-–") {
			i++
		}
	}
	return refs, rest, leading
}

// numeric reports whether a bare number, no code, stands at i.
func numeric(tokens []token, i int) bool {
	_, n := codeAt(tokens, i)
	return tokens[i].kind == number && n == 0
}

// onlyFillers reports whether words say nothing about a task, as "Em cập nhật".
func onlyFillers(tokens []token) bool {
	if len(tokens) == 0 {
		return true
	}
	covered := 0
	for _, h := range chatLexicon.scan(tokens) {
		if h.signal != sigFiller && h.signal != sigGreet && h.signal != sigReceipt && h.signal != sigWork {
			return false
		}
		covered += h.end - h.at
	}
	return covered+countPunct(tokens) == len(tokens)
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

// listedNumber reads the bare numbers of "1, 3 xong" and "xong 1, 3": alone in
// their segment, joined by "và", or last after a word that ends work.
func listedNumber(seg []token, i int, atStart bool, rest []token) found {
	t := seg[i]
	if t.kind != number || t.n < 1 || t.n > 99 {
		return found{}
	}
	one := found{[]Ref{{Kind: RefNumber, N: t.n}}, 1}
	next := wordAt(seg, i+1)
	switch {
	case atStart && (next == "va" || next == "&" || next == "+") && tokenAt(seg, i+2).kind == number:
		one.n = 2
		return one
	case atStart && t.n <= mostLines && spacedNumbers(seg, i+1):
		return one
	case i+1 == len(seg) || i+2 == len(seg) && isMark(seg[i+1]):
		if i == 0 && len(seg) == 2 && seg[1].fold == "," {
			one.n = 2
			return one
		}
		if len(rest) > 0 && wordAt(rest, len(rest)-1) == "xong" {
			return one
		}
	}
	return found{}
}

// mostLines is the highest line number that is read without a mark behind it;
// a digest has ten lines.
const mostLines = 20

// spacedNumbers reports whether numbers and then a state follow: "1 2 3 xong".
func spacedNumbers(seg []token, i int) bool {
	for n := 0; n < mostLines && i < len(seg) && seg[i].kind == number && seg[i].space && seg[i].n <= mostLines; n++ {
		i++
		if stateFollows(seg, i) && seg[i].kind == word {
			return true
		}
	}
	return false
}

// documentAt reads the number of a document at i: "số 45/QĐ-SNV", "45/QĐ-SNV",
// "văn bản 112", "QĐ số 45".
func documentAt(tokens []token, i int) (string, int) {
	j := i
	named := false
	switch w := wordAt(tokens, j); {
	case (w == "van" && wordAt(tokens, j+1) == "ban" || w == "cong" && wordAt(tokens, j+1) == "van" || w == "quyet" && wordAt(tokens, j+1) == "dinh" || w == "to" && wordAt(tokens, j+1) == "trinh") && j+2 < len(tokens):
		j, named = j+2, true
	case w == "vb" || w == "qd" || w == "cv" || w == "ttr":
		j, named = j+1, true
	}
	if wordAt(tokens, j) == "so" {
		j++
	}
	t := tokenAt(tokens, j)
	if t.kind != number {
		return "", 0
	}
	var b strings.Builder
	b.WriteString(t.text)
	n, letters := 1, false
	for {
		sep, part := tokenAt(tokens, j+n), tokenAt(tokens, j+n+1)
		if sep.fold != "/" && n == 1 || sep.fold != "/" && sep.fold != "-" && sep.fold != "–" || sep.space || part.space || part.kind == punct || j+n+1 >= len(tokens) {
			break
		}
		letters = letters || part.kind == word
		b.WriteString(sep.text + strings.ToUpper(part.text))
		n += 2
	}
	if !letters {
		if !named || n > 1 || wordAt(tokens, j+1) == "%" {
			return "", 0
		}
	}
	return b.String(), j + n - i
}
