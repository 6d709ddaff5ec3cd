package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"dondoc/bot"
	"dondoc/outbox"
)

// ErrToken: Telegram does not know the token; polling again cannot help.
var ErrToken = errors.New("telegram: the token is not accepted")

// What Trouble returns.
const (
	Away      = "away"      // no answer, or none that helps
	Contested = "contested" // another process polls, or a webhook is set
	Unstored  = "unstored"  // the receiver could not make a batch durable
	Rejected  = "rejected"  // ErrToken
)

// allowed lists what we want of Telegram at each call: left out, the setting
// that somebody made before would stay.
const allowed = `["message","edited_message","callback_query","my_chat_member"]`

const (
	maxPause   = 30 * time.Second // between polls after failures
	ackTimeout = 10 * time.Second
	ackers     = 8
)

// poller is where the poll stands.
type poller struct {
	begun   bool
	careful bool
	// offset confirms everything before it; zero asks for the earliest that is
	// not confirmed.
	offset   int64
	failures int
}

// CaughtUp reports whether everything that waited at Telegram has been
// received: a batch was empty, no poll has failed since, and the clock says
// that it was within the time of a poll. A machine that slept, or whose clock
// was moved, has not caught up until Telegram has answered again.
func (c *Client) CaughtUp() bool {
	if !c.caughtUp.Load() {
		return false
	}
	age := c.cfg.Now().Sub(time.Unix(0, c.polled.Load()))
	return age > -clockStep && age < c.cfg.PollTimeout+pollGrace+clockStep
}

// clockStep is how far a clock may be set right between two polls.
const clockStep = time.Minute

// Trouble says what ails the poll, empty when nothing does.
func (c *Client) Trouble() string {
	if t := c.trouble.Load(); t != nil {
		return *t
	}
	return ""
}

// Poll hands updates to the receiver until ctx ends, then returns nil. What the
// receiver has accepted without error is confirmed by the next call, nothing
// else is. The only error is ErrToken.
func (c *Client) Poll(ctx context.Context, receive Receiver) error {
	return c.run(ctx, receive, func() bool { return false })
}

// Drain polls without waiting until nothing is left at Telegram.
func (c *Client) Drain(ctx context.Context, receive Receiver) error {
	if err := c.run(ctx, receive, c.CaughtUp); err != nil {
		return err
	}
	return ctx.Err()
}

func (c *Client) run(ctx context.Context, receive Receiver, done func() bool) error {
	c.polling.Lock()
	defer c.polling.Unlock()
	var acks sync.WaitGroup
	defer acks.Wait()
	c.caughtUp.Store(false)
	if p := &c.poll; !p.begun {
		p.begun = true
		if c.cfg.Offset != nil {
			p.offset = c.cfg.Offset()
		}
	}
	for ctx.Err() == nil {
		answers, err := c.once(ctx, receive)
		c.acknowledge(ctx, &acks, answers)
		if err == nil {
			c.poll.failures = 0
			c.setTrouble("")
			if done() {
				return nil
			}
			continue
		}
		if ctx.Err() != nil {
			break
		}
		wait, err := c.failed(err)
		if err != nil {
			return err
		}
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
	}
	c.caughtUp.Store(false)
	return nil
}

// once makes one poll and hands over what it gives.
func (c *Client) once(ctx context.Context, receive Receiver) ([]bot.Ack, error) {
	wait := time.Duration(0)
	if c.caughtUp.Load() {
		wait = c.cfg.PollTimeout
	}
	batch, err := c.fetch(ctx, wait)
	if err != nil {
		return nil, err
	}
	c.polled.Store(c.cfg.Now().UnixNano())
	if len(batch) == 0 {
		// Everything before the offset is confirmed now. Asking for the earliest
		// from here on does not miss ids that start anew: after a week without
		// updates the next id is random (Bot API: Update, update_id).
		c.poll.offset = 0
		c.poll.careful = false
		if !c.caughtUp.Swap(true) && c.cfg.CaughtUp != nil {
			c.cfg.CaughtUp()
		}
		return nil, nil
	}
	if c.poll.careful {
		return c.oneByOne(ctx, receive, batch)
	}
	answers, err := receive(ctx, batch)
	if err != nil {
		return nil, &unstored{err}
	}
	c.poll.offset = batch[len(batch)-1].ID + 1
	return answers, nil
}

