package word

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"dondoc/planfile/chars"
)

// Bounds of a document: a plan of 10,000 tasks may have fifteen paragraphs for
// each of them.
const (
	maxParas = 150_000 // those in cells too
	maxText  = 4 << 20 // bytes of UTF-8
)

// reader reads the blocks of a part in their order.
type reader struct {
	x         *walk
	styles    *styleSheet
	numbering *numbering
	seen      Seen
	drawn     []string
	carry     *runs
	paras     int
	cells     int
	bytes     int
}

// blocks reads the paragraphs and tables inside the open element, however they
// are wrapped.
func (d *reader) blocks(out *[]Block) error {
	return d.x.each(func(e element) error { return d.block(e, out) })
}

func (d *reader) block(e element, out *[]Block) error {
	switch e.name {
	case "w:p":
		return d.paragraph(out)
	case "w:tbl":
		t, err := d.table()
		if err == nil && len(t.Rows) > 0 {
			*out = append(*out, Block{Table: t})
		}
		return err
	case "w:sdt":
		return d.control(func() error { return d.blocks(out) })
	case "mc:AlternateContent":
		return d.alternate(func() int { return len(*out) }, func() error { return d.blocks(out) })
	case "w:del", "w:moveFrom", "w:sectPr", "w:tblPr", "w:tblGrid":
		return d.leave(e)
	case "w:ins", "w:moveTo":
		d.seen.Changes++
	}
	return d.blocks(out)
}

// leave reads over what is not there once the changes are accepted.
func (d *reader) leave(e element) error {
	if e.name == "w:del" || e.name == "w:moveFrom" {
		d.seen.Changes++
	}
	return d.x.skip()
}

// control reads a content control: what it holds, unless that is the prompt to
// fill it in or a table of contents.
func (d *reader) control(content func() error) error {
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
func (d *reader) alternate(count func() int, read func() error) error {
	before := count()
	return d.x.each(func(e element) error {
		if count() > before || e.name != "mc:Choice" && e.name != "mc:Fallback" {
			return d.x.skip()
		}
		return read()
	})
}

// runs is a paragraph while its runs are read.
type runs struct {
	text          strings.Builder
	letters, bold int
	codes         []bool // for every open field: its code is being read, not its result
	boxes         []Block
	looks         looks // of the paragraph's style
	style         styleDef
	styleID       string
	numbered
	outline int
	left    int  // indentation that it says itself
	removed bool // its end is: it goes on with the next paragraph
	hidden  bool // its end is
}

func (d *reader) paragraph(out *[]Block) error {
	if d.paras++; d.paras > maxParas {
		return ErrTooLong
	}
	r := &runs{numbered: numbered{level: -1}, outline: -1, left: noIndent}
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
func (d *reader) finish(r *runs, out *[]Block) error {
	p := &Para{Text: strings.TrimSpace(norm.NFC.String(chars.Plain(r.text.String()))), Bold: r.letters > 0 && r.bold == r.letters}
	if d.bytes += len(p.Text); d.bytes > maxText {
		return ErrTooLong
	}
	if !strings.HasPrefix(r.style.name, "toc ") && !(r.hidden && p.Text == "") {
		if r.list != "" && r.list != "0" {
			var left int
			p.List = r.list
			p.Number, left = d.numbering.next(r.numbered, r.styleID)
			p.Left = firstIndent(r.left, left, r.style.left)
		}
		if p.Outline = r.style.outline; r.outline >= 0 {
			p.Outline = r.outline
		}
		*out = append(*out, Block{Para: p})
	}
	for _, b := range r.boxes {
		if b.Para != nil {
			b.Para.Box = true
		}
		*out = append(*out, b)
	}
	return nil
}

// dress gives a paragraph its style.
func (d *reader) dress(r *runs, id string) {
	r.styleID, r.style = id, d.styles.of(id)
	r.looks, r.numbered = r.style.looks, r.style.numbered
}

// properties reads w:pPr.
func (d *reader) properties(r *runs) error {
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
					d.seen.Changes++
				case "w:ins", "w:moveTo":
					d.seen.Changes++
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
