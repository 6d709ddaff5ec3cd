package planfile

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"dondoc/workday"
)

// Ensure that a workbook reads as the document that it was written from,
// whatever its texts look like.
func TestFormRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := anyDocument(t)
		data, err := WriteXLSX(want, rapid.SliceOfN(anyName(), 0, 4).Draw(t, "units"))
		if err != nil {
			t.Fatal(err)
		}
		got, err := Read("ke-hoach.xlsx", data)
		if err != nil {
			t.Fatal(err)
		}
		got.Units = nil
		for _, p := range got.Problems {
			if p.Severity == Error && len(want.Tasks) > 0 {
				t.Errorf("%s: %s", p.Where, p.Message)
			}
		}
		got.Problems = nil
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}

// anyDocument draws a document as readers make them: clean texts, unique codes,
// the tasks of each area together.
func anyDocument(t *rapid.T) Document {
	d := Document{Plan: Header{Number: anyText().Draw(t, "number"), Title: anyText().Draw(t, "title"), Issuer: anyText().Draw(t, "issuer"),
		Parent: anyText().Draw(t, "parent"), Signer: anyText().Draw(t, "signer"), Year: rapid.IntRange(2020, 2035).Draw(t, "year")}}
	if rapid.Bool().Draw(t, "dated") {
		d.Plan.Date = workday.Of(d.Plan.Year, 2, rapid.IntRange(1, 28).Draw(t, "day"))
	}
	codes := map[string]bool{}
	code := func(name string) string {
		c := rapid.SampledFrom([]string{"1.10", "II.3", "1.a.2", "=1", "'7", "007", "1e5", "3/4", "TRUE", "@x", "+1", "-2"}).Draw(t, name)
		for codes[name+c] {
			c += rapid.SampledFrom([]string{".1", "0", "b"}).Draw(t, name)
		}
		codes[name+c] = true
		return c
	}
	for range rapid.IntRange(0, 4).Draw(t, "areas") {
		a := Area{Code: code("area"), Title: needed().Draw(t, "area title")}
		d.Areas = append(d.Areas, a)
		for range rapid.IntRange(0, 4).Draw(t, "tasks") {
			d.Tasks = append(d.Tasks, Task{Code: code("task"), Area: a.Code, Title: needed().Draw(t, "task title"), Text: needed().Draw(t, "text"),
				Lead: someNames().Draw(t, "lead"), Support: someNames().Draw(t, "support"), Deliverable: anyText().Draw(t, "deliverable"),
				Deadline: deadline(rapid.OneOf(rapid.SampledFrom(phrases), anyText()).Draw(t, "due"), d.Plan.Year)})
		}
		if rapid.Bool().Draw(t, "goal") {
			d.Targets = append(d.Targets, Target{Area: a.Code, Value: rapid.SampledFrom([]float64{100, 99.9, 0.125, 1234567, 1.5e11, 1000}).Draw(t, "value"),
				Unit: anyText().Draw(t, "unit"), Comparison: rapid.SampledFrom(formSigns).Draw(t, "sign"), Text: needed().Draw(t, "goal text")})
		}
	}
	return d
}

// anyText draws a text, or none, as cells of every kind of mischief hold it.
func anyText() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		s := rapid.OneOf(
			rapid.SampledFrom([]string{"", "=1+1", "=HYPERLINK(\"http://x\")", "'=cmd", "@SUM(A1)", "+84", "-", "Rà soát quy chế;\n- điểm a\n- điểm b", "_x0041_", "_x000D_", "<b>&amp;</b>",
				"1.10", "0012", "46203", "31/12/2026", "Quý II/2026", "TRUE", "“trích” \"dẫn\"", "nt", "Nguyễn Thị Ánh Tuyết 🇻🇳", "Tổng cộng", "I", "A  B"}),
			rapid.StringOfN(rapid.RuneFrom(nil, unicode.Latin, unicode.Nd, unicode.Po, unicode.Sm), 0, 30, -1),
		).Draw(t, "text")
		return cleanText(s)
	})
}

func needed() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		if s := anyText().Draw(t, "needed"); s != "" {
			return s
		}
		return "Xây dựng kế hoạch"
	})
}

func anyName() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		s := rapid.SampledFrom([]string{"Phòng Kế hoạch - Tài chính", "Văn phòng", "VP, TCHC", "Phòng A; Phòng B", "\"Ban\" chỉ đạo", "Phòng Người có công và Trẻ em", "nt", "=X", "P. KHTC/VP", "Các phòng, ban"}).Draw(t, "name")
		return s + rapid.SampledFrom([]string{"", " 1", "."}).Draw(t, "end")
	})
}

func someNames() *rapid.Generator[[]string] {
	return rapid.SliceOfNDistinct(anyName(), 0, 3, func(s string) string { return s })
}

