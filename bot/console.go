package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"dondoc/plan"
	"dondoc/report"
	"dondoc/scheduler"
	"dondoc/store"
	"dondoc/viet"
	"dondoc/workday"
)

func unixMilli(ms int64) time.Time { return time.UnixMilli(ms) }

// instant words an instant as "9:42 thứ Ba 24/3".
func (t *turn) instant(at time.Time) string {
	return at.In(t.r.Zone).Format("15:04") + " " + t.day(workday.On(at, t.r.Zone))
}

// ErrNoUnit is returned for a unit that nobody has; its text is safe to show.
var ErrNoUnit = errors.New("bot: no such unit")

// ErrDates is returned for dates that cannot be read, stand in the wrong order
// or too far from each other.
var ErrDates = errors.New("bot: dates must be as 2026-03-24, the first not after the last, a year apart at most")

// read runs f with a turn of nobody on the published register. f must not turn
// to the store: the writer may be waiting for the end of this reading.
func (b *Bot) read(lang string, f func(*turn)) {
	b.o.Store.Read(func(s *store.Snapshot) { f(b.reader(s.Register, lang)) })
}

// onConsole runs f with a turn of nobody and returns its words: as a command that
// records when it is to apply, else on the published register.
func (b *Bot) onConsole(ctx context.Context, lang string, apply bool, f func(*turn) (string, error)) (words string, err error) {
	if !apply {
		b.read(lang, func(t *turn) { words, err = f(t) })
		return words, err
	}
	results := b.o.Store.Do(ctx, []store.Command{{Run: func(v *store.View) (store.Outcome, error) {
		t := b.turn(v, Update{At: v.Now})
		v.Source = plan.Source{Console: true}
		t.lang = orElse(lang, t.r.Office().Language)
		words, err := f(t)
		t.out.Value = words
		return t.out, err
	}}})
	if err := results[0].Err; err != nil {
		return "", err
	}
	words, _ = results[0].Value.(string)
	return words, nil
}

// reader is a turn of nobody that only looks at a register.
func (b *Bot) reader(r *plan.Register, lang string) *turn {
	t := &turn{b: b, v: &store.View{Register: r, Now: b.o.Now()}, r: r, lang: orElse(lang, r.Office().Language)}
	t.today = r.Today(t.v.Now)
	t.said = t.today
	return t
}

// Summary returns the summary of the whole office as plain text for the
// console; with the number of a plan, also of a closed one, that of this plan.
// ErrNoPlan for one that nobody knows.
func (b *Bot) Summary(number, lang string) (string, error) {
	var out string
	var err error
	b.read(lang, func(t *turn) {
		var scope report.Scope
		if number != "" {
			if scope.Plan = planByCode(t.r, number); scope.Plan == 0 {
				err = fmt.Errorf("%w: %s", ErrNoPlan, number)
				return
			}
		}
		out = textSummary.plain(t.lang, t.summaryArgs(report.Figures(t.r, scope, report.Period{}, t.today)))
		if scope.Plan != 0 {
			out += t.targetsOfPlan(scope.Plan)
		}
	})
	return out, err
}

// TasksOf returns a unit's open assignments as plain text; ErrNoUnit for an
// unknown unit.
func (b *Bot) TasksOf(unit, lang string) (string, error) {
	var out string
	err := fmt.Errorf("%w: %q", ErrNoUnit, unit)
	b.read(lang, func(t *turn) {
		found, _ := namesOf(t.r).find(unit)
		if len(found) != 1 {
			return
		}
		err = nil
		open := t.r.OpenOf(found[0], t.today)
		args := listArgs{Unit: t.r.Units.Get(found[0]).Name, Total: len(open), Console: true}
		for i, id := range open {
			a := t.r.Assignments.Get(id)
			task := t.r.Tasks.Get(a.Task)
			args.Lines = append(args.Lines, againLine{
				Number: i + 1, Code: task.Code, Title: task.Title, Due: t.dueWords(a.Due), Late: t.overdue(a), State: t.stateWords(a),
			})
		}
		out = textTasks.plain(t.lang, args)
	})
	return out, err
}

