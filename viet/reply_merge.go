package viet

import "slices"

// requestsTo puts the tasks that a request names last, with the day that it is for, to
// those before: "xin gia hạn 6.2, 7.1 đến 15/12". Where those have a day, it is one
// more request: "xin gia hạn 6.2 đến 15/12, 7.1 đến 20/12".
func requestsTo(items []Item, pieces []piece) []Item {
	out := items[:1]
	for i := 1; i < len(items); i++ {
		last, next := &out[len(out)-1], items[i]
		over := last.Intent == Extension && len(last.Refs) > 0 && next.Intent == Unclear && next.Date != 0 &&
			len(next.Refs) > 0 && !pieces[i].trailing && untilWords[wordAt(pieces[i].tokens, 0)]
		switch {
		case next.Intent == Extension && last.Intent == Unclear && len(last.Refs) > 0 && len(next.Refs) > 0 && onlyAsks(pieces[i-1].tokens):
			next.Refs = addRefs(last.Refs, next.Refs)
			next.Text = last.Text + " " + next.Text
			out[len(out)-1] = next
			continue
		case over && last.Date != 0:
			next.Intent, next.DateKind, next.Confidence = Extension, last.DateKind, Likely
		case over && pieces[i-1].trailing:
			last.Refs = addRefs(last.Refs, next.Refs)
			last.Date, last.DateKind = next.Date, next.DateKind
			last.Text += ", " + next.Text
			continue
		}
		out = append(out, next)
	}
	return out
}

// onlyAsks reports whether words do no more than begin a request: "xin cho".
func onlyAsks(tokens []token) bool {
	return len(tokens) > 0 && !slices.ContainsFunc(chatLexicon.scan(tokens), func(h hit) bool {
		return h.signal != sigAsk && h.signal != sigFiller && h.signal != sigReceipt
	}) && slices.ContainsFunc(tokens, func(t token) bool { return t.fold == "xin" || t.fold == "nghi" || t.fold == "cho" })
}

// reconcile makes one item of those that speak of the same task. What adds up
// is put together; what contradicts itself ("1 xong, 1 80%") is Unclear, so
// that it is asked and nothing of it recorded.
func reconcile(items []Item) []Item {
	if !repeats(items) {
		return items
	}
	var out []Item
	for _, item := range items {
		if len(item.Refs) == 0 {
			out = append(out, item)
			continue
		}
		own := item
		own.Refs = nil
		for _, ref := range item.Refs {
			if hasRef(own.Refs, ref) {
				continue
			}
			at := saidBefore(out, ref)
			if at < 0 {
				own.Refs = append(own.Refs, ref)
				continue
			}
			both := together(out[at], item, ref)
			if len(out[at].Refs) == 1 {
				out[at] = both
				continue
			}
			out[at].Refs = withoutRefs(out[at].Refs, []Ref{ref})
			out = append(out, both)
		}
		if len(own.Refs) > 0 {
			out = append(out, own)
		}
	}
	return out
}

// repeats reports whether a task is named twice.
func repeats(items []Item) bool {
	for i := range items {
		for k, ref := range items[i].Refs {
			if hasRef(items[i].Refs[:k], ref) || saidBefore(items[:i], ref) >= 0 {
				return true
			}
		}
	}
	return false
}

// saidBefore returns the item that names a task already, -1 if none does.
func saidBefore(items []Item, ref Ref) int {
	for i := range items {
		if hasRef(items[i].Refs, ref) {
			return i
		}
	}
	return -1
}

// weight orders what may stand beside each other: a request beats an obstacle,
// an obstacle progress, and anything a receipt.
var weight = [...]int{Receipt: 1, Greeting: 1, Unchanged: 2, Question: 2, NotStarted: 3, Progress: 4, Blocked: 5, Handback: 5, Extension: 6, Done: 7, Unclear: 8}

// together puts two items about one task together.
func together(a, b Item, ref Ref) Item {
	first, second := a, b
	if weight[b.Intent] > weight[a.Intent] {
		first, second = b, a
	}
	one := first
	one.Refs, one.Except = []Ref{ref}, nil
	one.Text = a.Text + "; " + b.Text
	one.Values, one.OnlyValues = slices.Concat(a.Values, b.Values), a.OnlyValues && b.OnlyValues
	one.Confidence = min(a.Confidence, b.Confidence)
	if contradict(first, second) {
		return Item{Refs: one.Refs, Text: one.Text}
	}
	if !one.HasPercent {
		one.Percent, one.HasPercent = second.Percent, second.HasPercent
	}
	if one.Date == 0 {
		one.Date, one.DateKind = second.Date, second.DateKind
	}
	if one.Document == "" {
		one.Document = second.Document
	}
	if one.Confidence == Doubt && one.Intent != Unclear && second.Intent != Unclear {
		one.Confidence = Likely
	}
	return one
}

// contradict reports whether two items cannot both hold; the first is the
// weightier.
func contradict(first, second Item) bool {
	if first.HasPercent && second.HasPercent && first.Percent != second.Percent {
		return true
	}
	if first.Date != 0 && second.Date != 0 && first.Date != second.Date && first.DateKind == second.DateKind {
		return true
	}
	switch second.Intent {
	case first.Intent, Receipt, Greeting:
		return false
	case Question:
		return first.Intent == Done
	case NotStarted:
		return first.Intent == Done || first.Intent == Progress
	case Unchanged:
		return first.Intent == Done || first.Intent == NotStarted
	}
	return first.Intent == Done || first.Intent == Unclear || first.Intent == Handback
}
