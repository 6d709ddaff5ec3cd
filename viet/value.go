package viet

import (
	"math"
	"strconv"
	"strings"
)

// Value is a number that a reply gives of what a target counts: "đạt 99,2%",
// "12/17 đơn vị", "1.245 hồ sơ". What is planned, denied, left or quoted from
// elsewhere ("phấn đấu 99%", "chưa đạt 99%", "chỉ tiêu 99%") is none.
type Value struct {
	Number  float64 `json:"number"`       // 99,2 is 99.2, 1.245 is 1245
	Of      float64 `json:"of,omitempty"` // the whole of "12/17"; zero: none was said
	Percent bool    `json:"percent,omitempty"`
	// Noun is what is counted and About what stands before the number, both
	// without the words that say nothing: "đơn vị", "hồ sơ đúng hạn".
	Noun  string `json:"noun,omitempty"`
	About string `json:"about,omitempty"`
	// Reached: "đạt" or "tỷ lệ" stands before it, so that it is more than how far
	// the work is.
	Reached bool `json:"reached,omitempty"`
	// Doubt: it is hedged, hearsay, or only about so.
	Doubt bool `json:"doubt,omitempty"`
	// Added: it comes on top of what was before, which it does not say.
	Added bool   `json:"added,omitempty"`
	Text  string `json:"text"` // as it was written, with what is counted
}

// ParseValue reads the answer to how much a target has reached: one number,
// alone or with what it counts, and nothing but politeness beside it.
func ParseValue(text string) (Value, bool) {
	text = Clean(text)
	tokens := tokenize(text)
	v := valueReader{tokens: tokens, text: text, bare: true}
	list := v.read()
	if len(list) != 1 || v.saysMore() {
		return Value{}, false
	}
	return list[0], true
}

// valuesIn reads the values of a piece; only says that the piece says nothing
// else.
func valuesIn(tokens []token, text string) (list []Value, only bool) {
	for i := range tokens {
		if tokens[i].kind == number {
			v := valueReader{tokens: tokens, text: text}
			list = v.read()
			return list, len(list) > 0 && !v.saysMore()
		}
	}
	return nil, false
}

// valueReader reads the numbers of a piece in their order.
type valueReader struct {
	tokens []token
	text   string
	bare   bool // a number alone is a value
	from   int  // where the words about the next number begin at the earliest
	spans  [][2]int
}

func (v *valueReader) read() (list []Value) {
	for i := 0; i < len(v.tokens); {
		if _, n := documentAt(v.tokens, i); n > 0 {
			i += n
			v.from = i
			continue
		}
		t := v.tokens[i]
		if t.kind != number {
			if t.line || t.kind == punct && strings.ContainsAny(t.fold, ",;:.()!?–") {
				v.from = i
			}
			i++
			continue
		}
		found, end := v.at(i)
		if end > i {
			if found.Text != "" {
				list = append(list, found)
			}
			v.from, i = end, end
			continue
		}
		i++
	}
	return list
}

// at reads the number at i with what belongs to it. A number that is no value
// is stepped over: its Text is empty.
func (v *valueReader) at(i int) (found Value, end int) {
	n, end, plain := amountAt(v.tokens, i)
	if end == i {
		return found, i + 1
	}
	if found.Number = n; v.negative(i) {
		found.Number = -n
	}
	whole := end
	if w := wordAt(v.tokens, end); w == "/" || w == "tren" && tokenAt(v.tokens, end+1).kind == number {
		if of, k, _ := amountAt(v.tokens, end+1); k > end+1 {
			found.Of, end = of, k
		}
	}
	if wordAt(v.tokens, end) == "/" { // 12/3/2026
		return Value{}, end + 1
	}
	if k := percentSign(v.tokens, end); k > 0 {
		found.Percent, end = found.Of == 0, end+k
	}
	number := end
	end = v.noun(end, &found)
	dated := found.Of != 0 && plain && !counted.has(tokenAt(v.tokens, number))
	switch {
	case v.refers(i), dated && !v.bare, found.Of != 0 && found.Of < 1:
		return Value{}, max(number, whole)
	case !v.bare && !found.Percent && found.Noun == "", timeWords.has(tokenAt(v.tokens, number)):
		return Value{}, number
	}
	if !v.said(i, number, end, &found) {
		return Value{}, end
	}
	found.Text = strings.TrimSpace(v.text[v.start(i):v.tokens[end-1].end])
	v.spans = append(v.spans, [2]int{v.from, end})
	return found, end
}

