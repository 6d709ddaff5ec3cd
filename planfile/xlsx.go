package planfile

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"

	"dondoc/planfile/chars"
	"dondoc/workday"
)

// XLSX reads a plan from a workbook: from the sheets that hold a table of
// tasks, or from the form that WriteXLSX writes.
func XLSX(data []byte) (Document, error) {
	if len(data) > MaxBytes {
		return Document{}, refuse("too_big", Args{"max": "8 MB"})
	}
	w, err := openWorkbook(data)
	if err != nil {
		return Document{}, refuseWorkbook(err)
	}
	if w.stamped() {
		return Document{}, ErrSecret
	}
	if form, ok := w.form(); ok {
		return form.document(), nil
	}
	return gridDocument(w.grids(), w.problems), nil
}

func refuseWorkbook(err error) error {
	switch {
	case errors.Is(err, errTooBig):
		return refuse("xlsx_big", Args{"rows": thousands(sheetRows), "columns": strconv.Itoa(sheetWidth)})
	case errors.Is(err, errLockedIn):
		return refuse("form_locked", nil)
	case errors.Is(err, errMacros):
		return refuse("form_xlsm", nil)
	}
	return refuse("xlsx_broken", nil)
}

// thousands writes a number with the point that Vietnamese puts into it.
func thousands(n int) string {
	return fmt.Sprintf("%d.%03d", n/1000, n%1000)
}

// workbook is what of a workbook is read.
type workbook struct {
	sheets   []sheet
	stamps   []string
	problems problems
}

// sheet is one sheet. rows are those that hold anything.
type sheet struct {
	name   string
	hidden bool
	rows   []sheetLine
	merges []cellBlock
	veils  [][2]int // ranges of hidden columns
	width  int
}

// sheetLine is a row as it is read.
type sheetLine struct {
	n      int
	hidden bool
	cells  []cell
}

// openWorkbook reads the cells of a workbook. The library that it is read with
// has panicked on hostile files before: that is a broken workbook as well.
func openWorkbook(data []byte) (w *workbook, err error) {
	parts, err := readParts(data)
	if err != nil {
		return nil, err
	}
	packed, err := parts.pack()
	if err != nil {
		return nil, err
	}
	defer func() {
		if p := recover(); p != nil {
			w, err = nil, fmt.Errorf("%w: %v", errWorkbook, p)
		}
	}()
	f, err := excelize.OpenReader(strings.NewReader(string(packed)), excelize.Options{UnzipSizeLimit: xlsxWhole + 1<<20, UnzipXMLSizeLimit: xlsxWhole + 1<<20,
		ShortDatePattern: "dd/mm/yyyy", LongDatePattern: "dd/mm/yyyy"})
	if err != nil {
		return nil, errWorkbook
	}
	defer func() { _ = f.Close() }() // nothing of it is on disk
	w = &workbook{stamps: parts.stamps}
	props, err := f.GetWorkbookProps()
	if err != nil {
		return nil, errWorkbook
	}
	where := parts.sheetParts()
	r := &sheetReader{file: f, formats: map[int]string{}, from1904: props.Date1904 != nil && *props.Date1904}
	for _, name := range f.GetSheetList() {
		scan := parts.sheets[where[name]]
		if scan == nil {
			continue // a sheet of charts, or one whose part is missing
		}
		visible, err := f.GetSheetVisible(name)
		if err != nil {
			return nil, errWorkbook
		}
		s, err := r.read(name, scan)
		if err != nil {
			return nil, err
		}
		s.hidden = !visible
		w.sheets = append(w.sheets, s)
		if scan.formula.row > 0 && visible {
			where := fmt.Sprintf("%s, dòng %d", sheetName(name), scan.formula.row)
			if column, err := excelize.ColumnNumberToName(scan.formula.col); err == nil {
				where += ", cột " + column
			}
			w.problems.at(where, Warning, "formula_empty", nil)
		}
	}
	if len(w.sheets) == 0 {
		return nil, errWorkbook
	}
	return w, nil
}

// sheetReader reads the sheets of one workbook.
type sheetReader struct {
	file     *excelize.File
	formats  map[int]string // by style
	from1904 bool
}

