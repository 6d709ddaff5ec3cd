package planfile

import (
	"regexp"
	"strings"
)

var (
	withOthers = regexp.MustCompile(`(?i)[;,.(]?\s*(?:chủ trì[;,]?\s*)?(?:và )?phối hợp (?:với |cùng |cùng với )`)
	withAnyone = regexp.MustCompile(`(?i)[;,.(]?\s*(?:chủ trì[;,]?\s*)?(?:và )?phối hợp (?:với |cùng với |cùng )?`)
	given      = regexp.MustCompile(`(?:^|[.;(,]\s*)(?:[Gg]iao|[Pp]hân công) (?:cho )?`)
	leading    = regexp.MustCompile(`^(?:làm đầu mối,?|là đầu mối,?|là đơn vị|làm|chịu trách nhiệm)?\s*(?:chủ trì|phụ trách)|^chịu trách nhiệm(?: chính| chủ trì| thực hiện|$|[.;)])`)
	leadsAtEnd = regexp.MustCompile(`^(?:làm đầu mối,? |chịu trách nhiệm )?(?:chủ trì|phụ trách)(?: thực hiện| chính)?\s*(?:$|[.;,)\]])`)
	alongside  = regexp.MustCompile(`^[,;]?\s*(?:và )?(?:phối hợp|chủ trì phối hợp)(?: chặt chẽ)? (?:với |cùng |cùng với )?`)
	leadsHere  = regexp.MustCompile(`^[Cc]hủ trì(?:,| và)? phối hợp(?: chặt chẽ)? (?:với |cùng |cùng với )`)
	doesIt     = regexp.MustCompile(`^(?:tổ chức |chịu trách nhiệm |trực tiếp )?(?:thực hiện|triển khai|triển khai thực hiện|tham mưu thực hiện|tham mưu|đảm nhiệm)(?: thường xuyên)?\s*(?:$|[.;),])`)
	helps      = regexp.MustCompile(`^\s*(?:cùng )?phối hợp\s*(?:$|[.;,)(]|thực hiện)`)
	helpsIn    = regexp.MustCompile(`^\s*(?:cùng )?phối hợp(?:\s|$|[.;,)(])`)
	byUnit     = regexp.MustCompile(`[ (]do `)
	joins      = regexp.MustCompile(`(?i)^(?:tham gia|tham dự|phối hợp|cử |đề nghị|theo |thực hiện kết luận)`)
)

// spokenFacts reads what the sentences of a task themselves state: "Giao Phòng
// A chủ trì, phối hợp với Phòng B …", "Phòng A chủ trì …", "… do Phòng A chủ
// trì", "(Phòng A chủ trì; Phòng B phối hợp)".
func spokenFacts(t string) (f facts) {
	for _, at := range given.FindAllStringIndex(t, 8) {
		if g, ok := leadAt(t[at[1]:], true); ok {
			f.add(g)
		}
	}
	for _, at := range clauseStarts(t) {
		if len(f.lead) > 0 {
			break
		}
		if g, ok := leadAt(t[at:], false); ok {
			f.add(g)
		}
	}
	if len(f.lead) == 0 {
		f.add(assigned(t))
	}
	for _, at := range byUnit.FindAllStringIndex(t, 8) {
		if len(f.lead) > 0 || joins.MatchString(t) {
			break
		}
		name, rest := unitBefore(t[at[1]:], leading)
		if !leadsAtEnd.MatchString(rest) && !doesIt.MatchString(rest) {
			name, rest = unitBefore(t[at[1]:], doesIt) // "do các đội sản xuất thực hiện"
		}
		if name != "" && (leadsAtEnd.MatchString(rest) || doesIt.MatchString(rest)) {
			f.lead = splitUnits(name)
		}
	}
	if at := leadsHere.FindStringIndex(t); at != nil {
		others, _ := cutUnit(t[at[1]:])
		f.add(facts{support: splitUnits(others)})
	} else {
		f.add(facts{support: helpersAtHead(t, nil)})
	}
	if inside, ok := lastBracket(t); ok && len(f.support) == 0 {
		if helper, ok := cutRole(inside, " phối hợp", " cùng phối hợp", " phối hợp thực hiện"); ok && isUnit(helper) {
			f.support = splitUnits(helper)
		}
	}
	if len(f.support) == 0 {
		f.support = helpersInClause(t)
	}
	return f
}

