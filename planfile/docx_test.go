package planfile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Ensure that the paragraphs of a plan give the same as its text, and lose as
// little.
func TestDocxAsText(t *testing.T) {
	names, _ := filepath.Glob("testdata/texts/*.txt")
	for _, name := range append(names, "../examples/plan.txt", realPlan+"ke-hoach-27-2021.txt") {
		data, err := os.ReadFile(name)
		if err != nil {
			continue // the plan of 2021 is not part of the repository
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			r, tables, err := readText(data)
			if err != nil {
				t.Fatal(err)
			}
			if len(tables.flat) > 0 && strings.HasPrefix(r.doc.Plan.Title, "PHỤ LỤC") {
				t.Skip("what names an annex stands over its table, which is not among the paragraphs")
			}
			text, want := asParagraphs(t, data), r.doc
			got := readPacked(t, docx(t, paras(text), nil))
			checkDocument(t, got)
			if diff := cmp.Diff(plainly(want), plainly(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Ensure that the plan of 2021 gives its tasks, areas and targets as a Word
// document too.
func TestDocxRealPlan(t *testing.T) {
	data, err := os.ReadFile(realPlan + "ke-hoach-27-2021.txt")
	if err != nil {
		t.Skip("the plan of 2021 is not part of the repository")
	}
	d := readPacked(t, docx(t, paras(asParagraphs(t, data)), nil))
	if len(d.Tasks) != 41 || len(d.Areas) != 8 || len(d.Targets) != 10 {
		t.Errorf("%d tasks in %d areas, %d targets", len(d.Tasks), len(d.Areas), len(d.Targets))
	}
	if diff := cmp.Diff([]string{"numbering_jump", "appendix_missing"}, codesOf(d)); diff != "" {
		t.Error(diff)
	}
}

func codesOf(d Document) []string {
	var out []string
	for _, p := range d.Problems {
		out = append(out, p.Code)
	}
	return out
}

// asParagraphs writes a text with its lines joined, as it stood in the document
// that it was taken from.
func asParagraphs(t *testing.T, data []byte) string {
	t.Helper()
	text, err := decode(data)
	if err != nil {
		t.Fatal(err)
	}
	lines := split(text)
	markers := map[int]string{}
	for _, l := range lines {
		markers[l.n] = strings.TrimSuffix(l.text, l.rest)
	}
	head, body, tail := parts(lines)
	var b strings.Builder
	for _, l := range head {
		b.WriteString(l.raw + "\n")
	}
	for _, block := range paragraphs(withoutTables(body, &problems{})) {
		if block.marker.style != none && block.marker.style != capital && block.marker.style != caption {
			b.WriteString(markers[block.line])
		}
		b.WriteString(block.text + "\n")
	}
	for _, l := range tail {
		b.WriteString(l.raw + "\n")
	}
	return b.String()
}

// plainly is a document without its problems.
func plainly(d Document) Document {
	d.Problems = nil
	return d
}
