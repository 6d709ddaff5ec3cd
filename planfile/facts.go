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
	perhaps       []Suggestion
	unclear       string // what stands where the lead should, and names nobody
	second        string // another deadline, which is not kept
	unread        string // a sentence behind a label's value
	helpersAbove  bool   // those who help are said to be those of the item before
	dueAt, leadAt int    // the lines of deadline and unclear, where they have their own
}

func (f facts) none() bool {
	return len(f.lead) == 0 && len(f.support) == 0 && f.deliverable == "" && f.deadline == "" && f.unclear == "" && !f.helpersAbove
}

// add takes over what f does not state itself.
func (f *facts) add(o facts) {
	f.lead = dedupe(append(f.lead, o.lead...))
	f.support = dedupe(append(f.support, o.support...))
	switch {
	case f.deliverable == "":
		f.deliverable = o.deliverable
	case o.deliverable != "":
		f.deliverable += "; " + o.deliverable
	}
	switch {
	case f.deadline == "":
		f.deadline, f.dueAt = o.deadline, o.dueAt
	case o.deadline != "" && o.deadline != f.deadline:
		f.second = o.deadline
	}
	if f.unread == "" {
		f.unread = o.unread
	}
	f.helpersAbove = f.helpersAbove || o.helpersAbove
	if f.unclear == "" {
		f.unclear, f.leadAt = o.unclear, o.leadAt
	}
}

// inherit gives a task what its group states for all, where it states nothing
// of that kind itself.
func (f *facts) inherit(group facts) {
	if len(f.lead) == 0 && f.unclear == "" {
		f.lead = group.lead
	}
	if len(f.support) == 0 {
		f.support = group.support
	}
	if f.deliverable == "" {
		f.deliverable = group.deliverable
	}
	if len(f.perhaps) == 0 {
		f.perhaps = group.perhaps
	}
	if f.deadline == "" {
		f.deadline, f.dueAt = group.deadline, group.dueAt
	}
}

// kind is what a label says of the text behind it.
type kind uint8

const (
	noLabel kind = iota
	leadLabel
	supportLabel
	dueLabel
	resultLabel
	eitherLabel // "Thực hiện:", which a unit or a time may follow
	bothLabel   // "Chủ trì, phối hợp:"
	otherLabel  // a label of something that is not read
)

// labelKeys decide what a label is, by the words in it (folded), the first
// that is found.
var labelKeys = []struct {
	words string
	kind  kind
}{
	{"kinh phi", otherLabel}, {"dia diem", otherLabel}, {"ghi chu", otherLabel}, {"doi tuong", otherLabel}, {"so luong", otherLabel},
	{"can cu", otherLabel}, {"noi dung", otherLabel}, {"muc dich", otherLabel}, {"hinh thuc", otherLabel}, {"thanh phan", otherLabel},
	{"bien phap", otherLabel}, {"nguon luc", otherLabel}, {"to chuc thuc hien", otherLabel}, {"muc tieu", otherLabel},
	{"san pham", resultLabel}, {"ket qua", resultLabel}, {"dau ra", resultLabel},
	{"thoi gian", dueLabel}, {"thoi han", dueLabel}, {"tien do", dueLabel}, {"thoi diem", dueLabel}, {"t / g", dueLabel}, {"tg", dueLabel},
	{"han", dueLabel}, {"hoan thanh", dueLabel},
	{"chu tri", leadLabel}, {"dvct", leadLabel}, {"cqct", leadLabel}, {"phu trach", leadLabel}, {"dau moi", leadLabel},
	{"chiu trach nhiem", leadLabel},
	{"phoi hop", supportLabel}, {"tham gia", supportLabel}, {"dvph", supportLabel}, {"cqph", supportLabel},
	{"phan cong", leadLabel}, {"trach nhiem", eitherLabel}, {"thuc hien", eitherLabel}, {"giao", eitherLabel},
	{"yeu cau", otherLabel},
}

