package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"dondoc/bot"
	"dondoc/planfile"
	"dondoc/store"
	"dondoc/telegram"
	"dondoc/viet"
	"dondoc/workday"
)

func cmdHelp(_ context.Context, c console, args []string) int {
	set, _ := newFlags("help", &c)
	rest, err := parse(set, args, 0, 2)
	if err != nil {
		return c.usage("help", err)
	}
	if len(rest) > 0 {
		if name := "help." + strings.Join(rest, " "); consoleWords[name] != (words{}) {
			c.print(c.out, name)
			return exitOK
		}
	}
	c.print(c.out, "help")
	return exitOK
}

func cmdVersion(_ context.Context, c console, _ []string) int {
	fmt.Fprintln(c.out, "dondoc "+version())
	return exitOK
}

// version is what the Go toolchain knows of the build.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && v == "(devel)" {
			v = s.Value
		}
	}
	return v + " " + info.GoVersion
}

func cmdTexts(_ context.Context, c console, args []string) int {
	set, _ := newFlags("texts", &c)
	if _, err := parse(set, args, 0, 0); err != nil {
		return c.usage("texts", err)
	}
	if c.lang == "" {
		c.lang = "vi"
	}
	fmt.Fprintln(c.out, bot.Texts(c.lang))
	return exitOK
}

// cmdRun is the bot itself.
func cmdRun(ctx context.Context, c console, args []string) int {
	set, path := newFlags("run", &c)
	if _, err := parse(set, args, 0, 0); err != nil {
		return c.usage("run", err)
	}
	cfg, err := loadConfig(*path, c.getenv)
	if err != nil {
		return c.fail(err)
	}
	if c.lang == "" {
		c.lang = cfg.Language
	}
	if err := runBot(ctx, cfg, newLog(c.err, cfg)); err != nil {
		return c.fail(err)
	}
	return exitOK
}

