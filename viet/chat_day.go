package viet

import "dondoc/workday"

// partOfToday reads "chiều em gửi", "để tối làm nốt": a part of today, where no
// day is said and somebody does something then.
func partOfToday(tokens []token, today workday.Date) []chatDate {
	for i := range tokens {
		switch tokens[i].text {
		case "trưa", "chiều", "tối", "chieu":
		default:
			continue
		}
		if next := wordAt(tokens, i+1); next == "se" || isPerson(next) || actsThen[next] {
			c := fixed(today)
			c.at, c.end = i, i+1
			return []chatDate{c}
		}
	}
	return nil
}

// actsThen are the words that follow a part of today.
var actsThen = map[string]bool{"gui": true, "nop": true, "xong": true, "trinh": true, "bao": true, "hoan": true, "lam": true, "co": true}

var dayNames = newPhrases(map[string]int{
	"bua nay": 0, "ctoi": 0, "tnay": 0, "cnay": 0, "smai": 1, "cmai": 1, "tmai": 1, "chieu ni": 0, "toi ni": 0, "sang ni": 0, "bua ni": 0, "hom ni": 0, "hom nay": 0, "chieu nay": 0, "sang nay": 0, "toi nay": 0, "trua nay": 0, "trong ngay": 0, "cuoi ngay": 0,
	"ngay mai": 1, "sang mai": 1, "chieu mai": 1, "toi mai": 1, "mai": 1, "mai mot": 0,
	"ngay kia": 2, "ngay mot": 2, "bua mot": 2, "mot": 2,
	"hom qua": -1, "hqua": -1, "hnay": 0, "chieu qua": -1, "sang qua": -1, "toi qua": -1, "hom kia": -2,
})

// dayNameAt reads "mai", "ngày kia", "hôm qua". "mai" and "mốt" alone need
// their own marks (or none, for mai), since "mãi" and "một" fold to them.
func dayNameAt(tokens []token, i int, today workday.Date) (chatDate, int) {
	n, k := dayNames.at(tokens, i)
	if k == 0 {
		if tokens[i].text == "mơi" { // "mai" in the south
			c := fixed(today.Add(1))
			c.later = true
			return c, 1
		}
		return chatDate{}, 0
	}
	switch first := tokens[i]; {
	case n == 0 && first.fold == "hom" && (wordAt(tokens, i-1) == "may" || wordAt(tokens, i-1) == "nhung"):
		return chatDate{}, 0 // "mấy hôm nay" goes on since then
	case k == 2 && first.fold == "mai":
		return chatDate{}, 0 // "mai mốt": some day
	case k == 1 && first.text == "mot" && i == 0 && isPerson(wordAt(tokens, 1)) && actsThen[wordAt(tokens, 2)]: // "mot em gui"
	case k == 1 && first.fold == "mot" && (first.text != "mốt" || wordAt(tokens, i-1) == "mai"):
		return chatDate{}, 0
	case k == 2 && tokens[i+1].fold == "ngay" && dayNamed(tokens, i+2):
		return chatDate{}, 0 // "trong ngày mai", "cuối ngày 30/11"
	case k == 1 && first.fold == "mai" && wordAt(tokens, i-1) == "nay" && !dayParts[wordAt(tokens, i-2)]:
		return chatDate{}, 0 // "nay mai"
	case k == 1 && first.fold == "mai" && (first.text != "mai" || isPerson(wordAt(tokens, i-1)) || wordAt(tokens, i+1) == "tang"):
		return chatDate{}, 0
	case first.fold == "hom" && n >= 0 && k == 2 && tokens[i+1].text == "nảy",
		k == 2 && first.fold == "ngay" && tokens[i+1].fold == "mot" && tokens[i+1].text != "mốt" && !mayBeDayAfter(tokens, i):
		return chatDate{}, 0
	}
	c := fixed(today.Add(n))
	c.past, c.later = n < 0, n > 0
	return c, k
}

// mayBeDayAfter reports whether "ngay mot" without marks is ngày mốt, and not ngày
// một, which says that something grows.
func mayBeDayAfter(tokens []token, i int) bool {
	return tokens[i].text == "ngay" && tokens[i+1].text == "mot" && (actsThen[wordAt(tokens, i+2)] || isPerson(wordAt(tokens, i+2)))
}

// dayNamed reports whether the words at i, behind "trong ngày", say which day.
func dayNamed(tokens []token, i int) bool {
	switch wordAt(tokens, i) {
	case "mai", "kia", "hom", "thu", "mung":
		return true
	}
	return tokenAt(tokens, i).kind == number
}

// dayParts stand before "nay": "chiều nay".
var dayParts = map[string]bool{"hom": true, "sang": true, "trua": true, "chieu": true, "toi": true, "ngay": true}

func isPerson(w string) bool {
	switch w {
	case "chi", "anh", "em", "co", "chu", "bac", "ba", "ong", "c", "a", "e":
		return true
	}
	return false
}
