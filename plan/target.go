package plan

import (
	"math"
	"strings"

	"dondoc/workday"
)

// Target is a number that a plan sets out to reach, and the values that were
// said of it: the last one, and the last one of the reporting period before,
// which it is compared with. All others stand in the journal.
type Target struct {
	Plan PlanID `json:"plan"`
	Area AreaID `json:"area,omitempty"`
	// Task is the task in whose words it stands; its lead units give the values.
	// Zero: it is the plan's own, and the office gives them.
	Task TaskID `json:"task,omitempty"`
	// Revision counts the values, for undo.
	Revision   uint16  `json:"revision,omitempty"`
	Dropped    bool    `json:"dropped,omitempty"` // the amended plan states it no more
	Value      float64 `json:"value"`
	Unit       string  `json:"unit"`
	Comparison string  `json:"comparison"` // ">=", ">", "=", "<=" or "<"
	Text       string  `json:"text"`
	Last       Reached `json:"last,omitzero"`
	Before     Figure  `json:"before,omitzero"`
}

// Figure is a value on a day. A zero Day is none.
type Figure struct {
	Value float64      `json:"value"`
	Day   workday.Date `json:"day"`
}

// Reached is a value that was said of a target, by whom and in which words.
type Reached struct {
	Value float64      `json:"value"`
	Day   workday.Date `json:"day"`
	By    PersonID     `json:"by,omitempty"`
	Text  TextID       `json:"text,omitempty"`
}

// Figure returns the value and its day alone.
func (v Reached) Figure() Figure { return Figure{v.Value, v.Day} }

// TargetReached: a unit said what a target has reached, or the office recorded
// it.
type TargetReached struct {
	Target TargetID `json:"target"`
	// Assignment is the one on which it was said. Zero: the office recorded it
	// for the plan.
	Assignment AssignmentID `json:"assignment,omitempty"`
	Value      float64      `json:"value"`
	Day        workday.Date `json:"day"`
	Text       TextID       `json:"text,omitempty"`
	// Before is what the value is compared with from then on: the last one of an
	// earlier reporting period.
	Before   Figure `json:"before,omitzero"`
	OnBehalf bool   `json:"on_behalf,omitempty"`
}

// TargetRestored: a value was undone or corrected: the target is again what it
// was before.
type TargetRestored struct {
	Target TargetID `json:"target"`
	// Assignment is the one on which the value was said that is taken back.
	Assignment AssignmentID `json:"assignment,omitempty"`
	Last       Reached      `json:"last,omitzero"`
	Before     Figure       `json:"before,omitzero"`
}

// TargetAmended: an amended plan states a target otherwise, or no more. The
// values stay.
type TargetAmended struct {
	Target     TargetID `json:"target"`
	Area       AreaID   `json:"area,omitempty"`
	Task       TaskID   `json:"task,omitempty"`
	Value      float64  `json:"value"`
	Unit       string   `json:"unit"`
	Comparison string   `json:"comparison"`
	Text       string   `json:"text"`
	Dropped    bool     `json:"dropped,omitempty"`
	// Document is the amending document's number.
	Document string `json:"document"`
}

func (TargetReached) kind() string  { return "target_reached" }
func (TargetRestored) kind() string { return "target_restored" }
func (TargetAmended) kind() string  { return "target_amended" }

func (b TargetReached) apply(t *Target, by PersonID) {
	t.Last, t.Before = Reached{Value: b.Value, Day: b.Day, By: by, Text: b.Text}, b.Before
	t.Revision++
}

func (b TargetRestored) apply(t *Target) {
	t.Last, t.Before = b.Last, b.Before
	t.Revision++
}

func (b TargetAmended) apply(t *Target) {
	t.Area, t.Task, t.Value, t.Unit, t.Comparison, t.Text = b.Area, b.Task, b.Value, b.Unit, b.Comparison, b.Text
	t.Dropped = b.Dropped
}

// Percent reports whether the target is a share of something, "% hồ sơ".
func (t Target) Percent() bool { return strings.HasPrefix(t.Unit, "%") }

