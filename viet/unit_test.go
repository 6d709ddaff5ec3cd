package viet

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var office = []Name{
	{1, []string{"Văn phòng Sở"}}, {2, []string{"Phòng Kế hoạch – Tài chính"}}, {3, []string{"Phòng Người có công"}},
	{4, []string{"Thanh tra Sở"}}, {5, []string{"Trung tâm Dịch vụ việc làm"}},
	{6, []string{"Trung tâm Điều dưỡng Người có công"}}, {7, []string{"Phòng Tổ chức cán bộ", "TCCB"}},
	{8, []string{"Phòng Lao động – Việc làm"}}, {9, []string{"Phòng Bảo trợ xã hội"}}, {10, []string{"Phòng Bảo vệ xã hội"}},
	{11, []string{"Phòng Nghiệp vụ 1"}}, {12, []string{"Phòng Nghiệp vụ 2"}},
}

// Ensure that units are known by name, abbreviation, initials and near
// spelling, and that two that are near are never guessed between.
func TestMatchUnit(t *testing.T) {
	office := append(slices.Clone(office), Name{13, []string{"Xí nghiệp Thủy lợi Tả Ngạn"}}, Name{14, []string{"Đội Chống thất thoát"}},
		Name{15, []string{"Chi cục Tiêu chuẩn Đo lường Chất lượng"}}, Name{16, []string{"Phòng Kinh doanh - Dịch vụ khách hàng"}},
		Name{17, []string{"Nhà máy nước Cầu Vân"}}, Name{18, []string{"Phòng Quản lý hộ kinh doanh, cá nhân và thu khác"}},
		Name{19, []string{"Đội Thu gom số 1"}}, Name{20, []string{"Đội Thu gom số 2"}}, Name{21, []string{"Bộ môn Đất và Dinh dưỡng cây trồng"}})
	for _, tt := range []struct {
		text string
		ids  []int
	}{
		{"XN Tả Ngạn", []int{13}}, {"Đội CTT", []int{14}}, {"CC TĐC", []int{15}}, {"P.KDDV", []int{16}}, {"NMN Cầu Vân", []int{17}},
		{"Phòng QL hộ KD, CN và thu khác", []int{18}}, {"Đội TG2", []int{20}}, {"BM Đất - Dinh dưỡng", []int{21}}, {"Đội TG", nil}, {"P. KD", nil},
		{"P. KHTC", []int{2}}, {"Phòng KH-TC", []int{2}}, {"Phòng Kế hoạch – Tài chính", []int{2}}, {"phong ke hoach tai chinh", []int{2}},
		{"KHTC", []int{2}}, {"VP", []int{1}}, {"Văn phòng", []int{1}}, {"VP Sở", []int{1}}, {"P.NCC", []int{3}}, {"NCC", []int{3}},
		{"phòng người có côg", []int{3}}, {"Thanh tra", []int{4}}, {"TT DVVL", []int{5}}, {"TT Điều dưỡng", []int{6}},
		{"TCCB", []int{7}}, {"P. TCCB", []int{7}}, {"LĐVL", []int{8}},
		{"P. BTXH", []int{9}}, {"BTXH", []int{9}}, {"Phòng Nghiệp vụ", []int{11, 12}}, {"phong nghiep vu 2", []int{12}}, {"P. NV1", []int{11}}, {"phòng nghiệp vụ 3", []int{11, 12}}, {"P. BVXH", []int{10}},
		{"Phòng", nil}, {"abc", nil}, {"Trung tâm", nil}, {"", nil}, {"các phòng chuyên môn", nil},
	} {
		ids, ok := MatchUnit(tt.text, office)
		if !slices.Equal(ids, tt.ids) || ok != (len(tt.ids) == 1) {
			t.Errorf("MatchUnit(%q) = %v, %t, want %v", tt.text, ids, ok, tt.ids)
		}
	}
}

