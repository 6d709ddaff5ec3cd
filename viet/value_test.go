package viet

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dondoc/workday"
)

// writtenValues words the values of a reply as "99.2%|about|noun"; behind them a
// mark says that one is a doubt (?) or added to what was before (+).
func writtenValues(list []Value) string {
	var out []string
	for _, v := range list {
		s := fmt.Sprint(v.Number)
		if v.Of != 0 {
			s += fmt.Sprintf("/%v", v.Of)
		}
		if v.Percent {
			s += "%"
		}
		for _, w := range []string{v.About, v.Noun} {
			s += "|" + w
		}
		if v.Doubt {
			s += "?"
		}
		if v.Added {
			s += "+"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// Ensure that the values of targets are read with what they are said of, and
// nothing that was not reached.
func TestValues(t *testing.T) {
	for _, c := range []struct {
		text, want string
		only       bool
	}{
		{"đạt 99,2%", "99.2%||", true},
		{"1 99,2%", "99.2%||", true},
		{"3.2 đạt 99.2 %", "99.2%||", true},
		{"dat 99,2%", "99.2%||", true},
		{"đạt 99,2 phần trăm nhé anh", "99.2%||", true},
		{"đạt 12/17 đơn vị", "12/17||đơn vị", true},
		{"12/17 xã đã xong", "12/17||xã", false},
		{"chưa xong, mới đạt 12/17 đơn vị", "12/17||đơn vị", false},
		{"đạt 12 trên 17 đơn vị", "12/17||đơn vị", true},
		{"12/10 đơn vị", "12/10||đơn vị", true},
		{"hồ sơ đúng hạn 99,5%", "99.5%|hồ sơ đúng hạn|", true},
		{"tỷ lệ 98%", "98%||", true},
		{"98% hồ sơ đúng hạn", "98%||hồ sơ đúng hạn", true},
		{"đã giải quyết 1.245 hồ sơ", "1245|giải quyết|hồ sơ", true},
		{"3.2 giải quyết 1.245.300 hồ sơ", "1.2453e+06|giải quyết|hồ sơ", true},
		{"thu được 1,5 tỷ đồng", "1.5|thu|tỷ đồng", true},
		{"3.2 xong, tỷ lệ đúng hạn 99,6%", "99.6%|đúng hạn|", false},
		{"hồ sơ đúng hạn 99,5%, hài lòng 92%", "99.5%|hồ sơ đúng hạn|; 92%|hài lòng|", true},
		{"số 45/QĐ-SNV ngày 20/3, đạt 98,7%", "98.7%||", true},
		// What is not reached.
		{"chưa đạt 99,5%", "", false},
		{"phấn đấu đạt 99,5%", "", false},
		{"dự kiến cuối năm đạt 99,5%", "", false},
		{"cán bộ được tập huấn đạt 95%", "95%|cán bộ tập huấn|", true},
		{"cập nhật 3.1: 85%", "85%||", true},
		{"mới đạt 98,1%, phấn đấu cuối năm 99,5%", "98.1%||", false},
		{"tỷ lệ đúng hạn 99,2% (chỉ tiêu 99,5%)", "99.2%|đúng hạn|", true},
		{"kế hoạch giao 99,5%, thực hiện đạt 98,7%", "98.7%||", false},
		{"tăng từ 98% lên 99,2%", "99.2%||", true},
		{"đạt 99,2%, kỳ trước 98,1%", "99.2%||", true},
		{"còn 5 đơn vị chưa báo cáo", "", false},
		{"5 đơn vị chưa nộp", "", false},
		{"tăng 0,5%", "", false},
		// What names something else.
		{"ngày 12/10 họp", "", false},
		{"xong 12/10", "", false},
		{"3 ngày nữa xong", "", false},
		{"số 45/QĐ-SNV", "", false},
		{"xong đợt 2", "", false},
		{"hạn 25/11 gấp quá", "", false},
		{"ban hành KH CCHC 2026 tại văn bản số 12/KH-VP", "", false},
		// What is not certain.
		{"chắc đạt 99,2%", "99.2%||?", true},
		{"đạt khoảng 99%", "99%||?", true},
		{"thêm 2 đơn vị", "2||đơn vị+", true},
		{"nghe nói đạt 99,2%", "99.2%||?", true},
	} {
		r := ParseReply(c.text, Context{Today: workday.Of(2026, 11, 23)})
		var got []Value
		only := true
		for _, i := range r.Items {
			got = append(got, i.Values...)
			only = only && i.OnlyValues
		}
		if w := writtenValues(got); w != c.want || only != c.only {
			t.Errorf("%q: got %q, only %v; want %q, only %v", c.text, w, only, c.want, c.only)
		}
	}
}

// Ensure that the answer to how much was reached is one number, and that
// anything else is left to be read as a reply.
func TestParseValue(t *testing.T) {
	for text, want := range map[string]string{
		"99,2": "99.2||", "99,2%": "99.2%||", "99.2% nhé": "99.2%||", "1.245": "1245||", "1.245,5": "1245.5||", "12": "12||",
		"12/17": "12/17||", "đạt 12/17 đơn vị ạ": "12/17||đơn vị", "được 15 lớp rồi": "15||lớp", "0": "0||", "120%": "120%||",
		"xong": "", "3.2 xong": "", "1 99,2%": "", "chưa có": "", "từ 3 đến 5": "", "99,2% thứ 6 xong": "", "": "", "ngày 12/3": "", "-5%": "-5%||", "-3": "-3||",
	} {
		v, ok := ParseValue(text)
		var got string
		if ok {
			got = writtenValues([]Value{v})
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// Ensure that a value is measured on targets of its kind, in the target's unit,
// and on none that counts something else.
func TestValueFit(t *testing.T) {
	const hoso = "Hồ sơ được giải quyết trước và đúng hạn"
	for _, c := range []struct {
		said, unit, text string
		number           float64
		ok, unlike       bool // unlike: it fits by kind, but is said of something else
	}{
		{"đạt 99,2%", "% hồ sơ", hoso, 99.2, true, false},
		{"tỷ lệ đúng hạn 99,2%", "% hồ sơ", hoso, 99.2, true, false},
		{"98% hồ sơ đúng hạn", "% hồ sơ", hoso, 98, true, false},
		{"giải ngân 62% vốn", "% hồ sơ", hoso, 62, true, true},
		{"8/10 hồ sơ trễ hạn", "% hồ sơ", hoso, 0, false, false},
		{"tỷ lệ trễ hạn 3%", "% hồ sơ trễ hạn", "Hồ sơ trễ hạn không quá 5%", 3, true, false},
		{"12/17 đơn vị", "% đơn vị", "Đơn vị công khai dự toán", 70.6, true, false},
		{"12/17 đơn vị", "đơn vị được kiểm tra", "Kiểm tra ít nhất 17 đơn vị", 12, true, false},
		{"kiểm tra 2 phòng", "đơn vị được kiểm tra", "Kiểm tra ít nhất 3 đơn vị", 2, true, true},
		{"1.245 hồ sơ", "% hồ sơ", hoso, 0, false, false},
		{"đạt 99%", "lớp tập huấn", "Mở 5 lớp tập huấn", 0, false, false},
		{"thu 1.500 triệu đồng", "tỷ đồng", "Thu ít nhất 2 tỷ đồng", 1.5, true, false},
	} {
		list, _ := valuesIn(tokenize(c.said), c.said)
		if len(list) != 1 {
			t.Errorf("%q: %d values", c.said, len(list))
			continue
		}
		f, ok := list[0].Fit(c.unit, c.text)
		if ok != c.ok || ok && (f.Number != c.number || (f.Unit || f.Likeness < saidOfNothing) != c.unlike) {
			t.Errorf("%q on %q: got %+v %v, want %v %v %v", c.said, c.unit, f, ok, c.number, c.ok, c.unlike)
		}
	}
}

// Ensure that a number survives being written in Vietnamese style and read.
func TestValueNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.Int64Range(0, 999_999_999).Draw(t, "whole")
		digits := fmt.Sprint(whole)
		if rapid.Bool().Draw(t, "points") {
			for i := len(digits) - 3; i > 0; i -= 3 {
				digits = digits[:i] + "." + digits[i:]
			}
		}
		want := float64(whole)
		if rapid.Bool().Draw(t, "decimals") {
			d := rapid.IntRange(1, 9).Draw(t, "decimal")
			digits, want = fmt.Sprintf("%s,%d", digits, d), want+float64(d)/10
		}
		said := "đã giải quyết " + digits + " hồ sơ"
		list, _ := valuesIn(tokenize(said), said)
		if len(list) != 1 || list[0].Number != want {
			t.Errorf("%q: got %v, want %v", said, list, want)
		}
	})
}
