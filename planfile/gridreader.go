package planfile

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dondoc/viet"
)

// gridReader reads tables of tasks, one after another. A table without a header
// may go on from the one before it.
type gridReader struct {
	grids    []grid
	header   Header
	plan     gridPlan
	findings []finding
	full     bool

	at      int         // the grid that is read
	columns []column    // of the table that is read
	body    int         // its first row under the header
	tops    [][]int     // for each cell of the grid, the row whose text it shows
	above   []said      // the last value of each column, for ditto marks
	area    string      // the last value of the column of areas
	heads   int         // how many headings were read
	known   []viet.Name // the units that the tables name
	ofUnits bool        // each of several sheets is named for a unit
	titled  []string    // for each grid the unit that its title ends in, where that tells it from the others
	counted bool        // the numbers of the table are those of its column of areas
	remarks bool        // the row before was a note
}

// said is what a column said last, and under how many headings.
type said struct {
	cell
	headings int
}

// rowItem is a row that heads others or is a task.
type rowItem struct {
	marker   marker
	number   string // as printed
	text     string
	name     string // of a task whose table names it and describes it in two columns
	across   bool   // nothing but a text stands in the row
	own      string // its code, in a column of codes
	repeated bool   // its number is that of the row above, merged
	facts    facts
	rows     int    // that go on with it
	doubt    string // a time in its text that may be a deadline
	at       place
	kids     []*rowItem
}

// mostItemRows is how many rows may go on with one task, mostTables how many
// tables one grid may hold.
const (
	mostItemRows = 300
	mostTables   = 300
)

// readGrids reads tables of tasks. Tables of other things are left alone, which
// gridPlan.read says; so are rows above the header of a table.
func readGrids(gs []grid, h Header) gridPlan {
	r := &gridReader{grids: gs, header: h}
	r.plan.read = make([]bool, len(gs))
	var trees []*gridTree
	for i := range gs {
		r.at = i
		trees = append(trees, r.grid(&gs[i])...)
	}
	r.settleLeads(trees)
	r.number(trees)
	r.word(trees)
	r.plan.units = gridUnits(r.plan.tasks)
	return r.plan
}

func gridUnits(tasks []gridTask) []Unit {
	list := make([]Task, len(tasks))
	for i, t := range tasks {
		list[i] = t.Task
	}
	return unitsOf(list, nil)
}

// grid reads the tables of one grid: a header begins each.
func (r *gridReader) grid(g *grid) []*gridTree {
	var trees []*gridTree
	r.findTops(g)
	inherited, open := r.columns, false
	r.columns = nil
	ended := false
	for i := 0; i < len(g.rows); i++ {
		row := g.rows[i]
		if blank(row) {
			continue
		}
		numbered := r.columns != nil && r.numbers(row)
		if r.columns != nil && !numbered && !ended && sameHeader(r.columns, row) {
			i += r.headerRows(g, i) - 1
			continue
		}
		if columns, used := headerOf(g, i, numbered || open && !plainHeader(row)); used > 0 {
			if len(trees) == mostTables {
				r.found(place{r.at, i, wholeRow}, Error, "too_many_tables", Args{"max": strconv.Itoa(mostTables)})
				break
			}
			next := &gridTree{grid: r.at, first: i, columns: columns}
			if n := len(trees); n > 0 {
				next.title = trees[n-1].takeTitle(g)
			}
			r.begin(columns)
			r.group(g, i+used)
			trees = append(trees, next)
			r.unread(g, i+used)
			open, ended = true, false
			i += used - 1
			r.body = i + 1
			continue
		}
		if !open && i == 0 && goesOnFrom(inherited, g) {
			r.begin(inherited)
			trees = append(trees, &gridTree{grid: r.at, columns: inherited, goesOn: true})
			open, r.body = true, 0
			r.warn(place{r.at, wholeGrid, wholeRow}, "table_goes_on", nil)
		}
		switch {
		case !open || ended || columnNumbers(row):
		case endsGrid(row):
			ended = true
		default:
			r.row(trees[len(trees)-1], i)
		}
	}
	if open {
		r.plan.read[r.at] = true
		r.sayHidden(g, trees)
	} else {
		r.columns = nil
	}
	return trees
}

