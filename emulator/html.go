package emulator

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// tags are the elements of HTML style. Bot API: formatting options, HTML style.
var tags = map[string]string{
	"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
	"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
	"span": "spoiler", "tg-spoiler": "spoiler", "tg-emoji": "custom_emoji", "tg-time": "date_time",
	"a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
}

// attribute is the one that a tag's meaning depends on.
var attributes = map[string]string{
	"a": "href", "code": "class", "span": "class", "tg-emoji": "emoji-id", "tg-time": "unix",
}

// openTag is an element whose end has not come.
type openTag struct {
	name, argument, format string
	expandable             bool
	offset                 int // UTF-16
	begin                  int // in the output
}

// htmlParser turns HTML style into text and entities, with the errors of td, MessageEntity.cpp, parse_html.
type htmlParser struct {
	in       string
	i        int
	out      strings.Builder
	utf16    int
	open     []openTag
	entities []Entity
}

// parseHTML parses a text of HTML style. Its errors are the server's, which follow "can't parse entities: ".
func parseHTML(text string) (string, []Entity, error) {
	p := &htmlParser{in: text}
	for p.i < len(p.in) {
		switch c := p.in[p.i]; {
		case c == '<' && strings.HasPrefix(p.in[p.i:], "</"):
			if err := p.end(); err != nil {
				return "", nil, err
			}
		case c == '<':
			if err := p.start(); err != nil {
				return "", nil, err
			}
		default:
			if err := p.char(); err != nil {
				return "", nil, err
			}
		}
	}
	if n := len(p.open); n > 0 {
		return "", nil, fmt.Errorf("Can't find end tag corresponding to start tag %q", p.open[n-1].name)
	}
	return p.out.String(), p.tidy(), nil
}

// at is the byte at i, 0 behind the end, as in a C string.
func (p *htmlParser) at(i int) byte {
	if i < len(p.in) {
		return p.in[i]
	}
	return 0
}

func (p *htmlParser) write(r rune) {
	p.out.WriteRune(r)
	p.utf16 += max(1, utf16.RuneLen(r))
}

var errSurrogate = errors.New("Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units")

// char copies one character or one character reference.
func (p *htmlParser) char() error {
	if r, n := reference(p.in[p.i:]); n > 0 {
		if utf16.IsSurrogate(r) {
			return errSurrogate
		}
		p.write(r)
		p.i += n
		return nil
	}
	r, n := utf8.DecodeRuneInString(p.in[p.i:])
	p.write(r)
	p.i += n
	return nil
}

// reference decodes a character reference at the start of s; n is 0 when there is none that Telegram knows.
// The semicolon may be missing. td, decode_html_entity: named are lt, gt, amp and quot, and all numeric ones.
func reference(s string) (r rune, n int) {
	if len(s) < 2 || s[0] != '&' {
		return 0, 0
	}
	end := 1
	if s[1] == '#' {
		base, digits := 10, 2
		if len(s) > 2 && s[2] == 'x' {
			base, digits = 16, 3
		}
		end = digits
		for end < len(s) && isDigit(s[end], base) {
			end++
		}
		v, err := strconv.ParseUint(s[digits:end], base, 32)
		if err != nil || v == 0 || v >= 0x10ffff || end >= 10 {
			return 0, 0
		}
		r = rune(v)
	} else {
		for end < len(s) && isAlpha(s[end]) {
			end++
		}
		known := map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"'}
		if r = known[s[1:end]]; r == 0 {
			return 0, 0
		}
	}
	if end < len(s) && s[end] == ';' {
		end++
	}
	return r, end
}

func isDigit(b byte, base int) bool {
	return '0' <= b && b <= '9' || base == 16 && ('a' <= b|0x20 && b|0x20 <= 'f')
}

