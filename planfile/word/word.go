// Package word opens a .docx document and gives what it prints with all its
// changes accepted: paragraphs with their automatic numbers and looks, tables
// with their cells as they are merged. Every step is bounded, since the file
// may come from anybody. It knows no plan and judges no text, runs no macro,
// resolves no entity, writes nothing, and opens nothing outside of the file.
package word

import (
	"errors"
	"fmt"
)

// Why a document is not read.
var (
	// ErrLocked: a part of it is encrypted.
	ErrLocked = errors.New("word: a part of the package is encrypted")
	// ErrTooLong: it has more paragraphs, cells or text than any office writes.
	ErrTooLong = errors.New("word: too many paragraphs or cells, or too much text")
	// ErrBroken: a part is missing, cut, packed beyond reason, or no XML that a
	// word processor writes.
	ErrBroken = errors.New("word: broken, or unlike what a word processor writes")
)

// MaxLevel is the lowest level of a heading, and how many levels a list has.
const MaxLevel = 9

// Document is what a document prints. The zero Document is blank.
type Document struct {
	Blocks []Block  // its body, in order
	Around []Block  // its headers and footers
	Drawn  []string // words drawn as pictures, as a watermark is
	Seen   Seen
	Macros bool // it has some; they are never looked at
}

// Seen counts what is read otherwise than it looks.
type Seen struct {
	Changes int // tracked changes, all of which count as accepted
	Hidden  int // pieces of hidden text, left out
	Notes   int // footnotes and endnotes, left out
}

// Block is a paragraph or a table: the other one is nil.
type Block struct {
	Para  *Para
	Table *Table
}

// Para is one paragraph. Text is in NFC, trimmed, and has a "\n" for every
// break inside of it; it may be empty.
type Para struct {
	Text    string
	Number  Number // what stands before it, which is not in Text
	Outline int    // level of a heading from 1; 0 for none
	Bold    bool   // every letter is
	List    string // the id of its list; "" for none
	Left    int    // how far from the margin an item of a list stands, in twentieths of a point
	Box     bool   // it stands in a text box
}

// Number is what an automatic list prints before a paragraph: a sign, or
// numbers with what stands around them. The zero Number prints nothing.
type Number struct {
	Text    string   // as printed: "II.1.", "Điều 3.", "•"
	Sign    rune     // of a list of signs; 0 for one of numbers, which the rest is about
	Parts   []string // the numbers in Text: "II", "1"; may be empty
	Value   int      // the last of them
	Format  string   // how that one is written, as the standard names it: "upperRoman"
	Pattern string   // how Text is made of them: "%1.%2."
	Alike   int      // of a sign, or of a single number: how many outer levels in use look the same
}

// Table is a table without the rows that tracked changes delete; it has one
// row at least.
type Table struct {
	Rows []Row
}

// Row is a row of cells, of which each may take several columns.
type Row struct {
	Header        bool // printed again on each page
	Hidden        bool
	Before, After int // columns that the row leaves out at its ends
	Cells         []Cell
}

// Cell is one cell as the document has it.
type Cell struct {
	Span   int   // columns that it takes, at least 1
	Merged Merge // Alone, or with what it goes on
	Blocks []Block
}

// Merge says whose content a cell shows.
type Merge uint8

// What a cell may go on with.
const (
	Alone Merge = iota // nothing: it shows its own
	Above              // the cell above
	Left               // the cell on the left
)

// Open reads a document. Memory and time grow with data, which the caller
// bounds, and stay within what a long document of an office takes. The error
// is ErrLocked, ErrTooLong or ErrBroken.
func Open(data []byte) (*Document, error) {
	doc, err := open(data)
	switch {
	case err == nil:
		return doc, nil
	case errors.Is(err, ErrLocked), errors.Is(err, ErrTooLong), errors.Is(err, ErrBroken):
		return nil, err
	}
	return nil, fmt.Errorf("%w: %w", ErrBroken, err) // what the XML or the packing says
}

func open(data []byte) (*Document, error) {
	c, err := openContainer(data)
	if err != nil {
		return nil, err
	}
	styles, err := readStyles(c)
	if err != nil {
		return nil, err
	}
	numbers, err := readNumbering(c, styles)
	if err != nil {
		return nil, err
	}
	doc := &Document{Macros: c.macros}
	r := &reader{styles: styles, numbering: numbers}
	if doc.Blocks, err = r.part(c, c.main); err != nil {
		return nil, err
	}
	doc.Seen = r.seen
	for _, name := range c.all("header", "footer") {
		blocks, err := r.part(c, name)
		if err != nil {
			return nil, err
		}
		doc.Around = append(doc.Around, blocks...)
	}
	doc.Drawn = r.drawn
	return doc, nil
}

// part reads the blocks of one part.
func (d *reader) part(c *container, name string) ([]Block, error) {
	x, root, err := c.open(name)
	if err != nil {
		return nil, err
	}
	d.x = x
	switch root.name {
	case "w:document", "w:hdr", "w:ftr":
	default:
		return nil, ErrBroken
	}
	var blocks []Block
	if err := d.blocks(&blocks); err != nil {
		return nil, err
	}
	if last := d.carry; last != nil {
		d.carry = nil
		err = d.finish(last, &blocks)
	}
	return blocks, err
}