// amountAt reads a number as it is written in Vietnamese: 1.245 and 1.245,5
// with points for thousands, 99,2 with a decimal comma; also 99.2, which has no
// thousands. plain says that it is digits alone.
func amountAt(tokens []token, i int) (n float64, end int, plain bool) {
	t := tokenAt(tokens, i)
	if t.kind != number || i >= len(tokens) {
		return 0, i, false
	}
	glued := func(k int, sign string) bool {
		mark, next := tokenAt(tokens, k), tokenAt(tokens, k+1)
		return k+1 < len(tokens) && mark.fold == sign && !mark.space && next.kind == number && !next.space
	}
	digits, end := t.text, i+1
	for len(digits) <= 12 && len(t.text) <= 3 && glued(end, ".") && len(tokens[end+1].text) == 3 {
		digits, end = digits+tokens[end+1].text, end+2
	}
	fraction := ""
	if glued(end, ",") || glued(end, ".") && end == i+1 && len(tokens[end+1].text) <= 2 {
		fraction, end = tokens[end+1].text, end+2
	}
	n, err := strconv.ParseFloat(digits+"."+fraction+"0", 64)
	if err != nil || math.Abs(n) >= 1e12 {
		return 0, i, false
	}
	return n, end, end == i+1
}

// negative reports whether a sign before the number at i makes it one: "-5%".
func (v *valueReader) negative(i int) bool {
	sign := tokenAt(v.tokens, i-1)
	return i > 0 && (sign.fold == "-" || sign.fold == "–") && sign.space && !v.tokens[i].space
}

// start is where the number at i begins in the text.
func (v *valueReader) start(i int) int {
	if v.negative(i) {
		i--
	}
	return v.tokens[i].start
}

// refers reports whether the number at i names something: "ngày 20", "lần 2",
// or belongs to a word or a date.
func (v *valueReader) refers(i int) bool {
	before := tokenAt(v.tokens, i-1)
	if i == 0 || v.tokens[i].line {
		return false
	}
	if !v.tokens[i].space && !v.negative(i) && (before.kind == word || strings.Contains("/-–.", before.fold) && before.kind == punct && !before.space) {
		return true
	}
	return numbered.has(before) || before.text == "thứ"
}

// numbered are words whose number is a name.
var numbered = newWordSet(`ngày tháng năm quý tuần lần đợt số việc mục điều khoản phụ lúc khóa cấp mùng qđ cv vb kh giờ iso`)

// noun reads what is counted, the words behind a number up to what is said of
// it, and returns where they end.
func (v *valueReader) noun(i int, found *Value) int {
	var words []string
	for n := 0; n < mostNoun && i < len(v.tokens); n++ {
		t := v.tokens[i]
		if t.kind != word || t.line || nounEnds.has(t) || t.text == "vì" {
			break
		}
		if !sayNothing.has(t) {
			words = append(words, t.text)
		}
		i++
	}
	found.Noun = strings.Join(words, " ")
	return i
}

// mostNoun is how many words of what is counted are read.
const mostNoun = 8

var (
	// nounEnds are words that say something of what is counted.
	nounEnds = newWordSet("tại của cho với về hay đã đang chưa không ko được dc đạt xong rồi hoàn là còn nhưng sẽ đến trong nhé nha ạ em anh chị sếp mới so tăng giảm và do nữa thì")
	// sayNothing are words that do not tell one target from another.
	sayNothing = newWordSet(`đạt được dc đã mới là lệ hiện nay tổng số có với kết quả khoảng gần hơn trên rồi em anh chị ạ báo cáo của các đến và
		trong về thì chung tầm ước chắc vâng thưa nhé tại cho thêm lên xuống còn tính giờ tiêu nhưng mức tôi mình bên`)
)

// stance is what the words before a number make of it.
type stance uint8

const (
	noStance stance = iota
	isReached
	isSaid    // it holds, whatever was compared with before
	isPlanned // or denied
	isOthers  // what somebody else states, or another period
)

