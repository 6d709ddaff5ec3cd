package planfile

import (
	"cmp"
	"slices"

	"dondoc/viet"
)

// Limits of a look into the index: rare words find what is alike, and words
// that stand everywhere need not be followed.
const (
	followed = 4_000 // entries of the index for one item, or those of its rarest word
	nearest  = 24    // items that it gives
)

// index finds the items that share words with another, without comparing all
// with all.
type index struct {
	holders map[uint64][]int32 // by mark: the items that have it, in order
	count   []int32            // scratch: marks shared with the item asked for
	touched []int
}

// indexOf indexes the items that are not joined yet.
func indexOf(items []matched, joined []int) *index {
	x := &index{holders: map[uint64][]int32{}, count: make([]int32, len(items))}
	for i, it := range items {
		if joined[i] >= 0 {
			continue
		}
		for _, mark := range it.print {
			x.holders[mark] = append(x.holders[mark], int32(i))
		}
	}
	return x
}

// near returns the items that share most of the rare marks of a print; of equal
// ones those whose place is nearest.
func (x *index) near(p viet.Print, place int) []int {
	lists := make([][]int32, 0, len(p))
	for _, mark := range p {
		if holders := x.holders[mark]; len(holders) > 0 {
			lists = append(lists, holders)
		}
	}
	slices.SortStableFunc(lists, func(a, b []int32) int { return cmp.Compare(len(a), len(b)) })
	left := followed
	for i, holders := range lists {
		if left -= len(holders); left < 0 && i > 0 {
			break
		}
		for _, i := range holders {
			if x.count[i] == 0 {
				x.touched = append(x.touched, int(i))
			}
			x.count[i]++
		}
	}
	before := func(a, b int) bool {
		if x.count[a] != x.count[b] {
			return x.count[a] > x.count[b]
		}
		if da, db := apart(a, place), apart(b, place); da != db {
			return da < db
		}
		return a < b
	}
	var best []int
	for _, i := range x.touched {
		if len(best) == nearest && !before(i, best[nearest-1]) {
			continue
		}
		k := len(best)
		for k > 0 && before(i, best[k-1]) {
			k--
		}
		best = slices.Insert(best, k, i)
		best = best[:min(len(best), nearest)]
	}
	for _, i := range x.touched {
		x.count[i] = 0
	}
	x.touched = x.touched[:0]
	return best
}
