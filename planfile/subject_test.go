package planfile

import (
	"slices"
	"strings"
	"testing"
)

// Ensure that the unit a sentence begins with is its lead when it is said to do
// the work, and not when it only takes part in it or is what the sentence is about.
func TestSubject(t *testing.T) {
	for in, want := range map[string]string{
		"Phòng Kinh tế kiểm tra các hồ, đập.":                            "Phòng Kinh tế",
		"Văn phòng lập lịch tiếp dân hằng tháng.":                        "Văn phòng",
		"Phòng Tài vụ và Phòng Vật tư có trách nhiệm đối chiếu công nợ.": "Phòng Tài vụ; Phòng Vật tư",
		"Các phòng chuyên môn rà soát danh mục hồ sơ.":                   "Các phòng chuyên môn",
		"Tổ Khảo thí: Xây dựng ngân hàng đề.":                            "Tổ Khảo thí",
		"Trạm Thú y phối hợp với Hội Nông dân tiêm phòng gia súc.":       "Trạm Thú y",
		"Phòng Kinh tế tham gia đoàn kiểm tra của tỉnh.":                 "",
		"Phòng Kinh tế là đơn vị được kiểm tra.":                         "",
		"Phó Giám đốc phụ trách chuyên môn duyệt danh sách.":             "",
		"Toàn thể cán bộ, công chức chấp hành giờ giấc.":                 "",
		"Giáo viên đăng ký thi đua.":                                     "",
		"UBND phường Đông Hòa tổ chức đối thoại với doanh nghiệp.":       "",
		"Công an xã cấp tài khoản định danh cho công dân.":               "Công an xã",
		"Công an cấp xã trong tỉnh nắm tình hình.":                       "",
		"Phòng, chống dịch bệnh mùa hè.":                                 "",
		"Tổ chức rà soát các phòng học.":                                 "",
	} {
		f := spokenFacts(in).withoutIssuer(Header{Issuer: "ỦY BAN NHÂN DÂN PHƯỜNG ĐÔNG HÒA"})
		if got := strings.Join(f.lead, "; "); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// Ensure that a unit alone in a bracket leads where it cannot be the place of the
// work, or where the document says so of most of its items; else it is suggested.
func TestBracketLeads(t *testing.T) {
	read := func(items ...string) []Task {
		d, err := Text([]byte("KẾ HOẠCH\nCông tác năm 2026\n\nI. NHIỆM VỤ\n" + strings.Join(items, "\n") + "\n"))
		if err != nil {
			t.Fatal(err)
		}
		return d.Tasks
	}
	one := read("1. Soạn quy chế chi tiêu nội bộ (Phòng Tài vụ).", "2. Sơn lại tường rào cơ sở hai.", "3. Lắp đặt máy lọc nước (Khoa Nhi).", "4. Thay mái tôn (Phòng Bảo vệ).",
		"5. Trồng cây bóng mát.", "6. Mở sổ góp ý tại sảnh.", "7. In tờ rơi phòng cháy.")
	for i, want := range []string{"Phòng Tài vụ", "", "", "", "", "", ""} {
		if got := strings.Join(one[i].Lead, "; "); got != want {
			t.Errorf("%q: %q, want %q", one[i].Text, got, want)
		}
	}
	if got := one[2].Suggested; !slices.Equal(got, []Suggestion{{"Khoa Nhi", one[2].Code}}) {
		t.Errorf("suggested %v", got)
	}
	for _, task := range read("1. Lắp đặt máy lọc nước (Khoa Nhi).", "2. Mở phòng tư vấn dinh dưỡng (Khoa Dinh dưỡng), trước 30/6.", "3. Tập huấn sơ cứu (quý II) (Khoa Cấp cứu).") {
		if len(task.Lead) != 1 || !strings.HasPrefix(task.Lead[0], "Khoa ") {
			t.Errorf("%q: %q", task.Text, task.Lead)
		}
	}
}
