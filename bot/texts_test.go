package bot

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"dondoc/report"
	"dondoc/viet"
)

// narrow returns the width of a line in narrow characters: 34 of them are what
// a bubble holds on a screen of 360 px, which is 280 px at 16 px to the em in
// Roboto, whose widths these are, in thousandths of an em.
func narrow(s string) float64 {
	width := 0
	for _, r := range norm.NFD.String(strings.NewReplacer("đ", "d", "Đ", "D").Replace(s)) {
		switch w, ok := roboto[r]; {
		case unicode.Is(unicode.Mn, r):
		case ok:
			width += w
		case unicode.IsDigit(r):
			width += 562
		default:
			width += 600
		}
	}
	return float64(width) * 16 / 1000 * 34 / 280
}

var roboto = func() map[rune]int {
	out := map[rune]int{
		' ': 248, ':': 242, ',': 196, '.': 263, '/': 412, '(': 342, ')': 348, '%': 732, '-': 276, ';': 212, '–': 560, '“': 400, '”': 400,
	}
	for i, w := range []int{544, 561, 523, 564, 530, 347, 561, 550, 243, 239, 507, 243, 876, 552, 570, 561, 568, 338, 516, 327, 551, 484, 751, 496, 473, 496} {
		out['a'+rune(i)] = w
	}
	for i, w := range []int{652, 623, 651, 656, 568, 553, 681, 713, 272, 552, 627, 538, 873, 713, 687, 631, 687, 616, 593, 597, 648, 636, 887, 627, 601, 599} {
		out['A'+rune(i)] = w
	}
	return out
}()

// widest is the widest row of figures in the examples that were agreed on,
// MESSAGES.md, and with it the measure of "about 34".
const widest = "41 nhiệm vụ: 33 có hạn, 8 thường xuyên"

// rowWidth is what a row may take: the page's bubble at 360 px has 293 px for
// words, where the widest row, in Noto Sans of 15 px, takes 282
// (TestBrowserRows measures it).
var rowWidth = narrow(widest) * 293 / 282.3

// Ensure that the measure agrees with the examples.
func TestTextRowWidth(t *testing.T) {
	if w := narrow(widest); w < 33 || w > 35 {
		t.Errorf("the widest row of the examples is %.1f wide", w)
	}
	if narrow("iiii") >= narrow("mmmm") || narrow("ế") != narrow("e") {
		t.Error("the measure does not tell narrow from wide")
	}
}

func checkRow(t failer, lang, row string) {
	t.Helper()
	if w := narrow(row); w > rowWidth {
		t.Errorf("%s: row of %.1f narrow characters: %q", lang, w, row)
	}
}

// names are units as an office abbreviates them.
var unitNames = []string{"P. KHTC", "P. TCHC", "TT DVVL", "Thanh tra", "Văn phòng", "P. Việc làm"}

