package viet

// roundsAt reads how many rounds a list of times has, at its head: "02 đợt: tháng 5
// và tháng 11", "2 lần (tháng 3, tháng 6)", "02 đợt vào tháng 5 và tháng 10".
func roundsAt(tokens []token) (count, n int) {
	count, n = smallNumber(tokens, 0)
	if n == 0 || count < 2 || !isTimes(wordAt(tokens, n)) {
		return 0, 0
	}
	switch wordAt(tokens, n+1) {
	case ":", "(", "vao":
		return count, n + 2
	}
	return 0, 0
}

// roundAt returns the length of what numbers a round at the head of a phrase or of
// a part of a list, before its time: "đợt 1: tháng 3; lần 2: tháng 9".
func roundAt(tokens []token, i int) int {
	head := i == 0
	switch wordAt(tokens, i-1) {
	case ";", ",", "va", "(", ":":
		head = true
	}
	if !head || wordAt(tokens, i) != "dot" && wordAt(tokens, i) != "lan" {
		return 0
	}
	_, n := smallNumber(tokens, i+1)
	if n == 0 {
		if r := wordAt(tokens, i+1); r != "i" && r != "ii" && r != "iii" && r != "iv" {
			return 0
		}
		n = 1
	}
	if wordAt(tokens, i+1+n) == ":" {
		return n + 2
	}
	return n + 1
}

// isTimes takes the words that count how often: "02 lần/năm", "mỗi tháng 02 đợt".
func isTimes(word string) bool { return word == "lan" || word == "dot" || word == "ky" }
