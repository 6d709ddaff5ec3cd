package bot

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"dondoc/planfile"
)

// Ensure that targets go on under other words, numbers and codes of areas, and
// that a document without targets takes none away.
func TestCompareTargets(t *testing.T) {
	old := planfile.Document{Areas: []planfile.Area{{Code: "1", Title: "Một"}, {Code: "2", Title: "Hai"}}, Targets: []planfile.Target{
		{Value: 99.5, Unit: "% hồ sơ", Comparison: ">=", Text: "Ít nhất 99,5% hồ sơ được giải quyết đúng hạn"},
		{Area: "1", Value: 3, Unit: "đơn vị", Comparison: "=", Text: "Kiểm tra đột xuất 3 đơn vị trực thuộc"},
		{Area: "2", Value: 5, Unit: "lớp", Comparison: "=", Text: "Mở 5 lớp tập huấn"},
	}}
	new := old
	new.Targets = []planfile.Target{
		{Area: "1", Value: 4, Unit: "đơn vị", Comparison: ">=", Text: "Kiểm tra đột xuất ít nhất 4 đơn vị trực thuộc"},
		old.Targets[0],
		{Value: 90, Unit: "% người dân", Comparison: ">", Text: "Mức hài lòng của người dân trên 90%"},
	}
	d := planfile.Diff(old, new)
	if got, want := fmt.Sprint(compareTargets(old, new, d)), "[{1 0} {-1 2} {2 -1}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := (&turn{lang: "vi"}).targetChanges(compareTargets(old, new, d)); got != "chỉ tiêu: thêm 1, sửa 1, bỏ 1" {
		t.Errorf("worded %q", got)
	}
	if got := compareTargets(old, planfile.Document{Areas: old.Areas}, d); got != nil {
		t.Errorf("a document without targets changes %v", got)
	}
}

// Ensure that a plan changes nothing of its own targets in whatever order, and
// that every target goes on, comes or goes exactly once.
func TestCompareTargetsOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string) (list []planfile.Target) {
			for range rapid.IntRange(0, 6).Draw(t, label) {
				v := float64(rapid.IntRange(1, 4).Draw(t, "value"))
				text := rapid.SampledFrom([]string{"Mở %v lớp tập huấn kỹ năng", "Kiểm tra %v đơn vị", "Đạt %v%% hồ sơ đúng hạn"}).Draw(t, "text")
				list = append(list, planfile.Target{Value: v, Unit: "lớp", Comparison: "=", Text: fmt.Sprintf(text, v)})
			}
			return list
		}
		old, new := planfile.Document{Targets: draw("old")}, planfile.Document{Targets: draw("new")}
		seen := map[int]int{}
		for _, m := range compareTargets(old, new, planfile.Difference{}) {
			if m.old >= 0 {
				seen[m.old]++
			}
		}
		for k, n := range seen {
			if n > 1 {
				t.Errorf("target %d goes on %d times", k, n)
			}
		}
		turned := planfile.Document{Targets: rapid.Permutation(old.Targets).Draw(t, "turned")}
		if moves := compareTargets(old, turned, planfile.Difference{}); len(moves) > 0 {
			t.Errorf("the same targets in another order: %v", moves)
		}
	})
}
