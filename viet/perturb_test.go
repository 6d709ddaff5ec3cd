package viet

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"dondoc/workday"

	"golang.org/x/text/unicode/norm"
)

// perturbation changes how a reply is written and nothing of what it says. It
// returns the text as it was where it does not apply.
type perturbation struct {
	name   string
	drawn  bool // draws differ; others are tried once
	change func(text string, rng *rand.Rand) string
}

var perturbations = []perturbation{
	{"no marks", false, func(s string, _ *rand.Rand) string { return plain(s) }},
	{"upper case", false, func(s string, _ *rand.Rand) string { return strings.ToUpper(s) }},
	{"sentence case", false, func(s string, _ *rand.Rand) string { return sentence(s) }},
	{"NFD", false, func(s string, _ *rand.Rand) string { return norm.NFD.String(s) }},
	{"no marks, upper case", false, func(s string, _ *rand.Rand) string { return strings.ToUpper(plain(s)) }},
	{"particles", true, swapParticles},
	{"pronouns", true, swapPronouns},
	{"greeting", true, func(s string, rng *rand.Rand) string { return pick(rng, greetings) + s }},
	{"ending", true, func(s string, rng *rand.Rand) string { return ended(s) + pick(rng, endings) }},
	{"quote", true, func(s string, rng *rand.Rand) string { return pick(rng, quotes) + s }},
	{"emoji", true, func(s string, rng *rand.Rand) string { return s + pick(rng, emoji) }},
	{"zero width", true, zeroWidth},
	{"typing slip", true, slip},
	{"spaces", false, func(s string, _ *rand.Rand) string { return "  " + strings.ReplaceAll(s, " ", "  ") + " " }},
	{"no end mark", false, func(s string, _ *rand.Rand) string { return strings.TrimRight(s, ".! ") }},
	{"abbreviations", false, abbreviate},
}

var (
	greetings = []string{"Dạ, ", "Dạ anh, ", "Em chào anh ạ. ", "Chào VP, ", "Vâng ạ, ", "Kính gửi Văn phòng: ", "Báo cáo anh: ", "em báo cáo anh, ", "Alo, "}
	endings   = []string{" ạ", " nhé", " nha anh", " ạ, em cảm ơn", " nhé chị", " nghen", " ạ. Cảm ơn VP"}
	emoji     = []string{" 😀", " 🙏", " 😅", "🙂", " ❤️", " 💪"}
	quotes    = []string{"> Nhắc: nhiệm vụ 1.4 còn 3 ngày\n", "> 1. 3.2 đã hoàn thành 80%, hạn 15/12\n> 2. Việc khác\n", "> xong chưa?\n"}
)

func pick(rng *rand.Rand, list []string) string { return list[rng.IntN(len(list))] }

// plain removes the marks and keeps the case.
func plain(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case r == 'đ':
			b.WriteByte('d')
		case r == 'Đ':
			b.WriteByte('D')
		case !unicode.Is(unicode.Mn, r) || r == '\ufe0f':
			b.WriteRune(r)
		}
	}
	return b.String()
}

func sentence(s string) string {
	runes := []rune(norm.NFC.String(s))
	if len(runes) > 0 {
		runes[0] = unicode.ToUpper(runes[0])
	}
	return string(runes)
}

// ended takes the mark off the end; after a question mark nothing is added.
func ended(s string) string { return strings.TrimRight(s, ".! ") }

// swapWords replaces whole words of a set by another of it.
func swapWords(s string, rng *rand.Rand, set []string) string {
	words := strings.Split(s, " ")
	for i, w := range words {
		core := strings.TrimRight(w, ",.!?")
		for _, one := range set {
			if core == one {
				words[i] = pick(rng, set) + w[len(core):]
				break
			}
		}
	}
	return strings.Join(words, " ")
}

func swapParticles(s string, rng *rand.Rand) string {
	return swapWords(s, rng, []string{"ạ", "nhé", "nha", "nghen", "nhá"})
}

func swapPronouns(s string, rng *rand.Rand) string {
	s = swapWords(s, rng, []string{"em", "mình", "tôi", "e"})
	return swapWords(s, rng, []string{"anh", "chị", "sếp", "bác"})
}

// zeroWidth puts characters without width inside words.
func zeroWidth(s string, rng *rand.Rand) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteRune(r)
		if unicode.IsLetter(r) && rng.IntN(4) == 0 {
			b.WriteRune([]rune{'\u200b', '\ufeff', '\u2060'}[rng.IntN(3)])
		}
	}
	return b.String()
}

// abbreviate writes as on a phone.
func abbreviate(s string, _ *rand.Rand) string {
	words := strings.Split(s, " ")
	for i, w := range words {
		core := strings.TrimRight(w, ",.!?")
		short := map[string]string{"không": "ko", "rồi": "r", "được": "đc", "gì": "j"}[core]
		if short != "" {
			words[i] = short + w[len(core):]
		}
	}
	return strings.Join(words, " ")
}

// keyRows are the letters of the keyboard; each row stands half a key to the
// right of the one above.
var keyRows = []string{"qwertyuiop", "asdfghjkl", "zxcvbnm"}

