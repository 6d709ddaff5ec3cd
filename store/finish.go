package store

import "dondoc/plan"

// Ended is a notice that left the queue without being sent.
type Ended struct {
	ID     plan.NoticeID `json:"id"`
	Key    string        `json:"key"`
	To     plan.PersonID `json:"to,omitempty"`
	Chat   int64         `json:"chat,omitempty"`
	Class  plan.Class    `json:"class"`
	Kind   string        `json:"kind"`
	Doubts uint8         `json:"doubts,omitempty"`
	Ending Ending        `json:"ending"`
	Detail string        `json:"detail,omitempty"`
	At     int64         `json:"at"` // Unix milliseconds
}

// Totals count what has become of all notices.
type Totals struct {
	Ended map[Ending]uint64 `json:"ended"`
	// Doubts counts the attempts whose outcome is unknown, of notices that have
	// left the queue: as many duplicates may stand in chats.
	Doubts uint64 `json:"doubts,omitempty"`
}

// plus returns the totals with one more ending. Totals are never changed in
// place, since both copies of the memory may share them.
func (t Totals) plus(ending Ending, doubts uint8) Totals {
	next := Totals{make(map[Ending]uint64, len(t.Ended)+1), t.Doubts + uint64(doubts)}
	for e, n := range t.Ended {
		next.Ended[e] = n
	}
	next.Ended[ending]++
	return next
}

var endings = map[Ending]bool{
	Sent: true, Stale: true, Merged: true, Superseded: true,
	Unreachable: true, RefusedBy: true, Doubtful: true,
}

func (w *writer) stageFinished(s *staged, v *View, out Outcome) error {
	busy := map[plan.NoticeID]bool{}
	for _, n := range out.Changed {
		busy[n.ID] = true
	}
	for _, f := range out.Finished {
		n, ok := w.queue.get(f.ID)
		switch {
		case !ok:
			return refuse("finished notice %d is not in the queue", f.ID)
		case busy[f.ID]:
			return refuse("notice %d is finished twice or changed as well", f.ID)
		case !endings[f.Ending]:
			return refuse("notice %d has the unknown ending %q", f.ID, f.Ending)
		case f.Ending == Sent && f.Receipt == nil && n.Edit == 0:
			return refuse("sent notice %d has no receipt", f.ID)
		}
		busy[f.ID] = true
		if err := w.stageEnding(s, v, n, f); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) stageEnding(s *staged, v *View, n plan.Notice, f Finished) error {
	id := key64(uint64(f.ID))
	doubts := n.Doubts
	if err := s.put(bQueue, id, nil); err != nil {
		return err
	}
	if f.Receipt != nil {
		doubts = max(doubts, f.Receipt.Doubts)
		if err := w.stageReceipt(s, n, *f.Receipt); err != nil {
			return err
		}
	}
	if f.Ending != Sent || doubts > 0 {
		ended := Ended{
			n.ID, n.Key, n.To, n.Chat, n.Class, n.Kind, doubts,
			f.Ending, f.Detail, v.Now.UnixMilli(),
		}
		if err := s.pack(bEnded, id, ended); err != nil {
			return err
		}
	}
	s.gone = append(s.gone, f.ID)
	s.totals = s.totals.plus(f.Ending, doubts)
	return nil
}

// stageReceipt stages the receipt of a notice. An edit changes what is known of
// the message's lines, subject and words, not what the message is; a notice
// that was merged into another only points at the message.
func (w *writer) stageReceipt(s *staged, n plan.Notice, r plan.Receipt) error {
	key := receiptKey(r.Chat, r.Message)
	if err := s.put(bSent, key64(uint64(n.ID)), key); err != nil {
		return err
	}
	if r.Notice == 0 {
		r.Notice = n.ID
	}
	if r.Notice != n.ID {
		return nil
	}
	if old, ok := w.file.receiptAt(key); ok && n.Edit != 0 {
		if len(r.Lines) > 0 {
			old.Lines = r.Lines
		}
		if len(r.Said) > 0 {
			old.Said = r.Said
		}
		if r.Subject != (plan.Duty{}) {
			old.Subject = r.Subject
		}
		r = old
	}
	if err := s.pack(bReceipts, key, r); err != nil {
		return err
	}
	if r.Class != plan.DigestClass || r.Notice != n.ID {
		return nil
	}
	return s.put(bDigests, digestKey(r.To, r.Sent, r.Notice), key)
}
