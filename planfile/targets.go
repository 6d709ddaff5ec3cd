package planfile

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// number is a figure with a decimal comma or a point for thousands.
const figure = `(\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?|\d+\.\d{1,2})`

var (
	percent  = regexp.MustCompile(figure + `\s*%(?:\s*(?:-|–|đến)\s*` + figure + `\s*%)?`)
	atLeast  = regexp.MustCompile(`(?i)(?:≥|>=|tối thiểu|ít nhất|không dưới|không thấp hơn|không ít hơn|đạt và vượt|từ|trên|>|hơn|vượt|cao hơn|≤|<=|không quá|không vượt quá|tối đa|dưới|<|thấp hơn|còn)\s*(?:là|đạt|mức|được|có|từ|:)?\s*$`)
	counted  = regexp.MustCompile(`(?i)(≥|>=|tối thiểu|ít nhất|không dưới|không ít hơn|trên|>|tối đa|không quá|≤)\s*(?:là |đạt |có |từ |mở |tổ chức )?` + figure + `\s+(\p{L}[\p{L} ]*)`)
	achieved = regexp.MustCompile(`(?i)(?:^|[\s,;(])(?:tổ chức|mở|có|xây dựng|đạt|giải quyết|thực hiện|hoàn thành|kiểm tra|ban hành|tuyển|bồi dưỡng|đào tạo)(?: được)?\s+` + figure + `\s+((?:lớp|cuộc|đợt|hội nghị|buổi|lượt|người|hồ sơ|mô hình|sáng kiến|tin|bài|km|tỷ đồng|triệu đồng|hộ|lao động|học sinh|giường|ca|sản phẩm|thủ tục|dịch vụ|văn bản|đề tài|chuyên đề|tiết|giải)[\p{L} ]*)`)
	onwards  = regexp.MustCompile(`(?i)^\s*(?:[\p{L} ]{0,24})?(trở lên|trở xuống)`)
)

// findTargets reads the numeric goals of a text. Years, standards, document
// numbers and dates carry neither a percent sign nor a counted noun.
func findTargets(text, area string) []Target {
	var found []Target
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	for _, clause := range clauses(text) {
		taken := []int{}
		for _, m := range percent.FindAllStringSubmatchIndex(clause, -1) {
			if t, ok := percentTarget(clause, m); ok {
				t.Area = area
				found = append(found, t)
				taken = append(taken, m[0], m[1])
			}
		}
		for _, re := range []*regexp.Regexp{counted, achieved} {
			if len(taken) > 0 {
				break
			}
			for _, m := range re.FindAllStringSubmatchIndex(clause, -1) {
				if t, ok := countTarget(clause, m, re == counted); ok {
					t.Area = area
					found = append(found, t)
					taken = append(taken, m[0], m[1])
				}
			}
		}
	}
	return found
}

// clauses cuts a text at semicolons and at the ends of sentences.
func clauses(text string) []string {
	var out []string
	for half := range strings.SplitSeq(text, ";") {
		for sentence := range strings.SplitSeq(half, ". ") {
			if s := strings.Trim(sentence, " .;-+"); s != "" {
				out = append(out, s)
			}
		}
	}
	return out
}

func percentTarget(clause string, m []int) (Target, bool) {
	v, ok := amount(clause[m[2]:m[3]])
	if !ok || m[0] > 0 && strings.IndexByte("/.,:-0123456789", clause[m[0]-1]) >= 0 {
		return Target{}, false
	}
	before, after := clause[:m[0]], clause[m[1]:]
	t := Target{Value: v, Comparison: comparison(before, after), Text: clause}
	if m[4] >= 0 && t.Comparison == "=" {
		t.Comparison = ">="
	}
	t.Unit = strings.TrimSpace("% " + noun(after))
	if t.Unit == "%" {
		t.Unit = strings.TrimSpace("% " + subject(before))
	}
	return t, true
}

