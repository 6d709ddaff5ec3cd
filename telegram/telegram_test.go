package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"dondoc/bot"
	"dondoc/emulator"
	"dondoc/outbox"
	"dondoc/telegram"
)

const token = "100:AAH-secret_secret_secret"

// line is a client with the emulator in process at the other end.
type line struct {
	*telegram.Client
	server *emulator.Server
}

func newLine(t *testing.T, change func(*telegram.Config)) line {
	t.Helper()
	server := emulator.New(emulator.Options{Token: token, NoLimits: true})
	server.AddPerson(emulator.Person{ID: 7, FirstName: "Lê Thị", LastName: "Hoa", Language: "vi"})
	cfg := telegram.Config{Token: token, HTTP: &http.Client{Transport: server.Transport()}, PollTimeout: 10 * time.Second}
	if change != nil {
		change(&cfg)
	}
	return line{telegram.New(cfg), server}
}

// inbox is a Receiver that keeps what it gets, or fails while err is set.
type inbox struct {
	mu   sync.Mutex
	got  []bot.Update
	errs int // how many batches fail first
}

func (in *inbox) receive(_ context.Context, batch []bot.Update) ([]bot.Ack, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.errs > 0 {
		in.errs--
		return nil, errors.New("not durable")
	}
	in.got = append(in.got, batch...)
	var acks []bot.Ack
	for _, u := range batch {
		if u.Kind == bot.Pressed {
			acks = append(acks, bot.Ack{Callback: u.Callback, Text: "ok"})
		}
	}
	return acks, nil
}

func (in *inbox) texts() string {
	in.mu.Lock()
	defer in.mu.Unlock()
	var out []string
	for _, u := range in.got {
		out = append(out, u.Text)
	}
	return strings.Join(out, "|")
}

func send(t *testing.T, s *emulator.Server, text string) {
	t.Helper()
	if _, err := s.Send(7, text, 0); err != nil {
		t.Fatal(err)
	}
}

// Ensure that what a person does arrives decoded, that presses are
// acknowledged, and that what cannot be decoded is handed over by itself.
func TestPollDecodes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, nil)
		send(t, l.server, "/start")
		m := l.Send(t.Context(), 7, 0, outbox.Message{HTML: "chọn", Buttons: [][]outbox.Button{{{Text: "A", Data: "a 1"}}}})
		if m.Outcome != outbox.Sent || m.Message == 0 {
			t.Fatalf("send: %+v", m)
		}
		if err := l.server.Press(7, m.Message, "a 1"); err != nil {
			t.Fatal(err)
		}
		if _, err := l.server.Send(7, "trả lời", m.Message); err != nil {
			t.Fatal(err)
		}
		if _, err := l.server.SendFile(7, "bc.pdf", "application/pdf", []byte("pdf"), "báo cáo"); err != nil {
			t.Fatal(err)
		}
		var picture bytes.Buffer
		if err := jpeg.Encode(&picture, image.NewGray(image.Rect(0, 0, 2, 2)), nil); err != nil {
			t.Fatal(err)
		}
		if _, err := l.server.SendPhoto(7, picture.Bytes(), ""); err != nil {
			t.Fatal(err)
		}
		said, err := l.server.Send(7, "sai", 0)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(3 * time.Second) // fake time: the edit comes later
		if _, err := l.server.Edit(7, said.ID, "đúng"); err != nil {
			t.Fatal(err)
		}
		if err := l.server.Inject("message", []byte(`{"message_id":"x"}`)); err != nil {
			t.Fatal(err)
		}
		l.server.Block(7)
		l.server.Unblock(7)

		in := &inbox{}
		if err := l.Drain(t.Context(), in.receive); err != nil {
			t.Fatal(err)
		}
		var kinds []string
		for _, u := range in.got {
			kinds = append(kinds, fmt.Sprint(u.Kind, u.Text))
			if len(u.Raw) == 0 || u.ID == 0 {
				t.Errorf("update without raw or id: %+v", u)
			}
			if u.Kind != bot.Other && (u.Account != 7 || u.Chat != 7 || !u.Private || u.Name != "Lê Thị Hoa" || u.Language != "vi") {
				t.Errorf("who: %+v", u)
			}
		}
		want := fmt.Sprint([]string{"1/start", "3", "1trả lời", "1báo cáo", "1", "1sai", "2đúng", "0", "4", "5"})
		if got := fmt.Sprint(kinds); got != want {
			t.Fatalf("got  %s\nwant %s", got, want)
		}
		press, reply, file, photo, edit := in.got[1], in.got[2], in.got[3], in.got[4], in.got[6]
		if press.Data != "a 1" || press.Message != m.Message || reply.ReplyTo != m.Message {
			t.Errorf("press %+v, reply %+v", press, reply)
		}
		if f := file.File; f == nil || f.Name != "bc.pdf" || f.Size != 3 || f.Mime != "application/pdf" {
			t.Errorf("file %+v", f)
		}
		if f := photo.File; f == nil || !strings.HasPrefix(f.Name, "photo-") || f.Mime != "image/jpeg" {
			t.Errorf("photo %+v", f)
		}
		if edit.Message != said.ID || edit.At.Sub(in.got[5].At) != 3*time.Second {
			t.Errorf("edit %+v of %+v", edit, in.got[5])
		}
		if a := l.server.Answers(); len(a) != 1 {
			t.Errorf("acknowledged: %+v", a)
		}
		if data, err := l.Download(t.Context(), file.File.ID, 3); err != nil || string(data) != "pdf" {
			t.Errorf("download: %q %v", data, err)
		}
		if _, err := l.Download(t.Context(), file.File.ID, 2); !errors.Is(err, telegram.ErrTooBig) {
			t.Errorf("download of too much: %v", err)
		}
		if n := l.server.Pending(); n != 0 {
			t.Errorf("%d updates are not confirmed", n)
		}
	})
}

