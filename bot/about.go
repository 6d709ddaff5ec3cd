package bot

import (
	"slices"
	"strings"
	"time"

	"dondoc/plan"
	"dondoc/viet"
)

// newerDigest is how long after a digest a bare number may still mean a line
// of the digest before it, and is asked when the two number differently.
const newerDigest = 2 * time.Hour

// about is what one item of a message turned out to speak about.
type about struct {
	assignments []plan.AssignmentID
	// choose are the assignments to ask about when it is not clear.
	choose []plan.AssignmentID
	// problem says why nothing was found; empty otherwise.
	problem problem
	// ref is the item's reference as the person wrote it.
	ref string
}

// problem is why a reference could not be followed.
type problem string

const (
	noSuchCode   problem = "code"    // nobody has a task of that code
	notYours     problem = "foreign" // it is another unit's
	closedTask   problem = "closed"  // it is done, cancelled or not followed up
	noSuchLine   problem = "line"    // no digest has that line
	disagreement problem = "differ"  // the code and the message replied to differ
	nothingOpen  problem = "nothing" // nothing is open
	notClear     problem = "unclear" // neither the task nor what is said of it
)

// open returns the open assignments of the person's units, earliest due first.
func (t *turn) open() []plan.AssignmentID {
	var out []plan.AssignmentID
	for _, unit := range t.r.UnitsOf(t.person) {
		out = append(out, t.r.OpenOf(unit, t.today)...)
	}
	return out
}

// only returns the only open assignment of the person's units, zero when there
// is none or there are several.
func (t *turn) only() plan.AssignmentID {
	var only plan.AssignmentID
	for _, unit := range t.r.UnitsOf(t.person) {
		for id := range t.r.Opens(unit, t.today) {
			if only != 0 {
				return 0
			}
			only = id
		}
	}
	return only
}

// repliedTo returns the receipt of the message that is replied to, or under
// which the button was.
func (t *turn) repliedTo() (plan.Receipt, bool) {
	id := t.u.ReplyTo
	if t.u.Kind == Pressed {
		id = t.u.Message
	}
	if id == 0 {
		return plan.Receipt{}, false
	}
	return t.v.Receipt(t.u.Chat, id)
}

// about resolves what an item of a message speaks about, in the order: a code
// written in it, the message replied to, bare numbers, words of a title, the
// only open duty; else it is to be asked.
func (t *turn) about(item viet.Item) []about {
	if len(item.Refs) == 0 {
		return []about{t.aboutNothingSaid(item)}
	}
	var out []about
	for _, ref := range item.Refs {
		switch ref.Kind {
		case viet.RefCode:
			out = append(out, t.aboutCode(ref.Code))
		case viet.RefNumber:
			out = append(out, t.aboutNumber(ref.N))
		case viet.RefRest:
			out = append(out, t.aboutRest(item.Except))
		default:
			out = append(out, t.aboutAll(ref.N))
		}
	}
	return out
}

func (t *turn) aboutCode(code string) about {
	a := about{ref: code}
	period := t.periods.next(code)
	if period != "" {
		a.ref += " " + period
	}
	found := t.inPeriod(t.withCode(t.open(), code), period)
	if len(found) == 0 { // what has not begun is judged, to say when it does
		found = t.inPeriod(t.upcoming(t.r.UnitsOf(t.person), code), period)
	}
	if len(found) > 0 {
		receipt, ok := t.repliedTo()
		if meant := both(found, t.subjects(receipt)); ok && len(meant) > 0 {
			found = meant
		}
		a.assignments, a.choose = oneOf(found)
		if ok && len(a.assignments) == 1 && t.differs(receipt, a.assignments[0]) {
			a.choose = append(a.assignments, t.subjects(receipt)...)
			a.assignments, a.problem = nil, disagreement
		}
		return a
	}
	a.problem = noSuchCode
	for id, task := range t.r.Tasks.All() {
		if !sameCode(task.Code, code) {
			continue
		}
		a.problem = notYours
		for _, unit := range t.r.UnitsOf(t.person) {
			switch led := t.led(id, unit); {
			case len(led) > 0 && len(t.inPeriod(led, period)) == 0:
				return about{ref: a.ref, problem: noSuchCode}
			case len(led) > 0:
				a.problem = closedTask
			}
		}
	}
	return a
}

