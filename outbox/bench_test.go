package outbox_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/store"
	"dondoc/telegram"
)

// wired is an outbox that sends over loopback to a server which accepts
// everything.
type wired struct {
	*outbox.Outbox
	store       *store.Store
	connections atomic.Int64
	arrived     chan time.Time
}

func newWired(b *testing.B, release outbox.Release) *wired {
	b.Helper()
	w := &wired{arrived: make(chan time.Time, 20_000)}
	var id atomic.Int64
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.arrived <- time.Now()
		fmt.Fprintf(rw, `{"ok":true,"result":{"message_id":%d}}`, id.Add(1))
	}))
	server.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			w.connections.Add(1)
		}
	}
	server.Start()
	b.Cleanup(server.Close)
	var err error
	if w.store, err = store.Open(b.TempDir(), store.Options{}); err != nil {
		b.Fatal(err)
	}
	const senders = 24
	client := telegram.New(telegram.Config{
		Token: "100:TEST", Endpoint: server.URL + "/bot%s/%s",
		HTTP: &http.Client{Transport: &http.Transport{MaxIdleConns: senders, MaxIdleConnsPerHost: senders}},
	})
	w.Outbox = outbox.New(outbox.Options{
		Store: w.store, Send: client.Send, Release: release, Senders: senders, Limits: &outbox.Limits{},
		Render: func(_ *store.View, n plan.Notice) (outbox.Rendered, error) {
			var text string
			err := json.Unmarshal(n.Args, &text)
			return outbox.Rendered{Message: outbox.Message{HTML: text}}, err
		},
	})
	b.Cleanup(func() {
		w.Stop()
		if err := w.store.Close(); err != nil {
			b.Error(err)
		}
	})
	return w
}

func (w *wired) owe(b *testing.B, from, n int) {
	b.Helper()
	var out store.Outcome
	for i := range n {
		x := notice(0, plan.DecisionClass, fmt.Sprint(from+i))
		x.Chat = int64(from + i + 1)
		out.Notices = append(out.Notices, x)
	}
	run := func(*store.View) (store.Outcome, error) { return out, nil }
	if r := w.store.Do(b.Context(), []store.Command{{Run: run}}); r[0].Err != nil {
		b.Fatal(r[0].Err)
	}
}

func (w *wired) run(b *testing.B) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { w.Run(ctx); close(done) }()
	b.Cleanup(func() { cancel(); <-done })
}

// BenchmarkDueToWire measures from the call that makes a notice owed to the
// request at the server, with nothing else on the way: two commits and a call.
// commit-ms is what one commit of the same file takes in the same run.
func BenchmarkDueToWire(b *testing.B) {
	w := newWired(b, nil)
	w.run(b)
	var took, commit []time.Duration
	for b.Loop() {
		begin := time.Now()
		w.owe(b, len(took), 1)
		took = append(took, (<-w.arrived).Sub(begin))
		if err := w.Drain(b.Context()); err != nil {
			b.Fatal(err)
		}
		begin = time.Now()
		run := func(*store.View) (store.Outcome, error) {
			return store.Outcome{Meta: map[string]string{"bench": fmt.Sprint(len(took))}}, nil
		}
		w.store.Do(b.Context(), []store.Command{{Run: run}})
		commit = append(commit, time.Since(begin))
	}
	slices.Sort(took)
	slices.Sort(commit)
	milli := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(milli(took[len(took)/2]), "p50-ms")
	b.ReportMetric(milli(took[len(took)*99/100]), "p99-ms")
	b.ReportMetric(milli(commit[len(commit)/2]), "commit-ms")
}

// BenchmarkSend20000 sends 20,000 messages without limits and counts the
// connections.
func BenchmarkSend20000(b *testing.B) {
	const n = 20_000
	w := newWired(b, nil)
	w.run(b)
	sent := 0
	for b.Loop() {
		w.owe(b, sent, n)
		for range n {
			<-w.arrived
		}
		sent += n
	}
	b.ReportMetric(float64(w.connections.Load()), "connections")
	b.ReportMetric(float64(sent)/b.Elapsed().Seconds(), "messages/s")
}

// BenchmarkStep20000Held measures a Step that has nothing to start while
// 20,000 notices wait for the morning.
func BenchmarkStep20000Held(b *testing.B) {
	w := newWired(b, func(_ *plan.Register, _ []plan.Notice, _ plan.Notice, _ outbox.Conditions, now time.Time) outbox.Verdict {
		return outbox.Verdict{Act: outbox.Hold, Until: now.Add(10 * time.Minute)}
	})
	w.owe(b, 0, 20_000)
	begin := time.Now()
	w.Step(begin) // judges them all
	first := time.Since(begin)
	b.ReportAllocs()
	for b.Loop() {
		w.Step(begin.Add(time.Second))
	}
	b.ReportMetric(float64(first.Microseconds())/1000, "first-ms")
}
