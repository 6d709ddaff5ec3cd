package outbox_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dondoc/emulator"
	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/store"
	"dondoc/workday"
)

// Ensure that order holds within chat and class, that answers overtake, that
// the limit of a chat is kept, and that receipt and what was told are stored.
func TestOrder(t *testing.T) {
	inBubble(t, nil, func(t *testing.T, h *house) {
		var all []plan.Notice
		for i := range 5 {
			all = append(all, notice(1, plan.OutcomeClass, fmt.Sprint("o", i)))
		}
		all = append(all, notice(1, plan.DigestClass, "digest"), notice(1, plan.AnswerClass, "a0"), notice(1, plan.AnswerClass, "a1"))
		h.owe(all...)
		settle(time.Minute)
		h.expect(1, "a0|a1|o0|o1|o2|o3|o4|digest")
		if h.refused() != 0 || h.queued() != 0 {
			t.Errorf("%d refused, %d queued", h.refused(), h.queued())
		}
		var told workday.Date
		h.store.Read(func(s *store.Snapshot) { told = s.Register.People.Get(1).Told })
		d := h.digests(1, 1)
		if told == 0 || len(d) != 1 || len(d[0].Lines) != 1 || d[0].Chat != 1 || d[0].Message == 0 {
			t.Errorf("told %v, digest %+v", told, d)
		}
	})
}

// Ensure that many messages go as fast as Telegram's limit allows and never
// faster, with answers at once in between.
func TestPace(t *testing.T) {
	inBubble(t, nil, func(t *testing.T, h *house) {
		const n = 10 * people
		var all []plan.Notice
		for i := range n {
			all = append(all, notice(plan.PersonID(i%people+1), plan.DecisionClass, fmt.Sprint("d", i)))
		}
		begin := time.Now()
		h.owe(all...)
		settle(5 * time.Second)
		asked := time.Now()
		h.owe(notice(3, plan.AnswerClass, "answer"))
		var answered time.Duration
		for h.queued() > 0 {
			settle(30 * time.Millisecond)
			if answered == 0 && strings.Contains(h.seen(3), "answer") {
				answered = time.Since(asked)
			}
		}
		took := time.Since(begin)
		if limit := time.Duration(1.02 * n / 30 * float64(time.Second)); took > limit {
			t.Errorf("%d messages took %v, more than %v", n, took, limit)
		}
		if h.refused() != 0 {
			t.Errorf("%d refused", h.refused())
		}
		if answered > time.Second { // the chat itself may have had one just before
			t.Errorf("the answer took %v", answered)
		}
		t.Logf("%d messages in %v, answer after %v", n, took, answered)
	})
}

// Ensure that a refusal with retry_after holds everything back so long, for
// messages and uploads alike, and that no order is lost by it.
func TestRetryAfter(t *testing.T) {
	inBubble(t, nil, func(t *testing.T, h *house) {
		for i, first := range []string{"file 1", "text 1"} {
			person := plan.PersonID(i + 1)
			h.server.Fault(emulator.Fault{Kind: emulator.TooMany, RetryAfter: 7 * time.Second})
			h.owe(notice(person, plan.AnswerClass, first))
			settle(time.Second)
			h.owe(notice(person, plan.AnswerClass, "then"), notice(9, plan.AnswerClass, first))
			settle(5 * time.Second)
			if got := h.seen(int64(person)) + strings.TrimPrefix(h.seen(9), "file 1"); got != "" {
				t.Errorf("sent too early: %q", got)
			}
			settle(3 * time.Second)
			h.expect(int64(person), first+"|then")
		}
		h.expect(9, "file 1|text 1")
	})
}