// labelFillers are the other words that a label may have.
var labelFillers = wordSet("cac|don|vi|co|quan|bo|phan|phong|khoa|ca|nhan|nguoi|to|chuc|dong|chi|ban|duoc|chinh|tham|muu|thuc|hien|hoan|thanh|trien|khai|" +
	"du|kien|va|ra|can|dat|chu|yeu|cua|nhiem|vu|d|v|c|q|/|,|&|nguon|du|toan|lanh|dao|moc|ky|bao|cao|cong|viec|giao|san|pham|ket|qua|dv|cq|truong|so")

// whoWords make a label ask for a unit: "Đơn vị thực hiện".
var whoWords = wordSet("vi|quan|phan|phong|khoa|nhan|nguoi|dv|cq|ban")

// label is where in a text a label stands, with its colon.
type label struct {
	from, to int
	kind     kind
}

// longestLabel is how many bytes before its colon a label may begin.
const longestLabel = 90

// labelBefore reads the label that ends in the colon at i. It begins where a
// clause can: at the head of the text, after a stop or in a bracket.
func labelBefore(t string, i int) (label, bool) {
	low := max(0, i-longestLabel)
	for at := low; at < i; at++ {
		if at > 0 && (at == low || strings.IndexByte("([;.,-", t[at-1]) < 0 && !strings.HasSuffix(t[:at], "–") && !strings.HasSuffix(t[:at], "•")) {
			continue
		}
		if k := labelKind(t[at:i]); k != noLabel {
			return label{at, i + 1, k}, true
		}
	}
	return label{}, false
}

var labelSpaces = strings.NewReplacer("/", " / ", ",", " , ", ".", " ")

// labelKind is what a text before a colon labels.
func labelKind(t string) kind {
	t = strings.Trim(t, " ")
	if t == "" || len(strings.Fields(t)) > 9 {
		return noLabel
	}
	folded := labelSpaces.Replace(viet.Fold(t))
	folded = " " + strings.Join(strings.Fields(folded), " ") + " "
	found, rest := noLabel, folded
	leads, helps := false, false
	for _, k := range labelKeys {
		if !strings.Contains(rest, " "+k.words+" ") {
			continue
		}
		if found == noLabel {
			found = k.kind
		}
		leads = leads || k.kind == leadLabel
		helps = helps || k.kind == supportLabel
		rest = strings.ReplaceAll(rest, " "+k.words+" ", " ")
	}
	named := false
	for w := range strings.FieldsSeq(rest) {
		if !labelFillers[w] {
			return noLabel
		}
		named = named || whoWords[w]
	}
	if found == eitherLabel && named {
		found = leadLabel
	}
	if leads && helps && found == leadLabel {
		return bothLabel
	}
	return found
}

// isLabel says that a line begins with the label of a fact, so that it begins
// a paragraph of its own.
func isLabel(t string) bool {
	i := strings.IndexByte(t, ':')
	if i <= 0 || i > longestLabel {
		return false
	}
	switch labelKind(t[:i]) {
	case noLabel, otherLabel:
		return false
	case eitherLabel:
		v := value(t[i+1:])
		return startsUnit(v) || isTime(v)
	}
	return true
}

// mostLabels is how many colons of one text are looked at.
const mostLabels = 40

// labelledFacts reads the facts that a text states behind labels, and returns
// the text before the first of them.
func labelledFacts(t string) (sentence string, f facts) {
	if strings.IndexByte(t, ':') < 0 {
		return t, f
	}
	t = t[:cutAt(t, longestItem)]
	var found []label
	colons := 0
	for i := range len(t) {
		if t[i] != ':' {
			continue
		}
		if colons++; colons > mostLabels {
			break
		}
		if l, ok := labelBefore(t, i); ok && (len(found) == 0 || l.from >= found[len(found)-1].to) {
			found = append(found, l)
		}
	}
	sentence = t
	known := false
	for i, l := range found {
		end := len(t)
		if i+1 < len(found) {
			end = found[i+1].from
		}
		g := l.fact(value(t[l.to:end]))
		if !known && g.none() {
			continue // "Nội dung: …" at the head is the sentence itself
		}
		if !known {
			sentence, known = strings.TrimRight(t[:l.from], " ([;,.–-"), true
		}
		f.add(g)
	}
	return sentence, f
}

