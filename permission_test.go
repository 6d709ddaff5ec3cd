package main

import (
	"context"
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"dondoc/bot"
	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/store"
)

// Ensure that nobody changes facts, or is shown tasks, outside of what their
// post allows: people of every role, a stranger, and somebody who is bound
// provisionally press every button, also those shown to others and those that
// were made up, give every command, answer in words, reply to any message.
// What the journal says they did is judged by an account of the table that
// shares nothing with plan.May.
func TestPermissions(t *testing.T) {
	runs := 4
	if testing.Short() {
		runs = 1
	}
	seed := uint64(1) // DONDOC_SEED=n tries others
	if n, err := strconv.ParseUint(os.Getenv("DONDOC_SEED"), 10, 64); err == nil {
		seed = n
	}
	t.Logf("seed %d", seed)
	facts := map[string]int{}
	for i := range runs {
		m := newMob(t, rand.New(rand.NewPCG(seed, uint64(i))))
		var lines []string
		for range 20 {
			m.round(40)
			lines = checkJournal(t, m.app.store, lines)
		}
		m.judge(facts)
		if t.Failed() {
			break
		}
	}
	for _, kind := range []string{"updated", "matter_raised", "matter_settled", "task_assigned", "task_dated", "task_tracked", "invited", "person_changed"} {
		if facts[kind] == 0 && runs > 1 && seed == 1 {
			t.Errorf("nobody brought about %s: %v", kind, facts)
		}
	}
	t.Logf("facts: %v", facts)
}

// mob is the program with everybody at it.
type mob struct {
	t       *testing.T
	random  *rand.Rand
	app     *App
	box     *outbox.Outbox
	now     time.Time
	id      int64
	actions []string
	verbs   []string

	mu       sync.Mutex
	accounts []int64
	messages map[int64][]int
	buttons  []string
	last     int
	titles   map[string]plan.TaskID // by what begins them
	sent     []shownTo              // new messages, since somebody looked

	// register follows the journal; might are the rights that somebody had at
	// any moment since what is now delivered was written.
	register *plan.Register
	followed uint64
	might    map[plan.PersonID]rights
}

func newMob(t *testing.T, random *rand.Rand) *mob {
	m := &mob{
		t: t, random: random, now: noon, messages: map[int64][]int{}, titles: map[string]plan.TaskID{},
		accounts: []int64{2001, 9999, 1004, 1004, 1004, 1001}, // the office works most
		register: plan.NewRegister(), might: map[plan.PersonID]rights{},
	}
	m.app = sample(t, func() time.Time { return m.now })
	for id := int64(1001); id <= 1013; id++ {
		m.accounts = append(m.accounts, id)
	}
	m.actions, m.verbs = offered(t)
	m.app.store.Read(func(s *store.Snapshot) {
		for id, task := range s.Register.Tasks.All() {
			m.titles[prefix(task.Title)] = id
		}
	})
	m.box = outbox.New(outbox.Options{
		Store: m.app.store, Send: m.send, Render: m.app.bot.Render, Limits: &outbox.Limits{},
		Now: func() time.Time { return m.now },
	})
	t.Cleanup(m.box.Stop)
	// Somebody new gets a link, follows it and is not yet confirmed.
	m.receive(m.said(1004, "/invite P. NCC; Nguyễn Văn Bảy"))
	m.receive(m.said(2001, "/start "+m.code()))
	if m.app.store.Stats().Asides > 0 {
		t.Fatal("an update was put aside")
	}
	return m
}

func prefix(title string) string {
	r := []rune(title)
	return string(r[:min(len(r), 18)])
}

