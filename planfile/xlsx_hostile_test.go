package planfile

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// parts of a workbook as small as one can be.
func rawWorkbook(sheet string) map[string]string {
	const ns = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	return map[string]string{
		"[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
		"_rels/.rels":     `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<?xml version="1.0"?><workbook` + ns + `><sheets><sheet name="KH" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml": `<?xml version="1.0"?><worksheet` + ns + `>` + sheet + `</worksheet>`,
	}
}

func zipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		must(t, err)
		_, err = w.Write([]byte(parts[name]))
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

func inlineCell(ref, text string) string {
	return fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, ref, text)
}

const plainRows = `<row r="1"><c r="A1" t="inlineStr"><is><t>STT</t></is></c><c r="B1" t="inlineStr"><is><t>Nhiệm vụ</t></is></c><c r="C1" t="inlineStr"><is><t>Thời hạn</t></is></c></row>` +
	`<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>Rà soát quy chế làm việc</t></is></c><c r="C2" t="inlineStr"><is><t>Quý I/2026</t></is></c></row>`

// Ensure that a hostile workbook is refused in good time and in little memory,
// in words that say what to do.
func TestHostileWorkbooks(t *testing.T) {
	if raced {
		t.Skip("tried without the race detector")
	}
	with := func(sheet string, more map[string]string) []byte {
		parts := rawWorkbook(sheet)
		for name, content := range more {
			if parts[name] = content; content == "" {
				delete(parts, name)
			}
		}
		return zipped(t, parts)
	}
	plain := with("<sheetData>"+plainRows+"</sheetData>", nil)
	var rows, columns, far strings.Builder
	for n := 1; n <= 1_000_000; n++ {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%d"><v>1</v></c></row>`, n, n)
	}
	for n := 1; n <= 100_000; n++ {
		fmt.Fprintf(&columns, `<c><v>%d</v></c>`, n)
	}
	for n := 1; n <= 3000; n++ {
		fmt.Fprintf(&far, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, n, n)
	}
	huge := strings.Repeat("<si><t>a</t></si>", 4<<20/2)
	for name, c := range map[string]struct {
		data []byte
		code string
	}{
		"a million rows":          {with("<sheetData>"+rows.String()+"</sheetData>", nil), "xlsx_big"},
		"a hundred thousand":      {with("<sheetData><row>"+columns.String()+"</row></sheetData>", nil), "xlsx_big"},
		"cells far to the right":  {with("<sheetData>"+far.String()+"</sheetData>", nil), "xlsx_big"},
		"a row far down":          {with(`<sheetData><row r="1048576">`+inlineCell("A1048576", "x")+`</row></sheetData>`, nil), "xlsx_big"},
		"a bomb of texts":         {with("<sheetData>"+plainRows+"</sheetData>", map[string]string{"xl/sharedStrings.xml": "<sst>" + huge + "</sst>"}), "xlsx_big"},
		"a bomb of a sheet":       {with("<sheetData>"+strings.Repeat(" ", 60<<20)+"</sheetData>", nil), "xlsx_big"},
		"one text of many runs":   {with("<sheetData>"+plainRows+"</sheetData>", map[string]string{"xl/sharedStrings.xml": "<sst><si>" + strings.Repeat("<r><t/></r>", 400_000) + "</si></sst>"}), "xlsx_big"},
		"merges without end":      {with("<sheetData>"+plainRows+"</sheetData><mergeCells>"+strings.Repeat(`<mergeCell ref="A1:B2"/>`, 50_000)+"</mergeCells>", nil), "xlsx_big"},
		"entities":                {with("<sheetData/>", map[string]string{"xl/workbook.xml": `<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><workbook>&c;</workbook>`}), "xlsx_broken"},
		"an outside entity":       {with("<sheetData/>", map[string]string{"xl/sharedStrings.xml": `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst><si><t>&a;</t></si></sst>`}), "xlsx_broken"},
		"macros":                  {with("<sheetData>"+plainRows+"</sheetData>", map[string]string{"xl/vbaProject.bin": "x"}), "form_xlsm"},
		"a name that leads out":   {with("<sheetData>"+plainRows+"</sheetData>", map[string]string{"../../etc/cron": "x"}), "xlsx_broken"},
		"a name from the root":    {with("<sheetData>"+plainRows+"</sheetData>", map[string]string{"/etc/cron": "x"}), "xlsx_broken"},
		"another that leads out":  {with("<sheetData>"+plainRows+"</sheetData>", map[string]string{`xl\..\..\x`: "x"}), "xlsx_broken"},
		"cut short":               {plain[:len(plain)*2/3], "xlsx_broken"},
		"no workbook":             {with("", map[string]string{"xl/workbook.xml": ""}), "xlsx_broken"},
		"no sheet":                {with("", map[string]string{"xl/worksheets/sheet1.xml": ""}), "xlsx_broken"},
		"no types":                {with("", map[string]string{"[Content_Types].xml": ""}), "xlsx_broken"},
		"a sheet that ends early": {with("<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v>", nil), "xlsx_broken"},
		"a text that is not there": {with(`<sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row></sheetData>`,
			map[string]string{"xl/sharedStrings.xml": "<sst><si><t>a</t></si></sst>"}), "xlsx_broken"},
		"no zip":        {[]byte("Đây không phải bảng tính"), "xlsx_broken"},
		"many entries":  {manyEntries(t), "xlsx_big"},
		"a stamp":       {with("<sheetData><row r=\"1\">"+inlineCell("C1", "TỐI MẬT")+"</row>"+strings.ReplaceAll(plainRows, `r="1"`, `r="3"`)+"</sheetData>", nil), "secret"},
		"a stamp drawn": {with("<sheetData>"+plainRows+"</sheetData>", map[string]string{"xl/drawings/drawing1.xml": "<xdr:wsDr><a:t>MẬT</a:t></xdr:wsDr>"}), "secret"},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			start := time.Now()
			_, err := Read("a.xlsx", c.data)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			var r *Refusal
			if !errors.As(err, &r) || r.Code != c.code {
				t.Errorf("%v, want %s", err, c.code)
			}
			if took > hangs {
				t.Errorf("took %v", took)
			}
			if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 256 {
				t.Errorf("took %d MiB in all", used)
			}
		})
	}
	if d, err := Read("a.xlsx", plain); err != nil || len(d.Tasks) != 1 {
		t.Errorf("the plain one: %v, %d tasks", err, len(d.Tasks))
	}
}

