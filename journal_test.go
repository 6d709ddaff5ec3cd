package main

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"testing"

	"dondoc/plan"
	"dondoc/store"
)

// replayed checks that the journal alone gives the register.
func replayed(t *testing.T, s *store.Store) {
	t.Helper()
	r := plan.NewRegister()
	err := s.Journal(1, func(e plan.Event) bool {
		plan.Apply(r, e)
		r.Forget()
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	want, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	s.Read(func(snap *store.Snapshot) {
		got, err := json.Marshal(snap.Register)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("the register is\n%s\nbut the journal gives\n%s", got, want)
		}
	})
}

// viewed looks at what a store keeps beside the register, as a command does.
func viewed(s *store.Store, look func(*store.View)) {
	s.Do(context.Background(), []store.Command{{Run: func(v *store.View) (store.Outcome, error) {
		look(v)
		return store.Outcome{}, nil
	}}})
}

// keyUsed reports whether a notice with a key was ever owed.
func keyUsed(s *store.Store, key string) (used bool) {
	viewed(s, func(v *store.View) { used = v.KeyUsed(key) })
	return used
}

// Ensure that the journal only grows: whatever happens, its earlier lines stay
// as they are, each names what, when and by which message, and together they
// give the register.
func checkJournal(t *testing.T, s *store.Store, before []string) []string {
	t.Helper()
	var lines []string
	at := int64(0)
	err := s.Journal(1, func(e plan.Event) bool {
		data, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(data))
		if e.Seq != uint64(len(lines)) || e.At < at || e.Kind() == "" {
			t.Errorf("line %d follows one of %d: %s", len(lines), at, data)
		}
		if e.By != 0 && e.Source == (plan.Source{}) {
			t.Errorf("nobody knows where this came from: %s", data)
		}
		at = e.At
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(lines) < len(before) || !slices.Equal(lines[:len(before)], before) {
		t.Error("a line of the journal has changed")
	}
	replayed(t, s)
	return lines
}
