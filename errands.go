package main

import (
	"context"
	"errors"

	"dondoc/store"
	"dondoc/telegram"
)

// runErrands does, until ctx ends, what is wanted now and then and may fail
// without harm: how garbage is collected, the bot's own name, the command menus,
// the daily backup.
func (a *App) runErrands(ctx context.Context) {
	for {
		select {
		case <-a.errands:
			a.errand(ctx)
		case <-ctx.Done():
			return
		}
	}
}

func (a *App) errand(ctx context.Context) {
	allowGarbage()
	if a.botName() == "" {
		if err := a.learnName(ctx); err != nil {
			a.log.Warn("getMe failed", "err", err)
		}
	}
	if events := a.store.Events() + 1; events != a.menusAt {
		if err := a.setMenus(ctx); err != nil {
			a.log.Warn("menus not set", "err", err)
		} else {
			a.menusAt = events
		}
	}
	if a.cfg.Keep > 0 {
		path, err := a.store.DailyBackup("", a.cfg.Keep)
		switch {
		case err != nil:
			a.log.Error("daily backup failed", "err", err)
		case path != "":
			a.log.Info("daily backup made", "file", path)
		}
	}
}

// learnName asks Telegram who the bot is and keeps it for links.
func (a *App) learnName(ctx context.Context) error {
	me, err := a.client.Me(ctx)
	if err != nil {
		return err
	}
	a.setUsername(me)
	return a.setMeta(ctx, metaUsername, me)
}

// setMenus hands Telegram the menus that it does not have yet.
func (a *App) setMenus(ctx context.Context) error {
	var all []error
	for _, m := range a.bot.Menus() {
		list := make([]telegram.Command, len(m.Commands))
		for i, c := range m.Commands {
			list[i] = telegram.Command(c)
		}
		if err := a.client.SetCommands(ctx, m.Chat, m.Language, list); err != nil {
			all = append(all, err)
			continue
		}
		a.bot.MenuSet(m)
	}
	return errors.Join(all...)
}

// setMeta makes a setting of the process durable; an empty value deletes it.
func (a *App) setMeta(ctx context.Context, name, value string) error {
	return setMeta(ctx, a.store, name, value)
}

func setMeta(ctx context.Context, s *store.Store, name, value string) error {
	result := s.Do(ctx, []store.Command{{Run: func(*store.View) (store.Outcome, error) {
		return store.Outcome{Meta: map[string]string{name: value}}, nil
	}}})
	return result[0].Err
}