// Ensure that the form shows how targets stand, and that this is never taken for
// what the plan states.
func TestFormShowsReached(t *testing.T) {
	target := Target{Value: 99.5, Unit: "% hồ sơ", Comparison: ">=", Text: "Hồ sơ đúng hạn", Reached: "99,2% ngày 20/6"}
	d := Document{Plan: Header{Title: "KẾ HOẠCH NĂM 2026", Year: 2026}, Areas: []Area{{"1", "Thể chế"}},
		Tasks: []Task{{Code: "1.1", Area: "1", Title: "Rà soát văn bản", Text: "Rà soát văn bản"}}, Targets: []Target{target}}
	data, err := WriteXLSX(d, nil)
	must(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	if got, err := f.GetCellValue(formTargets, "F2"); err != nil || got != target.Reached {
		t.Errorf("the form says %q, %v", got, err)
	}
	read, err := Read("form.xlsx", data)
	must(t, err)
	if target.Reached = ""; len(read.Targets) != 1 || read.Targets[0] != target {
		t.Errorf("read %+v", read.Targets)
	}
}

// Ensure that what people do to the form is understood: columns moved and added,
// new tasks without codes, examples, dates, a code twice, an area without a row.
func TestFormFilledIn(t *testing.T) {
	data, err := WriteXLSX(Document{Plan: Header{Title: "KẾ HOẠCH NĂM 2026", Year: 2026}, Areas: []Area{{"1", "Thể chế"}},
		Tasks: []Task{{Code: "1.1", Area: "1", Title: "Rà soát văn bản", Text: "Rà soát văn bản quy phạm pháp luật"}}}, []string{"Văn phòng", "Thanh tra"})
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	dates, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	must(t, err)
	for cell, v := range map[string]any{
		"F5": "Văn phòng, Thanh tra", "G5": "Các phòng chuyên môn", "H5": serialOf(t, "2026-06-30"),
		"C6": "Việc mới không mã", "H6": "31/6",
		"A7": "1", "B7": "1.1", "C7": "Việc trùng mã",
		"A8": "2", "B8": "2.1", "C8": "Việc của lĩnh vực chưa có dòng",
		"A9": "ví dụ", "C9": "Dòng minh họa",
		"F10": "Phòng không việc",
	} {
		must(t, f.SetCellValue(formPlan, cell, v))
	}
	must(t, f.SetCellStyle(formPlan, "H5", "H5", dates))
	must(t, f.InsertCols(formPlan, "D", 1))
	must(t, f.SetCellStr(formPlan, "D3", "Ghi chú riêng"))
	must(t, f.SetCellStr(formPlan, "D5", "không đọc"))
	b, err := f.WriteToBuffer()
	must(t, err)
	d, err := Read("a.xlsx", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	checkDocument(t, d)
	var got []string
	for _, task := range d.Tasks {
		got = append(got, fmt.Sprintf("%s %s | %s | %s | %s", task.Area, task.Code, task.Text, strings.Join(task.Lead, "; "), task.Deadline.Due))
	}
	for _, p := range d.Problems {
		got = append(got, p.Where+" "+p.Code)
	}
	want := []string{
		"1 1.1 | Rà soát văn bản quy phạm pháp luật | Văn phòng; Thanh tra | 2026-06-30",
		"1 1.2 | Việc mới không mã |  | ",
		"1 1.3 | Việc trùng mã |  | ",
		"2 2.1 | Việc của lĩnh vực chưa có dòng |  | ",
		"trang “Kế hoạch”, dòng 6, cột Thời hạn deadline_unknown",
		"trang “Kế hoạch”, dòng 7, cột Mã nhiệm vụ code_twice",
		"trang “Kế hoạch”, dòng 8, cột Mã lĩnh vực form_area",
		"trang “Kế hoạch”, dòng 10, cột Nội dung nhiệm vụ row_without_task",
		" codes_counted",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Ensure that the template reads as an empty plan: its examples are none.
func TestTemplateIsEmpty(t *testing.T) {
	data, err := Template(Header{Title: "KẾ HOẠCH NĂM 2027", Year: 2027}, []string{"Văn phòng Sở", "Thanh tra Sở"})
	if err != nil {
		t.Fatal(err)
	}
	d, err := Read("mau.xlsx", data)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Tasks) != 0 || len(d.Areas) != 0 || d.Plan.Year != 2027 || len(d.Problems) != 1 || d.Problems[0].Code != "no_tasks" {
		t.Errorf("%+v", d)
	}
}

// BenchmarkXLSX reads 5,000 tasks.
func BenchmarkXLSX(b *testing.B) {
	data := bigForm(b, 5_000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if d, err := XLSX(data); err != nil || len(d.Tasks) != 5_000 {
			b.Fatal(len(d.Tasks), err)
		}
	}
}

// BenchmarkWriteXLSX writes 5,000 tasks.
func BenchmarkWriteXLSX(b *testing.B) {
	d, err := Text([]byte(manyTasks(5_000)))
	must(b, err)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := WriteXLSX(d, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func bigForm(t testing.TB, n int) []byte {
	d, err := Text([]byte(manyTasks(n)))
	must(t, err)
	data, err := WriteXLSX(d, []string{"Văn phòng"})
	must(t, err)
	return data
}

// BenchmarkTable reads a table of 5,000 tasks that is not in the form.
func BenchmarkTable(b *testing.B) {
	var rows strings.Builder
	row := func(n int, texts ...string) {
		fmt.Fprintf(&rows, `<row r="%d">`, n)
		for c, text := range texts {
			rows.WriteString(inlineCell(axis(c+1, n), text))
		}
		rows.WriteString("</row>")
	}
	row(1, "STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Sản phẩm", "Ghi chú")
	for n := 2; n <= 5_001; n++ {
		row(n, fmt.Sprint(n-1), fmt.Sprintf("Rà soát, cập nhật danh mục hồ sơ công việc số %d của cơ quan", n), "Văn phòng", "Phòng Tổ chức; các đơn vị trực thuộc", "Trước ngày 15/6/2026", "Báo cáo", "")
	}
	data := zipped(b, rawWorkbook("<sheetData>"+rows.String()+"</sheetData>"))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if d, err := XLSX(data); err != nil || len(d.Tasks) != 5_000 {
			b.Fatal(len(d.Tasks), err)
		}
	}
}
