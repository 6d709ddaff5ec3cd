package main

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"dondoc/planfile"
)

// mistake is one thing wrong with a configuration, worded by its code.
type mistake struct {
	Key  string // as office.posts[2].role; empty for the file as a whole
	Line int    // zero: no line of the file, as for the environment
	Code string
	Args []string // name, value, name, value …
}

// mistakes is the error of a wrong configuration: all there are, by line.
type mistakes []mistake

// Error words the mistakes in English, for logs.
func (m mistakes) Error() string { return m.In("en") }

// In words the mistakes in a language, one a line.
func (m mistakes) In(lang string) string {
	var b strings.Builder
	for _, x := range m {
		what := say(lang, "config."+x.Code, x.Args...)
		switch {
		case x.Line == 0 && x.Key == "":
			fmt.Fprintf(&b, "%s\n", what)
		case x.Line == 0:
			fmt.Fprintf(&b, "%s: %s\n", x.Key, what)
		case x.Key == "":
			fmt.Fprintf(&b, "%s: %s\n", say(lang, "config.line", "n", strconv.Itoa(x.Line)), what)
		default:
			fmt.Fprintf(&b, "%s, %s: %s\n", say(lang, "config.line", "n", strconv.Itoa(x.Line)), x.Key, what)
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// field is a value of the file and its place. Without a node the key is not
// in the file.
type field struct {
	key  string
	line int
	node ast.Node
}

// keys are the keys that a mapping may have, with what each is for.
type keys map[string]func(field)

// reader walks a YAML file and collects what is wrong with it.
type reader struct {
	found  mistakes
	broken bool // not YAML at all: nothing else is worth saying
}

func (r *reader) wrong(f field, code string, args ...string) {
	for i := range args {
		args[i] = tokenForm.ReplaceAllString(userPart.ReplaceAllString(args[i], "//…@"), "…")
	}
	r.found = append(r.found, mistake{f.key, f.line, code, args})
}

// What a mistake does not repeat, wherever in the file it stands: the user and
// password of an address, and what looks like a token.
var (
	userPart  = regexp.MustCompile(`//.*@`)
	tokenForm = regexp.MustCompile(`[0-9]{5,}:[A-Za-z0-9_-]{20,}`)
)

// err returns what was found, by line.
func (r *reader) err() error {
	if len(r.found) == 0 {
		return nil
	}
	slices.SortStableFunc(r.found, func(a, b mistake) int { return a.Line - b.Line })
	return r.found
}

// maxConfig is the size of the largest configuration: an office of a thousand
// units fits.
const maxConfig = 1 << 20

// open parses a file; one that is not YAML is a single mistake.
func (r *reader) open(data []byte) field {
	if len(data) > maxConfig {
		r.broken = true
		r.wrong(field{}, "too_big")
		return field{}
	}
	file, err := planfile.ParseYAML(string(data), parser.AllowDuplicateMapKey())
	if err != nil {
		r.broken = true
		f := field{}
		why := strings.SplitN(err.Error(), "\n", 2)[0]
		if e, ok := err.(yaml.Error); ok {
			f.line, why = e.GetToken().Position.Line, e.GetMessage()
		}
		r.wrong(f, "syntax", "why", why)
		return field{}
	}
	for _, doc := range file.Docs[min(1, len(file.Docs)):] {
		if doc.Body != nil {
			r.wrong(field{line: doc.Body.GetToken().Position.Line}, "documents")
		}
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return field{}
	}
	return field{line: 1, node: file.Docs[0].Body}
}

// mapping hands the values of a mapping to those who know its keys. An absent
// or empty mapping has none.
func (r *reader) mapping(f field, known keys) {
	node := plainNode(f.node)
	var values []*ast.MappingValueNode
	switch n := node.(type) {
	case nil, *ast.NullNode, *ast.CommentGroupNode:
		return
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	default:
		r.wrong(f, "not_mapping")
		return
	}
	seen := map[string]int{}
	for _, v := range values {
		token := v.Key.GetToken()
		sub := field{join(f.key, token.Value), token.Position.Line, v.Value}
		if first, ok := seen[token.Value]; ok {
			r.wrong(sub, "twice", "line", strconv.Itoa(first))
			continue
		}
		seen[token.Value] = sub.line
		take, ok := known[token.Value]
		if !ok {
			r.wrong(sub, "unknown_key", "known", strings.Join(slices.Sorted(maps.Keys(known)), ", "))
			continue
		}
		take(sub)
	}
}

// list returns the items of a list; an absent or empty one has none.
func (r *reader) list(f field) []field {
	switch n := plainNode(f.node).(type) {
	case nil, *ast.NullNode:
		return nil
	case *ast.SequenceNode:
		items := make([]field, len(n.Values))
		for i, v := range n.Values {
			items[i] = field{fmt.Sprintf("%s[%d]", f.key, i+1), f.line, v}
			if token := v.GetToken(); token != nil {
				items[i].line = token.Position.Line
			}
		}
		return items
	}
	r.wrong(f, "not_list")
	return nil
}

// text returns a string; absent and empty are "".
func (r *reader) text(f field) string {
	switch n := plainNode(f.node).(type) {
	case nil, *ast.NullNode:
		return ""
	case *ast.StringNode:
		return n.Value
	case *ast.LiteralNode:
		return n.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		r.wrong(f, "not_text_quote", "value", n.GetToken().Value)
	default:
		r.wrong(f, "not_text")
	}
	return ""
}

func (r *reader) boolean(f field) bool {
	if n, ok := plainNode(f.node).(*ast.BoolNode); ok {
		return n.Value
	}
	r.wrong(f, "not_bool")
	return false
}

func (r *reader) number(f field, low, high int) int {
	if n, ok := plainNode(f.node).(*ast.IntegerNode); ok {
		v, err := strconv.ParseInt(n.GetToken().Value, 0, 64)
		if err == nil && v >= int64(low) && v <= int64(high) {
			return int(v)
		}
	}
	r.wrong(f, "not_number", "low", strconv.Itoa(low), "high", strconv.Itoa(high))
	return 0
}

// plainNode looks through anchors and tags.
func plainNode(n ast.Node) ast.Node {
	for {
		switch x := n.(type) {
		case *ast.AnchorNode:
			n = x.Value
		case *ast.TagNode:
			n = x.Value
		default:
			return n
		}
	}
}

func join(key, sub string) string {
	if key == "" {
		return sub
	}
	return key + "." + sub
}

func isMapping(f field) bool {
	switch plainNode(f.node).(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return true
	}
	return false
}
