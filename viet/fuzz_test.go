package viet

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"dondoc/workday"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

var fuzzSeeds = []string{
	"", "Đã xong", "Trước ngày 15/6/2026", "1 xong, 2 80%, 3 vướng kinh phí", "3.2: P. KHTC, P. NCC; hạn quý II",
	"thứ sáu tuần sau", "quý I, 6 tháng, quý III, năm", "> nhắc\nchưa", "1̣/2", "\xff\x00", "II.3 xong", "ddax xogn", "99,9%",
	"1 và 2 xong, cả 3 chưa", "1: xong\n2: tuần sau", "trừ việc 2, còn lại xong", "1 xong, à nhầm 2", "1x 2 80 3 v", "1-3 xong, 1 80%", "45/QĐ-SNV ngày 20/3", "\u200d", "👨‍👩‍👧 xong",
}

func seed(f *testing.F) {
	for _, s := range fuzzSeeds {
		f.Add(s)
		f.Add(norm.NFD.String(s))
	}
}

// dateWords are the folded words without which a text has no date.
var dateWords = []string{
	"nam", "thang", "quy", "qui", "tet", "khanh", "thu", "nhat", "cn", "mai", "mot", "kia", "hom", "nay", "qua", "tuan", "ngay",
	"nua", "mung", "mong", "sau", "t", "q", "th", "thg", "trua", "chieu", "toi",
}

// mayHaveDate reports whether a text has a digit or a word of a date, also one
// with a slip that replies are read with.
func mayHaveDate(s string) bool {
	tokens := tokenize(s)
	chatLexicon.repair(tokens)
	for _, t := range append(tokens, tokenize(s)...) {
		if t.kind == number {
			return true
		}
		for _, w := range dateWords {
			if t.fold == w {
				return true
			}
		}
		if gluedQuarters.MatchString(t.fold) {
			return true
		}
	}
	return false
}

// gluedQuarters are quarters without a space: "QI", "quyIV".
var gluedQuarters = regexp.MustCompile(`^(q|quy)[iv]+$`)

// Ensure that folding and cleaning twice is folding and cleaning once, that
// both forms give the same, and that a trimmed text fits.
func FuzzFold(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, s string) {
		folded := Fold(s)
		if Fold(folded) != folded {
			t.Errorf("Fold(%q) = %q, folded again %q", s, folded, Fold(folded))
		}
		if Fold(norm.NFD.String(s)) != folded || !norm.NFC.IsNormalString(folded) {
			t.Errorf("%q is not folded alike in NFC and NFD", s)
		}
		clean := Clean(s)
		if Clean(clean) != clean || Clean(norm.NFD.String(s)) != clean {
			t.Errorf("Clean(%q) = %q, cleaned again %q", s, clean, Clean(clean))
		}
		for _, max := range []int{0, 1, 2, 5, 20} {
			if got := TrimUTF16(clean, max); UTF16Len(got) > max {
				t.Errorf("TrimUTF16(%q, %d) = %q", clean, max, got)
			}
		}
		if Compare(s, s) != 0 {
			t.Errorf("%q is not like itself", s)
		}
	})
}

// Ensure that a deadline is the same in both forms and never invented.
func FuzzParseDeadline(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, s string) {
		d := ParseDeadline(s, 2026)
		if d.Kind.Dated() != (d.Due != 0) || d.Kind.Recurring() && d.Recurrence.Every == "" {
			t.Errorf("%q: %+v", s, d)
		}
		if d.Due != 0 && !mayHaveDate(s) {
			t.Errorf("%q: invented %s", s, d.Due)
		}
		other := ParseDeadline(norm.NFD.String(s), 2026)
		other.Raw = d.Raw
		if other != d {
			t.Errorf("%q: %+v, in NFD %+v", s, d, other)
		}
	})
}

// Ensure that a date in chat is the same in both forms and never invented.
func FuzzParseDate(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, s string) {
		today := workday.Of(2026, 3, 24)
		d, span, ok := ParseDate(s, today)
		if ok != (d != 0) || span.Start < 0 || span.End < span.Start || span.End > len(s) {
			t.Errorf("%q: %s %+v %t", s, d, span, ok)
		}
		if ok && !mayHaveDate(s) {
			t.Errorf("%q: invented %s", s, d)
		}
		if other, _, _ := ParseDate(norm.NFD.String(s), today); other != d {
			t.Errorf("%q: %s, in NFD %s", s, d, other)
		}
	})
}

