package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/synctest"

	"dondoc/plan"
	"dondoc/planfile"
	"dondoc/store"
	"dondoc/workday"
)

// realOffice is an office of our own making for the real plan: the names of
// its units are those that such a plan uses.
const realOffice = `
office:
  name: Sở Lao động - Thương binh và Xã hội
  office_unit: vp
  go_live: 2021-03-01
  units:
    - {key: vp, name: Văn phòng Sở, short: VP, also: [Văn phòng]}
    - {key: khtc, name: Phòng Kế hoạch - Tài chính, short: P. KHTC}
    - {key: tts, name: Thanh tra Sở, short: TTS}
  posts:
    - {key: gd, role: director, title: Giám đốc, holder: {name: Trần Thị Thu Hòa, account: 1001}}
    - {key: cvp, role: office, title: Chánh Văn phòng, unit: vp, holder: {name: Trần Thị Mai Phương, account: 1004}}
    - {key: khtc, role: head, title: Trưởng phòng, unit: khtc, holder: {name: Lê Thị Lan, account: 1008}}
    - {key: tts, role: head, title: Chánh Thanh tra, unit: tts, holder: {name: Ngô Xuân Trường, account: 1010}}
`

// Ensure that the real plan, as it is, comes into the store through the
// console with its 41 tasks, without an invented unit or date, and that what
// its section VI says of units is only suggested to the office.
func TestRealPlan(t *testing.T) {
	data, err := os.ReadFile("../shared/data/ke-hoach-27-2021.txt")
	if err != nil {
		t.Skip(err)
	}
	log := &lockedBuffer{}
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, dir, map[string][]byte{"office.yaml": []byte(realOffice), "plan.txt": data}, log)
		defer w.end()
		run := func(script string) {
			for _, s := range parseScript(t, script) {
				w.step(s)
			}
		}
		run("at 2021-03-01 07:00\nwait\nwatch cvp\nskip\n$ plan import plan.txt")
		if !strings.Contains(*w.output, "41 nhiệm vụ") {
			t.Errorf("imported: %s", *w.output)
		}
		w.app.store.Read(func(s *store.Snapshot) { checkRealPlan(t, s.Register) })
		run("cvp: /conthieu")
		shown := w.transcript()
		for _, want := range []string{"41 việc thiếu đơn vị hoặc thời hạn", "Kế hoạch gợi ý đơn vị"} {
			if !strings.Contains(shown, want) {
				t.Errorf("/conthieu does not say %q:\n%s", want, shown)
			}
		}
	})
}

func checkRealPlan(t *testing.T, r *plan.Register) {
	t.Helper()
	if n := r.Tasks.Len(); n != 41 {
		t.Errorf("%d tasks, want 41", n)
	}
	if n := r.Areas.Len(); n != 8 {
		t.Errorf("%d areas, want 8", n)
	}
	if n := r.Targets.Len(); n != 10 {
		t.Errorf("%d targets, want 10", n)
	}
	if n := r.Assignments.Len(); n != 0 {
		t.Errorf("%d assignments were invented", n)
	}
	for _, task := range r.Tasks.All() {
		if due := task.Deadline().Due; due != 0 {
			t.Errorf("%s has an invented date %s", task.Code, due)
		}
	}
	if r.Suggestions.Len() == 0 {
		t.Error("no unit is suggested")
	}
}

// Ensure that the real plan goes from its text to a sheet, filled in, to live
// work in one sitting in the chat: every task has a unit and a date, and the
// units are told the next morning.
func TestRealPlanBySheet(t *testing.T) {
	data, err := os.ReadFile("../shared/data/ke-hoach-27-2021.txt")
	if err != nil {
		t.Skip(err)
	}
	doc, err := planfile.Read("plan.txt", data)
	if err != nil {
		t.Fatal(err)
	}
	units := []string{"Văn phòng Sở", "P. KHTC", "Thanh tra"}
	dates := []string{"31/3/2021", "Quý II", "Thường xuyên", "Hàng quý", "trước ngày 15/12/2021"}
	var filled strings.Builder
	for i, task := range doc.Tasks {
		fmt.Fprintf(&filled, "%s | Đơn vị chủ trì | %s\n%s | Thời hạn | %s\n", task.Code, units[i%len(units)], task.Code, dates[i%len(dates)])
	}
	log := &lockedBuffer{}
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, dir, map[string][]byte{"office.yaml": []byte(realOffice), "plan.txt": data, "filled": []byte(filled.String())}, log)
		defer w.end()
		for _, s := range parseScript(t, `at 2021-03-01 07:00
wait
watch cvp khtc
skip
cvp: file plan.txt
cvp: press "Nhập kế hoạch này"
cvp: press "Bảng Excel để điền"
cvp: sheet filled
cvp: press "Áp dụng bản mới"
at 2021-03-01 08:01`) {
			w.step(s)
		}
		shown := w.transcript()
		for _, want := range []string{"41 nhiệm vụ, 8 lĩnh vực, 10 chỉ tiêu", "Đủ đơn vị và thời hạn", "Sẽ sửa 41", "Đổi đơn vị 41, đổi hạn 41", "P. KHTC: "} {
			if !strings.Contains(shown, want) {
				t.Errorf("the chat does not show %q:\n%s", want, shown)
			}
		}
		w.app.store.Read(func(s *store.Snapshot) {
			if n := s.Register.Tasks.Len(); n != 41 {
				t.Errorf("%d tasks", n)
			}
			for id, task := range s.Register.Tasks.All() {
				if task.First == 0 || s.Register.Occurrences.Get(task.First).First == 0 || task.Deadline().Kind == workday.Unknown {
					t.Errorf("task %d (%s) has no unit or no date: %+v", id, task.Code, task.Deadline())
				}
			}
		})
	})
}
