package bot

import (
	"context"
	"strings"
	"unicode"

	"dondoc/store"
)

// PutAside gives up an update that cannot be handled at all, without reading
// what it says: the person is told to put it in other words, and it is listed
// for the operator. The error is that of Receive.
func (b *Bot) PutAside(ctx context.Context, u Update, reason string) ([]Ack, error) {
	b.o.Log.Error("update put aside", "update", u.ID, "error", reason)
	return b.do(ctx, []Update{u}, []store.Command{{
		Once: onceOf(u),
		Run: func(v *store.View) (store.Outcome, error) {
			return b.aside(v, u, textNotHandled, reason), nil
		},
	}})
}

// maxRaw is how many bytes of an update are kept: all of any that Telegram
// sends.
const maxRaw = 256 << 10

// aside tells the person that an update could not be handled, and lists it.
// What a stranger wrote, or what may bear a stamp of secrecy, is not kept.
func (b *Bot) aside(v *store.View, u Update, told text[none], reason string) store.Outcome {
	t := b.turn(v, u)
	if u.Private && (u.Kind == Said || u.Kind == Edited || u.Kind == Pressed || u.Kind == Unread) {
		t.say(told.html(t.lang, none{}))
	}
	a := store.Aside{Update: u.ID, Person: t.person, At: v.Now.UnixMilli(), Reason: reason}
	if t.person != 0 && len(u.Raw) <= maxRaw && !maybeStamped(u.Text) {
		a.Raw = u.Raw
	}
	t.out.Aside = append(t.out.Aside, a)
	t.out.Value = told.plain(t.lang, none{})
	return t.out
}

// maybeStamped looks for a stamp of secrecy more coarsely than secret, and
// with nothing of what may have failed on the text.
func maybeStamped(text string) bool {
	letters := strings.Map(func(r rune) rune {
		switch {
		case r == 'Â' || r == 'Ạ' || r == 'Ậ':
			return 'A'
		case unicode.Is(unicode.Mn, r):
			return -1
		}
		return r
	}, text)
	return strings.Contains(letters, "MAT")
}
