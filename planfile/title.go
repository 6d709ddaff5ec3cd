package planfile

import (
	"strings"
	"unicode/utf8"
)

// titleLength is how many runes a title may have before it is cut at a word.
const titleLength = 60

// boosters are dropped from the head of a title when enough remains.
var boosters = []string{"tiếp tục đẩy mạnh việc", "tiếp tục đẩy mạnh", "tiếp tục triển khai thực hiện", "tiếp tục thực hiện", "tiếp tục",
	"đẩy mạnh việc thực hiện", "đẩy mạnh thực hiện việc", "đẩy mạnh thực hiện", "đẩy mạnh việc", "đẩy mạnh", "tăng cường công tác",
	"thực hiện nghiêm túc", "thực hiện nghiêm", "thực hiện tốt", "tổ chức triển khai kịp thời", "tổ chức triển khai thực hiện",
	"tổ chức thực hiện", "thường xuyên", "kịp thời", "chủ động", "tập trung", "tích cực", "nghiêm túc", "triển khai thực hiện"}

// boundaries end the first clause of a sentence.
var boundaries = []string{";", ", gắn với ", " gắn với ", ", nhằm ", " nhằm ", ", để ", " để ", " theo ", " trên cơ sở ", ", đảm bảo ",
	", bảo đảm ", " đảm bảo ", ", phù hợp ", ", đặc biệt ", ", trong đó ", " sau khi ", ". ", ": ", " ("}

// titleOf makes the short name of a task from its sentence: the first clause
// up to a natural end, without the words that only urge.
func titleOf(sentence string) string {
	t := strings.Trim(sentence, " .;:,")
	t = withoutBrackets(t)
	t = withoutGiven(t)
	t = withoutHead(t)
	if utf8.RuneCountInString(t) <= titleLength {
		return capitalise(t)
	}
	clause := t
	for _, b := range boundaries {
		if i := strings.Index(clause, b); i > 0 && utf8.RuneCountInString(clause[:i]) >= 24 {
			clause = clause[:i]
		}
	}
	if utf8.RuneCountInString(clause) > titleLength {
		if short := untilComma(clause); short != "" {
			clause = short
		}
	}
	clause = cutWords(clause, titleLength)
	return capitalise(strings.Trim(clause, " .,;:–-"))
}

// withoutDeadline takes the phrase off the end of a sentence.
func withoutDeadline(t, phrase string) string {
	t = strings.Trim(t, " .;")
	before, ok := strings.CutSuffix(t, phrase)
	if before = strings.Trim(before, " ,"); !ok || phrase == "" || len(strings.Fields(before)) < 4 {
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

// withoutHead drops a booster when at least four words remain.
func withoutHead(t string) string {
	lower := strings.ToLower(t[:cutAt(t, 80)])
	for _, b := range boosters {
		rest, ok := strings.CutPrefix(lower, b+" ")
		if !ok || len(t) <= len(b)+1 {
			continue
		}
		after := t[len(b)+1:]
		if len(strings.Fields(after)) >= 4 && !strings.HasPrefix(rest, "và ") && !strings.HasPrefix(rest, "với ") {
			return after
		}
		return t
	}
	return t
}

// untilComma is the longest beginning of a clause that ends at a comma and is
// no longer than a title, if it still says something.
func untilComma(t string) string {
	best := ""
	for i := range len(t) {
		if t[i] != ',' {
			continue
		}
		n := utf8.RuneCountInString(t[:i])
		if n > titleLength {
			break
		}
		if n >= 36 {
			best = t[:i]
		}
	}
	return best
}

// dangling words do not end a title.
var dangling = wordSet("và|của|các|những|cho|về|với|theo|trong|tại|để|có|được|là|do|từ|đến|việc|hoặc|ở|vào|bằng|trên|một|số|công|bộ|sự|đối|cán|qua|phải|không|như|khi|cơ|cá|bao|đặc")

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
	t = t[:at]
	for {
		last := lastWord(t)
		if !dangling[strings.ToLower(strings.Trim(last, ",;"))] || len(last) == len(t) {
			return t
		}
		t = strings.TrimRight(t[:len(t)-len(last)], " ,;")
	}
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
		longer := capitalise(cutWords(strings.Trim(t.Text, " .;"), titleLength))
		if seen[longer] == 0 && longer != "" {
			t.Title = longer
		} else {
			t.Title = cutWords(t.Title, titleLength-len(t.Code)-3) + " (" + t.Code + ")"
		}
		seen[t.Title]++
	}
}
