package telegram

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"dondoc/bot"
)

// decode reads one update. One that concerns nobody is Other; one that cannot be
// read is Unread, with the error and with whatever says whose it was. Raw and,
// where it can be read, the id are always set.
func decode(raw json.RawMessage, now time.Time) (bot.Update, error) {
	var in tg.Update
	if err := json.Unmarshal(raw, &in); err != nil {
		u := whose(raw, now)
		u.Raw = raw
		return u, err
	}
	u := bot.Update{At: now}
	switch {
	case in.Message != nil:
		u = said(in.Message, now)
	case in.EditedMessage != nil:
		u = said(in.EditedMessage, now)
		if u.Kind == bot.Said {
			u.Kind = bot.Edited
			u.At = instant(in.EditedMessage.EditDate, u.At)
		}
	case in.CallbackQuery != nil:
		u = pressed(in.CallbackQuery, now)
	case in.MyChatMember != nil:
		u = member(in.MyChatMember, now)
	}
	u.ID, u.Raw = int64(in.UpdateID), raw
	return u, nil
}

// origin is what of a message or a press says whose it was.
type origin struct {
	ID   string   `json:"id"`
	From *tg.User `json:"from"`
	Chat *struct {
		ID   int64  `json:"id"`
		Type string `json:"type"`
	} `json:"chat"`
	Message *origin `json:"message"`
}

// whose reads of an update that cannot be read as a whole who is to be told.
// Each part is read by itself: one of them is what cannot be read.
func whose(raw json.RawMessage, now time.Time) bot.Update {
	u := bot.Update{At: now}
	var parts map[string]json.RawMessage
	if json.Unmarshal(raw, &parts) != nil || json.Unmarshal(parts["update_id"], &u.ID) != nil {
		return u
	}
	for _, name := range []string{"message", "edited_message", "callback_query"} {
		var o origin
		_ = json.Unmarshal(parts[name], &o) // reads on past a value of the wrong type
		chat := o.Chat
		if o.Message != nil {
			chat = o.Message.Chat
		}
		if chat == nil || !place(&u, &tg.Chat{ID: chat.ID, Type: chat.Type}) || !person(&u, o.From) {
			continue
		}
		u.Kind = bot.Unread
		if name == "callback_query" {
			u.Callback = o.ID
		}
	}
	return u
}

// person fills in who it was. An account that is none, or a bot's, does
// nothing here: an anonymous admin of a chat group comes as a bot.
func person(u *bot.Update, from *tg.User) bool {
	if from == nil || from.IsBot || from.ID <= 0 {
		return false
	}
	u.Account, u.Language = from.ID, from.LanguageCode
	u.Name = fullName(from.FirstName, from.LastName)
	return true
}

func said(m *tg.Message, now time.Time) bot.Update {
	u := bot.Update{Kind: bot.Said, Message: m.MessageID, At: instant(m.Date, now), Text: m.Text}
	if !place(&u, m.Chat) || !person(&u, m.From) {
		return bot.Update{At: u.At}
	}
	if m.ReplyToMessage != nil {
		u.ReplyTo = m.ReplyToMessage.MessageID
	}
	if u.File = file(m); u.File != nil {
		u.Text, u.Album = m.Caption, m.MediaGroupID
	}
	return u
}

func place(u *bot.Update, chat *tg.Chat) bool {
	if chat == nil || chat.ID == 0 {
		return false
	}
	u.Chat, u.Private = chat.ID, chat.IsPrivate() && chat.ID > 0
	return true
}

// file returns what was sent with a message: a document, or the largest size
// of a photo, which has no name of its own.
func file(m *tg.Message) *bot.File {
	if d := m.Document; d != nil {
		return &bot.File{ID: d.FileID, Name: cut(d.FileName, maxFileName), Size: int64(d.FileSize), Mime: d.MimeType}
	}
	if len(m.Photo) == 0 {
		return nil
	}
	best := m.Photo[0]
	for _, p := range m.Photo[1:] {
		if p.Width*p.Height > best.Width*best.Height {
			best = p
		}
	}
	name := "photo-" + strconv.Itoa(m.MessageID) + ".jpg"
	return &bot.File{ID: best.FileID, Name: name, Size: int64(best.FileSize), Mime: "image/jpeg", Photo: true}
}

// pressed reads a button press. The message may be inaccessible (it then has
// the date 0, but chat and id), or missing for an inline one, which we never
// send.
func pressed(q *tg.CallbackQuery, now time.Time) bot.Update {
	u := bot.Update{Kind: bot.Pressed, Callback: q.ID, Data: q.Data, At: now}
	if q.Message == nil || !place(&u, q.Message.Chat) || !person(&u, q.From) {
		return bot.Update{At: now}
	}
	u.Message = q.Message.MessageID
	return u
}

// member reads that a person stopped the bot or started it again.
func member(m *tg.ChatMemberUpdated, now time.Time) bot.Update {
	u := bot.Update{At: instant(m.Date, now)}
	if !m.Chat.IsPrivate() || !place(&u, &m.Chat) || !person(&u, &m.From) {
		return bot.Update{At: u.At}
	}
	switch m.NewChatMember.Status {
	case "kicked":
		u.Kind = bot.Blocked
	case "member":
		u.Kind = bot.Back
	}
	return u
}

// latest is beyond any date that a server means: the year 2242.
const latest = 1 << 33

// instant reads a date of Telegram's; one that is missing, or none, is taken
// for another.
func instant(unix int, otherwise time.Time) time.Time {
	if unix <= 0 || unix > latest {
		return otherwise
	}
	return time.Unix(int64(unix), 0).UTC()
}

// Names are of any length at most that Telegram allows.
const (
	maxName     = 129 // first and last name with a blank
	maxFileName = 255
)

func fullName(first, last string) string {
	return cut(strings.TrimSpace(first+" "+last), maxName)
}

// cut takes the first n runes.
func cut(text string, n int) string {
	for i := range text {
		if n--; n < 0 {
			return text[:i]
		}
	}
	return text
}
