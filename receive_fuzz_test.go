package main

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"dondoc/bot"
	"dondoc/emulator"
	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/planfile"
	"dondoc/store"
)

// talked is the program with the sample office at its emulator, for updates
// that are handed to it one by one.
type talked struct {
	app *App
	box *outbox.Outbox

	mu      sync.Mutex
	refused []string // requests that the other side took for wrong
}

func newTalked(t testing.TB, dir string) *talked {
	office, _, err := readOffice(mustRead(t, "examples/office.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return noon }
	server := emulator.New(emulator.Options{Token: testToken, Now: now, NoLimits: true})
	for id := int64(1000); id < 1256; id++ { // the office's people and strangers
		server.AddPerson(emulator.Person{ID: id, FirstName: "A"})
		if _, err := server.Send(id, "/start", 0); err != nil {
			t.Fatal(err)
		}
	}
	k := &talked{}
	server.OnRequest(func(method string, params map[string]string, status int) {
		if status == http.StatusBadRequest && params["message_id"] == "" { // a made-up message cannot be changed
			k.mu.Lock()
			k.refused = append(k.refused, method+" "+params["chat_id"]+": "+params["text"]+" "+params["reply_markup"])
			k.mu.Unlock()
		}
	})
	k.app, err = newApp(appConfig{Token: testToken, DataDir: dir, Office: &office, Now: now, HTTP: &http.Client{Transport: server.Transport()}})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := planfile.Read("plan.yaml", mustRead(t, "examples/plan.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.app.bot.Import(t.Context(), doc); err != nil {
		t.Fatal(err)
	}
	k.box = outbox.New(outbox.Options{
		Store: k.app.store, Send: k.app.client.Send, Render: k.app.bot.Render, Limits: &outbox.Limits{}, Now: now,
	})
	return k
}

// tell hands an update over and sends what is owed for it. It returns why the
// update was put aside, empty when it was not.
func (k *talked) tell(t testing.TB, u bot.Update) string {
	before := k.app.store.Stats().Asides
	if _, err := k.app.bot.Receive(t.Context(), []bot.Update{u}); err != nil {
		t.Fatal(err)
	}
	if err := k.box.Drain(context.Background()); err != nil {
		t.Fatal(err)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, r := range k.refused {
		t.Errorf("%+v made a request that is wrong: %s", u, r)
	}
	k.refused = nil
	if k.app.store.Stats().Asides == before {
		return ""
	}
	return k.app.store.Asides(1)[0].Reason
}

// FuzzReceive ensures that nothing that an account can say or press panics, or
// makes a message that Telegram would refuse.
func FuzzReceive(f *testing.F) {
	k := newTalked(f, f.TempDir())
	defer k.box.Stop()
	for _, seed := range []struct {
		who, kind byte
		message   int64
		text      string
	}{
		{8, 0, 1, "1 xong, 2 80%, 3 vướng kinh phí"}, {8, 1, 1, "6.1 90%"}, {4, 0, 2, "3.2 phòng KHTC, 30/6"}, {8, 2, 3, "card 1"},
		{4, 2, 1 << 62, "sum 0"}, {1, 0, -1, "/tonghop"}, {4, 0, 1, "/moi P. KHTC"}, {4, 0, 1, "/lich 22/8 làm bù"}, {9, 0, 1, "<b>&\x00\ufffd"},
		{4, 2, 1, "pg " + strconv.FormatUint(1<<63, 36)}, {4, 0, 1, "/themviec a; b; c"}, {200, 0, 1, "/start abc"},
	} {
		f.Add(seed.who, seed.kind, seed.message, seed.message, seed.text)
	}
	id := int64(0)
	f.Fuzz(func(t *testing.T, who, kind byte, message, reply int64, text string) {
		id++
		account := 1000 + int64(who)
		u := bot.Update{
			ID: id, Kind: []bot.UpdateKind{bot.Said, bot.Edited, bot.Pressed, bot.Blocked, bot.Back, bot.Unread}[kind%6],
			Account: account, Chat: account, Private: true, Name: text, Message: int(message), ReplyTo: int(reply), At: noon, Raw: []byte("{}"),
		}
		if u.Kind == bot.Pressed {
			u.Callback, u.Data = "c", text
		} else {
			u.Text = text
		}
		if why := k.tell(t, u); strings.Contains(why, "panicked") {
			t.Errorf("%+v: %s", u, why)
		}
	})
}

// Ensure that a text longer than Telegram allows, the data of a button that is
// none of ours, and an update that could not be read are answered, that the
// first and the last are put aside, and that what is huge is not kept.
func TestReceiveEdges(t *testing.T) {
	k := newTalked(t, t.TempDir())
	defer k.box.Stop()
	said := bot.Update{Kind: bot.Said, Account: 1008, Chat: 1008, Private: true, Message: 5, At: noon, Raw: []byte("{}")}
	long, unread, huge, pressed, far := said, said, said, said, said
	long.Text = "6.1 80% " + strings.Repeat("á", 4096)
	unread.Kind = bot.Unread
	huge.Text, huge.Raw = strings.Repeat("á", 1<<20), []byte(strings.Repeat("x", 17<<20))
	pressed.Kind, pressed.Callback, pressed.Data = bot.Pressed, "c", "tasks"+strings.Repeat(" 0", 40)
	far.Kind, far.Callback, far.Data = bot.Pressed, "c", "undo zzzzzzzzzzzzzzzzzz"
	for i, c := range []struct {
		name  string
		u     bot.Update
		aside string
		kept  bool
	}{
		{"long", long, "too long", true}, {"unread", unread, "could not be decoded", true}, {"huge", huge, "too long", false},
		{"a button too big", pressed, "", false}, {"a number too big", far, "", false},
	} {
		c.u.ID = int64(i + 1)
		events := k.app.store.Events()
		if why := k.tell(t, c.u); why != c.aside {
			t.Errorf("%s: put aside for %q", c.name, why)
		}
		if c.aside != "" && (len(k.app.store.Asides(1)[0].Raw) > 0) != c.kept {
			t.Errorf("%s: kept %v", c.name, !c.kept)
		}
		if c.aside != "" && (!keyUsed(k.app.store, "answer/"+strconv.Itoa(i+1)+"/1") || k.app.store.Events() > events+1) {
			t.Errorf("%s: not answered, or it did something", c.name)
		}
	}
	// A date that no calendar has is no promise.
	open := uint64(0)
	k.app.store.Read(func(s *store.Snapshot) {
		for id, a := range s.Register.Assignments.All() {
			if s.Register.Units.Get(a.Unit).Short == "P. KHTC" && a.State.Open() {
				open = uint64(id)
			}
		}
	})
	for i, day := range []uint64{1<<31 - 1, 1 << 31, 1<<40 + 90000, 1<<63 + 1} {
		u := pressed
		u.ID, u.Data = int64(100+i), "promise "+strconv.FormatUint(open, 36)+" "+strconv.FormatUint(day, 36)
		if why := k.tell(t, u); why != "" {
			t.Errorf("a promise for day %d is put aside: %s", day, why)
		}
		k.app.store.Read(func(s *store.Snapshot) {
			if a := s.Register.Assignments.Get(plan.AssignmentID(open)); a.Promise != 0 {
				t.Errorf("a promise for day %d is %s", day, a.Promise)
			}
		})
	}
	for i, data := range []string{pressed.Data, "tasks !", "tasks 0 -1", "tasks  ", "", " "} {
		u := pressed
		u.ID, u.Data = int64(200+i), data
		acks, err := k.app.bot.Receive(t.Context(), []bot.Update{u})
		if err != nil || len(acks) != 1 || !strings.HasPrefix(acks[0].Text, "Nút này không còn") {
			t.Errorf("%q, a button that is none of ours: %+v %v", data, acks, err)
		}
	}
}

// Ensure that every button takes any number for any of its arguments, from
// whoever presses it.
func TestMadeUpNumbers(t *testing.T) {
	t.Parallel()
	k := newTalked(t, t.TempDir())
	defer k.box.Stop()
	actions, _ := offered(t)
	id := int64(0)
	for _, account := range []int64{1001, 1002, 1004, 1008} {
		for _, action := range actions {
			for _, n := range []uint64{1<<31 - 1, 1 << 32, 1<<63 - 1, 1<<64 - 1} {
				number := " " + strconv.FormatUint(n, 36)
				id++
				u := bot.Update{
					ID: id, Kind: bot.Pressed, Account: account, Chat: account, Private: true, Message: 5, At: noon,
					Callback: "c", Data: action + strings.Repeat(number, min(5, (64-len(action))/len(number))), Raw: []byte("{}"),
				}
				if why := k.tell(t, u); why != "" {
					t.Errorf("%d presses %q: %s", account, u.Data, why)
				}
			}
		}
	}
}

// Ensure that nothing is done or said for what happens in a chat group.
func TestGroupIsNobody(t *testing.T) {
	k := newTalked(t, t.TempDir())
	defer k.box.Stop()
	events := k.app.store.Events()
	in := bot.Update{Account: 1008, Chat: -100123, Message: 5, At: noon, Raw: []byte("{}")}
	said, edited, pressed, unread, long := in, in, in, in, in
	said.Kind, said.Text = bot.Said, "6.1 80%"
	edited.Kind, edited.Text = bot.Edited, "6.1 80%"
	pressed.Kind, pressed.Callback, pressed.Data = bot.Pressed, "c", "tasks"
	unread.Kind = bot.Unread
	long.Kind, long.Text = bot.Said, strings.Repeat("á", 5000)
	for i, u := range []bot.Update{said, edited, pressed, unread, long} {
		u.ID = int64(i + 1)
		k.tell(t, u)
		if keyUsed(k.app.store, "answer/"+strconv.Itoa(i+1)+"/1") || k.app.store.Events() != events {
			t.Errorf("%+v is answered, or does something", u)
		}
	}
}
