package planfile

import (
	"regexp"
	"strings"
	"unicode"

	"dondoc/viet"
)

var (
	together = regexp.MustCompile(`^phối hợp(?: chặt chẽ)? (?:với |cùng |cùng với )`)
	// takesPart is what a subject does that need not lead.
	takesPart = regexp.MustCompile(`^(?:tham gia|tham dự|phối hợp|đề nghị)`)
	// dutyWords stand between a subject and what it does.
	dutyWords = regexp.MustCompile(`^(?:có trách nhiệm|chịu trách nhiệm|phải|sẽ|cần)(?: |$)`)
)

// noWork are the verbs of unitVerbs that say no work of their subject.
var noWork = wordSet("để|nhằm|trong|là|làm|có|chịu|được|phải|cần|sẽ|thu|chi|cấp|giao|in|và theo|đầu mối|phụ trách")

// levelWords follow "cấp" where it is a level, as in "Công an cấp xã".
var levelWords = wordSet("xã|tỉnh|huyện|phường|trên|dưới|cơ|ủy|uỷ|trung|quốc|thành|có|cao|học|thoát|nước|điện|cứu|phòng|sở|bộ|ngành|trường|khoa|1|2|3|i|ii|iii")

// subjectFacts reads the units that a sentence begins with, before what they do:
// "Phòng Kinh tế kiểm tra các hồ, đập", and those who help them in it: "Khoa Dược
// phối hợp với Phòng Điều dưỡng kiểm tra …". Who is named to do a thing is given
// it, unless only a part in it.
func subjectFacts(t string) (f facts) {
	name, rest := cutUnit(t)
	if name == "" || !startsLower(rest) {
		return f
	}
	units := splitUnits(name)
	for _, u := range units {
		if !isDefinite(u) || len(strings.Fields(u)) > longestSubject {
			return f
		}
	}
	if with := together.FindStringIndex(rest); with != nil {
		f.lead = units
		if others, does := cutUnit(rest[with[1]:]); does != "" { // else nobody can tell where their names end
			f.support = splitUnits(others)
		}
		return f
	}
	if takesPart.MatchString(rest) || !isWork(rest) {
		return f
	}
	return facts{lead: units}
}

// withInner begins a sentence that names those who help before what is done.
var withInner = regexp.MustCompile(`^[Pp]hối hợp(?: chặt chẽ)? (?:với |cùng |cùng với )?`)

// helpersAtHead are the parts of the office that a sentence names so: "Phối hợp với
// Phòng Quản lý rủi ro xây dựng danh mục". Bodies outside are what it is about,
// unless they are authorities, or the document gives them work as well (known).
func helpersAtHead(t string, known map[string]bool) []string {
	at := withInner.FindStringIndex(t)
	if at == nil {
		return nil
	}
	names, rest := cutUnit(t[at[1]:])
	if i := strings.Index(names, " về "); i > 0 {
		names, rest = names[:i], names[i:] // what they help with
	}
	if names == "" || rest == "" {
		return nil
	}
	units := splitUnits(names)
	for _, u := range units {
		if !known[u] && (!isDefinite(u) || !beginsAny(u, partNouns) && !isPartner(u)) {
			return nil
		}
	}
	return units
}

// partnerNouns begin the names of authorities and unions that work with an office, and
// seldom are what its work is about.
var partnerNouns = []string{"công an", "đoàn", "hội", "sở", "mặt trận", "ban chỉ huy", "liên đoàn", "ngân hàng", "kho bạc", "trạm y tế", "bảo hiểm xã hội", "ubnd", "ủy ban", "uỷ ban"}

// isPartner says so of a name that is short enough to have no verb in it.
func isPartner(unit string) bool {
	return beginsAny(unit, partnerNouns) && len(strings.Fields(unit)) <= longestSubject
}

// adverbs stand before what a subject does. Where no verb follows them, it stood
// before them, and the name of the unit ends nobody knows where.
var adverbs = regexp.MustCompile(`^(?:(?:(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|năm)|thường xuyên|định kỳ|trực tiếp|chủ động|kịp thời|tiếp tục|nghiêm túc|tự)(?:,? |$))+`)

