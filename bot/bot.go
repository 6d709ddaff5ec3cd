package bot

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"dondoc/store"
)

// Options are what a Bot needs.
type Options struct {
	Store *store.Store
	// Username returns the bot's Telegram name for links, empty while unknown.
	Username func() string
	// Download fetches a file that somebody sent, at most max bytes of it.
	Download func(ctx context.Context, id string, max int64) ([]byte, error)
	// Keep keeps a file that was sent as evidence under its SHA-256. Nil: files are
	// not fetched.
	Keep func(sum string, data []byte) error
	Now  func() time.Time
	Log  *slog.Logger
}

// Bot is the conversation.
type Bot struct {
	o     Options
	menus menus
	// index is the writer's alone.
	index index
	// commits tells Work of commits; one subscription serves all its runs.
	commits func() <-chan struct{}
}

// New returns a Bot on a store.
func New(o Options) *Bot {
	return &Bot{o: o, commits: sync.OnceValue(func() <-chan struct{} { return o.Store.Subscribe() })}
}
