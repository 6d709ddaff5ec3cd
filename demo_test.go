package main

import (
	"context"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"dondoc/emulator"
	"dondoc/plan"
	"dondoc/store"
)

func newDemo(t *testing.T, dir string) *demo {
	d, err := openDemo(t.Context(), "vi", demoOptions{data: dir}, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// chatHas reports whether a message of the bot in somebody's chat holds a text.
func chatHas(server *emulator.Server, id int64, text string) bool {
	for _, m := range server.Chat(id) {
		if m.FromBot && strings.Contains(m.Text, text) {
			return true
		}
	}
	return false
}

// Ensure that the demo opens with something to do for everybody: digests have
// gone out, something waits for the director, something for verification,
// something is late, something has no deadline, something is due the next
// working day.
func TestDemoOpens(t *testing.T) {
	d := newDemo(t, t.TempDir())
	defer func() {
		if err := d.close(); err != nil {
			t.Error(err)
		}
	}()
	if !chatHas(d.server, 1001, "Sở Tư pháp") {
		t.Error("nothing waits for the director")
	}
	if !chatHas(d.server, 1008, "6.1") {
		t.Error("the head of finance has no digest with 6.1")
	}
	d.app.store.Read(func(snap *store.Snapshot) {
		r := snap.Register
		today := r.Today(d.clock.Now())
		next := r.Calendar.Add(today, 1)
		var late, dueNext, submitted, undated int
		for _, a := range r.Assignments.All() {
			switch {
			case !a.State.Open() && a.State != plan.Submitted:
			case a.Due == 0:
				undated++
			case a.Due < today:
				late++
			case a.Due == next:
				dueNext++
			}
			if a.State == plan.Submitted {
				submitted++
			}
		}
		if late == 0 || dueNext == 0 || submitted == 0 {
			t.Errorf("late %d, due next working day %d, submitted %d, undated %d", late, dueNext, submitted, undated)
		}
	})
}

// Ensure that a quarter passes in a few seconds, that the clock never goes
// back, and that a demo started again on its folder goes on where it was.
func TestDemoQuarter(t *testing.T) {
	dir := t.TempDir()
	d := newDemo(t, dir)
	before := len(d.server.Chat(1008))
	for _, how := range []string{"2026-03-30", "9999-12-31", "", "tomorrow"} {
		if err := d.mover.Move(t.Context(), how); err == nil {
			t.Errorf("the clock went to %q", how)
		}
	}
	for _, how := range []string{"workday", "day", "2026-06-30"} {
		then := d.clock.Now()
		if err := d.mover.Move(t.Context(), how); err != nil {
			t.Fatal(err)
		}
		if !d.clock.Now().After(then) {
			t.Errorf("%s: the clock went from %v to %v", how, then, d.clock.Now())
		}
	}
	if len(d.server.Chat(1008)) <= before+5 {
		t.Error("a quarter has brought the head of finance next to nothing")
	}
	if err := d.mover.Move(context.Background(), "2026-01-05"); err == nil {
		t.Error("the clock goes back")
	}
	if d.app.store.Stats().Totals.Doubts != 0 {
		t.Error("moves leave messages in doubt")
	}
	last := d.clock.Now()
	if err := d.close(); err != nil {
		t.Fatal(err)
	}
	again := newDemo(t, dir)
	if now := again.clock.Now(); now.Before(last) || now.Sub(last) > time.Hour {
		t.Errorf("stopped at %v, goes on at %v", last, now)
	}
	if err := again.close(); err != nil {
		t.Error(err)
	}
}

// Ensure that the page's first sentence names people only where their work is
// known: with an own plan or office it says what posts can try.
func TestDemoHint(t *testing.T) {
	_, people, err := demoOffice("")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"vi", "en"} {
		sample, own := say(lang, demoOptions{}.hint()), say(lang, demoOptions{plan: "plan.txt"}.hint())
		named := 0
		for _, p := range people {
			if strings.Contains(sample, p.FirstName) {
				named++
			}
			if strings.Contains(own, p.FirstName) {
				t.Errorf("%s: with an own plan %s is named", lang, p.FirstName)
			}
		}
		if named == 0 || own == "" {
			t.Errorf("%s: %d people named; own: %q", lang, named, own)
		}
	}
}
