package emulator

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

//go:embed page
var pageFiles embed.FS

// page is the web chat: static files, a small JSON API, and a stream of what changes.
type page struct {
	s *Server

	mu     sync.Mutex
	subs   map[chan []byte]bool
	moving bool
}

func newPage(s *Server) *page {
	p := &page{s: s, subs: map[chan []byte]bool{}}
	s.onChange = append(s.onChange, func(c Change) {
		p.tell(map[string]any{"type": "message", "kind": c.Kind, "chat": c.Chat, "message": p.local(c.Message)})
	})
	s.onAnswer = append(s.onAnswer, func(a Answer) { p.tell(map[string]any{"type": "answer", "answer": a}) })
	return p
}

// Page is the chat page. It answers only on this machine's own names (DNS rebinding), and changes state only for POST
// requests with the header "X-Dondoc: 1" from its own origin (CSRF). Its addresses are relative: it may be mounted under a prefix.
func (s *Server) Page() http.Handler {
	p := s.page
	mux := http.NewServeMux()
	for name, kind := range map[string]string{
		"index.html": "text/html; charset=utf-8", "app.js": "text/javascript; charset=utf-8",
		"text.js": "text/javascript; charset=utf-8", "style.css": "text/css; charset=utf-8",
	} {
		pattern := "GET /" + name
		if name == "index.html" {
			pattern = "GET /{$}"
		}
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			body, err := pageFiles.ReadFile("page/" + name)
			if err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			w.Header().Set("Content-Type", kind)
			w.Write(body)
		})
	}
	mux.HandleFunc("GET /api/state", p.state)
	mux.HandleFunc("GET /api/chat", p.chat)
	mux.HandleFunc("GET /api/clock", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, p.clock()) })
	mux.HandleFunc("GET /api/events", p.events)
	mux.HandleFunc("GET /api/file", p.download)
	mux.HandleFunc("POST /api/file", p.upload)
	mux.HandleFunc("POST /api/move", p.move)
	mux.HandleFunc("POST /api/act", p.act)
	return guard(mux)
}

// guard refuses requests that are not the page's own.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		switch {
		case !localHost(r.Host):
			http.Error(w, "this page answers on localhost only", http.StatusForbidden)
		case r.Method != http.MethodGet && r.Method != http.MethodHead && !sameOrigin(r):
			http.Error(w, "not from this page", http.StatusForbidden)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func localHost(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.Trim(hostport, "[]")
	}
	return host == "localhost" || host == "127.0.0.1" || host == "::1"
}

func sameOrigin(r *http.Request) bool {
	if r.Header.Get("X-Dondoc") != "1" {
		return false
	}
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		return false
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host == r.Host
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// local shows a message's dates on the page's clock, whose zone is the office's.
func (p *page) local(m Message) Message {
	zone := p.s.o.Clock().Location()
	m.Date = m.Date.In(zone)
	if !m.EditDate.IsZero() {
		m.EditDate = m.EditDate.In(zone)
	}
	return m
}

func (p *page) clock() map[string]any {
	p.mu.Lock()
	defer p.mu.Unlock()
	return map[string]any{"now": p.s.o.Clock().Format(time.RFC3339), "moving": p.moving, "canMove": p.s.o.Move != nil}
}

// state is everything but the chats.
func (p *page) state(w http.ResponseWriter, _ *http.Request) {
	type row struct {
		ID      int64    `json:"id"`
		Name    string   `json:"name"`
		Label   string   `json:"label"`
		Unread  int      `json:"unread"`
		Started bool     `json:"started"`
		Blocked bool     `json:"blocked"`
		Last    *Message `json:"last"`
	}
	s, rows := p.s, []row{}
	s.mu.Lock()
	for _, id := range s.order {
		who, c := s.people[id], s.chats[id]
		r := row{ID: id, Name: who.Name(), Label: who.Label, Started: who.started, Blocked: who.blocked}
		for _, m := range c.messages {
			if m.FromBot && m.ID > who.read {
				r.Unread++
			}
		}
		if n := len(c.messages); n > 0 {
			last := p.local(c.messages[n-1].copy())
			r.Last = &last
		}
		rows = append(rows, r)
	}
	s.mu.Unlock()
	writeJSON(w, map[string]any{
		"bot": map[string]any{"name": s.o.BotName, "username": s.o.BotUsername}, "hint": s.o.Hint, "people": rows, "clock": p.clock(),
	})
}

// chat is one person's messages and menu.
func (p *page) chat(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.URL.Query().Get("person"), 10, 64)
	if err != nil {
		http.Error(w, "person is no number", http.StatusBadRequest)
		return
	}
	all := p.s.Chat(id)
	list := make([]Message, 0, len(all))
	for _, m := range all {
		list = append(list, p.local(m))
	}
	writeJSON(w, map[string]any{"messages": list, "commands": p.s.Commands(id)})
}

