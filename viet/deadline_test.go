package viet

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dondoc/workday"
)

type labelledDeadline struct {
	Text       string
	PlanYear   int `json:"plan_year"`
	Kind       workday.Kind
	Due        workday.Date
	Recurrence *struct {
		Every workday.Every
		Month int8
		Day   any
	}
}

func (l labelledDeadline) deadline() workday.Deadline {
	d := workday.Deadline{Raw: l.Text, Kind: l.Kind, Due: l.Due}
	if r := l.Recurrence; r != nil {
		d.Recurrence = workday.Recurrence{Every: r.Every, Month: r.Month}
		switch day := r.Day.(type) {
		case float64:
			d.Recurrence.Day = int8(day)
		case string:
			d.Recurrence.Weekday = day
		}
	}
	return d
}

// Ensure that of the labelled phrases of real plans at most one is read
// wrongly, and none is given a date that it does not have.
func TestParseDeadlineLabelled(t *testing.T) {
	wrong := 0
	lines := sharedLines[labelledDeadline](t, "deadlines.jsonl")
	for _, l := range lines {
		want := l.deadline()
		got := ParseDeadline(l.Text, l.PlanYear)
		if got.Due != want.Due && got.Due != 0 && want.Due == 0 {
			t.Errorf("%q: invented %s", l.Text, got.Due)
		}
		if got != want {
			wrong++
			t.Logf("%q: %+v, want %+v", l.Text, got, want)
		}
	}
	t.Logf("%d of %d right", len(lines)-wrong, len(lines))
	if wrong > 1 {
		t.Errorf("%d wrong", wrong)
	}
}

// Ensure that a phrase is understood whole or not at all: with a word in it
// that no rule knows it has no date and no recurrence.
func TestParseDeadlineWholeOrNotAtAll(t *testing.T) {
	for _, name := range []string{"deadlines.txt", "deadlines_plans.txt", "deadlines_more.txt", "deadlines_last.txt", "deadlines_lists.txt"} {
		b, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(b)) {
			phrase, _, found := strings.Cut(line, " => ")
			waiting := strings.HasPrefix(phrase, "Sau khi") // what it waits for may be any words
			if !found || waiting || strings.HasPrefix(line, "#") {
				continue
			}
			for _, strange := range []string{"khoai", "trừ", "không", "365", "nếu"} {
				words := strings.Fields(strings.ReplaceAll(phrase, "⏎", " "))
				for i := range len(words) + 1 {
					text := strings.Join(slices.Insert(slices.Clone(words), i, strange), " ")
					d := ParseDeadline(text, 2026)
					waits := d.Kind == workday.Relative || d.Kind == workday.Continuous && d.Recurrence.Every == ""
					if d.Kind != workday.Unknown && !waits {
						t.Errorf("%q: %s %s %+v", text, d.Kind, d.Due, d.Recurrence)
					}
				}
			}
		}
	}
}
