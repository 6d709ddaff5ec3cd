package telegram_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"dondoc/bot"
	"dondoc/outbox"
	"dondoc/telegram"
)

// reply is one answer of a server, byte for byte as far as it matters.
type reply struct {
	status  int    // zero: 200
	body    string // sent as it is
	proto   string // empty: HTTP/1.1
	header  string // further lines; "Date" is left out unless here
	chunked bool
	open    bool          // without a length, until the connection ends
	slow    time.Duration // between two bytes of the body
	length  int           // said to be the length; zero: the truth
	cut     bool          // the connection ends without a word
}

// otherServer is a Bot API server that shares nothing with the emulator or
// with net/http's server: it reads requests from pipes and plays its replies.
// Without a reply left it keeps the caller waiting.
type otherServer struct {
	t       *testing.T
	mu      sync.Mutex
	replies map[string][]reply // by method
	calls   []string           // method offset/timeout/limit
	conns   sync.WaitGroup
}

const otherEndpoint = "http://bot.test:8081/bot%s/%s"

func newOther(t *testing.T, replies map[string][]reply) (*otherServer, *http.Client) {
	s := &otherServer{t: t, replies: replies}
	transport := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
		near, far := net.Pipe()
		s.conns.Go(func() { s.serve(far) })
		return near, nil
	}}
	t.Cleanup(func() { transport.CloseIdleConnections(); s.conns.Wait() })
	return s, &http.Client{Transport: transport}
}

func (s *otherServer) serve(conn net.Conn) {
	defer conn.Close()
	in := bufio.NewReader(conn)
	for {
		r, err := http.ReadRequest(in)
		if err != nil {
			return // the caller has gone
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		method := path.Base(r.URL.Path)
		form, err := url.ParseQuery(string(body))
		if err != nil {
			s.t.Errorf("%s: %v", method, err)
		}
		s.mu.Lock()
		s.calls = append(s.calls, fmt.Sprintf("%s %s/%s/%s", method, form.Get("offset"), form.Get("timeout"), form.Get("limit")))
		list := s.replies[method]
		if len(list) > 0 {
			s.replies[method] = list[1:]
		}
		s.mu.Unlock()
		if len(list) == 0 {
			_, _ = in.ReadByte() // until the caller goes
			return
		}
		if !list[0].write(conn) {
			return
		}
	}
}

// write sends a reply; false when the connection is to end.
func (a reply) write(w io.Writer) bool {
	if a.cut {
		return false
	}
	status, proto := a.status, a.proto
	if status == 0 {
		status = 200
	}
	if proto == "" {
		proto = "HTTP/1.1"
	}
	fmt.Fprintf(w, "%s %d %s\r\n%s", proto, status, http.StatusText(status), a.header)
	switch {
	case a.chunked:
		fmt.Fprint(w, "Transfer-Encoding: chunked\r\n\r\n")
		for i := range len(a.body) {
			fmt.Fprintf(w, "1\r\n%s\r\n", a.body[i:i+1])
		}
		fmt.Fprint(w, "0\r\n\r\n")
		return true
	case a.open:
		fmt.Fprint(w, "\r\n")
	default:
		fmt.Fprintf(w, "Content-Length: %d\r\n\r\n", max(a.length, len(a.body)))
	}
	if a.slow == 0 {
		_, err := io.WriteString(w, a.body)
		return err == nil && !a.open && a.length <= len(a.body)
	}
	for i := range len(a.body) {
		time.Sleep(a.slow)
		if _, err := w.Write([]byte{a.body[i]}); err != nil {
			return false
		}
	}
	return true
}

func (s *otherServer) polled() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.ReplaceAll(strings.Join(s.calls, " "), "getUpdates ", "")
}

// ok wraps a result as the Bot API does.
func ok(result string) reply { return reply{body: `{"ok":true,"result":` + result + `}`} }

func no(code int, description, more string) string {
	return fmt.Sprintf(`{"ok":false,"error_code":%d,"description":%q%s}`, code, description, more)
}

// wrote is an update in which account 7 writes a text.
func wrote(id int64, text string) string {
	return fmt.Sprintf(`{"update_id":%d,"message":{"message_id":1,"date":1774310400,"text":%q,"chat":{"id":7,"type":"private"},"from":{"id":7,"first_name":"A"}}}`, id, text)
}

var nothing = ok("[]")

