package outbox_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/store"
)

// Ensure that never more notices are marked as being sent than there are
// senders, however the answers come back: so many doubts a crash can make.
func TestMarksWithinSenders(t *testing.T) {
	const senders, n = 5, 60
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		s, err := store.Open(dir, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		answer, sent := make(chan struct{}), 0
		box := outbox.New(outbox.Options{
			Store: s, Senders: senders, Limits: &outbox.Limits{},
			Render: func(*store.View, plan.Notice) (outbox.Rendered, error) { return outbox.Rendered{}, nil },
			Send: func(context.Context, int64, int, outbox.Message) outbox.Answer {
				<-answer
				return outbox.Answer{Outcome: outbox.Sent, Message: 1}
			},
		})
		var out store.Outcome
		for i := range n {
			x := notice(0, plan.DecisionClass, fmt.Sprint(i))
			x.Chat = int64(i + 1)
			out.Notices = append(out.Notices, x)
		}
		r := s.Do(t.Context(), []store.Command{{Run: func(*store.View) (store.Outcome, error) { return out, nil }}})
		if r[0].Err != nil {
			t.Fatal(r[0].Err)
		}
		for sent < n {
			box.Step(time.Now())
			left := n - sent
			if got := s.Stats().Sending; got != min(senders, left) {
				t.Fatalf("%d are marked with %d senders and %d left", got, senders, left)
			}
			for range min(1+sent%3, left) { // one, two or three come back at once
				answer <- struct{}{}
				sent++
			}
			synctest.Wait()
		}
		box.Step(time.Now())
		box.Stop()
		if got := s.Stats(); got.Sending != 0 || got.Totals.Ended[store.Sent] != n {
			t.Errorf("at the end: %+v", got)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
}
