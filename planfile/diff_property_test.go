package planfile

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dondoc/viet"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// drawnPlan is any plan of tasks that repeat each other's words, some to the
// letter; what a task says beside its words follows from them.
func drawnPlan(t *rapid.T, label string) Document {
	var d Document
	words := strings.Fields("rà soát báo cáo kiểm tra kế hoạch quý tháng năm thủ tục hành chính công khai dự toán đơn vị")
	for a := range rapid.IntRange(1, 4).Draw(t, label+" areas") {
		d.Areas = append(d.Areas, Area{Code: strconv.Itoa(a + 1), Title: strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 4).Draw(t, "area"), " ")})
		for n := range rapid.IntRange(0, 8).Draw(t, label+" tasks") {
			d.Tasks = append(d.Tasks, drawnTask(t, words, fmt.Sprintf("%d.%d", a+1, n+1), strconv.Itoa(a+1)))
		}
	}
	return d
}

func drawnTask(t *rapid.T, words []string, code, area string) Task {
	list := rapid.SliceOfN(rapid.SampledFrom(words), 1, 14).Draw(t, "words")
	text := strings.Join(list, " ")
	return Task{Code: code, Area: area, Title: list[0], Text: text, Lead: list[:1], Deadline: viet.ParseDeadline(list[len(list)-1], 2026)}
}

// Ensure that a plan does not differ from itself.
func TestDiffOfTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawnPlan(t, "plan")
		if diff := Diff(d, d); !diff.Empty() || len(diff.Pairs) != len(d.Tasks) {
			t.Fatalf("%+v", diff)
		}
	})
}

// Ensure that of any two plans every task of both stands in exactly one place
// of their difference, and that the other way round it says the same.
func TestDiffAccountsForAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := drawnPlan(t, "old"), drawnPlan(t, "new")
		d := Diff(before, after)
		olds, news := map[string]int{}, map[string]int{}
		for _, c := range d.Removed {
			olds[c]++
		}
		for _, c := range d.Added {
			news[c]++
		}
		said := map[Pair]int{}
		for i, p := range d.Pairs {
			olds[before.Tasks[p.Old].Code]++
			news[after.Tasks[p.New].Code]++
			if i > 0 && d.Pairs[i-1].New >= p.New {
				t.Fatalf("pairs out of order: %v", d.Pairs)
			}
			said[p]++
		}
		for _, task := range before.Tasks {
			if olds[task.Code] != 1 {
				t.Fatalf("old %s stands in %d places", task.Code, olds[task.Code])
			}
		}
		for _, task := range after.Tasks {
			if news[task.Code] != 1 {
				t.Fatalf("new %s stands in %d places", task.Code, news[task.Code])
			}
		}
		place := func(d Document, code string) int {
			return slices.IndexFunc(d.Tasks, func(t Task) bool { return t.Code == code })
		}
		for _, c := range d.Changed {
			said[Pair{place(before, c.CodeOld), place(after, c.CodeNew)}]++
		}
		for _, m := range d.Moved {
			said[Pair{place(before, m.CodeOld), place(after, m.CodeNew)}]++
		}
		for p, n := range said {
			if n > 2 || p.Old < 0 || p.New < 0 {
				t.Fatalf("pair %v is named %d times", p, n-1)
			}
		}
		if len(said) != len(d.Pairs) {
			t.Fatalf("changes and moves that are no pairs: %v", said)
		}
		if diff := cmp.Diff(sorted(describeDiff(inverse(d))), sorted(describeDiff(Diff(after, before)))); diff != "" {
			t.Fatal(diff)
		}
	})
}

