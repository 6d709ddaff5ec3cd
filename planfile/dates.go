package planfile

import (
	"regexp"
	"strings"

	"dondoc/viet"
	"dondoc/workday"
)

var (
	// finishing stands right before a phrase that is a deadline for certain.
	finishing = regexp.MustCompile(`(?i)(?:^|[\s,;(])(?:hoàn thành|hoàn tất|xong)(?: (?:việc|nhiệm vụ|toàn bộ))?[ ,]*$`)
	// finished says that "hoàn thành" is no verb of this sentence.
	finished = regexp.MustCompile(`(?i)(?:mức độ|kết quả|tỷ lệ|tiến độ|khối lượng|đã|chưa|được) hoàn thành[^,;]*$`)
	doneAt   = regexp.MustCompile(`(?i)(?:^|[\s,;(])(?:hoàn thành|xong)\s[^.;:()]{0,60}$`)
	// attributive stands before a time that tells which things are meant, not when the work is due.
	attributive = regexp.MustCompile(`(?i)(?:(?:\s|^)(?:do|đã|được|bị)\s[^,;.]{0,60})?(?:ban hành|ký|ký kết|cấp|phê duyệt|thành lập|tiếp nhận|công bố|xây dựng|giao|thẩm định|hoàn thành|nộp|thông qua)\s*$`)
	happened    = regexp.MustCompile(`(?i)(?:phát sinh|sinh|hết hạn|hiệu lực|tồn đọng|diễn ra|khởi công|sử dụng|khai thác|số liệu|kết quả|tình hình|giai đoạn|thời kỳ|nhiệm kỳ|niên độ|hoạt động|thu thập|có mặt)\s*$`)
	// stillGoing are those of happened that a limit ends all the same: "gửi kết quả trước ngày 15/12".
	stillGoing = regexp.MustCompile(`(?i)(?:sử dụng|khai thác|kết quả|tình hình|hoạt động)\s*$`)
	// putToUse says that a use begins with the work: "lắp trạm bơm, đưa vào sử dụng".
	putToUse = regexp.MustCompile(`(?i)(?:đưa|đi)(?:\s[^,;.]{1,60})? vào (?:(?:khai thác|vận hành|quản lý|hoạt động|sử dụng),? )*(?:sử dụng|khai thác|hoạt động|vận hành)\s*$`)
	// nounOfBirth are words that end in "sinh" and speak of no birth.
	nounOfBirth = regexp.MustCompile(`(?i)(?:^|\s)(?:học|vệ|thí|kháng|hộ|tuyển|dân|an|môn|nữ|nam|giáo|vi|ký|tái|phục|cứu|hóa|hoá|mưu|phái|bài|kế|khuẩn|hy|quyên|quần|hậu) sinh\s*$`)
	passive     = regexp.MustCompile(`(?i)(?:^|\s)(?:do|đã|được|bị)\s[^,;.]{0,80}$`)
	looksBack   = regexp.MustCompile(`(?i)^\s*(?:tổng hợp|thống kê|báo cáo|đánh giá|kiểm tra|rà soát|thanh tra|quyết toán|sơ kết|tổng kết|giám sát|kiểm toán|đối chiếu|thu thập)`)
	issued      = regexp.MustCompile(`(?i)(?:số \S*[\d/…]\S*|\d+/\S*[^\s,;.])\s*$`)
	// fixed is a rhythm with its day or its count, which no noun has: "vào ngày 10 hằng tháng", "02 lần/năm".
	fixed = regexp.MustCompile(`^(?:định kỳ|vào ngày|trước ngày|\d+ lần)`)
	// givesAfter is a clause behind a time that only says who does the work.
	givesAfter = regexp.MustCompile(`^,? (?:giao|phân công) (?:cho )?\p{Lu}[^.;]*$`)
	limiting   = regexp.MustCompile(`^(?:trước|chậm nhất|muộn nhất|không muộn hơn|không chậm hơn)\s`)
	// waits is work that has no date yet.
	waits = regexp.MustCompile(`(?i)\s((?:ngay )?sau khi (?:có|được) [^.;,()]+|chờ (?:hướng dẫn|ý kiến) [^.;,()]+)[.;,]?`)
	upon  = regexp.MustCompile(`(?i)\s((?:trong (?:thời hạn|vòng|thời gian) [^.;,()]{2,40}(?:kể|tính) từ [^.;()]+|(?:trong )?\d{1,3} ngày(?: làm việc)? (?:kể từ|tính từ|sau|từ khi) [^.;,()]+)|(?:ngay )?khi có (?:vụ việc|vụ, việc|yêu cầu|chỉ đạo|phản ánh|phát sinh|hướng dẫn|văn bản|kế hoạch|thông báo|đề nghị|lệnh|tình huống|sự cố)[^.;,()]*)$`)
)

