package emulator

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// api speaks to a Server as a bot does.
type api struct {
	t *testing.T
	s *Server
}

type reply struct {
	Status      int
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	Code        int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		MigrateTo  int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

func (a api) try(ctx context.Context, method string, pairs ...string) (reply, error) {
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	req, err := http.NewRequestWithContext(ctx, "POST", "https://api.telegram.org/bot100:TEST/"+method, strings.NewReader(form.Encode()))
	if err != nil {
		return reply{}, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return a.do(method, req)
}

func (a api) do(method string, req *http.Request) (reply, error) {
	resp, err := a.s.Transport().RoundTrip(req)
	if err != nil {
		return reply{}, err
	}
	defer resp.Body.Close()
	r := reply{Status: resp.StatusCode}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		a.t.Fatal(err)
	}
	if err := json.Unmarshal(body, &r); err != nil {
		a.t.Fatalf("%s: %v in %s", method, err, body)
	}
	return r, nil
}

func (a api) call(method string, pairs ...string) reply {
	a.t.Helper()
	r, err := a.try(a.t.Context(), method, pairs...)
	if err != nil {
		a.t.Fatalf("%s: %v", method, err)
	}
	return r
}

// ok calls a method that must succeed.
func (a api) ok(method string, pairs ...string) json.RawMessage {
	a.t.Helper()
	r := a.call(method, pairs...)
	if !r.OK {
		a.t.Fatalf("%s: %d %s", method, r.Code, r.Description)
	}
	return r.Result
}

// fails calls a method that must be refused with this description.
func (a api) fails(want, method string, pairs ...string) reply {
	a.t.Helper()
	r := a.call(method, pairs...)
	if r.OK || r.Description != want || r.Status != r.Code {
		a.t.Errorf("%s %.60q: got %d/%d %q, want %q", method, pairs, r.Status, r.Code, r.Description, want)
	}
	return r
}

type got struct {
	ID      int `json:"update_id"`
	Message *struct {
		ID   int    `json:"message_id"`
		Text string `json:"text"`
	} `json:"message"`
	Edited *struct {
		Text string `json:"text"`
	} `json:"edited_message"`
	Callback *struct {
		ID   string `json:"id"`
		Data string `json:"data"`
	} `json:"callback_query"`
	Member json.RawMessage `json:"my_chat_member"`
}

func (a api) updates(pairs ...string) []got {
	a.t.Helper()
	var list []got
	if err := json.Unmarshal(a.ok("getUpdates", pairs...), &list); err != nil {
		a.t.Fatal(err)
	}
	return list
}

// newAPI makes a server with Lan (1, started) and Hải (2, not started).
func newAPI(t *testing.T, o Options) api {
	t.Helper()
	s := New(o)
	s.AddPerson(Person{ID: 1, FirstName: "Lan", LastName: "Lê Thị", Language: "vi", Label: "Trưởng phòng KHTC"})
	s.AddPerson(Person{ID: 2, FirstName: "Hải", Username: "hai"})
	if _, err := s.Send(1, "/start", 0); err != nil {
		t.Fatal(err)
	}
	return api{t, s}
}

// Ensure that a person and a bot can talk: text, buttons, edits, answers.
func TestConversation(t *testing.T) {
	a := newAPI(t, Options{})
	var changes []Change
	a.s.OnChange(func(c Change) { changes = append(changes, c) })
	us := a.updates("allowed_updates", `["message","edited_message","callback_query","my_chat_member"]`)
	if len(us) != 1 || us[0].Message == nil || us[0].Message.Text != "/start" {
		t.Fatalf("updates: %+v", us)
	}
	var sent struct {
		ID int `json:"message_id"`
	}
	unmarshal(t, a.ok("sendMessage", "chat_id", "1", "parse_mode", "HTML", "text", "Hạn <b>20/3</b>",
		"reply_markup", `{"inline_keyboard":[[{"text":"Đã xong","callback_data":"d:1"}]]}`), &sent)
	if err := a.s.Press(1, sent.ID, "d:2"); err == nil {
		t.Error("a button that is not there can be pressed")
	}
	if err := a.s.Press(1, sent.ID, "d:1"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.s.Send(1, "xong", sent.ID); err != nil {
		t.Fatal(err)
	}
	us = a.updates("offset", itoa(us[0].ID+1))
	if len(us) != 2 || us[0].Callback == nil || us[1].ID != us[0].ID+1 {
		t.Fatalf("updates: %+v", us)
	}
	a.ok("answerCallbackQuery", "callback_query_id", us[0].Callback.ID, "text", "Đã ghi")
	if got := a.s.Answers(); len(got) != 1 || got[0].Text != "Đã ghi" || got[0].Data != "d:1" || got[0].Message != sent.ID {
		t.Errorf("answers: %+v", got)
	}
	a.ok("editMessageText", "chat_id", "1", "message_id", itoa(sent.ID), "text", "Đã ghi 1 việc")
	chat := a.s.Chat(1)
	if len(chat) != 3 || chat[1].Text != "Đã ghi 1 việc" || chat[1].Keyboard != nil || chat[1].EditDate.IsZero() || chat[2].ReplyTo != sent.ID {
		t.Errorf("chat: %+v", chat)
	}
	if len(changes) != 3 || changes[0].Kind != Added || changes[2].Kind != Edited || changes[0].Message.Text != "Hạn 20/3" {
		t.Errorf("changes: %+v", changes)
	}
	if _, err := a.s.Edit(1, chat[2].ID, "xong 80%"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.s.Edit(1, sent.ID, "x"); err == nil {
		t.Error("a person can edit the bot's message")
	}
	a.s.Block(1)
	us = a.updates("offset", itoa(us[1].ID+1))
	if len(us) != 2 || us[0].Edited == nil || us[0].Edited.Text != "xong 80%" || us[1].Member == nil {
		t.Errorf("updates: %+v", us)
	}
	a.fails("Forbidden: bot was blocked by the user", "sendMessage", "chat_id", "1", "text", "x")
	a.s.Unblock(1)
	a.ok("sendMessage", "chat_id", "1", "text", "x")
}

// Ensure that a listener may call the server, and that the calls come in order.
func TestListenerCallsBack(t *testing.T) {
	a := newAPI(t, Options{})
	var texts []string
	a.s.OnChange(func(c Change) {
		texts = append(texts, c.Message.Text)
		if c.Message.FromBot {
			if _, err := a.s.Send(1, "vâng", c.Message.ID); err != nil {
				t.Error(err)
			}
		}
	})
	a.ok("sendMessage", "chat_id", "1", "text", "Xin chào")
	if got := strings.Join(texts, "|"); got != "Xin chào|vâng" {
		t.Errorf("got %s", got)
	}
}

// Ensure that a long poll waits, is woken, is capped, and ends with its request.
func TestLongPoll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAPI(t, Options{})
		us := a.updates()
		next := itoa(us[0].ID + 1)
		start := time.Now()
		if got := a.updates("offset", next, "timeout", "600"); len(got) != 0 || time.Since(start) != 50*time.Second {
			t.Errorf("an empty poll: %v after %v", got, time.Since(start))
		}
		start = time.Now()
		go func() {
			time.Sleep(7 * time.Second)
			if _, err := a.s.Send(1, "xong", 0); err != nil {
				t.Error(err)
			}
		}()
		if got := a.updates("offset", next, "timeout", "50"); len(got) != 1 || time.Since(start) != 7*time.Second {
			t.Errorf("a woken poll: %v after %v", got, time.Since(start))
		}
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		if _, err := a.try(ctx, "getUpdates", "offset", itoa(us[0].ID+2), "timeout", "50"); err != context.DeadlineExceeded {
			t.Errorf("a cancelled poll: %v", err)
		}
		if a.s.Pending() != 0 {
			t.Error("the confirmed update is still pending")
		}
	})
}

