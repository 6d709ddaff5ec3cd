package word

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dondoc/planfile/word/wordtest"
)

// Ensure that a package is read whatever its parts and prefixes are called, and
// in both forms of the standard.
func TestPackages(t *testing.T) {
	want := []string{"KẾ HOẠCH", "1. Rà soát quy chế."}
	body := paras(strings.Join(want, "\n"))
	plain := wordParts{
		"word/document.xml": wordtest.Body(body),
		"_rels/.rels":       `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + wordtest.Rels + `/officeDocument" Target="word/document.xml"/></Relationships>`,
	}
	with := func(change wordParts) wordParts {
		parts := wordParts{}
		for name, content := range plain {
			parts[name] = content
		}
		for name, content := range change {
			parts[name] = content
		}
		return parts
	}
	wide := []byte{0xff, 0xfe}
	for _, r := range strings.Replace(plain["word/document.xml"], "<w:document", `<?xml version="1.0" encoding="UTF-16"?><w:document`, 1) {
		wide = append(wide, byte(r), byte(r>>8))
	}
	for name, parts := range map[string]wordParts{
		"plain":                   plain,
		"strict":                  with(wordParts{"word/document.xml": strings.Replace(plain["word/document.xml"], wordtest.Space, "http://purl.oclc.org/ooxml/wordprocessingml/main", 1)}),
		"another prefix":          with(wordParts{"word/document.xml": strings.NewReplacer("<w:", "<ns0:", "</w:", "</ns0:", "xmlns:w=", "xmlns:ns0=", " w:", " ns0:").Replace(plain["word/document.xml"])}),
		"no prefix":               with(wordParts{"word/document.xml": strings.NewReplacer("<w:", "<", "</w:", "</", "xmlns:w=", "xmlns=").Replace(plain["word/document.xml"])}),
		"no relations":            with(wordParts{"_rels/.rels": ""}),
		"another place":           with(wordParts{"word/document.xml": "", "word/Other2.xml": plain["word/document.xml"], "_rels/.rels": strings.Replace(plain["_rels/.rels"], "word/document.xml", "/word/other2.xml", 1)}),
		"wide letters":            with(wordParts{"word/document.xml": string(wide)}),
		"macros":                  with(wordParts{"word/vbaProject.bin": "x"}),
		"names that lead outside": with(wordParts{"../../x": "x", "/etc/passwd": "x", `..\..\y`: "x"}),
		"outside relations":       with(wordParts{"word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="1" Type="x/styles" TargetMode="External" Target="http://example.vn/styles.xml"/><Relationship Id="2" Type="x/numbering" Target="../../../etc/passwd"/></Relationships>`}),
		"a wrong content type":    with(wordParts{"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="image/png"/></Types>`}),
	} {
		if diff := cmp.Diff(want, printedParas(t, pack(t, parts))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