var (
	stancePhrases = newPhrases(map[string]stance{
		"ty le": isReached, "ti le": isReached, "phan dau": isPlanned, "du kien": isPlanned, "muc tieu": isPlanned, "de ra": isPlanned,
		"chi tieu": isOthers, "ke hoach": isOthers, "yeu cau": isOthers, "so voi": isOthers, "cung ky": isOthers, "ky truoc": isOthers,
		"quy truoc": isOthers, "thang truoc": isOthers, "tuan truoc": isOthers, "lan truoc": isOthers, "nam truoc": isOthers, "nam ngoai": isOthers,
	})
	stanceWords = map[stance]wordSet{
		isReached: newWordSet("đạt"), isSaid: newWordSet("được dc"), isPlanned: newWordSet("sẽ cần phải chưa không ko thiếu hụt"), isOthers: newWordSet("giao"),
	}
)

func (v *valueReader) stance(k int) stance {
	if s, n := stancePhrases.at(v.tokens, k); n > 0 {
		return s
	}
	for s := isReached; s <= isOthers; s++ {
		if stanceWords[s].has(v.tokens[k]) {
			return s
		}
	}
	return noStance
}

// said reads the words before a number, and those behind it, for what they make
// of it. It reports false when the number is not what was reached.
func (v *valueReader) said(i, number, end int, found *Value) bool {
	others := false
	for k := v.from; k < i; k++ {
		switch v.stance(k) {
		case isReached:
			found.Reached, others = true, false
		case isSaid:
			others = false
		case isPlanned:
			return false
		case isOthers:
			others = true
		}
	}
	v.about(i, found)
	before, after := wordAt(v.tokens, i-1), wordAt(v.tokens, number)
	switch {
	case others:
		return false
	case before == "con" && wordAt(v.tokens, i-2) != "giam" && wordAt(v.tokens, i-2) != "xuong", before == "tang" || before == "giam":
		return false // what is left, or the difference
	case before == "tu" && (after == "len" || after == "xuong" || after == "den"):
		return false // "từ 98% lên 99%"
	}
	switch before {
	case "khoang", "tam", "gan", "hon", "tren", "chung", "uoc":
		found.Doubt = true
	case "them":
		found.Added = true
	}
	switch wordAt(v.tokens, end) {
	case "chua", "khong", "con":
		return false // "5 đơn vị chưa nộp"
	case "nua":
		found.Added = true
	}
	return true
}

// about keeps the words before a number that tell of what it is: not those of
// how the work goes, "cập nhật 85%".
func (v *valueReader) about(i int, found *Value) {
	work := map[int]bool{}
	for _, h := range chatLexicon.scan(v.tokens[v.from:i]) {
		found.Doubt = found.Doubt || h.signal == sigHedge || h.signal == sigIf
		switch h.signal {
		case sigHedge, sigIf, sigDone, sigAct, sigSubmit, sigWork, sigOngoing, sigPast, sigGreet, sigReceipt:
			for k := h.at; k < h.end; k++ {
				work[v.from+k] = true
			}
		}
	}
	var words []string
	for k := v.from; k < i; k++ {
		t := v.tokens[k]
		share := (t.fold == "ty" || t.fold == "ti") && wordAt(v.tokens, k+1) == "le"
		if t.kind == word && !work[k] && !share && !sayNothing.has(t) {
			words = append(words, t.text)
		}
	}
	found.About = strings.Join(words, " ")
}

// saysMore reports whether beside the values a state of the work is told, or
// anything else that is to be judged.
func (v *valueReader) saysMore() bool {
	for _, h := range chatLexicon.scan(v.tokens) {
		inside := false
		for _, s := range v.spans {
			inside = inside || s[0] <= h.at && h.end <= s[1]
		}
		switch h.signal {
		case sigFiller, sigPast, sigAlready, sigGreet, sigReceipt, sigCause, sigFull, sigLimit, sigHedge:
		case sigDone, sigNotYet, sigNot, sigDenied, sigBlocked, sigWait, sigMissing, sigExtend, sigHand, sigSame, sigLater, sigOngoing, sigBegin, sigDraft, sigFuture, sigQuestion, sigWh, sigAgain:
			return true
		default:
			if !inside {
				return true
			}
		}
	}
	for i, t := range v.tokens {
		if t.kind != number || !v.bare {
			continue
		}
		inside := false
		for _, s := range v.spans {
			inside = inside || s[0] <= i && i < s[1]
		}
		if !inside {
			return true
		}
	}
	return false
}
