package viet

import (
	"regexp"
	"strings"
)

// Topic is what a question wants to know of the work, as far as the facts of a
// plan answer it.
type Topic uint8

// The topics. The zero Topic is anything that no fact answers: whether
// something may be done, how, where to, why.
const (
	NoTopic  Topic = iota
	DueDate        // "hạn đến bao giờ?"
	Lead           // "việc này của ai?"
	Content        // "phải nộp gì?"
	Standing       // "3.2 đến đâu rồi?", "xác nhận chưa?"
	WorkList       // "còn mấy việc?"
)

// Asked is a question about the work as ParseQuestion reads it.
type Asked struct {
	Topic Topic
	// Overdue and DueSoon narrow a list to what is late, or due within days.
	Overdue, DueSoon bool
}

// ParseQuestion reads what a question wants to know. A question that also asks
// for leave, for a reason or for a way is of no topic: a fact would not answer
// it. It does not tell whether the text is a question at all; see ParseReply.
func ParseQuestion(text string) Asked {
	said := questionWords(text)
	if strings.Count(text, "?") > 1 || len(strings.Fields(said)) > longestQuestion {
		return Asked{}
	}
	if standingAsked.MatchString(said) && !leaveAsked.MatchString(said) {
		return Asked{Topic: Standing}
	}
	if beyondFacts.MatchString(said) || leaveAsked.MatchString(said) {
		return Asked{}
	}
	for _, q := range factQuestions {
		if !q.words.MatchString(said) {
			continue
		}
		a := Asked{Topic: q.topic}
		if q.topic == WorkList {
			a.Overdue = lateAsked.MatchString(said)
			a.DueSoon = !a.Overdue && soonAsked.MatchString(said)
		}
		return a
	}
	return Asked{}
}

// longestQuestion is the number of words up to which a question is taken for one
// about a fact: a longer one tells more than it asks.
const longestQuestion = 20

// questionWords folds a text to words with one space between, without what is
// only polite.
func questionWords(text string) string {
	var out []string
	for _, word := range strings.FieldsFunc(Fold(Clean(text)), func(r rune) bool {
		return strings.ContainsRune(" \n\t,;:!?…\"“”()", r)
	}) {
		if word = strings.Trim(word, ".-"); word != "" && !unasked[word] {
			out = append(out, word)
		}
	}
	if last := len(out) - 1; last > 0 && (out[last] == "the" || out[last] == "day") {
		out = out[:last] // "ngày nào thế"
	}
	return strings.Join(out, " ")
}

// unasked are words that say nothing of what is asked.
var unasked = map[string]bool{
	"a": true, "ah": true, "da": true, "nhi": true, "nhe": true, "nha": true, "vay": true, "ha": true, "voi": true,
	"anh": true, "chi": true, "em": true, "minh": true, "thua": true, "oi": true,
}

const (
	whenWords = `(bao gio|khi nao|luc nao|bao lau|chung nao|(ngay|hom|thang|tuan|gio) (nao|may|bao nhieu)|may gio)`
	howMany   = `(may|bao nhieu|nhung)`
	workWord  = `(viec|nhiem vu|dau viec|cong viec|muc)`
	doesIt    = `(chu tri|phu trach|dam nhan|dam nhiem|chiu trach nhiem|dau moi|theo doi|phoi hop|thuc hien|lam)`
	handIn    = `(nop|xong|hoan thanh|bao cao|gui|trinh|ket thuc)`
)

// factQuestions are the ways to ask for a fact, the narrower first.
var factQuestions = []struct {
	topic Topic
	words *regexp.Regexp
}{
	{DueDate, regexp.MustCompile(`\b(han|deadline|thoi han|ky han)\b.*\b` + whenWords + `\b|\b(han|deadline)( chot| cuoi| nop)* (may|den dau|toi dau)\b`)},
	{DueDate, regexp.MustCompile(`\b` + whenWords + `( thi| la| moi)?( het| den| toi)? (han|deadline)\b`)},
	{DueDate, regexp.MustCompile(`\b(phai|can) ` + handIn + `\b.*\b` + whenWords + `\b|\b` + whenWords + `( thi| la| moi)? (phai|can) ` + handIn + `\b`)},
	{DueDate, regexp.MustCompile(`\bcon (may|bao nhieu) (ngay|hom|tuan)\b`)},
	{Lead, regexp.MustCompile(`\b(cua|thuoc|giao cho) (ai|(phong|don vi|ben|ban|khoa|to) nao)\b|\bai( la)?( nguoi)? ` + doesIt + `\b|\b(phong|don vi|ben|ban|khoa|to) nao( la)?( don vi)? ` + doesIt + `\b`)},
	{Lead, regexp.MustCompile(`\b` + doesIt + ` (la|boi|do) (ai|(phong|don vi|ben) nao)\b`)},
	{WorkList, regexp.MustCompile(`\b` + howMany + ` ` + workWord + `\b|\b` + workWord + ` (gi|nao)\b|\bdanh sach ` + workWord + `\b`)},
	{Content, regexp.MustCompile(`\b(noi dung|yeu cau|san pham|ket qua)\b.*\b(gi|nhung gi)$|\b(phai|can) (nop|lam|gui|trinh)( nhung| cai)? gi( (moi|thi|la) xong)?$`)},
	{Standing, regexp.MustCompile(`^(` + workWord + ` )?([0-9a-z]+(\.[0-9a-z]+)+ )(den|toi) dau( roi)?$|\b` + workWord + `.* ((den|toi) dau|ra sao)( roi)?$|\btien do.* ((den|toi) dau|the nao|ra sao|bao nhieu)( roi)?$`)},
}

var (
	// standingAsked asks whether somebody has acted on what was said.
	standingAsked = regexp.MustCompile(`\b(duyet|xac nhan|chap nhan|chap thuan|dong y|phe duyet|nhan duoc|giai quyet|tra loi|cho y kien|xem)( [a-z0-9.]+){0,4} chua$`)
	// beyondFacts asks for a way, a place, a reason or an example.
	beyondFacts = regexp.MustCompile(`\b(tai sao|vi sao|sao lai|o dau|vao dau|ve dau|cho ai|gui ai|mau (nao|gi|so)|theo mau|cach nao|nhu nao|kieu gi|lam sao|kinh phi|bao nhieu tien|tien (dau|nao|o)|co phai|co can|phai khong|dung khong|hay la|neu)\b`)
	// leaveAsked asks for leave, which somebody has to give.
	leaveAsked = regexp.MustCompile(`\b(xin|cho phep|de nghi|lui|doi han|keo dai|gia han them|co the|duoc (khong|ko|k|kg|hong|chu)|co duoc)\b`)
	lateAsked  = regexp.MustCompile(`\b(qua|tre|cham|tre han|qua han)\b`)
	soonAsked  = regexp.MustCompile(`\b((sap|gan)( den| toi)? han|(den|toi) han|(hom|tuan|ngay) (nay|mai))\b`)
)
