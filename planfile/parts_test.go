package planfile

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Ensure that a comma inside a unit's name does not part it.
func TestSplitUnits(t *testing.T) {
	for in, want := range map[string][]string{
		"Phòng Tổ chức, biên chế":                                   {"Phòng Tổ chức, biên chế"},
		"Phòng Công chức, viên chức, Văn phòng Sở":                  {"Phòng Công chức, viên chức", "Văn phòng Sở"},
		"Phòng A; Phòng B và Thanh tra Sở.":                         {"Phòng A", "Phòng B", "Thanh tra Sở"},
		"các phòng chuyên môn và các đơn vị trực thuộc":             {"Các phòng chuyên môn", "Các đơn vị trực thuộc"},
		"Sở Lao động - Thương binh và Xã hội":                       {"Sở Lao động - Thương binh và Xã hội"},
		"Văn phòng HĐND và UBND xã":                                 {"Văn phòng HĐND và UBND xã"},
		"Khoa Dược, Phòng Điều dưỡng, Phòng Điều dưỡng":             {"Khoa Dược", "Phòng Điều dưỡng"},
		"Công an xã, Đoàn Thanh niên, Hội Phụ nữ (các thôn, tổ) ; ": {"Công an xã", "Đoàn Thanh niên", "Hội Phụ nữ (các thôn, tổ)"},
	} {
		if diff := cmp.Diff(want, splitUnits(in)); diff != "" {
			t.Errorf("%q: %s", in, diff)
		}
	}
}

// Ensure that a verb that looks like the name of a unit is none.
func TestStartsUnit(t *testing.T) {
	for in, want := range map[string]bool{
		"Phòng Nội vụ": true, "các phòng chuyên môn": true, "Thanh tra": true, "Hiệu trưởng": true, "Tổ chuyên môn": true,
		"Ban hành kế hoạch": false, "Tổ chức hội nghị": false, "Phòng, chống thiên tai": false, "Phòng chống dịch": false,
		"Thanh tra việc thu phí": false, "Khoa học và công nghệ": false, "các nhiệm vụ được giao": false, "Lãnh đạo, chỉ đạo": false,
	} {
		if got := startsUnit(in); got != want {
			t.Errorf("startsUnit(%q) = %v", in, got)
		}
	}
}

// Ensure that leads, helpers and deadlines are read where they are stated, and
// nowhere else.
func TestFacts(t *testing.T) {
	for in, want := range map[string]facts{
		"Rà soát (Chủ trì: Phòng A; phối hợp: Phòng B, Phòng C; thời gian: Quý II/2026; sản phẩm: Báo cáo).": {
			lead: []string{"Phòng A"}, support: []string{"Phòng B", "Phòng C"}, deliverable: "Báo cáo", deadline: "Quý II/2026"},
		"Giao Phòng A chủ trì, phối hợp với Phòng B tham mưu đề án.":   {lead: []string{"Phòng A"}, support: []string{"Phòng B"}},
		"Phòng A chủ trì, phối hợp Thanh tra Sở kiểm tra.":             {lead: []string{"Phòng A"}, support: []string{"Thanh tra Sở"}},
		"Thẩm định dự toán quý II; Văn phòng Sở phối hợp.":             {support: []string{"Văn phòng Sở"}},
		"Mở lớp do Trung tâm Y tế chủ trì.":                            {lead: []string{"Trung tâm Y tế"}},
		"Đẩy mạnh việc giao quyền tự chủ cho các đơn vị sự nghiệp.":    {},
		"Hoàn thành kế hoạch trước ngày 30/6/2026.":                    {deadline: "trước ngày 30/6/2026"},
		"Ban hành kế hoạch trong quý I/2026.":                          {deadline: "trong quý I/2026"},
		"Thực hiện Nghị định số 20/2008/NĐ-CP ngày 14/02/2008 đầy đủ.": {},
		"Rà soát văn bản ban hành trước ngày 01/01/2020.":              {},
		"Thường xuyên đo lường sự hài lòng.":                           {deadline: "Thường xuyên"},
		"Định kỳ hằng quý kiểm tra nội bộ.":                            {deadline: "Định kỳ hằng quý"},
		"Xây dựng kế hoạch giai đoạn 2021-2030.":                       {},
	} {
		sentence, got := labelledFacts(in)
		if len(got.lead) == 0 {
			got.add(spokenFacts(sentence))
		}
		if got.deadline == "" {
			got.deadline, _ = spokenDeadline(sentence, 2026)
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(facts{}), cmp.Transformer("nil", func(s []string) string {
			out := ""
			for _, n := range s {
				out += n + "|"
			}
			return out
		})); diff != "" {
			t.Errorf("%q: %s", in, diff)
		}
	}
}

