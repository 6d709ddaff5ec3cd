package viet

import "strings"

// sending is where what was sent leads.
type sending uint8

const (
	toTheEnd sending = iota // the report itself, or no word of sending
	onward                  // for others to go on with: "gửi lấy ý kiến"
	unsaid                  // to somebody, and not said what: "đã gửi VP"
)

// What stands beside a word of sending: the result itself, a letter, which asks
// for something more often than it ends a task, or what others do with it.
const (
	sigResult signal = iota + 1
	sigLetter
	sigReview
	sigPurpose
)

var sendLexicon = newLexicon(map[signal]string{
	sigResult:  "báo cáo | bc | hồ sơ | số liệu | kết quả | danh sách | biểu | file | minh chứng | tài liệu | sản phẩm | đầy đủ | đủ | ý kiến | bản cứng | bản chính",
	sigLetter:  "văn bản | vb | công văn | cv | tờ trình | ttr | phiếu | giấy mời | thư | đề nghị",
	sigReview:  "thẩm định | xem xét | góp ý | cho ý kiến | duyệt | phê duyệt | ký | đóng dấu | phát hành | kiểm tra | rà soát",
	sigPurpose: "xin | lấy | lấy ý kiến | xin ý kiến | trình | để",
})

// firstHit returns the token at which the first phrase of a signal begins, -1
// without one.
func firstHit(hits []hit, s signal) int {
	for _, h := range hits {
		if h.signal == s {
			return h.at
		}
	}
	return -1
}

// sent tells what "gửi", "nộp" or "chuyển" at hit k amounts to.
func (r *reading) sent(c *clause, k int) sending {
	h := c.hits[k]
	verb := wordAt(r.tokens, h.at)
	if verb != "gui" && verb != "chuyen" && verb != "nop" {
		return toTheEnd
	}
	before, after := c.tokens[:h.at-c.at], c.tokens[h.end-c.at:]
	hits := sendLexicon.scan(after)
	result, letter, review := firstHit(hits, sigResult), firstHit(hits, sigLetter), firstHit(hits, sigReview)
	switch {
	case firstHit(hits, sigPurpose) >= 0:
		return onward
	case result >= 0 && (review < 0 || result < review) && (letter < 0 || result < letter):
		return toTheEnd
	case review >= 0, letter >= 0 && !strings.Contains(r.document, "/BC"):
		return onward
	case letter >= 0, verb == "nop", firstHit(sendLexicon.scan(before), sigResult) >= 0:
		return toTheEnd
	}
	for i := h.end; i < c.end; i++ {
		switch signalAt(r.tokens, i, c.end) {
		case sigOutside, sigInside:
			return unsaid
		case sigFiller, sigAsk: // "cho VP"
			continue
		}
		switch r.tokens[i].fold {
		case "cac":
			return unsaid
		case "email", "mail":
			continue
		}
		break
	}
	return toTheEnd
}

// governed reports whether the end at hit k is what somebody is asked or told
// to reach: "trình UBND ban hành", "giao phòng TCBC tổ chức". A document with a
// number has been issued.
func (c *clause) governed(k int) bool {
	end := c.hits[k].at - c.at
	for j := k - 1; j >= 0; j-- {
		h := c.hits[j]
		at := h.at - c.at
		switch h.signal {
		case sigPast:
			return false
		case sigSubmit, sigOrder, sigAsk:
		default:
			continue
		}
		if w := wordAt(c.tokens, at); h.signal == sigAsk && (w == "xin" || w == "cho") {
			continue
		}
		switch wordAt(c.tokens, at-1) {
		case "theo", "duoc", "cac", "nhung":
			continue
		}
		joined := false
		for i := at; i < end; i++ {
			joined = joined || c.tokens[i].fold == "va" || c.tokens[i].fold == ","
		}
		if joined {
			return false
		}
		for i := end; i < len(c.tokens); i++ {
			if d, n := documentAt(c.tokens, i); n > 0 && strings.Contains(d, "/") {
				return false
			}
		}
		return true
	}
	return false
}

// mostOrdinal is the highest number read as that of a part.
const mostOrdinal = 10

// ordinal reports whether the end at a hit is that of a numbered part: "xong
// vòng 1", "xong chương 2".
func (r *reading) ordinal(c *clause, h hit) bool {
	i := h.end
	for n := 0; n < 2 && i < c.end && r.tokens[i].kind == word; n++ {
		switch r.tokens[i].fold {
		case "ngay", "hom", "luc", "tu", "truoc", "so", "ban", "viec", "vu", "nv", "an", "quyet", "dinh", "de", "thu", "thang", "quy", "nam":
			return false
		}
		i++
	}
	t := tokenAt(r.tokens, i)
	if i == h.end || i >= c.end || t.kind != number || t.n < 1 || t.n > mostOrdinal || t.text[0] == '0' {
		return false
	}
	for _, d := range c.dates {
		if d.at <= i && i < d.end {
			return false
		}
	}
	next := tokenAt(r.tokens, i+1)
	return i+1 >= c.end || next.kind == punct && next.fold != "/" && next.fold != "%" || isFiller(next)
}