// Ensure that a batch which is not durable is not confirmed and comes again.
func TestPollConfirmsWhatIsDurable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, nil)
		send(t, l.server, "một")
		in := &inbox{errs: 2}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { l.Poll(ctx, in.receive); done <- ctx.Err() }()
		synctest.Wait()
		if l.Trouble().Kind != telegram.Unstored || l.CaughtUp() || l.server.Pending() != 1 {
			t.Fatalf("trouble %q, caught up %v, pending %d", l.Trouble(), l.CaughtUp(), l.server.Pending())
		}
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if !l.CaughtUp() || l.Trouble() != (telegram.Trouble{}) || in.texts() != "một" || l.server.Pending() != 0 {
			t.Fatalf("after: %q %q pending %d", l.Trouble(), in.texts(), l.server.Pending())
		}
		send(t, l.server, "hai")
		synctest.Wait()
		if in.texts() != "một|hai" {
			t.Fatalf("got %q", in.texts())
		}
		cancel()
		<-done
	})
}

// Ensure that an outage takes CaughtUp away until what waited is drained.
func TestPollOutage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, nil)
		in := &inbox{}
		go l.Poll(t.Context(), in.receive)
		synctest.Wait()
		if !l.CaughtUp() {
			t.Fatal("not caught up with nothing waiting")
		}
		l.server.Fault(emulator.Fault{Method: "getUpdates", Kind: emulator.Reset, N: -1})
		time.Sleep(time.Minute)
		synctest.Wait()
		if l.CaughtUp() || l.Trouble().Kind != telegram.Away {
			t.Fatalf("caught up %v, trouble %q", l.CaughtUp(), l.Trouble())
		}
		send(t, l.server, "lâu quá")
		l.server.ClearFaults()
		time.Sleep(31 * time.Second)
		synctest.Wait()
		if !l.CaughtUp() || in.texts() != "lâu quá" {
			t.Fatalf("caught up %v, got %q", l.CaughtUp(), in.texts())
		}
	})
}

