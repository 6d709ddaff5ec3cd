package planfile

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// decode turns the bytes of a text file into NFC text with \n line ends.
// Unicode in its usual encodings is read, and Windows-1258; what was typed for
// the fonts of old, whose letters are other characters, is refused by name.
func decode(data []byte) (string, error) {
	if len(data) > MaxBytes {
		return "", refuse("too_big", Args{"max": "8 MB"})
	}
	if order, skip := wide(data); order != nil {
		data = fromUTF16(data[skip:], order)
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(data, 0) >= 0 || sniff(data, "") != "" {
		return "", refuse("binary", nil)
	}
	if len(data) > MaxText {
		return "", refuse("too_big", Args{"max": "4 MB"})
	}
	text := string(data)
	if !utf8.ValidString(text) {
		old, err := from1258(data)
		if err != nil {
			return "", err
		}
		text = old
	} else if code := oldFont(text); code != "" {
		return "", refuse(code, nil)
	}
	text = norm.NFC.String(text)
	if strings.TrimSpace(text) == "" {
		return "", refuse("empty", nil)
	}
	return newlines.Replace(text), nil
}

// newlines makes every line end \n; a line that ends inside of one, as an editor
// counts, ends in \v, a page in \f. Every space is one, invisible characters go.
var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\v", "\u2029", "\v",
	"\u00a0", " ", "\u2007", " ", "\u202f", " ", "\u3000", "  ", "\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "", "\u00ad", "")

// wide recognises UTF-16 by its mark, or by the zero bytes of its spaces and
// Latin letters, and says how long the mark is; nil when the text is not wide.
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

func fromUTF16(data []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return []byte(string(utf16.Decode(units)))
}

// from1258 reads bytes that are no UTF-8 as Windows-1258, if that gives
// Vietnamese.
func from1258(data []byte) (string, error) {
	latin, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return "", refuse("encoding", nil)
	}
	if code := oldFont(string(latin)); code == "font_tcvn3" {
		return "", refuse(code, nil)
	}
	text, err := charmap.Windows1258.NewDecoder().Bytes(data)
	if err != nil {
		return "", refuse("encoding", nil)
	}
	read := norm.NFC.String(string(text))
	if s := scriptOf(read); s.vietnamese*20 >= s.letters && s.vni*100 < s.letters {
		return read, nil
	}
	if code := oldFont(string(latin)); code != "" {
		return "", refuse(code, nil)
	}
	return "", refuse("encoding", nil)
}

// script counts, in the beginning of a text, what tells Vietnamese in Unicode
// from Vietnamese typed for a font that drew other characters as its letters.
type script struct {
	letters    int
	marked     int // letters and signs beyond ASCII
	vietnamese int // letters that only Vietnamese has: đ, ơ, ư, ạ …
	tcvn3      int // signs that stand for letters in .VnTime: µ ¸ ¹ ® …
	vni        int // letters that Vietnamese has not, and VNI-Times drew marks with: ø û ï ñ ö …
}

const (
	tcvn3Signs = "¨©ª«¬®µ¶·¸¹»¼½¾"
	vniLetters = "ñöøûïäåëüæ"
)

func scriptOf(text string) (s script) {
	for i, r := range text {
		if i > 200_000 {
			break
		}
		switch {
		case r < utf8.RuneSelf:
			if unicode.IsLetter(r) {
				s.letters++
			}
		case strings.ContainsRune(tcvn3Signs, r):
			s.letters++
			s.marked++
			s.tcvn3++
		case unicode.IsLetter(r):
			s.letters++
			s.marked++
			if isVietnamese(r) {
				s.vietnamese++
			} else if strings.ContainsRune(vniLetters, unicode.ToLower(r)) {
				s.vni++
			}
		case unicode.Is(unicode.Mn, r): // a mark of its own, in NFD
			s.marked++
			s.vietnamese++
		}
	}
	return s
}

func isVietnamese(r rune) bool {
	return r >= 0x1ea0 && r <= 0x1ef9 || strings.ContainsRune("ăĂđĐĩĨũŨơƠưƯ", r)
}

// oldFont names the refusal of a text that was typed for a font of old; "" for
// any other text.
func oldFont(text string) string {
	s := scriptOf(text)
	if s.marked*20 < s.letters || s.vietnamese*50 > s.letters || s.letters < 20 {
		return ""
	}
	switch {
	case s.tcvn3*50 >= s.letters:
		return "font_tcvn3"
	case s.vni*25 >= s.letters:
		return "font_vni"
	}
	return ""
}