func (r *sheetReader) read(name string, scan *sheetScan) (sheet, error) {
	s := sheet{name: cleanCell(name), merges: scan.merges, veils: scan.hidden}
	rows, err := r.file.Rows(name)
	if err != nil {
		return s, errWorkbook
	}
	for n := 1; rows.Next(); n++ {
		hidden := rows.GetRowOpts().Hidden
		texts, err := rows.Columns()
		if err != nil || len(texts) > 2*sheetWidth {
			return s, errWorkbook
		}
		line := sheetLine{n: n, hidden: hidden, cells: make([]cell, len(texts))}
		filled := false
		for c, text := range texts {
			if len(text) > 4*maxCellText {
				return s, errTooBig
			}
			x := cell{text: cleanCell(text)}
			if number, ok := scan.numbers[cellName{n, c + 1}]; ok {
				r.number(&x, number)
			}
			line.cells[c] = x
			filled = filled || x.text != "" || x.date != 0
		}
		if filled {
			s.rows = append(s.rows, line)
			s.width = max(s.width, len(texts))
		}
		if n > sheetLastRow {
			break
		}
	}
	if rows.Close() != nil || rows.Error() != nil {
		return s, errWorkbook
	}
	return s, nil
}

// number reads a cell that holds a number as the day that it shows, where its
// format shows one. A format that shows only month and year is no day.
func (r *sheetReader) number(x *cell, number numberCell) {
	format, ok := r.formats[number.style]
	if !ok {
		format = r.format(number.style)
		r.formats[number.style] = format
	}
	day, month, year := showsDate(format)
	if !day && !month && !year {
		return
	}
	d, ok := dayOf(number.raw, r.from1904)
	if !ok {
		return
	}
	y, m, _ := d.Civil()
	switch {
	case day:
		x.date, x.text = d, ""
	case month && year:
		x.text = fmt.Sprintf("%02d/%d", int(m), y)
	case month:
		x.text = fmt.Sprintf("Tháng %d", int(m))
	default:
		x.text = strconv.Itoa(y)
	}
}

// dayOf reads the number that a workbook keeps for a day.
func dayOf(raw string, from1904 bool) (workday.Date, bool) {
	if t, err := time.Parse("2006-01-02", raw[:min(10, len(raw))]); err == nil {
		return workday.Of(t.Year(), t.Month(), t.Day()), true
	}
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || !(v >= 1 && v <= 2_958_465) { // the last day of 9999
		return 0, false
	}
	if from1904 {
		v += 1462
	}
	return serialDate(int(v)), true
}

// format is the number format of a style.
func (r *sheetReader) format(style int) string {
	s, err := r.file.GetStyle(style)
	switch {
	case err != nil || s == nil:
		return ""
	case s.CustomNumFmt != nil:
		return *s.CustomNumFmt
	case s.NumFmt >= 14 && s.NumFmt <= 16, s.NumFmt == 22, s.NumFmt >= 27 && s.NumFmt <= 31, s.NumFmt == 36, s.NumFmt >= 50 && s.NumFmt <= 54, s.NumFmt >= 57 && s.NumFmt <= 58:
		return "d/m/yyyy"
	case s.NumFmt == 17, s.NumFmt == 55:
		return "m/yyyy"
	}
	return ""
}

// showsDate says what of a day a number format shows.
func showsDate(format string) (day, month, year bool) {
	format, _, _ = strings.Cut(format, ";")
	hours := false
	for i := 0; i < len(format); i++ {
		switch c := format[i]; c {
		case '"', '[':
			end := byte('"')
			if c == '[' {
				end = ']'
			}
			n := strings.IndexByte(format[i+1:], end)
			if n < 0 {
				return false, false, false
			}
			hours = hours || c == '[' && n > 0 && strings.Trim(format[i+1:i+1+n], "hmsHMS") == ""
			i += n + 1
		case '\\', '_', '*':
			i++
		case 'd', 'D':
			day = true
		case 'm', 'M':
			month = true
		case 'y', 'Y':
			year = true
		case 'h', 'H', 's', 'S':
			hours = true
		case 'G', 'g', '0', '#', '@', '%', 'E', 'e':
			return false, false, false // a number, or "General"
		}
	}
	if hours && !day && !year {
		return false, false, false
	}
	return day && month, month, year
}

// cleanCell makes a text of a cell as decode makes those of a file.
func cleanCell(text string) string {
	if text == "" {
		return ""
	}
	text = chars.Plain(norm.NFC.String(strings.ToValidUTF8(text, "")))
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\v' || r == '\f':
			return '\n'
		case r == '\t':
			return ' '
		case r < ' ' && r != '\n' || r == 0x7f || r == 0xfffe || r == 0xffff:
			return -1
		}
		return r
	}, text)
	switch text {
	case "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!":
		return ""
	}
	return text
}

func sheetName(name string) string { return "trang “" + cleanCell(name) + "”" }

// stamped says that a cell, or a text drawn over a sheet, is nothing but a grade
// of secrecy.
func (w *workbook) stamped() bool {
	for _, s := range w.sheets {
		for _, row := range s.rows {
			for _, c := range row.cells {
				if len(c.text) < 400 && slices.ContainsFunc(strings.Split(c.text, "\n"), isSecret) {
					return true
				}
			}
		}
	}
	return slices.ContainsFunc(w.stamps, isSecret)
}
