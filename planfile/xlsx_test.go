package planfile

import (
	"fmt"
	"strings"
	"testing"
)

// Ensure that a number is a day only where its format shows one.
func TestNumberFormats(t *testing.T) {
	for format, want := range map[string]string{
		"d/m/yyyy": "day month year", "dd/mm/yyyy;@": "day month year", "[$-42A]dd mmmm yyyy": "day month year", `dd"/"mm"/"yyyy`: "day month year", "yyyy-mm-dd hh:mm:ss": "day month year",
		"d-mmm": "day month", "mm/yyyy": "month year", "mmm-yy": "month year", "yyyy": "year", `"Tháng "m`: "month",
		"General": "", "0.00": "", "#,##0": "", "0%": "", "@": "", "hh:mm": "", "mm:ss": "", "[h]:mm": "", "": "", `"dmy"0`: "", `0.00E+00`: "", `"chưa đóng`: "",
	} {
		day, month, year := showsDate(format)
		var got []string
		for _, s := range []struct {
			is   bool
			name string
		}{{day, "day"}, {month, "month"}, {year, "year"}} {
			if s.is {
				got = append(got, s.name)
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %s, want %s", format, s, want)
		}
	}
}

// Ensure that the days of both calendars are right, and that what is none is
// refused.
func TestWorkbookDays(t *testing.T) {
	for _, c := range []struct {
		raw      string
		from1904 bool
		want     string
	}{
		{"46203", false, "2026-06-30"}, {"46203.75", false, "2026-06-30"}, {"44741", true, "2026-06-30"}, {"61", false, "1900-03-01"}, {"2026-06-30T00:00:00Z", false, "2026-06-30"},
		{"0", false, ""}, {"-1", false, ""}, {"1e300", false, ""}, {"x", false, ""}, {"NaN", false, ""},
	} {
		d, ok := dayOf(c.raw, c.from1904)
		if got := d.String(); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s: %s, want %s", c.raw, got, c.want)
		}
	}
}

// Ensure that a workbook in the calendar of 1904 and with dates in other formats
// reads as its cells show.
func TestDatesAsShown(t *testing.T) {
	styles := `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="170" formatCode="mm/yyyy"/><numFmt numFmtId="171" formatCode="dd/mm/yyyy"/></numFmts>` +
		`<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="170" applyNumberFormat="1"/><xf numFmtId="171" applyNumberFormat="1"/></cellXfs></styleSheet>`
	rows := `<row r="1">` + inlineCell("A1", "STT") + inlineCell("B1", "Nhiệm vụ") + inlineCell("C1", "Thời hạn") + `</row>`
	for n, cell := range []string{`<c r="C2" s="2"><v>44741</v></c>`, `<c r="C3" s="1"><v>44713</v></c>`, `<c r="C4" s="0"><v>44741</v></c>`, `<c r="C5" t="str"><f>TEXT(1,"x")</f><v>Quý I/2026</v></c>`, `<c r="C6"><f>A1</f></c>`} {
		rows += fmt.Sprintf(`<row r="%d"><c r="A%d"><v>%d</v></c>%s%s</row>`, n+2, n+2, n+1, inlineCell(fmt.Sprintf("B%d", n+2), "Rà soát quy chế làm việc"), cell)
	}
	parts := rawWorkbook("<sheetData>" + rows + "</sheetData>")
	parts["xl/styles.xml"] = styles
	parts["xl/_rels/workbook.xml.rels"] = strings.Replace(parts["xl/_rels/workbook.xml.rels"], "</Relationships>",
		`<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`, 1)
	parts["xl/workbook.xml"] = strings.Replace(parts["xl/workbook.xml"], "<sheets>", `<workbookPr date1904="1"/><sheets>`, 1)
	d, err := XLSX(zipped(t, parts))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, task := range d.Tasks {
		got = append(got, task.Deadline.Raw+" = "+task.Deadline.Due.String())
	}
	want := "30/06/2026 = 2026-06-30|06/2026 = 2026-06-30|44741 = |Quý I/2026 = 2026-03-31| = "
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("%s, want %s", s, want)
	}
	warned := ""
	for _, p := range d.Problems {
		warned += p.Where + " " + p.Code + "\n"
	}
	for _, w := range []string{"trang “KH”, dòng 4, cột Thời hạn date_serial", "trang “KH”, dòng 6 formula_empty"} {
		if !strings.Contains(warned, w) {
			t.Errorf("not said: %s in\n%s", w, warned)
		}
	}
}
