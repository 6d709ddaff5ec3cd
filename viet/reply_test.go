package viet

import (
	"testing"

	"dondoc/workday"
)

type labelledReply struct {
	Text    string
	Intent  Intent
	Percent *int
	Date    workday.Date
}

// Ensure that of the labelled replies enough are read as labelled, and that
// nothing is taken for done that is not.
func TestParseReplyLabelled(t *testing.T) {
	ctx := Context{Today: workday.Of(2026, 11, 23), AskedPercent: true, AskedDone: true}
	lines := sharedLines[labelledReply](t, "replies.jsonl")
	intents, percents, dates := 0, 0, 0
	for _, l := range lines {
		r := ParseReply(l.Text, ctx)
		var got Item
		if len(r.Items) == 1 {
			got = r.Items[0]
		}
		if r.Intent == Done && l.Intent != Done {
			t.Errorf("%q: taken for done", l.Text)
		}
		if r.Intent == l.Intent {
			intents++
		} else {
			t.Logf("%q: intent %s, want %s", l.Text, r.Intent, l.Intent)
		}
		if got.HasPercent == (l.Percent != nil) && (l.Percent == nil || got.Percent == *l.Percent) {
			percents++
		} else {
			t.Logf("%q: percent %d %t", l.Text, got.Percent, got.HasPercent)
		}
		if got.Date == l.Date {
			dates++
		} else {
			t.Logf("%q: date %s, want %s", l.Text, got.Date, l.Date)
		}
	}
	t.Logf("of %d: intents %d, percents %d, dates %d", len(lines), intents, percents, dates)
	if intents*100 < len(lines)*85 {
		t.Errorf("%d of %d intents", intents, len(lines))
	}
}

// Ensure that what denies, limits, doubts, asks or only repeats an end is never
// read as done, with marks and without.
func TestParseReplyNeverDone(t *testing.T) {
	ctx := Context{Today: workday.Of(2026, 3, 24), AskedPercent: true, AskedDone: true}
	for _, s := range []string{
		"chưa xong", "vẫn chưa xong ạ", "chưa hoàn thành", "em chưa làm xong", "không xong", "xong đâu mà xong", "đã xong đâu",
		"sắp xong", "gần xong rồi", "cơ bản xong", "dự thảo xong", "xong một nửa", "xong phần 1", "xong bước 2", "mai xong", "thứ 6 xong",
		"chắc là xong rồi", "hình như xong", "nghe nói đã xong", "chị Lan bảo xong rồi", "tưởng xong rồi", "chưa rõ đã xong chưa",
		"xong chưa?", "đã xong rồi đúng không?", "xong rồi hả", "khi nào xong thì báo", "nếu xong sẽ báo", "khó mà xong",
		"xong rồi, còn mỗi chữ ký", "xong nhưng chưa gửi", "100%, chờ ký", "chưa đạt 100%", "3 phòng đã nộp", "các phòng đã gửi",
		"đã hoàn thành 8/10 văn bản", "đã xong 30/3", "xin lùi đến 30/3 cho xong", "còn 5% nữa là xong", "> 3.2 đã xong\nchưa", "đang hoàn thành",
	} {
		for _, text := range []string{s, Fold(s)} {
			if r := ParseReply(text, ctx); r.Intent == Done {
				t.Errorf("%q: taken for done", text)
			}
		}
	}
}