func countTarget(clause string, m []int, compared bool) (Target, bool) {
	t := Target{Comparison: "=", Text: clause}
	at := 2
	if compared {
		t.Comparison = comparison(clause[:m[3]], clause[m[1]:])
		at = 4
	}
	v, ok := amount(clause[m[at]:m[at+1]])
	if !ok {
		return t, false
	}
	t.Value = v
	t.Unit = noun(clause[m[at+2]:m[at+3]])
	switch nextWord(strings.ToLower(t.Unit)) {
	case "ngày", "tháng", "năm", "giờ", "tuần", "quý", "":
		return t, false
	}
	if t.Comparison == "=" {
		if o := onwards.FindStringSubmatch(clause[m[at+2]:]); o != nil {
			t.Comparison = onward(o[1])
		}
	}
	return t, true
}

// amount reads 99,9 as 99.9 and 1.200 as 1200.
func amount(s string) (float64, bool) {
	if i := strings.IndexByte(s, '.'); i >= 0 && len(s)-strings.LastIndexByte(s, '.') == 4 {
		s = strings.ReplaceAll(s, ".", "")
	}
	v, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	return v, err == nil && v < 1e12
}

// comparison reads the words around a figure; "=" when there are none.
func comparison(before, after string) string {
	if m := onwards.FindStringSubmatch(after); m != nil {
		return onward(m[1])
	}
	m := atLeast.FindString(before)
	switch w := strings.ToLower(m); {
	case m == "":
		return "="
	case strings.HasPrefix(w, "≤"), strings.HasPrefix(w, "<="), strings.Contains(w, "quá"), strings.HasPrefix(w, "tối đa"):
		return "<="
	case strings.HasPrefix(w, "<"), strings.HasPrefix(w, "dưới") && !strings.HasSuffix(strings.TrimRight(before[:len(before)-len(m)], " "), "không"),
		strings.HasPrefix(w, "thấp hơn"):
		return "<"
	case strings.HasPrefix(w, "trên"), strings.HasPrefix(w, ">") && !strings.HasPrefix(w, ">="), strings.HasPrefix(w, "hơn"),
		strings.HasPrefix(w, "vượt"), strings.HasPrefix(w, "cao hơn"):
		return ">"
	case strings.HasPrefix(w, "còn"):
		return "="
	}
	return ">="
}

func onward(word string) string {
	if strings.EqualFold(word, "trở xuống") {
		return "<="
	}
	return ">="
}

// nounEnds are the words that end what a figure counts.
var nounEnds = wordSet("được|đạt|xây dựng|vận hành|thực hiện|là|có|do|của|trong|trở lên|trở xuống|đủ|đúng|hoàn thành|đảm bảo|bảo đảm|thuộc|tại|theo|so với|và|sử dụng|tham gia|đáp ứng|mức độ|không|trên|phải|vào|từ|ở|cho|nộp|giải quyết|tiếp nhận|ứng dụng|ký|triển khai|trước|qua|kịp thời|hài lòng|đã|cập nhật")

// noun is what a figure counts: the words after it up to a verb or a stop, at
// most eight.
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
		if nounEnds[w] || nounEnds[w+" "+next] || len(words) == 8 || strings.HasPrefix(w, "(") {
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
// hạn đạt 95%".
func subject(before string) string {
	before = strings.TrimSpace(atLeast.ReplaceAllString(before, ""))
	for _, end := range []string{" đạt", ":", " là", " lên", " xuống"} {
		before = strings.TrimSuffix(before, end)
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

var goal = regexp.MustCompile(`(?i)^(?:phấn đấu\s+)?(?:(?:≥|>=|>|trên|tối thiểu|ít nhất|từ|đạt)\s*)?\d+(?:,\d+)?\s*%|^(?:tỷ|tỉ) lệ .*(?:đạt|≥|>|trên|dưới|là|:)\s*\D{0,12}\d`)

// isGoal says that an item only states a target, and is no task.
func isGoal(t string) bool { return goal.MatchString(t) }
