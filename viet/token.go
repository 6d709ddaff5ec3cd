package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Span is a piece of a text: byte offsets, end excluded.
type Span struct{ Start, End int }

type tokenKind uint8

const (
	word tokenKind = iota
	number
	punct
)

// token is a run of letters, a run of digits, or one other character.
type token struct {
	kind  tokenKind
	text  string // lower case, NFC, tone marks in one place
	fold  string // without marks
	n     int    // value of a number; -1 when it is absurdly long
	start int    // byte offsets in the text that was read
	end   int
	space bool // stands after a space, or first
	line  bool // stands first in its line
	short bool // an abbreviation that was written out: its marks were not typed
}

// longestNumber is how many digits a number may have to be read as one.
const longestNumber = 9

// tokenize splits a text. Marks belong to their letter in NFC and NFD alike,
// so both forms give equal tokens but for the offsets.
func tokenize(s string) []token {
	list := make([]token, 0, len(s)/3+1)
	space, line := true, true
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		kind := kindOf(r)
		switch {
		case r == '\n' || r == '\r':
			space, line = true, true
			i += size
			continue
		case unicode.IsSpace(r):
			space = true
			i += size
			continue
		}
		end := i + size
		for end < len(s) {
			next, n := utf8.DecodeRuneInString(s[end:])
			if !unicode.Is(unicode.Mn, next) && (kind == punct || kindOf(next) != kind) {
				break
			}
			end += n
		}
		list = append(list, newToken(s[i:end], kind, i, space, line))
		space, line = false, false
		i = end
	}
	return list
}

func kindOf(r rune) tokenKind {
	switch {
	case r < utf8.RuneSelf:
		switch {
		case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z':
			return word
		case '0' <= r && r <= '9':
			return number
		}
	case unicode.IsLetter(r):
		return word
	}
	return punct
}

func newToken(raw string, kind tokenKind, at int, space, line bool) token {
	t := token{kind: kind, text: raw, fold: raw, start: at, end: at + len(raw), space: space, line: line}
	switch kind {
	case word:
		t.fold = Fold(raw)
		if isASCII(raw) {
			t.text = t.fold
		} else {
			t.text = onePlace(strings.ToLower(norm.NFC.String(raw)))
		}
	case number:
		digits := strings.TrimFunc(raw, func(r rune) bool { return r < '0' || r > '9' })
		t.text, t.fold = digits, digits
		t.n = -1
		if len(digits) <= longestNumber {
			t.n = 0
			for _, c := range digits {
				t.n = t.n*10 + int(c-'0')
			}
		}
	}
	return t
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Old and new spelling put the tone mark of oa, oe and uy on different
// letters: "hoà" and "hòa". The first of each pair becomes the second.
var placement = strings.NewReplacer(
	"oà", "òa", "oá", "óa", "oả", "ỏa", "oã", "õa", "oạ", "ọa",
	"oè", "òe", "oé", "óe", "oẻ", "ỏe", "oẽ", "õe", "oẹ", "ọe",
	"uỳ", "ùy", "uý", "úy", "uỷ", "ủy", "uỹ", "ũy", "uỵ", "ụy",
)

// onePlace moves the tone mark of a word to where the new spelling has it.
func onePlace(w string) string { return placement.Replace(w) }