// Ensure that the poll takes what any server of the Bot API may answer, and
// waits out what none should.
func TestPollOtherServers(t *testing.T) {
	one := ok("[" + wrote(5, "một") + "]")
	chunked, old := one, one
	chunked.chunked = true
	old.proto, old.open = "HTTP/1.0", true
	long := ok(`["` + strings.Repeat("x", 9<<20) + `"]`)
	for _, c := range []struct {
		name    string
		replies []reply
		texts   string
		polled  string        // offset/timeout/limit of each poll; the last one waits
		trouble string        // the kind while it lasted; empty: none
		within  time.Duration // from the first poll to the last
	}{
		{"chunked", []reply{chunked, nothing}, "một", "/0/ 6/0/ /10/", "", 0},
		{"HTTP/1.0", []reply{old, nothing}, "một", "/0/ 6/0/ /10/", "", 0},
		{"unknown fields", []reply{
			{body: `{"ok":true,"extra":{"a":[1]},"result":[{"update_id":5,"new":1,"message":{"message_id":1,"date":1774310400,"text":"một","rich":{"blocks":[]},"chat":{"id":7,"type":"private","is_direct":true},"from":{"id":7,"first_name":"A","tier":9}}}],"time":0.5}`}, nothing,
		}, "một", "/0/ 6/0/ /10/", "", 0},
		{"leading blanks", []reply{{body: "\r\n\t " + one.body + "\n"}, nothing}, "một", "/0/ 6/0/ /10/", "", 0},
		{"not ok with 200", []reply{{body: no(429, "Too Many Requests", `,"parameters":{"retry_after":40}`)}, one, nothing}, "một", "/0/ /0/ 6/0/ /10/", telegram.Away, 41 * time.Second},
		{"an age to wait", []reply{{status: 429, body: no(429, "Too Many Requests", `,"parameters":{"retry_after":9223372036854775807}`)}, nothing}, "", "/0/ /0/ /10/", telegram.Away, 24*time.Hour + time.Second},
		{"less than nothing to wait", []reply{{status: 429, body: no(429, "Too Many Requests", `,"parameters":{"retry_after":-9999999999}`)}, nothing}, "", "/0/ /0/ /10/", telegram.Away, 2 * time.Second},
		{"a page of a gateway", []reply{{status: 502, body: "<html>502</html>"}, one, nothing}, "một", "/0/ /0/ 6/0/ /10/", telegram.Away, 2 * time.Second},
		{"nothing at all", []reply{{}, one, nothing}, "một", "/0/ /0/ 6/0/ /10/", telegram.Away, 2 * time.Second},
		{"cut off", []reply{{cut: true}, one, nothing}, "một", "/0/ /0/ 6/0/ /10/", telegram.Away, 2 * time.Second},
		{"cut short", []reply{{body: one.body[:40], length: 400}, one, nothing}, "một", "/0/ /0/ 6/0/ /10/", telegram.Away, 2 * time.Second},
		{"half a JSON", []reply{{body: one.body[:40]}, one, nothing}, "một", "/0/ /0/ 6/0/ /10/", telegram.Away, 2 * time.Second},
		{"no result", []reply{{body: `{"ok":true}`}, one, nothing}, "một", "/0/ /0/ 6/0/ /10/", telegram.Away, 2 * time.Second},
		{"result null", []reply{ok("null"), ok("null"), one, nothing}, "một", "/0/ /10/ /10/ 6/10/ /10/", "", 3 * time.Second},
		{"an object for a list", []reply{ok("{}"), one, nothing}, "một", "/0/ /0/ 6/0/ /10/", telegram.Away, 2 * time.Second},
		{"somebody else's JSON", []reply{{status: 403, body: `{"error":"forbidden"}`}, one, nothing}, "một", "/0/ /0/ 6/0/ /10/", telegram.Away, 2 * time.Second},
		{"an unknown token", []reply{{status: 401, body: no(401, "Unauthorized", "")}, one, nothing}, "một", "/0/ /0/ 6/0/ /10/", telegram.Rejected, time.Minute},
		{"an unknown token without code", []reply{{status: 401, body: `{"ok":false,"description":"Unauthorized: invalid token specified"}`}, one, nothing}, "một", "/0/ /0/ 6/0/ /10/", telegram.Rejected, time.Minute},
		{"drop by drop", []reply{{body: one.body, slow: 5 * time.Second}, one, nothing}, "một", "/0/ /0/ 6/0/ /10/", telegram.Away, 17 * time.Second},
		{"unknown kinds", []reply{ok(`[{"update_id":3,"message_reaction":{"chat":{"id":7}}},{"update_id":4,"business_message":{"a":null}},` + wrote(5, "một") + `]`), nothing}, "||một", "/0/ 6/0/ /10/", "", 0},
		{"no order", []reply{ok("[" + wrote(9, "ba") + "," + wrote(7, "một") + "," + wrote(8, "hai") + "]"), nothing}, "một|hai|ba", "/0/ 10/0/ /10/", "", 0},
		{"ids start anew", []reply{ok("[" + wrote(900, "một") + "]"), ok("[" + wrote(12, "hai") + "]"), nothing}, "một|hai", "/0/ 901/0/ 13/0/ /10/", "", 0},
		{"what was confirmed again", []reply{one, one, one, nothing}, "một", "/0/ 6/0/ 6/0/ 6/0/ /10/", telegram.Away, 4 * time.Second},
		{"no ids", []reply{ok(`[{"message":{"text":"x"}},null,5,"x",[],{"update_id":-3},{"update_id":9223372036854775807},{"update_id":"6"}]`), one, nothing}, "một", "/0/ /0/ 6/0/ /10/", telegram.Away, 2 * time.Second},
		{"an id too big", []reply{ok("[" + wrote(9223372036854775807, "x") + "," + wrote(5, "một") + "]"), nothing}, "một", "/0/ 6/0/ /10/", "", 0},
		{"too long", []reply{long, one, ok("[" + wrote(6, "hai") + "]"), nothing}, "một|hai", "/0/ /0/50 6/0/50 7/0/50 /10/", telegram.Away, 2 * time.Second},
		{"a megabyte of text", []reply{ok("[" + wrote(5, strings.Repeat("á", 1<<19)) + "]"), nothing}, strings.Repeat("á", 1<<19), "/0/ 6/0/ /10/", "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, way := newOther(t, map[string][]reply{"getUpdates": c.replies})
				client := telegram.New(telegram.Config{Token: token, Endpoint: otherEndpoint, HTTP: way, PollTimeout: 10 * time.Second})
				in := &inbox{}
				ctx, cancel := context.WithCancel(t.Context())
				ended := make(chan struct{})
				began := time.Now()
				go func() { client.Poll(ctx, in.receive); close(ended) }()
				seen := ""
				for time.Since(began) < c.within {
					synctest.Wait()
					if k := client.Trouble().Kind; k != "" {
						seen = k
					}
					time.Sleep(100 * time.Millisecond)
				}
				synctest.Wait()
				if got := in.texts(); got != c.texts {
					t.Errorf("got %.100q, want %.100q", got, c.texts)
				}
				if got := s.polled(); got != c.polled {
					t.Errorf("polled %s, want %s", got, c.polled)
				}
				if seen != c.trouble || client.Trouble() != (telegram.Trouble{}) {
					t.Errorf("trouble %q and at last %+v, want %q", seen, client.Trouble(), c.trouble)
				}
				if !client.CaughtUp() {
					t.Error("not caught up")
				}
				cancel()
				<-ended
			})
		})
	}
}