// spokenDeadline reads the deadline that a sentence states about itself: "…,
// hoàn thành trước ngày 30/6", "Hằng quý …", "… trong quý II/2022." at its end,
// in a last bracket, or "sau khi có hướng dẫn …". A time anywhere else belongs
// to what the sentence speaks of. doubt is a date that may be a deadline, and
// that only a person can tell.
func spokenDeadline(t string, year int) (phrase, doubt string) {
	if inside, ok := lastBracket(t); ok {
		if both := withOften(t, inside); both != "" {
			return both, ""
		}
		phrase, doubt = bracketDeadline(inside, year)
		if phrase != "" {
			return phrase, ""
		}
		t = withoutBracket(t)
	}
	t = strings.TrimRight(t, " .;,")
	if tail := tailDeadline(t, year); tail != "" {
		return tail, ""
	}
	for _, sentence := range clauses(t) {
		p, d := clauseDeadline(sentence, year)
		if p != "" {
			return p, ""
		}
		if doubt == "" {
			doubt = d
		}
	}
	if m := waits.FindStringSubmatch(firstSentence(t)); m != nil {
		return strings.TrimSpace(m[1]), ""
	}
	for _, sentence := range clauses(t) {
		if m := upon.FindStringSubmatch(sentence); m != nil {
			return strings.TrimSpace(m[1]), ""
		}
	}
	if m := season.FindStringSubmatch(t); m != nil && doubt == "" {
		return m[1], ""
	}
	return "", doubt
}

// bracketDeadline reads "(hoàn thành trong quý II/2022)", "(Phòng A chủ trì;
// 30/6/2022)". A day alone in a bracket may be the day of anything.
func bracketDeadline(inside string, year int) (phrase, doubt string) {
	if who, p, ok := whoAndWhen(inside); ok && saysWho(who) {
		if d, near := plausible(p, year); near || d.Due == 0 {
			return p, ""
		}
	}
	if who, p, ok := whoAndUnclear(inside); ok && saysWho(who) {
		return p, ""
	}
	if isWait(inside) {
		return inside, ""
	}
	if who, rest := cutUnit(inside); who != "" {
		if p, ok := strings.CutPrefix(rest, "thực hiện "); ok && isTime(p) && !isDigits(p[:1]) {
			return p, ""
		}
	}
	pieces := strings.FieldsFunc(strings.ReplaceAll(inside, ", ", ";"), func(r rune) bool { return r == ';' })
	for _, p := range append([]string{inside}, pieces...) {
		p = strings.TrimSpace(p)
		d, ok := plausible(p, year)
		switch {
		case !ok && !isDigits(p[:min(1, len(p))]) && isImpossible(p, year):
			return p, ""
		case !ok:
		case d.Kind == workday.Year && !strings.Contains(viet.Fold(p), "nam"):
		case !isDigits(p[:1]) || d.Kind.Recurring() || d.Kind == workday.Half: // "(6 tháng cuối năm)"
			return p, ""
		default:
			doubt = p
		}
	}
	return "", doubt
}

