package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"dondoc/bot"
	"dondoc/store"
)

// trials remembers, after an unclean end, which update was being tried when
// the process died. One that killed it twice is put aside.
type trials struct {
	store *store.Store
	bot   *bot.Bot
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

// receive hands a batch on, but has the update put aside that killed the
// process twice.
func (t trials) receive(ctx context.Context, batch []bot.Update, next receiver) ([]bot.Ack, error) {
	marked, times := t.last()
	if len(batch) == 1 && batch[0].ID == marked && times > maxTrials {
		next = func(ctx context.Context, batch []bot.Update) ([]bot.Ack, error) {
			return t.bot.PutAside(ctx, batch[0], "ended the process twice")
		}
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

// receiver is bot.Receive or what stands in its place.
type receiver func(ctx context.Context, batch []bot.Update) ([]bot.Ack, error)