// Ensure that after an unclean end each update of the first batch is marked
// before it is tried, and that what was tried is confirmed one by one.
func TestPollCareful(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var marks []int64
		l := newLine(t, func(c *telegram.Config) {
			c.Careful = true
			c.Mark = func(_ context.Context, id int64) error { marks = append(marks, id); return nil }
		})
		send(t, l.server, "một")
		send(t, l.server, "hai")
		var sizes []int
		err := l.Drain(t.Context(), func(_ context.Context, b []bot.Update) ([]bot.Ack, error) {
			sizes = append(sizes, len(b))
			if marks[len(marks)-1] != b[0].ID {
				t.Errorf("%d was tried without a mark", b[0].ID)
			}
			if len(sizes) == 2 {
				return nil, errors.New("not durable")
			}
			return nil, nil
		})
		if err != nil || fmt.Sprint(sizes) != "[1 1 1]" || len(marks) != 3 || marks[1] != marks[2] {
			t.Fatalf("%v: batches %v, marks %v", err, sizes, marks)
		}
	})
}

// script is a server that answers getUpdates in turn and keeps the offsets.
type script struct {
	answers []string
	status  int

	mu      sync.Mutex
	offsets []string
}

func (s *script) asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.offsets)
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.ParseForm(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.offsets = append(s.offsets, r.Form.Get("offset")+"/"+r.Form.Get("timeout"))
	s.mu.Unlock()
	w := httptest.NewRecorder()
	if s.status != 0 {
		w.WriteHeader(s.status)
	}
	if len(s.answers) == 0 {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	fmt.Fprint(w, s.answers[0])
	s.answers = s.answers[1:]
	return w.Result(), nil
}

// Ensure that ids which start anew below the last one are neither lost nor
// confirmed unseen, and that a server which does not wait is not hurried.
func TestPollIdsStartAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		update := func(id int) string {
			return fmt.Sprintf(`{"ok":true,"result":[{"update_id":%d,"message":{"message_id":1,"date":1,"text":"%d","chat":{"id":7,"type":"private"},"from":{"id":7,"first_name":"A"}}}]}`, id, id)
		}
		s := &script{answers: []string{update(900), `{"ok":true,"result":[]}`, update(12), `{"ok":true,"result":[]}`}}
		c := telegram.New(telegram.Config{Token: token, HTTP: &http.Client{Transport: s}})
		in := &inbox{}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { c.Poll(ctx, in.receive); close(done) }()
		synctest.Wait()
		if got := len(s.asked()); got != 4 {
			t.Errorf("polled %d times at once", got)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		cancel()
		<-done
		if got := fmt.Sprint(s.asked()); got != "[/0 901/0 /50 13/50 /50]" || in.texts() != "900|12" {
			t.Fatalf("polled %s, got %s", got, in.texts())
		}
	})
}

// Ensure that a second poller and a token which is not known are waited out,
// each called by its name.
func TestPollRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{
			status: http.StatusConflict,
			answers: []string{
				`{"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request"}`,
				`{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":40}}`,
				`{"ok":false,"error_code":401,"description":"Unauthorized"}`,
				`{"ok":true,"result":[]}`,
			},
		}
		var log bytes.Buffer
		c := telegram.New(telegram.Config{Token: token, HTTP: &http.Client{Transport: s}, Log: slog.New(slog.NewTextHandler(&log, nil))})
		go c.Poll(t.Context(), (&inbox{}).receive)
		for _, step := range []struct {
			after time.Duration
			want  telegram.Trouble
		}{
			{0, telegram.Trouble{Kind: telegram.Contested, Why: "409 Conflict: terminated by other getUpdates request"}},
			{2 * time.Second, telegram.Trouble{Kind: telegram.Away, Why: "429 Too Many Requests"}},
			{40 * time.Second, telegram.Trouble{Kind: telegram.Rejected, Why: "401 Unauthorized"}},
			{time.Minute, telegram.Trouble{}},
		} {
			time.Sleep(step.after)
			synctest.Wait()
			if got := c.Trouble(); got != step.want {
				t.Errorf("after %v: %+v, want %+v", step.after, got, step.want)
			}
		}
		if !c.CaughtUp() || !strings.Contains(log.String(), "does not accept the bot's token") {
			t.Errorf("caught up %v; the log:\n%s", c.CaughtUp(), log.String())
		}
	})
}

