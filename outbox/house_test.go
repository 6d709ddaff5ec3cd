package outbox_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"dondoc/emulator"
	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/store"
	"dondoc/telegram"
	"dondoc/workday"
)

// house is an outbox with a real store, the real client and the emulator in
// process. Person n has the account and chat n.
type house struct {
	*outbox.Outbox
	t       testing.TB
	dir     string
	store   *store.Store
	server  *emulator.Server
	release outbox.Release
	limits  *outbox.Limits
	failing atomic.Bool // commits fail
	cancel  context.CancelFunc
	done    chan struct{}

	mu       sync.Mutex
	requests []string // "chat text" with their status, as the server saw them
	rendered int
	lost     []plan.PersonID
}

const people = 40

// newHouse opens a house in which everybody has pressed Start; it runs until
// the test ends.
func newHouse(t testing.TB, change func(*house)) *house {
	t.Helper()
	h := &house{t: t, dir: t.TempDir(), server: emulator.New(emulator.Options{})}
	for id := range int64(people) {
		h.server.AddPerson(emulator.Person{ID: id + 1, FirstName: "P"})
		if _, err := h.server.Send(id+1, "/start", 0); err != nil {
			t.Fatal(err)
		}
	}
	h.server.OnRequest(func(method string, p map[string]string, status int) {
		h.mu.Lock()
		defer h.mu.Unlock()
		text := p["text"] + p["caption"]
		if p["message_id"] != "" {
			text = "edit " + text
		}
		h.requests = append(h.requests, fmt.Sprintf("%s %s %d", p["chat_id"], text, status))
	})
	if change != nil {
		change(h)
	}
	h.open()
	h.do(func(v *store.View) (store.Outcome, error) {
		var out store.Outcome
		for id := range people {
			person := plan.PersonID(id + 1)
			v.Record(plan.PersonAdded{ID: person})
			out.People = append(out.People, store.Particulars{Person: person, Account: int64(id + 1), Chat: int64(id + 1)})
		}
		return out, nil
	})
	t.Cleanup(h.end)
	return h
}

func (h *house) open() {
	h.t.Helper()
	var err error
	h.store, err = store.Open(h.dir, store.Options{Fail: func() error {
		if h.failing.Load() {
			return errors.New("crash")
		}
		return nil
	}})
	if err != nil {
		h.t.Fatal(err)
	}
	client := telegram.New(telegram.Config{Token: "100:TEST", HTTP: &http.Client{Transport: h.server.Transport()}})
	h.Outbox = outbox.New(outbox.Options{
		Store: h.store, Send: client.Send, Render: h.render, Release: h.release, Limits: h.limits,
		Unreachable: func(v *store.View, person plan.PersonID, _ string) store.Outcome {
			v.Record(plan.PersonChanged{Person: person, Lost: workday.On(v.Now, time.UTC)})
			h.lost = append(h.lost, person)
			return store.Outcome{}
		},
	})
}

// run starts the loop; end stops it and closes.
func (h *house) run() {
	ctx, cancel := context.WithCancel(context.Background())
	h.cancel, h.done = cancel, make(chan struct{})
	go func() { h.Run(ctx); close(h.done) }()
}

func (h *house) end() {
	if h.cancel != nil {
		h.cancel()
		<-h.done
		h.cancel = nil
	}
	h.Stop()
	if err := h.store.Close(); err != nil && !h.failing.Load() {
		h.t.Error(err)
	}
}

// crash makes every commit fail, ends everything and starts it again.
func (h *house) crash() {
	h.failing.Store(true)
	h.end()
	h.failing.Store(false)
	h.open()
}

// digests are the receipts of a person's newest digests.
func (h *house) digests(person plan.PersonID, n int) (list []plan.Receipt) {
	h.store.Do(context.Background(), []store.Command{{Run: func(v *store.View) (store.Outcome, error) {
		list = v.Digests(person, n)
		return store.Outcome{}, nil
	}}})
	return list
}

// render shows Args as the text; a digest tells one duty. "bad" cannot be
// worded.
func (h *house) render(v *store.View, n plan.Notice) (outbox.Rendered, error) {
	h.rendered++
	var text string
	if err := json.Unmarshal(n.Args, &text); err != nil {
		return outbox.Rendered{}, err
	}
	if text == "bad" {
		return outbox.Rendered{}, errors.New("no template")
	}
	for _, id := range n.With {
		m, _ := v.Notice(id)
		text += "+" + strings.Trim(string(m.Args), `"`)
	}
	r := outbox.Rendered{Message: outbox.Message{HTML: text}}
	if n.Class == plan.DigestClass {
		duty := plan.Duty{Kind: plan.Perform, Subject: 1}
		r.Lines = []plan.NumberedDuty{{Number: 1, Duty: duty}}
		r.Events = []plan.Body{plan.DigestTold{Person: n.To, Day: n.Day, Duties: []plan.ToldDuty{{Duty: duty}}}}
	}
	if strings.HasPrefix(text, "file") {
		r.Message.File = &outbox.File{Name: "a.txt", Data: []byte(text)}
	}
	return r, nil
}

func (h *house) do(run func(v *store.View) (store.Outcome, error)) {
	h.t.Helper()
	if r := h.store.Do(context.Background(), []store.Command{{Run: run}}); r[0].Err != nil {
		h.t.Fatal(r[0].Err)
	}
}

func notice(to plan.PersonID, class plan.Class, text string) plan.Notice {
	args, _ := json.Marshal(text)
	return plan.Notice{
		Key: fmt.Sprintf("%d/%d/%.20s", to, class, text), To: to, Class: class, Kind: "test", Args: args,
		Day: workday.On(time.Now(), time.UTC),
	}
}

func (h *house) owe(notices ...plan.Notice) {
	h.t.Helper()
	h.do(func(*store.View) (store.Outcome, error) { return store.Outcome{Notices: notices}, nil })
}

// seen returns what a person sees of the bot.
func (h *house) seen(person int64) string {
	var out []string
	for _, m := range h.server.Chat(person) {
		if m.FromBot {
			out = append(out, m.Text)
		}
	}
	return strings.Join(out, "|")
}

func (h *house) queued() (n int) {
	h.store.Read(func(s *store.Snapshot) { n = len(s.Queue) })
	return n
}

func (h *house) endings() string {
	var out []string
	for _, e := range h.store.Endings(100) {
		out = append(out, fmt.Sprintf("%s:%s", e.Key, e.Ending))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func (h *house) expect(person int64, want string) {
	h.t.Helper()
	if got := h.seen(person); got != want {
		h.t.Errorf("person %d sees %q, want %q", person, got, want)
	}
}

func (h *house) refused() (n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, r := range h.requests {
		if strings.HasSuffix(r, " 429") {
			n++
		}
	}
	return n
}

// settle lets fake time pass.
func settle(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func inBubble(t *testing.T, change func(*house), test func(*testing.T, *house)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, change)
		h.run()
		test(t, h)
		h.end()
		h.open() // the file is still good, and t.Cleanup closes it
	})
}
