package viet

import (
	"slices"
	"strings"
)

// Likeness says how much two texts have in common, from 0, no word, to 1, the
// same words in the same order. It is symmetric, and letter case, diacritics,
// spaces, dashes and other punctuation do not matter. It is Dice's measure over
// the words and the pairs of neighbouring words.
func Likeness(a, b string) float64 { return PrintOf(a).Like(PrintOf(b)) }

// Print is what Likeness compares of a text: a mark for each word and for each
// pair of neighbours, sorted. A word that stands twice has two marks.
type Print []uint64

// PrintOf returns the print of a text.
func PrintOf(text string) Print {
	tokens := tokenize(text)
	p := make(Print, 0, 2*len(tokens))
	var last uint64
	for _, t := range tokens {
		if t.kind == punct {
			continue
		}
		mark := fnvOffset
		for i := range len(t.fold) {
			mark = (mark ^ uint64(t.fold[i])) * fnvPrime
		}
		p = append(p, mark)
		if last != 0 {
			p = append(p, mixed(last, mark))
		}
		last = mark
	}
	slices.Sort(p)
	for from := 0; from < len(p); {
		first := p[from]
		for n := uint64(0); from < len(p) && p[from] == first; n++ {
			p[from] = mixed(first, n)
			from++
		}
	}
	slices.Sort(p)
	return p
}

// FNV-1a of 64 bits: marks are the same in every process, so that nothing which
// follows from them depends on chance.
const (
	fnvOffset uint64 = 14695981039346656037
	fnvPrime  uint64 = 1099511628211
)

// mixed makes one mark of two; their order matters.
func mixed(a, b uint64) uint64 {
	x := a*fnvPrime ^ b
	x = (x ^ x>>33) * 0xff51afd7ed558ccd
	return x ^ x>>33
}

// Common returns how many marks two prints share.
func (p Print) Common(q Print) int {
	common := 0
	for i, j := 0, 0; i < len(p) && j < len(q); {
		switch {
		case p[i] < q[j]:
			i++
		case p[i] > q[j]:
			j++
		default:
			common++
			i++
			j++
		}
	}
	return common
}

// Like is the Likeness of the texts that two prints are of. Texts without a
// word are alike.
func (p Print) Like(q Print) float64 {
	if len(p)+len(q) == 0 {
		return 1
	}
	return 2 * float64(p.Common(q)) / float64(len(p)+len(q))
}

// SameWords reports whether two texts say the same in the same words: letter
// case, spaces, the place of tone marks and punctuation that is not part of a
// number or measure do not matter. Marks do, unless one of the two was typed
// without any.
func SameWords(a, b string) bool {
	if a == b {
		return true
	}
	x, y := said(a), said(b)
	if len(x) != len(y) {
		return false
	}
	spelled, bareX, bareY := true, true, true
	for i := range x {
		if x[i].fold != y[i].fold {
			return false
		}
		spelled = spelled && x[i].text == y[i].text
		bareX = bareX && x[i].text == x[i].fold
		bareY = bareY && y[i].text == y[i].fold
	}
	return spelled || bareX || bareY
}

// said are the tokens of a text that say something.
func said(text string) []token {
	tokens := tokenize(text)
	list := tokens[:0]
	for _, t := range tokens {
		if t.kind != punct || strings.ContainsAny(t.text, "%‰<>≥≤=±") {
			list = append(list, t)
		}
	}
	return list
}
