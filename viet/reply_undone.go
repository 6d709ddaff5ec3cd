package viet

import "slices"

// What behind an end takes it back: the result was lost, others want more of it, a rest is put
// off, or somebody has still to sign.

// ruins are what becomes of a result that does not last.
var ruins = newWordSet("hỏng hư chết sập vỡ rớt dột bong tróc nát bục sạt lún đơ rò trật lệch thối mục gãy đổ treo")

// holdsNot stand behind "không" where what was done does not hold.
var holdsNot = newWordSet("khớp đạt nhận lưu chạy mở duyệt thông đồng lên")

// takenBack reports whether the words behind the end at hit k take it back: "xong rồi giờ lại
// rò", "làm xong họ dựng lại", "xong rồi anh ký giúp em".
func (c *clause) takenBack(k int) bool {
	end := c.hits[k].end - c.at
	from := end
	for from < len(c.tokens) && c.tokens[from].fold == "roi" {
		from++
	}
	if wordAt(c.tokens, end) == "lai" && c.hits[k].signal != sigDone {
		from++ // "gửi lại bản chỉnh sửa" is one act
	}
	return c.spoiltFrom(end, from) || c.signatureFrom(from) || c.restFrom(from)
}

// spoiltFrom looks behind an end, and behind the "rồi" that follows it, for what shows that the
// result did not last.
func (c *clause) spoiltFrom(end, from int) bool {
	for i := from; i < len(c.tokens); i++ {
		t, next := c.tokens[i], tokenAt(c.tokens, i+1)
		switch {
		case t.kind == punct:
		case t.text == "lại":
			if c.againAt(i, end) {
				return true
			}
		case t.text == "vẫn":
			if next.kind == word && !stillFine[next.fold] {
				return true // "mà vẫn kêu"
			}
		case t.text == "nữa" && end == 0:
			if !c.has(sigNot) && !c.has(sigNotYet) && !c.wonders() && !slices.ContainsFunc(c.tokens, func(t token) bool { return t.fold == "nhac" }) && !asked.has(c.tokens[c.firstWord()]) {
				return true // "sửa chút nữa"
			}
		case t.fold == "khong":
			if holdsNot.has(next) {
				return true // "không khớp"
			}
		case t.text == "giờ" || t.text == "nay" || t.text == "gio":
			if next.kind == word && !c.saidFrom(i+1) && !politeWords[next.fold] && !particles.has(next) && i > 0 {
				return from > end || i > end // "sửa xong giờ im re", "xong rồi giờ làm thôi"
			}
		case from > end && i >= from && (ruins.has(t) || t.text == "chết" || t.text == "sai"):
			return true // "trồng xong rồi chết khô"
		case t.text == "chê", t.text == "che" && i == len(c.tokens)-1:
			return true
		case turned[t.fold+" "+next.fold] && !deniedIn(c.tokens[:i]):
			return true // "ký xong rồi sếp đổi ý"
		case from > end && i == from && toCome[t.text] && next.kind == word && !c.saidFrom(i):
			return true // "xong rồi chiều mang nộp"
		}
	}
	return false
}

// deniedIn reports whether "không" or "chưa" stands among words.
func deniedIn(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool { return t.fold == "khong" || t.text == "chưa" || t.fold == "chang" })
}

// asked are the words with which the office is asked to let it rest: "khỏi nhắc nữa".
var asked = newWordSet("khỏi miễn đừng từ thôi")

// turned are what happens to a result, or to who worked on it; folded.
var turned = map[string]bool{"tai phat": true, "doi y": true, "doi mau": true, "bo coc": true, "bo di": true, "loi ra": true, "bay het": true, "cuon mat": true, "mat het": true, "an sach": true, "nat het": true, "tuyt coi": true, "tra ho": true, "rut ve": true, "thu hoi": true, "phat sinh": true, "sai mau": true, "sai so": true, "di vang": true}

// toCome are the parts of the day in which the rest is done.
var toCome = map[string]bool{"chiều": true, "tối": true, "mai": true, "chieu": true}

// stillFine follow "vẫn" where only the office wonders, or somebody asks again: "xong rồi mà
// vẫn nhắc".
var stillFine = map[string]bool{"nhac": true, "bi": true, "hien": true, "bao": true, "doi": true, "hoi": true, "giuc": true, "bat": true, "thay": true, "dung": true, "kip": true, "on": true, "tot": true, "du": true, "xong": true, "lam": true, "hoan": true}