// Ensure that what was worded when it was owed goes out in those words, also
// after a refusal and in a process that was started anew, and is never worded
// again.
func TestFixed(t *testing.T) {
	inBubble(t, nil, func(t *testing.T, h *house) {
		h.server.Fault(emulator.Fault{Kind: emulator.TooMany, RetryAfter: 7 * time.Second})
		n, err := outbox.Fix(plan.Notice{Key: "fixed", To: 1, Class: plan.AnswerClass, Kind: "answer"},
			outbox.Rendered{Message: outbox.Message{HTML: "said then"}})
		if err != nil {
			t.Fatal(err)
		}
		h.owe(n)
		settle(time.Second)
		h.crash()
		h.run()
		settle(10 * time.Second)
		h.expect(1, "said then")
		if h.rendered != 0 {
			t.Errorf("worded %d times", h.rendered)
		}
	})
}

// Ensure that one bad chat delays no other.
func TestBadChat(t *testing.T) {
	inBubble(t, nil, func(t *testing.T, h *house) {
		h.server.Fault(emulator.Fault{Kind: emulator.ServerError, Chat: 1, N: 3})
		h.server.Fault(emulator.Fault{Kind: emulator.Slow, Chat: 2, Delay: 20 * time.Second})
		for person := range plan.PersonID(10) {
			h.owe(notice(person+1, plan.AnswerClass, "x"))
		}
		settle(500 * time.Millisecond)
		for person := int64(3); person <= 10; person++ {
			h.expect(person, "x")
		}
		h.expect(1, "")
		settle(20 * time.Second)
		h.expect(1, "x")
		h.expect(2, "x")
	})
}

// Ensure that a message whose answer was lost goes out again as it was, once,
// and that the receipt lists the doubt; a third doubt ends it, listed.
func TestLostAnswer(t *testing.T) {
	inBubble(t, nil, func(t *testing.T, h *house) {
		h.server.Fault(emulator.Fault{Kind: emulator.LostAnswer, Chat: 1})
		h.owe(notice(1, plan.DigestClass, "digest"))
		settle(10 * time.Second)
		h.expect(1, "digest|digest")
		if d := h.digests(1, 1); len(d) != 1 || d[0].Doubts != 1 || h.rendered != 1 {
			t.Errorf("receipts %+v, rendered %d times", d, h.rendered)
		}
		h.server.Fault(emulator.Fault{Kind: emulator.LostAnswer, Chat: 2, N: 3})
		h.owe(notice(2, plan.AnswerClass, "a"), notice(2, plan.AnswerClass, "b"))
		settle(2 * time.Minute)
		if got := h.endings(); got != "1/1/digest:sent 2/0/a:doubtful" || h.seen(2) != "a|a|a|b" {
			t.Errorf("endings %q, person sees %q", got, h.seen(2))
		}
	})
}

// Ensure that nothing is lost or sent unseen when the process dies before a
// mark, between mark and answer, or between answer and receipt.
func TestCrash(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, nil)
		h.owe(notice(1, plan.DigestClass, "one"))
		h.failing.Store(true) // before the mark: nothing may go out
		h.run()
		settle(10 * time.Second)
		h.expect(1, "")
		h.crash()
		h.run()
		settle(time.Second)
		h.expect(1, "one")

		h.server.Fault(emulator.Fault{Kind: emulator.Slow, Chat: 2, Delay: 2 * time.Second})
		h.owe(notice(2, plan.DigestClass, "two"))
		settle(time.Second)
		h.failing.Store(true) // accepted, but the receipt cannot be written
		settle(5 * time.Second)
		h.expect(2, "two")
		h.crash()
		h.run()
		settle(time.Second)
		h.expect(2, "two|two")
		if d := h.digests(2, 1); len(d) != 1 || d[0].Doubts != 1 {
			t.Errorf("receipts %+v", d)
		}

		h.server.Fault(emulator.Fault{Kind: emulator.Slow, Chat: 3, Delay: time.Minute})
		h.owe(notice(3, plan.DigestClass, "three"), notice(4, plan.AnswerClass, "four"))
		settle(time.Second)
		h.crash() // while it is on the way
		h.run()
		settle(time.Second)
		h.expect(3, "three")
		h.expect(4, "four")
		if h.queued() != 0 || h.store.Stats().Totals.Doubts != 2 {
			t.Errorf("%d queued, %d doubts", h.queued(), h.store.Stats().Totals.Doubts)
		}
		h.end()
		h.open()
	})
}