// goesOn notes that beside an end something is under way, comes or lacks.
// ended is set when an end was said before.
func (r *reading) goesOn(c *clause, ended bool, s *summary) {
	for k, h := range c.hits {
		switch h.signal {
		case sigOngoing, sigWait:
			s.goesOn = s.goesOn || !c.deniedBefore(k) && !r.pastIn(c)
		case sigNotYet:
			s.goesOn = s.goesOn || c.lacks(k)
		case sigAgain:
			s.goesOn = s.goesOn || ended && !c.done
		case sigBut:
			s.goesOn = s.goesOn || ended && !c.done && !c.remarks()
		}
	}
	first := 0
	for first < len(c.tokens)-1 && c.tokens[first].kind == punct {
		first++
	}
	switch wordAt(c.tokens, first) {
	case "con", "rieng": // "còn vòng 2"
		if next := wordAt(c.tokens, first+1); next != "gi" && next != "nua" && next != "lai" {
			s.goesOn = s.goesOn || ended && !c.done
		}
	}
	s.goesOn = s.goesOn || !c.done && r.comes(c)
}

// remarks reports whether what follows "nhưng" takes nothing from an end: that
// it came late, that the document is still missing.
func (c *clause) remarks() bool {
	if c.has(sigNoProof) || c.has(sigNot) && c.has(sigBlocked) {
		return true
	}
	for _, t := range c.tokens {
		switch t.fold {
		case "tre", "cham", "muon":
			return true
		}
	}
	return false
}

// stepOnly reports whether the end at a hit is that of a step ("họp xong",
// "soạn xong"), of an hour to come ("chiều xong", "17h xong"), or only the
// moment after which something is sent ("xong em gửi").
func (r *reading) stepOnly(c *clause, h hit) bool {
	if h.signal != sigDone {
		return false
	}
	last := tokenAt(r.tokens, h.at-1)
	if h.at <= c.at {
		last = token{}
	}
	switch wordAt(r.tokens, h.at-2) + " " + last.fold {
	case "soan thao", "chuan bi", "dang ky", "thu thap", "khao sat", "phan cong":
		return true
	}
	switch last.fold {
	case "soan", "viet", "hop", "in":
		return true
	}
	if c.said() || r.pastIn(c) {
		return false
	}
	switch last.text {
	case "trưa", "chiều", "tối", "đêm", "sáng", "trua", "chieu", "h", "giờ", "gio", "g":
		return true
	}
	i := h.end
	for n := 0; n < 2; n++ {
		switch wordAt(r.tokens, i) {
		case "em", "e", "anh", "chi", "minh", "toi", "phong", "ben", "thi", "la":
			i++
		}
	}
	if i >= c.end {
		return false
	}
	switch wordAt(r.tokens, i) {
	case "bao":
		return wordAt(r.tokens, i+1) != "cao" || i > h.end
	case "gui", "nop", "trinh", "chuyen", "nhan", "goi":
		return true
	}
	return false
}

// othersAct reports whether the subject of a clause is somebody outside: "Bộ đã
// làm xong", "bên thiết kế xong rồi".
func (c *clause) othersAct(at int) bool {
	for i := 0; i < at-c.at; i++ {
		for _, h := range c.hits {
			if h.at-c.at == i && h.signal != sigFiller && h.signal != sigOutside && h.signal != sigInside && h.signal != sigReceipt {
				return false
			}
		}
		next := wordAt(c.tokens, i+1)
		switch t := c.tokens[i]; t.fold {
		case "ubnd", "hdnd":
			return true
		case "bo":
			return t.text == "bộ" && next != "phan"
		case "nha":
			if next == "thau" {
				return true
			}
		case "kho":
			if next == "bac" {
				return true
			}
		case "cac":
			switch next {
			case "phong", "don", "xa", "so", "huyen", "nganh", "ben":
				return true
			}
		case "ben":
			switch next {
			case "em", "e", "minh", "toi", "phong", "m", "chung", "ta", "t":
				return false
			}
			return true
		}
	}
	return false
}

