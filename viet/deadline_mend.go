package viet

import "strings"

// mendTokens puts right what keyboards and scanners do to the words of a
// deadline: "T háng 6" is one word, "QuýII" and "QI" are two, and characters
// without width are none.
func mendTokens(tokens []token) []token {
	out := make([]token, 0, len(tokens))
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		switch t.text {
		case "\ufeff", "\u200b", "\u200c", "\u200d", "\u00ad":
			continue
		}
		if i+1 < len(tokens) && isTornWord(t, tokens[i+1]) {
			next := tokens[i+1]
			t.text, t.fold, t.end = t.text+next.text, t.fold+next.fold, next.end
			out = append(out, t)
			i++
			continue
		}
		if unit, roman, ok := gluedQuarter(t); ok {
			a, b := t, t
			a.text, a.fold = unit, unit
			b.text, b.fold, b.space = roman, roman, false
			out = append(out, a, b)
			continue
		}
		out = append(out, t)
	}
	return out
}

// isTornWord reports whether a letter alone is the head of the word after it.
func isTornWord(head, tail token) bool {
	if head.kind != word || tail.kind != word || len(head.fold) != 1 || tail.line {
		return false
	}
	switch head.fold + tail.fold {
	case "thang", "quy", "ngay", "truoc":
		return true
	}
	return false
}

// gluedQuarter splits "quyii" and "qiv".
func gluedQuarter(t token) (unit, roman string, ok bool) {
	if t.kind != word {
		return "", "", false
	}
	for _, unit := range []string{"quy", "q"} {
		if rest, found := strings.CutPrefix(t.fold, unit); found {
			if _, ok := romans[rest]; ok {
				return unit, rest, true
			}
		}
	}
	return "", "", false
}

// isRoundTheClock reports whether the phrase is 24/7 alone: the 24th of July
// as well as all day and all week, so that nobody can tell.
func isRoundTheClock(tokens []token) bool {
	return len(tokens) == 3 && tokens[0].fold == "24" && tokens[1].fold == "/" && tokens[2].fold == "7"
}
