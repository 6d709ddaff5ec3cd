package emulator

import (
	"encoding/json"
	"slices"
	"time"
)

// Telegram's limits, in UTF-16 units after entity parsing. Bot API: sendMessage, sendDocument.
const (
	maxText    = 4096
	maxCaption = 1024
)

// Message is one message of a chat in its current state.
type Message struct {
	ID   int   `json:"id"`
	Chat int64 `json:"chat"`
	// From is the user id of the author, the bot's for its own messages.
	From    int64 `json:"from"`
	FromBot bool  `json:"fromBot"`
	// Source is the text as it was sent, before entity parsing; Text what a reader sees. For a document or a photo both are the caption.
	Source   string   `json:"-"`
	Text     string   `json:"text"`
	Entities []Entity `json:"entities"`
	// Keyboard is the inline keyboard, row by row; nil: none.
	Keyboard [][]Button `json:"keyboard"`
	Date     time.Time  `json:"date"`
	// EditDate is zero for a message never edited (a changed keyboard alone is no edit).
	EditDate time.Time `json:"editDate,omitzero"`
	// ReplyTo is a message of the same chat; 0: none.
	ReplyTo int `json:"replyTo"`
	// Album groups messages that were sent as one; empty: it stands alone.
	Album    string `json:"album,omitempty"`
	Document *File  `json:"document"`
	Photo    *File  `json:"photo"`
	// Other are the fields of a message that is neither text nor file.
	Other map[string]any `json:"other,omitempty"`
	// Silent is disable_notification, Protected is protect_content.
	Silent    bool `json:"silent"`
	Protected bool `json:"protected"`
}

