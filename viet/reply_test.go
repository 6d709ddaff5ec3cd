package viet

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"dondoc/workday"
)

// labelledReply is a reply of Monday 23 November 2026 with what a careful
// reader takes it for. Of several intents, separated by bars, any will do; the
// date "*" is not looked at. Items names what each task is said to be:
// "1=done 2+3=progress:80 rest=progress@2026-11-27".
type labelledReply struct {
	Text    string  `json:"text"`
	Intent  string  `json:"intent"`
	Percent *int    `json:"percent"`
	Date    *string `json:"date"`
	Items   string  `json:"items"`
}

// headFiles are labelled replies of heads of units; each was labelled before it
// was read for the first time.
var headFiles = []string{"replies_heads.jsonl", "replies_more.jsonl", "replies_last.jsonl", "replies_fresh.jsonl", "replies_final.jsonl", "replies_wide.jsonl"}

// ownReplies decodes labelled replies of this repository.
func ownReplies(t testing.TB, name string) []labelledReply {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var list []labelledReply
	for s := bufio.NewScanner(bytes.NewReader(b)); s.Scan(); {
		var l labelledReply
		if err := json.Unmarshal(s.Bytes(), &l); err != nil {
			t.Fatalf("%s: %v", s.Text(), err)
		}
		list = append(list, l)
	}
	return list
}

// itemLabel writes an item as the labels have it.
func itemLabel(i Item, intent string) string {
	var b strings.Builder
	for k, ref := range i.Refs {
		if k > 0 {
			b.WriteByte('+')
		}
		b.WriteString(refLabel(ref))
	}
	if i.Whole {
		b.WriteString("all")
	}
	b.WriteString("=" + intent)
	if i.HasPercent && i.Percent != 100 {
		fmt.Fprintf(&b, ":%d", i.Percent)
	}
	if i.Date != 0 {
		b.WriteString("@" + i.Date.String())
	}
	return b.String()
}

func refLabel(ref Ref) string {
	switch ref.Kind {
	case RefCode:
		return ref.Code
	case RefNumber:
		return itoa(ref.N)
	}
	if ref.Kind == RefRest {
		return "rest"
	}
	return "all"
}

func oneOf(got Intent, want string) bool {
	for w := range strings.SplitSeq(want, "|") {
		if got.String() == w {
			return true
		}
	}
	return false
}

// sameItems reports whether the items are the labelled ones, in any order.
func sameItems(items []Item, want string) bool {
	list := strings.Fields(want)
	if len(list) != len(items) {
		return false
	}
	for _, w := range list {
		refs, rest, _ := strings.Cut(w, "=")
		intents := strings.FieldsFunc(rest, func(r rune) bool { return r == ':' || r == '@' })[0]
		found := false
		for _, i := range items {
			intent := i.Intent.Label().String()
			if oneOf(i.Intent.Label(), intents) {
				intent = intents
			}
			label := itemLabel(i, intent)
			bare, _, _ := strings.Cut(label, "@")
			found = found || label == w || bare == w && strings.Contains(intents, "|") || refs+"=unclear" == w && strings.HasPrefix(label, w)
		}
		if !found {
			return false
		}
	}
	return true
}

// wrongDone reports whether a task is taken for done that is not labelled so.
// A label without items speaks of the whole message.
func wrongDone(r Reply, l labelledReply) bool {
	if l.Items == "" {
		return r.Intent == Done && !strings.Contains(l.Intent, "done")
	}
	for _, i := range r.Items {
		label := itemLabel(Item{Refs: i.Refs, Whole: i.Whole}, "done")
		if i.Intent == Done && !strings.Contains(" "+strings.ReplaceAll(l.Items, "=done|", "=done ")+" ", " "+label) {
			return true
		}
	}
	return false
}

type score struct{ rows, intents, percents, dates, items, itemRows, wrongDone int }

// confusion returns the table of what the labels say, a row each, against what is
// read, a column each. Of several labels the first counts.
func confusion(lines []labelledReply, ctx Context) string {
	const labels = int(Greeting) + 1
	var table [labels][labels]int
	for _, l := range lines {
		var want Intent
		first, _, _ := strings.Cut(l.Intent, "|")
		_ = want.UnmarshalText([]byte(first))
		got := ParseReply(l.Text, ctx).Intent
		if oneOf(got, l.Intent) {
			want = got
		}
		table[want][got]++
	}
	var b strings.Builder
	fmt.Fprintf(&b, "labelled\\read")
	for i := range labels {
		fmt.Fprintf(&b, " %12s", Intent(i))
	}
	for i := range labels {
		fmt.Fprintf(&b, "\n%13s", Intent(i))
		for k := range labels {
			fmt.Fprintf(&b, " %12d", table[i][k])
		}
	}
	return b.String()
}