func isAlpha(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// isSpace is td's is_space, to which the end of the text counts as well.
func isSpace(b byte) bool {
	return b == ' ' || b == '\t' || b == '\r' || b == '\n' || b == 0 || b == '\v'
}

func (p *htmlParser) skipSpace() {
	for p.i < len(p.in) && isSpace(p.in[p.i]) {
		p.i++
	}
}

// start reads a start tag with its attributes.
func (p *htmlParser) start() error {
	begin := p.i
	p.i++
	for !isSpace(p.at(p.i)) && p.at(p.i) != '>' {
		p.i++
	}
	if p.i >= len(p.in) {
		return fmt.Errorf("Unclosed start tag at byte offset %d", begin)
	}
	tag := openTag{name: strings.ToLower(p.in[begin+1 : p.i]), offset: p.utf16, begin: p.out.Len()}
	if tags[tag.name] == "" {
		return fmt.Errorf("Unsupported start tag %q at byte offset %d", tag.name, begin)
	}
	for p.at(p.i) != '>' {
		p.skipSpace()
		if p.at(p.i) == '>' {
			break
		}
		name, value, err := p.attribute(tag.name, begin)
		if err != nil {
			return err
		}
		switch {
		case name == attributes[tag.name]:
			tag.argument = value
		case tag.name == "blockquote" && name == "expandable":
			tag.expandable = true
		case tag.name == "tg-time" && name == "format":
			tag.format = value
		}
	}
	p.i++
	if tag.name == "span" && tag.argument != "tg-spoiler" {
		return fmt.Errorf(`Tag "span" must have class "tg-spoiler" at byte offset %d`, begin)
	}
	p.open = append(p.open, tag)
	return nil
}

// attribute reads one attribute; only expandable may stand without a value.
func (p *htmlParser) attribute(tag string, begin int) (name, value string, err error) {
	from := p.i
	for !isSpace(p.at(p.i)) && p.at(p.i) != '=' && p.at(p.i) != '>' {
		p.i++
	}
	name = strings.ToLower(p.in[from:p.i])
	if name == "" {
		if p.i >= len(p.in) {
			return "", "", fmt.Errorf("Unclosed start tag %q at byte offset %d", tag, begin)
		}
		return "", "", fmt.Errorf("Empty attribute name in the tag %q at byte offset %d", tag, begin)
	}
	p.skipSpace()
	if p.at(p.i) != '=' {
		if name == "expandable" && tag == "blockquote" && p.i < len(p.in) {
			return name, "", nil
		}
		return "", "", fmt.Errorf("Expected equal sign in declaration of an attribute of the tag %q at byte offset %d", tag, begin)
	}
	p.i++
	p.skipSpace()
	if p.i >= len(p.in) {
		return "", "", fmt.Errorf("Unclosed start tag %q at byte offset %d", tag, begin)
	}
	if quote := p.in[p.i]; quote == '"' || quote == '\'' {
		p.i++
		value = p.quoted(quote)
	} else {
		from = p.i
		for isAlpha(p.at(p.i)) || isDigit(p.at(p.i), 10) || p.at(p.i) == '.' || p.at(p.i) == '-' {
			p.i++
		}
		value = strings.ToLower(p.in[from:p.i])
		if !isSpace(p.at(p.i)) && p.at(p.i) != '>' {
			return "", "", fmt.Errorf("Unexpected end of name token at byte offset %d", from)
		}
	}
	if p.i >= len(p.in) {
		return "", "", fmt.Errorf("Unclosed start tag at byte offset %d", begin)
	}
	return name, value, nil
}

// quoted reads up to the quotation mark and steps over it.
func (p *htmlParser) quoted(quote byte) string {
	var b strings.Builder
	for p.i < len(p.in) && p.in[p.i] != quote {
		if r, n := reference(p.in[p.i:]); n > 0 {
			b.WriteRune(r)
			p.i += n
			continue
		}
		b.WriteByte(p.in[p.i])
		p.i++
	}
	p.i++
	return b.String()
}

// end reads an end tag and makes the entity; "</>" ends whatever is open.
func (p *htmlParser) end() error {
	begin := p.i
	if len(p.open) == 0 {
		return fmt.Errorf("Unexpected end tag at byte offset %d", begin)
	}
	p.i += 2
	from := p.i
	for !isSpace(p.at(p.i)) && p.at(p.i) != '>' {
		p.i++
	}
	name := strings.ToLower(p.in[from:p.i])
	p.skipSpace()
	if p.at(p.i) != '>' {
		return fmt.Errorf("Unclosed end tag at byte offset %d", begin)
	}
	p.i++
	tag := p.open[len(p.open)-1]
	if name != "" && name != tag.name {
		return fmt.Errorf(`Unmatched end tag at byte offset %d, expected "</%s>", found "</%s>"`, begin, tag.name, name)
	}
	p.open = p.open[:len(p.open)-1]
	if p.utf16 == tag.offset {
		return nil
	}
	return p.entity(tag)
}

// entity adds what a closed tag stands for.
func (p *htmlParser) entity(tag openTag) error {
	e := Entity{Type: tags[tag.name], Offset: tag.offset, Length: p.utf16 - tag.offset}
	switch tag.name {
	case "a":
		e.URL = tag.argument
		if e.URL == "" {
			e.URL = p.out.String()[tag.begin:]
		}
		if !checkedLink(e.URL) {
			return nil // td, LinkManager::get_checked_link: no link, but the text stays
		}
	case "code":
		e.Language = strings.TrimPrefix(tag.argument, "language-")
		if e.Language == tag.argument {
			e.Language = ""
		}
	case "pre":
		if n := len(p.entities); n > 0 {
			if last := &p.entities[n-1]; last.Type == "code" && last.Offset == e.Offset && last.Length == e.Length && last.Language != "" {
				last.Type = "pre"
				return nil
			}
		}
	case "blockquote":
		if tag.expandable {
			e.Type = "expandable_blockquote"
		}
	case "tg-emoji":
		if id, err := strconv.ParseInt(tag.argument, 10, 64); err != nil || id == 0 {
			return errors.New("Invalid custom emoji identifier specified")
		}
		e.EmojiID = tag.argument
	case "tg-time":
		unix, err := strconv.ParseInt(tag.argument, 10, 64)
		if err != nil {
			return errors.New("Invalid date-time specified")
		}
		e.Unix, e.Format = unix, tag.format
	}
	p.entities = append(p.entities, e)
	return nil
}

// tidy sorts the entities and drops what Telegram does not nest: anything inside code and pre, a quotation
// inside a quotation. Bot API: formatting options ("all entities can be nested … pre and code … can't contain other entities").
func (p *htmlParser) tidy() []Entity {
	for i := range p.entities {
		if p.entities[i].Type == "code" {
			p.entities[i].Language = ""
		}
	}
	slices.SortStableFunc(p.entities, func(a, b Entity) int {
		return cmp.Or(a.Offset-b.Offset, b.Length-a.Length)
	})
	var kept []Entity
	fence := map[string]int{} // where the last code, pre or quotation ends
	for _, e := range p.entities {
		kind := strings.TrimPrefix(e.Type, "expandable_")
		if e.Offset < fence["code"] || kind == "blockquote" && e.Offset < fence["blockquote"] {
			continue
		}
		switch kind {
		case "code", "pre":
			fence["code"] = e.Offset + e.Length
		case "blockquote":
			fence["blockquote"] = e.Offset + e.Length
		}
		kept = append(kept, e)
	}
	return kept
}