// Ensure that goals are told from years, standards and document numbers.
func TestFindTargets(t *testing.T) {
	type goal struct {
		value   float64
		compare string
		unit    string
	}
	for in, want := range map[string][]goal{
		"99,9% trở lên hồ sơ được giải quyết":                    {{99.9, ">=", "% hồ sơ"}},
		"hồ sơ đúng hạn ≥ 95%":                                   {{95, ">=", "% hồ sơ đúng hạn"}},
		"tối thiểu 80% người dân hài lòng":                       {{80, ">=", "% người dân"}},
		"trên 90% hồ sơ; dưới 5% khiếu nại":                      {{90, ">", "% hồ sơ"}, {5, "<", "% khiếu nại"}},
		"không dưới 70% cán bộ":                                  {{70, ">=", "% cán bộ"}},
		"không quá 2% hồ sơ trễ hạn":                             {{2, "<=", "% hồ sơ trễ hạn"}},
		"mở ít nhất 3 lớp tập huấn":                              {{3, ">=", "lớp tập huấn"}},
		"Tổ chức 02 hội nghị":                                    {{2, "=", "hội nghị"}},
		"giai đoạn 2021-2030, ISO 9001:2015, mức độ 3, 4":        nil,
		"Kế hoạch số 513/KH-UBND ngày 31/12/2020":                nil,
		"trong vòng ít nhất 05 ngày làm việc":                    nil,
		"công khai 100% các thủ tục thuộc thẩm quyền":            {{100, "=", "% thủ tục"}},
		"thanh tra 60% các đơn vị trực thuộc Cục trong năm":      {{60, "=", "% đơn vị trực thuộc Cục"}},
		"doanh thu đạt 1.250,5 tỷ đồng, tăng 8% so với kỳ trước": {{1250.5, "=", "tỷ đồng"}, {8, "=", "% doanh thu"}},
		"không để hồ sơ trễ hạn quá 1%":                          {{1, "<=", "% không để hồ sơ trễ hạn"}},
		"trẻ dưới 1 tuổi; 4/15 phường; mũi 3 vắc xin":            nil,
	} {
		var got []goal
		for _, x := range findTargets(in, "", true) {
			got = append(got, goal{x.Value, x.Comparison, x.Unit})
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(goal{})); diff != "" {
			t.Errorf("%q: %s", in, diff)
		}
	}
}

// Ensure that a number at the head of a line begins an item only where an item
// can begin.
func TestParagraphs(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"a code is joined": {"- Thực hiện Nghị định số 107/2020/NĐ-\n\n\nCP của Chính phủ", []string{"Thực hiện Nghị định số 107/2020/NĐ-CP của Chính phủ"}},
		"a number goes on": {"- Duy trì dịch vụ công ở mức độ\n3. Dịch vụ bưu chính công ích được mở rộng thêm.", []string{"Duy trì dịch vụ công ở mức độ 3. Dịch vụ bưu chính công ích được mở rộng thêm."}},
		"a name goes on":   {"Sở Lao động - Thương binh báo cáo về việc thi hành.\n- Làm việc với ngành Lao động\n- Thương binh về việc này và báo cáo.", []string{"Sở Lao động - Thương binh báo cáo về việc thi hành.", "Làm việc với ngành Lao động - Thương binh về việc này và báo cáo."}},
		"an address":       {"- Quy định cơ chế tự chủ trong sự nghiệp kinh\nhttps://example.vn/a.aspx\ntế và sự nghiệp khác.", []string{"Quy định cơ chế tự chủ trong sự nghiệp kinh tế và sự nghiệp khác."}},
		"a bare bullet":    {"•\nRà soát văn bản.\n•\nBan hành quy chế.", []string{"Rà soát văn bản.", "Ban hành quy chế."}},
	} {
		var got []string
		for _, b := range paragraphs(split(c.text)) {
			got = append(got, b.text)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// Ensure that an item that begins like a section is something to do, when it
// stands among tasks and has nothing under it.
func TestClassInside(t *testing.T) {
	for in, want := range map[string]class{
		"Phân công công chức trực": unknown, "Tổ chức thực hiện": organisation, "Tổ chức thực hiện: Văn phòng theo dõi": organisation,
		"Yêu cầu các phòng báo cáo": unknown, "Yêu cầu": aims, "Kiểm tra, giám sát": unknown, "Kinh phí: 5 triệu đồng": aside,
	} {
		if got := classInside(&node{block: block{text: in}}); got != want {
			t.Errorf("classInside(%q) = %v, want %v", in, got, want)
		}
	}
}
