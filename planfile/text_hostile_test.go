package planfile

import (
	"strings"
	"testing"
	"time"
)

// slowestText is how long a text of the greatest size may take here; docs/PLANFILES.md
// has what was measured.
const slowestText = 20 * time.Second

// Ensure that a text that looks like the beginning of a table again and again is read
// once through, and not once for each.
func TestHostileTexts(t *testing.T) {
	if raced {
		t.Skip("too slow under the race detector")
	}
	const head = "KẾ HOẠCH\nCông tác năm 2026\nII. NHIỆM VỤ\n"
	for name, part := range map[string]string{
		"headers and rows":       "TT Nội dung Phụ trách Thời hạn\n1 Làm việc\n",
		"headers of two kinds":   "TT    Nội dung    Phụ trách    Hạn\nĐơn vị    Nội dung    STT    Hạn\n",
		"headers with tabs":      "STT\tNội dung\tĐơn vị\nx\n",
		"rows that do not fit":   "TT        Nội dung công việc      Phụ trách              Thời gian\n1         Rà soát Phòng A B C D                 x\n",
		"flattened, many places": "STT Nội dung công việc Đơn vị chủ trì Thời hạn\n1 Rà soát P. A P. B P. C P. D P. E 31/12 30/6 quý I tháng 2\n",
		"notes":                  "Ghi chú: x\nSTT\tNội dung\tĐơn vị\tHạn\n",
	} {
		t.Run(name, func(t *testing.T) {
			text := head + strings.Repeat(part, (MaxText-len(head))/len(part)/2)
			begin := time.Now()
			if _, err := Read("ke-hoach.txt", []byte(text)); err != nil {
				t.Log(err)
			}
			if took := time.Since(begin); took > slowestText {
				t.Errorf("%d bytes took %v", len(text), took)
			}
		})
	}
}
