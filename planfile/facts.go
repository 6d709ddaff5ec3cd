package planfile

import (
	"regexp"
	"strings"

	"dondoc/viet"
	"dondoc/workday"
)

// facts are what a document states for one task beside its sentence.
type facts struct {
	lead, support []string
	deliverable   string
	deadline      string // the phrase
}

func (f facts) none() bool {
	return len(f.lead) == 0 && len(f.support) == 0 && f.deliverable == "" && f.deadline == ""
}

// add takes over what f does not state itself.
func (f *facts) add(o facts) {
	f.lead = dedupe(append(f.lead, o.lead...))
	f.support = dedupe(append(f.support, o.support...))
	if f.deliverable == "" {
		f.deliverable = o.deliverable
	}
	if f.deadline == "" {
		f.deadline = o.deadline
	}
}

// The labels that stand before a colon. Their order decides between a longer
// label and its beginning.
const (
	who          = `(?:các )?(?:đơn vị|cơ quan|bộ phận|phòng|khoa|cá nhân|người|tổ chức|đồng chí|ban)`
	leadLabel    = who + `(?:,? ` + who + `)*(?: được giao)? (?:chủ trì|phụ trách|thực hiện|đầu mối|chịu trách nhiệm)(?: thực hiện| chính| tham mưu)?|chủ trì(?: thực hiện)?|phụ trách(?: chính)?|đầu mối|phân công(?: thực hiện)?|trách nhiệm(?: thực hiện)?|chịu trách nhiệm(?: chính)?|thực hiện`
	supportLabel = `(?:các )?(?:` + who + `(?:,? ` + who + `)* )?(?:phối hợp|tham gia)(?: thực hiện)?`
	dueLabel     = `(?:thời gian|thời hạn|tiến độ|thời điểm|hạn)(?: thực hiện| hoàn thành| triển khai| dự kiến|,? tiến độ)*|hoàn thành(?: trong)?`
	resultLabel  = `(?:(?:kết quả|sản phẩm|yêu cầu sản phẩm|đầu ra)(?:,? (?:và )?(?:sản phẩm|kết quả))?(?: đầu ra| dự kiến| cần đạt| hoàn thành| đạt được| thực hiện| chủ yếu)*)`
	otherLabel   = `(?:nguồn |dự toán )?kinh phí(?: thực hiện)?|địa điểm|ghi chú|đối tượng|số lượng|căn cứ|nội dung|mục đích|yêu cầu|hình thức|thành phần|biện pháp|nguồn lực`
)

// labels finds every label of a text: groups 1 lead, 2 support, 3 deadline,
// 4 deliverable, 5 something that is not read.
var labels = regexp.MustCompile(`(?i)(?:^|[(\[;.,•–-]\s*)(?:` +
	`(` + leadLabel + `)|(` + supportLabel + `)|(` + dueLabel + `)|(` + resultLabel + `)|(` + otherLabel + `))\s*:`)

// isLabel says that a line begins with the label of a fact, so that it begins
// a paragraph of its own.
func isLabel(t string) bool {
	i := strings.IndexByte(t, ':')
	if i < 0 || i > 90 {
		return false
	}
	m := labels.FindStringSubmatchIndex(t[:i+1])
	return m != nil && m[0] == 0 && (m[2] >= 0 || m[4] >= 0 || m[6] >= 0 || m[8] >= 0)
}

// labelled reads the facts that a text states behind labels, and returns the
// text before the first of them.
func labelledFacts(t string) (sentence string, f facts) {
	if strings.IndexByte(t, ':') < 0 {
		return t, f
	}
	found := labels.FindAllStringSubmatchIndex(t, -1)
	sentence = t
	known := false
	for i, m := range found {
		end := len(t)
		if i+1 < len(found) {
			end = found[i+1][0]
		}
		if !known {
			if m[10] >= 0 {
				continue // "Nội dung: …" at the head is the sentence itself
			}
			sentence, known = strings.TrimRight(t[:m[0]], " ([;,.–-"), true
		}
		f.add(fact(m, value(t[m[1]:end])))
	}
	return sentence, f
}

