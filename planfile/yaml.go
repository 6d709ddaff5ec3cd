package planfile

import (
	"errors"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/text/unicode/norm"

	"dondoc/planfile/chars"
	"dondoc/workday"
)

// MaxYAML is the size of the largest YAML form; a plan of MaxTasks fits.
const MaxYAML = 4 << 20

// YAML reads our own form of a plan:
//
//	plan:
//	  number: 12/KH-SNV
//	  date: 2026-01-15            # of the document
//	  title: Kế hoạch cải cách hành chính năm 2026
//	  issuer: Sở Nội vụ tỉnh Lam Giang
//	  parent: UBND tỉnh Lam Giang
//	  signer: Trần Thị Hòa
//	  year: 2026                  # gives phrases without a year their year
//	areas:
//	  - code: "1"
//	    title: Chỉ đạo, điều hành
//	    tasks:
//	      - code: "1.1"           # may be left out: counted
//	        title: Ban hành kế hoạch
//	        text: …               # may be left out: the title
//	        lead: Phòng A         # a name, or a list of names
//	        support: [Phòng B, Phòng C]
//	        deliverable: Kế hoạch
//	        deadline: Quý II/2026 # the phrase, as one would write it
//	targets:
//	  - area: "3"
//	    value: 99.9
//	    unit: "% hồ sơ"
//	    comparison: ">="          # "=" when left out
//	    text: hồ sơ được giải quyết đúng hạn
//
// Nothing else is allowed: unknown keys, wrong types and doubled codes are
// errors, all reported at once, each with its line. A name in lead or support
// is one unit, whatever commas are in it.
func YAML(data []byte) (Document, error) {
	if len(data) > MaxYAML {
		return Document{}, refuse("too_big", Args{"max": "4 MB"})
	}
	text, err := decode(data)
	if err != nil {
		return Document{}, err
	}
	for l := range strings.SplitSeq(text, "\n") {
		if isSecret(chars.Squeeze(l)) {
			return Document{}, ErrSecret
		}
	}
	f := form{codes: map[string]int{}, areas: map[string]int{}}
	if root := f.parse(text); root != nil {
		f.document(root)
	}
	if f.secret {
		return Document{}, ErrSecret
	}
	f.doc.Units = unitsOf(f.doc.Tasks, nil)
	f.doc.Problems = f.problems
	return f.doc, nil
}

// form walks the syntax tree of the YAML form. It builds nothing from an
// alias, so that a small file cannot grow.
type form struct {
	doc      Document
	problems problems
	codes    map[string]int // code → line, of tasks
	areas    map[string]int
	secret   bool
}

func (f *form) parse(text string) (root ast.Node) {
	file, err := ParseYAML(text)
	if errors.Is(err, ErrUnlike) {
		f.problems.add(0, Error, "yaml_depth", nil)
		return nil
	}
	if err != nil {
		line, detail := syntaxError(err)
		f.problems.add(line, Error, "yaml_syntax", Args{"detail": detail})
		return nil
	}
	docs := 0
	for _, d := range file.Docs {
		if d.Body != nil {
			docs++
			root = d.Body
		}
	}
	if docs > 1 {
		f.problems.add(1, Error, "yaml_documents", nil)
		return nil
	}
	if root == nil {
		f.problems.add(1, Error, "yaml_root", nil)
	}
	return root
}

// syntaxError takes line and sentence from a parser's error.
func syntaxError(err error) (line int, detail string) {
	text := err.Error()
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	if rest, ok := strings.CutPrefix(text, "["); ok {
		place, detail, _ := strings.Cut(rest, "] ")
		at, _, _ := strings.Cut(place, ":")
		line, _ = strconv.Atoi(at)
		return line, detail
	}
	return 0, text
}

func lineOf(n ast.Node) int {
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 0
}

// field is a key of a mapping with its value.
type field struct {
	value ast.Node
	line  int
}

