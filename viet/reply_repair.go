package viet

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// telexOf returns the keys with which a word is typed in Telex, tone last.
func telexOf(w string) string {
	var b strings.Builder
	tone := ""
	for _, r := range norm.NFD.String(w) {
		switch r {
		case 'đ':
			b.WriteString("dd")
		case 0x302: // circumflex: the letter twice
			s := b.String()
			b.WriteByte(s[len(s)-1])
		case 0x306, 0x31b: // breve, horn
			b.WriteByte('w')
		case 0x301:
			tone = "s"
		case 0x300:
			tone = "f"
		case 0x309:
			tone = "r"
		case 0x303:
			tone = "x"
		case 0x323:
			tone = "j"
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + tone
}

// repair turns words typed with Telex off or with two letters exchanged into
// what was meant, where the lexicon has it. It reports whether a word changed.
func (l *lexiconTable) repair(tokens []token) bool {
	changed := l.dropHats(tokens)
	for i := range tokens {
		t := &tokens[i]
		if meant := besideOthers(tokens, i); meant != "" {
			t.short = t.text != "hôn"
			t.text, t.fold = meant, Fold(meant)
			continue
		}
		if writeOut(t) {
			continue
		}
		if stopped(t) && !l.texts[t.text] && l.words[t.fold] {
			t.text, changed = t.fold, true // "đã nôp"
			continue
		}
		if t.fold == "ht" && shortForDone(tokens, i) {
			t.text, t.fold, changed = "xong", "xong", true
			continue
		}
		if short := keyLeftOver(t); short != "" {
			t.text, t.fold, changed = short, Fold(short), true
			continue
		}
		if t.kind != word || l.words[t.fold] && !strings.HasPrefix(t.fold, "dd") {
			continue
		}
		if short := drawnOut(t.text); short != "" && l.words[Fold(short)] {
			t.text, t.fold = short, Fold(short)
			continue
		}
		if fixed, ok := l.unslipped(t); ok {
			t.text, t.fold = onePlace(fixed), Fold(fixed)
			writeOut(t)
			changed = true
		}
	}
	return slippedDenial(tokens) || changed
}

// besideOthers returns what the word at i means beside others, where it may be another word
// alone; empty where they tell nothing.
func besideOthers(tokens []token, i int) string {
	before := wordAt(tokens, i-1)
	switch tokens[i].text {
	case "hong":
		if broken[before] {
			return "hỏng"
		}
	case "dang":
		if posted(tokens, i) {
			return "đăng"
		}
	case "hôn": // "được hôn": as the south says "không"
		if (before == "duoc" || before == "chua") && wordAt(tokens, i+1) != "nhan" {
			return "không"
		}
	case "kh":
		if deniedByKh(tokens, i) {
			return "không"
		}
	}
	return ""
}

// unslipped returns the word of the lexicon that a slip of the finger or Telex made another.
func (l *lexiconTable) unslipped(t *token) (fixed string, ok bool) {
	if fixed, ok = l.telex.find(t.text); ok {
		return fixed, true
	}
	if strings.HasPrefix(t.text, "dd") && l.words[t.fold[1:]] {
		return "đ" + t.text[2:], true
	}
	if t.text == t.fold && typoOfDone(t.fold) {
		return "xong", true
	}
	if isASCII(t.fold) {
		return l.slips.repaired(t.fold)
	}
	return "", false
}

// slippedDenial puts "chưa" and "sắp" for the same letters with other marks before what they
// deny or put off: "chứa xong", "chưâ làm", "saps xong".
func slippedDenial(tokens []token) bool {
	changed := false
	for i := range tokens {
		switch t := &tokens[i]; t.text {
		case "chưa", "chữa", "chùa", "chua":
		default:
			switch next := wordAt(tokens, i+1); {
			case t.fold == "chua" && chuaSlip[next]:
				t.text, changed = "chưa", true
			case t.fold == "sap" && t.marked() && t.text != "sắp" && (next == "xong" || next == "hoan"):
				t.text, changed = "sắp", true
			}
		}
	}
	return changed
}

// broken are words behind which "hong" is no "không": "may hong".
var broken = map[string]bool{"may": true, "scan": true, "in": true, "xe": true, "tinh": true, "chu": true, "bi": true}

// writeOut puts the word that an abbreviation or another spelling stands for.
func writeOut(t *token) bool {
	full, ok := abbreviations[t.text]
	if ok {
		t.short = isASCII(t.text)
		t.text, t.fold = full, Fold(full)
	}
	return ok
}

// chuaSlip follow "chưa" typed with another mark.
var chuaSlip = map[string]bool{"xong": true, "lam": true, "nop": true, "gui": true, "hoan": true, "trien": true}

// posted reports whether "dang" at i, without its marks, is đăng: where it went up to follows.
func posted(tokens []token, i int) bool {
	for k := i + 1; k <= i+3; k++ {
		if wordAt(tokens, k) == "len" {
			_, n := places.at(tokens, k+1)
			for end := k + 1 + n; n > 0 && end < len(tokens) && tokens[end].kind != punct; end++ {
				if w := tokens[end].fold; w == "xong" || w == "roi" || w == "r" {
					return true
				}
			}
			return false
		}
	}
	return false
}

// deniedByKh reports whether "kh" at i is không, and not kế hoạch: what only a denial
// stands before follows.
func deniedByKh(tokens []token, i int) bool {
	switch next := tokenAt(tokens, i+1); next.fold {
	case "co":
		_, n := resources.at(tokens, i+2)
		return n > 0 // "kh có kinh phí"
	case "vuong", "kip", "biet", "duoc", "dc", "thay", "phai", "the", "ai", "can", "lam", "du", "xong":
		return next.text != "thế" && next.text != "làm" || wordAt(tokens, i+2) == "duoc" || wordAt(tokens, i+2) == "dc" || wordAt(tokens, i+2) == "noi"
	}
	return false
}

// shortForDone reports whether "ht" at i is hoàn thành, and not hệ thống: no
// other word stands beside it.
func shortForDone(tokens []token, i int) bool {
	before, after := tokenAt(tokens, i-1), tokenAt(tokens, i+1)
	if before.kind == word && !before.line && before.fold != "da" {
		return false
	}
	if before.fold == "da" {
		return true // "đã ht": a system is not said of the past
	}
	switch after.fold {
	case "roi", "r", "a", "nhe", "nha", "het", "ca", "nv", "nvu", "viec", "nhiem":
		return true
	}
	return after.kind != word || after.line
}

// typoOfDone reports whether a word is "xong" with a letter left out, doubled,
// or g or n exchanged for its neighbour on the keyboard, and no other word.
func typoOfDone(w string) bool {
	switch w {
	case "xog", "xng", "xxong", "xoong", "xonng", "xongg", "xomg", "xobg", "xonh", "xonf", "xonv", "xoq", "xg":
		return true
	}
	return false
}

// abbreviations of chat that mean one thing only, and are so common that
// reading them takes nothing from the confidence.
var abbreviations = map[string]string{
	"ko": "không", "k": "không", "hok": "không", "hông": "không", "hong": "không", "kg": "không", "hem": "không",
	"đc": "được", "dc": "được", "đuợc": "được", "lm": "làm", "ròai": "rồi", "htất": "xong", "đẫ": "đã", "đả": "đã", "rồii": "rồi", "j": "gì", "r": "rồi", "rùi": "rồi", "ròi": "rồi", "rui": "rồi",
	"gởi": "gửi", "nạp": "nộp", "nap": "nộp", "òi": "rồi", "oy": "rồi", "ùi": "rồi", "roy": "rồi", "gòi": "rồi", "rầu": "rồi", "hổng": "không", "mần": "làm", "chửa": "chưa", "dag": "đang", "dg": "đang", "nỏ": "không", "chx": "chưa", "đếch": "không", "đéo": "không", "đag": "đang", "đg": "đang", "lun": "luôn",
	"hthanh": "xong", "hthành": "xong", "htanh": "xong", "htành": "xong",
}
