package bot

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/store"
	"dondoc/viet"
)

// Invitations hold this long.
const (
	inviteLife = 7 * 24 * time.Hour
	firstLife  = 24 * time.Hour
)

// newCode draws a code of 132 bits for a link; only its hash is kept.
func newCode() (code, hash string) {
	raw := make([]byte, 17)
	rand.Read(raw)
	code = base64.RawURLEncoding.EncodeToString(raw)[:22]
	return code, hashOf(code)
}

func hashOf(code string) string {
	sum := sha256.Sum256([]byte(code))
	return hex.EncodeToString(sum[:])
}

func (b *Bot) link(code string) string {
	return "https://t.me/" + orElse(b.username(), "BOT") + "?start=" + code
}

// stranger answers somebody who is nobody here: with a code that holds the
// account is bound, anything else gets the same polite refusal. Nothing that
// a stranger writes is kept.
func (t *turn) stranger() error {
	if t.u.Kind == Pressed {
		t.ack = textOldButton.plain(t.lang, none{})
		return nil
	}
	if t.u.Kind != Said {
		return nil
	}
	t.lang = t.r.Office().Language
	if name, code, ok := readCommand(t.u.Text, t.b.username()); ok && name == "start" && code != "" {
		if t.join(code) {
			return nil
		}
	}
	t.say(textStranger.html(t.lang, none{}))
	return nil
}

// join binds an account by a code; false when the code does not hold.
func (t *turn) join(code string) bool {
	hash := hashOf(code)
	for id, i := range t.r.Invitations.All() {
		if i.Hash != hash || i.Used != 0 || i.Expires < t.v.Now.Unix() {
			continue
		}
		t.bind(id, *i)
		return true
	}
	return false
}

func (t *turn) bind(id plan.InvitationID, i plan.Invitation) {
	p := t.v.Particulars(i.Person)
	t.person, t.v.By = i.Person, i.Person
	old, oldChat := p.Account, p.Chat
	p.Person, p.Account, p.Chat = i.Person, t.u.Account, t.u.Chat
	t.out.People = append(t.out.People, p)
	if oldChat != 0 && old != t.u.Account {
		t.warnOldAccount(i, oldChat)
	}
	if !i.First {
		t.binds(id, t.r.People.Get(i.Person), store.Particulars{Account: old, Chat: oldChat})
	}
	t.v.Record(plan.InvitationUsed{ID: id, Person: i.Person})
	state := plan.Provisional
	if i.First {
		state = plan.Joined
	}
	t.v.Record(plan.PersonChanged{Person: i.Person, State: state, Since: t.today, Found: true})
	if i.First {
		t.v.Record(plan.Seated{Post: i.Post, Seat: i.Seat, Person: i.Person})
	}
	t.lang = t.r.Language(i.Person)
	args := welcomeArgs{
		Name: p.Name, Post: t.seatName(i.Post, i.Seat), Office: t.r.Office().Name, Wait: !i.First,
	}
	t.say(textWelcome.html(t.lang, args))
	if !i.First {
		t.askConfirm(id, old)
	}
}

// warnOldAccount tells the account that a person had before that another one
// has opened an invitation in that person's name.
func (t *turn) warnOldAccount(i plan.Invitation, chat int64) {
	t.toChat(chat, "warned", textOtherAccount.html(t.r.Language(i.Person), postName(t.r, i.Post)))
}

// joinNotice is what the office is asked about an account that joined.
type joinNotice struct {
	Invitation plan.InvitationID `json:"invitation"`
	Account    string            `json:"account"` // the name that the account shows
	Before     bool              `json:"before"`  // the person had another account
}

func (t *turn) askConfirm(id plan.InvitationID, old int64) {
	args := joinNotice{Invitation: id, Account: t.u.Name, Before: old != 0 && old != t.u.Account}
	for _, post := range t.r.OfficePosts() {
		t.notify(post, plan.DecisionClass, "join", plan.Duty{}, "join/"+itoa(int(id)), args)
	}
}

