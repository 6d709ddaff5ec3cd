package viet

import (
	"runtime"
	"strings"
	"testing"

	"dondoc/workday"
)

// Ensure that no text of the longest length that Telegram has takes work that
// grows with its square: parsing happens while all others wait. Work is
// measured by what it allocates, which does not depend on the machine.
func TestHostileTexts(t *testing.T) {
	const (
		longest = 4096
		most    = 8 << 20 // a plain text of that length takes about 1 MB
	)
	for _, unit := range []string{
		"1", "1 ", "1,", "1, ", "1.", "1.1.1.1.", "1/", "1/a-", "1 1 1 1 ", "1 xong ", "1 xong còn ;cv ", ",", "%", "80% ", "?", "\n", "\"", "> ", "(",
		"a", "chờ ", "chờ Sở ký ", "việc ", "nv ", "số 1 ", "tất cả ", "cả 3 ", "vướng ", "gia hạn đến 30/6 ", "30/6/2026 ", "ngày ", "thứ sáu tuần sau ",
		"quý I, ", "và 1 ", "nếu ", "3.2, ", "3.2 hạn ", "P. KHTC, ", "\u0323", "a\u0323\u0302", "👨‍👩‍👧", "\u200d", "ﬁ", "45/QĐ-SNV ", "ddax xogn ",
	} {
		runes := []rune(strings.Repeat(unit, longest))
		text := string(runes[:longest])
		for name, parse := range map[string]func(){
			"reply":    func() { ParseReply(text, Context{Today: workday.Of(2026, 3, 24)}) },
			"assign":   func() { ParseAssign("3.2: " + text) },
			"behalf":   func() { ParseBehalf("P. KHTC: " + text) },
			"date":     func() { ParseDate(text, workday.Of(2026, 3, 24)) },
			"deadline": func() { ParseDeadline(text, 2026) },
			"unit":     func() { MatchUnit(text, []Name{{ID: 1, Names: []string{"Phòng Kế hoạch - Tài chính"}}}) },
			"clean":    func() { Fold(Clean(text)) },
		} {
			if took := allocated(parse); took > most {
				t.Errorf("%s of %q takes %d KB", name, unit, took>>10)
			}
		}
	}
}

// allocated returns how many bytes a function allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
