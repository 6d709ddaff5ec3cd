package planfile

import (
	"regexp"
	"strings"

	"dondoc/viet"
)

// guessWhere allows a guess at the column of tasks where no table of a document
// has one: "STT | Cuộc kiểm tra | Đơn vị chủ trì | Thời gian".
func guessWhere(gs []grid) {
	for i := range gs {
		if headerRow(&gs[i]) >= 0 {
			return
		}
	}
	for i := range gs {
		gs[i].guess = true
	}
}

// fewestGuessed is how many words the texts of a guessed column have at least on
// average, guessedRows how many rows are looked at.
const (
	fewestGuessed = 4
	guessedRows   = 60
)

// contents counts what the cells of a column plainly are.
type contents struct {
	filled  int
	words   int
	works   int // begin with a verb
	times   int // times, a bare day and month among them
	said    int // times by their words, or by their year
	waits   int // begin as a time does, and are not understood
	units   int // nothing but names of units, abbreviations among them
	nouns   int // units by their noun
	numbers int
}

// dayAndMonth may be a time or anything else: beside others that plainly are
// times, it is one.
var dayAndMonth = regexp.MustCompile(`^\d{1,2}[/.-]\d{1,2}$`)

func contentsOf(c int, rows []gridRow) (n contents) {
	for _, row := range rows[:min(len(rows), guessedRows)] {
		if c >= len(row.cells) || row.cells[c].merged != own {
			continue
		}
		x := row.cells[c]
		t := cellText(x.text)
		if t == "" && x.date == 0 {
			continue
		}
		n.filled++
		n.words += len(strings.Fields(t))
		switch plain := x.date != 0 || plainTime(t); {
		case plain && (x.date != 0 || isTime(t)):
			n.times, n.said = n.times+1, n.said+1
		case dayAndMonth.MatchString(t) && isTime(t), isFlatTime(t):
			n.times++
		case timeWords[strings.ToLower(nextWord(t))] && n.words/n.filled <= fewestGuessed:
			n.waits++
		case namesUnits(t):
			n.units++
			if startsUnit(t) {
				n.nouns++
			}
		case beginsWithVerb(t):
			n.works++
		default:
			if m, rest := readCellNumber(t); m.style != none && rest == "" {
				n.numbers++
			}
		}
	}
	return n
}

// most says that n are nearly all of the cells that hold anything.
func (c contents) most(n int) bool { return n >= 2 && n*5 >= c.filled*4 }

// namesUnits says that a cell holds nothing but the names of units.
func namesUnits(t string) bool {
	names := leadCell(t).lead
	for _, name := range names {
		if !isUnit(name) && !isShortName(name) {
			return false
		}
	}
	return len(names) > 0
}

// guessColumns tells the columns that tasks need and no header names by what is
// in them. all allows a guess at the tasks too.
func guessColumns(columns []column, rows []gridRow, all bool) {
	guessNumber(columns, rows)
	if all || count(columns, isTaskColumn) > 0 {
		guessDue(columns, rows)
		guessLead(columns, rows)
	}
	if all {
		guessTasks(columns, rows)
	}
}

// guessNumber takes, in a table without a column of numbers, the first of those of
// areas for one whose cells are numbers and nothing else: "Mục | 1.1".
func guessNumber(columns []column, rows []gridRow) {
	if len(columns) == 0 || columns[0].is != isArea || count(columns, isNumber)+count(columns, isCode) > 0 {
		return
	}
	numbers := 0
	for _, row := range rows[:min(len(rows), guessedRows)] {
		if len(row.cells) == 0 || row.cells[0].merged != own || strings.TrimSpace(row.cells[0].text) == "" {
			continue
		}
		m, rest := readCellNumber(row.cells[0].text)
		if m.style == none || m.style == bullet || rest != "" {
			return
		}
		numbers++
	}
	if numbers > 1 {
		columns[0].is = isNumber
	}
}

// guessTasks takes, in a table with units or times, the column whose header says
// nothing known and whose texts are the longest as that of tasks: where the table
// has no numbers, units and times, only texts that say what is done.
func guessTasks(columns []column, rows []gridRow) {
	who := count(columns, isLead)+count(columns, isBoth)+count(columns, isUnitTick) > 0
	when := count(columns, isDue)+count(columns, isMonth)+count(columns, isQuarter) > 0
	if count(columns, isTaskColumn)+count(columns, isGoalColumn)+count(columns, isPerson) > 0 || !who && !when {
		return
	}
	best, most := -1, 0
	for c, k := range columns {
		if k.is != isNothing || k.name == "" {
			continue
		}
		n := contentsOf(c, rows)
		plain := who && when && count(columns, isNumber) > 0
		if n.filled > 0 && n.words >= fewestGuessed*n.filled && n.words > most && (plain || n.works*2 >= n.filled) {
			best, most = c, n.words
		}
	}
	if best >= 0 {
		columns[best].is, columns[best].guess = isTaskColumn, true
	}
}

// guessDue takes, in a table without a column of times, the one whose header
// says nothing known and whose cells are times: "Dự kiến | Quý II". One of days
// or years may be of anything: "Ngày cấp", "Năm thành lập".
func guessDue(columns []column, rows []gridRow) {
	if count(columns, isDue)+count(columns, isMonth)+count(columns, isQuarter) > 0 {
		return
	}
	for c, k := range columns {
		name := viet.Fold(k.name)
		if k.is != isNothing || name == "" || strings.HasPrefix(name, "ngay ") || strings.HasPrefix(name, "nam ") && !anyYear.MatchString(name) {
			continue
		}
		if n := contentsOf(c, rows); n.said > 0 && n.most(n.times+n.waits) && n.times > n.waits {
			columns[c].is, columns[c].guess = isDue, true
			return
		}
	}
}

// guessLead takes, in a table without a column of those who lead, the first whose
// header says nothing known and whose cells are names of units: "Lo chính | Phòng
// Vật tư".
func guessLead(columns []column, rows []gridRow) {
	if count(columns, isLead)+count(columns, isBoth)+count(columns, isUnitTick)+count(columns, isPerson) > 0 {
		return
	}
	for c, k := range columns {
		if k.is != isNothing || k.name == "" || ofPlace.MatchString(viet.Fold(k.name)) {
			continue
		}
		if n := contentsOf(c, rows); n.nouns > 0 && n.most(n.units) {
			columns[c].is, columns[c].guess = isLead, true
			return
		}
	}
}

// ofPlace heads a column of units that are no leads (folded).
var ofPlace = regexp.MustCompile(`^(?:noi|tai|o dau|dia ban|gui|trinh|nhan)\b`)

// unknownHeader says that a row may be a header though no word of it is known: it
// names most columns in a few words, none of them a time, a unit or a number, and
// stands over rows that are filled as it is.
func unknownHeader(g *grid, i int) bool {
	row := g.rows[i]
	filled := 0
	for _, x := range row.cells {
		t := cellText(x.text)
		if x.merged != own || t == "" && x.date == 0 {
			continue
		}
		m, rest := readCellNumber(t)
		if x.date != 0 || isTime(t) || namesUnits(t) || m.style != none && rest == "" || !allShort(gridRow{cells: []cell{x}}) {
			return false
		}
		filled++
	}
	return filled >= 3 && filled*2 > len(row.cells) && i+2 < len(g.rows)
}
