package planfile

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/viet"
	"dondoc/workday"
)

// formReader reads the workbook that WriteXLSX writes, filled in by somebody.
type formReader struct {
	w        *workbook
	tasks    *sheet
	header   int // the row of the headers, in tasks.rows
	columns  map[formColumn]int
	doc      Document
	problems problems
	areas    map[string]int // by code: the row that names it
	codes    map[string]bool
	wants    []int // tasks without a code
}

// form finds the sheet of tasks of the form.
func (w *workbook) form() (*formReader, bool) {
	for i := range w.sheets {
		s := &w.sheets[i]
		if at, columns := s.findHeaders(formTaskColumns, formArea, formCode, formTitle); at >= 0 {
			return &formReader{w: w, tasks: s, header: at, columns: columns, areas: map[string]int{}, codes: map[string]bool{}}, true
		}
	}
	return nil, false
}

// findHeaders finds the row with the headers of a form, all that it cannot do
// without: its index, -1 for none, and where the columns are.
func (s *sheet) findHeaders(all []formColumn, needed ...formColumn) (int, map[formColumn]int) {
	for i := range s.rows[:min(len(s.rows), 12)] {
		columns := map[formColumn]int{}
		for c, x := range s.rows[i].cells {
			for _, k := range all {
				if _, doubled := columns[k]; !doubled && viet.Fold(cellText(x.text)) == viet.Fold(k.header) {
					columns[k] = c
				}
			}
		}
		found := true
		for _, k := range needed {
			_, ok := columns[k]
			found = found && ok
		}
		if found {
			return i, columns
		}
	}
	return -1, nil
}

// textAt is the text of a cell of the form. A date in it reads as it is written.
func textAt(row sheetLine, columns map[formColumn]int, k formColumn) string {
	c, ok := columns[k]
	if !ok || c >= len(row.cells) {
		return ""
	}
	if x := row.cells[c]; x.date != 0 {
		return dueCell(column{}, x)
	}
	return strings.TrimSpace(row.cells[c].text)
}

func (r *formReader) text(row sheetLine, k formColumn) string { return textAt(row, r.columns, k) }

// document reads the whole form.
func (r *formReader) document() Document {
	r.about()
	area := ""
	for i, row := range r.tasks.rows[r.header+1:] {
		code, task := r.text(row, formArea), r.text(row, formCode)
		switch {
		case isExample(code), isExample(task):
		case r.blank(row):
		case r.isArea(row):
			area = r.area(row, code, r.text(row, formText), r.header+1+i)
		default:
			if code == "" {
				code = area
			}
			area = r.task(row, code, task)
		}
		if len(r.doc.Tasks) > MaxTasks {
			r.doc.Tasks = r.doc.Tasks[:MaxTasks]
			r.add(row, formColumn{}, Error, "too_many_tasks", Args{"max": thousands(MaxTasks)})
			break
		}
	}
	r.count()
	r.targets()
	if len(r.doc.Tasks) == 0 {
		r.problems.at("", Error, "no_tasks", nil)
	}
	r.doc.Units = unitsOf(r.doc.Tasks, nil)
	r.doc.Problems = r.problems
	return r.doc
}

func isExample(code string) bool { return viet.Fold(code) == viet.Fold(formExample) }

func (r *formReader) add(row sheetLine, k formColumn, severity Severity, code string, args Args) {
	where := sheetName(r.tasks.name) + ", dòng " + strconv.Itoa(row.n)
	if k.header != "" {
		where += ", cột " + k.header
	}
	r.problems.at(where, severity, code, args)
}

func (r *formReader) warn(row sheetLine, k formColumn, code string, args Args) {
	r.add(row, k, Warning, code, args)
}

// blank says that no column of the form holds anything.
func (r *formReader) blank(row sheetLine) bool {
	for _, k := range formTaskColumns {
		if r.text(row, k) != "" {
			return false
		}
	}
	return true
}

