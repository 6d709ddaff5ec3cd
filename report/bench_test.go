package report

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dondoc/plan"
	"dondoc/workday"
)

// busy builds a large office through events: assignments of one-off tasks with
// one to three leads, quarterly ones, tasks of all units, continuous and
// undated ones, with their history of submissions, three updates each, replaced
// in random order.
func busy(assignments, units int) (*desk, workday.Date) {
	rng := rand.New(rand.NewPCG(1, 2))
	k, day := newDesk(), d(24, 9)
	var areas []plan.AreaID
	for range 6 {
		areas = append(areas, k.area())
	}
	all := []plan.UnitID{k.office}
	for len(all) < units {
		u := k.unit(fmt.Sprintf("Phòng %d", len(all)))
		k.heard(u, day-workday.Date(rng.IntN(30)))
		all = append(all, u)
	}
	quarters := []workday.Date{d(31, 3), d(30, 6), d(30, 9), d(31, 12)}
	for k.Assignments.Len() < assignments {
		area := areas[rng.IntN(len(areas))]
		leads := make([]plan.UnitID, 0, 3)
		for i := range rng.Perm(3)[0] + 1 {
			leads = append(leads, all[(rng.IntN(len(all)/3)*3+i)%len(all)])
		}
		switch n := rng.IntN(100); {
		case n < 55:
			due := d(1, 1).Add(rng.IntN(365))
			k.dated(area, workday.Deadline{Kind: workday.OnDate, Due: due}, []workday.Date{due}, leads...)
		case n < 88:
			k.dated(area, workday.Deadline{Kind: workday.RecurringQuarterly}, quarters, leads...)
		case n < 90:
			k.dated(area, workday.Deadline{Kind: workday.RecurringQuarterly}, quarters, all...)
		case n < 95:
			k.dated(area, workday.Deadline{Kind: workday.Continuous}, []workday.Date{0}, leads...)
		default:
			k.dated(area, workday.Deadline{}, []workday.Date{0}, leads...)
		}
		k.Forget()
	}
	for _, settled := range []bool{true, false} {
		for _, i := range rng.Perm(k.Assignments.Len()) {
			k.live(rand.New(rand.NewPCG(3, uint64(i))), plan.AssignmentID(i+1), day, settled)
			k.Forget()
		}
	}
	return k, day
}

// live gives an assignment a past that fits its due date: what is settled, or
// what waits now, which is the newest of the register.
func (k *desk) live(rng *rand.Rand, a plan.AssignmentID, day workday.Date, settled bool) {
	row := k.Assignments.Get(a)
	n := rng.IntN(100)
	if row.Due > day {
		n = 88 + rng.IntN(100) // most of it has not been reported
	}
	if settled != (n < 88 || n >= 95) {
		return
	}
	for i := range 3 {
		k.update(a, plan.InProgress, uint8(rng.IntN(100)), day-workday.Date(rng.IntN(60)+i))
	}
	switch {
	case row.Due == 0:
	case n < 76:
		k.done(a, row.Due-workday.Date(rng.IntN(20)))
	case n < 88:
		k.done(a, min(row.Due+workday.Date(rng.IntN(20)), day))
	case n < 92:
		k.submit(a, min(row.Due, day)-workday.Date(rng.IntN(4)))
	case n < 94:
		k.raise(plan.Obstacle, a, min(row.Due, day)-2, k.director)
	case n < 95:
		k.raise(plan.Extension, a, min(row.Due, day)-2, k.director)
	case n < 97:
		k.extend(a, row.Due+30)
	}
	if n%4 == 0 {
		k.show(a, day-workday.Date(rng.IntN(20)))
	}
}

// Ensure that two halves count as one whole does.
func TestHalvesCountAsTheWhole(t *testing.T) {
	k, day := busy(manyAssignments+100, 20)
	v := look(k.Register, Scope{}, Period{}, day)
	one := v.figures(1, len(v.tasks)).summary()
	if two := k.figures(day); !reflect.DeepEqual(one, two) {
		t.Error("the halves differ from the whole:", cmp.Diff(one, two))
	}
}

func BenchmarkFigures(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		k, day := busy(n, 60)
		year := Period{d(1, 1), d(14, 9)}
		run := func(name string, s Scope, p Period) {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if Figures(k.Register, s, p, day).Parts.Total == 0 {
						b.Fatal("no figures")
					}
				}
			})
		}
		run("summary", Scope{}, Period{})
		run("period", Scope{}, year)
		run("units", Scope{Units: []plan.UnitID{2, 3, 4}}, Period{})
	}
}

// Ensure that the office of the benchmark is one whose figures are all there.
func TestBusyOffice(t *testing.T) {
	k, day := busy(5_000, 60)
	s := k.figures(day)
	for kind := DoneInTime; kind < WaitingPost; kind++ {
		if n := s.Parts.At(kind); (n == 0) != (kind == NoLead || kind == ViaOffice || kind == Handbacks) {
			t.Errorf("%s is %d", kind, n)
		}
	}
}

func BenchmarkMembers(b *testing.B) {
	k, day := busy(100_000, 60)
	for _, kind := range []Kind{Overdue, Done} {
		b.Run(kind.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if len(Members(k.Register, Scope{}, Period{}, day, Cell{Of: Assignments, Kind: kind})) == 0 {
					b.Fatal("no members")
				}
			}
		})
	}
}
