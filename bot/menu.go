package bot

import (
	"slices"
	"sync"

	"dondoc/plan"
	"dondoc/store"
)

// Command is an entry of Telegram's command menu.
type Command struct{ Name, Description string }

// MenuChange is a menu that Telegram does not have yet.
type MenuChange struct {
	Chat int64 // zero: everybody's default
	// Language is that of the app the menu is for. Empty: any, as in a chat,
	// whose person has a language of their own.
	Language string
	Commands []Command
}

// menus remembers which menus Telegram has; after a start it has none that we
// know of.
type menus struct {
	mu  sync.Mutex
	set map[int64]string
}

// menu returns the commands for what a person is, in a language.
func menu(r *plan.Register, person plan.PersonID, lang string) []Command {
	office := r.HasRole(person, plan.Office)
	leader := office || r.HasRole(person, plan.Director) || r.HasRole(person, plan.Deputy) || r.HasRole(person, plan.Viewer)
	var out []Command
	for _, v := range verbs() {
		shown := v.who == everybody && (person != 0 || v.name == "help") || v.who == leaders && leader || v.who == officeOnly && office
		if !shown {
			continue
		}
		name := v.name
		if lang == "vi" {
			name = v.viet
		}
		out = append(out, Command{Name: name, Description: textMenu.plain(lang, v.name)})
	}
	return out
}

// Menus returns the menus that Telegram does not have yet: one for everybody
// and one for each person's chat, by role and language.
func (b *Bot) Menus() []MenuChange {
	var out []MenuChange
	b.menus.mu.Lock()
	defer b.menus.mu.Unlock()
	b.o.Store.Read(func(s *store.Snapshot) {
		for i, lang := range append([]string{""}, languages...) {
			if b.menus.set[-int64(i)-1] == "" {
				words := orElse(lang, s.Register.Office().Language)
				out = append(out, MenuChange{Language: lang, Commands: menu(s.Register, 0, words)})
			}
		}
		for id, p := range s.Register.People.All() {
			chat := s.Particulars(id).Chat
			if chat == 0 || !p.Reachable() {
				continue
			}
			lang := s.Register.Language(id)
			m := MenuChange{Chat: chat, Commands: menu(s.Register, id, lang)}
			if b.menus.set[chat] != m.sign() {
				out = append(out, m)
			}
		}
	})
	return out
}

// MenuSet notes that a menu has arrived.
func (b *Bot) MenuSet(m MenuChange) {
	b.menus.mu.Lock()
	defer b.menus.mu.Unlock()
	if b.menus.set == nil {
		b.menus.set = map[int64]string{}
	}
	if m.Chat == 0 {
		b.menus.set[-int64(slices.Index(languages, m.Language))-2] = m.sign()
		return
	}
	b.menus.set[m.Chat] = m.sign()
}

// sign tells menus apart.
func (m MenuChange) sign() string {
	s := m.Language
	for _, c := range m.Commands {
		s += " " + c.Name
	}
	return s
}
