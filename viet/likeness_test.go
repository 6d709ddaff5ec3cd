package viet

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

const longTask = "Rà soát, sửa đổi, bổ sung Quy chế chi tiêu nội bộ của cơ quan và các đơn vị trực thuộc, gửi lấy ý kiến trước khi ban hành"

// Ensure that texts which people call the same are alike, and others are not.
func TestLikeness(t *testing.T) {
	for _, tt := range []struct {
		name, a, b string
		low, high  float64
	}{
		{"same", longTask, longTask, 1, 1},
		{"no marks", longTask, Fold(longTask), 1, 1},
		{"NFD", longTask, norm.NFD.String(longTask), 1, 1},
		{"capitals, spaces and points", longTask, strings.ToUpper(strings.ReplaceAll(longTask, ", ", " – ")) + ".", 1, 1},
		{"a word changed", longTask, strings.Replace(longTask, "trực thuộc", "hành chính", 1), 0.8, 0.95},
		{"a short one's word changed", "Báo cáo tháng", "Báo cáo quý", 0.5, 0.7},
		{"the other order", "lập dự toán rồi công khai", "công khai rồi lập dự toán", 0.7, 0.95},
		{"half of it", longTask, "Rà soát, sửa đổi, bổ sung Quy chế chi tiêu nội bộ của cơ quan", 0.6, 0.8},
		{"another task", longTask, "Tổ chức tập huấn kỹ năng số cho công chức, viên chức", 0, 0.15},
		{"nothing", "", "", 1, 1},
		{"only points", "...", "-", 1, 1},
		{"something and nothing", "a", "", 0, 0},
		{"a word twice", "họp họp", "họp", 0.3, 0.6},
	} {
		if got := Likeness(tt.a, tt.b); got < tt.low || got > tt.high {
			t.Errorf("%s: %.2f, want %.2f to %.2f", tt.name, got, tt.low, tt.high)
		}
	}
}

// Ensure that the likeness of any two texts is from 0 to 1, the same from both
// sides, 1 for a text and itself, and that folding changes nothing.
func TestLikenessProperties(t *testing.T) {
	words := rapid.SliceOfN(rapid.SampledFrom(strings.Fields("rà soát Thủ tục hành chính báo cáo quý II năm 2026 – , số")), 0, 12)
	text := rapid.OneOf(rapid.String(), rapid.Map(words, func(w []string) string { return strings.Join(w, " ") }))
	rapid.Check(t, func(t *rapid.T) {
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		l := Likeness(a, b)
		if l < 0 || l > 1 {
			t.Fatalf("%v", l)
		}
		if back := Likeness(b, a); back != l {
			t.Fatalf("%v one way, %v the other", l, back)
		}
		if same := Likeness(a, a); same != 1 {
			t.Fatalf("%v with itself", same)
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		a := strings.Join(words.Draw(t, "a"), " ")
		if l := Likeness(a, Fold(a)); l != 1 {
			t.Fatalf("%v without marks", l)
		}
	})
}

// Ensure that only what a reader would take for other words counts as such.
func TestSameWords(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{"Phòng Kế hoạch – Tài chính", "phòng kế hoạch - tài chính.", true},
		{"Văn hoá", norm.NFD.String("văn hóa"), true},
		{"Lập dự toán", "Lap du toan", true},
		{"Lập dự toán", "LẬP DỰ TOÁN", true},
		{"Lập dự toán", "Lắp dự toán", false},
		{"Lập dự toán", "Lap dự toan", false},
		{"đạt 90%", "đạt 90", false},
		{"≥ 90%", "> 90%", false},
		{"tuyển 20 người", "tuyển 2 người", false},
		{"", "", true},
		{"", " - ", true},
		{"", "một", false},
	} {
		if got := SameWords(tt.a, tt.b); got != tt.same {
			t.Errorf("%q and %q: %v", tt.a, tt.b, got)
		}
		if back := SameWords(tt.b, tt.a); back != tt.same {
			t.Errorf("%q and %q: %v", tt.b, tt.a, back)
		}
	}
}

func BenchmarkLikeness(b *testing.B) {
	other := strings.Replace(longTask, "trực thuộc", "hành chính", 1)
	x, y := PrintOf(longTask), PrintOf(other)
	b.Run("print", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			PrintOf(longTask)
		}
	})
	b.Run("like", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			x.Like(y)
		}
	})
}
