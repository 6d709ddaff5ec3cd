// Package viet reads and writes Vietnamese text: folding, deadline phrases,
// replies, collation and lengths as Telegram counts them. Everything in it is
// a pure function of its arguments; it knows no plan, no person and no clock.
package viet

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns text without letter case and diacritics, in NFC, so that
// "Đã xong", "da xong" and their NFD forms are equal.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'đ' || r == 'Đ':
			b.WriteByte('d')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
