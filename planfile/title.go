package planfile

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// How many runes a title has: titleLeast at least and titleLength at most; one
// that ends well only later may have titleMost.
const (
	titleLeast  = 24
	titleLength = 60
	titleMost   = 84
)

// leads are the words that a task begins with and that say nothing of it, with
// the verb that stays of them; the longer ones first. What only urges leaves
// none.
var leads = []struct{ words, verb string }{
	{"tiếp tục triển khai thực hiện", "thực hiện"}, {"tiếp tục đẩy mạnh thực hiện", "thực hiện"}, {"tiếp tục đẩy mạnh việc", ""},
	{"tiếp tục đẩy mạnh", ""}, {"tiếp tục tăng cường công tác", ""}, {"tiếp tục tăng cường", ""}, {"tiếp tục", ""},
	{"đẩy mạnh việc thực hiện", ""}, {"đẩy mạnh thực hiện việc", ""}, {"đẩy mạnh thực hiện", "thực hiện"}, {"đẩy mạnh việc", ""},
	{"đẩy mạnh công tác", ""}, {"đẩy mạnh", ""}, {"tăng cường công tác", ""}, {"chỉ đạo tăng cường công tác", "tăng cường"},
	{"thực hiện nghiêm túc", "thực hiện"}, {"thực hiện nghiêm", "thực hiện"}, {"thực hiện tốt", "thực hiện"}, {"thực hiện có hiệu quả", "thực hiện"},
	{"tổ chức triển khai kịp thời", "triển khai"}, {"tổ chức triển khai thực hiện", "thực hiện"}, {"tổ chức triển khai", "triển khai"},
	{"tổ chức thực hiện", "thực hiện"}, {"triển khai thực hiện", "thực hiện"},
	{"thường xuyên", ""}, {"kịp thời", ""}, {"chủ động", ""}, {"tập trung", ""}, {"tích cực", ""}, {"nghiêm túc", ""},
}

// titleOf makes the short name of a task from its sentence: its first clause,
// up to a place where it can end, without the words that only urge.
func titleOf(sentence string) string {
	t := strings.Trim(sentence, " .;:,")
	t = withoutBrackets(t)
	t = withoutGiven(t)
	if who, work, ok := strings.Cut(t, ": "); ok && isUnit(who) && utf8.RuneCountInString(work) >= titleLeast {
		t = work
	}
	if first, _, more := strings.Cut(t, ". "); more && utf8.RuneCountInString(first) >= titleLeast {
		t = first
	}
	t = withoutDate(withoutHead(t))
	if utf8.RuneCountInString(t) > titleLength {
		t = shortened(t, titleLength, titleMost)
	}
	return capitalise(t)
}

// Shorten returns a title that is at most n runes long: itself, else up to a
// place where it can end, else its first words with "…".
func Shorten(title string, n int) string {
	if utf8.RuneCountInString(title) <= n {
		return title
	}
	return shortened(title, n, n)
}

// shortened ends a phrase where it can end well: with its first clause, else
// with a part that says enough of it. To end well it may have most runes rather
// than n. What can end nowhere is cut at a word, and says so.
func shortened(t string, n, most int) string {
	ends := endsOf(t, most)
	for _, fits := range []func(e endPlace) bool{
		func(e endPlace) bool { return e.clause && e.runes <= n },
		func(e endPlace) bool { return e.at == len(t) && e.runes <= n+n/5 },
		func(e endPlace) bool { return !e.clause && e.runes <= n && e.runes >= n*2/3 },
		func(e endPlace) bool { return e.clause },
		func(e endPlace) bool { return e.runes <= n && e.runes >= n/2 },
		func(e endPlace) bool { return true },
	} {
		best := endPlace{}
		for _, e := range ends {
			// Of clauses the first, of parts that fit the longest.
			if fits(e) && (best.at == 0 || !e.clause && e.runes <= n) {
				best = e
			}
		}
		if best.at != 0 {
			return t[:best.at]
		}
	}
	return cutWords(t, n-1) + "…"
}

// endPlace is a place at which a phrase can end.
type endPlace struct {
	at, runes int
	// clause: what follows is another clause, which tells why, how or what else.
	clause bool
}

