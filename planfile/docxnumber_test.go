package planfile

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Ensure that items which only their numbering marks stand where their levels
// say, also where levels look alike.
func TestDocxNumberedPlan(t *testing.T) {
	numbering := numberingPart(
		abstract("1", level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)")) + wordList("1", "1") +
			abstract("2", level(0, "bullet", "-"), level(1, "bullet", "-")) + wordList("2", "2") +
			abstract("3", level(0, "decimal", "%1."), level(1, "decimal", "%1.%2.")) + wordList("3", "3") +
			abstract("4", level(0, "decimal", "%1.")) + wordList("4", "4") + abstract("5", level(0, "decimal", "%1.")) + wordList("5", "5") + wordList("6", "5", startAt(0, 1)) +
			abstract("7", level(0, "decimal", "%1.", left(360))) + wordList("7", "7") + abstract("8", level(0, "decimal", "%1.", left(720))) + wordList("8", "8") + wordList("9", "8", startAt(0, 1)) + wordList("10", "8", startAt(0, 1)) +
			abstract("11", level(0, "bullet", "\uf0b7", left(360))) + wordList("11", "11") + abstract("12", level(0, "bullet", "\uf0b7", left(720))) + wordList("12", "12"))
	head := paras(strings.TrimSuffix(wordHead, "\nII. NHIỆM VỤ"))
	bold := func(list string, level int, text string) string {
		return strings.Replace(item(list, level, text), "<w:r><w:t", "<w:r><w:rPr><w:b/></w:rPr><w:t", 1)
	}
	for name, c := range map[string]struct {
		body string
		want []string
	}{
		"sections, areas, tasks": {item("1", 0, "MỤC ĐÍCH") + para("Làm tốt công tác năm.") + item("1", 0, "NHIỆM VỤ") + item("1", 1, "Cải cách thể chế") + item("1", 2, "Rà soát văn bản đã ban hành.") +
			item("1", 2, "Ban hành quy chế làm việc.") + item("1", 1, "Cải cách bộ máy") + item("1", 2, "Sắp xếp các phòng chuyên môn."),
			[]string{"1.a Rà soát văn bản đã ban hành.", "1.b Ban hành quy chế làm việc.", "2.a Sắp xếp các phòng chuyên môn."}},
		"more letters than Vietnamese has": {item("1", 0, "NHIỆM VỤ") + item("1", 1, "Cải cách thể chế") + item("1", 2, "Rà soát văn bản.") + item("1", 2, "Soạn quy chế mới.") + item("1", 2, "Lấy ý kiến góp ý.") +
			item("1", 2, "Ban hành quy chế.") + item("1", 2, "Phổ biến quy chế.") + item("1", 2, "Kiểm tra thực hiện.") + item("1", 2, "Sơ kết thực hiện."),
			[]string{"1.a Rà soát văn bản.", "1.b Soạn quy chế mới.", "1.c Lấy ý kiến góp ý.", "1.d Ban hành quy chế.", "1.e Phổ biến quy chế.", "1.f Kiểm tra thực hiện.", "1.g Sơ kết thực hiện."}},
		"one sign on two levels": {para("II. NHIỆM VỤ") + para("1. Cải cách thể chế") + item("2", 0, "Tổ chức kiểm tra các đơn vị trực thuộc về:") + item("2", 1, "kỷ luật") + item("2", 1, "trang phục") + item("2", 0, "Ban hành quy chế."),
			[]string{"1.1 Tổ chức kiểm tra các đơn vị trực thuộc về: - kỷ luật - trang phục", "1.2 Ban hành quy chế."}},
		"a bold list over plain ones": {para("II. NHIỆM VỤ") + bold("4", 0, "Cải cách thể chế") + item("5", 0, "Rà soát văn bản.") + item("5", 0, "Ban hành quy chế.") + bold("4", 0, "Cải cách bộ máy") +
			item("6", 0, "Sắp xếp các phòng chuyên môn."),
			[]string{"1.1 Rà soát văn bản.", "1.2 Ban hành quy chế.", "2.1 Sắp xếp các phòng chuyên môn."}},
		"a running list under a bold one": {para("II. NHIỆM VỤ") + bold("4", 0, "Cải cách thể chế") + item("5", 0, "Rà soát văn bản.") + item("5", 0, "Ban hành quy chế.") + bold("4", 0, "Cải cách bộ máy") +
			item("5", 0, "Sắp xếp các phòng chuyên môn."),
			[]string{"1.1 Rà soát văn bản.", "1.2 Ban hành quy chế.", "2.3 Sắp xếp các phòng chuyên môn."}},
		"a list farther in": {para("II. NHIỆM VỤ") + item("7", 0, "Cải cách thể chế") + item("8", 0, "Rà soát văn bản.") + item("8", 0, "Ban hành quy chế.") + item("7", 0, "Cải cách bộ máy") +
			item("9", 0, "Sắp xếp các phòng chuyên môn.") + item("7", 0, "Cải cách tài chính") + item("10", 0, "Lập dự toán năm.") + item("10", 0, "Công khai ngân sách."),
			[]string{"1.1 Rà soát văn bản.", "1.2 Ban hành quy chế.", "2.1 Sắp xếp các phòng chuyên môn.", "3.1 Lập dự toán năm.", "3.2 Công khai ngân sách."}},
		"signs farther in": {para("II. NHIỆM VỤ") + para("1. Cải cách thể chế") + item("11", 0, "Tổ chức kiểm tra các đơn vị trực thuộc về:") + item("12", 0, "kỷ luật") + item("12", 0, "trang phục") + item("11", 0, "Ban hành quy chế.") +
			para("2. Cải cách bộ máy") + item("12", 0, "Sắp xếp các phòng."),
			[]string{"1.1 Tổ chức kiểm tra các đơn vị trực thuộc về: • kỷ luật • trang phục", "1.2 Ban hành quy chế.", "2.1 Sắp xếp các phòng."}},
		"printed codes": {para("II. NHIỆM VỤ") + item("3", 0, "Cải cách thể chế") + item("3", 1, "Rà soát văn bản.") + item("3", 1, "Ban hành quy chế.") + item("3", 0, "Cải cách bộ máy") + item("3", 1, "Sắp xếp các phòng."),
			[]string{"1.1 Rà soát văn bản.", "1.2 Ban hành quy chế.", "2.1 Sắp xếp các phòng."}},
		"a sign typed behind an automatic one": {para("II. NHIỆM VỤ") + item("3", 0, "Cải cách thể chế") + item("2", 0, "- Rà soát văn bản.") + item("2", 0, "+ Ban hành quy chế."),
			[]string{"1.1 Rà soát văn bản. + Ban hành quy chế."}},
	} {
		d := readPacked(t, docx(t, head+c.body, wordParts{"word/numbering.xml": numbering}))
		checkDocument(t, d)
		if diff := cmp.Diff(c.want, codesAndTexts(d)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
