package planfile

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"dondoc/viet"
)

var placeholder = regexp.MustCompile(`\{\w+\}`)

// Ensure that every problem is worded in both languages, from the same
// arguments, and that the English words are no Vietnamese.
func TestWordingInBothLanguages(t *testing.T) {
	for code, text := range wording {
		english, ok := wordingEnglish[code]
		if !ok {
			t.Errorf("%s has no English words", code)
			continue
		}
		of := func(s string) []string {
			names := placeholder.FindAllString(s, -1)
			slices.Sort(names)
			return slices.Compact(names)
		}
		if a, b := of(text), of(english); !slices.Equal(a, b) {
			t.Errorf("%s: %v in Vietnamese, %v in English", code, a, b)
		}
		if bare := strings.ReplaceAll(strings.ReplaceAll(english, "“", ""), "”", ""); viet.Fold(bare) != strings.ToLower(bare) {
			t.Errorf("%s: %q", code, english)
		}
	}
	for code := range wordingEnglish {
		if _, ok := wording[code]; !ok {
			t.Errorf("%s is no code", code)
		}
	}
}

// Ensure that a place is said in the language of the words.
func TestProblemIn(t *testing.T) {
	p := Problem{Where: "bảng 2, hàng 5, cột Thời hạn", Code: "deadline_unknown", Args: Args{"raw": "31/6"}, Message: tell("deadline_unknown", Args{"raw": "31/6"})}
	if where, message := p.In("en"); where != "table 2, row 5, column Thời hạn" || message != "The deadline “31/6” is not understood." {
		t.Errorf("%q, %q", where, message)
	}
	if where, message := p.In("vi"); where != p.Where || message != p.Message {
		t.Errorf("%q, %q", where, message)
	}
}