// timeWords are the first words of what may be a deadline inside a sentence.
var timeWords = wordSet("trước|trong|chậm nhất|muộn nhất|không muộn|không chậm|đến|hết|vào|từ|định kỳ|hàng|hằng|mỗi|thường xuyên|thời gian|thời hạn|hoàn thành|hoàn tất|xong|hạn|hạn chót|hạn cuối")

// beginsTime says that t begins with a word that a time may follow.
func beginsTime(t string) bool {
	head := strings.ToLower(t[:cutAt(t, 30)])
	first := nextWord(head)
	if timeWords[first] {
		return true
	}
	second := strings.TrimRight(nextWord(head[len(first):]), ":,")
	return timeWords[first+" "+second] || isDigits(first) && len(first) <= 2 && (second == "lần" || strings.HasPrefix(second, "lần/") || strings.HasSuffix(second, "/lần"))
}

// afterWord is where the word after the one at i begins.
func afterWord(t string, i int) int {
	if n := strings.IndexAny(t[i:], " ("); n >= 0 {
		return i + n + 1
	}
	return len(t)
}

// mostTimes is how many times of one sentence are looked at, longestTimeWords
// how many words one may have.
const (
	mostTimes        = 12
	longestTimeWords = 16
)

// clauseDeadline reads one sentence.
func clauseDeadline(t string, year int) (phrase, doubt string) {
	end, times := 0, 0
	for from := 0; from < len(t) && times < mostTimes; from = afterWord(t, from) {
		if from < end || !beginsTime(t[from:]) || insideNoun(t, from) {
			continue
		}
		times++
		to, d, run := longestTime(t, from, year)
		if to == 0 {
			to, d = impossibleTime(t, from, year) // kept as a phrase that no date follows from
		}
		if to == 0 {
			to, d = impossiblePeriod(t, from)
		}
		if to == 0 {
			if run > 0 {
				if at := finishesAfter(t[from:run]); at > 0 {
					end = from + at // "khám định kỳ, hoàn thành trước 30/6"
					continue
				}
				end = run // half of what is not understood whole is not read
				if doubt == "" && !issued.MatchString(t[:from]) {
					doubt = strings.Trim(t[from:run], " ,:")
				}
			}
			continue
		}
		end = to
		p := strings.Trim(t[from:to], " ,:")
		before := t[cutAt(t, max(0, from-160)):from]
		switch certain := stated(before, t[to:], p, d); {
		case certain && doubt != "" && d.Kind.Dated() && (!finishing.MatchString(before) || finished.MatchString(before)) && !named(strings.ToLower(p)):
			return "", doubt // "đợt 1 trong tháng 3, đợt 2 trong tháng 9"
		case certain:
			if exact := moreExact(t, to, year, d); exact != "" {
				return exact, ""
			}
			return withoutLabel(p), ""
		case d.Kind.Dated() && d.Kind != workday.Year && doubt == "" && !issued.MatchString(before) && !looksPast(before):
			doubt = p
		}
	}
	return "", doubt
}

// timeVocabulary are the words (folded) that a phrase of time is made of, apart
// from figures and Roman numerals.
var timeVocabulary = wordSet("truoc|trong|cham|nhat|muon|khong|hon|qua|den|het|vao|tu|dinh|ky|hang|moi|thuong|xuyen|lien|tuc|thoi|gian|han|thuc|hien|hoan|" +
	"thanh|to|chuc|lan|ngay|thang|quy|nam|tuan|dau|cuoi|giua|nua|va|du|kien|ca|gio|sau|cua|hai|ba|bon|bay|tam|chin|muoi|mot|toi|cung|hoac|&|tet|duong|lich|dip|nhan|chot|xong|tat|chu|thu|sang|chieu")

