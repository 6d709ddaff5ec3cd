package store

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"dondoc/plan"
	"dondoc/workday"
)

// house is a store under test. At the end of the test the file is checked, and
// what a replay of the journal gives must be what readers were shown.
type house struct {
	*Store
	t    testing.TB
	dir  string
	now  time.Time
	fail error // what Options.Fail returns
	// every is the number of events between checkpoints; zero: as in the field.
	every uint64
}

func newHouse(t testing.TB) *house {
	t.Helper()
	h := &house{t: t, dir: t.TempDir(), now: start}
	h.open()
	t.Cleanup(h.end)
	return h
}

func (h *house) options() Options {
	return Options{Now: func() time.Time { return h.now }, Fail: func() error { return h.fail }}
}

func (h *house) open() {
	h.t.Helper()
	s, err := Open(h.dir, h.options())
	if err != nil {
		h.t.Fatal(err)
	}
	h.Store = s
	if h.every > 0 {
		s.w.every = h.every
	}
}

var start = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

// reopen closes and opens; crash opens after an end without a mark.
func (h *house) reopen() {
	h.t.Helper()
	if err := h.Close(); err != nil {
		h.t.Fatal(err)
	}
	h.open()
}

func (h *house) crash() {
	h.t.Helper()
	h.fail = os.ErrDeadlineExceeded
	if err := h.Close(); err == nil {
		h.t.Fatal("a crash left a mark of a clean end")
	}
	h.fail = nil
	h.open()
}

func (h *house) end() {
	h.t.Helper()
	h.same()
	if err := h.Close(); err != nil {
		h.t.Error(err)
	}
	if err := Check(filepath.Join(h.dir, fileName)); err != nil {
		h.t.Error(err)
	}
}

// same compares the replayed register, the writer's and the published one.
func (h *house) same() {
	h.t.Helper()
	want := canonical(h.t, h.replayed(time.Time{}))
	h.Read(func(s *Snapshot) {
		if got := canonical(h.t, s.Register); got != want {
			h.t.Errorf("published register differs from the replayed one:\n%s\n%s", got, want)
		}
		if len(s.m.register.Changed()) > 0 {
			h.t.Error("the published register has a change log")
		}
	})
	if got := canonical(h.t, h.w.register); got != want {
		h.t.Errorf("writer's register differs from the replayed one:\n%s\n%s", got, want)
	}
}

// replayed is the register as it was at an instant, from the journal alone; the
// zero instant is now.
func (h *house) replayed(until time.Time) *plan.Register {
	h.t.Helper()
	r := plan.NewRegister()
	err := h.Journal(1, func(e plan.Event) bool {
		if !until.IsZero() && e.At > until.UnixMilli() {
			return false // times never fall
		}
		apply(r, e)
		return true
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

func canonical(t testing.TB, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// do runs one command and wants it durable.
func (h *house) do(run func(*View) Outcome) any {
	h.t.Helper()
	r := h.try(Command{Run: func(v *View) (Outcome, error) { return run(v), nil }})
	if r.Err != nil {
		h.t.Fatal(r.Err)
	}
	return r.Value
}

func (h *house) try(c Command) Result { return h.Do(context.Background(), []Command{c})[0] }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// record records events and nothing else.
func (h *house) record(bodies ...plan.Body) {
	h.t.Helper()
	h.do(func(v *View) Outcome {
		for _, b := range bodies {
			v.Record(b)
		}
		return Outcome{}
	})
}

var today = workday.Of(2026, 11, 23)

// found gives a unit with n tasks, one assignment each.
func (h *house) found(n int) {
	h.t.Helper()
	h.do(func(v *View) Outcome {
		recordOffice(v, n)
		return Outcome{}
	})
}

func recordOffice(v *View, n int) {
	v.Record(plan.SettingsChanged{Settings: plan.DefaultSettings()})
	v.Record(plan.UnitSet{ID: 1, Unit: plan.Unit{Name: "Phòng Tổ chức", Short: "TCHC"}})
	for range n {
		recordTask(v)
	}
}

// recordTask gives one more task of the shape that the design counts with.
func recordTask(v *View) {
	r := v.Register
	task, occurrence, assignment := r.Tasks.Next(), r.Occurrences.Next(), r.Assignments.Next()
	v.Record(plan.TaskAdded{ID: task, Task: plan.Task{
		Code: strconv.Itoa(int(task)), Title: "Rà soát, tham mưu ban hành kế hoạch cải cách hành chính",
	}})
	due := today.Add(int(task % 60))
	v.Record(plan.TaskDated{
		Task: task, Deadline: workday.Deadline{Raw: "Quý IV", Due: due}, Day: today,
		New:   []plan.NewOccurrence{{ID: occurrence, Due: due}},
		Given: []plan.NewAssignment{{ID: assignment, Occurrence: occurrence, Unit: 1, Due: due}},
	})
}

func updated(id plan.AssignmentID, percent uint8) plan.Updated {
	return plan.Updated{Assignment: id, State: plan.InProgress, Percent: percent, Said: today}
}

// percent reads an assignment's percent as everybody sees it.
func (h *house) percent(id plan.AssignmentID) (p uint8) {
	h.Read(func(s *Snapshot) { p = s.Register.Assignments.Get(id).Percent })
	return p
}

// What is durable beside the register, as a View gives it to commands.

func (h *house) text(id plan.TextID) (text string) {
	h.look(func(r reader) { t, _ := r.text(id); text = t.Text })
	return text
}

func (h *house) keyUsed(key string) (used bool) {
	h.look(func(r reader) { used = r.keyUsed(key) })
	return used
}

func (h *house) receiptOf(id plan.NoticeID) (receipt plan.Receipt, ok bool) {
	h.look(func(r reader) { receipt, ok = r.receiptOf(id) })
	return receipt, ok
}

func (h *house) digests(person plan.PersonID, n int) (list []plan.Receipt) {
	h.look(func(r reader) { list = r.digests(person, n) })
	return list
}

func (h *house) form(person plan.PersonID, name string) (value json.RawMessage, ok bool) {
	h.look(func(r reader) { value, ok = r.form(person, name) })
	return value, ok
}

func (h *house) history(task plan.TaskID, n int) (events []plan.Event) {
	var recent []uint64
	h.Read(func(s *Snapshot) { recent, _ = s.m.recent.get(task) })
	h.look(func(r reader) { events = r.history(task, recent, n) })
	return events
}

// sending counts the notices of the queue whose call is under way, or was when
// the last run ended.
func (h *house) sending() int { return h.Stats().Sending }
