package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"

	"dondoc/bot"
	"dondoc/plan"
	"dondoc/store"
	"dondoc/workday"
)

// The rows of the design's table of speed that need the whole program. The
// others stand beside the code that they measure; docs/SPEED.md has them all.

// bigUnits is how many units, each with a head who has joined, a big office has.
const bigUnits = 60

// bigOffice is an office of bigUnits units.
func bigOffice() bot.Office {
	o := bot.Office{
		Name: "Sở thử tải", Office: "u0", GoLive: workday.Of(2026, 1, 5),
		Posts: []bot.OfficePost{
			{Key: "gd", Role: "director", Title: "Giám đốc", Holder: bot.OfficePerson{Name: "Giám đốc", Account: 9001}},
			{Key: "vp", Role: "office", Title: "Chánh Văn phòng", Unit: "u0", Holder: bot.OfficePerson{Name: "Chánh Văn phòng", Account: 9002}},
		},
	}
	for u := range bigUnits + 1 {
		key, name := fmt.Sprint("u", u), fmt.Sprint("Phòng số ", u)
		o.Units = append(o.Units, bot.OfficeUnit{Key: key, Name: name, Short: "P" + strconv.Itoa(u)})
		if u > 0 {
			o.Posts = append(o.Posts, bot.OfficePost{
				Key: "h" + key, Role: "head", Title: "Trưởng phòng", Unit: key,
				Holder: bot.OfficePerson{Name: fmt.Sprint("Người số ", u), Account: int64(10_000 + u)},
			})
		}
	}
	return o
}

// bigApp is the program on a folder, without Telegram.
func bigApp(t testing.TB, dir string, transport http.RoundTripper) *App {
	office := bigOffice()
	a, err := newApp(appConfig{
		Token: testToken, DataDir: dir, Office: &office, HTTP: &http.Client{Transport: transport},
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// record runs one command that records.
func record(t testing.TB, s *store.Store, run func(*store.View)) {
	r := s.Do(context.Background(), []store.Command{{Run: func(v *store.View) (store.Outcome, error) {
		run(v)
		return store.Outcome{}, nil
	}}})
	if r[0].Err != nil {
		t.Fatal(r[0].Err)
	}
}

// big gives the folder of an office with n assignments, each of which stands
// for 10 events: it was added, dated, updated 3 times and told 5 times, in
// random order. It is made once and copied.
func big(t testing.TB, n int) string {
	made := bigOnce(n)
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(made(t))); err != nil {
		t.Fatal(err)
	}
	return dir
}

var bigDirs sync.Map // of func(testing.TB) string, by size

func bigOnce(n int) func(testing.TB) string {
	var once sync.Once
	var dir string
	f, _ := bigDirs.LoadOrStore(n, func(t testing.TB) string {
		once.Do(func() {
			var err error
			if dir, err = os.MkdirTemp("", "dondoc-big-*"); err != nil {
				t.Fatal(err)
			}
			makeBig(t, dir, n)
		})
		return dir
	})
	return f.(func(testing.TB) string)
}

func makeBig(t testing.TB, dir string, n int) {
	a := bigApp(t, dir, nil)
	random := rand.New(rand.NewPCG(1, uint64(n)))
	today := workday.Of(2026, 11, 23)
	record(t, a.store, func(v *store.View) {
		v.Record(plan.PlanAdded{ID: 1, Plan: plan.Plan{Number: "1/KH", Title: "Kế hoạch thử tải", Year: 2026}})
		v.Record(plan.AreaAdded{ID: 1, Area: plan.Area{Plan: 1, Code: "1", Title: "Thử tải"}})
	})
	const chunk = 2000
	for from := 0; from < n; from += chunk {
		record(t, a.store, func(v *store.View) {
			for i := from; i < min(from+chunk, n); i++ {
				addTask(v, i, today.Add(random.IntN(300)-200))
			}
		})
	}
	for round := range 8 {
		for part := range slices.Chunk(random.Perm(n), chunk) {
			record(t, a.store, func(v *store.View) {
				for _, i := range part {
					v.Record(bigEvent(round, plan.AssignmentID(i+1), today))
				}
			})
		}
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
}

func addTask(v *store.View, i int, due workday.Date) {
	id := plan.TaskID(i + 1)
	code := fmt.Sprintf("%d.%d", i/100+1, i%100+1)
	v.Record(plan.TaskAdded{ID: id, Task: plan.Task{
		Plan: 1, Area: 1, Code: code, Title: "Rà soát, tham mưu ban hành kế hoạch số " + code,
	}})
	v.Record(plan.TaskDated{
		Task: id, Deadline: workday.Deadline{Raw: "Quý IV", Due: due}, Day: workday.Of(2026, 1, 6),
		New:   []plan.NewOccurrence{{ID: plan.OccurrenceID(i + 1), Due: due}},
		Given: []plan.NewAssignment{{ID: plan.AssignmentID(i + 1), Occurrence: plan.OccurrenceID(i + 1), Unit: unitOf(i), Due: due}},
	})
}

func unitOf(i int) plan.UnitID { return plan.UnitID(2 + i%bigUnits) }

func bigEvent(round int, id plan.AssignmentID, today workday.Date) plan.Body {
	if round < 3 {
		return plan.Updated{Assignment: id, State: plan.InProgress, Percent: uint8(20 * round), Said: today.Add(round - 90)}
	}
	return plan.DigestTold{Person: 3, Day: today.Add(round - 60), Duties: []plan.ToldDuty{{
		Duty: plan.Duty{Kind: plan.Perform, Subject: uint32(id)}, Step: plan.Step(-round), Shown: true,
	}}}
}
