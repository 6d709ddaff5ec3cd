package viet

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"dondoc/workday"
)

// example is a row of the table of docs/LANGUAGE.md.
var example = regexp.MustCompile(`(?m)^\| “(.+)” \|(.*)\|$`)

// Ensure that the examples of docs/LANGUAGE.md are read as it says.
func TestLanguageExamples(t *testing.T) {
	const path = "../docs/LANGUAGE.md"
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	out := example.ReplaceAllStringFunc(string(b), func(row string) string {
		n++
		cells := example.FindStringSubmatch(row)
		text := strings.ReplaceAll(cells[1], "⏎", "\n")
		got := describe(ParseReply(text, Context{Today: workday.Of(2026, 3, 24)}))
		if want := strings.TrimSpace(cells[2]); got != want && !*update {
			t.Errorf("%q: %s, the document says %s", cells[1], got, want)
		}
		return "| “" + cells[1] + "” | " + got + " |"
	})
	if n == 0 {
		t.Fatal("no examples")
	}
	if *update {
		if err := os.WriteFile(path, []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
