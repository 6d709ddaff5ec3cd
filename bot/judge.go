package bot

import (
	"strconv"
	"strings"

	"dondoc/plan"
	"dondoc/viet"
	"dondoc/workday"
)

func itoa(n int) string { return strconv.Itoa(n) }

// understood is one line of what is said back: what was recorded of one
// assignment, or why nothing was.
type understood struct {
	Assignment plan.AssignmentID
	Code       string
	Title      string
	// What is recorded, as the name of the phrase; see the texts "did".
	What    string
	Percent int
	Date    string      // a promised, asked or document date, worded
	Ended   string      // the day on which it was done, worded
	Due     string      // the current due date, worded
	Words   string      // what the person wrote, where it matters
	Number  string      // of a document
	File    string      // what came with it, worded
	Unit    string      // set when it is said on behalf of a unit
	Values  []valueArgs // what targets of the task have reached
	Shared  bool        // several units lead the task: the office gives the value of its target
	To      string      // who has to act now
	// Ask is the promised date when it is after the due date: an extension until
	// then is offered. Zero: none is.
	Ask workday.Date
}

// applied is what an update did to one assignment, kept for undo and for an
// edit of the message.
type applied struct {
	Assignment plan.AssignmentID `json:"a"`
	Before     plan.Assignment   `json:"before"`
	Revision   uint32            `json:"rev"` // after it
	Raised     []plan.MatterID   `json:"raised,omitempty"`
	Withdrew   []plan.MatterID   `json:"withdrew,omitempty"`
	Files      []plan.FileID     `json:"files,omitempty"`
	Behalf     bool              `json:"behalf,omitempty"` // the office recorded it for a unit
	// Accepted: a completion was accepted. Office: the office corrected or opened
	// it again; Dated: its date.
	Accepted bool `json:"accepted,omitempty"`
	Office   bool `json:"office,omitempty"`
	Dated    bool `json:"dated,omitempty"`
	// Values are those of targets. Without an assignment the office gave them for
	// the plan.
	Values []valueWas `json:"values,omitempty"`
}

// touched reports whether the assignment itself was changed.
func (d applied) touched() bool { return d.Assignment != 0 && d.Revision != d.Before.Revision }

// action is what a person must be allowed to, to take it back.
func (d applied) action() plan.Action {
	switch {
	case d.Accepted:
		return plan.VerifyWork
	case d.Office:
		return plan.Assign
	}
	return plan.Report
}

// judge records what an item says of an assignment through the rules, and
// returns what to say back. behalf marks what the office records for a unit.
func (t *turn) judge(id plan.AssignmentID, item viet.Item, behalf bool) (understood, *applied) {
	a := t.r.Assignments.Get(id)
	task := t.r.Tasks.Get(a.Task)
	line := understood{Assignment: id, Code: task.Code, Title: t.titleOf(a), Due: t.dueWords(a.Due)}
	if behalf {
		line.Unit = unitName(t.r, a.Unit)
	}
	if !t.may(plan.See, t.scope(a)) {
		return understood{Code: task.Code, What: "ref_foreign"}, nil
	}
	if !t.may(plan.Report, t.scope(a)) {
		line.What = "foreign"
		return line, nil
	}
	if !a.State.Open() {
		line.What = "closed"
		return line, nil
	}
	if !a.Begun(t.today) {
		line.What, line.Date = "not_begun", t.day(a.Given)
		return line, nil
	}
	if !behalf && !t.ownUnit(a.Unit) { // who may report for another unit is the office
		behalf, line.Unit = true, unitName(t.r, a.Unit)
	}
	before := applied{Assignment: id, Before: a, Behalf: behalf}
	values := t.measure(a.Task, item)
	alone := onlyValues(item, values)
	if !alone {
		t.record(a, id, withoutValues(item, values), behalf, &line, &before)
	}
	if line.What != "unclear" {
		t.recordValues(id, values, alone, behalf, item.WithoutRefs(), &line, &before)
	}
	if before.Files = t.keepFiles(id); len(before.Files) > 0 {
		line.File = t.sentWords()
	}
	if alone && (line.Shared || len(before.Values) > 0) {
		line.What = "value"
		t.withValue(id, behalf, item.WithoutRefs())
	}
	switch line.What {
	case "unclear", "when", "waiting", "earlier", "asked", "":
		if len(before.Values) == 0 {
			return line, nil
		}
	}
	before.Revision = t.r.Assignments.Get(id).Revision
	t.unconfirmed(func(b *bound) { b.Did = append(b.Did, before) })
	t.changed[id] = true
	return line, &before
}

func (t *turn) dueWords(d workday.Date) string {
	if d == 0 {
		return ""
	}
	return t.day(d)
}