// longestTime is the end of the longest phrase from from on that is wholly a
// time of this plan; 0 for none. run is the end of words that tell a time as
// well and cannot be understood.
func longestTime(t string, from, year int) (to int, d workday.Deadline, run int) {
	var ends []int
	for at := from; at < len(t) && len(ends) < longestTimeWords; {
		end := len(t)
		if i := strings.IndexByte(t[at:], ' '); i >= 0 {
			end = at + i
		}
		if !isTimeWord(t[at:end]) {
			break
		}
		ends = append(ends, end)
		if at = end + 1; strings.HasSuffix(t[:end], ")") {
			break
		}
	}
	for i := len(ends) - 1; i >= 0; i-- {
		if i+1 < len(ends) && goesOn(t[ends[i]+1:ends[i+1]]) && t[ends[i]-1] != ',' || dangling[strings.ToLower(lastWord(t[:ends[i]]))] {
			continue // half of a date is another date
		}
		if d, ok := plausible(strings.Trim(t[from:ends[i]], " ,:()"), year); ok {
			return from + len(strings.TrimRight(t[from:ends[i]], " ,")), d, 0
		}
	}
	if n := len(ends); n > 3 && hasHalf(t[from:ends[n-1]], year) {
		run = ends[n-1]
	}
	return 0, d, run
}

// hasHalf says that a part of some words is a time of this plan.
func hasHalf(t string, year int) bool {
	for at := afterWord(t, 0); at < len(t); at = afterWord(t, at) {
		if _, ok := plausible(strings.Trim(t[at:], " ,:()"), year); ok {
			return true
		}
	}
	return false
}

// isTimeWord takes a word of the vocabulary, a figure, a Roman numeral, and
// several of them with strokes or dashes between: "lần/quý", "15/6-20/6".
func isTimeWord(word string) bool {
	for part := range strings.FieldsFuncSeq(viet.Fold(word), func(r rune) bool { return strings.ContainsRune("/-–,:()", r) }) {
		if !timeVocabulary[part] && !strings.ContainsAny(part, "0123456789") && strings.Trim(part, "ivx") != "" {
			return false
		}
	}
	return true
}

// goesOn says that a word belongs to the date before it.
func goesOn(word string) bool {
	switch word = viet.Fold(strings.Trim(word, ",:()")); word {
	case "ngay", "thang", "quy", "nam", "den", "toi", "dau", "cuoi", "hang", "lan", "-", "–":
		return true
	}
	return strings.ContainsAny(word, "0123456789") || strings.Trim(word, "ivx") == ""
}

// stated says that a time inside a sentence is the sentence's own deadline.
func stated(before, after, p string, d workday.Deadline) bool {
	lower := strings.ToLower(p)
	atHead, atEnd := strings.TrimSpace(before) == "", strings.Trim(after, " ,") == "" || givesAfter.MatchString(after)
	switch {
	case issued.MatchString(before), finished.MatchString(before):
		return false
	case finishing.MatchString(before), named(lower):
		return true
	case doneAt.MatchString(before) && !looksBack.MatchString(before) && (atEnd || strings.HasPrefix(after, ",")) && !strings.HasPrefix(lower, "từ"):
		return true
	case d.Kind.Recurring() || d.Kind == workday.Continuous:
		return atHead || d.Kind == workday.Continuous && strings.HasPrefix(after, " trong suốt ") || ownRhythm(before, lower) && (atEnd || fixed.MatchString(lower))
	case atHead && atEnd && limiting.MatchString(lower):
		return true // a clause of its own: "…; chậm nhất ngày 30/9"
	case d.Kind == workday.Year && atEnd && strings.HasSuffix(strings.TrimRight(before, " "), ","):
		return true // a clause of its own: "…, trong năm 2026"
	case strings.HasSuffix(strings.TrimRight(before, " "), ",") && strings.HasPrefix(after, ",") && betweenCommas.MatchString(lower) && d.Kind.Dated() && d.Kind != workday.Year && !looksBack.MatchString(before):
		return true // "…, trong tháng 4/2026, tại thôn Khe Mo"
	case d.Kind == workday.Year, !atHead && !atEnd:
		return false
	case atHead:
		return strings.HasPrefix(after, ",") && !strings.HasPrefix(lower, "từ")
	case putToUse.MatchString(before):
		return true
	case limiting.MatchString(lower) && stillGoing.MatchString(before) && !(attributive.MatchString(before) && passive.MatchString(before)):
		return true
	case looksPast(before), looksBack.MatchString(before) && attributive.MatchString(before):
		return false
	case strings.HasPrefix(lower, "từ"):
		return !looksBack.MatchString(before)
	case strings.HasPrefix(lower, "trong") && looksBack.MatchString(before) && (strings.Contains(before, "kết quả") || strings.Contains(before, "tình hình")):
		return false // the period that is looked back on
	case strings.HasPrefix(lower, "đến "):
		return strings.HasPrefix(lower, "đến hết") || strings.HasPrefix(lower, "đến ngày")
	}
	return true
}

