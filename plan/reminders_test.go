package plan

import (
	"testing"

	"dondoc/workday"
)

func given(events ...Body) *Register {
	r := NewRegister()
	for _, b := range append([]Body{
		UnitSet{ID: 1, Unit: Unit{Short: "P. KHTC"}},
		TaskAdded{ID: 1, Task: Task{Title: "task"}},
		TaskDated{Task: 1, Day: 20000, New: []NewOccurrence{{ID: 1, Due: 20100}},
			Given: []NewAssignment{{ID: 1, Occurrence: 1, Unit: 1, Due: 20100}}},
	}, events...) {
		Apply(r, Event{At: 7, Body: b})
	}
	return r
}

func promise(said, date workday.Date) Updated {
	return Updated{Assignment: 1, State: InProgress, Said: said, Promise: date}
}

// Ensure that one promise quiets before the due date and one after it; saying
// the standing date again changes nothing.
func TestPromiseQuietsOnce(t *testing.T) {
	for name, c := range map[string]struct {
		promises []Body
		want     bool
	}{
		"first":            {[]Body{promise(20010, 20050)}, true},
		"second":           {[]Body{promise(20010, 20050), promise(20051, 20060)}, false},
		"the same again":   {[]Body{promise(20010, 20050), promise(20012, 20050)}, true},
		"first after":      {[]Body{promise(20010, 20050), promise(20101, 20110)}, true},
		"second after":     {[]Body{promise(20101, 20110), promise(20111, 20120)}, false},
		"on the due date":  {[]Body{promise(20100, 20110)}, true},
		"third and before": {[]Body{promise(20010, 20050), promise(20020, 20060), promise(20030, 20050)}, false},
	} {
		a := given(c.promises...).Assignments.Get(1)
		if got := a.Flags&PromiseQuiets != 0; got != c.want {
			t.Errorf("%s: quiets %v, want %v", name, got, c.want)
		}
	}
}

// Ensure that an answer of the unit itself ends IsNew and one on behalf does
// not.
func TestAnswerEndsNew(t *testing.T) {
	own := Updated{Assignment: 1, State: InProgress, Said: 20010}
	behalf := own
	behalf.OnBehalf = true
	if a := given(own).Assignments.Get(1); a.Flags&IsNew != 0 {
		t.Error("new after its own answer")
	}
	if a := given(behalf).Assignments.Get(1); a.Flags&IsNew == 0 || a.Flags&NewsBehalf == 0 {
		t.Error("not new after an answer on behalf")
	}
}

// Ensure that a date that stands in the plan itself is no change.
func TestImportedDate(t *testing.T) {
	told := DigestTold{Person: 1, Day: 20001, Duties: []ToldDuty{{Duty: Duty{Perform, 1}, Step: NewStep}}}
	moved := TaskDated{Task: 1, Day: 20005, Dues: []NewDue{{1, 20090}}, Import: true}
	if a := given(told, moved).Assignments.Get(1); a.Flags&IsNew != 0 || a.Dated != 20000 || a.Version != 1 || a.Due != 20090 {
		t.Errorf("imported: %+v", a)
	}
	moved.Import = false
	if a := given(told, moved).Assignments.Get(1); a.Flags&IsNew == 0 || a.Dated != 20005 {
		t.Errorf("changed: %+v", a)
	}
}

// Ensure that events which name what is not there change nothing.
func TestApplyIsTotal(t *testing.T) {
	r := given(
		TaskAssigned{Task: 9, Given: []NewAssignment{{ID: 2, Occurrence: 1, Unit: 1}}},
		DigestTold{Person: 1, Day: 20001, Duties: []ToldDuty{{Duty: Duty{Perform, 1}, Rung: Rungs, Step: 3}}},
	)
	if a := r.Assignments.Get(1); r.Assignments.Len() != 1 || a.Told != ([Rungs]Told{}) || !r.Live(&a) {
		t.Errorf("%d assignments, told %v", r.Assignments.Len(), a.Told)
	}
}

// Ensure that a clone is equal and independent.
func TestClone(t *testing.T) {
	r := given(MatterRaised{ID: 1, Matter: Matter{Kind: Obstacle, Assignment: 1}})
	before, _ := r.MarshalJSON()
	c := r.Clone()
	same, _ := c.MarshalJSON()
	Apply(c, Event{Body: promise(20010, 20050)})
	Apply(c, Event{Body: SettingsChanged{DefaultSettings()}})
	after, _ := r.MarshalJSON()
	if string(before) != string(same) || string(before) != string(after) {
		t.Error("the clone differs, or the register changed with it")
	}
	if r.Matters.Get(1).Came != 7 {
		t.Error("when the matter came is not kept")
	}
}
