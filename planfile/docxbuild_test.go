package planfile

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

// wordParts are the parts of a .docx that a test makes: what it does not name
// has the usual content.
type wordParts map[string]string

const (
	wordSpace  = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	wordRels   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	wordSpaces = `xmlns:w="` + wordSpace + `" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"`
)

// docx packs a body of WordprocessingML, and other parts, as a document.
func docx(t testing.TB, body string, others wordParts) []byte {
	t.Helper()
	parts := wordParts{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		"_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` +
			wordRels + `/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml": `<?xml version="1.0" encoding="UTF-8"?><w:document ` + wordSpaces + `><w:body>` + body + `<w:sectPr/></w:body></w:document>`,
	}
	var rels strings.Builder
	for _, name := range slices.Sorted(maps.Keys(others)) {
		content := others[name]
		parts[name] = content
		if kind := strings.TrimRight(strings.TrimSuffix(strings.TrimPrefix(name, "word/"), ".xml"), "0123456789"); strings.HasPrefix(name, "word/") && !strings.Contains(kind, "/") {
			fmt.Fprintf(&rels, `<Relationship Id="%s" Type="%s/%s" Target="%s"/>`, kind, wordRels, kind, strings.TrimPrefix(name, "word/"))
		}
	}
	if parts["word/_rels/document.xml.rels"] == "" {
		parts["word/_rels/document.xml.rels"] = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + rels.String() + `</Relationships>`
	}
	return pack(t, parts)
}

// pack makes a zip file of parts; those without content are left out.
func pack(t testing.TB, parts wordParts) []byte {
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

// escaped is a text inside of XML.
func escaped(t string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(t))
	return b.String()
}

// run is a piece of text; para a paragraph of pieces, or of a plain text.
func run(t string) string {
	return `<w:r><w:t xml:space="preserve">` + strings.ReplaceAll(escaped(t), "&#x9;", `</w:t><w:tab/><w:t xml:space="preserve">`) + `</w:t></w:r>`
}

func para(pieces ...string) string {
	for i, p := range pieces {
		if !strings.HasPrefix(p, "<") {
			pieces[i] = run(p)
		}
	}
	return "<w:p>" + strings.Join(pieces, "") + "</w:p>"
}

// paras are plain paragraphs, one for each line of a text.
func paras(text string) string {
	var b strings.Builder
	for l := range strings.SplitSeq(text, "\n") {
		b.WriteString(para(strings.ReplaceAll(l, "\f", "")))
	}
	return b.String()
}

// item is a paragraph of a list.
func item(list string, level int, text string) string {
	return para(fmt.Sprintf(`<w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%s"/></w:numPr></w:pPr>`, level, list), text)
}

// styled is a paragraph of a style.
func styled(style, text string) string {
	return para(`<w:pPr><w:pStyle w:val="`+style+`"/></w:pPr>`, text)
}

// table is a table of rows, each of cells: a plain text, or WordprocessingML.
func wordTable(rows ...[]string) string {
	var b strings.Builder
	b.WriteString("<w:tbl><w:tblPr/>")
	for _, row := range rows {
		b.WriteString("<w:tr>")
		for _, c := range row {
			if !strings.HasPrefix(c, "<w:tc>") {
				c = "<w:tc>" + paras(c) + "</w:tc>"
			}
			b.WriteString(c)
		}
		b.WriteString("</w:tr>")
	}
	return b.String() + "</w:tbl>"
}

// level is a level of a list in numbering.xml.
func level(n int, format, text string, more ...string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/>%s<w:lvlText w:val="%s"/></w:lvl>`, n, format, strings.Join(more, ""), text)
}

func numberingPart(content string) string {
	return `<w:numbering xmlns:w="` + wordSpace + `">` + content + `</w:numbering>`
}

// head is the head of a plan, and the section that its tasks stand under.
const wordHead = "UBND TỈNH LAM GIANG\nSỞ NỘI VỤ\nSố: 1/KH-SNV\nLam Giang, ngày 05 tháng 01 năm 2026\nKẾ HOẠCH\nCông tác năm 2026\nII. NHIỆM VỤ"

// codesAndTexts are the tasks of a document in short.
func codesAndTexts(d Document) []string {
	var out []string
	for _, t := range d.Tasks {
		out = append(out, t.Code+" "+t.Text)
	}
	return out
}

func readPacked(t testing.TB, data []byte) Document {
	t.Helper()
	d, err := Read("a.docx", data)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