// oneByOne handles the first batch after an unclean end, so that an update
// which ends the process is known by its mark.
func (c *Client) oneByOne(ctx context.Context, receive Receiver, batch []bot.Update) ([]bot.Ack, error) {
	var answers []bot.Ack
	for _, u := range batch {
		if c.cfg.Mark != nil {
			if err := c.cfg.Mark(ctx, u.ID); err != nil {
				return answers, &unstored{err}
			}
		}
		more, err := receive(ctx, []bot.Update{u})
		if err != nil {
			return answers, &unstored{err}
		}
		answers = append(answers, more...)
		c.poll.offset = u.ID + 1
	}
	c.poll.careful = false
	return answers, nil
}

// unstored is an error of the receiver.
type unstored struct{ err error }

func (u *unstored) Error() string { return "telegram: a batch was not received: " + u.err.Error() }
func (u *unstored) Unwrap() error { return u.err }

// fetch calls getUpdates and decodes each update by itself.
func (c *Client) fetch(ctx context.Context, wait time.Duration) ([]bot.Update, error) {
	ctx, cancel := context.WithTimeout(ctx, wait+pollGrace)
	defer cancel()
	params := tg.Params{"timeout": strconv.Itoa(int(wait / time.Second)), "allowed_updates": allowed}
	params.AddNonZero64("offset", c.poll.offset)
	result, err := c.call(ctx, "getUpdates", params)
	if err != nil {
		return nil, err
	}
	var raw []json.RawMessage
	if err := json.Unmarshal(result, &raw); err != nil {
		return nil, &failure{method: "getUpdates", text: c.secret.strip(err.Error())}
	}
	batch := make([]bot.Update, len(raw))
	last := c.poll.offset - 1
	for i, r := range raw {
		u, err := decode(r, c.cfg.Now())
		if err != nil {
			c.log.Error("an update could not be decoded", "update", u.ID, "err", err)
		}
		if u.ID == 0 { // not even its id: it can only be the one after the last
			u.ID = last + 1
		}
		batch[i], last = u, u.ID
	}
	return batch, nil
}

// failed says how long to wait after a failed poll, or that it is for good.
func (c *Client) failed(err error) (time.Duration, error) {
	c.caughtUp.Store(false)
	p := &c.poll
	p.failures++
	wait := min(outbox.Pause(c.cfg.Now(), p.failures, 0), maxPause)
	trouble := Away
	var f *failure
	var u *unstored
	switch {
	case errors.As(err, &u):
		trouble = Unstored
	case !errors.As(err, &f):
	case f.code == http.StatusUnauthorized || f.code == http.StatusNotFound:
		c.setTrouble(Rejected)
		c.log.Error("the token is not accepted; polling ends", "err", err)
		return 0, fmt.Errorf("%w: %w", ErrToken, err)
	case f.code == http.StatusConflict:
		trouble = Contested
	case f.wait > 0:
		wait = f.wait
	}
	if c.Trouble() != trouble || trouble == Contested {
		c.log.Error("polling fails", "trouble", trouble, "err", err, "again in", wait)
	} else {
		c.log.Debug("polling still fails", "trouble", trouble, "err", err, "again in", wait)
	}
	c.setTrouble(trouble)
	return wait, nil
}

func (c *Client) setTrouble(t string) {
	old := c.Trouble()
	if old == t {
		return
	}
	c.trouble.Store(&t)
	if t == "" {
		c.log.Info("polling again", "after", old)
	}
}

// acknowledge ends the spinners of pressed buttons, beside the poll. These are
// the only calls that may be lost: Telegram forgets a press within seconds.
func (c *Client) acknowledge(ctx context.Context, wg *sync.WaitGroup, answers []bot.Ack) {
	if len(answers) == 0 {
		return
	}
	work := make(chan bot.Ack, len(answers))
	for _, a := range answers {
		work <- a
	}
	close(work)
	for range min(ackers, len(answers)) {
		wg.Go(func() {
			for a := range work {
				c.answerCallback(ctx, a)
			}
		})
	}
}

func (c *Client) answerCallback(ctx context.Context, a bot.Ack) {
	ctx, cancel := context.WithTimeout(ctx, ackTimeout)
	defer cancel()
	params := tg.Params{"callback_query_id": a.Callback}
	params.AddNonEmpty("text", a.Text)
	if _, err := c.call(ctx, "answerCallbackQuery", params); err != nil {
		c.log.Debug("a button press was not acknowledged", "err", err)
	}
}
