package bot

import (
	"encoding/json"
	"fmt"

	"dondoc/outbox"
	"dondoc/plan"
	"dondoc/scheduler"
	"dondoc/store"
	"dondoc/viet"
	"dondoc/workday"
)

// Render words a notice for its receiver; it implements outbox.Render.
func (b *Bot) Render(v *store.View, n plan.Notice) (outbox.Rendered, error) {
	if len(n.With) > 0 {
		return b.together(v, n)
	}
	return b.render(v, n)
}

func (b *Bot) render(v *store.View, n plan.Notice) (outbox.Rendered, error) {
	t := b.turn(v, Update{At: v.Now})
	t.person, t.lang = n.To, v.Register.Language(n.To)
	switch n.Kind {
	case "digest":
		if n.Edit != 0 {
			return t.digestAgain(n)
		}
		return t.digest(n)
	case "decision":
		return outbox.Rendered{Message: t.matterCard(plan.MatterID(n.Subject.Subject)).Message}, nil
	case "outcome":
		return outbox.Rendered{Message: t.outcome(plan.MatterID(n.Subject.Subject), n.Created).Message}, nil
	case "given":
		return t.given(n), nil
	case "unreachable":
		args, err := argsOf[unreachableArgs](n)
		if err != nil {
			return outbox.Rendered{}, err
		}
		return outbox.Rendered{Message: messageOf(textUnreachable.html(t.lang, t.name(args.Person)))}, nil
	case "silent":
		args, err := argsOf[silentNotice](n)
		if err != nil {
			return outbox.Rendered{}, err
		}
		return outbox.Rendered{Message: messageOf(textSilent.html(t.lang, t.instant(args.Since)))}, nil
	case "recorded":
		return outbox.Rendered{Message: t.recordedForLeader(plan.MatterID(n.Subject.Subject))}, nil
	case "join":
		args, err := argsOf[joinNotice](n)
		if err != nil {
			return outbox.Rendered{}, err
		}
		return outbox.Rendered{Message: t.joinCard(args)}, nil
	case "told":
		args, err := argsOf[toldNotice](n)
		if err != nil {
			return outbox.Rendered{}, err
		}
		return outbox.Rendered{Message: messageOf(args.HTML)}, nil
	}
	return outbox.Rendered{}, fmt.Errorf("bot: no text for a notice of kind %q", n.Kind)
}

// argsOf reads what a notice carries.
func argsOf[T any](n plan.Notice) (args T, err error) {
	if err = json.Unmarshal(n.Args, &args); err != nil {
		err = fmt.Errorf("bot: %s notice %d: %w", n.Kind, n.ID, err)
	}
	return args, err
}

// toldNotice carries a text that was worded when it was owed.
type toldNotice struct {
	HTML string `json:"html"`
}

// digest words the day's digest of a person, with what it tells.
func (t *turn) digest(n plan.Notice) (outbox.Rendered, error) {
	d := scheduler.Lines(t.r, t.person, t.v.Now)
	var gap scheduler.DigestArgs
	if len(n.Args) > 0 {
		if err := json.Unmarshal(n.Args, &gap); err != nil {
			return outbox.Rendered{}, fmt.Errorf("bot: digest %d: %w", n.ID, err)
		}
	}
	said := digestSaid{Lang: t.lang, Args: t.digestArgs(d), Quick: t.quickAnswers(d)}
	for _, n := range d.News {
		state := t.stateWords(t.r.Assignments.Get(n.Assignment))
		if n.Kind == scheduler.Decided {
			state = t.ruling(n.Matter)
		}
		said.News = append(said.News, newsSaid{n.Kind, n.Assignment, state})
	}
	if !gap.Gap.From.IsZero() {
		said.Args.Gap = textGap.plain(t.lang, gapArgs{
			From: t.instant(gap.Gap.From), To: t.instant(gap.Gap.To),
		})
	}
	out := outbox.Rendered{Events: []plan.Body{d.Event()}}
	for _, line := range d.Lines {
		out.Lines = append(out.Lines, plan.NumberedDuty{Number: line.Number, Duty: line.Duty})
		said.Versions = append(said.Versions, line.Version)
	}
	return t.saying(said, d.Day, out)
}