// judgeLabelled reads labelled replies, and counts what is read as labelled.
func judgeLabelled(t *testing.T, lines []labelledReply) score {
	ctx := Context{Today: workday.Of(2026, 11, 23), AskedPercent: true, AskedDone: true}
	s := score{rows: len(lines)}
	for _, l := range lines {
		r := ParseReply(l.Text, ctx)
		var got Item
		if len(r.Items) == 1 {
			got = r.Items[0]
		}
		if wrongDone(r, l) {
			t.Errorf("%q: taken for done: %s", l.Text, describe(r))
			s.wrongDone++
		}
		check := func(ok bool, count *int, what string, want any) {
			if ok {
				*count++
			} else {
				t.Logf("%q: %s: %s, want %v", l.Text, what, describe(r), want)
			}
		}
		check(oneOf(r.Intent, l.Intent), &s.intents, "intent", l.Intent)
		if l.Items != "" {
			s.itemRows++
			check(sameItems(r.Items, l.Items), &s.items, "items", l.Items)
			s.percents++
			s.dates++
			continue
		}
		want := ""
		if l.Percent != nil {
			want = fmt.Sprint(*l.Percent)
		}
		check(got.HasPercent == (l.Percent != nil) && (l.Percent == nil || got.Percent == *l.Percent), &s.percents, "percent", want)
		want = ""
		if l.Date != nil {
			want = *l.Date
		}
		check(want == "*" || got.Date == 0 && want == "" || got.Date != 0 && got.Date.String() == want, &s.dates, "date", want)
	}
	t.Log(confusion(lines, ctx))
	t.Logf("of %d: intents %d, percents %d, dates %d, items %d of %d, wrong done %d",
		s.rows, s.intents, s.percents, s.dates, s.items, s.itemRows, s.wrongDone)
	return s
}

// Ensure that of the labelled replies nearly all are read as labelled, and that
// nothing is taken for done that is not.
func TestParseReplyLabelled(t *testing.T) {
	s := judgeLabelled(t, sharedLines[labelledReply](t, "replies.jsonl"))
	if s.intents < 147 || s.percents < s.rows || s.dates < s.rows {
		t.Errorf("of the shared replies: %+v", s)
	}
}

// Ensure the same of the replies of this repository.
func TestParseReplyOwn(t *testing.T) {
	s := judgeLabelled(t, ownReplies(t, "replies.jsonl"))
	if s.intents < s.rows-2 || s.percents < s.rows || s.dates < s.rows-2 || s.items < s.itemRows-1 {
		t.Errorf("of the own replies: %+v", s)
	}
}

// Ensure the same of what heads of departments, communes, schools, hospitals and
// companies type on a phone.
func TestParseReplyHeads(t *testing.T) {
	for _, name := range headFiles {
		s := judgeLabelled(t, ownReplies(t, name))
		if s.intents < s.rows-2 || s.percents < s.rows-1 || s.dates < s.rows-1 || s.items < s.itemRows {
			t.Errorf("of %s: %+v", name, s)
		}
	}
}

