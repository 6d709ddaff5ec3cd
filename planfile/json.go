package planfile

import (
	"encoding/json"
	"strconv"

	"dondoc/workday"
)

// deadlineJSON is the form of a deadline in JSON: the labelled examples of
// deadline phrases use the same one. A null Month or Day was not said.
type deadlineJSON struct {
	Raw        string          `json:"raw"`
	Kind       workday.Kind    `json:"kind"`
	Due        *workday.Date   `json:"due"`
	Recurrence *recurrenceJSON `json:"recurrence"`
}

type recurrenceJSON struct {
	Every workday.Every   `json:"every"`
	Month *int8           `json:"month"`
	Day   json.RawMessage `json:"day"` // null, a number, or a weekday as "fri"
}

// MarshalJSON writes empty slices as [].
func (d Document) MarshalJSON() ([]byte, error) {
	type plain Document
	d.Areas, d.Tasks, d.Targets = some(d.Areas), some(d.Tasks), some(d.Targets)
	d.Units, d.Problems = some(d.Units), some(d.Problems)
	return json.Marshal(plain(d))
}

// MarshalJSON writes no date as null.
func (h Header) MarshalJSON() ([]byte, error) {
	type plain Header
	return json.Marshal(struct {
		plain
		Date *workday.Date `json:"date"`
	}{plain(h), orNull(h.Date)})
}

// MarshalJSON writes empty slices as [] and the deadline as deadlineJSON.
func (t Task) MarshalJSON() ([]byte, error) {
	type plain Task
	t.Lead, t.Support, t.Suggested = some(t.Lead), some(t.Support), some(t.Suggested)
	d := deadlineJSON{Raw: t.Deadline.Raw, Kind: t.Deadline.Kind, Due: orNull(t.Deadline.Due)}
	if r := t.Deadline.Recurrence; r.Every != "" {
		out := recurrenceJSON{Every: r.Every, Day: json.RawMessage("null")}
		if r.Month != 0 {
			out.Month = &r.Month
		}
		switch {
		case r.Weekday != "":
			out.Day = json.RawMessage(strconv.Quote(r.Weekday))
		case r.Day != 0:
			out.Day = json.RawMessage(strconv.Itoa(int(r.Day)))
		}
		d.Recurrence = &out
	}
	return json.Marshal(struct {
		plain
		Deadline  deadlineJSON `json:"deadline"`
		Suggested []Suggestion `json:"suggested"`
	}{plain(t), d, t.Suggested})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (t *Task) UnmarshalJSON(data []byte) error {
	type plain Task
	in := struct {
		*plain
		Deadline deadlineJSON `json:"deadline"`
	}{plain: (*plain)(t)}
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	t.Deadline = workday.Deadline{Raw: in.Deadline.Raw, Kind: in.Deadline.Kind}
	if in.Deadline.Due != nil {
		t.Deadline.Due = *in.Deadline.Due
	}
	r := in.Deadline.Recurrence
	if r == nil {
		return nil
	}
	t.Deadline.Recurrence.Every = r.Every
	if r.Month != nil {
		t.Deadline.Recurrence.Month = *r.Month
	}
	if len(r.Day) > 0 && r.Day[0] == '"' {
		return json.Unmarshal(r.Day, &t.Deadline.Recurrence.Weekday)
	}
	if len(r.Day) > 0 {
		return json.Unmarshal(r.Day, &t.Deadline.Recurrence.Day)
	}
	return nil
}

func orNull(d workday.Date) *workday.Date {
	if d == 0 {
		return nil
	}
	return &d
}

// some gives an empty slice for a nil one.
func some[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
