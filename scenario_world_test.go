package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"dondoc/bot"
	"dondoc/emulator"
	"dondoc/plan"
	"dondoc/planfile"
	"dondoc/store"
)

// beat is the time that every step of a script takes: long enough for a few
// messages to one chat, short enough to change no day.
const beat = 5 * time.Second

// arrival is something a person sees.
type arrival struct {
	person string
	verb   string // expect, changed or toast
	text   string
}

// world is one run of the real program with people around it.
type world struct {
	t     *testing.T
	dir   string
	files map[string][]byte
	line  int

	server *emulator.Server
	spec   *botAPI
	people map[string]int64
	keys   map[int64]string
	order  []string
	office bot.Office
	plan   planfile.Document
	hasDoc bool

	mu      sync.Mutex // guards unread, for the emulator's calls
	unread  []arrival
	output  *string
	watched map[string]bool // nil: everybody
	muted   map[string]bool

	app     *App
	cancel  context.CancelFunc
	done    chan error
	failing atomic.Bool
	commits atomic.Int64 // how many commits still succeed while kill is armed
	armed   atomic.Bool
	offset  atomic.Int64 // of the bot's clock, in nanoseconds
	log     *lockedBuffer
	code    string // the newest invitation
}

var errKilled = errors.New("scenario: the process is dead")

func newWorld(t *testing.T, dir string, files map[string][]byte, log *lockedBuffer) *world {
	return &world{
		t: t, dir: dir, files: files, log: log, spec: theBotAPI(t),
		people: map[string]int64{}, keys: map[int64]string{}, muted: map[string]bool{},
	}
}

func (w *world) errorf(format string, args ...any) {
	w.t.Errorf("script line %d: "+format, append([]any{w.line}, args...)...)
}

func (w *world) fatalf(format string, args ...any) {
	w.t.Fatalf("script line %d: "+format, append([]any{w.line}, args...)...)
}

func (w *world) now() time.Time { return time.Now().Add(time.Duration(w.offset.Load())) }

// open makes the world at the first instant of the script: people, office,
// plan, and everybody who has joined has pressed Start.
func (w *world) open() {
	officeFile, ok := w.files["office.yaml"]
	if !ok {
		officeFile = w.example("office.yaml")
	}
	office, accounts, err := readOffice(officeFile)
	if err != nil {
		w.fatalf("office.yaml: %v", err)
	}
	w.office = office
	if planFile, ok := w.files["plan.yaml"]; ok {
		if w.plan, err = planfile.Read("plan.yaml", planFile); err != nil {
			w.fatalf("plan.yaml: %v", err)
		}
		w.hasDoc = true
	}
	w.server = emulator.New(emulator.Options{Token: testToken, MaxPoll: time.Hour, Seed: 1})
	w.server.OnChange(w.changed)
	w.server.OnAnswer(w.answered)
	w.server.OnRequest(w.requested)
	for _, a := range accounts {
		w.addPerson(a.Key, emulator.Person{ID: a.ID, FirstName: a.Name, Language: a.Lang, Label: a.Post})
	}
	w.start()
	if w.hasDoc {
		if _, err := w.app.bot.Import(w.t.Context(), w.plan); err != nil {
			w.fatalf("import: %v", err)
		}
	}
	for _, a := range accounts {
		if _, err := w.server.Send(a.ID, "/start", 0); err != nil {
			w.fatalf("/start: %v", err)
		}
	}
	w.beat()
	w.drop(func(arrival) bool { return true })
}

const testToken = "100:TEST-secret"

func (w *world) example(name string) []byte {
	data, err := os.ReadFile(filepath.Join("examples", name))
	if err != nil {
		w.fatalf("%v", err)
	}
	return data
}

func (w *world) addPerson(key string, p emulator.Person) {
	w.server.AddPerson(p)
	w.people[key], w.keys[p.ID] = p.ID, key
	w.order = append(w.order, key)
}

