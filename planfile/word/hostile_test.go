//go:build !race

// The race detector, in one goroutine, would take minutes and more memory.

package word

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"dondoc/planfile/word/wordtest"
)

// hostile are documents made to hurt, and the error of each.
func hostile(t testing.TB) map[string]struct {
	make func() []byte
	err  error
} {
	doc := func(content string) []byte {
		return pack(t, wordParts{"word/document.xml": wordtest.Body(content)})
	}
	raw := func(content string) []byte { return pack(t, wordParts{"word/document.xml": content}) }
	random := make([]byte, 5<<20) // which cannot be packed
	source := rand.New(rand.NewPCG(1, 2))
	for i := range random {
		random[i] = "abcdefghijklmnopqrstuvwxyz012345"[source.Uint32()%32]
	}
	many := wordParts{"word/document.xml": "x"}
	for i := range maxEntries + 1 {
		many["word/"+strings.Repeat("a", i%50)+string(rune('a'+i%26))+strings.Repeat("b", i/50)] = "x"
	}
	whole := docx(t, paras("KẾ HOẠCH\n1. Rà soát quy chế."), nil)
	return map[string]struct {
		make func() []byte
		err  error
	}{
		"a bomb of spaces":     {func() []byte { return doc(strings.Repeat(" ", 40<<20)) }, ErrTooLong},
		"a bomb of paragraphs": {func() []byte { return doc(strings.Repeat("<w:p/>", 5_000_000)) }, ErrBroken},
		"many small elements": {func() []byte {
			return doc(strings.Repeat("<a/>b<c/>d", 150_000) + strings.Repeat("<w:p><w:r/></w:p>", 600_000))
		}, ErrBroken},
		"small elements":  {func() []byte { return doc(varied(2_200_000, "<a", "/>")) }, ErrBroken},
		"10^6 paragraphs": {func() []byte { return doc(varied(1_000_000, `<w:p><w:r><w:t>`, `</w:t></w:r></w:p>`)) }, ErrTooLong},
		"10^6 cells": {func() []byte {
			return doc("<w:tbl><w:tr>" + varied(1_000_000, "<w:tc>", "</w:tc>") + "</w:tr></w:tbl>")
		}, ErrTooLong},
		"10^6 rows": {func() []byte { return doc("<w:tbl>" + varied(900_000, "<w:tr><w:tc>", "</w:tc></w:tr>") + "</w:tbl>") }, ErrTooLong},
		"spans of 10^9": {func() []byte {
			return doc("<w:tbl>" + varied(200_000, `<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p><w:r><w:t>`, "</w:t></w:r></w:p></w:tc></w:tr>") + "</w:tbl>")
		}, ErrTooLong},
		"columns before of 10^9": {func() []byte {
			return doc("<w:tbl>" + varied(100_000, `<w:tr><w:trPr><w:gridBefore w:val="1000000000"/><w:gridAfter w:val="999999999"/></w:trPr><w:tc>`, "</w:tc></w:tr>") + "</w:tbl>")
		}, ErrTooLong},
		"deep nesting":     {func() []byte { return doc(strings.Repeat("<w:sdt>", 1_000_000)) }, ErrBroken},
		"tables in tables": {func() []byte { return doc(strings.Repeat("<w:tbl><w:tr><w:tc>", 100_000)) }, ErrBroken},
		"boxes in boxes":   {func() []byte { return doc(strings.Repeat("<w:p><w:r><w:pict><w:txbxContent>", 100_000)) }, ErrBroken},
		"a huge attribute": {func() []byte { return doc(`<w:p a="` + string(random) + `"/>`) }, ErrBroken},
		"many attributes":  {func() []byte { return doc(`<w:p ` + varied(400_000, "a", `="" `) + `/>`) }, ErrBroken},
		"a huge text":      {func() []byte { return doc("<w:p><w:r><w:t>" + string(random) + "</w:t></w:r></w:p>") }, ErrBroken},
		"much text":        {func() []byte { return doc(chopped(random, 10_000)) }, ErrTooLong},
		"entities": {func() []byte {
			return raw(`<!DOCTYPE d [<!ENTITY a "MMMMMMMMMM"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><w:document ` + wordtest.Spaces + `><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`)
		}, ErrBroken},
		"an outside entity": {func() []byte {
			return raw(`<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document ` + wordtest.Spaces + `><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>`)
		}, ErrBroken},
		"an unknown entity":         {func() []byte { return doc("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>") }, ErrBroken},
		"a body that is cut":        {func() []byte { return raw(`<w:document ` + wordtest.Spaces + `><w:body><w:p>`) }, ErrBroken},
		"tags that do not match":    {func() []byte { return doc("<w:p></w:r>") }, ErrBroken},
		"bytes that are no letters": {func() []byte { return doc("<w:p><w:r><w:t>\xff\xfe\x00</w:t></w:r></w:p>") }, ErrBroken},
		"no XML":                    {func() []byte { return raw("MZ\x00\x01") }, ErrBroken},
		"another root":              {func() []byte { return raw(`<html xmlns="http://www.w3.org/1999/xhtml"/>`) }, ErrBroken},
		"no document":               {func() []byte { return pack(t, wordParts{"word/styles.xml": "<x/>"}) }, ErrBroken},
		"a file that is cut":        {func() []byte { return whole[:len(whole)/2] }, ErrBroken},
		"too many parts":            {func() []byte { return pack(t, many) }, ErrBroken},
		"a part locked": {func() []byte {
			return bytes.ReplaceAll(whole, []byte("PK\x01\x02\x14\x00\x14\x00\x08"), []byte("PK\x01\x02\x14\x00\x14\x00\x09"))
		}, ErrLocked},
		"levels of 10^9": {func() []byte {
			return docx(t, item("1", 1_000_000_000, "")+item("1", -5, ""), wordParts{"word/numbering.xml": numberingPart(abstract("1", level(0, "decimal", strings.Repeat("%1", 1000000))) + wordList("1", "1"))})
		}, ErrBroken},
	}
}

// varied writes a piece n times with a number inside, so that it packs as badly
// as real text.
func varied(n int, before, after string) string {
	var b strings.Builder
	source := rand.New(rand.NewPCG(3, 4))
	for range n {
		b.WriteString(before)
		for range 4 {
			b.WriteByte("abcdefghijklmnopqrstuvwxyz012345"[source.Uint32()%32])
		}
		b.WriteString(after)
	}
	return b.String()
}

// chopped makes paragraphs of a text.
func chopped(text []byte, size int) string {
	var b strings.Builder
	for len(text) > size {
		b.WriteString("<w:p><w:r><w:t>" + string(text[:size]) + "</w:t></w:r></w:p>")
		text = text[size:]
	}
	return b.String()
}

// mostAllocated is how many bytes may be asked for in all while a document is
// refused: never are as many in use.
const mostAllocated = 400 << 20

// Ensure that a document made to hurt is refused, with little memory and no
// panic.
func TestHostile(t *testing.T) {
	for name, c := range hostile(t) {
		var before, after runtime.MemStats
		data := c.make()
		runtime.ReadMemStats(&before)
		_, err := Open(data)
		runtime.ReadMemStats(&after)
		if n := after.TotalAlloc - before.TotalAlloc; n > mostAllocated {
			t.Errorf("%s: %d MiB", name, n>>20)
		}
		if !errors.Is(err, c.err) {
			t.Errorf("%s: %v, want %v", name, err, c.err)
		}
	}
}
