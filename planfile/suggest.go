package planfile

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// clause is one part of the section on organisation: what a unit is to do.
type clause struct {
	unit  string // the subject; may name several
	code  string // "VI.1"
	parts []string
}

// Evidence that a clause and a task speak of the same work is the number of
// runs of three syllables that they share, each counted less the more tasks
// have it: what half of the plan says shows nothing.
const (
	evidence   = 2.5 // least weight of a suggestion when the clause's verb stands in the task too
	strong     = 4.5 // the same without the verb
	commonness = 6   // a run in more tasks than this weighs nothing
	mostUnits  = 2   // suggestions for one task
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
		unit, rest := clauseSubject(c.text)
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
func clauseParts(t string) []string {
	var out []string
	for _, part := range clauses(strings.ReplaceAll(t, ": ", "; ")) {
		if !strings.HasPrefix(strings.ToLower(part), "phối hợp") {
			out = append(out, part)
		}
	}
	return out
}

// suggest names, for tasks without a stated lead, the units whose clauses give
// them work in the task's own words.
func suggest(list []Task, cls []clause) {
	if len(cls) == 0 || len(list) == 0 || len(list)*len(cls) > 200_000 {
		return
	}
	runs := make([]map[string]bool, len(list))
	texts := make([]string, len(list))
	in := map[string]int{} // how many tasks have a run
	for i, t := range list {
		runs[i] = threes(t.Text)
		texts[i] = strings.ToLower(t.Text)
		for r := range runs[i] {
			in[r]++
		}
	}
	for i := range list {
		if len(list[i].Lead) == 0 && len(list[i].Suggested) == 0 {
			list[i].Suggested = suggestions(texts[i], runs[i], in, cls)
		}
	}
}

func suggestions(text string, task map[string]bool, in map[string]int, cls []clause) []Suggestion {
	var out []Suggestion
	best := 0.0
	for _, c := range cls {
		units := splitUnits(c.unit)
		if len(units) != 1 || isEverybody(units[0]) {
			continue
		}
		weight := 0.0
		for _, part := range c.parts {
			if w := shared(task, threes(part), in); w >= strong || w >= evidence && hasVerb(text, part) {
				weight = max(weight, w)
			}
		}
		if weight == 0 {
			continue
		}
		s := Suggestion{units[0], c.code}
		if weight > best {
			best = weight
			out = append([]Suggestion{s}, out...)
		} else {
			out = append(out, s)
		}
	}
	return out[:min(len(out), mostUnits)]
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
		piece = abbreviations.ReplaceAllStringFunc(piece, func(a string) string { return longForms[a] })
		words := strings.FieldsFunc(piece, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		kept := words[:0]
		for _, w := range words {
			if !empty[w] {
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

var longForms = map[string]string{
	"tthc": "thủ tục hành chính", "qppl": "quy phạm pháp luật", "cchc": "cải cách hành chính", "cntt": "công nghệ thông tin",
	"cc": "công chức", "vc": "viên chức", "cbccvc": "cán bộ công chức viên chức", "csdl": "cơ sở dữ liệu", "vtvl": "vị trí việc làm",
	"nsnn": "ngân sách nhà nước", "pccc": "phòng cháy chữa cháy", "attp": "an toàn thực phẩm", "bhyt": "bảo hiểm y tế",
	"pcgd": "phổ cập giáo dục", "vbqppl": "văn bản quy phạm pháp luật", "dvc": "dịch vụ công", "cnsh": "công nghệ số",
}

var abbreviations = regexp.MustCompile(`\b(?:vbqppl|tthc|qppl|cchc|cntt|cbccvc|csdl|vtvl|nsnn|pccc|attp|bhyt|pcgd|dvc|cnsh|cc|vc)\b`)