// start opens the store and runs the program.
func (w *world) start() {
	w.failing.Store(false)
	w.armed.Store(false)
	app, err := newApp(appConfig{
		Token: testToken, DataDir: w.dir, Office: &w.office, Now: w.now, Fail: w.fail, KeepFiles: true,
		HTTP: &http.Client{Transport: checkedAnswers(w.t, w.server.Transport())}, PollTimeout: time.Hour,
		Log: slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	if err != nil {
		w.fatalf("start: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	w.app, w.cancel, w.done = app, cancel, make(chan error, 1)
	go func() { w.done <- app.Run(ctx) }()
	synctest.Wait()
}

// fail is store.Options.Fail: the only fault hook of the program.
func (w *world) fail() error {
	if w.armed.Load() && w.commits.Add(-1) < 0 {
		w.failing.Store(true)
	}
	if w.failing.Load() {
		return errKilled
	}
	return nil
}

// stop ends the program; a killed one cannot close its store cleanly.
func (w *world) stop() {
	if w.app == nil {
		return
	}
	w.cancel()
	runErr := <-w.done
	err := errors.Join(runErr, w.app.Close())
	if err != nil && !w.failing.Load() {
		w.errorf("stop: %v", err)
	}
	w.app = nil
}

// crash ends the program without a clean close.
func (w *world) crash() {
	w.failing.Store(true)
	w.stop()
}

// end stops the program and checks what it leaves behind.
func (w *world) end() {
	if w.server == nil {
		return
	}
	if w.app != nil {
		w.app.store.Read(func(s *store.Snapshot) {
			for _, what := range loose(s.Register) {
				w.errorf("%s", what)
			}
		})
	}
	w.stop()
	if err := store.Check(filepath.Join(w.dir, "dondoc.db")); err != nil {
		w.errorf("store: %v", err)
	}
}

// beat lets the program do what is to be done now. A program whose commits
// began to fail is dead: it is started again.
func (w *world) beat() { w.sleep(beat) }

func (w *world) sleep(d time.Duration) {
	synctest.Wait()
	time.Sleep(d)
	synctest.Wait()
	if w.failing.Load() && w.app != nil {
		w.crash()
		w.start()
		w.sleep(beat)
	}
}

// changed receives what the people see, from the emulator.
func (w *world) changed(c emulator.Change) {
	if !c.Message.FromBot || c.Kind == emulator.Deleted {
		return
	}
	if code := inviteCode.FindStringSubmatch(c.Message.Source); code != nil {
		w.mu.Lock()
		w.code = code[1]
		w.mu.Unlock()
	}
	verb := "expect"
	if c.Kind == emulator.Edited {
		verb = "changed"
	}
	w.arrived(arrival{w.keys[c.Chat], verb, w.answering(c.Chat, c.Message) + shown(c.Message)})
}

func (w *world) answered(a emulator.Answer) {
	if a.Text != "" {
		w.arrived(arrival{w.keys[a.Person], "toast", a.Text})
	}
}

func (w *world) arrived(a arrival) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.muted[a.person] || w.watched != nil && !w.watched[a.person] {
		return
	}
	w.unread = append(w.unread, a)
}

// requested checks every call of the bot against the Bot API as data, and that
// the token stands nowhere.
func (w *world) requested(method string, params map[string]string, _ int) {
	var files []string
	for name, value := range params {
		if strings.HasPrefix(value, "attach://") {
			files = append(files, name)
		}
		if strings.Contains(value, testToken) {
			w.t.Errorf("%s: the token is in %s", method, name)
		}
	}
	if err := w.spec.checkRequest(method, params, files); err != nil {
		w.t.Errorf("request: %v", err)
	}
}

var inviteCode = regexp.MustCompile(`start=([A-Za-z0-9_-]{16,64})`)

// storeSize is the size of the store in the status.
var storeSize = regexp.MustCompile(`[0-9]+ KB`)

// answering quotes the message that one replies to, as Telegram shows it above.
func (w *world) answering(chat int64, m emulator.Message) string {
	for _, of := range w.server.Chat(chat) {
		if m.ReplyTo != 0 && of.ID == m.ReplyTo {
			first, _, _ := strings.Cut(of.Text, "\n")
			return "↩ " + first + "\n"
		}
	}
	return ""
}

// shown is a message as plain text, its file and its buttons row by row.
func shown(m emulator.Message) string {
	var b strings.Builder
	b.WriteString(m.Text)
	switch {
	case m.Document != nil:
		fmt.Fprintf(&b, "\n{%s}", m.Document.Name)
	case m.Photo != nil:
		b.WriteString("\n{photo}")
	}
	for _, row := range m.Keyboard {
		b.WriteString("\n")
		for i, button := range row {
			if i > 0 {
				b.WriteString(" ")
			}
			b.WriteString("[" + button.Text + "]")
		}
	}
	return inviteCode.ReplaceAllString(strings.TrimPrefix(b.String(), "\n"), "start=CODE")
}

// written is an arrival as a script has it.
func (a arrival) written() string {
	if a.verb == "toast" {
		return "toast " + a.person + ": " + strings.ReplaceAll(a.text, "\n", `\n`) + "\n"
	}
	return a.verb + " " + a.person + ":\n" + indented(a.text)
}

// journal counts the events of a kind.
func (w *world) journal(kind string) int {
	n := 0
	err := w.app.store.Journal(1, func(e plan.Event) bool {
		if e.Kind() == kind {
			n++
		}
		return true
	})
	if err != nil {
		w.errorf("journal: %v", err)
	}
	return n
}

// lockedBuffer is a log that may be written by many.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) tail(n int) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	data := l.b.Bytes()
	return string(data[max(0, len(data)-n):])
}
