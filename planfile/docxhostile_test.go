package planfile

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"dondoc/planfile/word/wordtest"
)

// Ensure that a stamp of secrecy that stands on its own is refused wherever it
// stands, and that the words inside of a sentence are no stamp.
func TestDocxSecret(t *testing.T) {
	plan := paras(wordHead + "\n1. Rà soát quy chế.")
	header := func(content string) wordParts {
		return wordParts{"word/header1.xml": `<w:hdr ` + wordtest.Spaces + `>` + content + `</w:hdr>`}
	}
	for name, c := range map[string]struct {
		body  string
		other wordParts
	}{
		"a paragraph":               {para("MẬT") + plan, nil},
		"spaced":                    {para("T Ố I  M Ậ T") + plan, nil},
		"behind its label":          {para("Độ mật: Tối mật") + plan, nil},
		"a line of a paragraph":     {para("UBND TỈNH", `<w:r><w:br/></w:r>`, "TỐI MẬT") + plan, nil},
		"beside a tab":              {para("UBND TỈNH\tTUYỆT MẬT") + plan, nil},
		"runs":                      {para("M", "Ậ", "T") + plan, nil},
		"a cell":                    {wordTable([]string{"UBND TỈNH", "[ MẬT ]"}) + plan, nil},
		"two paragraphs of a cell":  {wordTable([]string{"UBND TỈNH", "TỐI\nMẬT"}) + plan, nil},
		"a cell of a table inside":  {wordTable([]string{"<w:tc>" + wordTable([]string{"MẬT"}) + "</w:tc>"}) + plan, nil},
		"a text box":                {para(textBox(para("MẬT"))) + plan, nil},
		"two paragraphs of a box":   {para(textBox(para("TUYỆT")+para("MẬT"))) + plan, nil},
		"drawn letters":             {para(`<w:r><w:pict><v:shape><v:textpath string="MẬT"/></v:shape></w:pict></w:r>`) + plan, nil},
		"capitals by look":          {para(`<w:r><w:rPr><w:caps/></w:rPr><w:t>mật</w:t></w:r>`) + plan, nil},
		"a header":                  {plan, header(para("MẬT"))},
		"a text box in a header":    {plan, header(para(textBox(para("TỐI MẬT"))))},
		"a watermark":               {plan, header(para(`<w:r><w:pict><v:shape><v:textpath string="TỐI MẬT"/></v:shape></w:pict></w:r>`))},
		"a footer":                  {plan, wordParts{"word/footer2.xml": `<w:ftr ` + wordtest.Spaces + `>` + para("MẬT") + `</w:ftr>`}},
		"an inserted one":           {para(inserted(run("MẬT"))) + plan, nil},
		"a field's result":          {para(fieldMark("begin"), `<w:r><w:instrText>REF</w:instrText></w:r>`, fieldMark("separate"), "MẬT", fieldMark("end")) + plan, nil},
		"in the middle of the text": {plan + para("MẬT") + para("2. Ban hành quy chế."), nil},
	} {
		if _, err := Read("a.docx", docx(t, c.body, c.other)); !errors.Is(err, ErrSecret) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, body := range map[string]string{
		"a sentence":    plan + para("2. Bảo vệ bí mật nhà nước: không soạn tài liệu MẬT trên máy nối mạng."),
		"a deleted one": para(deleted("MẬT")) + plan,
		"a comment":     plan + para("Tài liệu không có dấu MẬT"),
		"a task's cell": plan + wordTable([]string{"STT", "Nội dung", "Đơn vị chủ trì"}, []string{"1", "Rà soát danh mục tài liệu MẬT", "Văn phòng"}),
	} {
		if _, err := Read("a.docx", docx(t, body, header(para("KẾ HOẠCH 2026 - không có độ MẬT")))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Ensure that a document which no plan looks like is refused with its reason.
func TestDocxRefused(t *testing.T) {
	doc := func(content string) []byte { return docx(t, content, nil) }
	whole := doc(paras(wordHead + "\n1. Rà soát quy chế."))
	for name, c := range map[string]struct {
		make func() []byte
		code string
	}{
		"too many paragraphs": {func() []byte { return doc(paras(strings.Repeat("Rà soát quy chế.\n", 160_000))) }, "word_long"},
		"a file that is cut":  {func() []byte { return whole[:len(whole)/2] }, "word_broken"},
		"another root":        {func() []byte { return pack(t, wordParts{"word/document.xml": "<html/>"}) }, "word_broken"},
		"a part locked": {func() []byte {
			return bytes.ReplaceAll(whole, []byte("PK\x01\x02\x14\x00\x14\x00\x08"), []byte("PK\x01\x02\x14\x00\x14\x00\x09"))
		}, "form_locked"},
		"a long paragraph": {func() []byte {
			return doc("<w:p>" + strings.Repeat("<w:r><w:t>abc def </w:t></w:r>", 4_000) + "</w:p>")
		}, "long_paragraph"},
		"nothing in it":  {func() []byte { return doc("") }, "empty"},
		"a file too big": {func() []byte { return append([]byte("PK\x03\x04word/"), make([]byte, MaxBytes)...) }, "too_big"},
		"fonts of old": {func() []byte {
			return docx(t, para("K\u00d5 ho\u00b9ch c\u00b6i c\u00b8ch h\u00b5nh ch\u00ddnh n\u00a8m 2026 c\u00f1a S\u00eb N\u00e9i v\u00f4 t\u00d8nh: r\u00b5 so\u00b8t, s\u00f6a \u00ae\u00e6i quy ch\u00d5 l\u00b5m vi\u00d6c"), nil)
		}, "word_font_tcvn3"},
	} {
		_, err := Read("a.docx", c.make())
		var r *Refusal
		if !errors.As(err, &r) || r.Code != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
}

// FuzzDocx tries files, and FuzzDocxXML the XML of the parts.
func FuzzDocx(f *testing.F) {
	f.Add(docx(f, wordPlan(paras("1. Cải cách thể chế\n- Rà soát quy chế.")), nil))
	f.Add(docx(f, wordTable([]string{"STT", "Nội dung", "Đơn vị"}, []string{"1", "Rà soát quy chế", "Văn phòng"}), wordParts{"word/numbering.xml": numberingPart(abstract("1") + wordList("1", "1"))}))
	f.Fuzz(func(t *testing.T, data []byte) {
		if d, err := Docx(data); err == nil {
			checkDocument(t, d)
		}
	})
}

// Ensure that no XML makes the reader panic, double a code or invent a date.
func FuzzDocxXML(f *testing.F) {
	lists := numberingPart(abstract("1", level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", "<w:isLgl/>"), level(2, "bullet", "-")) + wordList("1", "1", startAt(1, 3)))
	styles := stylesPart(`<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/><w:basedOn w:val="A"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`)
	f.Add(wordPlan(item("1", 0, "Cải cách thể chế")+item("1", 2, "Rà soát quy chế.")+para(textBox(para("MẬT KHẨU")))), lists, styles)
	f.Add(paras(wordHead)+item("1", 1, "A b c d")+"<w:tbl><w:tr>"+tc(span("2")+wordtest.MergeBegins, "STT")+tc("", "Nội dung nhiệm vụ")+"</w:tr><w:tr>"+tc(wordtest.MergeGoesOn, "")+tc("", "Rà soát quy chế")+"</w:tr></w:tbl>", lists, styles)
	f.Add(para("A", deleted("B"), inserted(run("C")), fieldMark("begin"), fieldMark("end")), "", "")
	f.Fuzz(func(t *testing.T, body, numbering, styles string) {
		d, err := Docx(docx(t, body, wordParts{"word/numbering.xml": numbering, "word/styles.xml": styles}))
		if err == nil {
			checkDocument(t, d)
		}
	})
}
