package store

import (
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"dondoc/plan"
)

// runway is a house whose commits wait until the test lets them land, in a
// bubble.
type runway struct {
	*house
	land    chan error
	started int // commits
}

func onRunway(t *testing.T, test func(*runway)) {
	synctest.Test(t, func(t *testing.T) {
		r := &runway{house: newHouse(t), land: make(chan error)}
		r.found(2)
		r.o.Fail = func() error { r.started++; return <-r.land }
		r.w.now = func() time.Time { return r.now }
		test(r)
		close(r.land)
	})
}

// start gives commands and returns where their results come, without waiting
// for them.
func (r *runway) start(commands ...Command) <-chan []Result {
	results := make(chan []Result, 1)
	go func() { results <- r.Do(r.t.Context(), commands) }()
	synctest.Wait()
	return results
}

func (r *runway) waits(results ...<-chan []Result) {
	r.t.Helper()
	synctest.Wait()
	for i, c := range results {
		select {
		case got := <-c:
			r.t.Fatalf("caller %d was answered before it was durable: %+v", i, got)
		default:
		}
	}
}

func percentTo(p uint8) Command {
	return Command{Run: func(v *View) (Outcome, error) { v.Record(updated(1, p)); return Outcome{}, nil }}
}

// Ensure that a batch is run on top of one that is being committed, sees all
// that it wrote, and that neither is shown or answered before it is durable.
func TestNextBatchSeesTheOneInFlight(t *testing.T) {
	onRunway(t, func(r *runway) {
		receipt := plan.Receipt{To: 3, Chat: -9, Message: 5, Class: plan.DigestClass, Sent: 7}
		first := r.start(Command{Once: "u1", Run: func(v *View) (Outcome, error) {
			v.Record(updated(1, 80))
			text := v.NewText()
			return Outcome{
				Texts:   []Text{{ID: text, Text: "xong"}},
				People:  []Particulars{{Person: 3, Account: 30}},
				Notices: []plan.Notice{{ID: v.NewNotice(), Key: "k"}, {Key: "gone"}},
				Forms:   []Form{{3, "f", []byte("1")}},
				Meta:    map[string]string{"m": "1"},
			}, nil
		}}, Command{Run: func(v *View) (Outcome, error) {
			receipt.Notice = v.Queue()[0].ID
			return Outcome{Finished: []Finished{{ID: receipt.Notice, Ending: Sent, Receipt: &receipt}}}, nil
		}})
		second := r.start(Command{Once: "u1", Run: func(*View) (Outcome, error) { return Outcome{}, errNo }},
			Command{Run: func(v *View) (Outcome, error) {
				form, _ := v.Form(3, "f")
				digests := v.Digests(3, 5)
				if v.Register.Assignments.Get(1).Percent != 80 || v.Text(1) != "xong" || v.PersonOf(30) != 3 ||
					!v.KeyUsed("k") || string(form) != "1" || v.Meta("m") != "1" || len(v.Queue()) != 1 ||
					len(digests) != 1 || digests[0].Sent != 7 || len(v.History(1, 1)) != 1 {
					t.Error("the next batch does not see the one in flight")
				}
				v.Record(updated(1, 90))
				return Outcome{
					Forms: []Form{{3, "f", nil}}, Notices: []plan.Notice{{Key: "late"}}, People: []Particulars{{Person: 4, Account: 40}},
					Meta: map[string]string{"m": "2"}, Jobs: []Job{{Kind: "read"}}, Value: v.NewText(),
				}, nil
			}})
		third := r.start(Command{Run: func(v *View) (Outcome, error) {
			if _, ok := v.Form(3, "f"); ok {
				t.Error("what the same batch deleted is still there")
			}
			return Outcome{}, nil
		}})
		r.waits(first, second, third)
		if r.started != 1 || r.percent(1) != 0 {
			t.Errorf("%d commits under way, percent %d is shown", r.started, r.percent(1))
		}
		r.land <- nil
		if got := <-first; got[0].Err != nil || got[1].Err != nil || r.percent(1) != 80 {
			t.Errorf("first: %+v, percent %d", got, r.percent(1))
		}
		r.waits(second, third)
		r.land <- nil
		if got := <-second; !got[0].Repeated || got[1].Err != nil || got[1].Value != plan.TextID(2) {
			t.Errorf("second: %+v", got)
		}
		<-third
		r.Read(func(s *Snapshot) {
			if len(s.Queue) != 2 || s.Queue[1].Key != "late" || s.PersonOf(40) != 4 || s.Meta("m") != "2" || len(s.Jobs()) != 1 {
				t.Errorf("not all of the second batch is shown: %+v", s.Queue)
			}
		})
		if _, ok := r.form(3, "f"); ok || r.percent(1) != 90 || len(r.digests(3, 5)) != 1 {
			t.Error("the second batch is not as it was run")
		}
	})
}

