package viet

// resources are what work cannot go on without; folded.
var resources = newPhrases(map[string]bool{
	"mat bang": true, "mau": true, "von": true, "nguon": true, "tien": true, "kinh phi": true, "du toan": true, "bien che": true, "nhan luc": true,
	"nhan su": true, "can bo": true, "chuyen vien": true, "giao vien": true, "bac si": true, "thuoc": true, "vat tu": true, "thiet bi": true,
	"may": true, "may moc": true, "nha thau": true, "thong tu": true, "nghi dinh": true, "huong dan": true, "quy dinh": true, "co so": true,
	"can cu": true, "dat": true, "dia diem": true, "phong hoc": true, "file": true, "du lieu": true, "so lieu": true, "danh sach": true,
	"chi dao": true, "dinh muc": true, "van ban giao": true, "dau moi": true, "tai khoan": true, "hop dong": true, "ho so": true, "phan hoi": true, "chu truong": true, "giay phep": true, "tra loi": true, "y kien": true, "gop y": true, "ai": true, "don vi": true, "doanh nghiep": true, "cong ty": true,
})

// having are the words between "chưa" and what is lacking.
var having = map[string]bool{"co": true, "du": true, "nhan": true, "duoc": true, "bo": true, "tri": true, "cap": true, "phan": true, "giao": true, "thay": true, "ro": true, "biet": true}

// lacksMeans reports whether a clause denies having what the work needs: "chưa
// có mặt bằng", "không đủ giáo viên", "chưa nhận được file".
func (c *clause) lacksMeans() bool {
	for _, h := range c.hits {
		i := h.end - c.at
		if h.signal == sigHedge && wordAt(c.tokens, i-1) == "ro" {
			if _, n := resources.at(c.tokens, i); n > 0 {
				return true // "chưa rõ chủ trương"
			}
		}
		if h.signal != sigNot && h.signal != sigNotYet {
			continue
		}
		if wordAt(c.tokens, i) == "con" && nobodyLeft[wordAt(c.tokens, i+1)] && wordAt(c.tokens, i+2) != "nao" {
			return true // "không còn ai để làm"
		}
		if c.cause && wordAt(c.tokens, 0) != "nen" && wordAt(c.tokens, i) == "co" && c.lacksThing(i+1) {
			return true
		}
		if h.signal == sigNotYet && (c.notCome(h) || wordAt(c.tokens, i) == "duoc" && handingOver[wordAt(c.tokens, i+1)]) {
			return true
		}
		for n := 1; n <= 2 && !having[wordAt(c.tokens, i)]; n++ {
			if wordAt(c.tokens, i+n) == "duoc" {
				i += n // "chưa chọn được nhà thầu"
			}
		}
		for having[wordAt(c.tokens, i)] && tokenAt(c.tokens, i).text != "cơ" {
			i++
		}
		if i == h.end-c.at {
			continue
		}
		if _, n := resources.at(c.tokens, i); n > 0 {
			switch wordAt(c.tokens, i+n) {
			case "gi", "rieng":
			case "nao":
				return wordAt(c.tokens, i+n-1) == "thau" || wordAt(c.tokens, i) == "don" || wordAt(c.tokens, i) == "cong" || wordAt(c.tokens, i) == "doanh"
			default:
				return true
			}
		}
	}
	return false
}

// nobodyLeft are the people and the money that "không còn" says are gone.
var nobodyLeft = map[string]bool{"ai": true, "nguoi": true, "tien": true, "von": true, "nguon": true}

// lacksThing reports whether what a cause says one does not have, at token i, is a
// thing: "do chưa có TT hướng dẫn", not "vì chưa có thời gian".
func (c *clause) lacksThing(i int) bool {
	t := tokenAt(c.tokens, i)
	switch t.fold {
	case "thoi", "gi", "gio", "dip", "the", "viec":
		return false
	}
	return i < len(c.tokens) && t.kind == word && !politeWords[t.fold]
}

// handingOver are what others do, behind "chưa được": "chưa được bàn giao".
var handingOver = map[string]bool{"ban": true, "cap": true, "giao": true, "cung": true, "bo": true, "phan": true, "chuyen": true, "huong": true}

// notCome reports whether "chưa" at a hit follows what the work needs and ends
// in its coming: "kinh phí chưa về".
func (c *clause) notCome(h hit) bool {
	switch wordAt(c.tokens, h.end-c.at) {
	case "ve", "co", "den", "toi", "du":
	default:
		return false
	}
	for i := range h.at - c.at {
		if _, n := resources.at(c.tokens, i); n > 0 && (c.at+i+n == h.at || wordAt(c.tokens, i+n) == "van") {
			return true
		}
	}
	return false
}

