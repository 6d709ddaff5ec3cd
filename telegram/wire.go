package telegram

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
)

// maxAnswer limits an answer of the API: a full batch of updates is far below.
const maxAnswer = 8 << 20

var errTooLong = errors.New("the answer is too long")

// wire is the library's HTTP client for one call: it gives the call its
// context, takes the URL with the token out of errors, limits the answer and
// knows whether the request can have reached the server.
type wire struct {
	c      *Client
	ctx    context.Context
	status int // of HTTP; zero: no answer began to arrive
	header http.Header
	traced atomic.Bool
	wrote  atomic.Bool
}

// Do makes the request. Whatever happens, its body is read or closed, so that
// the library's upload goroutine ends. An error is a *failure.
func (w *wire) Do(req *http.Request) (*http.Response, error) {
	if err := w.whole(req); err != nil {
		return nil, w.failed(err, false)
	}
	ctx := httptrace.WithClientTrace(w.ctx, &httptrace.ClientTrace{
		// net/http tries again on another connection only if nothing was written.
		GetConn:      func(string) { w.traced.Store(true); w.wrote.Store(false) },
		WroteHeaders: func() { w.wrote.Store(true) },
	})
	resp, err := w.c.http.Do(req.WithContext(ctx))
	if err != nil {
		return nil, w.failed(err, w.mayHaveWritten(err))
	}
	defer resp.Body.Close()
	w.status, w.header = resp.StatusCode, resp.Header
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	switch {
	case err != nil:
		return nil, w.failed(err, true)
	case len(body) > maxAnswer:
		return nil, w.failed(errTooLong, true)
	case !bytes.HasPrefix(bytes.TrimLeft(body, " \r\n\t"), []byte("{")):
		return nil, &failure{status: resp.StatusCode, written: true}
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// whole gives the request a body of known length that can be sent again on
// another connection; the library streams uploads through a pipe.
func (w *wire) whole(req *http.Request) error {
	if req.Body == nil {
		return w.ctx.Err()
	}
	defer req.Body.Close()
	if err := w.ctx.Err(); err != nil {
		return err
	}
	data, err := io.ReadAll(req.Body)
	if err != nil {
		return err
	}
	req.ContentLength = int64(len(data))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	req.Body, err = req.GetBody()
	return err
}

// mayHaveWritten reports whether the server may have the request. A transport
// that does not trace, as one in process, gets the benefit of the doubt unless
// it says that it could not dial.
func (w *wire) mayHaveWritten(err error) bool {
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "dial" {
		return false
	}
	if w.traced.Load() {
		return w.wrote.Load()
	}
	return true
}

// failed makes the failure of a transport error: *url.Error, whose text is the
// URL with the token, is dropped, and what is left is redacted.
func (w *wire) failed(err error, written bool) *failure {
	var u *url.Error
	for errors.As(err, &u) {
		err = u.Err
	}
	f := &failure{text: w.c.secret.strip(err.Error()), written: written}
	if f.text == err.Error() {
		f.cause = err
	}
	return f
}