// clauseWords begin another clause, bindWords say more of the last noun, and
// joinWords add to it: a phrase can end before them, and with none of them.
var (
	clauseWords = []string{"nhằm ", "để ", "theo ", "trên cơ sở ", "đảm bảo ", "bảo đảm ", "gắn với ", "phù hợp ", "đặc biệt ", "trong đó ",
		"sau khi ", "làm cơ sở ", "góp phần ", "qua đó ", "không để ", "bao gồm ", "nhất là ", "\"", "“", "("}
	joinWords = []string{"và ", "hoặc "}
	bindWords = []string{"cho ", "về ", "với ", "đối với ", "tại ", "trong ", "trên ", "bằng ", "thông qua ", "qua ", "ở ", "do "}
	names     = []string{"và xã hội", "về đích"}
	endless   = wordSet("và|của|các|những|cho|về|với|theo|trong|tại|để|có|được|là|do|từ|đến|việc|hoặc|ở|vào|bằng|trên|một|một số|đối|qua|phải|không|như|khi|mọi|từng|gắn|nhằm|thông|cả|mà|nên|bị|sau|trước")
)

// partWords is how many words a part of an enumeration has at least when it says
// something by itself, as "sửa đổi" and "về biên chế" do not; boundWords how many
// there are before more is said of them.
const (
	partWords  = 3
	boundWords = 2
)

// endsOf returns the places at which a phrase can end within so many runes, in
// their order; its own end is one.
func endsOf(t string, most int) []endPlace {
	var out []endPlace
	words, runes, inside := 0, 0, 0 // words of the present part; depth of brackets and quotes
	for i, r := range t {
		if runes > most {
			return out
		}
		_, size := utf8.DecodeRuneInString(t[i:])
		rest := t[i+size:]
		end := strings.TrimRight(t[:i], " ,;:–-")
		e := endPlace{at: len(end), runes: utf8.RuneCountInString(end)}
		space := r == ' ' && !inName(rest)
		joins, binds := space && startsAny(rest, joinWords), space && startsAny(rest, bindWords)
		more := binds || space && strings.HasPrefix(rest, "của ")
		open := inside > 0 || e.runes < titleLeast || endless[strings.ToLower(lastWord(end))]
		switch {
		case open:
		case r == ';' || r == ':' || r == ' ' && startsAny(rest, clauseWords):
			e.clause = true
			out = append(out, e)
		case (joins || r == ',' && !startsAny(strings.TrimLeft(rest, " "), clauseWords)) && words >= partWords, more && words >= boundWords:
			out = append(out, e)
		}
		switch {
		case r == '"':
			inside = 1 - inside
		case strings.ContainsRune("(“", r):
			inside++
		case strings.ContainsRune(")”", r):
			inside = max(inside-1, 0)
		case r == ',' || r == ';' || binds || joins:
			words = 0
		case r == ' ' || i == 0:
			words++
		}
		runes++
	}
	if runes <= most {
		out = append(out, endPlace{len(t), runes, true})
	}
	return out
}

// inName reports whether a word that binds is inside of a name, as in "Lao động
// - Thương binh và Xã hội".
func inName(rest string) bool {
	_, next, _ := strings.Cut(rest, " ")
	return startsAny(rest, names) || strings.HasPrefix(rest, "và ") && startsUpper(next)
}

func startsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// dated is the day of a document after its number, and who issued it.
var (
	dated  = regexp.MustCompile(`( số \S+) ngày \d{1,2}[/-]\d{1,2}[/-]\d{4}`)
	issuer = regexp.MustCompile(`( số \S+) của \p{Lu}[^,;]{2,60}? về `)
)

// withoutDate takes out the day and the issuer of a document whose number is
// named.
func withoutDate(t string) string {
	return issuer.ReplaceAllString(dated.ReplaceAllString(t, "$1"), "$1 về ")
}

// withoutDeadline takes the phrase off the end of a sentence.
func withoutDeadline(t, phrase string) string {
	t = strings.Trim(t, " .;")
	before, ok := strings.CutSuffix(t, phrase)
	if before = strings.Trim(before, " ,-–"); !ok || phrase == "" || len(strings.Fields(before)) < 4 {
		return t
	}
	for _, verb := range []string{", hoàn thành", ", xong", ", thực hiện xong"} {
		before = strings.TrimSuffix(before, verb)
	}
	return before
}

