package emulator

import (
	"encoding/json"
	"strings"
	"testing"
)

// Ensure that the checker finds the mistakes that bots make, and only those.
func TestSpec(t *testing.T) {
	s := spec()
	ok := map[string]string{"chat_id": "1", "text": "<b>" + strings.Repeat("ố", 4096) + "</b>", "parse_mode": "HTML",
		"reply_markup": `{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}`, "reply_parameters": `{"message_id":5}`}
	if err := s.CheckRequest("SENDMESSAGE", ok, nil); err != nil {
		t.Error(err)
	}
	if err := s.CheckRequest("sendDocument", map[string]string{"chat_id": "1", "document": "attach://document"}, []string{"document"}); err != nil {
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
		if err := s.CheckRequest(c.method, c.params, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %v: got %v, want %s", c.method, c.params, err, c.want)
		}
	}
	for result, want := range map[string]string{
		`{"id":1,"is_bot":true}`:                        "required first_name is missing",
		`{"id":1,"is_bot":true,"first_name":7}`:         "is no String",
		`{"id":1,"is_bot":true,"first_name":"a","x":1}`: "unknown field x",
	} {
		if err := s.CheckResult("getMe", json.RawMessage(result)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", result, err, want)
		}
	}
}
