package bot

import (
	"bytes"
	"embed"
	"fmt"
	"html"
	"html/template"
	"sort"
	"strings"
)

//go:embed texts/*.tmpl
var textFiles embed.FS

// Languages that people read; the first is the default.
var languages = []string{"vi", "en"}

var catalogues = parseCatalogues()

// entries are all texts by name, with sample arguments of the right type.
var entries = map[string]any{}

// text is one entry of the catalogue: a template with the type of its
// arguments. The engine escapes what it puts in.
type text[T any] struct{ name string }

// none is the argument of a text that takes none.
type none struct{}

// newText names a text and gives sample arguments, which `dondoc texts` and
// the tests show it with.
func newText[T any](name string, sample T) text[T] {
	if _, twice := entries[name]; twice {
		panic("bot: text named twice: " + name)
	}
	entries[name] = sample
	return text[T]{name}
}

// html returns the text in a language as Telegram's HTML.
func (t text[T]) html(lang string, args T) string { return render(lang, t.name, args) }

// plain returns the text without markup, for buttons and short answers.
func (t text[T]) plain(lang string, args T) string { return plainOf(render(lang, t.name, args)) }

func render(lang, name string, args any) string {
	set, ok := catalogues[lang]
	if !ok {
		set = catalogues[languages[0]]
	}
	var b bytes.Buffer
	if err := set.ExecuteTemplate(&b, name, args); err != nil {
		panic(fmt.Sprintf("bot: text %s in %s: %v", name, lang, err))
	}
	return tidy(b.String())
}

// tidy drops blanks at line ends and more than one empty line in a row.
func tidy(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	out := lines[:0]
	for _, line := range lines {
		line = strings.TrimRight(line, " \t")
		if line == "" && len(out) > 0 && out[len(out)-1] == "" {
			continue
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// plainOf strips tags and entities from our own HTML.
func plainOf(s string) string {
	var b strings.Builder
	in := false
	for _, r := range s {
		switch {
		case r == '<':
			in = true
		case r == '>' && in:
			in = false
		case !in:
			b.WriteRune(r)
		}
	}
	return html.UnescapeString(b.String())
}

func parseCatalogues() map[string]*template.Template {
	out := map[string]*template.Template{}
	for _, lang := range languages {
		out[lang] = template.Must(template.New(lang).ParseFS(textFiles, "texts/"+lang+"*.tmpl"))
	}
	return out
}

// Texts returns every text of the catalogue with sample data, as an official
// reads it before the director does.
func Texts(lang string) string {
	names := make([]string, 0, len(entries))
	for name := range entries {
		names = append(names, name)
	}
	sort.Strings(names)
	var b strings.Builder
	for _, name := range names {
		fmt.Fprintf(&b, "── %s\n%s\n\n", name, plainOf(render(lang, name, entries[name])))
	}
	return b.String()
}
