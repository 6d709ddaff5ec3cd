package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"dondoc/bot"
	"dondoc/emulator"
	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/planfile"
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

// BenchmarkOpenToPoll measures from the start of the program, its file in the
// system's cache, to its first poll.
func BenchmarkOpenToPoll(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			dir := big(b, n)
			for b.Loop() {
				polled := make(chan struct{})
				var once sync.Once
				a := bigApp(b, dir, roundTrip(func(r *http.Request) (*http.Response, error) {
					if strings.HasSuffix(r.URL.Path, "/getUpdates") {
						once.Do(func() { close(polled) })
					}
					<-r.Context().Done()
					return nil, r.Context().Err()
				}))
				stop := running(b, a)
				<-polled
				b.StopTimer()
				stop()
				if err := a.Close(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
		})
	}
}

// BenchmarkMemory measures the anonymous memory of the built program, as Linux
// tells it, when it has polled everything and a summary has been asked for.
func BenchmarkMemory(b *testing.B) {
	path, err := binary()
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{1000, 100_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			dir := big(b, n)
			anonymous := 0.0
			for b.Loop() {
				anonymous += memory(b, path, dir)
			}
			b.ReportMetric(anonymous/float64(b.N), "anon-MB")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func memory(b *testing.B, path, dir string) float64 {
	waiting := make(chan struct{})
	var once sync.Once
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err == nil && strings.HasSuffix(r.URL.Path, "/getUpdates") && !bytes.Contains(body, []byte("timeout=0")) {
			once.Do(func() { close(waiting) })
			<-r.Context().Done()
			return
		}
		fmt.Fprint(w, `{"ok":true,"result":[]}`)
	}))
	defer server.Close()
	config := filepath.Join(b.TempDir(), "config.yaml")
	text := fmt.Sprintf("telegram:\n  token: %s\n  api_endpoint: %s/bot%%s/%%s\ndata_dir: %s\nbackup:\n  daily: false\n", testToken, server.URL, dir)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command(path, "run", "--config", config)
	var log bytes.Buffer
	cmd.Stderr = &log
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	select {
	case <-waiting:
	case <-time.After(patience):
		b.Fatalf("it does not poll: %s", log.String())
	}
	for range 3 {
		if _, err := ask(b.Context(), dir, request{Verb: "summary", Lang: "vi"}); err != nil {
			b.Fatal(err)
		}
	}
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", cmd.Process.Pid))
	if err != nil {
		b.Skip("no smaps_rollup on this system")
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		b.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		b.Fatalf("%v: %s", err, log.String())
	}
	for line := range strings.Lines(string(data)) {
		var kb float64
		if _, err := fmt.Sscanf(line, "Anonymous: %f kB", &kb); err == nil {
			return kb / 1024
		}
	}
	b.Fatal("no line of anonymous memory")
	return 0
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