// both returns what stands in two lists.
func both(a, b []plan.AssignmentID) []plan.AssignmentID {
	var out []plan.AssignmentID
	for _, id := range a {
		if slices.Contains(b, id) {
			out = append(out, id)
		}
	}
	return out
}

// led returns the assignments of a task that a unit has, open or not.
func (t *turn) led(task plan.TaskID, unit plan.UnitID) []plan.AssignmentID {
	var out []plan.AssignmentID
	for id := t.r.Units.Get(unit).First; id != 0; id = t.r.Assignments.Get(id).NextInUnit {
		if t.r.Assignments.Get(id).Task == task {
			out = append(out, id)
		}
	}
	return out
}

func (t *turn) withCode(open []plan.AssignmentID, code string) []plan.AssignmentID {
	var out []plan.AssignmentID
	for _, id := range open {
		if sameCode(t.r.Tasks.Get(t.r.Assignments.Get(id).Task).Code, code) {
			out = append(out, id)
		}
	}
	return out
}

func sameCode(a, b string) bool { return strings.EqualFold(a, b) }

// oneOf returns the only one of some assignments, or all of them to be chosen
// from: also two periods of one task are two.
func oneOf(ids []plan.AssignmentID) (one, choose []plan.AssignmentID) {
	if len(ids) == 1 {
		return ids, nil
	}
	return nil, ids
}

// subjects returns the assignments that a message sent is about.
func (t *turn) subjects(receipt plan.Receipt) []plan.AssignmentID {
	if receipt.Subject.Kind != plan.NoDuty {
		return []plan.AssignmentID{t.r.Assignment(receipt.Subject)}
	}
	var out []plan.AssignmentID
	for _, line := range receipt.Lines {
		if line.Duty.Kind == plan.Perform {
			out = append(out, plan.AssignmentID(line.Duty.Subject))
		}
	}
	return out
}

// differs reports whether a message sent is about other assignments only.
func (t *turn) differs(receipt plan.Receipt, id plan.AssignmentID) bool {
	subjects := t.subjects(receipt)
	for _, s := range subjects {
		if s == id || t.r.Assignments.Get(s).Task == t.r.Assignments.Get(id).Task {
			return false
		}
	}
	return len(subjects) > 0 && receipt.Subject.Kind != plan.NoDuty
}

// numbered returns the numbered message that bare numbers speak of: the one
// replied to, else the newest digest or list; second is an older one that a
// person may still be reading.
func (t *turn) numbered() (first, second plan.Receipt, ok bool) {
	if r, found := t.repliedTo(); found && len(r.Lines) > 0 {
		return r, plan.Receipt{}, true
	}
	digests := t.v.Digests(t.person, 2)
	if list, found := t.shown("tasks"); found && (len(digests) == 0 || list.Sent > digests[0].Sent) {
		if len(digests) > 0 && digests[0].Day == t.today {
			second = digests[0] // it may be the one that is read
		}
		return list, second, true
	}
	if len(digests) == 0 || len(digests[0].Lines) == 0 {
		return plan.Receipt{}, plan.Receipt{}, false
	}
	if len(digests) > 1 && t.u.At.Sub(time.UnixMilli(digests[0].Sent)) < newerDigest {
		second = digests[1]
	}
	return digests[0], second, true
}

func lineOf(r plan.Receipt, n int) (plan.Duty, bool) {
	for _, line := range r.Lines {
		if line.Number == n {
			return line.Duty, true
		}
	}
	return plan.Duty{}, false
}

func (t *turn) aboutNumber(n int) about {
	a := about{ref: itoa(n)}
	first, second, ok := t.numbered()
	duty, found := lineOf(first, n)
	other, had := lineOf(second, n)
	if had = had && other.Kind == plan.Perform; ok && !found && had {
		a.choose = []plan.AssignmentID{plan.AssignmentID(other.Subject)} // is it what is meant?
		return a
	}
	if !ok || !found || duty.Kind != plan.Perform {
		a.problem = noSuchLine
		return a
	}
	id := plan.AssignmentID(duty.Subject)
	if had && other != duty {
		a.choose = []plan.AssignmentID{id, plan.AssignmentID(other.Subject)}
		return a
	}
	if !t.r.Standing(duty) {
		a.problem = closedTask
		return a
	}
	a.assignments = []plan.AssignmentID{id}
	return a
}