// fields reads a mapping with the allowed keys; what has another shape is a
// problem and gives nil.
func (f *form) fields(n ast.Node, what string, allowed ...string) map[string]field {
	var values []*ast.MappingValueNode
	switch m := n.(type) {
	case *ast.MappingNode:
		values = m.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{m}
	default:
		f.wrong(n, what, "một nhóm khóa: giá trị")
		return nil
	}
	out := map[string]field{}
	for _, v := range values {
		key := strings.Trim(v.Key.String(), `"'`)
		line := lineOf(v.Key)
		switch {
		case !has(allowed, key):
			f.problems.add(line, Error, "yaml_key", Args{"key": cutWords(key, 40), "allowed": strings.Join(allowed, ", ")})
		case out[key].line != 0:
			f.problems.add(line, Error, "yaml_key_twice", Args{"key": key})
		default:
			out[key] = field{v.Value, line}
		}
	}
	return out
}

func (f *form) wrong(n ast.Node, what, want string) {
	switch n.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode:
		f.problems.add(lineOf(n), Error, "yaml_alias", nil)
	default:
		f.problems.add(lineOf(n), Error, "yaml_type", Args{"key": what, "want": want})
	}
}

// list reads a sequence; an absent or null one is empty.
func (f *form) list(v field, what string) []ast.Node {
	switch s := v.value.(type) {
	case nil, *ast.NullNode:
		return nil
	case *ast.SequenceNode:
		return s.Values
	}
	f.wrong(v.value, what, "một danh sách (mỗi dòng bắt đầu bằng -)")
	return nil
}

// text reads a scalar as it was written, so that a code 1.10 stays 1.10.
func (f *form) text(v field, what string) string {
	var s string
	switch n := v.value.(type) {
	case nil, *ast.NullNode:
		return ""
	case *ast.StringNode:
		s = n.Value
	case *ast.LiteralNode:
		s = n.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		s = n.GetToken().Value
	default:
		f.wrong(v.value, what, "một chuỗi chữ")
		return ""
	}
	s = chars.Squeeze(norm.NFC.String(s))
	f.secret = f.secret || isSecret(s)
	return s
}

// names reads one name or a list of names.
func (f *form) names(v field, what string) []string {
	if _, ok := v.value.(*ast.SequenceNode); !ok {
		if s := f.text(v, what); s != "" {
			return []string{s}
		}
		return nil
	}
	var out []string
	for _, n := range f.list(v, what) {
		out = append(out, f.text(field{n, lineOf(n)}, what))
	}
	return dedupe(out)
}

func (f *form) required(v field, what string, line int) string {
	s := f.text(v, what)
	if s == "" {
		if _, wrong := v.value.(*ast.MappingNode); !wrong {
			f.problems.add(max(v.line, line), Error, "yaml_missing", Args{"key": what})
		}
	}
	return s
}

func (f *form) document(root ast.Node) {
	top := f.fields(root, "tệp", "plan", "areas", "targets")
	if top == nil {
		return
	}
	if v, ok := top["plan"]; ok {
		f.header(v)
	} else {
		f.problems.add(1, Error, "yaml_missing", Args{"key": "plan"})
	}
	for _, n := range f.list(top["areas"], "areas") {
		f.area(n)
	}
	for _, n := range f.list(top["targets"], "targets") {
		f.target(n)
	}
	if len(f.doc.Tasks) == 0 {
		f.problems.add(0, Error, "no_tasks", nil)
	}
}

func (f *form) header(v field) {
	h := &f.doc.Plan
	in := f.fields(v.value, "plan", "number", "date", "title", "issuer", "parent", "signer", "year")
	h.Number, h.Title = f.text(in["number"], "number"), f.required(in["title"], "title", v.line)
	h.Issuer, h.Parent, h.Signer = f.text(in["issuer"], "issuer"), f.text(in["parent"], "parent"), f.text(in["signer"], "signer")
	if s := f.text(in["date"], "date"); s != "" {
		d, err := workday.Parse(s)
		if err != nil {
			f.problems.add(in["date"].line, Error, "yaml_date", Args{"key": "date", "value": s})
		} else {
			h.Date = d
		}
	}
	s := f.text(in["year"], "year")
	y, err := strconv.Atoi(s)
	switch {
	case s == "":
		if h.Year = yearOf(*h); h.Year == 0 {
			f.problems.warn(v.line, "no_year", nil)
		}
	case err != nil || y < 1990 || y > 2100:
		f.problems.add(in["year"].line, Error, "yaml_year", Args{"value": s})
	default:
		h.Year = y
	}
}