// fact reads the value behind one label.
func fact(m []int, v string) facts {
	switch {
	case v == "":
	case m[2] >= 0:
		return leadValue(v)
	case m[4] >= 0:
		return facts{support: splitUnits(v)}
	case m[6] >= 0:
		return facts{deadline: v}
	case m[8] >= 0:
		return facts{deliverable: v}
	}
	return facts{}
}

// value trims what a label's value is wrapped in.
func value(v string) string {
	v = strings.Trim(v, " ;,.–-")
	for strings.HasSuffix(v, ")") && strings.Count(v, ")") > strings.Count(v, "(") {
		v = strings.TrimRight(strings.TrimSuffix(v, ")"), " ;,.")
	}
	return strings.TrimRight(v, "]")
}

var withOthers = regexp.MustCompile(`(?i)[;,.(]?\s*(?:chủ trì[;,]?\s*)?(?:và )?phối hợp (?:với |cùng |cùng với )`)

// leadValue reads "Phòng A; phối hợp với Phòng B" and "Phòng A (chủ trì),
// Phòng B (phối hợp)".
func leadValue(v string) facts {
	if i := strings.Index(v, "(chủ trì)"); i >= 0 && strings.Contains(v, "phối hợp)") {
		return facts{lead: splitUnits(v[:i]), support: splitUnits(value(strings.ReplaceAll(v[i+len("(chủ trì)"):], "(phối hợp)", "")))}
	}
	if at := withOthers.FindStringIndex(v); at != nil && at[0] > 0 {
		return facts{lead: splitUnits(v[:at[0]]), support: splitUnits(value(v[at[1]:]))}
	}
	return facts{lead: splitUnits(v)}
}

var (
	given     = regexp.MustCompile(`(?:^|[.;(,]\s*)(?:[Gg]iao|[Pp]hân công) (?:cho )?`)
	leading   = regexp.MustCompile(`^(?:làm đầu mối,?|là đầu mối,?|là đơn vị|làm|chịu trách nhiệm)?\s*(?:chủ trì|phụ trách)`)
	alongside = regexp.MustCompile(`^[,;]?\s*(?:và )?(?:phối hợp|chủ trì phối hợp)(?: chặt chẽ)? (?:với |cùng |cùng với )?`)
	byUnit    = regexp.MustCompile(` do `)
)

// spokenFacts reads what a sentence itself states: "Giao Phòng A chủ trì, phối
// hợp với Phòng B …", "Phòng A chủ trì …", "… do Phòng A chủ trì".
func spokenFacts(t string) (f facts) {
	for _, at := range given.FindAllStringIndex(t, 4) {
		if g, ok := leadAt(t[at[1]:], true); ok {
			f.add(g)
		}
	}
	if len(f.lead) == 0 {
		if g, ok := leadAt(t, false); ok {
			f.add(g)
		}
	}
	for _, at := range byUnit.FindAllStringIndex(t, 8) {
		if g, ok := leadAt(t[at[1]:], false); ok && len(f.lead) == 0 {
			f.add(g)
		}
	}
	if len(f.lead) == 0 {
		f.add(bracketFacts(t))
	}
	return f
}

// leadAt reads a unit at the head of t that is said to lead; after "giao" any
// verb will do.
func leadAt(t string, anyVerb bool) (f facts, ok bool) {
	name, rest := cutUnit(t)
	if name == "" || len(name) > 200 {
		return f, false
	}
	at := leading.FindStringIndex(rest)
	if at == nil {
		if !anyVerb || strings.TrimSpace(rest) == "" {
			return f, false
		}
		f.lead = splitUnits(name)
		return f, true
	}
	f.lead = splitUnits(name)
	if with := alongside.FindStringIndex(rest[at[1]:]); with != nil {
		others, _ := cutUnit(rest[at[1]+with[1]:])
		f.support = splitUnits(others)
	}
	return f, true
}

