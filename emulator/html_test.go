package emulator

import (
	"fmt"
	"html"
	"strings"
	"testing"
	"unicode/utf8"
)

// Ensure that HTML style is read as Telegram reads it.
func TestParseHTML(t *testing.T) {
	for _, c := range []struct{ in, text, want string }{
		{"chữ <b>đậm</b>", "chữ đậm", "bold 4+3"},
		{"😀<i>a</i>", "😀a", "italic 2+1"},
		{"<b><i>a</i>b</b>", "ab", "bold 0+2, italic 0+1"},
		{"a &lt; b &amp;&#39;&#x110;&quot; &nbsp;&copy", "a < b &'Đ\" &nbsp;&copy", ""},
		{"&lt&gt;", "<>", ""},
		{"<b></b>a", "a", ""},
		{"<STRONG>a</strong >", "a", "bold 0+1"},
		{`<a href="https://a.vn/?x=1&amp;y">t</a>`, "t", "text_link 0+1 https://a.vn/?x=1&y"},
		{`<a href="javascript:x">t</a>`, "t", ""},
		{`<pre><code class="language-go">x</code></pre>`, "x", "pre 0+1 go"},
		{"<code>a<b>b</b></code>", "ab", "code 0+2"},
		{"<blockquote expandable>q</blockquote>", "q", "expandable_blockquote 0+1"},
		{"<blockquote>q<blockquote>r</blockquote></blockquote>", "qr", "blockquote 0+2"},
		{`<span class="tg-spoiler">s</span><tg-spoiler>t</tg-spoiler>`, "st", "spoiler 0+1, spoiler 1+1"},
		{"<u>a</><s>b</s>", "ab", "underline 0+1, strikethrough 1+1"},
	} {
		text, entities, err := parseHTML(c.in)
		if err != nil || text != c.text || show(entities) != c.want {
			t.Errorf("%s: got %q [%s] %v, want %q [%s]", c.in, text, show(entities), err, c.text, c.want)
		}
	}
	for in, want := range map[string]string{
		"<p>a</p>":               `Unsupported start tag "p" at byte offset 0`,
		"3 < 4":                  `Unsupported start tag "" at byte offset 2`,
		"ạ<b":                    `Unclosed start tag at byte offset 3`,
		"<b>a":                   `Can't find end tag corresponding to start tag "b"`,
		"a</b>":                  `Unexpected end tag at byte offset 1`,
		"<b>a</i>":               `Unmatched end tag at byte offset 4, expected "</b>", found "</i>"`,
		"<b>a</b":                `Unclosed end tag at byte offset 4`,
		"<span>a</span>":         `Tag "span" must have class "tg-spoiler" at byte offset 0`,
		"<a href>a</a>":          `Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0`,
		"<a =x>a</a>":            `Empty attribute name in the tag "a" at byte offset 0`,
		`<a href="x`:             `Unclosed start tag at byte offset 0`,
		"<a href=x/y>a</a>":      `Unexpected end of name token at byte offset 8`,
		"&#xd800;":               errSurrogate.Error(),
		"<tg-emoji>a</tg-emoji>": "Invalid custom emoji identifier specified",
	} {
		if _, _, err := parseHTML(in); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", in, err, want)
		}
	}
}

func show(entities []Entity) string {
	var parts []string
	for _, e := range entities {
		parts = append(parts, strings.TrimSpace(fmt.Sprintf("%s %d+%d %s%s", e.Type, e.Offset, e.Length, e.URL, e.Language)))
	}
	return strings.Join(parts, ", ")
}

// Ensure that Telegram's own finds are found beside Vietnamese letters.
func TestAutoEntities(t *testing.T) {
	for in, want := range map[string]string{
		"/báo cáo":                        "",
		"/tasks@dondoc_bot x":             "bot_command 0+17",
		"xem /tasks, 1/2 và a/b":          "bot_command 4+6",
		"mời t.me/dondoc_bot?start=AB-1.": "url 4+26",
		"văn bản 45/QĐ-SNV":               "",
		"lan@sonoivu.gov.vn và @hai":      "email 0+18, mention 22+4",
		"https://a.vn/ế #việc":            "url 0+14, hashtag 15+5",
		"Xong.Rồi":                        "",
	} {
		if got := show(autoEntities(in, nil)); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

// Ensure that no text breaks the parser, that entities lie inside the text, and that escaped text comes back.
func FuzzParseHTML(f *testing.F) {
	for _, s := range []string{"<b>đậm</b>", "&lt;&#39;", "<a href='x'>😀</a>", "</", "<", "&#x", "<b", "<pre><code class=language-go>x</code></pre>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if !utf8.ValidString(in) {
			return
		}
		text, entities, err := parseHTML(in)
		if err == nil {
			text, entities = trim(text, entities)
			entities = autoEntities(text, entities)
			for _, e := range entities {
				if e.Length <= 0 || e.Offset < 0 || e.Offset+e.Length > utf16Len(text) {
					t.Fatalf("%q: %+v outside %q", in, e, text)
				}
			}
		}
		back, entities, err := parseHTML(html.EscapeString(in))
		if err != nil || back != in || len(entities) != 0 {
			t.Fatalf("%q escaped came back as %q, %v, %v", in, back, entities, err)
		}
	})
}