// named says that a phrase itself names the time as a deadline.
func named(phrase string) bool {
	for _, head := range []string{"thời gian", "thời hạn", "hoàn thành", "hoàn tất", "xong", "hạn chót", "hạn cuối"} {
		if strings.HasPrefix(phrase, head) {
			return true
		}
	}
	return false
}

// looksPast says that the words before a time speak of when something else was
// done: "văn bản do UBND tỉnh ban hành", "số liệu".
func looksPast(before string) bool {
	if happened.MatchString(before) && !nounOfBirth.MatchString(before) {
		return true
	}
	return attributive.MatchString(before) && passive.MatchString(before)
}

// ownRhythm tells "họp giao ban hằng tháng" from "xây dựng kế hoạch hằng năm",
// where the words belong to the noun before them.
func ownRhythm(before, phrase string) bool {
	if sign, _ := comparison(wordsBefore(before), ""); sign != "=" {
		return false // "ít nhất 02 lần/tuần" is how often at least
	}
	switch phrase {
	case "mỗi ngày", "mỗi tuần", "mỗi tháng", "mỗi quý", "mỗi năm":
		return false // "02 tin, bài mỗi tháng" is how many
	}
	if !strings.HasPrefix(phrase, "hàng") && !strings.HasPrefix(phrase, "hằng") || strings.Contains(phrase, "trước") || strings.Contains(phrase, "ngày ") {
		before = strings.TrimRight(before, " ")
		return !strings.HasPrefix(phrase, "thường xuyên") || strings.HasSuffix(before, ",") || strings.HasSuffix(before, "thực hiện")
	}
	return !strings.HasSuffix(phrase, "năm")
}

// withoutLabel drops "thời gian thực hiện" before a phrase.
func withoutLabel(p string) string {
	words := strings.Fields(p)
	for len(words) > 1 {
		if strings.EqualFold(words[0], "xong") {
			words = words[1:]
			continue
		}
		switch strings.ToLower(strings.TrimRight(words[0]+" "+words[1], ":")) {
		case "thời gian", "thực hiện", "hoàn thành", "thời hạn", "tổ chức":
			words = words[2:]
			continue
		}
		break
	}
	if len(words) == 0 {
		return p
	}
	return strings.Join(words, " ")
}

// plausible says that a phrase found inside a sentence can be a deadline of
// this plan: it has a meaning, and no day before the plan's year or long after.
func plausible(phrase string, year int) (workday.Deadline, bool) {
	if len(phrase) < 3 || len(phrase) > 120 {
		return workday.Deadline{}, false
	}
	d := viet.ParseDeadline(phrase, year)
	switch {
	case d.Kind.Recurring(), d.Kind == workday.Continuous:
		return d, true
	case !d.Kind.Dated() || d.Due == 0:
		return d, false
	case year == 0:
		return d, true
	}
	return d, d.Due.Year() >= year && d.Due.Year() <= year+4
}
