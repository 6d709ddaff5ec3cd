package plan

import (
	"testing"

	"pgregory.net/rapid"

	"dondoc/workday"
)

// Ensure that what meets a target and what it lacks follow its comparison; who
// does more than was set out has done it.
func TestTargetDistance(t *testing.T) {
	for _, c := range []struct {
		comparison  string
		goal, value float64
		met         bool
		distance    float64
	}{
		{">=", 99.5, 99.5, true, 0}, {">=", 99.5, 99.2, false, 0.3}, {">=", 17, 12, false, 5}, {"=", 100, 98.1, false, 1.9},
		{"=", 5, 6, true, 0}, {">", 95, 95, false, 0}, {">", 95, 95.1, true, 0}, {"<=", 5, 5, true, 0}, {"<=", 5, 7, false, 2},
		{"<", 5, 5, false, 0}, {"<", 5, 4.9, true, 0},
	} {
		target := Target{Value: c.goal, Comparison: c.comparison}
		if met, d := target.Met(c.value), target.Distance(c.value); met != c.met || d != c.distance {
			t.Errorf("%v %s %v: met %v, lacks %v", c.value, c.comparison, c.goal, met, d)
		}
	}
}

// Ensure that a value out of its range, or far from what was, is asked about.
func TestTargetUnlikely(t *testing.T) {
	share, count := Target{Value: 99.5, Unit: "% hồ sơ"}, Target{Value: 17, Unit: "đơn vị"}
	last := func(t Target, v float64) Target {
		t.Last = Reached{Value: v, Day: workday.Of(2026, 3, 20)}
		return t
	}
	for _, c := range []struct {
		target       Target
		value, whole float64
		want         Unlikely
	}{
		{share, 99.2, 0, Likely}, {share, 100, 0, Likely}, {share, 100.1, 0, OverHundred}, {share, -1, 0, Negative},
		{last(share, 98.1), 99.2, 0, Likely}, {last(share, 98.1), 9.92, 0, FarFromLast}, {count, 12, 17, Likely}, {count, 18, 17, OverWhole},
		{count, 20, 0, Likely}, {count, 1245, 0, FarFromGoal}, {last(count, 12), 15, 0, Likely}, {last(count, 12), 120, 0, FarFromLast},
		{last(count, 2), 10, 0, Likely}, {last(count, 0), 5, 0, Likely}, {Target{Unit: "hồ sơ"}, 1245, 0, Likely},
	} {
		if got := c.target.Unlikely(c.value, c.whole); got != c.want {
			t.Errorf("%v of %v (target %v %s, last %v): %q, want %q", c.value, c.whole, c.target.Value, c.target.Unit, c.target.Last.Value, got, c.want)
		}
	}
}

// Ensure that a value is compared with the last one of an earlier reporting
// period, however often one was said in between, and that undoing gives back
// what was; quarters end on the 14th of their last month.
func TestTargetPeriods(t *testing.T) {
	r := NewRegister()
	Apply(r, Event{Body: TargetAdded{ID: 1, Target: Target{Value: 99.5, Unit: "%", Comparison: ">="}}})
	say := func(v float64, day workday.Date) Target {
		Apply(r, Event{By: 3, Body: TargetReached{Target: 1, Value: v, Day: day, Before: r.Targets.Get(1).After(day)}})
		return r.Targets.Get(1)
	}
	if got := say(97, workday.Of(2026, 2, 10)); got.Before != (Figure{}) || got.Last.By != 3 {
		t.Errorf("first: %+v", got)
	}
	if got := say(98.1, workday.Of(2026, 3, 14)); got.Before != (Figure{}) {
		t.Errorf("same quarter: %+v", got)
	}
	was := r.Targets.Get(1)
	if got := say(99, workday.Of(2026, 3, 15)); got.Before != (Figure{98.1, workday.Of(2026, 3, 14)}) {
		t.Errorf("next quarter: %+v", got)
	}
	if got := say(99.2, workday.Of(2026, 6, 14)); got.Before.Value != 98.1 || got.Revision != 4 {
		t.Errorf("later in it: %+v", got)
	}
	Apply(r, Event{Body: TargetRestored{Target: 1, Last: was.Last, Before: was.Before}})
	if got := r.Targets.Get(1); got.Last != was.Last || got.Before != was.Before || got.Revision != 5 {
		t.Errorf("undone: %+v", got)
	}
}

// Ensure that what a target lacks is what it takes to meet it, and nothing when
// it is met.
func TestTargetDistanceMeets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		target := Target{Comparison: rapid.SampledFrom([]string{">=", "=", "<=", ">", "<"}).Draw(t, "comparison"), Value: float64(rapid.IntRange(0, 9999).Draw(t, "goal")) / 10}
		value := float64(rapid.IntRange(0, 9999).Draw(t, "value")) / 10
		d := target.Distance(value)
		if target.Met(value) {
			if d != 0 {
				t.Errorf("met, and lacks %v", d)
			}
			return
		}
		if target.Upper() {
			d = -d
		}
		strict := target.Comparison == ">" || target.Comparison == "<"
		if reached := round(value + d); reached != target.Value || !strict && !target.Met(reached) {
			t.Errorf("%v and %v is %v, of %s %v", value, d, reached, target.Comparison, target.Value)
		}
	})
}