// withoutBrackets takes out the brackets that close a sentence.
func withoutBrackets(t string) string {
	if inside, ok := lastBracket(t); ok {
		if i := strings.LastIndexByte(t, '('); i > 0 && len(inside) > 12 {
			return strings.TrimRight(t[:i], " ,.;")
		}
	}
	return t
}

// withoutGiven drops "Giao Phòng A chủ trì, phối hợp với Phòng B".
func withoutGiven(t string) string {
	rest := t
	if at := given.FindStringIndex(t); at != nil && at[0] == 0 {
		rest = t[at[1]:]
	}
	name, after := cutUnit(rest)
	if name == "" || after == "" || rest == t && leading.FindStringIndex(after) == nil {
		return t
	}
	if at := leading.FindStringIndex(after); at != nil {
		after = after[at[1]:]
	}
	if at := alongside.FindStringIndex(after); at != nil {
		_, after = cutUnit(after[at[1]:])
	}
	if after = strings.Trim(after, " ,;:."); utf8.RuneCountInString(after) < 12 {
		return t
	}
	return after
}

// withoutHead drops what a task begins with when at least four words remain, and
// puts the verb that stays of it.
func withoutHead(t string) string {
	lower := strings.ToLower(t[:cutAt(t, 80)])
	for _, l := range leads {
		rest, ok := strings.CutPrefix(lower, l.words+" ")
		if !ok || len(t) <= len(l.words)+1 {
			continue
		}
		after := t[len(l.words)+1:]
		if len(strings.Fields(after)) < 4 || strings.HasPrefix(rest, "và ") || strings.HasPrefix(rest, "với ") {
			return t
		}
		if l.verb != "" {
			after = l.verb + " " + after
		}
		return after
	}
	return t
}

// dangling words do not end a title that was cut: those that need another, and
// the first halves of words that are written as two.
var dangling = wordSet("và|của|các|những|cho|về|với|theo|trong|tại|để|có|được|là|do|từ|đến|việc|hoặc|ở|vào|bằng|trên|một|số|công|bộ|sự|đối|cán|qua|phải|không|như|khi|cơ|cá|bao|đặc|" +
	"giải|thực|triển|tổ|hành|quản|kiểm|đánh|xây|phát|hoàn|nâng|đáp|phục|ứng|tiếp|thủ|lĩnh|đơn|văn|dịch|trách|nhiệm|chuyên|đào|bồi|nghiệp|sửa|bổ|rà|gắn|nhằm|mọi|từng|thông|liên|chất|trực|phương|thuộc")

// cutWords cuts at a word, so that at most n runes remain.
func cutWords(t string, n int) string {
	if utf8.RuneCountInString(t) <= n {
		return t
	}
	at, runes := 0, 0
	for i, r := range t {
		if runes++; runes > n+1 {
			break
		}
		if r == ' ' {
			at = i
		}
	}
	if at == 0 { // one word longer than a title
		return t[:cutAt(t, n)]
	}
	whole := t[:at]
	for t = whole; t != ""; {
		last := lastWord(t)
		if !dangling[strings.ToLower(strings.Trim(last, ",;"))] || len(last) == len(t) {
			return t
		}
		t = strings.TrimRight(t[:len(t)-len(last)], " ,;")
	}
	return whole // of nothing but words that need another
}

// uniqueTitles tells apart titles that came out equal, by what follows in the
// sentence and at last by the code.
func uniqueTitles(tasks []Task) {
	seen := make(map[string]int, len(tasks))
	for i := range tasks {
		seen[tasks[i].Title]++
	}
	for i := range tasks {
		t := &tasks[i]
		if seen[t.Title] < 2 {
			continue
		}
		longer := capitalise(Shorten(strings.Trim(t.Text, " .;"), titleMost))
		if seen[longer] == 0 && longer != "" {
			t.Title = longer
		} else {
			t.Title = Shorten(t.Title, max(titleMost-len(t.Code)-3, titleLeast)) + " (" + t.Code + ")"
		}
		seen[t.Title]++
	}
}
