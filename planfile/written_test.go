package planfile

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Ensure that a plan reads the same however an office numbers it, where it
// states units and times, and how its pages were printed.
func TestWrittenPlans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := &writtenPlan{marks: rapid.SampledFrom(numberings).Draw(t, "marks"), form: rapid.IntRange(0, forms-1).Draw(t, "form")}
		text := printed(t, w.text(t))
		d, err := Text([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		var got []written
		for _, task := range d.Tasks {
			got = append(got, written{task.Area, task.Text, strings.Join(task.Lead, "|"), strings.Join(task.Support, "|"), task.Deadline.Raw, task.Deadline.Due.String()})
		}
		if diff := cmp.Diff(w.tasks, got, cmp.AllowUnexported(written{})); diff != "" {
			t.Fatalf("%s\n%s", diff, text)
		}
	})
}

// Ensure that the width of its lines, blank lines between them and the numbers
// of its pages change nothing of what a plan says.
func TestLayouts(t *testing.T) {
	names, _ := filepath.Glob("testdata/texts/*.txt")
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		if isBroken(text) || unmarked[filepath.Base(name)] {
			continue // it has a layout of its own
		}
		want := withoutLines(describe(readFile(t, name)))
		for layout, form := range map[string]struct {
			width         int
			spaced, paged bool
		}{"wrapped": {width: 78}, "spaced": {78, true, true}, "narrow": {66, false, true}} {
			d, err := Read(name, []byte(laidOut(text, form.width, form.spaced, form.paged)))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, withoutLines(describe(d))); diff != "" {
				t.Errorf("%s, %s: %s", name, layout, diff)
			}
		}
	}
}

// unmarked texts have paragraphs that only the ends of their lines part.
var unmarked = map[string]bool{"du-lich.txt": true, "khuyen-cong.txt": true, "khong-gach.txt": true, "truong-hoc.txt": true}

// isBroken says that a text comes in lines of a page.
func isBroken(text string) bool {
	lines := split(text)
	for _, l := range lines {
		if l.width > longestRow {
			return false
		}
	}
	return layout(lines).wrap > 0
}

// withoutLines is a description without the lines of its warnings.
func withoutLines(t string) []string {
	var out []string
	for l := range strings.SplitSeq(t, "\n") {
		if rest, ok := strings.CutPrefix(l, "dòng "); ok {
			_, l, _ = strings.Cut(rest, " ")
		}
		out = append(out, l)
	}
	return out
}

// laidOut prints a text in lines of some width.
func laidOut(text string, width int, spaced, paged bool) string {
	var b strings.Builder
	n := 0
	for l := range strings.SplitSeq(text, "\n") {
		rows := []string{l}
		if !hasGap(l) {
			rows = wrap(l, width)
		}
		for _, row := range rows {
			b.WriteString(row + "\n")
			if spaced {
				b.WriteString("\n")
			}
			if n++; paged && n%30 == 0 {
				fmt.Fprintf(&b, "\n%40d\n\f", n/30+1)
			}
		}
	}
	return b.String()
}

// numberings are how areas and tasks are marked: %d is the number, %s the
// letter of an item.
var numberings = []struct{ section, area, task string }{
	{"%s. ", "%d. ", "- "}, {"%s/ ", "%d/ ", "+ "}, {"%s. ", "%d) ", "- "}, {"%s- ", "%d- ", "- "}, {"%s. ", "%d. ", "%s) "}, {"%s. ", "%d. ", "(%d) "},
	{"%s. ", "%d. ", "• "}, {"%s. ", "%d. ", "%d.%d. "},
}