// isArea says that a row names an area: it has the area's code and title, and
// nothing that only a task has.
func (r *formReader) isArea(row sheetLine) bool {
	for _, k := range formTaskColumns[3:] {
		if r.text(row, k) != "" {
			return false
		}
	}
	code := r.text(row, formArea)
	_, known := r.areas[code]
	return code != "" && !known && r.text(row, formCode) == ""
}

func (r *formReader) area(row sheetLine, code, title string, at int) string {
	r.checkCode(row, formArea, code)
	if title == "" {
		title = code
	}
	r.areas[code] = at
	r.doc.Areas = append(r.doc.Areas, Area{Code: code, Title: title})
	return code
}

// checkCode says when a code cannot be used: a code is one word.
func (r *formReader) checkCode(row sheetLine, k formColumn, code string) {
	if utf8.RuneCountInString(code) > maxCode || strings.ContainsFunc(code, unicode.IsSpace) {
		r.add(row, k, Error, "yaml_code_form", Args{"code": cutWords(code, 40), "max": strconv.Itoa(maxCode)})
	}
}

// task reads a row that is a task, and returns the area it stands under.
func (r *formReader) task(row sheetLine, area, code string) string {
	text, title := r.text(row, formText), r.text(row, formTitle)
	if text == "" && title == "" {
		r.warn(row, formText, "row_without_task", nil)
		return area
	}
	if _, ok := r.areas[area]; !ok {
		name := area
		if area == "" {
			area, name = "1", r.doc.Plan.Title
		}
		if _, ok := r.areas[area]; !ok {
			r.warn(row, formArea, "form_area", Args{"code": area})
			r.area(row, area, name, row.n)
		}
	}
	if text == "" {
		text = title
	}
	if title == "" {
		title = titleOf(text)
	}
	r.checkCode(row, formCode, code)
	switch {
	case code == "", r.codes[code]:
		r.wants = append(r.wants, len(r.doc.Tasks))
		if code != "" {
			r.warn(row, formCode, "code_twice", Args{"code": code})
		}
		code = ""
	default:
		r.codes[code] = true
	}
	t := Task{Code: code, Area: area, Title: title, Text: text, Lead: formNames(r.text(row, formLead)), Support: formNames(r.text(row, formSupport)),
		Deliverable: r.text(row, formDeliverable), Deadline: deadline(r.text(row, formDeadline), r.doc.Plan.Year)}
	if t.Deadline.Kind == workday.Unknown && t.Deadline.Raw != "" {
		r.warn(row, formDeadline, "deadline_unknown", Args{"raw": cutWords(t.Deadline.Raw, 80)})
	}
	r.doc.Tasks = append(r.doc.Tasks, t)
	return area
}

// count gives the tasks without a code the next ones of their areas.
func (r *formReader) count() {
	last := map[string]int{}
	for _, i := range r.wants {
		t := &r.doc.Tasks[i]
		for t.Code == "" || r.codes[t.Code] {
			last[t.Area]++
			t.Code = t.Area + "." + strconv.Itoa(last[t.Area])
		}
		r.codes[t.Code] = true
	}
	if n := len(r.wants); n > 0 {
		r.problems.at("", Warning, "codes_counted", Args{"n": strconv.Itoa(n)})
	}
}

// formNames reads the names in a cell of the form: as in any table, but for those
// between quotation marks.
func formNames(cell string) []string {
	var names []string
	for _, piece := range quotedPieces(cell) {
		if piece.quoted {
			names = append(names, piece.text)
		} else {
			for _, p := range unitPieces(piece.text) {
				names = append(names, unitNames(p)...)
			}
		}
	}
	return dedupe(names)
}

type quotedPiece struct {
	text   string
	quoted bool
}

