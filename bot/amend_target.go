package bot

import (
	"dondoc/plan"
	"dondoc/planfile"
	"dondoc/viet"
)

// targetMove is a target that a new version of a plan states otherwise: by its
// places in the old version and in the new one, -1 where it has none.
type targetMove struct{ old, new int }

// sameTarget is how alike the words of two targets must be for one to be a new
// version of the other.
const sameTarget = 0.6

// mostCompared bounds the pairs of targets whose words are compared; where there
// are more, only those that read the same belong together.
const mostCompared = 250_000

// compareTargets finds what a new version changes of the targets. One that lists
// none at all says nothing of them.
func compareTargets(old, new planfile.Document, d planfile.Difference) []targetMove {
	if len(new.Targets) == 0 {
		return nil
	}
	areas := map[string]string{} // what an area of the new version was before
	for _, p := range d.Areas {
		areas[new.Areas[p.New].Code] = old.Areas[p.Old].Code
	}
	before := make([]int, len(new.Targets)) // the place of each in the old version
	taken := make([]bool, len(old.Targets))
	for i := range before {
		before[i] = -1
	}
	pairUp(old.Targets, new.Targets, before, taken)
	var moves []targetMove
	for i, t := range new.Targets {
		if k := before[i]; k < 0 || !statesSame(old.Targets[k], t, areas[t.Area]) {
			moves = append(moves, targetMove{k, i})
		}
	}
	for k := range old.Targets {
		if !taken[k] {
			moves = append(moves, targetMove{k, -1})
		}
	}
	return moves
}

// pairUp joins the targets that read the same, then the likest of the others.
func pairUp(old, new []planfile.Target, before []int, taken []bool) {
	reads := func(t planfile.Target) string { return viet.Fold(viet.Clean(t.Text)) + "|" + viet.Fold(t.Unit) }
	reading := map[string][]int{}
	for k, t := range old {
		key := reads(t)
		reading[key] = append(reading[key], k)
	}
	left := 0
	for i, t := range new {
		key := reads(t)
		if same := reading[key]; len(same) > 0 {
			before[i], taken[same[0]], reading[key] = same[0], true, same[1:]
		} else {
			left++
		}
	}
	if left*len(old) > mostCompared {
		return
	}
	prints := make([]viet.Print, len(old))
	for k, t := range old {
		prints[k] = viet.PrintOf(t.Text + " " + t.Unit)
	}
	for i, t := range new {
		if before[i] >= 0 {
			continue
		}
		words, best := viet.PrintOf(t.Text+" "+t.Unit), sameTarget
		for k := range old {
			if like := prints[k].Like(words); !taken[k] && like >= best && (before[i] < 0 || like > best) {
				best, before[i] = like, k
			}
		}
		if before[i] >= 0 {
			taken[before[i]] = true
		}
	}
}

// statesSame reports whether a target reads as before; area is the old code of
// the one that it stands in.
func statesSame(was, is planfile.Target, area string) bool {
	return was.Value == is.Value && was.Comparison == is.Comparison && viet.Clean(was.Unit) == viet.Clean(is.Unit) &&
		viet.Clean(was.Text) == viet.Clean(is.Text) && was.Area == area
}

func (m *amending) moveTargets() []targetMove { return compareTargets(m.old.Document, m.new, m.diff) }

// applyTargets makes the targets of the new version hold; values that were said
// stay with them.
func (m *amending) applyTargets(areas map[string]plan.AreaID) {
	r := m.t.r
	tasks := map[string]plan.TaskID{}
	for id, task := range r.Tasks.All() {
		if task.Plan == m.plan && task.Tracking != plan.CancelledTask {
			tasks[task.Code] = id
		}
	}
	place := newPlacing(m.new.Tasks)
	for _, move := range m.targets {
		if move.new < 0 {
			id := m.old.targets[move.old]
			m.amendTarget(id, r.Targets.Get(id), true)
			continue
		}
		t := m.new.Targets[move.new]
		to := plan.Target{
			Plan: m.plan, Area: areas[t.Area], Task: tasks[place.taskOf(t)], Value: t.Value, Unit: t.Unit, Comparison: t.Comparison, Text: t.Text,
		}
		if move.old < 0 {
			m.t.v.Record(plan.TargetAdded{ID: r.Targets.Next(), Target: to})
			continue
		}
		m.amendTarget(m.old.targets[move.old], to, false)
	}
}

func (m *amending) amendTarget(id plan.TargetID, to plan.Target, dropped bool) {
	m.t.v.Record(plan.TargetAmended{
		Target: id, Area: to.Area, Task: to.Task, Value: to.Value, Unit: to.Unit, Comparison: to.Comparison, Text: to.Text,
		Dropped: dropped, Document: m.by,
	})
}

// targetChanges words how many targets a new version adds, changes and drops;
// empty for none.
func (t *turn) targetChanges(moves []targetMove) string {
	var args targetChangesArgs
	for _, m := range moves {
		switch {
		case m.old < 0:
			args.Added++
		case m.new < 0:
			args.Removed++
		default:
			args.Changed++
		}
	}
	if len(moves) == 0 {
		return ""
	}
	return textTargetChanges.plain(t.lang, args)
}

type targetChangesArgs struct{ Added, Changed, Removed int }
