package planfile

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

const tracked = ` w:id="1" w:author="An" w:date="2026-01-05T00:00:00Z"`

func inserted(pieces ...string) string {
	return "<w:ins" + tracked + ">" + strings.Join(pieces, "") + "</w:ins>"
}

func deleted(t string) string {
	return "<w:del" + tracked + "><w:r><w:delText>" + t + "</w:delText></w:r></w:del>"
}

func fieldMark(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }

// textBox is a text box as Word writes it: for itself, and again for readers
// of older forms.
func textBox(content string) string {
	return `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>` + content + `</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>` +
		`<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>` + content + `</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
}

// Ensure that a paragraph has the text that it prints once all changes are
// accepted, and nothing else.
func TestDocxParagraphs(t *testing.T) {
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
		if diff := cmp.Diff(c.want, printedParas(t, c.body+styled("V1", ""), wordParts{"word/styles.xml": styles})[:len(c.want)]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// wordPlan is a plan whose parts are spread as they are in real documents.
func wordPlan(tasks string) string {
	return wordTable([]string{"UBND TỈNH LAM GIANG\nSỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"}, []string{"Số: 12/KH-SNV", "Lam Giang, ngày 05 tháng 01 năm 2026"}) +
		para("") + para("KẾ HOẠCH") + para("Công tác cải cách hành chính năm 2026") + para("") + para("I. MỤC ĐÍCH") + para("Nâng cao chất lượng phục vụ.") + para("II. NHIỆM VỤ") +
		tasks + para("III. TỔ CHỨC THỰC HIỆN") + para("Văn phòng Sở theo dõi, đôn đốc.") + para("") +
		wordTable([]string{"Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT, VP.", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n\n\nTrần Thị Bình"}, []string{"", ""})
}

// Ensure that the letterhead and the signature, which stand in tables without
// lines, are read as such, and that places count paragraphs as people do.
func TestDocxFrames(t *testing.T) {
	d := readPacked(t, docx(t, wordPlan(para("1. Cải cách thể chế")+para("- Rà soát quy chế, thời gian: mùa mưa.")+para("- Ban hành quy chế mới, Phòng Pháp chế chủ trì, xong trước 30/6/2026.")), nil))
	checkDocument(t, d)
	want := "12/KH-SNV | 2026-01-05 | 2026\nKẾ HOẠCH Công tác cải cách hành chính năm 2026\nSỞ NỘI VỤ < UBND TỈNH LAM GIANG\nTrần Thị Bình\n\n1. Cải cách thể chế\n" +
		"  1.1 Rà soát quy chế, thời gian: mùa mưa.\n      due: mùa mưa = unknown\n  1.2 Ban hành quy chế mới, Phòng Pháp chế chủ trì, xong trước 30/6/2026.\n      lead: Phòng Pháp chế\n      due: trước 30/6/2026 = date 2026-06-29\n\n\n" +
		"Phòng Pháp chế\n\nđoạn 13 deadline_unknown: Không hiểu thời hạn “mùa mưa”.\n"
	if diff := cmp.Diff(want, describe(d)); diff != "" {
		t.Error(diff)
	}
}

// Ensure that headings which only their style marks part the plan.
func TestDocxHeadings(t *testing.T) {
	styles := stylesPart(`<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="H2"><w:name w:val="Tiêu đề 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>`)
	body := paras("UBND TỈNH LAM GIANG\nSỞ NỘI VỤ\nSố: 1/KH-SNV\nLam Giang, ngày 05 tháng 01 năm 2026") + styled("H1", "KẾ HOẠCH") + styled("H2", "Công tác năm 2026") +
		styled("H1", "Mục đích, yêu cầu") + para("Làm tốt công tác năm.") + styled("H1", "Nhiệm vụ trọng tâm") + styled("H2", "Cải cách thể chế") + para("Rà soát văn bản đã ban hành.") + para("Ban hành quy chế làm việc mới.") +
		styled("H2", "Cải cách bộ máy") + para("Sắp xếp các phòng chuyên môn.") + styled("H1", "Tổ chức thực hiện") + para("Văn phòng Sở theo dõi.")
	d := readPacked(t, docx(t, body, wordParts{"word/styles.xml": styles}))
	checkDocument(t, d)
	want := []string{"1.1 Rà soát văn bản đã ban hành.", "1.2 Ban hành quy chế làm việc mới.", "2.1 Sắp xếp các phòng chuyên môn."}
	if diff := cmp.Diff(want, codesAndTexts(d)); diff != "" {
		t.Error(diff, describe(d))
	}
	if d.Plan.Title != "KẾ HOẠCH Công tác năm 2026" {
		t.Errorf("title %q", d.Plan.Title)
	}
}