// cannot reports whether a clause says that something does not work: "không
// đăng nhập được". An end that cannot be reached in time is progress, and what
// cannot be said is no obstacle.
func (c *clause) cannot() bool {
	for _, h := range c.hits {
		if h.signal != sigNot {
			continue
		}
		from := h.end - c.at
		if last := wordAt(c.tokens, from+1); (last == "noi" || last == "xue") && c.endsWith(h.end+2) && tokenAt(c.tokens, from).kind == word && !unreached[wordAt(c.tokens, from)] {
			return true // "không kham nổi"
		}
		if wordAt(c.tokens, from) == "duoc" && c.endsWith(h.end+1) && c.actsBefore(h) {
			return true // "token hết hạn, ký không được"
		}
		for i := from + 1; i < len(c.tokens) && i <= from+4; i++ {
			if c.tokens[i].fold != "duoc" {
				continue
			}
			if i+1 < len(c.tokens) && wordAt(c.tokens, i+1) == "khong" {
				break // "có … được không"
			}
			switch wordAt(c.tokens, from) {
			case "xong", "kip", "noi", "biet", "hieu", "nho", "hoan", "sao", "quen", "de", "phai", "dung", "co", "ro", "chac", "gui", "nop":
			default:
				return true
			}
			break
		}
	}
	return false
}

// unreached are verbs of an end or of speech, whose "không … nổi" is no obstacle of the work.
var unreached = map[string]bool{"xong": true, "kip": true, "biet": true, "hieu": true, "nho": true, "noi": true, "chiu": true}

// actsBefore reports whether a verb of the work that is no end stands right before a
// hit.
func (c *clause) actsBefore(h hit) bool {
	for _, b := range c.hits {
		if b.end == h.at {
			switch b.signal {
			case sigAct, sigWork, sigInside, sigSubmit:
				return true
			}
		}
	}
	return false
}

// help is what only others can give; folded.
var help = newPhrases(map[string]bool{
	"ho tro": true, "huong dan": true, "can thiep": true, "thao go": true, "giup do": true, "chi dao": true, "go vuong": true, "go kho": true, "go giup": true,
})

// needsHelp reports whether a clause asks for what only others can give: "cần VP
// hướng dẫn", "nhờ Sở tháo gỡ".
func (c *clause) needsHelp() bool {
	for i, t := range c.tokens {
		switch t.fold {
		case "can", "nho", "nghi", "mong":
		default:
			continue
		}
		if w := wordAt(c.tokens, i-1); w == "khong" || w == "ko" || w == "chua" {
			continue
		}
		for k := i + 1; k <= i+5 && k < len(c.tokens); k++ {
			if _, n := help.at(c.tokens, k); n > 0 {
				return true
			}
		}
	}
	return false
}

// absent are the words for whoever should do the work being away; folded.
var absent = newPhrases(map[string]bool{
	"nghi om": true, "om": true, "thai san": true, "nghi viec": true, "nghi phep": true, "nghi huu": true, "nghi sinh": true, "nghi khong luong": true, "nghi de": true, "di vien": true,
	"nhap vien": true, "chuyen cong tac": true, "di hoc": true, "nghi che do": true, "luan chuyen": true,
})

// nobodyThere reports whether whoever has the work is away, where nothing is
// said of the work itself: "cán bộ phụ trách nghỉ thai sản".
func (r *reading) nobodyThere() bool {
	who := false
	for i := range r.tokens {
		switch t := r.tokens[i]; t.fold {
		case "can", "phu", "chuyen", "dong", "nguoi", "dau":
			switch wordAt(r.tokens, i+1) {
			case "bo", "trach", "vien", "chi", "lam", "moi":
				who = true
			}
		}
		if _, n := absent.at(r.tokens, i); n > 0 && who {
			return true
		}
	}
	return false
}

// laidUp are why whoever speaks cannot work; folded.
var laidUp = newPhrases(map[string]bool{"nam vien": true, "tai nan": true, "cap cuu": true, "mo ruot": true, "nhap vien": true, "di cach ly": true})

// struck reports whether a clause says that whoever has the work is laid up.
func (c *clause) struck() bool {
	for i := range c.tokens {
		if _, n := laidUp.at(c.tokens, i); n > 0 && !c.family(i) {
			return true
		}
	}
	return false
}

// family reports whether one of the family stands close before token i.
func (c *clause) family(i int) bool {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		switch c.tokens[k].text {
		case "con", "vợ", "chồng", "mẹ", "bố", "má", "cháu", "vo", "chong", "me":
			return true
		}
	}
	return false
}

// passedOn reports whether a clause asks to give the task to another unit: "đề
// nghị chuyển việc này cho phòng KHTC".
func (c *clause) passedOn() bool {
	asked, moved, task := c.has(sigAsk), false, false
	for i, t := range c.tokens {
		switch t.fold {
		case "chuyen", "giao":
			moved = asked
			if moved && wordAt(c.tokens, i+2) == "khac" {
				return true // "đề nghị giao phòng khác"
			}
			switch wordAt(c.tokens, i+1) {
			case "lai", "cho", "sang", "ve":
				task = task || moved
			}
		case "viec", "nhiem", "nv", "noi", "muc":
			task = moved
		case "cho", "sang", "ve":
			if !moved || !task {
				continue
			}
			switch wordAt(c.tokens, i+1) {
			case "phong", "so", "ban", "vp", "van", "trung", "tt", "ubnd", "chi", "don", "ben", "cong":
				if w := wordAt(c.tokens, i+2); w == "em" || w == "e" || w == "minh" || tokenAt(c.tokens, i+1).text == "bạn" {
					return false
				}
				return !c.has(sigPast) && !c.has(sigNot) && !c.has(sigNotYet)
			}
		}
	}
	return false
}
