package planfile

import (
	"errors"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// maxParas bounds the paragraphs of a document, those in cells too: each of
// MaxTasks may have fifteen.
const maxParas = 150_000

// errLongWord: the document has more than any plan.
var errLongWord = errors.New("planfile: more paragraphs, cells or text than any plan has")

// docxBlock is a paragraph or a table.
type docxBlock struct {
	para  *docxPara
	table *docxTable
}

// docxPara is one paragraph as it is printed, with all changes accepted. text
// has a "\n" for every soft break.
type docxPara struct {
	text    string
	label   string // the number or sign before it, which is not in the text
	mark    marker // what the label means
	outline int    // level of a heading from 1; 0 for none
	bold    bool   // every letter is
	list    string // the id of its list; "" for none
	left    int    // how far from the margin an item of a list stands, in twentieths of a point
	box     bool   // it stands in a text box
}

// docxSeen is what the office should know of how the document was read: how
// many there were of each.
type docxSeen struct {
	changes int // tracked changes
	hidden  int // pieces of hidden text
	notes   int // footnotes and endnotes
}

// docxReader reads the blocks of a part in their order.
type docxReader struct {
	x         *walk
	styles    *docxStyles
	numbering *docxNumbering
	seen      docxSeen
	art       []string // words drawn as pictures
	carry     *docxRuns
	paras     int
	cells     int
	bytes     int
}

// blocks reads the paragraphs and tables inside the open element, however they
// are wrapped.
func (d *docxReader) blocks(out *[]docxBlock) error {
	return d.x.each(func(e element) error { return d.block(e, out) })
}

func (d *docxReader) block(e element, out *[]docxBlock) error {
	switch e.name {
	case "w:p":
		return d.paragraph(out)
	case "w:tbl":
		t, err := d.table()
		if err == nil && len(t.rows) > 0 {
			*out = append(*out, docxBlock{table: t})
		}
		return err
	case "w:sdt":
		return d.control(func() error { return d.blocks(out) })
	case "mc:AlternateContent":
		return d.alternate(func() int { return len(*out) }, func() error { return d.blocks(out) })
	case "w:del", "w:moveFrom", "w:sectPr", "w:tblPr", "w:tblGrid":
		return d.leave(e)
	case "w:ins", "w:moveTo":
		d.seen.changes++
	}
	return d.blocks(out)
}

// leave reads over what is not there once the changes are accepted.
func (d *docxReader) leave(e element) error {
	if e.name == "w:del" || e.name == "w:moveFrom" {
		d.seen.changes++
	}
	return d.x.skip()
}

// control reads a content control: what it holds, unless that is the prompt to
// fill it in or a table of contents.
func (d *docxReader) control(content func() error) error {
	empty := false
	return d.x.each(func(e element) error {
		switch {
		case e.name == "w:sdtPr":
			return d.x.each(func(e element) error {
				if e.name == "w:showingPlcHdr" && e.on() {
					empty = true
				}
				if e.name != "w:docPartObj" {
					return d.x.skip()
				}
				return d.x.each(func(e element) error {
					empty = empty || e.name == "w:docPartGallery" && strings.HasPrefix(e.attr("val"), "Table of Contents")
					return d.x.skip()
				})
			})
		case e.name == "w:sdtContent" && !empty:
			return content()
		}
		return d.x.skip()
	})
}

// alternate reads one of the forms in which something is written: the first
// that gives anything, as count tells.
func (d *docxReader) alternate(count func() int, read func() error) error {
	before := count()
	return d.x.each(func(e element) error {
		if count() > before || e.name != "mc:Choice" && e.name != "mc:Fallback" {
			return d.x.skip()
		}
		return read()
	})
}

// docxRuns is a paragraph while its runs are read.
type docxRuns struct {
	text          strings.Builder
	letters, bold int
	codes         []bool // for every open field: its code is being read, not its result
	boxes         []docxBlock
	looks         looks // of the paragraph's style
	style         docxStyle
	styleID       string
	numbered
	outline int
	left    int  // indentation that it says itself
	removed bool // its end is: it goes on with the next paragraph
	hidden  bool // its end is
}

func (d *docxReader) paragraph(out *[]docxBlock) error {
	if d.paras++; d.paras > maxParas {
		return errLongWord
	}
	r := &docxRuns{numbered: numbered{level: -1}, outline: -1, left: noIndent}
	d.dress(r, d.styles.paragraph)
	if err := d.inline(r); err != nil {
		return err
	}
	if d.carry != nil { // a paragraph whose end was deleted
		text := d.carry.text.String() + r.text.String()
		r.text.Reset()
		r.text.WriteString(text)
		r.letters += d.carry.letters
		r.bold += d.carry.bold
		r.boxes = append(d.carry.boxes, r.boxes...)
		d.carry = nil
	}
	if r.removed {
		r.codes = nil
		d.carry = r
		return nil
	}
	return d.finish(r, out)
}

// finish puts a paragraph down, and behind it what its text boxes hold.
func (d *docxReader) finish(r *docxRuns, out *[]docxBlock) error {
	p := &docxPara{text: strings.TrimSpace(norm.NFC.String(newlines.Replace(r.text.String()))), bold: r.letters > 0 && r.bold == r.letters}
	if d.bytes += len(p.text); d.bytes > MaxText {
		return errLongWord
	}
	if !strings.HasPrefix(r.style.name, "toc ") && !(r.hidden && p.text == "") {
		if r.list != "" && r.list != "0" {
			var left int
			p.list = r.list
			p.label, p.mark, left = d.numbering.next(r.numbered, r.styleID)
			p.left = firstIndent(r.left, left, r.style.left)
		}
		if p.outline = r.style.outline; r.outline >= 0 {
			p.outline = r.outline
		}
		*out = append(*out, docxBlock{para: p})
	}
	for _, b := range r.boxes {
		if b.para != nil {
			b.para.box = true
		}
		*out = append(*out, b)
	}
	return nil
}

// dress gives a paragraph its style.
func (d *docxReader) dress(r *docxRuns, id string) {
	r.styleID, r.style = id, d.styles.of(id)
	r.looks, r.numbered = r.style.looks, r.style.numbered
}

// properties reads w:pPr.
func (d *docxReader) properties(r *docxRuns) error {
	direct, left := numbered{level: -1}, noIndent
	err := d.x.each(func(e element) error {
		switch e.name {
		case "w:pStyle":
			d.dress(r, e.attr("val"))
		case "w:numPr":
			return direct.read(d.x)
		case "w:ind":
			left = indent(e)
		case "w:outlineLvl":
			r.outline = headingLevel(e)
		case "w:rPr": // of the mark that ends the paragraph
			return d.x.each(func(e element) error {
				switch e.name {
				case "w:del", "w:moveFrom":
					r.removed = true
					d.seen.changes++
				case "w:ins", "w:moveTo":
					d.seen.changes++
				case "w:vanish":
					r.hidden = e.on()
				}
				return d.x.skip()
			})
		}
		return d.x.skip()
	})
	// What the paragraph says itself counts before its style, in any order.
	if direct.list != "" {
		r.list = direct.list
	}
	if direct.level >= 0 {
		r.level = direct.level
	}
	r.left = left
	return err
}