func (t *turn) record(a plan.Assignment, id plan.AssignmentID, item viet.Item, behalf bool, line *understood, did *applied) {
	if item.Confidence == viet.Doubt && item.Intent != viet.Receipt && item.Intent != viet.Unchanged {
		line.What = "unclear"
		return
	}
	switch item.Intent {
	case viet.Done:
		t.reportDone(a, id, item, behalf, line, did)
	case viet.Progress, viet.NotStarted:
		t.reportProgress(a, id, item, behalf, line, did)
	case viet.Blocked:
		line.What, line.Words = "blocked", afterBlocked(orElse(item.Obstacle, item.WithoutRefs()))
		t.raise(a, id, plan.Matter{
			Kind: plan.Obstacle, Holder: t.r.OfficePost(), Text: t.keep(line.Words),
		}, item, behalf, []plan.MatterID{a.Obstacle, a.Submission}, line, did)
	case viet.Extension:
		t.askExtension(a, id, item, behalf, line, did)
	case viet.Handback:
		line.What, line.Words = "handback", item.WithoutRefs()
		t.raise(a, id, plan.Matter{
			Kind: plan.Handback, Holder: t.r.OfficePost(), Text: t.keep(line.Words),
		}, item, behalf, []plan.MatterID{a.Handback}, line, did)
	case viet.Unchanged:
		if item.HasPercent && item.Percent != int(a.Percent) { // "giữ nguyên 60%"
			t.reportProgress(a, id, item, behalf, line, did)
			return
		}
		line.What = "unchanged"
		line.Percent = int(a.Percent)
		t.v.Record(plan.Updated{Assignment: id, Said: t.said, Unchanged: true, OnBehalf: behalf, Wordless: true})
	case viet.Receipt:
		line.What = "received"
		t.v.Record(plan.Updated{Assignment: id, Said: t.said, Received: true, OnBehalf: behalf, Wordless: true})
	default:
		line.What = "unclear"
	}
}

// afterBlocked drops the word "vướng" that an obstacle begins with, since the
// heading says it.
func afterBlocked(text string) string {
	for _, head := range []string{"vướng mắc", "vuong mac", "vướng", "vuong"} {
		if len(text) > len(head) && strings.EqualFold(text[:len(head)], head) {
			if rest := strings.TrimLeft(text[len(head):], " ,:;.-"); rest != "" && rest != text[len(head):] {
				return rest
			}
		}
	}
	return text
}

func (t *turn) reportDone(a plan.Assignment, id plan.AssignmentID, item viet.Item, behalf bool, line *understood, did *applied) {
	if t.continuous(a) {
		t.reportPeriod(a, id, item, behalf, line, did)
		return
	}
	m := plan.Matter{Kind: plan.Submission, Holder: t.r.Verifier(a.Unit, t.person), Text: t.keep(item.WithoutRefs())}
	shows := item.Document != "" || len(t.sent()) > 0
	m.Evidence = shows || t.hasFiles(id)
	if behalf {
		m.Holder = t.r.OfficePost()
	}
	if item.Date <= t.said {
		switch item.DateKind {
		case viet.DocumentDate:
			m.Date, line.Date = item.Date, t.short(item.Date)
		case viet.CompletedDate:
			m.Date, line.Ended = item.Date, t.short(item.Date)
		}
	}
	line.What, line.Number = "done", item.Document
	withdraw := []plan.MatterID{a.Obstacle, a.Request, a.Handback}
	before := t.r.Matters.Get(a.Submission)
	if a.Submission != 0 {
		if !shows && m.Date == 0 {
			line.What = "waiting"
			return
		}
		m.Raised = before.Raised
		if m.Text == 0 { // a file alone adds to what was said
			m.Text = before.Text
		}
		if m.Date == 0 {
			m.Date = before.Date
		}
		m.Evidence = m.Evidence || before.Evidence
		withdraw = append(withdraw, a.Submission)
	}
	t.raise(a, id, m, item, behalf, withdraw, line, did)
}

// reportPeriod records that work without end was done so far: a report, after
// which it goes on, and nothing to verify.
func (t *turn) reportPeriod(a plan.Assignment, id plan.AssignmentID, item viet.Item, behalf bool, line *understood, did *applied) {
	line.What = "period"
	for _, m := range []plan.MatterID{a.Submission, a.Obstacle, a.Handback} {
		if m != 0 {
			t.v.Record(plan.MatterSettled{ID: m, State: plan.Withdrawn, Day: t.today})
			did.Withdrew = append(did.Withdrew, m)
		}
	}
	u := plan.Updated{Assignment: id, State: plan.InProgress, Said: t.said, Text: t.keep(item.WithoutRefs()), OnBehalf: behalf}
	u.Wordless = u.Text == 0
	t.v.Record(u)
}