// anySummary draws figures as they can be, up to most tasks in all.
func anySummary(t *rapid.T, most int) summaryArgs {
	n := func(label string, limit int) int {
		if limit <= 0 || rapid.Bool().Draw(t, label+" zero") {
			return 0
		}
		return rapid.IntRange(0, limit).Draw(t, label)
	}
	s := summaryArgs{
		Title: "Kế hoạch CCHC 2026", Time: "10:42", Day: "Chủ nhật 22/11/2026",
		DoneInTime: n("in time", most/6), DoneLate: n("late", most/6), InTime: n("open", most/6), Overdue: n("overdue", most/6),
		Continuous: n("continuous", most/6), NoDeadline: n("no deadline", most/6), NoLead: n("no lead", most/6),
		ToVerify: n("to verify", most/4), ToDirector: n("to director", most/4), Obstacles: n("obstacles", most/4),
		NoAnswer: n("no answer", most/4), NotReached: n("not reached", 60), ViaOffice: n("via office", 60),
		DueSoon: n("due soon", most/4),
	}
	s.Superiors = n("superiors", s.Overdue)
	s.Done, s.NotDone = s.DoneInTime+s.DoneLate, s.InTime+s.Overdue
	s.Dated = s.Done + s.NotDone
	s.Total = s.Dated + s.Continuous + s.NoDeadline
	s.Missed = s.DoneLate + s.Overdue
	s.FellDue = s.Missed + s.DoneInTime
	if s.FellDue > 0 {
		s.HasRate, s.Rate = true, 100*s.Missed/s.FellDue
	}
	for i := range rapid.IntRange(0, 12).Draw(t, "worst") {
		s.Worst = append(s.Worst, anyMember(t, i+1))
	}
	s.Outside = n("outside", s.Total)
	if rapid.Bool().Draw(t, "by units") {
		s.Worst = nil
		for range rapid.IntRange(0, 12).Draw(t, "units") {
			s.Units = append(s.Units, unitCount{Name: rapid.SampledFrom(unitNames).Draw(t, "unit"), Count: rapid.IntRange(1, 99).Draw(t, "count"), Verify: anyInt(t, "verify", 1, 9)})
		}
	}
	return s
}

var reasons = []string{"", "verification", "superiors", "units", "no_lead"}

func anyMember(t *rapid.T, number int) memberLine {
	m := memberLine{
		Number: number, Code: fmt.Sprintf("%d.%d", rapid.IntRange(1, 9).Draw(t, "area"), rapid.IntRange(1, 9).Draw(t, "task")),
		Title: "Công khai dự toán", Reason: rapid.SampledFrom(reasons).Draw(t, "reason"), Of: 12,
		Due: rapid.SampledFrom([]string{"", "20/3"}).Draw(t, "due"), Percent: rapid.SampledFrom([]int{0, 60}).Draw(t, "percent"),
	}
	m.Open = rapid.IntRange(1, 11).Draw(t, "open")
	if m.Reason != "no_lead" && m.Reason != "units" {
		m.Unit = rapid.SampledFrom(unitNames).Draw(t, "unit")
	}
	return m
}

// Ensure that a summary is twelve lines at most, whatever it has to say, with
// rows that fit a phone, and that it names something overdue when there is.
func TestTextSummaryFits(t *testing.T) {
	inEachLanguage(t, func(t *rapid.T, lang string) {
		s := anySummary(t, rapid.SampledFrom([]int{40, 120, 399}).Draw(t, "size"))
		overdue := len(s.Worst) + len(s.Units)
		s.fit()
		rows := strings.Count(textSummary.plain(lang, s), "\n") + 1
		if n := len(s.Worst) + s.MoreWorst + len(s.Units) + s.MoreUnits; n != overdue && !(n == 0 && rows == 12) {
			t.Errorf("%d of %d are named or counted", n, overdue)
		}
		html := textSummary.html(lang, s)
		checkSaid(t, lang, "summary", html)
		lines := strings.Split(plainOf(html), "\n")
		if len(lines) > 12 {
			t.Errorf("%s: %d lines:\n%s", lang, len(lines), plainOf(html))
		}
		names := len(s.Worst) + len(s.Units) + 2 // their width is the office's
		for i, row := range lines[3:] {
			if i+3 < len(lines)-names {
				checkRow(t, lang, row)
			} else if w := narrow(row); w > 35 {
				t.Errorf("%s: line of %.1f narrow characters: %q", lang, w, row)
			}
		}
		checkLayout(t, lang, "summary", html)
		if len(s.Worst) > 0 && !strings.Contains(html, s.Worst[0].Code) {
			t.Errorf("%s: the worst is not named:\n%s", lang, plainOf(html))
		}
	})
}

