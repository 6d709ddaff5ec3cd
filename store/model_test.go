package store

import (
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dondoc/plan"
)

// model is what a store must hold, kept as simply as can be.
type model struct {
	percent map[plan.AssignmentID]uint8
	history map[plan.TaskID]int
	once    map[string]bool
	keys    map[string]bool
	queue   map[string]plan.Notice // by key
	texts   map[plan.TextID]string
	sent    int
}

func (m *model) clone() *model {
	c := *m
	c.percent, c.history = cloned(m.percent), cloned(m.history)
	c.once, c.keys, c.queue, c.texts = cloned(m.once), cloned(m.keys), cloned(m.queue), cloned(m.texts)
	return &c
}

func cloned[K comparable, V any](m map[K]V) map[K]V {
	c := make(map[K]V, len(m))
	for k, v := range m {
		c[k] = v
	}
	return c
}

// step is one random command: what it does to the store and to the model.
type step struct {
	once     string
	id       plan.AssignmentID
	percent  uint8
	key      string
	text     string
	finish   bool // the oldest queued notice is sent
	sending  bool // the newest queued notice is marked
	refuse   bool
	panics   bool
	withElse bool
}

func drawStep(t *rapid.T) step {
	number := rapid.IntRange(0, 12)
	s := step{
		once: fmt.Sprint("o", number.Draw(t, "once")), key: fmt.Sprint("k", number.Draw(t, "key")),
		id: plan.AssignmentID(number.Draw(t, "id")), percent: rapid.Uint8Range(1, 100).Draw(t, "percent"),
		text: rapid.SampledFrom([]string{"", "một", "hai"}).Draw(t, "text"),
	}
	does := rapid.IntRange(0, 63).Draw(t, "does")
	s.finish, s.sending, s.withElse = does&1 != 0, does&2 != 0, does&4 != 0
	s.refuse, s.panics = does&24 == 24, does&56 == 56
	return s
}

func (s step) command() Command {
	c := Command{Once: s.once, Run: s.run}
	if s.withElse {
		c.Else = func(*View, error) Outcome {
			return Outcome{Notices: []plan.Notice{{Key: "else " + s.key}}}
		}
	}
	return c
}

func (s step) run(v *View) (Outcome, error) {
	u := updated(s.id, s.percent)
	out := Outcome{Notices: []plan.Notice{{Key: s.key}}}
	if s.text != "" {
		u.Text = v.NewText()
		out.Texts = []Text{{ID: u.Text, Text: s.text}}
	}
	v.Record(u)
	queue := v.Queue()
	if s.finish && len(queue) > 0 {
		n := queue[0]
		out.Finished = []Finished{{ID: n.ID, Ending: Sent, Receipt: &plan.Receipt{Chat: 1, Message: int(n.ID), Class: n.Class}}}
	}
	if s.sending && len(queue) > 1 {
		n := queue[len(queue)-1]
		n.State = plan.Sending
		out.Changed = []plan.Notice{n}
	}
	if s.panics {
		panic("drawn")
	}
	if s.refuse {
		return out, errNo
	}
	return out, nil
}

// apply does to the model what the command does to the store.
func (s step) apply(m *model) {
	if m.once[s.once] {
		return
	}
	if s.refuse || s.panics {
		if s.withElse {
			m.once[s.once] = true
			m.owe("else " + s.key)
		}
		return
	}
	m.once[s.once] = true
	queue := m.sorted()
	if s.finish && len(queue) > 0 {
		delete(m.queue, queue[0].Key)
		m.sent++
	}
	if s.sending && len(queue) > 1 {
		n := queue[len(queue)-1]
		n.State = plan.Sending
		m.queue[n.Key] = n
	}
	m.owe(s.key)
	if s.text != "" {
		m.texts[plan.TextID(len(m.texts)+1)] = s.text
	}
	if s.id != 0 && s.id <= 10 {
		m.percent[s.id] = s.percent
		m.history[plan.TaskID(s.id)]++
	}
}