// Noun is what is counted: "hồ sơ" of "% hồ sơ", "lớp tập huấn". It may be
// empty.
func (t Target) Noun() string { return strings.TrimSpace(strings.TrimPrefix(t.Unit, "%")) }

// Upper reports whether less is better: "không quá 5%".
func (t Target) Upper() bool { return t.Comparison == "<=" || t.Comparison == "<" }

// Met reports whether a value meets the target. One without a printed
// comparison is met from its number on: who does more than was set out has
// done it.
func (t Target) Met(value float64) bool {
	switch t.Comparison {
	case ">":
		return value > t.Value
	case "<=":
		return value <= t.Value
	case "<":
		return value < t.Value
	}
	return value >= t.Value
}

// Distance is how much a value lacks, or for an upper bound exceeds, in the
// target's unit; zero when it is met, and when the bound itself, which does
// not count, is reached exactly.
func (t Target) Distance(value float64) float64 {
	if t.Met(value) {
		return 0
	}
	return round(math.Abs(t.Value - value))
}

// round drops what only the binary form of a decimal number adds.
func round(v float64) float64 { return math.Round(v*1e4) / 1e4 }

// After returns the figure that a value said on a day is compared with: the
// last one whose day lies in an earlier reporting period, a quarter as the
// report of the quarter covers it.
func (t Target) After(day workday.Date) Figure {
	if t.Last.Day != 0 && earlierQuarter(t.Last.Day, day) {
		return t.Last.Figure()
	}
	if t.Before.Day != 0 && earlierQuarter(t.Before.Day, day) {
		return t.Before
	}
	return Figure{}
}

func earlierQuarter(a, b workday.Date) bool {
	return workday.NextCutoff(a, workday.EveryQuarter) < workday.NextCutoff(b, workday.EveryQuarter)
}

// Unlikely is why a value is asked about before it is recorded. The zero
// Unlikely is no reason.
type Unlikely uint8

// The reasons.
const (
	Likely        Unlikely = iota
	Negative               // less than nothing
	OverHundred            // a share of more than all
	OverWhole              // more were counted than there are
	FarFromLast            // far from the value before
	FarFromGoal            // no value before, and far above the target
	unlikelyKinds          // their number
)

var unlikelyNames = [unlikelyKinds]string{"", "negative", "over_hundred", "over_whole", "far_from_last", "far_from_goal"}

// String returns a name as "over_hundred", empty for Likely.
func (u Unlikely) String() string { return unlikelyNames[min(u, unlikelyKinds-1)] }

// How far from the value before a new one may be without being asked about: a
// share in points, a count by the factor and by the number.
const (
	farPoints = 30
	farFactor = 4
	farCount  = 10
	// farGoal is how many times the target a first count may be: a point of
	// thousands that was read as a decimal comma, or a zero too many.
	farGoal = 10
)

// Unlikely judges a value, of a whole where that was said (zero: not), against
// its range, the value before and the target.
func (t Target) Unlikely(value, whole float64) Unlikely {
	last := t.Last.Value
	switch {
	case value < 0:
		return Negative
	case t.Percent() && value > 100:
		return OverHundred
	case whole > 0 && value > whole && !t.Percent():
		return OverWhole
	case t.Last.Day != 0 && t.Percent():
		if math.Abs(value-last) > farPoints {
			return FarFromLast
		}
	case t.Last.Day != 0:
		low, high := min(value, last), max(value, last)
		if high > farFactor*low && high-low > farCount {
			return FarFromLast
		}
	case !t.Percent() && t.Value > 0 && value > farGoal*t.Value && value-t.Value > farCount:
		return FarFromGoal
	}
	return Likely
}

// LiveTargets yields the targets of live plans that are followed: not dropped, and
// of no task that was cancelled or is not followed up.
func (r *Register) LiveTargets() func(yield func(TargetID, *Target) bool) {
	return func(yield func(TargetID, *Target) bool) {
		for id, t := range r.Targets.All() {
			if t.Dropped || r.Plans.Get(t.Plan).Closed || t.Task != 0 && r.Tasks.Get(t.Task).Tracking != Tracked {
				continue
			}
			if !yield(id, t) {
				return
			}
		}
	}
}