var (
	someUnits = []string{"Phòng Tổ chức cán bộ", "Văn phòng Sở", "Thanh tra Sở", "Phòng Kế hoạch - Tài chính", "Trung tâm Công nghệ thông tin", "Chi cục Kiểm lâm",
		"Ban Quản lý dự án đầu tư xây dựng", "Các phòng chuyên môn", "UBND các huyện"}
	someAreas = []string{"Công tác chỉ đạo, điều hành", "Cải cách thể chế", "Quản lý tài chính, tài sản công", "Phát triển nguồn nhân lực",
		"Xây dựng chính quyền điện tử và ứng dụng công nghệ thông tin trong hoạt động của cơ quan"}
	someWork = []string{
		"Rà soát, sửa đổi quy chế làm việc của cơ quan theo Quyết định số 12/2019/QĐ-UBND ngày 15/3/2019 của UBND tỉnh",
		"Tổ chức kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính tại các đơn vị trực thuộc",
		"Xây dựng kế hoạch đào tạo, bồi dưỡng công chức, viên chức giai đoạn 2021-2025",
		"Số hóa hồ sơ lưu trữ, cập nhật lên phần mềm quản lý văn bản và điều hành",
		"Duy trì hệ thống quản lý chất lượng theo Tiêu chuẩn quốc gia TCVN ISO 9001:2015 vào hoạt động của cơ quan, bảo đảm mọi quy trình được cập nhật kịp thời khi có thay đổi",
		"Tiếp nhận, giải quyết hồ sơ của tổ chức, công dân tại Bộ phận một cửa",
		"Mở lớp tập huấn nghiệp vụ cho cán bộ đầu mối của các phòng, đơn vị",
		"Công khai địa chỉ, số điện thoại của người tiếp nhận phản ánh, kiến nghị trên Trang thông tin điện tử",
		"Lập dự toán thu, chi ngân sách và công khai theo Thông tư số 61/2017/TT-BTC ngày 15/6/2017 của Bộ Tài chính",
	}
	someTimes = []struct{ phrase, due string }{
		{"trước ngày 30/6/2022", "2022-06-29"}, {"trong quý II/2022", "2022-06-30"}, {"chậm nhất ngày 15 tháng 11 năm 2022", "2022-11-15"},
		{"trong tháng 9/2022", "2022-09-30"}, {"trước 31/12/2022", "2022-12-30"},
	}
)

// The forms in which a plan states who and when.
const (
	saysNothing  = iota
	saysOnLines  // Đơn vị chủ trì: … on lines of their own
	saysInside   // (Chủ trì: …; phối hợp: …; thời gian: …)
	saysInWords  // Giao … chủ trì, phối hợp với …, hoàn thành …
	saysByUnit   // … . Phòng A chủ trì, hoàn thành …
	saysAtBullet // - Chủ trì: … under the task
	forms
)

type written struct{ area, text, lead, support, raw, due string }

type writtenPlan struct {
	marks struct{ section, area, task string }
	form  int
	work  string // of the next task
	tasks []written
}

func (w *writtenPlan) text(t *rapid.T) string {
	var b strings.Builder
	b.WriteString("UBND TỈNH LAM GIANG\nSỞ NỘI VỤ\nSố: 12/KH-SNV\nLam Giang, ngày 10 tháng 01 năm 2022\nKẾ HOẠCH\nCải cách hành chính năm 2022\n" +
		"Căn cứ Kế hoạch số 05/KH-UBND ngày 03/01/2022 của UBND tỉnh, Sở ban hành Kế hoạch như sau:\n")
	fmt.Fprintf(&b, w.marks.section+"MỤC ĐÍCH, YÊU CẦU\n", "I")
	b.WriteString("- Nâng cao hiệu lực, hiệu quả hoạt động của cơ quan; phấn đấu 95% hồ sơ đúng hạn.\n")
	fmt.Fprintf(&b, w.marks.section+"NHIỆM VỤ\n", "II")
	works := rapid.Permutation(someWork).Draw(t, "works")
	for a := range rapid.IntRange(1, 3).Draw(t, "areas") {
		fmt.Fprintf(&b, w.marks.area+"%s\n", a+1, rapid.SampledFrom(someAreas).Draw(t, "area"))
		for i := range rapid.IntRange(2, 3).Draw(t, "tasks") {
			w.work = works[(3*a+i)%len(works)]
			w.task(t, &b, a+1, i+1)
		}
	}
	fmt.Fprintf(&b, w.marks.section+"TỔ CHỨC THỰC HIỆN\n", "III")
	b.WriteString("Văn phòng Sở theo dõi, đôn đốc, tổng hợp báo cáo.\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\nGIÁM ĐỐC\nTrần Văn An\n")
	return b.String()
}

