package bot

import (
	"context"
	"encoding/json"
	"errors"
	"path"
	"slices"
	"strings"

	"dondoc/plan"
	"dondoc/planfile"
	"dondoc/store"
	"dondoc/viet"
)

// A plan that is sent as a file is read by a job, shown, and put into the store
// by a button. Until then nothing of it holds.

// previewed is a plan that was read and is shown: the office may take it over.
type previewed struct {
	Of   store.JobID     `json:"of"`
	File File            `json:"file"`
	Doc  json.RawMessage `json:"doc"`
	// Amends is the plan in the store of which it is a new version. Zero: none.
	Amends plan.PlanID `json:"amends,omitempty"`
	// Unknown and Near are names of units that nobody has, or that may mean several,
	// for the page of doubts.
	Unknown, Near []string
}

// previewForm is under which form the plan that was read last is kept.
const previewForm = "plan_file"

// planFile reports whether a file is taken for a plan: the office sends it, in a
// form of plans, not as a reply, and with no words that report. A form that is
// not read is refused there with what to do, unless it can be evidence.
func (t *turn) planFile(text string) bool {
	if t.u.File == nil || t.u.File.Photo || t.u.ReplyTo != 0 || !t.may(plan.Manage, plan.Scope{}) {
		return false
	}
	if _, asked := t.asked(); asked {
		return false
	}
	reads, known := planfile.Reads(t.u.File.Name)
	if !reads && (!known || len(t.open()) > 0) { // it may be evidence
		return false
	}
	if text == "" {
		return true
	}
	reply := viet.ParseReply(text, t.context())
	return slices.ContainsFunc(strings.Fields(viet.Fold(text)), func(w string) bool { return w == "ke" || w == "kh" }) &&
		(reply.Intent == viet.Unclear || reply.Intent == viet.Question)
}

// importPlan is "/import": with a file it reads it, without it says how.
func (t *turn) importPlan(string) error {
	if !t.may(plan.Manage, plan.Scope{}) {
		return t.forbidden()
	}
	if t.u.File == nil {
		t.say(textHowImport.html(t.lang, t.commandName("import")), []outButton{button(textButtonTemplate.plain(t.lang, none{}), "template")})
		return nil
	}
	return t.readFile(*t.u.File, "")
}

// readFile has a plan read.
func (t *turn) readFile(f File, take planfile.Source) error {
	if f.Size > planfile.MaxBytes {
		t.say(textPlanRefused.html(t.lang, refusedFileArgs{Name: f.Name, TooBig: planfile.MaxBytes >> 20}))
		return nil
	}
	t.oweJob(jobReadPlan, jobArgs{File: f, Take: take})
	return nil
}

// readPlan does the job of reading a plan.
func (b *Bot) readPlan(ctx context.Context, j store.Job) (jobDone, error) {
	args := jobArgsOf(j)
	refused := func(a refusedFileArgs, why *planfile.Refusal) (jobDone, error) {
		a.Name = viet.TrimUTF16(args.File.Name, 80)
		return func(t *turn) {
			a.Evidence = len(t.open()) > 0
			if why != nil {
				a.Message = why.In(t.lang)
			}
			t.answerJob(reply{Message: messageOf(textPlanRefused.html(t.lang, a))})
		}, nil
	}
	data, err := b.o.Download(ctx, args.File.ID, planfile.MaxBytes)
	switch {
	case errors.Is(err, ErrFileTooBig):
		return refused(refusedFileArgs{TooBig: planfile.MaxBytes >> 20}, nil)
	case errors.Is(err, ErrFileGone):
		return refused(refusedFileArgs{Gone: true}, nil)
	case err != nil:
		return nil, err
	}
	doc, err := planfile.ReadTaking(path.Base(args.File.Name), data, args.Take)
	var refusal *planfile.Refusal
	switch {
	case errors.As(err, &refusal):
		return refused(refusedFileArgs{}, refusal)
	case err != nil:
		return nil, err
	}
	p := previewed{Of: j.ID, File: args.File}
	if p.Doc, err = json.Marshal(doc); err != nil {
		return nil, err
	}
	var r *plan.Register
	b.o.Store.Read(func(s *store.Snapshot) { r = s.Register.Clone() })
	p.Amends = b.reader(r, "").versionOf(doc)
	shown := b.reader(r, r.Language(j.By)).previewArgs(&p, doc)
	return func(t *turn) {
		t.put(previewForm, p)
		t.answerJob(t.preview(p, shown))
	}, nil
}

