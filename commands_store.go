package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"dondoc/bot"
	"dondoc/plan"
	"dondoc/planfile"
	"dondoc/store"
	"dondoc/telegram"
	"dondoc/workday"
)

func doSummary(_ context.Context, a *App, r request) (string, error) {
	return a.bot.Summary(r.Flags["plan"], r.Lang)
}

func doTasks(_ context.Context, a *App, r request) (string, error) {
	return a.bot.TasksOf(strings.Join(r.Args, " "), r.Lang)
}

func doInvite(ctx context.Context, a *App, _ request) (string, error) {
	return a.bot.InviteFirst(ctx)
}

func doSimulate(_ context.Context, a *App, r request) (string, error) {
	for _, day := range []string{"from", "to"} {
		if _, err := workday.Parse(r.Flags[day]); err != nil {
			return "", worded{say(r.Lang, "console.simulate_day", "flag", day)}
		}
	}
	return a.bot.Simulate(r.Flags["from"], r.Flags["to"], r.Lang)
}

func doImport(ctx context.Context, a *App, r request) (string, error) {
	doc, problems, err := sentPlan(r)
	if err != nil {
		return problems, err
	}
	done, err := a.bot.Import(ctx, doc)
	return problems + done, err
}

func doAmend(ctx context.Context, a *App, r request) (string, error) {
	doc, problems, err := sentPlan(r)
	if err != nil {
		return problems, err
	}
	apply := r.Flags["apply"] == switchedOn
	done, err := a.bot.Amend(ctx, bot.Amendment{Plan: r.Flags["plan"], New: doc, By: r.Flags["by"], Apply: apply, Lang: r.Lang})
	if err == nil && !apply {
		done += "\n" + say(r.Lang, "console.dry_run")
	}
	return problems + done, err
}

func doCarry(ctx context.Context, a *App, r request) (string, error) {
	apply := r.Flags["apply"] == switchedOn
	done, err := a.bot.Carry(ctx, bot.CarryOver{From: r.Flags["from"], To: r.Flags["to"], Apply: apply, Lang: r.Lang})
	if err == nil && !apply {
		done += "\n" + say(r.Lang, "console.dry_run")
	}
	return done, err
}

// sentPlan reads the plan that was sent with a command, and words what is wrong
// with it; what stops an import is an error.
func sentPlan(r request) (doc planfile.Document, problems string, err error) {
	if doc, err = planfile.Read(r.Args[0], r.Files[r.Args[0]]); err != nil {
		return doc, "", err
	}
	problems = problemsText(r.Lang, doc)
	if _, broken := doc.FirstError(); broken {
		return doc, problems, worded{say(r.Lang, "console.not_imported")}
	}
	return doc, problems, nil
}

func doBackup(_ context.Context, a *App, r request) (string, error) {
	if err := a.store.Backup(r.Args[0]); err != nil {
		return "", err
	}
	return say(r.Lang, "console.backed_up", "file", r.Args[0]), nil
}

func doResume(ctx context.Context, a *App, r request) (string, error) {
	held, err := a.resume(ctx)
	switch {
	case err != nil:
		return "", err
	case held:
		return say(r.Lang, "console.resumed"), nil
	}
	return say(r.Lang, "console.not_held"), nil
}

// doCheckStore checks a copy: the file itself is in use.
func doCheckStore(_ context.Context, a *App, _ request) (string, error) {
	dir, err := os.MkdirTemp(a.cfg.DataDir, ".check-*")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "copy.db")
	if err := a.store.Backup(path); err != nil {
		return "", err
	}
	return "", store.Check(path)
}

// mostEvents is how many events one call of journal prints.
const mostEvents = 10_000

// doJournal prints events as the journal keeps them, one JSON line each.
func doJournal(_ context.Context, a *App, r request) (string, error) {
	from := uint64(1)
	if text := r.Flags["from"]; text != "" {
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			return "", worded{say(r.Lang, "console.journal_from")}
		}
		from = n
	}
	var out strings.Builder
	printed := 0
	var failed error
	err := a.store.Journal(from, func(e plan.Event) bool {
		if printed == mostEvents {
			out.WriteString(say(r.Lang, "console.journal_more", "n", strconv.FormatUint(e.Seq, 10)) + "\n")
			return false
		}
		printed++
		var line []byte
		line, failed = e.MarshalJSON()
		out.Write(append(line, '\n'))
		return failed == nil
	})
	return out.String(), errors.Join(err, failed)
}

// worded is an error whose text may be shown as it is.
type worded struct{ text string }

func (w worded) Error() string { return w.text }

// doStatus says how the process and the store are.
func doStatus(_ context.Context, a *App, r request) (string, error) {
	s := statusText{lang: r.Lang}
	a.store.Read(func(snap *store.Snapshot) {
		s.zone = snap.Register.Zone
		for id, p := range snap.Register.People.All() {
			if p.Unreachable != 0 {
				s.lost = append(s.lost, snap.Particulars(id).Name+" ("+p.Unreachable.String()+")")
			}
		}
		s.held = snap.Register.Office().Held
		s.today = snap.Register.Today(a.now())
	})
	s.process(a)
	s.queue(a)
	s.list("status.unreachable", s.lost)
	s.asides(a)
	s.calendar()
	s.backups(a)
	return s.b.String(), nil
}

