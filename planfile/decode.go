package planfile

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"dondoc/planfile/chars"
)

// decode turns the bytes of a text file into NFC text with \n line ends.
// Unicode in its usual encodings is read, and Windows-1258; what was typed for
// the fonts of old, whose letters are other characters, is refused by name.
func decode(data []byte) (string, error) {
	if len(data) > MaxBytes {
		return "", refuse("too_big", Args{"max": "8 MB"})
	}
	data = bytes.TrimPrefix(chars.UTF8(data), []byte("\xef\xbb\xbf"))
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
	return chars.Plain(text), nil
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
