package bot

import (
	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/planfile"
	"dondoc/store"
	"dondoc/viet"
)

// planSheet is "/plan": the plan as it holds now, as a workbook that can be
// filled in and sent back; of several plans the person chooses.
func (t *turn) planSheet(args string) error {
	if !t.may(plan.Export, plan.Scope{}) {
		return t.forbidden()
	}
	if id := planByCode(t.r, args); args != "" && id != 0 {
		t.oweJob(jobWritePlan, jobArgs{Plan: id})
		return nil
	}
	var live []plan.PlanID
	for id, p := range t.r.Plans.All() {
		if !p.Closed {
			live = append(live, id)
		}
	}
	switch {
	case len(live) == 0:
		t.say(textNoPlan.html(t.lang, t.commandName("import")), []outButton{button(textButtonTemplate.plain(t.lang, none{}), "template")})
	case len(live) == 1 && args == "":
		t.oweJob(jobWritePlan, jobArgs{Plan: live[0]})
	default:
		var buttons []outButton
		for _, id := range live {
			buttons = append(buttons, button(viet.TrimUTF16(planName(t.r.Plans.Get(id)), 60), "plansheet", uint64(id)))
		}
		t.say(textWhichPlan.html(t.lang, none{}), rows(1, buttons...)...)
	}
	return nil
}

// template is "/template": the empty form of a plan.
func (t *turn) template(string) error {
	if !t.may(plan.Manage, plan.Scope{}) {
		return t.forbidden()
	}
	t.oweJob(jobWritePlan, jobArgs{})
	return nil
}

// pressedSheet has the workbook of a plan made.
func (t *turn) pressedSheet(id plan.PlanID) error {
	if !t.may(plan.Export, plan.Scope{}) || !t.r.Plans.Has(id) {
		t.ack = textRefused.plain(t.lang, "forbidden")
		return nil
	}
	t.oweJob(jobWritePlan, jobArgs{Plan: id})
	return nil
}

// writePlan does the job of making a workbook.
func (b *Bot) writePlan(j store.Job) (jobDone, error) {
	id := jobArgsOf(j).Plan
	var doc planfile.Document
	var units []string
	var args planSheetArgs
	b.o.Store.Read(func(s *store.Snapshot) {
		r := s.Register
		for _, u := range r.Units.All() {
			units = append(units, u.Name)
		}
		for _, g := range r.Groups.All() {
			units = append(units, g.Name)
		}
		if id == 0 {
			doc.Plan = planfile.Header{Issuer: r.Office().Name, Year: r.Today(b.o.Now()).Year()}
			return
		}
		found := documentOf(r, id)
		doc = found.Document
		for i, line := range b.reader(r, languages[0]).targetsReached(found.targets) { // the form is Vietnamese
			doc.Targets[i].Reached = line
		}
		args = planSheetArgs{Name: viet.TrimUTF16(planName(r.Plans.Get(id)), 90), Tasks: len(doc.Tasks)}
	})
	name, write := "mau-ke-hoach.xlsx", func() ([]byte, error) { return planfile.Template(doc.Plan, units) }
	if id != 0 {
		name, write = sheetName(doc.Plan), func() ([]byte, error) { return planfile.WriteXLSX(doc, units) }
	}
	data, err := write()
	if err != nil {
		b.o.Log.Error("a plan could not be written", "plan", id, "error", err)
		return jobFailed, nil
	}
	return func(t *turn) {
		m := messageOf(textPlanSheet.html(t.lang, args))
		m.File = &outbox.File{Name: name, Data: data}
		t.answerJob(reply{Message: m})
	}, nil
}

// sheetName names the workbook of a plan after its number and year.
func sheetName(h planfile.Header) string {
	name := []rune("ke-hoach")
	if h.Number != "" {
		name = append(append(name, '-'), []rune(viet.Fold(h.Number))...)
	}
	for i, r := range name {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			name[i] = '-'
		}
	}
	if h.Year != 0 {
		name = append(append(name, '-'), []rune(itoa(h.Year))...)
	}
	return string(name) + ".xlsx"
}

// planSheetArgs are of a workbook; without a name it is the empty form.
type planSheetArgs struct {
	Name  string
	Tasks int
}