// offered reads from the source which actions of buttons and which commands
// there are, so that none is forgotten.
func offered(t *testing.T) (actions, verbs []string) {
	for _, s := range sources(t) {
		if s.pkg != "bot" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SwitchStmt:
				if sel, ok := n.Tag.(*ast.SelectorExpr); ok && sel.Sel.Name == "action" {
					for _, c := range n.Body.List {
						for _, e := range c.(*ast.CaseClause).List {
							actions = append(actions, literal(e))
						}
					}
				}
			case *ast.FuncDecl:
				if n.Name.Name == "verbs" {
					ast.Inspect(n.Body, func(n ast.Node) bool {
						if l, ok := n.(*ast.CompositeLit); ok && len(l.Elts) == 4 {
							verbs = append(verbs, literal(l.Elts[0]), literal(l.Elts[1]))
						}
						return true
					})
				}
			}
			return true
		})
	}
	slices.Sort(actions)
	actions = slices.Compact(actions)
	if len(actions) < 40 || len(verbs) < 30 {
		t.Fatalf("only %d actions and %d commands were found", len(actions), len(verbs))
	}
	return actions, verbs
}

func literal(e ast.Expr) string {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return ""
	}
	s, err := strconv.Unquote(l.Value)
	if err != nil {
		return ""
	}
	return s
}

func (m *mob) code() (code string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.buttons[len(m.buttons)-1]
}

// send takes what the program sends, and looks at who is shown what.
func (m *mob) send(_ context.Context, chat int64, edit int, msg outbox.Message) outbox.Answer {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, row := range msg.Buttons {
		for _, b := range row {
			m.buttons = append(m.buttons, b.Data)
		}
	}
	if code := inviteCode.FindStringSubmatch(msg.HTML); code != nil {
		m.buttons = append(m.buttons, code[1])
	}
	m.mayRead(chat, msg.HTML)
	if edit != 0 {
		return outbox.Answer{Outcome: outbox.Sent, Message: edit}
	}
	m.sent = append(m.sent, shownTo{chat, msg})
	m.last++
	m.messages[chat] = append(m.messages[chat], m.last)
	return outbox.Answer{Outcome: outbox.Sent, Message: m.last}
}

// mayRead checks that a head is shown own and coordinated tasks only, and
// somebody without a post none.
func (m *mob) mayRead(chat int64, html string) {
	m.app.store.Read(func(s *store.Snapshot) {
		who := m.might[s.PersonOf(chat)]
		for title, id := range m.titles {
			if strings.Contains(html, title) && !who.sees(s.Register, id) {
				m.t.Errorf("%d, who is %v, is shown task %d:\n%s", chat, who, id, html)
			}
		}
	})
}

// round lets many things happen at once and delivers what is owed.
func (m *mob) round(n int) {
	updates := make([]bot.Update, n)
	for i := range updates {
		updates[i] = m.any()
	}
	m.receive(updates...)
	m.now = m.now.Add(time.Duration(m.random.IntN(20)) * time.Hour)
}

func (m *mob) receive(updates ...bot.Update) {
	receiving(m.t, m.app, updates...)
	m.follow()
	m.deliver()
}

// deliver sends all that is owed.
func (m *mob) deliver() {
	for range 50 { // what waits for answers in the same chat goes a moment later
		if err := m.box.Drain(m.t.Context()); err != nil {
			m.t.Fatal(err)
		}
		m.now = m.now.Add(time.Second)
	}
	for class, n := range m.app.store.Stats().Queued {
		if n > 0 {
			m.t.Fatalf("%d of class %s are not delivered", n, class)
		}
	}
	for _, a := range m.app.store.Asides(10) {
		m.t.Fatalf("update %d failed: %s\n%s", a.Update, a.Reason, a.Raw)
	}
}

// follow notes who had which rights while the newest events happened.
func (m *mob) follow() {
	seen := func() {
		for id := range m.register.People.All() {
			who := seats(m.register, id)
			was, ok := m.might[id]
			if !ok {
				m.might[id] = who
				continue
			}
			maps.Copy(was.roles, who.roles)
			maps.Copy(was.units, who.units)
			maps.Copy(was.posts, who.posts)
		}
	}
	clear(m.might)
	seen()
	err := m.app.store.Journal(1, func(e plan.Event) bool {
		if e.Seq > m.followed {
			m.followed = e.Seq
			plan.Apply(m.register, e)
			switch e.Body.(type) {
			case plan.Seated, plan.PersonChanged, plan.PostSet, plan.UnitSet:
				seen()
			}
		}
		return true
	})
	if err != nil {
		m.t.Fatal(err)
	}
}