// Ensure that breaks inside of a paragraph part what they part on paper, and
// nothing else.
func TestDocxBreaks(t *testing.T) {
	line := `<w:r><w:br/></w:r>`
	body := para("UBND TỈNH LAM GIANG", line, "SỞ NỘI VỤ", line, "Số: 1/KH-SNV") + para("KẾ HOẠCH", line, "Công tác năm 2026") + para("II. NHIỆM VỤ") +
		para("1. Rà soát các quy chế", line, "của cơ quan và các đơn vị", line, "Thời gian: Quý II") + para("2. Ban hành quy chế mới.", line, "3. Kiểm tra việc thực hiện.") + para("chưa viết hoa, là một đoạn khác của nhiệm vụ.")
	d := readPacked(t, docx(t, body, nil))
	want := []string{"II.1 Rà soát các quy chế của cơ quan và các đơn vị", "II.2 Ban hành quy chế mới.", "II.3 Kiểm tra việc thực hiện. chưa viết hoa, là một đoạn khác của nhiệm vụ."}
	if diff := cmp.Diff(want, codesAndTexts(d)); diff != "" {
		t.Error(diff)
	}
	if d.Tasks[0].Deadline.Raw != "Quý II" || d.Plan.Issuer != "SỞ NỘI VỤ" || d.Plan.Number != "1/KH-SNV" {
		t.Errorf("%+v %+v", d.Plan, d.Tasks[0])
	}
}

// Ensure that what is read otherwise than it looks is said.
func TestDocxRemarks(t *testing.T) {
	body := paras(wordHead) + para("1. Rà soát ", inserted(run("lại ")), "quy chế.", `<w:r><w:footnoteReference w:id="2"/></w:r>`) + para("2. Ban hành quy chế.", "<w:r><w:rPr><w:vanish/></w:rPr><w:t> Ẩn</w:t></w:r>") +
		para(textBox(para("Lưu hành nội bộ"))) + para("3. Kiểm tra quy chế.", textBox(para("4. Sơ kết quy chế.")))
	d := readPacked(t, docx(t, body, wordParts{"word/vbaProject.bin": "x"}))
	want := []string{"II.1 Rà soát lại quy chế.", "II.2 Ban hành quy chế.", "II.3 Kiểm tra quy chế.", "II.4 Sơ kết quy chế."}
	if diff := cmp.Diff(want, codesAndTexts(d)); diff != "" {
		t.Error(diff)
	}
	var got []string
	for _, p := range d.Problems {
		got = append(got, strings.TrimSpace(p.Where+" "+p.Code))
	}
	if diff := cmp.Diff([]string{"word_changes", "word_hidden", "word_notes", "word_macros", "đoạn 10 box_skipped"}, got); diff != "" {
		t.Error(diff)
	}
}

// Ensure that the form in which letters are stored changes nothing.
func TestDocxNormalForms(t *testing.T) {
	body := wordPlan(para("1. Cải cách thể chế") + para("- Rà soát quy chế (Văn phòng Sở chủ trì; tháng 5/2026).") + para("2. Cải cách bộ máy") +
		wordTable([]string{"Số TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"}, []string{"1", "Sắp xếp các phòng, quy chế mới", "Phòng Tổ chức", "Quý II"}))
	want := describe(readPacked(t, docx(t, body, nil)))
	for name, form := range map[string]string{"NFD": norm.NFD.String(body), "spaces": strings.ReplaceAll(body, "quy chế", "quy\u00a0chế\u200b")} {
		if diff := cmp.Diff(want, describe(readPacked(t, docx(t, form, nil)))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
