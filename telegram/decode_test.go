package telegram

import (
	"encoding/json"
	"testing"
	"time"
	"unicode/utf8"

	"dondoc/bot"
)

// FuzzDecode ensures that no update makes the decoder panic, names nobody as
// somebody or loses the update itself.
func FuzzDecode(f *testing.F) {
	const who = `"message_id":4,"date":1774310400,"chat":{"id":7,"type":"private"},"from":{"id":7,"first_name":"A","language_code":"vi"}`
	for _, seed := range []string{
		`{"update_id":1,"message":{` + who + `,"text":"1 xong"}}`,
		`{"update_id":2,"edited_message":{` + who + `,"text":"1 80%","edit_date":1774310500,"reply_to_message":{"message_id":3}}}`,
		`{"update_id":3,"callback_query":{"id":"5","from":{"id":7},"data":"card 1","message":{"message_id":3,"date":0,"chat":{"id":7,"type":"private"}}}}`,
		`{"update_id":4,"my_chat_member":{"chat":{"id":7,"type":"private"},"from":{"id":7},"date":1,"old_chat_member":{"status":"member"},"new_chat_member":{"status":"kicked"}}}`,
		`{"update_id":5,"message":{` + who + `,"document":{"file_id":"x","file_name":"a.pdf","file_size":3},"caption":"c"}}`,
		`{"update_id":6,"message":{` + who + `,"photo":[{"file_id":"x","width":2,"height":2},{"file_id":"y","width":9223372036854775807,"height":2}]}}`,
		`{"update_id":7,"message":{"chat":{"id":"7"},"from":{"id":7}}}`, `{"update_id":9223372036854775808}`, `null`, `[]`, `{`, `{"message":null}`,
	} {
		f.Add([]byte(seed))
	}
	now := time.Date(2026, 3, 24, 1, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, raw []byte) {
		u, err := decode(raw, now)
		if string(u.Raw) != string(raw) {
			t.Error("the update itself is lost")
		}
		if err == nil && !json.Valid(raw) {
			t.Error("what is no JSON is taken")
		}
		concerns := u.Kind != bot.Other
		if concerns && (u.Account <= 0 || u.Chat == 0 || u.Private && u.Chat < 0) {
			t.Errorf("concerns nobody or is nowhere: %+v", u)
		}
		if !concerns && (u.Text != "" || u.Callback != "") {
			t.Errorf("of nobody: %+v", u)
		}
		if u.At.IsZero() || u.At.Year() > 2250 || u.At.Before(time.Unix(1, 0)) {
			t.Errorf("at %v", u.At)
		}
		if utf8.RuneCountInString(u.Name) > maxName || u.File != nil && utf8.RuneCountInString(u.File.Name) > maxFileName {
			t.Errorf("long names: %+v", u)
		}
	})
}