func (t *turn) digestArgs(d scheduler.Digest) digestArgs {
	args := digestArgs{
		Day: title(t.day(t.today)), Office: d.Office, Leader: d.Leader,
	}
	if units := t.r.UnitsOf(t.person); len(units) == 1 && !d.Office {
		args.Unit = unitName(t.r, units[0])
	} else if len(units) == 1 {
		args.Own = unitName(t.r, units[0])
	}
	for _, line := range d.Lines {
		args.Lines = append(args.Lines, t.digestLine(line, d))
	}
	t.standingCounts(d, &args)
	return args
}

// notTomorrow names the digest day after a digest's, on which its lines rise;
// nothing when that is the day after, which the texts have a word for.
func (t *turn) notTomorrow(d scheduler.Digest) string {
	if d.Next == d.Day+1 {
		return ""
	}
	return t.day(d.Next)
}

// digestLine words a line of a digest.
func (t *turn) digestLine(line scheduler.Line, d scheduler.Digest) digestLine {
	a := t.r.Assignments.Get(line.Assignment)
	task := t.r.Tasks.Get(a.Task)
	out := digestLine{
		Number: line.Number, Code: task.Code, Title: t.titleOf(a), New: line.New,
		Continuous: line.Continuous, Percent: int(a.Percent), Returned: t.returnedOn(a),
	}
	switch {
	case !line.New || line.Continuous > 0:
	case a.Dated > a.Given:
		out.Changed = true
	case a.Reopened != 0:
		out.Again = true
	}
	switch {
	case line.Due == 0:
	case line.OverdueDays > 0 || line.Missed != 0 && line.Missed < d.Day:
		out.Due, out.Late = t.short(line.Due), true
	case line.Due == d.Day:
		out.Due, out.Today = t.short(line.Due), true
	default:
		out.Due = t.day(line.Due)
	}
	if out.Late && !out.Changed && !out.Again {
		out.New = false // that it is late is what there is to say
	}
	if line.Promise != 0 && line.Promise < d.Day {
		out.Promised = t.day(line.Promise)
	}
	if line.RisesTo != plan.RungHolder {
		out.Rises, out.RisesOn = t.rungName(line.RisesTo, a.Unit), t.notTomorrow(d)
	}
	if line.Shared > 1 && line.Open < line.Shared {
		out.Open, out.Shared = line.Open, line.Shared
	}
	return out
}

// rungName names who hears of a unit's overdue duty at a rung.
func (t *turn) rungName(rung plan.Rung, unit plan.UnitID) string {
	switch rung {
	case plan.RungOffice:
		return t.r.Units.Get(t.r.Office().Office).Name
	case plan.RungDeputy:
		return t.r.Posts.Get(t.r.DeputyOf(unit)).Title
	}
	return t.r.Posts.Get(t.r.DirectorPost()).Title
}

// late reports whether a due date has been missed by today.
func (t *turn) late(due workday.Date) bool {
	return due != 0 && t.lastDay(due) < t.today
}

// overdue reports whether an assignment is late by today: not when it was
// reported in time and only waits for verification.
func (t *turn) overdue(a plan.Assignment) bool {
	reported := a.State == plan.Submitted && a.Said != 0 && a.Said <= t.lastDay(a.Due)
	return t.late(a.Due) && !reported
}

// given words the notice of new or changed work that is due soon, or that the
// office reminds of now. What it tells as new is no longer new to the digest.
func (t *turn) given(n plan.Notice) outbox.Rendered {
	card := t.card(plan.AssignmentID(n.Subject.Subject))
	card.Message.HTML = textGivenTitle.html(t.lang, givenOf(n)) + "\n" + card.Message.HTML
	return outbox.Rendered{Message: card.Message, Events: t.toldNew(n)}
}

// toldNew records that a notice has told a unit of its new or changed work.
func (t *turn) toldNew(n plan.Notice) []plan.Body {
	a := t.r.Assignments.Get(plan.AssignmentID(n.Subject.Subject))
	if givenOf(n).Reminder || a.Flags&plan.IsNew == 0 {
		return nil
	}
	return []plan.Body{plan.DigestTold{Day: t.today, Duties: []plan.ToldDuty{
		{Duty: n.Subject, Step: plan.NewStep, Version: a.Version},
	}}}
}

func givenOf(n plan.Notice) givenNotice {
	var args givenNotice
	if len(n.Args) > 0 {
		_ = json.Unmarshal(n.Args, &args)
	}
	return args
}

// givenNotice says why an assignment is told outside the digest.
type givenNotice struct {
	Reminder bool `json:"reminder,omitempty"` // the office reminds now
	Changed  bool `json:"changed,omitempty"`
}

func (t *turn) longDay(d workday.Date) string { return viet.LongDate(d, t.lang) }
