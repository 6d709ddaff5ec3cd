package viet

import (
	"strings"
	"testing"

	"dondoc/workday"
)

func BenchmarkParseReply(b *testing.B) {
	ctx := Context{Today: workday.Of(2026, 3, 24)}
	const text = "1 xong, số 45/QĐ-SNV ngày 20/3. 2 80% thứ 6 xong. 3 vướng chờ Sở TC"
	for name, s := range map[string]string{
		"short":    "1 xong, 2 80%",
		"three":    text,
		"longest":  strings.Repeat(text+". ", 4096/len([]rune(text))),
		"one_item": strings.Repeat("đang làm, chưa xong ngày 20/3 vì vướng ", 105),
		"figures":  strings.Repeat("1 ", 2048),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ParseReply(s, ctx)
			}
		})
	}
}

// The labelled replies of this repository, one after another: what a bot reads in
// a day. The figure is for one reply.
func BenchmarkParseReplyLabelled(b *testing.B) {
	ctx := Context{Today: workday.Of(2026, 11, 23), AskedDone: true}
	var lines []labelledReply
	for _, name := range append([]string{"replies.jsonl"}, headFiles...) {
		lines = append(lines, ownReplies(b, name)...)
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		ParseReply(lines[i%len(lines)].Text, ctx)
		i++
	}
}

func BenchmarkParseDeadline(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		ParseDeadline("Trước ngày 15 tháng cuối quý", 2026)
		ParseDeadline("Từ ngày 15/3 đến ngày 30/4/2026", 2026)
	}
}

func BenchmarkFold(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Fold("Rà soát, đơn giản hóa thủ tục hành chính")
	}
}
