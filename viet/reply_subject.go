package viet

// subject is who or what a clause speaks of before its verb.
type subject uint8

const (
	ourselves subject = iota // "em", "phòng em", or nobody named
	superiors                // "sếp", "lãnh đạo": who signs inside
	ourWork                  // "việc này", "báo cáo"
	others                   // "Sở Tài chính", "nhà thầu": on whom the work waits
	theMeans                 // "vắc xin", "mạng": what the work needs
	unknownSubject
)

// What the words of a subject hint at.
const (
	sigSelf signal = iota + 1
	sigUnit        // one's own unless another name follows: "phòng", "phòng KHTC"
	sigSuperior
	sigOwnWork
	sigAgent
	sigThing
)

var subjectLexicon = newLexicon(map[signal]string{
	sigSelf: "em | e | mình | tôi | tui | bọn em | tụi em | chúng em | chúng tôi | bên em | bên mình | anh em | cả phòng | tập thể",
	sigUnit: "phòng | đơn vị | xã | phường | trường | trung tâm | ban | cơ quan | bệnh viện | trạm | văn phòng | vp | ubnd xã | ubnd phường",
	sigSuperior: `lãnh đạo | giám đốc | sếp | trưởng phòng | phó giám đốc | pgđ | gđ | chủ tịch xã | chủ tịch phường | hiệu trưởng | thủ trưởng |
		văn thư | kế toán | anh | chị | bác | cô | chú | ông | bà`,
	sigOwnWork: `việc | nhiệm vụ | nv | báo cáo | bc | hồ sơ | kế hoạch | dự thảo | công việc | nội dung | mục | phần | cái | file | bảng | biên bản |
		tờ trình | tiến độ | văn bản | đề án | quy chế | biểu | tài liệu | kết quả | sản phẩm | công trình | hạng mục | số liệu`,
	sigAgent: `thanh tra | văn phòng ubnd | đảng ủy | tỉnh ủy | dân | bà con | nhân dân | hộ | hộ dân | người dân | phụ huynh | học sinh | nhà thầu | thầu | nhà cung cấp | đơn vị thi công | đơn vị tư vấn |
		bên tư vấn | tư vấn | bên thi công | bên thiết kế | đối tác | công ty | cty | doanh nghiệp | dn | ngân hàng | kho bạc | điện lực | công an |
		sở tài chính | sở nội vụ | sở tư pháp | sở y tế | sở xây dựng | sở kế hoạch | sở kh | sở tp | sở tc | sở gd | sở gddt | sở nn | sở tt |
		bộ nội vụ | bộ tài chính | bộ y tế | bộ đội | quân sự | tỉnh | trung ương | tw | cấp trên | bên trên | trên | bộ | sở | cục | chi cục | huyện | thành phố | chủ đầu tư |
		ban quản lý | bql | bên a | bên b | họ | khách | chuyên gia | thợ | hãng | viện | tòa án | bưu điện | viễn thông | vnpt | viettel | fpt | mobifone |
		kiểm toán | chính phủ | thủ tướng | ubnd tỉnh | ubnd tp | ubnd thành phố | ubnd huyện | hđnd | hội đồng | bảo hiểm | bhxh | thuế | các đơn vị | các phòng |
		các xã | các trường | các sở | các ngành | các hộ | địa phương | các địa phương | các chi cục | các bên | các huyện | đồng chí phụ trách | đội thi công | tổ thẩm định | cơ quan thẩm định`,
	sigThing: `đường sá | đường xá | mạng | điện | nước | phần mềm | hệ thống | máy chủ | server | đường truyền | máy | máy in | máy tính | máy móc | xe | trời | thời tiết | đường |
		cầu | vật tư | vật liệu | vắc xin | vaccine | thuốc | giống | phân bón | tiền | vốn | kinh phí | nguồn | mặt bằng | mực | giấy | xăng | trang thiết bị |
		thiết bị | tài khoản | mật khẩu | chữ ký số | token | cổng | trang | web | website | app | ứng dụng | trục | dịch vụ công | dữ liệu | thông tư | nghị định | hướng dẫn | quy định | luật | giá | định mức | nhân lực | hóa chất | sinh phẩm | sách | hàng`,
})

