package planfile

import (
	"regexp"
	"strings"
)

// goesOnRemark says that a row holds nothing but a note, in whichever column, or
// goes on with the note of the row before: "- Các đơn vị chủ động …" under "Ghi chú:".
func (r *gridReader) goesOnRemark(row gridRow, x rowText) bool {
	alone := firstText(row)
	if !x.across && rowTexts(row) != strings.TrimRight(alone, ".") {
		return false
	}
	m, _ := readMarker(alone)
	return isRemark(alone) || r.remarks && m.style == bullet
}

// totalArea says that a row adds up the rows above in the column of areas.
func (r *gridReader) totalArea(row gridRow) bool {
	for c, k := range r.columns {
		if k.is == isArea && c < len(row.cells) && row.cells[c].merged == own && isTotal(cellText(row.cells[c].text)) {
			return true
		}
	}
	return false
}

// wasDropped is what a cell says of work that is not done any more.
var wasDropped = regexp.MustCompile(`(?i)^(?:đã )?(?:hủy|huỷ|hủy bỏ|huỷ bỏ|bỏ|dừng|không thực hiện)(?:[ ,;:.–-]|$)|^chuyển sang (?:năm )?20\d\d`)

// cancelled leaves a row out that is hidden and says, in a column that is no part
// of a task, that its work was dropped: who hid it meant to take it out.
func (r *gridReader) cancelled(g *grid, i int) bool {
	row := &g.rows[i]
	if !row.hidden {
		return false
	}
	for c, k := range r.columns {
		if c >= len(row.cells) || k.is != isOther && k.is != isNothing || row.cells[c].merged != own {
			continue
		}
		if said := cellText(row.cells[c].text); wasDropped.MatchString(said) {
			row.dropped = true
			r.warn(place{r.at, i, c}, "row_dropped", Args{"raw": cutWords(said, 60), "text": cutWords(strings.TrimSpace(r.rowText(g, i).text), 60)})
			return true
		}
	}
	return false
}