// maxCode is how many runes a code may have.
const maxCode = 24

// code reads a code, or counts one; it checks that it is unique among seen.
func (f *form) code(v field, line int, counted string, seen map[string]int) string {
	s := f.text(v, "code")
	if s == "" {
		s = counted
	}
	if utf8.RuneCountInString(s) > maxCode || strings.ContainsFunc(s, unicode.IsSpace) {
		f.problems.add(line, Error, "yaml_code_form", Args{"code": cutWords(s, 40), "max": strconv.Itoa(maxCode)})
	}
	if at, taken := seen[s]; taken {
		f.problems.add(line, Error, "yaml_code", Args{"code": s, "line": strconv.Itoa(at)})
		for n := 2; ; n++ {
			if free := s + "-" + strconv.Itoa(n); seen[free] == 0 {
				s = free
				break
			}
		}
	}
	seen[s] = max(line, 1)
	return s
}

func (f *form) area(n ast.Node) {
	line := lineOf(n)
	in := f.fields(n, "areas", "code", "title", "tasks")
	if in == nil {
		return
	}
	line = firstLine(in, line)
	a := Area{Code: f.code(in["code"], line, strconv.Itoa(len(f.doc.Areas)+1), f.areas), Title: f.required(in["title"], "title", line)}
	f.doc.Areas = append(f.doc.Areas, a)
	for i, t := range f.list(in["tasks"], "tasks") {
		f.task(t, a.Code, i+1)
	}
}

func firstLine(in map[string]field, line int) int {
	for _, v := range in {
		if line == 0 || v.line < line {
			line = v.line
		}
	}
	return line
}

func (f *form) task(n ast.Node, area string, number int) {
	line := lineOf(n)
	in := f.fields(n, "tasks", "code", "title", "text", "lead", "support", "deliverable", "deadline")
	if in == nil {
		return
	}
	line = firstLine(in, line)
	if len(f.doc.Tasks) >= MaxTasks {
		if len(f.doc.Tasks) == MaxTasks {
			f.problems.add(line, Error, "yaml_too_many", Args{"max": strconv.Itoa(MaxTasks)})
		}
		return
	}
	t := Task{Area: area, Code: f.code(in["code"], line, area+"."+strconv.Itoa(number), f.codes), Title: f.required(in["title"], "title", line),
		Text: f.text(in["text"], "text"), Lead: f.names(in["lead"], "lead"), Support: f.names(in["support"], "support"),
		Deliverable: f.text(in["deliverable"], "deliverable")}
	if t.Text == "" {
		t.Text = t.Title
	}
	phrase := f.text(in["deadline"], "deadline")
	t.Deadline = deadline(phrase, f.doc.Plan.Year)
	if phrase != "" && t.Deadline.Kind == workday.Unknown {
		f.problems.warn(in["deadline"].line, "deadline_unknown", Args{"raw": phrase})
	}
	f.doc.Tasks = append(f.doc.Tasks, t)
}

func (f *form) target(n ast.Node) {
	in := f.fields(n, "targets", "area", "value", "unit", "comparison", "text")
	if in == nil {
		return
	}
	line := firstLine(in, lineOf(n))
	t := Target{Area: f.text(in["area"], "area"), Unit: f.text(in["unit"], "unit"), Comparison: f.text(in["comparison"], "comparison"),
		Text: f.text(in["text"], "text")}
	if t.Area != "" && f.areas[t.Area] == 0 {
		f.problems.add(in["area"].line, Error, "yaml_area", Args{"code": t.Area})
	}
	s := f.required(in["value"], "value", line)
	if v, err := strconv.ParseFloat(s, 64); s != "" && (err != nil || !(v > -1e15 && v < 1e15)) {
		f.problems.add(in["value"].line, Error, "yaml_type", Args{"key": "value", "want": "một số (99.9)"})
	} else if s != "" {
		t.Value = v
	}
	switch t.Comparison {
	case "":
		t.Comparison = "="
	case ">=", ">", "=", "<=", "<":
	default:
		f.problems.add(in["comparison"].line, Error, "yaml_compare", nil)
		t.Comparison = "="
	}
	f.doc.Targets = append(f.doc.Targets, t)
}
