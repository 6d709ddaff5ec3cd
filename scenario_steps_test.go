package main

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"dondoc/emulator"
)

// vietnam is the zone that scripts are written in.
var vietnam = time.FixedZone("+07", 7*60*60)

// step runs one statement.
func (w *world) step(s statement) {
	if w.server == nil && s.verb != "at" && s.verb != "use" {
		w.fatalf("a script begins with: at 2026-03-24 07:30")
	}
	switch s.verb {
	case "at":
		w.at(s.text)
	case "advance", "wait":
		w.sleep(w.duration(s.text))
	case "use":
		w.use(s.text)
	case "expect", "changed", "toast":
		w.expect(s)
	case "output":
		w.compareOutput(s)
	case "$":
		w.console(s.text)
	case "fault":
		w.fault(strings.Fields(s.text))
	case "crash", "kill":
		w.kill(s.text)
	case "restart":
		w.stop()
		w.start()
		w.beat()
	case "down":
		w.stop()
		w.sleep(w.duration(s.text))
		w.start()
		w.beat()
	case "clock":
		w.offset.Add(int64(w.duration(s.text)))
	case "check":
		w.check(strings.Fields(s.text))
	case "block", "unblock", "person", "skip", "ignore", "watch":
		w.social(s)
	default:
		w.say(s)
	}
}

// at goes to an instant; the first one makes the world.
func (w *world) at(text string) {
	t, err := time.ParseInLocation("2006-01-02 15:04", text, vietnam)
	if err != nil {
		w.fatalf("%v", err)
	}
	d := time.Until(t)
	if d < 0 {
		w.fatalf("it is %s already", time.Now().In(vietnam).Format("2006-01-02 15:04:05"))
	}
	if w.server == nil {
		time.Sleep(d)
		w.open()
		return
	}
	w.sleep(d)
}

// duration reads 3h, 90s, +370d and 3 days.
func (w *world) duration(text string) time.Duration {
	if text == "" {
		return beat
	}
	text = strings.TrimPrefix(text, "+")
	for _, unit := range []string{" days", " day", "d"} {
		if n, err := strconv.Atoi(strings.TrimSuffix(text, unit)); err == nil && strings.HasSuffix(text, unit) {
			return time.Duration(n) * 24 * time.Hour
		}
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		w.fatalf("%v", err)
	}
	return d
}

func (w *world) use(what string) {
	if what != "examples" || w.server != nil {
		w.fatalf("only \"use examples\", before the first at")
	}
	w.files["office.yaml"] = w.example("office.yaml")
	w.files["plan.yaml"] = w.example("plan.yaml")
}

// id returns the account of a person of the script.
func (w *world) id(key string) int64 {
	id, ok := w.people[key]
	if !ok {
		w.fatalf("there is no %q; there are %s", key, strings.Join(w.order, ", "))
	}
	return id
}

// social changes who is there and who is listened to.
func (w *world) social(s statement) {
	names := strings.Fields(s.text)
	switch s.verb {
	case "block":
		w.server.Block(w.id(s.text))
		w.beat()
	case "unblock":
		w.server.Unblock(w.id(s.text))
		w.beat()
	case "person": // person key account name
		if len(names) < 3 {
			w.fatalf("person KEY ACCOUNT NAME")
		}
		id, err := strconv.ParseInt(names[1], 10, 64)
		if err != nil {
			w.fatalf("%v", err)
		}
		w.addPerson(names[0], emulator.Person{ID: id, FirstName: strings.Join(names[2:], " ")})
	case "watch":
		watched := map[string]bool{}
		for _, n := range names {
			w.id(n)
			watched[n] = true
		}
		w.mu.Lock()
		w.watched = watched
		w.mu.Unlock()
		w.drop(func(a arrival) bool { return !watched[a.person] })
	case "ignore":
		for _, n := range names {
			w.id(n)
			w.mu.Lock()
			w.muted[n] = true
			w.mu.Unlock()
		}
		w.drop(func(a arrival) bool { return w.muted[a.person] })
	case "skip":
		w.drop(func(a arrival) bool { return len(names) == 0 || strings.Contains(" "+s.text+" ", " "+a.person+" ") })
		w.output = nil
	}
}

