package main

import (
	"context"
	"fmt"
	"time"
)

// maxSkew is the difference from Telegram's clock from which this machine's is
// not believed.
const maxSkew = 24 * time.Hour

// clockPatience is how long somebody who wants to record something waits for
// Telegram to say what time it is.
const clockPatience = 3 * time.Second

// clockForm is how a clock is shown to the operator.
const clockForm = "15:04 02/01/2006 -07:00"

// clockError: this machine's clock is more than a day off Telegram's.
type clockError struct{ here, there time.Time }

func (e *clockError) Error() string {
	return fmt.Sprintf("main: this machine's clock says %s, Telegram's %s", e.here.UTC().Format(time.RFC3339), e.there.UTC().Format(time.RFC3339))
}

// now tells the time of events. A clock that runs more than a day ahead of
// Telegram's is put back: no event may be stamped a year ahead, since later
// ones are never earlier.
func (a *App) now() time.Time {
	now := a.cfg.Now()
	if skew := a.skewed.Load(); skew != nil {
		if ahead := (*skew)(); ahead > maxSkew {
			return now.Add(-ahead)
		}
	}
	return now
}

// askClock stands before what is recorded without an update of Telegram's: the
// seed of an empty store, the hold of a restored one, commands of the console.
// Nothing else would stop a wrong clock there from stamping the journal, whose
// times never fall. Telegram is asked for the time when it has not said it
// yet; when it is away, or its server says no time, this machine's clock is
// believed, and said to be.
func (a *App) askClock(ctx context.Context) error {
	if !a.client.Dated() {
		ctx, cancel := context.WithTimeout(ctx, clockPatience)
		defer cancel()
		_, _ = a.client.Me(ctx) // any answer tells the time, a refusal too
	}
	if !a.client.Dated() {
		a.log.Warn("Telegram does not say what time it is: this machine's clock is believed", "now", a.cfg.Now())
		a.unasked.Store(true)
		return nil
	}
	a.unasked.Store(false)
	if skew := a.client.Skew(); skew.Abs() > maxSkew {
		now := a.cfg.Now()
		return &clockError{here: now, there: now.Add(-skew)}
	}
	return nil
}
