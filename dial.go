package main

import (
	"net/http"
	"net/url"
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
