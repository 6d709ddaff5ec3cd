package viet

import "strings"

// SameName reports whether two names are the same but for letter case,
// diacritics, spaces and dashes. Two empty names are not.
func SameName(a, b string) bool {
	x := joinWords(a)
	return x != "" && x == joinWords(b)
}

// joinWords returns the folded letters and digits of s without what stands
// between them.
func joinWords(s string) string {
	var b strings.Builder
	for _, t := range tokenize(s) {
		if t.kind != punct {
			b.WriteString(t.fold)
		}
	}
	return b.String()
}

// distance counts the insertions, deletions, replacements and exchanges of
// neighbours that turn a into b (optimal string alignment).
func distance(a, b []rune) int {
	if len(a) < len(b) {
		a, b = b, a
	}
	before, prev, cur := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], before[j-2]+1)
			}
		}
		before, prev, cur = prev, cur, before
	}
	return prev[len(b)]
}
