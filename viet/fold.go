// Package viet reads and writes Vietnamese text: folding, deadline phrases,
// replies, collation and lengths as Telegram counts them. Everything in it is
// a pure function of its arguments; it knows no plan, no person and no clock.
package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns text without letter case and diacritics, in NFC, so that
// "Đã xong", "da xong" and their NFD forms are equal. Folding twice is
// folding once.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	if foldLetters(&b, s) {
		return b.String()
	}
	b.Reset()
	plain := true
	for _, r := range norm.NFD.String(valid(s)) {
		switch {
		case r < utf8.RuneSelf:
			b.WriteByte(lowerASCII(byte(r)))
		case unicode.Is(unicode.Mn, r):
		case r == 'đ' || r == 'Đ':
			b.WriteByte('d')
		default:
			plain = false
			b.WriteRune(unicode.ToLower(r))
		}
	}
	if plain {
		return b.String()
	}
	return norm.NFC.String(b.String())
}

// valid returns s with U+FFFD for bytes that are no UTF-8: they would keep what
// follows them from being normalized.
func valid(s string) string { return strings.ToValidUTF8(s, string(utf8.RuneError)) }

// isFolded reports whether Fold would give s itself, for the common case.
func isFolded(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || 'A' <= s[i] && s[i] <= 'Z' {
			return false
		}
	}
	return true
}

// bases maps the letters of Vietnamese to what they fold to.
var bases = func() map[rune]byte {
	m := map[rune]byte{'đ': 'd', 'Đ': 'd'}
	for _, base := range "aăâeêioôơuưy" {
		for _, mark := range []string{"", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"} {
			letter := norm.NFC.String(string(base) + mark)
			plain := norm.NFD.String(string(base))[0]
			for _, r := range letter + strings.ToUpper(letter) {
				m[r] = plain
			}
		}
	}
	return m
}()

// foldLetters folds a text of ASCII and Vietnamese letters in NFC, or in NFD
// with the marks of Vietnamese. It reports false when there is anything else.
func foldLetters(b *strings.Builder, s string) bool {
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			b.WriteByte(lowerASCII(byte(r)))
		case r >= 0x300 && r <= 0x323 || r == 0x31b:
		default:
			base, ok := bases[r]
			if !ok {
				return false
			}
			b.WriteByte(base)
		}
	}
	return true
}

func lowerASCII(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
