// Package planfile reads a plan document, as an office hands it over, into
// areas, tasks, targets and row-level problems, and writes the YAML form back.
//
// It reads what is printed and nothing else: it never invents a lead unit or a
// due date (what it only supposes is a suggestion that names its clause), never
// decides what becomes of a task, never reads the clock, opens no file and
// speaks to nobody.
package planfile

import "dondoc/workday"

// Limits of what is read. A year's plan of a whole province stays far below.
const (
	MaxBytes = 8 << 20 // of a file
	MaxText  = 4 << 20 // of its text in UTF-8
	MaxLines = 250_000 // of a text, blank ones too
	MaxLine  = 20_000  // bytes of one line, or of one item joined from lines
	MaxTasks = 10_000  // of a document; the rest is left out with an error
)

// Document is a plan as its file states it. Every slice encodes as a JSON
// array, an absent date or recurrence as null.
type Document struct {
	Plan     Header    `json:"plan"`
	Areas    []Area    `json:"areas"`
	Tasks    []Task    `json:"tasks"`
	Targets  []Target  `json:"targets"`
	Units    []Unit    `json:"units"`
	Problems []Problem `json:"problems"`
	Choice   *Choice   `json:"choice,omitempty"` // nil when the document leaves none
}

// Choice is what a document with items in its text and rows in its tables
// leaves to the office when they differ much: which of them are the tasks.
type Choice struct {
	Taken   Source `json:"taken"`
	Text    int    `json:"text"`    // items of the text
	Rows    int    `json:"rows"`    // rows of the tables
	Matched int    `json:"matched"` // rows that say the same as an item
}

// Source is where the tasks of a document are taken from. The zero Source
// leaves that to the reader.
type Source string

// The sources.
const (
	FromText Source = "text" // what rows state goes to the items that they match
	FromRows Source = "rows" // what items state goes to the rows that match them
	FromBoth Source = "both" // rows that match no item are further tasks
)

// Header is what stands above and below the plan's body. An empty field was
// not found.
type Header struct {
	Number string       `json:"number"` // "27/KH-SLĐTBXH"
	Date   workday.Date `json:"date"`
	Title  string       `json:"title"`
	Issuer string       `json:"issuer"`
	Parent string       `json:"parent"` // the body above the issuer
	Signer string       `json:"signer"`
	Year   int          `json:"year"` // the plan's year: zero when nothing says it
}

// Area is a heading that tasks stand under. Code is unique in the document.
type Area struct {
	Code  string `json:"code"`
	Title string `json:"title"`
}

// Task is one item of the plan. Code is unique in the document; Area is the
// Code of its Area. Text is the whole sentence as printed, Title a short name
// for reading. Lead and Support are empty unless the document names the unit
// for this very task.
type Task struct {
	Code        string           `json:"code"`
	Area        string           `json:"area"`
	Title       string           `json:"title"`
	Text        string           `json:"text"`
	Lead        []string         `json:"lead"`
	Support     []string         `json:"support"`
	Deliverable string           `json:"deliverable"`
	Deadline    workday.Deadline `json:"deadline"`
	Suggested   []Suggestion     `json:"suggested"`
}

// Suggestion is a unit that may be the lead of a task, because a clause of the
// document gives that unit work in the same words. The office decides.
type Suggestion struct {
	Unit   string `json:"unit"`
	Clause string `json:"clause"` // "VI.1"
}

// Target is a numeric goal. Area is empty when it stands outside the areas, as
// in the section of aims. Comparison is one of >=, >, =, <=, < and is "=" when
// the document prints none.
type Target struct {
	Area       string  `json:"area"`
	Value      float64 `json:"value"`
	Unit       string  `json:"unit"` // what is counted: "% hồ sơ", "lớp tập huấn"
	Comparison string  `json:"comparison"`
	Text       string  `json:"text"` // the clause it stands in
	// Reached is how it stands, in words, for whoever looks at the workbook: it is
	// written and never read.
	Reached string `json:"-"`
}

// Unit is the name of a unit, or of a group of units, that the document gives
// work to, in the order of first mention.
type Unit struct {
	Name string `json:"name"`
}
