package store

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dondoc/plan"
)

var errNo = errors.New("no")

// Ensure that what Do answers is seen by readers and is there after opening
// again, and that ids go on.
func TestDoIsDurable(t *testing.T) {
	h := newHouse(t)
	if !h.Clean() || h.Restored() {
		t.Fatal("a new store must be clean and no copy")
	}
	h.found(2)
	id := h.do(func(v *View) Outcome {
		v.By, v.Source = 7, plan.Source{Message: 42}
		text := v.NewText()
		u := updated(1, 40)
		u.Text = text
		v.Record(u)
		return Outcome{
			Texts:   []Text{{ID: text, By: 7, Text: "đang làm"}},
			People:  []Particulars{{Person: 7, Name: "Lan", Account: 70, Chat: 71}},
			Notices: []plan.Notice{{Key: "a", To: 7, Kind: "answer"}},
			Forms:   []Form{{7, "ask", []byte(`{"n":1}`)}},
			Aside:   []Aside{{Update: 5, Reason: "odd"}},
			Meta:    map[string]string{"offset": "12"},
			Value:   text,
		}
	}).(plan.TextID)
	for range 2 {
		h.Read(func(s *Snapshot) {
			if s.Register.Assignments.Get(1).Text != id || s.PersonOf(70) != 7 || s.Particulars(7).Name != "Lan" {
				t.Error("facts or particulars are missing")
			}
			if len(s.Queue) != 1 || s.Queue[0].Key != "a" || s.Queue[0].ID == 0 || s.Meta("offset") != "12" {
				t.Errorf("queue or meta: %+v", s.Queue)
			}
		})
		form, _ := h.form(7, "ask")
		if h.text(id) != "đang làm" || string(form) != `{"n":1}` || h.Asides(9)[0].Reason != "odd" {
			t.Error("text, form or aside is missing")
		}
		history := h.history(1, 10)
		if len(history) != 3 || history[0].Kind() != "updated" || history[0].By != 7 || history[0].Source.Message != 42 {
			t.Errorf("history: %+v", history)
		}
		h.reopen()
	}
	h.do(func(v *View) Outcome {
		if next := v.NewText(); next != id+1 {
			t.Errorf("text id %d after %d", next, id)
		}
		if !v.KeyUsed("a") || v.KeyUsed("b") {
			t.Error("keys are not for ever")
		}
		return Outcome{}
	})
}

// Ensure that each command of a batch sees what those before it did, in every
// table.
func TestBatchSeesItself(t *testing.T) {
	h := newHouse(t)
	h.found(1)
	first := Command{Once: "u1", Run: func(v *View) (Outcome, error) {
		text := v.NewText()
		v.Record(updated(1, 80))
		return Outcome{
			Texts:   []Text{{ID: text, Text: "xong"}},
			People:  []Particulars{{Person: 3, Account: 30}},
			Notices: []plan.Notice{{Key: "k", Kind: "answer"}, {Key: "k", Kind: "twice"}},
			Forms:   []Form{{3, "f", []byte("1")}},
			Meta:    map[string]string{"m": "1"},
		}, nil
	}}
	second := Command{Once: "u2", Run: func(v *View) (Outcome, error) {
		form, _ := v.Form(3, "f")
		queue := v.Queue()
		if v.Register.Assignments.Get(1).Percent != 80 || v.Text(1) != "xong" || v.PersonOf(30) != 3 ||
			!v.KeyUsed("k") || len(queue) != 1 || string(form) != "1" || v.Meta("m") != "1" {
			t.Error("the second command does not see the first")
		}
		if len(v.History(1, 1)) != 1 || v.History(1, 1)[0].Kind() != "updated" {
			t.Error("the second command does not see the first one's event")
		}
		v.Record(updated(1, 90))
		if got := v.History(1, 2); len(got) != 2 || got[0].Body.(plan.Updated).Percent != 90 {
			t.Errorf("a command does not see its own event: %+v", got)
		}
		n := queue[0]
		r := plan.Receipt{To: 3, Chat: -9, Message: 5, Class: plan.DigestClass, Sent: 1}
		return Outcome{Finished: []Finished{{ID: n.ID, Ending: Sent, Receipt: &r}}, Value: n.ID}, nil
	}}
	third := Command{Run: func(v *View) (Outcome, error) {
		r, ok := v.Receipt(-9, 5)
		if !ok || len(v.Queue()) != 0 || len(v.Digests(3, 5)) != 1 {
			t.Error("the third command does not see the receipt")
		}
		if again, _ := v.ReceiptOf(r.Notice); again.Message != 5 {
			t.Error("the receipt is not found by its notice")
		}
		return Outcome{Forms: []Form{{3, "f", nil}}}, nil
	}}
	results := h.Do(t.Context(), []Command{first, second, first, third})
	for i, r := range results {
		if r.Err != nil || r.Repeated != (i == 2) {
			t.Errorf("result %d: %+v", i, r)
		}
	}
	if _, ok := h.form(3, "f"); ok || h.percent(1) != 90 {
		t.Error("the form stays or the update is lost")
	}
	h.reopen()
	if !h.try(first).Repeated {
		t.Error("Once is forgotten by opening again")
	}
}

