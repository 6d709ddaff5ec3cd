package viet

import (
	"slices"
	"strings"
)

// Name is a unit with everything it is called: full name, short names and
// abbreviations.
type Name struct {
	ID    int
	Names []string
}

// MatchUnit finds the unit that a text names: by the same words, by known
// abbreviations ("P." phòng, "VP" văn phòng, "TT" trung tâm), by the initials
// of its words ("KHTC"), or by near spelling. ids has the unit; when two are
// equally near both stand in it and ok is false, as it is for none.
func MatchUnit(text string, units []Name) (ids []int, ok bool) {
	asked := unitKey(text)
	if asked.core == "" && asked.kind == "" {
		return nil, false
	}
	if id, ok := onlyOfKind(asked, units); ok {
		return []int{id}, true
	}
	best := 0.0
	scores := make([]float64, len(units))
	for i, u := range units {
		for _, name := range u.Names {
			scores[i] = max(scores[i], unitScore(asked, unitKey(name)))
		}
		best = max(best, scores[i])
	}
	if best < nearSpelling {
		return nil, false
	}
	margin := nearMargin
	if best == 1 {
		margin = 0
	}
	for i, u := range units {
		if scores[i] >= best-margin && !slices.Contains(ids, u.ID) {
			ids = append(ids, u.ID)
		}
	}
	return ids, len(ids) == 1
}

// soleKinds are the kinds of unit that an office has one of; bodyWords what the
// office itself is called behind them: "Văn phòng Hội", "Thanh tra Sở".
var (
	soleKinds = map[string]bool{"vanphong": true, "thanhtra": true, "congdoan": true}
	bodyWords = map[string]bool{"": true, "so": true, "hoi": true, "chicuc": true, "cuc": true, "vien": true, "truong": true, "congty": true, "trungtam": true, "benhvien": true,
		"tinhdoan": true, "coquan": true, "donvi": true, "coso": true, "huyen": true, "xa": true, "phuong": true, "tinh": true, "ban": true}
)

// onlyOfKind finds the office's one unit of a kind that offices have one of, when
// nothing but the kind is said: "VP" for "Văn phòng HĐND và UBND xã", "Văn phòng
// Hội" for "Văn phòng".
func onlyOfKind(asked nameKey, units []Name) (id int, ok bool) {
	if !soleKinds[asked.kind] || !bodyWords[asked.core] {
		return 0, false
	}
	for _, u := range units {
		for _, name := range u.Names {
			switch k := unitKey(name); {
			case k.kind != asked.kind, ok && u.ID == id:
			case ok, asked.core != "" && !bodyWords[k.core]:
				return 0, false
			default:
				id, ok = u.ID, true
			}
		}
	}
	return id, ok
}

// The scores of a match. Initials are worth less than the words themselves, so
// that a unit called so by name wins.
const (
	sameWords    = 1.0
	sameInitials = 0.95
	samePart     = 0.9  // "Văn phòng" for "Văn phòng Sở"
	sameHead     = 0.85 // "P. KDDV" for "Phòng Kinh doanh - Dịch vụ khách hàng"
	sameSome     = 0.82 // "XN Tả Ngạn" for "Xí nghiệp Thủy lợi Tả Ngạn"
	nearSpelling = 0.8
	nearMargin   = 0.06
)

// nameKey is a unit's name taken apart: what kind of unit, and the words of
// its own, joined, with their initials.
type nameKey struct {
	words    []string // all of them, the kind's too
	kind     string   // "phong", "trungtam"; empty when not said
	core     string
	initials string
	ends     []int // where the words of core end
}

