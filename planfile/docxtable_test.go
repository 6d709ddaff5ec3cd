package planfile

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dondoc/planfile/word"
	"dondoc/planfile/word/wordtest"
)

// gridText writes a table down: a cell on each place, "^" for one that goes on
// with that above, "<" for one that goes on with that on the left.
func gridText(rows []gridRow) string {
	var b strings.Builder
	for _, row := range rows {
		if row.header {
			b.WriteString("# ")
		}
		if row.hidden {
			b.WriteString("~ ")
		}
		for i, c := range row.cells {
			if i > 0 {
				b.WriteString("|")
			}
			switch c.merged {
			case fromAbove:
				b.WriteString("^")
			case fromLeft:
				b.WriteString("<")
			}
			b.WriteString(strings.ReplaceAll(c.text, "\n", "/"))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// Ensure that a table has one cell for each column of every row, whatever was
// merged, left out, deleted or put inside.
func TestDocxTables(t *testing.T) {
	header := func(properties string, cells ...string) string {
		return "<w:tr><w:trPr>" + properties + "</w:trPr>" + strings.Join(cells, "") + "</w:tr>"
	}
	numbering := numberingPart(abstract("1", level(0, "decimal", "%1")) + wordList("1", "1"))
	tbl := func(rows ...string) string {
		return "<w:tbl><w:tblPr/><w:tblGrid/>" + strings.Join(rows, "") + "</w:tbl>"
	}
	for name, c := range map[string]struct{ body, want string }{
		"plain":           {wordTable([]string{"A", "B\nC"}, []string{"D", ""}), "A|B/C\nD|\n"},
		"merged across":   {tbl(header("", tc(span("2"), "A"), tc("", "B")), header("", tc("", "C"), tc(span("2"), "D"))), "A|<|B\nC|D|<\n"},
		"merged down":     {tbl(header("", tc(wordtest.MergeBegins, "A"), tc("", "B")), header("", tc(wordtest.MergeGoesOn, "x"), tc("", "C")), header("", tc(wordtest.MergeBegins, "D"), tc("", "E"))), "A|B\n^|C\nD|E\n"},
		"merged both":     {tbl(header("", tc(span("2")+wordtest.MergeBegins, "A"), tc("", "B")), header("", tc(span("2")+wordtest.MergeGoesOn, ""), tc("", "C"))), "A|<|B\n^|<|C\n"},
		"merged of old":   {tbl(header("", tc(`<w:hMerge w:val="restart"/>`, "A"), tc(`<w:hMerge/>`, ""))), "A|<\n"},
		"columns before":  {tbl(header(`<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>`, tc("", "A")), header("", tc("", "B"), tc("", "C"), tc("", "D"))), "|A|\nB|C|D\n"},
		"short rows":      {tbl(header("", tc("", "A")), header("", tc("", "B"), tc("", "C"))), "A|\nB|C\n"},
		"a header":        {tbl(header("<w:tblHeader/>", tc("", "A")), header(`<w:tblHeader w:val="0"/>`, tc("", "B")), header("<w:hidden/>", tc("", "C"))), "# A\nB\n~ C\n"},
		"a deleted row":   {tbl(header("", tc("", "A")), header("<w:del"+tracked+"/>", tc("", "B")), header("<w:ins"+tracked+"/>", tc("", "C"))), "A\nC\n"},
		"a deleted cell":  {tbl(header("", tc("", "A"), tc(`<w:cellDel`+tracked+`/>`, "B"))), "A|\n"},
		"a table inside":  {tbl(header("", "<w:tc>"+para("A")+wordTable([]string{"B", "C"}, []string{"D", "E"})+para("F")+"</w:tc>", tc("", "G"))), "A/B C/D E/F|G\n"},
		"numbers":         {wordTable([]string{"<w:tc>" + item("1", 0, "") + "</w:tc>", "A"}, []string{"<w:tc>" + item("1", 0, "") + "</w:tc>", "B"}), "1|A\n2|B\n"},
		"wrapped":         {tbl(`<w:sdt><w:sdtContent>` + header("", `<w:sdt><w:sdtContent>`+tc("", "A")+`</w:sdtContent></w:sdt>`, `<w:customXml>`+tc("", "B")+`</w:customXml>`) + `</w:sdtContent></w:sdt>`), "A|B\n"},
		"a span too wide": {tbl(header("", tc(span("1000000000"), "A"))), "A" + strings.Repeat("|<", word.MaxColumns-1) + "\n"},
		"changes":         {wordTable([]string{"<w:tc>" + para("A", deleted("B"), inserted(run("C"))) + "</w:tc>", "<w:tc>" + para(`<w:pPr><w:rPr><w:del`+tracked+`/></w:rPr></w:pPr>`, "D") + "</w:tc>"}), "AC|D\n"},
	} {
		w, err := word.Open(docx(t, c.body, wordParts{"word/numbering.xml": numbering}))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, gridText(gridOf(w.Blocks[0].Table))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// Ensure that tables which only put text side by side are text, and that a
// table without a header goes on from the one before it.
func TestDocxWhatIsTable(t *testing.T) {
	head := []string{"STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời gian"}
	for name, c := range map[string]struct {
		body string
		want []string
	}{
		"rows":                  {wordPlan(wordTable(head, []string{"1", "Rà soát quy chế", "Văn phòng Sở", "Quý I"}, []string{"2", "Ban hành quy chế", "Phòng Pháp chế", "Quý II"})), []string{"1 Rà soát quy chế", "2 Ban hành quy chế"}},
		"one row":               {wordPlan(wordTable(head, []string{"1", "Rà soát quy chế", "Văn phòng Sở", "Quý I"})), []string{"1 Rà soát quy chế"}},
		"going on":              {wordPlan(wordTable(head, []string{"1", "Rà soát quy chế", "Văn phòng Sở", "Quý I"}) + para("") + wordTable([]string{"2", "Ban hành quy chế", "Phòng Pháp chế", "Quý II"})), []string{"1 Rà soát quy chế", "2 Ban hành quy chế"}},
		"a frame around a list": {wordPlan(wordTable([]string{"1. Cải cách thể chế\n- Rà soát quy chế.\n- Ban hành quy chế."})), []string{"1.1 Rà soát quy chế.", "1.2 Ban hành quy chế."}},
		"a table in a frame":    {wordPlan(wordTable([]string{"<w:tc>" + wordTable(head, []string{"1", "Rà soát quy chế", "Văn phòng Sở", "Quý I"}) + para("") + "</w:tc>"})), []string{"1 Rà soát quy chế"}},
	} {
		d := readPacked(t, docx(t, c.body, nil))
		checkDocument(t, d)
		if diff := cmp.Diff(c.want, codesAndTexts(d)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		for _, p := range d.Problems {
			if p.Code != "table_goes_on" {
				t.Errorf("%s: %+v", name, p)
			}
		}
	}
}