func (t *turn) joinCard(n joinNotice) outbox.Message {
	i := t.r.Invitations.Get(n.Invitation)
	args := joinArgs{
		Account: n.Account, Name: t.name(i.Person), Post: t.seatName(i.Post, i.Seat), Before: n.Before,
		Done: t.r.People.Get(i.Person).State == plan.Joined,
	}
	if args.Done {
		return messageOf(textJoin.html(t.lang, args))
	}
	return messageOf(textJoin.html(t.lang, args), []outButton{
		button(textButtonConfirm.plain(t.lang, none{}), "confirm", uint64(n.Invitation)),
		button(textButtonReject.plain(t.lang, none{}), "reject", uint64(n.Invitation)),
	})
}

// confirm makes a provisional account that of the person, in the seat of the
// invitation; who held the seat is told.
func (t *turn) confirm(id plan.InvitationID, yes bool) error {
	i := t.r.Invitations.Get(id)
	state := t.r.People.Get(i.Person).State
	if !t.may(plan.Manage, plan.Scope{}) || i.Used == 0 {
		t.ack = textOldButton.plain(t.lang, none{})
		return nil
	}
	if i.Rejected != 0 || state != plan.Provisional {
		said := confirmArgs{Name: t.name(i.Person), Post: t.seatName(i.Post, i.Seat), Yes: i.Rejected == 0 && state == plan.Joined}
		t.ack = textConfirmed.plain(t.lang, said)
		var mine bool
		if t.get("confirmed/"+itoa(int(id)), &mine) {
			return nil // it stands there already, with what came of it
		}
		t.change(reply{Message: messageOf(textConfirmed.html(t.lang, said))})
		return nil
	}
	t.put("confirmed/"+itoa(int(id)), true)
	label := confirmArgs{Name: t.name(i.Person), Post: t.seatName(i.Post, i.Seat), Yes: yes}
	if !yes {
		undone, stuck := t.reject(i)
		label.Undone, label.Stuck = t.actOn(undone), t.actOn(stuck)
		t.change(reply{Message: messageOf(textConfirmed.html(t.lang, label), t.cardButtons(stuck)...)})
		return nil
	}
	t.out.Forms = append(t.out.Forms, store.Form{Person: i.Person, Name: boundForm})
	t.v.Record(plan.PersonChanged{Person: i.Person, State: plan.Joined})
	post := t.r.Posts.Get(i.Post)
	before := map[plan.Seat]plan.PersonID{plan.HolderSeat: post.Holder, plan.DelegateSeat: post.Delegate, plan.ActingSeat: post.Acting}[i.Seat]
	if before != i.Person {
		t.v.Record(plan.Seated{Post: i.Post, Seat: i.Seat, Person: i.Person})
		if before != 0 && t.r.People.Get(before).Reachable() {
			lang := t.r.Language(before)
			html := textReplaced.html(lang, confirmArgs{Name: label.Name, Post: label.Post})
			t.notifyPerson(before, plan.OutcomeClass, "told", plan.Duty{}, "replaced/"+itoa(int(id)), toldNotice{HTML: html})
		}
	}
	lang := t.r.Language(i.Person)
	t.notifyPerson(i.Person, plan.OutcomeClass, "told", plan.Duty{}, "confirmed/"+itoa(int(id)),
		toldNotice{HTML: textYouAreConfirmed.html(lang, label)})
	t.change(reply{Message: messageOf(textConfirmed.html(t.lang, label))})
	return nil
}

// invite is "/invite P. KHTC" for the holder whom the office has named, or
// "/invite P. KHTC; Nguyễn Văn B" for a new one; "phó" or "ủy quyền" before
// the name for a delegate.
func (t *turn) invite(args string) error {
	if !t.may(plan.Manage, plan.Scope{}) {
		return t.forbidden()
	}
	if args == "" {
		t.say(textHowInvite.html(t.lang, none{}), t.postButtons("inviteto")...)
		return nil
	}
	unit, name, _ := strings.Cut(args, ";")
	post := t.postByName(unit)
	if post == 0 {
		t.say(textNoUnit.html(t.lang, unit), t.postButtons("inviteto")...)
		return nil
	}
	return t.inviteTo(post, viet.Clean(name), false)
}

