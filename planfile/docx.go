package planfile

import (
	"errors"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Docx reads a Word document as it prints with all its changes accepted. It
// takes no macro, no comment, no hidden text and nothing from outside the file.
func Docx(data []byte) (Document, error) {
	return readDocx(data, "")
}

func readDocx(data []byte, take Source) (Document, error) {
	if len(data) > MaxBytes {
		return Document{}, refuse("too_big", Args{"max": "8 MB"})
	}
	w, err := openWord(data)
	if err != nil {
		return Document{}, asRefusal(err)
	}
	if w.stamped() {
		return Document{}, ErrSecret
	}
	if code := oldFont(w.sample()); code != "" {
		return Document{}, refuse("word_"+code, nil)
	}
	var t docxText
	t.put(w.blocks)
	if len(t.lines) == 0 && len(t.grids) == 0 {
		return Document{}, refuse("empty", nil)
	}
	for _, l := range t.lines {
		if len(l.text) > MaxLine {
			return Document{}, refuse("long_paragraph", Args{"n": strconv.Itoa(l.n), "max": strconv.Itoa(MaxLine)})
		}
	}
	markLabelled(t.lines)
	doc, err := t.read(take)
	if err != nil {
		return Document{}, err
	}
	w.remarks(&t, &doc)
	return doc, nil
}

// asRefusal words why a file cannot be read as a Word document.
func asRefusal(err error) error {
	switch {
	case errors.Is(err, errLocked):
		return refuse("form_locked", nil)
	case errors.Is(err, errLongWord):
		return refuse("word_long", nil)
	}
	return refuse("word_broken", nil)
}

// wordFile is a Word document, read.
type wordFile struct {
	blocks []docxBlock
	around []docxBlock // its headers and footers, where only a stamp is looked for
	art    []string
	seen   docxSeen
	macros bool
}

func openWord(data []byte) (*wordFile, error) {
	p, err := openDocx(data)
	if err != nil {
		return nil, err
	}
	styles, err := readStyles(p)
	if err != nil {
		return nil, err
	}
	numbering, err := readNumbering(p, styles)
	if err != nil {
		return nil, err
	}
	w := &wordFile{macros: p.macros}
	d := &docxReader{styles: styles, numbering: numbering}
	if w.blocks, err = d.part(p, p.main); err != nil {
		return nil, err
	}
	w.seen = d.seen
	for _, name := range p.all("header", "footer") {
		blocks, err := d.part(p, name)
		if err != nil {
			return nil, err
		}
		w.around = append(w.around, blocks...)
	}
	w.art = d.art
	return w, nil
}

// part reads the blocks of one part.
func (d *docxReader) part(p *docxPackage, name string) ([]docxBlock, error) {
	x, err := p.open(name)
	if err != nil {
		return nil, err
	}
	d.x = x
	root, err := x.root()
	if err != nil {
		return nil, err
	}
	switch root.name {
	case "w:document", "w:hdr", "w:ftr":
	default:
		return nil, errUnlikeWord
	}
	var blocks []docxBlock
	if err := d.blocks(&blocks); err != nil {
		return nil, err
	}
	if last := d.carry; last != nil {
		d.carry = nil
		err = d.finish(last, &blocks)
	}
	return blocks, err
}

// stamped says that a grade of secrecy stands on its own: in a paragraph, a
// line of one, a cell, a text box, a header or as drawn letters.
func (w *wordFile) stamped() bool {
	for _, t := range w.art {
		if isSecret(squeeze(norm.NFC.String(t))) {
			return true
		}
	}
	return anyStamp(w.blocks) || anyStamp(w.around)
}

func anyStamp(blocks []docxBlock) bool {
	for i, b := range blocks {
		if b.para == nil {
			for _, row := range b.table.rows {
				for _, c := range row.cells {
					if anyStamp(c.blocks) || isStamp(printedCell(c.blocks)) {
						return true
					}
				}
			}
			continue
		}
		for s := range strings.SplitSeq(b.para.text, "\n") {
			if isStamp(s) {
				return true
			}
			for _, c := range columns(s) {
				if isStamp(c) {
					return true
				}
			}
		}
		// "TỐI" and "MẬT" in two paragraphs of a box
		if i > 0 && blocks[i-1].para != nil && len(b.para.text) < 10 && isStamp(blocks[i-1].para.text+" "+b.para.text) {
			return true
		}
	}
	return false
}

func isStamp(t string) bool { return len(t) < 60 && isSecret(squeeze(t)) }

// sample is text enough to tell the fonts of old by.
func (w *wordFile) sample() string {
	var b strings.Builder
	var walk func(blocks []docxBlock)
	walk = func(blocks []docxBlock) {
		for _, block := range blocks {
			if b.Len() > 100_000 {
				return
			}
			if block.para != nil {
				b.WriteString(block.para.text + "\n")
				continue
			}
			for _, row := range block.table.rows {
				for _, c := range row.cells {
					walk(c.blocks)
				}
			}
		}
	}
	walk(w.blocks)
	return b.String()
}

// remarks says how the document was read, where its readers see it otherwise.
func (w *wordFile) remarks(t *docxText, doc *Document) {
	p := problems(doc.Problems)
	defer func() { doc.Problems = p }()
	note := func(n int, code string) {
		if n > 0 {
			p.warn(0, code, Args{"n": strconv.Itoa(n)})
		}
	}
	note(w.seen.changes, "word_changes")
	note(w.seen.hidden, "word_hidden")
	note(w.seen.notes, "word_notes")
	if w.macros {
		p.warn(0, "word_macros", nil)
	}
	for _, l := range t.boxes {
		p.at("đoạn "+strconv.Itoa(l.n), Warning, "box_skipped", Args{"text": cutWords(l.text, 60)})
	}
}
