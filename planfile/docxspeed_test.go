package planfile

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkDocx reads 5,000 tasks as paragraphs and as rows of a table, and an
// ordinary document.
func BenchmarkDocx(b *testing.B) {
	head := []string{"STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Phối hợp", "Thời gian", "Sản phẩm"}
	rows := [][]string{head}
	for i := range 5_000 {
		rows = append(rows, []string{fmt.Sprint(i + 1), fmt.Sprintf("Rà soát quy trình số %d theo Quyết định số 12/QĐ-UBND", i), fmt.Sprintf("Phòng Nghiệp vụ %d", i%30), "Văn phòng Sở", fmt.Sprintf("Trước ngày %d/%d/2026", i%28+1, i%12+1), "Báo cáo"})
	}
	text := strings.ReplaceAll(manyTasks(5_000), "chủ trì,\n", "chủ trì, ")
	ordinary := strings.ReplaceAll(manyTasks(40), "chủ trì,\n", "chủ trì, ")
	for _, c := range []struct {
		name, body string
		tasks      int
	}{
		{"paragraphs", paras(text), 5_000},
		{"rows", wordPlan(wordTable(rows...)), 5_000},
		{"both", paras(text) + para("PHỤ LỤC") + wordTable(rows...), 5_000},
		{"ordinary", paras(ordinary) + para("PHỤ LỤC") + wordTable(rows[:41]...), 40},
	} {
		data := docx(b, c.body, nil)
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if d, err := Docx(data); err != nil || len(d.Tasks) != c.tasks {
					b.Fatal(len(d.Tasks), err)
				}
			}
		})
	}
}
