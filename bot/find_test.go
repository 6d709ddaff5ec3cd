package bot

import (
	"fmt"
	"strings"
	"testing"

	"dondoc/plan"
	"dondoc/viet"
)

// Ensure that words are found between spaces whatever stands around them, and
// that folding keeps the places of words.
func TestSpaced(t *testing.T) {
	for text, want := range map[string]string{
		"Sửa Quy chế (chi tiêu), 3.2": " sửa quy chế chi tiêu 3.2 ",
		"":                            " ",
		"  – ":                        " ",
		"KH-TC/2026":                  " kh tc 2026 ",
	} {
		if got := spaced(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if a, b := strings.Count(viet.Fold(spaced(text)), " "), strings.Count(want, " "); a != b {
			t.Errorf("%q: %d spaces when folded, want %d", text, a, b)
		}
	}
}

// BenchmarkRank looks for two words in 100,000 tasks whose words are indexed;
// BenchmarkIndex is what the first search pays once.
func BenchmarkRank(b *testing.B) {
	t, q := bigSearch()
	for b.Loop() {
		n := 0
		for id, task := range t.r.Tasks.All() {
			if _, ok := t.rank(t.b.index.row(id, task), id, q); ok {
				n++
			}
		}
		if n != 1000 {
			b.Fatal(n)
		}
	}
}

func BenchmarkIndex(b *testing.B) {
	t, _ := bigSearch()
	for b.Loop() {
		t.b.index = index{}
		for id, task := range t.r.Tasks.All() {
			t.b.index.row(id, task)
		}
	}
}

func bigSearch() (*turn, query) {
	t := &turn{b: &Bot{}, r: &plan.Register{}}
	for i := range 100_000 {
		t.r.Tasks.Set(plan.TaskID(i+1), plan.Task{
			Code: fmt.Sprintf("%d.%d", i/100, i%100), Title: "Rà soát, sửa đổi, bổ sung Quy chế chi tiêu nội bộ của cơ quan",
			Words: &plan.Words{Text: strings.Repeat("theo hướng khoán chi, công khai trước hội nghị công chức ", 3) + fmt.Sprint(i%100) + " đợt"},
		})
	}
	q := query{said: " 7 đợt ", folded: " 7 dot ", words: []string{" 7 ", " dot "}, units: make([][]bool, 2)}
	return t, q
}