// between may stand before a subject, or between it and its verb.
var between = map[string]bool{"hien": true, "gio": true, "nay": true, "den": true, "van": true, "con": true, "nhung": true, "vi": true, "do": true,
	"nen": true, "boi": true, "tai": true, "ma": true, "thi": true, "la": true, "cung": true, "lai": true, "cu": true, "deu": true, "toan": true,
	"thua": true, "oi": true, "a": true, "dang": true, "roi": true, "suot": true, "mai": true, "lien": true, "tuc": true}

// subjectOf returns who or what the tokens of a clause before at speak of.
func (c *clause) subjectOf(at int) subject { return subjectIn(c.tokens[:at]) }

// subjectIn returns who or what the words before a verb name.
func subjectIn(before []token) subject {
	i := 0
	for i < len(before) && (before[i].kind != word || isYes(before[i]) || between[before[i].fold] || before[i].text == "mấy") {
		i++
	}
	for i+1 < len(before) && isPerson(before[i].fold) && (before[i+1].fold == "oi" || before[i+1].fold == "a") {
		i += 2 // "anh ơi"
	}
	if i >= len(before) {
		return ourselves
	}
	if before[i].text == "ban" && i+1 < len(before) && toil[before[i+1].fold] {
		return ourselves // "ban qua" is "bận quá"
	}
	if before[i].fold == "ben" && i+1 < len(before) && !ownWords[before[i+1].fold] && !ownWords[before[len(before)-1].fold] {
		return others // "bên xã"
	}
	h := subjectLexicon.first(before[i:])
	if h.folded && h.end == 1 && homographs[before[i].fold] {
		return unknownSubject
	}
	rest := before[i+h.end:]
	for len(rest) > 0 && between[rest[0].fold] {
		rest = rest[1:]
	}
	switch h.signal {
	case sigSelf:
		return ourselves
	case sigUnit:
		if len(rest) == 0 || ownWords[rest[0].fold] {
			return ourselves
		}
		return others
	case sigSuperior:
		return superiors
	case sigOwnWork:
		return ourWork
	case sigAgent:
		if len(rest) > 0 && ownWords[rest[len(rest)-1].fold] {
			return ourselves // "bộ phận em"
		}
		return others
	case sigThing:
		return theMeans
	}
	return unknownSubject
}

// toil are the words behind "bận", which is typed as "ban" without its marks.
var toil = map[string]bool{"qua": true, "hop": true, "viec": true, "tum": true, "tiep": true, "lam": true, "dai": true}

// homographs are others without their marks: "so" is số, sở, sợ; "ban" is bận.
var homographs = map[string]bool{"so": true, "bo": true, "ho": true, "tho": true, "tren": true, "hang": true, "vien": true, "cuc": true, "ban": true, "may": true}

// ownWords make a unit one's own: "phòng em".
var ownWords = map[string]bool{"em": true, "e": true, "minh": true, "toi": true, "tui": true, "ta": true, "chung": true}

// How what others do, or what the work needs, fails.
const (
	sigRefuses  signal = iota + 1 // of people
	sigFails                      // of things
	sigComes                      // of things behind "chưa": "chưa về"
	sigRuns                       // of things behind "không": "không chạy"
	sigHarmless                   // behind "không": no obstacle
)

