package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/ast"
	"io"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"dondoc/bot"
	"dondoc/emulator"
	"dondoc/planfile"
	"dondoc/store"
)

// The invariants of the design; docs/INVARIANTS.md says which test keeps which.

// pure are the packages whose code runs inside transactions, or could.
var pure = []string{"plan", "workday", "viet", "planfile", "report", "scheduler", "store", "outbox", "bot"}

// Ensure that nothing that runs inside a transaction can reach the network or
// another process: no package of it leads to either. The one exception is the
// library of workbooks, which guesses the kind of a picture with net/http.
func TestNoNetworkInTransaction(t *testing.T) {
	args := []string{"list", "-deps", "-f", `{{.ImportPath}} {{join .Imports " "}}`}
	for _, p := range pure {
		args = append(args, "./"+p)
	}
	out, err := exec.CommandContext(t.Context(), "go", args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	imports := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		imports[fields[0]] = fields[1:]
	}
	seen := map[string]bool{"github.com/xuri/excelize/v2": true}
	var walk func(from, dep string)
	walk = func(from, dep string) {
		if dep == "net" || dep == "net/http" || dep == "os/exec" || dep == "dondoc/telegram" || strings.HasPrefix(dep, "crypto/tls") {
			t.Errorf("%s leads to %s", from, dep)
		}
		if seen[dep] {
			return
		}
		seen[dep] = true
		for _, next := range imports[dep] {
			walk(dep, next)
		}
	}
	for _, p := range pure {
		walk("main", "dondoc/"+p)
	}
	if len(seen) < 50 {
		t.Errorf("only %d packages were looked at", len(seen))
	}
}

// Ensure that a View leads neither to a store nor to a client: none of the
// types that can be reached through it has a method that commits or calls.
func TestViewLeadsNowhere(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var walk func(path string, typ reflect.Type)
	walk = func(path string, typ reflect.Type) {
		if seen[typ] {
			return
		}
		seen[typ] = true
		if typ == reflect.TypeFor[store.Store]() {
			t.Errorf("%s is a store", path)
		}
		if typ.Kind() == reflect.Func && typ.NumIn() > 0 && typ.In(0) == reflect.TypeFor[context.Context]() {
			t.Errorf("%s is a function that may wait: %s", path, typ)
		}
		// Exported fields only: the rest is the store's own, which no command sees.
		switch typ.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map, reflect.Chan:
			walk(path+"[]", typ.Elem())
		case reflect.Struct:
			for f := range fields(typ) {
				if f.IsExported() {
					walk(path+"."+f.Name, f.Type)
				}
			}
		}
		for m := range methods(reflect.PointerTo(typ)) {
			if m.Type.NumIn() > 1 && m.Type.In(1) == reflect.TypeFor[context.Context]() {
				t.Errorf("%s has %s, which may wait", path, m.Name)
			}
			for i := range m.Type.NumOut() {
				walk(path+"."+m.Name+"()", m.Type.Out(i))
			}
		}
	}
	walk("View", reflect.TypeFor[store.View]())
	if len(seen) < 20 {
		t.Errorf("only %d types were looked at", len(seen))
	}
}

func fields(t reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := 0; i < t.NumField() && yield(t.Field(i)); i++ {
		}
	}
}

func methods(t reflect.Type) func(func(reflect.Method) bool) {
	return func(yield func(reflect.Method) bool) {
		for i := 0; i < t.NumMethod() && yield(t.Method(i)); i++ {
		}
	}
}

// Ensure that what handles an update inside the writer never turns to the
// store: a transaction inside a transaction would wait for itself.
func TestNoTransactionInTransaction(t *testing.T) {
	found := 0
	for _, s := range sources(t) {
		if s.pkg != "bot" {
			continue
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil || !receives(f, "turn") {
				continue
			}
			found++
			ast.Inspect(f.Body, func(n ast.Node) bool {
				if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == "Store" {
					t.Errorf("%s: %s turns to the store", s.fset.Position(n.Pos()), f.Name.Name)
				}
				return true
			})
		}
	}
	if found < 50 {
		t.Errorf("only %d methods of a turn were found", found)
	}
}

func receives(f *ast.FuncDecl, name string) bool {
	star, ok := f.Recv.List[0].Type.(*ast.StarExpr)
	if !ok {
		return false
	}
	id, ok := star.X.(*ast.Ident)
	return ok && id.Name == name
}

// Ensure that no code asks for the zone of the machine.
func TestNoLocalZone(t *testing.T) {
	for _, s := range sources(t) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok || sel.Sel.Name != "Local" {
				return true
			}
			if of, ok := sel.X.(*ast.SelectorExpr); ok && of.Sel.Name == "Name" {
				return true // the local part of a name in XML
			}
			t.Errorf("%s uses the machine's zone", s.fset.Position(n.Pos()))
			return true
		})
	}
}

