package main

import (
	"errors"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dondoc/bot"
	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/store"
)

// Ensure that a button with a number opens a list of exactly as many, whatever
// has happened: for everybody, after each of many confused days, every such
// button of the day's digest and of the summary is pressed, and what the pages
// of its list show is counted.
func TestNumbersOpenAsMany(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	unseen := func() []string {
		actions := []string{"verify", "waiting", "cell", "climbed", "rising", "missing", "unreached", "others", "overdue", "units"}
		return slices.DeleteFunc(actions, func(action string) bool { return seen[action] > 0 })
	}
	for i := 0; i < 2 || i < 12 && len(unseen()) > 0; i++ {
		m := newMob(t, rand.New(rand.NewPCG(7, uint64(i))))
		for round := range 24 {
			m.round(30)
			if round%4 == 3 {
				m.countAll(seen)
			}
			if t.Failed() {
				return
			}
		}
	}
	if left := unseen(); len(left) > 0 {
		t.Errorf("nobody pressed %v: %v", left, seen)
	}
	t.Logf("pressed: %v", seen)
}

// numbered are the labels that promise how much they open.
var numbered = regexp.MustCompile(`\((\d+)(?: phần việc)?\)$|^(\d+) (?:việc khác|tin khác|đơn vị)$`)

// countAll presses the buttons of everybody's digest and summary.
func (m *mob) countAll(seen map[string]int) {
	var accounts []int64
	var people []plan.PersonID
	m.app.store.Read(func(s *store.Snapshot) {
		for id, p := range s.Register.People.All() {
			if p.State == plan.Joined && p.Reachable() && s.Register.Language(id) == "vi" {
				people, accounts = append(people, id), append(accounts, s.Particulars(id).Account)
			}
		}
	})
	for i, person := range people {
		m.count(seen, accounts[i], m.digest(person))
		m.count(seen, accounts[i], m.answerTo(m.said(accounts[i], "/tonghop")))
	}
}

var errOnlyLooking = errors.New("only looking")

// digest is what a person's digest would be now.
func (m *mob) digest(person plan.PersonID) outbox.Message {
	var message outbox.Message
	m.app.store.Do(m.t.Context(), []store.Command{{
		Run: func(v *store.View) (store.Outcome, error) {
			out, err := m.app.bot.Render(v, plan.Notice{Kind: "digest", Class: plan.DigestClass, To: person, Day: v.Register.Today(v.Now)})
			if err != nil {
				m.t.Fatal(err)
			}
			message = out.Message
			return store.Outcome{}, errOnlyLooking
		},
	}})
	return message
}

// answerTo returns the first new message that an update brings.
func (m *mob) answerTo(u bot.Update) outbox.Message {
	m.sent = nil
	m.receive(u)
	for _, sent := range m.sent {
		if sent.chat == u.Chat {
			return sent.message
		}
	}
	return outbox.Message{}
}

type shownTo struct {
	chat    int64
	message outbox.Message
}

func (m *mob) pressData(account int64, data string) outbox.Message {
	u := m.said(account, "")
	u.Kind, u.Callback, u.Data, u.Message = bot.Pressed, "c", data, 0
	return m.answerTo(u)
}

// count presses every button of a message that promises a number.
func (m *mob) count(seen map[string]int, account int64, message outbox.Message) {
	for _, row := range message.Buttons {
		for _, b := range row {
			promise := numbered.FindStringSubmatch(b.Text)
			if promise == nil || strings.HasPrefix(b.Data, "undo") || strings.HasPrefix(b.Data, "news") {
				continue // news is read from the receipt of a digest, and this one has not gone out
			}
			want, _ := strconv.Atoi(promise[1] + promise[2])
			action, _, _ := strings.Cut(b.Data, " ")
			seen[action]++
			list := m.pressData(account, b.Data)
			if got := m.listed(account, action, list); got != want {
				m.t.Errorf("%d: [%s] (%s) opens a list of %d:\n%s\nunder\n%s", account, b.Text, b.Data, got, list.HTML, message.HTML)
			}
		}
	}
}

// lineOfList is a line of the list that an action opens; other lists number
// theirs.
var lineOfList = map[string]*regexp.Regexp{
	"units":   regexp.MustCompile(`(?m)^\S.* (?:\d+/\d+(?:, .+)?|không có hạn)$`),
	"missing": regexp.MustCompile(`(?m)^(?:\d\.\d|V\d+) .*: thiếu |^ +Thiếu `),
	"":        regexp.MustCompile(`(?m)^\d+\. `),
}

var nextPage = regexp.MustCompile(`^(\d+) việc sau ›$`)

// listed counts what a list shows on all its pages: lines, or, of a list that is
// nothing but buttons, those.
func (m *mob) listed(account int64, action string, list outbox.Message) int {
	lines := lineOfList[action]
	if lines == nil {
		lines = lineOfList[""]
	}
	n := len(lines.FindAllString(list.HTML, -1))
	for _, row := range list.Buttons {
		for _, b := range row {
			switch does, _, _ := strings.Cut(b.Data, " "); does {
			case "slip", "slipfor", "inviteto":
				n++
			}
			if next := nextPage.FindStringSubmatch(b.Text); next != nil {
				rest := m.listed(account, action, m.pressData(account, b.Data))
				if next[1] != strconv.Itoa(rest) {
					m.t.Errorf("%d: [%s] opens %d more:\n%s", account, b.Text, rest, list.HTML)
				}
				n += rest
			}
		}
	}
	return n
}
