package viet

import "strings"

// longestLead is how many tokens of politeness may stand before a reference.
const longestLead = 12

// politeness returns how many tokens at the beginning of a segment say nothing
// about a task: strict counts politeness only, loose also "cập nhật", "làm".
func politeness(seg []token) (strict, loose int) {
	if seg[0].kind == number {
		return 0, 0
	}
	head := seg[:min(len(seg), longestLead)]
	i, work := 0, false
	for _, h := range chatLexicon.scan(head) {
		for i < h.at && (head[i].kind == punct || courteous(head, i)) {
			i++
		}
		if h.at != i {
			break
		}
		switch h.signal {
		case sigFiller, sigGreet, sigReceipt:
		case sigWork:
			work = true
		default:
			if !courteous(head, i) {
				return strict, i
			}
		}
		i = h.end
		if !work {
			strict = i
		}
	}
	for i < len(head) && head[i].kind == punct {
		i++
		if !work {
			strict = i
		}
	}
	return strict, i
}

// politeWords say nothing behind or before a reference: "1, 2 nhé anh".
var politeWords = map[string]bool{"a": true, "nhe": true, "nha": true, "anh": true, "em": true, "chi": true, "sep": true, "bac": true,
	"e": true, "c": true, "oi": true, "thua": true, "thi": true, "nghen": true, "hen": true, "nhen": true}

// courtesy are the words that greet, thank and address; whoever types no marks
// may still have them from the keyboard's suggestions.
var courtesy = map[string]bool{"bao": true, "cao": true, "chao": true, "kinh": true, "cam": true, "on": true, "van": true, "phong": true, "vp": true, "minh": true}

// courteous reports whether the word at i only greets, thanks or addresses.
func courteous(tokens []token, i int) bool {
	t := tokens[i]
	return politeWords[t.fold] || courtesy[t.fold] || isYes(t) || t.fold == "gui" && wordAt(tokens, i-1) == "kinh"
}

// afterGreeting returns what follows "Em chào anh ạ.", "Kính gửi Văn phòng:",
// "Dạ," at the beginning, if anything does.
func afterGreeting(tokens []token) []token {
	if len(tokens) == 0 || tokens[0].kind != word {
		return tokens
	}
	head := tokens[:min(len(tokens), longestLead)]
	for i := 0; i < len(head); {
		if head[i].kind == punct {
			if strings.Contains(",.:!", head[i].fold) && hasWords(tokens[i+1:]) {
				return tokens[i+1:]
			}
			return tokens
		}
		h := chatLexicon.first(head[i:])
		switch {
		case courteous(head, i):
			i++
		case h.signal == sigGreet && head[i].fold != "chuc":
			i += h.end
		default:
			return tokens
		}
	}
	return tokens
}

// withoutThanks leaves out the thanks with which a message ends, where it says more:
// "xin gia hạn 6.2 đến 15/12 ạ, em cảm ơn".
func withoutThanks(tokens []token) []token {
	for i := len(tokens) - 1; i > 0; i-- {
		t := tokens[i]
		switch {
		case t.kind == punct || t.line:
			thanks := tokens[i:]
			if t.kind == punct {
				thanks = tokens[i+1:]
			}
			if !thanking(thanks) || !hasWords(tokens[:i]) {
				return tokens
			}
			return tokens[:i]
		case t.kind != word || !courteous(tokens, i) && t.fold != "thanks" && t.fold != "tks" && t.fold != "nhieu" && t.fold != "so" && t.fold != "phong":
			return tokens
		}
	}
	return tokens
}

// thanking reports whether words thank, whoever is thanked.
func thanking(tokens []token) bool {
	for i := range tokens {
		w := tokens[i].fold
		if w == "thanks" || w == "tks" || w == "cam" && wordAt(tokens, i+1) == "on" {
			return true
		}
	}
	return false
}

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

// onlyState reports whether words are nothing but a state: "đã nhận", "chưa
// làm".
func onlyState(tokens []token) bool {
	if len(tokens) > longestLead || len(tokens) == 0 || tokens[len(tokens)-1].kind == number {
		return false
	}
	at := 0
	state := false
	for _, h := range chatLexicon.scan(tokens) {
		if h.at != at {
			return false
		}
		switch h.signal {
		case sigDone, sigWork, sigReceipt, sigOngoing, sigNotYet, sigSame, sigBlocked:
			state = state || !isYes(tokens[h.end-1])
		case sigPast, sigNot, sigFiller, sigFull, sigAlready:
		default:
			return false
		}
		at = h.end
	}
	return state && at == len(tokens)
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

func countPunct(tokens []token) int {
	n := 0
	for _, t := range tokens {
		if t.kind == punct {
			n++
		}
	}
	return n
}
