package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dondoc/bot"
	"dondoc/emulator"
)

// deadly is a program that dies whenever it handles a certain text.
type deadly struct {
	t      *testing.T
	dir    string
	office bot.Office
	server *emulator.Server
	log    *lockedBuffer
	fatal  string
	died   int
}

var errDead = errors.New("the process is dead")

// live runs the program until nothing waits, or until it dies; it reports
// whether it lived. A dead program leaves no mark of a clean end.
func (d *deadly) live(look func(*App)) bool {
	d.t.Helper()
	dead := false
	a, err := newApp(appConfig{
		Token: testToken, DataDir: d.dir, Office: &d.office, HTTP: &http.Client{Transport: d.server.Transport()},
		Log: slog.New(slog.NewTextHandler(d.log, nil)),
		Fail: func() error {
			if dead {
				return errDead
			}
			return nil
		},
	})
	if err != nil {
		d.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(d.t.Context())
	defer cancel()
	next := func(ctx context.Context, batch []bot.Update) ([]bot.Ack, error) {
		if slices.ContainsFunc(batch, func(u bot.Update) bool { return u.Text == d.fatal }) {
			dead = true
			d.died++
			cancel()
			return nil, errDead
		}
		return a.bot.Receive(ctx, batch)
	}
	err = a.client.Drain(ctx, func(ctx context.Context, batch []bot.Update) ([]bot.Ack, error) {
		return a.trials.receive(ctx, batch, next)
	})
	if err == nil {
		go a.runOutbox(ctx)
		synctest.Wait()
		look(a)
	}
	cancel()
	synctest.Wait()
	if err := a.Close(); err != nil && !dead {
		d.t.Error(err)
	}
	return !dead
}

// Ensure that an update that ends the process again and again is put aside
// after two more trials, that what came before and after it is handled once,
// that the person is told, and that status and log list it.
func TestDeadlyUpdate(t *testing.T) {
	data, err := os.ReadFile("examples/office.yaml")
	if err != nil {
		t.Fatal(err)
	}
	office, people, err := readOffice(data)
	if err != nil {
		t.Fatal(err)
	}
	dir, log := t.TempDir(), &lockedBuffer{}
	synctest.Test(t, func(t *testing.T) {
		server := emulator.New(emulator.Options{Token: testToken, NoLimits: true})
		for _, p := range people {
			server.AddPerson(emulator.Person{ID: p.ID, FirstName: p.Name})
		}
		d := &deadly{t: t, dir: dir, office: office, server: server, log: log, fatal: "/help chết"}
		for _, text := range []string{"/help trước", d.fatal, "/help sau"} {
			if _, err := server.Send(1004, text, 0); err != nil {
				t.Fatal(err)
			}
		}
		status := ""
		for range 6 {
			if d.live(func(a *App) { status = a.perform(t.Context(), request{Verb: "status", Lang: "en"}).Out }) {
				break
			}
		}
		if d.died != 1+maxTrials {
			t.Errorf("it died %d times", d.died)
		}
		if n := server.Pending(); n != 0 {
			t.Errorf("%d updates still wait", n)
		}
		told, helped := 0, 0
		for _, m := range server.Chat(1004) {
			if !m.FromBot {
				continue
			}
			if strings.HasPrefix(m.Text, "Tin trước không xử lý được") {
				told++
			} else {
				helped++
			}
		}
		if told != 1 || helped != 2 {
			t.Errorf("told %d times, helped %d times", told, helped)
		}
		if !strings.Contains(status, "Updates put aside: 1\n") || !strings.Contains(status, ", Trần Thị Mai Phương: ended the process twice\n") {
			t.Errorf("status:\n%s", status)
		}
	})
	if n := strings.Count(log.tail(1<<20), "update put aside"); n != 1 {
		t.Errorf("the log lists it %d times", n)
	}
	if t.Failed() {
		t.Log(log.tail(3000))
	}
}

// Ensure that of what is put aside nothing is kept that a stranger wrote or
// that may bear a stamp, however its letters are made up.
func TestAsideKeeps(t *testing.T) {
	a := sample(t, func() time.Time { return noon })
	for i, c := range []struct {
		account int64
		text    string
		keeps   bool
	}{
		{1008, "6.1 80%", true},
		{1008, "6.1 80%, văn bản mật", true},
		{1008, "MẬT\n6.1 80%", false},
		{1008, "TỐI MA\u0323\u0302T", false},
		{1008, "TUYỆT M\u00c2\u0323T", false},
		{4711, "6.1 80%", false},
	} {
		u := bot.Update{ID: int64(i + 1), Kind: bot.Said, Account: c.account, Chat: c.account, Private: true, Text: c.text, Raw: []byte("{}")}
		if _, err := a.bot.PutAside(t.Context(), u, "test"); err != nil {
			t.Fatal(err)
		}
		if kept := a.store.Asides(1)[0]; kept.Update != u.ID || (len(kept.Raw) > 0) != c.keeps {
			t.Errorf("of %q by %d this is kept: %+v", c.text, c.account, kept)
		}
	}
}
