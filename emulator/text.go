package emulator

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// validText refuses what is not UTF-8 and cleans what Telegram cleans. td, misc.cpp, clean_input_string: no carriage
// returns, other control characters become spaces.
func validText(s string) (string, error) {
	if !utf8.ValidString(s) {
		return "", badRequest("strings must be encoded in UTF-8")
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return -1
		case r < ' ' && r != '\n', r == 0x7f:
			return ' '
		}
		return r
	}, s), nil
}

// trim takes off white space at the end, and at the beginning up to the first entity. td, MessageEntity.cpp, fix_formatted_text.
func trim(text string, entities []Entity) (string, []Entity) {
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	end := utf16Len(text)
	lead := len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	cut := utf16Len(text[:lead])
	for _, e := range entities {
		cut = min(cut, e.Offset)
	}
	text = text[byteOffset(text, cut):]
	var kept []Entity
	for _, e := range entities {
		stop := min(e.Offset+e.Length, end) - cut
		e.Offset -= cut
		e.Length = stop - e.Offset
		if e.Length > 0 && e.Offset >= 0 {
			kept = append(kept, e)
		}
	}
	return text, kept
}

// byteOffset is where the given UTF-16 offset stands in s.
func byteOffset(s string, units int) int {
	for i, r := range s {
		if units <= 0 {
			return i
		}
		units -= max(1, utf16.RuneLen(r))
	}
	return len(s)
}

// What Telegram finds by itself. td, MessageEntity.cpp, match_bot_commands, match_mentions, match_urls and others,
// simpler here: the first group is the entity.
var found = []struct {
	kind string
	re   *regexp.Regexp
}{
	{"url", regexp.MustCompile(`(?i)(?:^|[^\pL\d_@./])((?:https?://[^\s<>"]+)|(?:(?:[a-z0-9-]+\.)+(?:vn|me|com|net|org|info|io|gov|edu)(?:[/?][^\s<>"]*)?))`)},
	{"email", regexp.MustCompile(`(?i)(?:^|[^\pL\d_.])([a-z0-9._%+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,})`)},
	{"bot_command", regexp.MustCompile(`(?:^|[^\pL\d_/<>])(/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?)`)},
	{"mention", regexp.MustCompile(`(?:^|[^\pL\d_])(@[a-zA-Z0-9_]{2,32})`)},
	{"hashtag", regexp.MustCompile(`(?:^|[^\pL\d_])(#[\pL\d_]*\pL[\pL\d_]*)`)},
}

// autoEntities adds what Telegram finds by itself to the entities given: links, addresses, commands, mentions and
// hashtags, outside links and code.
func autoEntities(text string, given []Entity) []Entity {
	all := slices.Clone(given)
	var taken []Entity
	for _, e := range given {
		switch e.Type {
		case "code", "pre", "text_link", "custom_emoji", "date_time":
			taken = append(taken, e)
		}
	}
	for _, f := range found {
		for _, at := range f.re.FindAllStringSubmatchIndex(text, -1) {
			from, to := at[2], at[3]
			if f.kind == "url" {
				to = from + len(strings.TrimRight(text[from:to], ".,;:!?)]}'”’»…"))
			}
			next, _ := utf8.DecodeRuneInString(text[to:])
			word := next != utf8.RuneError && (unicode.IsLetter(next) || unicode.IsDigit(next) || next == '_')
			if f.kind == "bot_command" && (word || next == '/' || next == '<' || next == '>') || f.kind == "mention" && word {
				continue
			}
			e := Entity{Type: f.kind, Offset: utf16Len(text[:from]), Length: utf16Len(text[from:to])}
			if e.Length == 0 || overlaps(taken, e) {
				continue
			}
			taken = append(taken, e)
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b Entity) int { return cmp.Or(a.Offset-b.Offset, b.Length-a.Length) })
	return all
}

func overlaps(list []Entity, e Entity) bool {
	return slices.ContainsFunc(list, func(o Entity) bool { return e.Offset < o.Offset+o.Length && o.Offset < e.Offset+e.Length })
}

// checkedLink is roughly td, LinkManager::get_checked_link: http, https, ton and tg, and names of hosts without a scheme.
func checkedLink(link string) bool {
	scheme, rest, ok := strings.Cut(link, "://")
	if !ok {
		return strings.Contains(link, ".") && !strings.ContainsAny(link, " \n<>")
	}
	switch strings.ToLower(scheme) {
	case "http", "https", "tg", "ton", "tonsite":
		return rest != "" && !strings.ContainsAny(link, " \n")
	}
	return false
}
