package bot

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"dondoc/outbox"
	"dondoc/plan"
)

type outButton = outbox.Button

func messageOf(html string, buttons ...[]outButton) outbox.Message {
	return outbox.Message{HTML: html, Buttons: buttons}
}

// sayBack says what was recorded, a line each, with buttons to correct and to
// undo, and keeps what is needed for both.
func (t *turn) sayBack(lines []understood, did []applied, key string) {
	defer t.askValues(key)
	lines = slices.DeleteFunc(lines, func(l understood) bool { return l.What == "" }) // what is asked
	if len(lines) == 0 {
		return
	}
	if len(did) > 0 {
		t.put("did/"+key, did)
	}
	args := sayBackArgs{
		Time: t.clock(), Day: t.day(t.today),
		Lines: lines, Count: len(did), Left: t.leftOver(did),
	}
	args.ManyLeft = len(args.Left) > leftShown
	var buttons [][]outButton
	var fix []outButton
	for _, line := range lines {
		if line.Ask != 0 {
			label := textAskExtensionButton.plain(t.lang, askExtensionArgs{Code: line.Code, Date: t.short(line.Ask)})
			buttons = append(buttons, []outButton{button(label, "extend", uint64(line.Assignment), uint64(line.Ask))})
		}
		if line.Assignment != 0 && line.What != "not_begun" {
			fix = append(fix, button(textFixButton.plain(t.lang, line.Code), "fix", uint64(line.Assignment)))
		}
	}
	buttons = append(buttons, rows(3, fix[:min(len(fix), 9)]...)...)
	if len(did) > 0 {
		buttons = append(buttons, []outButton{button(textUndoButton.plain(t.lang, len(did)), "undo", keyNumber(key))})
	}
	m := reply{Message: messageOf(textSayBack.html(t.lang, args), buttons...)}
	if len(did) == 1 {
		t.put("last", lastReport{Assignment: did[0].Assignment, At: t.v.Now.UnixMilli()})
		m.Subject = plan.Duty{Kind: plan.Perform, Subject: uint32(did[0].Assignment)}
	}
	edit := t.instead
	t.instead = 0
	t.put("back/"+key, t.owe(m, edit))
}

// saidBack returns the message that says back what a message recorded; zero
// when there is none, or it has not gone out.
func (t *turn) saidBack(key string) int {
	var id plan.NoticeID
	if !t.get("back/"+key, &id) {
		return 0
	}
	receipt, _ := t.v.ReceiptOf(id)
	return receipt.Message
}

// sayBackOne says what one item recorded of one assignment; did is nil when
// nothing was.
func (t *turn) sayBackOne(line understood, did *applied) {
	var all []applied
	if did != nil {
		all = append(all, *did)
	}
	t.sayBack([]understood{line}, all, t.messageKey())
}

// leftOver names the lines of today's digest that are still open: what a
// person may have forgotten to answer.
func (t *turn) leftOver(did []applied) []chooseLine {
	digests := t.v.Digests(t.person, 1)
	if len(digests) == 0 || digests[0].Day != t.today || len(did) == 0 || did[0].Behalf {
		return nil
	}
	var out []chooseLine
	for _, line := range digests[0].Lines {
		id := plan.AssignmentID(line.Duty.Subject)
		a := t.r.Assignments.Get(id)
		if line.Duty.Kind != plan.Perform || !t.r.Standing(line.Duty) || t.answeredSince(a, t.today) {
			continue
		}
		task := t.r.Tasks.Get(a.Task)
		out = append(out, chooseLine{Number: line.Number, Code: task.Code, Title: t.titleOf(a), Due: t.dueWords(a.Due)})
	}
	return out
}

// leftShown is how many open lines of the digest are named with their dates; of
// more only the numbers are.
const leftShown = 3

// keyNumber packs the key of a message's applied lines into a number for a
// button: messages are even, updates odd.
func keyNumber(key string) uint64 {
	n, _ := strconv.ParseUint(key[1:], 10, 63)
	if strings.HasPrefix(key, "u") {
		return n<<1 | 1
	}
	return n << 1
}

func keyOf(n uint64) string {
	if n&1 == 1 {
		return "u" + strconv.FormatUint(n>>1, 10)
	}
	return "m" + strconv.FormatUint(n>>1, 10)
}

// undoLife is how long the button takes back what a report recorded; others have
// read it then, and it is corrected by a new report or an edit.
const undoLife = 10 * time.Minute

// undoOver reports whether the button under what was said back takes nothing
// back any more. What the office itself did has no such limit.
func (t *turn) undoOver(key string) bool {
	var did []applied
	receipt, ok := t.repliedTo()
	if !ok || !t.get("did/"+key, &did) || len(did) == 0 || did[0].Accepted || did[0].Office {
		return false
	}
	return t.v.Now.Sub(time.UnixMilli(receipt.Sent)) > undoLife
}

// undo takes back what a message recorded, as far as nothing came after it.
func (t *turn) undo(key string) (undone, stuck []applied) {
	var did []applied
	if !t.get("did/"+key, &did) {
		return nil, nil
	}
	undone, stuck = t.takeBackAll(did)
	t.put("did/"+key, nil)
	return undone, stuck
}

