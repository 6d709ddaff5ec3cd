package viet

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// UTF16Len returns the length of s in UTF-16 code units, as the Bot API counts
// the length of texts and the offsets of entities.
func UTF16Len(s string) int {
	n := 0
	for _, r := range s {
		n += utf16Units(r)
	}
	return n
}

func utf16Units(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

const ellipsis = "…"

// TrimUTF16 returns s if it is at most max UTF-16 units long, else its
// beginning with "…", together at most max units. A letter is never parted
// from its marks, nor an emoji from its modifiers. A max below 1 gives "".
func TrimUTF16(s string, max int) string {
	if UTF16Len(s) <= max {
		return s
	}
	if max < 1 {
		return ""
	}
	units, cut := 0, 0
	joined := false
	for i, r := range s {
		if !joined && !continues(r) {
			cut = i
		}
		joined = r == zeroWidthJoiner
		units += utf16Units(r)
		if units > max-1 {
			break
		}
	}
	return strings.TrimRightFunc(s[:cut], unicode.IsSpace) + ellipsis
}

const zeroWidthJoiner = '\u200d'

// continues reports whether r belongs to the character before it.
func continues(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) || r == zeroWidthJoiner ||
		r >= 0x1f3fb && r <= 0x1f3ff // skin tones
}

// NFC returns s in Unicode Normalization Form C, in which a Vietnamese letter
// is one code point. Everything that is stored, counted or drawn is in NFC.
func NFC(s string) string { return norm.NFC.String(s) }

// Clean returns s in NFC without control and zero-width characters, each run
// of spaces as one, lines trimmed, and no blank lines at either end. Line ends
// are kept as "\n". The joiner between two emoji is kept too. Bytes that are no
// text count as a space, so that the letters beside them make no word.
func Clean(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	var last rune
	space := false
	for _, r := range norm.NFC.String(valid(s)) {
		switch {
		case r == '\n' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f':
			b.WriteByte('\n')
			last, space = '\n', false
			continue
		case unicode.IsSpace(r) || r == utf8.RuneError:
			space = true
			continue
		case r == zeroWidthJoiner && last > 0x2000:
		case unicode.In(r, unicode.Cc, unicode.Cf):
			continue
		}
		if space && last != '\n' && last != 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
		last = r
	}
	return norm.NFC.String(strings.Trim(b.String(), "\n"))
}

// collators holds collators for Vietnamese; one must not be used by two
// goroutines at once.
var collators = sync.Pool{New: func() any {
	return collate.New(language.Vietnamese)
}}

// Compare orders a and b as a Vietnamese dictionary does: a before ă before â,
// d before đ, and marks only where the letters are the same. It returns -1, 0
// or 1; texts that differ are never equal.
func Compare(a, b string) int {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	if order := c.CompareString(a, b); order != 0 {
		return order
	}
	return strings.Compare(norm.NFC.String(a), norm.NFC.String(b))
}
