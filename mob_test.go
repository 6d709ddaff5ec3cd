package main

import (
	"context"
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"dondoc/bot"
	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/scheduler"
	"dondoc/store"
	"dondoc/workday"
)

// mob is the program with everybody at it.
type mob struct {
	values  bool // somebody says what targets have reached
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
	judged   map[plan.Class]int // at the moment of sending, by class
	// put are the tasks of the matters that ever stood with a post: who passes one
	// on is told what was passed on.
	put map[plan.PostID]map[plan.TaskID]bool
}

func newMob(t *testing.T, random *rand.Rand) *mob {
	m := &mob{
		t: t, random: random, now: noon, messages: map[int64][]int{}, titles: map[string]plan.TaskID{},
		accounts: []int64{2001, 9999, 1004, 1004, 1004, 1001}, // the office works most
		register: plan.NewRegister(), might: map[plan.PersonID]rights{}, judged: map[plan.Class]int{}, put: map[plan.PostID]map[plan.TaskID]bool{},
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
		Store: m.app.store, Send: m.send, Render: m.render, Limits: &outbox.Limits{},
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
// somebody without a post none. Answers and outcomes are not judged again before
// they go out (DESIGN, "How a message flows"): they are for who had the right at
// any moment since they were worded.
func (m *mob) mayRead(chat int64, html string) {
	m.app.store.Read(func(s *store.Snapshot) {
		m.reads(s.Register, m.might[s.PersonOf(chat)], m.put, chat, html)
	})
}

func (m *mob) reads(r *plan.Register, who rights, put map[plan.PostID]map[plan.TaskID]bool, chat int64, html string) {
	for title, id := range m.titles {
		had := false
		for post := range who.posts {
			had = had || put[post][id]
		}
		if strings.Contains(html, title) && !had && !who.sees(r, id) {
			m.t.Errorf("%d, who is %v, is shown task %d:\n%s", chat, who, id, html)
		}
	}
}

// render words a notice as the program does, and looks at what is judged before
// it goes out, and would not be dropped then: that is only for who has the right
// now. What the office holds, or what waits for the go-live date, is judged again
// when it may go.
func (m *mob) render(v *store.View, n plan.Notice) (outbox.Rendered, error) {
	out, err := m.app.bot.Render(v, n)
	verdict := scheduler.Release(v.Register, v.Queue(), n, scheduler.Conditions{CaughtUp: true}, v.Now)
	office := v.Register.Office()
	stopped := office.Held || office.GoLive == 0 || v.Register.Today(v.Now) < office.GoLive
	judged := n.Class != plan.AnswerClass && n.Class != plan.OutcomeClass && !stopped
	if err == nil && judged && verdict.Act != scheduler.Drop {
		m.judged[n.Class]++
		m.reads(v.Register, seats(v.Register, n.To), nil, v.Particulars(n.To).Chat, out.Message.HTML)
	}
	return out, err
}

// round lets many things happen at once and delivers what is owed.
func (m *mob) round(n int) {
	var updates []bot.Update
	for len(updates) < n {
		switch m.random.IntN(6) {
		case 0:
			updates = append(updates, m.asks())
		case 1, 2:
			updates = append(updates, m.decides()...)
		default:
			updates = append(updates, m.any())
		}
	}
	m.receive(updates...)
	if err := m.app.bot.Tick(m.t.Context()); err != nil {
		m.t.Fatal(err)
	}
	m.receive()
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
			case plan.MatterRaised, plan.MatterPassed, plan.MatterRedirected:
				m.stands()
			}
		}
		return true
	})
	if err != nil {
		m.t.Fatal(err)
	}
}