// aboutAll resolves "tất cả", and "cả 3" when that is how many lines there are.
func (t *turn) aboutAll(n int) about {
	a := about{ref: "*"}
	lines := 0
	if first, _, ok := t.numbered(); ok {
		for _, line := range first.Lines {
			if line.Duty.Kind != plan.Perform {
				continue
			}
			lines++
			if t.r.Standing(line.Duty) {
				a.assignments = append(a.assignments, plan.AssignmentID(line.Duty.Subject))
			}
		}
	}
	if n > 0 && n != lines && n != len(a.assignments) {
		a.choose, a.assignments = a.assignments, nil
		return a
	}
	if len(a.assignments) == 0 {
		a.problem = noSuchLine
	}
	return a
}

func (t *turn) aboutNothingSaid(item viet.Item) about {
	if found := t.codeInside(item.Text); len(found) > 0 {
		one, choose := oneOf(found)
		return about{assignments: one, choose: choose}
	}
	if item.Whole {
		if a, ok := t.aboutWhole(); ok {
			return a
		}
	}
	if receipt, ok := t.repliedTo(); ok {
		standing := t.standing(t.subjects(receipt))
		if len(standing) == 1 {
			return about{assignments: standing}
		}
		if len(standing) > 1 && item.Intent != viet.Unclear {
			return about{choose: standing}
		}
	}
	open := t.open()
	if found := t.byTitle(open, item.Text); len(found) > 0 {
		one, choose := oneOf(found)
		return about{assignments: one, choose: choose}
	}
	if found := t.byTarget(open, item); len(found) > 0 {
		one, choose := oneOf(found)
		return about{assignments: one, choose: choose}
	}
	switch len(open) {
	case 0:
		return about{problem: nothingOpen}
	case 1:
		return about{assignments: open}
	}
	if t.u.File == nil && !item.HasPercent && item.Date == 0 && (item.Intent == viet.Unclear || item.Intent == viet.Question) {
		return about{problem: notClear}
	}
	return about{choose: open}
}

// codeInside finds the open assignments whose code stands in the middle of the
// words, as in "xin gia hạn 6.3 đến 15/1"; not where a date does.
func (t *turn) codeInside(words string) []plan.AssignmentID {
	var codes []string
	fields := strings.Fields(words)
	for i, word := range fields {
		code := strings.Trim(word, ",;:.()")
		if strings.Contains(code, ".") && (i == 0 || !datesFollow[viet.Fold(fields[i-1])]) {
			codes = append(codes, code)
		}
	}
	if len(codes) == 0 {
		return nil
	}
	open := t.open()
	for _, code := range codes {
		if found := t.withCode(open, code); len(found) > 0 {
			return found
		}
	}
	return nil
}

// datesFollow are the words after which "3.2" is a date.
var datesFollow = map[string]bool{"ngay": true, "den": true, "truoc": true, "het": true, "tu": true, "han": true}

func (t *turn) standing(ids []plan.AssignmentID) []plan.AssignmentID {
	var out []plan.AssignmentID
	for _, id := range ids {
		if t.r.Standing(plan.Duty{Kind: plan.Perform, Subject: uint32(id)}) {
			out = append(out, id)
		}
	}
	return out
}

// byTitle finds the open assignments whose title shares at least three words
// in a row with the text.
func (t *turn) byTitle(open []plan.AssignmentID, text string) []plan.AssignmentID {
	said := " " + viet.Fold(text) + " "
	var out []plan.AssignmentID
	for _, id := range open {
		words := strings.Fields(viet.Fold(t.r.Tasks.Get(t.r.Assignments.Get(id).Task).Title))
		for i := 0; i+3 <= len(words); i++ {
			if strings.Contains(said, " "+strings.Join(words[i:i+3], " ")+" ") {
				out = append(out, id)
				break
			}
		}
	}
	return out
}
