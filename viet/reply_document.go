package viet

import "strings"

// documentBefore reports whether the number of a document begins at i.
func documentBefore(tokens []token, i int) bool {
	_, n := documentAt(tokens, i)
	return n > 0
}

// longestDocument is how many tokens the number of a document has at most.
const longestDocument = 16

// documentAt reads the number of a document at i: "số 45/QĐ-SNV", "45/QĐ-SNV",
// "văn bản 112", "QĐ số 45", "số 45 ngày 20/3".
func documentAt(tokens []token, i int) (string, int) {
	if i < 0 || i >= len(tokens) || tokens[i].kind == number && wordAt(tokens, i+1) != "/" {
		return "", 0
	}
	j := i
	named := false
	switch w := tokens[j].fold; {
	case tokens[j].kind == number:
	case (w == "van" && wordAt(tokens, j+1) == "ban" || w == "cong" && wordAt(tokens, j+1) == "van" || w == "quyet" && wordAt(tokens, j+1) == "dinh" || w == "to" && wordAt(tokens, j+1) == "trinh") && j+2 < len(tokens):
		j, named = j+2, true
	case w == "vb" || w == "qd" || w == "cv" || w == "ttr":
		j, named = j+1, true
	case w != "so":
		return "", 0
	}
	if wordAt(tokens, j) == "so" {
		j++
		dated := wordAt(tokens, j+1) == "ngay" && tokenAt(tokens, j+2).kind == number
		named = named || dated
	}
	t := tokenAt(tokens, j)
	if t.kind != number {
		return "", 0
	}
	var b strings.Builder
	b.WriteString(t.text)
	n, letters := 1, false
	for n < longestDocument {
		sep, part := tokenAt(tokens, j+n), tokenAt(tokens, j+n+1)
		if sep.fold != "/" && n == 1 || sep.fold != "/" && sep.fold != "-" && sep.fold != "–" || sep.space || part.space || part.kind == punct || j+n+1 >= len(tokens) {
			break
		}
		if part.kind == word && n == 1 && len(part.fold) > 2 && wordAt(tokens, j+n+2) != "-" && stateFollows(tokens, j+n+1) {
			break // "1/xong"
		}
		letters = letters || part.kind == word
		b.WriteString(sep.text + strings.ToUpper(part.text))
		n += 2
	}
	if !letters {
		if !named || n > 1 || wordAt(tokens, j+1) == "%" {
			return "", 0
		}
	}
	return b.String(), j + n - i
}