func (m *mob) said(account int64, text string) bot.Update {
	m.id++
	return bot.Update{
		ID: m.id, Kind: bot.Said, Account: account, Chat: account, Private: true, Name: "Somebody",
		Message: 1_000_000 + int(m.id), At: m.now, Text: text, Raw: []byte(strconv.Quote(text)),
	}
}

// any is something that somebody does.
func (m *mob) any() bot.Update {
	account := m.accounts[m.random.IntN(len(m.accounts))]
	u := m.said(account, m.words())
	messages := m.messages[m.accounts[m.random.IntN(len(m.accounts))]]
	if m.random.IntN(4) > 0 {
		messages = m.messages[account]
	}
	newest := 0
	if len(messages) > 0 {
		newest = messages[len(messages)-1-m.random.IntN(min(len(messages), 5))]
	}
	switch m.random.IntN(10) {
	case 0, 1, 2, 3, 4:
		u.Kind, u.Text, u.Callback, u.Message = bot.Pressed, "", "c", newest
		u.Data = m.press()
		u.Raw = []byte(strconv.Quote(u.Data))
	case 5, 6:
		u.ReplyTo = newest
	case 7:
		u.Kind, u.Message = bot.Edited, 1_000_000+m.random.IntN(int(m.id))
	}
	return u
}

// press is the data of a button: one that was shown to somebody, or made up.
func (m *mob) press() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.random.IntN(2) == 0 && len(m.buttons) > 0 {
		return m.buttons[len(m.buttons)-1-m.random.IntN(min(len(m.buttons), 400))]
	}
	data := m.actions[m.random.IntN(len(m.actions))]
	newest := m.register.Matters.Len()
	for range 1 + m.random.IntN(3) {
		n := uint64(m.random.IntN(40))
		if newest > 0 && m.random.IntN(2) == 0 {
			n = uint64(newest - m.random.IntN(min(newest, 12)))
		}
		if m.random.IntN(6) == 0 {
			n = []uint64{0, 1 << 32, 1<<64 - 1, 20_600}[m.random.IntN(4)]
		}
		data += " " + strconv.FormatUint(n, 36)
	}
	return data
}

func (m *mob) words() string {
	pick := func(list ...string) string { return list[m.random.IntN(len(list))] }
	code := fmt.Sprintf("%d.%d", 1+m.random.IntN(7), 1+m.random.IntN(4))
	unit := pick("P. KHTC", "P. NCC", "P. TCBC", "P. CCVC", "TTS", "VP", "Các phòng chuyên môn")
	date := fmt.Sprintf("%d/%d", 1+m.random.IntN(28), 1+m.random.IntN(12))
	switch m.random.IntN(12) {
	case 0:
		return "/" + pick(m.verbs...) + " " + pick("", code, unit, code+" "+date, code+" "+unit+" "+date, date, date+" nghỉ Lễ",
			unit+"; Nguyễn Văn Bảy", unit+"; Phạm Hải", "en", "resume", "Việc mới; "+unit+"; "+date)
	case 1:
		return code + " " + unit + ", " + date
	case 2:
		return unit + ": " + code + pick(" xong", " 70%", " vướng kinh phí")
	case 3:
		return pick("đồng ý", "nhận 1, 2", "không đồng ý vì thiếu", "trả 1 thiếu minh chứng", "duyệt")
	case 4:
		return pick("thiếu kinh phí", date, "50%", "không phải việc của đơn vị", "theo số 12/TB-SNV", unit)
	}
	return code + " " + pick("xong", "80%", "chưa làm", "xin gia hạn đến "+date+" vì chờ văn bản", "vướng chưa có hướng dẫn",
		"không phải việc của đơn vị", "đã nhận", "không đổi", "hẹn "+date)
}