// group finds out, of two columns that say what is done, whether the first names
// the group of several rows: then it is a column of areas, and the numbers are
// those of the groups when they are merged over the same rows.
func (r *gridReader) group(g *grid, from int) {
	r.counted = false
	first := slices.IndexFunc(r.columns, func(k column) bool { return k.is == isTaskColumn })
	second := -1
	if first >= 0 {
		second = slices.IndexFunc(r.columns[first+1:], func(k column) bool { return k.is == isTaskColumn })
	}
	heading := slices.IndexFunc(r.columns, func(k column) bool { return k.is == isArea })
	if second >= 0 && heading < 0 {
		if a, b := r.columns[first], r.columns[first+1+second]; a.name == b.name && a.under == b.under {
			return // one header over both
		}
		heading, second = first, first+1+second
	} else {
		second = first
	}
	if heading < 0 || second < 0 {
		return
	}
	number := slices.IndexFunc(r.columns, func(k column) bool { return k.is == isNumber })
	over, numbers := 0, 0
	for _, row := range g.rows[min(from, len(g.rows)):] {
		if len(row.cells) != len(r.columns) || row.cells[second].merged != own || strings.TrimSpace(row.cells[second].text) == "" {
			continue
		}
		if goesDown(row.cells[heading]) {
			over++
			if number >= 0 && goesDown(row.cells[number]) {
				numbers++
			}
		}
	}
	if over > 0 {
		r.columns[heading].is = isArea
		r.counted = numbers == over
	}
}

// goesDown says that a cell shows the text of the one above it.
func goesDown(c cell) bool {
	return c.merged == fromAbove || c.merged == own && strings.TrimSpace(c.text) == ""
}

// headerOf reads the header at row i, where there may be one.
func headerOf(g *grid, i int, none bool) ([]column, int) {
	if none {
		return nil, 0
	}
	return headerAt(g, i)
}

// numbers says that the cell which numbers a row holds a number.
func (r *gridReader) numbers(row gridRow) bool {
	for c, k := range r.columns {
		if k.is == isNumber && c < len(row.cells) && row.cells[c].merged == own {
			m, rest := readCellNumber(row.cells[c].text)
			return m.style != none && rest == ""
		}
	}
	return false
}

// begin begins a table with these columns.
func (r *gridReader) begin(columns []column) {
	r.columns, r.above, r.area, r.remarks = columns, make([]said, len(columns)), "", false
}

// headerRows is how many rows a header that is printed again has.
func (r *gridReader) headerRows(g *grid, i int) int {
	n := 1
	for n < mostHeaderRows && i+n < len(g.rows) && goesUnder(g, i, i+n) {
		n++
	}
	return n
}

// goesOnFrom says that a grid without a header goes on from the table before:
// it has as many columns, and its first cells number its rows.
func goesOnFrom(columns []column, g *grid) bool {
	if columns == nil || len(g.rows) == 0 {
		return false
	}
	numbers := slices.IndexFunc(columns, func(k column) bool { return k.is == isNumber })
	numbered := 0
	rows := g.rows
	if at := headerRow(g); at >= 0 {
		rows = rows[:at] // what stands over a header of its own is its title, unless it is rows
	}
	for _, row := range rows {
		if len(row.cells) != len(columns) {
			return false
		}
		if numbers >= 0 {
			if m, _ := readCellNumber(row.cells[numbers].text); m.style != none {
				numbered++
			}
		}
	}
	return numbered*2 > len(rows)
}

// blank says that nothing stands in a row of its own.
func blank(row gridRow) bool {
	for _, c := range row.cells {
		if c.merged == own && (c.date != 0 || strings.TrimSpace(c.text) != "") {
			return false
		}
	}
	return true
}

// endsGrid recognises what stands under a table: recipients, a place with its
// day, the post over a signature. A row with a number is none: "B | TRÌNH CHỦ TỊCH
// UBND TỈNH", "II | TĂNG TRƯỞNG KINH TẾ".
func endsGrid(row gridRow) bool {
	texts, numbered := 0, false
	for _, c := range row.cells {
		if c.merged == own && strings.TrimSpace(c.text) != "" {
			m, rest := readCellNumber(c.text)
			numbered = numbered || texts == 0 && m.style != none && m.style != bullet && rest == ""
			texts++
		}
	}
	for _, c := range row.cells {
		if c.merged != own {
			continue
		}
		for _, l := range cellLines(c.text) {
			if isRecipients(l) || texts <= 3 && (isPost(l) && !numbered || isPlaceAndDay(l) || isMaker(l)) {
				return true
			}
		}
	}
	return false
}

