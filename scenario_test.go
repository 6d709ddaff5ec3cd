package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// Ensure that every scenario of testdata/scenario reads as it is written there.
// testdata/scenario/README.md says how to write one.
func TestScenarios(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/scenario/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no scenarios", err)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			t.Parallel()
			runScenario(t, path)
		})
	}
}

// runScenario plays a scenario and, with -update, writes its transcript anew.
func runScenario(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	script := -1
	for i, f := range archive.Files {
		files[f.Name] = f.Data
		if f.Name == "script" {
			script = i
		}
	}
	if script < 0 {
		t.Fatal("no -- script --")
	}
	log := &lockedBuffer{}
	dir := t.TempDir()
	t.Cleanup(func() {
		if t.Failed() {
			keepFailed(t, dir, log)
		}
	})
	written := ""
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, dir, files, log)
		defer w.end()
		written = w.play(parseScript(t, string(files["script"])))
	})
	if *update && !t.Failed() && written != string(files["script"]) {
		archive.Files[script].Data = []byte(written)
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// keepFailed keeps the store of a failed scenario and shows its log.
func keepFailed(t *testing.T, dir string, log *lockedBuffer) {
	kept, err := os.MkdirTemp("", "dondoc-failed-*")
	if err == nil {
		err = os.CopyFS(kept, os.DirFS(dir))
	}
	t.Logf("the store is kept in %s (%v); its log ends:\n%s", kept, err, log.tail(4000))
}

// statement is one piece of a script: a command with its arguments, or what is
// expected, with the lines that it was written in.
type statement struct {
	line   int
	raw    []string
	verb   string // "at", "say", "expect" …; empty for comments and blank lines
	person string
	text   string   // the rest of the line
	block  []string // the indented lines of an expectation, without the indent
}

// verbs are the commands that do not begin with a person.
var verbs = map[string]bool{
	"at": true, "advance": true, "wait": true, "fault": true, "crash": true, "kill": true, "restart": true,
	"down": true, "block": true, "unblock": true, "clock": true, "check": true, "skip": true,
	"ignore": true, "watch": true, "person": true, "use": true, "expect": true, "changed": true, "toast": true,
	"$": true,
}

// expectations are the verbs that -update writes.
var expectations = map[string]bool{"expect": true, "changed": true, "toast": true, "output": true}

func (s statement) expects() bool {
	return expectations[s.verb] && !(s.verb == "expect" && s.text == "nothing")
}

const indent = "    "

// parseScript cuts a script into statements.
func parseScript(t *testing.T, script string) []statement {
	lines := strings.Split(strings.TrimRight(script, "\n"), "\n")
	var list []statement
	for i := 0; i < len(lines); i++ {
		s := statement{line: i + 1, raw: []string{lines[i]}}
		text := strings.TrimSpace(lines[i])
		if text == "" || strings.HasPrefix(text, "#") {
			list = append(list, s)
			continue
		}
		if lines[i] != strings.TrimLeft(lines[i], " \t") {
			t.Fatalf("script line %d: an indented line belongs to nothing", i+1)
		}
		verb, rest, _ := strings.Cut(text, " ")
		switch {
		case verb == "output:":
			s.verb = "output"
		case verbs[verb]:
			s.verb, s.text = verb, strings.TrimSpace(rest)
		case strings.HasSuffix(verb, ":"):
			s.verb, s.person, s.text = "say", strings.TrimSuffix(verb, ":"), strings.TrimSpace(rest)
		default:
			t.Fatalf("script line %d: unknown command %q", i+1, verb)
		}
		if s.verb == "say" {
			s.verb, s.text = personal(s.text)
		}
		if s.expects() {
			if s.verb == "toast" {
				s.person, s.text, _ = strings.Cut(s.text, ": ")
			} else {
				s.person = strings.TrimSuffix(s.text, ":")
				for i+1 < len(lines) && (strings.HasPrefix(lines[i+1], indent) || strings.TrimSpace(lines[i+1]) == "" && blockGoesOn(lines[i+1:])) {
					i++
					s.raw = append(s.raw, lines[i])
					s.block = append(s.block, strings.TrimRight(strings.TrimPrefix(lines[i], indent), " "))
				}
			}
		}
		list = append(list, s)
	}
	return list
}

// blockGoesOn tells a blank line inside a message from one after it.
func blockGoesOn(lines []string) bool {
	for _, l := range lines {
		if strings.TrimSpace(l) != "" {
			return strings.HasPrefix(l, indent)
		}
	}
	return false
}

// personal reads what stands after "person:".
func personal(text string) (verb, rest string) {
	if text == "edit" {
		return "edit", "" // a caption is edited away
	}
	for _, v := range []string{"reply", "edit", "press", "file", "sheet", "say", "delete", "data"} {
		if after, ok := strings.CutPrefix(text, v+" "); ok {
			return v, strings.TrimSpace(after)
		}
	}
	return "say", text
}

// play runs the statements and returns the script as -update writes it.
func (w *world) play(list []statement) string {
	var out strings.Builder
	for i, s := range list {
		if w.t.Failed() {
			break
		}
		w.line = s.line
		if s.expects() && *update {
			continue
		}
		out.WriteString(strings.Join(s.raw, "\n") + "\n")
		if s.verb == "" {
			continue
		}
		w.step(s)
		if *update && !s.expects() && !takesAll(next(list[i+1:])) {
			out.WriteString(w.transcript())
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, m := range w.unread {
		w.errorf("unexpected at the end: %s", m.written())
	}
	return out.String()
}

// next returns the statement that follows comments and old expectations.
func next(list []statement) statement {
	for _, s := range list {
		if s.verb != "" && !s.expects() {
			return s
		}
	}
	return statement{}
}

// takesAll reports whether a statement sees to what has arrived by itself.
func takesAll(s statement) bool {
	return s.verb == "skip" || s.verb == "ignore" || s.verb == "watch" || s.verb == "expect"
}

// transcript writes what has arrived as expectations and takes it.
func (w *world) transcript() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var b strings.Builder
	for _, key := range w.order {
		for _, m := range w.unread {
			if m.person == key {
				b.WriteString(m.written())
			}
		}
	}
	w.unread = nil
	if w.output != nil {
		b.WriteString("output:\n" + indented(*w.output))
		w.output = nil
	}
	return b.String()
}

// expect compares the next thing that arrived for somebody.
func (w *world) expect(s statement) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if s.text == "nothing" {
		for _, m := range w.unread {
			w.errorf("nothing is expected, but there is: %s", m.written())
		}
		w.unread = nil
		return
	}
	want := strings.Join(s.raw, "\n") + "\n"
	at := w.expected(s, want)
	if at < 0 {
		w.errorf("nothing has arrived for %s", s.person)
		return
	}
	got := w.unread[at].written()
	w.unread = append(w.unread[:at:at], w.unread[at+1:]...)
	if got != want {
		w.errorf("(-want +got):\n%s", cmp.Diff(want, got))
	}
}

// expected finds what a statement expects: the first arrival of its kind for its
// person. The changes of several messages have no order among each other, so of
// them it is the one that says what is wanted.
func (w *world) expected(s statement, want string) int {
	first := -1
	for i, m := range w.unread {
		switch {
		case m.person != s.person || m.verb != s.verb:
		case s.verb == "changed" && m.written() == want:
			return i
		case first < 0:
			first = i
		}
	}
	return first
}

func indented(text string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		if line = strings.TrimRight(line, " "); line == "" {
			b.WriteString("\n")
		} else {
			b.WriteString(indent + line + "\n")
		}
	}
	return b.String()
}

// Ensure that a script keeps its lines when nothing is rewritten.
func TestParseScript(t *testing.T) {
	script := "# a comment\nat 2026-03-24 07:30\n\nkhtc: reply last 1 xong\nexpect khtc:\n    one\n\n    [two]\n\n$ summary\noutput:\n    x\ntoast gd: đã ghi\nexpect nothing\n"
	list := parseScript(t, script)
	var raw, kinds []string
	for _, s := range list {
		raw = append(raw, s.raw...)
		if s.verb != "" {
			kinds = append(kinds, s.verb)
		}
	}
	if got := strings.Join(raw, "\n") + "\n"; got != script {
		t.Errorf("lines (-want +got):\n%s", cmp.Diff(script, got))
	}
	if got := strings.Join(kinds, " "); got != "at reply expect $ output toast expect" {
		t.Errorf("read as %s", got)
	}
	if block := list[4].block; len(block) != 3 || block[2] != "[two]" {
		t.Errorf("block read as %q", block)
	}
	var b bytes.Buffer
	b.WriteString(indented("one\n\n[two]\n"))
	if b.String() != "    one\n\n    [two]\n" {
		t.Errorf("indented %q", b.String())
	}
}
