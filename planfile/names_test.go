package planfile

import (
	"strings"
	"testing"
)

// Ensure that a name ends where what is to be done begins, and not at a word of its
// own that elsewhere begins it.
func TestCutUnit(t *testing.T) {
	for in, want := range map[string]string{
		"Phòng Quản lý xây dựng tổ chức sát hạch":                                   "Phòng Quản lý xây dựng",
		"Phòng Quản lý đào tạo rà soát chương trình":                                "Phòng Quản lý đào tạo",
		"Phòng Quản lý kết cấu hạ tầng giao thông kiểm tra":                         "Phòng Quản lý kết cấu hạ tầng giao thông",
		"Phòng Quản lý rà soát hồ sơ":                                               "Phòng Quản lý",
		"Phòng Quản lý xử lý vi phạm hành chính kiểm tra":                           "Phòng Quản lý xử lý vi phạm hành chính",
		"Ban Quản lý xây dựng kế hoạch":                                             "Ban Quản lý",
		"Tổ Giáo dục thường xuyên, Tổ Dạy nghề. Thời gian: hàng tháng":              "Tổ Giáo dục thường xuyên, Tổ Dạy nghề",
		"Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên mở 02 lớp":          "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên",
		"Trạm Y tế thường xuyên giám sát":                                           "Trạm Y tế",
		"Sở Tài chính, Ngân hàng Chính sách xã hội rà soát":                         "Sở Tài chính, Ngân hàng Chính sách xã hội",
		"Phòng Kinh tế hàng quý kiểm tra":                                           "Phòng Kinh tế",
		"các Hạt Kiểm lâm khu vực tuần tra":                                         "các Hạt Kiểm lâm khu vực",
		"Phòng Kiểm tra, giám sát rà soát hồ sơ":                                    "Phòng Kiểm tra, giám sát",
		"Phòng Xây dựng, kiểm tra và theo dõi thi hành pháp luật rà soát hồ sơ":     "Phòng Xây dựng, kiểm tra và theo dõi thi hành pháp luật",
		"Phòng Kiểm tra, hoàn thành trước 30/6":                                     "Phòng Kiểm tra",
		"Phòng Kinh tế, kiểm tra các hồ":                                            "Phòng Kinh tế",
		"Phòng Kế hoạch tổng hợp rà soát hồ sơ":                                     "Phòng Kế hoạch tổng hợp",
		"Phòng Kế hoạch tổng hợp báo cáo UBND":                                      "Phòng Kế hoạch",
		"Phòng Cấp phép xây dựng, Văn phòng báo cáo":                                "Phòng Cấp phép xây dựng, Văn phòng",
		"Phòng Nội vụ xây dựng hướng dẫn đánh giá":                                  "Phòng Nội vụ",
		"Phòng Nội vụ xây dựng, trình đề án":                                        "Phòng Nội vụ",
		"Phòng Kinh tế triển khai kiểm tra hồ":                                      "Phòng Kinh tế",
		"Văn phòng tổng hợp theo dõi":                                               "Văn phòng",
		"Đội Quản lý trật tự đô thị tuần tra":                                       "Đội Quản lý trật tự đô thị",
		"Phòng Tuyên truyền - Hỗ trợ người nộp thuế tổ chức đối thoại":              "Phòng Tuyên truyền - Hỗ trợ người nộp thuế",
		"Bộ môn Đất và Phân bón phân tích mẫu đất":                                  "Bộ môn Đất và Phân bón phân tích mẫu đất",
		"Phòng Giáo dục thường xuyên và Giáo dục chuyên nghiệp hướng dẫn thực hiện": "Phòng Giáo dục thường xuyên và Giáo dục chuyên nghiệp",
	} {
		if got, _ := cutUnit(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// Ensure that those who help are heard where a clause names nobody else.
func TestHelpersInClauses(t *testing.T) {
	for in, want := range map[string]string{
		"Trồng cây xanh; phối hợp với Đoàn Thanh niên. Thời gian: tháng 3.":            "Đoàn Thanh niên",
		"Họp phụ huynh; các phòng, đơn vị phối hợp cung cấp số liệu; trình trước 20/5": "Các phòng, đơn vị",
		"Phối hợp với Công an xã, Ngân hàng Chính sách xã hội tuyên truyền về vay vốn": "Công an xã, Ngân hàng Chính sách xã hội",
		"Phối hợp với Trường Cao đẳng Y tế tiếp nhận học viên thực tập":                "",
		"Nâng cấp hệ thống. Phòng Vận tải phối hợp với Văn phòng Sở thực hiện.":        "Văn phòng Sở",
		"Số hóa hồ sơ (Văn phòng phối hợp Trung tâm Dịch vụ; đến hết tháng 11)":        "Trung tâm Dịch vụ",
		"Rà soát quy chế; phối hợp với các doanh nghiệp xóa vùng lõm sóng.":            "",
	} {
		if got := strings.Join(spokenFacts(in).support, ", "); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// Ensure that times are heard where a sentence ends in them, and not those that it is
// about.
func TestNounsWithTimes(t *testing.T) {
	for in, want := range map[string]string{
		"Phê duyệt danh mục nhiệm vụ đặt hàng năm 2027":                           "",
		"Rà soát chương trình hệ giáo dục thường xuyên":                           "",
		"Mua sắm 05 máy tính: Văn phòng HĐND và UBND, quý II":                     "quý II",
		"Tập huấn 02 đợt (đợt 1: tháng 4; đợt 2: tháng 7), Phòng Văn hóa chủ trì": "02 đợt (đợt 1: tháng 4; đợt 2: tháng 7)",
		"Phủ sóng 4G thôn Nà Pồ: chờ hướng dẫn của Sở Khoa học":                   "chờ hướng dẫn của Sở Khoa học",
		"Tổ chức khai giảng ngày 05/9/2026":                                       "ngày 05/9/2026",
		"Tổ chức mít tinh kỷ niệm ngày 20/11":                                     "",
		"Tổ chức quán triệt Chỉ thị của Ban Bí thư ngày 12/3/2026":                "",
		"Ra quân vệ sinh môi trường vào ngày Chủ nhật 14/6/2026":                  "vào ngày Chủ nhật 14/6/2026",
		"Trạm Y tế trực, giám sát; báo cáo Phòng Văn hóa vào thứ Sáu hằng tuần":   "vào thứ Sáu hằng tuần",
	} {
		if got, _ := spokenDeadline(in, 2026); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
