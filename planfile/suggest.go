package planfile

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// clause is one part of the section on organisation: what a unit is to do.
type clause struct {
	unit  string // the subject; may name several
	code  string // "VI.1"
	parts []clausePart
}

// clausePart is one thing that a clause gives its unit to do.
type clausePart struct {
	text string
	runs map[string]bool // of three syllables
}

// Evidence that a clause and a task speak of the same work is the number of
// runs of three syllables that they share, each counted less the more tasks
// have it: what half of the plan says shows nothing.
const (
	evidence   = 2.5     // least weight of a suggestion when the clause's verb stands in the task too
	strong     = 4.5     // the same without the verb
	commonness = 6       // a run in more tasks than this weighs nothing
	mostUnits  = 2       // suggestions for one task
	mostPairs  = 200_000 // of tasks and parts of clauses; a plan with more gets none
)

// organisationClauses reads who is given what in the section on organisation.
func organisationClauses(root *node) []clause {
	var out []clause
	var walk func(n *node)
	walk = func(n *node) {
		for _, c := range n.children {
			switch classOf(c) {
			case organisation:
				out = append(out, clausesOf(c)...)
			case tasks, unknown, mixed:
				if outer(c) {
					walk(c)
				}
			}
		}
	}
	walk(root)
	return out
}

func clausesOf(section *node) []clause {
	head := section.marker.printed
	var out []clause
	for i, c := range section.children {
		number := c.marker.number
		if number == 0 {
			number = i + 1
		}
		code := strconv.Itoa(number)
		if head != "" {
			code = head + "." + code
		}
		unit, rest := clauseSubject(tidy(c.text))
		if unit == "" || len(unit) > 200 {
			continue
		}
		cl := clause{unit: unit, code: code, parts: clauseParts(rest)}
		for _, k := range c.children {
			cl.parts = append(cl.parts, clauseParts(k.whole())...)
		}
		out = append(out, cl)
	}
	return out
}

// clauseSubject finds the unit at the head of a clause, behind "Giao" and
// "Căn cứ …,".
func clauseSubject(t string) (unit, rest string) {
	if strings.HasPrefix(t, "Căn cứ ") {
		for i := range len(t) {
			if t[i] == ',' && startsUnit(strings.TrimLeft(t[i+1:], " ")) {
				return cutUnit(strings.TrimLeft(t[i+1:], " "))
			}
		}
		return "", t
	}
	if at := given.FindStringIndex(t); at != nil && at[0] == 0 {
		t = t[at[1]:]
	}
	return cutUnit(t)
}

// clauseParts cuts what a unit is to do at the stops; where it only helps
// another unit it is no lead.
func clauseParts(t string) []clausePart {
	var out []clausePart
	for _, part := range clauses(strings.ReplaceAll(t, ": ", "; ")) {
		if !strings.HasPrefix(strings.ToLower(part), "phối hợp") {
			out = append(out, clausePart{part, threes(part)})
		}
	}
	return out
}

// suggest names, for tasks without a stated lead, the units whose clauses give
// them work in the task's own words; for the work of carrying out the plan
// itself, the unit that is to follow it up.
func suggest(doc *Document, cls []clause) {
	list := doc.Tasks
	parts := 0
	for _, c := range cls {
		parts += len(c.parts)
	}
	if parts == 0 || len(list)*parts > mostPairs {
		return
	}
	runs := make([]map[string]bool, len(list))
	in := map[string]int{} // how many tasks have a run
	for i, t := range list {
		runs[i] = threes(t.Text)
		for r := range runs[i] {
			in[r]++
		}
	}
	whole := planRuns(doc.Plan.Title)
	for i := range list {
		t := &list[i]
		if len(t.Lead) > 0 || len(t.Suggested) > 0 {
			continue
		}
		t.Suggested = suggestions(strings.ToLower(t.Text), runs[i], in, cls)
		if len(t.Suggested) == 0 && carriesOut(t.Text, whole) {
			t.Suggested = focal(cls)
		}
	}
}

// suggestions lists the units whose clauses share the most with a task, the
// best first. A clause that names several units suggests none.
func suggestions(text string, task map[string]bool, in map[string]int, cls []clause) []Suggestion {
	type weighed struct {
		Suggestion
		weight float64
	}
	var found []weighed
	for _, c := range cls {
		units := splitUnits(c.unit)
		if len(units) != 1 || isEverybody(units[0]) {
			continue
		}
		best := 0.0
		for _, part := range c.parts {
			if w := shared(task, part.runs, in); w >= strong || w >= evidence && hasVerb(text, part.text) {
				best = max(best, w)
			}
		}
		if best > 0 {
			found = append(found, weighed{Suggestion{units[0], c.code}, best})
		}
	}
	slices.SortStableFunc(found, func(a, b weighed) int { return cmp.Compare(b.weight, a.weight) })
	var out []Suggestion
	for _, f := range found[:min(len(found), mostUnits)] {
		out = append(out, f.Suggestion)
	}
	return out
}