// judge goes through the journal and asks of each fact whether who brought it
// about was allowed to, as things stood before it.
func (m *mob) judge(facts map[string]int) {
	r := plan.NewRegister()
	err := m.app.store.Journal(1, func(e plan.Event) bool {
		if e.Source.Update != 0 {
			facts[e.Kind()]++
			if why := wrong(r, e); why != "" {
				m.t.Errorf("event %d, %s by person %d, who is %v: %s: %+v", e.Seq, e.Kind(), e.By, seats(r, e.By), why, e.Body)
			}
		}
		plan.Apply(r, e)
		return true
	})
	if err != nil {
		m.t.Fatal(err)
	}
}

// rights are the seats of a person: roles, the units headed, and posts.
type rights struct {
	joined bool
	roles  map[plan.Role]bool
	units  map[plan.UnitID]bool
	posts  map[plan.PostID]bool
}

func (w rights) String() string { return fmt.Sprintf("%v of %v", w.roles, w.units) }

// seats reads the posts themselves: a holder who is replaced by an acting head
// has nothing, one who is not confirmed has only what a head has.
func seats(r *plan.Register, person plan.PersonID) rights {
	w := rights{roles: map[plan.Role]bool{}, units: map[plan.UnitID]bool{}, posts: map[plan.PostID]bool{}}
	state := r.People.Get(person).State
	if person == 0 || state != plan.Joined && state != plan.Provisional {
		return w
	}
	w.joined = state == plan.Joined
	for id, p := range r.Posts.All() {
		sits := p.Delegate == person || p.Acting == person || p.Acting == 0 && p.Holder == person
		if !sits || !w.joined && p.Role != plan.Head {
			continue
		}
		w.roles[p.Role], w.posts[id] = true, true
		if p.Role == plan.Head {
			w.units[p.Unit] = true
		}
	}
	return w
}

func (w rights) inCharge(r *plan.Register, unit plan.UnitID) bool {
	return unit != 0 && w.posts[r.Units.Get(unit).Deputy] || w.roles[plan.Director]
}

// sees: leaders in charge, office, director and viewers see; a head sees what
// the unit leads or ever led, and what it supports.
func (w rights) sees(r *plan.Register, id plan.TaskID) bool {
	if w.roles[plan.Office] || w.roles[plan.Director] || w.roles[plan.Viewer] {
		return true
	}
	for _, u := range r.Tasks.Get(id).Support {
		if w.units[u] || w.roles[plan.Deputy] && w.inCharge(r, u) {
			return true
		}
	}
	for o := r.Tasks.Get(id).First; o != 0; o = r.Occurrences.Get(o).Next {
		for a := r.Occurrences.Get(o).First; a != 0; a = r.Assignments.Get(a).NextInOccurrence {
			if u := r.Assignments.Get(a).Unit; w.units[u] || w.roles[plan.Deputy] && w.inCharge(r, u) {
				return true
			}
		}
	}
	for _, m := range r.Matters.All() { // what was put to a deputy, and obstacles, which any may settle
		put := w.posts[m.Holder] || w.roles[plan.Deputy] && m.Kind == plan.Obstacle
		if put && r.Assignments.Get(m.Assignment).Task == id {
			return true
		}
	}
	return false
}

