package viet

import "slices"

// What makes an end that of a part, or of a step before the work.

// firstParts are the first of several; folded. "đầu tháng" and the like are times.
var firstParts = newPhrases(map[string]bool{"dau tien": true, "thu nhat": true, "trang dau": true, "phan dau": true, "tang dau": true, "doan dau": true, "chang dau": true, "bo dau": true, "muc luc": true})

// roughly stand before a rough number, which counts something on the way.
var roughly = newWordSet("tầm cỡ hơn khoảng gần độ chừng mới được ngót")

// rough are the numbers that nobody counted.
var rough = map[string]bool{"chuc": true, "tram": true, "nghin": true, "ngan": true}

// directs make another word of "chỉ": "chỉ tiêu", "chỉ thị"; onlyBare follow it without its mark.
var (
	directs  = map[string]bool{"thi": true, "tieu": true, "dao": true, "so": true, "dinh": true}
	onlyBare = map[string]bool{"moi": true, "to": true, "xa": true, "duoc": true}
)

// partOnly reports whether the end at hit k is that of some of it: "chỉ tổ 1 xong", "xong tầm
// chục bộ", "xong trang đầu".
func (c *clause) partOnly(k int) bool {
	at, end := c.hits[k].at-c.at, c.hits[k].end-c.at
	for i, t := range c.tokens[:at] {
		next := tokenAt(c.tokens, i+1)
		switch {
		case i == at-1 || wordAt(c.tokens, i-1) == "khong":
		case t.text == "chỉ" && !directs[next.fold], t.text == "chi" && onlyBare[next.fold]:
			if i == c.firstWord() {
				return true // "chỉ tổ 1 xong"
			}
		case t.text == "mỗi":
			if i == c.firstWord() || wordAt(c.tokens, i-1) == "co" {
				return true
			}
		case t.fold == "duy" && next.fold == "nhat":
			return true
		}
	}
	if tokenAt(c.tokens, end).text == "mấy" || wordAt(c.tokens, end) == "may" {
		return true // "xong mấy mục đầu"
	}
	for i := end; i < len(c.tokens); i++ {
		if _, n := firstParts.at(c.tokens, i); n > 0 && i > end-1 && wordAt(c.tokens, i+n) != "nam" {
			return true
		}
		if roughly.has(c.tokens[i]) && rough[wordAt(c.tokens, i+1)] {
			return true
		}
	}
	return false
}

// preludes are the objects and steps that an end may be said of before the work begins, in
// the two words before or behind "xong"; folded.
var (
	preludesBefore = newPhrases(map[string]bool{"chia viec": true, "phan viec": true, "dong tho": true, "khoi cong": true, "dang nhap": true, "nghi phep": true, "nghi le": true, "vua sinh": true, "do mong": true, "moi thau": true, "so lieu": true, "phu luc": true, "thuc dia": true, "lay mau": true, "phat phieu": true, "danh may": true, "chay so": true, "to trinh": true, "nhan viec": true})
	preludesBehind = newPhrases(map[string]bool{"bieu mau": true, "hop dong voi": true, "nhiem ky": true, "lop chinh": true, "com": true})
)

// prelude reports whether the end at a hit is that of what comes before the work, or of
// something else: "động thổ xong rồi", "tải xong biểu mẫu".
func (c *clause) prelude(h hit) bool {
	at, end := h.at-c.at, h.end-c.at
	if _, n := preludesBefore.at(c.tokens, at-2); at >= 2 && n == 2 {
		return true
	}
	_, n := preludesBehind.at(c.tokens, end)
	return n > 0
}

// ordered reports whether a clause tells others to reach an end: "các bạn làm xong rồi báo cáo
// tôi", "@Hà nộp xong".
func (c *clause) ordered(k int) bool {
	if c.index == 0 && c.tokens[0].fold == "@" {
		return true
	}
	i := c.firstWord()
	switch pairAt(c.tokens, i) {
	case "cac ban", "moi nguoi", "cac em", "cac dong", "cac chau":
	default:
		return false
	}
	return !slices.ContainsFunc(c.hits[:k], func(h hit) bool { return h.signal == sigPast })
}

// asksToMark reports whether the end at hit k is what the office is asked to mark: "tick xong
// giúp chị".
func (c *clause) asksToMark(k int) bool {
	at := c.hits[k].at - c.at
	_, n := marking.at(c.tokens, max(at-1, 0))
	help := wordAt(c.tokens, c.hits[k].end-c.at)
	if at > 0 && n == 1 && (help == "giup" || help == "ho" || help == "gium") {
		return true
	}
	_, n = marking.at(c.tokens, max(at-2, 0))
	return at > 1 && n == 2 && c.requests() // "đề nghị VP đánh dấu hoàn thành"
}

// praises reports whether a clause thanks others, or wishes them an end: "cảm ơn các đồng chí
// đã hoàn thành".
func (c *clause) praises() bool {
	i := c.firstWord()
	switch pairAt(c.tokens, i) {
	case "cam on", "chuc cac", "chuc sep", "chuc anh", "chuc chi", "chuc bac", "chuc co", "chuc chu", "chuc em", "bieu duong", "khen ngoi", "hoan nghenh", "tuyen duong":
		return true
	}
	return false
}

// grants are what comes from others before the work: "thông tư ban hành rồi", "kinh phí duyệt
// rồi"; folded.
var grants = newPhrases(map[string]bool{"thong tu": true, "nghi dinh": true, "kinh phi": true, "von": true, "nguon": true})

// reporting are bodies that may answer for themselves; folded.
var reporting = newPhrases(map[string]bool{"chi cuc": true, "vien": true, "ban quan ly": true, "bql": true, "thanh tra": true, "cong an": true, "bao hiem": true})

// agentEnds reports whether the subject of an end is somebody outside, or what comes from
// there: "huyện nộp rồi", "tư vấn làm xong rồi".
func (c *clause) agentEnds(at int) bool {
	i := c.firstWord()
	if _, n := grants.at(c.tokens, i); n > 0 && c.at+i+n <= at && c.subjectOf(at-c.at) == theMeans {
		return true
	}
	h := subjectLexicon.first(c.tokens[i:])
	if _, n := reporting.at(c.tokens, i); n > 0 || h.signal != sigAgent || c.at+i+h.end > at || h.folded && h.end == 1 && homographs[c.tokens[i].fold] {
		return false
	}
	for _, t := range c.tokens[i+h.end : at-c.at] {
		if ownWords[t.fold] || isPerson(t.fold) || t.fold == "giao" || t.fold == "phong" {
			return false
		}
	}
	return c.subjectOf(at-c.at) == others
}

// othersEnd reports whether an end is said of another unit, whatever its name: "xã kia nộp
// rồi", "phòng Nội vụ họ xong hết rồi".
func (c *clause) othersEnd(at int) bool {
	if c.agentEnds(at) {
		return true
	}
	for i, t := range c.tokens[:at-c.at] {
		switch t.text {
		case "kia":
			if i > 0 && subjectLexicon.first(c.tokens[i-1:]).signal == sigUnit {
				return true
			}
		case "họ":
			return true
		case "khác":
			if i > 1 && subjectLexicon.first(c.tokens[i-2:]).signal == sigUnit || i > 0 && subjectLexicon.first(c.tokens[i-1:]).signal == sigUnit {
				return true
			}
		case "bên":
			if i > 0 && (wordAt(c.tokens, i-1) == "dua" || wordAt(c.tokens, i-1) == "nguoi") {
				return true // "mấy đứa bên Đoàn"
			}
		}
	}
	return false
}
