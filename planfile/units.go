package planfile

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/viet"
)

// unitNouns begin the name of a unit, or of somebody who holds a post,
// whatever follows.
var unitNouns = []string{
	"văn phòng", "chi cục", "bộ phận", "ubnd", "ủy ban", "uỷ ban", "công an", "công đoàn", "bệnh viện", "kho bạc", "công chức",
	"viên chức", "cán bộ", "đồng chí", "đ/c", "hiệu trưởng", "phó hiệu trưởng", "giám đốc", "phó giám đốc", "chủ tịch", "phó chủ tịch",
	"kế toán", "thủ quỹ", "giáo viên", "tổng phụ trách", "chi bộ", "đảng ủy", "đảng uỷ", "ubmttq", "thủ trưởng", "chi ủy", "chi uỷ", "tổ đảng", "tỉnh ủy", "tỉnh uỷ", "tỉnh đoàn", "thành đoàn", "vườn quốc gia", "khu bảo tồn", "liên đoàn",
	"chi đoàn", "hđnd", "hội đồng", "phân hiệu", "hợp tác xã", "công ty", "nhân viên", "tổ chuyên môn", "tổ văn phòng",
	"tổ công tác", "phòng chuyên môn", "ban giám hiệu", "ban giám đốc", "ban chỉ đạo", "ban đại diện", "nhà trường", "trưởng phòng",
	"trưởng khoa", "trưởng ban", "trưởng các", "trưởng thôn", "bhxh", "trung tâm", "trạm y tế", "bảo tàng", "đài truyền thanh", "đài phát thanh", "xí nghiệp",
	"nhà máy", "chi nhánh", "quân y", "hạt kiểm lâm", "ban quản lý", "câu lạc bộ", "đội vận động", "mặt trận", "tổ trưởng", "bộ môn",
}

// namedNouns do so only before a capital, or alone: "Ban hành", "Tổ chức" and
// "Phòng, chống" are no units.
var namedNouns = []string{
	"phòng", "thanh tra", "ban", "sở", "cục", "vụ", "trường", "khoa", "tổ", "bộ", "đoàn", "hội", "trạm", "viện", "trưởng", "phó",
	"văn thư", "y tế", "quân sự", "tư pháp", "địa chính", "lãnh đạo", "đội", "nhà", "thư viện", "quỹ", "điện lực",
	"ngân hàng", "bảo hiểm", "ngành", "tòa án", "toà án", "viện kiểm sát", "khối", "điều dưỡng", "tổng", "đơn vị", "cơ quan",
	"thôn", "xóm", "ấp", "khu phố", "hạt", "xưởng", "đồn", "nông trường", "lâm trường", "phân xưởng",
}

// severalWords begin the name of a group of units.
var severalWords = []string{"các", "mỗi", "từng", "tất cả các", "tất cả", "một số", "toàn thể"}

// groupNouns follow "các" in the name of a group of units.
var groupNouns = []string{"phòng", "đơn vị", "ban", "sở", "khoa", "tổ", "cơ quan", "trường", "bộ phận", "xã", "thôn", "trung tâm",
	"đoàn thể", "ngành", "hội", "địa phương", "cán bộ", "công chức", "tổ chức", "trạm", "lớp", "giáo viên", "phó", "ủy ban",
	"ubnd", "chi cục", "thành viên", "huyện", "trưởng", "xí nghiệp", "doanh nghiệp", "đội", "chi đoàn", "chi bộ", "trường học", "thủ trưởng", "khu phố", "khu dân cư", "điện lực", "tổ dân phố", "phường", "cấp", "đồng chí", "bệnh viện", "viện", "khối", "hạt", "đồn", "bộ môn"}

// shortNouns begin a name with the abbreviation of its noun: "P. KHTC", "TT YTDP".
var shortNouns = []string{"XN ", "NM ", "CN ", "TTYT", "P.", "P ", "VP", "TT ", "TT. ", "TTr ", "BQL", "BCH", "BTV", "BGH", "BCĐ", "CC ", "TP. ", "Đ/c ", "BV", "BHXH", "UBMTTQ", "MTTQ",
	"HĐND", "LĐLĐ", "CĐCS"}

