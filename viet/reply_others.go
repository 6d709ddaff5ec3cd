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
			return t.text == "bộ" && next != "phan"
		case "nha":
			if next == "thau" {
				return true
			}
		case "dan":
			if t.text == "dân" {
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

// answersBefore reports whether a letter before token k answers or reports, which ends
// what was asked for: "đã có văn bản trả lời số 77/SNV-VP".
func (c *clause) answersBefore(k int) bool {
	if !c.plain() {
		return false
	}
	for i := range k {
		switch wordAt(c.tokens, i) + " " + wordAt(c.tokens, i+1) {
		case "tra loi", "phan hoi", "bao cao":
			return true
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
			switch wordAt(c.tokens, k) + " " + wordAt(c.tokens, k+1) {
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
		case t.text == "bộ" && next != "phan":
			return true
		}
	}
	return false
}

// obstructed looks for obstacles, and for whom the work waits on: somebody
// outside, or a signature inside, which is progress.
func (r *reading) obstructed(c *clause, s *summary) {
	if !s.done && (c.lacksMeans() || c.cannot() || c.needsHelp() || c.othersFail() || c.nobodyDoes() || c.ranOut() || c.struck()) {
		s.blocked = true
	}
	for k, h := range c.hits {
		switch h.signal {
		case sigBlocked:
			switch {
			case c.busy(h):
			case c.solved():
				s.worked = true
			case c.sentShort(k):
				s.worked, s.partial = true, true
			case !c.deniedBefore(k) && !c.clearedBefore(h.at) && !r.deniedToo(c, h):
				s.blocked = true
			}
		case sigMissing:
			s.blocked = true
		case sigNoProof:
			s.blocked = s.blocked || !s.done && wordAt(c.tokens, h.at-c.at) == "chua" && wordAt(c.tokens, h.at-c.at+2) == "van"
		case sigWait:
			if c.deniedBefore(k) {
				continue
			}
			if r.waitsUntil(c, h) {
				continue
			}
			switch outside, inside := r.waitsOn(c, h); {
			case outside:
				s.blocked = true
			case inside || len(c.dates) > 0 || !c.endsWith(h.end) || h.end-h.at > 1:
				s.worked, s.partial = true, true
			default:
				s.blocked, s.blockedBy = true, Likely
			}
		}
	}
}

// waitsUntil reports whether a clause waits for a time to come and for nobody: "chờ qua
// tháng".
func (r *reading) waitsUntil(c *clause, wait hit) bool {
	for _, d := range c.dates {
		if d.at == wait.end && c.endsWith(d.end) {
			return true
		}
	}
	return false
}

// farthestWait is how many tokens behind "chờ" may say whom it waits on.
const farthestWait = 16

// waitsOn tells whom a clause waits on. An opinion or a figure is an obstacle
// unless somebody inside the office gives it: "chờ ý kiến các phòng".
func (r *reading) waitsOn(c *clause, wait hit) (outside, inside bool) {
	opinion := false
	switch wordAt(r.tokens, wait.at+1) {
	case "bo", "so", "tinh":
		outside = wait.end-wait.at == 2 // "cho Bo" without its marks
	}
	for i := wait.at; i < min(c.end, wait.at+farthestWait); {
		sig, n := phraseAt(r.tokens, i, c.end)
		inside = inside || sig == sigInside || r.tokens[i].fold == "ky"
		outside = outside || sig == sigOutside
		opinion = opinion || sig == sigOpinion
		outside = outside || r.otherSide(i) || r.tokens[i].fold == "p" && wordAt(r.tokens, i+1) == "." || i >= wait.end && agentAt(r.tokens[i:c.end])
		if sig != sigInside {
			n = 1 // "chờ phòng" holds "phòng"
		}
		i += n
	}
	if opinion && !inside && r.any(sigInside) && c.endsWith(wait.end) {
		inside = true // "đã gửi Phó GĐ xem, chờ ý kiến"
	}
	return outside || !inside && (opinion || r.shortName(wait.end)), inside
}

// otherSide reports whether "bên" at i names others than the office's own people:
// "bên tài chính", not "bên em", "bên văn thư".
func (r *reading) otherSide(i int) bool {
	if r.tokens[i].fold != "ben" {
		return false
	}
	switch wordAt(r.tokens, i+1) {
	case "em", "e", "minh", "toi", "ta", "chung", "van", "hanh", "":
		return false
	}
	return true
}

// shortName reports whether the short name of a unit stands at i: "chờ KHTC".
func (r *reading) shortName(i int) bool {
	t := tokenAt(r.tokens, i)
	if t.kind != word || t.end-t.start < 2 {
		return false
	}
	raw := r.text[t.start:t.end]
	return raw == strings.ToUpper(raw)
}

// solved reports whether a clause says that an obstacle is out of the way:
// "vướng mắc đã được tháo gỡ".
func (c *clause) solved() bool {
	if !c.said() && !c.has(sigDone) || c.has(sigNotYet) || c.has(sigNot) {
		return false
	}
	for i := range c.tokens {
		next := wordAt(c.tokens, i+1)
		switch wordAt(c.tokens, i) + " " + next {
		case "thao go", "giai quyet", "khac phuc", "xu ly":
			return true
		}
	}
	return false
}

// busy reports whether what holds at a hit is other business of oneself: "kẹt họp".
func (c *clause) busy(h hit) bool {
	switch wordAt(c.tokens, h.end-1-c.at) {
	case "ket", "vuong", "mac":
		switch wordAt(c.tokens, h.end-c.at) {
		case "hop", "lich", "tiec", "dam":
			return true
		}
	}
	return false
}

// sentShort reports whether "thiếu" at hit k says that what was sent is not whole:
// "em nộp thiếu phụ lục".
func (c *clause) sentShort(k int) bool {
	h := c.hits[k]
	return wordAt(c.tokens, h.at-c.at) == "thieu" && k > 0 && c.hits[k-1].end == h.at && (c.hits[k-1].signal == sigAct || c.hits[k-1].signal == sigWork)
}

// deniedToo reports whether an obstacle that begins a clause goes on a list that was
// denied: "không có khó khăn, vướng mắc".
func (r *reading) deniedToo(c *clause, h hit) bool {
	if c.index == 0 || h.at != c.at {
		return false
	}
	before := &r.clauses[c.index-1]
	if before.tokens[len(before.tokens)-1].fold != "," {
		return false
	}
	for k, b := range before.hits {
		if b.signal == sigBlocked && b.end >= before.end-1 {
			return before.deniedBefore(k) || r.deniedToo(before, b)
		}
	}
	return false
}

// clearedBefore reports whether "hết", "gỡ" or a word of mending stands before an
// obstacle: "chỉnh lỗi chính tả".
func (c *clause) clearedBefore(at int) bool {
	switch wordAt(c.tokens, at-1-c.at) {
	case "chinh", "sua", "soat", "ra", "do", "va":
		return wordAt(c.tokens, at-c.at) == "loi"
	case "bao", "qua", "vuot":
		return wordAt(c.tokens, at-c.at) == "kho" // "sau bao khó khăn"
	case "het", "go", "xu", "co":
		return wordAt(c.tokens, at-1-c.at) != "co" || wordAt(c.tokens, at-2-c.at) == "khong" || wordAt(c.tokens, at-2-c.at) == "ko"
	}
	return false
}
