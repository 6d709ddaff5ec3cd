package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
)

// redacted stands where the token, or another secret, was.
const redacted = "[token]"

// secret replaces the token, escaped or not, and its half after the colon,
// which alone is as good as the whole; and whatever else is to stay secret.
type secret struct{ r *strings.Replacer }

// shortest is the length from which a word that is to stay secret is looked
// for: a shorter one would stand in every other word.
const shortest = 6

func newSecret(token string, more []string) secret {
	_, half, _ := strings.Cut(token, ":")
	var forms []string
	for _, word := range append([]string{token, half}, more...) {
		if len(word) < shortest && word != token || word == "" {
			continue
		}
		for _, form := range []string{word, url.QueryEscape(word), url.PathEscape(word)} {
			forms = append(forms, form, redacted)
		}
	}
	return secret{strings.NewReplacer(forms...)}
}

func (s secret) strip(text string) string { return s.r.Replace(text) }

// Redact returns a handler that replaces the token, and more secrets, in every
// message and attribute before h sees it.
func Redact(h slog.Handler, token string, more ...string) slog.Handler {
	return redactor{h, newSecret(token, more)}
}

type redactor struct {
	slog.Handler
	s secret
}

func (h redactor) Handle(ctx context.Context, r slog.Record) error {
	clean := slog.NewRecord(r.Time, r.Level, h.s.strip(r.Message), r.PC)
	r.Attrs(func(a slog.Attr) bool {
		clean.AddAttrs(h.attr(a))
		return true
	})
	return h.Handler.Handle(ctx, clean)
}

func (h redactor) WithAttrs(attrs []slog.Attr) slog.Handler {
	clean := make([]slog.Attr, len(attrs))
	for i, a := range attrs {
		clean[i] = h.attr(a)
	}
	return redactor{h.Handler.WithAttrs(clean), h.s}
}

func (h redactor) WithGroup(name string) slog.Handler {
	return redactor{h.Handler.WithGroup(h.s.strip(name)), h.s}
}

func (h redactor) attr(a slog.Attr) slog.Attr {
	a.Key = h.s.strip(a.Key)
	a.Value = h.value(a.Value.Resolve())
	return a
}

func (h redactor) value(v slog.Value) slog.Value {
	switch v.Kind() {
	case slog.KindString:
		return slog.StringValue(h.s.strip(v.String()))
	case slog.KindGroup:
		group := v.Group()
		clean := make([]slog.Attr, len(group))
		for i, a := range group {
			clean[i] = h.attr(a)
		}
		return slog.GroupValue(clean...)
	case slog.KindAny:
		return h.any(v)
	}
	return v
}

// any leaves a value as it is when neither of the ways in which handlers print
// it shows the token, and replaces it by clean text otherwise.
func (h redactor) any(v slog.Value) slog.Value {
	var text string
	switch x := v.Any().(type) {
	case error:
		text = x.Error()
	case []byte:
		text = string(x)
	default:
		text = fmt.Sprintf("%+v", x)
		if data, err := json.Marshal(x); err == nil && h.s.strip(string(data)) != string(data) {
			text = string(data)
		}
	}
	if clean := h.s.strip(text); clean != text {
		return slog.StringValue(clean)
	}
	return v
}
