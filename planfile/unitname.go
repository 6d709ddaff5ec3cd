package planfile

import (
	"regexp"
	"strings"
)

// goesOnNamed says that what looks like a verb belongs to the name before it: what a
// unit manages, "Phòng Quản lý xây dựng", and the schools for adults, "Tổ Giáo dục
// thường xuyên". A board may be called by its noun alone, "Ban Quản lý".
func goesOnNamed(before, rest, two string) bool {
	if two == "thường xuyên" {
		return adultSchool.MatchString(before)
	}
	return managing.MatchString(before) && (managed[two] || managed[nextWord(rest)]) || namesActivities(before, two) || isAttribute(before, rest, two)
}

// managed are the verbs that say what a unit manages.
var managed = wordSet("xây dựng|đào tạo|bồi dưỡng|sản xuất|bảo trì|bảo dưỡng|khai thác|đấu thầu|đăng ký|vận hành|nghiệm thu|thiết kế|thu|chi|cấp|giao|khám|tuyển dụng|mua sắm|ứng dụng|thẩm định|xử lý")

// activities are what units are called for, several of them parted by commas: "Phòng
// Kiểm tra, giám sát", "Phòng Xây dựng, kiểm tra và theo dõi thi hành pháp luật".
var activities = wordSet("kiểm tra|giám sát|bồi dưỡng|xử lý|theo dõi|hướng dẫn|thẩm định|quản lý|tuyên truyền|đánh giá|hỗ trợ|đào tạo|xây dựng|kiểm soát|nghiên cứu|ứng dụng|và theo")

// firstActivity is a name that so far has nothing but its noun and activities; behind
// the comma after it no verb of a sentence begins.
var firstActivity = regexp.MustCompile(`^(?:\p{Lu}\p{Ll}+|Bộ phận|Trung tâm|Chi cục) (\p{Lu}\p{Ll}* \p{Ll}+)(?:, \p{Ll}+ \p{Ll}+)*(?:, | và | )$`)

func namesActivities(before, two string) bool {
	m := firstActivity.FindStringSubmatch(before)
	if m == nil || !activities[two] || !strings.HasSuffix(before, ", ") && (two != "và theo" && !strings.HasSuffix(before, " và ") || !strings.Contains(before, ", ")) {
		return false
	}
	first := strings.ToLower(m[1])
	return activities[first] || first == "thanh tra" || first == "điều tra"
}

// attributes end a name of two words behind its noun where a verb or another name
// follows them, since as verbs they would have an object: "Phòng Kế hoạch tổng hợp rà
// soát …", "Phòng Cấp phép xây dựng, Văn phòng".
var (
	attributes = wordSet("tổng hợp|xây dựng|triển khai|sản xuất")
	ofTwoWords = regexp.MustCompile(`^(?:\p{Lu}\p{Ll}+|Bộ phận|Trung tâm|Chi cục) \p{Lu}\p{Ll}* \p{Ll}+ $`)
)

// chained are verbs that go with those before them: "tổng hợp báo cáo", "triển khai
// thực hiện".
var chained = wordSet("thực hiện|báo cáo|trình|đề xuất|đánh giá|gửi|xử lý|thống kê|công bố|phân tích|tổng hợp|tham mưu|cập nhật|lập|thu|chi|cấp|in|có|làm|đưa|để|trong|nhằm|hoàn thiện|hoàn thành|ban hành|giao|ký|hướng dẫn|thông báo|kiến nghị|ứng dụng|đăng ký")

func isAttribute(before, rest, two string) bool {
	if !attributes[two] || !ofTwoWords.MatchString(before) {
		return false
	}
	behind := rest[min(len(rest), len(two)):]
	if next, ok := strings.CutPrefix(behind, ", "); ok {
		return startsUnit(next) && startsUpper(next)
	}
	if two == "triển khai" && !strings.HasSuffix(before, "Nghiên cứu ") {
		return false // "triển khai kiểm tra" is done by anybody
	}
	first := nextWord(behind)
	next := first + " " + strings.TrimRight(nextWord(strings.TrimPrefix(strings.TrimLeft(behind, " "), first)), ",.;:")
	return unitVerbs[next] && !chained[next] && !chained[first]
}

var (
	adultSchool = regexp.MustCompile(`(?i)(?:^|\P{L})giáo dục $`)
	managing    = regexp.MustCompile(`(?:^|\s)(?:[Pp]hòng|P\.|[Kk]hoa|[Tt]ổ|[Bb]ộ phận|[Đđ]ội|[Hh]ạt|[Tt]rạm|[Xx]í nghiệp|[Cc]hi cục|[Cc]ục|[Vv]ụ|[Tt]rung tâm) ?Quản lý $`)
)

// insideNoun says that the word at a place ends a noun that the word before begins:
// "đặt hàng năm 2027", "giáo dục thường xuyên".
func insideNoun(t string, at int) bool {
	word := nextWord(t[at:])
	return nounsInVerbs[strings.ToLower(lastWord(strings.TrimRight(t[:at], " "))+" "+word)] || word == "thường" && adultSchool.MatchString(t[:at])
}
