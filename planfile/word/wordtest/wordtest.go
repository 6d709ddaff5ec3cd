// Package wordtest writes .docx documents for tests, from pieces of
// WordprocessingML, as Word writes them or as nobody does. It is no part of the
// binary.
package wordtest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// Parts are the parts of a .docx that a test makes, by name: what it does not
// name has the usual content.
type Parts map[string]string

// The namespaces of a document.
const (
	Space  = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	Rels   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	Spaces = `xmlns:w="` + Space + `" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"`
)

// Docx packs a body of WordprocessingML, and other parts, as a document.
func Docx(t testing.TB, body string, others Parts) []byte {
	t.Helper()
	parts := Parts{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		"_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` +
			Rels + `/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml": `<?xml version="1.0" encoding="UTF-8"?><w:document ` + Spaces + `><w:body>` + body + `<w:sectPr/></w:body></w:document>`,
	}
	var rels strings.Builder
	for _, name := range slices.Sorted(maps.Keys(others)) {
		content := others[name]
		parts[name] = content
		if kind := strings.TrimRight(strings.TrimSuffix(strings.TrimPrefix(name, "word/"), ".xml"), "0123456789"); strings.HasPrefix(name, "word/") && !strings.Contains(kind, "/") {
			fmt.Fprintf(&rels, `<Relationship Id="%s" Type="%s/%s" Target="%s"/>`, kind, Rels, kind, strings.TrimPrefix(name, "word/"))
		}
	}
	if parts["word/_rels/document.xml.rels"] == "" {
		parts["word/_rels/document.xml.rels"] = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + rels.String() + `</Relationships>`
	}
	return Pack(t, parts)
}

// Pack makes a zip file of parts; those without content are left out.
func Pack(t testing.TB, parts Parts) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		content := parts[name]
		if content == "" {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Body is a main part with a body and nothing else.
func Body(content string) string {
	return `<w:document ` + Spaces + `><w:body>` + content + `</w:body></w:document>`
}

// Run is a piece of text.
func Run(t string) string {
	return `<w:r><w:t xml:space="preserve">` + strings.ReplaceAll(escaped(t), "&#x9;", `</w:t><w:tab/><w:t xml:space="preserve">`) + `</w:t></w:r>`
}

// escaped is a text inside of XML.
func escaped(t string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(t)) // a buffer takes everything
	return b.String()
}

// Para is a paragraph of pieces, each a plain text or WordprocessingML.
func Para(pieces ...string) string {
	for i, p := range pieces {
		if !strings.HasPrefix(p, "<") {
			pieces[i] = Run(p)
		}
	}
	return "<w:p>" + strings.Join(pieces, "") + "</w:p>"
}

// Paras are plain paragraphs, one for each line of a text.
func Paras(text string) string {
	var b strings.Builder
	for l := range strings.SplitSeq(text, "\n") {
		b.WriteString(Para(strings.ReplaceAll(l, "\f", "")))
	}
	return b.String()
}

// Item is a paragraph of a list.
func Item(list string, level int, text string) string {
	return Para(fmt.Sprintf(`<w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%s"/></w:numPr></w:pPr>`, level, list), text)
}

// Styled is a paragraph of a style.
func Styled(style, text string) string {
	return Para(`<w:pPr><w:pStyle w:val="`+style+`"/></w:pPr>`, text)
}

// Table is a table of rows, each of cells: a plain text, or WordprocessingML.
func Table(rows ...[]string) string {
	var b strings.Builder
	b.WriteString("<w:tbl><w:tblPr/>")
	for _, row := range rows {
		b.WriteString("<w:tr>")
		for _, c := range row {
			if !strings.HasPrefix(c, "<w:tc>") {
				c = "<w:tc>" + Paras(c) + "</w:tc>"
			}
			b.WriteString(c)
		}
		b.WriteString("</w:tr>")
	}
	return b.String() + "</w:tbl>"
}

// Cell is a cell with properties, as MergeBegins.
func Cell(properties, text string) string {
	return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + Paras(text) + "</w:tc>"
}

// Properties of a cell that is merged with those below, the first and the others.
const (
	MergeBegins = `<w:vMerge w:val="restart"/>`
	MergeGoesOn = `<w:vMerge/>`
)

// Span is the property of a cell that takes n columns.
func Span(n string) string { return `<w:gridSpan w:val="` + n + `"/>` }

// Numbering is the part with the lists of a document.
func Numbering(content string) string {
	return `<w:numbering xmlns:w="` + Space + `">` + content + `</w:numbering>`
}

// Abstract is a definition of lists.
func Abstract(id string, levels ...string) string {
	return `<w:abstractNum w:abstractNumId="` + id + `">` + strings.Join(levels, "") + `</w:abstractNum>`
}

// Level is a level of a definition.
func Level(n int, format, text string, more ...string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/>%s<w:lvlText w:val="%s"/></w:lvl>`, n, format, strings.Join(more, ""), text)
}

// Indent is how far in a level stands.
func Indent(n int) string {
	return fmt.Sprintf(`<w:pPr><w:ind w:left="%d" w:hanging="360"/></w:pPr>`, n)
}

// List is a list that uses a definition.
func List(id, abstract string, more ...string) string {
	return `<w:num w:numId="` + id + `"><w:abstractNumId w:val="` + abstract + `"/>` + strings.Join(more, "") + `</w:num>`
}

// StartAt lets a level of a list begin at a number.
func StartAt(level, n int) string {
	return fmt.Sprintf(`<w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride>`, level, n)
}

// Styles is the part with the styles of a document.
func Styles(content string) string {
	return `<w:styles xmlns:w="` + Space + `">` + content + `</w:styles>`
}

// Tracked are the attributes of a tracked change.
const Tracked = ` w:id="1" w:author="An" w:date="2026-01-05T00:00:00Z"`

// Inserted are pieces that a tracked change puts in.
func Inserted(pieces ...string) string {
	return "<w:ins" + Tracked + ">" + strings.Join(pieces, "") + "</w:ins>"
}

// Deleted is a text that a tracked change takes out.
func Deleted(t string) string {
	return "<w:del" + Tracked + "><w:r><w:delText>" + t + "</w:delText></w:r></w:del>"
}

// FieldMark is where a field begins, parts code and result, or ends.
func FieldMark(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }

// TextBox is a text box as Word writes it: for itself, and again for readers of
// older forms.
func TextBox(content string) string {
	return `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>` + content + `</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>` +
		`<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>` + content + `</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
}