// takeBackAll takes back what was done, the last first.
func (t *turn) takeBackAll(did []applied) (undone, stuck []applied) {
	for i := len(did) - 1; i >= 0; i-- {
		d := did[i]
		if !t.may(d.action(), t.scope(t.r.Assignments.Get(d.Assignment))) {
			continue // no longer theirs
		}
		if d.touched() && t.r.Assignments.Get(d.Assignment).Revision != d.Revision || t.valuesStuck(d) {
			stuck = append(stuck, d)
			continue
		}
		t.takeBackValues(d, did[:i])
		if undone = append(undone, d); !d.touched() {
			continue
		}
		t.v.Record(plan.Restored{
			Assignment: d.Assignment, Before: d.Before, Withdraw: d.Raised, Reopen: d.Withdrew, Dated: d.Dated,
		})
		for _, id := range d.Files {
			if !t.r.Files.Get(id).Dropped {
				t.forgetFile(id)
			}
		}
		now := t.r.Assignments.Get(d.Assignment).Revision
		t.unconfirmed(func(b *bound) { b.forget(d, now) })
		// A second line of the same message on the same assignment goes on from
		// the revision that this gave.
		for j := range did[:i] {
			if did[j].Assignment == d.Assignment {
				did[j].Revision = now
			}
		}
		t.changed[d.Assignment] = true
	}
	return undone, stuck
}

// edited handles a message that was edited: it corrects what the message had
// recorded, until that was verified; after that the office is asked.
func (t *turn) edited() error {
	key := t.messageKey()
	t.asksAnew(key)
	var did []applied
	if !t.get("did/"+key, &did) {
		return t.message(t.u.Text)
	}
	undone, stuck := t.undo(key)
	t.settled = map[plan.AssignmentID]bool{}
	for _, d := range stuck {
		t.settled[d.Assignment] = true
	}
	if len(stuck) == 0 || len(undone) > 0 {
		// What was said back then is changed: its undo is that of the newest.
		t.instead = t.saidBack(key)
		record := func() error { return t.report(t.u.Text, key, false) }
		if asked, ok := askedValue(did); ok {
			if t.answeredValue(asked, t.u.Text) {
				return nil
			}
			if did[0].Assignment == 0 {
				record = func() error { return t.message(t.u.Text) }
			}
		} else if did[0].Accepted || did[0].Office || did[0].Behalf {
			record = func() error { return t.message(t.u.Text) }
		}
		if err := record(); err != nil {
			return err
		}
		if t.instead != 0 {
			t.owe(reply{Message: messageOf(textEditedAway.html(t.lang, none{}))}, t.instead)
		}
		if len(stuck) > 0 {
			did = nil
			t.get("did/"+key, &did)
			t.put("did/"+key, append(did, stuck...))
		}
	}
	for _, d := range stuck {
		a := t.r.Assignments.Get(d.Assignment)
		label := t.didLabel(d)
		args := editArgs{Code: label.Code, Title: label.Title}
		switch {
		case a.State == plan.Done && t.objects(form{Assignment: d.Assignment}):
			t.question(d.Assignment, t.u.Text)
			t.say(textEditedVerified.html(t.lang, args))
		case a.State == plan.Done: // recorded by the office, which asks nobody but opens it again
			card := t.card(d.Assignment)
			card.Message.HTML = textEditedByOffice.html(t.lang, args.Code) + "\n\n" + card.Message.HTML
			t.answer(card)
		default:
			t.say(textEditedLate.html(t.lang, args))
		}
	}
	return nil
}

// question asks the office about an assignment.
func (t *turn) question(id plan.AssignmentID, words string) {
	m := plan.Matter{
		Kind: plan.Question, Assignment: id, Holder: t.r.OfficePost(), By: t.person,
		Raised: t.said, Since: t.today, Text: t.keep(words),
		Due: t.r.Calendar.Add(t.today, t.r.Office().DaysFor(plan.Question)),
	}
	raised := plan.MatterRaised{ID: t.r.Matters.Next(), Matter: m}
	t.v.Record(raised)
	t.unconfirmed(func(b *bound) { b.Asked = append(b.Asked, raised.ID) })
}

// showChanges owes an edit of today's digests in which changed assignments
// stand, so that they show what has been answered.
func (t *turn) showChanges() {
	if len(t.changed) == 0 || t.person == 0 {
		return
	}
	for _, receipt := range t.v.Digests(t.person, 1) {
		t.showChange(t.person, receipt)
	}
	for _, person := range t.colleagues() {
		for _, receipt := range t.v.Digests(person, 1) {
			if receipt.Day == t.today {
				t.showChange(person, receipt)
			}
		}
	}
}

// colleagues are the others who receive for the posts that the person receives
// for.
func (t *turn) colleagues() []plan.PersonID {
	var out []plan.PersonID
	for _, post := range t.r.ReceivesFor(t.person) {
		for _, person := range t.r.Recipients(post) {
			if person != t.person && !slices.Contains(out, person) {
				out = append(out, person)
			}
		}
	}
	return out
}

// showChange owes the edit of a person's digest when a changed line stands in
// it. One whose message the server has not named cannot be changed.
func (t *turn) showChange(person plan.PersonID, receipt plan.Receipt) {
	if receipt.Message == 0 {
		return
	}
	for _, line := range receipt.Lines {
		if line.Duty.Kind != plan.Perform || !t.changed[plan.AssignmentID(line.Duty.Subject)] {
			continue
		}
		t.out.Notices = append(t.out.Notices, plan.Notice{
			Key:  "edit/" + itoa(int(receipt.Chat)) + "/" + itoa(receipt.Message) + "/" + itoa(int(t.u.ID)),
			Kind: "digest", Class: plan.AnswerClass, To: person, Day: receipt.Day,
			Edit: receipt.Message, Created: t.v.Now.UnixMilli(),
		})
		return
	}
}
