package emulator

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
)

// Command is one line of the bot's menu. Bot API: BotCommand.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// commandKey is a scope with its chat and user, and a language. Bot API: BotCommandScope.
type commandKey struct {
	kind       string
	chat, user int64
	language   string
}

const maxCommands = 100 // Bot API: setMyCommands, "at most 100 commands can be specified"

var (
	commandName  = regexp.MustCompile(`^[a-z0-9_]+$`)
	languageCode = regexp.MustCompile(`^[a-z]{2}$`)
)

// setMyCommands. Bot API: setMyCommands, BotCommand (1-32 of a-z0-9_, description 1-256); the texts are those of
// Telegram's own servers, which td only passes on.
func (s *Server) setMyCommands(_ context.Context, p params) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key, err := s.commandKey(p)
	if err != nil {
		return nil, err
	}
	var list []Command
	raw := []byte(p.get("commands"))
	switch {
	case len(raw) == 0:
	case !json.Valid(raw):
		return nil, badRequest("can't parse commands JSON object")
	case json.Unmarshal(raw, &list) != nil:
		return nil, badRequest("expected an Array of BotCommand")
	}
	if len(list) > maxCommands {
		return nil, badRequest("BOT_COMMANDS_TOO_MUCH")
	}
	for i, c := range list {
		if len(c.Command) > 0 && c.Command[0] == '/' { // td, BotCommand.cpp takes the slash off
			list[i].Command = c.Command[1:]
			c = list[i]
		}
		if !commandName.MatchString(c.Command) || len(c.Command) > 32 {
			return nil, badRequest("BOT_COMMAND_INVALID")
		}
		if n := utf16Len(c.Description); n < 1 || n > 256 {
			return nil, badRequest("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	s.commands[key] = list
	if len(list) == 0 {
		delete(s.commands, key)
	}
	s.page.commandsChanged()
	return true, nil
}

// getMyCommands. Bot API: getMyCommands ("if commands aren't set, an empty list is returned").
func (s *Server) getMyCommands(_ context.Context, p params) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key, err := s.commandKey(p)
	if err != nil {
		return nil, err
	}
	return append([]Command{}, s.commands[key]...), nil
}

// deleteMyCommands. Bot API: deleteMyCommands ("higher level commands will be shown to affected users").
func (s *Server) deleteMyCommands(_ context.Context, p params) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key, err := s.commandKey(p)
	if err != nil {
		return nil, err
	}
	delete(s.commands, key)
	s.page.commandsChanged()
	return true, nil
}

// commandKey reads scope and language_code. Client.cpp, get_bot_command_scope.
func (s *Server) commandKey(p params) (commandKey, error) {
	var scope struct {
		Type string      `json:"type"`
		Chat json.Number `json:"chat_id"`
		User int64       `json:"user_id"`
	}
	key := commandKey{kind: "default", language: p.get("language_code")}
	if key.language != "" && !languageCode.MatchString(key.language) {
		return key, badRequest("BOT_COMMAND_LANGUAGE_CODE_INVALID")
	}
	if !p.has("scope") {
		return key, nil
	}
	if err := p.object("scope", &scope); err != nil {
		return key, badRequest("can't parse BotCommandScope JSON object")
	}
	fail := func(text string) (commandKey, error) {
		return key, badRequest("can't parse BotCommandScope: %s", text)
	}
	key.kind = scope.Type
	switch scope.Type {
	case "default", "all_private_chats", "all_group_chats", "all_chat_administrators":
		return key, nil
	case "chat", "chat_administrators", "chat_member":
	default:
		return fail("Unsupported type specified")
	}
	if scope.Chat == "" {
		return fail("Empty chat_id specified")
	}
	if _, err := fmt.Sscan(scope.Chat.String(), &key.chat); err != nil || s.chats[key.chat] == nil {
		return key, badRequest("chat not found")
	}
	if scope.Type == "chat_member" {
		if scope.User == 0 {
			return fail("Invalid user_id specified")
		}
		key.user = scope.User
	}
	return key, nil
}

// Commands is the menu that a person sees in the private chat: the first that is set, in the order that the Bot
// API gives (determining list of commands), each scope in the person's language first.
func (s *Server) Commands(person int64) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	language := ""
	if p := s.people[person]; p != nil && len(p.Language) >= 2 {
		language = p.Language[:2]
	}
	for _, key := range []commandKey{
		{kind: "chat", chat: person, language: language}, {kind: "chat", chat: person},
		{kind: "all_private_chats", language: language}, {kind: "all_private_chats"},
		{kind: "default", language: language}, {kind: "default"},
	} {
		if list, ok := s.commands[key]; ok {
			return append([]Command{}, list...)
		}
	}
	return []Command{}
}