// repeated are the verbs with which "lại" only says once more: "gửi lại", "còn lại".
var repeated = newWordSet("còn gửi nộp báo xem coi nhắn gọi kiểm rà đọc tóm nhắc tra soát giữ ghi chốt đối hỏi dò ngó nhìn trình scan up check khép gói đóng tìm lục")

// againAt reports whether "lại" at i says that what had ended is undone: "xong lại bục",
// "họ dựng lại".
func (c *clause) againAt(i, end int) bool {
	before, next := tokenAt(c.tokens, i-1), tokenAt(c.tokens, i+1)
	if next.fold == "roi" {
		return false // "chạy lại rồi"
	}
	if i == end {
		return next.kind == word && !politeWords[next.fold] && !particles.has(next)
	}
	return !repeated.has(before) && before.fold != "tom"
}

// signing are what only superiors do with a draft; folded.
var signing = newPhrases(map[string]bool{"ky": true, "duyet": true, "cho y kien": true, "gop y": true, "ky giup": true, "duyet giup": true, "phe duyet": true})

// signatureFrom reports whether somebody who is addressed has still to sign or to approve:
// "xong rồi anh duyệt giúp", "sếp về ký là gửi".
func (c *clause) signatureFrom(i int) bool {
	for ; i < len(c.tokens); i++ {
		t := c.tokens[i]
		if !isPerson(t.fold) && t.fold != "sep" || ownWords[t.fold] || t.text == "chữ" || t.text == "chu" {
			continue
		}
		j := i + 1
		for w := wordAt(c.tokens, j); w == "ve" || w == "chi" || w == "can" || w == "xem"; w = wordAt(c.tokens, j) {
			j++
		}
		for n := 0; n < 2; n++ { // "anh Phó cho ý kiến"
			if _, k := signing.at(c.tokens, j+n); k > 0 {
				return !c.saidFrom(j)
			}
		}
	}
	return false
}

// saidFrom reports whether "rồi" or "đã" stands behind token i.
func (c *clause) saidFrom(i int) bool {
	return slices.ContainsFunc(c.hits, func(h hit) bool {
		return h.at >= c.at+i && (h.signal == sigAlready || h.signal == sigPast)
	})
}

// putOffTo are the words with which a rest is put off; folded.
var putOffTo = newPhrases(map[string]bool{"tinh sau": true, "de sau": true, "bo sung sau": true, "lam sau": true, "nop sau": true, "gui sau": true, "cap nhat sau": true, "sot moi": true, "sot 1": true})

// restFrom reports whether a rest is put off or left out: "hộ ông Năm tính sau".
func (c *clause) restFrom(i int) bool {
	for ; i < len(c.tokens); i++ {
		if _, n := putOffTo.at(c.tokens, i); n > 0 {
			return true
		}
	}
	return false
}

// wantedMore are what others ask of what has been sent.
var wantedMore = newWordSet("bổ giải thêm lại sửa viết làm xóa gỡ hủy rút chỉnh")

// demands are the verbs with which others ask for more; folded.
var demands = newPhrases(map[string]bool{"yeu cau": true, "doi": true, "bat": true, "keu": true, "buoc": true})

// leavingOut are the words that begin what an end does not count; folded.
var leavingOut = map[string]bool{"khong ke": true, "chua ke": true, "bo qua": true, "khong tinh": true}

// takesBack reports whether a clause behind an end takes it back: others refuse it or ask for
// more, a rest is put off, it is only a draft, or somebody has still to sign.
func (r *reading) takesBack(c *clause) bool {
	if c.spoiltFrom(0, 0) || c.signatureFrom(0) || c.restFrom(0) || c.sentBack() || r.stillSends(c) || c.lies() || c.has(sigDraft) && !c.said() {
		return true
	}
	first := c.firstWord()
	t, next := tokenAt(c.tokens, first), wordAt(c.tokens, first+1)
	switch {
	case ruins.has(t), t.fold == "sot":
		return true // "nghiệm thu rồi, rớt"
	case t.fold == "a" && (next == "nham" || next == "quen"):
		return true // "à quên còn biểu 5"
	case leavingOut[t.fold+" "+next], leavingOut[next+" "+wordAt(c.tokens, first+2)]:
		return true // "nếu không tính 20 bộ"
	case c.said():
		return false
	case t.text == "chiều", t.text == "tối":
		return len(c.tokens)-first > 1 // "chiều em bổ sung thêm biểu 3"
	}
	return c.has(sigFuture) && c.has(sigAct) && t.fold == "de" || c.has(sigBegin) && !c.has(sigNot)
}

