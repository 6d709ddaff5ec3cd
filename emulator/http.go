package emulator

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strings"
	"time"
)

// apiError is an answer with ok false. Bot API: making requests ("some errors may also have … ResponseParameters").
type apiError struct {
	code       int
	text       string
	retryAfter int
	migrateTo  int64
}

func (e *apiError) Error() string { return fmt.Sprintf("%d %s", e.code, e.text) }

// badRequest is a 400; like the server it begins with a small letter (Client.cpp, fail_query_with_error),
// unless the text is a code such as BUTTON_DATA_INVALID.
func badRequest(format string, args ...any) error {
	return &apiError{code: 400, text: "Bad Request: " + lowerFirst(fmt.Sprintf(format, args...))}
}

func forbidden(text string) error { return &apiError{code: 403, text: "Forbidden: " + text} }

// tooMany is a 429. Query.cpp, set_retry_after_error.
func tooMany(after time.Duration) error {
	n := max(1, int(math.Ceil(after.Seconds())))
	return &apiError{code: 429, text: fmt.Sprintf("Too Many Requests: retry after %d", n), retryAfter: n}
}

func lowerFirst(s string) string {
	upper := func(b byte) bool { return 'A' <= b && b <= 'Z' }
	if len(s) < 2 || !upper(s[0]) || upper(s[1]) || s[1] == '_' {
		return s
	}
	return string(s[0]+'a'-'A') + s[1:]
}

// method answers one Bot API method; what it returns is the result.
type method func(s *Server, ctx context.Context, p params) (any, error)

// methods by their names in small letters: "all methods in the Bot API are case-insensitive".
var methods = map[string]method{
	"getme":                  (*Server).getMe,
	"getupdates":             (*Server).getUpdates,
	"setwebhook":             (*Server).setWebhook,
	"deletewebhook":          (*Server).deleteWebhook,
	"getwebhookinfo":         (*Server).getWebhookInfo,
	"sendmessage":            (*Server).sendMessage,
	"senddocument":           (*Server).sendDocument,
	"sendphoto":              (*Server).sendPhoto,
	"sendchataction":         (*Server).sendChatAction,
	"editmessagetext":        (*Server).editMessageText,
	"editmessagecaption":     (*Server).editMessageCaption,
	"editmessagereplymarkup": (*Server).editMessageReplyMarkup,
	"deletemessage":          (*Server).deleteMessage,
	"answercallbackquery":    (*Server).answerCallbackQuery,
	"getfile":                (*Server).getFile,
	"setmycommands":          (*Server).setMyCommands,
	"getmycommands":          (*Server).getMyCommands,
	"deletemycommands":       (*Server).deleteMyCommands,
	"getchat":                (*Server).getChat,
}

// ServeHTTP is the Bot API: /bot<token>/<method> and /file/bot<token>/<path>.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	// The Date of an answer is how a bot learns that its own clock is wrong.
	w.Header().Set("Date", s.o.Now().UTC().Format(http.TimeFormat))
	if rest, ok := strings.CutPrefix(r.URL.Path, "/file/bot"); ok {
		s.serveFile(w, r, rest)
		return
	}
	rest, ok := strings.CutPrefix(r.URL.Path, "/bot")
	token, name, found := strings.Cut(rest, "/")
	switch {
	case !ok || !found || strings.Contains(name, "/"):
		s.answer(w, nil, &apiError{code: 404, text: "Not Found"})
		return
	case token != s.o.Token:
		// Seen at api.telegram.org; the open server says more (ClientManager.cpp, "Unauthorized: invalid token specified").
		s.answer(w, nil, &apiError{code: 401, text: "Unauthorized"})
		return
	}
	p, err := parseParams(w, r)
	if err != nil {
		s.requested(name, p, s.answer(w, nil, err))
		return
	}
	f := s.fault(strings.ToLower(name), p.chat())
	if f.before(r.Context(), s, w, name, p) {
		return
	}
	result, err := s.call(r.Context(), name, p)
	if f.loses() || r.Context().Err() != nil {
		s.requested(name, p, 0)
		panic(http.ErrAbortHandler)
	}
	s.requested(name, p, s.answer(w, result, err))
}

// call finds the method and runs it, within the flood limits.
func (s *Server) call(ctx context.Context, name string, p params) (any, error) {
	m := methods[strings.ToLower(name)]
	if m == nil {
		return nil, &apiError{code: 404, text: "Not Found"}
	}
	return m(s, ctx, p)
}

// answer writes the JSON envelope and returns the status. Bot API: making requests.
func (s *Server) answer(w http.ResponseWriter, result any, err error) int {
	status, body := http.StatusOK, map[string]any{"ok": true, "result": result}
	if err != nil {
		var e *apiError
		if !errors.As(err, &e) {
			e = &apiError{code: 500, text: "Internal Server Error: " + err.Error()}
		}
		status = e.code
		body = map[string]any{"ok": false, "error_code": e.code, "description": e.text}
		parameters := map[string]any{}
		if e.retryAfter > 0 {
			parameters["retry_after"] = e.retryAfter
			w.Header().Set("Retry-After", fmt.Sprint(e.retryAfter))
		}
		if e.migrateTo != 0 {
			parameters["migrate_to_chat_id"] = e.migrateTo
		}
		if len(parameters) > 0 {
			body["parameters"] = parameters
		}
	}
	out, jsonErr := json.Marshal(body)
	if jsonErr != nil {
		status, out = 500, []byte(`{"ok":false,"error_code":500,"description":"Internal Server Error"}`)
		s.o.Log.Error("answer cannot be encoded", "err", jsonErr)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if _, writeErr := w.Write(out); writeErr != nil {
		s.o.Log.Debug("answer not read", "err", writeErr)
	}
	return status
}

// requested tells the listeners about a request that is over.
func (s *Server) requested(name string, p params, status int) {
	if status != http.StatusOK {
		s.o.Log.Info("request failed", "method", name, "status", status)
	}
	values := p.flat()
	s.mu.Lock()
	for _, f := range s.onRequest {
		s.pending = append(s.pending, func() { f(name, values, status) })
	}
	s.mu.Unlock()
	s.flush()
}

// getMe. Bot API: User (the can_… fields are returned in getMe only).
func (s *Server) getMe(context.Context, params) (any, error) {
	me := s.userJSON(s.bot)
	me["can_join_groups"] = true
	me["can_read_all_group_messages"] = false
	me["supports_inline_queries"] = false
	return me, nil
}
