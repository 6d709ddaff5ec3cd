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

// guessTasks takes, in a table with numbers, units and times, the column whose
// header says nothing known and whose texts are the longest as that of tasks.
func guessTasks(columns []column, rows []gridRow) {
	if count(columns, isTaskColumn)+count(columns, isGoalColumn)+count(columns, isPerson) > 0 || count(columns, isNumber) == 0 ||
		count(columns, isLead)+count(columns, isBoth)+count(columns, isUnitTick) == 0 ||
		count(columns, isDue)+count(columns, isMonth)+count(columns, isQuarter) == 0 {
		return
	}
	best, most := -1, 0
	for c, k := range columns {
		if k.is != isNothing || k.name == "" {
			continue
		}
		texts, words := 0, 0
		for _, row := range rows[:min(len(rows), guessedRows)] {
			if c < len(row.cells) && row.cells[c].merged == own && strings.TrimSpace(row.cells[c].text) != "" {
				texts++
				words += len(strings.Fields(row.cells[c].text))
			}
		}
		if texts > 0 && words >= fewestGuessed*texts && words > most {
			best, most = c, words
		}
	}
	if best >= 0 {
		columns[best].is, columns[best].guess = isTaskColumn, true
	}
}

// dayAndMonth may be a time or anything else: beside others that plainly are
// times, it is one.
var dayAndMonth = regexp.MustCompile(`^\d{1,2}[/.-]\d{1,2}$`)

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
		filled, times, said := 0, 0, 0
		for _, row := range rows[:min(len(rows), guessedRows)] {
			if c >= len(row.cells) || row.cells[c].merged != own {
				continue
			}
			x := row.cells[c]
			if t := cellText(x.text); t != "" || x.date != 0 {
				filled++
				switch plain := x.date != 0 || plainTime(t); {
				case plain && (x.date != 0 || isTime(t)):
					times, said = times+1, said+1
				case dayAndMonth.MatchString(t) && isTime(t):
					times++
				}
			}
		}
		if said > 0 && times >= 2 && times*5 >= filled*4 {
			columns[c].is, columns[c].guess = isDue, true
			return
		}
	}
}
