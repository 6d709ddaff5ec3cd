package emulator

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// browse asks the page as a browser on this machine does.
func browse(s *Server, method, path, body string, headers ...string) *httptest.ResponseRecorder {
	req := httptest.NewRequest(method, "http://127.0.0.1:8080"+path, strings.NewReader(body))
	req.Header.Set("Origin", "http://127.0.0.1:8080")
	req.Header.Set("X-Dondoc", "1")
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	if host := req.Header.Get("Host"); host != "" {
		req.Host = host
	}
	w := httptest.NewRecorder()
	s.Page().ServeHTTP(w, req)
	return w
}

// Ensure that only the page itself, on this machine, can do anything.
func TestPageGuard(t *testing.T) {
	a := newAPI(t, Options{})
	const send = `{"do":"send","person":1,"text":"x"}`
	for _, c := range []struct {
		name, method, path string
		headers            []string
		want               int
	}{
		{"the page", "GET", "/", nil, 200},
		{"its script", "GET", "/app.js", nil, 200},
		{"by name", "GET", "/api/state", []string{"Host", "localhost:8080"}, 200},
		{"IPv6", "GET", "/api/state", []string{"Host", "[::1]:8080"}, 200},
		{"rebound name", "GET", "/api/state", []string{"Host", "evil.example:8080"}, 403},
		{"look-alike name", "GET", "/api/state", []string{"Host", "localhost.evil.example"}, 403},
		{"a post", "POST", "/api/act", nil, 200},
		{"other origin", "POST", "/api/act", []string{"Origin", "http://evil.example"}, 403},
		{"other port", "POST", "/api/act", []string{"Origin", "http://127.0.0.1:9"}, 403},
		{"no header", "POST", "/api/act", []string{"X-Dondoc", ""}, 403},
		{"other site", "POST", "/api/act", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"a form by GET", "GET", "/api/act", nil, 405},
		{"no clock to move", "POST", "/api/move", nil, 400},
	} {
		before := len(a.s.Chat(1))
		w := browse(a.s, c.method, c.path, send, c.headers...)
		if w.Code != c.want {
			t.Errorf("%s: %d, want %d", c.name, w.Code, c.want)
		}
		if w.Code != 200 && len(a.s.Chat(1)) != before {
			t.Errorf("%s: refused, but something was sent", c.name)
		}
		if !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'self'") {
			t.Errorf("%s: no policy", c.name)
		}
	}
}