// Ensure that what any server answers to a message is judged by what it means:
// certainly not taken, taken, or in doubt.
func TestSendOtherServers(t *testing.T) {
	page := func(status int) reply { return reply{status: status, body: "<html>"} }
	type want struct {
		outcome  outbox.Outcome
		message  int
		everyone bool
		wait     time.Duration
	}
	sent := func(id int) want { return want{outcome: outbox.Sent, message: id} }
	later := want{outcome: outbox.RetryAt, everyone: true}
	doubt, refused := want{outcome: outbox.InDoubt}, want{outcome: outbox.Refused}
	for _, c := range []struct {
		name  string
		reply reply
		want  want
	}{
		{"a big id", ok(`{"message_id":4503599627370495}`), sent(1<<52 - 1)},
		{"no id", ok("null"), sent(0)},
		{"True", ok("true"), sent(0)},
		{"no result", reply{body: `{"ok":true}`}, sent(0)},
		{"HTTP/1.0", reply{proto: "HTTP/1.0", open: true, body: `{"ok":true,"result":{"message_id":5}}`}, sent(5)},
		{"not ok with 200", reply{body: no(403, "Forbidden: bot was blocked by the user", "")}, want{outcome: outbox.Unreachable}},
		{"no code", reply{status: 400, body: `{"ok":false,"description":"Bad Request: chat not found"}`}, want{outcome: outbox.Unreachable}},
		{"no code with 200", reply{body: `{"ok":false,"description":"hm"}`}, doubt},
		{"too many", reply{status: 429, body: no(429, "Too Many Requests: retry after 9", `,"parameters":{"retry_after":9}`)}, want{outcome: outbox.RetryAt, everyone: true, wait: 9 * time.Second}},
		{"too many, by a gateway", page(429), later},
		{"moved", reply{status: 400, body: no(400, "Bad Request: group chat was upgraded", `,"parameters":{"migrate_to_chat_id":-1009007199254740991}`)}, want{outcome: outbox.RetryAt}},
		{"an unknown token", reply{status: 401, body: no(401, "Unauthorized", "")}, want{outcome: outbox.RetryAt, everyone: true, wait: time.Minute}},
		{"a token not to be served", reply{status: 421, body: no(421, "Misdirected Request: unallowed token specified", "")}, want{outcome: outbox.RetryAt, everyone: true, wait: time.Minute}},
		{"restarting", reply{status: 500, body: no(500, "Internal Server Error: restart", "")}, want{outcome: outbox.RetryAt}},
		{"a gateway without a server", page(502), doubt},
		{"a page that forbids", page(403), later},
		{"somebody else's JSON", reply{status: 403, body: `{"error":"forbidden"}`}, later},
		{"somebody else's JSON with 200", reply{body: `{"status":"fine"}`}, doubt},
		{"led elsewhere", reply{status: 302, header: "Location: http://elsewhere.test/\r\n", body: "moved"}, later},
		{"too large", page(413), refused},
		{"nothing at all", reply{}, doubt},
		{"cut off", reply{cut: true}, doubt},
		{"cut short", reply{body: `{"ok":true,`, length: 99}, doubt},
		{"drop by drop", reply{body: `{"ok":true,"result":{"message_id":5}}`, slow: 5 * time.Second}, doubt},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				_, way := newOther(t, map[string][]reply{"sendMessage": {c.reply}})
				client := telegram.New(telegram.Config{Token: token, Endpoint: otherEndpoint, HTTP: way})
				began := time.Now()
				a := client.Send(t.Context(), -1009007199254740991, 0, outbox.Message{HTML: "chào"})
				if got := (want{a.Outcome, a.Message, a.Everyone, a.Wait}); got != c.want {
					t.Errorf("got %+v (%s), want %+v", got, a.Detail, c.want)
				}
				if took := time.Since(began); took > 31*time.Second {
					t.Errorf("took %v", took)
				}
				if c.name == "somebody else's JSON" && !client.LastAnswer().IsZero() {
					t.Error("somebody else's answer counts as Telegram's")
				}
			})
		})
	}
}