func manyEntries(t testing.TB) []byte {
	parts := rawWorkbook("<sheetData/>")
	for n := range xlsxEntries {
		parts[fmt.Sprintf("xl/media/%d.png", n)] = ""
	}
	return zipped(t, parts)
}

// hangs is how long a file may take at most on any machine, however busy it is;
// what they do take is in docs/PLANFILES.md.
const hangs = 20 * time.Second

// Ensure that what real workbooks hold in plenty does not keep them from being
// read: formatted rows and cells without content, a word that is no stamp, cells
// without references, comments, another prefix, text in pieces.
func TestUnusualWorkbooks(t *testing.T) {
	if raced {
		t.Skip("tried without the race detector")
	}
	var empty strings.Builder
	for n := 3; n <= 150_000; n++ {
		fmt.Fprintf(&empty, `<row r="%d" spans="1:9" s="1" customFormat="1"><c r="A%d" s="1"/><c r="B%d" s="1"/><c r="C%d" s="1"></c></row>`, n, n, n, n)
	}
	bare := strings.NewReplacer(` r="1"`, "", ` r="2"`, "", ` r="A1"`, "", ` r="B1"`, "", ` r="C1"`, "", ` r="A2"`, "", ` r="B2"`, "", ` r="C2"`, "").Replace(plainRows)
	for name, sheet := range map[string]string{
		"empty rows":      "<sheetData>" + plainRows + empty.String() + "</sheetData>",
		"no references":   "<sheetData>" + bare + "</sheetData>",
		"comments":        "<!-- <row> --><sheetData><!-- </row> -->" + plainRows + "</sheetData>",
		"no stamp":        "<sheetData>" + plainRows + `<row r="3">` + inlineCell("A3", "Ghi chú: tài liệu MẬT gửi riêng") + "</row></sheetData>",
		"a far merge":     "<sheetData>" + plainRows + `</sheetData><mergeCells><mergeCell ref="D5:XFD1048576"/></mergeCells>`,
		"decomposed text": "<sheetData>" + strings.NewReplacer("Nhiệm vụ", "Nhiê\u0323m vu\u0323", "Thời hạn", "Thơ\u0300i ha\u0323n").Replace(plainRows) + "</sheetData>",
		"text in pieces":  "<sheetData>" + strings.Replace(plainRows, "<t>Nhiệm vụ</t>", `<r><rPr><b/></rPr><t>Nhiệm </t></r><r><t>vụ</t></r>`, 1) + "</sheetData>",
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			d, err := Read("a.xlsx", zipped(t, rawWorkbook(sheet)))
			if err != nil {
				t.Fatal(err)
			}
			if len(d.Tasks) != 1 || d.Tasks[0].Text != "Rà soát quy chế làm việc" || d.Tasks[0].Deadline.Due.String() != "2026-03-31" {
				t.Errorf("%+v", d.Tasks)
			}
			if took := time.Since(start); took > hangs {
				t.Errorf("took %v", took)
			}
		})
	}
}