// givenBelow reads a sentence that gives the items under it to somebody: "Giao Phòng
// A chủ trì:", "Giao Phòng B:".
func givenBelow(t string) facts {
	if !strings.HasSuffix(t, ":") {
		return facts{}
	}
	if at := given.FindStringIndex(t); at != nil && at[0] == 0 && isUnit(trimTitle(t[at[1]:])) {
		return facts{lead: splitUnits(trimTitle(t[at[1]:]))}
	}
	return spokenFacts(t)
}

// helpersInClause are those of whom a clause says nothing but that they help: "…;
// Văn phòng phối hợp."
func helpersInClause(t string) []string {
	for _, at := range clauseStarts(t) {
		if at == 0 {
			continue
		}
		if at > 1 && t[at-2] == ';' {
			if units := helpersAtHead(t[at:], nil); len(units) > 0 {
				return units
			}
			if units := onlyHelpers(t[at:]); len(units) > 0 {
				return units
			}
			if name, rest := unitBefore(t[at:], helpsIn); name != "" && helpsIn.MatchString(rest) && !together.MatchString(strings.TrimLeft(rest, " ")) && isUnit(name) {
				return splitUnits(name) // "…; các phòng, đơn vị phối hợp cung cấp số liệu"
			}
		}
		if name, rest := unitBefore(t[at:], helps); name != "" && helps.MatchString(rest) && isUnit(name) {
			return splitUnits(name)
		}
	}
	return nil
}

// onlyHelpers are the units of a clause that names nobody and nothing else: "…; phối
// hợp với Đoàn Thanh niên."
func onlyHelpers(t string) []string {
	at := withInner.FindStringIndex(t)
	if at == nil {
		return nil
	}
	names, rest := cutUnit(t[at[1]:])
	if end := strings.TrimRight(t[:len(t)-len(rest)], " "); names == "" || rest != "" && !strings.HasSuffix(end, ".") && !strings.HasSuffix(end, ";") || !isUnit(names) {
		return nil
	}
	units := splitUnits(names)
	for _, u := range units {
		if !isDefinite(u) && !isPartner(u) { // a verb may be in it that nobody knows
			return nil
		}
	}
	return units
}

// assigned reads the units that a sentence gives its work to without a verb for
// it: before a colon at its head, "Khoa Nhi: mở đơn nguyên sơ sinh", as its
// subject, and beside a time in its last bracket, "(Khoa Dược, hằng tuần)".
func assigned(t string) (f facts) {
	if head, rest, ok := strings.Cut(t, ": "); ok && len(head) <= longestLabel && isUnit(head+":") && isDefinite(head) && (startsLower(rest) || beginsWithVerb(rest) || readsOn(rest)) {
		return facts{lead: splitUnits(head)}
	}
	if f := subjectFacts(behindTime(t)); len(f.lead) > 0 {
		return f
	}
	if i := strings.LastIndex(t, ". "); i > 0 && doesTogether.MatchString(t[i:]) {
		if f := subjectFacts(t[i+len(". "):]); len(f.lead) > 0 && len(f.support) > 0 {
			return f
		}
	}
	if at := partLabel.FindStringIndex(t); at != nil {
		if f := subjectFacts(t[at[1]:]); len(f.lead) > 0 {
			return f
		}
	}
	inside, ok := lastBracket(t)
	if !ok {
		return tailLead(t)
	}
	who, _, timed := whoAndWhen(inside)
	if !timed {
		who, _, timed = whoAndUnclear(inside)
	}
	if with := withAnyone.FindStringIndex(who); timed && with != nil && isUnit(who[:with[0]]) && isUnit(who[with[1]:]) {
		return facts{lead: splitUnits(who[:with[0]]), support: splitUnits(who[with[1]:])}
	}
	if timed && isUnit(strings.TrimSpace(who)) {
		f.lead = splitUnits(who) // who reads the sentence's own time reads the one in the bracket
	}
	return f
}