// Ensure that the machine's zone changes nothing, and that the office's is
// known where the machine has no zones: a scenario reads the same.
func TestAnyZone(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, zone := range []string{"America/New_York", "Pacific/Kiritimati"} {
		cmd := exec.CommandContext(t.Context(), self, "-test.run", "^TestScenarios$/^morning$", "-test.v")
		cmd.Env = append(os.Environ(), "TZ="+zone, "ZONEINFO=/nonexistent")
		out, err := cmd.CombinedOutput()
		if err != nil || !bytes.Contains(out, []byte("--- PASS: TestScenarios/morning")) {
			t.Errorf("in %s: %v\n%s", zone, err, out)
		}
	}
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(strings.Fields(string(out)), "time/tzdata") {
		t.Error("the zones are not in the binary")
	}
}

// hostile is a way to Telegram that gives away the token wherever it can: in
// errors, in answers that are none, in redirects and descriptions.
type hostile struct {
	next  http.RoundTripper
	n     atomic.Int64
	given atomic.Int64 // how often the token was given away
}

const secretToken = "31415926:AAH-wholly-secret_and+odd.token"

func (h *hostile) RoundTrip(r *http.Request) (*http.Response, error) {
	n := h.n.Add(1)
	answer := func(status int, body string) (*http.Response, error) {
		h.given.Add(1)
		if r.Body != nil {
			r.Body.Close()
		}
		return &http.Response{
			StatusCode: status, Header: http.Header{"Location": {"https://example.invalid/bot" + secretToken}},
			Body: io.NopCloser(strings.NewReader(body)), Request: r,
		}, nil
	}
	described := func(code int) (*http.Response, error) {
		return answer(code, fmt.Sprintf(`{"ok":false,"error_code":%d,"description":"Bad: %s at %s"}`, code, secretToken, r.URL))
	}
	switch n % 12 {
	case 0:
		h.given.Add(1)
		return nil, fmt.Errorf("dial %s: %w", r.URL, errors.New("no route with "+secretToken))
	case 1:
		return answer(200, "<html>"+secretToken)
	case 2:
		return answer(200, `{"ok":true,"result":"`+secretToken+`"}`)
	case 3:
		return described(500)
	case 4:
		return answer(302, secretToken)
	case 5:
		return described(400)
	case 6:
		return described(429)
	case 7:
		return answer(502, secretToken)
	case 8:
		return described(409)
	}
	return h.next.RoundTrip(r)
}

