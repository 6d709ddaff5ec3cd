package viet

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// found is a run of references, tokens [at, at+n).
type found struct {
	refs   []Ref
	n      int
	except []Ref // "trừ việc 2"
	bare   bool  // a percent without its sign follows
	weak   bool  // a number that may count something
	doubt  bool  // it may be something else that is named
	rest   bool  // the references before it are left out of it
}

// refAt reads one reference at i: "3.2", "II.3", "việc 2", "cả 3", "tất cả", or
// a bare number before words that say a state.
func refAt(tokens []token, i int) found {
	j := afterTaskWords(tokens, i)
	named := j > i
	if code, n := codeAt(tokens, j); n > 0 && !documentBefore(tokens, i) {
		if refs, m := codesThrough(tokens, j, code, n); m > 0 {
			return found{refs: refs, n: j + m - i}
		}
		return found{refs: []Ref{{Kind: RefCode, Code: code}}, n: j + n - i}
	}
	if f := allAt(tokens, i); f.n > 0 {
		return f
	}
	t := tokenAt(tokens, j)
	if t.kind != number || t.n < 1 || t.n > 99 || len(t.text) > 2 {
		return found{}
	}
	if p, ok := percentAt(tokens, j); ok && t.n >= 10 && p.end > j+3 {
		return found{} // "30 - 40%"
	}
	if named && wordAt(tokens, j+1) != "/" && wordAt(tokens, j+1) != "%" || stateFollows(tokens, j+1) {
		return found{refs: []Ref{{Kind: RefNumber, N: t.n}}, n: j + 1 - i}
	}
	return found{}
}

// taskWord returns the length of "việc", "nhiệm vụ", "nv", "mục", "số" at i.
func taskWord(tokens []token, i int) int {
	switch wordAt(tokens, i) {
	case "muc":
		switch wordAt(tokens, i-1) {
		case "theo", "tai", "trong", "cua", "thuoc":
			return 0 // of a document
		}
		return 1
	case "viec", "nv", "nvu", "task", "viecso", "stt":
		return 1
	case "dong":
		if tokens[i].text == "dòng" {
			return 1
		}
	case "cv":
		if lineOfWork(tokens, i) {
			return 1
		}
	case "dau", "cong":
		if wordAt(tokens, i+1) == "viec" {
			return 2
		}
	case "so":
		switch wordAt(tokens, i-1) {
		case "cao", "van", "ban", "dinh", "trinh", "bc", "cv", "qd":
			return 0 // "báo cáo số 67"
		}
		if t := tokenAt(tokens, i+1); t.kind == number && wordAt(tokens, i+2) != "/" {
			if _, n := codeAt(tokens, i+1); n > 0 || stateFollows(tokens, i+2) {
				return 1
			}
		}
	case "nhiem":
		if wordAt(tokens, i+1) == "vu" {
			return 2
		}
	}
	return 0
}

// codeLetters number the items of a list: "1.a", "2.1.đ".
const codeLetters = "abcdđeghiklmnopqrstuvxy"

// areaLetters may begin a code: "A.1". Later ones stand for other things: "T.5"
// is May.
const areaLetters = "abcde"

func isCodeLetter(t token) bool {
	return t.kind == word && !t.space && utf8.RuneCountInString(t.text) == 1 && strings.Contains(codeLetters, t.text)
}

// deepestCode is how many numbers a code has at most.
const deepestCode = 6

// insideNumbers reports whether a number and a point stand close before i, so
// that what begins there is no code of its own.
func insideNumbers(tokens []token, i int) bool {
	return i > 1 && tokens[i-1].fold == "." && tokens[i-2].kind == number && !tokens[i-1].space && !tokens[i].space
}

// mostTaskWords is how many words for a task may stand together, as "nhiệm vụ
// số" or "mục việc số".
const mostTaskWords = 4

// afterTaskWords returns the place after the words for a task at i.
func afterTaskWords(tokens []token, i int) int {
	for range mostTaskWords {
		i += taskWord(tokens, i)
	}
	return i
}

// codesThrough reads "6.2-6.4" or "6.2 đến 6.4" before a state, where n tokens at i are
// the first code: all the codes between.
func codesThrough(tokens []token, i int, first string, n int) ([]Ref, int) {
	by := wordAt(tokens, i+n)
	if n == 0 || !throughWords[by] {
		return nil, 0
	}
	last, m := writtenCode(tokens, i+n+1)
	end := i + n + 1 + m
	if m == 0 || !stateFollows(tokens, end) && ((by == "den" || by == "toi") && wordAt(tokens, i-1) != "tu" || !endsAt(tokens, end)) {
		return nil, 0
	}
	parent, from, ok := lastNumber(first)
	same, to, too := lastNumber(last)
	if !ok || !too || parent != same || from >= to || to-from >= mostLines {
		return nil, 0
	}
	var refs []Ref
	for k := from; k <= to; k++ {
		refs = append(refs, Ref{Kind: RefCode, Code: parent + "." + itoa(k)})
	}
	return refs, end - i
}

