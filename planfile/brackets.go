package planfile

import (
	"regexp"
	"strings"

	"dondoc/viet"
)

// bracketUnits are the names in the last bracket of an item that holds nothing
// else, before the time that the item ends in. A unit alone in a bracket does
// the work, or is where it is done: bracketLeads tells them apart.
func bracketUnits(t, phrase string) []string {
	for range 2 {
		inside, ok := lastBracket(t)
		switch {
		case !ok:
			t = strings.TrimRight(withoutDeadline(t, phrase), " .;,-–:")
		case isTime(inside):
			t = withoutBracket(strings.TrimRight(t, " .;,"))
		case !isUnit(inside):
			return nil
		default:
			return splitUnits(inside)
		}
	}
	return nil
}

// whoAndWhen parts what stands in a bracket, or behind a label, into those who do
// the work and the time of it, which is the longest tail behind a stop that is a
// time: "Khoa Nhi, Khoa Sản; quý II, quý III".
func whoAndWhen(v string) (who, phrase string, ok bool) {
	for i := 1; i < len(v); i++ {
		if v[i] != ',' && v[i] != ';' {
			continue
		}
		if tail := value(v[i+1:]); isTime(tail) {
			return v[:i], tail, true
		}
	}
	return v, "", false
}

// whoAndUnclear parts them where the time is one that nobody understands: "Phòng
// Vật tư; theo tiến độ của dự án".
func whoAndUnclear(v string) (who, phrase string, ok bool) {
	i := strings.LastIndexByte(v, ';')
	if i <= 0 {
		return v, "", false
	}
	tail := value(v[i+1:])
	first := strings.ToLower(nextWord(tail))
	return v[:i], tail, !isUnit(tail) && (timeWords[first] || unclearTimes[first] || weekdayFirst.MatchString(tail)) && !together.MatchString(tail)
}

// weekdayFirst begins another: "sáng thứ Bảy tuần cuối hằng tháng".
var weekdayFirst = regexp.MustCompile(`(?i)^(?:(?:buổi )?(?:sáng|chiều|tối) )?thứ \p{L}`)

// unclearTimes begin what stands in the place of a time and is none.
var unclearTimes = wordSet("theo|sau|khi|tùy|tuỳ|đợt|tuần|đầu|cuối|giữa|dịp|ngày|tháng|quý|năm")

// saysWho says that a text is nothing but units, or units with what they do.
func saysWho(t string) bool { return isUnit(t) || !spokenFacts(t).none() }

// A document that ends so many of its items in a unit in brackets, and at least
// half of them, says so who does them.
const fewestBrackets = 3

// atPlace begins work that is done to the unit behind it as often as by it.
var atPlace = wordSet("kiểm tra|thanh tra|giám sát|sửa chữa|cải tạo|nâng cấp|lắp đặt|trang bị|mua sắm|khảo sát|thay|lắp|xây|cấp|phúc tra|hỗ trợ|đầu tư|bố trí|điều động|luân chuyển|kiện toàn")

// doerNouns are what the parts of an office are called that work for all of it,
// so that nothing is done in them as in a ward or a school.
var doerNouns = []string{"phòng", "văn phòng", "ban", "bộ phận", "tổ", "hội", "đoàn", "công đoàn", "công an", "thanh tra", "mặt trận", "kế toán", "văn thư", "p. ", "p.", "vp", "bch", "bql"}

// bracketLeads makes the units in the brackets of tasks their leads: all of them
// where that is the custom of the document, else those of which nobody would
// think that the work is done there. The others stay suggestions.
func (r *reader) bracketLeads() {
	alone := 0
	doers := map[string]bool{}
	for _, t := range r.doc.Tasks {
		if ownBracket(t) {
			alone++
		}
		for _, u := range append(t.Lead[:len(t.Lead):len(t.Lead)], t.Support...) {
			doers[viet.Fold(u)] = true
		}
	}
	custom := alone >= fewestBrackets && alone*2 >= len(r.doc.Tasks)
	for i := range r.doc.Tasks {
		t := &r.doc.Tasks[i]
		if !ownBracket(*t) {
			continue
		}
		var lead []string
		for _, s := range t.Suggested {
			if isDefinite(s.Unit) && (custom || !isAtPlace(t.Text) && (beginsAny(s.Unit, doerNouns) || doers[viet.Fold(s.Unit)])) {
				lead = append(lead, s.Unit)
			}
		}
		if len(lead) == len(t.Suggested) {
			t.Lead, t.Support, t.Suggested = lead, without(t.Support, lead), nil
		}
	}
}

// ownBracket says that the units suggested for a task stand in its own bracket.
func ownBracket(t Task) bool {
	return len(t.Lead) == 0 && len(t.Suggested) > 0 && t.Suggested[0].Clause == t.Code
}

func isAtPlace(t string) bool {
	words := strings.Fields(strings.ToLower(t[:cutAt(t, 60)]))
	return len(words) > 1 && (atPlace[words[0]] || atPlace[words[0]+" "+words[1]])
}

// partNouns are what the parts of an office are called, and few other bodies.
var partNouns = []string{"phòng", "văn phòng", "ban", "khoa", "tổ", "bộ phận", "đội", "p. ", "p.", "vp"}

// beginsAny says that the name of a unit begins with one of some nouns; those of
// capitals only and with a point may be stuck to what follows.
func beginsAny(unit string, nouns []string) bool {
	lower := strings.ToLower(unit)
	for _, noun := range nouns {
		if rest, ok := strings.CutPrefix(lower, noun); ok && (endsWord(rest) || strings.HasSuffix(noun, ".") || startsShort(unit)) {
			return true
		}
	}
	return false
}