// maxSimulated is how many days one simulation may span.
const maxSimulated = 366

// Simulate returns who would receive what from one day to another if nobody
// answered. It works on a copy: nobody waits for it.
func (b *Bot) Simulate(from, to, lang string) (string, error) {
	first, err := workday.Parse(from)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrDates, err)
	}
	last, err := workday.Parse(to)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrDates, err)
	}
	if last < first || last-first >= maxSimulated {
		return "", ErrDates
	}
	var t *turn
	names := map[plan.PersonID]string{}
	b.o.Store.Read(func(s *store.Snapshot) {
		t = b.reader(s.Register.Clone(), lang)
		for id := range t.r.People.All() {
			names[id] = s.Particulars(id).Name
		}
	})
	return textSimulate.plain(t.lang, t.simulated(first, last, names)), nil
}

// simulated plays the days from one to another.
func (t *turn) simulated(first, last workday.Date, names map[plan.PersonID]string) simulateArgs {
	args := simulateArgs{From: t.longDay(first), To: t.longDay(last)}
	if g := t.r.Office().GoLive; g != 0 {
		args.GoLive = t.longDay(g)
	}
	played := scheduler.Simulate(t.r, first, last)
	args.NoOffice = !slices.ContainsFunc(t.r.OfficePosts(), func(id plan.PostID) bool { return len(t.r.Recipients(id)) > 0 })
	absent := map[plan.PersonID]string{}
	for _, a := range played.Absent {
		line := absentLine{Post: postName(t.r, a.Post), State: "named"}
		switch p := t.r.People.Get(a.Person); {
		case a.Empty:
			line.State = "empty"
		case p.Unreachable != 0:
			line.State = "unreachable"
		}
		if !a.Empty {
			line.Name = names[a.Person]
		}
		absent[a.Person] = line.State
		args.Absent = append(args.Absent, line)
	}
	for _, day := range played.Days {
		args.Days = append(args.Days, t.simulatedDay(played.Register, day, names, absent))
	}
	return args
}

// simulatedDay words the digests of a day that was played.
func (t *turn) simulatedDay(r *plan.Register, day scheduler.SimulatedDay, names, absent map[plan.PersonID]string) simulatedDay {
	out := simulatedDay{Day: viet.LongDate(day.Day, t.lang)}
	for _, digest := range day.Digests {
		reader := *t
		reader.r, reader.person, reader.today = r, digest.Person, day.Day
		s := simulatedDigest{
			Count: len(digest.Lines), Office: digest.Office, Absent: absent[digest.Person],
			Name: nameOf(r, names[digest.Person], digest.Person),
		}
		if digest.Office || digest.Leader {
			s.Overdue = reader.overdueParts()
		}
		for _, line := range digest.Lines {
			s.Lines = append(s.Lines, reader.digestLine(line, digest))
		}
		out.Digests = append(out.Digests, s)
	}
	return out
}

// help is "/help": what a person can do, by their posts.
func (t *turn) help(string) error {
	args := helpArgs{
		Name: t.name(t.person), Head: len(t.r.UnitsOf(t.person)) > 0, Office: t.isOffice(), Leader: t.maySum(),
	}
	for _, post := range t.r.PostsOf(t.person) {
		seat, _ := t.r.SeatedAs(post, t.person)
		args.Post = t.seatName(post, seat)
		break
	}
	var buttons [][]outButton
	if args.Head {
		buttons = append(buttons, []outButton{button(textButtonTasks.plain(t.lang, none{}), "tasks")})
	}
	if t.maySum() {
		buttons = append(buttons, []outButton{button(textButtonFiguresNow.plain(t.lang, none{}), "sum", 0)})
	}
	t.say(textHelp.html(t.lang, args), buttons...)
	return nil
}
