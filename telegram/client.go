// Package telegram is the only room that knows Telegram: it polls, decodes,
// sends and redacts. It decides nothing and keeps nothing: what an update means
// is bot's, what is owed is outbox's. The client library serves as codec and
// caller only; nothing here ever lets the token out.
package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"dondoc/bot"
)

// How long one call may take. A poll may take its timeout and the grace.
const (
	callTimeout   = 30 * time.Second
	uploadTimeout = 3 * time.Minute
	pollGrace     = 15 * time.Second
)

// Config says how a Client works. Only Token is necessary.
type Config struct {
	Token string
	// Secrets are further words that no error and no log may show, as the
	// password of a proxy. Nil: none.
	Secrets []string
	// Endpoint has two %s, for the token and the method. Empty: Telegram's own.
	Endpoint string
	// HTTP carries the calls; its pool should be as wide as there are senders.
	// Its Timeout and CheckRedirect are not used. Nil: the default transport.
	HTTP *http.Client
	// Now is this machine's clock. Nil: time.Now.
	Now func() time.Time
	// Log is redacted here as well. Nil: nothing is logged.
	Log *slog.Logger
	// PollTimeout is how long an empty poll waits; the server caps it at 50 s.
	// Zero: 50 s.
	PollTimeout time.Duration

	// Careful is set after an unclean end: the first batch goes one by one, and
	// each update is marked before it is tried.
	Careful bool
	// Mark makes durable that an update is about to be tried. Nil: no mark.
	Mark func(ctx context.Context, update int64) error
	// CaughtUp is called when a poll has drained what waited. Nil: nobody is
	// told.
	CaughtUp func()
}

// Receiver makes a batch durable with all its effects. After an error nothing
// of the batch is confirmed, and the same updates come again.
type Receiver func(ctx context.Context, batch []bot.Update) ([]bot.Ack, error)

// Client speaks to one bot's API. Its methods may be called from any goroutine;
// Poll and Drain wait for each other.
type Client struct {
	cfg    Config
	api    tg.BotAPI
	http   *http.Client
	log    *slog.Logger
	secret secret

	polling  sync.Mutex // one consumer only
	poll     poller
	caughtUp atomic.Bool
	polled   atomic.Int64 // when a poll was last answered, Unix nanoseconds
	trouble  atomic.Pointer[Trouble]

	lastAnswer atomic.Int64 // Unix nanoseconds; zero: none
	skew       atomic.Int64
	dated      atomic.Bool // an answer had a Date
}

// quiet keeps the library from printing errors, which hold the token. Its
// logger is global, so it is set once.
var quiet = sync.OnceFunc(func() { _ = tg.SetLogger(discard{}) })

type discard struct{}

func (discard) Println(...any)        {}
func (discard) Printf(string, ...any) {}