// Ensure that a summary of nothing is said without figures, and that figures
// which are all zero but the tasks keep the four rows.
func TestTextSummaryOfLittle(t *testing.T) {
	head := summaryArgs{Title: "Kế hoạch CCHC 2026", Time: "9:42", Day: "thứ Ba 24/3/2026"}
	if got, want := textSummary.plain("vi", head), "Kế hoạch CCHC 2026\nSố liệu lúc 9:42 thứ Ba 24/3/2026\n\nChưa có nhiệm vụ nào"; got != want {
		t.Errorf("got:\n%s", got)
	}
	head.Total, head.Dated, head.NotDone, head.InTime = 1, 1, 1, 1
	want := "Kế hoạch CCHC 2026\nSố liệu lúc 9:42 thứ Ba 24/3/2026\n\n1 nhiệm vụ: 1 có hạn\nĐã xong 0: đúng hạn 0, quá hạn 0\n" +
		"Chưa xong 1: trong hạn 1, quá hạn 0\nChưa có việc nào đến hạn"
	if got := textSummary.plain("vi", head); got != want {
		t.Errorf("got:\n%s", got)
	}
}

// Ensure that the summary of the examples reads as they do.
func TestTextSummaryExample(t *testing.T) {
	s := sampleSummary
	s.Worst = []memberLine{
		{Code: "6.5", Unit: "P. KHTC", Due: "20/3", Reason: "verification"},
		{Code: "3.1", Reason: "units", Open: 3, Of: 12},
	}
	s.fit()
	want := `Kế hoạch CCHC 2026
Số liệu lúc 9:42 thứ Ba 24/3/2026

41 nhiệm vụ: 33 có hạn, 8 thường xuyên
Đã xong 12: đúng hạn 11, quá hạn 1
Chưa xong 21: trong hạn 19, quá hạn 2
Quá hạn 3/15 việc đã đến hạn (20%)
Chờ xác nhận 9, chờ Giám đốc 1

6.5 P. KHTC: hạn 20/3, chờ xác nhận
3.1 Việc chung: còn 3/12 đơn vị
3 đơn vị báo qua Văn phòng`
	if got := textSummary.plain("vi", s); got != want {
		line, a, b := firstDifference(want, got)
		t.Errorf("line %d: want %q, got %q", line, a, b)
	}
}

// Ensure that tables fit a phone, and sixty units one message.
func TestTextTablesFit(t *testing.T) {
	inEachLanguage(t, func(t *rapid.T, lang string) {
		var rows []tableRow
		for range rapid.IntRange(0, 60).Draw(t, "rows") {
			r := tableRow{Name: rapid.SampledFrom(unitNames).Draw(t, "unit"), Total: rapid.IntRange(0, 120).Draw(t, "total")}
			r.Done = rapid.IntRange(0, r.Total).Draw(t, "done")
			r.Overdue = rapid.IntRange(0, min(r.Total-r.Done, 99)).Draw(t, "overdue")
			rows = append(rows, r)
		}
		table := tableArgs{Total: len(rows), Rows: rows}
		for name, html := range map[string]string{
			"units": textUnits.html(lang, table), "areas": textAreas.html(lang, table),
			"forward": textForward.html(lang, forwardArgs{Summary: anySummary(t, 120), Rows: rows}),
		} {
			checkSaid(t, lang, name, html)
			checkLayout(t, lang, name, html)
			if n := viet.UTF16Len(html); n >= 4096 {
				t.Errorf("%s %s: %d UTF-16 units", lang, name, n)
			}
			for row := range strings.SplitSeq(plainOf(html), "\n") {
				if strings.ContainsAny(row, "0123456789") && !strings.Contains(row, "2026") {
					checkRow(t, lang, row)
				}
			}
		}
	})
	for _, lang := range languages {
		long := forwardArgs{Summary: sampleSummary}
		for range 60 {
			long.Rows = append(long.Rows, tableRow{Name: "TT Chăm sóc và Phục hồi chức năng", Done: 112, Total: 120, Overdue: 8})
		}
		if n := viet.UTF16Len(textForward.html(lang, long)); n >= 4096 {
			t.Errorf("%s forward: %d UTF-16 units with long names", lang, n)
		}
	}
}

