package planfile

import (
	"errors"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"dondoc/planfile/chars"
	"dondoc/planfile/word"
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
	w, err := word.Open(data)
	if err != nil {
		return Document{}, asRefusal(err)
	}
	if stampedWord(w) {
		return Document{}, ErrSecret
	}
	if code := oldFont(sample(w.Blocks)); code != "" {
		return Document{}, refuse("word_"+code, nil)
	}
	var t docxText
	t.put(w.Blocks)
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
	if len(doc.Tasks) == 0 && len(t.grids) > 0 {
		if again, guessed := guessedDocument(w.Blocks, take); len(guessed.Tasks) > 0 {
			t, doc = again, guessed
		}
	}
	t.remarks(w, &doc)
	return doc, nil
}

// guessedDocument reads a document without tasks once more, where the columns
// of its tables may be told by what is in them: a table beside a text with
// tasks is not guessed at.
func guessedDocument(blocks []word.Block, take Source) (docxText, Document) {
	var t docxText
	t.put(blocks)
	markLabelled(t.lines)
	guessWhere(t.grids)
	doc, err := t.read(take)
	if err != nil {
		return t, Document{}
	}
	return t, doc
}

// asRefusal words why a file cannot be read as a Word document.
func asRefusal(err error) error {
	switch {
	case errors.Is(err, word.ErrLocked):
		return refuse("form_locked", nil)
	case errors.Is(err, word.ErrTooLong):
		return refuse("word_long", nil)
	}
	return refuse("word_broken", nil)
}

// stampedWord says that a grade of secrecy stands on its own: in a paragraph, a
// line of one, a cell, a text box, a header or as drawn letters.
func stampedWord(w *word.Document) bool {
	for _, t := range w.Drawn {
		if isSecret(chars.Squeeze(norm.NFC.String(t))) {
			return true
		}
	}
	return anyStamp(w.Blocks) || anyStamp(w.Around)
}

func anyStamp(blocks []word.Block) bool {
	for i, b := range blocks {
		if b.Para == nil {
			for _, row := range b.Table.Rows {
				for _, c := range row.Cells {
					if anyStamp(c.Blocks) || isStamp(c.Printed()) {
						return true
					}
				}
			}
			continue
		}
		for s := range strings.SplitSeq(b.Para.Text, "\n") {
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
		if i > 0 && blocks[i-1].Para != nil && len(b.Para.Text) < 10 && isStamp(blocks[i-1].Para.Text+" "+b.Para.Text) {
			return true
		}
	}
	return false
}

func isStamp(t string) bool { return len(t) < 60 && isSecret(chars.Squeeze(t)) }

// sample is text enough to tell the fonts of old by.
func sample(blocks []word.Block) string {
	var b strings.Builder
	var walk func(blocks []word.Block)
	walk = func(blocks []word.Block) {
		for _, block := range blocks {
			if b.Len() > 100_000 {
				return
			}
			if block.Para != nil {
				b.WriteString(block.Para.Text + "\n")
				continue
			}
			for _, row := range block.Table.Rows {
				for _, c := range row.Cells {
					walk(c.Blocks)
				}
			}
		}
	}
	walk(blocks)
	return b.String()
}

// remarks says how the document was read, where its readers see it otherwise.
func (t *docxText) remarks(w *word.Document, doc *Document) {
	p := problems(doc.Problems)
	defer func() { doc.Problems = p }()
	note := func(n int, code string) {
		if n > 0 {
			p.warn(0, code, Args{"n": strconv.Itoa(n)})
		}
	}
	note(w.Seen.Changes, "word_changes")
	note(w.Seen.Hidden, "word_hidden")
	note(w.Seen.Notes, "word_notes")
	if w.Macros {
		p.warn(0, "word_macros", nil)
	}
	for _, l := range t.boxes {
		p.at("đoạn "+strconv.Itoa(l.n), Warning, "box_skipped", Args{"text": cutWords(l.text, 60)})
	}
}
