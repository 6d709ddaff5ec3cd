package viet

import (
	"math"
	"strconv"
	"strings"
)

// Fit is how a value stands to what a target counts.
type Fit struct {
	Number float64 // in the target's unit
	Whole  float64 // of how many, in the same unit; zero: not said
	// Likeness says how much of what the value is said of the target names, 0 to
	// 1; a value that is said of nothing has the middle.
	Likeness float64
	// Unit: what was counted is not what the target counts.
	Unit bool
}

// saidOfNothing is the likeness of "đạt 99,2%", which may be of any share.
const saidOfNothing = 0.5

// Fit measures a value on a target's unit ("% hồ sơ", "lớp tập huấn") and the
// words it stands in. ok is false for a share where things are counted, or for
// things where a share is; a count of how many there are is a share as well.
func (v Value) Fit(unit, text string) (f Fit, ok bool) {
	noun, share := strings.CutPrefix(unit, "%")
	f.Number, f.Whole = v.Number, v.Of
	switch {
	case share && v.Of > 0:
		f.Number, f.Whole = math.Round(v.Number/v.Of*1000)/10, 0
	case v.Percent != share && (v.Percent || v.Noun != ""):
		return f, false
	case !share && v.Noun != "":
		var scale float64
		if scale, f.Unit = sameThings(Fold(v.Noun), Fold(noun)); !f.Unit {
			f.Number, f.Whole = f.Number*scale, f.Whole*scale
		}
	}
	known := wordsOf(unit + " " + text)
	said := wordsOf(v.About + " " + v.Noun)
	if opposite(said, known) {
		return f, false
	}
	f.Likeness = saidOfNothing
	if len(said) > 0 {
		shared := 0
		for w := range said {
			if known[w] {
				shared++
			}
		}
		f.Likeness = float64(shared) / float64(len(said))
		f.Unit = f.Unit || share && v.Of > 0 && f.Likeness < saidOfNothing
	}
	return f, true
}

// wordsOf are the words of a text, folded, without those that say nothing.
func wordsOf(text string) map[string]bool {
	out := map[string]bool{}
	for _, t := range tokenize(text) {
		if t.kind == word && !sayNothing.has(t) {
			out[t.fold] = true
		}
	}
	return out
}

// turning are words, folded, that turn what is counted into its opposite: "hồ sơ
// trễ hạn" for "hồ sơ đúng hạn".
var turning = []string{"tre", "cham", "muon", "loi", "thieu", "chua", "khong", "ton"}

func opposite(said, known map[string]bool) bool {
	for _, w := range turning {
		if said[w] && !known[w] {
			return true
		}
	}
	return false
}

// money are the scales of amounts in đồng.
var money = map[string]float64{"dong": 1, "nghin dong": 1e3, "ngan dong": 1e3, "trieu": 1e6, "trieu dong": 1e6, "ty": 1e9, "ty dong": 1e9, "ti": 1e9, "ti dong": 1e9}

// sameThings reports whether two nouns begin alike, so that they count the same:
// "đơn vị" and "đơn vị được kiểm tra"; of amounts of money it gives how many of
// the second one of the first is. other says that they do not.
func sameThings(a, b string) (scale float64, other bool) {
	if x, y := money[a], money[moneyHead(b)]; x > 0 && y > 0 {
		return x / y, false
	}
	x, y := strings.Fields(a), strings.Fields(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return 1, n == 0 || n == 1 && len(x) > 1 && len(y) > 1
}

// moneyHead returns the scale with which a noun begins: "triệu đồng thu phí".
func moneyHead(noun string) string {
	words := strings.Fields(noun)
	for n := min(2, len(words)); n > 0; n-- {
		if head := strings.Join(words[:n], " "); money[head] > 0 {
			return head
		}
	}
	return ""
}

// NounHead is what a noun counts without what is said of it: "đơn vị" of "đơn vị
// được kiểm tra".
func NounHead(noun string) string {
	for _, t := range tokenize(noun) {
		if t.start > 0 && (nounEnds.has(t) || t.kind == punct) {
			return strings.TrimSpace(noun[:t.start])
		}
	}
	return noun
}

// Number writes a number as Vietnamese has it, "1.245,5", or as English has it,
// with two decimals at most.
func Number(v float64, lang string) string {
	point, comma := ".", ","
	if lang == "en" {
		point, comma = ",", "."
	}
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(math.Abs(math.Round(v*100)/100), 'f', -1, 64), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + point + whole[i:]
	}
	if fraction != "" {
		whole += comma + fraction
	}
	if v < 0 && whole != "0" {
		whole = "-" + whole
	}
	return whole
}