func startsShort(t string) bool {
	for _, noun := range shortNouns {
		if rest, ok := strings.CutPrefix(t, noun); ok && startsUpper(strings.TrimPrefix(rest, " ")) {
			return true
		}
	}
	return false
}

// nouns are unitNouns (true) and namedNouns by the letter that they begin with.
var nouns = func() map[rune]map[string]bool {
	m := map[rune]map[string]bool{}
	add := func(list []string, always bool) {
		for _, noun := range list {
			r := firstRune(noun)
			if m[r] == nil {
				m[r] = map[string]bool{}
			}
			m[r][noun] = always
		}
	}
	add(namedNouns, false)
	add(unitNouns, true)
	return m
}()

// startsUnit says that t begins with a unit's name: "Phòng Tài chính", "các
// phòng chuyên môn", "Hội nông dân".
func startsUnit(t string) bool {
	if startsShort(t) {
		return true
	}
	lower := strings.ToLower(t[:cutAt(t, 60)])
	if counted := strings.TrimLeft(lower, "0123456789"); counted != lower && strings.HasPrefix(counted, " ") {
		return startsGroup(counted[1:]) // "18 trạm y tế"
	}
	for noun, always := range nouns[firstRune(lower)] {
		rest, ok := strings.CutPrefix(lower, noun)
		if !ok || !endsWord(rest) {
			continue
		}
		named := len(t) > len(noun)+1 && startsUpper(t[len(noun)+1:])
		switch {
		case strings.HasPrefix(rest, " viên") && endsWord(rest[len(" viên"):]): // "Chi ủy viên" is one person of it
		case always:
			if startsUpper(t) || named {
				return true
			}
		case rest == "" || rest[0] == ';' || rest[0] == ')':
			if startsUpper(t) {
				return true
			}
		case rest[0] == ' ' && (named || startsUpper(t) && (isSociety(noun, nextWord(rest)) || placeNouns[strings.Trim(nextWord(rest), ",.;:)")])):
			return true
		}
	}
	for _, several := range severalWords {
		if rest, ok := strings.CutPrefix(lower, several+" "); ok && startsGroup(rest) {
			return true
		}
	}
	return false
}

// placeNouns follow the noun of the only unit of its kind in a place: "Thư viện tỉnh".
var placeNouns = wordSet("tỉnh|xã|phường|huyện|quận")

// isSociety takes "Hội nông dân", "Trường mầm non", "Trạm khuyến nông", whose
// names may be written small, and not "Hội nghị", "Trường hợp".
func isSociety(noun, next string) bool {
	switch noun {
	case "hội":
		return societies[strings.Trim(next, ",.;:)")]
	case "trường":
		return !strings.HasPrefix(next, "hợp")
	case "đoàn":
		return youthBodies[strings.Trim(next, ",.;:)")]
	}
	return noun == "trạm"
}

// youthBodies follow "Đoàn" in the name of a youth union: "Đoàn trường".
var youthBodies = wordSet("trường|xã|phường|cơ|thanh|khối|đội")

var societies = wordSet("nông|cựu|phụ|liên|chữ|người|khuyến|luật|nhà|doanh|sinh")

func startsGroup(t string) bool {
	for _, g := range groupNouns {
		if rest, ok := strings.CutPrefix(t, g); ok && endsWord(rest) {
			return true
		}
	}
	return false
}

func endsWord(rest string) bool { return rest == "" || !unicode.IsLetter(firstRune(rest)) }

