package planfile

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// line is one printed line: Text is trimmed, with single spaces.
type line struct {
	n     int    // as an editor counts, from 1
	raw   string // as it was, for columns side by side
	text  string
	width int  // runes of text
	after bool // a blank line stands before it
}

// decode turns the bytes of a text file into NFC text with \n line ends.
func decode(data []byte) (string, error) {
	switch {
	case len(data) > MaxBytes:
		return "", refuse("too_big", Args{"max": "8 MB"})
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		data = fromUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		data = fromUTF16(data[2:], binary.BigEndian)
	default:
		data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	}
	if bytes.IndexByte(data, 0) >= 0 || sniff(data) != "" {
		return "", refuse("binary", nil)
	}
	if !utf8.Valid(data) {
		return "", refuse("encoding", nil)
	}
	text := string(norm.NFC.Bytes(data))
	if strings.TrimSpace(text) == "" {
		return "", refuse("empty", nil)
	}
	return newlines.Replace(text), nil
}

// newlines makes every line end \n: a form feed or vertical tab ends a line
// too; invisible characters go.
var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n", "\v", "\n", "\u2028", "\n", "\u2029", "\n",
	"\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "", "\u00ad", "")

func fromUTF16(data []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return []byte(string(utf16.Decode(units)))
}

// split cuts text into its non-blank lines, without page numbers, stray
// addresses and rules of dashes: none of them ends a sentence.
func split(text string) []line {
	lines := make([]line, 0, strings.Count(text, "\n")+1)
	blank := false
	n := 0
	for raw := range strings.SplitSeq(text, "\n") {
		n++
		t := squeeze(raw)
		switch {
		case t == "":
			blank = true
			continue
		case isNoise(t):
			continue
		}
		lines = append(lines, line{n, raw, t, utf8.RuneCountInString(t), blank})
		blank = false
	}
	return lines
}

// squeeze trims and makes every run of white space one space.
func squeeze(s string) string {
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

// isNoise recognises what a page leaves behind between two lines.
func isNoise(t string) bool {
	return isAddress(t) || isPageNumber(t) || isRule(t)
}

func isAddress(t string) bool {
	return !strings.ContainsRune(t, ' ') &&
		(strings.HasPrefix(t, "http://") || strings.HasPrefix(t, "https://") || strings.HasPrefix(t, "www."))
}

// isPageNumber takes "4", "- 4 -", "4/12" and "Trang 4/12". A number of four
// digits is a year that a line end has cut off.
func isPageNumber(t string) bool {
	if len(t) > 16 {
		return false
	}
	paged := false
	if rest, ok := strings.CutPrefix(strings.ToLower(t), "trang "); ok {
		t, paged = rest, true
	}
	t = strings.Trim(t, "-–— |")
	number, of, _ := strings.Cut(t, "/")
	number, of = strings.TrimSpace(number), strings.TrimSpace(of)
	if !isDigits(number) || len(number) > 3 {
		return false
	}
	return of == "" && !strings.Contains(t, "/") || isDigits(of) && (paged || len(of) <= 2 && len(number) <= len(of))
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// isRule takes a line without a single letter or digit.
func isRule(t string) bool {
	for _, r := range t {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// isSecret recognises a stamp: a line that is nothing but the grade.
func isSecret(t string) bool {
	if len(t) > 40 {
		return false
	}
	t = strings.Trim(t, "[](){}|.:*-–—_\"“” ")
	switch strings.ReplaceAll(t, " ", "") {
	case "MẬT", "TỐIMẬT", "TUYỆTMẬT":
		return true
	}
	return false
}

// columns cuts a raw line where three spaces or a tab stand: two columns of a
// letterhead that were printed side by side.
func columns(raw string) []string {
	var out []string
	for part := range strings.SplitSeq(strings.ReplaceAll(raw, "\t", "   "), "   ") {
		if t := squeeze(part); t != "" {
			out = append(out, t)
		}
	}
	return out
}
