package viet

import "slices"

// percentAt is a percent that was said, tokens [at, end).
type percentFound struct {
	value   int
	at, end int
	scope   bool // "100% TTHC": of what, not how far
}

// percents finds how far the work is said to be: "70%", "bảy mươi phần trăm",
// "còn 5%" (95), "một nửa", "3/4 công việc". Shares of something else
// ("100% TTHC", "99,9%") are marked as scope.
func percents(tokens []token) []percentFound {
	var list []percentFound
	for i := 0; i < len(tokens); i++ {
		p, ok := percentAt(tokens, i)
		if !ok {
			continue
		}
		list = append(list, p)
		i = p.end - 1
	}
	return list
}

func percentAt(tokens []token, i int) (percentFound, bool) {
	if v, n := shareAt(tokens, i); n > 0 {
		if tokens[i].kind == number && remains(tokens, i) {
			v = 100 - v
		}
		return percentFound{value: v, at: i, end: i + n}, true
	}
	v, n := wholeNumber(tokens, i)
	if n == 0 {
		return percentFound{}, false
	}
	end := i + n
	if w := wordAt(tokens, end); w == "-" || w == "–" || w == "den" { // 50-60%
		if high, k := wholeNumber(tokens, end+1); k > 0 && percentSign(tokens, end+1+k) > 0 {
			if high < v || high-v > widestRange {
				return percentFound{}, false
			}
			end += 1 + k
		}
	}
	if high := tokenAt(tokens, end); n == 1 && tokens[i].kind == number && high.kind == number && high.space && v >= 10 && high.n > v && high.n-v <= widestPair && percentSign(tokens, end+1) > 0 {
		end++ // "70 75%"
	}
	k := percentSign(tokens, end)
	if k == 0 {
		return percentFound{}, false
	}
	end += k
	p := percentFound{value: v, at: i, end: end}
	if w := wordAt(tokens, i-1); (w == "," || w == ".") && tokenAt(tokens, i-2).kind == number && !tokens[i].space {
		p.scope = true // 99,9%
	}
	if v > 100 || scopeFollows(tokens, end) && !reachedBefore(tokens, i) {
		p.scope = true
	}
	if before := wordAt(tokens, i-1); before == "tieu" || before == "giao" {
		p.scope = true // "chỉ tiêu 95%"
	}
	if rateBefore(tokens, i) {
		p.scope = true // "tỷ lệ đúng hạn đạt 98%"
	}
	if wordAt(tokens, i-1) == "them" {
		p.scope = true // "thêm 10%"
	}
	if remains(tokens, i) {
		p.value = 100 - v
	}
	return p, true
}

// widestRange is how far apart the ends of "50-60%" may be.
const widestRange = 30

// widestPair is how far apart the ends of "70 75%" may be, without a dash.
const widestPair = 10

// wholeNumber reads a number up to 100 in figures, or in words.
func wholeNumber(tokens []token, i int) (value, n int) {
	if v, n := smallNumber(tokens, i); n > 0 && v < 10 && wordAt(tokens, i+n) == "chuc" {
		return 10 * v, n + 1 // "bốn chục phần trăm"
	}
	if v, n := smallNumber(tokens, i); n == 1 && v > 1 && v < 10 && tokens[i].kind == word {
		switch tokenAt(tokens, i+1).text {
		case "lăm", "nhăm", "lam":
			return 10*v + 5, 2 // "năm lăm phần trăm"
		case "mốt":
			return 10*v + 1, 2
		}
	}
	t := tokenAt(tokens, i)
	if t.kind == number {
		if t.n < 0 || t.n > 999 {
			return 0, 0
		}
		return t.n, 1
	}
	return smallNumber(tokens, i)
}

func percentSign(tokens []token, i int) int {
	switch wordAt(tokens, i) {
	case "%":
		return 1
	case "phan":
		if wordAt(tokens, i+1) == "tram" {
			return 2
		}
	}
	return 0
}