var failing = newLexicon(map[signal]string{
	sigRefuses: `làm sai | làm ẩu | thi công chậm | chậm | trễ | lề mề | bỏ | rút | phản đối | khiếu nại | kiện | khiếu kiện | từ chối | đòi | hủy | im | im lặng | ngâm | dừng | ngừng | hẹn lại | trả hồ sơ |
		trả về | trả lại | bế tắc | vắng | nghỉ hết | nghỉ dịch | chây ì | im re | im lìm | lờ | làm lơ | bận | quá tải | thiếu | cản trở`,
	sigFails: `hỏng | hư | chết | sập | treo | lag | nghẽn | cháy | mất | hết | tắc | yếu | chập chờn | lỗi | tăng | khan hiếm | khan | sạt lở | sạt | ngập |
		cúp | mưa | đứng | trục trặc | bảo trì | bị | đứt | kẹt | hạn hẹp | eo hẹp | cạn | chậm | quá chậm | rớt`,
	sigComes: `về | tới | đến | có | xuống | cấp | được cấp | được giao | được bố trí | rót | đủ | giao | ra | ban hành | thông | bàn giao | cho phép | quy định |
		rõ | thấy | thấy đâu | phân bổ | ổn định | chạy | hoạt động | duyệt | kết nối | giải tỏa | giải phóng | thu hồi | sạch`,
	sigRuns:     "chạy | vào | lên | mở | hoạt động | kết nối | nhận | cho | ổn định | ổn | đủ | tương thích | đồng bộ | có | thông | phản hồi | tải | về",
	sigHarmless: "có ý kiến | ý kiến | có vấn đề | vấn đề | vướng | có vướng | yêu cầu | phải | bị | còn | gì | sao | ảnh hưởng | liên quan | thay đổi | đổi | giao",
})

// farthestVerb is how many tokens of a clause may stand before the verb of its
// subject.
const farthestVerb = 10

// othersFail reports whether a clause says that others do not do their part, or
// that what the work needs fails or does not come: "nhà thầu không làm", "vắc xin
// chưa về", "mạng chập chờn".
func (c *clause) othersFail() bool {
	if c.has(sigSame) || c.has(sigHand) || c.has(sigExtend) {
		return false
	}
	if c.failFrom(0) {
		return true
	}
	for i, t := range c.tokens {
		if (t.fold == "ma" || t.fold == "thi" || t.fold == "nhung") && c.failFrom(i+1) || i > 0 && t.text == "bên" && c.failFrom(i) {
			return true // "chờ mãi mà huyện không phản hồi"
		}
	}
	return false
}

// failFrom looks for a subject from a token of the clause on, and for how it fails.
func (c *clause) failFrom(from int) bool {
	for i := from + 1; i < min(len(c.tokens), from+farthestVerb); i++ {
		if denial := c.denialAt(i); denial != noSignal {
			return c.failsDenied(from, i, denial)
		}
		if len(failing.byFirst[c.tokens[i].fold]) == 0 || c.tokens[i].text == "ban" && !toil[wordAt(c.tokens, i+1)] {
			continue
		}
		if c.tokens[i].fold == "het" && cured[wordAt(c.tokens, i+1)] {
			return false // "phần mềm hết lỗi rồi"
		}
		fails := failing.first(c.tokens[i:]).signal
		if fails != sigRefuses && fails != sigFails {
			continue
		}
		who := subjectIn(c.tokens[from:i])
		if who == others && fails == sigRefuses || who == theMeans && fails == sigFails && !c.has(sigNot) {
			return !c.solved()
		}
	}
	return false
}

// cured follow "hết" where what was in the way is over.
var cured = map[string]bool{"loi": true, "vuong": true, "ket": true, "treo": true, "sap": true, "nghen": true, "bao": true}

// failsDenied reports whether "không" or "chưa" at token i denies what others do,
// or that what the work needs comes or runs.
func (c *clause) failsDenied(from, i int, denial signal) bool {
	after := c.tokens[i+1:]
	switch subjectIn(c.tokens[from:i]) {
	case ourselves:
		_, n := unitsBelow.at(c.tokens, from)
		answers := wordAt(after, 0) == "tra" && wordAt(after, 1) == "loi" || wordAt(after, 0) == "phan" && wordAt(after, 1) == "hoi" || wordAt(after, 0) == "hop" && wordAt(after, 1) == "tac"
		return n > 0 && from+n == i && answers // "mà phường không trả lời"
	case others:
		if denial == sigNotYet {
			return !c.endsWith(c.at+i+1) || c.cause || wordAt(after, 0) == "bao" // "xã B chưa báo cáo"
		}
		return len(after) > 0 && failing.first(after).signal != sigHarmless
	case theMeans:
		h := failing.first(after)
		return h.signal == sigRuns || h.signal == sigComes && denial == sigNotYet
	}
	return false
}

