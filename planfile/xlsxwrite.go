package planfile

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"dondoc/viet"
)

// maxCellText is how many UTF-16 units a cell of a workbook may hold.
const maxCellText = 32_767

// freeRows is how many rows under the last the form is ready to be filled in.
const freeRows = 300

// WriteXLSX writes a document as the workbook that XLSX reads again without
// loss: areas in order, the tasks of each in theirs. units are the names to
// choose from. Suggestions and problems are not part of the form. No text of a
// document can become a formula.
func WriteXLSX(d Document, units []string) ([]byte, error) {
	w := newFormWriter(d.Plan.Title)
	w.tasks(d)
	w.finishTasks(units)
	w.targets(d.Targets)
	w.about(d.Plan)
	w.notes()
	w.lists(units)
	return w.bytes()
}

// Template is the same workbook without a plan, with two example rows that the
// reader leaves out.
func Template(h Header, units []string) ([]byte, error) {
	w := newFormWriter(h.Title)
	unit := "Văn phòng"
	if len(units) > 0 {
		unit = units[0]
	}
	w.line(formTaskColumns, w.example, formExample, "", "Dòng lĩnh vực: Cải cách thủ tục hành chính")
	w.line(formTaskColumns, w.example, formExample, "1.1", "Dòng nhiệm vụ: Rà soát, công khai danh mục thủ tục hành chính thuộc thẩm quyền giải quyết của cơ quan",
		"Rà soát, công khai thủ tục hành chính", "Danh mục được công khai", unit, "", "Quý I")
	w.finishTasks(units)
	w.targets(nil)
	w.about(h)
	w.notes()
	w.lists(units)
	return w.bytes()
}

// formWriter writes a form, and remembers the first error.
type formWriter struct {
	f     *excelize.File
	err   error
	sheet string
	n     int // the last row written

	head, title, hint, cell, area, example, label, help int // styles
}

func newFormWriter(title string) *formWriter {
	w := &formWriter{f: excelize.NewFile(), sheet: formPlan}
	w.styles()
	w.check(w.f.SetSheetName("Sheet1", formPlan))
	if title == "" {
		title = "KẾ HOẠCH"
	}
	w.row(title)
	w.span(w.title, len(formTaskColumns), 24)
	w.row("Mỗi dòng một nhiệm vụ, cách điền xem trang “" + formNotes + "”. Chỉ tiêu và thông tin chung ở các trang sau.")
	w.span(w.hint, len(formTaskColumns), 18)
	w.headers(formTaskColumns)
	return w
}

func (w *formWriter) check(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *formWriter) styles() {
	border := func(color string) []excelize.Border {
		var list []excelize.Border
		for _, side := range []string{"left", "right", "top", "bottom"} {
			list = append(list, excelize.Border{Type: side, Color: color, Style: 1})
		}
		return list
	}
	const asText = 49 // what is typed into such a cell stays a text
	font := func(size float64, bold, italic bool, color string) *excelize.Font {
		return &excelize.Font{Family: "Times New Roman", Size: size, Bold: bold, Italic: italic, Color: color}
	}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	at := func(horizontal, vertical string) *excelize.Alignment {
		a := &excelize.Alignment{Horizontal: horizontal, Vertical: vertical, WrapText: true}
		if horizontal == "left" {
			a.Indent = 1
		}
		return a
	}
	for _, s := range []struct {
		to    *int
		style excelize.Style
	}{
		{&w.title, excelize.Style{Font: font(14, true, false, "000000"), Alignment: at("center", "center"), NumFmt: asText}},
		{&w.hint, excelize.Style{Font: font(11, false, true, "595959"), Alignment: at("center", "center"), NumFmt: asText}},
		{&w.head, excelize.Style{Font: font(12, true, false, "FFFFFF"), Fill: fill("1F4E79"), Border: border("7F7F7F"), Alignment: at("center", "center"), NumFmt: asText}},
		{&w.cell, excelize.Style{Font: font(12, false, false, "000000"), Border: border("BFBFBF"), Alignment: at("left", "top"), NumFmt: asText}},
		{&w.area, excelize.Style{Font: font(12, true, false, "000000"), Fill: fill("DDEBF7"), Border: border("BFBFBF"), Alignment: at("left", "center"), NumFmt: asText}},
		{&w.example, excelize.Style{Font: font(12, false, true, "808080"), Fill: fill("F2F2F2"), Border: border("BFBFBF"), Alignment: at("left", "top"), NumFmt: asText}},
		{&w.label, excelize.Style{Font: font(12, true, false, "000000"), Fill: fill("DDEBF7"), Border: border("BFBFBF"), Alignment: at("left", "center"), NumFmt: asText}},
		{&w.help, excelize.Style{Font: font(12, false, false, "000000"), Alignment: at("left", "top"), NumFmt: asText}},
	} {
		id, err := w.f.NewStyle(&s.style)
		w.check(err)
		*s.to = id
	}
}

