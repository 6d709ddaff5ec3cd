package planfile

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"
)

// CompareCodes orders codes as a plan counts: "3.2" before "3.10", "II" before
// "IV". A code goes before those below it.
func CompareCodes(a, b string) int {
	x, y := codeParts(a), codeParts(b)
	for i := range min(len(x), len(y)) {
		if c := compareParts(x[i], y[i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(x), len(y))
}

// codeParts cuts a code at its points and between letters and digits.
func codeParts(code string) []string {
	var parts []string
	last := rune(0)
	from := 0
	for i, r := range code {
		digits, were := unicode.IsDigit(r), unicode.IsDigit(last)
		separate := !digits && !unicode.IsLetter(r)
		if last != 0 && (separate || digits != were || !were && !unicode.IsLetter(last)) {
			parts = append(parts, code[from:i])
			from = i
		}
		last = r
	}
	if from < len(code) {
		parts = append(parts, code[from:])
	}
	kept := parts[:0]
	for _, p := range parts {
		if strings.ContainsFunc(p, func(r rune) bool { return unicode.IsDigit(r) || unicode.IsLetter(r) }) {
			kept = append(kept, p)
		}
	}
	return kept
}

// compareParts compares numbers, Arabic or Roman, by value; letters stand behind
// them.
func compareParts(a, b string) int {
	x, y := partNumber(a), partNumber(b)
	switch {
	case x != y && (x < 0 || y < 0):
		return cmp.Compare(y, x)
	case x != y:
		return cmp.Compare(x, y)
	}
	return cmp.Compare(a, b)
}

// partNumber is −1 for what is no number.
func partNumber(p string) int {
	if n, err := strconv.Atoi(p); err == nil {
		return n
	}
	if n := romanValue(p); n > 0 {
		return n
	}
	return -1
}
