package planfile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"dondoc/planfile/chars"
)

// wholeRow and wholeGrid stand for a column or a row where a problem is of none.
const (
	wholeRow  = -1
	wholeGrid = -1
)

// finding is a problem of a table, before it is worded: its rows are looked at
// more than once, and people read problems from top to bottom.
type finding struct {
	place
	severity Severity
	code     string
	args     Args
}

func (r *gridReader) warn(at place, code string, args Args) { r.found(at, Warning, code, args) }

func (r *gridReader) found(at place, severity Severity, code string, args Args) {
	if len(r.findings) < mostFindings || severity == Error {
		r.findings = append(r.findings, finding{at, severity, code, args})
	}
}

// mostFindings bounds what is found before it is put into order: far more than
// is told.
const mostFindings = 50 * maxProblems

// place is a cell, a row (col is wholeRow) or a grid (row is wholeGrid).
type place struct{ grid, row, col int }

// word puts the findings into the order of the document and words their places.
func (r *gridReader) word(trees []*gridTree) {
	slices.SortStableFunc(r.findings, func(a, b finding) int {
		return cmp.Or(cmp.Compare(a.grid, b.grid), cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
	})
	for _, f := range r.findings {
		r.plan.problems.at(r.grids[f.grid].where(f.row, columnName(trees, f.place)), f.severity, f.code, f.args)
	}
}

// columnName is what the table of a place calls its column.
func columnName(trees []*gridTree, at place) (name string) {
	for _, t := range trees {
		if t.grid == at.grid && t.first <= at.row && at.col >= 0 && at.col < len(t.columns) {
			name = t.columns[at.col].title()
		}
	}
	return name
}

// where names a place of a grid: `trang “Quý I”, dòng 7, cột Thời hạn`.
func (g *grid) where(row int, column string) string {
	var parts []string
	if g.name != "" {
		parts = append(parts, g.name)
	}
	if row >= 0 && row < len(g.rows) {
		called := "dòng"
		if g.kind == tableGrid {
			called = "hàng"
		}
		parts = append(parts, fmt.Sprintf("%s %d", called, g.rows[row].n))
		if column != "" {
			parts = append(parts, "cột "+column)
		}
	}
	return strings.Join(parts, ", ")
}

// longestColumnName is how many runes of a header name its column.
const longestColumnName = 40

// title is the header of a column as a problem names it.
func (k column) title() string {
	name := chars.Squeeze(k.name)
	if k.under != "" && (periodNumber(name) > 0 || name == "") {
		name = chars.Squeeze(k.under + " " + name)
	}
	if utf8.RuneCountInString(name) > longestColumnName {
		name = cutWords(name, longestColumnName) + "…"
	}
	return name
}
