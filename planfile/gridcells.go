package planfile

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"dondoc/planfile/chars"
	"dondoc/viet"
	"dondoc/workday"
)

// ditto says that a cell only refers to the one above: "nt", "như trên", marks.
func ditto(text string) bool {
	switch strings.Join(strings.Fields(viet.Fold(strings.Trim(text, " .()-–\n"))), " ") {
	case "nt", "n/t", "n / t", "n.t", "nhu tren", "nhu dong tren", "nhu muc tren", "nhu o tren", "nhu hang tren", "idem", "''", `"`, "''''", "〃", "“", "”", "“”", ",,", "//":
		return true
	}
	return false
}

// noValue says that a cell holds a mark for nothing.
func noValue(text string) bool {
	return strings.Trim(text, " -–—.…/_*\n") == "" || strings.EqualFold(strings.TrimSpace(text), "không")
}

// ticked says that a cell of a month or quarter is marked.
func ticked(text string) bool {
	switch strings.ToLower(strings.Trim(chars.Squeeze(text), ".()[]")) {
	case "x", "×", "✓", "✔", "v", "√", "●", "■", "▪", "+", "*", "•", "o", "xx", "xxx", "ü", "þ", "☑", "✗", "✕", "☒", "█", "►", "▬", "→", "-->", "->":
		return true
	}
	return false
}

// cellText is the text of a cell on one line.
func cellText(text string) string {
	if !strings.ContainsRune(text, '\n') {
		return chars.Squeeze(text)
	}
	return joinLines(cellLines(text))
}

