package viet

import (
	"slices"
	"strings"
	"unicode"
)

// longestReply is how many bytes of a message are read; Telegram's longest
// text has 4096 UTF-16 units.
const longestReply = 16384

// ParseReply reads what a unit head answers. Quoted lines are dropped; the rest
// is cut where other tasks are named, and each piece judged by itself: a
// request for a date before an obstacle, an obstacle before progress, and
// whatever is hedged, denied or not understood is never done, nor what goes on,
// comes or lacks beside an end. Every line that is named comes back in one
// item: unclear when it is not understood or contradicts itself; only what is
// taken back ("à nhầm") does not.
func ParseReply(text string, ctx Context) Reply {
	if len(text) > longestReply {
		text = strings.ToValidUTF8(text[:longestReply], "")
	}
	text = dropQuotes(Clean(apart(text)))
	tokens := tokenize(text)
	if len(tokens) == 0 {
		return Reply{}
	}
	tokens = withoutThanks(dropDecoration(tokens))
	repaired := chatLexicon.repair(tokens)
	var r Reply
	pieces := splitReply(tokens)
	r.Items = make([]Item, 0, len(pieces))
	for _, p := range pieces {
		item, question := judge(p, text, ctx)
		item.Refs, item.Except = p.refs, p.except
		item.Text = strings.Trim(text[p.start:p.end], " \n,;")
		item.Values, item.OnlyValues = valuesIn(p.tokens, text)
		if (repaired || p.mended) && item.Confidence == Sure {
			item.Confidence = Likely
		}
		if p.revoked || p.weak && item.Intent == Done {
			item = Item{Refs: item.Refs, Except: item.Except, Text: item.Text}
		}
		r.Question = r.Question || question
		r.Items = append(r.Items, item)
	}
	r.Items = requestsTo(r.Items, pieces)
	if len(r.Items) > 1 && len(r.Items[0].Refs) == 0 && heading(pieces[0].tokens) {
		r.Items = dropPrefix(r.Items)
	}
	r.Items = reconcile(apartFrom(r.Items))
	r.Intent = label(r.Items)
	return r
}

// apart puts spaces for control characters, which Clean drops: letters on both
// sides of one must not make a word that nobody wrote.
func apart(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, text)
}

// dropQuotes removes the lines that quote the message answered to.
func dropQuotes(text string) string {
	if !strings.Contains(text, ">") {
		return text
	}
	var kept []string
	for line := range strings.SplitSeq(text, "\n") {
		if !strings.HasPrefix(line, ">") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// answerSigns are the signs that answer by themselves; all others decorate.
const answerSigns = "✅☑✔❌✖✗⏳⌛🔄🏃👍👌👎🆗❓❔"

// dropDecoration removes the signs that end a line behind words: "xong 😅". A
// thumb behind a number answers that line.
func dropDecoration(tokens []token) []token {
	for i, t := range tokens {
		if t.kind == punct && startsEmoji(t.text) {
			return undecorated(tokens, i)
		}
	}
	return tokens
}

func undecorated(tokens []token, from int) []token {
	var kept []token
	last := true // nothing but signs follows in this line
	for i := len(tokens) - 1; i >= 0; i-- {
		t := tokens[i]
		sign := i >= from && t.kind == punct && startsEmoji(t.text)
		behindWord := i > 0 && !t.line && (tokens[i-1].kind == word || tokens[i-1].kind == punct && !startsEmoji(tokens[i-1].text))
		plain := sign && !strings.Contains(answerSigns, strings.TrimRight(t.text, "\ufe0f"))
		if !last || !sign || t.line || !plain && !(behindWord && strings.HasPrefix("👍👌", t.text)) {
			kept = append(kept, t)
			last = last && sign
		}
		if t.line {
			last = true
		}
	}
	if !hasWords(kept) {
		return tokens
	}
	slices.Reverse(kept)
	return kept
}

// heading reports whether words before the tasks say nothing of one: they end
// in a colon, or no state is among them.
func heading(tokens []token) bool {
	if len(tokens) > 0 && tokens[len(tokens)-1].fold == ":" {
		return true
	}
	for _, h := range chatLexicon.scan(tokens) {
		switch h.signal {
		case sigDone, sigNotYet, sigAlready, sigHedge, sigOngoing, sigBlocked, sigWait, sigMissing, sigExtend, sigHand, sigSame, sigLater, sigBegin, sigDraft:
			return false
		}
	}
	return true
}

// dropPrefix removes "Dạ em báo cáo:" before the items that name tasks.
func dropPrefix(items []Item) []Item {
	if len(items) < 2 || len(items[0].Refs) > 0 {
		return items
	}
	switch items[0].Intent {
	case Unclear, Greeting, Receipt:
		if !items[0].HasPercent && !strings.Contains(items[0].Text, "?") {
			return items[1:]
		}
	}
	return items
}

// apartFrom makes the rest of "xong hết, riêng 2 80%".
func apartFrom(items []Item) []Item {
	for i := range items {
		if !items[i].Whole {
			continue
		}
		for k := range items {
			items[i].Except = addRefs(items[i].Except, items[k].Refs)
		}
		if len(items[i].Except) > 0 {
			items[i].Refs, items[i].Whole = []Ref{{Kind: RefRest}}, false
		}
	}
	return items
}

// leavesOut reports whether an item leaves out a task of which no item says
// anything.
func leavesOut(items []Item, item Item) bool {
	for _, ref := range item.Except {
		if saidBefore(items, ref) < 0 {
			return true
		}
	}
	return false
}

// label returns what the items agree on.
func label(items []Item) Intent {
	if len(items) == 0 {
		return Unclear
	}
	for _, i := range items {
		if i.Intent == Done && leavesOut(items, i) {
			return Progress // "xong hết trừ việc 4"
		}
	}
	first := items[0].Intent.Label()
	for _, i := range items[1:] {
		if i.Intent.Label() != first {
			return Progress
		}
	}
	return first
}
