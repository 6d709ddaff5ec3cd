package planfile

import "testing"

// Ensure that a unit or a time that a sentence only speaks of is neither the
// lead nor the deadline of the task.
func TestInventsNothing(t *testing.T) {
	for _, in := range []string{
		"Tham gia lớp tập huấn do Bộ Nội vụ chủ trì.",
		"Cử công chức dự hội nghị do Sở Tư pháp chủ trì tổ chức.",
		"Rà soát văn bản do Phòng Pháp chế chủ trì soạn thảo.",
		"Phó Giám đốc phụ trách chuyên môn duyệt danh sách.",
		"Phối hợp với Sở Tài chính, Sở Tư pháp chủ trì thẩm định giá đất.",
		"Đề nghị Sở Y tế bổ sung biên chế.",
		"Gửi báo cáo về Văn phòng Sở, Phòng Tổng hợp.",
		"Tiếp tục chủ trì các cuộc họp giao ban.",
		"Đẩy mạnh việc giao quyền tự chủ cho các đơn vị sự nghiệp.",
		"Giao chỉ tiêu cho từng phòng.",
		"Đánh giá mức độ hoàn thành nhiệm vụ của Trưởng phòng phụ trách lĩnh vực.",
		"Thực hiện Nghị quyết số 10-NQ/TW ngày 12/6/2026 của Bộ Chính trị.",
		"Triển khai Kế hoạch số 12/KH-UBND ngày 15/3/2026 đến toàn thể viên chức.",
		"Rà soát quy chế ban hành trước ngày 01/7/2026.",
		"Xử lý văn bản do UBND tỉnh ban hành trong năm 2025.",
		"Kiểm tra các công trình khởi công trước ngày 30/6/2026.",
		"Đánh giá kết quả thực hiện trong quý I/2026.",
		"Tổng hợp số liệu thu, chi từ ngày 01/01/2026 đến ngày 30/6/2026.",
		"Đánh giá mức độ hoàn thành nhiệm vụ trong quý I/2026 so với kế hoạch.",
		"Chi trả trợ cấp phát sinh trong tháng 5/2026.",
		"Kỷ niệm 75 năm Ngày Thương binh - Liệt sĩ 27/7.",
		"Tổ chức hội thao chào mừng Quốc khánh (02/9).",
		"Xây dựng đề án giai đoạn 2026-2030, định hướng đến năm 2035.",
		"Phấn đấu đến hết năm 2028 hoàn thành mục tiêu.",
		"Áp dụng mức thu mới từ ngày 01/7/2026.",
		"Nâng cấp đường tỉnh 21. Ưu tiên đoạn qua khu dân cư.",
		"Cấp giấy phép trong 15 ngày thay vì 20 ngày.",
		"Duy trì hệ thống theo tiêu chuẩn ISO 9001:2015.",
		"Xây dựng kế hoạch hằng năm.",
		"Cập nhật cơ sở dữ liệu hộ nghèo, hộ cận nghèo hằng năm.",
		"Đăng ít nhất 02 tin, bài mỗi tháng.",
		"Bồi dưỡng thường xuyên cho giáo viên.",
		"Giảm dần tỷ trọng chi thường xuyên.",
		"Tiêm phòng đợt 1 trong tháng 3, đợt 2 trong tháng 9.",
		"Thu thập thông tin từ ngày 01 đến ngày 07 tháng cuối quý.",
		"Giao nộp hồ sơ lưu trữ đến hạn.",
		"Tổng kết 10 năm (2016 - 2026) thực hiện đề án.",
	} {
		sentence, f := labelledFacts(in)
		f.add(spokenFacts(sentence))
		if len(f.lead) > 0 {
			t.Errorf("%q: lead %q", in, f.lead)
		}
		if due, _ := spokenDeadline(sentence, 2026); due != "" {
			t.Errorf("%q: due %q", in, due)
		}
	}
}

// Ensure that what a sentence does state is read, whatever its form.
func TestStated(t *testing.T) {
	for in, want := range map[string][2]string{
		"Giao Phòng Kế hoạch - Tài chính tham mưu phân bổ dự toán.":                         {"Phòng Kế hoạch - Tài chính", ""},
		"Ban Quản lý dự án đầu tư xây dựng chủ trì hoàn thiện hồ sơ, xong trước 30/6/2026.": {"Ban Quản lý dự án đầu tư xây dựng", "trước 30/6/2026"},
		"Mở lớp bồi dưỡng; đơn vị chủ trì: Trung tâm Chính trị; hoàn thành: quý III.":       {"Trung tâm Chính trị", "quý III"},
		"Khảo sát (P. KHTC chủ trì; tháng 5/2026).":                                         {"P. KHTC", "tháng 5/2026"},
		"Về tài sản công: Văn phòng Sở chủ trì kiểm kê chậm nhất ngày 31/12/2026.":          {"Văn phòng Sở", "chậm nhất ngày 31/12/2026"},
		"Xây dựng, trình UBND tỉnh ban hành trước ngày 30/9/2026.":                          {"", "trước ngày 30/9/2026"},
		"Báo cáo kết quả thực hiện trước ngày 15/12/2026.":                                  {"", "trước ngày 15/12/2026"},
		"Trước ngày 20/3/2026, các đơn vị gửi đăng ký.":                                     {"", "Trước ngày 20/3/2026"},
		"Họp giao ban vào ngày 05 hằng tháng tại trụ sở.":                                   {"", "vào ngày 05 hằng tháng"},
		"Định kỳ 6 tháng kiểm tra việc thực hiện.":                                          {"", "Định kỳ 6 tháng"},
		"Sửa quy chế sau khi có hướng dẫn của Bộ.":                                          {"", "sau khi có hướng dẫn của Bộ"},
		"Chi cục Thủy sản thực hiện.":                                                       {"Chi cục Thủy sản", ""},
		"Rà soát, do Phòng Nghiệp vụ phụ trách.":                                            {"Phòng Nghiệp vụ", ""},
		"Tổ chức dạy bù từ tháng 3 đến hết tháng 5/2026.":                                   {"", "từ tháng 3 đến hết tháng 5/2026"},
	} {
		sentence, f := labelledFacts(in)
		if len(f.lead) == 0 {
			f.add(spokenFacts(in))
		}
		if f.deadline == "" {
			f.deadline, _ = spokenDeadline(sentence, 2026)
		}
		lead := ""
		if len(f.lead) > 0 {
			lead = f.lead[0]
		}
		if got := [2]string{lead, f.deadline}; got != want || len(f.lead) > 1 {
			t.Errorf("%q: %q %q, want %q", in, f.lead, f.deadline, want)
		}
	}
}
