package planfile

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// figures are numbers with a decimal comma or a point for thousands, with the
// sign of a share and a second number up to which it goes.
var figures = regexp.MustCompile(figure + `(\s*%)?(?:\s*(?:-|–|đến)\s*` + figure + `\s*%)?`)

const figure = `(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?|\d+\.\d{1,2})`

var (
	// comparing words stand before a figure, or before a linking word.
	comparing = map[string]string{
		"≥": ">=", ">=": ">=", "tối thiểu": ">=", "ít nhất": ">=", "không dưới": ">=", "không thấp hơn": ">=", "không ít hơn": ">=",
		"đạt và vượt": ">=", "từ": ">=", ">": ">", "trên": ">", "hơn": ">", "vượt": ">", "cao hơn": ">", "quá": ">",
		"≤": "<=", "<=": "<=", "không quá": "<=", "không vượt quá": "<=", "tối đa": "<=", "<": "<", "dưới": "<", "thấp hơn": "<", "còn": "=",
	}
	linking = wordSet("là|đạt|mức|được|có|từ|thêm|mở|chức|tổ|:")
	// vague ones may as well tell which things are meant.
	vagueComparing = wordSet("từ|còn|hơn|vượt|dưới|quá|trên")
	// acting words stand before a count of things that is a goal wherever it is written.
	acting = wordSet("tổ chức|mở|có|xây dựng|đạt|giải quyết|thực hiện|hoàn thành|kiểm tra|ban hành|tuyển|bồi dưỡng|đào tạo")
	things = wordSet("lớp|cuộc|đợt|hội nghị|buổi|lượt|người|hồ sơ|mô hình|sáng kiến|tin|bài|km|tỷ đồng|triệu đồng|hộ|lao động|học sinh|giường|ca|sản phẩm|" +
		"thủ tục|dịch vụ|văn bản|đề tài|chuyên đề|tiết|giải")
	// refer words stand before a number that names something.
	refers = wordSet("số|điều|khoản|điểm|mục|độ|cấp|quý|tháng|năm|ngày|thứ|khóa|khoá|nhóm|loại|hạng|đợt|đoạn|lớp|khối|tuổi|tầng|lộ|iso|phường|tổ|" +
		"chương|phần|kỳ|lần|mũi|tập|quyển|tuyến|vòng|ca|chặng")
	// times are what a figure counts when it is no goal.
	times = wordSet("ngày|tháng|năm|giờ|tuần|quý|phút")
)

// findTargets reads the numeric goals of a text: shares, and counts that are
// compared with or reached for. Years, standards, document numbers and dates
// are none. Among aims every count is a goal.
func findTargets(text, area string, aim bool) []Target {
	var found []Target
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	for _, clause := range clauses(text) {
		for _, m := range figures.FindAllStringSubmatchIndex(clause, mostTargets) {
			if t, ok := targetAt(clause, m, aim); ok {
				t.Area = area
				found = append(found, t)
			}
		}
	}
	return found
}

// mostTargets is how many figures of one clause are looked at.
const mostTargets = 20

// clauses cuts a text at semicolons and at the ends of sentences.
func clauses(text string) []string {
	var out []string
	for half := range strings.SplitSeq(text, ";") {
		for sentence := range strings.SplitSeq(half, ". ") {
			if s := strings.Trim(sentence, " .;,-+"); s != "" {
				out = append(out, s)
			}
		}
	}
	return out
}