// Ensure that a refused or panicking command leaves no trace but what its Else
// writes, and that its neighbours are not disturbed.
func TestRefusedCommand(t *testing.T) {
	for name, run := range map[string]func(*View) (Outcome, error){
		"error": func(v *View) (Outcome, error) { v.Record(updated(1, 50)); return Outcome{}, errNo },
		"panic": func(v *View) (Outcome, error) { v.NewText(); v.Record(updated(1, 50)); panic("boom") },
		"unknown changed": func(v *View) (Outcome, error) {
			v.Record(updated(1, 50))
			return Outcome{Changed: []plan.Notice{{ID: 99}}}, nil
		},
		"unknown finished": func(v *View) (Outcome, error) {
			v.Record(updated(1, 50))
			return Outcome{Finished: []Finished{{ID: 99, Ending: Stale}}}, nil
		},
		"bad json": func(v *View) (Outcome, error) {
			v.Record(updated(1, 50))
			return Outcome{Notices: []plan.Notice{{Key: "x", Args: []byte("{")}}}, nil
		},
		"too large": func(v *View) (Outcome, error) {
			v.Record(updated(1, 50))
			return Outcome{Meta: map[string]string{"x": strings.Repeat("x", maxValue+1)}}, nil
		},
		"no key": func(v *View) (Outcome, error) { return Outcome{Notices: []plan.Notice{{}}}, nil },
		"not a number": func(v *View) (Outcome, error) {
			v.Record(plan.TargetAdded{ID: 1, Target: plan.Target{Value: math.NaN()}})
			return Outcome{}, nil
		},
		"text without id": func(v *View) (Outcome, error) { return Outcome{Texts: []Text{{ID: 8}}}, nil },
		"id of another":   func(v *View) (Outcome, error) { return Outcome{Notices: []plan.Notice{{ID: 1, Key: "y"}}}, nil },
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.found(1)
			before := Command{Run: func(v *View) (Outcome, error) { v.Record(updated(1, 10)); return Outcome{}, nil }}
			after := Command{Run: func(v *View) (Outcome, error) {
				if p := v.Register.Assignments.Get(1).Percent; p != 10 || v.KeyUsed("x") {
					t.Errorf("percent %d after a refused command", p)
				}
				v.Record(updated(1, 20))
				return Outcome{}, nil
			}}
			refused := Command{Once: "r", Run: run, Else: func(v *View, err error) Outcome {
				if v.Register.Assignments.Get(1).Percent != 10 || err == nil {
					t.Error("Else sees what was taken back")
				}
				return Outcome{Notices: []plan.Notice{{Key: "sorry"}}, Value: "sorry"}
			}}
			results := h.Do(t.Context(), []Command{before, refused, after, {Run: run}})
			if results[0].Err != nil || results[2].Err != nil || h.percent(1) != 20 {
				t.Errorf("neighbours were disturbed: %+v", results)
			}
			if results[1].Err == nil || results[1].Value != "sorry" || !h.keyUsed("sorry") {
				t.Errorf("Else was not written: %+v", results[1])
			}
			if results[3].Err == nil || results[3].Value != nil {
				t.Errorf("without Else: %+v", results[3])
			}
			if !h.try(refused).Repeated {
				t.Error("Else's outcome was written without Once")
			}
		})
	}
}

// Ensure that an Else that panics leaves nothing, not even Once.
func TestElsePanics(t *testing.T) {
	h := newHouse(t)
	c := Command{
		Once: "r",
		Run:  func(*View) (Outcome, error) { return Outcome{}, errNo },
		Else: func(v *View, _ error) Outcome { v.Record(plan.GroupAdded{ID: 1, Name: "x"}); panic("too") },
	}
	for range 2 {
		if r := h.try(c); !errors.Is(r.Err, errNo) || r.Repeated {
			t.Errorf("%+v", r)
		}
	}
	if h.Stats().Events != 0 {
		t.Error("an event was kept")
	}
}

// Ensure that nothing is committed for commands that write nothing, and that
// ids drawn by them are not used up.
func TestNothingToWrite(t *testing.T) {
	h := newHouse(t)
	h.fail = errNo
	for range 3 {
		if id := h.do(func(v *View) Outcome { return Outcome{Value: v.NewText()} }); id != plan.TextID(1) {
			t.Errorf("text id %v", id)
		}
	}
	h.fail = nil
}

