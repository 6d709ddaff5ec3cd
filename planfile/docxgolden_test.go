package planfile

import (
	"path/filepath"
	"strings"
	"testing"
)

// Ensure that documents which a word processor has written are read as was
// written down before they were.
func TestDocxGolden(t *testing.T) {
	names, _ := filepath.Glob("testdata/docx/*.docx")
	if len(names) < 8 {
		t.Fatalf("only %d documents", len(names))
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			got := readFile(t, name)
			checkDocument(t, got)
			checkGolden(t, strings.TrimSuffix(name, ".docx")+".want", describe(got))
		})
	}
}
