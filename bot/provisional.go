package bot

import (
	"encoding/json"

	"dondoc/plan"
	"dondoc/store"
)

// bound is an account that the office has not confirmed yet: what the person
// was before it came, and what it has done since. The account of a named holder
// works at once, so that nobody waits for the office; when the office says that
// it is somebody else, what it did is taken back.
type bound struct {
	Invitation plan.InvitationID `json:"invitation"`
	At         int64             `json:"at"` // Unix milliseconds
	// State and the account are those of the person before.
	State   plan.PersonState `json:"state,omitempty"`
	Account int64            `json:"account,omitempty"`
	Chat    int64            `json:"chat,omitempty"`
	Did     []applied        `json:"did,omitempty"`
	// Asked are the questions to the office.
	Asked []plan.MatterID `json:"asked,omitempty"`
}

const boundForm = "bound"

// binds notes that an account was bound provisionally. One that follows another
// unconfirmed one goes on with its notes: the office rejects both.
func (t *turn) binds(id plan.InvitationID, before plan.Person, was store.Particulars) {
	b := bound{Invitation: id, At: t.v.Now.UnixMilli(), State: before.State, Account: was.Account, Chat: was.Chat}
	if before.State == plan.Provisional {
		if old, ok := t.boundOf(t.person); ok {
			b = old
		}
	}
	t.put(boundForm, b)
}

func (t *turn) boundOf(person plan.PersonID) (bound, bool) {
	var b bound
	data, ok := t.v.Form(person, boundForm)
	for _, f := range t.out.Forms {
		if f.Person == person && f.Name == boundForm {
			data, ok = f.Value, f.Value != nil
		}
	}
	return b, ok && json.Unmarshal(data, &b) == nil
}

// unconfirmed lets the notes of an account grow while the office has not
// confirmed it.
func (t *turn) unconfirmed(note func(*bound)) {
	if t.r.People.Get(t.person).State != plan.Provisional {
		return
	}
	if b, ok := t.boundOf(t.person); ok {
		note(&b)
		t.put(boundForm, b)
	}
}

// forget strikes what the account has taken back itself; before is what it did
// on the assignment before that, which now stands at another revision.
func (b *bound) forget(d applied, revision uint32) {
	rest := b.Did[:0]
	for _, did := range b.Did {
		switch {
		case did.Assignment != d.Assignment:
		case did.Revision == d.Revision:
			continue
		case did.Revision == d.Before.Revision:
			did.Revision = revision
		}
		rest = append(rest, did)
	}
	b.Did = rest
}

// reject takes a provisional account from a person, with all that it did as
// far as nothing came after it; the person is as before, and the account is
// told. The history says that a rejected account did it.
func (t *turn) reject(i plan.Invitation) (undone, stuck []applied) {
	b, ok := t.boundOf(i.Person)
	if !ok {
		b.At = t.v.Now.UnixMilli()
	}
	t.out.Forms = append(t.out.Forms, store.Form{Person: i.Person, Name: boundForm}, store.Form{Person: i.Person, Name: "ask"})
	undone, stuck = t.takeBackAll(b.Did)
	for _, id := range b.Asked {
		if t.r.Matters.Get(id).State.Open() {
			t.v.Record(plan.MatterSettled{ID: id, State: plan.Withdrawn, Day: t.today})
		}
	}
	id := b.Invitation
	if id == 0 {
		id = t.invitationOf(i.Person)
	}
	t.v.Record(plan.AccountRejected{Invitation: id, Person: i.Person, Since: b.At})
	rejected := t.v.Particulars(i.Person)
	t.toChat(rejected.Chat, "rejected", textRejected.html(t.r.Language(i.Person), t.r.Office().Name))
	again := store.Particulars{Person: i.Person, Name: rejected.Name}
	state := plan.Left
	if b.State == plan.Joined && b.Account != rejected.Account && t.v.PersonOf(b.Account) == 0 {
		state, again.Account, again.Chat = plan.Joined, b.Account, b.Chat
		t.toChat(b.Chat, "kept", textKept.html(t.r.Language(i.Person), none{}))
	}
	t.v.Record(plan.PersonChanged{Person: i.Person, State: state})
	t.out.People = append(t.out.People, again)
	return undone, stuck
}

// invitationOf is the last one that bound a person.
func (t *turn) invitationOf(person plan.PersonID) (last plan.InvitationID) {
	for id, i := range t.r.Invitations.All() {
		if i.Used == person {
			last = id
		}
	}
	return last
}

// toChat answers in a chat that is no longer, or not yet again, a person's.
func (t *turn) toChat(chat int64, key, html string) {
	if chat == 0 {
		return
	}
	t.out.Notices = append(t.out.Notices, reply{Message: messageOf(html)}.fix(plan.Notice{
		Key: key + "/" + itoa(int(t.u.ID)), Kind: "answer", Class: plan.AnswerClass, Chat: chat, Created: t.v.Now.UnixMilli(),
	}))
}

// nameAt returns a person's name, unless an account acted in it at that instant
// that the office has rejected since.
func (t *turn) nameAt(person plan.PersonID, at int64) string {
	for _, i := range t.r.Invitations.All() {
		if i.Used == person && i.Rejected != 0 && i.Since <= at && at <= i.Rejected {
			return textRejectedAccount.plain(t.lang, none{})
		}
	}
	return t.name(person)
}

// latestName names who gave the last answer on an assignment.
func (t *turn) latestName(id plan.AssignmentID, a plan.Assignment) string {
	for _, i := range t.r.Invitations.All() {
		if i.Used != a.By || i.Rejected == 0 {
			continue
		}
		for _, e := range t.v.History(a.Task, 20) {
			switch b := e.Body.(type) {
			case plan.Updated:
				if b.Assignment == id {
					return t.nameAt(e.By, e.At)
				}
			case plan.MatterRaised:
				if b.Matter.Assignment == id {
					return t.nameAt(e.By, e.At)
				}
			}
		}
	}
	return t.name(a.By)
}
