package planfile

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// printedParas are the paragraphs of a document with their numbers.
func printedParas(t *testing.T, body string, others wordParts) []string {
	t.Helper()
	w, err := openWord(docx(t, body, others))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, b := range w.blocks {
		if b.para != nil {
			out = append(out, b.para.printed())
		}
	}
	return out
}

// abstract is a definition of lists; wordList one that uses it.
func abstract(id string, levels ...string) string {
	return `<w:abstractNum w:abstractNumId="` + id + `">` + strings.Join(levels, "") + `</w:abstractNum>`
}

func wordList(id, abstract string, more ...string) string {
	return `<w:num w:numId="` + id + `"><w:abstractNumId w:val="` + abstract + `"/>` + strings.Join(more, "") + `</w:num>`
}

func left(n int) string { return fmt.Sprintf(`<w:pPr><w:ind w:left="%d" w:hanging="360"/></w:pPr>`, n) }

func startAt(level, n int) string {
	return fmt.Sprintf(`<w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride>`, level, n)
}

// Ensure that numbers which only the numbering of the document prints are
// printed as it says.
func TestDocxNumbering(t *testing.T) {
	plain := abstract("1", level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"), level(2, "lowerRoman", "(%3)"))
	for name, c := range map[string]struct {
		numbering, styles, body string
		want                    []string
	}{
		"levels begin again": {plain + wordList("1", "1"), "", item("1", 0, "A") + item("1", 1, "B") + item("1", 1, "C") + item("1", 2, "D") + item("1", 0, "E") + item("1", 1, "F"),
			[]string{"1. A", "a) B", "b) C", "(i) D", "2. E", "a) F"}},
		"outer numbers": {abstract("1", level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2."), level(2, "decimal", "%1.%2.%3")) + wordList("1", "1"), "",
			item("1", 0, "A") + item("1", 1, "B") + item("1", 2, "C") + item("1", 2, "D") + item("1", 0, "E") + item("1", 1, "F"),
			[]string{"I. A", "I.1. B", "I.1.1 C", "I.1.2 D", "II. E", "II.1. F"}},
		"legal": {abstract("1", level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", "<w:isLgl/>")) + wordList("1", "1"), "",
			item("1", 0, "A") + item("1", 0, "B") + item("1", 1, "C"), []string{"I. A", "II. B", "2.1. C"}},
		"never begins again": {abstract("1", level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", `<w:lvlRestart w:val="0"/>`)) + wordList("1", "1"), "",
			item("1", 0, "A") + item("1", 1, "B") + item("1", 1, "C") + item("1", 0, "D") + item("1", 1, "E"), []string{"I. A", "1. B", "2. C", "II. D", "3. E"}},
		"begins again after the first level only": {abstract("1", level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)", `<w:lvlRestart w:val="1"/>`)) + wordList("1", "1"), "",
			item("1", 0, "A") + item("1", 1, "B") + item("1", 2, "C") + item("1", 1, "D") + item("1", 2, "E") + item("1", 0, "F") + item("1", 2, "G"),
			[]string{"I. A", "1. B", "a) C", "2. D", "b) E", "II. F", "a) G"}},
		"two lists of one definition go on": {plain + wordList("1", "1") + wordList("2", "1"), "", item("1", 0, "A") + item("2", 0, "B"), []string{"1. A", "2. B"}},
		"a list that starts anew": {plain + wordList("1", "1") + wordList("2", "1", startAt(0, 1)), "", item("1", 0, "A") + item("1", 0, "B") + item("2", 0, "C") + item("2", 0, "D"),
			[]string{"1. A", "2. B", "1. C", "2. D"}},
		"a list that starts at 5": {plain + wordList("1", "1", startAt(0, 5)), "", item("1", 0, "A") + item("1", 0, "B"), []string{"5. A", "6. B"}},
		"a level of its own":      {plain + wordList("1", "1", `<w:lvlOverride w:ilvl="0">`+level(0, "upperLetter", "%1/")+`</w:lvlOverride>`), "", item("1", 0, "A") + item("1", 0, "B"), []string{"A/ A", "B/ B"}},
		"styles": {abstract("1", level(0, "upperRoman", "%1.", `<w:pStyle w:val="Muc"/>`), level(1, "decimal", "%2.", `<w:pStyle w:val="Viec"/>`)) + wordList("7", "1"),
			`<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>` +
				`<w:style w:type="paragraph" w:styleId="Viec"><w:name w:val="Việc"/><w:basedOn w:val="Muc"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>` +
				`<w:style w:type="paragraph" w:styleId="Con"><w:name w:val="Con"/><w:basedOn w:val="Viec"/></w:style>`,
			styled("Muc", "A") + styled("Viec", "B") + styled("Con", "C") + styled("Muc", "D"), []string{"I. A", "1. B", "2. C", "II. D"}},
		"a list before its style": {plain + wordList("1", "1"), `<w:style w:type="paragraph" w:styleId="So"><w:name w:val="So"/></w:style>`,
			para(`<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:pStyle w:val="So"/></w:pPr>`, "A"), []string{"a) A"}},
		"no number for this one": {plain + wordList("1", "1"), `<w:style w:type="paragraph" w:styleId="So"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`,
			styled("So", "A") + para(`<w:pPr><w:pStyle w:val="So"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>`, "B") + styled("So", "C"), []string{"1. A", "B", "2. C"}},
		"a definition by its style": {abstract("1", `<w:numStyleLink w:val="Kieu"/>`) + abstract("2", `<w:styleLink w:val="Kieu"/>`, level(0, "decimal", "Nhiệm vụ %1:")) + wordList("1", "1") + wordList("2", "2"),
			`<w:style w:type="numbering" w:styleId="Kieu"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>`,
			item("1", 0, "A") + item("1", 0, "B"), []string{"Nhiệm vụ 1: A", "Nhiệm vụ 2: B"}},
		"blank ones count": {plain + wordList("1", "1"), "", item("1", 0, "A") + item("1", 0, "") + item("1", 0, "C"), []string{"1. A", "2.", "3. C"}},
		"words and letters": {abstract("1", level(0, "vietnameseCounting", "Phần thứ %1"), level(1, "decimal", "Điều %2."), level(2, "upperLetter", "%3."), level(3, "decimalZero", "%4/")) + wordList("1", "1"), "",
			item("1", 0, "A") + item("1", 1, "B") + item("1", 2, "C") + item("1", 3, "D"), []string{"Phần thứ nhất A", "Điều 1. B", "A. C", "01/ D"}},
		"signs": {abstract("1", level(0, "bullet", "-"), level(1, "bullet", "+"), level(2, "bullet", "\uf0b7"), level(3, "bullet", "ü")) + wordList("1", "1"), "",
			item("1", 0, "A") + item("1", 1, "B") + item("1", 2, "C") + item("1", 3, "D"), []string{"- A", "+ B", "• C", "• D"}},
		"a deleted one does not count": {plain + wordList("1", "1"), "", item("1", 0, "A") +
			para(`<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>`, `<w:del w:id="2"><w:r><w:delText>B</w:delText></w:r></w:del>`) + item("1", 0, "C"),
			[]string{"1. A", "2. C"}},
		"beyond what there is": {plain + wordList("1", "1"), "", item("1", 8, "A") + item("99", 0, "B") + item("-1", 0, "C"), []string{"A", "B", "C"}},
		"after z":              {abstract("1", strings.Replace(level(0, "lowerLetter", "%1)"), `w:start w:val="1"`, `w:start w:val="26"`, 1)) + wordList("1", "1"), "", item("1", 0, "A") + item("1", 0, "B"), []string{"z) A", "aa) B"}},
	} {
		parts := wordParts{"word/numbering.xml": numberingPart(c.numbering), "word/styles.xml": stylesPart(c.styles)}
		if diff := cmp.Diff(c.want, printedParas(t, c.body, parts)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func stylesPart(content string) string {
	return `<w:styles xmlns:w="` + wordSpace + `">` + content + `</w:styles>`
}

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