// runBot runs the bot with its control socket until ctx ends.
func runBot(ctx context.Context, cfg config, log *slog.Logger) (err error) {
	client, err := newHTTP(cfg.Telegram.Proxy)
	if err != nil {
		return err
	}
	keep := 0
	if cfg.Backup.Daily {
		keep = cfg.Backup.Keep
	}
	a, err := newApp(appConfig{
		Token: cfg.Telegram.Token, Secrets: secrets(cfg.Telegram.Proxy, cfg.Telegram.Endpoint),
		Endpoint: cfg.Telegram.Endpoint, DataDir: cfg.DataDir, Office: cfg.Office, HTTP: client, Log: log, Keep: keep, KeepFiles: cfg.Evidence.Keep,
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	listener, err := listenControl(cfg.DataDir)
	if err != nil {
		a.log.Error("no control socket: the command line works only while the bot is stopped", "err", err)
	} else {
		stop := serveControl(ctx, listener, a)
		defer stop()
	}
	a.log.Info("started", "version", version(), "data", cfg.DataDir, "proxy", cmp.Or(proxyName(cfg.Telegram.Proxy), "none"))
	err = a.Run(ctx)
	a.log.Info("stopped")
	return err
}

func newLog(w io.Writer, cfg config) *slog.Logger {
	o := &slog.HandlerOptions{Level: cfg.Log.Level}
	if cfg.Log.Format == "json" {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(slog.NewTextHandler(w, o))
}

// checkStoreVerb checks a file in a process of its own: a damaged one may hang
// or kill whoever reads it.
const checkStoreVerb = "check-store-file"

func cmdCheckStore(_ context.Context, c console, args []string) int {
	if len(args) != 1 {
		return exitUsage
	}
	if err := store.Check(args[0]); err != nil {
		fmt.Fprintln(c.err, err)
		return exitFailed
	}
	return exitOK
}

// checkLimit is how long the check of a store may take.
const checkLimit = 2 * time.Minute

// cmdCheck checks the configuration, the store and whether Telegram knows the
// bot. Telegram being away is told, but it is no failure: the bot starts
// without it.
func cmdCheck(ctx context.Context, c console, args []string) int {
	set, path := newFlags("check", &c)
	if _, err := parse(set, args, 0, 0); err != nil {
		return c.usage("check", err)
	}
	cfg, err := loadConfig(*path, c.getenv)
	if err != nil {
		return c.fail(err)
	}
	if c.lang == "" {
		c.lang = cfg.Language
	}
	c.print(c.out, "check.config", "file", *path)
	code := exitOK
	if err := checkStore(ctx, cfg, c); err != nil {
		code = c.fail(err)
	}
	if err := checkTelegram(ctx, cfg, c); err != nil {
		code = c.fail(err)
	}
	return code
}

func checkStore(ctx context.Context, cfg config, c console) error {
	present, err := store.Present(cfg.DataDir)
	switch {
	case err != nil:
		return err
	case !present && cfg.Office == nil:
		return errNoOffice
	case !present:
		c.print(c.out, "check.no_store", "dir", cfg.DataDir)
		return nil
	}
	file := filepath.Join(cfg.DataDir, "dondoc.db")
	reply, err := ask(ctx, cfg.DataDir, request{Verb: "check store", Lang: c.lang})
	switch {
	case err == nil && reply.Code != exitOK:
		return worded{strings.TrimSpace(reply.Err)}
	case err == nil:
		c.print(c.out, "check.store_running", "file", file)
		return nil
	case !errors.Is(err, errNotRunning):
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, checkLimit)
	defer cancel()
	out, err := exec.CommandContext(ctx, self, checkStoreVerb, file).CombinedOutput()
	if err != nil {
		why, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
		return fmt.Errorf("%w: %s (%w)", store.ErrCorrupt, why, err)
	}
	c.print(c.out, "check.store", "file", file)
	return nil
}

// meLimit is how long check waits for Telegram.
const meLimit = 10 * time.Second

func checkTelegram(ctx context.Context, cfg config, c console) error {
	client, err := newHTTP(cfg.Telegram.Proxy)
	if err != nil {
		return err
	}
	defer client.CloseIdleConnections()
	ctx, cancel := context.WithTimeout(ctx, meLimit)
	defer cancel()
	if cfg.Telegram.Proxy != "" {
		c.print(c.out, "check.proxy", "proxy", proxyName(cfg.Telegram.Proxy))
	}
	t := telegram.New(telegram.Config{
		Token: cfg.Telegram.Token, Secrets: secrets(cfg.Telegram.Proxy, cfg.Telegram.Endpoint),
		Endpoint: cfg.Telegram.Endpoint, HTTP: client,
	})
	me, err := t.Me(ctx)
	switch {
	case err == nil:
		c.print(c.out, "check.telegram", "name", me)
	case errors.Is(err, telegram.ErrToken):
		return worded{say(c.lang, "check.telegram_refuses", "why", err.Error())}
	default:
		c.print(c.out, "check.telegram_away", "why", err.Error())
		if t.LastAnswer().IsZero() {
			c.print(c.out, "check.clock", "now", time.Now().Format(clockForm))
		}
	}
	if skew := t.Skew(); skew.Abs() > maxSkew {
		now := time.Now()
		return &clockError{here: now, there: now.Add(-skew)}
	}
	return nil
}

func cmdPlanShow(_ context.Context, c console, args []string) int {
	set, _ := newFlags("plan show", &c)
	asJSON, asYAML := set.Bool("json", false, ""), set.Bool("yaml", false, "")
	rest, err := parse(set, args, 1, 1)
	if err != nil {
		return c.usage("plan show", err)
	}
	doc, err := readPlan(rest[0])
	if err != nil {
		return c.fail(err)
	}
	if *asJSON {
		return c.json(doc)
	}
	if *asYAML { // to be corrected by hand, and imported
		out, err := planfile.WriteYAML(doc)
		if err != nil {
			return c.fail(err)
		}
		_, _ = io.WriteString(c.err, problemsText(c.lang, doc))
		_, _ = c.out.Write(out)
		return exitOK
	}
	_, _ = io.WriteString(c.out, planText(c.lang, doc))
	return exitOK
}

func readPlan(path string) (planfile.Document, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return planfile.Document{}, err
	}
	return planfile.Read(filepath.Base(path), data)
}

// json prints a value and returns the exit code.
func (c console) json(v any) int {
	e := json.NewEncoder(c.out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return c.fail(err)
	}
	return exitOK
}

// cmdPlanDiff compares two versions of a plan. What makes a version unfit for
// import is said beside it: the comparison is of what could be read.
func cmdPlanDiff(_ context.Context, c console, args []string) int {
	set, _ := newFlags("plan diff", &c)
	asJSON := set.Bool("json", false, "")
	rest, err := parse(set, args, 2, 2)
	if err != nil {
		return c.usage("plan diff", err)
	}
	var docs [2]planfile.Document
	for i, path := range rest {
		if docs[i], err = readPlan(path); err != nil {
			var refusal *planfile.Refusal
			if errors.As(err, &refusal) {
				err = worded{filepath.Base(path) + ": " + refusal.In(c.lang)}
			}
			return c.fail(err)
		}
		for _, p := range docs[i].Problems {
			if p.Severity == planfile.Error {
				where, words := p.In(c.lang)
				fmt.Fprintf(c.err, "%s: %s: %s\n", filepath.Base(path), where, words)
			}
		}
	}
	if *asJSON {
		return c.json(planfile.Diff(docs[0], docs[1]))
	}
	_, _ = io.WriteString(c.out, bot.DifferenceText(docs[0], docs[1], c.lang)+"\n")
	return exitOK
}

// deadlineLine is what parse deadline prints for a phrase.
type deadlineLine struct {
	Text       string          `json:"text"`
	Kind       string          `json:"kind"`
	Due        *string         `json:"due"`
	Recurrence *recurrenceLine `json:"recurrence"`
}

type recurrenceLine struct {
	Every workday.Every `json:"every"`
	Month *int8         `json:"month"`
	Day   any           `json:"day"` // null, a number, or a weekday as "fri"
}

func cmdParseDeadline(_ context.Context, c console, args []string) int {
	set, _ := newFlags("parse deadline", &c)
	year := set.Int("year", 0, "")
	if _, err := parse(set, args, 0, 0); err != nil {
		return c.usage("parse deadline", err)
	}
	if *year < 1900 || *year > 2200 {
		return c.usage("parse deadline", errors.New("--year "+strconv.Itoa(*year)))
	}
	return c.eachLine(func(line string) any { return readDeadline(line, *year) })
}

// longestLine is how many bytes a line of the input may have.
const longestLine = 1 << 20

// eachLine reads the input, prints what read makes of each line as one line of
// JSON, and returns the exit code.
func (c console) eachLine(read func(line string) any) int {
	e := json.NewEncoder(c.out)
	e.SetEscapeHTML(false)
	lines := bufio.NewScanner(c.in)
	lines.Buffer(nil, longestLine)
	for lines.Scan() {
		if err := e.Encode(read(lines.Text())); err != nil {
			return c.fail(err)
		}
	}
	if err := lines.Err(); err != nil {
		return c.fail(err)
	}
	return exitOK
}

func readDeadline(text string, year int) deadlineLine {
	d := viet.ParseDeadline(text, year)
	out := deadlineLine{Text: text, Kind: d.Kind.String()}
	if d.Due != 0 {
		out.Due = new(d.Due.String())
	}
	if r := d.Recurrence; r.Every != "" {
		line := &recurrenceLine{Every: r.Every}
		if r.Month != 0 {
			line.Month = &r.Month
		}
		switch {
		case r.Weekday != "":
			line.Day = r.Weekday
		case r.Day != 0:
			line.Day = r.Day
		}
		out.Recurrence = line
	}
	return out
}
