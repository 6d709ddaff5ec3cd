package planfile

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
)

// Ensure that a stamp of secrecy that stands on its own is refused wherever it
// stands, and that the words inside of a sentence are no stamp.
func TestDocxSecret(t *testing.T) {
	plan := paras(wordHead + "\n1. Rà soát quy chế.")
	header := func(content string) wordParts {
		return wordParts{"word/header1.xml": `<w:hdr ` + wordSpaces + `>` + content + `</w:hdr>`}
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
		"a footer":                  {plan, wordParts{"word/footer2.xml": `<w:ftr ` + wordSpaces + `>` + para("MẬT") + `</w:ftr>`}},
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

// Ensure that a package is read whatever its parts and prefixes are called, and
// in both forms of the standard.
func TestDocxPackages(t *testing.T) {
	body := paras(wordHead + "\n1. Rà soát quy chế.")
	plain := wordParts{
		"word/document.xml": `<w:document ` + wordSpaces + `><w:body>` + body + `</w:body></w:document>`,
		"_rels/.rels":       `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + wordRels + `/officeDocument" Target="word/document.xml"/></Relationships>`,
	}
	with := func(change wordParts) wordParts {
		parts := wordParts{}
		for name, content := range plain {
			parts[name] = content
		}
		for name, content := range change {
			parts[name] = content
		}
		return parts
	}
	wide := []byte{0xff, 0xfe}
	for _, r := range strings.Replace(plain["word/document.xml"], "<w:document", `<?xml version="1.0" encoding="UTF-16"?><w:document`, 1) {
		wide = append(wide, byte(r), byte(r>>8))
	}
	for name, parts := range map[string]wordParts{
		"plain":                   plain,
		"strict":                  with(wordParts{"word/document.xml": strings.Replace(plain["word/document.xml"], wordSpace, "http://purl.oclc.org/ooxml/wordprocessingml/main", 1)}),
		"another prefix":          with(wordParts{"word/document.xml": strings.NewReplacer("<w:", "<ns0:", "</w:", "</ns0:", "xmlns:w=", "xmlns:ns0=", " w:", " ns0:").Replace(plain["word/document.xml"])}),
		"no prefix":               with(wordParts{"word/document.xml": strings.NewReplacer("<w:", "<", "</w:", "</", "xmlns:w=", "xmlns=").Replace(plain["word/document.xml"])}),
		"no relations":            with(wordParts{"_rels/.rels": ""}),
		"another place":           with(wordParts{"word/document.xml": "", "word/Other2.xml": plain["word/document.xml"], "_rels/.rels": strings.Replace(plain["_rels/.rels"], "word/document.xml", "/word/other2.xml", 1)}),
		"wide letters":            with(wordParts{"word/document.xml": string(wide)}),
		"macros":                  with(wordParts{"word/vbaProject.bin": "x"}),
		"names that lead outside": with(wordParts{"../../x": "x", "/etc/passwd": "x", `..\..\y`: "x"}),
		"outside relations":       with(wordParts{"word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="1" Type="x/styles" TargetMode="External" Target="http://example.vn/styles.xml"/><Relationship Id="2" Type="x/numbering" Target="../../../etc/passwd"/></Relationships>`}),
		"a wrong content type":    with(wordParts{"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="image/png"/></Types>`}),
	} {
		d, err := Read("a.docx", pack(t, parts))
		if err != nil || len(d.Tasks) != 1 || d.Tasks[0].Text != "Rà soát quy chế." {
			t.Errorf("%s: %v %v", name, err, codesAndTexts(d))
		}
	}
}

// hostile are documents made to hurt, and what they are refused with.
func hostile(t testing.TB) map[string]struct {
	make func() []byte
	code string
} {
	doc := func(content string) []byte {
		return pack(t, wordParts{"word/document.xml": `<w:document ` + wordSpaces + `><w:body>` + content + `</w:body></w:document>`})
	}
	raw := func(content string) []byte { return pack(t, wordParts{"word/document.xml": content}) }
	random := make([]byte, 5<<20) // which cannot be packed
	source := rand.New(rand.NewPCG(1, 2))
	for i := range random {
		random[i] = "abcdefghijklmnopqrstuvwxyz012345"[source.Uint32()%32]
	}
	many := wordParts{"word/document.xml": "x"}
	for i := range maxEntries + 1 {
		many["word/"+strings.Repeat("a", i%50)+string(rune('a'+i%26))+strings.Repeat("b", i/50)] = "x"
	}
	whole := docx(t, paras(wordHead+"\n1. Rà soát quy chế."), nil)
	return map[string]struct {
		make func() []byte
		code string
	}{
		"a bomb of spaces":     {func() []byte { return doc(strings.Repeat(" ", 40<<20)) }, "word_long"},
		"a bomb of paragraphs": {func() []byte { return doc(strings.Repeat("<w:p/>", 5_000_000)) }, "word_broken"},
		"many small elements": {func() []byte {
			return doc(strings.Repeat("<a/>b<c/>d", 150_000) + strings.Repeat("<w:p><w:r/></w:p>", 600_000))
		}, "word_broken"},
		"small elements":  {func() []byte { return doc(varied(2_200_000, "<a", "/>")) }, "word_broken"},
		"10^6 paragraphs": {func() []byte { return doc(varied(1_000_000, `<w:p><w:r><w:t>`, `</w:t></w:r></w:p>`)) }, "word_long"},
		"10^6 cells": {func() []byte {
			return doc("<w:tbl><w:tr>" + varied(1_000_000, "<w:tc>", "</w:tc>") + "</w:tr></w:tbl>")
		}, "word_long"},
		"10^6 rows": {func() []byte { return doc("<w:tbl>" + varied(900_000, "<w:tr><w:tc>", "</w:tc></w:tr>") + "</w:tbl>") }, "word_long"},
		"spans of 10^9": {func() []byte {
			return doc("<w:tbl>" + varied(200_000, `<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p><w:r><w:t>`, "</w:t></w:r></w:p></w:tc></w:tr>") + "</w:tbl>")
		}, "word_long"},
		"columns before of 10^9": {func() []byte {
			return doc("<w:tbl>" + varied(100_000, `<w:tr><w:trPr><w:gridBefore w:val="1000000000"/><w:gridAfter w:val="999999999"/></w:trPr><w:tc>`, "</w:tc></w:tr>") + "</w:tbl>")
		}, "word_long"},
		"deep nesting":     {func() []byte { return doc(strings.Repeat("<w:sdt>", 1_000_000)) }, "word_broken"},
		"tables in tables": {func() []byte { return doc(strings.Repeat("<w:tbl><w:tr><w:tc>", 100_000)) }, "word_broken"},
		"boxes in boxes":   {func() []byte { return doc(strings.Repeat("<w:p><w:r><w:pict><w:txbxContent>", 100_000)) }, "word_broken"},
		"a huge attribute": {func() []byte { return doc(`<w:p a="` + string(random) + `"/>`) }, "word_broken"},
		"many attributes":  {func() []byte { return doc(`<w:p ` + varied(400_000, "a", `="" `) + `/>`) }, "word_broken"},
		"a huge text":      {func() []byte { return doc("<w:p><w:r><w:t>" + string(random) + "</w:t></w:r></w:p>") }, "word_broken"},
		"much text":        {func() []byte { return doc(chopped(random, 10_000)) }, "word_long"},
		"a long paragraph": {func() []byte {
			return doc("<w:p>" + strings.Repeat("<w:r><w:t>abc def </w:t></w:r>", 4_000) + "</w:p>")
		}, "long_paragraph"},
		"entities": {func() []byte {
			return raw(`<!DOCTYPE d [<!ENTITY a "MMMMMMMMMM"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><w:document ` + wordSpaces + `><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`)
		}, "word_broken"},
		"an outside entity": {func() []byte {
			return raw(`<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document ` + wordSpaces + `><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>`)
		}, "word_broken"},
		"an unknown entity":         {func() []byte { return doc("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>") }, "word_broken"},
		"a body that is cut":        {func() []byte { return raw(`<w:document ` + wordSpaces + `><w:body><w:p>`) }, "word_broken"},
		"tags that do not match":    {func() []byte { return doc("<w:p></w:r>") }, "word_broken"},
		"bytes that are no letters": {func() []byte { return doc("<w:p><w:r><w:t>\xff\xfe\x00</w:t></w:r></w:p>") }, "word_broken"},
		"no XML":                    {func() []byte { return raw("MZ\x00\x01") }, "word_broken"},
		"nothing in it":             {func() []byte { return doc("") }, "empty"},
		"another root":              {func() []byte { return raw(`<html xmlns="http://www.w3.org/1999/xhtml"/>`) }, "word_broken"},
		"no document":               {func() []byte { return pack(t, wordParts{"word/styles.xml": "<x/>"}) }, "word_broken"},
		"a file that is cut":        {func() []byte { return whole[:len(whole)/2] }, "word_broken"},
		"too many parts":            {func() []byte { return pack(t, many) }, "word_broken"},
		"a part locked": {func() []byte {
			return bytes.ReplaceAll(whole, []byte("PK\x01\x02\x14\x00\x14\x00\x08"), []byte("PK\x01\x02\x14\x00\x14\x00\x09"))
		}, "form_locked"},
		"a file too big": {func() []byte { return append([]byte("PK\x03\x04word/"), make([]byte, MaxBytes)...) }, "too_big"},
		"fonts of old": {func() []byte {
			return docx(t, para("K\u00d5 ho\u00b9ch c\u00b6i c\u00b8ch h\u00b5nh ch\u00ddnh n\u00a8m 2026 c\u00f1a S\u00eb N\u00e9i v\u00f4 t\u00d8nh: r\u00b5 so\u00b8t, s\u00f6a \u00ae\u00e6i quy ch\u00d5 l\u00b5m vi\u00d6c"), nil)
		}, "word_font_tcvn3"},
		"levels of 10^9": {func() []byte {
			return docx(t, item("1", 1_000_000_000, "")+item("1", -5, ""), wordParts{"word/numbering.xml": numberingPart(abstract("1", level(0, "decimal", strings.Repeat("%1", 1000000))) + wordList("1", "1"))})
		}, "word_broken"},
	}
}

// varied writes a piece n times with a number inside, so that it packs as badly
// as real text.
func varied(n int, before, after string) string {
	var b strings.Builder
	source := rand.New(rand.NewPCG(3, 4))
	for range n {
		b.WriteString(before)
		for range 4 {
			b.WriteByte("abcdefghijklmnopqrstuvwxyz012345"[source.Uint32()%32])
		}
		b.WriteString(after)
	}
	return b.String()
}

// chopped makes paragraphs of a text.
func chopped(text []byte, size int) string {
	var b strings.Builder
	for len(text) > size {
		b.WriteString("<w:p><w:r><w:t>" + string(text[:size]) + "</w:t></w:r></w:p>")
		text = text[size:]
	}
	return b.String()
}

// mostAllocated is how many bytes may be asked for in all while a document is
// refused: never are as many in use.
const mostAllocated = 400 << 20

// Ensure that a document made to hurt is refused, with little memory and no
// panic.
func TestDocxHostile(t *testing.T) {
	if raced {
		t.Skip("tried without the race detector")
	}
	for name, c := range hostile(t) {
		var before, after runtime.MemStats
		data := c.make()
		runtime.ReadMemStats(&before)
		_, err := Read("a.docx", data)
		runtime.ReadMemStats(&after)
		if n := after.TotalAlloc - before.TotalAlloc; n > mostAllocated {
			t.Errorf("%s: %d MiB", name, n>>20)
		}
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
	f.Add(paras(wordHead)+item("1", 1, "A b c d")+"<w:tbl><w:tr>"+tc(span("2")+mergeBegins, "STT")+tc("", "Nội dung nhiệm vụ")+"</w:tr><w:tr>"+tc(mergeGoesOn, "")+tc("", "Rà soát quy chế")+"</w:tr></w:tbl>", lists, styles)
	f.Add(para("A", deleted("B"), inserted(run("C")), fieldMark("begin"), fieldMark("end")), "", "")
	f.Fuzz(func(t *testing.T, body, numbering, styles string) {
		d, err := Docx(docx(t, body, wordParts{"word/numbering.xml": numbering, "word/styles.xml": styles}))
		if err == nil {
			checkDocument(t, d)
		}
	})
}