// quotedPieces parts what stands between quotation marks, from the head of a
// line to the end of one, from the rest of a cell.
func quotedPieces(cell string) []quotedPiece {
	var out []quotedPiece
	for _, part := range strings.Split(cell, ";\n") {
		part = strings.TrimSpace(part)
		if inner, ok := strings.CutPrefix(part, quoteOpen); ok && strings.HasSuffix(inner, quoteClose) && len(inner) > 1 {
			out = append(out, quotedPiece{strings.TrimSuffix(inner, quoteClose), true})
			continue
		}
		if n := len(out); n > 0 && !out[n-1].quoted {
			out[n-1].text += ";\n" + part
			continue
		}
		out = append(out, quotedPiece{part, false})
	}
	return out
}

// sheetCalled is a sheet of the form by its name.
func (r *formReader) sheetCalled(name string) *sheet {
	for i := range r.w.sheets {
		if viet.Fold(r.w.sheets[i].name) == viet.Fold(name) {
			return &r.w.sheets[i]
		}
	}
	return nil
}

// about reads number, date, title and year of the plan.
func (r *formReader) about() {
	h := &r.doc.Plan
	if s := r.sheetCalled(formAbout); s != nil {
		values := map[string]sheetLine{}
		for _, row := range s.rows {
			if len(row.cells) > 0 {
				values[viet.Fold(cellText(row.cells[0].text))] = row
			}
		}
		get := func(i int) string {
			row, ok := values[viet.Fold(formAboutRows[i])]
			if !ok || len(row.cells) < 2 {
				return ""
			}
			return textAt(row, map[formColumn]int{{}: 1}, formColumn{})
		}
		h.Number, h.Title, h.Issuer, h.Parent, h.Signer = get(0), get(2), get(3), get(4), get(5)
		h.Date = formDay(get(1))
		if y, err := strconv.Atoi(get(6)); err == nil && y > 1900 && y < 2200 {
			h.Year = y
		}
	}
	if h.Year == 0 {
		h.Year = yearOf(*h)
	}
	if h.Year == 0 {
		r.problems.at("", Warning, "no_year", nil)
	}
}

// formDay reads a day as the form writes it.
func formDay(t string) workday.Date {
	d := viet.ParseDeadline(t, 0)
	if strings.Count(t, "/") != 2 || d.Kind != workday.OnDate {
		return 0
	}
	return d.Due
}

// targets reads the sheet of targets.
func (r *formReader) targets() {
	s := r.sheetCalled(formTargets)
	if s == nil {
		return
	}
	at, columns := s.findHeaders(formGoalColumns, formValue, formGoal)
	if at < 0 {
		return
	}
	for _, row := range s.rows[at+1:] {
		t := Target{Area: textAt(row, columns, formArea), Unit: textAt(row, columns, formUnit), Comparison: textAt(row, columns, formCompare), Text: textAt(row, columns, formGoal)}
		figure := textAt(row, columns, formValue)
		value, ok := formFigure(figure)
		where := sheetName(s.name) + ", dòng " + strconv.Itoa(row.n)
		switch {
		case isExample(t.Area), figure == "" && t.Text == "":
			continue
		case !ok:
			r.problems.at(where+", cột "+formValue.header, Error, "form_value", Args{"value": cutWords(figure, 40)})
			continue
		}
		if t.Value = value; t.Comparison == "" {
			t.Comparison = "="
		}
		if !has(formSigns, t.Comparison) {
			r.problems.at(where+", cột "+formCompare.header, Error, "form_compare", Args{"value": cutWords(t.Comparison, 40)})
		}
		if _, known := r.areas[t.Area]; t.Area != "" && !known {
			r.problems.at(where+", cột "+formArea.header, Error, "yaml_area", Args{"code": t.Area})
		}
		r.doc.Targets = append(r.doc.Targets, t)
	}
}

// formFigure reads a number with a decimal comma, or as a workbook writes it.
func formFigure(t string) (float64, bool) {
	if whole, decimals, ok := strings.Cut(t, ","); ok {
		t = strings.ReplaceAll(whole, ".", "") + "." + decimals
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(t), 64)
	return v, err == nil && v > -1e300 && v < 1e300
}