// unitVerbs end the name of a unit inside a sentence: what it is to do begins.
var unitVerbs = wordSet(`tham mưu|xây dựng|thực hiện|triển khai|tổ chức|rà soát|ban hành|hoàn thiện|hoàn thành|kiểm tra|theo dõi|đôn đốc|
	tổng hợp|báo cáo|trình|hướng dẫn|xử lý|tiếp nhận|chuẩn bị|cập nhật|công khai|để|nhằm|trong|thẩm định|đề xuất|quản lý|lập|tuyên truyền|
	khảo sát|đánh giá|nghiên cứu|bố trí|mở|phổ biến|kiện toàn|sắp xếp|tiến hành|duy trì|vận hành|nâng cấp|số hóa|niêm yết|giải quyết|đẩy mạnh|
	tăng cường|chỉ đạo|tập huấn|đào tạo|bồi dưỡng|tuyển dụng|mua sắm|sửa chữa|cung cấp|thống kê|giám sát|nâng cao|khắc phục|là|làm|có|chủ trì|
	phối hợp|chịu|căn cứ|tiếp tục|thường xuyên|định kỳ|chủ động|kịp thời|phụ trách|đăng ký|gửi|thu|chi|cấp|hỗ trợ|vận động|thành lập|phân công|
	đảm bảo|bảo đảm|phát huy|quán triệt|nghiêm túc|khám|tiêm|phun|dạy|ôn|soạn|đưa|đổi mới|ứng dụng|sử dụng|khai thác|bảo trì|thay|rút|trang bị|
	biên soạn|in|phát hành|ký|cử|đề nghị|công bố|thu hồi|giao|đấu thầu|quyết toán|phân bổ|thẩm tra|tham gia|trực tiếp|sẽ|phải|cần|tự|hàng|hằng|
	phê duyệt|trực|phản biện|lên tiếng|ra mắt|quản trị|đăng tải|phát tin|phát sóng|đưa tin|nấu|trực ban|sơ tán|di dời|và theo|và tổ chức|và thực hiện|và báo cáo|liên hệ|sơ kết|tổng kết|kiểm kê|lấy ý kiến|khen thưởng|thiết kế|cải tạo|lắp đặt|ra quân|phát động|dọn|đầu mối|huấn luyện|sản xuất|bàn giao|nghiệm thu|dự trữ|vận chuyển|tuyển chọn|diễn tập|tuần tra|cụ thể hóa|cụ thể hoá|được|
	đối soát|đối chiếu|dự trù|khuyến cáo|đón tiếp|dàn dựng|đăng|kê khai|giải trình|thông báo|chấn chỉnh|nhắc nhở|thanh toán|nạo vét|lắp|trồng|nhân rộng|điều động|luân chuyển|truy quét|xác minh|tham vấn|
	cắt tỉa|súc rửa|súc xả|thương thảo|thay thế|hậu kiểm|phúc tra|bình xét|chấm điểm|chấm|nộp|thăm hỏi|thăm|tặng|trao|vinh danh|tôn vinh|biểu dương|tuyên dương|khai giảng|
	khai mạc|bế mạc|tổng duyệt|tập luyện|mời thầu|chấm thầu|mở thầu|ký kết|thanh lý|tạm ứng|giải ngân|hạch toán|khóa sổ|trích lập|bổ nhiệm|biệt phái|tiếp xúc|trả lời|
	phúc đáp|khuyến nghị|kiến nghị|tích hợp|kết nối|liên thông|đồng bộ|chuẩn hóa|chuẩn hoá|làm sạch|cấu hình|cài đặt|sao lưu|rà quét|bảo dưỡng|lưu giữ|thu thập|tra cứu|kiểm đếm|
	cắm mốc|khoanh vùng|phát quang|khơi thông|gia cố|tu sửa|tu bổ|san lấp|thu hoạch|tháo dỡ|xử phạt|tạm giữ|tịch thu|tiêu hủy|tiêu huỷ|lấy mẫu|đối thoại|gặp mặt|ghi nhận|phản ánh|tiếp thu|giải đáp|góp ý|
	vá|đắp|tầm soát|cấp phát|phân phối|hoàn trả|thu nộp|chi hỗ trợ|xác nhận|cho ý kiến|xin ý kiến|phân khai`)

// nounsOfVerbs begin like verbs and belong to the names of units; nounsInVerbs end
// like them.
var (
	nounsOfVerbs = wordSet("trực thuộc|giao thông|giao dịch|cấp nước|cấp thoát|cấp điện|cấp cứu|chi trả|thu gom|đăng kiểm|đăng kí|trồng trọt|thăm dò|lắp máy|lắp ráp")
	nounsInVerbs = wordSet("trật tự|trình tự|thứ tự|người nộp|ngân hàng|khách hàng|đặt hàng|mua hàng|bán hàng|cửa hàng|kho hàng|mặt hàng|đơn hàng|công trình|chương trình|quy trình|lộ trình|giáo trình|tiến trình|doanh thu|trung cấp|cao cấp|sơ cấp|cung cấp|trợ cấp|công lập|độc lập|xây lắp|thư ký|chữ ký|cây trồng|nuôi trồng|hải đăng")
)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.SplitSeq(list, "|") {
		set[strings.TrimSpace(w)] = true
	}
	return set
}

