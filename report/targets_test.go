package report

import (
	"testing"

	"dondoc/plan"
	"dondoc/workday"
)

// Ensure that targets are listed by plan, its own first, with what they lack,
// and that those of closed plans, dropped ones and those of tasks that nobody
// follows are in no figure of what is live.
func TestTargets(t *testing.T) {
	r := plan.NewRegister()
	apply := func(body plan.Body) { plan.Apply(r, plan.Event{Body: body}) }
	apply(plan.PlanAdded{ID: 1, Plan: plan.Plan{Number: "1"}})
	apply(plan.PlanAdded{ID: 2, Plan: plan.Plan{Number: "2"}})
	apply(plan.TaskAdded{ID: 1, Task: plan.Task{Plan: 1, Code: "1.1"}})
	apply(plan.TaskAdded{ID: 2, Task: plan.Task{Plan: 1, Code: "1.2", Tracking: plan.Untracked}})
	add := func(id plan.TargetID, of plan.PlanID, task plan.TaskID, value float64) {
		apply(plan.TargetAdded{ID: id, Target: plan.Target{Plan: of, Task: task, Value: value, Unit: "%", Comparison: ">="}})
	}
	add(1, 1, 1, 90)
	add(2, 1, 0, 99.5)
	add(3, 1, 2, 50)
	add(4, 2, 0, 80)
	add(5, 1, 0, 70)
	apply(plan.TargetReached{Target: 1, Value: 95, Day: workday.Of(2026, 3, 20)})
	apply(plan.TargetReached{Target: 2, Value: 99.2, Day: workday.Of(2026, 3, 20)})
	apply(plan.TargetAmended{Target: 5, Dropped: true})
	apply(plan.PlanClosed{Plan: 2})
	table := Targets(r, 0)
	var ids []plan.TargetID
	for _, row := range table.Rows {
		ids = append(ids, row.ID)
	}
	if len(ids) != 2 || ids[0] != 2 || ids[1] != 1 || table.Reported != 2 || table.Met != 1 {
		t.Errorf("live: %v, %d reported, %d met", ids, table.Reported, table.Met)
	}
	if d := table.Rows[0].Distance; d != 0.3 || table.Rows[1].Distance != 0 {
		t.Errorf("distance %v, %v", d, table.Rows[1].Distance)
	}
	if closed := Targets(r, 2); len(closed.Rows) != 1 || closed.Rows[0].ID != 4 || closed.Reported != 0 {
		t.Errorf("closed: %+v", closed)
	}
}