// handing are the verbs with which a result leaves the desk, where no act of the lexicon stands;
// folded.
var handing = newPhrases(map[string]bool{"phat hanh": true, "dong dau": true, "scan": true, "in": true, "dua": true, "chuyen": true, "gui": true, "nop": true, "trinh": true, "mang qua": true, "chay qua": true, "cho nguoi": true, "bo sung": true, "lam ngay": true, "lam tiep": true, "tong hop": true, "rap": true, "trien khai": true, "chinh": true, "rut ve": true, "xin thu": true, "rut": true})

// leadingIn may stand between oneself and the verb with which the result leaves the desk.
var leadingIn = map[string]bool{"em": true, "e": true, "minh": true, "toi": true, "phong": true, "se": true, "lat": true, "ti": true, "xiu": true, "di": true,
	"trong": true, "bay": true, "gio": true, "ngay": true, "lien": true, "roi": true, "coi": true, "co": true, "dau": true, "la": true, "ve": true, "han": true, "sap": true, "phai": true}

// stillSends reports whether a clause behind an end says what oneself does next with it, and
// nothing that it is past: "xong rồi, em gửi liền", "có mạng em gửi", "ký là gửi".
func (r *reading) stillSends(c *clause) bool {
	if c.said() || c.has(sigNot) || c.has(sigNotYet) || c.question || r.pastIn(c) || c.has(sigDone) || c.otherWork() || r.thisMorning(c) {
		return false
	}
	from := c.firstWord()
	for _, d := range c.dates {
		if d.at-c.at <= from+1 && d.end-c.at > from {
			from = d.end - c.at
		}
	}
	for i := from; i < len(c.tokens); i++ {
		if i > from && !ownWords[c.tokens[i].fold] && c.tokens[i].fold != "la" {
			continue
		}
		k := i
		for n := 0; n < 5 && (leadingIn[wordAt(c.tokens, k)] || n > 0 && tokenAt(c.tokens, k).kind == number); n++ {
			k++
		}
		if _, n := handing.at(c.tokens, k); n > 0 && c.handsOn(k, n, from) {
			return true
		}
	}
	return false
}

// handsOn reports whether the n words of handing at token k say more than what was handed
// over: "gửi kèm", "nộp đủ", "chuyển lưu trữ" do not.
func (c *clause) handsOn(k, n, from int) bool {
	switch wordAt(c.tokens, k+n) {
	case "kem", "du", "luu":
		return false
	}
	return wordAt(c.tokens, k-1) != "du" && len(c.tokens)-from > n
}

// otherWork reports whether a clause is about other work, or about that day: "em chuyển qua
// việc khác", "phát hành luôn hôm đó".
func (c *clause) otherWork() bool {
	for i := range c.tokens {
		switch pairAt(c.tokens, i) {
		case "viec khac", "viec moi", "viec tiep", "hom do", "bua do":
			return true
		}
	}
	return false
}

// lies reports whether a clause says on whose desk the result lies: "nằm trên bàn sếp".
func (c *clause) lies() bool {
	for i, t := range c.tokens {
		if t.text != "nằm" && t.text != "để" && t.text != "nam" {
			continue
		}
		next, then := wordAt(c.tokens, i+1), tokenAt(c.tokens, i+2)
		switch next {
		case "tren":
			return then.fold == "ban"
		case "ban":
			return isPerson(then.fold) || then.fold == "sep"
		case "cho", "ben":
			return isPerson(then.fold) || then.fold == "sep" || then.fold == "van" || then.fold == "giam"
		}
	}
	return false
}

// sentBack reports whether what was handed in came back, or others want more of it: "bị trả",
// "họ đòi thêm bản sao".
func (c *clause) sentBack() bool {
	for i, t := range c.tokens {
		if (t.text == "bị" || t.text == "bi" && i == c.firstWord()) && !late.has(tokenAt(c.tokens, i+1)) && c.subjectOf(i) != others {
			return true
		}
		if _, n := demands.at(c.tokens, i); n > 0 && c.subjectOf(i) != ourselves && slices.ContainsFunc(c.tokens[i+n:], wantedMore.has) {
			return true
		}
	}
	return false
}