// Ensure that of two pollers the earlier is ended, and that nobody polls while a webhook is set.
func TestConflict(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAPI(t, Options{})
		next := itoa(a.updates()[0].ID + 1)
		done := make(chan reply)
		go func() {
			r, err := a.try(t.Context(), "getUpdates", "offset", next, "timeout", "50")
			if err != nil {
				t.Error(err)
			}
			done <- r
		}()
		synctest.Wait()
		go a.try(t.Context(), "getUpdates", "offset", next, "timeout", "5")
		r := <-done
		if r.Code != 409 || r.Description != "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running" {
			t.Errorf("got %+v", r)
		}
		time.Sleep(10 * time.Second)
		a.ok("setWebhook", "url", "https://example.org/x", "secret_token", "a")
		start := time.Now()
		for range 2 {
			a.fails("Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first", "getUpdates")
		}
		if time.Since(start) != 3*time.Second {
			t.Errorf("the second 409 came after %v", time.Since(start))
		}
		a.ok("getWebhookInfo")
		a.ok("deleteWebhook", "drop_pending_updates", "true")
		if got := a.updates(); len(got) != 0 {
			t.Errorf("dropped updates came: %v", got)
		}
	})
}

// Ensure that updates are kept, forgotten and numbered as documented.
func TestQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAPI(t, Options{})
		for _, text := range []string{"một", "hai", "ba"} {
			send(t, a, text)
		}
		if got := a.updates("limit", "2"); len(got) != 2 || got[0].Message.Text != "/start" {
			t.Errorf("limit: %+v", got)
		}
		got := a.updates("offset", "-1")
		if len(got) != 1 || got[0].Message.Text != "ba" || a.s.Pending() != 1 {
			t.Errorf("negative offset: %+v, %d pending", got, a.s.Pending())
		}
		if again := a.updates("offset", itoa(got[0].ID+5000)); len(again) != 1 {
			t.Errorf("an offset from the future confirmed: %+v", again)
		}
		a.ok("sendMessage", "chat_id", "1", "text", "?", "reply_markup", `{"inline_keyboard":[[{"text":"a","callback_data":"a"}]]}`)
		chat := a.s.Chat(1)
		if err := a.s.Press(1, chat[len(chat)-1].ID, "a"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(150 * time.Second)
		if got := a.updates(); len(got) != 1 || got[0].Callback != nil {
			t.Errorf("a callback query lives longer than 150 s: %+v", got)
		}
		time.Sleep(24*time.Hour - 150*time.Second)
		if got := a.updates(); len(got) != 0 {
			t.Errorf("a message lives longer than 24 h: %+v", got)
		}
		last := got[0].ID
		send(t, a, "bốn")
		if got = a.updates(); got[0].ID != last+2 {
			t.Errorf("ids are not consecutive: %d after %d", got[0].ID, last+1)
		}
		time.Sleep(8 * 24 * time.Hour)
		send(t, a, "năm")
		if next := a.updates(); next[0].ID == got[0].ID+1 {
			t.Error("after a week without updates the ids went on")
		}
		a.ok("getUpdates", "allowed_updates", `["callback_query"]`)
		send(t, a, "sáu")
		a.ok("getUpdates", "allowed_updates", "null")
		send(t, a, "bảy")
		if got := a.updates(); len(got) != 1 {
			t.Errorf("allowed_updates: %+v", got)
		}
	})
}

