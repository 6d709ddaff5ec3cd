package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"io"
	"net"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// visited sends bytes to the console of a program, as a frame or what is none,
// and returns what came back: nothing, or one line.
func visited(t testing.TB, a *App, frame []byte) []byte {
	near, far := net.Pipe()
	done := make(chan error, 1)
	go func() { done <- answerControl(context.Background(), far, a) }()
	go func() { // the program may stop reading
		_, _ = near.Write(frame)
		_ = near.SetWriteDeadline(time.Now())
	}()
	answer, err := io.ReadAll(near)
	if err != nil {
		t.Fatal(err)
	}
	select {
	case <-done:
	case <-time.After(patience):
		t.Fatal("a visitor is never let go")
	}
	near.Close()
	return answer
}

// Ensure that whatever comes through the socket is answered with one line that
// says what became of it, or not at all, and that the program lives on.
func TestConsoleFrames(t *testing.T) {
	a := sample(t, func() time.Time { return noon })
	for _, c := range []struct {
		name, frame string
		code        int // -1: no answer
		want        string
	}{
		{"a command", `{"verb":"summary","lang":"en"}`, exitOK, "26"},
		{"no command", `{}`, exitUsage, ""},
		{"an unknown command", `{"verb":"run","args":["x"]}`, exitUsage, "run"},
		{"too many arguments", `{"verb":"summary","args":["a","b"]}`, exitUsage, ""},
		{"too few arguments", `{"verb":"backup"}`, exitUsage, ""},
		{"no JSON", `summary`, -1, ""},
		{"another type", `{"verb":5}`, -1, ""},
		{"a list", `["summary"]`, -1, ""},
		{"null", `null`, exitUsage, ""},
		{"nothing", ``, -1, ""},
		{"deep", strings.Repeat("[", 100_000), -1, ""},
		{"no file", `{"verb":"plan import","args":["x.yaml"]}`, exitFailed, ""},
		{"a path for a file", `{"verb":"plan import","args":["/etc/passwd"]}`, exitFailed, ""},
		{"no dates", `{"verb":"simulate"}`, exitFailed, "--from"},
		{"all days", `{"verb":"simulate","flags":{"from":"0001-01-01","to":"9999-12-31"},"lang":"en"}`, exitFailed, "a year apart"},
		{"the journal", `{"verb":"journal"}`, exitOK, `{"seq":1,`},
		{"the journal's end", `{"verb":"journal","flags":{"from":"18446744073709551615"}}`, exitOK, ""},
		{"no place in the journal", `{"verb":"journal","flags":{"from":"-1"},"lang":"en"}`, exitFailed, "--from needs a number"},
		{"a unit of markup", `{"verb":"tasks","args":["<b>&%s{n}"],"lang":"en"}`, exitFailed, "There is no unit"},
		{"a backup nowhere", `{"verb":"backup","args":["/dev/null/x"],"lang":"en"}`, exitFailed, ""},
		{"a name with an end in it", `{"verb":"backup","args":["/tmp/\u0000x"],"lang":"en"}`, exitFailed, ""},
		{"a language that is none", `{"verb":"status","lang":"` + strings.Repeat("x", 100_000) + `"}`, exitOK, "Kho:"},
	} {
		answer := visited(t, a, []byte(c.frame+"\n"))
		var reply response
		err := json.Unmarshal(answer, &reply)
		switch {
		case c.code < 0 && len(answer) > 0:
			t.Errorf("%s: answered with %.200s", c.name, answer)
		case c.code >= 0 && (err != nil || reply.Code != c.code || !strings.Contains(reply.Out+reply.Err, c.want)):
			t.Errorf("%s: %v, %.500s", c.name, err, answer)
		}
	}
}

// Ensure that a frame without an end is cut off, and one that is too long is
// not read on.
func TestConsoleEndless(t *testing.T) {
	var v any
	endless := new(zeros)
	if err := readLine(endless, 1<<16, &v); !errors.Is(err, io.EOF) || *endless > 1<<16 {
		t.Errorf("an endless line: %v after %d bytes", err, *endless)
	}
}

// zeros is a text without end; it counts what was read of it.
type zeros int

func (z *zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '0'
	}
	*z += zeros(len(p))
	return len(p), nil
}

// Ensure that a visitor who says nothing, or not all, is let go; and at once
// when the bot stops.
func TestConsoleSilent(t *testing.T) {
	for _, c := range []struct {
		said    string
		stop    bool
		patient time.Duration
	}{{"", false, requestPatience}, {`{"verb":"sum`, false, requestPatience}, {"", true, 0}} {
		dir := t.TempDir()
		synctest.Test(t, func(t *testing.T) {
			a := sampleIn(t, dir, func() time.Time { return noon })
			defer a.Close()
			near, far := net.Pipe()
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			done := make(chan error, 1)
			go func() { done <- answerControl(ctx, far, a) }()
			if _, err := io.WriteString(near, c.said); err != nil {
				t.Error(err)
			}
			began := time.Now()
			if c.stop {
				stop()
			}
			if err := <-done; err == nil || time.Since(began) != c.patient {
				t.Errorf("%q: let go after %v: %v", c.said, time.Since(began), err)
			}
			near.Close()
		})
	}
}

