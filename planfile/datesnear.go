package planfile

import (
	"regexp"
	"strings"

	"dondoc/viet"
	"dondoc/workday"
)

// tailDeadline is the last clause of a sentence where that is nothing but a time:
// "Diễn tập chữa cháy; quý III", "Kiểm kê kho - 6 tháng cuối năm".
func tailDeadline(t string, year int) string {
	for _, stop := range []string{"; ", " - ", " – "} {
		i := strings.LastIndex(t, stop)
		if i <= 0 {
			continue
		}
		tail := value(t[i+len(stop):])
		d, near := plausible(tail, year)
		switch {
		case tail == "" || isDigits(tail) || d.Kind == workday.Year && !strings.Contains(viet.Fold(tail), "nam"):
		case near, d.Kind == workday.Relative && stop == "; ":
			return withoutLabel(tail)
		}
	}
	if m := oftenInside.FindStringSubmatch(t); m != nil && isTime(m[1]) {
		return m[1]
	}
	if m := unitAndTime.FindStringSubmatch(t); m != nil {
		if who, when, ok := whoAndWhen(m[1]); ok && isUnit(who) {
			if d, near := plausible(when, year); near || d.Due == 0 {
				return withoutLabel(when)
			}
		}
	}
	if m := eventDay.FindStringSubmatch(t); m != nil && !ofPaper.MatchString(m[1]) && !ofOtherDay.MatchString(m[1]) {
		if d, near := plausible(m[2], year); near && d.Kind == workday.OnDate {
			return m[2]
		}
	}
	if m := dayAtEnd.FindStringSubmatch(t); m != nil && !ofPaper.MatchString(m[1]) {
		if d, near := plausible(m[2], year); near && d.Kind == workday.OnDate {
			return m[2]
		}
	}
	if m := reportPeriods.FindStringSubmatch(t); m != nil {
		if d, _ := plausible(m[1], year); d.Kind.Recurring() {
			return m[1]
		}
	}
	return ""
}

// dayAtEnd is a day that ends a sentence behind a comma, "Hội nghị viên chức, ngày
// 03/10", which ofPaper tells from that of a paper or of a meeting behind the work.
var (
	dayAtEnd = regexp.MustCompile(`^(.{12,}), (ngày \d[^,;:]{2,24})$`)
	ofPaper  = regexp.MustCompile(`(?i)(?:số |theo |căn cứ |kết luận |văn bản |cuộc họp|phiên họp|(?:^|\s)(?:do|đã|được|bị) )`)
)

// eventDay is the day at the end of a sentence about an event, "Tổ chức khai giảng ngày
// 05/9", unless ofOtherDay says that a feast or a paper is called by it.
var (
	eventDay   = regexp.MustCompile(`^((?:Tổ chức|Họp|Khai giảng|Khai mạc|Bế giảng|Bế mạc|Lễ|Hội nghị|Đại hội|Hội thi)\s.{4,120}?),? ((?:vào )?ngày \d{1,2}/\d{1,2}(?:/\d{4})?)$`)
	ofOtherDay = regexp.MustCompile(`(?i)(?:nghị quyết|chỉ thị|quyết định|kế hoạch|công văn|thông tư|nghị định|luật|kết luận|thông báo|văn bản)\s|(?:kỷ niệm|chào mừng|nhân|dịp|hưởng ứng|truyền thống|quốc tế|việt nam|thế giới|từ|đến|sau|trước|của)(?:\s\S{1,8}){0,2}$`)
)

// unitAndTime are the unit and the time that a sentence ends in behind a colon: "Mua 05
// máy tính: Văn phòng, quý II".
var unitAndTime = regexp.MustCompile(`: (\p{Lu}[^:;.]{3,120})$`)

// reportPeriods are the periods of reports at the end of a sentence, which are its
// rhythm: "Khảo sát sự hài lòng 6 tháng và cả năm".
var reportPeriods = regexp.MustCompile(`(?i)\s((?:định kỳ )?(?:(?:hằng|hàng) )?(?:quý,? (?:và )?)?0?6 tháng(?:,| và|, và) (?:cả |một |1 )?năm)$`)

// waitsFor begins a time in a bracket that has no date yet. Behind "theo" may stand
// the document that is carried out as well.
var waitsFor = regexp.MustCompile(`(?i)^(?:(?:ngay )?sau|(?:ngay )?khi|trong|\d+ (?:\(\p{L}+\) )?ngày|theo (?:hướng dẫn|tiến độ|yêu cầu|chỉ đạo|lịch|thông báo))(?: |$)`)

// isWait says that what stands alone in a bracket says what the work waits for.
func isWait(t string) bool {
	return waitsFor.MatchString(t) && viet.ParseDeadline(t, 2000).Kind == workday.Relative
}

// moreExact finds, behind a rhythm without a day, another statement of the same
// rhythm that has one: "định kỳ hằng quý, gửi trước ngày 15 của tháng cuối quý".
func moreExact(t string, from, year int, d workday.Deadline) string {
	if d.Recurrence.Every == "" || d.Recurrence.Day != 0 || d.Recurrence.Month != 0 {
		return ""
	}
	for ; from < len(t); from = afterWord(t, from) {
		if !beginsTime(t[from:]) {
			continue
		}
		if to, other, _ := longestTime(t, from, year); to > 0 && other.Recurrence.Every == d.Recurrence.Every && other.Recurrence.Day != 0 {
			return strings.Trim(t[from:to], " ,:")
		}
	}
	return ""
}

// oftenBefore is a count of times right before a bracket that tells which:
// "02 lần trong năm (tháng 5, tháng 10)".
var oftenBefore = regexp.MustCompile(`(?i)(?:^|[\s,;])((?:mỗi (?:năm|quý|tháng) )?\d+ (?:lần|đợt|kỳ)(?:\s?/\s?| trong | mỗi | một | )(?:năm|quý|tháng))\s*$`)

// oftenInside is such a count with its bracket, wherever the sentence goes on behind.
var oftenInside = regexp.MustCompile(`(?i)(?:^|[\s,;])(\d+ (?:lần|đợt|kỳ)(?:\s?/\s?(?:năm|quý|tháng))? \([^()]{5,80}\))[,;]`)

// withOften joins a bracket of times to the count before it.
func withOften(t, inside string) string {
	if m := oftenBefore.FindStringSubmatch(withoutBracket(t)); m != nil && isTime(inside) {
		return m[1] + " (" + inside + ")"
	}
	return ""
}

// finishesAfter is where, behind a comma, a clause begins that says when the work
// is finished; 0 for none.
func finishesAfter(run string) int {
	for _, word := range []string{", hoàn thành ", ", xong ", ", thời hạn", ", chậm nhất ", ", muộn nhất ", ", hạn chót ", ", hạn cuối "} {
		if i := strings.Index(strings.ToLower(run), word); i > 0 {
			return i + len(", ")
		}
	}
	return 0
}

// betweenCommas begins a time that is a clause of its own between two commas.
var betweenCommas = regexp.MustCompile(`^(?:trong|trước|chậm nhất|muộn nhất|vào|xong|hoàn thành)\s`)

// season is a time at the end of a sentence that has no days of its own: "trước mùa
// mưa bão", "hằng tháng trong mùa khô". It is kept, and asked for.
var season = regexp.MustCompile(`(?i)[\s,]((?:(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng) |thường xuyên )?(?:trong suốt|trước|trong|vào|sau|suốt) mùa (?:mưa|bão|khô|lũ|nắng|hè|cạn|hanh|rét|lạnh|đông)[^.;,()]{0,20})$`)
