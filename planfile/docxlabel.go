package planfile

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// bullet is the sign of a level.
func (l *docxList) bullet(level int, def docxLevel) (string, marker) {
	sign := signOf(def.text)
	m := marker{style: bullet, glyph: sign, under: l.repeats(level, func(d docxLevel) bool {
		return d.format == "bullet" && signOf(d.text) == sign
	})}
	return string(sign), m
}

// signOf is the sign of a list as it is read. Word processors take theirs from
// symbol fonts, whose letters mean nothing elsewhere.
func signOf(text string) rune {
	sign := []rune(squeeze(text))
	if len(sign) != 1 {
		return '•'
	}
	switch r := sign[0]; {
	case r >= 0xf000 && r <= 0xf0ff:
		return symbolSign(byte(r))
	case strings.ContainsRune("–—‐‑−", r):
		return '-'
	case isBullet(r), r == 'o':
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
func (l *docxList) repeats(level int, same func(d docxLevel) bool) int {
	n := 0
	for i := range level {
		if l.abstract.used[i] && same(l.level(i)) {
			n++
		}
	}
	return n
}

// label writes the number of a level out as it is printed.
func (l *docxList) label(level int, def docxLevel) (string, marker) {
	var b strings.Builder
	var numbers []string
	last := 0
	for i := 0; i < len(def.text); i++ {
		if def.text[i] != '%' || i+1 == len(def.text) || def.text[i+1] < '1' || def.text[i+1] > '9' {
			b.WriteByte(def.text[i])
			continue
		}
		i++
		at := int(def.text[i] - '1')
		format := l.level(at).format
		if def.legal && format != "bullet" {
			format = "decimal"
		}
		last = at
		number := writeNumber(l.value(at), format)
		numbers = append(numbers, number)
		b.WriteString(number)
	}
	text := squeeze(newlines.Replace(norm.NFC.String(b.String())))
	if text == "" || len(numbers) == 0 {
		return text, markerOf(text)
	}
	format := l.level(last).format
	if def.legal {
		format = "decimal"
	}
	m := numberMarker(def.text, format, numbers, l.value(last))
	if m.style == none {
		return text, markerOf(text)
	}
	if len(numbers) == 1 {
		m.under = l.repeats(level, func(d docxLevel) bool {
			return d.format == def.format && withoutDigits(d.text) == withoutDigits(def.text)
		})
	}
	return text, m
}

// markerOf reads a label as it would be read before a text.
func markerOf(label string) marker {
	const text = "Xong"
	if m, rest := readMarker(label + " " + text); rest == text {
		return m
	}
	return marker{}
}

// numberMarker is the marker of a number that nothing but stops surround; none
// when words do, as in "Điều 1."
func numberMarker(pattern, format string, numbers []string, value int) marker {
	around := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("%123456789. ", r):
			return -1
		}
		return r
	}, pattern)
	m := marker{number: value, printed: strings.Join(numbers, ".")}
	switch around {
	case "", "/", "-", ":", ")", "()":
	default:
		return marker{}
	}
	if value <= 0 {
		return marker{}
	}
	one := len(numbers) == 1
	switch format {
	case "upperRoman":
		m.style = roman
	case "upperLetter":
		m.style = letter
	case "lowerLetter":
		m.style, m.printed = small, numbers[len(numbers)-1]
	case "lowerRoman":
		m.style, m.depth, m.printed = small, 1, numbers[len(numbers)-1]
	case "none", "bullet":
		return marker{}
	default:
		m.style, m.depth = dotted, len(numbers)
		if one && around == ")" {
			m.style, m.depth = paren, 0
		}
	}
	if one && around == "()" {
		m.style, m.depth = parens, 0
	}
	return m
}

// writeNumber writes a number in a format of Word; what is not known is decimal.
func writeNumber(n int, format string) string {
	switch format {
	case "upperRoman":
		return roman59(n)
	case "lowerRoman":
		return strings.ToLower(roman59(n))
	case "upperLetter":
		return letterNumber(n, 'A')
	case "lowerLetter":
		return letterNumber(n, 'a')
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "vietnameseCounting", "ordinalText", "cardinalText":
		if n >= 1 && n <= len(ordinals) {
			return ordinals[n-1]
		}
	case "none", "bullet":
		return ""
	}
	return strconv.Itoa(n)
}

// roman59 writes Roman numerals as far as lists are read by them.
func roman59(n int) string {
	if n < 1 || n > 59 {
		return strconv.Itoa(n)
	}
	return toRoman(n)
}

// letterNumber counts A … Z, AA, BB …
func letterNumber(n int, first byte) string {
	if n < 1 || n > 26*4 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(first+byte((n-1)%26)), (n-1)/26+1)
}
