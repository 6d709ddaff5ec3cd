package main

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// newHTTP returns the one HTTP client of the program: nothing else dials out.
// An empty proxy means none, whatever the environment says. net/http itself
// speaks to proxies by http, https, socks5 and socks5h.
func newHTTP(proxy string) (*http.Client, error) {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.Proxy = nil
	t.MaxIdleConns = senders + 4
	t.MaxIdleConnsPerHost = senders + 4
	t.MaxConnsPerHost = senders + 4 // the poll, and short answers to buttons
	t.IdleConnTimeout = 90 * time.Second
	if proxy != "" {
		u, err := url.Parse(proxy)
		if err != nil {
			return nil, err
		}
		t.Proxy = http.ProxyURL(u)
	}
	return &http.Client{Transport: t}, nil
}

// proxyName names a proxy without its user and password; empty for none.
func proxyName(proxy string) string {
	u, err := url.Parse(proxy)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// secrets are the passwords that stand in addresses, in the forms in which they
// travel.
func secrets(addresses ...string) []string {
	var words []string
	for _, a := range addresses {
		u, err := url.Parse(strings.ReplaceAll(a, "%s", ""))
		if err != nil || u.User == nil {
			continue
		}
		password, _ := u.User.Password()
		pair := u.User.Username() + ":" + password
		words = append(words, password, base64.StdEncoding.EncodeToString([]byte(pair)))
	}
	return words
}
