package emulator

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"
)

// FaultKind is a way in which the network or Telegram fails.
type FaultKind string

// The kinds of Fault.
const (
	// TooMany refuses with 429 and RetryAfter (zero: 1 s).
	TooMany FaultKind = "429"
	// ServerError answers 500 "Internal Server Error".
	ServerError FaultKind = "500"
	// BadGateway answers 502 with a page that is not JSON, as a proxy in front of Telegram does.
	BadGateway FaultKind = "502"
	// Reset cuts the connection before the request is accepted: nothing has happened.
	Reset FaultKind = "reset"
	// Slow waits for Delay, then goes on as usual.
	Slow FaultKind = "slow"
	// LostAnswer accepts the request and cuts the connection instead of answering.
	LostAnswer FaultKind = "lost"
)

// Fault makes the next N matching requests fail.
type Fault struct {
	// Method, in any case of letters; empty: every method.
	Method string
	// Chat is the chat_id of the request; zero: every request.
	Chat int64
	Kind FaultKind
	// N is how many requests fail; zero: one; below zero: all, until ClearFaults.
	N          int
	RetryAfter time.Duration
	Delay      time.Duration
}

// Fault arranges a failure. Of several that match, the one arranged first is used up first.
func (s *Server) Fault(f Fault) {
	if f.N == 0 {
		f.N = 1
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
}

// ClearFaults forgets the failures that have not happened yet.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// fault takes the failure that a request shall have; the zero Fault is none.
func (s *Server) fault(method string, chat int64) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		if f.Method != "" && !strings.EqualFold(f.Method, method) || f.Chat != 0 && f.Chat != chat {
			continue
		}
		if f.N > 0 {
			f.N--
			s.faults = slices.DeleteFunc(s.faults, func(f *Fault) bool { return f.N == 0 })
		}
		return *f
	}
	return Fault{}
}

// before does what comes before the request is accepted, and says whether that was all.
func (f Fault) before(ctx context.Context, s *Server, w http.ResponseWriter, name string, p params) bool {
	switch f.Kind {
	case TooMany:
		s.requested(name, p, s.answer(w, nil, tooMany(f.RetryAfter)))
	case ServerError:
		s.requested(name, p, s.answer(w, nil, &apiError{code: 500, text: "Internal Server Error"}))
	case BadGateway:
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadGateway)
		if _, err := w.Write([]byte("<html><body><h1>502 Bad Gateway</h1></body></html>")); err != nil {
			s.o.Log.Debug("answer not read", "err", err)
		}
		s.requested(name, p, http.StatusBadGateway)
	case Reset:
		s.requested(name, p, 0)
		panic(http.ErrAbortHandler)
	case Slow:
		select {
		case <-s.o.After(f.Delay):
		case <-ctx.Done():
			s.requested(name, p, 0)
			panic(http.ErrAbortHandler)
		}
		return false
	default:
		return false
	}
	return true
}

func (f Fault) loses() bool { return f.Kind == LostAnswer }
