package planfile

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"dondoc/workday"
)

// Ensure that the example is clean, short-titled, and what the demo relies on.
func TestExampleYAML(t *testing.T) {
	d := readFile(t, "../examples/plan.yaml")
	checkDocument(t, d)
	if len(d.Problems) > 0 {
		t.Errorf("problems: %v", d.Problems)
	}
	kinds, noLead := map[workday.Kind]int{}, 0
	for _, task := range d.Tasks {
		kinds[task.Deadline.Kind]++
		if len(task.Lead) == 0 {
			noLead++
		}
		if n := len([]rune(task.Title)); n > 45 {
			t.Errorf("%s: title of %d", task.Code, n)
		}
	}
	if len(d.Areas) != 7 || len(d.Tasks) != 24 || noLead != 2 {
		t.Errorf("%d areas, %d tasks, %d without lead", len(d.Areas), len(d.Tasks), noLead)
	}
	for _, k := range []workday.Kind{workday.OnDate, workday.Quarter, workday.RecurringMonthly, workday.RecurringQuarterly, workday.Continuous, workday.Relative, workday.Unknown} {
		if kinds[k] == 0 {
			t.Errorf("no deadline of kind %v", k)
		}
	}
}

// Ensure that all mistakes of a file are reported at once, each with its line.
func TestYAMLMistakes(t *testing.T) {
	d, err := YAML([]byte(`plan:
  title: Kế hoạch
  date: 31/6/2026
  yaer: 2026
areas:
  - code: "1"
    title: A
    tasks:
      - {code: "1.1", title: Một, lead: {a: b}}
      - {code: "1.1", title: Hai, titel: x}
      - text: không tên
  - code: "1"
    title: [B]
targets:
  - {area: "9", value: nhiều, comparison: "=>"}
extra: &a 1
`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range d.Problems {
		got = append(got, strings.TrimPrefix(p.Where, "dòng ")+" "+p.Code)
	}
	want := []string{"16 yaml_key", "4 yaml_key", "3 yaml_date", "1 no_year", "9 yaml_type", "10 yaml_key", "10 yaml_code", "11 yaml_missing",
		"12 yaml_code", "13 yaml_type", "13 yaml_missing", "15 yaml_area", "15 yaml_type", "15 yaml_compare"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	checkDocument(t, d)
}

// Ensure that broken or hostile YAML is a problem and nothing worse.
func TestYAMLHostile(t *testing.T) {
	for _, c := range []struct{ in, code string }{
		{"plan: [", "yaml_syntax"}, {strings.Repeat("[", 100000), "yaml_depth"}, {strings.Repeat("- ", 5000), "yaml_depth"},
		{"- a", "yaml_type"}, {"a", "yaml_type"}, {"# nothing", "yaml_root"},
		{"plan: &a {title: x}\nareas: *a", "yaml_alias"}, {"plan: {title: a, year: 2026}\n---\nplan: {title: b}", "yaml_documents"},
	} {
		d, err := YAML([]byte(c.in))
		if err != nil {
			t.Errorf("%.40q: %v", c.in, err)
			continue
		}
		if len(d.Problems) == 0 || d.Problems[0].Severity != Error || d.Problems[0].Code != c.code {
			t.Errorf("%.40q: %+v, want %s", c.in, d.Problems, c.code)
		}
	}
}

// Ensure that a written document reads back equal.
func TestYAMLRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := drawDocument(t)
		out, err := WriteYAML(want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := YAML(out)
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		for _, p := range got.Problems {
			if p.Severity == Error {
				t.Fatalf("%v\n%s", p, out)
			}
		}
		got.Problems = nil
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s\n%s", diff, out)
		}
	})
}

// Ensure that what is read from a text goes through YAML whole, but for what
// the form does not carry.
func TestTextThroughYAML(t *testing.T) {
	names, _ := filepath.Glob("testdata/texts/*.txt")
	for _, name := range append(names, "../examples/plan.txt") {
		want := readFile(t, name)
		if len(want.Tasks) == 0 {
			continue
		}
		out, err := WriteYAML(want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := YAML(out)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range got.Problems {
			if p.Severity == Error {
				t.Errorf("%s: %s: %s", name, p.Where, p.Message)
			}
		}
		want.Problems, got.Problems, want.Units, got.Units, want.Choice = nil, nil, nil, nil, nil
		for i := range want.Tasks {
			want.Tasks[i].Suggested = nil
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.SortSlices(func(a, b Task) bool { return a.Code < b.Code })); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

var phrases = []string{"", "Quý II/2026", "Trước ngày 15/6/2026", "Hằng tháng", "Thường xuyên", "31/12/2026", "Sau khi có hướng dẫn"}

func drawDocument(t *rapid.T) Document {
	text := rapid.Custom(func(t *rapid.T) string {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"Phòng", "Tổ chức,", "biên chế", "- a", "#b", ": c", "'", "\"q\"", "yes", "null", "1.10", "2026-01-01",
			"{x}", "[y]", "&z", "*w", "!t", "|", ">", "%", "@", "~", "đôn đốc", "0x1f", "1_000", "?", "...", "---", "\\n"}), 1, 4).Draw(t, "words")
		return strings.Join(words, " ")
	})
	maybe := rapid.OneOf(rapid.Just(""), text)
	names := rapid.SliceOfNDistinct(text, 0, 3, rapid.ID[string])
	d := Document{Plan: Header{maybe.Draw(t, "number"), workday.Of(2026, 1, rapid.IntRange(1, 31).Draw(t, "day")), text.Draw(t, "title"),
		maybe.Draw(t, "issuer"), maybe.Draw(t, "parent"), maybe.Draw(t, "signer"), rapid.IntRange(2020, 2030).Draw(t, "year")}}
	for i := range rapid.IntRange(1, 3).Draw(t, "areas") {
		code := rapid.SampledFrom([]string{"", "II.", "A."}).Draw(t, "head") + string(rune('1'+i))
		d.Areas = append(d.Areas, Area{code, text.Draw(t, "area")})
		for j := range rapid.IntRange(1, 3).Draw(t, "tasks") {
			task := Task{Code: code + "." + string([]rune("1ađ")[j]), Area: code, Title: text.Draw(t, "task"), Text: text.Draw(t, "text"),
				Deliverable: maybe.Draw(t, "deliverable"), Deadline: deadline(rapid.SampledFrom(phrases).Draw(t, "deadline"), d.Plan.Year)}
			if n := names.Draw(t, "lead"); len(n) > 0 {
				task.Lead = n
			}
			if n := names.Draw(t, "support"); len(n) > 0 {
				task.Support = n
			}
			d.Tasks = append(d.Tasks, task)
		}
	}
	if rapid.Bool().Draw(t, "target") {
		d.Targets = append(d.Targets, Target{Area: d.Areas[0].Code, Value: float64(rapid.IntRange(-1000, 100000).Draw(t, "value")) / 10, Unit: maybe.Draw(t, "unit"),
			Comparison: rapid.SampledFrom([]string{">=", ">", "=", "<=", "<"}).Draw(t, "comparison"), Text: maybe.Draw(t, "about")})
	}
	d.Units = unitsOf(d.Tasks, nil)
	return d
}
