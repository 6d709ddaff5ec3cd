package telegram

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"dondoc/bot"
)

// decode reads one update. One that concerns nobody, or cannot be read (with
// the error), is Other; Raw and, where it can be read, the id are always set.
func decode(raw json.RawMessage, now time.Time) (bot.Update, error) {
	var in tg.Update
	if err := json.Unmarshal(raw, &in); err != nil {
		var only struct {
			ID int64 `json:"update_id"`
		}
		_ = json.Unmarshal(raw, &only) // what is left of it, perhaps nothing
		return bot.Update{ID: only.ID, Raw: raw, At: now}, err
	}
	u := bot.Update{At: now}
	switch {
	case in.Message != nil:
		u = said(in.Message)
	case in.EditedMessage != nil:
		u = said(in.EditedMessage)
		if u.Kind == bot.Said {
			u.Kind = bot.Edited
			u.At = instant(in.EditedMessage.EditDate, u.At)
		}
	case in.CallbackQuery != nil:
		u = pressed(in.CallbackQuery, now)
	case in.MyChatMember != nil:
		u = member(in.MyChatMember)
	}
	u.ID, u.Raw = int64(in.UpdateID), raw
	return u, nil
}

// person fills in who it was. An account that is none, or a bot's, does
// nothing here: an anonymous admin of a chat group comes as a bot.
func person(u *bot.Update, from *tg.User) bool {
	if from == nil || from.IsBot || from.ID == 0 {
		return false
	}
	u.Account, u.Language = from.ID, from.LanguageCode
	u.Name = fullName(from.FirstName, from.LastName)
	return true
}

func said(m *tg.Message) bot.Update {
	u := bot.Update{Kind: bot.Said, Message: m.MessageID, At: time.Unix(int64(m.Date), 0).UTC(), Text: m.Text}
	if !place(&u, m.Chat) || !person(&u, m.From) {
		return bot.Update{At: u.At}
	}
	if m.ReplyToMessage != nil {
		u.ReplyTo = m.ReplyToMessage.MessageID
	}
	if u.File = file(m); u.File != nil {
		u.Text = m.Caption
	}
	return u
}

func place(u *bot.Update, chat *tg.Chat) bool {
	if chat == nil {
		return false
	}
	u.Chat, u.Private = chat.ID, chat.IsPrivate()
	return true
}

// file returns what was sent with a message: a document, or the largest size
// of a photo, which has no name of its own.
func file(m *tg.Message) *bot.File {
	if d := m.Document; d != nil {
		return &bot.File{ID: d.FileID, Name: d.FileName, Size: int64(d.FileSize), Mime: d.MimeType}
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
	return &bot.File{ID: best.FileID, Name: name, Size: int64(best.FileSize), Mime: "image/jpeg"}
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
func member(m *tg.ChatMemberUpdated) bot.Update {
	u := bot.Update{At: time.Unix(int64(m.Date), 0).UTC()}
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

func instant(unix int, otherwise time.Time) time.Time {
	if unix == 0 {
		return otherwise
	}
	return time.Unix(int64(unix), 0).UTC()
}

func fullName(first, last string) string { return strings.TrimSpace(first + " " + last) }