// doesTogether is a last sentence that only says who does the work with whom: "Phòng A
// phối hợp với Phòng B thực hiện trong quý II."
var doesTogether = regexp.MustCompile(`^\. \p{Lu}[^.]*\sphối hợp\s[^.]*\s(?:tổ chức |triển khai )?(?:thực hiện|triển khai)(?:\s(?:trong|từ|trước|thường|vào|định|hằng|hàng|chậm)\s[^.]*)?\.?$`)

// behindTime is a sentence without the time that it begins with: "Mỗi tháng một lần,
// Chi đoàn tổ chức …".
func behindTime(t string) string {
	if i := strings.Index(t, ", "); i > 0 && i <= longestLabel && startsUpper(t[i+len(", "):]) && isTime(t[:i]) {
		return t[i+len(", "):]
	}
	return t
}

// partLabel names a part of the work above, before who does it: "Giai đoạn 1 (12
// cái): Công an phường lắp xong …".
var partLabel = regexp.MustCompile(`^(?:Giai đoạn|Đợt|Bước|Phần|Khu vực|Cụm|Tuyến|Gói)\s[^.;:]{0,60}:\s`)

// clauseStops part the clauses at the end of an item.
var clauseStops = []string{" - ", " – ", "; ", ": "}

// tailLead reads the units of an item that ends in them and a time, each as a clause
// of its own: "Rà soát chuẩn đầu ra - Tổ Chương trình - Tháng 4".
func tailLead(t string) (f facts) {
	t = strings.TrimRight(t, " .;,")
	if i := strings.LastIndex(t, ": "); i > 0 {
		if who, _, ok := whoAndWhen(t[i+len(": "):]); ok && isUnit(who) && isDefinite(splitUnits(who)[0]) {
			return facts{lead: splitUnits(who)} // "…: Phòng Tổ chức - Lao động, xong 28/2"
		}
	}
	timed := false
	for range 4 {
		at := -1
		for _, stop := range clauseStops {
			at = max(at, strings.LastIndex(t, stop))
		}
		if at <= 0 {
			return f
		}
		tail := strings.Trim(t[at:], " -–;:.")
		if timed {
			tail, _ = cutRole(tail, " chủ trì", " thực hiện", " phụ trách")
		}
		switch {
		case timed && isUnit(tail) && isDefinite(splitUnits(tail)[0]):
			f.lead = splitUnits(withDashes(t[:at+strings.Index(t[at:], tail)+len(tail)], tail))
			return f
		case isTime(tail), isTime(withoutLabel(tail)), finishing.MatchString(nextTwo(tail)), beginsTime(tail) && len(strings.Fields(tail)) < 8:
			timed = true
		case timed && startsUpper(tail) && len(strings.Fields(tail)) <= 3: // the end of "Phòng Văn hóa - Xã hội"
			if before := strings.LastIndex(t[:at], " - "); before > 0 && isUnit(strings.Trim(t[before:], " -")) {
				f.lead = splitUnits(strings.Trim(t[before:], " -"))
			}
			return f
		default:
			return f
		}
		t = strings.TrimRight(t[:at], " .;,")
	}
	return f
}

// withDashes is the name that a text ends in, where a dash inside of it parts off a
// name of its own: "Phòng Tài chính - Kế toán".
func withDashes(t, tail string) string {
	t = strings.TrimRight(t, " -–;:.")
	from := 0
	for _, stop := range []string{"; ", ": "} {
		if i := strings.LastIndex(t, stop); i >= 0 && i+len(stop) < len(t)-len(tail) {
			from = max(from, i+len(stop))
		}
	}
	for from < len(t)-len(tail) {
		if whole := strings.Trim(t[from:], " -–"); isUnit(whole) {
			return whole
		}
		i := strings.Index(t[from:], " - ")
		if i < 0 {
			break
		}
		from += i + len(" - ")
	}
	return tail
}

func nextTwo(t string) string {
	words := strings.Fields(t)
	return strings.Join(words[:min(2, len(words))], " ")
}

// readsOn tells a sentence from a name: its second word is small.
func readsOn(t string) bool {
	words := strings.Fields(t)
	return len(words) > 3 && startsLower(words[1])
}

// mostClauses is how many clauses of a text are looked at.
const mostClauses = 60

