package planfile

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// ErrUnlike: the text is unlike any YAML that a person writes, and may take the
// parser more memory and time than there is.
var ErrUnlike = errors.New("planfile: YAML nested or packed too densely")

// What is far above what any form needs, and far below what hurts: the parser
// is recursive, and takes a time that grows with the square of the length of a
// line.
const (
	maxNesting = 64
	maxLine    = 16 << 10
	maxLines   = 150_000 // a plan of MaxTasks has 100,000
	maxTags    = 64      // and anchors: neither is needed
)

// ParseYAML parses a text that may be hostile. What it refuses without parsing
// is ErrUnlike. The parser has panicked on such texts: that is an error as well.
func ParseYAML(text string, options ...parser.Option) (file *ast.File, err error) {
	if unlike(text) {
		return nil, ErrUnlike
	}
	defer func() {
		if p := recover(); p != nil {
			file, err = nil, fmt.Errorf("unreadable: %v", p)
		}
	}()
	return parser.ParseBytes([]byte(text), 0, options...)
}

// unlike bounds brackets, indentation, lines and tags.
func unlike(text string) bool {
	depth := 0
	for l := range strings.SplitSeq(text, "\n") {
		body := strings.TrimLeft(l, " ")
		for strings.HasPrefix(body, "- ") || strings.HasPrefix(body, "? ") {
			body = strings.TrimLeft(body[2:], " ")
		}
		opened := strings.Count(l, "[") + strings.Count(l, "{")
		if len(l) > maxLine || len(l)-len(body) > 4*maxNesting || strings.Count(l, ": - ") > maxNesting || opened > 4*maxNesting {
			return true
		}
		depth = max(0, depth+opened-strings.Count(l, "]")-strings.Count(l, "}"))
		if depth > maxNesting {
			return true
		}
	}
	return strings.Count(text, "\n") > maxLines || properties(text) > maxTags
}

// properties counts what may be a tag or an anchor: the parser goes one call
// deeper for each that follows another, also over the ends of lines. Inside a
// phrase neither sign means anything.
func properties(text string) (n int) {
	for l := range strings.SplitSeq(text, "\n") {
		open := true // a value may begin here
		for word := range strings.FieldsSeq(l) {
			inner := strings.TrimLeft(word, "[{,:-?")
			if (open || inner != word) && (strings.HasPrefix(inner, "!") || strings.HasPrefix(inner, "&")) {
				n++
				continue // another may follow
			}
			open = strings.ContainsAny(word[len(word)-1:], "[{,:-?")
		}
	}
	return n
}