// targetAt judges one figure of a clause.
func targetAt(clause string, m []int, aim bool) (Target, bool) {
	head, after := clause[:m[0]], clause[m[1]:]
	v, ok := amount(clause[m[2]:m[3]])
	if last := lastRune(head); !ok || head != "" && (strings.ContainsRune("/.,:-–0123456789", last) || unicode.IsLetter(last)) {
		return Target{}, false
	}
	before := wordsBefore(head)
	t := Target{Value: v, Text: clause}
	var word string
	if t.Comparison, word = comparison(before, after); word == "quá" && strings.Contains(strings.ToLower(head), "không") {
		t.Comparison = "<="
	}
	if m[4] >= 0 || m[6] >= 0 { // a share, or the smaller of two
		if m[6] >= 0 && t.Comparison == "=" {
			t.Comparison = ">="
		}
		if t.Unit = strings.TrimSpace("% " + noun(after)); t.Unit == "%" || strings.HasPrefix(after, "/") {
			t.Unit = strings.TrimSpace("% " + subject(head))
			if vagueComparing[word] && !aim && !seeks(head) {
				return t, false // "các trạm biến áp có tổn thất trên 8%"
			}
		}
		return t, true
	}
	t.Unit = noun(after)
	first := strings.ToLower(nextWord(t.Unit))
	last := ""
	if len(before) > 0 {
		last = before[len(before)-1]
	}
	switch {
	case t.Unit == "", refers[last], !strings.HasPrefix(after, " "), !unicode.IsLetter(firstRune(t.Unit)), first == "tuổi":
		return t, false
	case times[first] && (!aim || t.Comparison == "=" || strings.Contains(strings.ToLower(head), "trong ")):
		return t, false
	case (word == onward || vagueComparing[word]) && !aim && !seeks(head):
		return t, false // of things that are so, not of a goal: "tài sản từ 100 triệu đồng trở lên"
	case t.Comparison != "=":
		return t, true
	case endsWith(before, acting) && (things[first] || things[first+" "+nextWord(strings.TrimPrefix(strings.ToLower(t.Unit), first))]):
		return t, true
	}
	return t, aim
}

// seeks says that a clause speaks of what is to be reached.
func seeks(head string) bool {
	head = strings.ToLower(head)
	for _, word := range []string{"phấn đấu", "đạt", "bảo đảm", "đảm bảo", "thêm", "không", "tỷ lệ", "tỉ lệ"} {
		if strings.Contains(head, word) {
			return true
		}
	}
	return false
}

// wordsBefore are the last words of a text, in small letters; a colon is one.
func wordsBefore(t string) []string {
	t = t[cutAt(t, max(0, len(t)-60)):]
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(t, ":", " : ")))
	for i, w := range words {
		words[i] = strings.Trim(w, ",;()")
	}
	return words[max(0, len(words)-6):]
}

// endsWith says that the last word or two are in a set, linking words apart.
func endsWith(words []string, set map[string]bool) bool {
	n := len(words)
	for n > 1 && (words[n-1] == "được" || words[n-1] == "thêm" || words[n-1] == "mới") {
		n--
	}
	return n > 0 && set[words[n-1]] || n > 1 && set[words[n-2]+" "+words[n-1]]
}

// amount reads 99,9 as 99.9 and 1.200 as 1200.
func amount(s string) (float64, bool) {
	whole, decimals, _ := strings.Cut(s, ",")
	if len(whole)-strings.LastIndexByte(whole, '.') == 4 {
		whole = strings.ReplaceAll(whole, ".", "")
	}
	v, err := strconv.ParseFloat(strings.TrimSuffix(whole+"."+decimals, "."), 64)
	return v, err == nil && v < 1e12
}

// onward stands for the words after a figure that compare with it.
const onward = "trở lên"

// comparison reads the words around a figure, and says which they are; "=" when
// there are none.
func comparison(before []string, after string) (sign, word string) {
	words := strings.Fields(after[:cutAt(after, 60)])
	for i := 0; i+1 < len(words) && i < 6; i++ {
		if words[i] == "trở" {
			if strings.HasPrefix(words[i+1], "xuống") {
				return "<=", onward
			}
			if strings.HasPrefix(words[i+1], "lên") {
				return ">=", onward
			}
		}
		if strings.ContainsAny(words[i], ",.;:()0123456789") {
			break
		}
	}
	for n := len(before); n > 0; n-- {
		for k := min(3, n); k > 0; k-- {
			if phrase := strings.Join(before[n-k:n], " "); comparing[phrase] != "" {
				return comparing[phrase], phrase
			}
		}
		if !linking[before[n-1]] {
			break
		}
	}
	return "=", ""
}

