package planfile

import "dondoc/workday"

// grid is a table as a document prints it: a sheet of a workbook, a table of a
// text.
type grid struct {
	name  string   // how people find it: `trang “Quý I”`, `bảng 2`; "" for a file that is one table
	kind  gridKind // what its rows are called
	title []string // the paragraphs right above the table that belong to it, may be empty
	rows  []gridRow
	guess bool // no table of its document names its tasks: the longest texts may be them
}

// gridKind says what a table stands in, for the words that name a place of it.
type gridKind uint8

const (
	sheetGrid gridKind = iota // a sheet of a workbook, a .csv
	tableGrid                 // a table of a Word document
	textGrid                  // lines of a text: a row's number is that of its line
)

// gridRow is one row.
type gridRow struct {
	n       int    // its number as people see it, from 1
	hidden  bool   // people do not see it
	dropped bool   // hidden, and it says that its work was dropped
	header  bool   // the document marks it as a header that is printed again on each page
	cells   []cell // one for each grid column, spans expanded
}

// cell is one cell. What stands in a merged block is the text of its upper left
// cell; the others of the block are empty and say so in merged.
type cell struct {
	text   string       // its paragraphs, joined by "\n"; automatic numbering already written out
	date   workday.Date // set when the cell holds a real date
	merged merge        // a cell of its own, or one that goes on with another
	hidden bool         // its column is hidden
}

// merge says whose text a cell shows. A cell that goes on with the one on its
// left says so even when that one goes on with the row above.
type merge uint8

const (
	own       merge = iota
	fromAbove       // it goes on with the cell above
	fromLeft        // it goes on with the cell on the left
)

// gridTask is a task with the place that it was read from.
type gridTask struct {
	Task
	grid int // index in the grids read
	row  int // index in the rows of that grid
}

// gridPlan is what tables of tasks say.
type gridPlan struct {
	areas    []Area
	tasks    []gridTask
	targets  []Target
	units    []Unit
	problems problems
	read     []bool // for each grid: it was read as a table of tasks
}
