package store

import (
	"errors"
	"fmt"

	"dondoc/plan"
)

// ErrOutcome is why a command is refused whose Outcome cannot be written.
var ErrOutcome = errors.New("store: outcome refused")

func refuse(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrOutcome}, args...)...)
}

// staged is a checked outcome, encoded and ready to be written: from here on
// only the disk can fail.
type staged struct {
	puts    []put
	notices []plan.Notice
	gone    []plan.NoticeID
	people  []Particulars
	meta    map[string]string
	events  []recorded
	jobs    []Job
	done    []JobID
	once    int // 1 when the command's Once is kept
	counters
}

func (s *staged) put(bucket, key, value []byte) error {
	if len(key) == 0 || len(key) > maxKey {
		return refuse("a key of %d bytes in %s", len(key), bucket)
	}
	if len(value) > maxValue {
		return refuse("a value of %d bytes in %s", len(value), bucket)
	}
	s.puts = append(s.puts, put{bucket, key, value})
	return nil
}

func (s *staged) pack(bucket, key []byte, v any) error {
	value, err := pack(v)
	if err != nil {
		return fmt.Errorf("%w: %s: %w", ErrOutcome, bucket, err)
	}
	return s.put(bucket, key, value)
}

// stage checks the outcome of a command and encodes it.
func (w *writer) stage(v *View, once string, out Outcome) (*staged, error) {
	if v.err != nil {
		return nil, fmt.Errorf("%w: %w", ErrOutcome, v.err)
	}
	s := &staged{meta: out.Meta, counters: w.counters}
	steps := []func() error{
		func() error { return s.stageEvents(v.events) },
		func() error { return w.stageNew(s, v, out.Notices) },
		func() error { return w.stageChanged(s, out.Changed) },
		func() error { return w.stageFinished(s, v, out) },
		func() error { return w.stagePeople(s, out.People) },
		func() error { return w.stageJobs(s, out) },
		func() error { return s.stageRest(out) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	if once != "" {
		s.once = 1
		if err := s.put(bSeen, []byte(once), key64(uint64(v.Now.UnixMilli()))); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *staged) stageEvents(events []recorded) error {
	for _, r := range events {
		if err := s.put(bJournal, key64(r.event.Seq), r.line); err != nil {
			return err
		}
	}
	s.events = events
	return nil
}

// stageNew queues notices whose keys are new. An id of the caller's own must
// come from NewNotice of this command.
func (w *writer) stageNew(s *staged, v *View, notices []plan.Notice) error {
	keys := map[string]bool{}
	read := w.file
	for _, n := range notices {
		if n.Key == "" {
			return refuse("a notice %q without key", n.Kind)
		}
		if keys[n.Key] || read.keyUsed(n.Key) {
			continue
		}
		keys[n.Key] = true
		if n.ID == 0 {
			s.notice++
			n.ID = s.notice
		} else if n.ID <= w.before.notice || n.ID > w.notice || s.adds(n.ID) {
			return refuse("notice %q has the id %d of another", n.Key, n.ID)
		}
		if n.Created == 0 {
			n.Created = v.Now.UnixMilli()
		}
		id := key64(uint64(n.ID))
		if err := s.put(bKeys, []byte(n.Key), id); err != nil {
			return err
		}
		if err := s.pack(bQueue, id, n); err != nil {
			return err
		}
		s.notices = append(s.notices, n)
	}
	return nil
}

func (s *staged) adds(id plan.NoticeID) bool {
	for _, n := range s.notices {
		if n.ID == id {
			return true
		}
	}
	return false
}

func (w *writer) stageChanged(s *staged, notices []plan.Notice) error {
	seen := map[plan.NoticeID]bool{}
	for _, n := range notices {
		old, ok := w.queue.get(n.ID)
		switch {
		case !ok:
			return refuse("changed notice %d is not in the queue", n.ID)
		case old.Key != n.Key:
			return refuse("changed notice %d has another key", n.ID)
		case seen[n.ID]:
			return refuse("notice %d is changed twice", n.ID)
		}
		seen[n.ID] = true
		if err := s.pack(bQueue, key64(uint64(n.ID)), n); err != nil {
			return err
		}
		s.notices = append(s.notices, n)
	}
	return nil
}

func (w *writer) stagePeople(s *staged, people []Particulars) error {
	next := map[plan.PersonID]Particulars{}
	for _, p := range people {
		if _, twice := next[p.Person]; twice || p.Person == 0 {
			return refuse("particulars of person %d", p.Person)
		}
		next[p.Person] = p
	}
	accounts := map[int64]bool{}
	for _, p := range people {
		if p.Account != 0 {
			owner, _ := w.accounts.get(p.Account)
			_, leaves := next[owner]
			if accounts[p.Account] || owner != 0 && owner != p.Person && !leaves {
				return refuse("the account of person %d is another's", p.Person)
			}
			accounts[p.Account] = true
		}
		key := key32(uint32(p.Person))
		if p.empty() {
			if err := s.put(bPeople, key, nil); err != nil {
				return err
			}
		} else if err := s.pack(bPeople, key, p); err != nil {
			return err
		}
	}
	s.people = people
	return nil
}

// stageJobs stages new jobs, and what has become of others.
func (w *writer) stageJobs(s *staged, out Outcome) error {
	done := map[JobID]bool{}
	for _, id := range out.Done {
		if _, ok := w.jobs.get(id); !ok || done[id] {
			return refuse("job %d is not to be done", id)
		}
		done[id] = true
		if err := s.put(bJobs, key64(uint64(id)), nil); err != nil {
			return err
		}
	}
	for _, j := range out.Jobs {
		if _, ok := w.jobs.get(j.ID); j.ID != 0 && (!ok || done[j.ID]) {
			return refuse("changed job %d is not to be done", j.ID)
		}
		if j.ID == 0 {
			s.job++
			j.ID = s.job
		}
		if err := s.pack(bJobs, key64(uint64(j.ID)), j); err != nil {
			return err
		}
		s.jobs = append(s.jobs, j)
	}
	s.done = out.Done
	return nil
}

// stageRest stages texts, forms, updates put aside and settings.
func (s *staged) stageRest(out Outcome) error {
	for _, t := range out.Texts {
		if t.ID == 0 || t.ID > s.text {
			return refuse("text %d has no id of NewText", t.ID)
		}
		if err := s.pack(bTexts, key32(uint32(t.ID)), t); err != nil {
			return err
		}
	}
	for _, f := range out.Forms {
		if err := s.put(bForms, formKey(f.Person, f.Name), f.Value); err != nil {
			return err
		}
	}
	for _, a := range out.Aside {
		if err := s.pack(bAside, key64(signed64(a.Update)), a); err != nil {
			return err
		}
	}
	for name, value := range out.Meta {
		data := []byte(value)
		if value == "" {
			data = nil
		}
		if err := s.put(bMeta, []byte(name), data); err != nil {
			return err
		}
	}
	return nil
}