// statusText words the status line by line.
type statusText struct {
	b    strings.Builder
	lang string
	zone *time.Location
	lost []string
	held bool

	today workday.Date
}

func (s *statusText) line(code string, args ...string) {
	s.b.WriteString(say(s.lang, code, args...) + "\n")
}

func (s *statusText) time(t time.Time) string { return t.In(s.zone).Format("15:04:05 02/01/2006") }

func (s *statusText) list(code string, items []string) {
	if len(items) > 0 {
		s.line(code, "n", strconv.Itoa(len(items)), "list", strings.Join(items, "; "))
	}
}

func (s *statusText) process(a *App) {
	if a.cfg.Visit {
		s.line("status.stopped", "version", version())
	} else {
		s.line("status.running", "since", s.time(a.started), "version", version())
		s.telegram(a.client.LastAnswer(), a.client.Trouble())
		switch skew := a.client.Skew(); {
		case skew.Abs() > maxSkew:
			s.line("status.skew_held", "days", strconv.FormatFloat(skew.Hours()/24, 'f', 1, 64))
		case skew.Abs() > time.Minute:
			s.line("status.skew", "skew", skew.Round(time.Second).String())
		case !a.client.LastAnswer().IsZero() && !a.client.Dated():
			s.line("status.undated")
		}
	}
	if s.held {
		s.line("status.held")
	}
}

func (s *statusText) telegram(last time.Time, trouble telegram.Trouble) {
	if last.IsZero() {
		s.line("status.telegram_never")
	} else {
		s.line("status.telegram", "last", s.time(last))
	}
	if trouble.Kind != "" {
		s.line("status.telegram_trouble", "trouble", say(s.lang, "status.trouble_"+trouble.Kind), "why", trouble.Why)
	}
}

func (s *statusText) queue(a *App) {
	st := a.store.Stats()
	total := 0
	var parts []string
	for class := plan.AnswerClass; class <= plan.AlarmClass; class++ {
		if n := st.Queued[class]; n > 0 {
			total += n
			parts = append(parts, class.String()+" "+strconv.Itoa(n))
		}
	}
	if total == 0 {
		s.line("status.queue_empty")
	} else {
		s.line("status.queue", "n", strconv.Itoa(total), "list", strings.Join(parts, ", "), "oldest", s.time(st.Oldest))
	}
	ended := func(e store.Ending) string { return strconv.FormatUint(st.Totals.Ended[e], 10) }
	s.line("status.sent", "n", ended(store.Sent))
	s.line("status.unsent", "unreachable", ended(store.Unreachable), "refused", ended(store.RefusedBy), "doubtful", ended(store.Doubtful))
	s.line("status.doubts", "n", strconv.FormatUint(st.Totals.Doubts+uint64(st.Doubted), 10))
	for _, e := range a.store.Endings(20) {
		if e.Ending == store.RefusedBy || e.Doubts > 0 {
			s.b.WriteString(fmt.Sprintf("  %s %s %s, %d: %s\n", s.time(time.UnixMilli(e.At)), e.Ending, e.Key, e.Doubts, e.Detail))
		}
	}
	if ahead := st.LastEvent.Sub(a.now()); ahead > maxSkew {
		s.line("status.event_ahead", "time", s.time(st.LastEvent))
	}
	s.line("status.store", "events", strconv.FormatUint(st.Events, 10), "kb", strconv.FormatInt(st.Bytes>>10, 10))
}

func (s *statusText) asides(a *App) {
	s.line("status.asides", "n", strconv.Itoa(a.store.Stats().Asides))
	for _, x := range a.store.Asides(10) {
		name := ""
		a.store.Read(func(snap *store.Snapshot) { name = snap.Particulars(x.Person).Name })
		s.line("status.aside", "n", strconv.FormatInt(x.Update, 10), "time", s.time(time.UnixMilli(x.At)),
			"name", cmp.Or(name, "?"), "why", x.Reason)
	}
}

// calendarAhead is how many days before a year its calendar is looked at.
const calendarAhead = 92

// calendar says that the holidays of a year, now or soon, are not known, or
// were computed before they were announced.
func (s *statusText) calendar() {
	for year := s.today.Year(); year <= (s.today + calendarAhead).Year(); year++ {
		switch how, known := workday.HolidayYear(year); {
		case !known:
			s.line("status.calendar_unknown", "year", strconv.Itoa(year))
		case how == workday.HolidayComputed:
			s.line("status.calendar_computed", "year", strconv.Itoa(year))
		}
	}
}

func (s *statusText) backups(a *App) {
	files, err := filepath.Glob(filepath.Join(a.cfg.DataDir, "backup", "dondoc-*.db"))
	if err != nil || len(files) == 0 {
		s.line("status.no_backup")
		return
	}
	slices.Sort(files)
	s.line("status.backups", "n", strconv.Itoa(len(files)), "newest", filepath.Base(files[len(files)-1]))
}