// postByName finds the post of a unit's head, or a leader's by its title.
func (t *turn) postByName(name string) plan.PostID {
	folded := viet.Fold(viet.Clean(name))
	for id, p := range t.r.Posts.All() {
		if viet.Fold(p.Title) == folded && (p.Role == plan.Director || p.Role == plan.Deputy) {
			return id
		}
		if p.Holder != 0 && viet.Fold(t.name(p.Holder)) == folded {
			return id
		}
	}
	if found, _ := namesOf(t.r).find(name); len(found) == 1 {
		return t.r.HeadOf(found[0])
	}
	return 0
}

func (t *turn) postButtons(action string) [][]outButton {
	var out []outButton
	for id, p := range t.r.Posts.All() {
		state := t.r.People.Get(p.Holder).State
		if p.Holder != 0 && state != plan.Named && state != plan.Left {
			continue
		}
		label := postName(t.r, id)
		if p.Role == plan.Deputy && p.Holder != 0 {
			label += " " + t.name(p.Holder) // there may be several
		}
		out = append(out, button(label, action, uint64(id)))
	}
	return rows(2, out[:min(len(out), 20)]...)
}

// inviteTo makes the link for a post; a name that is not the holder's names a
// new person, who takes the seat once the office has confirmed the account.
// Of a seat whose holder has joined it is asked first.
func (t *turn) inviteTo(post plan.PostID, name string, sure bool) error {
	said := name
	seat := plan.HolderSeat
	for _, word := range []string{"ủy quyền ", "uỷ quyền ", "delegate "} {
		if rest, ok := strings.CutPrefix(name, word); ok {
			name, seat = rest, plan.DelegateSeat
		}
	}
	p := t.r.Posts.Get(post)
	person := p.Holder
	if seat == plan.DelegateSeat {
		person = p.Delegate
	}
	if who := t.r.People.Get(person); !sure && person != 0 && who.State == plan.Joined {
		t.put("invite", inviteShown{post, said, t.u.ID})
		args := joinedArgs{Post: t.seatName(post, seat), Name: t.name(person), New: name, Lost: who.Unreachable != 0}
		if viet.SameName(args.Name, name) {
			args.New = ""
		}
		t.say(textJoinedAlready.html(t.lang, args),
			[]outButton{button(textButtonInviteNew.plain(t.lang, none{}), "invitenew", uint64(t.u.ID))}, t.stopButton())
		return nil
	}
	if name != "" && (person == 0 || !viet.SameName(t.name(person), name)) {
		person = t.nameNew(name)
	}
	if person == 0 {
		t.say(textWhoIsIt.html(t.lang, postName(t.r, post)))
		return nil
	}
	code := t.b.invitation(t.v, post, seat, person, false)
	m := reply{Message: messageOf(textInvite.html(t.lang, inviteArgs{
		Name: t.nameOrNew(person, name), Post: t.seatName(post, seat), Link: t.b.link(code), Unnamed: t.b.username() == "",
		Until: t.day(t.r.Today(t.v.Now.Add(inviteLife))),
	}))}
	if sure {
		t.change(m)
	} else {
		t.answer(m)
	}
	return nil
}

func (t *turn) nameOrNew(person plan.PersonID, name string) string {
	for _, p := range t.out.People {
		if p.Person == person {
			return p.Name
		}
	}
	return orElse(t.v.Particulars(person).Name, name)
}

// nameNew names a person who is not known yet.
func (t *turn) nameNew(name string) plan.PersonID {
	id := t.r.People.Next()
	t.v.Record(plan.PersonAdded{ID: id})
	t.out.People = append(t.out.People, store.Particulars{Person: id, Name: name})
	return id
}

func (b *Bot) invitation(v *store.View, post plan.PostID, seat plan.Seat, person plan.PersonID, first bool) string {
	code, hash := newCode()
	life := inviteLife
	if first {
		life = firstLife
	}
	v.Record(plan.Invited{ID: v.Register.Invitations.Next(), Invitation: plan.Invitation{
		Post: post, Seat: seat, Person: person, Hash: hash, Expires: v.Now.Add(life).Unix(), First: first,
	}})
	return code
}

// ErrNoOffice is returned when the office has no post that could be invited.
var ErrNoOffice = errors.New("bot: the office has no post with a holder")

