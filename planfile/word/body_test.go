package word

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Ensure that a paragraph has the text that it prints once all changes are
// accepted, and nothing else.
func TestParagraphs(t *testing.T) {
	const hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
	for name, c := range map[string]struct {
		body string
		want []string
	}{
		"an insertion":          {para("Rà soát ", inserted(run("lại ")), "quy chế"), []string{"Rà soát lại quy chế"}},
		"a deletion":            {para("Rà soát ", deleted("hết "), "quy chế"), []string{"Rà soát quy chế"}},
		"a deletion, inserted":  {para("Rà soát ", inserted(deleted("hết ")), "quy chế"), []string{"Rà soát quy chế"}},
		"a move":                {para("A ", `<w:moveFrom`+tracked+`>`+run("B ")+`</w:moveFrom>`, "C ", `<w:moveTo`+tracked+`>`+run("B")+`</w:moveTo>`), []string{"A C B"}},
		"a look of before":      {para(`<w:r><w:rPr><w:rPrChange` + tracked + `><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>A</w:t></w:r>`), []string{"A"}},
		"a number of before":    {para(`<w:pPr><w:pPrChange`+tracked+`><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange></w:pPr>`, "A"), []string{"A"}},
		"a deleted end":         {para(`<w:pPr><w:rPr><w:del`+tracked+`/></w:rPr></w:pPr>`, "Rà soát ") + para("quy chế"), []string{"Rà soát quy chế"}},
		"a deleted paragraph":   {para("A") + para(`<w:pPr><w:rPr><w:del`+tracked+`/></w:rPr></w:pPr>`, deleted("B")) + para("C"), []string{"A", "C"}},
		"a deleted last end":    {para("A") + para(`<w:pPr><w:rPr><w:del`+tracked+`/></w:rPr></w:pPr>`, "B"), []string{"A", "B"}},
		"an inserted end":       {para(`<w:pPr><w:rPr><w:ins`+tracked+`/></w:rPr></w:pPr>`, "A") + para("B"), []string{"A", "B"}},
		"hidden text":           {para("A ", hidden, "B"), []string{"A B"}},
		"not hidden":            {para(`<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>A</w:t></w:r>`), []string{"A"}},
		"a hidden style":        {para(`<w:r><w:rPr><w:rStyle w:val="An"/></w:rPr><w:t>ẩn</w:t></w:r>`, "A"), []string{"A"}},
		"an inherited hiding":   {styled("Con", "ẩn") + para("A"), []string{"", "A"}},
		"a hidden paragraph":    {para(`<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>`, hidden) + para("A"), []string{"A"}},
		"a field":               {para("Trang ", fieldMark("begin"), `<w:r><w:instrText> PAGE \* MERGEFORMAT </w:instrText></w:r>`, fieldMark("separate"), "4", fieldMark("end"), "."), []string{"Trang 4."}},
		"a field in a field":    {para(fieldMark("begin"), `<w:r><w:instrText>IF </w:instrText></w:r>`, fieldMark("begin"), `<w:r><w:instrText>X</w:instrText></w:r>`, fieldMark("separate"), "sai", fieldMark("end"), fieldMark("separate"), "đúng", fieldMark("end")), []string{"đúng"}},
		"a field without end":   {para(fieldMark("begin"), "mất") + para("A"), []string{"", "A"}},
		"a simple field":        {para(`<w:fldSimple w:instr="DATE">` + run("05/01") + `</w:fldSimple>`), []string{"05/01"}},
		"a link":                {para("Xem ", `<w:hyperlink w:anchor="a">`+run("phụ lục")+`</w:hyperlink>`), []string{"Xem phụ lục"}},
		"tags":                  {para(`<w:smartTag w:element="place">`+run("Hà ")+`<w:customXml>`+run("Nội")+`</w:customXml></w:smartTag>`, `<w:bdo w:val="ltr">`+run(" 2026")+`</w:bdo>`), []string{"Hà Nội 2026"}},
		"a control":             {`<w:sdt><w:sdtPr/><w:sdtContent>` + para("A", `<w:sdt><w:sdtContent>`+run("B")+`</w:sdtContent></w:sdt>`) + `</w:sdtContent></w:sdt>`, []string{"AB"}},
		"a prompt":              {para("A", `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>`+run("Bấm vào đây")+`</w:sdtContent></w:sdt>`), []string{"A"}},
		"a table of contents":   {`<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>` + para("I. MỤC ĐÍCH 1") + `</w:sdtContent></w:sdt>` + styled("TOC1", "II. NHIỆM VỤ 2") + para("A"), []string{"A"}},
		"breaks and tabs":       {para("A\tB", `<w:r><w:br/></w:r>`, "C", `<w:r><w:cr/></w:r>`, "D", `<w:r><w:br w:type="page"/></w:r>`, "E"), []string{"A\tB\nC\nD\nE"}},
		"hyphens and spaces":    {para("NĐ", `<w:r><w:noBreakHyphen/></w:r>`, "CP", `<w:r><w:softHyphen/></w:r>`, " ngày\u00a01\u00ad5"), []string{"NĐ-CP ngày 15"}},
		"symbols":               {para("Đạt ", `<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>`, " 95%", `<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>`), []string{"Đạt ≥ 95%✔"}},
		"a footnote":            {para("A", `<w:r><w:footnoteReference w:id="2"/></w:r>`, " B", `<w:r><w:endnoteReference w:id="2"/></w:r>`), []string{"A B"}},
		"a comment":             {para(`<w:commentRangeStart w:id="1"/>`, "A", `<w:commentRangeEnd w:id="1"/>`, `<w:r><w:annotationRef/><w:commentReference w:id="1"/></w:r>`), []string{"A"}},
		"a text box, once":      {para("A", textBox(para("B")+para("C"))), []string{"A", "B", "C"}},
		"an older text box":     {para("A", `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>`+para("B")+`</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`), []string{"A", "B"}},
		"another way to say it": {para(`<mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback>` + run("A") + `</mc:Fallback></mc:AlternateContent>`), []string{"A"}},
		"a reading":             {para(`<w:r><w:ruby><w:rt>` + run("x") + `</w:rt><w:rubyBase>` + run("A") + `</w:rubyBase></w:ruby></w:r>`), []string{"A"}},
		"a formula":             {para(`<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x=1</m:t></m:r></m:oMath>`), []string{"x=1"}},
		"capitals by look":      {para(`<w:r><w:rPr><w:caps/></w:rPr><w:t>Kế hoạch</w:t></w:r>`, " năm"), []string{"KẾ HOẠCH năm"}},
		"words cut in runs":     {para("Ph", "òng", " Tổ", " chức"), []string{"Phòng Tổ chức"}},
	} {
		styles := stylesPart(`<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Cha"><w:rPr><w:vanish/></w:rPr></w:style>` +
			`<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Cha"/></w:style><w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>` +
			`<w:style w:type="paragraph" w:styleId="V1"><w:basedOn w:val="V2"/></w:style><w:style w:type="paragraph" w:styleId="V2"><w:basedOn w:val="V1"/></w:style>`)
		if diff := cmp.Diff(c.want, printedParas(t, docx(t, c.body+styled("V1", ""), wordParts{"word/styles.xml": styles}))[:len(c.want)]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
