package viet

import (
	"slices"
	"strings"
)

// A slip of the finger: two letters exchanged, a key beside the right one, a
// letter left out or typed twice. Only what is no syllable is repaired: "chia"
// may be meant.

// How many letters a word has that is repaired: of shorter ones too many are one
// slip away, and no syllable is longer.
const (
	shortestSlip = 4
	longestSlip  = 8
)

// rhymes are all that may follow the first consonants of a syllable, folded.
var rhymes = func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(`a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu
		i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oap oat oay oc oe oen oeo oet oi om on ong oong
		op ot u ua uan uang uac uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu
		y ych yem yen yeng yet yeu`) {
		set[w] = true
	}
	return set
}()

// onsets are the consonants that may begin a syllable, longer ones first.
var onsets = []string{"ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "g", "h", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "x", ""}

// isSyllable reports whether a folded word may be a Vietnamese syllable.
func isSyllable(w string) bool {
	for _, onset := range onsets {
		rest, ok := strings.CutPrefix(w, onset)
		switch {
		case !ok:
		case onset == "gi" && rest == "", rhymes[rest] && !(onset == "gi" && strings.HasPrefix(rest, "oa")):
			return true
		}
	}
	return false
}

// beside maps a key to its neighbours on the keyboard.
var beside = map[byte]string{
	'q': "wa", 'w': "qeas", 'e': "wrsd", 'r': "etdf", 't': "ryfg", 'y': "tugh", 'u': "yihj", 'i': "uojk", 'o': "ipkl", 'p': "ol",
	'a': "qwsz", 's': "awedxz", 'd': "serfcx", 'f': "drtgvc", 'g': "ftyhbv", 'h': "gyujnb", 'j': "huikmn", 'k': "jiolm", 'l': "kop",
	'z': "asx", 'x': "zsdc", 'c': "xdfv", 'v': "cfgb", 'b': "vghn", 'n': "bhjm", 'm': "njk",
}

// oneSlip reports whether a word is another typed with one slip.
func oneSlip(typed, meant string) bool {
	n := min(len(typed), len(meant))
	i := 0
	for i < n && typed[i] == meant[i] {
		i++
	}
	switch len(typed) - len(meant) {
	case 0:
		if i+1 < n && typed[i] == meant[i+1] && typed[i+1] == meant[i] {
			return typed[i+2:] == meant[i+2:]
		}
		return i < n && strings.IndexByte(beside[meant[i]], typed[i]) >= 0 && typed[i+1:] == meant[i+1:]
	case -1:
		return typed[i:] == meant[i+1:]
	case 1:
		return i > 0 && typed[i] == typed[i-1] && typed[i+1:] == meant[i:]
	}
	return false
}

// slipWords are what a slip is repaired to. Words that deny, limit or doubt come
// first: taken for one of those, a slip makes no end of what is none.
type slipWords struct{ careful, others []string }

// Words that other readings look for; those of a day to come make a promise of an
// end.
const (
	dayWords   = "trong thang tuan ngay cuoi chieu sang truoc theo muon chua trinh dang"
	otherSlips = "viec nhiem phan tram xong hoan thanh vuong"
)

func newSlipWords(table map[signal]string) slipWords {
	careful, others := map[string]bool{}, map[string]bool{}
	for sig, list := range table {
		for _, t := range tokenize(list) {
			if t.kind != word || len(t.fold) < shortestSlip || !isASCII(t.fold) {
				continue
			}
			switch sig {
			case sigNot, sigNotYet, sigDenied, sigLimit, sigFuture, sigSometime, sigAgain, sigIf, sigHedge, sigOngoing, sigWait, sigSubmit, sigBlocked, sigDraft:
				careful[t.fold] = true
			default:
				others[t.fold] = true
			}
		}
	}
	for w := range strings.FieldsSeq(dayWords) {
		careful[w] = true
	}
	for w := range strings.FieldsSeq(otherSlips) {
		others[w] = true
	}
	return slipWords{sorted(careful), sorted(others)}
}

func sorted(set map[string]bool) []string {
	var list []string
	for w := range set {
		list = append(list, w)
	}
	slices.Sort(list)
	return list
}

// repaired returns the word that was meant by one which is no syllable.
func (s *slipWords) repaired(w string) (string, bool) {
	if len(w) < shortestSlip || len(w) > longestSlip || isSyllable(w) {
		return "", false
	}
	for _, meant := range [...]string{"chua", "khong", "xong"} { // what most replies turn on
		if oneSlip(w, meant) {
			return meant, true
		}
	}
	for _, list := range [2][]string{s.careful, s.others} {
		for _, meant := range list {
			if oneSlip(w, meant) {
				return meant, true
			}
		}
	}
	return "", false
}

// drawnOut returns "xong" for "xonggg", "" for what is not drawn out.
func drawnOut(w string) string {
	last := w[len(w)-1:]
	short := strings.TrimRight(w, last)
	if len(w)-len(short) < 3 {
		return ""
	}
	return short + last
}

// nearDenied reports whether the word beside an end is one slip away from "chưa"
// and a word of its own ("chia xong" may deny the end), or was typed in Telex and
// is not understood.
func (r *reading) nearDenied() bool {
	for _, h := range r.hits {
		if h.signal != sigDone {
			continue
		}
		t := tokenAt(r.tokens, h.at-1)
		if t.kind == word && len(t.text) >= shortestSlip && t.text == t.fold && t.fold != "chua" && oneSlip(t.fold, "chua") {
			return true
		}
		if typedInTelex(t) || t.kind == word && t.fold != "chua" && (oneSlip(t.fold, "chuwa") || oneSlip(t.fold, "chuaw") || oneSlip(t.fold, "chwua")) {
			return true
		}
	}
	for _, h := range r.hits { // "da nop chau vay"
		if t := tokenAt(r.tokens, h.end); (h.signal == sigDone || h.signal == sigAct) && t.text == t.fold && len(t.text) == len("chua") && t.fold != "chua" && oneSlip(t.fold, "chua") {
			return true
		}
	}
	return false
}
