package viet

// nameWords are the words of a name that count: not those that join others, nor
// "số" before a number.
func nameWords(tokens []token) []string {
	var words []string
	for i, t := range tokens {
		switch t.fold {
		case "va", ".", "cua", "thuoc", "&":
			continue
		case "so":
			if tokenAt(tokens, i+1).kind == number {
				continue
			}
		}
		words = append(words, t.fold)
	}
	return words
}

// fewestLetters is how many letters an abbreviation has at least that stands for
// only some of the words of a name; fewestWords how many whole words do as well.
const (
	fewestLetters = 3
	fewestWords   = 2
)

// shortScore says how well a name is another one with words cut to their initials
// or left out; 0 when it is not.
func shortScore(short, long []string) float64 {
	whole, letters, plain := abbreviates(short, long)
	switch {
	case letters >= 2 && whole:
		return sameInitials
	case letters >= fewestLetters, letters > 0 && plain >= fewestWords:
		return sameHead
	case endsSame(short, long), someInitials(short, long):
		return sameSome
	}
	return 0
}

// abbreviates reports whether a name is another one with some of its words cut to
// their initials, "Đội CTT", "Phòng QL hộ KD": the whole of it, or its first words
// only. letters is how many initials the longest of them has, plain how many
// words are whole; both are 0 when it is not.
func abbreviates(short, long []string) (whole bool, letters, plain int) {
	at := 0
	for i, w := range short {
		switch n := initialsAt(w, long[at:]); {
		case at < len(long) && w == long[at]:
			at++
			plain++
		case n > 1 || n == 1 && i == 0: // "P." alone
			at += n
			letters = max(letters, n)
		default:
			return false, 0, 0
		}
	}
	return at == len(long), letters, plain
}

// initialsAt is how many words, from the first on, a word is the initials of; 0
// when it is not.
func initialsAt(w string, words []string) int {
	if len(w) > len(words) {
		return 0
	}
	for i := range len(w) {
		if words[i][0] != w[i] {
			return 0
		}
	}
	return len(w)
}

// kindLength is how many words of long a name's first word stands for, written out
// or by their initials.
func kindLength(short, long []string) int {
	if len(short) < 2 || len(long) < 2 {
		return 0
	}
	if n := initialsAt(short[0], long); n > 0 && short[0] != long[0] {
		return n
	}
	n := 0
	for n < len(short) && n < 2 && short[n] == long[n] {
		n++
	}
	return n
}

// endsSame reports whether a name is the kind of another and its last words:
// "XN Tả Ngạn" of "Xí nghiệp Thủy lợi Tả Ngạn".
func endsSame(short, long []string) bool {
	n := kindLength(short, long)
	if n == 0 {
		return false
	}
	rest := short[1:]
	if short[0] == long[0] {
		rest = short[n:]
	}
	if len(rest) < fewestWords || len(rest)+n >= len(long) {
		return false
	}
	for i, w := range rest {
		if w != long[len(long)-len(rest)+i] {
			return false
		}
	}
	return true
}

// someInitials reports whether a name is the kind of another with the initials of
// some of its words, the first of them among these: "CC TĐC" of "Chi cục Tiêu chuẩn
// Đo lường Chất lượng".
func someInitials(short, long []string) bool {
	n := kindLength(short, long)
	if n == 0 || len(short) < 2 {
		return false
	}
	last := short[len(short)-1]
	if len(last) < fewestLetters || short[0] == long[0] && len(short) != n+1 || short[0] != long[0] && len(short) != 2 {
		return false
	}
	at := 0
	for _, w := range long[n:] {
		if at < len(last) && w[0] == last[at] {
			at++
		} else if at == 0 {
			return false
		}
	}
	return at == len(last)
}
