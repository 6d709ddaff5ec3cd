package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"dondoc/bot"
	"dondoc/emulator"
	"dondoc/plan"
	"dondoc/planfile"
	"dondoc/store"
	"dondoc/viet"
	"dondoc/workday"

	"pgregory.net/rapid"
)

// deskOf opens a store with the sample office, without a plan.
func deskOf(t *testing.T, now func() time.Time) *App {
	t.Helper()
	office, _, err := readOffice(mustRead(t, "examples/office.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	a, err := newApp(appConfig{
		Token: testToken, DataDir: dir, Office: &office, Now: now,
		HTTP: &http.Client{Transport: emulator.New(emulator.Options{Now: now}).Transport()},
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

var (
	amendLeads     = []string{"", "Phòng KHTC", "Phòng Người có công", "Thanh tra", "Phòng KHTC; Phòng NCC", "Các phòng chuyên môn", "Phòng Lạ"}
	amendDeadlines = []string{"", "30/4/2026", "Quý II", "Hàng quý", "Ngày 20 hằng tháng", "6 tháng, năm", "Thường xuyên", "Sau khi có hướng dẫn", "15/12/2026", "Mùa thu"}
	amendWords     = strings.Fields("rà soát báo cáo kiểm tra kế hoạch thủ tục hành chính công khai dự toán đơn vị khảo sát tập huấn")
)

// drawTask is any task of a plan for 2026.
func drawTask(t *rapid.T) planfile.Task {
	text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(amendWords), 3, 10).Draw(t, "words"), " ")
	task := planfile.Task{Title: text, Text: text, Deadline: viet.ParseDeadline(rapid.SampledFrom(amendDeadlines).Draw(t, "deadline"), 2026)}
	task.Lead = strings.FieldsFunc(rapid.SampledFrom(amendLeads).Draw(t, "lead"), func(r rune) bool { return r == ';' })
	return task
}

// planOf puts tasks into two areas and counts them.
func planOf(tasks []planfile.Task) planfile.Document {
	d := planfile.Document{Plan: planfile.Header{Number: "06/KH-SNV", Title: "Kế hoạch", Year: 2026}}
	for a, part := range [][]planfile.Task{tasks[:len(tasks)/2], tasks[len(tasks)/2:]} {
		area := strconv.Itoa(a + 1)
		d.Areas = append(d.Areas, planfile.Area{Code: area, Title: "Lĩnh vực " + area})
		for i, task := range part {
			task.Area, task.Code = area, fmt.Sprintf("%s.%d", area, i+1)
			d.Tasks = append(d.Tasks, task)
		}
	}
	return d
}

// happens lets units and the office do anything to what is open.
func happens(t *rapid.T, v *store.View) {
	r, today := v.Register, v.Register.Today(v.Now)
	for id, a := range r.Assignments.All() {
		if !a.State.Open() || a.Given > today {
			continue
		}
		switch rapid.IntRange(0, 5).Draw(t, "happens") {
		case 0:
			v.Record(plan.Updated{Assignment: id, State: plan.InProgress, Percent: 40, Said: today})
		case 1:
			v.Record(plan.Updated{Assignment: id, State: plan.Done, Percent: 100, Said: today})
		case 2:
			m := r.Matters.Next()
			v.Record(plan.MatterRaised{ID: m, Matter: plan.Matter{Kind: plan.Extension, Assignment: id, Raised: today, Since: today, Date: today + 90}})
			if rapid.Bool().Draw(t, "approved") {
				v.Record(plan.MatterSettled{ID: m, State: plan.Agreed, Day: today, Due: today + 90})
			}
		}
	}
	for id := range r.Tasks.All() {
		switch rapid.IntRange(0, 8).Draw(t, "office") {
		case 0:
			v.Record(plan.TaskTracked{Task: id, Tracking: plan.Untracked})
		case 1:
			v.Record(plan.TaskTracked{Task: id, Tracking: plan.CancelledTask})
		}
	}
}

// register reads what is published.
func register(a *App, read func(*plan.Register)) {
	a.store.Read(func(s *store.Snapshot) { read(s.Register) })
}

// Ensure that whatever a document changes in a plan that is under way, what was
// done and said stays: no id is given to anything else, what is finished keeps
// its units and dates, the first due date stays, no extension is counted, and
// periods that have begun keep theirs. Amending again by the same version
// changes nothing, and the journal alone gives the register.
func TestAmendKeepsWhatHappened(t *testing.T) {
	t.Parallel()
	now := noon
	rapid.Check(t, func(rt *rapid.T) {
		now = noon
		a := deskOf(t, func() time.Time { return now })
		defer a.Close()
		tasks := rapid.Custom(drawTask)
		old := rapid.SliceOfN(tasks, 2, 7).Draw(rt, "old")
		if _, err := a.bot.Import(context.Background(), planOf(old)); err != nil {
			rt.Fatal(err)
		}
		now = now.AddDate(0, 0, rapid.IntRange(0, 150).Draw(rt, "days"))
		a.store.Do(context.Background(), []store.Command{{Run: func(v *store.View) (store.Outcome, error) {
			happens(rt, v)
			return store.Outcome{}, nil
		}}})
		fresh := slices.Clone(old)
		for range rapid.IntRange(0, 6).Draw(rt, "changes") {
			at := rapid.IntRange(0, len(fresh)-1).Draw(rt, "at")
			drawn := tasks.Draw(rt, "task")
			switch rapid.IntRange(0, 4).Draw(rt, "change") {
			case 0:
				fresh = slices.Insert(fresh, at, drawn)
			case 1:
				if len(fresh) > 1 {
					fresh = slices.Delete(fresh, at, at+1)
				}
			case 2:
				fresh[at].Deadline = drawn.Deadline
			case 3:
				fresh[at].Lead = drawn.Lead
			case 4:
				fresh[at].Text += " " + drawn.Text
			}
		}
		amendment := bot.Amendment{Plan: "06", New: planOf(fresh), By: "31/QĐ", Apply: true}
		before := rowsOf(a)
		if _, err := a.bot.Amend(context.Background(), amendment); err != nil {
			rt.Fatal(err)
		}
		checkAmended(rt, a, before, len(fresh))
		events := a.store.Stats().Events
		said, err := a.bot.Amend(context.Background(), amendment)
		if err != nil || a.store.Stats().Events != events || !strings.Contains(said, "không đổi gì") {
			rt.Fatalf("again: %v\n%s", err, said)
		}
		replayed(t, a.store)
	})
}

// rows are the tasks, occurrences and assignments of a register.
type rows struct {
	tasks       []plan.Task
	occurrences []plan.Occurrence
	assignments []plan.Assignment
	today       workday.Date
}

func rowsOf(a *App) (r rows) {
	register(a, func(reg *plan.Register) {
		r = rows{slices.Clone(reg.Tasks.Rows()), slices.Clone(reg.Occurrences.Rows()), slices.Clone(reg.Assignments.Rows()), reg.Today(a.now())}
	})
	return r
}

func checkAmended(t *rapid.T, a *App, before rows, listed int) {
	after := rowsOf(a)
	for id, was := range before.assignments {
		is := after.assignments[id]
		if is.Task != was.Task || is.Occurrence != was.Occurrence || is.Unit != was.Unit || is.Extensions != was.Extensions ||
			is.Percent != was.Percent || is.Updated != was.Updated || was.OriginalDue != 0 && is.OriginalDue != was.OriginalDue {
			t.Fatalf("assignment %d was\n%+v\nis\n%+v", id, was, is)
		}
		if !was.State.Open() && (is.State != was.State || is.Due != was.Due) {
			t.Fatalf("assignment %d was closed as\n%+v\nis\n%+v", id, was, is)
		}
		begun := before.occurrences[was.Occurrence].Period.Every != "" && was.Given <= before.today
		stays := after.occurrences[was.Occurrence].Period == before.occurrences[was.Occurrence].Period
		if begun && stays && is.Due != was.Due {
			t.Fatalf("a period that has begun got another date: %+v", is)
		}
	}
	for id, was := range before.occurrences {
		begun := was.From <= before.today && was.Period.Every != ""
		if is := after.occurrences[id]; begun && !was.Dropped && (is.Dropped || is.Period == was.Period && is.Due != was.Due) {
			t.Fatalf("a period that has begun was\n%+v\nis\n%+v", was, is)
		}
	}
	standing := 0
	for id, task := range after.tasks {
		if id == 0 {
			continue
		}
		if task.Words.Ended == "" {
			standing++
		} else if task.Tracking != plan.CancelledTask || task.Words.Ended != "31/QĐ" {
			t.Fatalf("taken out: %+v", task)
		}
		for o := task.First; o != 0; o = after.occurrences[o].Next {
			for x := after.occurrences[o].First; x != 0; x = after.assignments[x].NextInOccurrence {
				if open := after.assignments[x]; open.State.Open() && (after.occurrences[o].Dropped || task.Words.Ended != "") {
					t.Fatalf("open work of what has ended: %+v", open)
				}
			}
		}
	}
	if standing != listed {
		t.Fatalf("%d tasks stand, the plan lists %d", standing, listed)
	}
}