// Ensure that a message in doubt which only waits for the poll goes out as soon as
// that has caught up, not when it was to be judged again.
func TestCrashNotCaughtUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		caughtUp := false
		h := newHouse(t, func(h *house) {
			h.release = func(_ *plan.Register, _ []plan.Notice, _ plan.Notice, _ outbox.Conditions, now time.Time) outbox.Verdict {
				if !caughtUp {
					return outbox.Verdict{Until: now.Add(time.Minute), Reason: "not caught up"}
				}
				return outbox.Verdict{Act: outbox.Send}
			}
		})
		caughtUp = true
		h.server.Fault(emulator.Fault{Kind: emulator.Slow, Chat: 1, Delay: 2 * time.Second})
		h.owe(notice(1, plan.DigestClass, "one"))
		h.run()
		settle(time.Second)
		h.failing.Store(true)
		settle(5 * time.Second)
		caughtUp = false
		h.crash()
		h.run()
		settle(5 * time.Second)
		h.expect(1, "one")
		caughtUp = true
		h.Reconsider()
		settle(time.Second)
		h.expect(1, "one|one")
	})
}

// Ensure that a failed commit of a receipt is made up for without a duplicate.
func TestReceiptLater(t *testing.T) {
	inBubble(t, nil, func(t *testing.T, h *house) {
		h.server.Fault(emulator.Fault{Kind: emulator.Slow, Delay: 2 * time.Second})
		h.owe(notice(1, plan.AnswerClass, "x"))
		settle(time.Second)
		h.failing.Store(true)
		settle(5 * time.Second)
		h.failing.Store(false)
		settle(5 * time.Second)
		h.expect(1, "x")
		if h.queued() != 0 || h.endings() != "" {
			t.Errorf("%d queued, %s", h.queued(), h.endings())
		}
	})
}

// Ensure that who blocked the bot is found unreachable, and that refusals and
// what cannot be worded leave the queue with their reason.
func TestEndings(t *testing.T) {
	inBubble(t, nil, func(t *testing.T, h *house) {
		h.server.Block(1)
		h.owe(notice(1, plan.AnswerClass, "blocked"), notice(2, plan.AnswerClass, strings.Repeat("a", 5000)),
			notice(3, plan.AnswerClass, "bad"), notice(3, plan.AnswerClass, "good"), notice(99, plan.AnswerClass, "nobody"))
		settle(time.Hour)
		want := "1/0/blocked:unreachable 2/0/" + strings.Repeat("a", 20) + ":refused 3/0/bad:refused 99/0/nobody:unreachable"
		if got := h.endings(); got != want {
			t.Errorf("endings %s", got)
		}
		h.expect(3, "good")
		var p plan.Person
		h.store.Read(func(s *store.Snapshot) { p = s.Register.People.Get(1) })
		if p.Unreachable == 0 || len(h.lost) != 1 {
			t.Errorf("person %+v, lost %v", p, h.lost)
		}
	})
}

// Ensure that the latest edit of a message wins, also while one is on its way,
// and that a newer digest replaces one that has not gone out.
func TestSupersede(t *testing.T) {
	inBubble(t, nil, func(t *testing.T, h *house) {
		h.owe(notice(1, plan.AnswerClass, "message"))
		settle(time.Second)
		chat := h.server.Chat(1)
		id := chat[len(chat)-1].ID
		h.server.Fault(emulator.Fault{Method: "editMessageText", Kind: emulator.Slow, Delay: 3 * time.Second})
		for i := range 5 {
			n := notice(1, plan.AnswerClass, fmt.Sprint("edit", i))
			n.Edit = id
			h.owe(n)
			settle(100 * time.Millisecond)
		}
		settle(10 * time.Second)
		h.expect(1, "edit4")
		if got := h.endings(); got != "1/0/edit1:superseded 1/0/edit2:superseded 1/0/edit3:superseded" {
			t.Errorf("endings %s", got)
		}
		monday, tuesday := notice(2, plan.DigestClass, "monday"), notice(2, plan.DigestClass, "tuesday")
		h.owe(monday, tuesday)
		settle(time.Second)
		h.expect(2, "tuesday")
	})
}