// neighbours returns the keys that touch a letter's.
func neighbours(letter byte) string {
	var near []byte
	for row, keys := range keyRows {
		at := strings.IndexByte(keys, letter)
		if at < 0 {
			continue
		}
		for _, place := range [][2]int{{row, at - 1}, {row, at + 1}, {row - 1, at}, {row - 1, at + 1}, {row + 1, at}, {row + 1, at - 1}} {
			if r, k := place[0], place[1]; r >= 0 && r < len(keyRows) && k >= 0 && k < len(keyRows[r]) {
				near = append(near, keyRows[r][k])
			}
		}
	}
	return string(near)
}

// slip makes one slip in a word of four letters or more: a key beside the right
// one, or two letters exchanged. Slips that make another word, as "xong" that
// becomes "song", are no fault of the reader: only the doubt is wanted then.
func slip(s string, rng *rand.Rand) string {
	words := strings.Split(s, " ")
	var long []int
	for i, w := range words {
		if len(w) >= 4 && strings.IndexFunc(w, func(r rune) bool { return r > 0x7f || !unicode.IsLetter(r) }) < 0 {
			long = append(long, i)
		}
	}
	if len(long) == 0 {
		return s
	}
	i := long[rng.IntN(len(long))]
	b := []byte(words[i])
	k := 1 + rng.IntN(len(b)-2)
	if near := neighbours(b[k]); near != "" && rng.IntN(2) == 0 {
		b[k] = near[rng.IntN(len(near))]
	} else {
		b[k], b[k+1] = b[k+1], b[k]
	}
	words[i] = string(b)
	return strings.Join(words, " ")
}

// fitFor reports whether a perturbation leaves alone what a reply says.
func (p perturbation) fitFor(l labelledReply) bool {
	switch p.name {
	case "greeting": // "Alo, alo"; a bare sign or number is no longer one
		return l.Intent != "greeting"
	case "ending":
		return !strings.HasSuffix(l.Text, "?")
	}
	return true
}

// perturbSeeds are how often each perturbation is tried with other draws.
const perturbSeeds = 4

// Ensure that how a reply is written does not change how it is read: of all
// perturbations of the labelled replies 97 in 100 keep their intent, and none is
// taken for done that is not.
func TestParseReplyPerturbed(t *testing.T) {
	lines := ownReplies(t, "replies.jsonl")
	for _, name := range headFiles {
		lines = append(lines, ownReplies(t, name)...)
	}
	t.Run("own", func(t *testing.T) { judgePerturbed(t, lines) })
	t.Run("shared", func(t *testing.T) { judgePerturbed(t, sharedLines[labelledReply](t, "replies.jsonl")) })
}

// Ensure that no way of writing makes an end of what is none. Without its marks
// a sentence may be another, so marks are kept.
func TestParseReplyNeverDonePerturbed(t *testing.T) {
	ctx := Context{Today: workday.Of(2026, 3, 24), AskedPercent: true, AskedDone: true}
	sentences := neverDone(t)
	for _, p := range perturbations {
		draws := uint64(1)
		if p.drawn {
			draws = 2 * perturbSeeds
		}
		for seed := range draws {
			rng := rand.New(rand.NewPCG(seed, 1))
			for _, s := range sentences {
				text := p.change(s, rng)
				if strings.HasPrefix(p.name, "no marks") {
					continue
				}
				if r := ParseReply(text, ctx); r.Intent == Done {
					t.Errorf("%s: %q: taken for done", p.name, text)
				}
			}
		}
	}
}

func judgePerturbed(t *testing.T, lines []labelledReply) {
	ctx := Context{Today: workday.Of(2026, 11, 23), AskedPercent: true, AskedDone: true}
	lines = slices.DeleteFunc(slices.Clone(lines), func(l labelledReply) bool { return !oneOf(ParseReply(l.Text, ctx).Intent, l.Intent) })
	all, kept := 0, 0
	for _, p := range perturbations {
		tried, right := 0, 0
		draws := uint64(1)
		if p.drawn {
			draws = perturbSeeds
		}
		for seed := range draws {
			rng := rand.New(rand.NewPCG(seed, 0))
			for _, l := range lines {
				text := p.change(l.Text, rng)
				if text == l.Text || !p.fitFor(l) {
					continue
				}
				tried++
				r := ParseReply(text, ctx)
				if wrongDone(r, l) {
					t.Errorf("%s: %q: taken for done: %s", p.name, text, describe(r))
				}
				if oneOf(r.Intent, l.Intent) {
					right++
				} else if seed == 0 {
					t.Logf("%s: %q: %s, want %s", p.name, text, describe(r), l.Intent)
				}
			}
		}
		t.Logf("%-22s %5d of %5d, %.1f %%", p.name, right, tried, 100*float64(right)/float64(max(tried, 1)))
		all, kept = all+tried, kept+right
	}
	t.Logf("%d of %d, %.1f %%", kept, all, 100*float64(kept)/float64(all))
	if kept*100 < all*97 {
		t.Errorf("only %d of %d keep their intent", kept, all)
	}
}
