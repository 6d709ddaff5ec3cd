package word

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"dondoc/planfile/chars"
)

// sign is what a level of signs prints.
func (l *list) sign(level int, def levelDef) Number {
	sign := signOf(def.text)
	alike := l.repeats(level, func(d levelDef) bool { return d.format == "bullet" && signOf(d.text) == sign })
	return Number{Text: string(sign), Sign: sign, Alike: alike}
}

// signOf is the sign of a list as it is read. Word processors take theirs from
// symbol fonts, whose letters mean nothing elsewhere.
func signOf(text string) rune {
	sign := []rune(chars.Squeeze(text))
	if len(sign) != 1 {
		return '•'
	}
	switch r := sign[0]; {
	case r >= 0xf000 && r <= 0xf0ff:
		return symbolSign(byte(r))
	case strings.ContainsRune("–—‐‑−", r):
		return '-'
	case chars.IsSign(r), r == 'o':
		return r
	}
	return '•'
}

// symbolSign is the sign that stands at a place of a symbol font.
func symbolSign(code byte) rune {
	switch code {
	case '+', '-', '*':
		return rune(code)
	case 0xa7, 0x6e:
		return '▪'
	case 0xa8, 0x71, 0x6f:
		return '□'
	case 0xd8, 0xda:
		return '➢'
	case 0xfc:
		return '✔'
	case 0x76:
		return '❖'
	case 0xe0, 0xae:
		return '→'
	}
	return '•'
}

// repeats counts the outer levels in use that look the same as this one, so
// that its items are told from theirs.
func (l *list) repeats(level int, same func(d levelDef) bool) int {
	n := 0
	for i := range level {
		if l.abstract.used[i] && same(l.level(i)) {
			n++
		}
	}
	return n
}

// number writes the number of a level out as it is printed.
func (l *list) number(level int, def levelDef) Number {
	n := Number{Pattern: def.text}
	var b strings.Builder
	last := 0
	for i := 0; i < len(def.text); i++ {
		if def.text[i] != '%' || i+1 == len(def.text) || def.text[i+1] < '1' || def.text[i+1] > '9' {
			b.WriteByte(def.text[i])
			continue
		}
		i++
		last = int(def.text[i] - '1')
		format := l.level(last).format
		if def.legal && format != "bullet" {
			format = "decimal"
		}
		part := writeNumber(l.value(last), format)
		n.Parts = append(n.Parts, part)
		b.WriteString(part)
	}
	n.Text = chars.Squeeze(chars.Plain(norm.NFC.String(b.String())))
	if len(n.Parts) == 0 {
		return n
	}
	n.Value, n.Format = l.value(last), l.level(last).format
	if def.legal {
		n.Format = "decimal"
	}
	if len(n.Parts) == 1 {
		n.Alike = l.repeats(level, func(d levelDef) bool {
			return d.format == def.format && chars.WithoutDigits(d.text) == chars.WithoutDigits(def.text)
		})
	}
	return n
}

// writeNumber writes a number in a format of Word; what is not known is decimal.
func writeNumber(n int, format string) string {
	switch format {
	case "upperRoman":
		return romanNumber(n)
	case "lowerRoman":
		return strings.ToLower(romanNumber(n))
	case "upperLetter":
		return letterNumber(n, 'A')
	case "lowerLetter":
		return letterNumber(n, 'a')
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "vietnameseCounting", "ordinalText", "cardinalText":
		if n >= 1 && n <= len(chars.Ordinals) {
			return chars.Ordinals[n-1]
		}
	case "none", "bullet":
		return ""
	}
	return strconv.Itoa(n)
}

// romanNumber writes Roman numerals as far as lists are read by them.
func romanNumber(n int) string {
	if n < 1 || n > chars.MostRoman {
		return strconv.Itoa(n)
	}
	return chars.Roman(n)
}

// letterNumber counts A … Z, AA, BB …
func letterNumber(n int, first byte) string {
	if n < 1 || n > 26*4 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(first+byte((n-1)%26)), (n-1)/26+1)
}
