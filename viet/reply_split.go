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
			if t.fold == "." && isCodeLetter(next) && tokenAt(tokens, i-1).kind == number && !t.space {
				continue // "2.1.a"
			}
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