// New returns a client; it makes no call.
func New(cfg Config) *Client {
	quiet()
	if cfg.Endpoint == "" {
		cfg.Endpoint = tg.APIEndpoint
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.PollTimeout == 0 {
		cfg.PollTimeout = 50 * time.Second
	}
	if cfg.HTTP == nil {
		cfg.HTTP = &http.Client{}
	}
	log := slog.DiscardHandler
	if cfg.Log != nil {
		log = cfg.Log.Handler()
	}
	c := &Client{cfg: cfg, secret: newSecret(cfg.Token, cfg.Secrets)}
	c.log = slog.New(Redact(log, cfg.Token, cfg.Secrets...))
	own := *cfg.HTTP
	own.Timeout = 0 // each call has its own
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	c.http = &own
	c.api = tg.BotAPI{Token: cfg.Token}
	c.api.SetAPIEndpoint(cfg.Endpoint)
	c.poll = poller{careful: cfg.Careful}
	return c
}

// call makes one request. Its error is always a *failure.
func (c *Client) call(ctx context.Context, method string, params tg.Params, files ...tg.RequestFile) (json.RawMessage, error) {
	w := &wire{c: c, ctx: ctx}
	api := c.api // a copy, so that each call has its own context
	api.Client = w
	var resp *tg.APIResponse
	var err error
	if len(files) > 0 {
		resp, err = api.UploadFiles(method, params, files)
	} else {
		resp, err = api.MakeRequest(method, params)
	}
	if err == nil {
		c.answered(w.header)
		return resp.Result, nil
	}
	var f *failure
	var refusal *tg.Error
	switch {
	case errors.As(err, &f): // from wire, already worded
	case errors.As(err, &refusal):
		f = c.refused(w, resp, refusal)
	default: // half an answer, or a request that could not be made
		f = &failure{text: c.secret.strip(err.Error()), written: w.status != 0}
	}
	f.method = method
	return nil, f
}

// refused words an answer that is not ok. One that has neither a code nor a
// description is not Telegram's, whatever speaks JSON there; servers that leave
// out the code mean that of HTTP.
func (c *Client) refused(w *wire, resp *tg.APIResponse, refusal *tg.Error) *failure {
	// The error of an upload has no code; the response has it always.
	code := resp.ErrorCode
	if code == 0 && resp.Description != "" && w.status >= http.StatusBadRequest {
		code = w.status
	}
	if code == 0 {
		return &failure{status: w.status, written: true}
	}
	c.answered(w.header)
	wait := time.Duration(min(max(refusal.RetryAfter, 0), int(maxWait/time.Second))) * time.Second
	f := &failure{code: code, text: c.secret.strip(resp.Description), wait: wait, moved: refusal.MigrateToChatID, written: true}
	switch code {
	case http.StatusUnauthorized, http.StatusNotFound, http.StatusMisdirectedRequest:
		f.cause = ErrToken
	}
	return f
}

// maxWait bounds what a server may ask for by retry_after.
const maxWait = 24 * time.Hour

// ErrToken: the server does not know the token. 404 is what Telegram says of
// one whose form is wrong, and a server of a path that it does not have; 421
// what the open server says of one that it is not to serve.
var ErrToken = errors.New("telegram: the token is not accepted")

// failure is a call that did not succeed. Its text never holds the token.
type failure struct {
	method  string
	code    int           // Telegram's error code; zero: Telegram did not answer
	status  int           // HTTP status of an answer that was not Telegram's
	text    string        // Telegram's description, or what went wrong
	wait    time.Duration // retry_after
	moved   int64         // migrate_to_chat_id
	written bool          // the request may have reached the server
	cause   error         // for errors.Is; nil when its text holds the token
}

func (f *failure) Error() string { return "telegram: " + f.method + ": " + f.why() }

// why is what went wrong, without the method.
func (f *failure) why() string {
	switch {
	case f.code != 0:
		return fmt.Sprintf("%d %s", f.code, f.text)
	case f.status != 0:
		return fmt.Sprintf("HTTP %d, not an answer of Telegram", f.status)
	}
	return f.text
}

func (f *failure) Unwrap() error { return f.cause }

// answered notes that Telegram answered, and what its clock said.
func (c *Client) answered(h http.Header) {
	now := c.cfg.Now()
	c.lastAnswer.Store(now.UnixNano())
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		c.skew.Store(int64(now.Sub(date)))
		c.dated.Store(true)
	}
}

// LastAnswer returns when Telegram last answered, the zero time if never.
func (c *Client) LastAnswer() time.Time {
	ns := c.lastAnswer.Load()
	if ns == 0 {
		return time.Time{}
	}
	return time.Unix(0, ns)
}

// Skew returns this machine's clock minus the Date of Telegram's last answer;
// Date has whole seconds. Zero while no answer has had one.
func (c *Client) Skew() time.Duration { return time.Duration(c.skew.Load()) }

// Dated reports whether an answer had a Date: api.telegram.org gives one, the
// open server (HttpConnection.cpp, send_response) does not.
func (c *Client) Dated() bool { return c.dated.Load() }

// username is what may stand in a link.
var username = regexp.MustCompile(`^[A-Za-z0-9_]{1,32}$`)

// Me asks what the bot's user name is, without "@": a health check, never
// needed to start.
func (c *Client) Me(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	result, err := c.call(ctx, "getMe", nil)
	if err != nil {
		return "", err
	}
	var u tg.User
	if err := json.Unmarshal(result, &u); err != nil {
		return "", fmt.Errorf("telegram: getMe: %w", err)
	}
	if !username.MatchString(u.UserName) {
		return "", errors.New("telegram: getMe: not a user name")
	}
	return u.UserName, nil
}

// Command is an entry of the menu: the name is 1–32 of a-z0-9_.
type Command struct{ Name, Description string }

// SetCommands sets the menu of a private chat, or for chat zero of everybody
// who has none of their own; lang is a two-letter code, empty for all others.
// The menu is cosmetic: it permits nothing.
func (c *Client) SetCommands(ctx context.Context, chat int64, lang string, commands []Command) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	list := make([]tg.BotCommand, 0, len(commands))
	for _, cmd := range commands {
		list = append(list, tg.BotCommand{Command: cmd.Name, Description: cmd.Description})
	}
	scope := `{"type":"default"}`
	if chat != 0 {
		scope = `{"type":"chat","chat_id":` + strconv.FormatInt(chat, 10) + `}`
	}
	params := tg.Params{"commands": encode(list), "scope": scope}
	params.AddNonEmpty("language_code", lang)
	_, err := c.call(ctx, "setMyCommands", params)
	return err
}

// encode writes a parameter; the values are plain structs, which always encode.
func encode(v any) string {
	data, _ := json.Marshal(v)
	return string(data)
}
