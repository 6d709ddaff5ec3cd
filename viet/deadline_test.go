package viet

import (
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
