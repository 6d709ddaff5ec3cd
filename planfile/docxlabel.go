package planfile

import (
	"strings"

	"dondoc/planfile/word"
)

// listMarker is what the number or sign of an automatic list means.
func listMarker(n word.Number) marker {
	if n.Sign != 0 {
		return marker{style: bullet, glyph: n.Sign, under: n.Alike}
	}
	if m := numberMarker(n); m.style != none {
		m.under = n.Alike
		return m
	}
	return markerOf(n.Text)
}

// markerOf reads what a list prints as it would be read before a text.
func markerOf(label string) marker {
	const text = "Xong"
	if m, rest := readMarker(label + " " + text); rest == text {
		return m
	}
	return marker{}
}

// numberMarker is the marker of a number that nothing but stops surround; none
// when words do, as in "Điều 1."
func numberMarker(n word.Number) marker {
	around := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("%123456789. ", r):
			return -1
		}
		return r
	}, n.Pattern)
	m := marker{number: n.Value, printed: strings.Join(n.Parts, ".")}
	switch around {
	case "", "/", "-", ":", ")", "()":
	default:
		return marker{}
	}
	if n.Value <= 0 { // also where there is no number in it
		return marker{}
	}
	one, last := len(n.Parts) == 1, n.Parts[len(n.Parts)-1]
	switch n.Format {
	case "upperRoman":
		m.style = roman
	case "upperLetter":
		m.style = letter
	case "lowerLetter":
		m.style, m.printed = small, last
	case "lowerRoman":
		m.style, m.depth, m.printed = small, 1, last
	case "none", "bullet":
		return marker{}
	default:
		m.style, m.depth = dotted, len(n.Parts)
		if one && around == ")" {
			m.style, m.depth = paren, 0
		}
	}
	if one && around == "()" {
		m.style, m.depth = parens, 0
	}
	return m
}