// fact reads the value behind a label.
func (l label) fact(v string) facts {
	if v == "" {
		return facts{}
	}
	switch l.kind {
	case leadLabel:
		return leadValue(v)
	case bothLabel:
		if f := leadValue(v); len(f.support) > 0 {
			return f
		}
		return facts{unclear: v} // which of them leads is not said
	case supportLabel:
		if !namesNobody(v) {
			return facts{support: splitUnits(firstValue(v)), unread: afterFirst(v)}
		}
		return facts{helpersAbove: ditto(v)}
	case dueLabel:
		return dueValue(v)
	case resultLabel:
		return facts{deliverable: v}
	case eitherLabel:
		switch {
		case isTime(v):
			return facts{deadline: v}
		case startsUnit(v):
			return leadValue(v)
		}
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

// firstValue is a value without a sentence that follows it.
func firstValue(v string) string {
	for i := 0; ; {
		at := strings.Index(v[i:], ". ")
		if at < 0 {
			return v
		}
		i += at
		if word := lastWord(v[:i]); len(word) > 3 && !isCapitals(word) {
			return v[:i] // not the point of "P. KHTC", "TP. Vinh"
		}
		i += 2
	}
}

// afterFirst is the sentence that follows a value.
func afterFirst(v string) string { return strings.Trim(v[len(firstValue(v)):], " .") }

// dueValue reads the phrase of a deadline without a sentence that follows it.
func dueValue(v string) facts {
	if head := firstValue(v); head != v && isTime(head) {
		return facts{deadline: head, unread: afterFirst(v)}
	}
	return facts{deadline: v}
}

// namesNobody recognises what stands in the place of a name: "nt", "như trên".
func namesNobody(v string) bool {
	switch viet.Fold(strings.Trim(v, ` ".()`)) {
	case "", "nt", "n/t", "nhu tren", "nhu dong tren", "nhu muc tren", "-", "…", "khong", "chua xac dinh", "chua co":
		return true
	}
	return false
}

// isTime says that a text is nothing but a time that viet understands.
func isTime(v string) bool {
	return v != "" && len(v) <= 120 && viet.ParseDeadline(v, 2000).Kind != workday.Unknown
}

// leadValue reads "Phòng A; phối hợp với Phòng B", "Phòng A (chủ trì), Phòng B
// (phối hợp)" and "Phòng A, hằng tháng".
func leadValue(v string) (f facts) {
	if namesNobody(v) {
		return facts{unclear: v}
	}
	f.unread = afterFirst(v)
	v = bracketed.ReplaceAllString(firstValue(v), " $1")
	if who, phrase, ok := whoAndWhen(v); ok {
		v, f.deadline = who, phrase
	}
	if at := withOthers.FindStringIndex(v); at != nil && at[0] > 0 {
		f.support = splitUnits(value(v[at[1]:]))
		v = strings.TrimSuffix(strings.TrimRight(v[:at[0]], " ,;"), " chủ trì")
	}
	for _, name := range splitUnits(v) {
		if helper, ok := cutRole(name, " phối hợp", " phối hợp thực hiện", " đôn đốc", " theo dõi", " giám sát", " hỗ trợ"); ok {
			f.support = append(f.support, helper)
		} else {
			name, _ = cutRole(name, " chủ trì", " chủ trì thực hiện", " thực hiện", " phụ trách")
			f.lead = append(f.lead, name)
		}
	}
	return f
}

// bracketed is a role behind a name.
var bracketed = regexp.MustCompile(`\s*\((chủ trì|phối hợp)\)`)

// cutRole cuts what a unit does from behind its name.
func cutRole(name string, roles ...string) (string, bool) {
	for _, r := range roles {
		if cut, ok := strings.CutSuffix(name, r); ok {
			return cut, true
		}
	}
	return name, false
}

// earliestYear is the first that a plan may be of.
const earliestYear = 1990

// deadline gives a phrase its meaning; the zero Deadline for no phrase.
func deadline(phrase string, year int) workday.Deadline {
	if phrase == "" {
		return workday.Deadline{}
	}
	d := viet.ParseDeadline(phrase, year)
	if year == 0 && d.Due != 0 && d.Due.Year() < earliestYear {
		d = workday.Deadline{} // neither the phrase nor the plan says of which year
	}
	d.Raw = phrase
	return d
}