// neverDone are sentences of which none says that a task is done.
var neverDone = []string{
	"thấy ghi đã xong", "trên hệ thống ghi hoàn thành", "bot ghi xong là sai", "em nhớ đã nộp", "đã gửi rồi chăng", "đã xong thủ tục ban đầu",
	"đã phê duyệt chủ trương", "đã được duyệt kinh phí", "đã ký tờ trình", "sếp ký tờ trình rồi", "đã lắp xong, chạy thử", "đã đọc xong",
	"nghỉ lễ xong em làm", "xong rồi chứ", "xong thật không", "ký xong là xong", "đã thi công xong phần thô", "tuyển xong 3 người",
	"đã kiểm tra xong 10 xã", "tập huấn xong em báo cáo", "có chắc xong rồi ko", "đã nộp lệ phí",
	"xong không nổi", "đã hoàn thành khoảng 90", "đúng ra xong rồi", "xong hụt", "đã tính gửi rồi mà quên", "quên gửi rồi",
	"quên nộp rồi ạ", "đã gửi yêu cầu", "đã gửi tin nhắn", "đã gửi câu hỏi", "đã nộp đơn rồi", "đã gửi em Hoa làm",
	"đã chuyển anh Nam xử lý rồi", "đã tổ chức buổi đầu", "đã tổ chức được 2 buổi", "ban hành kế hoạch rồi, giờ làm", "đã phát hành phiếu khảo sát", "đã đăng thông báo mời thầu",
	"bấm nhầm đã xong", "không phải đã xong", "đâu ra mà xong", "chưa phòng nào xong", "một số đơn vị đã xong", "đã hoàn thành bước đầu",
	"xong chín phần mười", "sếp bảo phải xong", "theo kế hoạch thì xong rồi", "hôm qua định nộp rồi", "em báo nhầm, chưa xong", "ai nói xong rồi",
	"đã xong chưa đâu", "tưởng xong rồi ai dè còn", "xong sao được", "sao mà xong", "đợi xong em báo", "làm gì đã xong",
	"chưa xong hẳn", "gần xong hẳn rồi", "xong mỗi phần 1", "mới xong có 1 nửa", "xong cơ bản rồi nhé", "đã xong phần lớn",
	"xong được tí rồi", "anh Hùng báo đã xong", "phòng kia báo hoàn thành", "theo báo cáo của xã thì đã xong", "xã báo xong", "văn thư nói gửi rồi",
	"đã xong trên giấy", "xong rồi thì tốt", "giá mà xong rồi", "xong rồi mới báo", "làm xong mới nghỉ", "hôm nay phải xong",
	"tối nay xong nhé", "đã giao em Lan hoàn thành", "nhờ anh Nam làm xong giúp", "anh nhắc phòng hoàn thành giúp em", "yêu cầu hoàn thành trước 30/11", "đã yêu cầu các xã hoàn thành",
	"đã nhận được yêu cầu hoàn thành", "đã đọc, sẽ hoàn thành", "đã nhận nhiệm vụ rồi ạ", "đã chuyển cho phòng chuyên môn xử lý", "đã gửi văn bản đôn đốc các xã rồi", "đã gửi công văn rồi",
	"đã nộp hồ sơ đề nghị thẩm định", "đã ký hợp đồng rồi", "đã báo cáo xin ý kiến Sở", "chuẩn bị xong rồi, mai làm", "có khi xong rồi", "không nghĩ là đã xong",
	"không biết đã xong chưa", "xong rồi à?", "xong rồi đúng ko", "thế là xong à", "xong bản word", "xong file excel rồi còn in",
	"xong rồi đợi phát hành", "đã hoàn thành việc lấy ý kiến", "đã hoàn thành 90% hồ sơ", "xong 5/6", "xong 8/10", "xong trừ phụ lục",
	"xong hết trừ mục 3", "xong rồi lại phải làm lại", "gửi rồi mà bị trả", "mai là hoàn thành rồi", "30 tết xong", "tháng sau mới làm xong",
	"1✅ 2❌", "họp triển khai xong", "đã xong 98% hồ sơ",
	"chưa xong", "vẫn chưa xong ạ", "chưa hoàn thành", "em chưa làm xong", "không xong", "xong đâu mà xong", "đã xong đâu",
	"sắp xong", "gần xong rồi", "cơ bản xong", "dự thảo xong", "xong một nửa", "xong phần 1", "xong bước 2", "mai xong", "thứ 6 xong",
	"chắc là xong rồi", "hình như xong", "nghe nói đã xong", "chị Lan bảo xong rồi", "tưởng xong rồi", "chưa rõ đã xong chưa",
	"xong chưa?", "đã xong rồi đúng không?", "xong rồi hả", "khi nào xong thì báo", "nếu xong sẽ báo", "khó mà xong",
	"xong rồi, còn mỗi chữ ký", "xong nhưng chưa gửi", "100%, chờ ký", "chưa đạt 100%", "3 phòng đã nộp", "các phòng đã gửi",
	"đã hoàn thành 8/10 văn bản", "đã xong 30/3", "xin lùi đến 30/3 cho xong", "còn 5% nữa là xong", "> 3.2 đã xong\nchưa", "đang hoàn thành",
	"xong cơ bản", "xong sơ bộ", "bước đầu đã xong", "xong phần của em rồi", "phần của phòng đã xong", "đã xong về mặt nội dung",
	"họp xong rồi", "soạn xong rồi", "viết xong rồi, đang chỉnh", "xong sớm thôi", "xong ngay", "xong liền", "cam kết hoàn thành",
	"đảm bảo hoàn thành", "quyết tâm hoàn thành", "chắc chắn xong", "nhất định xong", "lẽ ra xong rồi", "đáng lẽ hôm qua xong", "suýt xong",
	"dự định xong", "bên thiết kế xong rồi", "nhà thầu làm xong rồi", "các phòng đã xong",
	"UBND tỉnh đã ban hành", "xong rồi nhưng phải sửa lại", "xong rồi mà bị trả lại", "đã xong nhưng sếp yêu cầu làm lại",
	"đã gửi nhưng bị trả về", "xong em gửi", "xong em báo", "1 xong em gửi báo cáo nhé", "làm xong em sẽ gửi", "làm xong gửi anh liền",
	"sang năm xong", "năm nay xong", "sau Tết xong", "vài hôm nữa xong", "lát nữa xong", "tí nữa xong", "nay mai xong", "mai mốt xong",
	"thế nào cũng xong", "kiểu gì cũng xong", "từ từ rồi xong", "5h chiều xong", "17h xong", "trưa xong", "chiều xong", "trước 5 giờ xong",
	"cuối giờ xong", "đâu đã xong", "chưa xong đâu", "làm mãi không xong", "mãi chưa xong", "có xong đâu mà",
	"chẳng xong được", "cứ tưởng xong", "mục tiêu hoàn thành 100%", "phấn đấu đạt 100%", "kế hoạch hoàn thành quý 4",
	"thời hạn hoàn thành 30/11", "xong được là tốt", "chừng nào xong em báo", "đến khi xong", "trước khi xong", "đang làm cho xong",
	"cố làm cho xong", "ráng xong", "tranh thủ làm xong", "chờ xong đã", "để xong rồi báo", "xong nửa rồi", "xong 3 cái rồi",
	"xong được 3 rồi", "xong 2 trên 5", "xong 3 phòng còn 2 phòng", "đã tổ chức 2 lớp, còn 1 lớp", "đã ban hành 2/3 văn bản",
	"xong nhưng sai số liệu", "đã xong, sếp đang xem", "đã xong, chưa trình", "đã nộp nháp", "nộp tạm rồi", "đã gửi bản thảo",
	"gửi trước 1 phần", "đã nộp một số hồ sơ", "đã triển khai rồi", "đã thực hiện rồi", "đã làm rồi", "đang làm rồi", "làm rồi",
	"đã họp rồi", "đã phân công rồi", "ok rồi", "được rồi", "biết rồi", "rõ rồi", "nhận được rồi", "vâng rồi em làm", "đã nhắc anh em",
	"đã chỉ đạo phòng hoàn thành", "đã giao hoàn thành trước 30/11", "đã đôn đốc các đơn vị hoàn thành", "đã lên kế hoạch xong",
	"đã có kế hoạch", "đã có dự thảo", "đã có chủ trương", "đã thống nhất", "đã xin ý kiến xong", "đã lấy ý kiến xong", "đã trình xong",
	"trình rồi", "ký nháy rồi", "phòng ký rồi, chờ GĐ", "đã ký nháy", "mới ký nháy", "xong thủ tục đầu vào", "xong hồ sơ, chờ thi",
	"đã mở lớp", "đã khai giảng", "đã bắt đầu", "đã khởi công", "đã chọn nhà thầu", "hoàn thành trong tháng", "hoàn thành trước Tết",
	"xong trong tuần",
	"định hôm qua xong", "Bộ đã làm xong", "tối xong nhé",
}

// Ensure that what denies, limits, doubts, asks, puts off, hands on or only
// repeats an end is never read as done, with marks and without.
func TestParseReplyNeverDone(t *testing.T) {
	ctx := Context{Today: workday.Of(2026, 3, 24), AskedPercent: true, AskedDone: true}
	// Without their marks these are others: "toi xong" is "tôi xong" as well.
	ambiguous := map[string]bool{"định hôm qua xong": true, "Bộ đã làm xong": true, "tối xong nhé": true}
	for _, s := range neverDone {
		texts := []string{s, Fold(s)}
		if ambiguous[s] {
			texts = texts[:1]
		}
		for _, text := range texts {
			if r := ParseReply(text, ctx); r.Intent == Done {
				t.Errorf("%q: taken for done", text)
			}
		}
	}
}
