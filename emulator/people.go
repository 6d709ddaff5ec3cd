package emulator

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
)

// Person is somebody with a Telegram account.
type Person struct {
	// ID is the user id and the id of the private chat with the bot; it must be positive.
	ID                            int64
	FirstName, LastName, Username string
	// Language is the IETF tag of the person's app ("vi"); empty: not told to the bot.
	Language string
	// Label is the line under the name on the page ("Trưởng phòng KHTC"); Telegram does not know it.
	Label string
}

// Name is first and last name.
func (p Person) Name() string { return strings.TrimSpace(p.FirstName + " " + p.LastName) }

// person is what the server knows about one.
type person struct {
	Person
	started, blocked, deactivated bool
	read                          int // id of the last message seen on the page
}

// What people cannot do.
var (
	ErrNoPerson  = errors.New("no such person")
	ErrNoChat    = errors.New("no such chat")
	ErrNoMessage = errors.New("no such message in this chat")
	ErrNotYours  = errors.New("the message is somebody else's")
	ErrNoButton  = errors.New("the message has no such button")
	ErrBlocked   = errors.New("the person has blocked the bot")
	ErrEmpty     = errors.New("empty message")
	ErrTooLong   = errors.New("message is longer than 4096 UTF-16 units")
	ErrTooBig    = errors.New("file is too big")
)

// AddPerson adds somebody, or changes the name of somebody known. Until they write, the bot cannot write to them.
func (s *Server) AddPerson(p Person) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if known := s.people[p.ID]; known != nil {
		known.Person = p
		return
	}
	s.people[p.ID] = &person{Person: p}
	s.order = append(s.order, p.ID)
	s.chats[p.ID] = &chat{id: p.ID, kind: private}
}

// People returns everybody in the order of AddPerson.
func (s *Server) People() []Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]Person, 0, len(s.order))
	for _, id := range s.order {
		all = append(all, s.people[id].Person)
	}
	return all
}

// Send writes a text to the bot, or a command, or "/start PAYLOAD"; replyTo is a message of the chat, 0 for none.
// It makes the chat started. Errors: ErrNoPerson, ErrBlocked, ErrEmpty, ErrTooLong, ErrNoMessage.
func (s *Server) Send(from int64, text string, replyTo int) (Message, error) {
	return s.Say(from, from, text, replyTo)
}

// Say is Send into any chat: the private one (chat equal to from) or a group that from belongs to.
func (s *Server) Say(chat, from int64, text string, replyTo int) (Message, error) {
	text = strings.TrimSpace(text)
	switch n := utf16Len(text); {
	case n == 0:
		return Message{}, ErrEmpty
	case n > maxText:
		return Message{}, ErrTooLong
	}
	return s.post(chat, from, Message{Text: text, Entities: autoEntities(text, nil), ReplyTo: replyTo})
}

// SendFile sends a document to the bot. Errors as Send, and ErrTooBig over 2 GB (Telegram's limit for people).
func (s *Server) SendFile(from int64, name, mime string, data []byte, caption string) (Message, error) {
	return first(s.SendAlbum(from, []Attachment{{name, mime, data}}, caption, 0))
}

// SendPhoto sends a picture as phones do: recompressed, without a name. The data must be a PNG, JPEG or GIF.
func (s *Server) SendPhoto(from int64, data []byte, caption string) (Message, error) {
	return first(s.SendAlbum(from, []Attachment{{Data: data}}, caption, 0))
}

func first(sent []Message, err error) (Message, error) {
	if err != nil {
		return Message{}, err
	}
	return sent[0], nil
}

// Attachment is a file of an album; one without a name is sent as a photo.
type Attachment struct {
	Name, Mime string
	Data       []byte
}

// SendAlbum sends files as one: a message each, of which the first has the caption, and the first alone replies.
// A single one is an ordinary file. Errors as SendFile and SendPhoto. Bot API: Message, media_group_id.
func (s *Server) SendAlbum(from int64, files []Attachment, caption string, replyTo int) ([]Message, error) {
	if utf16Len(caption) > maxCaption {
		return nil, ErrTooLong
	}
	caption = strings.TrimSpace(caption)
	group := ""
	var out []Message
	for i, a := range files {
		var w, h int
		kind := "documents"
		if a.Name == "" {
			var err error
			if w, h, err = imageSize(a.Data); err != nil {
				return nil, err
			}
			kind, a.Mime = "photos", "image/jpeg"
		}
		s.mu.Lock()
		f := s.newFile(kind, a.Name, a.Mime, a.Data)
		f.w, f.h = w, h
		s.mu.Unlock()
		m := Message{Document: f.public()}
		if a.Name == "" {
			m = Message{Photo: f.public()}
		}
		if i == 0 {
			m.Text, m.Entities, m.ReplyTo = caption, autoEntities(caption, nil), replyTo
			if len(files) > 1 {
				group = "album-" + f.public().ID
			}
		}
		m.Album = group
		sent, err := s.post(from, from, m)
		if err != nil {
			return nil, err
		}
		out = append(out, sent)
	}
	return out, nil
}