func (w *writtenPlan) task(t *rapid.T, b *strings.Builder, area, number int) {
	mark := w.marks.task
	switch strings.Count(mark, "%") {
	case 1:
		if strings.Contains(mark, "%s") {
			mark = fmt.Sprintf(mark, string(smallLetters[number-1]))
		} else {
			mark = fmt.Sprintf(mark, number)
		}
	case 2:
		mark = fmt.Sprintf(mark, area, number)
	}
	lead := rapid.SampledFrom(someUnits).Draw(t, "lead")
	support := rapid.SampledFrom(someUnits).Draw(t, "support")
	time := rapid.SampledFrom(someTimes).Draw(t, "time")
	task := written{area: fmt.Sprint(area), text: w.work, lead: lead, support: support, raw: time.phrase, due: time.due}
	if support == lead {
		task.support = ""
	}
	lines := ""
	switch w.form {
	case saysNothing:
		task = written{area: task.area, text: task.text + "."}
	case saysOnLines:
		task.text += "."
		lines = fmt.Sprintf("Đơn vị chủ trì: %s.\nĐơn vị phối hợp: %s.\nThời gian hoàn thành: %s.\n", lead, support, time.phrase)
	case saysInside:
		task.text += fmt.Sprintf(" (Chủ trì: %s; phối hợp: %s; thời gian: %s).", lead, support, time.phrase)
	case saysInWords:
		task.text += fmt.Sprintf(". Giao %s chủ trì, phối hợp với %s tham mưu, hoàn thành %s.", lead, support, time.phrase)
	case saysByUnit:
		task.text += fmt.Sprintf("; %s chủ trì, hoàn thành %s.", lead, time.phrase)
		task.support = ""
	case saysAtBullet:
		task.text += "."
		lines = fmt.Sprintf("* Chủ trì: %s\n* Phối hợp: %s\n* Thời gian: %s\n", lead, support, time.phrase)
	}
	b.WriteString(mark + task.text + "\n" + lines)
	w.tasks = append(w.tasks, task)
}

// printed lays a text out as a page does: lines of some width, a blank line
// after each or none, a number and perhaps a head on every page.
func printed(t *rapid.T, text string) string {
	width := rapid.SampledFrom([]int{0, 62, 72, 80, 95}).Draw(t, "width")
	spaced := rapid.Bool().Draw(t, "spaced")
	paged := rapid.IntRange(0, 3).Draw(t, "paged")
	var b strings.Builder
	n := 0
	if paged == 3 {
		b.WriteString(runningHead)
	}
	for l := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		for _, row := range wrap(l, width) {
			b.WriteString(row + "\n")
			if spaced {
				b.WriteString("\n")
			}
			if n++; width == 0 || n%14 != 0 {
				continue
			}
			switch paged {
			case 1:
				fmt.Fprintf(&b, "\n%40d\n\n", n/14+1)
			case 2:
				fmt.Fprintf(&b, "Trang %d/4\n\f", n/14)
			case 3:
				b.WriteString("\f" + runningHead)
			}
		}
	}
	return b.String()
}

const runningHead = "SỞ NỘI VỤ TỈNH LAM GIANG - Kế hoạch năm 2022\n"

func wrap(l string, width int) []string {
	if width == 0 || utf8.RuneCountInString(l) <= width {
		return []string{l}
	}
	var rows []string
	row := ""
	for word := range strings.FieldsSeq(l) {
		if row != "" && utf8.RuneCountInString(row)+1+utf8.RuneCountInString(word) > width {
			rows, row = append(rows, row), ""
		}
		row = strings.TrimPrefix(row+" "+word, " ")
	}
	return append(rows, row)
}
