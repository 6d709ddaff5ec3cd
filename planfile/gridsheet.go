package planfile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dondoc/viet"
	"dondoc/workday"
)

// grids are the sheets that people see, as tables. Of the others the document
// says that they are not read.
func (w *workbook) grids() []grid {
	var gs []grid
	for _, s := range w.sheets {
		if len(s.rows) == 0 {
			continue
		}
		if s.hidden {
			w.problems.at(sheetName(s.name), Warning, "sheet_hidden", nil)
			continue
		}
		gs = append(gs, s.grid())
	}
	return gs
}

// grid lays a sheet out: all rows as wide as the widest, merged blocks marked,
// rows without anything left out.
func (s *sheet) grid() grid {
	g := grid{name: sheetName(s.name)}
	at := make(map[int]int, len(s.rows))
	for i, r := range s.rows {
		cells := make([]cell, s.width)
		copy(cells, r.cells)
		g.rows = append(g.rows, gridRow{n: r.n, hidden: r.hidden, cells: cells})
		at[r.n] = i
	}
	for _, veil := range s.veils {
		for c := max(veil[0], 1); c <= min(veil[1], s.width); c++ {
			for i := range g.rows {
				g.rows[i].cells[c-1].hidden = true
			}
		}
	}
	for _, m := range s.merges {
		s.merge(&g, at, m)
	}
	return g
}

// merge marks the cells of one block, in the rows that are left.
func (s *sheet) merge(g *grid, at map[int]int, m cellBlock) {
	first, ok := at[m.from.row]
	if !ok || m.from.col > s.width {
		return
	}
	for i := first; i < len(g.rows) && g.rows[i].n <= m.to.row; i++ {
		for c := m.from.col; c <= min(m.to.col, s.width); c++ {
			x := &g.rows[i].cells[c-1]
			switch {
			case c > m.from.col:
				x.merged, x.text, x.date = fromLeft, "", 0
			case i > first:
				x.merged, x.text, x.date = fromAbove, "", 0
			}
		}
	}
}

// gridDocument reads tables into a document: what stands over the first is its
// letterhead and title, what stands under them its signature.
func gridDocument(gs []grid, p problems) Document {
	var doc Document
	var first, tail []line
	for i := range gs {
		head, foot := frame(&gs[i])
		if head == nil {
			continue
		}
		if first == nil {
			first = head
		}
		if len(foot) > 0 {
			tail = foot
		}
	}
	var about problems
	doc.Plan = gridHeader(first, tail, gs, &about)
	for i := range gs {
		gs[i].title = gridTitle(&gs[i])
	}
	plan := readGrids(gs, doc.Plan)
	found := false
	for i, read := range plan.read {
		found = found || read
		if !read && len(gs[i].rows) > 1 {
			p.at(gs[i].name, Warning, "sheet_skipped", nil)
		}
	}
	doc.Areas, doc.Targets, doc.Units = plan.areas, plan.targets, plan.units
	for _, t := range plan.tasks {
		doc.Tasks = append(doc.Tasks, t.Task)
	}
	all := slices.Concat(about, p, plan.problems)
	switch {
	case !found:
		all.at("", Error, "no_table", nil)
	case len(doc.Tasks) == 0:
		all.at("", Error, "no_tasks", nil)
	}
	doc.Problems = all
	return doc
}

// frame are the lines over the first header of a grid and under its last table;
// nil when it has no header.
func frame(g *grid) (head, foot []line) {
	from := headerRow(g)
	if from < 0 {
		return nil, nil
	}
	end := len(g.rows)
	for i := from + 1; i < len(g.rows); i++ {
		if endsGrid(g.rows[i]) {
			end = i
			break
		}
	}
	return gridLines(g.rows[:from]), gridLines(withoutMaker(g.rows[end:]))
}

// withoutMaker drops the column of the one who made a table, where somebody else
// signs beside.
func withoutMaker(rows []gridRow) []gridRow {
	for i, r := range rows {
		maker, signs := -1, false
		for c, x := range r.cells {
			if isMaker(cellText(x.text)) {
				maker = c
			} else {
				signs = signs || isPost(cellText(x.text))
			}
		}
		if maker < 0 || !signs {
			continue
		}
		kept := make([]gridRow, len(rows))
		copy(kept, rows)
		for k := i; k < len(kept); k++ {
			kept[k].cells = slices.Clone(kept[k].cells)
			if maker < len(kept[k].cells) {
				kept[k].cells[maker].text = ""
			}
		}
		return kept
	}
	return rows
}

// headerRow is the first row of the first header of a grid, -1 for none.
func headerRow(g *grid) int {
	for i := range g.rows {
		if _, n := headerAt(g, i); n > 0 {
			return i
		}
	}
	return -1
}

// gridLines are the texts of rows as lines: cells side by side stay on one, in
// columns, as in the letterhead of a text.
func gridLines(rows []gridRow) []line {
	var b strings.Builder
	for _, r := range rows {
		var cells [][]string
		most := 0
		for _, c := range r.cells {
			if l := cellLines(c.text); c.merged == own && len(l) > 0 {
				cells = append(cells, l)
				most = max(most, len(l))
			}
		}
		for i := range most {
			var parts []string
			for _, l := range cells {
				if i < len(l) {
					parts = append(parts, l[i])
				}
			}
			b.WriteString(strings.Join(parts, "\t") + "\n")
		}
	}
	lines := split(b.String())
	if lines == nil {
		lines = []line{}
	}
	return lines
}

