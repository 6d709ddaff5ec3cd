package planfile

import (
	"testing"

	"dondoc/planfile/word/wordtest"
)

// The pieces of documents that tests are made of, by short names.
var (
	docx, pack = wordtest.Docx, wordtest.Pack

	run, para, paras, item, styled           = wordtest.Run, wordtest.Para, wordtest.Paras, wordtest.Item, wordtest.Styled
	inserted, deleted, fieldMark, textBox    = wordtest.Inserted, wordtest.Deleted, wordtest.FieldMark, wordtest.TextBox
	wordTable, tc, span                      = wordtest.Table, wordtest.Cell, wordtest.Span
	abstract, level, left, wordList, startAt = wordtest.Abstract, wordtest.Level, wordtest.Indent, wordtest.List, wordtest.StartAt
	numberingPart, stylesPart                = wordtest.Numbering, wordtest.Styles
)

type wordParts = wordtest.Parts

const tracked = wordtest.Tracked

// head is the head of a plan, and the section that its tasks stand under.
const wordHead = "UBND TỈNH LAM GIANG\nSỞ NỘI VỤ\nSố: 1/KH-SNV\nLam Giang, ngày 05 tháng 01 năm 2026\nKẾ HOẠCH\nCông tác năm 2026\nII. NHIỆM VỤ"

// codesAndTexts are the tasks of a document in short.
func codesAndTexts(d Document) []string {
	var out []string
	for _, t := range d.Tasks {
		out = append(out, t.Code+" "+t.Text)
	}
	return out
}

func readPacked(t testing.TB, data []byte) Document {
	t.Helper()
	d, err := Read("a.docx", data)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
