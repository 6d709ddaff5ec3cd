package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"dondoc/plan"
	"dondoc/store"
)

// fullRun makes the long tests long; .ci/run sets it.
const fullRun = "DONDOC_FULL"

// killings is how often the process is killed under load: 50 times in CI.
func killings() int {
	if os.Getenv(fullRun) != "" {
		return 50
	}
	return 4
}

// crowd is an office of many units, each with one task and one head.
func crowd(units int) (office, document string, ids []int64) {
	var u, p, tasks strings.Builder
	for i := range units {
		id := int64(2000 + i)
		ids = append(ids, id)
		fmt.Fprintf(&u, "    - {key: u%d, name: Phòng số %d, short: P%d}\n", i, i, i)
		fmt.Fprintf(&p, "    - {key: h%d, role: head, title: Trưởng phòng, unit: u%d, holder: {name: Người %d, account: %d}}\n", i, i, i, id)
		fmt.Fprintf(&tasks, "      - {code: \"1.%d\", title: Việc số %d, text: Làm việc số %d, lead: Phòng số %d, deadline: 31/12/2030}\n", i+1, i, i, i)
	}
	office = "office:\n  name: Sở Thử\n  office_unit: vp\n  units:\n    - {key: vp, name: Văn phòng, short: VP}\n" + u.String() +
		"  posts:\n    - {key: cvp, role: office, title: Chánh Văn phòng, unit: vp, holder: {name: Chánh, account: 1999}}\n" + p.String()
	document = "plan:\n  number: 1/KH\n  title: Kế hoạch thử\n  year: 2030\nareas:\n  - code: \"1\"\n    title: Lĩnh vực\n    tasks:\n" + tasks.String()
	return office, document, ids
}

// Ensure that a process killed again and again under load loses no reply,
// applies none twice, answers each, and lists every duplicate as a doubt.
func TestKilled(t *testing.T) {
	const units, perPerson = 40, 8
	office, document, ids := crowd(units)
	_, people, err := readOffice([]byte(office))
	if err != nil {
		t.Fatal(err)
	}
	server, web, changes := telegramServer(t, people)
	config, data := writeConfig(t, web.URL, []byte(office))
	file := filepath.Join(t.TempDir(), "plan.yaml")
	if err := os.WriteFile(file, []byte(document), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, errOut, code := command(t, "", "plan", "import", file, "--config", config); code != exitOK {
		t.Fatalf("import: %s %s", out, errOut)
	}

	random := rand.New(rand.NewPCG(1, 2))
	n := killings()
	replies := units * perPerson
	sent, answers, killed := 0, 0, 0
	p := startProcess(t, config)
	for answers < replies || sent < replies {
		// A burst of replies, then a death at some answer of the burst.
		for range min(random.IntN(2*replies/n+1)+1, replies-sent) {
			if _, err := server.Send(ids[sent%units], fmt.Sprintf("%d%%", 1+sent/units), 0); err != nil {
				t.Fatal(err)
			}
			sent++
		}
		if killed < n {
			for range random.IntN(3) {
				await(t, changes, "an answer")
				answers++
			}
			if err, _ := p.end(syscall.SIGKILL); err == nil {
				t.Fatal("a killed process ends without an error")
			}
			killed++
			p = startProcess(t, config)
			continue
		}
		await(t, changes, "an answer")
		answers++
	}
	out, _, _ := command(t, "", "status", "--config", config)
	for !strings.Contains(out, say("vi", "status.queue_empty")) {
		await(t, changes, "what is still queued")
		answers++
		out, _, _ = command(t, "", "status", "--config", config)
	}
	if err, _ := p.end(syscall.SIGTERM); err != nil {
		t.Error(err)
	}
	for len(changes) > 0 {
		<-changes
		answers++
	}
	checkKilled(t, data, replies, answers, killed)
}

// checkKilled reads what the killed processes have left.
func checkKilled(t *testing.T, data string, replies, answers, killed int) {
	if err := store.Check(filepath.Join(data, "dondoc.db")); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(data, store.Options{Visit: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	applied := map[int64]int{}
	err = s.Journal(func(e plan.Event) bool {
		if e.Kind() == "updated" {
			applied[e.Source.Update]++
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	for update, times := range applied {
		if times != 1 {
			t.Errorf("update %d is applied %d times", update, times)
		}
	}
	if len(applied) != replies {
		t.Errorf("%d of %d replies are applied", len(applied), replies)
	}
	doubts := int(s.Stats().Totals.Doubts)
	if duplicates := answers - replies; duplicates < 0 || duplicates > doubts {
		t.Errorf("%d answers to %d replies: %d duplicates, %d listed as doubts", answers, replies, duplicates, doubts)
	}
	if doubts > killed*senders {
		t.Errorf("%d doubts after %d kills with %d senders", doubts, killed, senders)
	}
	t.Logf("%d kills: %d replies, %d answers, %d doubts", killed, replies, answers, doubts)
}
