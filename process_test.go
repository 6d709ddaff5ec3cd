package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"dondoc/emulator"
)

// patience bounds every wait for the other process.
const patience = 30 * time.Second

// binary builds the program once for all tests that run it as a process.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "dondoc-bin-*")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "dondoc")
	out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if path, err := binary(); err == nil {
		os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

// command runs the program to its end.
func command(t *testing.T, stdin string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, args...)
	var out, errOut bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &out, &errOut
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return out.String(), errOut.String(), cmd.ProcessState.ExitCode()
}

// process is the bot running as a process of its own.
type process struct {
	t    *testing.T
	cmd  *exec.Cmd
	log  *lockedBuffer
	done chan error
}

func startProcess(t *testing.T, config string) *process {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{t: t, cmd: exec.Command(path, "run", "--config", config), log: &lockedBuffer{}, done: make(chan error, 1)}
	p.cmd.Stderr = p.log
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.done <- p.cmd.Wait() }()
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill() // it may have ended
		if t.Failed() {
			t.Logf("its log ends:\n%s", p.log.tail(3000))
		}
	})
	return p
}

// end sends a signal and waits for the end.
func (p *process) end(signal syscall.Signal) (took time.Duration, err error) {
	p.t.Helper()
	began := time.Now()
	if err := p.cmd.Process.Signal(signal); err != nil {
		p.t.Fatal(err)
	}
	select {
	case err := <-p.done:
		return time.Since(began), err
	case <-time.After(patience):
		p.t.Fatal("the process does not end")
		return 0, nil
	}
}

// telegramServer is an emulator on loopback with an office's people in it.
func telegramServer(t *testing.T, people []account) (*emulator.Server, *httptest.Server, chan emulator.Change) {
	server := emulator.New(emulator.Options{Token: testToken, NoLimits: true})
	for _, a := range people {
		server.AddPerson(emulator.Person{ID: a.ID, FirstName: a.Name})
	}
	changes := make(chan emulator.Change, 10000)
	server.OnChange(func(c emulator.Change) {
		if c.Message.FromBot {
			changes <- c
		}
	})
	web := httptest.NewServer(server)
	t.Cleanup(web.Close)
	return server, web, changes
}

// writeConfig writes a configuration with the office of a file.
func writeConfig(t *testing.T, endpoint string, office []byte) (config, data string) {
	t.Helper()
	dir := t.TempDir()
	config, data = filepath.Join(dir, "config.yaml"), filepath.Join(dir, "data")
	text := fmt.Sprintf("telegram:\n  token: %q\n  api_endpoint: %s/bot%%s/%%s\ndata_dir: data\n%s", testToken, endpoint, office)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return config, data
}

func await[T any](t *testing.T, c <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(patience):
		t.Fatalf("%s does not come", what)
	}
	panic("unreachable")
}

// Ensure that the real program over real HTTP answers, obeys its console while
// it runs, and ends cleanly on SIGTERM within 5 seconds.
func TestProcess(t *testing.T) {
	office, err := os.ReadFile("examples/office.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, people, err := readOffice(office)
	if err != nil {
		t.Fatal(err)
	}
	server, web, changes := telegramServer(t, people)
	config, data := writeConfig(t, web.URL, office)

	// The same commands work while the bot is stopped.
	out, errOut, code := command(t, "", "plan", "import", "examples/plan.yaml", "--config", config)
	if code != exitOK || out == "" {
		t.Fatalf("import: %d %s %s", code, out, errOut)
	}
	if out, _, code := command(t, "", "status", "--config", config); code != exitOK || !strings.Contains(out, say("vi", "status.queue_empty")) {
		t.Errorf("status of a stopped bot: %d %s", code, out)
	}
	if out, errOut, code := command(t, "", "check", "--config", config); code != exitOK {
		t.Errorf("check: %d %s %s", code, out, errOut)
	}

	p := startProcess(t, config)
	if _, err := server.Send(1004, "/summary", 0); err != nil {
		t.Fatal(err)
	}
	if c := await(t, changes, "the summary"); c.Chat != 1004 || c.Message.Text == "" {
		t.Errorf("answered with %+v", c.Message)
	}
	info, err := os.Stat(filepath.Join(data, controlName))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the control socket: %v %v", info, err)
	}
	backup := filepath.Join(t.TempDir(), "copy.db")
	for _, args := range [][]string{{"status"}, {"summary"}, {"tasks", "P. KHTC"}, {"backup", backup}, {"check"}, {"simulate", "--from", "2026-03-23", "--to", "2026-03-24"}} {
		out, errOut, code := command(t, "", append(args, "--config", config)...)
		if code != exitOK || out == "" {
			t.Errorf("%v: %d %s %s", args, code, out, errOut)
		}
		if strings.Contains(out+errOut, testToken) {
			t.Errorf("%v shows the token", args)
		}
	}
	if _, err := os.Stat(backup); err != nil {
		t.Error(err)
	}
	if _, errOut, code := command(t, "", "run", "--config", config); code != exitFailed || !strings.Contains(errOut, say("vi", "console.locked")) {
		t.Errorf("a second bot on the same folder: %d %s", code, errOut)
	}
	took, err := p.end(syscall.SIGTERM)
	if err != nil || took > 5*time.Second {
		t.Errorf("end after %v: %v", took, err)
	}
	if strings.Contains(p.log.tail(1<<20), testToken) {
		t.Error("the token is in the log")
	}

	// A restored backup starts held, until an operator has looked.
	if err := os.Rename(backup, filepath.Join(data, "dondoc.db")); err != nil {
		t.Fatal(err)
	}
	p = startProcess(t, config)
	if _, err := server.Send(1004, "/summary", 0); err != nil {
		t.Fatal(err)
	}
	await(t, changes, "the summary")
	if out, _, _ := command(t, "", "status", "--config", config); !strings.Contains(out, say("vi", "status.held")) {
		t.Errorf("a restored backup is not held:\n%s", out)
	}
	if out, _, code := command(t, "", "resume", "--config", config); code != exitOK || !strings.Contains(out, say("vi", "console.resumed")) {
		t.Errorf("resume: %d %s", code, out)
	}
	if _, err := p.end(syscall.SIGTERM); err != nil {
		t.Error(err)
	}
}