// Ensure that every figure that can be opened is named.
func TestTextFiguresAreNamed(t *testing.T) {
	for _, lang := range languages {
		all := plainOf(render(lang, "kind", report.Total.String()))
		seen := map[string]string{}
		for _, kind := range []report.Kind{
			report.DoneInTime, report.DoneLate, report.InTime, report.Overdue, report.OverdueUnit, report.OverdueWaiting, report.DueSoon,
			report.Continuous, report.NoDeadline, report.NoLead, report.Extended, report.ToVerify, report.ToDirector, report.Obstacles,
			report.Requests, report.Handbacks, report.NoAnswer, report.NotReached, report.ViaOffice,
		} {
			name := render(lang, "kind", kind.String())
			if name == all || seen[name] != "" {
				t.Errorf("%s: %s is called %q, as is %q", lang, kind, name, seen[name])
			}
			seen[name] = kind.String()
		}
	}
}

// checkLayout holds for texts with sensible arguments: no comma without words
// beside it, nothing empty in brackets or quotes, no lost blanks.
func checkLayout(t failer, lang, name, html string) {
	t.Helper()
	for line := range strings.SplitSeq(plainOf(html), "\n") {
		said := strings.TrimLeft(line, " ")
		bad := strings.HasPrefix(said, ",") || strings.HasPrefix(said, ";") || strings.HasPrefix(said, ":") || strings.HasPrefix(said, ".")
		bad = bad || strings.HasSuffix(said, ",") || strings.HasSuffix(said, ":") || strings.HasSuffix(said, "–")
		for _, s := range []string{"  ", " ,", ",,", ", ,", " :", "()", "“”", " .", ", .", "(, ", ": ,", "– –", ", )"} {
			bad = bad || strings.Contains(said, s)
		}
		if bad {
			t.Errorf("%s %s: line %q in:\n%s", lang, name, line, plainOf(html))
		}
	}
}

// pick draws a word or nothing.
func pick(t *rapid.T, label, word string) string {
	return rapid.SampledFrom([]string{"", word}).Draw(t, label)
}

func anyInt(t *rapid.T, label string, values ...int) int {
	return rapid.SampledFrom(append([]int{0}, values...)).Draw(t, label)
}

// Ensure that what is said back reads well, whatever was understood, two lines
// for each task at most and the words of a reason.
func TestTextSayBackReads(t *testing.T) {
	whats := []string{
		"done", "progress", "not_started", "blocked", "extension", "handback", "unchanged", "received", "waiting", "asked", "when",
		"earlier", "foreign", "closed", "unclear", "ref_code", "ref_foreign", "ref_closed", "ref_line", "ref_unit", "ref_which", "ref_unit_code",
	}
	inEachLanguage(t, func(t *rapid.T, lang string) {
		args := sayBackArgs{Time: "9:12", Day: "thứ Ba 24/3", Count: rapid.IntRange(0, 3).Draw(t, "count")}
		for range rapid.IntRange(1, 4).Draw(t, "lines") {
			l := understood{
				Code: "6.4", Title: "Giao tự chủ 3 đơn vị", To: "Văn phòng", What: rapid.SampledFrom(whats).Draw(t, "what"),
				Percent: anyInt(t, "percent", 60), Date: pick(t, "date", "thứ Sáu 27/3"), Due: pick(t, "due", "thứ Ba 24/3"),
				Words: pick(t, "words", "chờ Sở TC"), Number: pick(t, "number", "45/QĐ-SNV"), Unit: pick(t, "unit", "P. NCC"),
			}
			if l.What == "extension" {
				l.Date = "thứ Sáu 27/3"
			}
			if strings.HasPrefix(l.What, "ref_") {
				l = understood{What: l.What, Code: rapid.SampledFrom([]string{"9.9", "7", "*"}).Draw(t, "ref"), Unit: l.Unit, Words: pick(t, "near", "P. KHTC")}
			}
			if l.What == "ref_unit_code" {
				l.Unit = "P. NCC"
			}
			args.Lines = append(args.Lines, l)
		}
		for range anyInt(t, "left", 1, 2) {
			args.Left = append(args.Left, chooseLine{Number: 4, Code: "6.3", Due: pick(t, "left due", "thứ Hai 13/4")})
		}
		html := textSayBack.html(lang, args)
		checkSaid(t, lang, "say_back", html)
		checkLayout(t, lang, "say_back", html)
		block := strings.SplitN(plainOf(html), "\n\n", 3)[1]
		if n := strings.Count(block, "\n") + 1; n > 3*len(args.Lines) {
			t.Errorf("%s: %d lines for %d tasks:\n%s", lang, n, len(args.Lines), plainOf(html))
		}
	})
}