// isPlaceAndDay recognises "Nghĩa Sơn, ngày 12 tháng 01 năm 2026", filled in or
// not.
func isPlaceAndDay(t string) bool {
	f := viet.Fold(t)
	i := strings.Index(f, ", ngay ")
	return i > 0 && i < 60 && strings.Contains(f[i:], " thang ") && strings.Contains(f[i:], " nam ") && utf8.RuneCountInString(t) < 80
}

// isMaker recognises the words over the names of those who made a table.
func isMaker(t string) bool {
	before, _, _ := strings.Cut(t, ":") // "Người lập biểu: Trần An"
	switch viet.Fold(strings.Trim(before, " .,")) {
	case "nguoi lap", "nguoi lap bieu", "nguoi lap bang", "nguoi tong hop", "lap bieu", "thu truong don vi", "xac nhan cua don vi", "phe duyet":
		return true
	}
	return false
}

// isTotal recognises a row that adds up the rows above.
func isTotal(t string) bool {
	f := viet.Fold(t)
	for _, head := range []string{"tong cong", "tong so", "cong:", "tong kinh phi", "tong:", "tong hop:", "cong chung"} {
		if strings.HasPrefix(f, head) {
			return len(f) < 60
		}
	}
	if lower := strings.ToLower(t); strings.HasPrefix(lower, "cộng ") && len(strings.Fields(t)) <= 6 {
		return true // "Cộng mục I", not "Công khai"
	}
	return f == "cong" || f == "tong" || strings.HasPrefix(f, "cong (") || strings.HasPrefix(f, "tong (")
}

// isRemark recognises a note under or inside a table.
func isRemark(t string) bool {
	f := strings.TrimLeft(viet.Fold(t), "-*(+ ")
	for _, head := range []string{"ghi chu", "luu y", "chu thich", "chu giai", "nguon:", "vi du:"} {
		if strings.HasPrefix(f, head) && (len(f) == len(head) || strings.IndexByte(": (.", f[len(head)]) >= 0 || strings.HasSuffix(head, ":")) {
			return true
		}
	}
	return strings.HasPrefix(t, "(*") || strings.HasPrefix(t, "*)") || strings.HasPrefix(t, "(Danh mục gồm") || strings.HasPrefix(t, "(Kèm theo")
}

// unread says which columns of a table are no part of a task, when they hold
// anything.
func (r *gridReader) unread(g *grid, from int) {
	if (&gridTree{columns: r.columns}).goals() {
		return
	}
	var names []string
	for c, k := range r.columns {
		if k.guess {
			code := map[is]string{isTaskColumn: "column_guessed", isDue: "due_guessed", isLead: "lead_guessed"}[k.is]
			r.warn(place{r.at, wholeGrid, wholeRow}, code, Args{"column": k.title()})
		}
		if k.is < isPerson && k.is != isNothing || k.title() == "" {
			continue
		}
		for i := from; i < len(g.rows); i++ {
			if c < len(g.rows[i].cells) && g.rows[i].cells[c].merged == own && strings.TrimSpace(g.rows[i].cells[c].text) != "" {
				names = append(names, k.title())
				break
			}
		}
	}
	if len(names) > 0 {
		r.warn(place{r.at, wholeGrid, wholeRow}, "columns_left", Args{"columns": strings.Join(slices.Compact(names), ", ")})
	}
}

// sayHidden warns of the rows and columns that people do not see and that are
// read all the same.
func (r *gridReader) sayHidden(g *grid, trees []*gridTree) {
	for i := 0; i < len(g.rows); i++ {
		from := i
		for i < len(g.rows) && g.rows[i].hidden && !g.rows[i].dropped {
			i++
		}
		if i > from {
			code, args := "rows_hidden", Args{"from": strconv.Itoa(g.rows[from].n), "to": strconv.Itoa(g.rows[i-1].n)}
			if i-1 == from {
				code, args = "row_hidden", nil
			}
			r.warn(place{r.at, from, wholeRow}, code, args)
		}
	}
	var names []string
	for _, t := range trees {
		for c, k := range t.columns {
			if len(g.rows) > 0 && c < len(g.rows[0].cells) && g.rows[0].cells[c].hidden && k.title() != "" && !slices.Contains(names, k.title()) {
				names = append(names, k.title())
			}
		}
	}
	if len(names) > 0 {
		r.warn(place{r.at, wholeGrid, wholeRow}, "columns_hidden", Args{"columns": strings.Join(names, ", ")})
	}
}
