package bot

import (
	"slices"
	"testing"

	"dondoc/plan"
)

// Ensure that a name with a comma in it is put together again where the office has
// such a unit, and that two units stay two.
func TestNamesJoined(t *testing.T) {
	r := plan.NewRegister()
	for i, name := range []string{"Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Văn hóa - Xã hội", "Công an phường"} {
		r.Units.Set(plan.UnitID(i+1), plan.Unit{Name: name, Short: name})
	}
	n := namesOf(r)
	for _, c := range []struct{ list, want []string }{
		{[]string{"P.KT", "HT&ĐT"}, []string{"P.KT, HT&ĐT"}},
		{[]string{"Công an phường", "P.KT", "HT&ĐT"}, []string{"Công an phường", "P.KT, HT&ĐT"}},
		{[]string{"Công an phường", "Phòng Văn hóa - Xã hội"}, []string{"Công an phường", "Phòng Văn hóa - Xã hội"}},
		{[]string{"P.KT"}, []string{"P.KT"}},
		{nil, nil},
	} {
		if got := n.joined(c.list); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.list, got, c.want)
		}
	}
}
