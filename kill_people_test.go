package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"time"

	"dondoc/emulator"
	"dondoc/planfile"
)

// load lets people write and press until the returned function is called.
func (k *killRun) load() (stop func()) {
	k.act(func(a account) string { return "/start" })
	done, stopped := make(chan struct{}), make(chan struct{})
	random := rand.New(rand.NewPCG(k.random.Uint64(), 2))
	codes := k.codes()
	go func() {
		defer close(stopped)
		ticker := time.NewTicker(8 * time.Millisecond)
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
			}
			a := k.people[random.IntN(len(k.people))]
			if k.said[a.ID].Load() >= k.patience {
				continue
			}
			if random.IntN(6) > 0 || !k.press(a, random) {
				k.say(a, written(random, codes[a.Unit]))
			}
		}
	}()
	return func() { close(done); <-stopped }
}

func (k *killRun) act(what func(account) string) {
	for _, a := range k.people {
		k.say(a, what(a))
	}
}

func (k *killRun) say(a account, text string) {
	k.said[a.ID].Add(1)
	k.sent.Add(1)
	if _, err := k.server.Send(a.ID, text, 0); err != nil {
		k.t.Errorf("%s: %v", a.Key, err)
	}
}

// written is what somebody writes: of one of their tasks, or a question.
func written(random *rand.Rand, codes []string) string {
	if len(codes) == 0 {
		return []string{"/tasks", "/summary", "/help"}[random.IntN(3)]
	}
	code := codes[random.IntN(len(codes))]
	switch random.IntN(8) {
	case 0:
		return code + " xong"
	case 1:
		return code + " vướng kinh phí"
	case 2:
		return "/task " + code
	}
	return fmt.Sprintf("%s %d%%", code, 1+random.IntN(98))
}

// press presses a button of one of the newest messages; false when there is none.
func (k *killRun) press(a account, random *rand.Rand) bool {
	list := k.server.Chat(a.ID)
	list = list[max(0, len(list)-8):]
	var messages []emulator.Message
	for _, m := range list {
		if m.FromBot && len(m.Keyboard) > 0 {
			messages = append(messages, m)
		}
	}
	if len(messages) == 0 {
		return false
	}
	m := messages[random.IntN(len(messages))]
	row := m.Keyboard[random.IntN(len(m.Keyboard))]
	if err := k.server.Press(a.ID, m.ID, row[random.IntN(len(row))].Data); err != nil {
		return false // the message has changed since
	}
	k.said[a.ID].Add(1)
	k.sent.Add(1)
	return true
}

// codes are the codes of the tasks that a unit leads.
func (k *killRun) codes() map[string][]string {
	list := map[string][]string{}
	for _, task := range k.plan().Tasks {
		for _, u := range k.office.Units {
			if slices.Contains(task.Lead, u.Name) {
				list[u.Short] = append(list[u.Short], task.Code)
			}
		}
	}
	return list
}

func (k *killRun) plan() planfile.Document {
	data, err := os.ReadFile("examples/plan.yaml")
	if err != nil {
		k.t.Fatal(err)
	}
	doc, err := planfile.Read("plan.yaml", data)
	if err != nil {
		k.t.Fatal(err)
	}
	return doc
}
