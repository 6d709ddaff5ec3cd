package word

import (
	"testing"

	"dondoc/planfile/word/wordtest"
)

// The pieces of documents that tests are made of, by short names.
var (
	docx, pack = wordtest.Docx, wordtest.Pack

	run, para, paras, item, styled        = wordtest.Run, wordtest.Para, wordtest.Paras, wordtest.Item, wordtest.Styled
	inserted, deleted, fieldMark, textBox = wordtest.Inserted, wordtest.Deleted, wordtest.FieldMark, wordtest.TextBox
	abstract, level, wordList, startAt    = wordtest.Abstract, wordtest.Level, wordtest.List, wordtest.StartAt
	numberingPart, stylesPart             = wordtest.Numbering, wordtest.Styles
)

type wordParts = wordtest.Parts

const tracked = wordtest.Tracked

// printedParas are the paragraphs of a document with their numbers.
func printedParas(t *testing.T, data []byte) []string {
	t.Helper()
	doc, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, b := range doc.Blocks {
		if b.Para != nil {
			out = append(out, b.Para.Printed())
		}
	}
	return out
}