// Ensure that Release's verdicts hold, drop and merge; that a merged group is
// one message with one receipt; and that answers are never judged.
func TestRelease(t *testing.T) {
	opens := time.Time{}
	judge := func(_ *plan.Register, queued []plan.Notice, n plan.Notice, _ outbox.Conditions, now time.Time) outbox.Verdict {
		var text string
		_ = json.Unmarshal(n.Args, &text)
		switch {
		case n.Class == plan.AnswerClass:
			t.Error("an answer is judged")
		case text == "stale":
			return outbox.Verdict{Act: outbox.Drop, Reason: "settled"}
		case now.Before(opens):
			return outbox.Verdict{Act: outbox.Hold, Until: opens}
		case n.Class == plan.AssignmentClass && n.ID != queued[0].ID:
			return outbox.Verdict{Act: outbox.Merge, Into: queued[0].ID}
		}
		return outbox.Verdict{Act: outbox.Send}
	}
	inBubble(t, func(h *house) { h.release = judge }, func(t *testing.T, h *house) {
		opens = time.Now().Add(2 * time.Hour)
		h.owe(notice(1, plan.AssignmentClass, "x"), notice(1, plan.AssignmentClass, "y"), notice(1, plan.AssignmentClass, "z"),
			notice(2, plan.DecisionClass, "stale"), notice(1, plan.AnswerClass, "a"), notice(3, plan.OutcomeClass, "stale"))
		settle(time.Hour)
		h.expect(1, "a")
		h.expect(3, "stale") // what was decided stays so
		h.server.Fault(emulator.Fault{Kind: emulator.ServerError, Chat: 1})
		settle(time.Hour + 10*time.Second)
		h.expect(1, "a|x+y+z")
		if got := h.endings(); got != "1/4/y:merged 1/4/z:merged 2/2/stale:stale" || h.queued() != 0 {
			t.Errorf("endings %s, %d queued", got, h.queued())
		}
	})
}

// Ensure that during an outage one call at a time tries, that nothing is lost,
// and that all goes out when it ends.
func TestOutage(t *testing.T) {
	inBubble(t, nil, func(t *testing.T, h *house) {
		h.server.Fault(emulator.Fault{Kind: emulator.BadGateway, N: -1})
		for person := range plan.PersonID(people) {
			h.owe(notice(person+1, plan.AnswerClass, "x"))
		}
		settle(5 * time.Minute)
		h.mu.Lock()
		tried := len(h.requests)
		h.mu.Unlock()
		if tried > people || h.Status().Failing.IsZero() {
			t.Errorf("%d calls in five minutes of outage, status %+v", tried, h.Status())
		}
		h.server.ClearFaults()
		settle(10 * time.Minute)
		if h.queued() != 0 || !h.Status().Failing.IsZero() {
			t.Errorf("%d queued, status %+v", h.queued(), h.Status())
		}
	})
}

// Ensure that steps alone do everything without Run, and Drain waits for it.
func TestStepAndDrain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, nil)
		if next := h.Step(time.Now()); !next.IsZero() {
			t.Fatalf("nothing to do, next %v", next)
		}
		later := notice(2, plan.AnswerClass, "later")
		later.After = time.Now().Add(time.Hour).UnixMilli()
		h.owe(later, notice(1, plan.AnswerClass, "now"))
		h.server.Fault(emulator.Fault{Kind: emulator.Slow, Delay: time.Second})
		if next := h.Step(time.Now()); time.Until(next) != time.Hour || h.seen(1) != "" {
			t.Fatalf("next in %v", time.Until(next))
		}
		if err := h.Drain(t.Context()); err != nil || !h.Idle() {
			t.Fatal(err)
		}
		h.expect(1, "now")
		settle(time.Hour)
		h.Step(time.Now())
		if err := h.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		h.expect(2, "later")
		h.end()
		h.open()
	})
}
