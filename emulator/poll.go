package emulator

import (
	"context"
	"net/url"
	"regexp"
	"time"
)

const (
	// Client.h: LONG_POLL_MAX_TIMEOUT.
	maxPoll = 50 * time.Second
	// Client.cpp, fail_query_conflict: the first 409 at once, those of the next 3 s after 3 s.
	conflictDelay = 3 * time.Second
)

// poll is a getUpdates that waits.
type poll struct {
	wake     chan struct{} // capacity 1
	conflict string        // why it was ended by somebody else; "" by an update
}

func (p *poll) wakeUp() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

type lastPoll struct {
	offset int
	at     time.Time
}

// getUpdates waits for updates. Bot API: getUpdates.
func (s *Server) getUpdates(ctx context.Context, p params) (any, error) {
	offset := p.integer("offset", 0)
	limit := min(max(p.integer("limit", 100), 1), 100)
	timeout := min(max(time.Duration(p.integer("timeout", 0))*time.Second, 0), s.o.MaxPoll)

	s.mu.Lock()
	if s.webhook.url != "" {
		s.mu.Unlock()
		return nil, s.conflictError(ctx, "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	}
	s.queue.allow(p.get("allowed_updates"))
	now := s.o.Now()
	if s.o.SlowRepeats {
		limit, timeout = s.brake(offset, limit, timeout, now)
	}
	got := s.queue.take(offset, limit, now)
	if len(got) > 0 || timeout == 0 {
		s.mu.Unlock()
		return got, nil
	}
	s.endPoll("terminated by other getUpdates request; make sure that only one bot instance is running")
	mine := &poll{wake: make(chan struct{}, 1)}
	s.poll = mine
	s.mu.Unlock()

	select {
	case <-ctx.Done():
	case <-s.o.After(timeout):
	case <-mine.wake:
	}

	s.mu.Lock()
	if mine.conflict != "" {
		s.mu.Unlock()
		return nil, s.conflictError(ctx, mine.conflict)
	}
	s.poll = nil
	defer s.mu.Unlock()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return s.queue.take(max(offset, 0), limit, s.o.Now()), nil
}

// brake slows a caller that repeats itself. Client.cpp, process_get_updates_query.
func (s *Server) brake(offset, limit int, timeout time.Duration, now time.Time) (int, time.Duration) {
	last := s.lastPoll
	if !last.at.IsZero() && last.offset == offset {
		if timeout < 3*time.Second && now.Sub(last.at) < 3*time.Second {
			timeout = 3 * time.Second
		}
		if now.Sub(last.at) < 500*time.Millisecond {
			limit = 1
		}
	}
	s.lastPoll = lastPoll{offset: offset, at: now}
	return limit, timeout
}

// endPoll ends the poll that waits, the earlier of two. Client.cpp, abort_long_poll. The caller holds mu.
func (s *Server) endPoll(why string) {
	if s.poll == nil {
		return
	}
	s.poll.conflict = why
	s.poll.wakeUp()
	s.poll = nil
}

// conflictError is a 409, held back when there has been one just before.
func (s *Server) conflictError(ctx context.Context, text string) error {
	s.mu.Lock()
	now := s.o.Now()
	wait := now.Before(s.conflict)
	if !wait {
		s.conflict = now.Add(conflictDelay)
	}
	s.mu.Unlock()
	if wait {
		select {
		case <-ctx.Done():
		case <-s.o.After(conflictDelay):
		}
	}
	return &apiError{code: 409, text: "Conflict: " + text}
}

// webhook is what setWebhook was told. Nothing is ever delivered to it.
type webhook struct {
	url string
	max int
}

var secretToken = regexp.MustCompile(`^[A-Za-z0-9_-]*$`)

// setWebhook stores the address. Client.cpp, process_set_webhook_query.
func (s *Server) setWebhook(_ context.Context, p params) (any, error) {
	secret := p.get("secret_token")
	address := p.get("url")
	if address != "" {
		u, err := url.Parse(address)
		switch {
		case err != nil || u.Scheme != "https" || u.Host == "":
			return nil, badRequest("bad webhook: An HTTPS URL must be provided for webhook")
		case len(secret) > 256:
			return nil, badRequest("secret token is too long")
		case !secretToken.MatchString(secret):
			return nil, badRequest("secret token contains unallowed characters")
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.boolean("drop_pending_updates") {
		s.queue.updates = nil
	}
	s.queue.allow(p.get("allowed_updates"))
	s.webhook = webhook{url: address, max: p.integer("max_connections", 40)}
	if address != "" {
		s.endPoll("terminated by setWebhook request")
	}
	return true, nil
}

func (s *Server) deleteWebhook(_ context.Context, p params) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.boolean("drop_pending_updates") {
		s.queue.updates = nil
	}
	s.webhook = webhook{}
	return true, nil
}

// getWebhookInfo. Bot API: WebhookInfo.
func (s *Server) getWebhookInfo(context.Context, params) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.expire(s.o.Now())
	info := map[string]any{
		"url":                    s.webhook.url,
		"has_custom_certificate": false,
		"pending_update_count":   len(s.queue.updates),
	}
	if s.webhook.url != "" {
		info["max_connections"] = s.webhook.max
	}
	if s.queue.allowed != nil {
		kinds := make([]string, 0, len(s.queue.allowed))
		for k := range s.queue.allowed {
			kinds = append(kinds, k)
		}
		info["allowed_updates"] = kinds
	}
	return info, nil
}
