package planfile

import "testing"

// Ensure that a unit which does other work of the document is known whatever verb
// follows its name, and that headings between those of units are units.
func TestKnownUnits(t *testing.T) {
	d, err := Text([]byte(`KẾ HOẠCH
Công tác năm 2026

I. NHIỆM VỤ
1. Phòng Kỹ thuật chủ trì lập bản đồ ngập.
2. Phòng Kỹ thuật vá mặt đường và kiểm tra cống.
3. Phòng Kỹ thuật ghi số liệu thủy triều.
4. Đội Cầu là đơn vị mới thành lập trong năm.
`))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"Phòng Kỹ thuật", "Phòng Kỹ thuật", "Phòng Kỹ thuật", ""} {
		if got := d.Tasks[i]; len(got.Lead) > 0 && got.Lead[0] != want || len(got.Lead) == 0 && want != "" {
			t.Errorf("%q: %q, want %q", got.Text, got.Lead, want)
		}
	}
	d, err = Text([]byte(`KẾ HOẠCH
Công tác năm 2026

I. NHIỆM VỤ CỦA TỪNG ĐƠN VỊ
1. Đội Kiểm soát
a) Tuần tra vùng cửa sông.
2. Hải đăng Hòn Trống
a) Sơn lại tháp đèn.
3. Phòng Hậu cần
a) Mua dầu máy phát.
4. Nhiệm vụ chung
a) Trồng cây đầu xuân.
`))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"Đội Kiểm soát", "Hải đăng Hòn Trống", "Phòng Hậu cần", ""} {
		if got := d.Tasks[i]; len(got.Lead) > 0 && got.Lead[0] != want || len(got.Lead) == 0 && want != "" {
			t.Errorf("%q: %q, want %q", got.Text, got.Lead, want)
		}
	}
}
