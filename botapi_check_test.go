package main

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"dondoc/emulator"
)

// Ensure that the checker finds the mistakes that bots make, and only those.
func TestBotAPI(t *testing.T) {
	s := theBotAPI(t)
	ok := map[string]string{"chat_id": "1", "text": "<b>" + strings.Repeat("ố", 4096) + "</b>", "parse_mode": "HTML",
		"reply_markup": `{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}`, "reply_parameters": `{"message_id":5}`}
	if err := s.checkRequest("SENDMESSAGE", ok, nil); err != nil {
		t.Error(err)
	}
	if err := s.checkRequest("sendDocument", map[string]string{"chat_id": "1", "document": "attach://document"}, []string{"document"}); err != nil {
		t.Error(err)
	}
	for _, c := range []struct {
		method, want string
		params       map[string]string
	}{
		{"sendNothing", "no such method", nil},
		{"sendMessage", "required text is missing", map[string]string{"chat_id": "1"}},
		{"sendMessage", "unknown parameter disable_web_page_preview", map[string]string{"chat_id": "1", "text": "a", "disable_web_page_preview": "true"}},
		{"sendMessage", "4097 characters", map[string]string{"chat_id": "1", "text": strings.Repeat("a", 4097)}},
		{"sendMessage", "is no Boolean", map[string]string{"chat_id": "1", "text": "a", "protect_content": "yes"}},
		{"sendMessage", "InlineKeyboardButton.callback_data: 66 bytes", map[string]string{"chat_id": "1", "text": "a",
			"reply_markup": `{"inline_keyboard":[[{"text":"a","callback_data":"` + strings.Repeat("ố", 22) + `"}]]}`}},
		{"getUpdates", "<nil> is no Array of String", map[string]string{"allowed_updates": "null"}},
	} {
		if err := s.checkRequest(c.method, c.params, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %v: got %v, want %s", c.method, c.params, err, c.want)
		}
	}
	for result, want := range map[string]string{
		`{"id":1,"is_bot":true}`:                        "required first_name is missing",
		`{"id":1,"is_bot":true,"first_name":7}`:         "is no String",
		`{"id":1,"is_bot":true,"first_name":"a","x":1}`: "unknown field x",
	} {
		if err := s.checkResult("getMe", json.RawMessage(result)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", result, err, want)
		}
	}
}

var botAPIOnce = sync.OnceValues(func() (*botAPI, error) {
	f, err := os.Open("testdata/botapi.json")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return loadBotAPI(f)
})

// theBotAPI is the Bot API as data, read once for all tests.
func theBotAPI(t testing.TB) *botAPI {
	t.Helper()
	s, err := botAPIOnce()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// checkedAnswers checks every successful answer of a server on its way.
func checkedAnswers(t testing.TB, next http.RoundTripper) http.RoundTripper {
	spec := theBotAPI(t)
	return roundTrip(func(r *http.Request) (*http.Response, error) {
		resp, err := next.RoundTrip(r)
		method := path.Base(r.URL.Path)
		if err != nil || spec.byName[strings.ToLower(method)] == "" {
			return resp, err // a file has no form
		}
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			return nil, err
		}
		resp.Body = io.NopCloser(bytes.NewReader(body))
		var answer struct {
			OK     bool            `json:"ok"`
			Result json.RawMessage `json:"result"`
		}
		if json.Unmarshal(body, &answer) == nil && answer.OK {
			if err := spec.checkResult(method, answer.Result); err != nil {
				t.Errorf("%s: the answer is not as documented: %v\n%s", method, err, answer.Result)
			}
		}
		return resp, nil
	})
}

