package viet

import (
	"fmt"
	"strings"
	"testing"

	"dondoc/workday"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// lineStates are what people write behind the number of a line.
var lineStates = []string{
	"xong", "đã xong", "xong rồi", "chưa làm", "chưa bắt đầu", "80%", "mới 20%", "hơn 50%", "tám mươi phần trăm", "đang làm", "vướng kinh phí",
	"hôm nay xong", "chiều nay nộp", "quý 3 làm", "tuần sau họp", "tháng này gửi", "vẫn duy trì", "đúng tiến độ", "hủy", "trễ", "đã trình ký",
	"xin lùi đến 15/4", "phụ thuộc Sở Tài chính", "không đổi", "ht", "rồi ạ", "coi như xong", "chờ Bộ hướng dẫn", "từ 60% lên 80%", "xong vòng 1",
	"đã có QĐ 123/QĐ-SNV", "bị chậm do đợt bão", "giữ nguyên 60%", "xong chưa được duyệt", "chưa xong", "sắp xong", "ok", "đã nhận",
}

// named returns the lines that a reply names, in all of its items.
func named(r Reply) map[int][]Item {
	lines := map[int][]Item{}
	for _, i := range r.Items {
		for _, ref := range append(append([]Ref{}, i.Refs...), i.Except...) {
			if ref.Kind == RefNumber {
				lines[ref.N] = append(lines[ref.N], i)
			}
		}
	}
	return lines
}

// strongStates need no mark before the number of the next line.
var strongStates = []string{
	"xong", "đã xong", "chưa làm", "80%", "đang làm", "hôm nay xong", "x", "không đổi", "hơn 50%", "vướng", "sắp xong", "70", "ht", "được 30%", "chưa",
}

// Ensure that lines are told apart without any mark between them.
func TestParseReplyRunsOn(t *testing.T) {
	ctx := Context{Today: workday.Of(2026, 3, 24)}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 6).Draw(t, "lines")
		var said []string
		want := make([]Intent, n)
		for i := range n {
			state := rapid.SampledFrom(strongStates).Draw(t, "state")
			said = append(said, fmt.Sprintf("%d %s", i+1, state))
			want[i] = ParseReply("việc 1: "+state, ctx).Items[0].Intent
		}
		text := strings.Join(said, " ")
		lines := named(ParseReply(text, ctx))
		for i, intent := range want {
			if got := lines[i+1]; len(got) != 1 || got[0].Intent != intent {
				t.Fatalf("%q: line %d is %+v, want %s", text, i+1, got, intent)
			}
		}
	})
}

// Ensure that each number that begins a clause comes back in one item, that
// says of it what it says alone.
func TestParseReplyKeepsLines(t *testing.T) {
	ctx := Context{Today: workday.Of(2026, 3, 24)}
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfNDistinct(rapid.IntRange(1, 12), 1, 6, rapid.ID[int]).Draw(t, "numbers")
		separator := rapid.SampledFrom([]string{", ", "; ", ". ", "\n", ",", " ; "}).Draw(t, "separator")
		mark := rapid.SampledFrom([]string{" ", ": ", ". ", ") ", " - ", "/ "}).Draw(t, "mark")
		lead := rapid.SampledFrom([]string{"", "Dạ ", "Em báo cáo: ", "việc "}).Draw(t, "lead")
		change := rapid.SampledFrom([]func(string) string{norm.NFC.String, norm.NFD.String, strings.ToUpper}).Draw(t, "change")
		var said []string
		want := map[int]Intent{}
		for i, n := range numbers {
			state := rapid.SampledFrom(lineStates).Draw(t, "state")
			line := fmt.Sprintf("%d%s%s", n, mark, state)
			if i == 0 || lead == "việc " {
				line = lead + line
			}
			said = append(said, line)
			want[n] = ParseReply("việc 1: "+state, ctx).Items[0].Intent
		}
		text := change(strings.Join(said, separator))
		r := ParseReply(text, ctx)
		lines := named(r)
		for n, intent := range want {
			if len(lines[n]) != 1 || lines[n][0].Intent != intent {
				t.Fatalf("%q: line %d is in %d items of %s; want %s", text, n, len(lines[n]), describe(r), intent)
			}
		}
		if len(lines) != len(want) {
			t.Fatalf("%q: %s names %d lines, want %d", text, describe(r), len(lines), len(want))
		}
	})
}