// Ensure that a failed commit takes everything of its batch back and says so
// to everybody.
func TestFailedCommit(t *testing.T) {
	h := newHouse(t)
	h.found(1)
	h.do(func(v *View) Outcome {
		return Outcome{
			Notices: []plan.Notice{{Key: "old"}, {Key: "other"}},
			People:  []Particulars{{Person: 1, Account: 10}},
			Meta:    map[string]string{"m": "1"},
		}
	})
	change := Command{Once: "u", Run: func(v *View) (Outcome, error) {
		v.Record(updated(1, 60))
		text := v.NewText()
		n := v.Queue()[0]
		n.State = plan.Sending
		return Outcome{
			Changed:  []plan.Notice{n},
			Finished: []Finished{{ID: v.Queue()[1].ID, Ending: Stale}},
			Notices:  []plan.Notice{{Key: "new"}},
			Texts:    []Text{{ID: text}},
			People:   []Particulars{{Person: 1}, {Person: 2, Account: 10}},
			Meta:     map[string]string{"m": "", "n": "2"},
		}, nil
	}}
	state := func() string {
		m := h.w.memory
		return canonical(t, []any{m.register, m.queue.list, m.people.now, m.accounts.now, m.meta.now, m.seq, m.text, m.notice, m.totals})
	}
	was := state()
	h.fail = errNo
	for _, r := range h.Do(t.Context(), []Command{change, {Run: func(*View) (Outcome, error) { return Outcome{}, errNo }}}) {
		if !errors.Is(r.Err, ErrNotDurable) || !errors.Is(r.Err, errNo) {
			t.Errorf("%v", r.Err)
		}
	}
	if got := state(); got != was {
		t.Errorf("the writer's copy was not taken back:\n%s\n%s", got, was)
	}
	h.fail = nil
	if r := h.try(change); r.Err != nil || r.Repeated {
		t.Errorf("again: %+v", r)
	}
	h.Read(func(s *Snapshot) {
		if s.PersonOf(10) != 2 || s.Meta("m") != "" || s.Meta("n") != "2" || len(s.Queue) != 2 || s.Queue[0].State != plan.Sending {
			t.Errorf("%+v", s.Queue)
		}
	})
}

// Ensure that event time never goes back, also when the clock does.
func TestTimeNeverFalls(t *testing.T) {
	h := newHouse(t)
	at := func() time.Time { return h.do(func(v *View) Outcome { return Outcome{Value: v.Now} }).(time.Time) }
	first := h.now
	h.record(plan.GroupAdded{ID: 1, Name: "a"})
	h.now = h.now.Add(-time.Hour)
	if !at().Equal(first) {
		t.Errorf("%v before the last event %v", at(), first)
	}
	h.reopen()
	if !at().Equal(first) {
		t.Errorf("%v before the last event after opening again", at())
	}
	h.now = first.Add(time.Minute)
	if !at().Equal(h.now) {
		t.Errorf("%v, want %v", at(), h.now)
	}
}

// Ensure that the writer takes all that wait in one commit, that Close fails
// the rest, and that nothing is left running in the bubble.
func TestWriterInBubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t)
		h.found(1)
		commits := 0
		h.w.now = func() time.Time { return h.now }
		h.o.Fail = func() error { commits++; return nil }
		wake := h.Subscribe()
		gate := make(chan struct{})
		go h.try(Command{Run: func(*View) (Outcome, error) { <-gate; return Outcome{}, nil }})
		synctest.Wait()
		results := make(chan Result, 50)
		for i := range 50 {
			go func() {
				results <- h.try(Command{Run: func(v *View) (Outcome, error) {
					v.Record(updated(1, uint8(i)))
					return Outcome{}, nil
				}})
			}()
		}
		ctx, cancel := context.WithCancel(t.Context())
		gone := make(chan Result)
		go func() {
			gone <- h.Do(ctx, []Command{{Run: func(*View) (Outcome, error) { t.Error("ran"); return Outcome{}, nil }}})[0]
		}()
		synctest.Wait()
		cancel()
		if r := <-gone; !errors.Is(r.Err, context.Canceled) {
			t.Errorf("cancelled: %v", r.Err)
		}
		close(gate)
		for range 50 {
			if r := <-results; r.Err != nil {
				t.Error(r.Err)
			}
		}
		if <-wake; commits != 1 {
			t.Errorf("%d commits for 50 callers at once", commits)
		}
		gate = make(chan struct{})
		go h.try(Command{Run: func(*View) (Outcome, error) { <-gate; return Outcome{}, nil }})
		synctest.Wait()
		late := make(chan Result)
		go func() { late <- h.try(Command{}) }()
		synctest.Wait()
		h.same()
		go h.Close()
		synctest.Wait()
		close(gate)
		if r := <-late; !errors.Is(r.Err, ErrClosed) {
			t.Errorf("late: %v", r.Err)
		}
		if err := h.Close(); err != nil {
			t.Error(err)
		}
		if r := h.try(Command{}); !errors.Is(r.Err, ErrClosed) {
			t.Errorf("closed: %v", r.Err)
		}
		h.open()
	})
}