// Ensure that what is done on the page reaches the bot, and what the bot does reaches the page, over real HTTP.
func TestPageLive(t *testing.T) {
	a := newAPI(t, Options{NoLimits: true, Hint: "Hãy thử."})
	web := httptest.NewServer(a.s.Page())
	defer web.Close()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "GET", web.URL+"/api/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	next := func() string {
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return data
			}
		}
		t.Fatal("the stream ended")
		return ""
	}
	if got := next(); got != `{"type":"hello"}` {
		t.Fatalf("got %s", got)
	}
	a.ok("sendMessage", "chat_id", "1", "text", "<b>Hạn</b>", "parse_mode", "HTML", "reply_markup", `{"inline_keyboard":[[{"text":"Xong","callback_data":"d"}]]}`)
	if got := next(); !strings.Contains(got, `"kind":"added"`) || !strings.Contains(got, `"type":"bold"`) {
		t.Errorf("got %s", got)
	}
	if w := browse(a.s, "POST", "/api/act", `{"do":"press","person":1,"message":2,"data":"d"}`); w.Code != 200 {
		t.Errorf("press: %d %s", w.Code, w.Body)
	}
	us := a.updates()
	a.ok("answerCallbackQuery", "callback_query_id", us[1].Callback.ID, "text", "Đã ghi", "show_alert", "true")
	if got := next(); !strings.Contains(got, `"text":"Đã ghi"`) || !strings.Contains(got, `"alert":true`) {
		t.Errorf("got %s", got)
	}
	for _, do := range []string{`{"do":"send","person":1,"text":"xong","message":2}`, `{"do":"edit","person":1,"message":3,"text":"xong 80%"}`, `{"do":"block","person":1}`} {
		if w := browse(a.s, "POST", "/api/act", do); w.Code != 200 {
			t.Errorf("%s: %d %s", do, w.Code, w.Body)
		}
	}
	if w := browse(a.s, "POST", "/api/act", `{"do":"send","person":1,"text":"x"}`); w.Code != 422 {
		t.Errorf("a blocked chat can be written to: %d", w.Code)
	}
	browse(a.s, "POST", "/api/act", `{"do":"unblock","person":1}`)
	if w := browse(a.s, "POST", "/api/file?person=1&name=b%C3%A1o+c%C3%A1o.txt&caption=3.2", "nội dung", "Content-Type", "text/plain"); w.Code != 200 {
		t.Errorf("upload: %d %s", w.Code, w.Body)
	}
	chat := a.s.Chat(1)
	doc := chat[len(chat)-1]
	if doc.Document == nil || doc.Document.Name != "báo cáo.txt" || chat[2].Text != "xong 80%" {
		t.Fatalf("chat: %+v", chat)
	}
	w := browse(a.s, "GET", "/api/file?id="+doc.Document.ID, "")
	if w.Body.String() != "nội dung" || !strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment") {
		t.Errorf("download: %v %s", w.Header(), w.Body)
	}
	var state struct {
		Hint   string `json:"hint"`
		People []struct {
			Unread int `json:"unread"`
		} `json:"people"`
	}
	unmarshal(t, browse(a.s, "GET", "/api/state", "").Body.Bytes(), &state)
	if state.Hint != "Hãy thử." || state.People[0].Unread != 1 {
		t.Errorf("state: %+v", state)
	}
	browse(a.s, "POST", "/api/act", `{"do":"read","person":1}`)
	unmarshal(t, browse(a.s, "GET", "/api/state", "").Body.Bytes(), &state)
	if state.People[0].Unread != 0 {
		t.Errorf("read messages are unread: %+v", state)
	}
}

// Ensure that the clock moves as asked, once at a time, and that a failure is told.
func TestPageMove(t *testing.T) {
	var asked []string
	var s *Server
	s = New(Options{Move: func(_ context.Context, how string) error {
		asked = append(asked, how)
		if how == "day" {
			if w := browse(s, "POST", "/api/move", `{"how":"workday"}`); w.Code != 409 {
				t.Errorf("two moves at once: %d", w.Code)
			}
			return errors.New("đang bận")
		}
		return nil
	}, Clock: func() time.Time { return time.Date(2026, 3, 24, 8, 0, 0, 0, time.FixedZone("", 7*3600)) }})
	for how, want := range map[string]int{"workday": 200, "2026-03-31": 200, "day": 422, "yesterday": 400, "": 400} {
		body, err := json.Marshal(map[string]string{"how": how})
		if err != nil {
			t.Fatal(err)
		}
		if w := browse(s, "POST", "/api/move", string(body)); w.Code != want {
			t.Errorf("%q: %d %s", how, w.Code, w.Body)
		}
	}
	if len(asked) != 3 {
		t.Errorf("asked %v", asked)
	}
	if got := browse(s, "GET", "/api/clock", "").Body.String(); got != "{\"canMove\":true,\"moving\":false,\"now\":\"2026-03-24T08:00:00+07:00\"}\n" {
		t.Errorf("clock: %s", got)
	}
}

// Ensure that faults cut real connections, and that an answer carries the server's date.
func TestOverHTTP(t *testing.T) {
	s := New(Options{Now: func() time.Time { return time.Date(2026, 3, 24, 8, 0, 0, 0, time.UTC) }})
	web := httptest.NewServer(s)
	defer web.Close()
	s.Fault(Fault{Kind: Reset})
	if resp, err := http.Post(web.URL+"/bot100:TEST/getMe", "application/json", strings.NewReader("{}")); err == nil {
		resp.Body.Close()
		t.Error("a reset connection answered")
	}
	resp, err := http.Get(web.URL + "/bot100:TEST/getMe")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || !strings.Contains(string(body), `"ok":true`) || resp.Header.Get("Date") != "Tue, 24 Mar 2026 08:00:00 GMT" {
		t.Errorf("%v %s %v", resp.Header, body, err)
	}
}
