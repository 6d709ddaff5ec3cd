package planfile

import (
	"cmp"
	"slices"

	"dondoc/viet"
)

// matched is what match compares of a task or an area. Area is a number that two
// tasks of the same area share, −1 for none.
type matched struct {
	code  string
	area  int
	print viet.Print
}

// How alike the words of a pair must be. With its own code less is enough, or
// that all words of the one stand in the other; a few words say less than many.
const (
	alikeAtCode    = 0.40
	alikeElsewhere = 0.60
	alikeShort     = 0.75 // elsewhere, and one of the two is short
	within         = 0.85 // at its code: so much of the shorter one
	shortPrint     = 15   // marks: eight words
)

// What code and area add to the likeness of a pair when pairs compete.
const (
	codeCounts = 0.10
	areaCounts = 0.05
)

// match joins old and new items one to one. Equal words come first, of twins
// those that kept area and code; then the pair that is most alike, again and
// again. With codes set, what is left over is joined by code alone.
func match(old, new []matched, codes bool) []Pair {
	m := &matching{old: old, new: new, toNew: fill(len(old)), toOld: fill(len(new))}
	m.twins()
	m.alike()
	if codes {
		m.byCode()
	}
	var pairs []Pair
	for j, i := range m.toOld {
		if i >= 0 {
			pairs = append(pairs, Pair{Old: i, New: j})
		}
	}
	return pairs
}

type matching struct {
	old, new     []matched
	toNew, toOld []int // −1: not joined
}

func fill(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = -1
	}
	return list
}

func (m *matching) join(i, j int) {
	m.toNew[i], m.toOld[j] = j, i
}

func (m *matching) free(i, j int) bool { return m.toNew[i] < 0 && m.toOld[j] < 0 }

// twins joins items with equal words. Where several have them, what they have
// in common beside the words decides, and last their order.
func (m *matching) twins() {
	groups := map[string]*struct{ old, new []int }{}
	var keys []string
	add := func(list []matched, old bool) {
		for i, it := range list {
			if len(it.print) == 0 {
				continue
			}
			key := printKey(it.print)
			g := groups[key]
			if g == nil {
				g = &struct{ old, new []int }{}
				groups[key] = g
				keys = append(keys, key)
			}
			if old {
				g.old = append(g.old, i)
			} else {
				g.new = append(g.new, i)
			}
		}
	}
	add(m.old, true)
	add(m.new, false)
	type place struct {
		code string
		area int
	}
	for _, key := range keys {
		g := groups[key]
		for _, same := range []func(matched) place{
			func(it matched) place { return place{it.code, it.area} },
			func(it matched) place { return place{"", it.area} },
			func(it matched) place { return place{it.code, 0} },
			func(matched) place { return place{} },
		} {
			waiting := map[place][]int{}
			for _, i := range g.old {
				if m.toNew[i] < 0 {
					p := same(m.old[i])
					waiting[p] = append(waiting[p], i)
				}
			}
			for _, j := range g.new {
				p := same(m.new[j])
				if list := waiting[p]; m.toOld[j] < 0 && len(list) > 0 {
					m.join(list[0], j)
					waiting[p] = list[1:]
				}
			}
		}
	}
}

func printKey(p viet.Print) string {
	b := make([]byte, 0, 8*len(p))
	for _, mark := range p {
		for shift := 0; shift < 64; shift += 8 {
			b = append(b, byte(mark>>shift))
		}
	}
	return string(b)
}

// rival is a pair that may be joined.
type rival struct {
	i, j  int
	score float64
}

// alike joins the pairs that are most alike, the best first. What has the same
// score is decided by how near the places are; pairs that agree in that too do
// not exclude each other.
func (m *matching) alike() {
	list := m.rivals()
	slices.SortFunc(list, func(a, b rival) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(apart(a.i, a.j), apart(b.i, b.j)),
			cmp.Compare(a.i+a.j, b.i+b.j), cmp.Compare(a.i, b.i))
	})
	for _, r := range list {
		if m.free(r.i, r.j) {
			m.join(r.i, r.j)
		}
	}
}

func apart(i, j int) int { return max(i-j, j-i) }

// rivals lists the pairs that are alike enough, each once.
func (m *matching) rivals() []rival {
	seen := map[[2]int]bool{}
	var list []rival
	look := func(i, j int) {
		if seen[[2]int{i, j}] || !m.free(i, j) {
			return
		}
		seen[[2]int{i, j}] = true
		if score, ok := judge(m.old[i], m.new[j]); ok {
			list = append(list, rival{i, j, score})
		}
	}
	at := map[string][]int{}
	for j, it := range m.new {
		at[it.code] = append(at[it.code], j)
	}
	for i, it := range m.old {
		for _, j := range at[it.code] {
			look(i, j)
		}
	}
	news, olds := indexOf(m.new, m.toOld), indexOf(m.old, m.toNew)
	for i, it := range m.old {
		if m.toNew[i] < 0 {
			for _, j := range news.near(it.print, i) {
				look(i, j)
			}
		}
	}
	for j, it := range m.new {
		if m.toOld[j] < 0 {
			for _, i := range olds.near(it.print, j) {
				look(i, j)
			}
		}
	}
	return list
}

// judge says how well two items go together, and whether they may at all.
func judge(a, b matched) (score float64, ok bool) {
	if len(a.print) == 0 || len(b.print) == 0 {
		return 0, a.code == b.code && len(a.print) == len(b.print)
	}
	common := float64(a.print.Common(b.print))
	short := min(len(a.print), len(b.print))
	score = 2 * common / float64(len(a.print)+len(b.print))
	switch {
	case a.code == b.code && common/float64(short) >= within && short > 1:
		score, ok = max(score, common/float64(short)/2), true
	case a.code == b.code:
		ok = score >= alikeAtCode
	case short < shortPrint:
		ok = score >= alikeShort
	default:
		ok = score >= alikeElsewhere
	}
	if a.code == b.code {
		score += codeCounts
	}
	if a.area == b.area && a.area >= 0 {
		score += areaCounts
	}
	return score, ok
}

// byCode joins what is left over and has the same code.
func (m *matching) byCode() {
	at := map[string]int{}
	for j, it := range m.new {
		if _, twice := at[it.code]; m.toOld[j] < 0 && !twice {
			at[it.code] = j
		}
	}
	for i, it := range m.old {
		if j, ok := at[it.code]; ok && m.free(i, j) {
			m.join(i, j)
		}
	}
}
