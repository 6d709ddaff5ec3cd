package planfile

import (
	"encoding/json"
	"slices"

	"dondoc/viet"
	"dondoc/workday"
)

// Difference is what a second version of a plan changes. Every task of the old
// version is in Pairs or Removed, every task of the new one in Pairs or Added;
// a pair is in Changed, in Moved, or says the same as before.
type Difference struct {
	Added   []string `json:"added"`   // codes, as the new plan lists them
	Removed []string `json:"removed"` // codes, as the old plan listed them
	Changed []Change `json:"changed"`
	Moved   []Move   `json:"moved"` // only the code is another

	// Pairs are the tasks that go on, in the order of the new plan; Areas the
	// areas that do.
	Pairs []Pair `json:"-"`
	Areas []Pair `json:"-"`
}

// Change is a task that says something else; its code may have moved as well.
type Change struct {
	CodeOld string  `json:"code_old"`
	CodeNew string  `json:"code_new"`
	Fields  []Field `json:"fields"`
}

// Move is a task that has got another code.
type Move struct {
	CodeOld string `json:"code_old"`
	CodeNew string `json:"code_new"`
}

// Pair joins an old and a new task, or area, by their places in the documents.
type Pair struct{ Old, New int }

// Field is a part of a task that an amendment can change.
type Field string

// The fields, in the order in which they are named.
const (
	FieldArea        Field = "area" // it stands in another area without a new code
	FieldTitle       Field = "title"
	FieldText        Field = "text"
	FieldLead        Field = "lead"
	FieldSupport     Field = "support"
	FieldDeliverable Field = "deliverable"
	FieldDeadline    Field = "deadline"
)

// MarshalJSON writes empty lists as [].
func (d Difference) MarshalJSON() ([]byte, error) {
	type plain Difference
	d.Added, d.Removed, d.Changed, d.Moved = some(d.Added), some(d.Removed), some(d.Changed), some(d.Moved)
	return json.Marshal(plain(d))
}

// Empty reports whether the two versions say the same.
func (d Difference) Empty() bool {
	return len(d.Added)+len(d.Removed)+len(d.Changed)+len(d.Moved) == 0
}

// Diff compares two versions of a plan. Tasks belong together by their words
// first and by their codes where the words leave it open: see match. The result
// depends on nothing but the two documents, and the other way round it is its
// own inverse.
func Diff(old, new Document) Difference {
	var d Difference
	d.Areas = match(areaItems(old), areaItems(new), true)
	toOld := make([]int, len(new.Areas))
	for i := range toOld {
		toOld[i] = -1
	}
	for _, p := range d.Areas {
		toOld[p.New] = p.Old
	}
	d.Pairs = match(taskItems(old, nil), taskItems(new, toOld), false)
	kept := make([]bool, len(old.Tasks))
	next := 0
	for i, t := range new.Tasks {
		if next == len(d.Pairs) || d.Pairs[next].New != i {
			d.Added = append(d.Added, t.Code)
			continue
		}
		p := d.Pairs[next]
		next++
		kept[p.Old] = true
		before := old.Tasks[p.Old]
		fields := changedFields(before, t)
		if before.Code == t.Code && !sameArea(old, new, toOld, before, t) {
			fields = slices.Insert(fields, 0, FieldArea)
		}
		switch {
		case len(fields) > 0:
			d.Changed = append(d.Changed, Change{before.Code, t.Code, fields})
		case before.Code != t.Code:
			d.Moved = append(d.Moved, Move{before.Code, t.Code})
		}
	}
	for i, t := range old.Tasks {
		if !kept[i] {
			d.Removed = append(d.Removed, t.Code)
		}
	}
	return d
}

func areaItems(d Document) []matched {
	items := make([]matched, len(d.Areas))
	for i, a := range d.Areas {
		items[i] = matched{code: a.Code, area: -1, print: viet.PrintOf(a.Title)}
	}
	return items
}

// taskItems are the tasks of a document as match needs them. The areas of a new
// document are named by those of the old one; −1 is none.
func taskItems(d Document, toOld []int) []matched {
	items := make([]matched, len(d.Tasks))
	for i, t := range d.Tasks {
		text := t.Text
		if text == "" {
			text = t.Title
		}
		items[i] = matched{code: t.Code, area: areaOf(d, toOld, t), print: viet.PrintOf(text)}
	}
	return items
}

func areaOf(d Document, toOld []int, t Task) int {
	for i, a := range d.Areas {
		if a.Code != t.Area {
			continue
		}
		if toOld != nil {
			return toOld[i]
		}
		return i
	}
	return -1
}

func sameArea(old, new Document, toOld []int, before, after Task) bool {
	return areaOf(old, nil, before) == areaOf(new, toOld, after)
}

// changedFields compares a task field by field, by what a reader understands.
func changedFields(a, b Task) []Field {
	var out []Field
	if !viet.SameWords(a.Title, b.Title) {
		out = append(out, FieldTitle)
	}
	if !viet.SameWords(a.Text, b.Text) {
		out = append(out, FieldText)
	}
	if !sameNames(a.Lead, b.Lead) {
		out = append(out, FieldLead)
	}
	if !sameNames(a.Support, b.Support) {
		out = append(out, FieldSupport)
	}
	if !viet.SameWords(a.Deliverable, b.Deliverable) {
		out = append(out, FieldDeliverable)
	}
	if !SameDeadline(a.Deadline, b.Deadline) {
		out = append(out, FieldDeadline)
	}
	return out
}

// sameNames compares lists of units; their order says nothing.
func sameNames(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	left := slices.Clone(b)
	for _, name := range a {
		i := slices.IndexFunc(left, func(other string) bool { return viet.SameWords(name, other) })
		if i < 0 {
			return false
		}
		left = slices.Delete(left, i, i+1)
	}
	return true
}

// SameDeadline reports whether two deadlines mean the same. Those without a
// date of their own do when their words do.
func SameDeadline(a, b workday.Deadline) bool {
	if a.Due != b.Due || a.Recurrence != b.Recurrence {
		return false
	}
	switch {
	case a.Kind.Dated() && b.Kind.Dated():
		return true
	case a.Kind != b.Kind:
		return false
	case a.Kind == workday.Unknown || a.Kind == workday.Relative:
		return viet.SameWords(a.Raw, b.Raw)
	}
	return true
}