// Ensure that a table which is hard to read, though small enough, takes no long
// time: what is merged, goes on or begins again without end.
func TestHardTables(t *testing.T) {
	if raced {
		t.Skip("tried without the race detector")
	}
	const n = 9_000
	var merged, goesOn, long, headers, numbers strings.Builder
	const head = "STT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn | Kết quả"
	for _, b := range []*strings.Builder{&merged, &goesOn, &long, &numbers} {
		b.WriteString(head + "\n1 | Rà soát quy chế | Văn phòng | Các phòng | Quý I | Báo cáo")
	}
	for i := range n {
		merged.WriteString("\n^ | ^ | ^ | ^ | ^ | ^")
		fmt.Fprintf(&goesOn, "\n | | Phòng số %d | Tổ số %d | Tháng 3 | Sản phẩm %d", i, i, i)
		fmt.Fprintf(&long, "\n | và tiếp tục rà soát thêm phần %d | | | | ", i)
		fmt.Fprintf(&headers, "STT | Nhiệm vụ | Chủ trì | Cột %d | Thời hạn | \n | Việc %d | Văn phòng | | | \n", i, i)
		numbers.WriteString("\n1 | Rà soát quy chế | Văn phòng | Các phòng | Quý I | Báo cáo")
	}
	for name, table := range map[string]string{"merged": merged.String(), "goes on": goesOn.String(), "long": long.String(), "headers": headers.String(), "one number": numbers.String()} {
		t.Run(name, func(t *testing.T) {
			g := sampleGrid(table)
			start := time.Now()
			plan := readGrids([]grid{g}, Header{Year: 2026})
			if took := time.Since(start); took > hangs {
				t.Errorf("took %v", took)
			}
			if len(plan.tasks) == 0 {
				t.Error("no tasks")
			}
		})
	}
}

