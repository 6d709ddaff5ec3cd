package main

import (
	"context"
	"fmt"
	"log/slog"
	"strconv"
	"strings"

	"dondoc/bot"
	"dondoc/store"
)

// trials remembers, after an unclean end, which update was being tried when
// the process died. One that killed it twice is put aside.
type trials struct {
	store *store.Store
	log   *slog.Logger
}

// metaTrial holds the update being tried and how often it was begun, as "17 2".
const metaTrial = "trial"

// maxTrials is how often an update may be begun.
const maxTrials = 2

func (t trials) last() (update int64, times int) {
	id, n, _ := strings.Cut(t.store.Meta(metaTrial), " ")
	update, errID := strconv.ParseInt(id, 10, 64)
	times, errTimes := strconv.Atoi(n)
	if errID != nil || errTimes != nil {
		return 0, 0
	}
	return update, times
}

// mark makes durable that an update is about to be tried. Updates that were
// handled before the death come again first; they are known by Once and must
// not wipe out the mark of the one that killed.
func (t trials) mark(ctx context.Context, update int64) error {
	marked, times := t.last()
	if marked != update {
		if times > 0 && update < marked {
			return nil
		}
		times = 0
	}
	return setMeta(ctx, t.store, metaTrial, fmt.Sprintf("%d %d", update, times+1))
}

// receive hands a batch on, but puts aside the update that killed the process
// twice.
func (t trials) receive(ctx context.Context, batch []bot.Update, next receiver) ([]bot.Ack, error) {
	marked, times := t.last()
	if len(batch) == 1 && batch[0].ID == marked && times > maxTrials {
		u := batch[0]
		t.log.Error("an update ended the process twice and is put aside", "update", u.ID)
		result := t.store.Do(ctx, []store.Command{{
			Once: "update/" + strconv.FormatInt(u.ID, 10),
			Run: func(*store.View) (store.Outcome, error) {
				aside := store.Aside{Update: u.ID, Reason: "ended the process twice", Raw: u.Raw}
				return store.Outcome{Aside: []store.Aside{aside}, Meta: map[string]string{metaTrial: ""}}, nil
			},
		}})
		return nil, result[0].Err
	}
	acks, err := next(ctx, batch)
	if err != nil || times == 0 {
		return acks, err
	}
	for _, u := range batch {
		if u.ID == marked {
			return acks, setMeta(ctx, t.store, metaTrial, "")
		}
	}
	return acks, nil
}

// receiver is bot.Receive or what stands before it.
type receiver func(ctx context.Context, batch []bot.Update) ([]bot.Ack, error)
