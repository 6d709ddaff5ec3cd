package planfile

import (
	"strings"
	"testing"
)

// Ensure that a header is understood in the words that offices use.
func TestHeaders(t *testing.T) {
	for header, want := range map[string]is{
		"STT": isNumber, "TT": isNumber, "Số TT": isNumber, "Mã": isCode,
		"Nội dung": isTaskColumn, "NHIỆM VỤ": isTaskColumn, "Tên nhiệm vụ": isTaskColumn, "Hoạt động": isTaskColumn, "Nội dung công việc": isTaskColumn, "Nhiệm vụ, giải pháp": isTaskColumn, "Đầu việc": isTaskColumn,
		"Sản phẩm": isResult, "Kết quả đầu ra": isResult, "Sản phẩm/kết quả": isResult, "Sản phẩm công việc": isResult, "Kết quả cần đạt": isResult,
		"Đơn vị chủ trì": isLead, "Cơ quan\nchủ trì": isLead, "Đơn vị thực hiện": isLead, "Người phụ trách": isLead, "Phân công": isLead, "Đơn vị đầu mối": isLead, "Bộ phận chịu trách nhiệm": isLead, "Khoa/phòng phụ trách": isLead,
		"Phối hợp": isSupport, "Cơ quan, đơn vị phối hợp": isSupport, "Đơn vị phối hợp thực hiện": isSupport, "Đơn vị cùng thực hiện": isSupport, "Làm cùng": isSupport,
		"Đơn vị chủ trì, phối hợp": isBoth, "Chủ trì/Phối hợp": isBoth,
		"Thời gian": isDue, "Thời hạn hoàn thành": isDue, "Tiến độ": isDue, "Hoàn thành": isDue, "Thời gian thực hiện": isDue, "Hạn": isDue, "Ngày hoàn thành": isDue, "Thời gian kết thúc": isDue, "Mốc thời gian": isDue, "Thời gian trình": isDue,
		"Bắt đầu": isStart, "Ngày bắt đầu": isStart, "Thời gian bắt đầu": isStart,
		"Lĩnh vực": isArea, "Nhóm nhiệm vụ": isArea, "Chỉ tiêu": isGoalColumn, "Họ và tên": isPerson,
		"Ghi chú": isOther, "Kinh phí": isOther, "Kinh phí thực hiện (triệu đồng)": isOther, "Văn bản giao nhiệm vụ": isOther, "Căn cứ": isOther, "Đơn vị tính": isOther, "% hoàn thành": isOther, "Tiến độ (%)": isOther,
		"Thực hiện 2026": isOther, "Ước thực hiện năm 2026": isOther, "Đơn vị thực hiện năm 2026": isLead, "Thời gian thực hiện năm 2026": isDue,
		"Tình trạng": isOther, "Lãnh đạo phụ trách": isOther, "Ngày giao": isOther, "Cơ quan ban hành": isOther, "Số lượng": isOther, "Địa điểm": isOther, "Mức độ hoàn thành": isOther,
		"": isNothing, "I": isNothing, "Ban Giám đốc đề nghị các đơn vị nghiêm túc triển khai thực hiện các nội dung của kế hoạch này trong toàn ngành": isNothing,
	} {
		if got := headerMeans(header); got != want {
			t.Errorf("%q is %d, want %d", header, got, want)
		}
	}
}