// versionOf returns the plan that a document is another version of: that of its
// number and year, else of its title, else the one of its year most of whose
// tasks it has.
func (t *turn) versionOf(doc planfile.Document) plan.PlanID {
	best, most := plan.PlanID(0), 0
	for id, p := range t.r.Plans.All() {
		if p.Closed || doc.Plan.Year != 0 && p.Year != 0 && int(p.Year) != doc.Plan.Year {
			continue
		}
		if viet.SameName(p.Number, doc.Plan.Number) && p.Number != "" || doc.Plan.Number == "" && viet.SameName(p.Title, planTitle(doc.Plan.Title)) {
			return id
		}
		old := statedDocument(t.r, id).Document
		same := len(planfile.Diff(old, doc).Pairs)
		if 2*same >= max(len(old.Tasks), len(doc.Tasks)) && same > most {
			best, most = id, same
		}
	}
	return best
}

// previewArgs says what a document would do; names that nobody has are noted in
// p.
func (t *turn) previewArgs(p *previewed, doc planfile.Document) planPreviewArgs {
	args := planPreviewArgs{
		File: viet.TrimUTF16(p.File.Name, 60), Number: doc.Plan.Number, Title: viet.TrimUTF16(planTitle(doc.Plan.Title), 90),
		Tasks: len(doc.Tasks), Areas: len(doc.Areas), Targets: len(doc.Targets), Year: doc.Plan.Year,
	}
	if doc.Choice != nil {
		args.Choice = *doc.Choice
	}
	for _, problem := range doc.Problems {
		if problem.Severity == planfile.Error {
			args.Errors = append(args.Errors, t.problemLine(problem))
		} else {
			args.Doubts++
		}
	}
	if n := len(args.Errors); n > previewErrors {
		args.MoreErrors, args.Errors = n-previewErrors, args.Errors[:previewErrors]
	}
	known := namesOf(t.r)
	var names imported
	var m *amending
	if p.Amends != 0 && len(args.Errors) == 0 {
		var err error
		if m, err = t.amending(t.amendment(p.Amends, doc)); err == nil {
			doc = m.new // with what it leaves as it was
		}
	}
	for _, task := range doc.Tasks {
		args.NoLead += btoi(len(names.units(known, task.Lead)) == 0)
		args.NoDeadline += btoi(needsDate(task.Deadline))
		args.Suggested += btoi(len(task.Suggested) > 0)
		names.units(known, task.Support)
	}
	p.Unknown, p.Near = names.Unknown, names.Near
	args.Names = len(p.Unknown) + len(p.Near)
	if m == nil {
		return args
	}
	args.Amends = viet.TrimUTF16(planName(t.r.Plans.Get(p.Amends)), 90)
	args.Changes = t.changeCounts(m)
	args.Nothing, args.Clashes = m.args.Nothing, len(m.args.Clashes)
	for _, move := range m.moves {
		args.Leads += btoi(len(move.lead) > 0)
		args.Dates += btoi(move.dated)
	}
	return args
}

// changeCounts words how much a new version changes: "thêm 1, sửa 3".
func (t *turn) changeCounts(m *amending) string {
	var words []string
	d := m.diff
	for _, c := range []changeCount{{"added", len(d.Added)}, {"changed", len(d.Changed)}, {"removed", len(d.Removed)}, {"moved", len(d.Moved)}} {
		if c.Count > 0 {
			words = append(words, textChangeCount.plain(t.lang, c))
		}
	}
	if changes := t.targetChanges(m.targets); changes != "" {
		words = append(words, changes)
	}
	return strings.Join(words, ", ")
}

// previewErrors is how many errors a preview names.
const previewErrors = 4

// amendment is a document as a new version of a plan: by its own number, when
// that is another one, else as the list that the office sent on the day.
func (t *turn) amendment(id plan.PlanID, doc planfile.Document) Amendment {
	p := t.r.Plans.Get(id)
	by := doc.Plan.Number
	if by == "" || viet.SameName(by, p.Number) {
		by = textOfficeSheet.plain(t.r.Office().Language, viet.LongDate(t.today, t.r.Office().Language))
	}
	return Amendment{Plan: "#" + itoa(int(id)), New: doc, By: by, Lang: t.lang}
}

