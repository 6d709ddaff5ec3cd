package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"dondoc/bot"
	"dondoc/emulator"
	"dondoc/plan"
)

// killsVariable says how often TestKill kills; without it a few kills only.
const killsVariable = "DONDOC_KILLS"

const (
	// killSettle is how long the program may take to answer what is left.
	killSettle = 2 * time.Minute
	// killPatience is how long any single thing may take.
	killPatience = 30 * time.Second
)

// Ensure that the real program, killed at random moments while people write,
// loses no message, applies none twice, answers each, and lists every answer
// that may stand in a chat twice.
func TestKill(t *testing.T) {
	kills := 3
	if text := os.Getenv(killsVariable); text != "" {
		var err error
		if kills, err = strconv.Atoi(text); err != nil {
			t.Fatalf("%s: %v", killsVariable, err)
		}
	} else if testing.Short() {
		t.Skip("kills the real program")
	}
	k := newKillRun(t)
	k.patience = int64(min(1+kills/3, 5))
	k.command("plan", "import", "examples/plan.yaml")
	load := k.load()
	for range kills {
		k.live()
	}
	load()
	k.last()
	k.judge(kills)
}

// sentMessage names a message in a person's chat.
type sentMessage struct {
	chat int64
	id   int
}

// killRun is the built program, the emulator that it talks to over loopback,
// and what crossed the wire between them.
type killRun struct {
	t       *testing.T
	random  *rand.Rand
	binary  string
	dir     string
	config  string
	office  bot.Office
	people  []account
	server  *emulator.Server
	process *exec.Cmd
	exited  chan error

	mu sync.Mutex
	// updates are those that were handed out, by id; confirmed is below which
	// the program said that it has them.
	updates   map[int64]json.RawMessage
	confirmed int64
	// asSent is how the program's messages read before any edit.
	asSent map[sentMessage]string
	// trip is closed when left more requests began or ended.
	left int
	trip chan struct{}

	// patience is how many unanswered messages a person writes before they wait.
	patience int64
	said     map[int64]*atomic.Int64 // less what was answered, by person
	sent     atomic.Int64            // updates made
}

func newKillRun(t *testing.T) *killRun {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	k := &killRun{
		t: t, random: rand.New(rand.NewPCG(seed, 1)), dir: t.TempDir(),
		updates: map[int64]json.RawMessage{}, asSent: map[sentMessage]string{}, said: map[int64]*atomic.Int64{},
	}
	var err error
	if k.binary, err = binary(); err != nil {
		t.Fatal(err)
	}
	office, err := os.ReadFile("examples/office.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if k.office, k.people, err = readOffice(office); err != nil {
		t.Fatal(err)
	}
	k.server = emulator.New(emulator.Options{Token: testToken, NoLimits: true, Seed: seed})
	for _, a := range k.people {
		k.server.AddPerson(emulator.Person{ID: a.ID, FirstName: a.Name, Language: a.Lang})
		k.said[a.ID] = &atomic.Int64{}
	}
	answered := func(chat int64) {
		if n := k.said[chat]; n != nil {
			n.Add(-1)
		}
	}
	k.server.OnChange(func(c emulator.Change) {
		if c.Message.FromBot && c.Kind == emulator.Added {
			k.mu.Lock()
			k.asSent[sentMessage{c.Chat, c.Message.ID}] = c.Message.Text
			k.mu.Unlock()
		}
		if c.Message.FromBot {
			answered(c.Chat)
		}
	})
	k.server.OnAnswer(func(a emulator.Answer) { answered(a.Person) })
	wire := httptest.NewServer(http.HandlerFunc(k.serve))
	t.Cleanup(wire.Close)
	k.config = filepath.Join(k.dir, "config.yaml")
	text := fmt.Sprintf("telegram:\n  token: %s\n  api_endpoint: %s/bot%%s/%%s\ndata_dir: data\nbackup:\n  daily: false\n%s",
		testToken, wire.URL, office)
	if err := os.WriteFile(k.config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the log ends:\n%s", k.logTail(6000))
		}
	})
	return k
}

func (k *killRun) logTail(n int) string {
	data, err := os.ReadFile(k.logFile())
	if err != nil {
		return err.Error()
	}
	return string(data[max(0, len(data)-n):])
}

func (k *killRun) logFile() string { return filepath.Join(k.dir, "log") }

// command runs a command of the command line.
func (k *killRun) command(args ...string) {
	args = append(args, "--config", k.config)
	if out, err := exec.CommandContext(k.t.Context(), k.binary, args...).CombinedOutput(); err != nil {
		k.t.Fatalf("%v: %v\n%s", args, err, out)
	}
}

