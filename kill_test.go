package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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
	"dondoc/planfile"
	"dondoc/store"
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

// load lets people write and press until the returned function is called.
func (k *killRun) load() (stop func()) {
	k.act(func(a account) string { return "/start" })
	done, stopped := make(chan struct{}), make(chan struct{})
	random := rand.New(rand.NewPCG(k.random.Uint64(), 2))
	codes := k.codes()
	go func() {
		defer close(stopped)
		ticker := time.NewTicker(8 * time.Millisecond)
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
			}
			a := k.people[random.IntN(len(k.people))]
			if k.said[a.ID].Load() >= k.patience {
				continue
			}
			if random.IntN(6) > 0 || !k.press(a, random) {
				k.say(a, written(random, codes[a.Unit]))
			}
		}
	}()
	return func() { close(done); <-stopped }
}

func (k *killRun) act(what func(account) string) {
	for _, a := range k.people {
		k.say(a, what(a))
	}
}

func (k *killRun) say(a account, text string) {
	k.said[a.ID].Add(1)
	k.sent.Add(1)
	if _, err := k.server.Send(a.ID, text, 0); err != nil {
		k.t.Errorf("%s: %v", a.Key, err)
	}
}

// written is what somebody writes: of one of their tasks, or a question.
func written(random *rand.Rand, codes []string) string {
	if len(codes) == 0 {
		return []string{"/tasks", "/summary", "/help"}[random.IntN(3)]
	}
	code := codes[random.IntN(len(codes))]
	switch random.IntN(8) {
	case 0:
		return code + " xong"
	case 1:
		return code + " vướng kinh phí"
	case 2:
		return "/task " + code
	}
	return fmt.Sprintf("%s %d%%", code, 1+random.IntN(98))
}

// press presses a button of one of the newest messages; false when there is none.
func (k *killRun) press(a account, random *rand.Rand) bool {
	list := k.server.Chat(a.ID)
	list = list[max(0, len(list)-8):]
	var messages []emulator.Message
	for _, m := range list {
		if m.FromBot && len(m.Keyboard) > 0 {
			messages = append(messages, m)
		}
	}
	if len(messages) == 0 {
		return false
	}
	m := messages[random.IntN(len(messages))]
	row := m.Keyboard[random.IntN(len(m.Keyboard))]
	if err := k.server.Press(a.ID, m.ID, row[random.IntN(len(row))].Data); err != nil {
		return false // the message has changed since
	}
	k.said[a.ID].Add(1)
	k.sent.Add(1)
	return true
}

// codes are the codes of the tasks that a unit leads.
func (k *killRun) codes() map[string][]string {
	list := map[string][]string{}
	for _, task := range k.plan().Tasks {
		for _, u := range k.office.Units {
			if slices.Contains(task.Lead, u.Name) {
				list[u.Short] = append(list[u.Short], task.Code)
			}
		}
	}
	return list
}