func (m *model) owe(key string) {
	if !m.keys[key] {
		m.keys[key] = true
		m.queue[key] = plan.Notice{ID: plan.NoticeID(len(m.keys)), Key: key}
	}
}

func (m *model) sorted() []plan.Notice {
	var list []plan.Notice
	for _, n := range m.queue {
		list = append(list, n)
	}
	slices.SortFunc(list, func(a, b plan.Notice) int { return int(a.ID) - int(b.ID) })
	return list
}

// Ensure that whatever mix of commands, refusals, panics, failed commits,
// checkpoints, clean ends and kills a store goes through, it holds exactly
// what was answered as durable: invariants 1 to 3.
func TestAgainstModel(t *testing.T) {
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue {
		must(t, f.Value.Set("30")) // each opens real files
	}
	runs := 0
	rapid.Check(t, func(rt *rapid.T) {
		h := &house{t: t, dir: filepath.Join(t.TempDir(), fmt.Sprint(runs)), now: start}
		runs++
		h.every = rapid.SampledFrom([]uint64{1, 3, 1000}).Draw(rt, "every")
		h.open()
		defer h.Close()
		h.found(10)
		m := &model{
			percent: map[plan.AssignmentID]uint8{}, history: map[plan.TaskID]int{}, once: map[string]bool{},
			keys: map[string]bool{}, queue: map[string]plan.Notice{}, texts: map[plan.TextID]string{},
		}
		for range rapid.IntRange(1, 12).Draw(rt, "batches") {
			switch rapid.IntRange(0, 9).Draw(rt, "between") {
			case 0:
				h.reopen()
			case 1:
				h.crash()
			}
			steps := rapid.SliceOfN(rapid.Custom(drawStep), 1, 6).Draw(rt, "steps")
			next := m.clone()
			var commands []Command
			for _, s := range steps {
				commands = append(commands, s.command())
				s.apply(next)
			}
			if rapid.IntRange(0, 4).Draw(rt, "fail") == 0 {
				h.fail = errNo
			}
			results := h.Do(t.Context(), commands)
			if h.fail == nil || results[0].Err == nil {
				m = next
			}
			h.fail = nil
			m.compare(rt, h)
		}
		h.end()
	})
}

func (m *model) compare(t *rapid.T, h *house) {
	h.Read(func(s *Snapshot) {
		for id := range plan.AssignmentID(11) {
			if got := s.Register.Assignments.Get(id).Percent; got != m.percent[id] {
				t.Fatalf("assignment %d: %d percent, want %d", id, got, m.percent[id])
			}
		}
		want := m.sorted()
		if len(s.Queue) != len(want) {
			t.Fatalf("queue %v, want %v", s.Queue, want)
		}
		for i, n := range s.Queue {
			if n.ID != want[i].ID || n.Key != want[i].Key || n.State != want[i].State {
				t.Fatalf("queue %v, want %v", s.Queue, want)
			}
		}
	})
	for id, text := range m.texts {
		if got := h.text(id); got != text {
			t.Fatalf("text %d: %q, want %q", id, got, text)
		}
	}
	for key := range m.keys {
		if !h.keyUsed(key) {
			t.Fatalf("key %q is forgotten", key)
		}
	}
	for task := range plan.TaskID(11) {
		events := h.history(task, 1000)
		if task > 0 && len(events) != m.history[task]+2 {
			t.Fatalf("history of %d: %d events, want %d", task, len(events), m.history[task]+2)
		}
		if !slices.IsSortedFunc(events, func(a, b plan.Event) int { return int(b.Seq) - int(a.Seq) }) {
			t.Fatalf("history of %d is out of order", task)
		}
	}
	if got := h.Stats().Totals.Ended[Sent]; got != uint64(m.sent) {
		t.Fatalf("%d sent, want %d", got, m.sent)
	}
}
