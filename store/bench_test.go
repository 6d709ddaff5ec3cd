package store

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"dondoc/plan"
)

// change is what the benchmarks count as one durable change: one Updated event
// and one notice with its key, and Once. Its row and history follow with the
// checkpoint.
func change(i int, assignments uint32) Command {
	id := plan.AssignmentID(uint32(i)*2654435761%assignments + 1)
	return Command{Once: fmt.Sprintf("update:%d", i), Run: func(v *View) (Outcome, error) {
		v.Record(updated(id, uint8(i%100)))
		return Outcome{Notices: []plan.Notice{{
			Key: fmt.Sprintf("answer:%d", i), To: 7, Class: plan.AnswerClass, Kind: "recorded",
			Subject: plan.Duty{Kind: plan.Perform, Subject: uint32(id)}, Args: []byte(`{"percent":80,"code":"3.2"}`),
		}}}, nil
	}}
}

// BenchmarkDoAlone measures one caller that waits for each change, by turns
// with the bare commit of the same keys and bytes into a copy of the file, and
// reports medians: both have the same disk at the same time.
func BenchmarkDoAlone(b *testing.B) {
	h := newHouse(b)
	h.found(10_000)
	must(b, h.Close())
	batches := capture(b, h, 4000)
	path := filepath.Join(b.TempDir(), fileName)
	data, err := os.ReadFile(filepath.Join(h.dir, fileName))
	must(b, err)
	must(b, os.WriteFile(path, data, 0o600))
	db, err := openBolt(path, false)
	must(b, err)
	defer db.Close()
	h.open()
	var ours, bare []time.Duration
	for b.Loop() {
		i := len(ours)
		began := time.Now()
		must(b, h.try(change(i, 10_000)).Err)
		between := time.Now()
		must(b, db.Update(func(tx *bolt.Tx) error {
			for _, p := range batches[i%len(batches)] {
				if err := tx.Bucket(p.bucket).Put(p.key, p.value); err != nil {
					return err
				}
			}
			return nil
		}))
		ours, bare = append(ours, between.Sub(began)), append(bare, time.Since(between))
	}
	slices.Sort(ours)
	slices.Sort(bare)
	middle := len(ours) / 2
	b.ReportMetric(float64(ours[middle].Microseconds()), "µs")
	b.ReportMetric(float64(bare[middle].Microseconds()), "bare-µs")
	b.ReportMetric(float64(ours[middle])/float64(bare[middle]), "x-bare")
	b.ReportMetric(float64(ours[len(ours)*99/100].Microseconds()), "p99-µs")
	b.ReportMetric(float64(bare[len(bare)*99/100].Microseconds()), "bare-p99-µs")
}

// capture returns the keys and values that n changes write, from a copy of the
// house.
func capture(b *testing.B, h *house, n int) [][]put {
	data, err := os.ReadFile(filepath.Join(h.dir, fileName))
	if err != nil {
		b.Fatal(err)
	}
	copied := &house{t: b, dir: b.TempDir(), now: h.now}
	if err := os.WriteFile(filepath.Join(copied.dir, fileName), data, 0o600); err != nil {
		b.Fatal(err)
	}
	copied.open()
	defer copied.Close()
	var batches [][]put
	tx, err := copied.db.Begin(false)
	if err != nil {
		b.Fatal(err)
	}
	defer tx.Rollback()
	w := copied.w
	w.file = reader{tx: tx, bad: unreadable(w.log)}
	for i := range n {
		c := change(i, 10_000)
		w.before = w.counters
		v := &View{Register: w.register, Now: w.instant(), w: w}
		out, _ := c.Run(v)
		s, err := w.stage(v, c.Once, out)
		if err != nil {
			b.Fatal(err)
		}
		w.counters = s.counters
		w.register.Forget()
		batches = append(batches, s.puts)
	}
	return batches
}

// BenchmarkDo100 measures 100 callers at once, each waiting for its change.
func BenchmarkDo100(b *testing.B) {
	h := newHouse(b)
	h.found(10_000)
	var next sync.Mutex
	i := 0
	b.ReportAllocs()
	b.SetParallelism((100 + runtime.GOMAXPROCS(0) - 1) / runtime.GOMAXPROCS(0))
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			next.Lock()
			i++
			n := i
			next.Unlock()
			if r := h.try(change(n, 10_000)); r.Err != nil {
				b.Error(r.Err)
				return
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "changes/s")
}

// fill makes a store of n assignments in which each was updated, told and
// moved as often as the design counts: 3 updates and 5 told in random order.
// Set-up is quick since updates and told are recorded in few large commits.
func fill(b *testing.B, h *house, n int) {
	for done := 0; done < n; done += 5000 {
		h.do(func(v *View) Outcome {
			if done == 0 {
				recordOffice(v, 0)
			}
			for range min(5000, n-done) {
				recordTask(v)
			}
			return Outcome{}
		})
	}
	for round := range 8 {
		order := make([]uint32, n)
		for i := range order {
			order[i] = uint32((i*7919+round*104729)%n) + 1
		}
		for part := range slices.Chunk(order, 5000) {
			h.do(func(v *View) Outcome {
				for chunk := range slices.Chunk(part, 10) {
					fillPart(v, chunk, round)
				}
				return Outcome{}
			})
		}
	}
}

func fillPart(v *View, ids []uint32, round int) {
	if round < 3 {
		for _, id := range ids {
			v.Record(updated(plan.AssignmentID(id), uint8(20*round)))
		}
		return
	}
	told := plan.DigestTold{Person: 1, Day: today.Add(round)}
	for _, id := range ids {
		told.Duties = append(told.Duties, plan.ToldDuty{
			Duty: plan.Duty{Kind: plan.Perform, Subject: id}, Step: plan.Step(-round), Shown: true,
		})
	}
	v.Record(told)
}

// BenchmarkOpen measures opening, with the file in the system's cache, and
// reports the anonymous memory of the open store.
func BenchmarkOpen(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			h := newHouse(b)
			fill(b, h, n)
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				must(b, h.Close())
				b.StartTimer()
				h.open()
			}
			b.StopTimer()
			b.ReportMetric(float64(h.Stats().Bytes)/(1<<20), "file-MB")
			b.ReportMetric(float64(h.Stats().Events), "events")
			debug.FreeOSMemory()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.HeapInuse)/(1<<20), "heap-MB")
			b.ReportMetric(anonymous(), "anon-MB")
		})
	}
}

// anonymous returns the anonymous resident memory of the process in MB, as
// Linux tells it.
func anonymous() float64 {
	data, _ := os.ReadFile("/proc/self/status")
	for line := range bytes.Lines(data) {
		var kb float64
		if _, err := fmt.Sscanf(strings.TrimSpace(string(line)), "RssAnon: %f kB", &kb); err == nil {
			return kb / 1024
		}
	}
	return 0
}