// row writes a row of texts under the last one.
func (w *formWriter) row(texts ...string) {
	w.n++
	for c, t := range texts {
		if t = cleanText(t); t == "" {
			continue
		}
		if n := utf16Length(t); n > maxCellText {
			w.check(fmt.Errorf("planfile: a text of %d characters is too long for a cell", n))
			return
		}
		w.check(w.f.SetCellStr(w.sheet, axis(c+1, w.n), likeEscape.ReplaceAllString(t, "_x005F_$1")))
	}
}

// likeEscape looks like a character that a workbook writes by its number.
var likeEscape = regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`)

// cleanText is a text as a cell of the form keeps it.
func cleanText(t string) string { return strings.TrimSpace(cleanCell(t)) }

func utf16Length(t string) (n int) {
	for _, r := range t {
		if n++; r > 0xffff {
			n++
		}
	}
	return n
}

func axis(c, r int) string {
	name, err := excelize.CoordinatesToCellName(c, r)
	if err != nil {
		return "A1" // neither is ever below 1 or above the limits of a sheet
	}
	return name
}

// style sets the style of the row written last.
func (w *formWriter) style(id, columns int) {
	w.check(w.f.SetCellStyle(w.sheet, axis(1, w.n), axis(columns, w.n), id))
}

// line writes a row in the columns of a form.
func (w *formWriter) line(columns []formColumn, style int, texts ...string) {
	w.row(texts...)
	w.style(style, len(columns))
	w.fit(columns, texts...)
}

// fit makes the row written last as high as its longest text needs: programs
// differ in whether they do so themselves.
func (w *formWriter) fit(columns []formColumn, texts ...string) {
	most := 1
	for c, t := range texts {
		lines, full := 0, max(4, int(columns[c].width*1.1)-2)
		for l := range strings.SplitSeq(t, "\n") {
			lines += max(1, (utf8.RuneCountInString(l)+full-1)/full)
		}
		most = max(most, lines)
	}
	const line, edge, highest = 16, 4, 409 // points
	w.check(w.f.SetRowHeight(w.sheet, w.n, float64(min(most*line+edge, highest))))
}

// span merges the row written last over the columns.
func (w *formWriter) span(style, columns int, height float64) {
	w.style(style, columns)
	w.check(w.f.MergeCell(w.sheet, axis(1, w.n), axis(columns, w.n)))
	w.check(w.f.SetRowHeight(w.sheet, w.n, height))
}

// headers writes the row over the columns, which stays in sight and is printed
// on each page.
func (w *formWriter) headers(columns []formColumn) {
	var texts []string
	for c, k := range columns {
		texts = append(texts, k.header)
		name, err := excelize.ColumnNumberToName(c + 1)
		w.check(err)
		w.check(w.f.SetColWidth(w.sheet, name, name, k.width))
	}
	w.row(texts...)
	w.style(w.head, len(columns))
	w.check(w.f.SetRowHeight(w.sheet, w.n, 34))
	w.check(w.f.SetPanes(w.sheet, &excelize.Panes{Freeze: true, YSplit: w.n, TopLeftCell: axis(1, w.n+1), ActivePane: "bottomLeft"}))
	w.check(w.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$%d:$%d", w.sheet, w.n, w.n), Scope: w.sheet}))
	w.page()
}

// page sets a sheet up for paper: A4 on its side, as wide as one page.
func (w *formWriter) page() {
	a4, landscape, one, any, fit := 9, "landscape", 1, 0, true
	w.check(w.f.SetPageLayout(w.sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &one, FitToHeight: &any}))
	w.check(w.f.SetSheetProps(w.sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	side, top, foot := 0.5, 0.6, 0.3
	w.check(w.f.SetPageMargins(w.sheet, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &foot, Footer: &foot}))
	w.check(w.f.SetHeaderFooter(w.sheet, &excelize.HeaderFooterOptions{OddFooter: "&CTrang &P/&N"}))
}

// tasks writes areas with their tasks under them.
func (w *formWriter) tasks(d Document) {
	inside := map[string][]Task{}
	for _, t := range d.Tasks {
		inside[t.Area] = append(inside[t.Area], t)
	}
	for _, a := range d.Areas {
		w.line(formTaskColumns, w.area, a.Code, "", a.Title)
		for _, t := range inside[a.Code] {
			w.line(formTaskColumns, w.cell, t.Area, t.Code, t.Text, t.Title, t.Deliverable, joinNames(t.Lead), joinNames(t.Support), writtenDeadline(t, d.Plan.Year))
		}
	}
}

// writtenDeadline is the phrase of a deadline, or its day where the phrase says
// another one or is missing: somebody has set it since.
func writtenDeadline(t Task, year int) string {
	d := t.Deadline
	if read := viet.ParseDeadline(d.Raw, year); d.Due == 0 || read.Due == d.Due {
		return d.Raw
	}
	return dueCell(column{}, cell{date: d.Due})
}

// joinNames puts names into one cell. A name that would be cut when it is read
// stands between quotation marks.
func joinNames(names []string) string {
	var b strings.Builder
	for i, n := range names {
		if i > 0 {
			b.WriteString(";\n")
		}
		if read := formNames(n); len(read) != 1 || read[0] != n || strings.HasPrefix(n, quoteOpen) {
			n = quoteOpen + n + quoteClose
		}
		b.WriteString(n)
	}
	return b.String()
}

const quoteOpen, quoteClose = `"`, `"`

// finishTasks offers choices for the cells to be filled in.
func (w *formWriter) finishTasks(units []string) {
	from, to := 4, w.n+freeRows
	w.check(w.f.SetCellStyle(w.sheet, axis(1, w.n+1), axis(len(formTaskColumns), w.n+15), w.cell))
	pick := func(k formColumn, list, count int, title, text string) {
		if count == 0 {
			return
		}
		c := slices.Index(formTaskColumns, k) + 1
		v := excelize.NewDataValidation(true)
		v.Sqref = axis(c, from) + ":" + axis(c, to)
		v.SetSqrefDropList(fmt.Sprintf("'%s'!$%c$1:$%c$%d", formLists, 'A'+rune(list), 'A'+rune(list), count))
		v.SetInput(title, text)
		v.ShowErrorMessage = false // several names in one cell are right as well
		w.check(w.f.AddDataValidation(w.sheet, v))
	}
	pick(formLead, 0, len(units), "Đơn vị chủ trì", "Chọn từ danh sách hoặc gõ; nhiều đơn vị cách nhau bằng dấu chấm phẩy.")
	pick(formSupport, 0, len(units), "Đơn vị phối hợp", "Chọn từ danh sách hoặc gõ; nhiều đơn vị cách nhau bằng dấu chấm phẩy.")
	pick(formDeadline, 1, len(formPhrases), "Thời hạn", "Ngày 30/6/2026, Quý II, Hàng tháng, Thường xuyên… Chưa có thì để trống.")
	w.check(w.f.AutoFilter(w.sheet, axis(1, 3)+":"+axis(len(formTaskColumns), max(w.n, 4)), nil))
	w.page() // a filter takes the setting of the page with it
}

// open begins another sheet.
func (w *formWriter) open(name string) {
	w.sheet, w.n = name, 0
	_, err := w.f.NewSheet(name)
	w.check(err)
}

func (w *formWriter) targets(list []Target) {
	w.open(formTargets)
	columns := formGoalColumns
	if slices.ContainsFunc(list, func(t Target) bool { return t.Reached != "" }) {
		columns = append(slices.Clone(columns), formReached)
	}
	w.headers(columns)
	for _, t := range list {
		texts := []string{t.Area, t.Comparison, strings.Replace(strconv.FormatFloat(t.Value, 'f', -1, 64), ".", ",", 1), t.Unit, t.Text, t.Reached}
		w.line(columns, w.cell, texts[:len(columns)]...)
	}
	w.check(w.f.SetCellStyle(w.sheet, axis(1, w.n+1), axis(len(columns), w.n+10), w.cell))
	v := excelize.NewDataValidation(true)
	v.Sqref = axis(2, 2) + ":" + axis(2, w.n+freeRows)
	v.SetSqrefDropList(fmt.Sprintf("'%s'!$C$1:$C$%d", formLists, len(formSigns)))
	w.check(w.f.AddDataValidation(w.sheet, v))
}

var formSigns = []string{">=", ">", "=", "<=", "<"}

func (w *formWriter) about(h Header) {
	w.open(formAbout)
	date, year := "", ""
	if h.Date != 0 {
		date = dueCell(column{}, cell{date: h.Date})
	}
	if h.Year != 0 {
		year = strconv.Itoa(h.Year)
	}
	w.check(w.f.SetColWidth(w.sheet, "A", "A", 24))
	w.check(w.f.SetColWidth(w.sheet, "B", "B", 90))
	for i, v := range []string{h.Number, date, h.Title, h.Issuer, h.Parent, h.Signer, year} {
		w.line([]formColumn{{width: 24}, {width: 90}}, w.cell, formAboutRows[i], v)
		w.check(w.f.SetCellStyle(w.sheet, axis(1, w.n), axis(1, w.n), w.label))
	}
	w.page()
}

func (w *formWriter) notes() {
	w.open(formNotes)
	w.check(w.f.SetColWidth(w.sheet, "A", "A", 120))
	for i, t := range formHelp {
		w.line([]formColumn{{width: 120}}, w.help, t)
		if i == 0 {
			w.style(w.title, 1)
		}
	}
	w.page()
}

// lists writes what may be chosen, on a sheet that nobody needs to see.
func (w *formWriter) lists(units []string) {
	w.open(formLists)
	for i := range max(len(units), len(formPhrases), len(formSigns)) {
		var texts [3]string
		for c, list := range [][]string{units, formPhrases, formSigns} {
			if i < len(list) {
				texts[c] = list[i]
			}
		}
		w.row(texts[:]...)
	}
	w.check(w.f.SetSheetVisible(formLists, false))
}

func (w *formWriter) bytes() ([]byte, error) {
	defer func() { _ = w.f.Close() }() // nothing of it is on disk
	w.check(w.f.SetDocProps(&excelize.DocProperties{Creator: "dondoc", LastModifiedBy: "dondoc", Language: "vi-VN"}))
	if w.err != nil {
		return nil, w.err
	}
	w.f.SetActiveSheet(0)
	b, err := w.f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