// Entity is one stretch of formatted text; Offset and Length count UTF-16 units. Bot API: MessageEntity.
type Entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`
	Language string `json:"language,omitempty"`
	EmojiID  string `json:"custom_emoji_id,omitempty"`
	Unix     int64  `json:"unix_time,omitempty"`
	Format   string `json:"date_time_format,omitempty"`
}

// Button is one of an inline keyboard: with Data it gives a callback query, with URL it opens a link, with Copy
// it copies. Bot API: InlineKeyboardButton.
type Button struct {
	Text  string `json:"text"`
	Data  string `json:"data,omitempty"`
	URL   string `json:"url,omitempty"`
	Copy  string `json:"copy,omitempty"`
	Style string `json:"style,omitempty"`

	raw json.RawMessage // as sent, for the answer
}

// File is a document or a photo; its content is in Server.Content.
type File struct {
	ID     string `json:"id"`
	Unique string `json:"unique"`
	Name   string `json:"name"`
	MIME   string `json:"mime"`
	Size   int    `json:"size"`
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
}

func (m *Message) hasMedia() bool { return m.Document != nil || m.Photo != nil }

// copy is a message that later edits do not touch: edits replace slices, they do not write into them.
func (m *Message) copy() Message { return *m }

// Find returns the first button with this text.
func (m Message) Find(text string) (Button, bool) {
	for _, row := range m.Keyboard {
		if i := slices.IndexFunc(row, func(b Button) bool { return b.Text == text }); i >= 0 {
			return row[i], true
		}
	}
	return Button{}, false
}

type chatKind string

const (
	private    chatKind = "private"
	group      chatKind = "group"
	supergroup chatKind = "supergroup"
)

// chat is the messages of one chat, oldest first.
type chat struct {
	id       int64
	kind     chatKind
	title    string
	members  []int64
	kicked   bool
	moved    int64 // the supergroup that it became
	messages []*Message
	deleted  map[int]bool // removed by a person
}

func (c *chat) has(person int64) bool { return slices.Contains(c.members, person) }

// find returns a message or nil. Ids grow, so it is a binary search.
func (c *chat) find(id int) *Message {
	i, ok := slices.BinarySearchFunc(c.messages, id, func(m *Message, id int) int { return m.ID - id })
	if !ok {
		return nil
	}
	return c.messages[i]
}

func (c *chat) remove(id int) {
	c.messages = slices.DeleteFunc(c.messages, func(m *Message) bool { return m.ID == id })
}

// gone removes a message that the bot still thinks it has.
func (c *chat) gone(id int) {
	c.remove(id)
	if c.deleted == nil {
		c.deleted = map[int]bool{}
	}
	c.deleted[id] = true
}

// add stores a new message. The caller holds mu.
func (s *Server) add(c *chat, from int64, m Message) *Message {
	s.lastID++
	m.ID, m.Chat, m.From, m.FromBot, m.Date = s.lastID, c.id, from, from == s.bot, s.o.Now()
	if m.Source == "" {
		m.Source = m.Text
	}
	stored := &m
	c.messages = append(c.messages, stored)
	s.changed(Added, stored)
	return stored
}

// chatOf finds a message that a person can see: in the private chat, else in the groups.
func (s *Server) chatOf(person int64, id int) (*chat, *Message) {
	if c := s.chats[person]; c != nil {
		if m := c.find(id); m != nil {
			return c, m
		}
	}
	for _, c := range s.chats {
		if c.kind != private && c.has(person) {
			if m := c.find(id); m != nil {
				return c, m
			}
		}
	}
	return nil, nil
}

// Chat returns the messages of a chat in order, edits applied; the id of a private chat is the person's.
func (s *Server) Chat(id int64) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[id]
	if c == nil {
		return nil
	}
	all := make([]Message, len(c.messages))
	for i, m := range c.messages {
		all[i] = m.copy()
	}
	return all
}

// messageJSON is the message as the Bot API shows it. Bot API: Message; "reply_to_message … will not contain
// further reply_to_message fields".
func (s *Server) messageJSON(m *Message) map[string]any {
	c := s.chats[m.Chat]
	j := s.flatJSON(c, m)
	if m.ReplyTo != 0 {
		if to := c.find(m.ReplyTo); to != nil {
			j["reply_to_message"] = s.flatJSON(c, to)
		}
	}
	return j
}

func (s *Server) flatJSON(c *chat, m *Message) map[string]any {
	j := map[string]any{
		"message_id": m.ID,
		"from":       s.userJSON(m.From),
		"chat":       s.chatJSON(c),
		"date":       m.Date.Unix(),
	}
	if !m.EditDate.IsZero() {
		j["edit_date"] = m.EditDate.Unix()
	}
	if m.Album != "" {
		j["media_group_id"] = m.Album
	}
	text, entities := "text", "entities"
	if m.hasMedia() {
		text, entities = "caption", "caption_entities"
	}
	if m.Text != "" {
		j[text] = m.Text
	}
	if len(m.Entities) > 0 {
		j[entities] = m.Entities
	}
	if m.Document != nil {
		j["document"] = documentJSON(m.Document)
	}
	if m.Photo != nil {
		j["photo"] = []any{photoJSON(m.Photo)}
	}
	if len(m.Keyboard) > 0 {
		j["reply_markup"] = keyboardJSON(m.Keyboard)
	}
	if m.Protected {
		j["has_protected_content"] = true
	}
	for k, v := range m.Other {
		j[k] = v
	}
	return j
}

// userJSON is a person or the bot. Bot API: User.
func (s *Server) userJSON(id int64) map[string]any {
	if id == s.bot {
		return map[string]any{"id": id, "is_bot": true, "first_name": s.o.BotName, "username": s.o.BotUsername}
	}
	p := s.people[id]
	j := map[string]any{"id": id, "is_bot": false, "first_name": p.FirstName}
	put(j, "last_name", p.LastName)
	put(j, "username", p.Username)
	put(j, "language_code", p.Language)
	return j
}

// chatJSON is a chat. Bot API: Chat.
func (s *Server) chatJSON(c *chat) map[string]any {
	j := map[string]any{"id": c.id, "type": string(c.kind)}
	if c.kind != private {
		j["title"] = c.title
		return j
	}
	p := s.people[c.id]
	put(j, "first_name", p.FirstName)
	put(j, "last_name", p.LastName)
	put(j, "username", p.Username)
	return j
}

func put(j map[string]any, key, value string) {
	if value != "" {
		j[key] = value
	}
}

func keyboardJSON(rows [][]Button) map[string]any {
	raw := make([][]json.RawMessage, len(rows))
	for i, row := range rows {
		for _, b := range row {
			raw[i] = append(raw[i], b.raw)
		}
	}
	return map[string]any{"inline_keyboard": raw}
}