// otherOffice reports whether a clause begins with another department by its
// name: "Sở Tài chính".
func (c *clause) otherOffice(at int) bool {
	for i := 0; i+1 < at-c.at; i++ {
		t := c.tokens[i]
		if t.text == "sở" && c.tokens[i+1].kind == word {
			return true
		}
		if t.kind == word && !isFiller(t) && !isYes(t) {
			return false
		}
	}
	return false
}

// lacks reports whether "chưa" at hit k says that something is still missing.
// "chưa bao giờ trễ" and "chưa có vướng mắc" do not.
func (c *clause) lacks(k int) bool {
	switch wordAt(c.tokens, c.hits[k].end-c.at) {
	case "bao", "tung", "he", "tre", "cham", "muon", "qua":
		return false
	}
	for _, h := range c.hits[k+1:] {
		if h.signal == sigBlocked {
			return false
		}
	}
	return true
}

// pastIn reports whether a clause speaks of a day of the past.
func (r *reading) pastIn(c *clause) bool {
	for _, d := range c.dates {
		if d.past {
			return true
		}
	}
	return false
}

// near reports whether a day and month lie nearer in the past than ahead.
func (r *reading) near(d chatDate) bool {
	return d.figure && d.back != 0 && d.back < d.ahead && r.ctx.Today-d.back < d.ahead-r.ctx.Today
}

// The types of document that end a task when they have a number, and who
// issues such for others to carry out.
var issuedTypes = []string{"QĐ", "QD", "KH", "BC", "NQ", "TB", "HD", "QC", "CTR", "PA", "ĐA", "DA"}

// documented reports whether a numbered document of one's own is all that is
// said: "đã có QĐ 123/QĐ-SNV", "đã báo cáo tại văn bản 45/BC-CCVC".
func (r *reading) documented() bool {
	for i := range r.clauses {
		c := &r.clauses[i]
		if c.question || !c.has(sigPast) && !c.has(sigAlready) || c.has(sigReceipt) || c.has(sigNot) || c.has(sigAsk) || c.has(sigOrder) {
			continue
		}
		for k := range c.tokens {
			if d, n := documentAt(c.tokens, k); n > 0 && ownIssue(d) {
				return true
			}
		}
	}
	return false
}

func ownIssue(document string) bool {
	_, kind, _ := strings.Cut(document, "/")
	kind, issuer, _ := strings.Cut(kind, "-")
	if issuer == "" || strings.HasPrefix(issuer, "B") || strings.Contains(issuer, "UBND") || strings.Contains(issuer, "HĐND") || issuer == "TTG" || issuer == "CP" {
		return false
	}
	for _, t := range issuedTypes {
		if kind == t {
			return true
		}
	}
	return false
}

// handedBack reports whether a clause begins by saying whose task it is, when
// that is another unit: "việc này của P. TCBC", "thuộc Sở Tài chính".
func (c *clause) handedBack() bool {
	i := 0
	for i < len(c.tokens) {
		switch c.tokens[i].fold {
		case "viec", "nhiem", "vu", "nv", "nay", "la", "cai", ",", ":", "da", "em", "thua":
			i++
			continue
		}
		break
	}
	if w := wordAt(c.tokens, i); w != "cua" && w != "thuoc" {
		return false
	}
	i++
	switch w := wordAt(c.tokens, i); w {
	case "phong", "p", "so", "ban", "bo", "vp", "van", "trung", "tt", "ubnd", "chi", "thanh", "cuc", "don", "ben":
		if w == "van" && wordAt(c.tokens, i+1) != "phong" || w == "thanh" && wordAt(c.tokens, i+1) != "tra" || w == "so" && c.tokens[i].text == "số" {
			return false
		}
	default:
		return false
	}
	for _, t := range c.tokens[i:] {
		switch t.fold {
		case "em", "e", "toi", "minh", "ta", "t":
			return false // "của phòng em"
		case "chu", "khong":
			return true
		}
	}
	return true
}

// delayed reports whether clause i says that a cause holds the work up: "bị
// chậm do mưa lũ", "nên chưa nghiệm thu được".
func (r *reading) delayed(i int) bool {
	c := &r.clauses[i]
	if !c.cause || c.question {
		return false
	}
	if wordAt(c.tokens, 0) == "nen" {
		if !c.has(sigNotYet) && !c.has(sigNot) {
			return false
		}
		for _, t := range c.tokens {
			if t.fold == "duoc" {
				return true
			}
		}
		return false
	}
	if i == 0 {
		return false
	}
	before := r.clauses[i-1].tokens
	for k := len(before) - 1; k >= 0 && k >= len(before)-3; k-- {
		switch before[k].fold {
		case "cham", "tre", "muon":
			return wordAt(before, k-1) != "khong" && wordAt(before, k-1) != "nop" && wordAt(before, k-1) != "gui"
		}
	}
	return false
}
