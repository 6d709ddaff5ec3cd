package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"html"
	"net/http"
	"strconv"
	"strings"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"dondoc/outbox"
)

// rejectedPause is how long nobody is sent anything when Telegram does not
// know the token: somebody has to look at it.
const rejectedPause = time.Minute

// Send makes one call for a message: a new one, a change of an earlier one, or
// a document. It is an outbox.Sender.
func (c *Client) Send(ctx context.Context, chat int64, edit int, m outbox.Message) outbox.Answer {
	limit := callTimeout
	if m.File != nil {
		limit = uploadTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	params := tg.Params{"chat_id": strconv.FormatInt(chat, 10), "parse_mode": tg.ModeHTML}
	if len(m.Buttons) > 0 { // an edit without them takes the old ones away
		params["reply_markup"] = encode(keyboard(m.Buttons))
	}
	if m.ReplyTo != 0 && edit == 0 {
		params["reply_parameters"] = encode(replyParameters{m.ReplyTo, true})
	}
	result, err := c.post(ctx, params, edit, m, m.HTML)
	if is(err, http.StatusBadRequest, "can't parse entities") {
		// Better plain than lost.
		c.log.Error("a message's HTML was refused and goes out as plain text", "err", err)
		delete(params, "parse_mode")
		result, err = c.post(ctx, params, edit, m, plain(m.HTML))
	}
	if err == nil {
		return sent(result, edit)
	}
	return c.judge(err, edit)
}

// replyParameters are those of https://core.telegram.org/bots/api#replyparameters.
type replyParameters struct {
	Message int  `json:"message_id"`
	Without bool `json:"allow_sending_without_reply"`
}

// post calls the method that the message needs.
func (c *Client) post(ctx context.Context, params tg.Params, edit int, m outbox.Message, text string) (json.RawMessage, error) {
	delete(params, "caption")
	delete(params, "text")
	if m.File != nil && edit == 0 {
		params["caption"] = text
		switch {
		case m.File.ID != "" && m.File.Photo:
			params["photo"] = m.File.ID
			return c.call(ctx, "sendPhoto", params)
		case m.File.ID != "":
			params["document"] = m.File.ID
			return c.call(ctx, "sendDocument", params)
		}
		file := tg.RequestFile{Name: "document", Data: tg.FileBytes{Name: m.File.Name, Bytes: m.File.Data}}
		return c.call(ctx, "sendDocument", params, file)
	}
	params["text"] = text
	params["link_preview_options"] = `{"is_disabled":true}`
	if edit == 0 {
		return c.call(ctx, "sendMessage", params)
	}
	params["message_id"] = strconv.Itoa(edit)
	result, err := c.call(ctx, "editMessageText", params)
	if is(err, http.StatusBadRequest, "there is no text in the message to edit") { // a document's
		delete(params, "text")
		delete(params, "link_preview_options")
		params["caption"] = text
		return c.call(ctx, "editMessageCaption", params)
	}
	return result, err
}

func keyboard(rows [][]outbox.Button) tg.InlineKeyboardMarkup {
	out := tg.InlineKeyboardMarkup{InlineKeyboard: make([][]tg.InlineKeyboardButton, 0, len(rows))}
	for _, row := range rows {
		buttons := make([]tg.InlineKeyboardButton, 0, len(row))
		for _, b := range row {
			buttons = append(buttons, tg.NewInlineKeyboardButtonData(b.Text, b.Data))
		}
		out.InlineKeyboard = append(out.InlineKeyboard, buttons)
	}
	return out
}

// sent reads the message id of what was accepted. Without one the message
// stands all the same: sending again would only double it.
func sent(result json.RawMessage, edit int) outbox.Answer {
	var m struct {
		ID int `json:"message_id"`
	}
	if err := json.Unmarshal(result, &m); err != nil || m.ID == 0 {
		m.ID = edit
	}
	return outbox.Answer{Outcome: outbox.Sent, Message: m.ID}
}

// gone are the descriptions of a refusal with code 400 that mean that there is
// no chat to write to. Code 403 always means it. tdlib/telegram-bot-api
// Client.cpp; the capitals are MTProto's own errors.
var gone = []string{
	"chat not found", "user not found", "have no rights to send", "group chat was deactivated",
	"peer_id_invalid", "chat_id_invalid", "chat_write_forbidden", "input_user_deactivated",
}

// judge says what a failed call means for the message.
func (c *Client) judge(err error, edit int) outbox.Answer {
	var f *failure
	if !errors.As(err, &f) {
		return outbox.Answer{Detail: c.secret.strip(err.Error())}
	}
	a := outbox.Answer{Detail: f.Error()}
	switch {
	case f.code == 0 && f.status == 0: // no answer
		if !f.written {
			a.Outcome, a.Everyone = outbox.RetryAt, true
		}
	case f.code == 0:
		foreign(&a, f.status)
	case f.code == http.StatusTooManyRequests:
		a.Outcome, a.Everyone, a.Wait = outbox.RetryAt, true, max(f.wait, time.Second)
	case f.moved != 0:
		a.Outcome, a.MovedTo = outbox.RetryAt, f.moved
	case f.code >= 500:
		a.Outcome = outbox.RetryAt
	case errors.Is(f, ErrToken):
		a.Outcome, a.Everyone, a.Wait = outbox.RetryAt, true, rejectedPause
	case f.code == http.StatusForbidden || is(err, http.StatusBadRequest, gone...):
		a.Outcome = outbox.Unreachable
	case edit != 0 && is(err, http.StatusBadRequest, "message is not modified"):
		a.Outcome, a.Message, a.Detail = outbox.Sent, edit, ""
	default:
		a.Outcome = outbox.Refused
	}
	return a
}

// foreign judges an answer that something before Telegram gave: from 500 on a
// gateway may have lost Telegram's, below it was never passed on, except that
// a 2xx without an answer in it says nothing.
func foreign(a *outbox.Answer, status int) {
	switch {
	case status == http.StatusRequestEntityTooLarge:
		a.Outcome = outbox.Refused
	case status >= 300 && status < 500:
		a.Outcome, a.Everyone = outbox.RetryAt, true
	}
}

// is reports whether Telegram refused with the code and one of the phrases;
// Telegram has no finer codes than its descriptions.
func is(err error, code int, phrases ...string) bool {
	var f *failure
	if !errors.As(err, &f) || f.code != code {
		return false
	}
	text := strings.ToLower(f.text)
	for _, p := range phrases {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}

// plain takes the tags out of HTML. A "<" that opens no tag stays.
func plain(text string) string {
	var out strings.Builder
	for {
		open := strings.IndexByte(text, '<')
		if open < 0 {
			break
		}
		end := strings.IndexByte(text[open:], '>')
		if end < 0 || !tagLike(text[open+1:]) {
			out.WriteString(text[:open+1])
			text = text[open+1:]
			continue
		}
		out.WriteString(text[:open])
		text = text[open+end+1:]
	}
	out.WriteString(text)
	return html.UnescapeString(out.String())
}

func tagLike(s string) bool {
	s = strings.TrimPrefix(s, "/")
	return s != "" && (s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z')
}