// Ensure that a cell of those who lead gives their names, and nobody else's.
func TestLeadCells(t *testing.T) {
	for in, want := range map[string]string{
		"Văn phòng": "Văn phòng",
		"Báo và Phát thanh, Truyền hình tỉnh; Đài Phát thanh và Truyền hình huyện": "Báo và Phát thanh, Truyền hình tỉnh, Đài Phát thanh và Truyền hình huyện",
		"Văn phòng Sở; các phòng chuyên môn":                                       "Văn phòng Sở, Các phòng chuyên môn",
		"Phòng Kế hoạch -\nTài chính":                                              "Phòng Kế hoạch - Tài chính",
		"Văn phòng\nThanh tra Sở":                                                  "Văn phòng, Thanh tra Sở",
		"- Văn phòng;\n- Phòng Tổ chức":                                            "Văn phòng, Phòng Tổ chức",
		"1. Văn phòng\n2. Thanh tra Sở":                                            "Văn phòng, Thanh tra Sở",
		"VP, TCHC, KHTC":                                                           "VP, TCHC, KHTC",
		"VP/TCHC":                                                                  "VP, TCHC",
		"P. KHTC + P. TCHC":                                                        "P. KHTC, P. TCHC",
		"TCHC\nKHTC":                                                               "TCHC, KHTC",
		"Phòng Văn hóa, Thể thao và Du lịch":                                       "Phòng Văn hóa, Thể thao và Du lịch",
		"Phòng Tài chính và Phòng Tổ chức":                                         "Phòng Tài chính, Phòng Tổ chức",
		"Sở Khoa học và Công nghệ":                                                 "Sở Khoa học và Công nghệ",
		"Chủ trì: Văn phòng\nPhối hợp: Các khoa":                                   "Văn phòng | Các khoa",
		"CT: Văn phòng\nPH: Thanh tra; Các khoa":                                   "Văn phòng | Thanh tra, Các khoa",
		"Văn phòng (chủ trì), Thanh tra Sở (phối hợp)":                             "Văn phòng | Thanh tra Sở",
		"Văn phòng chủ trì, phối hợp với Thanh tra Sở":                             "Văn phòng | Thanh tra Sở",
		"Giao Văn phòng chủ trì":                                                   "Văn phòng",
		"Đ/c Nguyễn Văn Hùng":                                                      "Đ/c Nguyễn Văn Hùng",
		"Ban Giám hiệu; Tổ trưởng chuyên môn":                                      "Ban Giám hiệu, Tổ trưởng chuyên môn",
		"UBND các xã, phường":                                                      "UBND các xã, phường",
		"Công an xã, Ban Chỉ huy Quân sự xã":                                       "Công an xã, Ban Chỉ huy Quân sự xã",
	} {
		f := leadCell(in)
		got := strings.Join(f.lead, ", ")
		if len(f.support) > 0 {
			got += " | " + strings.Join(f.support, ", ")
		}
		if got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

// Ensure that the phrase of a deadline says what its cell shows under its header.
func TestDueCells(t *testing.T) {
	for _, c := range []struct{ header, text, want string }{
		{"Thời hạn", "Quý II/2026", "Quý II/2026"},
		{"Quý", "II", "Quý II"},
		{"Quý", "I, III", "Quý I, III"},
		{"Tháng", "3", "Tháng 3"},
		{"Thời gian (tháng)", "3-5", "Tháng 3-5"},
		{"Tháng", "T3", "T3"},
		{"Thời gian", "Quý I\nQuý III", "Quý I, Quý III"},
		{"Thời gian", "- Đợt 1: tháng 3\n- Đợt 2: tháng 9", "Đợt 1: tháng 3, Đợt 2: tháng 9"},
		{"Thời gian", "Trước ngày\n15/6/2026", "Trước ngày 15/6/2026"},
		{"Hoàn thành trước ngày", "15/6/2026", "trước ngày 15/6/2026"},
		{"Hoàn thành trước ngày", "Quý I", "Quý I"},
		{"Năm", "2026", "2026"},
		{"Thời hạn", "15", "15"},
	} {
		if got := dueCell(column{name: c.header}, cell{text: c.text}); got != c.want {
			t.Errorf("%s, %q: %q, want %q", c.header, c.text, got, c.want)
		}
	}
}

// Ensure that what numbers a row is told from what does not.
func TestCellNumbers(t *testing.T) {
	for in, want := range map[string]string{
		"1": "1", "01": "1", "1.": "1", "1)": "1", "(1)": "1", "1.1": "1.1", "1.1.": "1.1", "1.10": "1.10", "I": "I", "IV.": "IV", "A": "A", "B.": "B", "a)": "a", "đ": "đ", "I.2": "I.2", "2.a": "2.a",
		"-": "", "+": "", "2026": "2026", "Ghi chú": "", "1.1.1.1.1.1.1.1.1": "", "IIII": "", "12/2026": "", "": "", "VP": "",
	} {
		m, _ := readCellNumber(in)
		if m.printed != want {
			t.Errorf("%q: %q, want %q", in, m.printed, want)
		}
	}
}

// Ensure that a row of a table that looks like a header is none, and that a
// table of members, prices or documents is no table of tasks.
func TestRowsLikeHeaders(t *testing.T) {
	for name, c := range map[string]struct {
		table string
		tasks int
	}{
		"a row of header words": {"Nội dung | Đơn vị chủ trì | Kết quả\nTập huấn kỹ năng | Phòng Trẻ em | Tài liệu\nHoạt động hè | Phòng Trẻ em | Báo cáo kết quả\nCông tác đội | Đoàn trường | Sổ theo dõi", 3},
		"printed again":         {"Nội dung | Đơn vị chủ trì | Kết quả\nTập huấn kỹ năng | Phòng Trẻ em | Tài liệu\nNội dung | Đơn vị chủ trì | Kết quả\nCông tác đội | Đoàn trường | Sổ", 2},
		"members":               {"STT | Họ và tên | Chức vụ | Nhiệm vụ\n1 | Trần Văn Bảo | Giám đốc | Trưởng ban", 0},
		"prices":                {"STT | Nội dung | Số lượng | Đơn giá | Thành tiền | Thời gian\n1 | In tài liệu | 100 | 2.000 | 200.000 | Quý I", 0},
		"documents":             {"STT | Tên văn bản | Cơ quan ban hành | Ngày ban hành\n1 | Luật Lưu trữ | Quốc hội | 21/6/2024", 0},
		"units":                 {"STT | Tên đơn vị | Trưởng đơn vị | Điện thoại\n1 | Phòng Nội vụ | Lê An | 0912", 0},
		"only a header":         {"STT | Nhiệm vụ | Chủ trì | Thời hạn", 0},
	} {
		plan := readGrids([]grid{sampleGrid(c.table)}, Header{Year: 2026})
		if len(plan.tasks) != c.tasks {
			t.Errorf("%s: %d tasks, want %d: %+v", name, len(plan.tasks), c.tasks, plan.tasks)
		}
	}
}

// Ensure that a column of codes beside the numbers gives the codes.
func TestOwnCodes(t *testing.T) {
	plan := readGrids([]grid{sampleGrid("STT | Mã nhiệm vụ | Nhiệm vụ | Chủ trì\n1 | 3.2 | Rà soát quy chế | Văn phòng\n2 | KH-07 | Tập huấn nghiệp vụ | Văn phòng\n3 | | Kiểm tra nội bộ | Thanh tra")}, Header{Year: 2026})
	var got []string
	for _, task := range plan.tasks {
		got = append(got, task.Code)
	}
	if s := strings.Join(got, " "); s != "3.2 KH-07 3" {
		t.Error(s)
	}
}
