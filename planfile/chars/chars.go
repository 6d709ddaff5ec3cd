// Package chars knows what characters say before any word is read: how bytes
// become text, what is a space, and the signs and numerals that lists are
// marked with, whether a person or a word processor has put them there. It
// knows no plan and no form of file, and refuses nothing.
package chars

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
)

// UTF8 is data in UTF-8 when it is UTF-16, which its mark tells or the zero
// bytes of its spaces and Latin letters; the mark goes. Anything else is
// returned as it is.
func UTF8(data []byte) []byte {
	order, mark := wide(data)
	if order == nil {
		return data
	}
	data = data[mark:]
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return []byte(string(utf16.Decode(units)))
}

// wide recognises UTF-16, and says how long its mark is; nil when the text is
// not wide.
func wide(data []byte) (order binary.ByteOrder, mark int) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return binary.LittleEndian, 2
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return binary.BigEndian, 2
	}
	head := data[:min(len(data), 4096)]
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch many, few := len(head)/5, len(head)/100; {
	case len(head) < 16:
	case zeros[1] > many && zeros[0] <= few:
		return binary.LittleEndian, 0
	case zeros[0] > many && zeros[1] <= few:
		return binary.BigEndian, 0
	}
	return nil, 0
}

// Plain makes every line end \n; a line that ends inside of one, as an editor
// counts, ends in \v, a page in \f. Every space is one, invisible characters go.
func Plain(text string) string { return plain.Replace(text) }

var plain = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\v", "\u2029", "\v",
	"\u00a0", " ", "\u2007", " ", "\u202f", " ", "\u3000", "  ", "\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "", "\u00ad", "")

// Squeeze trims and makes every run of white space one space.
func Squeeze(s string) string {
	space, dirty := true, false
	for _, r := range s {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			dirty = dirty || space || r != ' '
			space = true
		} else {
			space = false
		}
	}
	if !dirty && !space {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// WithoutDigits writes "#" for every digit, so that texts which differ in
// their numbers only are the same.
func WithoutDigits(t string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '#'
		}
		return r
	}, t)
}

// IsSign takes dashes, crosses, dots and what word processors leave of their
// symbol fonts.
func IsSign(r rune) bool {
	return strings.ContainsRune("-–—‐‑−+*•●○◦▪■□➢►▶✓✔·⁃∙§❖◆♦→⇒", r) || r >= 0xf000 && r <= 0xf0ff
}

// Ordinals count in words from "nhất", the first.
var Ordinals = [...]string{"nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"}

// MostRoman is the highest number that Roman writes.
const MostRoman = 59

// Roman writes a number from 1 to MostRoman in Roman numerals.
func Roman(n int) string {
	tens := []string{"", "X", "XX", "XXX", "XL", "L"}
	ones := []string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}
	return tens[n/10] + ones[n%10]
}