// unitKinds are what units are called, folded; the short forms stand before a
// name of its own.
var unitKindWords = newPhrases(map[string]string{
	"phong": "phong", "p": "phong", "p .": "phong", "van phong": "vanphong", "vp": "vanphong", "v p": "vanphong",
	"trung tam": "trungtam", "tt": "trungtam", "t . tam": "trungtam", "trtam": "trungtam", "thanh tra": "thanhtra",
	"ban": "ban", "chi cuc": "chicuc", "cc": "chicuc", "truong": "truong", "quy": "quy", "co so": "coso",
	"don vi": "donvi", "to": "to", "bo phan": "bophan", "cong doan": "congdoan", "doan thanh nien": "doan", "benh vien": "benhvien",
})

func unitKey(name string) nameKey {
	var tokens []token
	for _, t := range tokenize(name) {
		if t.kind != punct || t.fold == "." && len(tokens) == 1 && len(tokens[0].fold) == 1 {
			tokens = append(tokens, t)
		}
	}
	k := nameKey{words: nameWords(tokens)}
	kind, n := unitKindWords.at(tokens, 0)
	if n > 0 {
		k.kind = kind
		tokens = tokens[n:]
	}
	if n := len(tokens); n > 0 && tokens[n-1].fold == "so" && (n > 1 || k.kind != "") {
		tokens = tokens[:len(tokens)-1]
	}
	for _, t := range tokens {
		switch t.fold {
		case "va", ".", "cua", "thuoc", "&":
			continue
		}
		k.core += t.fold
		k.ends = append(k.ends, len(k.core))
		k.initials += t.fold[:1]
	}
	return k
}

// unitScore says how near an asked name is to a known one, 0 to 1.
func unitScore(asked, known nameKey) float64 {
	if asked.kind != "" && known.kind != "" && asked.kind != known.kind {
		return 0
	}
	sameKind := asked.kind == known.kind
	if asked.core == known.core {
		if sameKind {
			return sameWords
		}
		if asked.core == "" {
			return 0
		}
		return sameInitials
	}
	if asked.core == "" || known.core == "" {
		return 0
	}
	switch {
	case len(asked.core) >= 2 && asked.core == known.initials || len(known.core) >= 2 && known.core == asked.initials:
		if sameKind {
			return sameInitials
		}
		return samePart
	case len(asked.core) >= 2 && (known.kind+known.core == asked.core || asked.kind+asked.core == known.core):
		return samePart
	case sameKind && len(asked.ends) >= 2 && len(known.ends) > len(asked.ends) && known.ends[len(asked.ends)-1] == len(asked.core) && strings.HasPrefix(known.core, asked.core):
		return samePart // "TT Điều dưỡng" of "Trung tâm Điều dưỡng Người có công"
	}
	if score := shortScore(asked.words, known.words); score > 0 {
		return score
	}
	a, b := []rune(asked.core), []rune(known.core)
	if len(a) < 5 || len(b) < 5 {
		return 0 // abbreviations that differ in a letter are different
	}
	near := 1 - float64(distance(a, b))/float64(max(len(a), len(b)))
	if near == 1 {
		return sameWords
	}
	if !sameKind {
		near -= 0.05
	}
	return min(near, samePart)
}

// hasUnitWord reports whether a text begins like the name of a unit, and is no
// reply: it has a kind of unit, or is one abbreviation in capitals.
func hasUnitWord(text string) bool {
	tokens := tokenize(text)
	if _, n := unitKindWords.at(tokens, 0); n > 0 {
		return len(chatLexicon.scan(tokens)) == 0 || tokens[0].fold == "p" || !saysState(tokens)
	}
	if len(tokens) != 1 {
		return false
	}
	upper := strings.ToUpper(NFC(text))
	return len(tokens[0].fold) >= 2 && strings.TrimSpace(NFC(text)) == strings.TrimSpace(upper)
}

func saysState(tokens []token) bool {
	for _, h := range chatLexicon.scan(tokens) {
		switch h.signal {
		case sigDone, sigNotYet, sigNot, sigPast, sigAlready, sigOngoing, sigBlocked, sigWait, sigMissing, sigExtend:
			return true
		}
	}
	return false
}