// InviteFirst makes the link for the first account of the office, printed on
// the console: it holds for a day and joins at once, since nobody is there to
// confirm it.
func (b *Bot) InviteFirst(ctx context.Context) (string, error) {
	results := b.o.Store.Do(ctx, []store.Command{{Run: func(v *store.View) (store.Outcome, error) {
		v.Source = plan.Source{Console: true}
		post := v.Register.OfficePost()
		person := v.Register.Posts.Get(post).Holder
		if person == 0 {
			return store.Outcome{}, ErrNoOffice
		}
		lang := v.Register.Office().Language
		code := b.invitation(v, post, plan.HolderSeat, person, true)
		args := inviteArgs{
			Name: v.Particulars(person).Name, Post: postName(v.Register, post), Link: b.link(code), Unnamed: b.username() == "",
			Until: viet.LongDate(v.Register.Today(v.Now.Add(firstLife)), lang),
		}
		return store.Outcome{Value: textInviteFirst.plain(lang, args)}, nil
	}}})
	words, _ := results[0].Value.(string)
	return words, results[0].Err
}

// acting is "/acting P. KHTC; Nguyễn Văn B": an acting head, who must have
// joined; "/acting P. KHTC" alone ends it.
func (t *turn) acting(args string) error {
	if !t.may(plan.Manage, plan.Scope{}) {
		return t.forbidden()
	}
	unit, name, _ := strings.Cut(args, ";")
	post := t.postByName(unit)
	if post == 0 {
		t.say(textHowActing.html(t.lang, none{}))
		return nil
	}
	name = viet.Clean(name)
	var person plan.PersonID
	for id := range t.r.People.All() {
		if name != "" && t.r.People.Get(id).State == plan.Joined && viet.SameName(t.name(id), name) {
			person = id
		}
	}
	if name != "" && person == 0 {
		t.say(textActingUnknown.html(t.lang, name))
		return nil
	}
	before := t.r.Posts.Get(post)
	t.v.Record(plan.Seated{Post: post, Seat: plan.ActingSeat, Person: person})
	for _, who := range []plan.PersonID{person, before.Acting, before.Holder} {
		if who == 0 || who == t.person || !t.r.People.Get(who).Reachable() {
			continue
		}
		html := textActing.html(t.r.Language(who), confirmArgs{Name: name, Post: postName(t.r, post), Yes: person != 0})
		key := "acting/" + itoa(int(t.u.ID)) + "/" + itoa(int(post))
		t.notifyPerson(who, plan.OutcomeClass, "told", plan.Duty{}, key, toldNotice{HTML: html})
	}
	t.say(textActing.html(t.lang, confirmArgs{Name: name, Post: postName(t.r, post), Yes: person != 0}))
	return nil
}

// start is "/start" of somebody who has joined: where things stand.
func (t *turn) start(code string) error {
	if code != "" && (t.linked(code) || t.join(code)) {
		return nil
	}
	return t.help("")
}

// language is "/language": the choice, or "/language en".
func (t *turn) language(args string) error {
	for _, lang := range languages {
		if args == lang {
			t.setLanguage(lang)
			return nil
		}
	}
	t.say(textLanguage.html(t.lang, none{}), []outButton{
		button("Tiếng Việt", "language", 0), button("English", "language", 1),
	})
	return nil
}

func (t *turn) setLanguage(lang string) {
	t.v.Record(plan.PersonChanged{Person: t.person, Language: lang})
	t.lang = lang
	t.say(textLanguageSet.html(lang, none{}))
}

// goLive is "/golive 1/12": the first day on which anything unsolicited is
// sent; "/golive resume" lets a restored office speak again.
func (t *turn) goLive(args string) error {
	if !t.may(plan.Manage, plan.Scope{}) {
		return t.forbidden()
	}
	s := t.r.Office()
	if date, _, ok := viet.ParseDate(args, t.today); ok {
		s.GoLive = date
		t.v.Record(plan.SettingsChanged{Settings: s})
	} else if args != "" {
		t.say(textHowGoLive.html(t.lang, none{}))
		return nil
	}
	var day string
	if s.GoLive != 0 {
		day = t.longDay(s.GoLive)
	}
	t.say(textGoLive.html(t.lang, day))
	return nil
}
