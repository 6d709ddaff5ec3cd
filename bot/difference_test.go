package bot

import (
	"strings"
	"testing"

	"dondoc/planfile"
)

// Ensure that a long text shows the words in which it differs, and a short one
// all of them.
func TestWhereTheyDiffer(t *testing.T) {
	long := "Rà soát, đơn giản hóa ít nhất 10 thủ tục hành chính thuộc thẩm quyền giải quyết của cơ quan trong năm 2026"
	for _, tt := range []struct{ a, b, was, is string }{
		{"Quý II", "Quý III", "Quý II", "Quý III"},
		{long, strings.Replace(long, "10", "15", 1), "… ít nhất 10 thủ tục …", "… ít nhất 15 thủ tục …"},
		{long, strings.Replace(long, "Rà soát, ", "", 1), "Rà soát, đơn giản …", "đơn giản …"},
		{long, long + " và năm 2027", "… năm 2026", "… năm 2026 và năm 2027"},
		{long, "", "Rà soát, đơn giản hóa ít nhất 10 thủ tục hành chính thuộc th …", ""},
		{"", "", "", ""},
	} {
		if was, is := whereTheyDiffer(tt.a, tt.b); was != tt.was || is != tt.is {
			t.Errorf("%q → %q: %q → %q", tt.a, tt.b, was, is)
		}
	}
}

// Ensure that a difference is said in lines of a phone, however long the
// plan's sentences are, and that none of it is left out but codes.
func TestDifferenceText(t *testing.T) {
	word := strings.Repeat("Nghiêng ", 60)
	old := planfile.Document{Areas: []planfile.Area{{Code: "1", Title: "Chung"}}, Tasks: []planfile.Task{
		{Code: "1.1", Area: "1", Title: word, Text: word + "một hai ba"},
		{Code: "1.2", Area: "1", Title: "Lập dự toán", Text: "Lập dự toán", Lead: []string{"Phòng A"}},
		{Code: "1.3", Area: "1", Title: "Họp giao ban", Text: "Họp giao ban"},
	}}
	new := planfile.Document{Areas: old.Areas, Tasks: []planfile.Task{
		{Code: "1.1", Area: "1", Title: word, Text: word + "bốn hai ba"},
		{Code: "1.2", Area: "1", Title: "Mua xe", Text: "Mua xe"},
		{Code: "1.3", Area: "1", Title: "Lập dự toán", Text: "Lập dự toán", Lead: []string{"Phòng B"}},
	}}
	for lang, want := range map[string][]string{
		"vi": {"+ 1.2 Mua xe", "− 1.3 Họp giao ban", "• 1.2 → 1.3 Lập dự toán", "chủ trì: Phòng A → Phòng B", "nội dung: … Nghiêng Nghiêng một hai ba → … Nghiêng Nghiêng bốn hai ba"},
		"en": {"+ 1.2 Mua xe", "− 1.3 Họp giao ban", "lead: Phòng A → Phòng B"},
	} {
		got := DifferenceText(old, new, lang)
		for _, line := range want {
			if !strings.Contains(got, line) {
				t.Errorf("%s: no %q in\n%s", lang, line, got)
			}
		}
		for line := range strings.Lines(got) {
			if n := len([]rune(line)); n > 2*diffValue+24 {
				t.Errorf("%s: a line of %d letters: %s", lang, n, line)
			}
		}
	}
}