// annexWords begin the title of a table that is no plan of its own (folded).
var annexWords = []string{"phu luc", "danh muc", "bang ", "bieu ", "phan cong", "lich ", "nhiem vu", "tong hop", "dang ky", "chi tieu", "noi dung", "tien do", "cac nhiem vu"}

func beginsAnnex(t string) bool {
	f := viet.Fold(t)
	return slices.ContainsFunc(annexWords, func(w string) bool { return strings.HasPrefix(f+" ", w) })
}

var (
	annexOf   = regexp.MustCompile(`(?i)số\s*:?\s*(\d+[a-z]?\s*/[\p{L}\d&./-]*[\p{L}\d])`)
	annexDate = regexp.MustCompile(`(?i)ngày\s*(\d{1,2})\s*(?:tháng|[/.-])\s*(\d{1,2})\s*(?:năm|[/.-])\s*(20\d\d)`)
)

// gridHeader reads what stands over and under the tables. The title of an annex
// stands for the plan's, and the line that says which plan it goes with for the
// plan's number.
func gridHeader(head, tail []line, gs []grid, p *problems) Header {
	start := len(head)
	for i, l := range head {
		if isTitle(l.text) {
			start = i
			break
		}
		if start == len(head) && beginsAnnex(l.text) {
			start = i
		}
	}
	var quiet problems
	var h Header
	if start < len(head) && isTitle(head[start].text) {
		h = readHeader(head[:sheetTitleEnd(head, start)], tail, &quiet)
	} else {
		h = readHeader(head[:start], tail, &quiet)
		h.Title = annexTitle(head[start:])
	}
	for _, l := range head {
		if h.Number == "" && strings.HasPrefix(l.text, "(") {
			if m := annexOf.FindStringSubmatch(l.text); m != nil {
				h.Number = strings.ReplaceAll(m[1], " ", "")
				if h.Date == 0 {
					h.Date = annexDay(l.text)
				}
			}
		}
	}
	h.Year = yearOf(h)
	if h.Year == 0 {
		h.Year = yearNear(head, gs)
	}
	for _, missing := range []struct {
		is   bool
		code string
	}{{h.Number == "", "no_number"}, {h.Date == 0, "no_date"}, {h.Year == 0, "no_year"}} {
		if missing.is {
			p.warn(0, missing.code, nil)
		}
	}
	return h
}

// sheetTitleEnd is the index after the title that begins at i: in a workbook a
// line that says the year is the last of it.
func sheetTitleEnd(lines []line, i int) int {
	if anyYear.MatchString(lines[i].text) {
		return i + 1
	}
	return titleEnd(lines, i)
}

// isMeasure recognises "Đơn vị tính: triệu đồng" over a table.
func isMeasure(t string) bool {
	f := viet.Fold(t)
	return strings.HasPrefix(f, "don vi tinh") || strings.HasPrefix(f, "dvt")
}

// annexTitle joins the lines of a title, without the number of the annex.
func annexTitle(lines []line) string {
	var title []string
	for i, l := range lines {
		if strings.HasPrefix(l.text, "(") {
			break
		}
		if f := viet.Fold(l.text); i == 0 && strings.HasPrefix(f, "phu luc") && len(strings.Fields(f)) <= 4 {
			continue
		}
		if len(title) == 4 || len(title) > 0 && l.label || isMeasure(l.text) {
			break
		}
		title = append(title, l.text)
	}
	return joinLines(some(title)[:len(title):len(title)])
}

func annexDay(t string) workday.Date { return dateIn(annexDate, t) }

// yearNear is the year that a line over the tables, the name of a sheet or the
// header of a table says.
func yearNear(head []line, gs []grid) int {
	texts := make([]string, 0, len(head)+len(gs))
	for _, l := range head {
		texts = append(texts, l.text)
	}
	for i := range gs {
		texts = append(texts, gs[i].name)
		if at := headerRow(&gs[i]); at >= 0 {
			_, used := headerAt(&gs[i], at)
			for _, l := range gridLines(gs[i].rows[at : at+used]) {
				texts = append(texts, l.text)
			}
		}
	}
	for _, t := range texts {
		if m := anyYear.FindStringSubmatch(t); m != nil {
			y, _ := strconv.Atoi(m[1])
			return y
		}
	}
	return 0
}

// gridTitle are the lines over a table that name it: those behind the title of
// the plan, or all that are no letterhead.
func gridTitle(g *grid) []string {
	from := headerRow(g)
	if from < 0 {
		return nil
	}
	lines := gridLines(g.rows[:from])
	start := 0
	for i, l := range lines {
		if isTitle(l.text) {
			start = sheetTitleEnd(lines, i)
		} else if start == 0 && beginsAnnex(l.text) {
			start = i
		}
	}
	if start == 0 && len(lines) > 1 {
		start = len(lines) - 1
	}
	var title []string
	for _, l := range lines[min(start, len(lines)):] {
		if !strings.HasPrefix(l.text, "(") && !hasGap(l.raw) && !isMeasure(l.text) {
			title = append(title, l.text)
		}
	}
	return title
}