// shareAt reads "một nửa", "nửa" and "3/4 công việc".
func shareAt(tokens []token, i int) (value, n int) {
	switch wordAt(tokens, i) {
	case "nua":
		if tokens[i].text == "nữa" || wordAt(tokens, i-1) == "con" || wordAt(tokens, i-1) == "ngay" {
			return 0, 0
		}
		before := wordAt(tokens, i-1)
		if before == "hon" && !timeWords.has(tokenAt(tokens, i+1)) && (wordAt(tokens, i-2) == "duoc" || wordAt(tokens, i-2) == "xong") {
			return 50, 1 // "được hơn nửa"
		}
		if before == "mot" || before == "duoc" || before == "phan" || before == "xong" || before == "dc" || before == "1" ||
			(before == "tam" || before == "khoang" || before == "chung" || before == "co") && (wordAt(tokens, i+1) == "roi" || i+1 == len(tokens)) {
			return 50, 1
		}
	}
	if v, n := shareInWords(tokens, i); n > 0 {
		return v, n
	}
	a, b := tokenAt(tokens, i), tokenAt(tokens, i+2)
	if a.kind != number || b.kind != number || wordAt(tokens, i+1) != "/" || a.n < 1 || b.n < a.n || b.n > 100 {
		return 0, 0
	}
	switch {
	case wordAt(tokens, i+3) == "chang" && wordAt(tokens, i+4) == "duong", wordAt(tokens, i+3) == "cong" && wordAt(tokens, i+4) == "viec", wordAt(tokens, i+3) == "khoi" && wordAt(tokens, i+4) == "luong":
		return a.n * 100 / b.n, 5
	}
	switch wordAt(tokens, i-1) {
	case "dat":
		if rateOfWork(tokens, i-1) {
			return a.n * 100 / b.n, 3 // "khối lượng công việc đạt 4/5"
		}
	case "con":
		if a.n < b.n && b.n <= 5 && wordAt(tokens, i+3) == "nua" {
			return a.n * 100 / b.n, 3 // "còn 1/4 nữa"
		}
	case "khoang", "duoc", "hon", "gan", "dc":
		if a.n < b.n && b.n <= 5 && tokenAt(tokens, i+3).kind != number && wordAt(tokens, i+3) != "/" && !countNouns[wordAt(tokens, i+3)] {
			return a.n * 100 / b.n, 3 // "khoảng 1/3"
		}
	}
	return 0, 0
}

// rateOfWork reports whether the words before i say of the work how far it is:
// "khối lượng công việc", "tiến độ".
func rateOfWork(tokens []token, i int) bool {
	switch pairAt(tokens, i-2) {
	case "khoi luong", "cong viec", "tien do":
		return true
	}
	return false
}

// shareInWords reads "ba phần tư", "9 phần 10"; "100 phần trăm" is none.
func shareInWords(tokens []token, i int) (value, n int) {
	v, n := smallNumber(tokens, i)
	if n == 0 || v < 1 || wordAt(tokens, i+n) != "phan" || tokens[i+n].marked() && tokens[i+n].text != "phần" {
		return 0, 0
	}
	of, k := ordinalNumber(tokens, i+n+1)
	if k == 0 || of < v || of > 10 || of < 2 {
		return 0, 0
	}
	return v * 100 / of, n + 1 + k
}

// rateBefore reports whether "tỷ lệ" stands before a percent and is not that of
// what has been done.
func rateBefore(tokens []token, i int) bool {
	for j := i - 1; j >= 0 && j >= i-6 && tokens[j].kind == word; j-- {
		switch tokens[j].fold {
		case "thanh", "khai", "viec", "luong", "ngan":
			return false
		case "hien":
			if wordAt(tokens, j-1) == "thuc" {
				return false
			}
		case "le":
			return wordAt(tokens, j-1) == "ty" || wordAt(tokens, j-1) == "ti"
		}
	}
	return false
}

// remains reports whether "còn" stands before a percent: what is left.
func remains(tokens []token, i int) bool {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		switch wordAt(tokens, j) {
		case "con":
			return wordAt(tokens, j-1) != "giam" && wordAt(tokens, j-1) != "xuong"
		case "khoang", "moi", "co", "lai", "chung", "tam", "dung", "do", "von", "ven", "chi":
		default:
			return false
		}
	}
	return false
}

func reachedBefore(tokens []token, i int) bool {
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		switch wordAt(tokens, j) {
		case "duoc", "dc", "dat":
			return true
		}
	}
	return false
}

// scopeFollows reports whether a noun follows a percent: "100% TTHC".
func scopeFollows(tokens []token, i int) bool {
	t := tokenAt(tokens, i)
	if i >= len(tokens) || t.kind != word || t.line {
		return false
	}
	if t.fold == "so" && wordAt(tokens, i+1) != "voi" && tokenAt(tokens, i+1).kind == word && t.text != "sợ" {
		return true // "100% số hộp"
	}
	if t.fold == "so" || t.fold == "cong" && wordAt(tokens, i+1) == "viec" || t.fold == "khoi" || t.fold == "ke" || t.fold == "tien" {
		return false
	}
	if t.fold == "thu" && wordAt(tokens, i+1) == "tuc" {
		return true // "100% thủ tục"
	}
	if t.fold == "thu" || t.fold == "mai" || t.fold == "tuan" || t.fold == "cuoi" || t.fold == "den" || t.text == "nữa" || t.text == "nua" {
		return false
	}
	if particles.has(t) {
		return false
	}
	h := chatLexicon.first(tokens[i:min(i+4, len(tokens))])
	_, n := ofWhat.at(tokens, i)
	return h.end == 0 || h.signal == sigOutside || n > 0
}

// ofWhat are nouns of which a share may be said, among words that say nothing;
// folded.
var ofWhat = newPhrases(map[string]bool{"can bo": true, "giao vien": true, "doi tuong": true, "tai lieu": true, "tai san": true, "tai khoan": true,
	"co so": true, "co quan": true, "quy trinh": true, "chuong trinh": true, "cong trinh": true, "quyet dinh": true, "chu ky": true})

// particles close what is said and name nothing.
var particles = newWordSet("ấy á đó đấy nhỉ hà hả thui nì nờ hỉ nhở chứ chớ mà nữa thôi rồi luôn lận hén hè ha")

