package viet

import (
	"slices"
	"strings"
)

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
	sigClerk // who takes in what ends a task: no letter
)

var sendLexicon = newLexicon(map[signal]string{
	sigResult:  "báo cáo | bc | hồ sơ | số liệu | kết quả | danh sách | biểu | file | minh chứng | tài liệu | sản phẩm | đầy đủ | đủ | ý kiến | bản cứng | bản chính | bản ký | bản đã ký | bản có dấu | bản đóng dấu | bản scan | bản pdf",
	sigLetter:  "yêu cầu | tin nhắn | câu hỏi | thông báo | văn bản | vb | công văn | cv | tờ trình | ttr | phiếu | giấy mời | thư | đề nghị",
	sigReview:  "thẩm định | xem xét | góp ý | cho ý kiến | xem | đọc | thẩm tra | nghiên cứu | làm tiếp | duyệt | phê duyệt | ký | đóng dấu | phát hành | kiểm tra | rà soát",
	sigClerk:   "văn thư | lưu trữ | hòm thư | hộp thư | thư điện tử | thư công vụ",
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
	before, after := c.tokens[:h.at-c.at], c.tokens[h.end-c.at:]
	switch verb {
	case "ban": // "bàn giao việc này cho anh Nam"
		if next := wordAt(after, 0); c.passesWork(k) || next == "lai" || next == "viec" || next == "nhiem" || next == "cho" && isPerson(wordAt(after, 1)) {
			return onward
		}
		return toTheEnd
	case "gui", "chuyen", "nop":
	default:
		return toTheEnd
	}
	hits := sendLexicon.scan(after)
	result, letter, review := firstHit(hits, sigResult), firstHit(hits, sigLetter), firstHit(hits, sigReview)
	if review > 0 && after[review-1].fold == "theo" {
		review = -1 // "nộp lại bản sửa theo góp ý"
	}
	switch {
	case verb == "chuyen" && wordAt(after, 0) == "cho" && isPerson(wordAt(after, 1)) && result < 0:
		return unsaid // "đã chuyển cho anh em"
	case verb == "chuyen" && firstHit(sendLexicon.scan(before), sigResult) >= 0 && slices.ContainsFunc(c.dates, r.since):
		return toTheEnd // "hồ sơ em chuyển sang Phòng TCCB từ thứ 3 tuần trước rồi"
	case verb == "chuyen" && result < 0 && (wordAt(after, 0) == "sang" || wordAt(after, 0) == "qua") && (wordAt(after, 1) == "cho" || wordAt(after, 1) == "xa" || wordAt(after, 1) == "phong"):
		return unsaid // "chuyển sang cho anh Đông"
	case verb == "chuyen" && isPerson(wordAt(after, 0)) && c.at+len(c.tokens) > h.end+3:
		return onward // "chuyển chị Hoa ráp"
	case verb != "nop" && wordAt(after, 0) == "kho" && wordAt(after, 1) == "bac", wordAt(after, 0) == "nha" && wordAt(after, 1) == "in", wordAt(after, 0) == "bao" && wordAt(after, 1) == "hanh":
		return onward // "gửi nhà in"
	case wordAt(after, 0) == "truoc" && tokenAt(after, 1).kind == number:
		return onward // "gửi trước 2 biểu"
	case verb == "chuyen" && c.subjectOf(h.at-c.at) == theMeans:
		return onward // "tiền đã chuyển về tài khoản"
	case wordAt(after, 0) == "lai" && wordAt(after, 1) == "cho" && (isPerson(wordAt(after, 2)) || politeWords[wordAt(after, 2)]) && c.at+len(c.tokens) > h.end+4:
		return onward // "gửi lại cho anh Tú sửa"
	case wordAt(after, 0) == "tin" || wordAt(after, 0) == "loi":
		return unsaid // "chuyển tin cho bạn phụ trách"
	case wordAt(after, 0) == "don" && wordAt(after, 1) != "vi", wordAt(after, 0) == "le" || wordAt(after, 0) == "phi" || wordAt(after, 0) == "tien":
		return onward // "nộp đơn", "nộp lệ phí"
	case c.passesWork(k):
		return onward
	case result >= 0 && partialReport(after, result):
		return onward // "gửi báo cáo tiến độ"
	case letter >= 0 && review < 0 && answering(after, letter):
		return toTheEnd // "đã gửi công văn trả lời"
	case verb == "nop" && letter >= 0 && after[letter].fold == "phieu" && review < 0:
		return toTheEnd // "nộp phiếu kiểm kê"
	case verb == "chuyen" && review >= 0, firstHit(hits, sigPurpose) >= 0, review > 0 && wordAt(after, review-1) == "nghi":
		return onward
	case result >= 0 && (review < 0 || result < review) && (letter < 0 || result < letter):
		return toTheEnd
	case review >= 0, letter >= 0 && !strings.Contains(r.document, "/BC"):
		return onward
	case letter >= 0, verb == "nop", firstHit(sendLexicon.scan(before), sigResult) >= 0:
		return toTheEnd
	}
	for i := h.end; i < c.end; i++ {
		if vpAt(r.tokens, i) && slices.ContainsFunc(c.dates, r.since) {
			break // "gửi mail cho VP từ 17/11 rồi mà"
		}
		switch c.signalOf(i) {
		case sigOutside, sigInside:
			return unsaid
		case sigFiller, sigAsk: // "cho VP"
			continue
		}
		switch r.tokens[i].fold {
		case "cac", "ke", "to":
			return unsaid
		case "email", "mail":
			continue
		}
		break
	}
	return toTheEnd
}

// partialReport reports whether the result at token i is one on the way: "báo cáo tiến độ",
// "hồ sơ thẩm định".
func partialReport(tokens []token, i int) bool {
	for k := i + 1; k <= i+2; k++ {
		switch pairAt(tokens, k) {
		case "tien do", "so bo", "tham dinh", "moi thau":
			return wordAt(tokens, k-1) != "ket" && wordAt(tokens, k-1) != "qua"
		}
	}
	return false
}

// answering reports whether the letter at token i answers: "công văn trả lời", "văn bản phúc
// đáp".
func answering(tokens []token, i int) bool {
	for k := i + 1; k <= i+2; k++ {
		switch pairAt(tokens, k) {
		case "tra loi", "phuc dap", "phan hoi":
			return true
		}
	}
	return false
}

// passesWork reports whether somebody is named behind a word of sending, and work
// for them to do: "gửi em Hoa làm", "chuyển phòng chuyên môn xử lý".
func (c *clause) passesWork(k int) bool {
	for _, h := range c.hits[k+1:] {
		if h.signal != sigWork && h.signal != sigDone {
			continue
		}
		at := h.at - c.at
		named := h.signal == sigWork
		for i := c.hits[k].end - c.at; i < at; i++ {
			switch w := c.tokens[i].fold; w {
			case "va", ",", "roi", "bao", "ket", "so":
				return false
			case "phong", "don", "ban", "to", "xa":
				if c.tokens[i].text == "bản" {
					return false // "gửi lại bản chỉnh sửa"
				}
				named = true
			default:
				named = named || isPerson(w)
			}
		}
		return named && at > c.hits[k].end-c.at
	}
	return false
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
		case sigReceipt: // "đã nhận được yêu cầu hoàn thành"
			if wordAt(c.tokens, h.end-1-c.at) != "nhan" && wordAt(c.tokens, h.at-c.at) != "nhan" {
				continue
			}
		default:
			continue
		}
		if w := wordAt(c.tokens, at); h.signal == sigAsk && (w == "xin" || w == "cho") {
			continue
		}
		switch wordAt(c.tokens, at-1) {
		case "theo", "duoc", "cac", "nhung", "anh", "chi", "sep", "vp", "tren", "loi", "quyet", "ly": // "phản ánh, kiến nghị", "trả lời kiến nghị"
			if w := wordAt(c.tokens, at); w == "kien" || w == "giao" || len(wordAt(c.tokens, at-1)) > 3 || wordAt(c.tokens, at-1) == "cac" {
				continue
			}
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
	if c.allParts(i + 1) {
		return false
	}
	for n := 0; n < 2 && i < c.end && r.tokens[i].kind == word; n++ {
		switch r.tokens[i].fold {
		case "luc":
			if wordAt(r.tokens, i-1) != "phu" { // "phụ lục 1"
				return false
			}
		case "toan", "tat", "du", "som", "muon", "tre", "cham", "het", "ca", "ngay", "hom", "tu", "truoc", "so", "ban", "viec", "vu", "nv", "an", "quyet", "dinh", "de", "cach", "thu", "thang", "quy", "nam":
			return false
		}
		i++
	}
	if w := wordAt(r.tokens, i); i < c.end && (w == "lan" || w == "dot" || w == "vong") {
		i++ // "nộp bổ sung lần 1"
	}
	t := tokenAt(r.tokens, i)
	if timeWords.has(tokenAt(r.tokens, i+1)) {
		return false // "sớm hơn hạn 5 ngày"
	}
	if i == h.end || i >= c.end || t.kind != number || t.n < 1 || t.n > mostOrdinal || t.text[0] == '0' {
		return false
	}
	for _, d := range c.dates {
		if d.at <= i && i < d.end {
			return false
		}
	}
	next := tokenAt(r.tokens, i+1)
	if after := tokenAt(r.tokens, i+2); next.fold == "." && !next.space && after.kind == number && !after.space {
		return false // "3.214 hồ sơ"
	}
	return i+1 >= c.end || next.kind == punct && next.fold != "/" && next.fold != "%" || isFiller(next) || joins(next)
}

// stepOnly reports whether the end at a hit is that of a step ("họp xong",
// "soạn xong"), of an hour to come ("chiều xong", "17h xong"), one that only
// has a date ("hạn hoàn thành"), or the moment after which something is sent
// ("xong em gửi").
func (r *reading) stepOnly(c *clause, h hit) bool {
	if h.signal != sigDone {
		return false
	}
	if _, n := stepObjects.at(c.tokens, h.end-c.at); n > 0 {
		return true // "xong giấy mời"
	}
	last := tokenAt(r.tokens, h.at-1)
	if h.at <= c.at {
		last = token{}
	}
	switch wordAt(r.tokens, h.at-2) + " " + last.fold {
	case "soan thao", "chuan bi", "dang ky", "thu thap", "khao sat", "phan cong", "thong nhat", "doi chieu", "cham thau", "mo thau", "moi thau", "dau thau", "dong dau":
		return true
	}
	switch last.fold {
	case "in":
		return !c.has(sigAlready) // "in xong rồi" may be all of it
	case "chon", "soan", "viet", "doc", "xem", "nghe", "hieu", "com":
		return true
	case "hop", "le": // "họp", "lễ"; not "tổng hợp", "có lẽ"
		if last.text == "họp" || last.text == "lễ" || !last.marked() && wordAt(r.tokens, h.at-2) != "tong" && wordAt(r.tokens, h.at-2) != "co" {
			return true
		}
	}
	if c.meets(h.at) {
		return true
	}
	if c.said() || r.pastIn(c) {
		return false
	}
	switch last.fold {
	case "han", "gian": // "thời hạn hoàn thành"
		return true
	}
	switch last.text {
	case "trưa", "chiều", "tối", "đêm", "sáng", "trua", "chieu", "h", "giờ", "gio", "g":
		return true
	}
	return r.thenSent(c, h.end)
}

// meets reports whether what has ended is a meeting on the work: "họp triển khai
// xong". A meeting that was to be held is named: "cuộc họp".
func (c *clause) meets(at int) bool {
	for i := at - c.at - 1; i >= 0 && i >= at-c.at-4; i-- {
		switch c.tokens[i].fold {
		case "va", ",":
			return false
		case "hop":
			if t := c.tokens[i]; t.text != "họp" && t.marked() || wordAt(c.tokens, i+1) == "dong" {
				continue // "hợp đồng"
			}
			switch wordAt(c.tokens, i-1) {
			case "phong", "cuoc", "phien", "buoi", "chuc", "tong", "phu", "ket", "tich", "phoi", "don":
				return false
			}
			return true
		}
	}
	return false
}

// thenSent reports whether somebody sends or tells something after an end, as
// soon as it is reached: "xong em gửi", "xong gửi anh liền".
func (r *reading) thenSent(c *clause, end int) bool {
	i := end
	for k := end; k < c.end && k <= end+4; k++ {
		if w := r.tokens[k].fold; ownWords[w] && k > end && !c.said() && c.at == end-1 {
			i = k // "xong đợt kiểm tra em nộp"
		}
	}
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
		return wordAt(r.tokens, i+1) != "cao" || i > end
	case "gui", "nop", "trinh", "chuyen", "nhan", "goi":
		return true
	case "lam":
		return i > end // "nghỉ lễ xong em làm"
	}
	return false
}
