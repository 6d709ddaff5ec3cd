package emulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"image"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// Ensure that requests that Telegram refuses are refused in its words.
func TestRefusals(t *testing.T) {
	a := newAPI(t, Options{NoLimits: true})
	a.ok("sendMessage", "chat_id", "1", "text", "Xin chào") // 2
	m := send(t, a, "vâng")                                 // 3
	a.ok("sendMessage", "chat_id", "1", "text", "Xong")     // 4
	if err := a.s.Delete(1, 4); err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("ố", 4096)
	keys := func(data string) string {
		b, err := json.Marshal(map[string]any{"inline_keyboard": [][]any{{map[string]string{"text": "a", "callback_data": data}}}})
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	a.ok("sendMessage", "chat_id", "1", "text", "<b>"+long+"</b>", "parse_mode", "HTML", "reply_markup", keys(strings.Repeat("x", 64)))
	for _, c := range []struct {
		want, method string
		pairs        []string
	}{
		{"Not Found", "sendNothing", nil},
		{"Bad Request: chat_id is empty", "sendMessage", []string{"text", "x"}},
		{"Bad Request: chat not found", "sendMessage", []string{"chat_id", "9", "text", "x"}},
		{"Forbidden: bot can't initiate conversation with a user", "sendMessage", []string{"chat_id", "2", "text", "x"}},
		{"Bad Request: message text is empty", "sendMessage", []string{"chat_id", "1"}},
		{"Bad Request: text must be non-empty", "sendMessage", []string{"chat_id", "1", "text", " \n"}},
		{"Bad Request: message is too long", "sendMessage", []string{"chat_id", "1", "text", long + "ố"}},
		{"Bad Request: message is too long", "sendMessage", []string{"chat_id", "1", "text", strings.Repeat("😀", 2049)}},
		{"Bad Request: unsupported parse_mode", "sendMessage", []string{"chat_id", "1", "text", "x", "parse_mode", "XML"}},
		{"Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 3", "sendMessage", []string{"chat_id", "1", "text", "ạ<x>", "parse_mode", "HTML"}},
		{"Bad Request: BUTTON_DATA_INVALID", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_markup", keys(strings.Repeat("ố", 22))}},
		{"Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_markup", keys("")}},
		{"Bad Request: field \"inline_keyboard\" must be of type Array", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_markup", `{"inline_keyboard":null}`}},
		{"Bad Request: can't parse reply keyboard markup JSON object", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_markup", `{`}},
		{"Bad Request: object expected as reply markup", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_markup", `null`}},
		{"Bad Request: message to be replied not found", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_parameters", `{"message_id":99}`}},
		{"Bad Request: message to be replied not found", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_to_message_id", "99"}},
		{"Bad Request: message to edit not found", "editMessageText", []string{"chat_id", "1", "message_id", "99", "text", "x"}},
		{"Bad Request: message identifier is not specified", "editMessageText", []string{"chat_id", "1", "text", "x"}},
		{"Bad Request: message can't be edited", "editMessageText", []string{"chat_id", "1", "message_id", itoa(m.ID), "text", "x"}},
		{"Bad Request: MESSAGE_ID_INVALID", "editMessageText", []string{"chat_id", "1", "message_id", "4", "text", "x"}},
		{"Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
			"editMessageText", []string{"chat_id", "1", "message_id", "2", "text", "<b></b>Xin chào", "parse_mode", "HTML"}},
		{"Bad Request: there is no caption in the message to edit", "editMessageCaption", []string{"chat_id", "1", "message_id", "2", "caption", "x"}},
		{"Bad Request: message to delete not found", "deleteMessage", []string{"chat_id", "1", "message_id", "99"}},
		{"Bad Request: query is too old and response timeout expired or query ID is invalid", "answerCallbackQuery", []string{"callback_query_id", "1"}},
		{"Bad Request: wrong parameter action in request", "sendChatAction", []string{"chat_id", "1", "action", "sing"}},
		{"Bad Request: there is no document in the request", "sendDocument", []string{"chat_id", "1"}},
		{"Bad Request: wrong file_id or the file is temporarily unavailable", "getFile", []string{"file_id", "x"}},
		{"Bad Request: BOT_COMMAND_INVALID", "setMyCommands", []string{"commands", `[{"command":"báo","description":"x"}]`}},
		{"Bad Request: BOT_COMMAND_INVALID", "setMyCommands", []string{"commands", `[{"command":"` + strings.Repeat("a", 33) + `","description":"x"}]`}},
		{"Bad Request: BOT_COMMAND_DESCRIPTION_INVALID", "setMyCommands", []string{"commands", `[{"command":"a","description":""}]`}},
		{"Bad Request: BOT_COMMANDS_TOO_MUCH", "setMyCommands", []string{"commands", "[" + strings.Repeat(`{"command":"a","description":"x"},`, 100) + `{"command":"a","description":"x"}]`}},
		{"Bad Request: can't parse BotCommandScope: Unsupported type specified", "setMyCommands", []string{"commands", `[]`, "scope", `{"type":"x"}`}},
		{"Bad Request: bad webhook: An HTTPS URL must be provided for webhook", "setWebhook", []string{"url", "http://x"}},
	} {
		a.fails(c.want, c.method, c.pairs...)
	}
	a.ok("sendMessage", "chat_id", "1", "text", "x", "reply_parameters", `{"message_id":99,"allow_sending_without_reply":true}`)
	a.ok("sendChatAction", "chat_id", "1", "action", "typing")
	a.ok("editMessageReplyMarkup", "chat_id", "1", "message_id", "2", "reply_markup", keys("a"))
	if !a.s.Chat(1)[1].EditDate.IsZero() {
		t.Error("a changed keyboard marks the message as edited")
	}
	a.ok("deleteMessage", "chat_id", "1", "message_id", "2")
	a.ok("getMe")
	a.ok("getChat", "chat_id", "1")
	a.s.Deactivate(1)
	a.fails("Forbidden: user is deactivated", "sendMessage", "chat_id", "1", "text", "x")
	req := httptest.NewRequest("POST", "/bot100:WRONG/getMe", nil)
	if r, err := a.do("getMe", req); err != nil || r.Code != 401 || r.Description != "Unauthorized" {
		t.Errorf("wrong token: %+v, %v", r, err)
	}
}

// Ensure that the flood limits hold, and that whoever waits retry_after gets through.
func TestLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAPI(t, Options{})
		for i := range 40 {
			a.s.AddPerson(Person{ID: int64(10 + i), FirstName: "x"})
			if _, err := a.s.Send(int64(10+i), "/start", 0); err != nil {
				t.Fatal(err)
			}
		}
		for range chatBurst {
			a.ok("sendMessage", "chat_id", "1", "text", "x")
		}
		r := a.fails("Too Many Requests: retry after 1", "sendMessage", "chat_id", "1", "text", "x")
		if r.Parameters.RetryAfter != 1 || r.Status != 429 {
			t.Errorf("got %+v", r)
		}
		time.Sleep(time.Second)
		a.ok("sendMessage", "chat_id", "1", "text", "x")
		time.Sleep(time.Second)
		for i := range 30 {
			a.ok("sendMessage", "chat_id", itoa(10+i), "text", "x")
		}
		a.fails("Too Many Requests: retry after 1", "sendMessage", "chat_id", "45", "text", "x")
		a.s.AddGroup(-5, "Giao ban", 1)
		time.Sleep(time.Second)
		for range 20 {
			a.ok("sendMessage", "chat_id", "-5", "text", "x")
		}
		a.fails("Too Many Requests: retry after 3", "sendMessage", "chat_id", "-5", "text", "x")
	})
}

// Ensure that each fault happens as often as asked, to what it was asked for, and that only a lost answer has an effect.
func TestFaults(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAPI(t, Options{NoLimits: true})
		var statuses []int
		a.s.OnRequest(func(method string, params map[string]string, status int) { statuses = append(statuses, status) })
		count := func() int { return len(a.s.Chat(1)) }
		a.s.Fault(Fault{Method: "sendmessage", Chat: 1, Kind: TooMany, N: 2, RetryAfter: 7 * time.Second})
		a.ok("getMe")
		for range 2 {
			if r := a.fails("Too Many Requests: retry after 7", "sendMessage", "chat_id", "1", "text", "x"); r.Parameters.RetryAfter != 7 {
				t.Errorf("got %+v", r)
			}
		}
		a.ok("sendMessage", "chat_id", "1", "text", "x")
		a.s.Fault(Fault{Kind: ServerError})
		a.fails("Internal Server Error", "getMe")
		for _, c := range []struct {
			kind  FaultKind
			added int
		}{{Reset, 0}, {LostAnswer, 1}} {
			before := count()
			a.s.Fault(Fault{Kind: c.kind})
			if _, err := a.try(t.Context(), "sendMessage", "chat_id", "1", "text", "y"); !errors.Is(err, syscall.ECONNRESET) {
				t.Errorf("%s: error %v", c.kind, err)
			}
			if got := count() - before; got != c.added {
				t.Errorf("%s: %d messages came", c.kind, got)
			}
		}
		a.s.Fault(Fault{Kind: Slow, Delay: 9 * time.Second})
		start := time.Now()
		a.ok("getMe")
		if time.Since(start) != 9*time.Second {
			t.Errorf("slow took %v", time.Since(start))
		}
		want := []int{200, 429, 429, 200, 500, 0, 0, 200}
		if len(statuses) != len(want) {
			t.Fatalf("requests: %v, want %v", statuses, want)
		}
		for i := range want {
			if statuses[i] != want[i] {
				t.Errorf("requests: %v, want %v", statuses, want)
			}
		}
	})
}

// multi makes an upload.
func multi(t *testing.T, method, field, name string, data []byte, pairs ...string) *http.Request {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		if err := w.WriteField(pairs[i], pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	part, err := w.CreateFormFile(field, name)
	if err != nil {
		t.Fatal(err)
	}
	part.Write(data)
	w.Close()
	req := httptest.NewRequest("POST", "/bot100:TEST/"+method, &b)
	req.Header.Set("Content-Type", w.FormDataContentType())
	return req
}

// Ensure that files go both ways, and that a link ends.
func TestFiles(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAPI(t, Options{NoLimits: true})
		r, err := a.do("sendDocument", multi(t, "sendDocument", "document", "/tmp/kế hoạch.docx", []byte("PK"), "chat_id", "1", "caption", "<i>Bản thảo</i>", "parse_mode", "HTML"))
		if err != nil || !r.OK {
			t.Fatalf("%+v %v", r, err)
		}
		m := a.s.Chat(1)[1]
		if m.Document.Name != "kế hoạch.docx" || m.Text != "Bản thảo" || string(a.s.Content(m.Document.ID)) != "PK" {
			t.Errorf("got %+v", m)
		}
		a.ok("sendDocument", "chat_id", "1", "document", m.Document.ID)
		a.ok("editMessageCaption", "chat_id", "1", "message_id", itoa(m.ID), "caption", "Bản chính")
		a.fails("Bad Request: there is no text in the message to edit", "editMessageText", "chat_id", "1", "message_id", itoa(m.ID), "text", "x")
		a.fails("Bad Request: message caption is too long", "sendDocument", "chat_id", "1", "document", m.Document.ID, "caption", strings.Repeat("a", 1025))
		var picture bytes.Buffer
		if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 30, 20))); err != nil {
			t.Fatal(err)
		}
		if r, err := a.do("sendPhoto", multi(t, "sendPhoto", "photo", "a.png", picture.Bytes(), "chat_id", "1")); err != nil || !r.OK {
			t.Fatalf("%+v %v", r, err)
		}
		if r, err := a.do("sendPhoto", multi(t, "sendPhoto", "photo", "a.png", []byte("x"), "chat_id", "1")); err != nil || r.Description != "Bad Request: IMAGE_PROCESS_FAILED" {
			t.Errorf("%+v %v", r, err)
		}
		got, err := a.s.SendFile(1, "minh chứng.pdf", "application/pdf", []byte("%PDF"), "3.2")
		if err != nil {
			t.Fatal(err)
		}
		var f struct {
			Path string `json:"file_path"`
		}
		unmarshal(t, a.ok("getFile", "file_id", got.Document.ID), &f)
		fetch := func() *httptest.ResponseRecorder {
			w := httptest.NewRecorder()
			a.s.ServeHTTP(w, httptest.NewRequest("GET", "/file/bot100:TEST/"+f.Path, nil))
			return w
		}
		if w := fetch(); w.Code != 200 || w.Body.String() != "%PDF" {
			t.Errorf("download: %d %q", w.Code, w.Body)
		}
		time.Sleep(time.Hour)
		if w := fetch(); w.Code != 404 {
			t.Errorf("an old link still works: %d", w.Code)
		}
		big, err := a.s.SendFile(1, "phim.mp4", "", make([]byte, 20<<20+1), "")
		if err != nil {
			t.Fatal(err)
		}
		a.fails("Bad Request: file is too big", "getFile", "file_id", big.Document.ID)
	})
}