// Ensure that what the emulator answers to each of its methods, and each kind
// of update, is as the Bot API documents it.
func TestEmulatorAnswers(t *testing.T) {
	server := emulator.New(emulator.Options{Token: testToken, NoLimits: true, MaxPoll: time.Millisecond})
	server.AddPerson(emulator.Person{ID: 7, FirstName: "Lan", LastName: "Lê", Username: "lan", Language: "vi"})
	client := &http.Client{Transport: checkedAnswers(t, server.Transport())}
	asked := map[string]bool{}
	call := func(method string, fields ...string) json.RawMessage {
		t.Helper()
		asked[strings.ToLower(method)] = true
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		for i := 0; i < len(fields); i += 2 {
			name, file := strings.CutPrefix(fields[i], "file:")
			w, err := form.CreateFormField(name)
			if file {
				w, err = form.CreateFormFile(name, "a.png")
			}
			if _, werr := io.WriteString(w, fields[i+1]); err != nil || werr != nil {
				t.Fatal(err, werr)
			}
		}
		form.Close()
		resp, err := client.Post("http://bot.test/bot"+testToken+"/"+method, form.FormDataContentType(), &body)
		if err != nil {
			t.Fatal(err)
		}
		var answer struct {
			OK          bool
			Description string
			Result      json.RawMessage
		}
		if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil || !answer.OK {
			t.Errorf("%s: %v %s", method, err, answer.Description)
		}
		return answer.Result
	}
	id := func(result json.RawMessage) string {
		var m struct {
			ID int `json:"message_id"`
		}
		_ = json.Unmarshal(result, &m) // zero is refused by what uses it
		return strconv.Itoa(m.ID)
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	said, err := server.Send(7, "/start", 0)
	must(t, err)
	_, err = server.SendFile(7, "a.pdf", "application/pdf", []byte("pdf"), "c")
	must(t, err)
	_, err = server.SendPhoto(7, picture.Bytes(), "c")
	must(t, err)
	keyboard := `{"inline_keyboard":[[{"text":"A","callback_data":"a 1"}]]}`
	sent := id(call("sendMessage", "chat_id", "7", "text", "<b>x</b> <a href=\"http://a.b\">y</a>", "parse_mode", "HTML", "reply_markup", keyboard,
		"reply_parameters", `{"message_id":`+strconv.Itoa(said.ID)+`}`))
	number, _ := strconv.Atoi(sent)
	must(t, server.Press(7, number, "a 1"))
	_, err = server.Send(7, "trả lời", number)
	must(t, err)
	_, err = server.Edit(7, said.ID, "sửa")
	must(t, err)
	server.Block(7)
	server.Unblock(7)
	server.AddGroup(-5, "Phòng", 7)
	updates := string(call("getUpdates", "allowed_updates", `["message","edited_message","callback_query","my_chat_member"]`))
	for _, kind := range []string{"document", "photo", "reply_to_message", "edited_message", "callback_query", "my_chat_member"} {
		if !strings.Contains(updates, `"`+kind+`"`) {
			t.Errorf("no update has a %s", kind)
		}
	}
	var list []struct {
		Callback struct {
			ID string `json:"id"`
		} `json:"callback_query"`
	}
	must(t, json.Unmarshal([]byte(updates), &list))
	for _, u := range list {
		if u.Callback.ID != "" {
			call("answerCallbackQuery", "callback_query_id", u.Callback.ID, "text", "ok")
		}
	}
	document := call("sendDocument", "chat_id", "7", "caption", "c", "file:document", "x")
	call("sendPhoto", "chat_id", "7", "file:photo", picture.String())
	call("sendChatAction", "chat_id", "7", "action", "typing")
	call("editMessageText", "chat_id", "7", "message_id", sent, "text", "y", "reply_markup", keyboard)
	call("editMessageReplyMarkup", "chat_id", "7", "message_id", sent)
	call("editMessageCaption", "chat_id", "7", "message_id", id(document), "caption", "d")
	var file struct{ Document struct{ File_id string } }
	must(t, json.Unmarshal(document, &file))
	call("getFile", "file_id", file.Document.File_id)
	call("deleteMessage", "chat_id", "7", "message_id", sent)
	call("setMyCommands", "commands", `[{"command":"a","description":"b"}]`)
	call("getMyCommands")
	call("deleteMyCommands")
	call("getMe")
	call("getChat", "chat_id", "7")
	call("setWebhook", "url", "https://a.b/c")
	call("getWebhookInfo")
	call("deleteWebhook")
	if len(asked) < 19 {
		t.Errorf("only %d methods were asked", len(asked))
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
