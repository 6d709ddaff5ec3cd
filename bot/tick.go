package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"dondoc/plan"
	"dondoc/scheduler"
	"dondoc/store"
)

// Settings of the process that ticks keep.
const (
	metaPulse = "pulse" // when the last tick found the poll caught up
	metaGap   = "gap"   // the last span in which messages may have been lost
)

const (
	// kept is how long Telegram keeps what was not fetched
	// (https://core.telegram.org/bots/api#getting-updates).
	kept = 24 * time.Hour
	// pulseEvery is how often the pulse is written when nothing else is.
	pulseEvery = time.Hour
)

// Tick queues what is owed and not told; the heartbeat calls it while the poll
// has caught up. After more than a day without a tick messages may have been
// lost, and the next digest says so to everyone.
func (b *Bot) Tick(ctx context.Context) error {
	if b.nothingOwed() {
		return nil
	}
	results := b.o.Store.Do(ctx, []store.Command{{Run: func(v *store.View) (store.Outcome, error) {
		out := store.Outcome{Meta: map[string]string{}}
		gap, err := readGap(v.Meta(metaGap))
		if err != nil {
			return store.Outcome{}, err
		}
		last, _ := time.Parse(time.RFC3339, v.Meta(metaPulse))
		if silence := v.Now.Sub(last); !last.IsZero() && silence > kept {
			gap = scheduler.Gap{From: last, To: v.Now}
			data, err := json.Marshal(gap)
			if err != nil {
				return store.Outcome{}, fmt.Errorf("bot: gap: %w", err)
			}
			out.Meta[metaGap] = string(data)
		}
		if v.Now.Sub(last) >= pulseEvery {
			out.Meta[metaPulse] = v.Now.UTC().Format(time.RFC3339)
		}
		out.Notices = scheduler.Decide(v.Register, v.KeyUsed, gap, v.Now)
		return out, nil
	}}})
	return results[0].Err
}

// nothingOwed reports whether a tick would write nothing, as nearly all do: then
// the writer is left alone. Who has a digest in the queue counts as owed here,
// and the writer sees better.
func (b *Bot) nothingOwed() bool {
	idle := false
	b.o.Store.Read(func(s *store.Snapshot) {
		now := b.o.Now()
		gap, err := readGap(s.Meta(metaGap))
		last, _ := time.Parse(time.RFC3339, s.Meta(metaPulse))
		if err != nil || last.IsZero() || now.Sub(last) >= pulseEvery {
			return
		}
		unqueued := func(string) bool { return false }
		idle = len(scheduler.Decide(s.Register, unqueued, gap, now)) == 0
	})
	return idle
}

func readGap(text string) (gap scheduler.Gap, err error) {
	if text == "" {
		return gap, nil
	}
	if err := json.Unmarshal([]byte(text), &gap); err != nil {
		return gap, fmt.Errorf("bot: gap: %w", err)
	}
	return gap, nil
}

// silenceAlarm is for how much working time nothing could be sent before the
// office is told.
const silenceAlarm = 15 * time.Minute

// Silent owes the office one alarm for a span in which nothing could be sent,
// once it has lasted 15 minutes of working time. It arrives when sending is
// possible again.
func (b *Bot) Silent(ctx context.Context, since time.Time) error {
	if since.IsZero() {
		return nil
	}
	now := b.o.Now()
	if now.Sub(since) < silenceAlarm {
		return nil
	}
	key := "silent/" + since.UTC().Format(time.RFC3339)
	brief := true
	b.o.Store.Read(func(s *store.Snapshot) {
		r := s.Register
		working := time.Duration(0)
		for at := since; at.Before(now) && working < silenceAlarm; at = at.Add(time.Minute) {
			if r.Calendar.Working(r.Today(at)) && r.Office().WorkingTime(plan.Minute(at, r.Zone)) {
				working += time.Minute
			}
		}
		brief = working < silenceAlarm
	})
	if brief {
		return nil
	}
	results := b.o.Store.Do(ctx, []store.Command{{Run: func(v *store.View) (store.Outcome, error) {
		t := b.turn(v, Update{At: v.Now})
		for _, post := range t.r.OfficePosts() {
			t.notify(post, plan.AlarmClass, "silent", plan.Duty{}, key, silentNotice{Since: since})
		}
		return t.out, nil
	}}})
	return results[0].Err
}

type silentNotice struct {
	Since time.Time `json:"since"`
}