// preview shows a plan that was read, with what can be done with it.
func (t *turn) preview(p previewed, args planPreviewArgs) reply {
	args.Evidence = len(args.Errors) > 0 && len(t.open()) > 0
	of := uint64(p.Of)
	b := func(label, action string, more ...uint64) []outButton {
		return []outButton{button(label, action, append([]uint64{of}, more...)...)}
	}
	var rows [][]outButton
	if len(args.Errors) == 0 {
		if p.Amends != 0 && !args.Nothing {
			rows = append(rows, b(textButtonAmend.plain(t.lang, none{}), "plantake", 1))
		}
		if p.Amends == 0 || args.Number != t.r.Plans.Get(p.Amends).Number {
			label := textButtonImport
			if p.Amends != 0 {
				label = textButtonImportApart
			}
			rows = append(rows, b(label.plain(t.lang, none{}), "plantake", 0))
		}
		rows = append(rows, append(b(textButtonByArea.plain(t.lang, none{}), "planlook", lookAreas), b(textButtonByUnit.plain(t.lang, none{}), "planlook", lookUnits)...))
	}
	last := make([]outButton, 0, 2)
	if p.Amends != 0 && !args.Nothing && len(args.Errors) == 0 {
		last = append(last, b(textButtonChanges.plain(t.lang, none{}), "planlook", lookChanges)...)
	}
	if n := args.Doubts + args.Names; n > 0 {
		last = append(last, b(textButtonDoubts.plain(t.lang, n), "planlook", lookDoubts)...)
	}
	if len(last) > 0 {
		rows = append(rows, last)
	}
	if c := args.Choice; c.Rows > 0 && len(args.Errors) == 0 {
		for i, source := range planSources {
			if source != c.Taken {
				rows = append(rows, b(textButtonSource.plain(t.lang, sourceArgs{string(source), c.Text, c.Rows}), "plansource", uint64(i)))
			}
		}
	}
	rows = append(rows, b(textButtonDropPlan.plain(t.lang, none{}), "plandrop"))
	return reply{Message: messageOf(textPlanPreview.html(t.lang, args), rows...)}
}

// planSources are what may be taken for the tasks, as buttons number them.
var planSources = []planfile.Source{planfile.FromText, planfile.FromRows, planfile.FromBoth}

// kept returns the plan that a button is under; false when another one was read
// since, or it was taken over or dropped.
func (t *turn) kept(p press) (previewed, planfile.Document, bool) {
	var kept previewed
	var doc planfile.Document
	if !t.get(previewForm, &kept) || uint64(kept.Of) != p.arg(0) || json.Unmarshal(kept.Doc, &doc) != nil {
		t.ack = textOldButton.plain(t.lang, none{})
		return kept, doc, false
	}
	if !t.may(plan.Manage, plan.Scope{}) {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return kept, doc, false
	}
	return kept, doc, true
}

// pressedPlan does what a button under a plan that was read says.
func (t *turn) pressedPlan(p press) error {
	kept, doc, ok := t.kept(p)
	if !ok {
		return nil
	}
	switch p.action {
	case "plantake":
		return t.takePlan(kept, doc, p.arg(1) == 1)
	case "plandrop":
		t.put(previewForm, nil)
		t.change(reply{Message: messageOf(textPlanDropped.html(t.lang, viet.TrimUTF16(kept.File.Name, 60)))})
	case "plansource":
		t.put(previewForm, nil)
		t.change(reply{Message: messageOf(textJobRuns.html(t.lang, jobRunsArgs{Kind: jobReadPlan, Name: viet.TrimUTF16(kept.File.Name, 60)}))})
		return t.readFile(kept.File, planSources[min(p.index(1), len(planSources)-1)])
	default:
		t.change(t.planLook(kept, doc, int(p.arg(1)), p.index(2)))
	}
	return nil
}

// takePlan puts a plan that was read into the store, or makes it the new version
// of the one that stands there.
func (t *turn) takePlan(kept previewed, doc planfile.Document, amends bool) error {
	if _, broken := doc.FirstError(); broken { // its preview has no such button
		t.ack = textOldButton.plain(t.lang, none{})
		return nil
	}
	missing := []outButton{button(textButtonMissingNow.plain(t.lang, none{}), "missing")}
	if !amends {
		done := importing(t.v, doc)
		if done.Already {
			t.change(reply{Message: messageOf(textAlreadyImported.html(t.lang, done))})
			return nil
		}
		t.put(previewForm, nil)
		sheet := button(textButtonSheet.plain(t.lang, none{}), "plansheet", uint64(t.r.Plans.Next()-1))
		t.change(reply{Message: messageOf(textPlanTaken.html(t.lang, done), missing, []outButton{sheet})})
		return nil
	}
	m, err := t.amending(t.amendment(kept.Amends, doc))
	if errors.Is(err, ErrNoPlan) {
		t.ack = textOldButton.plain(t.lang, none{})
		return nil
	}
	if err != nil {
		return err
	}
	if !m.args.Nothing {
		m.apply()
	}
	t.put(previewForm, nil)
	args := planPreviewArgs{
		Amends: viet.TrimUTF16(planName(t.r.Plans.Get(kept.Amends)), 90), Number: m.by, Nothing: m.args.Nothing,
		Changes: t.changeCounts(m),
	}
	noLead, noDate := t.incomplete()
	args.NoLead, args.NoDeadline = len(noLead), len(noDate)
	t.change(reply{Message: messageOf(textPlanAmended.html(t.lang, args), missing)})
	return nil
}