// stands notes with which posts matters stand.
func (m *mob) stands() {
	for _, matter := range m.register.Matters.All() {
		if m.put[matter.Holder] == nil {
			m.put[matter.Holder] = map[plan.TaskID]bool{}
		}
		m.put[matter.Holder][m.register.Assignments.Get(matter.Assignment).Task] = true
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
	case 8:
		u.File = &bot.File{ID: fmt.Sprint("file", m.id), Name: "minh-chung.pdf", Size: 10}
		if m.random.IntN(2) == 0 {
			u.Text, u.Album = "", fmt.Sprint("album", m.id/4)
		}
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
	if m.values && m.random.IntN(12) == 0 {
		return m.pick("văn bản đi được ký số đạt 98,5%", "3.1 đạt 25,5%", "98,5%", "3.1 đạt 125%", "3.1 xong, cắt giảm 21,5% thời gian")
	}
	code := fmt.Sprintf("%d.%d", 1+m.random.IntN(7), 1+m.random.IntN(4))
	unit := m.pick("P. KHTC", "P. NCC", "P. TCBC", "P. CCVC", "TTS", "VP", "Các phòng chuyên môn")
	date := fmt.Sprintf("%d/%d", 1+m.random.IntN(28), 1+m.random.IntN(12))
	switch m.random.IntN(12) {
	case 0:
		return "/" + m.pick(m.verbs...) + " " + m.pick("", code, unit, code+" "+date, code+" "+unit+" "+date, date, date+" nghỉ Lễ",
			unit+"; Nguyễn Văn Bảy", unit+"; Phạm Hải", "en", "resume", "Việc mới; "+unit+"; "+date)
	case 1:
		return code + " " + unit + ", " + date
	case 2:
		return unit + ": " + code + m.pick(" xong", " 70%", " vướng kinh phí")
	case 3:
		return m.pick("đồng ý", "nhận 1, 2", "không đồng ý vì thiếu", "trả 1 thiếu minh chứng", "duyệt")
	case 4:
		return m.pick("thiếu kinh phí", date, "50%", "không phải việc của đơn vị", "theo số 12/TB-SNV", unit)
	case 5:
		return m.pick(code+" hạn đến bao giờ?", code+" gửi báo cáo theo mẫu nào ạ?", "việc này của ai?", "còn mấy việc quá hạn?", unit+" còn mấy việc?",
			"tuần này có họp giao ban không ạ?", "/find "+m.pick("quy chế", "hồ sơ", "chinh", unit, code), fmt.Sprint("/start viec-", m.random.IntN(40)))
	}
	return code + " " + m.pick("xong", "80%", "chưa làm", "xin gia hạn đến "+date+" vì chờ văn bản", "vướng chưa có hướng dẫn",
		"không phải việc của đơn vị", "đã nhận", "không đổi", "hẹn "+date)
}

// asks is a head's report that somebody has to decide on, or the office's record
// of one.
func (m *mob) asks() bot.Update {
	r := m.register
	id := plan.AssignmentID(1 + m.random.IntN(r.Assignments.Len()))
	a := r.Assignments.Get(id)
	said := r.Tasks.Get(a.Task).Code + m.pick(" xong", " xong, số 45 ngày 20/3", " vướng chờ Sở Tài chính", " vướng thiếu người",
		" xin gia hạn đến 31/12 vì chờ văn bản", " không phải việc của đơn vị")
	if m.random.IntN(3) == 0 {
		return m.said(1004, r.Units.Get(a.Unit).Short+": "+said)
	}
	return m.said(m.account(r.HeadOf(a.Unit)), said)
}

// decides is somebody, mostly one who may, pressing a decision on a matter, and
// saying something next.
func (m *mob) decides() []bot.Update {
	r := m.register
	if r.Matters.Len() == 0 {
		return nil
	}
	id := plan.MatterID(r.Matters.Len() - m.random.IntN(min(r.Matters.Len(), 30)))
	matter := r.Matters.Get(id)
	account := m.accounts[m.random.IntN(len(m.accounts))]
	switch m.random.IntN(4) {
	case 0, 1:
		account = m.account(matter.Holder)
	case 2:
		account = 1004
	}
	actions := map[plan.DutyKind][]string{
		plan.Verify: {"accept", "acceptdoc", "return", "evidence", "reopen"}, plan.Settle: {"settle", "pass", "pass", "redirect"},
		plan.Direct: {"agree", "direct", "ondirect", "redirect"}, plan.Decide: {"approve", "refuse", "onapprove", "redirect"},
		plan.TakeBack: {"takeback", "keep"}, plan.Answer: {"reopenit", "recordit", "leaveit"}, plan.Reply: {"reply", "replied", "unask"},
	}[plan.DutyOf(id, matter).Kind]
	if !matter.State.Open() {
		actions = []string{"notso", "setdue", "wrong", "reopen", "agree"}
	}
	action := m.pick(actions...)
	first, second := uint64(id), uint64(1+m.random.IntN(3)) // the leaders are the first posts
	switch action {
	case "reopen", "wrong":
		first = uint64(matter.Assignment)
	case "setdue":
		second = uint64(workday.Of(2026, time.December, 1+m.random.IntN(28)))
	}
	u := m.said(account, "")
	u.Kind, u.Callback = bot.Pressed, "c"
	u.Data = fmt.Sprintf("%s %s %s", action, strconv.FormatUint(first, 36), strconv.FormatUint(second, 36))
	words := m.pick("đồng ý như đề xuất, bút phê 20/3", "lùi hạn đến 30/12", "lùi đến 30/12")
	if action != "pass" && action != "direct" && action != "ondirect" {
		words = m.pick("thiếu minh chứng", "đặt hạn", "đồng ý")
	}
	return []bot.Update{u, m.said(account, words)}
}

// account is that of somebody who receives for a post, else anybody's.
func (m *mob) account(post plan.PostID) (account int64) {
	account = m.accounts[m.random.IntN(len(m.accounts))]
	m.app.store.Read(func(s *store.Snapshot) {
		for _, person := range s.Register.Recipients(post) {
			account = s.Particulars(person).Account
		}
	})
	return account
}

func (m *mob) pick(list ...string) string { return list[m.random.IntN(len(list))] }