// Ensure that an answer to a button that comes too late is refused.
func TestLateAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAPI(t, Options{})
		a.updates("offset", "-1")
		a.ok("sendMessage", "chat_id", "1", "text", "?", "reply_markup", `{"inline_keyboard":[[{"text":"a","callback_data":"a"}]]}`)
		if err := a.s.Press(1, 2, "a"); err != nil {
			t.Fatal(err)
		}
		us := a.updates()
		time.Sleep(16 * time.Second)
		a.fails("Bad Request: query is too old and response timeout expired or query ID is invalid",
			"answerCallbackQuery", "callback_query_id", us[len(us)-1].Callback.ID)
	})
}

func send(t *testing.T, a api, text string) Message {
	t.Helper()
	m, err := a.s.Send(1, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func itoa(n int) string {
	b, _ := json.Marshal(n)
	return string(b)
}

func unmarshal(t *testing.T, raw []byte, v any) {
	t.Helper()
	if err := json.NewDecoder(bytes.NewReader(raw)).Decode(v); err != nil {
		t.Fatal(err)
	}
}

// Ensure that a poll repeated with the same offset is braked when that is asked for.
func TestSlowRepeats(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAPI(t, Options{SlowRepeats: true})
		send(t, a, "xong")
		if first, again := len(a.updates()), len(a.updates()); first != 2 || again != 1 {
			t.Errorf("got %d, then %d updates", first, again)
		}
		a.updates("offset", "-1")
		next := itoa(a.s.queue.next)
		start := time.Now()
		a.updates("offset", next)
		a.updates("offset", next)
		if time.Since(start) != 3*time.Second {
			t.Errorf("a repeated poll took %v", time.Since(start))
		}
	})
}

// Ensure that a bot can be sent what it does not expect: other content, photos, updates that it cannot decode, a button of an old keyboard.
func TestOddUpdates(t *testing.T) {
	a := newAPI(t, Options{NoLimits: true})
	if _, err := a.s.SendOther(1, map[string]any{"location": map[string]any{"latitude": 21.0, "longitude": 105.8}}); err != nil {
		t.Error(err)
	}
	if _, err := a.s.SendPhoto(1, []byte("x"), ""); err == nil {
		t.Error("a photo that is none was sent")
	}
	if err := a.s.Inject("message", json.RawMessage(`{"message_id":"?"}`)); err != nil {
		t.Error(err)
	}
	if err := a.s.Inject("message", json.RawMessage(`{`)); err == nil {
		t.Error("what is no JSON was injected")
	}
	a.ok("sendMessage", "chat_id", "1", "text", "x")
	if err := a.s.PressStale(1, a.s.Chat(1)[2].ID, "old"); err != nil {
		t.Error(err)
	}
	var raw []json.RawMessage
	unmarshal(t, a.unchecked("getUpdates"), &raw)
	if len(raw) != 4 || !strings.Contains(string(raw[1]), `"latitude":21`) || !strings.Contains(string(raw[3]), `"data":"old"`) {
		t.Errorf("got %s", raw)
	}
}

// unchecked is ok without the check of the answer, for updates made by hand.
func (a api) unchecked(method string) json.RawMessage {
	a.t.Helper()
	req, err := http.NewRequest("GET", "https://api.telegram.org/bot100:TEST/"+method, nil)
	if err != nil {
		a.t.Fatal(err)
	}
	resp, err := a.s.Transport().RoundTrip(req)
	if err != nil {
		a.t.Fatal(err)
	}
	var r reply
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil || !r.OK {
		a.t.Fatalf("%+v %v", r, err)
	}
	return r.Result
}