// denialAt returns the signal of "không" or "chưa" where it stands at token i of
// the clause.
func (c *clause) denialAt(i int) signal {
	for _, h := range c.hits {
		if h.at == c.at+i && (h.signal == sigNot || h.signal == sigNotYet) {
			return h.signal
		}
	}
	return noSignal
}

// nobodyDoes reports whether a clause denies of every unit that it does its part:
// "chả đơn vị nào chịu cung cấp", "chưa xã nào gửi số liệu".
func (c *clause) nobodyDoes() bool {
	for _, h := range c.hits {
		if h.signal != sigNot && h.signal != sigNotYet {
			continue
		}
		i := h.end - c.at
		switch wordAt(c.tokens, i) {
		case "co":
			i++
		}
		if wordAt(c.tokens, i) == "ai" {
			switch wordAt(c.tokens, i+1) {
			case "chiu", "tra", "cho", "dua", "cung", "gop", "phan", "hoi":
				return true // "chưa ai chịu nhận"
			}
		}
		n := 1
		switch pairAt(c.tokens, i) {
		case "don vi", "trung tam", "co quan":
			n = 2
		}
		switch wordAt(c.tokens, i) {
		case "don", "trung", "co", "phong", "xa", "phuong", "so", "huyen", "truong", "ben":
		default:
			continue
		}
		if wordAt(c.tokens, i+n) == "nao" && i+n+1 < len(c.tokens) && !c.has(sigDone) && !c.endsWith(c.at+i+n+1) {
			return !late.has(c.tokens[i+n+1])
		}
	}
	return false
}

// ranOut reports whether "hết" or "mất" begins a clause, or follows oneself, and what the
// work needs stands behind it: "hết xăng", "phòng em hết giấy".
func (c *clause) ranOut() bool {
	for i, t := range c.tokens {
		switch t.text {
		case "hết", "het", "mất", "mat":
		default:
			continue
		}
		_, n := resources.at(c.tokens, i+1)
		needed := n > 0 || subjectLexicon.first(c.tokens[i+1:]).signal == sigThing
		return needed && !c.said() && c.subjectOf(i) == ourselves && c.denialAt(i-1) == noSignal
	}
	return false
}

// othersHold reports whether a clause ends in who has the task in hand, and that is
// another unit: "việc này Thanh tra tỉnh phụ trách".
func (c *clause) othersHold() bool {
	if c.has(sigNot) || c.has(sigNotYet) {
		return false
	}
	for i := 1; i+1 < len(c.tokens); i++ {
		switch c.tokens[i].fold + " " + c.tokens[i+1].fold {
		case "phu trach", "chu tri", "dam nhiem", "dam nhan", "quan ly", "chiu trach":
		default:
			continue
		}
		for k := max(0, i-5); k < i; k++ {
			h := subjectLexicon.first(c.tokens[k:i])
			if h.signal == sigAgent && subjectLexicon.first(c.tokens[:k]).signal == sigOwnWork && !ownWords[c.tokens[i-1].fold] {
				return c.endsWith(c.at+i+2) || c.closes(c.at+i+2)
			}
		}
	}
	return false
}

// othersAsked reports whether what stands before "chưa" at the end of a clause is a
// verb, of somebody else or of nobody who is named: "văn phòng xác nhận chưa".
func (c *clause) othersAsked(at int) bool {
	if c.index > 0 {
		return false // "đã nộp bản scan, bản gốc chưa"
	}
	switch c.subjectOf(at) {
	case ourselves, ourWork, theMeans:
		return false
	}
	n := 0
	for i := range at {
		h := subjectLexicon.first(c.tokens[i:at])
		if t := c.tokens[i]; t.kind == word && h.end == 0 && !between[t.fold] && !courteous(c.tokens, i) {
			n++
		}
	}
	return n >= 2
}

// agentAt reports whether words begin with others on whom work waits; a word that
// is another without its marks does not say so.
func agentAt(tokens []token) bool {
	h := subjectLexicon.first(tokens)
	if chatLexicon.first(tokens).signal == sigInside {
		return false // "các phòng"
	}
	return h.signal == sigAgent && !(h.folded && h.end == 1 && homographs[tokens[0].fold]) && !ownWords[wordAt(tokens, h.end)]
}