func (t *turn) reportProgress(a plan.Assignment, id plan.AssignmentID, item viet.Item, behalf bool, line *understood, did *applied) {
	u := plan.Updated{
		Assignment: id, State: plan.InProgress, Percent: a.Percent, Said: t.said,
		Text: t.keep(item.WithoutRefs()), OnBehalf: behalf,
	}
	u.Wordless = u.Text == 0
	line.What = "progress"
	if item.HasPercent {
		u.Percent = uint8(min(max(item.Percent, 0), 100))
	}
	if item.Intent == viet.NotStarted {
		line.What = "not_started"
		u.State, u.Percent = plan.NotStarted, 0
	}
	if item.DateKind == viet.PromisedDate && item.Date >= t.said {
		u.Promise = item.Date
		line.Date = t.day(item.Date)
		if a.Due != 0 && item.Date > a.Due && a.Request == 0 {
			line.Ask = item.Date
		}
	}
	line.Percent = int(u.Percent)
	if a.Submission != 0 {
		t.v.Record(plan.MatterSettled{ID: a.Submission, State: plan.Withdrawn, Day: t.today})
		did.Withdrew = append(did.Withdrew, a.Submission)
	}
	t.v.Record(u)
}

// justPassed reports whether a date without a year was read as next year's
// although that of this year passed a short while ago: "đến 20/3" on 25 March
// is a mistake, not next March.
func (t *turn) justPassed(item viet.Item) bool {
	year := item.Date.Year()
	if year == t.today.Year() || strings.Contains(item.Text, itoa(year)) || strings.Contains(item.Text, "/"+itoa(year%100)) {
		return false
	}
	return t.today-(item.Date-365) < 120
}

func (t *turn) askExtension(a plan.Assignment, id plan.AssignmentID, item viet.Item, behalf bool, line *understood, did *applied) {
	if item.Later != (viet.Delay{}) {
		item.Date = item.Later.From(a.Due) // of this task, which may not be the one the parser knew
	}
	switch {
	case a.Request != 0:
		line.What = "asked"
		return
	case item.Date == 0:
		line.What = "when"
		if !behalf {
			t.form(form{Kind: "extension", Assignment: id, Reason: orElse(item.Reason, t.reasonBeside(item))})
		}
		return
	case a.Due == 0 || item.Date <= a.Due || item.Date <= t.today || t.justPassed(item):
		line.What, line.Date = "earlier", t.day(item.Date)
		return
	}
	line.What, line.Date = "extension", t.day(item.Date)
	line.Words = item.Reason
	t.raise(a, id, plan.Matter{
		Kind: plan.Extension, Holder: t.r.Decider(a.Unit, t.person), Date: item.Date,
		Text: t.keep(orElse(item.Reason, t.reasonBeside(item))),
	}, item, behalf, []plan.MatterID{a.Submission}, line, did)
}

// raise records a matter with what every matter has, withdraws those that it
// overtakes, and tells its holder when that is not left to the digest.
func (t *turn) raise(a plan.Assignment, id plan.AssignmentID, m plan.Matter, item viet.Item, behalf bool, overtakes []plan.MatterID, line *understood, did *applied) {
	m.Assignment, m.By, m.OnBehalf = id, t.person, behalf
	if m.Raised == 0 {
		m.Raised = t.said
	}
	m.Since = t.today
	m.Due = t.r.Calendar.Add(t.today, t.r.Office().DaysFor(m.Kind))
	line.To = t.holderName(m.Holder)
	raised := plan.MatterRaised{ID: t.r.Matters.Next(), Matter: m, Percent: a.Percent}
	if item.HasPercent {
		raised.Percent = uint8(min(max(item.Percent, 0), 100))
		line.Percent = item.Percent
	}
	raised.Wordless = m.Text == 0
	for _, w := range overtakes {
		if w != 0 {
			raised.Withdraw = append(raised.Withdraw, w)
		}
	}
	t.v.Record(raised)
	did.Raised = append(did.Raised, raised.ID)
	did.Withdrew = append(did.Withdrew, raised.Withdraw...)
	t.tellHolder(raised.ID)
}

// tellHolder owes the holder of an obstacle, a request or an inquiry a decision
// notice; submissions, hand-backs and questions wait for the digest.
func (t *turn) tellHolder(id plan.MatterID) {
	m := t.r.Matters.Get(id)
	duty := plan.DutyOf(id, m)
	switch duty.Kind {
	case plan.Settle, plan.Direct, plan.Decide, plan.Reply:
	default:
		return
	}
	key := "decision/" + itoa(int(id)) + "/" + itoa(int(m.Version))
	posts := []plan.PostID{m.Holder}
	if t.r.Posts.Get(m.Holder).Role == plan.Office {
		posts = t.r.OfficePosts()
	}
	for _, post := range posts {
		t.notify(post, plan.DecisionClass, "decision", duty, key, nil)
	}
}

func orElse(s, other string) string {
	if s != "" {
		return s
	}
	return other
}