// clauseStarts lists where a clause with a subject of its own may begin: at the
// head, after a stop and in a bracket, and after a comma unless the clause
// before it lists those who help.
func clauseStarts(t string) []int {
	starts := []int{0}
	helping := strings.Contains(strings.ToLower(t[:cutAt(t, 20)]), "phối hợp")
	for i := 1; i < len(t)-1 && len(starts) < mostClauses; i++ {
		switch t[i-1] {
		case '(', '[':
			helping = false
			starts = append(starts, i)
		case ' ':
			if i < 2 {
				continue
			}
			switch t[i-2] {
			case '.', ';', ':':
				helping = strings.HasPrefix(strings.ToLower(t[i:]), "phối hợp")
				starts = append(starts, i)
			case ',':
				if !helping {
					starts = append(starts, i)
				}
				helping = helping || strings.HasPrefix(t[i:], "phối hợp")
			}
		}
	}
	return starts
}

// leadAt reads a unit at the head of t that is said to lead, or to do all of
// it; after "giao" any verb will do.
func leadAt(t string, anyVerb bool) (f facts, ok bool) {
	name, rest := unitBefore(t, leading)
	if name == "" || len(name) > 200 {
		return f, false
	}
	at := leading.FindStringIndex(rest)
	if at == nil {
		if !doesIt.MatchString(rest) && (!anyVerb || strings.TrimSpace(rest) == "") {
			return f, false
		}
		f.lead = splitUnits(name)
		if with := alongside.FindStringIndex(rest); with != nil {
			others, _ := cutUnit(rest[with[1]:])
			f.support = splitUnits(others)
		} else if others, ok := strings.CutPrefix(rest, "phối hợp "); ok && startsUnit(others) {
			others, _ = cutUnit(others)
			f.support = splitUnits(others)
		}
		return f, true
	}
	if strings.HasSuffix(rest[:at[1]], "phụ trách") && !leadsAtEnd.MatchString(rest) {
		return f, false // "Phó Giám đốc phụ trách chuyên môn"
	}
	f.lead = splitUnits(name)
	rest = rest[at[1]:]
	if with := alongside.FindStringIndex(rest); with != nil {
		others, _ := cutUnit(rest[with[1]:])
		f.support = splitUnits(others)
	} else if others, after := unitBefore(strings.TrimLeft(rest, " ,;"), helpsIn); others != "" && (helps.MatchString(after) || helpsIn.MatchString(after) && !together.MatchString(after)) {
		f.support = splitUnits(others)
	}
	return f, true
}

// nameVerbs is how many words from what looks like a verb on may belong to a
// name: "Tổ Khoa học tự nhiên", "Ban Quản lý dự án đầu tư xây dựng".
const nameVerbs = 3

// unitBefore cuts a unit from the head of t. What looks like a verb belongs to
// the name when what verb reads follows soon.
func unitBefore(t string, verb *regexp.Regexp) (name, rest string) {
	name, rest = cutUnit(t)
	if name == "" || verb.MatchString(rest) {
		return name, rest
	}
	at := len(t) - len(rest)
	for n := 0; n < nameVerbs && at < len(t); n++ {
		word := nextWord(t[at:])
		next := at + strings.Index(t[at:], word) + len(word)
		if strings.ContainsAny(word, ",.;:()") {
			break
		}
		if at = next; verb.MatchString(strings.TrimLeft(t[at:], " ")) {
			return strings.Trim(t[:at], " "), strings.TrimLeft(t[at:], " ")
		}
	}
	return name, rest
}

// withoutBracket is a text without the brackets that end it.
func withoutBracket(t string) string {
	if _, ok := lastBracket(t); ok {
		return strings.TrimRight(t[:strings.LastIndexByte(t, '(')], " ")
	}
	return t
}

// lastBracket is what stands in brackets at the end of a sentence.
func lastBracket(t string) (string, bool) {
	t = strings.TrimRight(t, " .;,")
	if !strings.HasSuffix(t, ")") {
		return "", false
	}
	i := strings.LastIndexByte(t, '(')
	if i <= 0 {
		return "", false
	}
	return strings.TrimSpace(t[i+1 : len(t)-1]), true
}

func firstSentence(t string) string {
	if i := strings.Index(t, ". "); i >= 0 {
		return t[:i]
	}
	return t
}
