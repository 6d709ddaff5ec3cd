package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"
)

// The command line talks to a running bot through a unix socket in the data
// folder: one JSON line with the command and the bytes of its files, one JSON
// line back. Who may open the socket may command the bot: mode 0600.
const (
	controlName     = "control.sock"
	maxRequest      = 64 << 20
	maxResponse     = 64 << 20
	maxVisitors     = 4
	requestPatience = 10 * time.Second
	answerPatience  = 10 * time.Minute
	socketPathLimit = 104 // of the kernel, with room
)

// errNotRunning: nobody listens on the socket.
var errNotRunning = errors.New("main: the bot is not running")

func controlPath(dir string) (string, error) {
	path, err := filepath.Abs(filepath.Join(dir, controlName))
	if err != nil {
		return "", err
	}
	if len(path) > socketPathLimit {
		return "", fmt.Errorf("main: the path of the socket is longer than %d bytes: %s", socketPathLimit, path)
	}
	return path, nil
}

// listenControl makes the socket. The caller holds the lock of the store's
// file, and so may remove a socket that a dead process has left.
func listenControl(dir string) (net.Listener, error) {
	path, err := controlPath(dir)
	if err != nil {
		return nil, err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// serveControl answers commands until the returned function is called, which
// waits for those being answered.
func serveControl(ctx context.Context, l net.Listener, a *App) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	places := make(chan struct{}, maxVisitors)
	wg.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return // the listener is closed
			}
			places <- struct{}{}
			wg.Go(func() {
				defer func() { <-places }()
				if err := answerControl(ctx, conn, a); err != nil {
					a.log.Warn("console", "err", err)
				}
			})
		}
	})
	return func() {
		cancel()
		if err := l.Close(); err != nil {
			a.log.Warn("console", "err", err)
		}
		wg.Wait()
	}
}

// answerControl serves one command. When the bot stops, whoever is still
// sending is cut off.
func answerControl(ctx context.Context, conn net.Conn, a *App) error {
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.SetReadDeadline(time.Unix(1, 0)) })()
	if err := conn.SetReadDeadline(time.Now().Add(requestPatience)); err != nil {
		return err
	}
	var r request
	if err := readLine(conn, maxRequest, &r); err != nil {
		return err
	}
	reply, err := json.Marshal(a.survive(ctx, r))
	if err != nil {
		return err
	}
	if err := conn.SetWriteDeadline(time.Now().Add(requestPatience)); err != nil {
		return err
	}
	_, err = conn.Write(append(reply, '\n'))
	return err
}

// survive performs a command; one that panics must not end the bot.
func (a *App) survive(ctx context.Context, r request) (reply response) {
	defer func() {
		if p := recover(); p != nil {
			a.log.Error("a command of the console panicked", "verb", r.Verb, "panic", p, "stack", string(debug.Stack()))
			reply = response{Err: say(r.Lang, "console.panicked") + "\n", Code: exitFailed}
		}
	}()
	return a.perform(ctx, r)
}

// readLine reads one JSON line of at most limit bytes.
func readLine(r io.Reader, limit int64, v any) error {
	line, err := bufio.NewReader(io.LimitReader(r, limit)).ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("main: a line of at most %d bytes is expected: %w", limit, err)
	}
	return json.Unmarshal(line, v)
}

// ask hands a command to a running bot; errNotRunning when there is none.
func ask(ctx context.Context, dir string, r request) (response, error) {
	path, err := controlPath(dir)
	if err != nil {
		return response{}, errNotRunning // then the bot has no socket either
	}
	var d net.Dialer
	conn, err := d.DialContext(ctx, "unix", path)
	switch {
	case errors.Is(err, os.ErrPermission) || ctx.Err() != nil:
		return response{}, err
	case err != nil: // each system has other words for a socket that nobody serves
		return response{}, errNotRunning
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	if err := conn.SetDeadline(time.Now().Add(answerPatience)); err != nil {
		return response{}, err
	}
	line, err := json.Marshal(r)
	if err != nil {
		return response{}, err
	}
	if _, err := conn.Write(append(line, '\n')); err != nil {
		return response{}, err
	}
	var reply response
	if err := readLine(conn, maxResponse, &reply); err != nil {
		return response{}, err
	}
	return reply, nil
}