// FuzzXLSX ensures that no workbook makes the reader panic, and that what it
// reads is a document. The parts of the file are fuzzed, not its compression.
func FuzzXLSX(f *testing.F) {
	for _, sheet := range []string{"<sheetData>" + plainRows + "</sheetData>", `<cols><col min="1" max="3" hidden="1"/></cols><sheetData>` + plainRows + `</sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells>`,
		`<sheetData><row r="1"><c r="A1" s="1"><f>1+1</f></c><c t="d"><v>2026-01-01</v></c></row></sheetData>`} {
		f.Add(sheet, "<styleSheet/>", "<sst/>")
	}
	f.Add("<sheetData>"+strings.ReplaceAll(plainRows, `<v>1</v>`, `<v>46203</v>`)+"</sheetData>",
		`<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="170"/><xf numFmtId="14"/></cellXfs></styleSheet>`, `<sst><si><t>a</t></si></sst>`)
	f.Fuzz(func(t *testing.T, sheet, styles, texts string) {
		parts := rawWorkbook(sheet)
		parts["xl/styles.xml"], parts["xl/sharedStrings.xml"] = styles, texts
		if d, err := XLSX(zipped(t, parts)); err == nil {
			checkDocument(t, d)
		}
	})
}

// FuzzCSV ensures the same of text with delimiters.
func FuzzCSV(f *testing.F) {
	f.Add("STT;Nhiệm vụ;Thời hạn\n1;Rà soát;Quý I")
	f.Add("sep=,\nSTT,\"Nhiệm\nvụ\",Chủ trì\n,,\nI,A\n1,b,nt")
	f.Fuzz(func(t *testing.T, text string) {
		if d, err := CSV([]byte(text)); err == nil {
			checkDocument(t, d)
		}
	})
}

// FuzzGrids ensures the same of tables however their cells are merged.
func FuzzGrids(f *testing.F) {
	f.Add("TT | Nội dung | Chủ trì | Tháng | < | < | Phối hợp\n^ | ^ | ^ | I | II | III | ^\nI | Một | < | < | < | < | <\n1 | Rà soát | VP; TCHC | x | < |  | nt\n^ | ^ | ^ | ^ | ^ | ^ | ^\na) | b | - | 15/2 | x | x | \"")
	f.Add("Lĩnh vực | STT | Nhiệm vụ | Bắt đầu | Kết thúc\nA | 1 | Việc | T1 | T2\n^ | 1.1 | Việc | |\n^ | ^ | Việc | |")
	f.Fuzz(func(t *testing.T, text string) {
		plan := readGrids([]grid{sampleGrid(text), sampleGrid(text)}, Header{Year: 2026})
		d := Document{Areas: plan.areas, Targets: plan.targets, Units: plan.units, Problems: plan.problems}
		for _, task := range plan.tasks {
			d.Tasks = append(d.Tasks, task.Task)
		}
		checkDocument(t, d)
	})
}

// sampleGrid makes a grid of a sample, without a workbook in between.
func sampleGrid(text string) grid {
	g := grid{name: "bảng 1", kind: tableGrid}
	width := 0
	for i, l := range strings.Split(text, "\n") {
		row := gridRow{n: i + 1}
		for c, part := range strings.Split(l, " |") {
			x := cell{text: strings.TrimSpace(part)}
			switch {
			case x.text == "<" && c > 0:
				x = cell{merged: fromLeft}
			case x.text == "^" && i > 0 && c < len(g.rows[i-1].cells):
				x = cell{merged: fromAbove}
			}
			row.cells = append(row.cells, x)
		}
		width = max(width, len(row.cells))
		g.rows = append(g.rows, row)
	}
	for i := range g.rows {
		g.rows[i].cells = append(g.rows[i].cells, make([]cell, width-len(g.rows[i].cells))...)
	}
	return g
}

// FuzzWorkbook ensures the same of whole files, as programs saved them.
func FuzzWorkbook(f *testing.F) {
	names, _ := filepath.Glob("testdata/tables/*.xlsx")
	for _, name := range names {
		if data, err := os.ReadFile(name); err == nil {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if d, err := XLSX(data); err == nil {
			checkDocument(t, d)
		}
	})
}