// bracketFacts reads a last bracket "(Phòng A chủ trì, Phòng B phối hợp)".
func bracketFacts(t string) (f facts) {
	inside, ok := lastBracket(t)
	if !ok {
		return f
	}
	for piece := range strings.FieldsFuncSeq(strings.ReplaceAll(inside, ", ", "; "), func(r rune) bool { return r == ';' }) {
		piece = strings.TrimSpace(piece)
		if name, ok := strings.CutSuffix(piece, " chủ trì"); ok && startsUnit(name) {
			f.lead = append(f.lead, splitUnits(name)...)
		}
		if name, ok := strings.CutSuffix(piece, " phối hợp"); ok && startsUnit(name) {
			f.support = append(f.support, splitUnits(name)...)
		}
	}
	return f
}

// lastBracket is what stands in brackets at the end of a sentence.
func lastBracket(t string) (string, bool) {
	t = strings.TrimRight(t, " .;,")
	if !strings.HasSuffix(t, ")") {
		return "", false
	}
	i := strings.LastIndexByte(t, '(')
	if i <= 0 {
		return "", false
	}
	return strings.TrimSpace(t[i+1 : len(t)-1]), true
}

var (
	finish = regexp.MustCompile(`(?i)\s((?:trước|trong|chậm nhất|muộn nhất|vào|đến hết|hết|xong trước) (?:ngày|tháng|quý|đầu|cuối|giữa|hết|là|trong|vào|6 tháng|\d)[^.;()]{0,60})$`)
	closed = regexp.MustCompile(`(?i)(?:^|[\s,;])(?:hoàn thành|xong)\s(?:[^.;:()]{0,60}?\s)?((?:trước|trong|chậm nhất|vào|đến) [^.;,()]{3,60}?)(?:[.;,(]|$)`)
	opens  = regexp.MustCompile(`(?i)^(thường xuyên(?:,? liên tục)?|(?:định kỳ )?(?:hàng|hằng) (?:ngày|tuần|tháng|quý|năm)|định kỳ (?:(?:hàng|hằng|mỗi) )?(?:tuần|tháng|quý|6 tháng(?:,? (?:và )?năm)?|năm)|mỗi (?:tuần|tháng|quý|năm))[ ,]`)
	after  = regexp.MustCompile(`(?i)\s((?:ngay )?sau khi (?:có|được) (?:hướng dẫn|ý kiến|văn bản|chỉ đạo|quyết định|kế hoạch|chủ trương|cấp|phê duyệt|ban hành|giao|bố trí|thông qua)[^.;,()]*)[.;,]?`)
	issued = regexp.MustCompile(`(?i)(?:số \S+|\d+/\S+) (?:ngày|tháng) `)
)

// spokenDeadline reads the deadline that a sentence states about itself: at
// its head ("Hằng quý …", "Thường xuyên …"), at its end ("… trước ngày 30/6"),
// after "hoàn thành", in a last bracket, or "sau khi có hướng dẫn …". A date
// anywhere else belongs to what the sentence speaks of.
func spokenDeadline(t string, year int) string {
	if inside, ok := lastBracket(t); ok {
		for piece := range strings.SplitSeq(inside, ";") {
			if p := strings.TrimSpace(piece); plausible(p, year) {
				return p
			}
		}
		t = strings.TrimRight(t[:strings.LastIndexByte(t, '(')], " ")
	}
	t = strings.TrimRight(t, " .;,")
	for _, re := range []*regexp.Regexp{finish, closed} {
		if m := re.FindStringSubmatch(t); m != nil && plausible(m[1], year) && !issued.MatchString(m[0]) {
			return m[1]
		}
	}
	if m := opens.FindStringSubmatch(t); m != nil {
		return m[1]
	}
	if m := after.FindStringSubmatch(firstSentence(t)); m != nil {
		return strings.TrimSpace(m[1])
	}
	return ""
}

// plausible says that a phrase found inside a sentence really is a deadline of
// this plan: it has a meaning, and no day before the plan's year.
func plausible(phrase string, year int) bool {
	if len(phrase) < 3 || len(phrase) > 120 {
		return false
	}
	d := viet.ParseDeadline(phrase, year)
	switch {
	case d.Kind.Recurring(), d.Kind == workday.Continuous:
		return true
	case !d.Kind.Dated() || d.Due == 0:
		return false
	}
	return year == 0 || d.Due.Year() >= year
}

func firstSentence(t string) string {
	if i := strings.Index(t, ". "); i >= 0 {
		return t[:i]
	}
	return t
}
