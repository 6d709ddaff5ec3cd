package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// Errors of Download.
var (
	ErrTooBig = errors.New("telegram: the file is too big")
	// ErrNoFile: the server has no file of that id.
	ErrNoFile = errors.New("telegram: there is no such file")
	// ErrLocalPath: a server in local mode gives a path of its own disk.
	ErrLocalPath = errors.New("telegram: the server gives a local path, not a file")
)

// Download fetches a file that a person sent, at most max bytes of it: ErrTooBig
// beyond, ErrNoFile when there is none. The library's own address is wired to api.telegram.org.
func (c *Client) Download(ctx context.Context, id string, max int64) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, uploadTimeout)
	defer cancel()
	result, err := c.call(ctx, "getFile", tg.Params{"file_id": id})
	if is(err, http.StatusBadRequest, "file is too big") {
		return nil, fmt.Errorf("%w: %w", ErrTooBig, err)
	}
	if is(err, http.StatusBadRequest, "") {
		return nil, fmt.Errorf("%w: %w", ErrNoFile, err)
	}
	if err != nil {
		return nil, err
	}
	var f struct {
		Path string `json:"file_path"`
		Size int64  `json:"file_size"`
	}
	if err := json.Unmarshal(result, &f); err != nil {
		return nil, fmt.Errorf("telegram: getFile: %w", err)
	}
	switch {
	case f.Size > max:
		return nil, ErrTooBig
	case f.Path == "":
		return nil, errors.New("telegram: getFile: no path")
	case strings.HasPrefix(f.Path, "/"):
		return nil, ErrLocalPath
	}
	return c.content(ctx, f.Path, max)
}

func (c *Client) content(ctx context.Context, path string, max int64) ([]byte, error) {
	w := &wire{c: c, ctx: ctx}
	named := func(f *failure) error { f.method = "file"; return f }
	parts := strings.Split(path, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	endpoint := strings.Replace(c.cfg.Endpoint, "/bot%s/%s", "/file/bot%s/%s", 1)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf(endpoint, c.cfg.Token, strings.Join(parts, "/")), nil)
	if err != nil {
		return nil, named(w.failed(err, false))
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, named(w.failed(err, false))
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, named(&failure{status: resp.StatusCode})
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, max+1))
	if err != nil {
		return nil, named(w.failed(err, false))
	}
	if int64(len(data)) > max {
		return nil, ErrTooBig
	}
	return data, nil
}