// SendOther sends a message that is neither text nor file: fields are those of the Bot API's Message
// ({"sticker": …}, {"location": …}); a bot must survive them.
func (s *Server) SendOther(from int64, fields map[string]any) (Message, error) {
	return s.post(from, from, Message{Other: fields})
}

// post stores a person's message and owes the update.
func (s *Server) post(to, from int64, m Message) (Message, error) {
	defer s.flush()
	s.mu.Lock()
	defer s.mu.Unlock()
	p, c := s.people[from], s.chats[to]
	switch {
	case p == nil:
		return Message{}, fmt.Errorf("%w: %d", ErrNoPerson, from)
	case c == nil || c.kind != private && !c.has(from):
		return Message{}, fmt.Errorf("%w: %d", ErrNoChat, to)
	case p.blocked && c.kind == private:
		return Message{}, ErrBlocked
	case m.ReplyTo != 0 && c.find(m.ReplyTo) == nil:
		return Message{}, fmt.Errorf("%w: %d", ErrNoMessage, m.ReplyTo)
	}
	if c.kind == private {
		p.started = true
	}
	stored := s.add(c, from, m)
	if s.botSees(c, stored) {
		s.push("message", s.messageJSON(stored), stored.Date.Add(keepUpdates))
	}
	return stored.copy(), nil
}

// Edit changes the text (or caption) of a person's own message. Bot API: Update, edited_message.
// Errors: ErrNoPerson, ErrNoMessage, ErrNotYours, ErrEmpty, ErrTooLong, ErrBlocked.
func (s *Server) Edit(from int64, messageID int, text string) (Message, error) {
	defer s.flush()
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.people[from]
	if p == nil {
		return Message{}, fmt.Errorf("%w: %d", ErrNoPerson, from)
	}
	c, m := s.chatOf(from, messageID)
	text = strings.TrimSpace(text)
	switch n := utf16Len(text); {
	case m == nil:
		return Message{}, fmt.Errorf("%w: %d", ErrNoMessage, messageID)
	case m.From != from:
		return Message{}, ErrNotYours
	case p.blocked && c.kind == private:
		return Message{}, ErrBlocked
	case n == 0 && !m.hasMedia():
		return Message{}, ErrEmpty
	case n > maxText:
		return Message{}, ErrTooLong
	}
	m.Text, m.Source, m.Entities = text, text, autoEntities(text, nil)
	m.EditDate = s.o.Now()
	s.changed(Edited, m)
	if s.botSees(c, m) {
		s.push("edited_message", s.messageJSON(m), m.EditDate.Add(keepUpdates))
	}
	return m.copy(), nil
}

// Delete removes a message from the person's chat, as "delete for both sides" does. The bot hears nothing
// of it and learns it as MESSAGE_ID_INVALID when it edits. Errors: ErrNoMessage.
func (s *Server) Delete(from int64, messageID int) error {
	defer s.flush()
	s.mu.Lock()
	defer s.mu.Unlock()
	c, m := s.chatOf(from, messageID)
	if m == nil {
		return fmt.Errorf("%w: %d", ErrNoMessage, messageID)
	}
	c.gone(messageID)
	s.changed(Deleted, m)
	return nil
}

// Block stops the bot from writing to the person. Bot API: Update, my_chat_member ("for private chats, this
// update is received only when the bot is blocked or unblocked by the user").
func (s *Server) Block(id int64) { s.setBlocked(id, true) }

// Unblock undoes Block.
func (s *Server) Unblock(id int64) { s.setBlocked(id, false) }

func (s *Server) setBlocked(id int64, blocked bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.people[id]
	if p == nil || p.blocked == blocked {
		return
	}
	p.blocked = blocked
	before, after := "member", "kicked"
	if !blocked {
		before, after = after, before
	}
	now := s.o.Now()
	s.push("my_chat_member", map[string]any{
		"chat":            s.chatJSON(s.chats[id]),
		"from":            s.userJSON(id),
		"date":            now.Unix(),
		"old_chat_member": s.memberJSON(before),
		"new_chat_member": s.memberJSON(after),
	}, now.Add(keepUpdates))
}

// memberJSON is the bot as a ChatMember. Bot API: ChatMemberMember, ChatMemberBanned.
func (s *Server) memberJSON(status string) map[string]any {
	m := map[string]any{"user": s.userJSON(s.bot), "status": status}
	if status == "kicked" {
		m["until_date"] = 0
	}
	return m
}

// Deactivate deletes the person's account: the bot gets "user is deactivated" from then on.
func (s *Server) Deactivate(id int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.people[id]; p != nil {
		p.deactivated = true
	}
}

// utf16Len counts as Telegram does: UTF-16 code units.
func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}
