package planfile

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// WriteYAML writes a document in the form that YAML reads: areas in order, the
// tasks of each in theirs. Suggestions and problems are not part of the form.
// Texts are always quoted, so that none is taken for a number, a date or a key.
func WriteYAML(d Document) ([]byte, error) {
	w := &yamlWriter{}
	h := d.Plan
	w.line("", "plan:")
	w.pairs("  ", "number", h.Number, "date", h.Date.String(), "title", h.Title, "issuer", h.Issuer, "parent", h.Parent, "signer", h.Signer)
	if h.Year != 0 {
		w.line("  ", "year: "+strconv.Itoa(h.Year))
	}
	w.line("", "areas:")
	inside := map[string][]Task{}
	for _, t := range d.Tasks {
		inside[t.Area] = append(inside[t.Area], t)
	}
	for _, a := range d.Areas {
		w.line("  ", "- code: "+w.quote(a.Code))
		w.pairs("    ", "title", a.Title)
		if len(inside[a.Code]) > 0 {
			w.line("    ", "tasks:")
		}
		for _, t := range inside[a.Code] {
			w.task(t)
		}
	}
	if len(d.Targets) > 0 {
		w.line("", "targets:")
	}
	for _, t := range d.Targets {
		w.line("  ", "- value: "+strconv.FormatFloat(t.Value, 'f', -1, 64))
		w.pairs("    ", "area", t.Area, "unit", t.Unit, "comparison", t.Comparison, "text", t.Text)
	}
	return w.b.Bytes(), w.err
}

type yamlWriter struct {
	b   bytes.Buffer
	err error
}

func (w *yamlWriter) task(t Task) {
	const in = "        "
	w.line("      ", "- code: "+w.quote(t.Code))
	if t.Text == t.Title {
		t.Text = ""
	}
	w.pairs(in, "title", t.Title, "text", t.Text)
	w.names(in, "lead", t.Lead)
	w.names(in, "support", t.Support)
	w.pairs(in, "deliverable", t.Deliverable, "deadline", t.Deadline.Raw)
}

func (w *yamlWriter) names(indent, key string, names []string) {
	if len(names) == 0 {
		return
	}
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = w.quote(n)
	}
	w.line(indent, key+": ["+strings.Join(quoted, ", ")+"]")
}

// pairs writes keys with texts; an empty text is left out.
func (w *yamlWriter) pairs(indent string, pairs ...string) {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			w.line(indent, pairs[i]+": "+w.quote(pairs[i+1]))
		}
	}
}

func (w *yamlWriter) line(indent, text string) {
	w.b.WriteString(indent + text + "\n")
}

// quote writes a text as JSON does, which YAML reads as a quoted text.
func (w *yamlWriter) quote(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil && w.err == nil {
		w.err = err
	}
	return strings.TrimSuffix(b.String(), "\n")
}