// throughWords stand between the first and the last of a range.
var throughWords = map[string]bool{"-": true, "–": true, "den": true, "toi": true}

// lastNumber cuts a code before its last number, which it reads.
func lastNumber(code string) (parent string, n int, ok bool) {
	at := strings.LastIndexByte(code, '.')
	if at < 0 {
		return "", 0, false
	}
	n, err := strconv.Atoi(code[at+1:])
	return code[:at], n, err == nil
}

// codeAt reads "3.2", "7.1.6", "II.3", "1.a.2", "ba chấm hai", without spaces, where it
// is no date.
func codeAt(tokens []token, i int) (code string, n int) {
	code, n = writtenCode(tokens, i)
	if n > 0 && (dateWordBefore(tokens, i) && !extendedAt(tokens, i, n) || dayBehindEnd(tokens, i, n)) {
		return "", 0
	}
	return code, n
}

// dayBehindEnd reports whether the n tokens at i can only be a day and a month, and an end
// stands right before them, or they are all there is: "hoàn tất 20.11".
func dayBehindEnd(tokens []token, i, n int) bool {
	if n != 3 || tokens[i].kind != number || tokens[i].n <= mostAreas || tokens[i].n > 31 {
		return false
	}
	month := tokens[i+2]
	if month.kind != number || month.n < 1 || month.n > 12 {
		return false
	}
	if i == 0 && endsAt(tokens, i+n) && !hasWords(tokens[i+n:]) {
		return true // "15.12"
	}
	if endsAt(tokens, i+n) && slices.ContainsFunc(tokens[:i], func(t token) bool { return t.text == "đã" }) {
		return true // "đã chuyển biên bản cho kế toán 19.11"
	}
	for from := max(0, i-2); from < i; from++ {
		if h := chatLexicon.first(tokens[from:i]); h.end == i-from && (h.signal == sigDone || h.signal == sigAct || h.signal == sigAlready) {
			return true
		}
	}
	return false
}

// writtenCode reads what is written like a code, which may be a date as well.
func writtenCode(tokens []token, i int) (code string, n int) {
	t := tokenAt(tokens, i)
	head := t.text
	if t.kind == word {
		if v, k := smallNumber(tokens, i); k == 1 && tokenAt(tokens, i+1).text == "chấm" {
			if w, m := smallNumber(tokens, i+2); m == 1 {
				return itoa(v) + "." + itoa(w), 3
			}
		}
		if _, ok := romans[t.fold]; !ok && (len(t.text) != 1 || !strings.Contains(areaLetters, t.text)) {
			return "", 0
		}
		head = strings.ToUpper(t.fold)
	} else if t.kind != number || len(t.text) > 2 {
		return "", 0
	}
	n = 1
	for wordAt(tokens, i+n) == "." && !tokens[i+n].space {
		next := tokenAt(tokens, i+n+1)
		if !isCodeLetter(next) && next.kind != number || next.space || len(next.text) > 2 {
			break
		}
		if n > 2*deepestCode || insideNumbers(tokens, i) {
			return "", 0
		}
		head += "." + next.text
		n += 2
	}
	if year := tokenAt(tokens, i+n+1); wordAt(tokens, i+n) == "." && year.kind == number && len(year.text) == 4 && !year.space {
		return "", 0 // "20.11.2026"
	}
	if n == 1 || wordAt(tokens, i+n) == "%" || wordAt(tokens, i+n) == "/" && !codeBehind(tokens, i+n+1) {
		return "", 0
	}
	return head, n
}

