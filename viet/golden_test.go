package viet

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dondoc/workday"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

var update = flag.Bool("update", false, "rewrite the expectations in testdata")

// golden checks a table of testdata: lines "input => what is read". In an input
// ⏎ stands for a line end. Each input is tried in NFC and in NFD.
func golden(t *testing.T, name string, read func(string) string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	for line := range strings.Lines(string(b)) {
		line = strings.TrimRight(line, "\n")
		in, _, found := strings.Cut(line, " => ")
		if strings.HasPrefix(line, "#") || line == "" || !found && !*update {
			got.WriteString(line + "\n")
			continue
		}
		in = strings.TrimSuffix(in, " =>")
		text := strings.ReplaceAll(in, "⏎", "\n")
		nfc, nfd := read(norm.NFC.String(text)), read(norm.NFD.String(text))
		if nfc != nfd {
			t.Errorf("%q: %s in NFC, %s in NFD", in, nfc, nfd)
		}
		fmt.Fprintf(&got, "%s => %s\n", in, nfc)
	}
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(strings.Split(string(b), "\n"), strings.Split(got.String(), "\n")); diff != "" {
		t.Errorf("%s: want −, got +\n%s", path, diff)
	}
}

// Ensure that deadline phrases of plans for 2026 mean what the table says.
func TestParseDeadline(t *testing.T) {
	for _, name := range []string{"deadlines.txt", "deadlines_plans.txt", "deadlines_more.txt", "deadlines_last.txt", "deadlines_lists.txt"} {
		golden(t, name, func(s string) string { return describeDeadline(ParseDeadline(s, 2026)) })
	}
}

func describeDeadline(d workday.Deadline) string {
	out := d.Kind.String()
	if d.Due != 0 {
		out += " " + d.Due.String()
	}
	if r := d.Recurrence; r != (workday.Recurrence{}) {
		out += fmt.Sprintf(" every %s month %d day %d%s", r.Every, r.Month, r.Day, r.Weekday)
	}
	return out
}

// Ensure that dates in chat on Tuesday 24 March 2026 mean what the table says.
func TestParseDate(t *testing.T) {
	golden(t, "dates.txt", func(s string) string {
		d, span, ok := ParseDate(s, workday.Of(2026, 3, 24))
		if !ok {
			return "none"
		}
		return fmt.Sprintf("%s %s", d, norm.NFC.String(s[span.Start:span.End]))
	})
}

var dateKindNames = [...]string{"", "promised", "completed", "document", "requested", "mentioned"}

// describe writes a reply on one line.
func describe(r Reply) string {
	var parts []string
	for _, i := range r.Items {
		var b strings.Builder
		for k, ref := range i.Refs {
			if k > 0 {
				b.WriteByte('+')
			}
			switch ref.Kind {
			case RefCode:
				b.WriteString(ref.Code)
			case RefNumber:
				fmt.Fprintf(&b, "#%d", ref.N)
			case RefAll:
				fmt.Fprintf(&b, "all%d", ref.N)
			case RefRest:
				b.WriteString("rest")
			}
		}
		for _, ref := range i.Except {
			b.WriteString("-" + refLabel(ref))
		}
		if len(i.Refs) > 0 {
			b.WriteByte(' ')
		}
		if i.Whole {
			b.WriteString("whole ")
		}
		b.WriteString(i.Intent.String())
		if i.HasPercent {
			fmt.Fprintf(&b, " %d%%", i.Percent)
		}
		if i.Date != 0 {
			fmt.Fprintf(&b, " %s %s", dateKindNames[i.DateKind], i.Date)
		}
		for _, v := range [][2]string{{"document", i.Document}, {"obstacle", i.Obstacle}, {"reason", i.Reason}} {
			if v[1] != "" {
				fmt.Fprintf(&b, " %s=%q", v[0], v[1])
			}
		}
		b.WriteString([]string{" ?", " ~", ""}[i.Confidence])
		parts = append(parts, b.String())
	}
	out := strings.Join(parts, "; ")
	if r.Question {
		out += " (asks)"
	}
	return out
}

// Ensure that replies on Tuesday 24 March 2026 to a task due on the 26th are
// read as the table says: "?" is a doubt, "~" likely.
func TestParseReply(t *testing.T) {
	golden(t, "replies.txt", func(s string) string {
		return describe(ParseReply(s, Context{Today: workday.Of(2026, 3, 24), Due: workday.Of(2026, 3, 26)}))
	})
}

// Ensure that bare answers are understood only when they were asked for.
func TestParseReplyAsked(t *testing.T) {
	today := workday.Of(2026, 3, 24)
	for _, tt := range []struct {
		text string
		ctx  Context
		want string
	}{
		{"90", Context{Today: today}, "unclear ?"},
		{"90", Context{Today: today, AskedPercent: true}, "progress 90%"},
		{"100 ạ", Context{Today: today, AskedPercent: true}, "done 100% ~"},
		{"rồi em", Context{Today: today}, "unclear ?"},
		{"rồi em", Context{Today: today, AskedDone: true}, "done ~"},
		{"xin thêm 3 ngày", Context{Today: today}, "extension"},
		{"xong thứ 6", Context{}, "done"},
	} {
		if got := describe(ParseReply(tt.text, tt.ctx)); got != tt.want {
			t.Errorf("%q with %+v: %s, want %s", tt.text, tt.ctx, got, tt.want)
		}
	}
}
