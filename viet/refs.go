package viet

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// leadingRef is a number or code at the beginning of words, as "1 ", "3.2: " or
// "việc 2, ".
var leadingRef = regexp.MustCompile(`(?i)^(?:(?:việc|viec|vụ|mục|muc|dòng|dong|số|so)\s+)?\d+(?:\.\d+)*(?:\s*(?:[,;:)]|\.(?:\s|$)|-\s)\s*|\s+(?:và|va)\s+|\s+|$)`)

// WithoutRefs returns the words of an item without the numbers and codes that
// lead them: which line of which message they spoke of means nothing elsewhere.
func (i Item) WithoutRefs() string {
	words := i.Text
	for range i.Refs {
		words = leadingRef.ReplaceAllString(words, "")
	}
	return strings.TrimLeft(words, " ,;:.-")
}

// codePeriod is a code, with a period after it as in "1.2 tháng 3".
var codePeriod = regexp.MustCompile(`(?i)(\d+(?:\.\d+)+)(?:[ ,]+(?:k[ỳy] )?((?:tháng|thang|month) \d{1,2}|(?:quý|quy|quarter) (?:[1-4]|iv|i{1,3}))\b)?`)

// CodePeriods shows every code of a text to drop, with the period that follows
// it, empty for none, and returns the text without the periods for which drop
// says so.
func CodePeriods(text string, drop func(code, period string) bool) string {
	return codePeriod.ReplaceAllStringFunc(text, func(match string) string {
		parts := codePeriod.FindStringSubmatch(match)
		if drop(parts[1], parts[2]) {
			return parts[1]
		}
		return match
	})
}

var quarterNames = []string{"", "I", "II", "III", "IV"}

// Roman writes a small number as quarters have it; nothing for others.
func Roman(n int) string {
	if n > 0 && n < len(quarterNames) {
		return quarterNames[n]
	}
	return ""
}

// PeriodKey makes names of a period comparable: "Quý II" and "quy 2".
func PeriodKey(name string) string {
	fields := strings.Fields(Fold(name))
	for i, word := range fields {
		if n := slices.Index(quarterNames, strings.ToUpper(word)); i > 0 && n > 0 {
			fields[i] = strconv.Itoa(n)
		}
	}
	return strings.Join(fields, " ")
}

// notReason are the words, folded, that ask for a date and give no reason.
var notReason = map[string]bool{
	"": true, "xin": true, "gia": true, "han": true, "lui": true, "den": true, "toi": true, "het": true, "ngay": true,
	"truoc": true, "trong": true, "la": true, "em": true, "da": true, "vang": true, "nhe": true, "a": true,
	"vi": true, "do": true, "ly": true, "thang": true, "nam": true, "thu": true, "duoc": true, "khong": true, "va": true,
	"them": true,
}

// ReasonBeside returns the words of an answer that give a reason, without those
// of a date: nothing when it is but a date. date is the span of the date that
// was read; the zero Span for none.
func ReasonBeside(text string, date Span) string {
	if date.End > 0 {
		text = text[:date.Start] + " " + text[date.End:]
	}
	text = withoutDelay(text)
	words := strings.Fields(text)
	says := func(word string) bool {
		folded := strings.Trim(Fold(word), " ,;:.!?()")
		return !notReason[folded] && strings.ContainsFunc(folded, unicode.IsLetter)
	}
	from := slices.IndexFunc(words, says)
	if from < 0 {
		return ""
	}
	// "vì", "do" and the polite words before it say nothing more; what ends in a
	// word of a date does not end there.
	to := len(words)
	for to > from && !says(words[to-1]) {
		to--
	}
	return strings.Trim(strings.Join(words[from:to], " "), " ,;:.")
}