// take returns what has arrived and forgets it.
func (w *world) take() []arrival {
	w.mu.Lock()
	defer w.mu.Unlock()
	taken := w.unread
	w.unread = nil
	return taken
}

// drop forgets what has arrived where gone says so.
func (w *world) drop(gone func(arrival) bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	var kept []arrival
	for _, a := range w.unread {
		if !gone(a) {
			kept = append(kept, a)
		}
	}
	w.unread = kept
}

// say is what a person does in the chat.
func (w *world) say(s statement) {
	id := w.id(s.person)
	text := strings.ReplaceAll(strings.ReplaceAll(s.text, `\n`, "\n"), "CODE", w.code)
	var err error
	switch s.verb {
	case "say":
		_, err = w.server.Send(id, text, 0)
	case "reply":
		which, rest, _ := strings.Cut(text, " ")
		_, err = w.server.Send(id, rest, w.botMessage(id, which).ID)
	case "edit":
		_, err = w.server.Edit(id, w.ownMessage(id).ID, text)
	case "delete":
		err = w.server.Delete(id, w.botMessage(id, text).ID)
	case "press":
		w.press(id, text)
	case "data":
		err = w.server.PressStale(id, w.botMessage(id, "last").ID, text)
	case "file":
		names, caption, _ := strings.Cut(text, " ")
		replyTo := 0
		if names == "reply" {
			names, caption, _ = strings.Cut(caption, " ")
			replyTo = w.botMessage(id, "last").ID
		}
		err = w.sendFiles(id, names, caption, replyTo)
	case "sheet":
		err = w.fillSheet(id, text)
	}
	if err != nil {
		w.fatalf("%s: %v", s.person, err)
	}
	w.beat()
}

// botMessage finds a message of the bot: "last", or "2" for the one before.
func (w *world) botMessage(chat int64, which string) emulator.Message {
	n := 1
	if which != "last" {
		var err error
		if n, err = strconv.Atoi(which); err != nil {
			w.fatalf("which message is %q? last, or 2 for the one before", which)
		}
	}
	list := w.server.Chat(chat)
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].FromBot {
			if n--; n == 0 {
				return list[i]
			}
		}
	}
	w.fatalf("the bot has not written that many messages")
	return emulator.Message{}
}

func (w *world) ownMessage(chat int64) emulator.Message {
	list := w.server.Chat(chat)
	for i := len(list) - 1; i >= 0; i-- {
		if !list[i].FromBot {
			return list[i]
		}
	}
	w.fatalf("there is no message to edit")
	return emulator.Message{}
}

// press presses "Label" under the newest message that has it, or with a number
// before it under an older one.
func (w *world) press(id int64, text string) {
	n := 1
	number, label, ok := strings.Cut(text, " ")
	if v, err := strconv.Atoi(number); ok && err == nil {
		n = v
	} else {
		label = text
	}
	label = strings.Trim(label, `"`)
	list := w.server.Chat(id)
	var seen []string
	for i := len(list) - 1; i >= 0; i-- {
		button, found := findButton(list[i], label)
		if !found {
			seen = append(seen, shown(list[i]))
			continue
		}
		if n--; n > 0 {
			continue
		}
		if err := w.server.Press(id, list[i].ID, button.Data); err != nil {
			w.fatalf("press: %v", err)
		}
		return
	}
	w.fatalf("no message has a button %q; the newest:\n%s", label, strings.Join(seen[:min(2, len(seen))], "\n\n"))
}

// findButton finds a button by its label, or by how it begins: "Chờ quyết định …".
func findButton(m emulator.Message, label string) (emulator.Button, bool) {
	begin, ok := strings.CutSuffix(label, "…")
	if !ok {
		return m.Find(label)
	}
	for _, row := range m.Keyboard {
		for _, b := range row {
			if strings.HasPrefix(b.Text, begin) {
				return b, true
			}
		}
	}
	return emulator.Button{}, false
}