// Ensure that a token which a server does not know is told apart from a server
// that fails, that the next answer counts, and that a server without a Date
// leaves the clock alone.
func TestMeOtherServers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, way := newOther(t, map[string][]reply{"getMe": {
			{status: 401, body: no(401, "Unauthorized", "")},
			{status: 500, body: no(500, "Internal Server Error", "")},
			{body: `{"ok":true,"result":{"id":5,"username":"<a href=\"x\">"}}`},
			{body: `{"ok":true,"result":null}`},
			{body: `{"ok":true,"result":{"id":4503599627370495,"is_bot":true,"first_name":"Đ","username":"don_doc_bot","can_manage":true}}`},
		}})
		now := time.Now().Add(400 * 24 * time.Hour)
		client := telegram.New(telegram.Config{Token: token, Endpoint: otherEndpoint, HTTP: way, Now: func() time.Time { return now }})
		if _, err := client.Me(t.Context()); !errors.Is(err, telegram.ErrToken) {
			t.Errorf("at first: %v", err)
		}
		for range 3 {
			if me, err := client.Me(t.Context()); err == nil || errors.Is(err, telegram.ErrToken) {
				t.Errorf("then: %+v %v", me, err)
			}
		}
		if me, err := client.Me(t.Context()); err != nil || me != "don_doc_bot" {
			t.Errorf("at last: %+v %v", me, err)
		}
		if client.Skew() != 0 || client.Dated() || client.LastAnswer() != now.Round(0) {
			t.Errorf("skew %v, last answer %v", client.Skew(), client.LastAnswer())
		}
	})
}

// Ensure that a name is as long at most as Telegram allows.
func TestLongName(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		long := strings.Replace(wrote(5, "x"), `"A"`, `"`+strings.Repeat("ệ", 1<<20)+`"`, 1)
		_, way := newOther(t, map[string][]reply{"getUpdates": {ok("[" + long + "]"), nothing}})
		client := telegram.New(telegram.Config{Token: token, Endpoint: otherEndpoint, HTTP: way})
		in := &inbox{}
		if err := client.Drain(t.Context(), in.receive); err != nil || in.got[0].Name != strings.Repeat("ệ", 129) {
			t.Errorf("%v: a name of %d bytes", err, len(in.got[0].Name))
		}
	})
}