// Ensure that every way to end a call is told apart.
func TestSendOutcomes(t *testing.T) {
	type want struct {
		outcome  outbox.Outcome
		everyone bool
		wait     time.Duration
	}
	file := &outbox.File{Name: "a.pdf", Data: []byte("pdf")}
	again := want{outcome: outbox.RetryAt, everyone: true, wait: 7 * time.Second}
	for _, c := range []struct {
		name  string
		fault emulator.FaultKind
		file  *outbox.File
		want  want
	}{
		{"accepted", "", nil, want{outcome: outbox.Sent}},
		{"upload", "", file, want{outcome: outbox.Sent}},
		{"429", emulator.TooMany, nil, again},
		{"429 upload", emulator.TooMany, file, again},
		{"500", emulator.ServerError, nil, want{outcome: outbox.RetryAt}},
		{"500 upload", emulator.ServerError, file, want{outcome: outbox.RetryAt}},
		{"502", emulator.BadGateway, nil, want{outcome: outbox.InDoubt}},
		{"reset", emulator.Reset, file, want{outcome: outbox.InDoubt}},
		{"lost", emulator.LostAnswer, nil, want{outcome: outbox.InDoubt}},
		{"lost upload", emulator.LostAnswer, file, want{outcome: outbox.InDoubt}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := newLine(t, nil)
				send(t, l.server, "/start")
				if c.fault != "" {
					l.server.Fault(emulator.Fault{Kind: c.fault, RetryAfter: 7 * time.Second})
				}
				a := l.Send(t.Context(), 7, 0, outbox.Message{HTML: "<b>chào</b>", File: c.file})
				if got := (want{a.Outcome, a.Everyone, a.Wait}); got != c.want {
					t.Fatalf("got %+v (%s), want %+v", got, a.Detail, c.want)
				}
			})
		})
	}
}

// Ensure that refusals are final for the right reason, that a broken tag does
// not lose a message, and that changing nothing counts as sent.
func TestSendRefusals(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, nil)
		hello := outbox.Message{HTML: "chào"}
		if a := l.Send(t.Context(), 7, 0, hello); a.Outcome != outbox.Unreachable { // never pressed Start
			t.Fatalf("not started: %+v", a)
		}
		send(t, l.server, "/start")
		m := l.Send(t.Context(), 7, 0, hello)
		for range 2 { // the second changes nothing
			if a := l.Send(t.Context(), 7, m.Message, outbox.Message{HTML: "xong"}); a.Outcome != outbox.Sent || a.Message != m.Message {
				t.Fatalf("edit: %+v", a)
			}
		}
		if a := l.Send(t.Context(), 7, 9999, hello); a.Outcome != outbox.Refused {
			t.Fatalf("edit of nothing: %+v", a)
		}
		if a := l.Send(t.Context(), 7, 0, outbox.Message{HTML: "<b>5 < 7 &amp; <x>"}); a.Outcome != outbox.Sent {
			t.Fatalf("broken HTML: %+v", a)
		}
		chat := l.server.Chat(7)
		if got := chat[len(chat)-1].Text; got != "5 < 7 &" {
			t.Fatalf("plain text is %q", got)
		}
		doc := l.Send(t.Context(), 7, 0, outbox.Message{HTML: "tệp", File: &outbox.File{Name: "a.txt", Data: []byte("a")}})
		if a := l.Send(t.Context(), 7, doc.Message, outbox.Message{HTML: "tệp mới"}); a.Outcome != outbox.Sent {
			t.Fatalf("caption: %+v", a)
		}
		if a := l.Send(t.Context(), 7, 0, outbox.Message{HTML: strings.Repeat("a", 5000)}); a.Outcome != outbox.Refused {
			t.Fatalf("too long: %+v", a)
		}
		l.server.Block(7)
		if a := l.Send(t.Context(), 7, 0, hello); a.Outcome != outbox.Unreachable {
			t.Fatalf("blocked: %+v", a)
		}
		l.server.AddGroup(-5, "Phòng", 7)
		l.server.Upgrade(-5, -1005)
		if a := l.Send(t.Context(), -5, 0, hello); a.Outcome != outbox.RetryAt || a.MovedTo != -1005 {
			t.Fatalf("moved: %+v", a)
		}
	})
}

