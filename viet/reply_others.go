package viet

import "strings"

// othersAct reports whether the subject of a clause is somebody outside: "Bộ đã
// làm xong", "bên thiết kế xong rồi".
func (c *clause) othersAct(at int) bool {
	if wordAt(c.tokens, 0) == "nguoi" && wordAt(c.tokens, 1) == "ta" {
		return true
	}
	for i := 0; i < at-c.at; i++ {
		for _, h := range c.hits {
			if h.at-c.at == i && h.signal != sigFiller && h.signal != sigOutside && h.signal != sigInside && h.signal != sigReceipt && h.signal != sigBut && h.signal != sigCause {
				return false
			}
		}
		next := wordAt(c.tokens, i+1)
		switch t := c.tokens[i]; t.fold {
		case "khac":
			return i > 0 && c.tokens[i-1].kind == word
		case "ubnd", "hdnd":
			return next != "xa" && next != "phuong" // a commune has a head who answers
		case "bo":
			return ministryAt(c.tokens, i)
		case "nha":
			if next == "thau" {
				return true
			}
		case "dan":
			if before := wordAt(c.tokens, i-1); t.text == "dân" && before != "to" && before != "khu" { // "tổ dân phố"
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
			case "em", "e", "minh", "toi", "phong", "m", "chung", "ta", "t", "tui", "anh":
				return false
			case "chi":
				if after := wordAt(c.tokens, i+2); after != "cuc" && after != "bo" && after != "doan" && after != "nhanh" {
					return false // "bên chị"
				}
			}
			return true
		}
	}
	return false
}

// ministryAt reports whether "bộ" at i is a ministry, and no part of another word: "nội
// bộ", "bộ phận".
func ministryAt(tokens []token, i int) bool {
	if tokens[i].text != "bộ" {
		return false
	}
	switch wordAt(tokens, i+1) {
	case "phan", "doi", "mon", "ho", "tai":
		return false
	}
	switch wordAt(tokens, i-1) {
	case "noi", "can", "chi", "toan", "dong", "so", "tien", "duong", "di", "mot", "du", "ca", "tron", "1", "2":
		return false
	}
	return true
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
			if d, n := documentAt(c.tokens, k); n > 0 && (ownIssue(d) || ownLetter(d) && c.answersBefore(k)) {
				return true
			}
		}
	}
	return false
}

// ownLetter reports whether a number is that of a letter of a department: "77/SNV-VP".
func ownLetter(document string) bool {
	_, issuer, _ := strings.Cut(document, "/")
	office, _, ok := strings.Cut(issuer, "-")
	return ok && len(office) > 1 && (office[0] == 'S' || office == "VP" || office[0] == 'P')
}

// answersBefore reports whether a letter before token k is one's own answer, which ends
// what was asked for: "phòng đã có văn bản trả lời số 77/SNV-VP". Who has a letter
// may have received it, unless it is said.
func (c *clause) answersBefore(k int) bool {
	if !c.plain() {
		return false
	}
	for i := 1; i < k; i++ {
		switch pairAt(c.tokens, i) {
		case "tra loi", "phan hoi":
		case "bao cao":
			if !reportedTo[wordAt(c.tokens, i+2)] {
				continue // "báo cáo tiến độ tại văn bản 12"
			}
		default:
			continue
		}
		past := i - 1
		for past > 0 && c.tokens[past].text != "đã" && c.tokens[past].text != "da" {
			past--
		}
		named := past > 0 // who answers is said
		return c.subjectOf(past) == ourselves && (named || past == i-1)
	}
	return false
}