var lineHead = regexp.MustCompile(`(?m)^([1-9]|1[0-9]|20): ?\pL`)

// marked returns the numbers that begin a line of a reply with a colon, if
// nothing in it takes words back or has a code, whose own number such is.
func marked(s string) []int {
	text := dropQuotes(Clean(apart(s)))
	tokens := tokenize(text)
	for i := range tokens {
		if _, n := codeAt(tokens, i); n > 0 || correctionAt(tokens, i) > 0 {
			return nil
		}
	}
	var list []int
	for _, m := range lineHead.FindAllStringSubmatch(text, -1) {
		n, _ := strconv.Atoi(m[1])
		list = append(list, n)
	}
	return list
}

// Ensure that a reply is the same in both forms, invents no date, loses no line
// that is marked as one, and that no task stands in two items.
func FuzzParseReply(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, s string) {
		ctx := Context{Today: workday.Of(2026, 3, 24)}
		r := ParseReply(s, ctx)
		if strings.TrimSpace(Clean(s)) == "" && len(r.Items) > 0 {
			t.Errorf("%q: items from nothing", s)
		}
		lines := named(r)
		for _, n := range marked(s) {
			if len(s) < longestReply && len(lines[n]) == 0 {
				t.Errorf("%q: line %d is lost in %s", s, n, describe(r))
			}
		}
		seen := map[Ref]bool{}
		for _, i := range r.Items {
			for _, ref := range i.Refs {
				if seen[ref] {
					t.Errorf("%q: %v stands in two items", s, ref)
				}
				seen[ref] = true
			}
			if (i.Date == 0) != (i.DateKind == NoDate) || !i.HasPercent && i.Percent != 0 || i.Percent < 0 || i.Percent > 100 {
				t.Errorf("%q: %+v", s, i)
			}
			if i.Date != 0 && !mayHaveDate(s) {
				t.Errorf("%q: invented %s", s, i.Date)
			}
			if i.Intent == Unclear && i.Confidence != Doubt {
				t.Errorf("%q: unclear and not doubted", s)
			}
		}
		if diff := cmp.Diff(r, ParseReply(norm.NFD.String(s), ctx)); len(s) < longestReply/4 && diff != "" {
			t.Errorf("%q: NFD differs:\n%s", s, diff)
		}
	})
}

// Ensure that a value is a number that stands in the text, the same in both
// forms, and can be measured on any target.
func FuzzParseValue(f *testing.F) {
	seed(f)
	for _, s := range []string{"99,2%", "12/17 đơn vị", "1.245,5 hồ sơ", "-5%", "đạt 12 trên 17 lớp", "999999999999999%", "1/0", "0,000001"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, ok := ParseValue(s)
		if ok && (math.Abs(v.Number) >= 1e12 || math.IsNaN(v.Number) || !strings.Contains(Clean(s), v.Text) || !strings.ContainsAny(s, "0123456789")) {
			t.Errorf("%q: %+v", s, v)
		}
		for _, unit := range []string{"%", "% hồ sơ", "đơn vị", "tỷ đồng", s} {
			if fit, fits := v.Fit(unit, s); fits && (math.IsNaN(fit.Number) || math.IsInf(fit.Number, 0) || fit.Likeness < 0 || fit.Likeness > 1) {
				t.Errorf("%q on %q: %+v", s, unit, fit)
			}
		}
		if same, _ := ParseValue(norm.NFD.String(s)); ok && same != v {
			t.Errorf("%q: NFD differs: %+v, %+v", s, v, same)
		}
	})
}

// Ensure that lines of assignments are counted and usable or say why not.
func FuzzParseAssign(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, s string) {
		lines := ParseAssign(s)
		for _, l := range lines {
			if l.Line < 1 || (l.Problem == NoProblem) != (l.Code != "" && (len(l.Units) > 0 || l.Deadline != "")) {
				t.Errorf("%q: %+v", s, l)
			}
		}
		if diff := cmp.Diff(lines, ParseAssign(norm.NFD.String(s))); diff != "" {
			t.Errorf("%q: NFD differs:\n%s", s, diff)
		}
		ParseBehalf(s)
		MatchUnit(s, []Name{{ID: 1, Names: []string{s}}, {ID: 2, Names: []string{"Phòng Người có công"}}})
	})
}