// Ensure that a digest reads well for a head, the office and a leader, and is
// never a title alone.
func TestTextDigestReads(t *testing.T) {
	inEachLanguage(t, func(t *rapid.T, lang string) {
		args := digestArgs{
			Day: "Thứ Ba 24/3", Unit: pick(t, "unit", "P. KHTC"), Gap: pick(t, "gap", "Có thể mất tin."),
			Office: rapid.Bool().Draw(t, "office"), Leader: rapid.Bool().Draw(t, "leader"),
		}
		least := 1
		if args.Office || args.Leader {
			least = 0
		}
		n := rapid.IntRange(least, 10).Draw(t, "lines")
		for i := range n {
			args.Lines = append(args.Lines, anyDigestLine(t, i+1))
		}
		if args.Edited = rapid.Bool().Draw(t, "edited"); args.Edited {
			args.Left = rapid.IntRange(0, n).Draw(t, "left")
		}
		for range rapid.IntRange(0, 3).Draw(t, "news") {
			args.News = append(args.News, newsArgs{
				Kind: rapid.SampledFrom([]string{"accepted", "recorded", "withdrawn"}).Draw(t, "kind"), Code: "6.1", Title: "Giao dự toán", State: "đã xong",
			})
		}
		args.MoreNews = anyInt(t, "more news", 1, 30)
		c := &args.Counts
		for _, p := range []*int{&c.Verify, &c.Settle, &c.Direct, &c.Decide, &c.TakeBack, &c.Answer, &c.Overdue, &c.Rising, &c.NoDeadline, &c.NoLead, &c.NotJoined, &c.Unreached, &c.Suggestions} {
			*p = anyInt(t, "count", 0, 0, 1, 120)
		}
		for range anyInt(t, "worst", 1, 3) {
			args.Worst = append(args.Worst, worstArgs{Code: "6.5", Unit: "P. KHTC", Due: "20/3", State: "chưa báo"})
		}
		args.Counts.Rows = (&turn{lang: lang}).countRows(args.Counts)
		for _, row := range args.Counts.Rows {
			checkRow(t, lang, row)
		}
		all := len(args.News) + args.MoreNews
		args.News = args.News[:min(len(args.News), args.fit(all))]
		args.MoreNews = all - len(args.News)
		html := textDigest.html(lang, args)
		if args.Brief {
			html = brief(html)
		}
		most := max(messageLines, len(args.Counts.Rows)+len(args.Lines)+12)
		if args.Gap != "" { // once after an outage
			most += 2
		} else if !args.Office && !args.Leader {
			most = max(messageLines, len(args.Lines)+6)
		}
		if n := strings.Count(html, "\n") + 1; n > most {
			t.Errorf("%s: %d lines:\n%s", lang, n, html)
		}
		checkSaid(t, lang, "digest", html)
		checkLayout(t, lang, "digest", html)
		if !strings.Contains(html, "\n\n") {
			t.Errorf("%s: a title alone: %q", lang, html)
		}
		if viet.UTF16Len(html) >= 4096 {
			t.Errorf("%s: %d UTF-16 units", lang, viet.UTF16Len(html))
		}
	})
}