// reportedTo begin to whom a report went: "đã báo cáo UBND tỉnh bằng CV 2214/SYT-NVY".
var reportedTo = map[string]bool{"ubnd": true, "so": true, "bo": true, "tinh": true, "vp": true, "van": true, "hdnd": true, "bang": true, "=": true, "lanh": true}

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
	if c.notOurs() || c.othersHold() || c.notMine() {
		return true
	}
	i := 0
	for i < len(c.tokens) {
		switch c.tokens[i].fold {
		case "gio", "hien", "bay", "viec", "nhiem", "vu", "nv", "nay", "la", "cai", ",", ":", "da", "em", "thua", "day", "do", "muc", "noi", "dung", "mang", "phan", "cong":
			i++
			continue
		}
		break
	}
	if w := wordAt(c.tokens, i); w != "cua" && w != "thuoc" {
		return false
	}
	i++
	for n := 0; n < 3; n++ { // "thuộc trách nhiệm của"
		switch wordAt(c.tokens, i) {
		case "trach", "nhiem", "tham", "quyen", "pham", "vi", "cua", "mang", "linh", "vuc", "nganh", "chuc", "nang":
			i++
		}
	}
	switch w := wordAt(c.tokens, i); w {
	case "phong", "p", "so", "ban", "bo", "vp", "van", "trung", "tt", "ubnd", "chi", "thanh", "cuc", "don", "ben", "cong":
		if w == "cong" && wordAt(c.tokens, i+1) != "an" && wordAt(c.tokens, i+1) != "ty" {
			return false
		}
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

// notOurs reads "… chứ không phải em": somebody else is named before, and the
// speaker denied after it.
func (c *clause) notOurs() bool {
	for _, h := range c.hits {
		if h.signal != sigNot || wordAt(c.tokens, h.at-1-c.at) != "chu" || wordAt(c.tokens, h.end-1-c.at) != "phai" {
			continue
		}
		for i := h.end - c.at; i < h.end-c.at+4; i++ {
			switch wordAt(c.tokens, i) {
			case "em", "e", "minh", "toi", "phong", "don", "ben", "xa", "truong", "tui":
				return true
			}
		}
	}
	return false
}

// notMine reads "không phải em phụ trách".
func (c *clause) notMine() bool {
	for _, h := range c.hits {
		i := h.end - c.at
		if h.signal != sigNot || wordAt(c.tokens, i-1) != "phai" || !ownWords[wordAt(c.tokens, i)] && !ownWords[wordAt(c.tokens, i+1)] {
			continue
		}
		for k := i + 1; k < i+4; k++ {
			switch pairAt(c.tokens, k) {
			case "phu trach", "chu tri", "theo doi", "dam nhiem":
				return true
			}
		}
	}
	return false
}

// delayed reports whether clause i says that a cause holds the work up: "bị
// chậm do mưa lũ", "nên chưa nghiệm thu được".
func (r *reading) delayed(i int) bool {
	c := &r.clauses[i]
	if !c.cause || c.question {
		return false
	}
	if wordAt(c.tokens, 0) == "nen" {
		if i > 0 && c.late() && r.clauses[i-1].has(sigOutside) && r.clauses[i-1].late() {
			return true // "tư vấn chậm nộp nên bị trễ"
		}
		if c.stuck() {
			return true // "xã chưa gửi danh sách nên đứng lại"
		}
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
	if c.ownCause() {
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

// stuck reports whether a clause says that the work stands still.
func (c *clause) stuck() bool {
	for i := range c.tokens {
		switch pairAt(c.tokens, i) {
		case "dung lai", "dung im", "dung banh", "giam chan", "nam cho", "nam im", "bo tay":
			return true
		}
	}
	return false
}

// ownCause reports whether a cause lies with oneself: "chậm do mới nhận việc".
func (c *clause) ownCause() bool {
	for i, t := range c.tokens {
		switch t.fold {
		case "quen", "nham", "suat", "dang":
			return true
		case "ban":
			return t.text == "bận" || !t.marked() && wordAt(c.tokens, i+1) != "hanh"
		case "moi":
			return wordAt(c.tokens, i+1) == "nhan" || wordAt(c.tokens, i+1) == "duoc"
		}
	}
	return false
}

// late reports whether a clause says that something comes late.
func (c *clause) late() bool {
	for _, t := range c.tokens {
		switch t.fold {
		case "cham", "tre", "muon":
			return true
		}
	}
	return false
}

// othersBefore reports whether others stand anywhere before an act: "đã đôn đốc,
// các phòng gửi", "Bộ đã ban hành".
func (c *clause) othersBefore(at int) bool {
	for i := range c.tokens[:at-c.at] {
		next := ""
		if i+1 < at-c.at {
			next = wordAt(c.tokens, i+1)
		}
		switch t := c.tokens[i]; {
		case t.fold == "cac" && (next == "phong" || next == "don" || next == "xa" || next == "so"):
			return true
		case ministryAt(c.tokens, i):
			return true
		}
	}
	return false
}
