package store

import (
	"errors"
	"testing"
)

// Ensure that a job is there until it is done, also after opening again, with
// the attempts that were counted, and that ids are never given twice.
func TestJobs(t *testing.T) {
	h := newHouse(t)
	jobs := func() (list []Job) {
		h.Read(func(s *Snapshot) { list = s.Jobs() })
		return list
	}
	h.do(func(*View) Outcome {
		return Outcome{Jobs: []Job{{Kind: "read", By: 3, Args: []byte(`{"file":"a"}`)}, {Kind: "write"}}}
	})
	for range 2 {
		list := jobs()
		if len(list) != 2 || list[0].ID != 1 || list[0].Kind != "read" || string(list[0].Args) != `{"file":"a"}` || list[1].ID != 2 {
			t.Fatalf("%+v", list)
		}
		h.reopen()
	}
	h.do(func(v *View) Outcome {
		j, ok := v.Job(2)
		if !ok || j.Attempts != 0 {
			t.Errorf("%+v", j)
		}
		j.Attempts++
		return Outcome{Jobs: []Job{j}, Done: []JobID{1}}
	})
	h.crash()
	if list := jobs(); len(list) != 1 || list[0].Attempts != 1 {
		t.Errorf("%+v", list)
	}
	for name, out := range map[string]Outcome{
		"done before":      {Done: []JobID{1}},
		"done twice":       {Done: []JobID{2, 2}},
		"changed and done": {Jobs: []Job{{ID: 2}}, Done: []JobID{2}},
		"unknown":          {Jobs: []Job{{ID: 9}}},
	} {
		if r := h.try(Command{Run: func(*View) (Outcome, error) { return out, nil }}); !errors.Is(r.Err, ErrOutcome) {
			t.Errorf("%s: %v", name, r.Err)
		}
	}
	h.do(func(*View) Outcome { return Outcome{Jobs: []Job{{Kind: "new"}}, Done: []JobID{2}} })
	if list := jobs(); len(list) != 1 || list[0].ID != 3 {
		t.Errorf("%+v", list)
	}
}