// fault arranges that Telegram or the network fails:
// 429 7s [person], 500 [n], 502 [n], reset [n], lost [person], slow 20s.
func (w *world) fault(args []string) {
	if len(args) == 0 {
		w.server.ClearFaults()
		return
	}
	f := emulator.Fault{Kind: emulator.FaultKind(args[0])}
	for _, a := range args[1:] {
		if d, err := time.ParseDuration(a); err == nil {
			f.RetryAfter, f.Delay = d, d
		} else if n, err := strconv.Atoi(a); err == nil {
			f.N = n
		} else if strings.HasPrefix(a, "get") {
			f.Method = a
		} else {
			f.Chat = w.id(a)
		}
	}
	if f.Method == "" && f.Kind != emulator.Slow {
		f.Method = "sendMessage"
	}
	w.server.Fault(f)
}

// kill ends the process without a clean close and starts it again: at once,
// when the N-th commit from now has been made, or when Telegram has accepted
// the next message ("kill on send"): then its receipt is never written.
func (w *world) kill(text string) {
	switch args := strings.Fields(text); {
	case len(args) == 0:
		w.crash()
		w.start()
		w.beat()
	case text == "on send":
		tripped := false
		w.server.OnChange(func(c emulator.Change) {
			if !tripped && c.Message.FromBot && c.Kind == emulator.Added {
				tripped = true
				w.failing.Store(true)
			}
		})
	case args[0] == "after":
		n, err := strconv.Atoi(args[1])
		if err != nil {
			w.fatalf("kill after N commits: %v", err)
		}
		w.commits.Store(int64(n))
		w.armed.Store(true)
	default:
		w.fatalf("kill, kill on send, kill after N commits")
	}
}

// check asserts on what is stored: journal KIND N, queue N, doubts N, asides N,
// pending N (updates that wait at Telegram), files N (kept as evidence). N may be <=3 or >=1.
func (w *world) check(args []string) {
	if len(args) < 2 {
		w.fatalf("check WHAT N")
	}
	bound := args[len(args)-1]
	number := strings.TrimLeft(bound, "<>=")
	want, err := strconv.Atoi(number)
	if err != nil {
		w.fatalf("check: %v", err)
	}
	got, stats := -1, w.app.store.Stats()
	switch args[0] {
	case "journal":
		got = w.journal(args[1])
	case "queue":
		got = 0
		for _, n := range stats.Queued {
			got += n
		}
	case "doubts":
		got = int(stats.Totals.Doubts)
	case "asides":
		got = stats.Asides
	case "pending":
		got = w.server.Pending()
	case "files":
		kept, err := filepath.Glob(filepath.Join(w.dir, evidenceFolder, "??", "*"))
		if err != nil {
			w.fatalf("%v", err)
		}
		got = len(kept)
	default:
		w.fatalf("check what? journal KIND, queue, doubts, asides, pending, files")
	}
	holds := got == want
	switch strings.TrimSuffix(bound, number) {
	case "<=":
		holds = got <= want
	case ">=":
		holds = got >= want
	}
	if !holds {
		w.errorf("%s is %d", strings.Join(args[:len(args)-1], " "), got)
	}
}

// console runs a command of the command line inside the running program.
func (w *world) console(line string) {
	args := strings.Fields(line)
	name := args[0]
	if _, ok := storeVerbs[name]; !ok && len(args) > 1 {
		name, args = name+" "+args[1], args[1:]
	}
	c := console{lang: "vi"}
	request, _, err := readRequest(&c, name, args[1:], func(file string) ([]byte, error) {
		if data, ok := w.files[file]; ok {
			return data, nil
		}
		return nil, os.ErrNotExist
	})
	if err != nil {
		w.fatalf("%s: %v", line, err)
	}
	request.Lang = c.lang
	response := w.app.perform(context.Background(), request)
	text := response.Out + response.Err
	if code := inviteCode.FindStringSubmatch(text); code != nil {
		w.code = code[1]
	}
	text = inviteCode.ReplaceAllString(text, "start=CODE")
	text = strings.ReplaceAll(text, version(), "VERSION")
	text = storeSize.ReplaceAllString(text, "SIZE") // how full its pages are depends on who was first
	if response.Code != 0 {
		text += "exit " + strconv.Itoa(response.Code) + "\n"
	}
	w.output = &text
	w.beat()
}

func (w *world) compareOutput(s statement) {
	if w.output == nil {
		w.fatalf("there is no output")
	}
	want, got := strings.Join(s.raw, "\n")+"\n", "output:\n"+indented(*w.output)
	w.output = nil
	if want != got {
		w.errorf("want:\n%s\ngot:\n%s", want, got)
	}
}
