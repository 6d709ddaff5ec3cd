package planfile

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

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
