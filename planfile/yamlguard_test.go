package planfile

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
)

// Ensure that what would take the parser all memory, or the end of its stack,
// is refused before it is parsed, and that what people write is not.
func TestUnlike(t *testing.T) {
	for name, in := range map[string]string{
		"brackets":     strings.Repeat("[", 100_000),
		"braces":       strings.Repeat("{a: ", 1000),
		"over lines":   strings.Repeat("a: [\n", 1000),
		"in one line":  strings.Repeat("[", 300) + strings.Repeat("]", 300),
		"dashes":       strings.Repeat("- ", 1000),
		"questions":    strings.Repeat("? ", 1000),
		"dashes after": "a" + strings.Repeat(": - ", 100),
		"indentation":  strings.Repeat(" ", 1000) + "a: b",
		"a long line":  "a: " + strings.Repeat("b", maxLine),
		"many lines":   strings.Repeat("-\n", maxLines+1),
		"tags":         strings.Repeat("!!a\n", 1_000_000),
		"tags in line": "a: " + strings.Repeat("!a ", 1000),
		"tags in list": "[" + strings.Repeat("!a ", 1000) + "]",
		"lone tags":    strings.Repeat("!\n", 1000),
		"anchors":      strings.Repeat("&a\n", 1_000_000),
	} {
		if _, err := ParseYAML(in); !errors.Is(err, ErrUnlike) {
			t.Errorf("%s: %v", name, err)
		}
	}
	example, err := os.ReadFile("../examples/plan.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var long strings.Builder
	long.WriteString("areas:\n- tasks:\n")
	for i := range MaxTasks {
		fmt.Fprintf(&long, "  - code: %q\n    title: Xong! R&D, A & B! (%d)\n    text: Phòng !\n    lead: [A, B]\n    deadline: Quý I\n", fmt.Sprint(i), i)
	}
	for name, in := range map[string]string{"the example": string(example), "a full plan": long.String(), "a long text": "a: " + strings.Repeat("việc ", 2000)} {
		if _, err := ParseYAML(in); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Ensure that a panic of the parser is an error.
func TestParserPanics(t *testing.T) {
	if _, err := ParseYAML("a: b", nil); err == nil {
		t.Error("an option that is none does not panic")
	}
}
