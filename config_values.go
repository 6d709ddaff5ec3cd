package main

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"dondoc/workday"
)

// filled returns a string that must not be empty.
func (r *reader) filled(f field) string {
	before := len(r.found)
	v := strings.TrimSpace(r.text(f))
	if v == "" && len(r.found) == before {
		r.wrong(f, "empty")
	}
	return v
}

func (r *reader) oneOf(f field, allowed ...string) string {
	before := len(r.found)
	v := r.filled(f)
	if len(r.found) == before && !slices.Contains(allowed, v) {
		r.wrong(f, "not_one_of", "value", v, "allowed", strings.Join(allowed, ", "))
	}
	return v
}

func (r *reader) date(f field) workday.Date {
	v := r.filled(f)
	if v == "" {
		return 0
	}
	d, err := workday.Parse(v)
	if err != nil {
		r.wrong(f, "date", "value", v)
	}
	return d
}

// timeOfDay returns minutes from midnight.
func (r *reader) timeOfDay(f field) int {
	v := r.filled(f)
	if v == "" {
		return 0
	}
	t, err := time.Parse("15:04", v)
	if err != nil {
		r.wrong(f, "time", "value", v)
		return 0
	}
	return t.Hour()*60 + t.Minute()
}

func (r *reader) zone(f field) string {
	v := r.filled(f)
	if v == "" {
		return ""
	}
	if _, err := time.LoadLocation(v); err != nil || v == "Local" {
		r.wrong(f, "zone", "value", v)
	}
	return v
}

// endpoint checks the form that the client library fills with token and
// method.
func (r *reader) endpoint(f field) string {
	v := r.filled(f)
	if v == "" {
		return ""
	}
	if strings.Count(v, "%s") != 2 || strings.Count(v, "%") != 2 {
		r.wrong(f, "endpoint_form", "value", v)
		return ""
	}
	u, err := url.Parse(strings.ReplaceAll(v, "%s", "x"))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		r.wrong(f, "endpoint_address", "value", v)
		return ""
	}
	return v
}

// proxySchemes are what net/http speaks to a proxy; socks5h leaves the names
// to the proxy.
var proxySchemes = []string{"http", "https", "socks5", "socks5h"}

// proxy checks a proxy's address; its password is not repeated.
func (r *reader) proxy(f field) string {
	v := r.text(f)
	if v == "" {
		return ""
	}
	u, err := url.Parse(v)
	switch {
	case err != nil || u.Host == "":
		r.wrong(f, "proxy_address")
	case !slices.Contains(proxySchemes, u.Scheme):
		r.wrong(f, "proxy_scheme", "scheme", u.Scheme, "allowed", strings.Join(proxySchemes, ", "))
	default:
		return v
	}
	return ""
}

// accountID returns a Telegram account, zero when the key is absent.
func (r *reader) accountID(f field) int64 {
	v := r.number(f, 1, 1<<52)
	return int64(v)
}

// named remembers the keys of one kind, so that references can be checked and
// a second one with the same key is refused.
type named map[string]int

func (n named) add(r *reader, f field, key string) {
	if key == "" {
		return
	}
	if first, ok := n[key]; ok {
		r.wrong(f, "duplicate", "value", key, "line", strconv.Itoa(first))
		return
	}
	n[key] = f.line
}

// refer checks that a reference names something there is; empty refers to
// nothing.
func (n named) refer(r *reader, f field, code string, key string) {
	if key == "" {
		return
	}
	if _, ok := n[key]; !ok {
		r.wrong(f, code, "value", key)
	}
}
