package emulator

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"
)

// sendMessage. Bot API: sendMessage.
func (s *Server) sendMessage(_ context.Context, p params) (any, error) {
	defer s.flush()
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.writable(p)
	if err != nil {
		return nil, err
	}
	m, err := formatted(p, "text", "entities", maxText)
	if err != nil {
		return nil, err
	}
	return s.deliver(c, p, m)
}

// writable finds the chat of a request and says whether the bot may write there. Client.cpp, check_chat_access. The caller holds mu.
func (s *Server) writable(p params) (*chat, error) {
	if !p.has("chat_id") {
		return nil, badRequest("chat_id is empty")
	}
	id, err := strconv.ParseInt(p.get("chat_id"), 10, 64)
	c := s.chats[id]
	if err != nil || c == nil {
		return nil, badRequest("chat not found")
	}
	if c.kind != private {
		switch {
		case c.moved != 0:
			return nil, &apiError{code: 400, text: "Bad Request: group chat was upgraded to a supergroup chat", migrateTo: c.moved}
		case c.kicked:
			return nil, forbidden("bot was kicked from the " + string(c.kind) + " chat")
		}
		return c, nil
	}
	who := s.people[id]
	switch {
	case who.deactivated:
		return nil, forbidden("user is deactivated")
	case who.blocked:
		return nil, forbidden("bot was blocked by the user")
	case !who.started:
		return nil, forbidden("bot can't initiate conversation with a user")
	}
	return c, nil
}

// formatted reads a text with its formatting into a message. limit is in UTF-16 units after parsing; with
// maxText the text must not be empty. Client.cpp, get_formatted_text and get_input_message_text.
func formatted(p params, textField, entitiesField string, limit int) (Message, error) {
	source := p.get(textField)
	m := Message{Source: source}
	if source == "" && limit == maxText {
		return m, badRequest("message text is empty")
	}
	if len(source) > 1<<15 {
		return m, badRequest("text is too long")
	}
	text, err := validText(source)
	if err != nil {
		return m, err
	}
	var entities []Entity
	switch mode := strings.ToLower(p.get("parse_mode")); mode {
	case "html":
		text, entities, err = parseHTML(text)
		if err != nil {
			return m, badRequest("can't parse entities: %v", err)
		}
	case "", "none":
		if err := p.object(entitiesField, &entities); err != nil {
			return m, badRequest("can't parse MessageEntity: %v", err)
		}
	case "markdown", "markdownv2":
		// The bot writes HTML only, and a half-right parser would hide its mistakes.
		return m, badRequest("unsupported parse_mode (the emulator reads HTML only)")
	default:
		return m, badRequest("unsupported parse_mode")
	}
	text, entities = trim(text, entities)
	switch n := utf16Len(text); {
	case n == 0 && limit == maxText:
		return m, badRequest("text must be non-empty")
	case n > limit && limit == maxText:
		return m, badRequest("message is too long")
	case n > limit:
		return m, badRequest("message caption is too long")
	}
	m.Text, m.Entities = text, autoEntities(text, entities)
	return m, nil
}

// deliver adds the parts that every message may have and stores it. The caller holds mu.
func (s *Server) deliver(c *chat, p params, m Message) (any, error) {
	keyboard, err := parseKeyboard(p)
	if err != nil {
		return nil, err
	}
	if m.ReplyTo, err = s.replyTo(c, p); err != nil {
		return nil, err
	}
	m.Keyboard = keyboard
	m.Silent, m.Protected = p.boolean("disable_notification"), p.boolean("protect_content")
	if err := s.limit(c); err != nil {
		return nil, err
	}
	return s.messageJSON(s.add(c, s.bot, m)), nil
}

// replyTo reads the message replied to, in the present form and in the one that the server still accepts.
// Bot API: ReplyParameters; Client.cpp, get_reply_parameters and check_reply_parameters.
func (s *Server) replyTo(c *chat, p params) (int, error) {
	id, without := p.integer("reply_to_message_id", 0), p.boolean("allow_sending_without_reply")
	if p.has("reply_parameters") {
		var r *struct {
			MessageID int  `json:"message_id"`
			Without   bool `json:"allow_sending_without_reply"`
		}
		if err := p.object("reply_parameters", &r); err != nil {
			return 0, badRequest("can't parse reply parameters JSON object")
		}
		if r == nil {
			return 0, badRequest("object expected as reply parameters")
		}
		id, without = r.MessageID, r.Without
	}
	switch {
	case id <= 0:
		return 0, nil
	case c.find(id) != nil:
		return id, nil
	case without:
		return 0, nil
	}
	return 0, badRequest("message to be replied not found")
}

// actions: Bot API: sendChatAction.
var actions = []string{"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
	"upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note"}

// sendChatAction shows nothing; it only checks. Client.cpp, process_send_chat_action_query.
func (s *Server) sendChatAction(_ context.Context, p params) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !slices.Contains(actions, strings.ToLower(p.get("action"))) {
		return nil, badRequest("wrong parameter action in request")
	}
	if _, err := s.writable(p); err != nil {
		return nil, err
	}
	return true, nil
}

// getChat tells the little that the emulator knows. Bot API: ChatFullInfo.
func (s *Server) getChat(_ context.Context, p params) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[p.chat()]
	if c == nil {
		return nil, badRequest("chat not found")
	}
	j := s.chatJSON(c)
	j["accent_color_id"] = 0
	j["max_reaction_count"] = 11
	j["accepted_gift_types"] = map[string]any{"unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false,
		"premium_subscription": false, "gifts_from_channels": false}
	return j, nil
}

// Bot API: deleteMessage, "a message can only be deleted if it was sent less than 48 hours ago".
const deleteWithin = 48 * time.Hour

// deleteMessage. Bot API: deleteMessage (in private chats incoming messages too).
func (s *Server) deleteMessage(_ context.Context, p params) (any, error) {
	defer s.flush()
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.writable(p)
	if err != nil {
		return nil, err
	}
	m := c.find(p.integer("message_id", 0))
	switch {
	case m == nil:
		return nil, badRequest("message to delete not found")
	case !m.FromBot && c.kind != private, s.o.Now().Sub(m.Date) >= deleteWithin:
		return nil, badRequest("message can't be deleted for everyone")
	}
	c.remove(m.ID)
	s.changed(Deleted, m)
	return true, nil
}
