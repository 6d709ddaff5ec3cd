package store

import (
	"fmt"
	"testing"
	"time"

	"dondoc/plan"
)

// Ensure that every notice is accounted for: queued, sent with a receipt, or
// ended with a reason; and that totals count them.
func TestEndings(t *testing.T) {
	h := newHouse(t)
	h.do(func(*View) Outcome {
		return Outcome{Notices: []plan.Notice{{Key: "a", Doubts: 1, Class: plan.DigestClass}, {Key: "b"}, {Key: "c"}, {Key: "d", Edit: 5}}}
	})
	digest := plan.Receipt{
		To: 1, Chat: 10, Message: 5, Class: plan.DigestClass, Kind: "digest", Sent: 100,
		Lines: []plan.NumberedDuty{{Number: 1, Duty: plan.Duty{Kind: plan.Perform, Subject: 3}}},
	}
	h.do(func(v *View) Outcome {
		q := v.Queue()
		digest.Notice = q[0].ID
		return Outcome{Finished: []Finished{
			{ID: q[1].ID, Ending: Merged, Receipt: &digest},
			{ID: q[0].ID, Ending: Sent, Receipt: &digest},
			{ID: q[2].ID, Ending: Unreachable, Detail: "blocked"},
		}}
	})
	h.do(func(v *View) Outcome {
		return Outcome{Finished: []Finished{{ID: v.Queue()[0].ID, Ending: Sent, Receipt: &plan.Receipt{
			To: 1, Chat: 10, Message: 5, Kind: "edit", Sent: 200,
			Lines: []plan.NumberedDuty{{Number: 2, Duty: plan.Duty{Kind: plan.Perform, Subject: 4}}},
		}}}}
	})
	for id := range plan.NoticeID(5) {
		r, ok := h.receiptOf(id)
		if ok != (id == 1 || id == 2 || id == 4) || ok && (r.Kind != "digest" || r.Notice != 1 || r.Lines[0].Number != 2) {
			t.Errorf("receipt of %d: %+v", id, r)
		}
	}
	if list := h.digests(1, 9); len(list) != 1 || list[0].Sent != 100 {
		t.Errorf("digests: %+v", list)
	}
	ended := h.Endings(9)
	if len(ended) != 3 || ended[2].Doubts != 1 || ended[0].Ending != Unreachable || ended[0].Detail != "blocked" || ended[0].Key != "c" {
		t.Errorf("endings: %+v", ended)
	}
	h.reopen()
	st := h.Stats()
	if st.Totals.Ended[Sent] != 2 || st.Totals.Ended[Merged] != 1 || st.Totals.Doubts != 1 || len(st.Queued) != 0 || st.Bytes == 0 {
		t.Errorf("%+v", st)
	}
}

// Ensure that digests come newest first and person by person, up to the
// highest ids.
func TestDigestsOrder(t *testing.T) {
	h := newHouse(t)
	for i := range 6 {
		h.do(func(*View) Outcome { return Outcome{Notices: []plan.Notice{{Key: fmt.Sprint(i)}}} })
		h.do(func(v *View) Outcome {
			to := plan.PersonID(1<<32 - 1 - uint32(i%2))
			r := plan.Receipt{To: to, Chat: -4, Message: i, Class: plan.DigestClass, Sent: int64(i)}
			return Outcome{Finished: []Finished{{ID: v.Queue()[0].ID, Ending: Sent, Receipt: &r}}}
		})
	}
	for person, want := range map[plan.PersonID]string{1<<32 - 1: "[4 2]", 1<<32 - 2: "[5 3]", 7: "[]"} {
		got := []int64{}
		for _, r := range h.digests(person, 2) {
			got = append(got, r.Sent)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("person %d: %v, want %s", person, got, want)
		}
	}
}

// Ensure that a notice may carry an id of its own command, and no other.
func TestNewNotice(t *testing.T) {
	h := newHouse(t)
	id := h.do(func(v *View) Outcome {
		id := v.NewNotice()
		return Outcome{Notices: []plan.Notice{{Key: "first"}, {ID: id, Key: "own"}}, Value: id}
	}).(plan.NoticeID)
	h.Read(func(s *Snapshot) {
		if len(s.Queue) != 2 || s.Queue[0].ID != id || s.Queue[0].Key != "own" {
			t.Errorf("%+v", s.Queue)
		}
	})
}

// Ensure that an account belongs to one person, may pass on, and goes with the
// person.
func TestAccounts(t *testing.T) {
	h := newHouse(t)
	set := func(p ...Particulars) error {
		return h.try(Command{Run: func(*View) (Outcome, error) { return Outcome{People: p}, nil }}).Err
	}
	owner := func() (id plan.PersonID) {
		h.Read(func(s *Snapshot) { id = s.PersonOf(50) })
		return id
	}
	if err := set(Particulars{Person: 1, Name: "A", Account: 50}); err != nil || owner() != 1 {
		t.Error(err)
	}
	if err := set(Particulars{Person: 2, Account: 50}); err == nil || owner() != 1 {
		t.Error("two persons have one account")
	}
	if err := set(Particulars{Person: 2, Account: 50}, Particulars{Person: 1, Name: "A"}); err != nil || owner() != 2 {
		t.Error(err)
	}
	if err := set(Particulars{Person: 2}); err != nil || owner() != 0 {
		t.Error(err)
	}
	h.reopen()
	if owner() != 0 || len(h.w.people.now) != 1 {
		t.Errorf("after opening: %+v", h.w.people.now)
	}
}

// Ensure that Once is known for nine days at least and forgotten some time
// after.
func TestOnceIsForgotten(t *testing.T) {
	h := newHouse(t)
	once := func(name string) Result {
		return h.try(Command{Once: name, Run: func(*View) (Outcome, error) { return Outcome{}, nil }})
	}
	for i := range 20 {
		once(fmt.Sprint("old", i))
	}
	h.now = h.now.Add(onceKept)
	for i := range 20 {
		once(fmt.Sprint("mid", i))
	}
	if !once("old3").Repeated {
		t.Error("forgotten too early")
	}
	h.now = h.now.Add(time.Hour)
	for i := range 20 {
		once(fmt.Sprint("new", i))
	}
	if once("old3").Repeated || !once("mid3").Repeated {
		t.Error("old ones stay, or young ones went")
	}
}

// Ensure that both ends and the middle of the queue can go, and that a taken
// back change leaves it as it was.
func TestQueueOrder(t *testing.T) {
	var q, published queue
	for i := range 20 {
		q.set(plan.Notice{ID: plan.NoticeID(i + 1)})
	}
	publish := func() {
		m := memory{register: plan.NewRegister(), queue: published}
		m.take(changes{queue: q.changes()})
		published = m.queue
	}
	publish()
	q.log = nil
	for _, id := range []plan.NoticeID{1, 20, 10, 5, 15, 2} {
		q.remove(id)
	}
	q.set(plan.Notice{ID: 21})
	q.set(plan.Notice{ID: 3, Attempts: 1})
	want := "[3 4 6 7 8 9 11 12 13 14 16 17 18 19 21]"
	before := ids(published)
	publish()
	if ids(q) != want || ids(published) != want {
		t.Errorf("%s, %s, want %s", ids(q), ids(published), want)
	}
	q.revert()
	if ids(q) != before {
		t.Errorf("%s, want %s", ids(q), before)
	}
}

func ids(q queue) string {
	list := []plan.NoticeID{}
	for _, n := range q.list {
		list = append(list, n.ID)
	}
	return fmt.Sprint(list)
}