// Ensure that the menu is that of the narrowest scope in the person's language.
func TestCommands(t *testing.T) {
	a := newAPI(t, Options{})
	set := func(name string, pairs ...string) {
		a.ok("setMyCommands", append(pairs, "commands", `[{"command":"`+name+`","description":"x"}]`)...)
	}
	first := func(id int64) string { return append(a.s.Commands(id), Command{})[0].Command }
	set("a")
	set("b", "scope", `{"type":"all_private_chats"}`, "language_code", "vi")
	if first(1) != "b" || first(2) != "a" {
		t.Errorf("got %s and %s", first(1), first(2))
	}
	set("c", "scope", `{"type":"chat","chat_id":1}`)
	if first(1) != "c" {
		t.Errorf("got %s", first(1))
	}
	a.ok("deleteMyCommands", "scope", `{"type":"chat","chat_id":"1"}`)
	if first(1) != "b" || string(a.ok("getMyCommands", "scope", `{"type":"chat","chat_id":1}`)) != "[]" {
		t.Errorf("got %s", first(1))
	}
}

// Ensure that a bot in a group hears what privacy mode lets through, and learns of a new id.
func TestGroups(t *testing.T) {
	a := newAPI(t, Options{NoLimits: true})
	a.s.AddGroup(-5, "Giao ban", 1, 2)
	for _, text := range []string{"chào cả phòng", "/tasks", "@dondoc_bot ơi"} {
		if _, err := a.s.Say(-5, 2, text, 0); err != nil {
			t.Fatal(err)
		}
	}
	if us := a.updates("offset", "0"); len(us) != 3 || us[1].Message.Text != "/tasks" {
		t.Errorf("got %+v", us)
	}
	a.s.Upgrade(-5, -1005)
	r := a.fails("Bad Request: group chat was upgraded to a supergroup chat", "sendMessage", "chat_id", "-5", "text", "x")
	if r.Parameters.MigrateTo != -1005 {
		t.Errorf("got %+v", r)
	}
	a.ok("sendMessage", "chat_id", "-1005", "text", "x")
	a.s.Kick(-1005)
	a.fails("Forbidden: bot was kicked from the supergroup chat", "sendMessage", "chat_id", "-1005", "text", "x")
}

// Ensure that JSON bodies and queries are understood too.
func TestBodies(t *testing.T) {
	a := newAPI(t, Options{NoLimits: true})
	req := httptest.NewRequest("POST", "/bot100:TEST/SENDmessage?text=from+query",
		strings.NewReader(`{"chat_id":1,"text":"từ JSON","reply_parameters":{"message_id":1},"parse_mode":null}`))
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	if r, err := a.do("sendMessage", req); err != nil || !r.OK {
		t.Fatalf("%+v %v", r, err)
	}
	if m := a.s.Chat(1)[1]; m.Text != "từ JSON" || m.ReplyTo != 1 {
		t.Errorf("got %+v", m)
	}
	if r, err := a.do("sendMessage", httptest.NewRequest("GET", "/bot100:TEST/sendMessage?chat_id=1&text=a", nil)); err != nil || !r.OK {
		t.Errorf("%+v %v", r, err)
	}
}
