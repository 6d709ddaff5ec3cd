package chars

import "testing"

// Ensure that UTF-16 is told by its mark, or by where its zero bytes are, and
// that nothing else is touched.
func TestUTF8(t *testing.T) {
	const text = "Ke hoach cong tac nam 2026 cua Sở Nội vụ"
	var little, big []byte
	for _, r := range text {
		little = append(little, byte(r), byte(r>>8))
		big = append(big, byte(r>>8), byte(r))
	}
	for name, data := range map[string]string{
		"plain": text, "little": string(little), "big": string(big), "a little mark": "\xff\xfe" + string(little), "a big mark": "\xfe\xff" + string(big),
	} {
		if got := string(UTF8([]byte(data))); got != text {
			t.Errorf("%s: %q", name, got)
		}
	}
	for _, data := range []string{"", "\x00", "K\x00e\x00", "\x00\x01\x02\x03 is none of both, whatever it may be"} {
		if got := string(UTF8([]byte(data))); got != data {
			t.Errorf("%q became %q", data, got)
		}
	}
}

// Ensure that spaces and line ends are what readers take them for.
func TestSpaces(t *testing.T) {
	for in, want := range map[string]string{"a\r\nb\rc": "a\nb\nc", "a\u2028b": "a\vb", "ngày\u00a01\u00ad5\u200b": "ngày 15", "\ufeffa\u3000b": "a  b"} {
		if got := Plain(in); got != want {
			t.Errorf("Plain(%q) = %q", in, got)
		}
	}
	for in, want := range map[string]string{"": "", "a b": "a b", " a\t\n b ": "a b", "a\u0001b": "a b", "   ": ""} {
		if got := Squeeze(in); got != want {
			t.Errorf("Squeeze(%q) = %q", in, got)
		}
	}
}

// Ensure that Roman numerals are written as usual as far as they go.
func TestRoman(t *testing.T) {
	for n, want := range map[int]string{1: "I", 4: "IV", 9: "IX", 14: "XIV", 40: "XL", 49: "XLIX", MostRoman: "LIX"} {
		if got := Roman(n); got != want {
			t.Errorf("Roman(%d) = %q", n, got)
		}
	}
}
