package viet

import (
	"time"

	"dondoc/workday"
)

// Delay is how much later than the due date somebody asks for: "lùi 2 tuần".
// The zero Delay says nothing.
type Delay struct{ Days, Months int }

// From returns the day a delay after due; zero without either.
func (d Delay) From(due workday.Date) workday.Date {
	if due == 0 || d == (Delay{}) {
		return 0
	}
	y, m, day := due.Civil()
	month := workday.Of(y, m+time.Month(d.Months), 1)
	return min(month.Add(day-1), month.EndOfMonth()).Add(d.Days)
}

// ParseDelay reads by how much more time the answer to the question for a new due
// date asks: "thêm 3 ngày nữa". "3 ngày nữa" alone counts from today: it is a
// date.
func ParseDelay(text string) Delay {
	tokens := tokenize(text)
	for i := range tokens {
		if d, ok := lengthAt(tokens, i); ok && longerAt(tokens, i) {
			return d
		}
	}
	return Delay{}
}

// delay reads "lùi 2 ngày", "thêm 1 tuần", "muộn 3 hôm", "nửa tháng nữa". What
// stands behind such a word holds, else what stands in the clause that asks;
// working days are not counted here: they need the office's calendar.
func (r *reading) delay() Delay {
	var beside Delay
	for i := range r.tokens {
		d, ok := lengthAt(r.tokens, i)
		switch {
		case !ok:
		case longerAt(r.tokens, i):
			return d
		case beside == Delay{}:
			if c := r.clauseAt(i); c != nil && (c.has(sigExtend) || c.has(sigAsk)) {
				beside = d
			}
		}
	}
	return beside
}

// lengthAt reads a length of time at i.
func lengthAt(tokens []token, i int) (Delay, bool) {
	v, n := smallNumber(tokens, i)
	half := tokens[i].text == "nửa" || tokens[i].text == "nua"
	if half {
		v, n = 1, 1
	}
	if n == 0 || v == 0 {
		return Delay{}, false
	}
	switch wordAt(tokens, i+n) {
	case "ngay", "hom", "bua":
		if half || wordAt(tokens, i+n+1) == "lam" {
			return Delay{}, false
		}
		return Delay{Days: v}, true
	case "tuan":
		if half {
			return Delay{}, false
		}
		return Delay{Days: 7 * v}, true
	case "thang":
		if half {
			return Delay{Days: 15}, true
		}
		if _, isDate := figuresAt(tokens, i, someDay); isDate > n {
			return Delay{}, false // "15 tháng 12"
		}
		return Delay{Months: v}, true
	}
	return Delay{}, false
}

// longerAt reports whether the word before i says that a length of time is added:
// "thêm", "lùi", "khất"; "khoảng" and the like may stand between.
func longerAt(tokens []token, i int) bool {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		switch wordAt(tokens, j) {
		case "them", "xin", "lui", "khat", "muon", "tre", "cham", "doi", "han", "hoan", "lai", "no", "dai":
			return true
		case "khoang", "tam", "chung", "duoc", "cho", "em", "e", "minh", "nua":
		default:
			return false
		}
	}
	return false
}

// longer reports whether "3 hôm nữa" says by how much more: "thêm 3 hôm nữa".
func (r *reading) longer(d chatDate) bool {
	_, ok := lengthAt(r.tokens, d.at)
	return ok && longerAt(r.tokens, d.at)
}

// withoutDelay returns a text without the words of a delay: "thêm 3 ngày nữa".
func withoutDelay(text string) string {
	tokens := tokenize(text)
	for i := range tokens {
		if _, ok := lengthAt(tokens, i); !ok || !longerAt(tokens, i) {
			continue
		}
		end := i + 1
		for end < len(tokens) && !timeWords.has(tokens[end]) {
			end++
		}
		if wordAt(tokens, end+1) == "nua" {
			end++
		}
		if end < len(tokens) {
			return text[:tokens[i].start] + " " + text[tokens[end].end:]
		}
	}
	return text
}
