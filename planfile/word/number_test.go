package word

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Ensure that numbers which only the numbering of the document prints are
// printed as it says.
func TestNumbering(t *testing.T) {
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
		if diff := cmp.Diff(c.want, printedParas(t, docx(t, c.body, parts))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