// percent returns how far the work is said to be; with a bare number when one
// can only be a percent. Of "từ 60% lên 80%" and "tuần trước 50% giờ được 70%"
// the second holds; two others in one piece give none. What is only planned is
// not reached.
func (r *reading) percent(bare bool) (int, bool) {
	var last percentFound
	found := false
	for _, p := range r.percents {
		if p.scope || r.planned(p) || r.earlier(p) {
			continue
		}
		if found && p.value != last.value && !r.raised(last, p) && !r.now(p) {
			return 0, false
		}
		last, found = p, true
	}
	if !found && bare {
		return r.bareNumber()
	}
	return last.value, found
}

// bareNumber reads a piece that is a number up to 100 and fillers.
func (r *reading) bareNumber() (int, bool) {
	if len(r.tokens) > longestLead {
		return 0, false
	}
	ws := words(r.tokens)
	about := false
	if len(ws) > 2 && (ws[0].fold == "tien" && ws[1].fold == "do" || ws[0].fold == "khoi" && ws[1].fold == "luong") {
		ws = ws[2:]
	}
	for len(ws) > 1 && (isYes(ws[0]) || politeWords[ws[0].fold] || aboutWords[ws[0].fold] && ws[0].text != "tám") {
		about = about || aboutWords[ws[0].fold]
		ws = ws[1:]
	}
	if v, n := smallNumber(ws, 0); about && n > 1 && v >= 10 {
		return v, !slices.ContainsFunc(ws[n:], func(t token) bool { return !isFiller(t) })
	}
	if about && ws[0].n < 10 {
		return 0, false // "được 3": of how many is not said
	}
	if len(ws) < 1 || len(ws) > 3 || ws[0].kind != number || ws[0].n < 0 || ws[0].n > 100 || len(r.dates) > 0 {
		return 0, false
	}
	for _, w := range ws[1:] {
		if !isFiller(w) {
			return 0, false
		}
	}
	return ws[0].n, true
}

// aboutWords stand before a bare number: "gần 60".
var aboutWords = map[string]bool{"gan": true, "hon": true, "khoang": true, "tam": true, "tren": true, "duoc": true, "dat": true, "chung": true}

// bareShare reads what is said of a line and is nothing but a number too high
// for a line, and fillers: "3 thì 50".
func (r *reading) bareShare() (int, bool) {
	if len(r.tokens) > 6 || len(r.dates) > 0 {
		return 0, false
	}
	value, found := 0, false
	for _, w := range r.tokens {
		switch {
		case w.kind == punct && !startsEmoji(w.text):
		case w.kind == number && !found && w.n > mostLines && w.n <= 100:
			value, found = w.n, true
		case w.kind == number || !isFiller(w):
			return 0, false
		}
	}
	return value, found
}

// planned reports whether a percent is that of a day to come: "cuối tháng đạt
// 90%", "phấn đấu 80%".
func (r *reading) planned(p percentFound) bool {
	c := r.clauseAt(p.at)
	for _, h := range c.hits {
		if (h.signal == sigFuture || h.signal == sigSometime && !c.said()) && h.at < p.at && wordAt(r.tokens, h.at) != "can" && wordAt(r.tokens, h.at) != "moi" {
			return true
		}
	}
	for i := max(c.at, p.at-5); i+1 < p.at; i++ {
		switch r.tokens[i].fold + " " + r.tokens[i+1].fold {
		case "yeu cau", "dang ky", "chi tieu", "muc tieu":
			return !c.said()
		}
	}
	for _, d := range c.dates {
		if d.end <= p.at && (d.later || r.tokens[d.at].fold == "cuoi" && d.ahead > r.ctx.Today) {
			return true
		}
	}
	return false
}

// onlyPlanned reports whether a percent is said, and each that is said is
// planned.
func (r *reading) onlyPlanned() bool {
	for _, p := range r.percents {
		if p.scope || !r.planned(p) {
			return false
		}
	}
	return len(r.percents) > 0
}

// earlier reports whether a percent is that of a day of the past: "tuần trước
// 50%".
func (r *reading) earlier(p percentFound) bool {
	for _, d := range r.clauseAt(p.at).dates {
		if d.past && d.end <= p.at && p.at-d.end <= 2 {
			return true
		}
	}
	return false
}

// raised reports whether nothing but "lên" or an arrow stands between two
// percents.
func (r *reading) raised(from, to percentFound) bool {
	if to.at-from.end > 2 || to.at == from.end {
		return false
	}
	for _, t := range r.tokens[from.end:to.at] {
		switch t.fold {
		case "len", "den", "toi", "sang", "thanh", "→", "-", "–", ">", "➡":
		default:
			return false
		}
	}
	return true
}

// now reports whether "nay", "giờ" or "hiện" stands close before a percent.
func (r *reading) now(p percentFound) bool {
	for i := p.at - 1; i >= 0 && i >= p.at-3; i-- {
		switch r.tokens[i].fold {
		case "nay", "gio", "hien":
			return true
		}
	}
	return false
}
