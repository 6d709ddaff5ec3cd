package viet

import (
	"strings"

	"dondoc/workday"
)

// someDay is any day: whether words are a date does not depend on it.
const someDay = workday.Date(1)

// datedFrom reports whether a number begins a date: "3 ngày nữa", "1 tháng 4".
func datedFrom(seg []token, i int) bool {
	_, n := chatDateAt(seg, i, someDay)
	return n > 1
}

// dateFollows reports whether a day or a period is said at i: "hôm nay", "quý 3".
func dateFollows(seg []token, i int) bool {
	if i >= len(seg) || seg[i].line || seg[i].kind == punct || seg[i].kind == number && wordAt(seg, i+1) != "/" {
		return false
	}
	_, n := chatDateAt(seg, i, someDay)
	return n > 0
}

// percentFollows reports whether a percent is said at i: "hơn 50%", "tám mươi
// phần trăm", "từ 60% lên 80%".
func percentFollows(seg []token, i int) bool {
	for n := 0; n < 2; n++ {
		switch wordAt(seg, i) {
		case "hon", "tren", "gan", "khoang", "tam", "chung", "duoc", "dat", "len", "tu", "co", "moi", "tang", "them", "giam":
			i++
		}
	}
	if i >= len(seg) || seg[i].line {
		return false
	}
	p, ok := percentAt(seg, i)
	return ok && p.end > i
}

// bareValue reports whether the number behind the line at i is a percent
// without its sign: "2 80", "1 60 2 70 3 80".
func (c *cutter) bareValue(seg []token, i int) bool {
	v, next := tokenAt(seg, i+1), tokenAt(seg, i+2)
	if v.kind != number || !v.space || v.line || v.n < 0 || v.n > 100 {
		return false
	}
	inRow := i > 1 && seg[i-1].kind == number || c.last > 0
	switch {
	case i+2 >= len(seg) || isMark(next) && !(next.fold == "." && tokenAt(seg, i+3).kind == number && !tokenAt(seg, i+3).space) || isFiller(next):
		return v.n > mostLines || v.n%5 == 0 && inRow && v.n > seg[i].n+1
	case next.kind == number && next.space && next.n <= mostLines && next.n > seg[i].n && !isPercent(seg, i+3):
		return v.n > mostLines || next.n == seg[i].n+1 && v.n%5 == 0 && v.n != next.n+1
	}
	return false
}

// letterState returns what "x", "v" or a sign alone behind a line number stands
// for.
func letterState(seg []token, i int) string {
	if i >= len(seg) || seg[i].line || tokenAt(seg, i+1).kind == word && !tokenAt(seg, i+1).space {
		return ""
	}
	if next := tokenAt(seg, i+1); next.fold == "." && tokenAt(seg, i+2).kind == number && !tokenAt(seg, i+2).space {
		return "" // "v.3" is a code
	}
	switch strings.TrimRight(seg[i].text, "\ufe0f") {
	case "x", "✅", "☑", "✔":
		return "xong"
	case "⏳", "⌛":
		return "đang"
	case "❌", "✖", "✗":
		return "chưa"
	case "v":
		return "vướng"
	}
	return ""
}

// spacedNumbers reports whether numbers and then a state follow: "1 2 3 xong".
func spacedNumbers(seg []token, i int) bool {
	for n := 0; n < mostLines && i < len(seg) && seg[i].kind == number && seg[i].space && seg[i].n <= mostLines; n++ {
		i++
		if stateFollows(seg, i) && seg[i].kind == word || letterState(seg, i) != "" {
			return true
		}
	}
	return false
}

// dayFollows reports whether "hôm nay", "mai" or a weekday is said at i; not a
// period, which is counted: "2 tuần trước".
func dayFollows(seg []token, i int) bool {
	switch wordAt(seg, i) {
	case "tuan", "thang", "quy", "qui", "nam", "ngay":
		return false
	}
	return dateFollows(seg, i)
}