// Ensure that a request that never left is known not to have arrived, and one
// that left without an answer is in doubt, over real connections.
func TestSendOverTCP(t *testing.T) {
	hello := outbox.Message{HTML: "chào"}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		panic(http.ErrAbortHandler)
	}))
	endpoint := server.URL + "/bot%s/%s"
	c := telegram.New(telegram.Config{Token: token, Endpoint: endpoint, HTTP: &http.Client{Transport: &http.Transport{}}})
	if a := c.Send(t.Context(), 7, 0, hello); a.Outcome != outbox.InDoubt {
		t.Errorf("connection cut: %+v", a)
	}
	server.Close()
	if a := c.Send(t.Context(), 7, 0, hello); a.Outcome != outbox.RetryAt || !a.Everyone {
		t.Errorf("nobody listens: %+v", a)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if a := c.Send(ctx, 7, 0, hello); a.Outcome != outbox.RetryAt {
		t.Errorf("cancelled before: %+v", a)
	}
	broken := &http.Client{Transport: &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
		return nil, errors.New("proxy: no route")
	}}}
	c = telegram.New(telegram.Config{Token: token, Endpoint: endpoint, HTTP: broken})
	if a := c.Send(t.Context(), 7, 0, hello); a.Outcome != outbox.RetryAt || !a.Everyone {
		t.Errorf("proxy: %+v", a)
	}
}

// Ensure that the other clock is read, and the bot's name and menu work.
func TestMe(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, func(c *telegram.Config) {
			c.Now = func() time.Time { return time.Now().Add(26 * time.Hour) }
		})
		me, err := l.Me(t.Context())
		if err != nil || me != "dondoc_bot" {
			t.Fatalf("%+v %v", me, err)
		}
		if s := l.Skew(); s != 26*time.Hour || !l.LastAnswer().Equal(time.Now().Add(26*time.Hour)) {
			t.Fatalf("skew %v, last answer %v", s, l.LastAnswer())
		}
		commands := []telegram.Command{{Name: "tasks", Description: "Việc đang mở"}}
		if err := l.SetCommands(t.Context(), 0, "vi", commands); err != nil {
			t.Fatal(err)
		}
		if got := l.server.Commands(7); len(got) != 1 || got[0].Command != "tasks" {
			t.Fatalf("menu %+v", got)
		}
	})
}

// fault is a transport that fails in one way.
type fault func(*http.Request) (*http.Response, error)

func (f fault) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// endless is an answer without end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	clear(p)
	p[0] = '{'
	return len(p), nil
}

// proxyPassword is another word that stays secret.
const proxyPassword = "pass/word pass"

