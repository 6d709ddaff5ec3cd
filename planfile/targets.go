package planfile

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// number is a figure with a decimal comma or a point for thousands.
const figure = `(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?|\d+\.\d{1,2})`

// comparing are the words before a figure that compare with it.
const comparing = `≥|>=|tối thiểu|ít nhất|không dưới|không thấp hơn|không ít hơn|đạt và vượt|từ|trên|>|hơn|vượt|cao hơn|≤|<=|không quá|không vượt quá|quá|tối đa|dưới|<|thấp hơn|còn`

var (
	figures  = regexp.MustCompile(figure + `(\s*%)?(?:\s*(?:-|–|đến)\s*` + figure + `\s*%)?`)
	compared = regexp.MustCompile(`(?i)(?:^|[\s(:,;])(` + comparing + `)\s*(?:là|đạt|mức|được|có|từ|thêm|mở|mở thêm|tổ chức|:)?\s*$`)
	onwards  = regexp.MustCompile(`(?i)^\s*(?:[\p{L} ]{0,24})?(trở lên|trở xuống)`)
	// acting stands before a count that is a goal wherever it is written.
	acting = regexp.MustCompile(`(?i)(?:^|[\s,;(])(?:tổ chức|mở|có|xây dựng|đạt|giải quyết|thực hiện|hoàn thành|kiểm tra|ban hành|tuyển|bồi dưỡng|đào tạo)(?: được| thêm| mới)?\s+$`)
	things = regexp.MustCompile(`(?i)^\s+(?:lớp|cuộc|đợt|hội nghị|buổi|lượt|người|hồ sơ|mô hình|sáng kiến|tin|bài|km|tỷ đồng|triệu đồng|hộ|lao động|học sinh|giường|ca|sản phẩm|thủ tục|dịch vụ|văn bản|đề tài|chuyên đề|tiết|giải)(?:[\s,.;)]|$)`)
	// aiming stands before a count that is a goal among aims.
	aiming = regexp.MustCompile(`(?i)(?::|(?:^|\s)(?:đạt|là|có|lên|xuống|thêm|mới|mở|tăng|giảm|khoảng|được|công nhận|kết nạp|trồng|tạo|thu))\s*$`)
	// refers stands before a number that names something.
	refers = regexp.MustCompile(`(?i)(?:số|điều|khoản|điểm|mục|độ|cấp|quý|tháng|năm|ngày|thứ|khóa|khoá|nhóm|loại|hạng|đợt|đoạn|lớp|khối|tuổi|tầng|lộ|iso|phường|tổ|chương|phần|kỳ|lần)\s*$`)
)

// times are what a figure counts when it is no goal.
var times = wordSet("ngày|tháng|năm|giờ|tuần|quý|phút")

// findTargets reads the numeric goals of a text: shares, and counts that are
// compared with or reached for. Years, standards, document numbers and dates
// are none. Among aims the verbs before a count may be any.
func findTargets(text, area string, aim bool) []Target {
	var found []Target
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	for _, clause := range clauses(text) {
		for _, m := range figures.FindAllStringSubmatchIndex(clause, -1) {
			t, ok := targetAt(clause, m, aim)
			if ok {
				t.Area = area
				found = append(found, t)
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

// targetAt judges one figure of a clause.
func targetAt(clause string, m []int, aim bool) (Target, bool) {
	before, after := clause[:m[0]], clause[m[1]:]
	v, ok := amount(clause[m[2]:m[3]])
	if !ok || before != "" && strings.ContainsRune("/.,:-–0123456789", lastRune(before)) || before != "" && unicode.IsLetter(lastRune(before)) {
		return Target{}, false
	}
	t := Target{Value: v, Comparison: comparison(before, after), Text: clause}
	if m[4] >= 0 || m[6] >= 0 { // a share, or the smaller of two
		if m[6] >= 0 && t.Comparison == "=" {
			t.Comparison = ">="
		}
		if t.Unit = strings.TrimSpace("% " + noun(after)); t.Unit == "%" {
			t.Unit = strings.TrimSpace("% " + subject(before))
		}
		return t, true
	}
	t.Unit = noun(after)
	switch first := strings.ToLower(nextWord(t.Unit)); {
	case t.Unit == "", refers.MatchString(before), !strings.HasPrefix(after, " "), !unicode.IsLetter(firstRune(t.Unit)):
		return t, false
	case first == "tuổi", times[first] && (!aim || t.Comparison == "=" || strings.Contains(strings.ToLower(before), "trong ")):
		return t, false
	case onwards.MatchString(after), t.Comparison != "=" && !ambiguous.MatchString(before):
		return t, true
	case acting.MatchString(before) && things.MatchString(after):
		return t, true
	}
	return t, aim && (aiming.MatchString(before) || t.Comparison != "=")
}

// ambiguous words compare only beside a share or among aims: "từ 20 ngày",
// "còn 15 ngày", "trên 3 tuyến đường".
var ambiguous = regexp.MustCompile(`(?i)(?:^|\s)(?:từ|còn|hơn|vượt|dưới|quá)\s*$`)

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
	m := compared.FindStringSubmatch(before)
	if m == nil {
		return "="
	}
	switch w := strings.ToLower(m[1]); w {
	case "≤", "<=", "không quá", "không vượt quá", "tối đa":
		return "<="
	case "quá":
		if strings.Contains(before, "không") || strings.Contains(before, "Không") {
			return "<="
		}
		return ">"
	case "<", "dưới", "thấp hơn":
		return "<"
	case "trên", ">", "hơn", "vượt", "cao hơn":
		return ">"
	case "còn":
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
// hạn đạt 95%"; before an earlier figure of the clause, if there is one.
func subject(before string) string {
	if at := figures.FindStringIndex(before); at != nil && strings.Contains(before[at[1]:], ",") {
		before = before[:at[0]]
	}
	before = strings.TrimSpace(before)
	if m := compared.FindStringIndex(before); m != nil {
		before = before[:m[0]]
	}
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
