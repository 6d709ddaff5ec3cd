package emulator

import (
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

// asked makes one request and returns the answer; a connection that is cut has
// the status 0.
func asked(t *testing.T, h http.Handler, method, target, kind, body string) *httptest.ResponseRecorder {
	r, err := http.NewRequest(method, "http://localhost/", strings.NewReader(body))
	if err != nil {
		t.Skip("no method")
	}
	path, query, _ := strings.Cut(target, "?")
	r.URL.Path, r.URL.RawQuery = "/"+path, query
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	r = r.WithContext(ctx)
	r.Header.Set("Content-Type", kind)
	r.Header.Set("X-Dondoc", "1")
	w := httptest.NewRecorder()
	defer func() {
		if p := recover(); p != nil {
			if err, ok := p.(error); !ok || !errors.Is(err, http.ErrAbortHandler) {
				panic(p)
			}
			w.Code = 0
		}
	}()
	h.ServeHTTP(w, r)
	return w
}

// endless is a body without end; it counts what was read of it.
type endless struct {
	begin io.Reader
	read  int
}

func (e *endless) Read(p []byte) (int, error) {
	if n, err := e.begin.Read(p); err == nil {
		return n, nil
	}
	for i := range p {
		p[i] = 'x'
	}
	e.read += len(p)
	return len(p), nil
}

// Ensure that no body is read much further than what may be sent.
func TestBodiesEnd(t *testing.T) {
	s := New(Options{Token: "1:T", Move: func(context.Context, string) error { return nil }})
	s.AddPerson(Person{ID: 7, FirstName: "A"})
	for _, c := range []struct {
		path, kind, begin string
		h                 http.Handler
		limit             int
	}{
		{"/bot1:T/sendMessage", "application/x-www-form-urlencoded", "text=", s, maxUpload + 2<<20},
		{"/bot1:T/sendMessage", "application/json", `{"text":"`, s, maxUpload + 2<<20},
		{"/bot1:T/sendDocument", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"document\"; filename=\"x\"\r\n\r\n", s, maxUpload + 2<<20},
		{"/bot1:T/getMe", "text/plain", "", s, maxUpload + 2<<20},
		{"/api/act", "application/json", `{"do":"`, s.Page(), 1 << 18},
		{"/api/move", "application/json", `{"how":"`, s.Page(), 1 << 16},
		{"/api/file?person=7&name=x", "a/b", "", s.Page(), maxUpload + 2<<20},
	} {
		body := &endless{begin: strings.NewReader(c.begin)}
		r := httptest.NewRequest("POST", "http://localhost"+c.path, body)
		r.Header.Set("Content-Type", c.kind)
		r.Header.Set("X-Dondoc", "1")
		w := httptest.NewRecorder()
		c.h.ServeHTTP(w, r)
		if body.read > c.limit || w.Code < 400 {
			t.Errorf("%s: %d after %d bytes", c.path, w.Code, body.read)
		}
	}
}

// Ensure that the name of an uploaded file leads nowhere.
func TestUploadedName(t *testing.T) {
	a := newAPI(t, Options{Token: "1:T"})
	for _, name := range []string{`../../x.txt`, `..\..\x.txt`, `C:\x.txt`, `/etc/x.txt`} {
		body := "--b\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n1\r\n--b\r\nContent-Disposition: form-data; name=\"document\"; filename=\"" +
			strings.ReplaceAll(name, `\`, `\\`) + "\"\r\n\r\nx\r\n--b--\r\n"
		if w := asked(t, a.s, "POST", "bot1:T/sendDocument", "multipart/form-data; boundary=b", body); w.Code != 200 {
			t.Fatalf("%s: %s", name, w.Body)
		}
		chat := a.s.Chat(1)
		if got := chat[len(chat)-1].Document.Name; got != "x.txt" {
			t.Errorf("%s is kept as %s", name, got)
		}
	}
}

// FuzzHTTP ensures that no request makes the Bot API or the page panic, and
// that the Bot API always answers in its own form.
func FuzzHTTP(f *testing.F) {
	const form, data, file = "application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=b"
	for _, seed := range [][4]string{
		{"POST", "bot1:T/sendMessage", form, "chat_id=7&text=%3Cb%3Ex%3C%2Fb%3E&parse_mode=HTML&reply_markup=%7B%22inline_keyboard%22%3A%5B%5B%5D%5D%7D"},
		{"POST", "bot1:T/editMessageText", data, `{"chat_id":7,"message_id":1e9,"text":null,"reply_markup":[]}`},
		{"GET", "bot1:T/getUpdates?offset=-9223372036854775808&limit=-1&timeout=0&allowed_updates=x", "", ""},
		{"POST", "bot1:T/sendDocument", file, "--b\r\nContent-Disposition: form-data; name=\"document\"; filename=\"../x\"\r\n\r\nx\r\n--b--\r\n"},
		{"POST", "bot1:T/setMyCommands", form, `commands=[{"command":"a"}]&scope={"type":"chat","chat_id":"x"}`},
		{"GET", "file/bot1:T/documents/../x", "", ""}, {"POST", "api/act", data, `{"do":"press","person":7,"message":-1,"data":"x"}`},
		{"POST", "api/file?person=7&name=../x", "a/b", "x"}, {"POST", "api/move", data, `{"how":"9999-12-31"}`}, {"GET", "api/chat?person=x", "", ""},
	} {
		f.Add(seed[0], seed[1], seed[2], seed[3])
	}
	s := New(Options{Token: "1:T", NoLimits: true, MaxPoll: 10 * time.Millisecond, Move: func(context.Context, string) error { return nil }})
	s.AddPerson(Person{ID: 7, FirstName: "A"})
	if _, err := s.Send(7, "/start", 0); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, method, target, kind, body string) {
		if w := asked(t, s, method, target, kind, body); w.Code != 0 && !strings.HasPrefix(target, "file/") {
			var envelope struct {
				OK     *bool           `json:"ok"`
				Code   int             `json:"error_code"`
				Result json.RawMessage `json:"result"`
			}
			if err := json.Unmarshal(w.Body.Bytes(), &envelope); err != nil || envelope.OK == nil || *envelope.OK != (w.Code == 200) || !*envelope.OK && envelope.Code != w.Code {
				t.Errorf("%s %s: %d %s", method, target, w.Code, w.Body)
			}
		}
		asked(t, s.Page(), method, target, kind, body)
	})
}