// Ensure that a task that is put in anywhere is one added task, however the
// rest is renumbered; and that taking it out is one removed.
func TestDiffInsertion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := drawnPlan(t, "plan")
		after := before
		at := rapid.IntRange(0, len(before.Tasks)).Draw(t, "at")
		fresh := drawnTask(t, strings.Fields("tiêm chủng trẻ em thôn bản học sinh giáo viên"), "", before.Areas[0].Code)
		after.Tasks = slices.Insert(slices.Clone(before.Tasks), at, fresh)
		count := map[string]int{}
		for i := range after.Tasks {
			area := after.Tasks[i].Area
			count[area]++
			after.Tasks[i].Code = area + "." + strconv.Itoa(count[area])
		}
		d := Diff(before, after)
		if len(d.Added) != 1 || d.Added[0] != after.Tasks[at].Code || len(d.Removed)+len(d.Changed) != 0 {
			t.Fatalf("%s put in: %s", after.Tasks[at].Code, describeDiff(d))
		}
	})
}

// Ensure that tasks which only exchange their codes are moved and nothing else.
func TestDiffPermutation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := drawnPlan(t, "plan")
		after := before
		after.Tasks = slices.Clone(before.Tasks)
		codes := make([]string, len(before.Tasks))
		for i, task := range before.Tasks {
			codes[i] = task.Code
		}
		if len(codes) > 0 {
			codes = rapid.Permutation(codes).Draw(t, "codes")
		}
		for i, code := range codes {
			after.Tasks[i].Code = code
		}
		d := Diff(before, after)
		areas := 0 // of twins in two areas one may have taken the code of the other
		for _, c := range d.Changed {
			if c.CodeOld == c.CodeNew && len(c.Fields) == 1 && c.Fields[0] == FieldArea {
				areas++
			}
		}
		if len(d.Added)+len(d.Removed) != 0 || len(d.Changed) != areas {
			t.Fatal(describeDiff(d))
		}
	})
}

// Ensure that the JSON has a list where there is nothing.
func TestDiffJSON(t *testing.T) {
	b, err := json.Marshal(Diff(Document{}, Document{}))
	if want := `{"added":[],"removed":[],"changed":[],"moved":[]}`; err != nil || string(b) != want {
		t.Errorf("%s %v", b, err)
	}
	b, err = json.Marshal(Diff(sketch("= 1 A\n1.1 Lập dự toán | Phòng A"), sketch("= 1 A\n1.2 Lập dự toán | Phòng B")))
	want := `{"added":[],"removed":[],"changed":[{"code_old":"1.1","code_new":"1.2","fields":["lead"]}],"moved":[]}`
	if err != nil || string(b) != want {
		t.Errorf("%s %v", b, err)
	}
}

// largePlan is a plan of n tasks; variety is how many words they choose from.
func largePlan(n, variety, seed int) Document {
	d := Document{Areas: []Area{{Code: "1", Title: "Chung"}}}
	for i := range n {
		var b strings.Builder
		for k := range 24 {
			fmt.Fprintf(&b, "từ%d ", (i*31+k*(7+i%5)+seed*(k/23))%variety)
		}
		fmt.Fprintf(&b, "số %d", i)
		d.Tasks = append(d.Tasks, Task{Code: fmt.Sprintf("1.%d", i+1+seed), Area: "1", Title: "t", Text: b.String()})
	}
	return d
}

func BenchmarkDiff(b *testing.B) {
	for _, variety := range []int{3000, 30} {
		before, after := largePlan(5000, variety, 0), largePlan(5000, variety, 1)
		b.Run(fmt.Sprintf("5000 tasks of %d words", variety), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if d := Diff(before, after); len(d.Pairs) < 4000 {
					b.Fatal(len(d.Pairs))
				}
			}
		})
	}
}

// BenchmarkDiffFew is what an amendment is like: few tasks of many say
// something else, and the codes of all have moved.
func BenchmarkDiffFew(b *testing.B) {
	before, after := largePlan(5000, 3000, 0), largePlan(5000, 3000, 0)
	for i := range after.Tasks {
		after.Tasks[i].Code = fmt.Sprintf("1.%d", i+2)
		if i%100 == 0 {
			after.Tasks[i].Text += " thêm"
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if d := Diff(before, after); len(d.Pairs) != 5000 {
			b.Fatal(len(d.Pairs))
		}
	}
}