// serve stands between the program and the emulator: it counts what begins and
// ends, and notes what is handed out and confirmed.
func (k *killRun) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler) // the program died while it was writing
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	k.moment()
	if !strings.HasSuffix(r.URL.Path, "/getUpdates") {
		k.server.ServeHTTP(w, r)
		k.moment()
		return
	}
	if params, err := url.ParseQuery(string(body)); err == nil {
		offset, _ := strconv.ParseInt(params.Get("offset"), 10, 64)
		k.mu.Lock()
		k.confirmed = max(k.confirmed, offset)
		k.mu.Unlock()
	}
	tee := &teeWriter{ResponseWriter: w}
	k.server.ServeHTTP(tee, r)
	k.note(tee.b.Bytes())
	k.moment()
}

type teeWriter struct {
	http.ResponseWriter
	b bytes.Buffer
}

func (w *teeWriter) Write(p []byte) (int, error) {
	w.b.Write(p)
	return w.ResponseWriter.Write(p)
}

func (k *killRun) note(answer []byte) {
	var envelope struct{ Result []json.RawMessage }
	if json.Unmarshal(answer, &envelope) != nil {
		return // an error
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, raw := range envelope.Result {
		k.updates[updateID(raw)] = raw
	}
}

func updateID(raw json.RawMessage) int64 {
	var u struct {
		ID int64 `json:"update_id"`
	}
	if json.Unmarshal(raw, &u) != nil {
		return 0
	}
	return u.ID
}

// moment is one instant at which the program may be killed.
func (k *killRun) moment() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.left--; k.left == 0 {
		close(k.trip)
	}
}

// start runs the program.
func (k *killRun) start() {
	log, err := os.OpenFile(k.logFile(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		k.t.Fatal(err)
	}
	defer log.Close()
	k.process = exec.Command(k.binary, "run", "--config", k.config)
	k.process.Stdout, k.process.Stderr = log, log
	if err := k.process.Start(); err != nil {
		k.t.Fatal(err)
	}
	process, exited := k.process, make(chan error, 1)
	k.exited = exited
	go func() { exited <- process.Wait() }()
	k.t.Cleanup(func() { _ = process.Process.Kill() }) // in case the test ends early
}

// live runs the program until a random moment and kills it there: after some
// requests have begun or ended and a few milliseconds more, or after a while,
// which may be before it has done anything.
func (k *killRun) live() {
	k.mu.Lock()
	k.left, k.trip = 1+k.random.IntN(160), make(chan struct{})
	trip := k.trip
	k.mu.Unlock()
	jitter := time.Duration(k.random.IntN(12_000)) * time.Microsecond
	longest := time.Duration(20+k.random.IntN(1200)) * time.Millisecond
	k.start()
	select {
	case <-trip:
		select {
		case err := <-k.exited:
			k.t.Fatalf("the program ended by itself: %v", err)
		case <-time.After(jitter):
		}
	case <-time.After(longest):
	case err := <-k.exited:
		k.t.Fatalf("the program ended by itself: %v", err)
	}
	if err := k.process.Process.Kill(); err != nil {
		k.t.Fatal(err)
	}
	<-k.exited
}

// last runs the program until nothing waits anywhere, and stops it cleanly.
func (k *killRun) last() {
	k.start()
	deadline := time.After(killSettle)
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for k.server.Pending() > 0 || !k.idle() {
		select {
		case <-again.C:
		case err := <-k.exited:
			k.t.Fatalf("the program ended by itself: %v", err)
		case <-deadline:
			k.t.Fatalf("%d updates still wait", k.server.Pending())
		}
	}
	if err := k.process.Process.Signal(syscall.SIGTERM); err != nil {
		k.t.Fatal(err)
	}
	select {
	case err := <-k.exited:
		if err != nil {
			k.t.Fatalf("stop: %v", err)
		}
	case <-time.After(killPatience):
		k.t.Fatal("the program does not stop")
	}
}

// idle asks the running program whether everything is answered. What is not an
// answer may wait for working hours.
func (k *killRun) idle() bool {
	ctx, cancel := context.WithTimeout(k.t.Context(), killPatience)
	defer cancel()
	reply, err := ask(ctx, filepath.Join(k.dir, "data"), request{Verb: "status", Lang: "en"})
	return err == nil && reply.Code == exitOK && !strings.Contains(reply.Out, plan.AnswerClass.String()+" ")
}