// Ensure that when a commit fails, what was run on top of it is taken back too
// and everybody is told; and that after that the writer goes on as if neither
// had been.
func TestFailedCommitTakesTheNextBatchAlong(t *testing.T) {
	onRunway(t, func(r *runway) {
		state := func() string {
			m := r.w.memory
			return canonical(t, []any{m.register, len(m.queue.list), m.people.now, m.meta.now, m.recent.now, m.seq, m.text, m.notice})
		}
		was := state()
		change := func(key string, percent uint8) Command {
			return Command{Once: key, Run: func(v *View) (Outcome, error) {
				v.Record(updated(1, percent))
				v.NewText()
				return Outcome{Notices: []plan.Notice{{Key: key}}, Meta: map[string]string{"m": key}}, nil
			}}
		}
		first, second := r.start(change("a", 10)), r.start(change("b", 20), Command{Run: func(*View) (Outcome, error) { return Outcome{}, errNo }})
		r.waits(first, second)
		r.land <- errNo
		for _, result := range append(<-first, <-second...) {
			if !errors.Is(result.Err, ErrNotDurable) {
				t.Errorf("%+v", result)
			}
		}
		synctest.Wait()
		if got := state(); got != was {
			t.Errorf("the writer's copy was not taken back:\n%s\n%s", got, was)
		}
		again := r.start(change("b", 30))
		r.land <- nil
		if got := <-again; got[0].Err != nil || got[0].Repeated || r.percent(1) != 30 || r.keyUsed("a") {
			t.Errorf("%+v, percent %d", got, r.percent(1))
		}
	})
}

// Ensure that a refused command of a batch in the air is taken back alone, also
// when the one below lands meanwhile.
func TestRefusedOnTop(t *testing.T) {
	onRunway(t, func(r *runway) {
		first := r.start(percentTo(10))
		second := r.start(percentTo(20), Command{Run: func(v *View) (Outcome, error) {
			v.Record(updated(1, 99))
			return Outcome{}, errNo
		}})
		r.land <- nil
		<-first
		synctest.Wait() // the second is being committed
		third := r.start(percentTo(30))
		r.land <- nil
		if got := <-second; got[0].Err != nil || !errors.Is(got[1].Err, errNo) || r.percent(1) != 20 {
			t.Errorf("%+v, percent %d", got, r.percent(1))
		}
		r.land <- errNo
		if got := <-third; !errors.Is(got[0].Err, ErrNotDurable) || r.percent(1) != 20 {
			t.Errorf("%+v, percent %d", got, r.percent(1))
		}
	})
}

// Ensure that all that comes while a commit is under way goes into one batch,
// that a checkpoint in between loses nothing, and that Close commits what was
// run and fails the rest.
func TestManyWhileOneFlies(t *testing.T) {
	onRunway(t, func(r *runway) {
		r.w.every = 3
		waiting := []<-chan []Result{r.start(percentTo(1))}
		for round := range 4 {
			for i := range 10 {
				waiting = append(waiting, r.start(percentTo(uint8(10*round+i+1))))
			}
			r.land <- nil
			synctest.Wait()
		}
		closed := make(chan error)
		go func() { closed <- r.Close() }()
		synctest.Wait()
		for done := false; !done; {
			select {
			case r.land <- nil:
			case err := <-closed:
				must(t, err)
				done = true
			}
		}
		for i, c := range waiting {
			if got := <-c; got[0].Err != nil {
				t.Errorf("caller %d: %v", i, got[0].Err)
			}
		}
		if r.started > 8 {
			t.Errorf("%d commits", r.started)
		}
		if got := r.start(percentTo(1)); !errors.Is((<-got)[0].Err, ErrClosed) {
			t.Error("a closed store works on")
		}
		r.open()
		if r.percent(1) != 40 || len(r.history(1, 100)) != 43 {
			t.Errorf("percent %d, %d events", r.percent(1), len(r.history(1, 100)))
		}
	})
}

// Ensure that scans see what the file has and what it does not have yet as one,
// in order, the newer value of a key alone.
func TestScanOverWhatIsNotWritten(t *testing.T) {
	h := newHouse(t)
	person := func(n int) []byte { return append(key32(7), byte(n)) }
	stored := overlay{}
	for _, n := range []int{1, 3, 5, 9} {
		stored.add(put{bDigests, person(n), []byte("file")})
	}
	tx, err := h.db.Begin(true)
	must(t, err)
	defer tx.Rollback()
	must(t, stored.write(tx))
	older, newer := overlay{}, overlay{}
	older.add(put{bDigests, person(2), []byte("older")})
	older.add(put{bDigests, person(3), []byte("older")})
	older.add(put{bDigests, person(5), nil})
	older.add(put{bDigests, key32(8), []byte("another's")})
	newer.add(put{bDigests, person(3), []byte("newer")})
	newer.add(put{bDigests, person(5), []byte("newer")})
	newer.add(put{bDigests, person(9), nil})
	newer.add(put{bDigests, person(12), []byte("newer")})
	got := ""
	reader{tx: tx, over: []overlay{newer, older}}.newest(bDigests, key32(7), func(key, value []byte) bool {
		got += fmt.Sprintf("%d %s,", key[4], value)
		return true
	})
	if want := "12 newer,5 newer,3 newer,2 older,1 file,"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
