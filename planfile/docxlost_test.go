package planfile

import (
	"archive/zip"
	"bytes"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"dondoc/planfile/word"
)

// Ensure that nothing of a Word document is lost: every word that it prints is
// in a paragraph or a cell, and every paragraph of the body is a heading, in a
// task, or left out with a warning.
func TestDocxNothingLost(t *testing.T) {
	names, _ := filepath.Glob("testdata/docx/*.docx")
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			w, err := word.Open(data)
			if err != nil {
				t.Fatal(err)
			}
			var text docxText
			text.put(w.Blocks)
			var all strings.Builder
			for _, l := range append(text.lines, text.boxes...) {
				all.WriteString(letters(l.text))
			}
			for _, g := range text.grids {
				for _, row := range g.rows {
					for _, c := range row.cells {
						all.WriteString(letters(c.text))
					}
				}
			}
			for _, piece := range printedWords(t, data) {
				if !strings.Contains(all.String(), letters(piece)) {
					t.Errorf("%q was lost", piece)
				}
			}
			p, err := text.plan()
			if err != nil {
				t.Fatal(err)
			}
			p.reader.doc.Problems = p.reader.problems
			checkRoles(t, p.reader)
		})
	}
}

var (
	goneParts = regexp.MustCompile(`(?s)<w:del .*?</w:del>|<mc:Fallback>.*?</mc:Fallback>|<w:r>(?:<w:rPr>)?(?:<[^>]*>)*?<w:vanish/>.*?</w:r>`)
	textParts = regexp.MustCompile(`<w:t(?: [^>]*)?>([^<]*)</w:t>`)
)

// printedWords are the pieces of text of a document without what is deleted,
// hidden or written a second time, found without reading its XML.
func printedWords(t *testing.T, data []byte) []string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	content, err := fs.ReadFile(z, "word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range textParts.FindAllSubmatch(goneParts.ReplaceAll(content, nil), -1) {
		out = append(out, norm.NFC.String(html.UnescapeString(string(m[1]))))
	}
	if len(out) < 20 {
		t.Fatalf("only %d pieces of text", len(out))
	}
	return out
}