// planRuns are the runs of the plan's own subject: what its title says before
// the year.
func planRuns(title string) map[string]bool {
	title = strings.TrimPrefix(strings.TrimPrefix(title, "KẾ HOẠCH "), "CHƯƠNG TRÌNH ")
	if i := strings.Index(title, " năm "); i > 0 {
		title = title[:i]
	}
	return threes(title)
}

// carryOut begins the work of carrying out a plan.
var carryOut = regexp.MustCompile(`(?i)^(?:tổ chức |chỉ đạo |đôn đốc |theo dõi |kịp thời )*(?:triển khai|thực hiện|quán triệt)(?: thực hiện| kịp thời| đầy đủ| có hiệu quả| hiệu quả| nghiêm túc| các| nội dung,?)* (?:kế hoạch|chương trình) (.{0,120})`)

// carriesOut says that a task is to carry out the plan, or the one above it:
// the words behind "kế hoạch" are those of the plan's title.
func carriesOut(text string, whole map[string]bool) bool {
	m := carryOut.FindStringSubmatch(text)
	if m == nil || len(whole) == 0 {
		return false
	}
	object, _, _ := strings.Cut(m[1], ",")
	for r := range threes(object) {
		if whole[r] {
			return true
		}
	}
	return false
}

// focal names the unit that a clause makes follow up the plan.
func focal(cls []clause) []Suggestion {
	for _, c := range cls {
		if units := splitUnits(c.unit); len(units) != 1 || isEverybody(units[0]) {
			continue
		}
		for _, part := range c.parts {
			lower := strings.ToLower(part.text)
			if strings.Contains(lower, "đôn đốc") && strings.Contains(lower, "kế hoạch") {
				return []Suggestion{{cleanUnit(c.unit), c.code}}
			}
		}
	}
	return nil
}

// hasVerb says that the word a clause's part begins with, which says what is to
// be done, stands in the task too.
func hasVerb(text, part string) bool {
	if at := leading.FindStringIndex(strings.ToLower(part)); at != nil {
		part = part[at[1]:]
		if with := alongside.FindStringIndex(part); with != nil {
			_, part = cutUnit(part[with[1]:])
		}
	}
	words := strings.Fields(strings.ToLower(part))
	for len(words) > 2 && vague[words[0]+" "+words[1]] {
		words = words[2:]
	}
	return len(words) > 2 && strings.Contains(text, words[0]+" "+strings.Trim(words[1], ",;:"))
}

// vague verbs stand before the one that says what is done.
var vague = wordSet("thực hiện|tổ chức|triển khai|tiến hành|tiếp tục|tham mưu|chủ động|đẩy mạnh|tăng cường|để tổ|chức, triển|khai thực|kịp thời|nâng cao|phù hợp")

func isEverybody(unit string) bool {
	return strings.HasPrefix(unit, "Cán bộ") || strings.HasPrefix(unit, "Toàn thể") || strings.HasPrefix(unit, "Công chức, viên chức")
}

func shared(a, b map[string]bool, in map[string]int) float64 {
	weight := 0.0
	for r := range b {
		if n := in[r]; a[r] && n <= commonness {
			weight += 1 - float64(n-1)/(2*commonness)
		}
	}
	return weight
}

// threes is the set of runs of three syllables of a text, in small letters,
// with the usual abbreviations written out, none across a stop.
func threes(t string) map[string]bool {
	set := map[string]bool{}
	for piece := range strings.FieldsFuncSeq(strings.ToLower(t), func(r rune) bool { return strings.ContainsRune(".;:()\"“”", r) }) {
		var kept []string
		for w := range strings.FieldsFuncSeq(piece, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			switch long := longForms[w]; {
			case long != nil:
				kept = append(kept, long...)
			case !empty[w]:
				kept = append(kept, w)
			}
		}
		for i := 0; i+2 < len(kept); i++ {
			set[strings.Join(kept[i:i+3], " ")] = true
		}
	}
	return set
}

// empty words carry no meaning of their own.
var empty = wordSet("và|các|của|về|những|việc|cho|đối|với|theo|trong|trên|tại|được|có|là|để|một|số|này|đến|từ|do|khi|tất|cả|ra|vào")

// longForms are the abbreviations of offices, with their words written out.
var longForms = func() map[string][]string {
	m := map[string][]string{}
	for short, long := range map[string]string{
		"tthc": "thủ tục hành chính", "qppl": "quy phạm pháp luật", "cchc": "cải cách hành chính", "cntt": "công nghệ thông tin",
		"cc": "công chức", "vc": "viên chức", "cbccvc": "cán bộ công chức viên chức", "csdl": "cơ sở dữ liệu", "vtvl": "vị trí việc làm",
		"nsnn": "ngân sách nhà nước", "pccc": "phòng cháy chữa cháy", "attp": "an toàn thực phẩm", "bhyt": "bảo hiểm y tế",
		"pcgd": "phổ cập giáo dục", "vbqppl": "văn bản quy phạm pháp luật", "dvc": "dịch vụ công", "cnsh": "công nghệ số",
	} {
		m[short] = strings.Fields(long)
	}
	return m
}()
