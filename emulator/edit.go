package emulator

import (
	"context"
	"encoding/json"
	"slices"
)

// editMessageText. Bot API: editMessageText; an edit without reply_markup removes the keyboard.
func (s *Server) editMessageText(_ context.Context, p params) (any, error) {
	defer s.flush()
	s.mu.Lock()
	defer s.mu.Unlock()
	c, m, err := s.editable(p)
	if err != nil {
		return nil, err
	}
	if m.hasMedia() || m.Other != nil {
		return nil, badRequest("there is no text in the message to edit")
	}
	next, err := formatted(p, "text", "entities", maxText)
	if err != nil {
		return nil, err
	}
	return s.replace(c, m, p, next)
}

// editMessageCaption. Bot API: editMessageCaption.
func (s *Server) editMessageCaption(_ context.Context, p params) (any, error) {
	defer s.flush()
	s.mu.Lock()
	defer s.mu.Unlock()
	c, m, err := s.editable(p)
	if err != nil {
		return nil, err
	}
	if !m.hasMedia() {
		return nil, badRequest("there is no caption in the message to edit")
	}
	next, err := formatted(p, "caption", "caption_entities", maxCaption)
	if err != nil {
		return nil, err
	}
	return s.replace(c, m, p, next)
}

// editMessageReplyMarkup changes the keyboard alone. Bot API: editMessageReplyMarkup.
func (s *Server) editMessageReplyMarkup(_ context.Context, p params) (any, error) {
	defer s.flush()
	s.mu.Lock()
	defer s.mu.Unlock()
	c, m, err := s.editable(p)
	if err != nil {
		return nil, err
	}
	return s.replace(c, m, p, *m)
}

// editable finds the bot's own message of a request. Client.cpp, check_message ("message to edit not found");
// MESSAGE_ID_INVALID comes when the other side has deleted what the server still knows. The caller holds mu.
func (s *Server) editable(p params) (*chat, *Message, error) {
	if p.has("inline_message_id") {
		return nil, nil, badRequest("MESSAGE_ID_INVALID")
	}
	c, err := s.writable(p)
	if err != nil {
		return nil, nil, err
	}
	id := p.integer("message_id", 0)
	m := c.find(id)
	switch {
	case !p.has("message_id"):
		return nil, nil, badRequest("message identifier is not specified")
	case c.deleted[id]:
		return nil, nil, badRequest("MESSAGE_ID_INVALID")
	case m == nil:
		return nil, nil, badRequest("message to edit not found")
	case !m.FromBot:
		return nil, nil, badRequest("message can't be edited")
	}
	return c, m, nil
}

// replace puts text and keyboard of next into m. The caller holds mu.
func (s *Server) replace(c *chat, m *Message, p params, next Message) (any, error) {
	keyboard, err := parseKeyboard(p)
	if err != nil {
		return nil, err
	}
	if err := s.limit(c); err != nil {
		return nil, err
	}
	sameText := next.Text == m.Text && slices.Equal(next.Entities, m.Entities)
	if sameText && sameKeyboard(keyboard, m.Keyboard) {
		// Client.cpp, fail_query_with_error, MESSAGE_NOT_MODIFIED.
		return nil, badRequest("message is not modified: specified new message content and reply markup are exactly " +
			"the same as a current content and reply markup of the message")
	}
	if !sameText {
		m.EditDate = s.o.Now()
	}
	m.Source, m.Text, m.Entities, m.Keyboard = next.Source, next.Text, next.Entities, keyboard
	s.changed(Edited, m)
	return s.messageJSON(m), nil
}

func sameKeyboard(a, b [][]Button) bool {
	return slices.EqualFunc(a, b, func(x, y []Button) bool {
		return slices.EqualFunc(x, y, func(x, y Button) bool {
			return x.Text == y.Text && x.Data == y.Data && x.URL == y.URL && x.Copy == y.Copy && x.Style == y.Style
		})
	})
}

// Bot API: InlineKeyboardButton, callback_data 1-64 bytes; CopyTextButton, 1-256 characters.
const (
	maxData = 64
	maxCopy = 256
	// The API text gives no limit; this is what https://limits.tginfo.me says.
	maxButtons = 100
)

// parseKeyboard reads an inline keyboard; a reply keyboard is accepted and not shown. Client.cpp, get_reply_markup and get_inline_keyboard_button.
func parseKeyboard(p params) (rows [][]Button, err error) {
	if !p.has("reply_markup") {
		return nil, nil
	}
	var markup map[string]json.RawMessage
	raw := []byte(p.get("reply_markup"))
	if !json.Valid(raw) {
		return nil, badRequest("can't parse reply keyboard markup JSON object")
	}
	if json.Unmarshal(raw, &markup) != nil || markup == nil {
		return nil, badRequest("object expected as reply markup")
	}
	inline, ok := markup["inline_keyboard"]
	if !ok {
		return nil, nil
	}
	var list []json.RawMessage
	if json.Unmarshal(inline, &list) != nil || list == nil {
		return nil, badRequest(`field "inline_keyboard" must be of type Array`)
	}
	count := 0
	for _, rawRow := range list {
		var cells []json.RawMessage
		if json.Unmarshal(rawRow, &cells) != nil || cells == nil {
			return nil, badRequest(`field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays`)
		}
		var row []Button
		for _, cell := range cells {
			b, err := parseButton(cell)
			if err != nil {
				return nil, err
			}
			row = append(row, b)
			count++
		}
		if len(row) > 0 {
			rows = append(rows, row)
		}
	}
	if count > maxButtons {
		return nil, badRequest("reply markup is too long")
	}
	return rows, nil
}

func parseButton(raw json.RawMessage) (Button, error) {
	var j *struct {
		Text  *string `json:"text"`
		Data  string  `json:"callback_data"`
		URL   string  `json:"url"`
		Style string  `json:"style"`
		Copy  *struct {
			Text string `json:"text"`
		} `json:"copy_text"`
	}
	fail := func(text string) (Button, error) {
		return Button{}, badRequest("can't parse inline keyboard button: %s", text)
	}
	switch {
	case json.Unmarshal(raw, &j) != nil || j == nil:
		return fail("InlineKeyboardButton must be an Object")
	case j.Text == nil:
		return fail(`Can't find field "text"`)
	case *j.Text == "":
		return Button{}, badRequest("BUTTON_TEXT_INVALID")
	case len(j.Data) > maxData:
		return Button{}, badRequest("BUTTON_DATA_INVALID")
	case j.Copy != nil && (j.Copy.Text == "" || utf16Len(j.Copy.Text) > maxCopy):
		return Button{}, badRequest("BUTTON_COPY_TEXT_INVALID")
	case j.Data == "" && j.URL == "" && j.Copy == nil:
		return fail("Text buttons are unallowed in the inline keyboard")
	}
	b := Button{Text: *j.Text, Data: j.Data, URL: j.URL, Style: j.Style, raw: raw}
	if j.Copy != nil {
		b.Copy = j.Copy.Text
	}
	return b, nil
}
