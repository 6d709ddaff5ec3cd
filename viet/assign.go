package viet

import "strings"

// AssignLine is one line with which the office gives tasks to units, as
// "3.2: P. KHTC, P. NCC; hạn quý II".
type AssignLine struct {
	Line     int           // counted from 1
	Code     string        // the task's code as written; empty with a Problem
	Units    []string      // names as written
	Deadline string        // the phrase as written, for ParseDeadline; may be empty
	Problem  AssignProblem // NoProblem when the line can be used
}

// AssignProblem says why a line cannot be used as it stands.
type AssignProblem string

// The problems.
const (
	NoProblem   AssignProblem = ""
	NoCode      AssignProblem = "no_code"      // the line names no task
	NothingSaid AssignProblem = "nothing_said" // a code, but neither unit nor deadline
)

// ParseAssign reads lines of "code units[, deadline]". Units are separated by
// commas, "và" or "+"; the deadline is what follows "hạn", or the parts at the
// end that ParseDeadline understands. A line with several tasks is cut at its
// semicolons. Empty lines are left out; a line that
// cannot be used has a Problem and is never guessed at.
func ParseAssign(text string) []AssignLine {
	var list []AssignLine
	for n, line := range strings.Split(Clean(text), "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		for _, part := range assignLines(line) {
			a := assignLine(part)
			a.Line = n + 1
			list = append(list, a)
		}
	}
	return list
}

// assignLines cuts a line at each semicolon after which another task's code
// stands, with something to say of it.
func assignLines(line string) []string {
	tokens := tokenize(line)
	var out []string
	start := 0
	for k, t := range tokens {
		if t.fold != ";" {
			continue
		}
		code, n := codeAt(tokens, k+1)
		if next := tokenAt(tokens, k+1+n); n > 0 && strings.Contains(code, ".") && k+1+n < len(tokens) && next.fold != ";" {
			out = append(out, line[start:t.start])
			start = t.end
		}
	}
	return append(out, line[start:])
}

func assignLine(line string) AssignLine {
	tokens := tokenize(line)
	i := 0
	for i < len(tokens) && tokens[i].kind == punct {
		i++ // "- 3.2 …"
	}
	i = afterTaskWords(tokens, i)
	code, n := codeAt(tokens, i)
	if n == 0 {
		return AssignLine{Problem: NoCode}
	}
	i += n
	for i < len(tokens) && strings.ContainsAny(tokens[i].fold, ":.)-–") {
		i++
	}
	a := AssignLine{Code: code}
	parts := assignParts(line, tokens[i:])
	for k, p := range parts {
		if strings.TrimSpace(p) == "" {
			continue
		}
		if dueWords(tokenize(p)) > 0 {
			if rest, ok := afterDue(strings.Join(parts[k:], "")); ok {
				a.Deadline = rest
				break
			}
		}
		if len(parts)-k <= longestPhrase {
			if phrase := strings.TrimSpace(strings.Join(parts[k:], "")); isDeadline(phrase) {
				a.Deadline = phrase
				break
			}
		}
		if name := strings.Trim(p, " ,;"); name != "" {
			a.Units = append(a.Units, name)
		}
	}
	if len(a.Units) == 0 && a.Deadline == "" {
		a.Problem = NothingSaid
	}
	return a
}

// assignParts cuts the text of tokens after each comma and semicolon, at "và",
// "+", and before "hạn"; the marks stay at the end of their part.
func assignParts(line string, tokens []token) []string {
	var parts []string
	if len(tokens) == 0 {
		return nil
	}
	start := tokens[0].start
	cut := func(at int) {
		if at > start {
			parts = append(parts, line[start:at])
		}
		start = at
	}
	for k, t := range tokens {
		switch {
		case t.fold == "," && tokenAt(tokens, k+1).kind == number && !tokenAt(tokens, k+1).space:
		case t.fold == "," || t.fold == ";":
			cut(t.end)
		case t.kind == punct && (t.fold == "+" || t.fold == "–") && t.space || t.text == "và":
			cut(t.start)
			start = t.end
		case k > 0 && (t.text == "hạn" || t.fold == "han" && t.text == "han" || t.text == "thời" && wordAt(tokens, k+1) == "han"):
			if w := wordAt(tokens, k-1); w != "thoi" {
				cut(t.start)
			}
		}
	}
	cut(tokens[len(tokens)-1].end)
	return parts
}

// longestPhrase is how many parts of a line a deadline may have, as "quý I, 6
// tháng, quý III, năm".
const longestPhrase = 12

// dueWords returns the length of "hạn", "thời hạn" at the start.
func dueWords(tokens []token) int {
	k := 0
	if wordAt(tokens, k) == "thoi" {
		k++
	}
	if wordAt(tokens, k) != "han" || tokens[k].marked() && tokens[k].text != "hạn" {
		return 0
	}
	return k + 1
}

// afterDue returns what follows "hạn", "thời hạn" at the start.
func afterDue(phrase string) (string, bool) {
	tokens := tokenize(phrase)
	k := dueWords(tokens)
	if k == 0 {
		return "", false
	}
	for wordAt(tokens, k) == ":" || wordAt(tokens, k) == "la" {
		k++
	}
	if k >= len(tokens) {
		return "", false
	}
	return strings.Trim(phrase[tokens[k].start:], " ,;."), true
}

// assignYear is any year: whether a phrase is a deadline does not depend on it,
// but for 29 February.
const assignYear = leapYear

func isDeadline(phrase string) bool {
	d := ParseDeadline(strings.Trim(phrase, " ,;."), assignYear)
	return d.Kind != 0
}

// ParseBehalf reads what the office records for a unit: "P. NCC: 3.2 xong, 1.5
// 70%" gives the unit's name as written and the rest. ok is false without a
// name before the colon, and when what stands there is itself a reply.
func ParseBehalf(text string) (unit string, rest string, ok bool) {
	text = Clean(text)
	before, after, found := strings.Cut(text, ":")
	tokens := tokenize(before)
	if !found || strings.TrimSpace(after) == "" || strings.Contains(before, "\n") || len(tokens) == 0 || len(tokens) > longestUnitName {
		return "", text, false
	}
	first := tokens[0]
	if first.kind != word || !hasUnitWord(before) {
		return "", text, false
	}
	return strings.TrimSpace(before), strings.TrimSpace(after), true
}

// longestUnitName is the number of tokens of the longest name read before a
// colon.
const longestUnitName = 14
