package emulator

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
	"syscall"
)

// Transport calls ServeHTTP in process, whatever host the URL names: no socket, so it works in a testing/synctest
// bubble. Request bodies are streamed; a cancelled request returns its context's error, a cut connection ECONNRESET.
func (s *Server) Transport() http.RoundTripper { return transport{s} }

type transport struct{ s http.Handler }

// RoundTrip runs the handler in the caller's goroutine and returns when it has finished.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx := r.Context()
	if err := ctx.Err(); err != nil {
		closeBody(r)
		return nil, err
	}
	in := r.Clone(ctx)
	if r.Body != nil {
		body := &onceCloser{ReadCloser: r.Body}
		in.Body = body
		stop := context.AfterFunc(ctx, func() { body.Close() }) // unblocks a handler that reads
		defer stop()
		defer body.Close()
	}
	w := &recorder{header: http.Header{}, status: http.StatusOK}
	cut := w.run(t.s, in)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if cut {
		return nil, &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
	}
	return &http.Response{
		Status: http.StatusText(w.status), StatusCode: w.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: w.header, Body: io.NopCloser(&w.body), ContentLength: int64(w.body.Len()), Request: r,
	}, nil
}

func closeBody(r *http.Request) {
	if r.Body != nil {
		r.Body.Close()
	}
}

// onceCloser lets the handler, the context and RoundTrip all close the body.
type onceCloser struct {
	io.ReadCloser
	once sync.Once
	err  error
}

func (c *onceCloser) Close() error {
	c.once.Do(func() { c.err = c.ReadCloser.Close() })
	return c.err
}

// recorder keeps an answer.
type recorder struct {
	header http.Header
	status int
	wrote  bool
	body   bytes.Buffer
}

func (w *recorder) Header() http.Header { return w.header }

func (w *recorder) WriteHeader(status int) {
	if !w.wrote {
		w.status, w.wrote = status, true
	}
}

func (w *recorder) Write(b []byte) (int, error) {
	w.wrote = true
	return w.body.Write(b)
}

// run serves the request and says whether the handler cut the connection.
func (w *recorder) run(h http.Handler, r *http.Request) (cut bool) {
	defer func() {
		switch v := recover().(type) {
		case nil:
		case error:
			if !errors.Is(v, http.ErrAbortHandler) {
				panic(v)
			}
			cut = true
		default:
			panic(v)
		}
	}()
	h.ServeHTTP(w, r)
	return false
}
