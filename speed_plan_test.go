package main

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"dondoc/bot"
	"dondoc/planfile"
	"dondoc/store"
)

// workbook is a plan of n tasks as a workbook.
func workbook(t testing.TB, n int) []byte {
	var text strings.Builder
	text.WriteString("plan: {number: 5/KH, title: Kế hoạch nghìn việc, year: 2026}\nareas:\n  - code: \"7\"\n    title: Thử tải\n    tasks:\n")
	for i := range n {
		fmt.Fprintf(&text, "      - {code: \"7.%d\", title: Rà soát văn bản số %d, text: Rà soát và báo cáo kết quả theo quy định số %d., lead: Phòng số %d, deadline: 15/%d/2026}\n",
			i+1, i+1, i+1, 1+i%bigUnits, 1+i%12)
	}
	doc, err := planfile.Read("plan.yaml", []byte(text.String()))
	if err != nil || len(doc.Tasks) != n {
		t.Fatal(err, len(doc.Tasks))
	}
	data, err := planfile.WriteXLSX(doc, nil)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// BenchmarkPlanFile5000 measures a workbook of 5,000 tasks sent in chat: from the
// file to its preview, from the button to the plan, and the longest time that a
// reply took meanwhile.
func BenchmarkPlanFile5000(b *testing.B) {
	data := workbook(b, 5000)
	list := replies(1<<20, 1000)
	var read, taken, longest time.Duration
	for b.Loop() {
		b.StopTimer()
		a := bigApp(b, big(b, 1000), nil)
		a.bot = bot.New(bot.Options{Store: a.store, Now: a.now, Log: a.log, Download: func(context.Context, string, int64) ([]byte, error) { return data, nil }})
		ctx, cancel := context.WithCancel(b.Context())
		worked := make(chan struct{})
		go func() { a.bot.Work(ctx); close(worked) }()
		b.StartTimer()
		done, held := make(chan struct{}), make(chan time.Duration)
		go func() {
			most := time.Duration(0)
			for i := 0; ; i++ {
				begin := time.Now()
				if _, err := a.bot.Receive(ctx, []bot.Update{updateOf(list[i], i)}); err != nil {
					b.Error(err)
				}
				if most = max(most, time.Since(begin)); i == 50 {
					most = 0
				}
				select {
				case <-done:
					held <- most
					return
				default:
				}
			}
		}()
		office := bot.Update{ID: 1 << 40, Kind: bot.Said, Account: 9002, Chat: 9002, Private: true, Message: 1, At: time.Now(), File: &bot.File{ID: "f", Name: "plan.xlsx", Size: int64(len(data))}}
		receive := func(u bot.Update) {
			if _, err := a.bot.Receive(ctx, []bot.Update{u}); err != nil {
				b.Fatal(err)
			}
		}
		begin := time.Now()
		commits := a.store.Subscribe()
		receive(office)
		for jobs := 1; jobs > 0; <-commits {
			a.store.Read(func(s *store.Snapshot) { jobs = len(s.Jobs()) })
		}
		read += time.Since(begin)
		begin = time.Now()
		press := bot.Update{ID: 1<<40 + 1, Kind: bot.Pressed, Account: 9002, Chat: 9002, Private: true, Message: 2, At: time.Now(), Callback: "c", Data: "plantake 1 0"}
		receive(press)
		taken += time.Since(begin)
		close(done)
		longest = max(longest, <-held)
		b.StopTimer()
		a.store.Read(func(s *store.Snapshot) {
			if n := s.Register.Tasks.Len(); n != 6000 {
				b.Errorf("%d tasks", n)
			}
		})
		cancel()
		<-worked
		if err := a.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(read.Milliseconds())/float64(b.N), "preview-ms")
	b.ReportMetric(float64(taken.Milliseconds())/float64(b.N), "taken-ms")
	b.ReportMetric(float64(longest.Milliseconds()), "held-up-ms")
	b.ReportMetric(0, "ns/op")
}