// Ensure that a command of the console that panics is answered, and does not
// end the bot.
func TestConsolePanic(t *testing.T) {
	a := sample(t, func() time.Time { return noon })
	storeVerbs["panic"] = storeVerb{run: func(context.Context, *App, request) (string, error) { panic("on purpose") }}
	defer delete(storeVerbs, "panic")
	answer := visited(t, a, []byte(`{"verb":"panic","lang":"en"}`+"\n"))
	if !strings.Contains(string(answer), say("en", "console.panicked")) {
		t.Errorf("answered with %s", answer)
	}
}

// FuzzConsole ensures that no frame ends the program, keeps a visitor waiting
// or is answered with anything but one line of JSON.
func FuzzConsole(f *testing.F) {
	for verb, v := range storeVerbs {
		r := request{Verb: verb, Lang: "en", Flags: map[string]string{"from": "2026-03-24", "to": "2026-03-25"}}
		if v.low > 0 {
			r.Args = []string{"plan.yaml"}
			r.Files = map[string][]byte{"plan.yaml": []byte("plan: {title: a, year: 2026}\n")}
		}
		line, err := json.Marshal(r)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(line)
	}
	a := sampleIn(f, f.TempDir(), func() time.Time { return noon })
	defer a.Close()
	f.Fuzz(func(t *testing.T, frame []byte) {
		var r request
		if json.Unmarshal(frame, &r) == nil && r.Verb == "backup" {
			t.Skip("writes where it is told")
		}
		answer := visited(t, a, append(frame, '\n'))
		if len(answer) == 0 {
			return
		}
		var reply response
		rest := bufio.NewReader(strings.NewReader(string(answer)))
		line, err := rest.ReadBytes('\n')
		if err != nil || json.Unmarshal(line, &reply) != nil || rest.Buffered() > 0 {
			t.Fatalf("answered with %.300s", answer)
		}
		if strings.Contains(reply.Err, say("en", "console.panicked")) || strings.Contains(reply.Err, say("vi", "console.panicked")) {
			t.Fatalf("%s panics", frame)
		}
	})
}

// Ensure that nobody who reads the store turns to it again meanwhile: the
// writer may wait between the two, and then both wait for each other.
func TestNoReadInRead(t *testing.T) {
	found := 0
	for _, s := range sources(t) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			outer, ok := n.(*ast.CallExpr)
			if !ok || !asksStore(outer) {
				return true
			}
			found++
			for _, arg := range outer.Args {
				ast.Inspect(arg, func(n ast.Node) bool {
					if inner, ok := n.(*ast.CallExpr); ok && asksStore(inner) {
						t.Errorf("%s: the store is asked while it is read", s.fset.Position(inner.Pos()))
					}
					return true
				})
			}
			return true
		})
	}
	if found < 20 {
		t.Errorf("only %d readings were found", found)
	}
}

// asksStore reports whether a call reads or changes the store: store.Read,
// store.Do, or the bot's own read.
func asksStore(call *ast.CallExpr) bool {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	if sel.Sel.Name == "read" {
		return true
	}
	if sel.Sel.Name != "Read" && sel.Sel.Name != "Do" {
		return false
	}
	of := fmt.Sprint(sel.X)
	if inner, ok := sel.X.(*ast.SelectorExpr); ok {
		of = inner.Sel.Name
	}
	return strings.EqualFold(of, "store") || of == "s"
}

// Ensure that whatever a dead bot has left in the place of its socket, the
// command line finds that nobody is there, and a new bot takes the place.
func TestStaleSocket(t *testing.T) {
	for name, leave := range map[string]func(path string) error{
		"nothing": func(string) error { return nil },
		"a dead socket": func(path string) error {
			l, err := net.Listen("unix", path)
			if err != nil {
				return err
			}
			l.(*net.UnixListener).SetUnlinkOnClose(false)
			return l.Close()
		},
		"a file": func(path string) error { return os.WriteFile(path, []byte("x"), 0o600) },
	} {
		dir := t.TempDir()
		path, err := controlPath(dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := leave(path); err != nil {
			t.Fatal(err)
		}
		if _, err := ask(t.Context(), dir, request{Verb: "status"}); !errors.Is(err, errNotRunning) {
			t.Errorf("%s: %v", name, err)
		}
		l, err := listenControl(dir)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		l.Close()
	}
}
