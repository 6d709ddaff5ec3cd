package planfile

import "slices"

// longestHead is how many lines of a letterhead stand above a title.
const longestHead = 16

// untypedTitle is the title of a document that names no type: a line in capitals
// with nothing before it right under the place and day, "LỊCH CÔNG TÁC TRỌNG
// TÂM"; 0 for none, and where another line names a type.
func untypedTitle(lines []line) int {
	at := 0
	for i, l := range lines[:min(len(lines), longestHead)] {
		if isTitle(l.text) {
			return 0
		}
		if at == 0 && i > 0 && isCapitals(l.text) && l.mark.style == none && hasPlaceAndDay(lines[i-1]) &&
			(classOf(&node{block: block{text: l.text}}) == unknown || hasYear(lines[i:min(len(lines), i+2)])) {
			at = i
		}
	}
	return at
}

// typedTitle is the first line that names the type of a document. Of one over
// the place and day and one under them, the upper is of a letterhead: "BAN CHỈ
// ĐẠO / CHƯƠNG TRÌNH MTQG".
func typedTitle(lines []line) int {
	first, day := -1, -1
	for i, l := range lines[:min(len(lines), longestHead)] {
		switch {
		case hasPlaceAndDay(l) && day < 0:
			day = i
		case isTitle(l.text) && (first < 0 || first < day):
			if first = i; day >= 0 {
				return i
			}
		}
	}
	return max(first, 0)
}

// hasYear says that a year stands in some lines.
func hasYear(lines []line) bool {
	return slices.ContainsFunc(lines, func(l line) bool { return anyYear.MatchString(l.text) })
}

// hasPlaceAndDay says that the place and day of a letterhead stand in a line,
// be it beside its number.
func hasPlaceAndDay(l line) bool {
	for _, c := range columns(l.raw) {
		if isPlaceAndDay(c) {
			return true
		}
	}
	return false
}