func (k *killRun) plan() planfile.Document {
	data, err := os.ReadFile("examples/plan.yaml")
	if err != nil {
		k.t.Fatal(err)
	}
	doc, err := planfile.Read("plan.yaml", data)
	if err != nil {
		k.t.Fatal(err)
	}
	return doc
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

// judge compares what is stored with what people did and saw.
func (k *killRun) judge(kills int) {
	data := filepath.Join(k.dir, "data")
	if err := store.Check(filepath.Join(data, "dondoc.db")); err != nil {
		k.t.Error(err)
	}
	s, err := store.Open(data, store.Options{})
	if err != nil {
		k.t.Fatal(err)
	}
	defer s.Close()
	replayed(k.t, s)
	for id := range k.updates {
		if id >= k.confirmed {
			k.t.Errorf("update %d is not confirmed", id)
		}
	}
	if int64(len(k.updates)) != k.sent.Load() {
		k.t.Errorf("people did %d things, %d were handed out", k.sent.Load(), len(k.updates))
	}
	for _, a := range s.Asides(100) {
		k.t.Errorf("update %d was put aside: %s", a.Update, a.Reason)
	}
	lost, twice := k.compare(effects(k.t, s), k.untroubled())
	lost += k.unanswered(s)
	duplicates := k.duplicates(s)
	doubts := s.Stats().Totals.Doubts
	if bound := uint64(kills * senders); doubts > bound {
		k.t.Errorf("%d doubts, but %d kills with %d senders make %d at most", doubts, kills, senders, bound)
	}
	if uint64(duplicates) > doubts {
		k.t.Errorf("%d duplicates, but only %d doubts are listed", duplicates, doubts)
	}
	k.t.Logf("%d kills, %d updates, %d messages of the bot; %d lost, %d applied twice; %d duplicates, %d doubts listed",
		kills, len(k.updates), s.Stats().Totals.Ended[store.Sent], lost, twice, duplicates, doubts)
}

// replayed checks that the journal alone gives the register.
func replayed(t *testing.T, s *store.Store) {
	t.Helper()
	r := plan.NewRegister()
	err := s.Journal(1, func(e plan.Event) bool {
		plan.Apply(r, e)
		r.Forget()
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	want, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	s.Read(func(snap *store.Snapshot) {
		got, err := json.Marshal(snap.Register)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("the register is\n%s\nbut the journal gives\n%s", got, want)
		}
	})
}

// viewed looks at what a store keeps beside the register, as a command does.
func viewed(s *store.Store, look func(*store.View)) {
	s.Do(context.Background(), []store.Command{{Run: func(v *store.View) (store.Outcome, error) {
		look(v)
		return store.Outcome{}, nil
	}}})
}

// keyUsed reports whether a notice with a key was ever owed.
func keyUsed(s *store.Store, key string) (used bool) {
	viewed(s, func(v *store.View) { used = v.KeyUsed(key) })
	return used
}

// effects are what each update did, in order, by the journal.
func effects(t *testing.T, s *store.Store) map[int64][]string {
	t.Helper()
	list := map[int64][]string{}
	err := s.Journal(1, func(e plan.Event) bool {
		if id := e.Source.Update; id != 0 {
			list[id] = append(list[id], effect(e))
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// effect is what an event did to whom, without what depends on the moment.
func effect(e plan.Event) string {
	what := fmt.Sprintf("%s by %d", e.Kind(), e.By)
	switch b := e.Body.(type) {
	case plan.Updated:
		what += fmt.Sprintf(": %d is %d, %d%%", b.Assignment, b.State, b.Percent)
	case plan.MatterRaised:
		what += fmt.Sprintf(": %d of %d, %d%%", b.Matter.Kind, b.Matter.Assignment, b.Percent)
	case plan.MatterSettled:
		what += fmt.Sprintf(": %d is %d", b.ID, b.State)
	case plan.Restored:
		what += fmt.Sprintf(": %d", b.Assignment)
	}
	return what
}

// untroubled are the effects of the same updates on a program that nobody
// kills: what each was bound to do, exactly once.
func (k *killRun) untroubled() map[int64][]string {
	ids := slices.Sorted(maps.Keys(k.updates))
	serve := func(r *http.Request) (*http.Response, error) {
		if err := r.ParseForm(); err != nil {
			return nil, err
		}
		offset, _ := strconv.ParseInt(r.PostForm.Get("offset"), 10, 64)
		batch := []json.RawMessage{}
		from, _ := slices.BinarySearch(ids, offset)
		for _, id := range ids[from:min(from+100, len(ids))] {
			batch = append(batch, k.updates[id])
		}
		body, err := json.Marshal(map[string]any{"ok": true, "result": batch})
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(body)), Request: r}, err
	}
	a, err := newApp(appConfig{
		Token: testToken, DataDir: k.t.TempDir(), Office: &k.office, HTTP: &http.Client{Transport: roundTrip(serve)},
	})
	if err != nil {
		k.t.Fatal(err)
	}
	defer a.Close()
	if _, err := a.bot.Import(k.t.Context(), k.plan()); err != nil {
		k.t.Fatal(err)
	}
	if err := a.client.Drain(k.t.Context(), a.receive); err != nil {
		k.t.Fatal(err)
	}
	return effects(k.t, a.store)
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// compare counts the updates that did less than they should, or more.
func (k *killRun) compare(got, want map[int64][]string) (lost, twice int) {
	if len(want) == 0 {
		k.t.Error("the untroubled program did nothing")
	}
	for id := range k.updates {
		g, w := strings.Join(got[id], "; "), strings.Join(want[id], "; ")
		if g == w {
			continue
		}
		k.t.Errorf("update %d did %q instead of %q: %s", id, g, w, k.updates[id])
		if len(got[id]) > len(want[id]) {
			twice++
		} else {
			lost++
		}
	}
	for id := range got {
		if k.updates[id] == nil {
			k.t.Errorf("update %d was never handed out", id)
		}
	}
	return lost, twice
}

// unanswered counts the messages to which no answer went out.
func (k *killRun) unanswered(s *store.Store) (n int) {
	if n := s.Stats().Queued[plan.AnswerClass]; n > 0 {
		k.t.Errorf("%d answers are still queued", n)
	}
	for _, e := range s.Endings(1 << 20) {
		switch {
		case e.Ending == store.Superseded, e.Ending == store.Merged, e.Ending == store.Stale:
		case e.Doubts > 0 && (e.Ending == store.Sent || e.Ending == store.Doubtful): // listed
		default:
			k.t.Errorf("%s ended as %s: %s", e.Key, e.Ending, e.Detail)
		}
	}
	for id, raw := range k.updates {
		if bytes.Contains(raw, []byte(`"callback_query"`)) {
			continue // its answer may be the short one, which dies with its press
		}
		if !keyUsed(s, fmt.Sprintf("answer/%d/1", id)) {
			k.t.Errorf("update %d has no answer: %s", id, raw)
			n++
		}
	}
	return n
}

// duplicates counts the messages in the chats that no receipt knows: each must
// have read, when it came, exactly as one that a receipt does know did, in the
// same chat, whatever edits have made of either since; and there may be no
// more of them than attempts in doubt are listed for the person.
func (k *killRun) duplicates(s *store.Store) (n int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	listed := map[plan.PersonID]int{}
	for _, e := range s.Endings(1 << 20) {
		listed[e.To] += int(e.Doubts)
	}
	for _, a := range k.people {
		known := map[string]bool{}
		var strays []emulator.Message
		chat := k.server.Chat(a.ID)
		viewed(s, func(v *store.View) {
			for _, m := range chat {
				_, ok := v.Receipt(a.ID, m.ID)
				switch {
				case !m.FromBot:
				case ok:
					known[k.asSent[sentMessage{a.ID, m.ID}]] = true
				default:
					strays = append(strays, m)
				}
			}
		})
		for _, m := range strays {
			if !known[k.asSent[sentMessage{a.ID, m.ID}]] {
				k.t.Errorf("%s has a message that is nobody's: %s", a.Key, m.Text)
			}
		}
		var person plan.PersonID
		s.Read(func(snap *store.Snapshot) { person = snap.PersonOf(a.ID) })
		if len(strays) > listed[person] {
			k.t.Errorf("%s has %d duplicates, of which %d are listed", a.Key, len(strays), listed[person])
		}
		n += len(strays)
	}
	return n
}
