package main

import (
	"context"

	"dondoc/plan"
	"dondoc/store"
)

// hold stops everything unsolicited: the store is a copy that somebody put in
// place, and what was sent since the copy was made is not known.
func (a *App) hold(ctx context.Context) error {
	a.log.Warn("the store is a restored backup: nothing unsolicited is sent until `dondoc resume`")
	held := false
	a.store.Read(func(r *store.Snapshot) { held = r.Register.Office().Held })
	if held {
		return nil
	}
	if err := a.askClock(ctx); err != nil {
		return err
	}
	return a.setHeld(ctx, true, nil)
}

// resume ends what hold began. It reports whether anything was held.
func (a *App) resume(ctx context.Context) (bool, error) {
	held := a.store.Restored()
	a.store.Read(func(r *store.Snapshot) { held = held || r.Register.Office().Held })
	if !held {
		return false, nil
	}
	err := a.setHeld(ctx, false, map[string]string{store.MetaCopy: ""})
	a.outbox.Reconsider()
	return true, err
}

func (a *App) setHeld(ctx context.Context, held bool, meta map[string]string) error {
	result := a.store.Do(ctx, []store.Command{{Run: func(v *store.View) (store.Outcome, error) {
		v.Source = plan.Source{Console: true}
		if settings := v.Register.Office(); settings.Held != held {
			settings.Held = held
			v.Record(plan.SettingsChanged{Settings: settings})
		}
		return store.Outcome{Meta: meta}, nil
	}}})
	return result[0].Err
}
