package planfile

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Ensure that what a person must look at is a warning with its line, and that
// nothing else is. Line 8 is the first under "II. NHIỆM VỤ".
func TestWarnings(t *testing.T) {
	const head = "UBND TỈNH LAM GIANG\nSỞ NỘI VỤ\nSố: 1/KH-SNV\nLam Giang, ngày 05 tháng 01 năm 2026\nKẾ HOẠCH\nCông tác năm 2026\nII. NHIỆM VỤ\n"
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"nothing":             {"1. Rà soát quy chế làm việc.\n2. Ban hành kế hoạch kiểm tra.", nil},
		"two deadlines":       {"1. Rà soát quy chế làm việc.\nThời gian: Quý I\nThời hạn: 30/6/2026", []string{"9 deadline_twice"}},
		"two of a group":      {"1. Công tác cán bộ\nThời gian: Quý I\nHoàn thành: Quý II\n- Rà soát quy hoạch.\n- Ban hành quy chế.", []string{"9 deadline_twice", "8 group_facts"}},
		"not understood":      {"1. Rà soát quy chế làm việc.\nChủ trì: Văn phòng\nThời gian: mùa mưa", []string{"10 deadline_unknown"}},
		"impossible":          {"1. Rà soát quy chế (thời gian: 31/6/2026).", []string{"8 deadline_unknown"}},
		"as above":            {"1. Rà soát quy chế làm việc.\nChủ trì: nt", []string{"9 lead_unknown"}},
		"who leads":           {"1. Rà soát quy chế làm việc.\nChủ trì, phối hợp: Phòng A; Phòng B", []string{"9 lead_unknown"}},
		"a date of what":      {"1. Chuẩn bị hội nghị trước ngày 12/5/2026 của tỉnh tại hội trường.", []string{"8 date_unsure"}},
		"two rounds":          {"1. Tiêm phòng đợt 1 trong tháng 3, đợt 2 trong tháng 9.", []string{"8 date_unsure"}},
		"a jump":              {"1. Rà soát quy chế làm việc.\n3. Ban hành kế hoạch kiểm tra.", []string{"9 numbering_jump"}},
		"doubled":             {"1. Rà soát quy chế làm việc.\n1. Ban hành kế hoạch kiểm tra.", []string{"9 numbering_restart", "9 code_doubled"}},
		"a lead for all":      {"1. Công tác cán bộ\nĐơn vị chủ trì: Phòng A\n- Rà soát quy hoạch.\n- Ban hành quy chế.", []string{"8 group_facts"}},
		"a lead for none":     {"1. Công tác cán bộ\nĐơn vị chủ trì: Phòng A\n- Rà soát quy hoạch, Phòng B chủ trì.\n- Ban hành quy chế, Phòng C chủ trì.", []string{"8 group_facts", "8 item_skipped"}},
		"a lead-in":           {"1. Công tác cán bộ\n- Triển khai các việc sau đây:\n+ Rà soát lại quy hoạch cán bộ.\n+ Ban hành quy chế mới.", []string{"9 lead_in"}},
		"a paragraph":         {"1. Công tác cán bộ\nTăng cường quản lý cán bộ ở các đơn vị.\n- Rà soát lại quy hoạch cán bộ.\n- Ban hành quy chế mới.", []string{"9 item_skipped"}},
		"nothing to do":       {"1. Công tác cán bộ\n- Rà soát lại quy hoạch.\n- Ban hành quy chế.\n2. Công tác khác", []string{"11 area_empty"}},
		"a table":             {"1. Rà soát quy chế làm việc.\nSTT | Nội dung | Đơn vị chủ trì | Thời gian\n1 | Ban hành quy chế | Phòng A | Quý I", []string{" choice_both"}},
		"a table in one line": {"1. Rà soát quy chế làm việc.\nSTT Nội dung Đơn vị chủ trì Thời gian\n1 Ban hành quy chế Phòng A Quý I", []string{"9 table"}},
		"an unknown section":  {"1. Rà soát quy chế làm việc.\nIII. CÔNG TÁC KHÁC\n1. Tháng thanh niên\n2. Quỹ khuyến học của cơ quan", []string{"9 section_skipped"}},
		"a likely section":    {"1. Rà soát quy chế làm việc.\nIII. CÔNG TÁC KHÁC\n1. Tổ chức hội thao.\n2. Xây dựng quy chế mới.\n3. Kiểm tra nội bộ cơ quan.", []string{"9 section_guessed"}},
		"an appendix":         {"1. Rà soát quy chế làm việc.\nNơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nTrần Văn An\nPHỤ LỤC\nDANH MỤC\n1\nRà soát\nPhòng A", []string{"13 appendix_skipped"}},
		"a missing appendix":  {"1. Rà soát quy chế làm việc.\n(Chi tiết tại Phụ lục kèm theo)", []string{"9 appendix_missing"}},
		"too long":            {"1. Rà soát " + strings.Repeat("quy chế làm việc của cơ quan ", 250), []string{"8 item_long"}},
		"somebody else's job": {"1. Rà soát quy chế làm việc.\n2. Kiến nghị, đề xuất với tỉnh\n- Đề nghị Sở Y tế bổ sung biên chế.", []string{"10 item_skipped", "9 area_empty"}},
	} {
		d, err := Text([]byte(head + c.text + "\n"))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, p := range d.Problems {
			got = append(got, strings.TrimPrefix(p.Where, "dòng ")+" "+p.Code)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
