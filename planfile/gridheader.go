package planfile

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/planfile/chars"
	"dondoc/viet"
)

// longestHeader is how many runes the header of a column may have, before what it
// explains in brackets; longestExplained how many with it.
const (
	longestHeader    = 90
	longestExplained = 300
)

// mostHeaderRows is how many rows a header may have.
const mostHeaderRows = 3

// headerAt reads the header that begins at row i of a grid: its columns and how
// many rows it has; 0 rows when none begins there.
func headerAt(g *grid, i int) ([]column, int) {
	row := g.rows[i]
	found, named := headerWords(row)
	few := found*2 < named
	unknown := g.guess && (found < 2 || few) && unknownHeader(g, i)
	if !unknown && (found < 2 || few && (found*3 < named || !allShort(row))) {
		return nil, 0
	}
	width := len(row.cells)
	columns := make([]column, width)
	for c := range columns {
		columns[c].name = headerText(row, c)
	}
	used := 1
	for used < mostHeaderRows && i+used < len(g.rows) && goesUnder(g, i, i+used) {
		under(columns, g.rows[i+used-1], g.rows[i+used])
		used++
	}
	for c := range columns {
		columns[c].mean()
	}
	settle(columns)
	guessColumns(columns, g.rows[i+used:], g.guess)
	if !isTable(columns) || few && !unknown && (count(columns, isTaskColumn) == 0 || count(columns, isLead)+count(columns, isBoth) == 0) {
		return nil, 0 // of few known words, they must be the ones that count
	}
	return columns, used
}

// shortHeader is how many runes a header has at most that stands among others
// which say nothing known.
const shortHeader = 40

func allShort(row gridRow) bool {
	return !slices.ContainsFunc(row.cells, func(c cell) bool { return c.merged == own && utf8.RuneCountInString(c.text) > shortHeader })
}

// headerWords counts the cells of a row that are headers, and all that hold a
// text. A row with a long text is no header.
func headerWords(row gridRow) (found, named int) {
	for _, c := range row.cells {
		if c.merged != own || strings.TrimSpace(c.text) == "" {
			continue
		}
		switch {
		case utf8.RuneCountInString(c.text) > longestExplained || c.date != 0:
			return 0, named
		case headerMeans(c.text) != isNothing:
			found++
			named++
		case periodNumber(c.text) == 0:
			named++
		}
	}
	return found, named
}

// headerText is what stands over a column in a row, be it over others as well.
func headerText(row gridRow, c int) string {
	for c > 0 && row.cells[c].merged == fromLeft {
		c--
	}
	return chars.Squeeze(row.cells[c].text)
}

// goesUnder says that row j is another row of the header that begins at i: it
// has its short texts only where the row above it names a group of columns.
func goesUnder(g *grid, i, j int) bool {
	above, row := g.rows[j-1], g.rows[j]
	texts, known, strange := 0, 0, 0
	for c, x := range row.cells {
		t := chars.Squeeze(x.text)
		if x.merged != own || t == "" {
			continue
		}
		if c >= len(above.cells) || utf8.RuneCountInString(t) > longestHeader/2 {
			return false
		}
		up := above.cells[c]
		group := up.merged == fromLeft || up.text == "" && up.merged == own || c+1 < len(above.cells) && isOpen(above.cells[c+1])
		if !group || up.merged == fromAbove {
			return false
		}
		switch {
		case headerMeans(t) != isNothing:
			known++
		case periodNumber(t) == 0 && !anyYear.MatchString(t) && !isShortName(t) && !isUnit(t):
			strange++
		}
		if c+1 < len(row.cells) && row.cells[c+1].merged == fromLeft {
			texts++ // it names a group itself
		}
		texts++
	}
	return texts >= 2 && (strange == 0 || known > 0 && goesDownBeside(g, j))
}

// goesDownBeside says that the header cells beside a row reach down to it, so that
// it is of the header whatever its texts are: "Kinh phí" over "NSNN | Khác".
func goesDownBeside(g *grid, j int) bool {
	return slices.ContainsFunc(g.rows[j].cells, func(c cell) bool { return c.merged == fromAbove })
}

// plainHeader says that a row is a header beyond doubt: it has a column of
// numbers, or two cells of nothing but the words of headers. A row of a table may
// look like one: "Hoạt động hè | Phòng Trẻ em | Báo cáo kết quả".
func plainHeader(row gridRow) bool {
	pure := 0
	for _, c := range row.cells {
		if c.merged != own {
			continue
		}
		switch headerMeans(c.text) {
		case isNumber:
			return true
		case isNothing:
		default:
			if onlyHeaderWords(c.text) {
				pure++
			}
		}
	}
	return row.header || pure >= 2
}

// headerFillers are words that headers have beside those that tell what they are.
var headerFillers = wordSet("noi|dung|nhiem|vu|cong|viec|hoat|dong|ten|thoi|gian|han|tien|do|hoan|thanh|thuc|hien|chu|tri|phoi|hop|don|vi|co|quan|bo|phan|phong|ban|khoa|nguoi|" +
	"phu|trach|san|pham|ket|qua|dau|ra|du|kien|can|dat|ghi|kinh|phi|bat|ket|thuc|ngay|thang|nam|quy|van|giao|cac|to|chuc|va|giai|phap|trien|khai|chiu|nhiem|moc|cu|the|linh|vuc|nhom|muc")

func onlyHeaderWords(text string) bool {
	for w := range strings.FieldsFuncSeq(viet.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !headerFillers[w] {
			return false
		}
	}
	return true
}

// isOpen says that a cell goes on with the one on its left, or could.
func isOpen(c cell) bool { return c.merged == fromLeft || c.merged == own && c.text == "" }

// under puts the texts of a lower header row under those above.
func under(columns []column, above, row gridRow) {
	group := ""
	for c := range columns {
		if c >= len(row.cells) {
			break
		}
		if c < len(above.cells) && !isOpen(above.cells[c]) {
			group = columns[c].name
		}
		t := headerText(row, c)
		if t == "" || row.cells[c].merged == fromAbove {
			continue
		}
		columns[c].under, columns[c].name = strings.TrimSpace(columns[c].under+" "+group), t
	}
}

// columnNumbers says that a row only numbers the columns: "(1) (2) (3)", "A B
// 1 2", "(4)=(2)+(3)".
func columnNumbers(row gridRow) bool {
	last, count := 0, 0
	for _, c := range row.cells {
		t, _, _ := strings.Cut(strings.Trim(chars.Squeeze(c.text), "()[] "), "=")
		t = strings.Trim(t, "() ")
		if c.merged != own || t == "" {
			continue
		}
		if len(t) == 1 && t[0] >= 'A' && t[0] <= 'C' && last == 0 {
			count++
			continue
		}
		n, err := strconv.Atoi(t)
		if err != nil || n <= last || n > last+2 && last > 0 || n > 40 {
			return false
		}
		last = n
		count++
	}
	return count >= 3 && last >= 2
}

// sameHeader says that a row prints the header again.
func sameHeader(columns []column, row gridRow) bool {
	same, texts := 0, 0
	for c, x := range row.cells {
		t := chars.Squeeze(x.text)
		if x.merged != own || t == "" || c >= len(columns) {
			continue
		}
		texts++
		if f := viet.Fold(t); f == viet.Fold(columns[c].name) || f == viet.Fold(columns[c].under) {
			same++
		}
	}
	return texts >= 2 && same*4 >= texts*3
}
