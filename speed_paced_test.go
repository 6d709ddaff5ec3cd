package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"dondoc/emulator"
	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/store"
)

// BenchmarkPaced measures 600 messages to 600 chats under Telegram's limits, by
// the real clock, and answers to other, idle chats in between; the emulator
// counts what it refuses.
func BenchmarkPaced(b *testing.B) {
	const n, idle = 600, 200
	var took time.Duration
	var answers []time.Duration
	refused := 0
	for b.Loop() {
		d, a, r := paced(b, n, idle)
		took += d
		answers = append(answers, a...)
		refused += r
	}
	slices.Sort(answers)
	b.ReportMetric(took.Seconds()/float64(b.N)/(float64(n+len(answers)/b.N)/30), "x-N/30s")
	b.ReportMetric(float64(answers[len(answers)/2].Microseconds())/1000, "answer-p50-ms")
	b.ReportMetric(float64(answers[len(answers)*99/100].Microseconds())/1000, "answer-p99-ms")
	b.ReportMetric(float64(refused), "429s")
	b.ReportMetric(0, "ns/op")
}

func paced(b *testing.B, n, idle int) (took time.Duration, answers []time.Duration, refused int) {
	server := emulator.New(emulator.Options{Token: testToken, Seed: 1})
	for i := range n + idle {
		id := int64(20_000 + i)
		server.AddPerson(emulator.Person{ID: id, FirstName: "Người"})
		if _, err := server.Send(id, "/start", 0); err != nil {
			b.Fatal(err)
		}
	}
	arrived := make(chan int64, n+idle)
	var too atomic.Int64
	server.OnChange(func(c emulator.Change) {
		if c.Message.FromBot {
			arrived <- c.Chat
		}
	})
	server.OnRequest(func(_ string, _ map[string]string, status int) {
		if status == http.StatusTooManyRequests {
			too.Add(1)
		}
	})
	wire := httptest.NewServer(server)
	defer wire.Close()
	a := unlimited(b, b.TempDir(), wire.URL)
	a.outbox = outbox.New(outbox.Options{
		Store: a.store, Send: a.send, Senders: senders,
		Render: func(*store.View, plan.Notice) (outbox.Rendered, error) {
			return outbox.Rendered{Message: outbox.Message{HTML: "Việc đến hạn"}}, nil
		},
	})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { a.outbox.Run(ctx); close(done) }()
	defer func() {
		cancel()
		<-done
		if err := a.Close(); err != nil {
			b.Error(err)
		}
	}()
	owe := func(class plan.Class, from, to int) {
		r := a.store.Do(ctx, []store.Command{{Run: func(*store.View) (store.Outcome, error) {
			var out store.Outcome
			for i := from; i < to; i++ {
				out.Notices = append(out.Notices, plan.Notice{
					Key: fmt.Sprint("n", i), Kind: "n", Class: class, Chat: int64(20_000 + i),
				})
			}
			return out, nil
		}}})
		if r[0].Err != nil {
			b.Fatal(r[0].Err)
		}
	}
	begin := time.Now()
	owe(plan.DecisionClass, 0, n)
	due := map[int64]time.Time{}
	tick := time.NewTicker(150 * time.Millisecond)
	defer tick.Stop()
	next := n
	for left := n; left > 0; {
		select {
		case chat := <-arrived:
			if at, ok := due[chat]; ok {
				answers = append(answers, time.Since(at))
			} else {
				left--
			}
		case <-tick.C:
			if next < n+idle {
				due[int64(20_000+next)] = time.Now()
				owe(plan.AnswerClass, next, next+1)
				next++
			}
		}
	}
	return time.Since(begin), answers, int(too.Load())
}