func cellLines(text string) []string {
	var lines []string
	for l := range strings.SplitSeq(text, "\n") {
		if l = chars.Squeeze(l); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// roleTag is what a unit does, in brackets or behind a dash after its name.
var roleTag = regexp.MustCompile(`(?i)\s*(?:\((?:đơn vị |cơ quan )?(chủ trì|phối hợp|CT|PH)\)|[-–:]\s*(chủ trì|phối hợp)\s*$)`)

// afterTag is what parts two names behind such brackets.
var afterTag = regexp.MustCompile(`(?i)\(((?:đơn vị |cơ quan )?(?:chủ trì|phối hợp|CT|PH))\)\s*,`)

// shortLabel is a label of one letter pair at the head of a line.
var shortLabel = regexp.MustCompile(`(?m)(^|[;,] ?)\s*[-+•]?\s*(CT|PH|Ct|Ph)\s*:`)

var longLabels = map[string]string{"ct": "Chủ trì:", "ph": "Phối hợp:"}

// withLabels writes "CT:" and "PH:" out.
func withLabels(text string) string {
	return shortLabel.ReplaceAllStringFunc(text, func(m string) string {
		parts := shortLabel.FindStringSubmatch(m)
		return parts[1] + longLabels[strings.ToLower(parts[2])]
	})
}

// leadCell reads the cell of those who lead. It may say who helps as well.
func leadCell(text string) (f facts) {
	helping := false // a label has said that those who follow help
	for _, piece := range unitPieces(afterTag.ReplaceAllString(withLabels(text), "($1);")) {
		if m := roleTag.FindStringSubmatchIndex(piece); m != nil && m[0] > 0 {
			tag := strings.ToLower(roleTag.FindStringSubmatch(piece)[0])
			names := unitNames(piece[:m[0]] + piece[m[1]:])
			if strings.Contains(tag, "ph") && !strings.Contains(tag, "chủ") {
				f.support = append(f.support, names...)
			} else {
				f.lead = append(f.lead, names...)
			}
			continue
		}
		if _, g := labelledFacts(piece); !g.none() {
			f.add(g)
			helping = len(g.support) > 0
			continue
		}
		rest, helps := cutHead(piece, "phối hợp:", "phối hợp với", "phối hợp")
		if helping = helping || helps; helping {
			f.support = append(f.support, unitNames(rest)...)
			continue
		}
		f.add(namedLead(piece))
	}
	f.lead, f.support = dedupe(f.lead), dedupe(f.support)
	return f
}

// namedLead reads a piece without a label: names, or "Phòng A chủ trì, phối hợp
// với Phòng B".
func namedLead(piece string) facts {
	if rest, ok := cutHead(piece, "giao ", "phân công "); ok {
		piece = rest
	}
	lower := strings.ToLower(piece)
	if strings.Contains(lower, "phối hợp") || strings.Contains(lower, "chủ trì") {
		return leadValue(piece)
	}
	return facts{lead: unitNames(piece)}
}

// supportCell reads the cell of those who help.
func supportCell(text string) []string {
	var names []string
	for _, piece := range unitPieces(text) {
		for _, head := range []string{"phối hợp:", "phối hợp với", "phối hợp", "đơn vị phối hợp:", "cơ quan phối hợp:"} {
			if rest, ok := cutHead(piece, head); ok {
				piece = rest
				break
			}
		}
		names = append(names, unitNames(roleTag.ReplaceAllString(piece, ""))...)
	}
	return dedupe(names)
}

// bothCell reads a cell under "Chủ trì, phối hợp": by its labels and tags, or by
// the stroke of its header. Without them nobody can tell who leads of several.
func bothCell(text string) facts {
	f := leadCell(text)
	if inside, ok := lastBracket(cellText(text)); len(f.support) > 0 || len(f.lead) < 2 && !(ok && startsUnit(inside)) {
		return f
	}
	if lower := strings.ToLower(text); strings.Contains(lower, "chủ trì") {
		return f
	}
	if inside, ok := lastBracket(cellText(text)); ok && mayBeUnit(inside) {
		return facts{lead: unitNames(withoutBracket(cellText(text))), support: unitNames(inside)}
	}
	if halves := strings.Split(cellText(text), "/"); len(halves) == 2 {
		return facts{lead: unitNames(halves[0]), support: unitNames(halves[1])}
	}
	return facts{unclear: cellText(text)}
}

func cutHead(t string, heads ...string) (string, bool) {
	lower := strings.ToLower(t)
	for _, h := range heads {
		if strings.HasPrefix(lower, h) {
			return strings.Trim(t[len(h):], " :-–"), true
		}
	}
	return t, false
}

// listMark is what stands before a name in a list of names.
var listMark = regexp.MustCompile(`^(?:[-–+*•▪●]\s*|\(?\d{1,2}[.)]\s+|[a-eđ]\)\s*)`)

// unitPieces cuts a cell with names into the lines that begin one, those that
// only go on joined, and at semicolons.
func unitPieces(text string) []string {
	var pieces []string
	for _, l := range cellLines(text) {
		marked := listMark.ReplaceAllString(l, "")
		switch n := len(pieces); {
		case n == 0 || marked != l || beginsUnitLine(pieces[n-1], l):
			pieces = append(pieces, marked)
		default:
			pieces[n-1] = joinLines([]string{pieces[n-1], l})
		}
	}
	var out []string
	for _, p := range pieces {
		for piece := range strings.SplitSeq(p, ";") {
			if piece = strings.Trim(piece, " ,.;"); piece != "" && !noValue(piece) {
				out = append(out, piece)
			}
		}
	}
	return out
}

// beginsUnitLine says that a line of a cell begins another name than the one on
// the line before it.
func beginsUnitLine(before, l string) bool {
	switch {
	case strings.HasSuffix(before, ";"), isLabel(l):
		return true
	case startsLower(l) && !startsUnit(capitalise(l)), strings.HasSuffix(before, ":"):
		return false
	case strings.HasSuffix(before, "-"), strings.HasSuffix(before, "–"), strings.HasSuffix(strings.ToLower(before), " và"), strings.HasPrefix(l, "-"), strings.HasPrefix(l, "("):
		return false
	case strings.HasSuffix(before, ","):
		return true
	}
	lower := strings.ToLower(l)
	return startsUnit(l) || isShortName(l) && isShortName(before) || strings.HasPrefix(lower, "phối hợp") || strings.HasPrefix(lower, "chủ trì")
}

// isShortName recognises the abbreviation of a unit: "TCHC", "P.KHTC", "KH-TC".
func isShortName(t string) bool {
	if len(t) > 16 || strings.ContainsRune(t, ' ') && !startsShort(t) {
		return false
	}
	t = strings.TrimPrefix(strings.TrimPrefix(t, "P."), "TT.")
	upper := 0
	for _, r := range t {
		switch {
		case r >= 'A' && r <= 'Z' || r == 'Đ' || r == 'Ư' || r == 'Ơ':
			upper++
		case strings.ContainsRune("-–.& ", r) || r >= '0' && r <= '9':
		default:
			return false
		}
	}
	return upper >= 2
}

// unitNames cuts the names in a piece of a cell: as in a sentence, and between
// abbreviations at any comma, stroke or plus.
func unitNames(piece string) []string {
	if namesNobody(piece) {
		return nil
	}
	var names []string
	for _, name := range splitUnits(piece) {
		parts := strings.FieldsFunc(name, func(r rune) bool { return r == ',' || r == '/' || r == '+' })
		apart := len(parts) > 1
		for i, p := range parts {
			p = strings.TrimSpace(p)
			apart = apart && (isShortName(p) || startsUnit(p) || i == 0 && p != "" && isShortName(cleanUnit(parts[1])))
			parts[i] = cleanUnit(p)
		}
		switch {
		case apart:
			names = append(names, parts...)
		case len(parts) > 1 && sameNoun(name):
			for p := range strings.SplitSeq(name, ",") {
				names = append(names, cleanUnit(p))
			}
		default:
			names = append(names, cleanUnit(name))
		}
	}
	return dedupe(names)
}

// sameNoun says that commas part names that all begin with the same two words:
// "Chi hội thôn 1, chi hội thôn 2".
func sameNoun(list string) bool {
	first := ""
	for p := range strings.SplitSeq(list, ",") {
		words := strings.Fields(strings.ToLower(p))
		if len(words) < 3 {
			return false
		}
		head := words[0] + " " + words[1]
		if first != "" && head != first {
			return false
		}
		first = head
	}
	return true
}

// dueCell words the phrase of a deadline that a cell states, with what the
// header of its column says of it: under "Quý", "II" is "Quý II".
func dueCell(k column, c cell) string {
	before := ""
	header := viet.Fold(k.name)
	if strings.Contains(header, "truoc ngay") || strings.HasSuffix(header, " truoc") {
		before = "trước ngày "
	}
	if c.date != 0 {
		y, m, d := c.date.Civil()
		return before + fmt.Sprintf("%02d/%02d/%d", d, m, y)
	}
	phrase := duePhrase(cellLines(c.text))
	if isTime(phrase) {
		if before != "" && phrase[0] >= '0' && phrase[0] <= '9' && strings.Count(phrase, "/") > 0 {
			return before + phrase
		}
		return phrase
	}
	for _, unit := range []struct{ word, name string }{{"quy", "Quý "}, {"thang", "Tháng "}, {"nam", "Năm "}} {
		if hasWords(header, unit.word) && isTime(unit.name+phrase) && startsNumber(phrase) {
			return unit.name + phrase
		}
	}
	return phrase
}

// startsNumber says that a phrase begins with a figure or a Roman numeral.
func startsNumber(t string) bool {
	first := strings.FieldsFunc(t, func(r rune) bool { return strings.ContainsRune(" ,/-–;", r) })
	return len(first) > 0 && (isDigits(first[0]) || romanValue(first[0]) > 0)
}

// duePhrase joins the lines of a cell: as one phrase, or as a list of them.
func duePhrase(lines []string) string {
	for i := range lines {
		lines[i] = strings.Trim(listMark.ReplaceAllString(lines[i], ""), " ;,.")
	}
	phrase := joinLines(lines)
	if len(lines) > 1 && !isTime(phrase) {
		if list := strings.Join(lines, ", "); isTime(list) {
			return list
		}
	}
	return phrase
}

// isSerial says that a text is the number by which a workbook keeps a day of
// 2015 to 2045, and shows it as a number.
func isSerial(text string) (workday.Date, bool) {
	if len(text) != 5 || !isDigits(text) {
		return 0, false
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 42005 || n > 53000 {
		return 0, false
	}
	return serialDate(n), true
}

// serialDate is the day that a workbook keeps as a number of days since the end
// of 1899, in its usual calendar.
func serialDate(n int) workday.Date { return workday.Of(1899, 12, 30).Add(n) }