func anyDigestLine(t *rapid.T, number int) digestLine {
	l := digestLine{Number: number, Code: "6.5", Title: "Công khai dự toán năm 2026", Due: pick(t, "due", "thứ Sáu 20/3"), New: rapid.Bool().Draw(t, "new"), Percent: anyInt(t, "percent", 60)}
	switch rapid.IntRange(0, 3).Draw(t, "what") {
	case 0:
		l.Continuous = rapid.IntRange(1, 9).Draw(t, "continuous")
	case 1:
		l.Due, l.Late, l.Rises = "20/3", true, pick(t, "rises", "Phó Giám đốc")
		l.RisesOn = pick(t, "rises on", "thứ Hai 30/3")
	case 2:
		l.Due, l.Today, l.Promised = "24/3", true, pick(t, "promised", "thứ Hai 30/3")
	case 3:
		l.Shared, l.Open = 3, 1
	}
	if rapid.Bool().Draw(t, "answered") {
		l.Answered, l.Others = "đã báo 80%", max(0, l.Continuous-1)
	}
	return l
}

// Ensure that matters, cards and lists read well with much and with little to
// say.
func TestTextCardsRead(t *testing.T) {
	inEachLanguage(t, func(t *rapid.T, lang string) {
		m := sampleMatter
		m.Kind = rapid.SampledFrom([]string{"submission", "obstacle", "extension", "handback", "question"}).Draw(t, "kind")
		m.State = rapid.SampledFrom([]string{"", "agreed", "refused", "withdrawn"}).Draw(t, "state")
		m.Due, m.Words, m.Proposal, m.Answer = pick(t, "due", m.Due), pick(t, "words", m.Words), pick(t, "proposal", m.Proposal), pick(t, "answer", "Đồng ý.")
		m.Passed, m.Behalf, m.Evidence, m.Late = rapid.Bool().Draw(t, "passed"), rapid.Bool().Draw(t, "behalf"), rapid.Bool().Draw(t, "evidence"), rapid.Bool().Draw(t, "late")
		m.Date, m.Extensions = pick(t, "date", "20/3"), anyInt(t, "extensions", 1, 2)
		if m.Kind == "extension" {
			m.Date = "thứ Tư 15/4"
		}
		m.NewDue, m.Original, m.Offer = pick(t, "new due", "thứ Tư 15/4"), pick(t, "original", "31/3"), pick(t, "offer", "thứ Hai 20/4")
		m.Stale = rapid.Bool().Draw(t, "stale")
		m.AsProposed = rapid.Bool().Draw(t, "as proposed")
		list := matterListArgs{Total: 9, Oldest: pick(t, "oldest", "thứ Tư 18/3"), Lines: []matterArgs{m, m}}
		line := againLine{Number: 1, Code: "6.5", Title: "Công khai dự toán", Due: pick(t, "due", "thứ Sáu 20/3"), State: "chưa báo", Late: rapid.Bool().Draw(t, "late")}
		tasks := listArgs{Unit: pick(t, "unit", "P. KHTC"), Total: anyInt(t, "total", 1, 2), More: anyInt(t, "more", 1, 5), Lines: []againLine{line, line}}
		card := cardArgs{
			Code: "6.2", Title: "Sửa Quy chế", Plan: pick(t, "plan", "Kế hoạch CCHC 2026"), Unit: "P. KHTC", Deliverable: pick(t, "deliverable", "Quy chế"),
			Due: pick(t, "card due", "thứ Sáu 27/3/2026"), Original: pick(t, "original", "20/3"), Raw: pick(t, "raw", "trong năm"), State: "60%",
			Support: unitNames[:anyInt(t, "support", 1, 3)], With: unitNames[:anyInt(t, "with", 1, 3)], Extensions: anyInt(t, "extended", 1, 2), Ask: rapid.Bool().Draw(t, "ask"),
			Latest: latestArgs{Name: "Lê Thị Lan", Date: pick(t, "latest", "17/3"), Words: pick(t, "latest words", "Đang lấy ý kiến."), Behalf: m.Behalf},
		}
		if rapid.Bool().Draw(t, "decision") {
			card.Decision = decisionArgs{Key: rapid.SampledFrom([]string{"submission_refused", "obstacle_agreed", "extension_refused"}).Draw(t, "decided"), By: "Trần Minh", Date: "18/3", Words: pick(t, "decision words", "thiếu quyết định"), Behalf: m.Behalf}
		}
		members := membersArgs{Kind: "overdue", Unit: tasks.Unit, Total: 12, From: 1, To: 2, Lines: []memberLine{anyMember(t, 1), anyMember(t, 2)}}
		for name, html := range map[string]string{
			"matter": textMatter.html(lang, m), "decided": textDecided.html(lang, m), "outcome": textOutcome.html(lang, m), "passed": textPassed.html(lang, m),
			"waiting": textWaiting.html(lang, list), "verify": textVerify.html(lang, list),
			"tasks": textTasks.html(lang, tasks), "card": textCard.html(lang, card), "members": textMembers.html(lang, members),
		} {
			checkSaid(t, lang, name, html)
			checkLayout(t, lang, name, html)
		}
	})
}

