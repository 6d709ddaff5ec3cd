package planfile

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Ensure that codes stand in the order in which a plan counts.
func TestCompareCodes(t *testing.T) {
	for _, want := range [][]string{
		{"1", "1.1", "1.2", "1.10", "2", "2.1", "10"},
		{"I", "I.1", "II", "IV", "V", "IX", "X", "XI"},
		{"1.a", "1.a.2", "1.b", "1.đ"},
		{"A.1", "A.2", "B.1"},
		{"3-2", "3-2.1", "3-10"},
		{"2026.3.2", "2026.3.11"},
	} {
		got := slices.Clone(want)
		slices.Reverse(got)
		slices.SortStableFunc(got, CompareCodes)
		if !slices.Equal(got, want) {
			t.Errorf("%v", got)
		}
	}
}

// Ensure that the order is one, whatever stands in codes.
func TestCompareCodesIsAnOrder(t *testing.T) {
	code := rapid.OneOf(rapid.StringMatching(`[IJVWX0-9a-c.\-]{0,4}`), rapid.String())
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := code.Draw(t, "a"), code.Draw(t, "b"), code.Draw(t, "c")
		if CompareCodes(a, b) != -CompareCodes(b, a) || CompareCodes(a, a) != 0 {
			t.Fatal("not the other way round")
		}
		if CompareCodes(a, b) <= 0 && CompareCodes(b, c) <= 0 && CompareCodes(a, c) > 0 {
			t.Fatal("not transitive")
		}
	})
}
