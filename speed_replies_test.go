package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"dondoc/bot"
	"dondoc/outbox"
	"dondoc/planfile"
)

// loop is a server that hands out n messages and accepts every answer, and
// does nothing else: the peer of the design's table.
type loop struct {
	*httptest.Server
	updates []json.RawMessage
	// confirmed is how many the poller said that it has.
	confirmed int
	answers   atomic.Int64
	done      chan struct{}
}

func newLoop(t testing.TB, updates []json.RawMessage) *loop {
	l := &loop{updates: updates, done: make(chan struct{})}
	l.Server = httptest.NewServer(l)
	t.Cleanup(l.Close)
	return l
}

func (l *loop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	switch {
	case strings.HasSuffix(r.URL.Path, "/getUpdates"):
		l.poll(w, r, body)
	case strings.HasSuffix(r.URL.Path, "/sendMessage"):
		n := l.answers.Add(1)
		fmt.Fprintf(w, `{"ok":true,"result":{"message_id":%d,"date":1,"chat":{"id":1,"type":"private"}}}`, n)
		if n == int64(len(l.updates)) {
			close(l.done)
		}
	default:
		fmt.Fprint(w, `{"ok":true,"result":{}}`)
	}
}

// poll hands out 100 at a time; at the end it waits as Telegram does.
func (l *loop) poll(w http.ResponseWriter, r *http.Request, body []byte) {
	offset := 0
	for pair := range strings.SplitSeq(string(body), "&") {
		if v, ok := strings.CutPrefix(pair, "offset="); ok {
			offset, _ = strconv.Atoi(v)
		}
	}
	l.confirmed = max(l.confirmed, offset-1) // one poller only
	from := min(max(l.confirmed, 0), len(l.updates))
	list := l.updates[from:min(from+100, len(l.updates))]
	if len(list) == 0 {
		select {
		case <-r.Context().Done():
		case <-l.done:
		case <-time.After(50 * time.Millisecond): // the poll that finds nothing
		}
	}
	data, err := json.Marshal(map[string]any{"ok": true, "result": list})
	if err != nil {
		panic(err)
	}
	_, _ = w.Write(data)
}

// replies are n messages of the heads of a big office of tasks, each about one
// of their own.
func replies(n, tasks int) []json.RawMessage {
	now := time.Now().Unix()
	list := make([]json.RawMessage, n)
	for i := range list {
		task := i % tasks
		person := 10_000 + int(unitOf(task)) - 1
		list[i] = fmt.Appendf(nil, `{"update_id":%d,"message":{"message_id":%d,"date":%d,"text":"%d.%d %d%%",`+
			`"from":{"id":%d,"is_bot":false,"first_name":"Người"},"chat":{"id":%d,"type":"private"}}}`,
			i+1, i+1, now, task/100+1, task%100+1, 1+i%98, person, person)
	}
	return list
}

// BenchmarkReplies measures the whole program over loopback, limits off: from
// the first poll until every reply is durable, applied and answered. plain/s is
// what the client library's own loop (poll, send, one after the other, nothing
// stored) does with the same replies and the same server in the same run.
func BenchmarkReplies(b *testing.B) {
	const n = 10_000
	list := replies(n, 1000)
	var ours, plain time.Duration
	for b.Loop() {
		b.StopTimer()
		l := newLoop(b, list)
		a := unlimited(b, big(b, 1000), l.URL)
		before := a.store.Events()
		b.StartTimer()
		begin := time.Now()
		stop := running(b, a)
		<-l.done
		ours += time.Since(begin)
		b.StopTimer()
		stop()
		if applied := a.store.Events() - before; applied < n {
			b.Errorf("%d replies left %d events", n, applied)
		}
		if err := a.Close(); err != nil {
			b.Fatal(err)
		}
		l = newLoop(b, list)
		begin = time.Now()
		plainLoop(b, l)
		plain += time.Since(begin)
		b.StartTimer()
	}
	perSecond := func(d time.Duration) float64 { return n * float64(b.N) / d.Seconds() }
	b.ReportMetric(perSecond(ours), "replies/s")
	b.ReportMetric(perSecond(plain), "plain/s")
	b.ReportMetric(perSecond(ours)/perSecond(plain), "ratio")
	b.ReportMetric(0, "ns/op")
}

