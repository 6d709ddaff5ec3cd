package planfile

import "testing"

// Ensure that words which a page has torn are joined, and that a text in which
// only a unit of measure stands alone stays as it is.
func TestMendTorn(t *testing.T) {
	for in, want := range map[string]string{
		"Văn phòng ph ản bi ện 02 d ự thảo, b ảo v ệ tr ẻ em tr ước ngày 15.": "Văn phòng phản biện 02 dự thảo, bảo vệ trẻ em trước ngày 15.",
		"H ội ph ụ n ữ qu ản lý qu ỹ, ti ến tới ổn định thu ổn định.":         "Hội phụ nữ quản lý quỹ, tiến tới ổn định thu ổn định.",
		"Nạo vét 500 m ở thôn Hạ; thửa x ở xã.":                               "Nạo vét 500 m ở thôn Hạ; thửa x ở xã.",
	} {
		if got := mendTorn(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