// Ensure that an update which cannot be read as a whole is handed over with
// whose it was, wherever that can be read, and that numbers which mean nobody
// or no time name nobody and no time.
func TestDecodeEdges(t *testing.T) {
	const who = `"chat":{"id":7,"type":"private"},"from":{"id":7,"first_name":"A"}`
	now := time.Date(2026, 3, 24, 1, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name, update string
		want         bot.Update
	}{
		{"a text that is none", `"message":{"message_id":1,"text":5,` + who + `}`, bot.Update{Kind: bot.Unread, Account: 7, Chat: 7, Private: true}},
		{"a number that is none", `"edited_message":{` + who + `,"message_id":"x"}`, bot.Update{Kind: bot.Unread, Account: 7, Chat: 7, Private: true}},
		{"a press that is none", `"callback_query":{"id":"9","data":{},"from":{"id":7},"message":{"message_id":4,"chat":{"id":7,"type":"private"}}}`, bot.Update{Kind: bot.Unread, Account: 7, Chat: 7, Private: true, Callback: "9"}},
		{"a list for a message", `"message":[]`, bot.Update{}},
		{"nobody", `"message":{"message_id":1,"text":"x","chat":{"id":7,"type":"private"}}`, bot.Update{}},
		{"nowhere", `"message":{"message_id":1,"text":"x","from":{"id":7}}`, bot.Update{}},
		{"null", `"message":null,"callback_query":null`, bot.Update{}},
		{"a bot", `"message":{"message_id":1,"text":"x","chat":{"id":7,"type":"private"},"from":{"id":7,"is_bot":true}}`, bot.Update{}},
		{"a group", `"message":{"message_id":1,"text":"x","chat":{"id":-100123,"type":"supergroup"},"from":{"id":7}}`, bot.Update{Kind: bot.Said, Account: 7, Chat: -100123, Message: 1, Text: "x"}},
		{"account 0", `"message":{"message_id":1,"text":"x","chat":{"id":7,"type":"private"},"from":{"id":0}}`, bot.Update{}},
		{"a negative account", `"message":{"message_id":1,"text":"x","chat":{"id":7,"type":"private"},"from":{"id":-7}}`, bot.Update{}},
		{"chat 0", `"message":{"message_id":1,"text":"x","chat":{"id":0,"type":"private"},"from":{"id":7}}`, bot.Update{}},
		{"a negative private chat", `"message":{"message_id":1,"text":"x","chat":{"id":-7,"type":"private"},"from":{"id":7}}`, bot.Update{Kind: bot.Said, Account: 7, Chat: -7, Message: 1, Text: "x"}},
		{"the largest numbers", `"message":{"message_id":9223372036854775807,"date":9223372036854775807,"text":"x","chat":{"id":9223372036854775807,"type":"private"},"from":{"id":9223372036854775807}}`,
			bot.Update{Kind: bot.Said, Account: 1<<63 - 1, Chat: 1<<63 - 1, Private: true, Message: 1<<63 - 1, Text: "x"}},
		{"a negative date", `"message":{"message_id":1,"date":-5,"text":"x",` + who + `}`, bot.Update{Kind: bot.Said, Account: 7, Chat: 7, Private: true, Message: 1, Text: "x"}},
		{"a long file name", `"message":{"message_id":1,"document":{"file_id":"f","file_name":"` + strings.Repeat("ệ", 400) + `","file_size":-1},` + who + `}`,
			bot.Update{Kind: bot.Said, Account: 7, Chat: 7, Private: true, Message: 1, File: &bot.File{ID: "f", Name: strings.Repeat("ệ", 255), Size: -1}}},
		{"no date", `"message":{"message_id":1,"text":"x",` + who + `}`, bot.Update{Kind: bot.Said, Account: 7, Chat: 7, Private: true, Message: 1, Text: "x"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				_, way := newOther(t, map[string][]reply{"getUpdates": {ok(`[{"update_id":5,` + c.update + `}]`), nothing}})
				client := telegram.New(telegram.Config{Token: token, Endpoint: otherEndpoint, HTTP: way, Now: func() time.Time { return now }})
				in := &inbox{}
				if err := client.Drain(t.Context(), in.receive); err != nil || len(in.got) != 1 {
					t.Fatalf("%v: %+v", err, in.got)
				}
				got := in.got[0]
				if len(got.Raw) == 0 || got.Name != "" && got.Name != "A" {
					t.Errorf("raw %q, name %q", got.Raw, got.Name)
				}
				got.Raw, got.Name = nil, ""
				c.want.ID, c.want.At = 5, now
				if diff := cmp.Diff(c.want, got); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		})
	}
}