// Ensure that the token reaches neither log nor error nor message nor file,
// whatever the way to Telegram does, with every line of the log written.
func TestTokenNeverLeaves(t *testing.T) {
	dir := t.TempDir()
	log := &lockedBuffer{}
	var shown []string
	given := 0
	synctest.Test(t, func(t *testing.T) {
		data, err := os.ReadFile("examples/office.yaml")
		if err != nil {
			t.Fatal(err)
		}
		office, people, err := readOffice(data)
		if err != nil {
			t.Fatal(err)
		}
		server := emulator.New(emulator.Options{Token: secretToken, NoLimits: true})
		server.OnChange(func(c emulator.Change) { shown = append(shown, c.Message.Source) })
		for _, a := range people {
			server.AddPerson(emulator.Person{ID: a.ID, FirstName: a.Name})
		}
		way := &hostile{next: server.Transport()}
		a, err := newApp(appConfig{
			Token: secretToken, DataDir: dir, Office: &office, HTTP: &http.Client{Transport: way}, Keep: 1,
			Log: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug, AddSource: true})),
		})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- a.Run(ctx) }()
		for range 12 {
			for _, p := range people {
				if _, err := server.Send(p.ID, "/help", 0); err != nil {
					t.Fatal(err)
				}
			}
			time.Sleep(20 * time.Minute) // of the bubble
		}
		shown = append(shown, a.perform(ctx, request{Verb: "status", Lang: "en"}).Out)
		cancel()
		if err := errors.Join(<-done, a.Close()); err != nil {
			shown = append(shown, err.Error())
		}
		given = int(way.given.Load())
	})
	if given < 50 {
		t.Errorf("the token was given away %d times only", given)
	}
	if len(shown) < 20 || log.tail(1) == "" {
		t.Fatalf("%d texts and a log of %q", len(shown), log.tail(100))
	}
	holds := func(where, text string) {
		_, half, _ := strings.Cut(secretToken, ":")
		for _, secret := range []string{half, "odd%2Btoken", "odd%2btoken", "wholly-secret"} {
			if i := strings.Index(text, secret); i >= 0 {
				t.Errorf("%s has the token: …%s…", where, text[max(0, i-200):min(len(text), i+100)])
				return
			}
		}
	}
	holds("the log", log.tail(1<<30))
	for _, text := range shown {
		holds("a text", text)
	}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		holds(path, string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// sample is the program of sampleIn for one test.
func sample(t *testing.T, now func() time.Time) *App {
	t.Helper()
	a := sampleIn(t, t.TempDir(), now)
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

// sampleIn is the program with the sample office and plan, without Telegram.
func sampleIn(t testing.TB, dir string, now func() time.Time) *App {
	t.Helper()
	data, err := os.ReadFile("examples/office.yaml")
	if err != nil {
		t.Fatal(err)
	}
	office, _, err := readOffice(data)
	if err != nil {
		t.Fatal(err)
	}
	a, err := newApp(appConfig{
		Token: testToken, DataDir: dir, Office: &office, Now: now,
		HTTP: &http.Client{Transport: emulator.New(emulator.Options{Now: now}).Transport()},
	})
	if err != nil {
		t.Fatal(err)
	}
	if data, err = os.ReadFile("examples/plan.yaml"); err != nil {
		t.Fatal(err)
	}
	doc, err := planfile.Read("plan.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.bot.Import(t.Context(), doc); err != nil {
		t.Fatal(err)
	}
	return a
}

// receiving hands updates to the program, one batch.
func receiving(t *testing.T, a *App, updates ...bot.Update) {
	t.Helper()
	if _, err := a.bot.Receive(t.Context(), updates); err != nil {
		t.Fatal(err)
	}
}

var noon = time.Date(2026, 3, 24, 5, 0, 0, 0, time.UTC)

// Ensure that a text with a line that is nothing but a stamp of secrecy is
// refused, said, edited or as a caption, and that nothing of it is kept; and
// that the same words inside a sentence are no stamp.
func TestSecretStamp(t *testing.T) {
	a := sample(t, func() time.Time { return noon })
	const content = "Nội dung không ai được giữ lại 4711"
	id := int64(100)
	said := func(kind bot.UpdateKind, message int, text string) string {
		id++
		receiving(t, a, bot.Update{
			ID: id, Kind: kind, Account: 1008, Chat: 1008, Private: true, Message: message, At: noon, Text: text, Raw: []byte("{}"),
		})
		answer := ""
		a.store.Read(func(s *store.Snapshot) {
			for _, n := range s.Queue {
				if n.Key == fmt.Sprintf("answer/%d/1", id) {
					answer = string(n.Shown)
				}
			}
		})
		return answer
	}
	refusal := said(bot.Said, 1, "MẬT")
	if refusal == "" {
		t.Fatal("a stamp is not answered")
	}
	events := a.store.Stats().Events
	for _, stamp := range []string{"MẬT", "TỐI MẬT", "TUYỆT MẬT", "  TUYỆT  MẬT ", "MẬT"} {
		text := "6.1 80%\n" + stamp + "\n" + content
		if answer := said(bot.Said, 2, text); answer != refusal {
			t.Errorf("%q is answered with %s", stamp, answer)
		}
	}
	if n := a.store.Stats().Events; n != events {
		t.Errorf("stamped texts left %d events", n-events)
	}
	if answer := said(bot.Said, 3, "6.1 70%"); answer == refusal {
		t.Error("a report is taken for a secret")
	}
	if answer := said(bot.Edited, 3, "6.1 90%\nTỐI MẬT\n"+content); answer != refusal {
		t.Errorf("an edit with a stamp is answered with %s", answer)
	}
	for _, plain := range []string{"6.1 75%, đã gửi văn bản MẬT cho Sở", "6.1 76% mật", "6.1 77%\nTuyệt mật"} {
		if answer := said(bot.Said, 4, plain); answer == refusal {
			t.Errorf("%q is taken for a secret", plain)
		}
	}
	for _, name := range []string{"plan.txt", "plan.yaml"} {
		data, err := os.ReadFile("examples/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if name == "plan.yaml" {
			continue // structured by hand: it has no header to stamp
		}
		stamped := append([]byte("TỐI MẬT\n"), data...)
		r := a.perform(t.Context(), request{Verb: "plan import", Args: []string{name}, Files: map[string][]byte{name: stamped}})
		if r.Code == exitOK {
			t.Errorf("%s was imported with a stamp: %s", name, r.Out)
		}
		if _, err := planfile.Read(name, stamped); !errors.Is(err, planfile.ErrSecret) {
			t.Errorf("%s: %v", name, err)
		}
	}
	file, err := os.ReadFile(filepath.Join(a.cfg.DataDir, "dondoc.db"))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(file, []byte(content)) {
		t.Error("the store keeps what was stamped")
	}
}