// unlimited is the program with Telegram's limits off.
func unlimited(b *testing.B, dir, url string) *App {
	client, err := newHTTP("")
	if err != nil {
		b.Fatal(err)
	}
	office := bigOffice()
	a, err := newApp(appConfig{Token: testToken, DataDir: dir, Office: &office, HTTP: client, Endpoint: url + "/bot%s/%s"})
	if err != nil {
		b.Fatal(err)
	}
	a.outbox = outbox.New(outbox.Options{
		Store: a.store, Send: a.send, Render: a.bot.Render, Release: release, Senders: senders, Limits: &outbox.Limits{},
		Conditions: func() outbox.Conditions { return outbox.Conditions{CaughtUp: a.client.CaughtUp()} },
	})
	return a
}

// running runs the program until the returned function is called.
func running(b *testing.B, a *App) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- a.Run(ctx) }()
	return func() {
		cancel()
		if err := <-done; err != nil {
			b.Error(err)
		}
	}
}

// plainLoop is the loop of the library's README without its channel.
func plainLoop(b *testing.B, l *loop) {
	api := &tg.BotAPI{Token: testToken, Client: &http.Client{}, Buffer: 100}
	api.SetAPIEndpoint(l.URL + "/bot%s/%s")
	config := tg.NewUpdate(0)
	for l.answers.Load() < int64(len(l.updates)) {
		updates, err := api.GetUpdates(config)
		if err != nil {
			b.Fatal(err)
		}
		for _, u := range updates {
			config.Offset = u.UpdateID + 1
			if _, err := api.Send(tg.NewMessage(u.Message.Chat.ID, "Đã ghi: "+u.Message.Text)); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkImport5000 measures the import of a plan of 5,000 tasks, one
// command, and the longest time that a reply took meanwhile.
func BenchmarkImport5000(b *testing.B) {
	var text strings.Builder
	text.WriteString("plan: {number: 5/KH, title: Kế hoạch năm nghìn việc, year: 2026}\nareas:\n  - code: \"7\"\n    title: Thử tải\n    tasks:\n")
	for i := range 5000 {
		fmt.Fprintf(&text, "      - {code: \"7.%d\", title: Rà soát văn bản số %d, text: Rà soát và báo cáo kết quả theo quy định., lead: Phòng số %d, deadline: 15/%d/2026}\n",
			i+1, i+1, 1+i%bigUnits, 1+i%12)
	}
	doc, err := planfile.Read("plan.yaml", []byte(text.String()))
	if err != nil || len(doc.Tasks) != 5000 || len(doc.Problems) > 0 {
		b.Fatal(err, len(doc.Tasks), doc.Problems)
	}
	var import5000, longest time.Duration
	list := replies(1<<20, 1000)
	for b.Loop() {
		b.StopTimer()
		a := bigApp(b, big(b, 1000), nil)
		b.StartTimer()
		ready, done, held := make(chan struct{}), make(chan struct{}), make(chan time.Duration)
		go func() {
			most := time.Duration(0)
			for i := 0; ; i++ {
				begin := time.Now()
				if _, err := a.bot.Receive(context.Background(), []bot.Update{updateOf(list[i], i)}); err != nil {
					b.Error(err)
				}
				if i == 50 {
					close(ready)
					most = 0
				}
				most = max(most, time.Since(begin))
				select {
				case <-done:
					held <- most
					return
				default:
				}
			}
		}()
		<-ready
		begin := time.Now()
		if _, err := a.bot.Import(b.Context(), doc); err != nil {
			b.Fatal(err)
		}
		import5000 += time.Since(begin)
		close(done)
		longest = max(longest, <-held)
		b.StopTimer()
		if err := a.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(import5000.Milliseconds())/float64(b.N), "import-ms")
	b.ReportMetric(float64(longest.Milliseconds()), "held-up-ms")
	b.ReportMetric(0, "ns/op")
}

// updateOf reads a message of replies as the telegram room would.
func updateOf(raw json.RawMessage, i int) bot.Update {
	var u struct {
		ID      int64 `json:"update_id"`
		Message struct {
			Text string
			From struct{ ID int64 }
		}
	}
	if err := json.Unmarshal(raw, &u); err != nil {
		panic(err)
	}
	return bot.Update{
		ID: u.ID, Kind: bot.Said, Account: u.Message.From.ID, Chat: u.Message.From.ID, Private: true,
		Message: i + 1, At: time.Now(), Text: u.Message.Text,
	}
}