func itoa(n int) string {
	if n >= 10 {
		return string(rune('0'+n/10%10)) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}

// dateWordBefore reports whether the word before i makes "16.11" a date.
func dateWordBefore(tokens []token, i int) bool {
	switch wordAt(tokens, i-1) {
	case "nhat":
		w := wordAt(tokens, i-2)
		return w == "cham" || w == "muon" || w == "tre" // not "cập nhật 6.2"
	case "ngay", "hom", "den", "tu", "han", "truoc", "sang", "vao", "toi", "qua", "hen":
		return true
	}
	return false
}

// codeBehind reports whether one more code stands at i: "6.2/7.1 xong".
func codeBehind(tokens []token, i int) bool {
	_, n := writtenCode(tokens, i)
	return n > 0
}

// mostAreas is the highest first number with which "gia hạn 6.2" alone is taken for the
// code of a task, and not for a day.
const mostAreas = 12

// extendedAt reports whether the n tokens at i are the task that "gia hạn" or "hạn" speaks
// of: what follows tells by how much, until when or why, asks about it, or, behind "gia hạn",
// nothing does.
func extendedAt(tokens []token, i, n int) bool {
	if wordAt(tokens, i-1) != "han" {
		return false
	}
	granted := wordAt(tokens, i-2) == "gia"
	if endsAt(tokens, i+n) {
		return granted && (tokens[i].kind == word || tokens[i].n <= mostAreas)
	}
	if !granted && asksWhen(tokens, i+n) {
		return true // "hạn 6.2 là khi nào"
	}
	switch wordAt(tokens, i+n) {
	case "den", "toi", "sang", "qua", "het", "vi", "do", "de", "them", "duyet", "duoc", "thi", "chua", "va", "voi", "lui", "doi", "xin":
		return true
	}
	return granted && tokens[i+n].kind == number
}

// endsAt reports whether what is said ends at i, but for politeness.
func endsAt(tokens []token, i int) bool {
	return i >= len(tokens) || strings.ContainsAny(tokens[i].fold, ",.;!") || politeWords[tokens[i].fold]
}

// asksWhen reports whether "là khi nào", "đến bao giờ" or the like stands at i.
func asksWhen(tokens []token, i int) bool {
	switch wordAt(tokens, i) {
	case "la", "den", "toi", "vao":
		i++
	}
	if wordAt(tokens, i) == "ngay" || wordAt(tokens, i) == "hom" {
		i++
	}
	switch wordAt(tokens, i) {
	case "khi", "bao", "nao", "may":
		return true
	}
	return false
}

// allAt reads "tất cả", "cả 3 việc", "cả ba" before a state.
func allAt(tokens []token, i int) found {
	j, n := i, 0
	switch {
	case wordAt(tokens, j) == "tat" && wordAt(tokens, j+1) == "ca" && wordAt(tokens, j-1) != "hoan": // "hoàn tất cả"
		j += 2
		if v, k := smallNumber(tokens, j); k > 0 {
			j, n = j+k, v
		}
	case wordAt(tokens, j) == "ca":
		v, k := smallNumber(tokens, j+1)
		if k == 0 || v < 2 || v > 99 {
			return found{}
		}
		j, n = j+1+k, v
	default:
		return found{}
	}
	if wordAt(tokens, j) == "cac" {
		j++
	}
	j = afterTaskWords(tokens, j)
	for k := j; k < min(len(tokens), j+6) && tokens[k].kind != punct; k++ {
		if tokens[k].fold == "deu" {
			j = k // "cả 3 đầu việc tháng 11 của phòng đều xong"
			break
		}
		if w := tokens[k].fold; w == "tru" || w == "ngoai" || w == "rieng" || w == "con" {
			break
		}
	}
	if wordAt(tokens, j) == "deu" {
		j++
	}
	if j < len(tokens) && !stateFollows(tokens, j) {
		return found{}
	}
	return found{refs: []Ref{{Kind: RefAll, N: n}}, n: j - i}
}

// stateFollows reports whether the words at i say something about a task named
// just before: ": …", "80%", "xong", "đang …", a date. "1 phần", "3 ngày" and
// "5 đơn vị" count something instead.
func stateFollows(tokens []token, i int) bool {
	t := tokenAt(tokens, i)
	if i >= len(tokens) {
		return false
	}
	if t.kind == number {
		return wordAt(tokens, i+1) == "%"
	}
	if t.kind == punct {
		next := tokenAt(tokens, i+1)
		return strings.ContainsAny(t.fold, ":)=") && i+1 < len(tokens) ||
			t.fold == "." && !next.space && next.kind == word && len(next.fold) > 1 && stateFollows(tokens, i+1) ||
			strings.ContainsAny(t.fold, "-–") && !next.space && (next.kind == word || dashedPercent(tokens, i)) ||
			t.fold == "/" && !t.space && (next.space && next.kind != punct || next.kind == word && stateFollows(tokens, i+1)) ||
			strings.ContainsAny(t.fold, ".-–=>") && next.space && next.kind != punct && i+1 < len(tokens) && !next.line ||
			startsEmoji(t.text)
	}
	switch t.fold {
	case "duoc", "dc", "dat", "con", "khoang", "thu", "mai", "van", "moi", "hien", "thi", "la", "co", "deu", "cung":
		return true
	}
	switch chatLexicon.first(tokens[i:min(i+4, len(tokens))]).signal {
	case sigDone, sigAct, sigSubmit, sigTrack, sigNoProof, sigWork, sigNot, sigNotYet, sigPast, sigAlready, sigFuture, sigOngoing, sigBlocked, sigWait,
		sigMissing, sigExtend, sigAsk, sigHand, sigSame, sigReceipt, sigHedge, sigDraft, sigBegin, sigFull:
		return true
	case sigLimit:
		switch t.fold {
		case "sap", "gan", "co", "ve", "tuong", "hau", "kho", "cham", "con", "chi", "tru", "ngoai", "tam", "rieng":
			return true
		}
	}
	return false
}

// dashedPercent tells "2-80%" (line 2) from "50-60%" (a range) at the dash i.
func dashedPercent(tokens []token, i int) bool {
	line, value := tokenAt(tokens, i-1), tokenAt(tokens, i+1)
	return value.kind == number && wordAt(tokens, i+2) == "%" && line.n < 10 && value.n-line.n > 20
}

var chatLexicon = &lexicon
