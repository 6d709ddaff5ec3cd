package viet

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// telexShape is a word typed in Telex, whichever order its keys have: "chwua" and
// "chuwa", "roofi" and "rooif" are the same.
type telexShape struct {
	letters string // without the keys of marks
	tone    byte   // one of sfrxj, zero without
	marks   string // those of letters, in the order d, a, e, o, w
}

// telexShapeOf takes the keys of marks out of a word; ok is false where it has
// none.
func telexShapeOf(w string) (shape telexShape, ok bool) {
	var letters, marks strings.Builder
	horn, vowel := false, false
	for i := range len(w) {
		k := w[i]
		switch {
		case k == 'w':
			if horn = true; !vowel && strings.IndexByte("uo", w[min(i+1, len(w)-1)]) < 0 { // "chwa": alone it is ư
				vowel = true
				letters.WriteByte('u')
			}
			continue
		case vowel && strings.IndexByte("sfrxj", k) >= 0:
			shape.tone = k
			continue
		case i > 0 && strings.IndexByte("daeo", k) >= 0 && (k == w[i-1] || lateHat(w, i)):
			marks.WriteByte(k)
			continue
		}
		vowel = vowel || strings.IndexByte("aeiouy", k) >= 0
		letters.WriteByte(k)
	}
	if horn {
		marks.WriteByte('w')
	}
	shape.letters, shape.marks = letters.String(), marks.String()
	return shape, shape.tone != 0 || shape.marks != ""
}

// lateHat reports whether the letter at i is typed a second time at the end of a
// word, for its hat: "nopoj".
func lateHat(w string, i int) bool {
	return strings.IndexByte("aeo", w[i]) >= 0 && strings.IndexByte("aeiouy", w[i-1]) < 0 && strings.IndexByte(w[:i], w[i]) >= 0 &&
		strings.Trim(w[i+1:], "sfrxj") == ""
}

// telexTable finds the words of a lexicon by how they are typed in Telex.
type telexTable struct {
	exact map[telexShape]string
	near  map[telexShape]string // those with a key left out: "dax", "nopj"
}

func newTelexTable() telexTable {
	return telexTable{map[telexShape]string{}, map[telexShape]string{}}
}

// add enters a word; of two with one shape the first in the alphabet stays, so
// that the table does not depend on the order of entries.
func (t telexTable) add(w token) {
	shape, ok := telexShapeOf(telexOf(w.text))
	if !ok || w.kind != word {
		return
	}
	keep(t.exact, shape, w.text)
	if shape.tone != 0 && len(shape.letters) > 1 {
		keep(t.near, telexShape{letters: shape.letters, tone: shape.tone}, w.text)
	}
}

func keep(table map[telexShape]string, shape telexShape, text string) {
	if old := table[shape]; old == "" || text < old {
		table[shape] = text
	}
}

// find returns the word that was meant by one typed in Telex.
func (t telexTable) find(w string) (string, bool) {
	if !isASCII(w) && !isSyllable(Fold(w)) {
		w = telexOf(w) // half of its marks were made: "rôif"
	}
	shape, ok := telexShapeOf(w)
	if !ok {
		return "", false
	}
	if text, ok := t.exact[shape]; ok {
		return text, true
	}
	if shape.tone == 0 || w[len(w)-1] != shape.tone {
		return "", false
	}
	text, ok := t.near[telexShape{letters: shape.letters, tone: shape.tone}]
	return text, ok
}

// tones are the marks of tone, as they stand behind their letter.
const tones = "\u0300\u0301\u0303\u0309\u0323"

// toned are the letters that carry a tone, composed as tokens have them.
var toned = func() map[rune]bool {
	set := map[rune]bool{}
	for _, vowel := range "aăâeêioôơuưy" {
		for _, tone := range tones {
			for _, r := range norm.NFC.String(string(vowel) + string(tone)) {
				set[r] = true
			}
		}
	}
	return set
}()

// hasTone reports whether a letter of a word carries a tone.
func hasTone(w string) bool {
	for _, r := range w {
		if r >= utf8.RuneSelf && toned[r] {
			return true
		}
	}
	return false
}

// dropHats takes the marks off the words of a text in which nobody typed a tone, where the
// lexicon does not have them so: "đa nôp rôi" is read like "da nop roi".
func (l *lexiconTable) dropHats(tokens []token) bool {
	var odd []int
	for i := range tokens {
		t := &tokens[i]
		if t.kind != word || len(t.text) == len(t.fold) {
			continue
		}
		if hasTone(t.text) {
			return false
		}
		if !l.texts[t.text] && l.words[t.fold] {
			odd = append(odd, i)
		}
	}
	if len(odd) == 0 || len(odd) < 2 && len(tokens) > 5 {
		return false
	}
	for _, i := range odd {
		tokens[i].text = tokens[i].fold
	}
	return true
}

// stopped reports whether a word ends in p, t, c or ch without a tone, which no syllable
// does: a mark was left out.
func stopped(t *token) bool {
	if t.kind != word || len(t.text) == len(t.fold) || hasTone(t.text) {
		return false
	}
	return strings.HasSuffix(t.fold, "p") || strings.HasSuffix(t.fold, "t") || strings.HasSuffix(t.fold, "c") || strings.HasSuffix(t.fold, "ch")
}

// keyLeftOver returns a word that has its marks without the key of its tone, which
// was pressed once more: "nộpj" is "nộp". It is empty where none is left over.
func keyLeftOver(t *token) string {
	last := len(t.text) - 1
	if t.kind != word || last < 2 || !t.marked() || !hasTone(t.text) || strings.IndexByte("sfrxj", t.text[last]) < 0 || isSyllable(t.fold) || !isSyllable(t.fold[:len(t.fold)-1]) {
		return ""
	}
	return t.text[:last]
}

// typedInTelex reports whether a word that is no syllable has the keys of marks
// in it, and was not understood.
func typedInTelex(t token) bool {
	if t.kind != word || !isASCII(t.text) || len(t.text) < 3 || isSyllable(t.text) {
		return false
	}
	shape, ok := telexShapeOf(t.text)
	return ok && (isSyllable(shape.letters) || shape.tone != 0 && (shape.marks != "" || t.text[len(t.text)-1] == shape.tone))
}