// Ensure that the bot starts while Telegram is away, and works once it comes.
func TestStartWithoutTelegram(t *testing.T) {
	t.Parallel()
	office, err := os.ReadFile("examples/office.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, people, err := readOffice(office)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	config, _ := writeConfig(t, "http://"+address, office)
	if out, _, code := command(t, "", "check", "--config", config); code != exitOK || !strings.Contains(out, "Telegram") {
		t.Errorf("check while Telegram is away: %d %s", code, out)
	}
	p := startProcess(t, config)
	if out, _, code := eventually(t, "status", "--config", config); code != exitOK || !strings.Contains(out, say("vi", "status.telegram_never")) {
		t.Errorf("status: %d %s", code, out)
	}
	server := emulator.New(emulator.Options{Token: testToken, NoLimits: true})
	for _, a := range people {
		server.AddPerson(emulator.Person{ID: a.ID, FirstName: a.Name})
	}
	changes := make(chan emulator.Change, 100)
	server.OnChange(func(c emulator.Change) {
		if c.Message.FromBot {
			changes <- c
		}
	})
	if _, err := server.Send(1004, "/help", 0); err != nil {
		t.Fatal(err)
	}
	listener, err = net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	web := &http.Server{Handler: server, ReadHeaderTimeout: patience}
	go func() { _ = web.Serve(listener) }() // ends with Close
	defer web.Close()
	await(t, changes, "the answer after Telegram came back")
	if took, err := p.end(syscall.SIGTERM); err != nil || took > 5*time.Second {
		t.Errorf("end after %v: %v", took, err)
	}
}

// Ensure that a store that is gone or empty where one was before is called
// missing by every command alike, and that nobody makes a new one in its place;
// a folder that never had one is said to get one.
func TestMissingStore(t *testing.T) {
	office, err := os.ReadFile("examples/office.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, web, _ := telegramServer(t, nil)
	config, data := writeConfig(t, web.URL, office)
	if out, errOut, code := command(t, "", "check", "--config", config); code != exitOK || !strings.Contains(out, say("vi", "check.no_store", "dir", data)) {
		t.Errorf("check of a new folder: %d %s %s", code, out, errOut)
	}
	if _, errOut, code := command(t, "", "status", "--config", config); code != exitOK {
		t.Fatalf("status: %d %s", code, errOut)
	}
	file := filepath.Join(data, "dondoc.db")
	for what, lose := range map[string]func() error{
		"gone":  func() error { return os.Remove(file) },
		"empty": func() error { return os.WriteFile(file, nil, 0o600) },
	} {
		if err := lose(); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{{"check"}, {"run"}, {"status"}, {"plan", "import", "examples/plan.yaml"}} {
			out, errOut, code := command(t, "", append(args, "--config", config)...)
			if code != exitFailed || !strings.Contains(errOut, say("vi", "console.store_empty", "dir", data)) {
				t.Errorf("%s: %v: %d %s %s", what, args, code, out, errOut)
			}
		}
		if info, err := os.Stat(file); err == nil && info.Size() > 0 {
			t.Fatalf("%s: a new store was made", what)
		}
		if err := os.WriteFile(file, nil, 0o600); err != nil { // for the next way to lose it
			t.Fatal(err)
		}
	}
}

// eventually repeats a command until the bot listens on its socket.
func eventually(t *testing.T, args ...string) (string, string, int) {
	t.Helper()
	for deadline := time.Now().Add(patience); ; {
		out, errOut, code := command(t, "", args...)
		if code == exitOK && strings.Contains(out, say("vi", "status.telegram_never")) || time.Now().After(deadline) {
			return out, errOut, code
		}
	}
}

// Ensure that the command line has the exit codes and outputs it promises.
func TestCommandLine(t *testing.T) {
	for _, c := range []struct {
		args string
		code int
		want string // in stdout or stderr
	}{
		{"", exitUsage, "dondoc demo"},
		{"help", exitOK, "dondoc run"},
		{"help --lang en", exitOK, "follows up"},
		{"help plan show", exitOK, "--json"},
		{"version", exitOK, "dondoc "},
		{"frobnicate", exitUsage, "frobnicate"},
		{"tasks", exitUsage, "tasks"},
		{"run --nonsense", exitUsage, "nonsense"},
		{"run --config /does/not/exist.yaml", exitFailed, "exist.yaml"},
		{"plan show examples/plan.yaml", exitOK, "06/KH-SNV"},
		{"plan show --json examples/plan.txt", exitOK, `"tasks"`},
		{"plan show go.mod", exitFailed, ""},
		{"plan diff examples/plan.yaml examples/plan.yaml", exitOK, "không khác nhau"},
		{"plan diff examples/plan.txt examples/plan.txt --json", exitOK, `"added": []`},
		{"plan diff examples/plan.yaml", exitUsage, "plan diff"},
		{"plan diff examples/plan.yaml go.mod", exitFailed, "go.mod: "},
		{"texts", exitOK, "/"},
		{"parse deadline", exitUsage, "--year"},
		{"parse reply", exitUsage, "--today"},
		{"parse reply --today 23/11", exitUsage, "23/11"},
		{"parse reply --today 2026-11-23 --due 30/11", exitUsage, "30/11"},
		{"summary --config testdata/none.yaml", exitFailed, "none.yaml"},
	} {
		out, errOut, code := command(t, "", strings.Fields(c.args)...)
		if code != c.code || !strings.Contains(out+errOut, c.want) {
			t.Errorf("dondoc %s: exit %d, %q %q", c.args, code, out, errOut)
		}
	}
	out, _, code := command(t, "30/6/2026\nThường xuyên\n", "parse", "deadline", "--year", "2026")
	want := `{"text":"30/6/2026","kind":"date","due":"2026-06-30","recurrence":null}` + "\n" +
		`{"text":"Thường xuyên","kind":"continuous","due":null,"recurrence":null}` + "\n"
	if code != exitOK || out != want {
		t.Errorf("parse deadline: exit %d\n%s", code, out)
	}
}

// Ensure that replies are read from the input, one line each, with the labels
// and null where nothing was said.
func TestParseReplyCommand(t *testing.T) {
	t.Parallel()
	in := strings.Join([]string{
		"vướng kinh phí, được 40%",
		`"3.2 xong <hôm qua>\n3.4 mới 50%"`,
		"đã nhận",
		"vẫn như cũ",
		"xin lùi thêm 2 tuần",
		`"`,
		"",
	}, "\n") + "\n"
	out, _, code := command(t, in, "parse", "reply", "--today", "2026-11-23")
	want := `{"text":"vướng kinh phí, được 40%","intent":"blocked","percent":40,"date":null,"items":[{"refs":[],"intent":"blocked","percent":40,"date":null,"values":[{"number":40,"percent":true,"text":"40%"}],"obstacle":"kinh phí, được 40%","confidence":"sure","text":"vướng kinh phí, được 40%"}]}
{"text":"3.2 xong <hôm qua>\n3.4 mới 50%","intent":"progress","percent":null,"date":null,"items":[{"refs":["3.2"],"intent":"done","percent":null,"date":"2026-11-22","confidence":"sure","text":"3.2 xong <hôm qua>"},{"refs":["3.4"],"intent":"progress","percent":50,"date":null,"values":[{"number":50,"percent":true,"text":"50%"}],"confidence":"sure","text":"3.4 mới 50%"}]}
{"text":"đã nhận","intent":"unclear","percent":null,"date":null,"items":[{"refs":[],"intent":"unclear","percent":null,"date":null,"confidence":"sure","text":"đã nhận"}]}
{"text":"vẫn như cũ","intent":"progress","percent":null,"date":null,"items":[{"refs":[],"intent":"progress","percent":null,"date":null,"confidence":"sure","text":"vẫn như cũ"}]}
{"text":"xin lùi thêm 2 tuần","intent":"extension","percent":null,"date":null,"items":[{"refs":[],"intent":"extension","percent":null,"date":null,"confidence":"sure","text":"xin lùi thêm 2 tuần"}]}
{"text":"\"","intent":"unclear","percent":null,"date":null,"items":[{"refs":[],"intent":"unclear","percent":null,"date":null,"confidence":"doubt","text":"\""}]}
{"text":"","intent":"unclear","percent":null,"date":null,"items":[]}
`
	if code != exitOK || out != want {
		t.Errorf("parse reply: exit %d\n%s", code, out)
	}
	out, _, code = command(t, "xin lùi thêm 2 tuần\n", "parse", "reply", "--today", "2026-11-23", "--due", "2026-11-30")
	if code != exitOK || !strings.Contains(out, `"date":"2026-12-14"`) {
		t.Errorf("parse reply with a due date: exit %d\n%s", code, out)
	}
}
