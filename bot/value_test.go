package bot

import "testing"

// Ensure that "đúng" is yes with its marks and without, and "dừng" is not.
func TestAgrees(t *testing.T) {
	for text, want := range map[string]bool{
		"đúng": true, "Đúng rồi.": true, "dung": true, "Dung roi": true, "có": true, "dừng": false, "Dừng": false, "không": false, "": false, "99,2%": false,
	} {
		if got := agrees(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