// isWork says that what follows a subject is work of its own.
func isWork(rest string) bool {
	if at := dutyWords.FindStringIndex(rest); at != nil {
		return !takesPart.MatchString(rest[at[1]:])
	}
	manner := adverbs.FindString(rest)
	if rest = rest[len(manner):]; manner != "" && !startsLower(rest) {
		return false
	}
	first := nextWord(rest)
	two := first + " " + nextWord(rest[strings.Index(rest, first)+len(first):])
	bare := strings.Trim(first, ",;")
	two = strings.Trim(two, ",;")
	if manner != "" && (otherVerbs[two] || otherVerbs[bare]) {
		return true
	}
	if first == "cấp" && !levelWords[strings.Trim(strings.TrimPrefix(two, "cấp "), ".")] {
		return true // it issues something
	}
	return !noWork[two] && (unitVerbs[two] || unitVerbs[bare] && !noWork[bare])
}

// longestSubject is how many words a unit has at most that is the subject of a
// sentence.
const longestSubject = 9

// soleUnits are those that an office has one of, so that their noun names them
// (folded).
var soleUnits = wordSet("van phong|thanh tra|cong doan|cong doan co so|chi doan|doan doi|doan truong|doan thanh nien|chi uy|dang uy|tinh doan|ban chap hanh|ban thuong vu|ke toan|van thu|thu quy|thu vien|hieu truong|chi bo|ban giam hieu|ban giam doc|to van phong|bo phan mot cua")

// soleHeads begin such a name with what it is for: "Hội đồng tuyển sinh".
var soleHeads = []string{"Hội đồng ", "Ban chỉ đạo ", "Ban chấp hành ", "Tổ công tác "}

// isDefinite says that people know who is meant by a unit: it is one of several
// by its name, the only one of its kind, or all of a kind.
func isDefinite(unit string) bool {
	words := strings.Fields(unit)
	return isNamed(unit) || soleUnits[viet.Fold(unit)] || isEachUnit(unit) || beginsWith(unit, soleHeads) && len(words) > 2 ||
		len(words) > 2 && placeNouns[words[len(words)-1]] // "Công an xã"
}

// isNamed says that a unit is one of several: "Khoa Nhi", "P. KHTC", and not
// "Giáo viên".
func isNamed(unit string) bool {
	_, rest, _ := strings.Cut(unit, " ")
	return startsShort(unit) || strings.ContainsFunc(rest, func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) })
}

// innerNouns are what the parts of an office are called.
var innerNouns = []string{"phòng", "ban", "khoa", "tổ", "đơn vị", "bộ phận", "đội", "trạm", "trường", "xí nghiệp", "thôn", "khu phố", "tổ dân phố", "phân xưởng", "chi nhánh", "đoàn thể", "hạt", "bộ môn"}

// isEachUnit says that a name is that of all units of a kind: "Các phòng chuyên
// môn". Groups of people, "Toàn thể cán bộ", are given no work of their own.
func isEachUnit(unit string) bool {
	lower := strings.ToLower(unit)
	for _, several := range severalWords {
		rest, ok := strings.CutPrefix(lower, several+" ")
		if !ok {
			continue
		}
		for _, noun := range innerNouns {
			if after, ok := strings.CutPrefix(rest, noun); ok && endsWord(after) {
				return true
			}
		}
	}
	return false
}

// withoutIssuer takes the issuer itself out of those whom the sentences of its
// plan make lead: it is all of its units.
func (f facts) withoutIssuer(h Header) facts {
	issuer := bodyKey(h.Issuer)
	kept := f.lead[:0:0]
	for _, u := range f.lead {
		if key := bodyKey(u); issuer == "" || issuer != key && !strings.HasPrefix(issuer, key+" ") {
			kept = append(kept, u)
		}
	}
	f.lead = kept
	return f
}

// bodyKey is the name of a body, the same however it is written.
func bodyKey(name string) string {
	key := strings.Join(strings.FieldsFunc(viet.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
	return strings.Replace(key, "uy ban nhan dan", "ubnd", 1)
}
