package viet

import "testing"

// Ensure that a question is taken for one about a fact only when a fact answers
// it, with and without marks.
func TestParseQuestion(t *testing.T) {
	due, lead, content, standing := Asked{Topic: DueDate}, Asked{Topic: Lead}, Asked{Topic: Content}, Asked{Topic: Standing}
	list, late, soon := Asked{Topic: WorkList}, Asked{Topic: WorkList, Overdue: true}, Asked{Topic: WorkList, DueSoon: true}
	for text, want := range map[string]Asked{
		"Hạn đến bao giờ ạ?":                          due,
		"6.2 hạn chót ngày nào vậy anh":               due,
		"bao giờ thì hết hạn":                         due,
		"việc này phải nộp khi nào?":                  due,
		"còn mấy ngày nữa hả anh":                     due,
		"khi nào phải xong?":                          due,
		"việc này của ai?":                            lead,
		"3.2 phòng nào chủ trì ạ":                     lead,
		"ai phụ trách việc này":                       lead,
		"đơn vị nào phối hợp với mình việc này?":      lead,
		"giao cho phòng nào vậy":                      lead,
		"sản phẩm của việc này là gì?":                content,
		"phải nộp những gì ạ":                         content,
		"em còn mấy việc ạ?":                          list,
		"phòng mình còn những việc gì":                list,
		"còn việc nào quá hạn không?":                 late,
		"tuần này có việc gì đến hạn?":                soon,
		"việc nào sắp đến hạn":                        soon,
		"3.2 đến đâu rồi?":                            standing,
		"Văn phòng xác nhận chưa ạ":                   standing,
		"gia hạn 6.2 duyệt chưa ạ?":                   standing,
		"tiến độ 3.2 thế nào rồi":                     standing,
		"vướng mắc hôm trước giải quyết chưa?":        standing,
		"xin gia hạn có được không?":                  {},
		"hạn này lùi đến bao giờ được ạ?":             {},
		"có thể nộp sau hạn mấy ngày?":                {},
		"báo cáo gửi vào đâu ạ?":                      {},
		"việc này gửi cho ai?":                        {},
		"nộp theo mẫu nào, hạn bao giờ?":              {},
		"tại sao hạn lại là ngày 20?":                 {},
		"hạn là bao giờ? còn kinh phí lấy ở đâu?":     {},
		"họp mấy giờ ạ":                               {},
		"xong rồi thì báo ở đâu":                      {},
		"anh ơi bao giờ có hướng dẫn":                 {},
		"việc này có phải của phòng em không?":        {},
		"cần bao nhiêu tiền cho việc này?":            {},
		"làm thế nào để nộp báo cáo trước hạn ngày 5": {},
		"ok": {},
		"":   {},
	} {
		for _, said := range []string{text, Fold(text)} {
			if got := ParseQuestion(said); got != want {
				t.Errorf("%q: %+v, want %+v", said, got, want)
			}
		}
	}
}

func FuzzParseQuestion(f *testing.F) {
	for _, s := range []string{"Hạn đến bao giờ?", "còn mấy việc", "\u200b?", "6.2 duyệt chưa"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got := ParseQuestion(text); got.Topic != WorkList && (got.Overdue || got.DueSoon) {
			t.Errorf("%q: %+v narrows no list", text, got)
		}
	})
}
