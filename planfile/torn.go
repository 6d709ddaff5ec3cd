package planfile

import (
	"regexp"
	"strings"
)

// What a page leaves of a word whose letters come from two fonts: "ph ản bi ện",
// "tr ước". A consonant is no word, and what follows begins with a marked vowel.
var (
	tornOnset = regexp.MustCompile(`(?i)(^|[\s("“/-])(ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx]) ([` + markedVowels + `])`)
	tornVowel = regexp.MustCompile(`(?i)(^|[\s("“/-])((?:ngh|ng|nh|gh|kh|ph|th|tr|ch|q|[bcdđghklmnpqrstvx])?(?:uy|[iyuưo])) ([` + markedVowels + `]\p{L}+)`)
)

const markedVowels = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"

// vowelWords begin with a marked vowel and are words of their own.
var vowelWords = wordSet("ấn|ẩn|ấm|ẩm|ầm|ấp|ắp|ếch|ổn|ồn|ốm|ủy|uỷ|ủng|ứng|ấy|ốp|ống|ông|ăn|âm|ân|êm|ép|úng|út|úp|ướt|ước|ướp|ươm|ươn|ưu|ốc|ức|ảnh|án|áp|áo|ánh|ích|ít|ôm|ôn|ốt|ổi|ôi|ơn|ít|ào|ải|ái|ám|ẵm|ẩu|ẩy")

// fewestTorn is how many torn consonants a text has at least before its words are
// mended: one may be anything.
const fewestTorn = 3

// mendTorn joins torn words again, in a text that has several.
func mendTorn(text string) string {
	if len(tornOnset.FindAllStringIndex(text, fewestTorn)) < fewestTorn {
		return text
	}
	for range 2 { // neighbours share the space between them
		text = replaceTorn(text, tornOnset, func(string, string) bool { return true })
		text = replaceTorn(text, tornVowel, func(_, tail string) bool { return !vowelWords[strings.ToLower(tail)] })
	}
	return text
}

// measures are consonants that stand behind a figure.
var measures = wordSet("m|g|l|h|x|t|n")

// replaceTorn joins what an expression finds, but for the unit of a figure: "500 m
// ở xã".
func replaceTorn(text string, e *regexp.Regexp, torn func(head, tail string) bool) string {
	var b strings.Builder
	last := 0
	for _, m := range e.FindAllStringSubmatchIndex(text, -1) {
		head, tail := text[m[4]:m[5]], text[m[6]:m[7]]
		before := strings.TrimRight(text[:m[4]], " ")
		if before != "" && isDigits(before[len(before)-1:]) && measures[strings.ToLower(head)] || strings.ContainsAny(text[m[2]:m[3]], "\n") && m[3]-m[2] > 1 || !torn(head, tail) {
			continue
		}
		b.WriteString(text[last:m[5]])
		last = m[6]
	}
	return b.String() + text[last:]
}
