package planfile

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// Ensure that a title ends where a phrase can end, without the words that only
// urge, and that what can end nowhere says that it goes on.
func TestTitleOf(t *testing.T) {
	for in, want := range map[string]string{
		"Tiếp tục xây dựng và chuẩn hóa cơ sở dữ liệu về giáo dục nghề nghiệp;": "Xây dựng và chuẩn hóa cơ sở dữ liệu về giáo dục nghề nghiệp",
		"Tăng cường công tác kiểm tra.":                                                  "Tăng cường công tác kiểm tra",
		"Giao Phòng A chủ trì, phối hợp với Phòng B rà soát quy chế chi tiêu nội bộ.":    "Rà soát quy chế chi tiêu nội bộ",
		"Sắp xếp lại đội ngũ viên chức các đơn vị sự nghiệp, gắn với tinh giản biên chế": "Sắp xếp lại đội ngũ viên chức các đơn vị sự nghiệp",
		// A clause that tells why, how or what else is left out.
		"Tự kiểm tra văn bản QPPL lĩnh vực lao động – thương binh và xã hội nhằm kịp thời phát hiện các sai sót để tham mưu xử lý.": "Tự kiểm tra văn bản QPPL lĩnh vực lao động – thương binh và xã hội",
		"Chỉ đạo tăng cường công tác CCHC tại Văn phòng Sở và các đơn vị trực thuộc; khắc phục kịp thời các tồn tại, hạn chế.":      "Tăng cường CCHC tại Văn phòng Sở và các đơn vị trực thuộc",
		"Đẩy mạnh việc thực hiện rà soát, sửa đổi, bổ sung, bãi bỏ và xây dựng mới các văn bản quy phạm pháp luật, đảm bảo khả thi": "Rà soát, sửa đổi, bổ sung, bãi bỏ và xây dựng mới các văn bản quy phạm pháp luật",
		"Xây dựng hệ thống thông tin ngành Lao động - Thương binh và Xã hội theo Kế hoạch số 507/KH-UBND ngày 28/12/2020.":          "Xây dựng hệ thống thông tin ngành Lao động - Thương binh và Xã hội",
		// An enumeration ends after a part that says something.
		"Thực hiện nghiêm quy định về xin lỗi đối với cá nhân, tổ chức trong quá trình tiếp nhận, giải quyết TTHC tại Bộ phận một cửa.": "Thực hiện quy định về xin lỗi đối với cá nhân, tổ chức",
		"Thực hiện kế hoạch đào tạo, bồi dưỡng cán bộ, công chức, viên chức đảm bảo sát thực tế, đáp ứng yêu cầu công tác":              "Thực hiện kế hoạch đào tạo, bồi dưỡng cán bộ",
		"Tổ chức triển khai kịp thời kế hoạch CCHC của tỉnh, chỉ đạo 100% đơn vị trực thuộc xây dựng kế hoạch và tổ chức thực hiện.":    "Triển khai kế hoạch CCHC của tỉnh",
		// A document is named by its number, without its day and issuer.
		"Thực hiện Nghị định số 20/2008/NĐ-CP ngày 14/02/2008 của Chính phủ về tiếp nhận kiến nghị.":                                                                 "Thực hiện Nghị định số 20/2008/NĐ-CP về tiếp nhận kiến nghị",
		`Tiếp tục triển khai thực hiện Nghị quyết số 26-NQ/TW của Ban Chấp hành Trung ương khoá XII về "Tập trung xây dựng đội ngũ cán bộ các cấp, nhất là cấp xã".`: "Thực hiện Nghị quyết số 26-NQ/TW",
		// Nothing ends here.
		"Số hóa toàn bộ hồ sơ giấy đang lưu giữ ở kho lưu trữ chuyên ngành lâu năm chưa chỉnh lý hoàn chỉnh đúng quy trình nghiệp vụ lưu trữ": "Số hóa toàn bộ hồ sơ giấy đang lưu giữ",
		strings.Repeat("kéo ", 40): "Kéo" + strings.Repeat(" kéo", 14) + "…",
	} {
		if got := titleOf(in); got != want {
			t.Errorf("titleOf(%q)\n     = %q\nwant   %q", in, got, want)
		}
	}
}

// Ensure that a line's title is cut where it can be, and never inside a word.
func TestShorten(t *testing.T) {
	for in, want := range map[string]string{
		"Sửa quy chế chi tiêu nội bộ":                                                 "Sửa quy chế chi tiêu nội bộ",
		"Xây dựng và ban hành Kế hoạch CCHC tỉnh giai đoạn 2021-2030":                 "Xây dựng và ban hành Kế hoạch CCHC tỉnh giai…",
		"Thực hiện quy trình, thời hạn ban hành văn bản quy phạm pháp luật":           "Thực hiện quy trình, thời hạn ban hành văn bản…",
		"Tăng cường CCHC tại Văn phòng Sở và các đơn vị trực thuộc":                   "Tăng cường CCHC tại Văn phòng Sở",
		"Rà soát, đơn giản hóa và kiến nghị cơ quan có thẩm quyền cắt giảm hồ sơ":     "Rà soát, đơn giản hóa và kiến nghị cơ quan…",
		"Chuẩn hóa hồ sơ người có công, đối chiếu danh sách chi trả trợ cấp hằng năm": "Chuẩn hóa hồ sơ người có công",
	} {
		if got := Shorten(in, 48); got != want {
			t.Errorf("Shorten(%q) = %q, want %q", in, got, want)
		}
	}
}

// Ensure that a shortened title fits, begins as the title does, ends at a word,
// and with no word that needs another.
func TestShortenAnything(t *testing.T) {
	words := []string{"rà soát", "sửa đổi,", "và", "hồ sơ", "của", "Sở", "theo", "các", "để", "(kèm", "phụ lục)", "“mới”", ";", "báo cáo", "về", "kết quả,", "cán bộ", "số 20/2008/NĐ-CP"}
	rapid.Check(t, func(t *rapid.T) {
		title := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 40).Draw(t, "words"), " ")
		n := rapid.IntRange(titleLeast, 90).Draw(t, "n")
		got := Shorten(title, n)
		if utf8.RuneCountInString(got) > n {
			t.Fatalf("%q has more than %d runes", got, n)
		}
		if got == title {
			return
		}
		said := strings.TrimSuffix(got, "…")
		rest, begins := strings.CutPrefix(title, said)
		if !begins || said == "" || strings.ContainsAny(rest[:1], "abc") {
			t.Fatalf("%q does not begin %q at a word", got, title)
		}
		if last := strings.ToLower(strings.Trim(lastWord(said), ",;“”()")); endless[last] && !strings.HasSuffix(got, "…") {
			t.Fatalf("%q ends with %q", got, last)
		}
	})
}