// act is what a person does.
func (p *page) act(w http.ResponseWriter, r *http.Request) {
	var a struct {
		Do      string `json:"do"`
		Person  int64  `json:"person"`
		Message int    `json:"message"`
		Text    string `json:"text"`
		Data    string `json:"data"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<17)).Decode(&a); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s := p.s
	var err error
	switch a.Do {
	case "send":
		_, err = s.Send(a.Person, a.Text, a.Message)
	case "edit":
		_, err = s.Edit(a.Person, a.Message, a.Text)
	case "press":
		err = s.Press(a.Person, a.Message, a.Data)
	case "block":
		s.Block(a.Person)
	case "unblock":
		s.Unblock(a.Person)
	case "read":
		s.mu.Lock()
		if who := s.people[a.Person]; who != nil {
			who.read = s.lastID
		}
		s.mu.Unlock()
	default:
		err = errors.New("do what?")
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		return
	}
	writeJSON(w, map[string]any{})
}

// upload is a file that a person sends: its bytes are the body.
func (p *page) upload(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	id, err := strconv.ParseInt(q.Get("person"), 10, 64)
	if err != nil {
		http.Error(w, "person is no number", http.StatusBadRequest)
		return
	}
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpload))
	if err == nil {
		replyTo, _ := strconv.Atoi(q.Get("message"))
		file := Attachment{q.Get("name"), r.Header.Get("Content-Type"), data}
		_, err = p.s.SendAlbum(id, []Attachment{file}, q.Get("caption"), replyTo)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		return
	}
	writeJSON(w, map[string]any{})
}

// download gives a document to save, or a photo to show.
func (p *page) download(w http.ResponseWriter, r *http.Request) {
	p.s.mu.Lock()
	f := p.s.files[r.URL.Query().Get("id")]
	p.s.mu.Unlock()
	if f == nil {
		http.NotFound(w, r)
		return
	}
	kind, how := "application/octet-stream", "attachment"
	if f.folder == "photos" { // it begins as an image, or it would not be there
		kind, how = http.DetectContentType(f.data), "inline"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", mime.FormatMediaType(how, map[string]string{"filename": f.name}))
	w.Write(f.data)
}

// move takes the clock forward; it goes on when the page that asked is closed.
func (p *page) move(w http.ResponseWriter, r *http.Request) {
	var a struct {
		How string `json:"how"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<10)).Decode(&a); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if a.How != "workday" && a.How != "day" {
		if _, err := time.Parse(time.DateOnly, a.How); err != nil {
			http.Error(w, "how: workday, day or a date", http.StatusBadRequest)
			return
		}
	}
	if p.s.o.Move == nil || !p.setMoving(true) {
		http.Error(w, "the clock cannot be moved now", http.StatusConflict)
		return
	}
	err := p.s.o.Move(context.WithoutCancel(r.Context()), a.How)
	p.setMoving(false)
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		return
	}
	writeJSON(w, p.clock())
}

// setMoving tells all pages; it is false when a move is under way already.
func (p *page) setMoving(on bool) bool {
	p.mu.Lock()
	ok := p.moving != on
	p.moving = on
	p.mu.Unlock()
	if ok {
		p.tell(map[string]any{"type": "clock", "clock": p.clock()})
	}
	return ok
}

func (p *page) commandsChanged() { p.tell(map[string]any{"type": "commands"}) }

// tell sends an event to all pages; one that does not read is cut off and comes back by itself.
func (p *page) tell(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.subs) == 0 {
		return
	}
	body, err := json.Marshal(event)
	if err != nil {
		p.s.o.Log.Error("event cannot be encoded", "err", err)
		return
	}
	for sub := range p.subs {
		select {
		case sub <- body:
		default:
			delete(p.subs, sub)
			close(sub)
		}
	}
}

// events is the stream of what changes (server-sent events).
func (p *page) events(w http.ResponseWriter, r *http.Request) {
	sub := make(chan []byte, 256)
	p.mu.Lock()
	p.subs[sub] = true
	p.mu.Unlock()
	defer func() {
		p.mu.Lock()
		delete(p.subs, sub)
		p.mu.Unlock()
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	body := []byte(`{"type":"hello"}`)
	for ok := true; ok; {
		if _, err := w.Write([]byte("data: " + string(body) + "\n\n")); err != nil || out.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case body, ok = <-sub:
		}
	}
}
