package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"dondoc/emulator"
	"dondoc/plan"
	"dondoc/planfile"
	"dondoc/store"
)

// Ensure that with a server which says of a message only that it was sent, not
// which one it is, a digest that cannot be changed is not sent again instead.
func TestNoMessageID(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(2026, 3, 24, 7, 30, 0, 0, vietnam)))
		office, people, err := readOffice(mustRead(t, "examples/office.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		server := emulator.New(emulator.Options{Token: testToken, MaxPoll: time.Hour})
		nameless := roundTrip(func(r *http.Request) (*http.Response, error) {
			resp, err := server.Transport().RoundTrip(r)
			if err == nil && strings.HasSuffix(r.URL.Path, "/sendMessage") && resp.StatusCode == http.StatusOK {
				resp.Body = io.NopCloser(strings.NewReader(`{"ok":true,"result":true}`))
			}
			return resp, err
		})
		a, err := newApp(appConfig{
			Token: testToken, DataDir: dir, Office: &office, HTTP: &http.Client{Transport: nameless}, PollTimeout: time.Hour,
		})
		if err != nil {
			t.Fatal(err)
		}
		defer a.Close()
		doc, err := planfile.Read("plan.yaml", mustRead(t, "examples/plan.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := a.bot.Import(t.Context(), doc); err != nil {
			t.Fatal(err)
		}
		khtc := people[0].ID
		for _, p := range people {
			if p.Key == "khtc" {
				khtc = p.ID
			}
			server.AddPerson(emulator.Person{ID: p.ID, FirstName: p.Name})
			if _, err := server.Send(p.ID, "/start", 0); err != nil {
				t.Fatal(err)
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- a.Run(ctx) }()
		defer func() { cancel(); <-done }()
		time.Sleep(time.Hour)
		if _, err := server.Send(khtc, "1 80%", 0); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Hour)
		digests, answers := 0, 0
		for _, m := range server.Chat(khtc) {
			switch {
			case strings.HasPrefix(m.Text, "Thứ Ba 24/3 "):
				digests++
			case strings.HasPrefix(m.Text, "Đã ghi 1 việc"):
				answers++
			}
		}
		if digests != 1 || answers != 1 {
			t.Errorf("%d digests, %d answers", digests, answers)
		}
	})
}

// Ensure that a token which the server does not know is called so by log and
// status while the program goes on, and that it works once the server knows it.
func TestTokenRefused(t *testing.T) {
	dir, log := t.TempDir(), &lockedBuffer{}
	synctest.Test(t, func(t *testing.T) {
		office, people, err := readOffice(mustRead(t, "examples/office.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		server := emulator.New(emulator.Options{Token: testToken})
		way := server.Transport()
		known := atomic.Bool{}
		a, err := newApp(appConfig{
			Token: testToken, DataDir: dir, Office: &office, Log: slog.New(slog.NewTextHandler(log, nil)),
			HTTP: &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
				if !known.Load() {
					r.URL.Path = strings.Replace(r.URL.Path, testToken, "1:other", 1)
				}
				return way.RoundTrip(r)
			})},
		})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- a.Run(ctx) }()
		time.Sleep(10 * time.Minute)
		status := func() string { return a.perform(ctx, request{Verb: "status", Lang: "en"}).Out }
		if got := status(); !strings.Contains(got, "TELEGRAM: the server DOES NOT ACCEPT THE TOKEN") || !strings.Contains(got, "(401 Unauthorized)") {
			t.Errorf("status:\n%s", got)
		}
		known.Store(true)
		time.Sleep(2 * time.Minute)
		id := people[0].ID
		server.AddPerson(emulator.Person{ID: id, FirstName: "A"})
		if _, err := server.Send(id, "/help", 0); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		if got := status(); strings.Contains(got, "TELEGRAM:") || len(server.Chat(id)) < 2 {
			t.Errorf("%d messages; status:\n%s", len(server.Chat(id)), got)
		}
		cancel()
		if err := errors.Join(<-done, a.Close()); err != nil {
			t.Error(err)
		}
	})
	if said := strings.Count(log.tail(1<<20), "Telegram does not accept the bot's token"); said != 1 {
		t.Errorf("it is said %d times:\n%s", said, log.tail(3000))
	}
}

// Ensure that status says in time that the holidays of a year are not known, or
// not announced yet, and nothing of them otherwise.
func TestStatusCalendar(t *testing.T) {
	now := noon
	a := sample(t, func() time.Time { return now })
	for _, c := range []struct {
		day  string
		want string // a code; empty: nothing
		year string
	}{
		{"2026-03-24", "", ""}, {"2026-09-30", "", ""}, {"2026-10-05", "status.calendar_computed", "2027"},
		{"2027-06-01", "status.calendar_computed", "2027"}, {"2027-11-01", "status.calendar_unknown", "2028"}, {"2031-06-01", "status.calendar_unknown", "2031"},
	} {
		day, err := time.ParseInLocation(time.DateOnly, c.day, vietnam)
		if err != nil {
			t.Fatal(err)
		}
		now = day.Add(12 * time.Hour)
		out := a.perform(t.Context(), request{Verb: "status", Lang: "en"}).Out
		said := strings.Contains(out, "The holidays of")
		if said != (c.want != "") || said && !strings.Contains(out, say("en", c.want, "year", c.year)) {
			t.Errorf("%s:\n%s", c.day, out)
		}
	}
}

// Ensure that the journal is printed whole, in pieces that say where they go on.
func TestJournalCommand(t *testing.T) {
	a := sample(t, func() time.Time { return noon })
	events := a.store.Events()
	whole := a.perform(t.Context(), request{Verb: "journal"}).Out
	if n := uint64(strings.Count(whole, "\n")); n != events {
		t.Errorf("%d lines of %d events", n, events)
	}
	record(t, a.store, func(v *store.View) {
		for range mostEvents {
			v.Record(plan.Heard{Person: 1, Day: v.Register.Today(v.Now)})
		}
	})
	piece := a.perform(t.Context(), request{Verb: "journal", Lang: "en"}).Out
	next := strconv.Itoa(mostEvents + 1)
	if !strings.HasPrefix(piece, whole) || !strings.HasSuffix(piece, say("en", "console.journal_more", "n", next)+"\n") {
		t.Errorf("the first piece ends %s", piece[len(piece)-200:])
	}
	rest := a.perform(t.Context(), request{Verb: "journal", Flags: map[string]string{"from": next}}).Out
	if n := uint64(strings.Count(rest, "\n")); n != events || !strings.HasPrefix(rest, `{"seq":`+next+",") {
		t.Errorf("%d lines are left: %.100s", n, rest)
	}
}