// Ensure that states, lists of the office and the calendar read well with much
// and with little to say.
func TestTextListsRead(t *testing.T) {
	inEachLanguage(t, func(t *rapid.T, lang string) {
		state := stateArgs{
			Key:  rapid.SampledFrom([]string{"cancelled", "paused", "handback", "received", "none", "done", "progress", "promise", "submitted", "request", "obstacle", "not_started", "reopened", "submission_refused", "obstacle_agreed", "extension_agreed", "extension_refused", "handback_refused"}).Draw(t, "key"),
			Date: "24/3", To: "Giám đốc", Percent: anyInt(t, "percent", 60),
		}
		if state.Key == "done" {
			state.Date = pick(t, "done", "24/3")
		}
		proposal := proposeLine{Line: 1, Code: pick(t, "code", "3.2"), Title: "Rà soát TTHC", Units: unitNames[:anyInt(t, "units", 1, 3)], Date: pick(t, "date", "thứ Ba 30/6")}
		if proposal.Problem = rapid.SampledFrom([]string{"", "no_code", "nothing_said", "no_task", "no_unit", "near_unit", "no_date"}).Draw(t, "problem"); proposal.Problem != "" {
			proposal.Name, proposal.Near = "P. ABC", unitNames[:2]
		} else if proposal.Code = "3.2"; len(proposal.Units) == 0 {
			proposal.Date = "thứ Ba 30/6"
		}
		missing := missingLine{Code: "3.1", Title: "Công khai TTHC", Lead: rapid.Bool().Draw(t, "lead")}
		missing.Date = !missing.Lead
		task := againLine{Number: 1, Code: "3.2", Title: "Rà soát", Due: pick(t, "due", "thứ Sáu 20/3")}
		task.Late = task.Due != "" && rapid.Bool().Draw(t, "late")
		day := dayArgs{Date: "thứ Năm 30/4", Rule: rapid.SampledFrom(ruleNames[:]).Draw(t, "rule"), Name: pick(t, "name", "Lễ")}
		for name, html := range map[string]string{
			"state":   textState.html(lang, state),
			"propose": textPropose.html(lang, proposeArgs{Good: anyInt(t, "good", 1, 2), Lines: []proposeLine{proposal}}),
			"missing": textMissing.html(lang, missingArgs{Total: 1, NoLead: anyInt(t, "no lead", 1, 30), NoDate: anyInt(t, "no date", 1, 30), Hints: anyInt(t, "hints", 1, 9), Lines: []missingLine{missing}}),
			"task_card": textTaskCard.html(lang, taskCardArgs{Code: "3.1", Title: "Công khai TTHC", Lead: unitNames[:anyInt(t, "leads", 1, 3)], Date: pick(t, "day", "thứ Ba 30/6"), Raw: pick(t, "raw", "quý II"),
				Untracked: rapid.Bool().Draw(t, "untracked"), Hints: []hintArgs{{"Văn phòng", "VI.1", false}}[:anyInt(t, "hint", 1)]}),
			"slip":     textSlip.html(lang, slipArgs{Office: "Sở Nội vụ", Unit: "Phòng Người có công", Day: "thứ Ba 24/3/2026", Lines: []againLine{task}, More: anyInt(t, "rest", 1, 4)}),
			"people":   textPeople.html(lang, peopleArgs{Joined: 9, Seats: 11, From: 1, To: 1, Lines: []peopleLine{{Post: "Trưởng phòng, P. NCC", Name: pick(t, "person", "Phạm Hải"), State: "named"}}}),
			"calendar": textCalendar.html(lang, calendarArgs{Days: []dayArgs{day}[:anyInt(t, "days", 1)]}), "day_ruled": textDayRuled.html(lang, day),
		} {
			checkSaid(t, lang, name, html)
			checkLayout(t, lang, name, html)
		}
	})
}

