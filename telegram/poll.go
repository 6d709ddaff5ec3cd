package telegram

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"dondoc/bot"
	"dondoc/outbox"
)

// Trouble is what ails the poll; the zero Trouble is none.
type Trouble struct {
	Kind string
	Why  string // the last error, for the operator
}

// The kinds of Trouble.
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
	// hasty is how soon an empty answer to a long poll comes from a server that
	// does not wait; it is asked again no sooner.
	hasty = time.Second
	// maxUpdate is above all update ids: what JSON numbers hold exactly.
	maxUpdate = 1 << 53
	// fullBatch is how many updates a server gives at once when not asked for
	// fewer.
	fullBatch = 100
)

// poller is where the poll stands.
type poller struct {
	careful bool
	// offset confirms everything before it; zero asks for the earliest that is
	// not confirmed.
	offset   int64
	limit    int // how many updates are asked for; zero: as many as there are
	rest     time.Duration
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

// Trouble says what ails the poll.
func (c *Client) Trouble() Trouble {
	if t := c.trouble.Load(); t != nil {
		return *t
	}
	return Trouble{}
}

// Poll hands updates to the receiver until ctx ends. What the receiver has
// accepted without error is confirmed by the next call, nothing else is. No
// failure ends it: also a token that is not known may be known in a minute, as
// when a server is being set up.
func (c *Client) Poll(ctx context.Context, receive Receiver) {
	c.run(ctx, receive, func() bool { return false })
}

// Drain polls without waiting until nothing is left at Telegram. The only error
// is that of ctx.
func (c *Client) Drain(ctx context.Context, receive Receiver) error {
	c.run(ctx, receive, c.CaughtUp)
	return ctx.Err()
}

func (c *Client) run(ctx context.Context, receive Receiver, done func() bool) {
	c.polling.Lock()
	defer c.polling.Unlock()
	var acks sync.WaitGroup
	defer acks.Wait()
	c.caughtUp.Store(false)
	for ctx.Err() == nil {
		answers, err := c.once(ctx, receive)
		c.acknowledge(ctx, &acks, answers)
		wait := c.poll.rest
		switch {
		case err == nil:
			c.poll.failures = 0
			c.setTrouble(Trouble{})
			if done() {
				return
			}
		case ctx.Err() == nil:
			wait = c.failed(err)
		}
		if wait > 0 {
			select {
			case <-ctx.Done():
			case <-time.After(wait):
			}
		}
	}
	c.caughtUp.Store(false)
}

// once makes one poll and hands over what it gives.
func (c *Client) once(ctx context.Context, receive Receiver) ([]bot.Ack, error) {
	p := &c.poll
	p.rest = 0
	wait := time.Duration(0)
	if c.caughtUp.Load() {
		wait = c.cfg.PollTimeout
	}
	began := c.cfg.Now()
	batch, err := c.fetch(ctx, wait)
	if err != nil {
		return nil, err
	}
	now := c.cfg.Now()
	c.polled.Store(now.UnixNano())
	if len(batch) == 0 {
		// Everything before the offset is confirmed now. Asking for the earliest
		// from here on does not miss ids that start anew: after a week without
		// updates the next id is random (Bot API: Update, update_id).
		p.offset, p.limit, p.careful = 0, 0, false
		if wait > 0 && now.Sub(began) < hasty {
			p.rest = hasty
		}
		if !c.caughtUp.Swap(true) && c.cfg.CaughtUp != nil {
			c.cfg.CaughtUp()
		}
		return nil, nil
	}
	next := batch[len(batch)-1].ID + 1
	if next == p.offset {
		return nil, &failure{method: "getUpdates", text: "the server gives again what was confirmed"}
	}
	if p.careful {
		return c.oneByOne(ctx, receive, batch)
	}
	answers, err := receive(ctx, batch)
	if err != nil {
		return nil, &unstored{err}
	}
	p.offset = next
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

// fetch calls getUpdates and decodes each update by itself. It gives them in
// the order of their ids; what has no id cannot be confirmed and is left out.
func (c *Client) fetch(ctx context.Context, wait time.Duration) ([]bot.Update, error) {
	ctx, cancel := context.WithTimeout(ctx, wait+pollGrace)
	defer cancel()
	params := tg.Params{"timeout": strconv.Itoa(int(wait / time.Second)), "allowed_updates": allowed}
	params.AddNonZero64("offset", c.poll.offset)
	params.AddNonZero("limit", c.poll.limit)
	result, err := c.call(ctx, "getUpdates", params)
	if errors.Is(err, errTooLong) {
		c.poll.limit = max(1, cmp.Or(c.poll.limit, fullBatch)/2)
	}
	if err != nil {
		return nil, err
	}
	var raw []json.RawMessage
	if err := json.Unmarshal(result, &raw); err != nil {
		return nil, &failure{method: "getUpdates", text: c.secret.strip(err.Error())}
	}
	batch := make([]bot.Update, 0, len(raw))
	for _, r := range raw {
		u, err := decode(r, c.cfg.Now())
		if err != nil {
			c.log.Error("an update could not be decoded", "update", u.ID, "err", err)
		}
		if u.ID > 0 && u.ID < maxUpdate {
			batch = append(batch, u)
		}
	}
	if len(batch) < len(raw) {
		c.log.Error("updates without an id", "of", len(raw), "without", len(raw)-len(batch))
		if len(batch) == 0 {
			return nil, &failure{method: "getUpdates", text: "updates without an id"}
		}
	}
	slices.SortStableFunc(batch, func(a, b bot.Update) int { return cmp.Compare(a.ID, b.ID) })
	return batch, nil
}

// failed says how long to wait after a failed poll.
func (c *Client) failed(err error) time.Duration {
	c.caughtUp.Store(false)
	p := &c.poll
	p.failures++
	wait := min(outbox.Pause(c.cfg.Now(), p.failures, 0), maxPause)
	t := Trouble{Kind: Away, Why: c.secret.strip(err.Error())}
	var f *failure
	var u *unstored
	switch {
	case errors.As(err, &u):
		t.Kind = Unstored
	case !errors.As(err, &f):
	case errors.Is(err, ErrToken):
		t.Kind, wait = Rejected, rejectedPause
	case f.code == http.StatusConflict:
		t.Kind = Contested
	case f.wait > 0:
		wait = f.wait
	}
	if f != nil && u == nil {
		t.Why = f.why()
	}
	switch {
	case c.Trouble().Kind == t.Kind && t.Kind != Contested:
		c.log.Debug("polling still fails", "trouble", t.Kind, "err", err, "again in", wait)
	case t.Kind == Rejected:
		c.log.Error("Telegram does not accept the bot's token: check the token and api_endpoint", "err", err, "again in", wait)
	default:
		c.log.Error("polling fails", "trouble", t.Kind, "err", err, "again in", wait)
	}
	c.setTrouble(t)
	return wait
}

func (c *Client) setTrouble(t Trouble) {
	old := c.Trouble()
	c.trouble.Store(&t)
	if t == (Trouble{}) && old != t {
		c.log.Info("polling again", "after", old.Kind)
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