// wrong says why an event may not be, empty when it may.
func wrong(r *plan.Register, e plan.Event) string {
	w := seats(r, e.By)
	if e.By == 0 {
		if b, ok := e.Body.(plan.PersonChanged); ok && b.Lost != 0 && !b.Found && b.State == 0 {
			return "" // the person has stopped the bot
		}
		return "a stranger changes facts"
	}
	office, leader := w.roles[plan.Office], w.roles[plan.Director] || w.roles[plan.Deputy]
	own := func(id plan.AssignmentID, behalf bool) string {
		unit := r.Assignments.Get(id).Unit
		switch {
		case behalf && !office:
			return "on behalf, but not by the office"
		case !behalf && !w.units[unit] && !(office && unit == r.Office().Office):
			return "another unit's"
		}
		return ""
	}
	directs := func(unit plan.UnitID) string {
		if !office && !w.inCharge(r, unit) {
			return "not in charge"
		}
		return ""
	}
	officeOnly := func() string {
		if !office {
			return "not the office"
		}
		return ""
	}
	switch b := e.Body.(type) {
	case plan.Heard:
		if b.Person != e.By {
			return "somebody else"
		}
	case plan.PersonChanged:
		if b.Person != e.By {
			return officeOnly()
		}
		if b.State == plan.Joined && !invitedFirst(r, e.By) {
			return "joined by themselves"
		}
	case plan.InvitationUsed:
		if r.Invitations.Get(b.ID).Person != e.By || b.Person != e.By {
			return "another's invitation"
		}
	case plan.Updated:
		return own(b.Assignment, b.OnBehalf)
	case plan.MatterRaised:
		if b.Matter.By != e.By {
			return "in another's name"
		}
		if b.Matter.Kind == plan.Question && (office || leader) {
			return "" // about what was recorded for them; it changes nothing
		}
		return own(b.Matter.Assignment, b.Matter.OnBehalf)
	case plan.Restored:
		if own(b.Assignment, false) != "" {
			return officeOnly()
		}
	case plan.MatterSettled:
		return wrongDecision(r, e.By, w, b)
	case plan.MatterPassed:
		if !office && !leader {
			return "neither office nor leader"
		}
	case plan.MatterRedirected:
		if mm := r.Matters.Get(b.ID); !office && !w.posts[mm.Holder] && !w.inCharge(r, r.Assignments.Get(mm.Assignment).Unit) {
			return "neither office nor its holder"
		}
	case plan.DateDirected:
		switch m := r.Matters.Get(b.Matter); {
		case b.OnBehalf:
			return officeOnly()
		case m.Assignment != b.Assignment:
			return "about something else"
		case !w.posts[m.Holder] && !w.inCharge(r, r.Assignments.Get(b.Assignment).Unit):
			return "neither its holder nor in charge"
		}
	case plan.Corrected:
		return directs(r.Assignments.Get(b.Assignment).Unit)
	case plan.TaskDated, plan.TaskAssigned, plan.TaskTracked, plan.TaskAdded:
		if !office && !w.roles[plan.Director] {
			return "neither office nor director"
		}
	default:
		return officeOnly()
	}
	return ""
}

func invitedFirst(r *plan.Register, person plan.PersonID) bool {
	for _, i := range r.Invitations.All() {
		if i.Person == person && i.First {
			return true
		}
	}
	return false
}

func wrongDecision(r *plan.Register, by plan.PersonID, w rights, b plan.MatterSettled) string {
	m := r.Matters.Get(b.ID)
	unit := r.Assignments.Get(m.Assignment).Unit
	office := w.roles[plan.Office]
	reported := m.By == by && !m.OnBehalf // on behalf the unit has reported it
	switch {
	case b.State == plan.Withdrawn && (m.By == by || w.units[unit] || office):
		return ""
	case b.OnBehalf && !office:
		return "on behalf, but not by the office"
	}
	switch m.Kind {
	case plan.Submission:
		switch {
		case reported:
			return "verifies what they reported"
		case m.OnBehalf && !m.Evidence && b.State == plan.Agreed:
			return "accepted on behalf without evidence"
		case office && unit != r.Office().Office, w.posts[m.Holder], w.roles[plan.Director]:
			return ""
		case unit == r.Office().Office && w.inCharge(r, unit):
			return ""
		}
		return "does not verify"
	case plan.Extension:
		switch {
		case m.By == by:
			return "decides what they asked"
		case w.posts[m.Holder], w.roles[plan.Director], office && b.OnBehalf, w.inCharge(r, unit) && w.roles[plan.Deputy]:
			return ""
		}
		return "does not decide"
	case plan.Obstacle:
		if office || w.roles[plan.Director] || w.roles[plan.Deputy] {
			return ""
		}
		return "does not settle"
	case plan.Handback, plan.Question:
		if office || w.inCharge(r, unit) {
			return ""
		}
	}
	return "not theirs"
}
