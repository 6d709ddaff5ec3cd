package emulator

import (
	"slices"
	"strings"
)

// AddGroup makes a chat group (id below zero) of people known, with the bot in it.
func (s *Server) AddGroup(id int64, title string, members ...int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chats[id] = &chat{id: id, kind: group, title: title, members: members}
}

// Kick removes the bot from a group, and so does any later message to it: "bot was kicked from the group chat".
func (s *Server) Kick(id int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.chats[id]; c != nil && c.kind != private {
		c.kicked = true
	}
}

// Upgrade makes a supergroup with a new id of a group, as Telegram does when its settings change. The old id
// answers "group chat was upgraded to a supergroup chat" with migrate_to_chat_id (Client.cpp, check_chat_access),
// and both chats get a service message (Bot API: Message, migrate_to_chat_id and migrate_from_chat_id).
func (s *Server) Upgrade(from, to int64) {
	defer s.flush()
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.chats[from]
	if old == nil || old.kind != group || len(old.members) == 0 {
		return
	}
	c := &chat{id: to, kind: supergroup, title: old.title, members: old.members}
	s.chats[to] = c
	old.moved = to
	author := old.members[0]
	for _, m := range []*Message{
		s.add(old, author, Message{Other: map[string]any{"migrate_to_chat_id": to}}),
		s.add(c, author, Message{Other: map[string]any{"migrate_from_chat_id": from}}),
	} {
		s.push("message", s.messageJSON(m), m.Date.Add(keepUpdates))
	}
}

// botSees is privacy mode: in groups a bot gets commands, replies to its messages, mentions and service
// messages. https://core.telegram.org/bots/features#privacy-mode
func (s *Server) botSees(c *chat, m *Message) bool {
	if c.kind == private || m.Other != nil {
		return true
	}
	if c.kicked || c.moved != 0 {
		return false
	}
	if strings.HasPrefix(m.Text, "/") && !strings.Contains(m.Text, "@") {
		return true
	}
	if strings.Contains(strings.ToLower(m.Text), "@"+strings.ToLower(s.o.BotUsername)) {
		return true
	}
	to := c.find(m.ReplyTo)
	return to != nil && to.FromBot
}

// Groups returns the ids of the groups that a person is in, in order.
func (s *Server) Groups(person int64) []int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []int64
	for id, c := range s.chats {
		if c.kind != private && c.has(person) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}