// nounEnds are the words that end what a figure counts.
var nounEnds = wordSet("được|đạt|xây dựng|vận hành|thực hiện|là|có|do|của|trong|trở lên|trở xuống|đủ|đúng|hoàn thành|đảm bảo|bảo đảm|thuộc|tại|theo|so với|và|sử dụng|tham gia|đáp ứng|mức độ|không|trên|phải|vào|từ|ở|cho|nộp|giải quyết|tiếp nhận|ứng dụng|ký|triển khai|trước|qua|kịp thời|hài lòng|đã|cập nhật|với|mà|để")

// noun is what a figure counts: the words after it up to a verb or a stop, at
// most ten.
func noun(after string) string {
	after = strings.TrimLeft(after, " ")
	for _, skip := range []string{"trở lên ", "trở xuống ", "các ", "số "} {
		after = strings.TrimPrefix(after, skip)
	}
	var words []string
	fields := strings.Fields(after)
	for i, w := range fields {
		next := ""
		if i+1 < len(fields) {
			next = strings.Trim(fields[i+1], ".,;:)")
		}
		if w == "thuộc" && i > 0 && fields[i-1] == "trực" {
			words = append(words, w)
			continue
		}
		if nounEnds[w] || nounEnds[w+" "+next] || len(words) == 10 || strings.HasPrefix(w, "(") {
			break
		}
		words = append(words, strings.TrimRight(w, ".,;:)"))
		if strings.TrimRight(w, ".,;:)") != w {
			break
		}
	}
	return strings.Join(words, " ")
}

// subject is what a figure at the end of its clause is about: "tỷ lệ hồ sơ đúng
// hạn đạt 95%"; before an earlier figure of the clause, if there is one.
func subject(before string) string {
	if at := figures.FindAllStringIndex(before, -1); at != nil {
		if i := strings.LastIndexByte(before, ','); i > at[len(at)-1][0] {
			if own := withoutComparing(before[i+1:]); strings.Contains(own, " ") {
				before = strings.TrimPrefix(own, "trong đó ")
			} else {
				before = before[:at[0][0]]
			}
		}
	}
	before = withoutComparing(before)
	if head, rest, ok := strings.Cut(before, ":"); ok && len(strings.Fields(rest)) <= 3 {
		before = head
	}
	if i := strings.LastIndexByte(before, ','); i >= 0 && utf8.RuneCountInString(before) > 60 {
		before = before[i+1:]
	}
	before = strings.TrimSpace(before)
	for _, head := range []string{"tỷ lệ ", "Tỷ lệ ", "Tỉ lệ ", "tỉ lệ ", "Phấn đấu ", "phấn đấu "} {
		before = strings.TrimPrefix(before, head)
	}
	return cutWords(before, 60)
}

// withoutComparing cuts the words that compare with a figure off the end.
func withoutComparing(t string) string {
	words := strings.Fields(t)
	for n := comparingAtEnd(words); n > 0; n = comparingAtEnd(words) {
		words = words[:len(words)-n]
	}
	return strings.TrimRight(strings.Join(words, " "), " :")
}

// comparingAtEnd is how many of the last words compare with a figure after them
// or link to it.
func comparingAtEnd(words []string) int {
	for k := min(3, len(words)); k > 0; k-- {
		phrase := strings.ToLower(strings.Trim(strings.Join(words[len(words)-k:], " "), ",:"))
		if comparing[phrase] != "" || k == 1 && (linking[phrase] || phrase == "lên" || phrase == "xuống") {
			return k
		}
	}
	return 0
}

var goal = regexp.MustCompile(`(?i)^(?:phấn đấu\s+)?(?:(?:≥|>=|>|trên|tối thiểu|ít nhất|từ|đạt)\s*)?\d+(?:,\d+)?\s*%|^(?:tỷ|tỉ) lệ .*(?:đạt|≥|>|trên|dưới|là|:)\s*\D{0,12}\d`)

// isGoal says that an item only states a target, and is no task.
func isGoal(t string) bool { return goal.MatchString(t) }
