package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dondoc/emulator"
	"dondoc/plan"
	"dondoc/store"
)

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
