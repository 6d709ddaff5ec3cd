package main

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"testing/synctest"

	"dondoc/workday"
)

// Ensure that a quarter of the sample office passes: every working day's
// digests go out, and those who get one answer it.
func TestQuarter(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	log := &lockedBuffer{}
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, dir, map[string][]byte{}, log)
		defer w.end()
		w.step(statement{verb: "use", text: "examples"})
		w.step(statement{verb: "at", text: "2026-03-23 07:30"})
		random := rand.New(rand.NewPCG(1, 2))
		digests, answered := 0, 0
		for day := workday.Of(2026, 3, 23); day < workday.Of(2026, 6, 24); day++ {
			w.take()
			w.step(statement{verb: "at", text: day.String() + " 08:10"})
			for _, arrival := range w.take() {
				digests++
				if !strings.Contains(arrival.text, "1. ") || arrival.person == "gd" || strings.HasPrefix(arrival.person, "pgd") {
					continue
				}
				answered++
				text := []string{"1 80%", "1 xong", "1 đang làm", "1 chưa làm"}[random.IntN(4)]
				w.say(statement{verb: "say", person: arrival.person, text: text})
			}
		}
		if digests < 150 || answered < 50 {
			t.Errorf("%d digests, %d answered", digests, answered)
		}
		t.Logf("%d messages in the morning, %d answered, %d events", digests, answered, w.app.store.Stats().Events)
	})
}

// BenchmarkQuarter measures TestQuarter, and TestDemoQuarter, each in a process
// of its own, its start included.
func BenchmarkQuarter(b *testing.B) {
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	for name, test := range map[string]string{"scenario": "TestQuarter", "demo": "TestDemoQuarter"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if out, err := exec.CommandContext(b.Context(), self, "-test.run", "^"+test+"$").CombinedOutput(); err != nil {
					b.Fatalf("%v: %s", err, out)
				}
			}
		})
	}
}
