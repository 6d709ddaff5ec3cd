package planfile

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// withAppendix is a plan with these items, and behind its signature a table
// with these rows of number, task, lead and time.
func withAppendix(items string, rows ...string) string {
	table := [][]string{{"STT", "Nội dung công việc", "Đơn vị chủ trì", "Thời hạn"}}
	for _, r := range rows {
		table = append(table, strings.Split(r, "|"))
	}
	return wordPlan(paras(items)) + para("PHỤ LỤC") + para("PHÂN CÔNG NHIỆM VỤ NĂM 2026") + wordTable(table...)
}

// givenTasks are the tasks of a document with what is stated of them.
func givenTasks(d Document) []string {
	var out []string
	for _, t := range d.Tasks {
		out = append(out, strings.TrimRight(fmt.Sprintf("%s %s [%s] %s", t.Code, t.Title, strings.Join(t.Lead, "; "), t.Deadline.Raw), " "))
	}
	return out
}

func complained(d Document) []string {
	var out []string
	for _, p := range d.Problems {
		out = append(out, strings.TrimSpace(p.Where+" "+p.Code))
	}
	return out
}

// Ensure that an appendix gives units and times to the items that it says
// again, be it in other words, and that what it says of nothing is said.
func TestAppendix(t *testing.T) {
	const items = "1. Thể chế\n- Rà soát, sửa đổi, bổ sung Quy chế làm việc của Sở.\n- Ban hành Kế hoạch kiểm tra cải cách hành chính.\n2. Tài chính\n- Công khai dự toán, quyết toán ngân sách năm 2025.\n- Thực hành tiết kiệm điện, văn phòng phẩm."
	for name, c := range map[string]struct {
		body             string
		want, complaints []string
	}{
		"the same words": {withAppendix(items, "1|Rà soát, sửa đổi, bổ sung Quy chế làm việc của Sở|Văn phòng|Quý I", "2|Ban hành Kế hoạch kiểm tra cải cách hành chính|Thanh tra|Tháng 2", "3|Công khai dự toán, quyết toán ngân sách năm 2025|Phòng Kế toán|30/6/2026", "4|Thực hành tiết kiệm điện, văn phòng phẩm|Các phòng|Thường xuyên"),
			[]string{"1.1 Rà soát, sửa đổi, bổ sung Quy chế làm việc của Sở [Văn phòng] Quý I", "1.2 Ban hành Kế hoạch kiểm tra cải cách hành chính [Thanh tra] Tháng 2", "2.1 Công khai dự toán, quyết toán ngân sách năm 2025 [Phòng Kế toán] 30/6/2026", "2.2 Thực hành tiết kiệm điện, văn phòng phẩm [Các phòng] Thường xuyên"}, nil},
		"other words, another order": {withAppendix(items, "1|Tiết kiệm điện, văn phòng phẩm|Các phòng|Thường xuyên", "2|Kế hoạch kiểm tra cải cách hành chính năm 2026|Thanh tra|Tháng 2", "3|Sửa đổi Quy chế làm việc|Văn phòng|Quý I"),
			[]string{"1.1 Rà soát, sửa đổi, bổ sung Quy chế làm việc của Sở [Văn phòng] Quý I", "1.2 Ban hành Kế hoạch kiểm tra cải cách hành chính [Thanh tra] Tháng 2", "2.1 Công khai dự toán, quyết toán ngân sách năm 2025 []", "2.2 Thực hành tiết kiệm điện, văn phòng phẩm [Các phòng] Thường xuyên"}, []string{"items_unmatched", "leads_missing", "deadlines_missing"}},
		"a row of nothing": {withAppendix(items, "1|Sửa đổi Quy chế làm việc của Sở|Văn phòng|Quý I", "2|Tổ chức hội thao ngành|Công đoàn|Tháng 8"),
			[]string{"1.1 Rà soát, sửa đổi, bổ sung Quy chế làm việc của Sở [Văn phòng] Quý I", "1.2 Ban hành Kế hoạch kiểm tra cải cách hành chính []", "2.1 Công khai dự toán, quyết toán ngân sách năm 2025 []", "2.2 Thực hành tiết kiệm điện, văn phòng phẩm []",
				"1-2.2 Tổ chức hội thao ngành [Công đoàn] Tháng 8"}, []string{"bảng 1, hàng 3 row_added", "items_unmatched"}},
		"by codes": {withAppendix(items, "1.1|Sửa quy chế Sở|Văn phòng|Quý I", "2.1|Công khai ngân sách|Phòng Kế toán|30/6/2026"),
			[]string{"1.1 Rà soát, sửa đổi, bổ sung Quy chế làm việc của Sở [Văn phòng] Quý I", "1.2 Ban hành Kế hoạch kiểm tra cải cách hành chính []", "2.1 Công khai dự toán, quyết toán ngân sách năm 2025 [Phòng Kế toán] 30/6/2026", "2.2 Thực hành tiết kiệm điện, văn phòng phẩm []"}, []string{"items_unmatched"}},
		"nearly the same": {withAppendix("1. Kỷ luật\n- Tổ chức kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính.", "1|Kiểm tra việc chấp hành kỷ luật lao động tại các phòng|Thanh tra|Quý II"),
			[]string{"1.1 Tổ chức kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính [Thanh tra] Quý II"}, []string{"bảng 1, hàng 2 row_alike"}},
		"two that differ": {withAppendix("1. Thể chế\n- Ban hành Quy chế làm việc, Phòng Pháp chế chủ trì, xong trước 30/6/2026.\n- Kiểm tra công vụ, Thanh tra chủ trì.", "1|Ban hành Quy chế làm việc|Văn phòng|Quý IV", "2|Kiểm tra công vụ|Thanh tra|Quý II"),
			[]string{"1.1 Ban hành Quy chế làm việc, Phòng Pháp chế chủ trì [Phòng Pháp chế] trước 30/6/2026", "1.2 Kiểm tra công vụ, Thanh tra chủ trì [Thanh tra] Quý II"}, []string{"bảng 1, hàng 2 leads_differ", "bảng 1, hàng 2 deadlines_differ"}},
		"a rhythm and a day": {withAppendix("1. Thể chế\n- Định kỳ hằng quý kiểm tra công vụ của các phòng.\n- Phê duyệt danh mục nhiệm vụ đặt hàng năm 2027.", "1|Kiểm tra công vụ của các phòng|Văn phòng|Hết tháng 10/2026", "2|Danh mục nhiệm vụ đặt hàng|Thanh tra|Quý II"),
			[]string{"1.1 Định kỳ hằng quý kiểm tra công vụ của các phòng [Văn phòng] Hết tháng 10/2026", "1.2 Phê duyệt danh mục nhiệm vụ đặt hàng năm 2027 [Thanh tra] Quý II"}, []string{"bảng 1, hàng 2 deadlines_differ"}},
		"no items": {withAppendix("Nội dung cụ thể theo Phụ lục kèm theo.", "1|Ban hành Quy chế làm việc|Văn phòng|Quý IV"), []string{"1 Ban hành Quy chế làm việc [Văn phòng] Quý IV"}, nil},
	} {
		d := readPacked(t, docx(t, c.body, nil))
		checkDocument(t, d)
		if diff := cmp.Diff(c.want, givenTasks(d)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if diff := cmp.Diff(c.complaints, complained(d)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if d.Choice != nil {
			t.Errorf("%s: a choice of %+v", name, *d.Choice)
		}
	}
}

// Ensure that a document whose text and tables differ much leaves the choice to
// the office, and that either can be had.
func TestChoice(t *testing.T) {
	body := withAppendix("1. Nâng cao nhận thức của công chức về chuyển đổi số.\n2. Tăng cường kiểm tra, đôn đốc các đơn vị.\n3. Mở lớp tập huấn kỹ năng số cho công chức.",
		"1|Lắp đặt mạng nội bộ|Văn phòng|Quý I", "2|Mua sắm máy tính|Phòng Kế toán|Quý II", "3|Mở lớp tập huấn kỹ năng số|Phòng Tổ chức|Tháng 9", "4|Xây dựng trang thông tin điện tử|Văn phòng|30/11/2026")
	data := docx(t, body, nil)
	rows := []string{"1 Lắp đặt mạng nội bộ [Văn phòng] Quý I", "2 Mua sắm máy tính [Phòng Kế toán] Quý II", "3 Mở lớp tập huấn kỹ năng số [Phòng Tổ chức] Tháng 9", "4 Xây dựng trang thông tin điện tử [Văn phòng] 30/11/2026"}
	items := []string{"II.1 Nâng cao nhận thức của công chức về chuyển đổi số []", "II.2 Tăng cường kiểm tra, đôn đốc các đơn vị []", "II.3 Mở lớp tập huấn kỹ năng số cho công chức [Phòng Tổ chức] Tháng 9"}
	for take, c := range map[Source]struct {
		taken            Source
		want, complaints []string
	}{
		"":       {FromRows, rows, []string{"choice_rows"}},
		FromRows: {FromRows, rows, []string{"choice_rows"}},
		FromText: {FromText, items, []string{"choice_text", "bảng 1, hàng 2 row_unmatched", "bảng 1, hàng 3 row_unmatched", "bảng 1, hàng 5 row_unmatched", "items_unmatched"}},
		FromBoth: {FromBoth, append(append([]string{}, items...), rows[0], rows[1], rows[3]), []string{"choice_both", "leads_missing", "deadlines_missing"}},
	} {
		d, err := ReadTaking("a.docx", data, take)
		if err != nil {
			t.Fatal(err)
		}
		checkDocument(t, d)
		if diff := cmp.Diff(&Choice{Taken: c.taken, Text: 3, Rows: 4, Matched: 1}, d.Choice); diff != "" {
			t.Errorf("%q: %s", take, diff)
		}
		if diff := cmp.Diff(c.want, givenTasks(d)); diff != "" {
			t.Errorf("%q: %s", take, diff)
		}
		if diff := cmp.Diff(c.complaints, complained(d)); diff != "" {
			t.Errorf("%q: %s", take, diff)
		}
		out, err := json.Marshal(d)
		if err != nil || !strings.Contains(string(out), fmt.Sprintf(`"choice":{"taken":%q,"text":3,"rows":4,"matched":1}`, c.taken)) {
			t.Errorf("%v in %s", err, out)
		}
	}
}

// Ensure that few rows beside many items leave the items.
func TestChoiceOfText(t *testing.T) {
	items := "1. Thể chế"
	for i := range 12 {
		items += fmt.Sprintf("\n- Hoàn thành nội dung công tác thứ %d của cơ quan.", i+1)
	}
	d := readPacked(t, docx(t, withAppendix(items, "1|Tổ chức hội thao|Công đoàn|Tháng 8"), nil))
	if d.Choice == nil || d.Choice.Taken != FromText || len(d.Tasks) != 12 {
		t.Errorf("%+v %v", d.Choice, givenTasks(d))
	}
}

// Ensure that many items and rows are matched, and soon.
func TestAppendixOfMany(t *testing.T) {
	var items strings.Builder
	var rows []string
	items.WriteString("1. Thể chế")
	words := strings.Fields("quy chế đề án báo cáo phương án hồ sơ dự toán kế hoạch danh mục phần mềm tài sản trang thiết bị đội ngũ")
	text := func(i int) string {
		return fmt.Sprintf("Hoàn thiện %s %s %s số %d", words[i%len(words)], words[i/7%len(words)], words[i/31%len(words)], i)
	}
	for i := range 3_000 {
		items.WriteString("\n- " + text(i) + " của cơ quan, đơn vị.")
		rows = append(rows, fmt.Sprintf("%d|%s|Phòng %d|Quý II", i+1, text(2_999-i), i%9))
	}
	d := readPacked(t, docx(t, withAppendix(items.String(), rows...), nil))
	if len(d.Tasks) != 3_000 || d.Choice != nil {
		t.Fatalf("%d tasks, %+v", len(d.Tasks), d.Choice)
	}
	for i, task := range d.Tasks {
		if want := fmt.Sprintf("Phòng %d", (2_999-i)%9); len(task.Lead) != 1 || task.Lead[0] != want {
			t.Fatalf("%s: %v, want %s", task.Text, task.Lead, want)
		}
	}
}

// Ensure that an appendix with as many rows of other work is told from the items in
// a time that does not grow with the pairs of them: both are the tasks.
func TestAppendixOfOtherWork(t *testing.T) {
	var items strings.Builder
	var rows []string
	items.WriteString("1. Việc")
	const n = 2_000
	for i := range n {
		fmt.Fprintf(&items, "\n- Phòng %d kiểm tra công trình số %d tại xã %d, hoàn thành trước ngày 30/6/2026.", i%9, i*7919%10007, i)
		rows = append(rows, fmt.Sprintf("%d|Tập huấn lớp nghiệp vụ khóa %d cho thôn %d|Phòng B|Quý II", i+1, i*31%9973, i*17%997))
	}
	data := docx(t, withAppendix(items.String(), rows...), nil)
	began := time.Now()
	d := readPacked(t, data)
	if len(d.Tasks) != 2*n || d.Choice == nil || d.Choice.Taken != FromBoth {
		t.Fatalf("%d tasks, %+v", len(d.Tasks), d.Choice)
	}
	if took := time.Since(began); took > 10*time.Second && !raced {
		t.Errorf("it took %s", took)
	}
}

// Ensure that a heading with a sentence under it is a task where a row of the
// appendix says the same.
func TestAppendixOfHeadings(t *testing.T) {
	items := "1. Lễ khai mạc Tuần văn hóa\nKịch bản phải lấy ý kiến của Hội đồng nghệ thuật.\n2. Giải chạy bản làng\nCự ly 5 km và 10 km.\n3. Tổng kết Tuần văn hóa\nLập danh sách khen thưởng."
	d := readPacked(t, docx(t, withAppendix(items, "1|Lễ khai mạc Tuần văn hóa|Phòng Nghệ thuật|25/3/2026", "2|Giải chạy bản làng|Phòng Thể thao|26/3/2026", "3|Tổng kết Tuần văn hóa|Văn phòng|Quý II")+para("Danh sách có 03 công việc./."), nil))
	want := []string{"II.1 Lễ khai mạc Tuần văn hóa [Phòng Nghệ thuật] 25/3/2026", "II.2 Giải chạy bản làng [Phòng Thể thao] 26/3/2026", "II.3 Tổng kết Tuần văn hóa [Văn phòng] Quý II"}
	if diff := cmp.Diff(want, givenTasks(d)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string(nil), complained(d)); diff != "" {
		t.Error(diff)
	}
}