// cutUnit cuts the name of a unit from the head of a sentence, up to the verb,
// the colon or the end; "" when none stands there.
func cutUnit(t string) (name, rest string) {
	if !startsUnit(t) {
		return "", t
	}
	whole := t
	t = t[:cutAt(t, longestName)]
	at, before := 0, ""
	for word := range strings.SplitSeq(t, " ") {
		if at > 0 && startsLower(word) && !strings.HasSuffix(t[:at], "các ") {
			bare := strings.TrimRight(word, ",.;:)]")
			two := strings.TrimRight(word+" "+strings.TrimRight(nextWord(t[at+len(word):]), ",.;:)]"), " ")
			named := startsUpper(before) && unitVerbs[strings.ToLower(before)+" "+bare] || // "Đăng ký", "Tiếp nhận"
				before == "tư" && two == "xây dựng" || // "đầu tư xây dựng" is one noun
				before == "Tổng" && two == "phụ trách" || nounsOfVerbs[two] || nounsInVerbs[strings.ToLower(before)+" "+bare] ||
				two == "tổng hợp" && strings.HasPrefix(t[at:], "tổng hợp:") || // a verb would have an object
				goesOnNamed(t[:at], t[at:], two)
			if (unitVerbs[two] || unitVerbs[bare]) && !named || strings.HasSuffix(before, ",") && beginsTime(t[at:]) {
				break
			}
		}
		before = word
		at += len(word) + 1
		if strings.HasSuffix(word, ":") || strings.HasSuffix(word, ";") || strings.HasSuffix(word, ".") && at > 6 {
			break
		}
	}
	if at = min(at, len(t)); at == len(t) && len(t) < len(whole) {
		return "", whole
	}
	return strings.Trim(t[:at], " ,.;:"), whole[at:]
}

// roleVerbs say what a unit does without an object: "Phòng A chủ trì".
var roleVerbs = wordSet("chủ trì|phối hợp|thực hiện|triển khai|tham mưu|phụ trách|tham gia|theo dõi|đôn đốc|giám sát|hỗ trợ|báo cáo|chịu|chủ động|đề nghị|đầu mối")

// longestName is how many bytes the names of units together may have.
const longestName = 600

func nextWord(t string) string {
	t = strings.TrimLeft(t, " ")
	if i := strings.IndexByte(t, ' '); i >= 0 {
		return t[:i]
	}
	return t
}

// isUnit says that a text is nothing but the names of units.
func isUnit(t string) bool {
	if len(t) > 160 || isCapitals(t) && !startsShort(t) {
		return false
	}
	name, rest := cutUnit(t)
	if aDate.MatchString(t) || slices.ContainsFunc(splitUnits(name), func(n string) bool { return len(strings.Fields(n)) > longestUnit }) {
		return false
	}
	rest = strings.Trim(rest, " .;:")
	return name != "" && (rest == "" || unitVerbs[rest] && !roleVerbs[rest]) // "Phòng Kế hoạch tổng hợp": a verb would have an object
}

// longestUnit is how many words the name of one unit has at most; aDate is what none
// has in it.
const longestUnit = 12

var aDate = regexp.MustCompile(`\d/\d`)

// splitUnits cuts a list of units. A comma or "và" inside a name stays: it
// parts two names only where the next one begins like a unit.
func splitUnits(list string) []string {
	var names []string
	for piece := range strings.SplitSeq(list, ";") {
		names = appendUnits(names, piece)
	}
	return dedupe(eachNumber(names))
}

// numberedUnits is one name for several units that only their numbers tell apart:
// "Phòng Kiểm tra số 1, số 2", "Tổ dân phố 3, 4 và 5".
var numberedUnits = regexp.MustCompile(`^(.+?) (số )?(\d{1,2})((?:(?:, ?| và )(?:số )?\d{1,2})+)$`)