// Ensure that the one unit of a kind is known by its kind, with the office's own
// noun behind it or without.
func TestMatchOnlyUnit(t *testing.T) {
	commune := []Name{{1, []string{"Văn phòng HĐND và UBND xã"}}, {2, []string{"Phòng Kinh tế"}}, {3, []string{"Công đoàn cơ sở"}}}
	union := []Name{{1, []string{"Văn phòng"}}, {2, []string{"Ban Tuyên giáo"}}}
	two := []Name{{1, []string{"Văn phòng Đảng ủy"}}, {2, []string{"Văn phòng HĐND và UBND"}}}
	for _, tt := range []struct {
		text  string
		units []Name
		id    int
	}{{"VP", commune, 1}, {"Văn phòng", commune, 1}, {"Công đoàn", commune, 3}, {"Văn phòng Hội", union, 1}, {"VP", two, 0}, {"Văn phòng Quốc hội", commune, 0}} {
		ids, ok := MatchUnit(tt.text, tt.units)
		if ok != (tt.id != 0) || ok && ids[0] != tt.id {
			t.Errorf("%q: %v %t, want %d", tt.text, ids, ok, tt.id)
		}
	}
}

// Ensure that the office's lines are taken apart, and bad ones say why.
func TestParseAssign(t *testing.T) {
	got := ParseAssign("3.2 phòng KHTC, 30/6\n3.2: P. KHTC, P. NCC; hạn quý II\n\n- 7.1.6 VP và Thanh tra, hạn: 15/12\n" +
		"6.2 các phòng, quý I, 6 tháng, quý III, năm\nII.3 TT DVVL hạn 5/6\n4.2 hạn thường xuyên\nP. KHTC\n4.1")
	want := []AssignLine{
		{Line: 1, Code: "3.2", Units: []string{"phòng KHTC"}, Deadline: "30/6"},
		{Line: 2, Code: "3.2", Units: []string{"P. KHTC", "P. NCC"}, Deadline: "quý II"},
		{Line: 4, Code: "7.1.6", Units: []string{"VP", "Thanh tra"}, Deadline: "15/12"},
		{Line: 5, Code: "6.2", Units: []string{"các phòng"}, Deadline: "quý I, 6 tháng, quý III, năm"},
		{Line: 6, Code: "II.3", Units: []string{"TT DVVL"}, Deadline: "5/6"},
		{Line: 7, Code: "4.2", Deadline: "thường xuyên"},
		{Line: 8, Problem: NoCode},
		{Line: 9, Code: "4.1", Problem: NothingSaid},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Ensure that a reply recorded for a unit is parted from the unit's name.
func TestParseBehalf(t *testing.T) {
	for _, tt := range []struct {
		text, unit, rest string
	}{
		{"P. NCC: 3.2 xong, 1.5 70%", "P. NCC", "3.2 xong, 1.5 70%"},
		{"KHTC: 3.2 xong", "KHTC", "3.2 xong"},
		{"VP Sở: 1.5 xong", "VP Sở", "1.5 xong"},
		{"Phòng Kế hoạch – Tài chính: 1 xong", "Phòng Kế hoạch – Tài chính", "1 xong"},
		{"1: xong", "", "1: xong"},
		{"Báo cáo: 1 xong", "", "Báo cáo: 1 xong"},
		{"xong: 1", "", "xong: 1"},
		{"P. NCC:", "", "P. NCC:"},
	} {
		unit, rest, ok := ParseBehalf(tt.text)
		if unit != tt.unit || rest != tt.rest || ok != (tt.unit != "") {
			t.Errorf("ParseBehalf(%q) = %q, %q, %t", tt.text, unit, rest, ok)
		}
	}
}

// Ensure that several tasks in one line are cut at their semicolons, and those
// between the units of one task are not.
func TestParseAssignSemicolons(t *testing.T) {
	for text, want := range map[string][]string{
		"2.1 Văn phòng, 30/6; 2.2 P. CCHC":        {"2.1", "2.2"},
		"2.1 P. A; P. B; hạn 30/6":                {"2.1"},
		"2.1 P. A; 30.6":                          {"2.1"},
		"2.1 P. A, hạn 30.6; 2.2 P. B; 2.3 P. C;": {"2.1", "2.2", "2.3"},
	} {
		var got []string
		for _, line := range ParseAssign(text) {
			got = append(got, line.Code)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
