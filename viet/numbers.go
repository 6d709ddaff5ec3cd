package viet

import "time"

// numberWords are the numbers up to ten as they are written in words, folded.
// "tư" and "lăm" stand only after another word: "tháng tư", "mười lăm".
var numberWords = map[string]int{
	"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6,
	"bay": 7, "tam": 8, "chin": 9, "muoi": 10,
}

// smallNumber reads a number below 100 at i, in digits or in words ("mười hai",
// "hai mươi lăm"), and returns how many tokens it takes, zero when there is
// none.
func smallNumber(tokens []token, i int) (value, n int) {
	if i < 0 || i >= len(tokens) {
		return 0, 0
	}
	if t := tokens[i]; t.kind == number {
		if t.n < 0 || t.n > 99 {
			return 0, 0
		}
		return t.n, 1
	}
	value, ok := numberWords[tokens[i].fold]
	if w := tokens[i].fold; !ok || w == "lam" || w == "tu" {
		return 0, 0
	}
	n = 1
	if value != 10 { // hai mươi [lăm]
		if wordAt(tokens, i+1) != "muoi" {
			return value, 1
		}
		value, n = value*10, 2
	}
	if unit, ok := numberWords[wordAt(tokens, i+n)]; ok && unit < 10 {
		return value + unit, n + 1
	}
	return value, n
}

// ordinalNumber reads a number as smallNumber does, and "tư", which is four
// after "tháng", "thứ" and "quý".
func ordinalNumber(tokens []token, i int) (value, n int) {
	if wordAt(tokens, i) == "tu" {
		return 4, 1
	}
	return smallNumber(tokens, i)
}

var romans = map[string]int{
	"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10,
	"xi": 11, "xii": 12, "xiii": 13, "xiv": 14, "xv": 15,
}

// The years that a date may name; others are a slip or no year.
const (
	earliestYear = 2000
	latestYear   = 2100
)

// fullYear returns the year of a number token written with four digits, or
// with two when short is set.
func fullYear(t token, short bool) (int, bool) {
	if t.kind != number {
		return 0, false
	}
	y := t.n
	if short && len(t.text) == 2 {
		y += 2000
	}
	return y, y >= earliestYear && y <= latestYear
}

// yearAfter reads a year that follows a month, quarter or half: "/2026",
// "-2026", "/26", "năm 2026", "năm nay" (zero year, read as not said).
func yearAfter(tokens []token, i int) (year, n int) {
	at := func(j int) token {
		if j < len(tokens) {
			return tokens[j]
		}
		return token{kind: punct}
	}
	switch w := wordAt(tokens, i); w {
	case "nam", "/", "-", ".", ",":
		j := i + 1
		if w != "nam" && wordAt(tokens, j) == "nam" {
			j++
		}
		two := w == "nam" || w == "/" && at(j).n > 12
		if y, ok := fullYear(at(j), two); ok && (w != "/" && w != "-" || !continuesDate(tokens, j)) {
			return y, j + 1 - i
		}
		if w == "nam" && wordAt(tokens, i+1) == "nay" {
			return 0, 2
		}
	}
	if y, ok := fullYear(at(i), false); ok && !continuesDate(tokens, i) {
		return y, 1
	}
	return 0, 0
}

// continuesDate reports whether the number at i is followed by "/ number", so
// that it belongs to a longer date.
func continuesDate(tokens []token, i int) bool {
	return wordAt(tokens, i+1) == "/" && i+2 < len(tokens) && tokens[i+2].kind == number
}

// written is a date as it stands in a text; a zero year is not said.
type written struct{ day, month, year int }

// writtenDate reads a date in figures at i: 15/6/2026, 15-6-26, 15.6.2026,
// 15/6, 2026-06-15, 05 tháng 3 năm 2026. It returns the number of its tokens;
// zero when there is no date. The day need not exist. With a dash or a point,
// two numbers alone are a date only when the first can be no month.
func writtenDate(tokens []token, i int) (written, int) {
	if i >= len(tokens) || tokens[i].kind != number || tokens[i].n < 0 {
		return written{}, 0
	}
	first := tokens[i]
	if wordAt(tokens, i+1) == "thang" {
		m, n := monthNumber(tokens, i+2)
		if n == 0 || first.n > 31 {
			return written{}, 0
		}
		y, ny := yearAfter(tokens, i+2+n)
		return written{first.n, m, y}, 2 + n + ny
	}
	sep := wordAt(tokens, i+1)
	if sep != "/" && sep != "-" && sep != "." || i+2 >= len(tokens) || tokens[i+2].kind != number {
		return written{}, 0
	}
	second := tokens[i+2]
	if sep == "." && second.space {
		return written{}, 0 // the end of a sentence
	}
	if wordAt(tokens, i+3) == sep && i+4 < len(tokens) && tokens[i+4].kind == number {
		third := tokens[i+4]
		if y, ok := fullYear(third, true); ok && len(first.text) <= 2 && len(second.text) <= 2 {
			return written{first.n, second.n, y}, 5
		}
		if y, ok := fullYear(first, false); ok && sep == "-" && len(third.text) <= 2 {
			return written{third.n, second.n, y}, 5
		}
		return written{}, 0
	}
	if first.n < 1 || first.n > 31 || len(second.text) > 2 {
		return written{}, 0
	}
	if sep != "/" && (first.n <= 12 || second.n > 12) {
		return written{}, 0
	}
	if next := wordAt(tokens, i+3); next == "/" && i+4 < len(tokens) && tokens[i+4].kind == number {
		return written{}, 0 // "15-20/5": the head of a range
	}
	if y, n := yearAfter(tokens, i+3); n > 0 && wordAt(tokens, i+3) == "nam" {
		return written{first.n, second.n, y}, 3 + n
	}
	return written{first.n, second.n, 0}, 3
}

// monthNumber reads what stands after "tháng": 5, 05, "năm", "tư", "mười hai".
func monthNumber(tokens []token, i int) (month, n int) {
	if i < len(tokens) && tokens[i].kind == word {
		if wordAt(tokens, i) == "nam" {
			if _, ok := fullYear(tokenAt(tokens, i+1), false); ok {
				return 0, 0 // "tháng năm 2026" has lost its month
			}
		}
		if m, ok := romans[tokens[i].fold]; ok && !tokens[i].marked() && !(tokens[i].fold == "vi" && tokenAt(tokens, i+1).kind == word && !tokenAt(tokens, i+1).line) {
			return m, 1 // not "1 tháng vì thiếu người"
		}
		if wordAt(tokens, i) == "sau" && !strongMonth(tokens, i) {
			return 0, 0 // "tháng sau" is the next month
		}
	}
	return ordinalNumber(tokens, i)
}

// strongMonth reports whether the word at i is the month six and not "after":
// only with its mark, "sáu".
func strongMonth(tokens []token, i int) bool { return tokens[i].text == "sáu" }

func tokenAt(tokens []token, i int) token {
	if i < 0 || i >= len(tokens) {
		return token{kind: punct}
	}
	return tokens[i]
}

// weekdayAt reads "thứ Sáu", "thứ 6", "chủ nhật", "CN" and returns the day as
// time.Weekday has it.
func weekdayAt(tokens []token, i int) (day, n int) {
	switch wordAt(tokens, i) {
	case "chu":
		if wordAt(tokens, i+1) == "nhat" {
			return int(time.Sunday), 2
		}
	case "cn":
		return int(time.Sunday), 1
	case "thu":
		v, n := ordinalNumber(tokens, i+1)
		if n == 1 && v >= 2 && v <= 7 {
			return v - 1, 2
		}
	}
	return 0, 0
}