var numberOfUnit = regexp.MustCompile(`\d{1,2}`)

// eachNumber writes such names out.
func eachNumber(names []string) []string {
	var out []string
	for _, name := range names {
		m := numberedUnits.FindStringSubmatch(name)
		if m == nil || !startsUnit(name) {
			out = append(out, name)
			continue
		}
		if one, ok := strings.CutPrefix(m[1], "Các "); ok {
			m[1] = capitalise(one)
		}
		for _, n := range append([]string{m[3]}, numberOfUnit.FindAllString(m[4], -1)...) {
			out = append(out, m[1]+" "+m[2]+n)
		}
	}
	return out
}

func appendUnits(names []string, t string) []string {
	start, depth := 0, 0
	for i := 0; i < len(t); i++ {
		switch t[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth > 0 {
			continue
		}
		skip := 0
		switch {
		case t[i] == ',':
			skip = 1
		case strings.HasPrefix(t[i:], " và "):
			skip = len(" và ")
		case strings.HasPrefix(t[i:], " cùng "):
			skip = len(" cùng ")
		case strings.HasPrefix(t[i:], " với "):
			skip = len(" với ")
		default:
			continue
		}
		next := strings.TrimLeft(t[i+skip:], " ")
		if strings.HasSuffix(t[:i], "HĐND") && strings.HasPrefix(next, "UBND") {
			continue // one office: "Văn phòng HĐND và UBND"
		}
		if isBroadcaster(t[start:i], next) {
			continue
		}
		next = strings.TrimPrefix(next, "và ")
		if startsUnit(next) || startsAbbreviated(next) || strings.HasPrefix(next, "các ") || startsUpper(next) && !startsUnit(strings.TrimLeft(t[start:i], " ")) {
			names = append(names, cleanUnit(t[start:i]))
			start = len(t) - len(next)
			i = start - 1
		}
	}
	return append(names, cleanUnit(t[start:]))
}

// isBroadcaster says that a name goes on: "Báo và Phát thanh, Truyền hình tỉnh"
// and "Đài Phát thanh và Truyền hình" are one office each.
func isBroadcaster(name, next string) bool {
	name, next = viet.Fold(name), viet.Fold(next)
	return strings.HasSuffix(name, "bao") && (strings.HasPrefix(next, "phat thanh") || strings.HasPrefix(next, "dai phat thanh")) ||
		strings.HasSuffix(name, "phat thanh") && strings.HasPrefix(next, "truyen hinh")
}

// startsAbbreviated says that t begins with a noun in capitals and a name: "TPT
// Đội", "BQL Chợ". Two capitals may be a word inside a name: "TT Đô thị".
func startsAbbreviated(t string) bool {
	noun, name, ok := strings.Cut(t, " ")
	return ok && utf8.RuneCountInString(noun) >= 3 && noun == strings.ToUpper(noun) && startsUpper(noun) && startsUpper(name)
}

// cleanUnit trims a name and begins it with a capital, so that "các phòng" and
// "Các phòng" are one.
func cleanUnit(t string) string {
	t = strings.Trim(t, " .,;:-–")
	for _, tag := range []string{"(chủ trì)", "(phối hợp)", "(đơn vị chủ trì)", "(đơn vị phối hợp)"} {
		t = strings.TrimRight(strings.TrimSuffix(t, tag), " ")
	}
	for _, lead := range []string{"và ", "với ", "cùng ", "cho ", "do "} {
		t = strings.TrimPrefix(t, lead)
	}
	if strings.Count(t, "(") < strings.Count(t, ")") {
		t = strings.TrimRight(t, ")")
	}
	return capitalise(strings.TrimSpace(t))
}

func capitalise(t string) string {
	r, size := utf8.DecodeRuneInString(t)
	if !unicode.IsLower(r) {
		return t
	}
	return string(unicode.ToUpper(r)) + t[size:]
}

func dedupe(names []string) []string {
	seen := map[string]bool{}
	out := names[:0]
	for _, n := range names {
		if n != "" && !seen[n] {
			seen[n] = true
			out = append(out, n)
		}
	}
	return out
}