// Ensure that whatever fails, neither an error nor a log shows the token, or
// another secret.
func TestTokenStaysSecret(t *testing.T) {
	page := func(status int, body string) fault {
		return func(r *http.Request) (*http.Response, error) {
			w := httptest.NewRecorder()
			w.Header().Set("Location", r.URL.String())
			w.WriteHeader(status)
			fmt.Fprint(w, strings.ReplaceAll(body, "URL", r.URL.String()))
			return w.Result(), nil
		}
	}
	fails := func(err error) fault {
		return func(r *http.Request) (*http.Response, error) {
			return nil, fmt.Errorf("%s %s: %w", r.Method, r.URL, err)
		}
	}
	refusal := func(code int) fault {
		return page(code, fmt.Sprintf(`{"ok":false,"error_code":%d,"description":"URL is bad, and %s"}`, code, proxyPassword))
	}
	for i, f := range []fault{
		fails(syscall.ECONNRESET), fails(syscall.ECONNREFUSED), fails(context.DeadlineExceeded), fails(&net.DNSError{Name: token}),
		fails(&net.OpError{Op: "dial", Err: errors.New(token)}), fails(errors.New("proxy: " + proxyPassword)), fails(http.ErrServerClosed),
		page(200, ""), page(200, "URL"), page(200, `{"ok":`), page(200, `{"ok":true,"result":"URL"}`), page(200, `["URL"]`),
		page(302, "URL"), page(307, "URL"), page(413, "URL"), page(502, "<html>URL</html>"), page(504, ""),
		refusal(400), refusal(401), refusal(403), refusal(404), refusal(409), refusal(420), refusal(429), refusal(500),
		page(200, `{"ok":true,"result":[{"update_id":1,"message":{"text":5,"x":"URL"}}]}`),
		page(200, `{"ok":true,"result":{"file_path":"../URL?x","file_size":1}}`),
		func(*http.Request) (*http.Response, error) {
			w := httptest.NewRecorder().Result()
			w.Body = io.NopCloser(endless{})
			return w, nil
		},
	} {
		var log bytes.Buffer
		cfg := telegram.Config{
			Token: token, Secrets: []string{proxyPassword, "ab"}, HTTP: &http.Client{Transport: f},
			Log: slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		}
		var texts []string
		note := func(err error) {
			for ; err != nil; err = errors.Unwrap(err) {
				texts = append(texts, fmt.Sprintf("%v %+v", err, err))
			}
		}
		c := telegram.New(cfg)
		_, err := c.Me(t.Context())
		note(err)
		_, err = c.Download(t.Context(), "x", 10)
		note(err)
		note(c.SetCommands(t.Context(), 0, "", nil))
		texts = append(texts, c.Send(t.Context(), 7, 0, outbox.Message{HTML: "x"}).Detail)
		texts = append(texts, c.Send(t.Context(), 7, 0, outbox.Message{HTML: "x", File: &outbox.File{Name: "x"}}).Detail)
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		c.Poll(ctx, func(context.Context, []bot.Update) ([]bot.Ack, error) { return nil, errors.New("no") })
		texts = append(texts, c.Trouble().Why)
		cancel()
		if all := strings.Join(texts, "\n") + log.String(); strings.Contains(all, "secret_secret") || strings.Contains(all, proxyPassword) {
			t.Errorf("failure %d shows the token or the password:\n%s", i, all)
		}
	}
	bad := telegram.New(telegram.Config{Token: token, Endpoint: "ht tp://x/bot%s/%s"})
	if _, err := bad.Me(t.Context()); err == nil || strings.Contains(err.Error(), "secret_secret") {
		t.Errorf("a bad endpoint gives %v", err)
	}
}

// Ensure that the log handler finds the token wherever it may stand.
func TestRedact(t *testing.T) {
	type deep struct{ URL *string }
	url := "https://x/bot" + token + "/y"
	for _, h := range []func(*bytes.Buffer) slog.Handler{
		func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) },
		func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) },
	} {
		var out bytes.Buffer
		log := slog.New(telegram.Redact(h(&out), token, proxyPassword))
		log.With("with", url).WithGroup("g").Info("message "+token, "s", url, "err", errors.New(url), "bytes", []byte(url),
			slog.Group("in", "s", url, "any", map[string]string{url: url}), "deep", deep{&url}, "half", strings.Split(token, ":")[1],
			"stringer", slog.AnyValue(time.Second), token, 1, "proxy", "http://u:pass%2Fword%20pass@x, "+proxyPassword)
		if got := out.String(); strings.Contains(got, "secret_secret") || strings.Contains(got, "pass@x") || strings.Contains(got, proxyPassword) || !strings.Contains(got, "[token]") || !strings.Contains(got, "stringer") {
			t.Error(got)
		}
	}
}