// Ensure that the seven examples' key lines are said as agreed.
func TestTextExamples(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{textSayBack.plain("vi", sayBackArgs{Time: "9:12", Day: "thứ Ba 24/3", Count: 1, Lines: []understood{{Code: "6.4", Title: "Giao tự chủ 3 đơn vị", What: "progress", Percent: 80, Date: "thứ Sáu 27/3", Due: "24/3"}}}),
			"Đã ghi 1 việc, 9:12 thứ Ba 24/3\n\n6.4 Giao tự chủ 3 đơn vị: 80%\n    Hẹn xong thứ Sáu 27/3 (hạn 24/3)"},
		{textDigest.plain("vi", digestArgs{Day: "Thứ Ba 24/3", Unit: "Phòng KHTC", Lines: sampleDigest.Lines[:1]}),
			"Thứ Ba 24/3 – Phòng KHTC: 1 việc\n\n1. Công khai dự toán năm 2026 (6.5)\n    Hạn 20/3, quá hạn; mai báo Phó Giám đốc"},
		{textDigest.plain("vi", digestArgs{Day: "Thứ Ba 24/3", Office: true}), "Thứ Ba 24/3\n\nKhông có việc nào chờ xử lý."},
		{textDigest.plain("en", digestArgs{Day: "Tue 24/3", Office: true}), "Tue 24/3\n\nNothing waits."},
		{textTasks.plain("en", listArgs{Total: 1, Lines: []againLine{{Number: 1, Code: "6.5", Title: "Công khai", State: "not reported"}}}),
			"1 open task\n\n1. Công khai (6.5)\n    Now: not reported\n\nReply to this message, for example: 1 xong"},
		{textMatter.plain("vi", sampleMatter), "Xin ý kiến Giám đốc\n3.2 Rà soát, đơn giản hóa TTHC\nPhòng Người có công, hạn thứ Ba 31/3\n\n" +
			"Vướng mắc (Phạm Hải, 20/3): Sở Tư pháp chưa trả lời văn bản 112.\n\nVăn phòng đề xuất: Giám đốc điện Sở Tư pháp; lùi hạn đến thứ Tư 15/4.\n" +
			"Nếu đồng ý, hạn mới là thứ Tư 15/4."},
	} {
		if line, want, got := firstDifference(c.want, c.got); line > 0 {
			t.Errorf("line %d: want %q, got %q in:\n%s", line, want, got, c.got)
		}
	}
}
