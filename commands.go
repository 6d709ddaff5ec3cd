package main

import (
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"

	"dondoc/bot"
	"dondoc/planfile"
	"dondoc/store"
)

// Exit codes of the command line.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// console is where a command reads and writes.
type console struct {
	in       io.Reader
	out, err io.Writer
	getenv   func(string) string
	lang     string // empty: Vietnamese
}

func terminal() console {
	return console{in: os.Stdin, out: os.Stdout, err: os.Stderr, getenv: os.Getenv}
}

// print writes a worded text; a console that cannot be written to is the
// reader's affair.
func (c console) print(w io.Writer, code string, args ...string) {
	_, _ = io.WriteString(w, say(c.lang, code, args...)+"\n")
}

// fail words an error and returns the exit code for it.
func (c console) fail(err error) int {
	_, _ = io.WriteString(c.err, wordError(c.lang, err)+"\n")
	return exitFailed
}

// wordError words what may go wrong for the operator.
func wordError(lang string, err error) string {
	var wrong mistakes
	var refusal *planfile.Refusal
	var unsound *bot.Unsound
	var own worded
	var path *os.PathError
	var clock *clockError
	switch {
	case errors.As(err, &wrong):
		return say(lang, "console.config") + "\n" + wrong.In(lang)
	case errors.As(err, &refusal):
		return refusal.In(lang)
	case errors.As(err, &own):
		return own.text
	case errors.Is(err, store.ErrLocked):
		return say(lang, "console.locked")
	case errors.Is(err, store.ErrEmpty):
		return say(lang, "console.store_empty", "dir", after(err, store.ErrEmpty))
	case errors.Is(err, store.ErrCorrupt):
		return say(lang, "console.store_damaged", "why", err.Error())
	case errors.As(err, &clock):
		return say(lang, "console.clock", "here", clock.here.Format(clockForm), "there", clock.there.Format(clockForm))
	case errors.Is(err, errNoOffice):
		return say(lang, "console.no_office")
	case errors.Is(err, bot.ErrNoUnit):
		return say(lang, "console.no_unit", "why", after(err, bot.ErrNoUnit))
	case errors.Is(err, bot.ErrDates):
		return say(lang, "console.dates")
	case errors.As(err, &unsound):
		where, words := unsound.In(lang)
		return say(lang, "console.import_refused", "why", where+": "+words)
	case errors.Is(err, bot.ErrImport):
		return say(lang, "console.import_refused", "why", after(err, bot.ErrImport))
	case errors.Is(err, bot.ErrNoPlan):
		return say(lang, "console.no_plan", "why", after(err, bot.ErrNoPlan))
	case errors.Is(err, bot.ErrNoDocument):
		return say(lang, "console.no_document")
	case errors.Is(err, bot.ErrNoOffice):
		return say(lang, "console.no_office_post")
	case errors.As(err, &path) && errors.Is(err, os.ErrNotExist):
		return say(lang, "console.no_file", "file", path.Path)
	}
	return say(lang, "console.error", "why", err.Error())
}

// after returns what an error says beyond the kind that it wraps first.
func after(err, kind error) string {
	return strings.TrimPrefix(strings.TrimPrefix(err.Error(), kind.Error()), ": ")
}

// localVerbs are the commands that need no store, or open it themselves. All
// others go to the store, through a running bot when there is one.
func localVerbs() map[string]func(context.Context, console, []string) int {
	return map[string]func(context.Context, console, []string) int{
		"run": cmdRun, "demo": cmdDemo, "check": cmdCheck, "texts": cmdTexts,
		"plan show": cmdPlanShow, "plan diff": cmdPlanDiff, "parse deadline": cmdParseDeadline, "parse reply": cmdParseReply,
		"help": cmdHelp, "version": cmdVersion, checkStoreVerb: cmdCheckStore,
	}
}

// dispatch runs the command line and returns the exit code.
func dispatch(ctx context.Context, args []string, c console) int {
	if len(args) == 0 {
		c.print(c.err, "help")
		return exitUsage
	}
	name, rest := args[0], args[1:]
	if name == "-h" || name == "--help" || name == "-help" {
		name = "help"
	}
	if name == "--version" || name == "-version" {
		name = "version"
	}
	if (name == "plan" || name == "parse") && len(rest) > 0 {
		name, rest = name+" "+rest[0], rest[1:]
	}
	if run, ok := localVerbs()[name]; ok {
		return run(ctx, c, rest)
	}
	if _, ok := storeVerbs[name]; ok {
		return cmdStore(ctx, c, name, rest)
	}
	c.print(c.err, "console.unknown_command", "name", name)
	return exitUsage
}

// parse reads flags before, between and after the other arguments, of which
// there must be from low to high.
func parse(set *flag.FlagSet, args []string, low, high int) ([]string, error) {
	set.SetOutput(io.Discard)
	var rest []string
	for {
		if err := set.Parse(args); err != nil {
			return nil, err
		}
		if args = set.Args(); len(args) == 0 {
			break
		}
		rest, args = append(rest, args[0]), args[1:]
	}
	if len(rest) < low || len(rest) > high {
		return nil, errUsage
	}
	return rest, nil
}

var errUsage = errors.New("wrong number of arguments")

// usage says what is wrong with the arguments of a command.
func (c console) usage(name string, err error) int {
	if errors.Is(err, flag.ErrHelp) {
		return cmdHelp(context.Background(), console{out: c.out, lang: c.lang}, strings.Fields(name))
	}
	why := err.Error()
	if errors.Is(err, errUsage) {
		why = say(c.lang, "console.arguments")
	}
	help := "help." + name
	if name == "help" {
		help = name
	}
	c.print(c.err, "console.usage", "why", why, "help", say(c.lang, help))
	return exitUsage
}

// newFlags makes the flags that most commands have.
func newFlags(name string, c *console) (set *flag.FlagSet, config *string) {
	set = flag.NewFlagSet(name, flag.ContinueOnError)
	config = set.String("config", "config.yaml", "")
	set.StringVar(&c.lang, "lang", c.lang, "")
	return set, config
}

// storeVerb is a command on the store.
type storeVerb struct {
	low, high int
	// flags that take a value, and file arguments whose bytes are sent along.
	flags []string
	// switches are flags without a value.
	switches []string
	file     bool
	// records: it records events, so that the clock must be right.
	records bool
	run     func(ctx context.Context, a *App, r request) (string, error)
}

// storeVerbs are the commands that one function runs on either side: in the
// running bot, or in a process that opens the store itself.
var storeVerbs = map[string]storeVerb{
	"status":      {run: doStatus},
	"backup":      {low: 1, high: 1, run: doBackup},
	"summary":     {flags: []string{"plan"}, run: doSummary},
	"tasks":       {low: 1, high: 8, run: doTasks},
	"invite":      {records: true, run: doInvite},
	"simulate":    {flags: []string{"from", "to"}, run: doSimulate},
	"plan import": {low: 1, high: 1, file: true, records: true, run: doImport},
	"plan amend":  {low: 1, high: 1, file: true, flags: []string{"plan", "by"}, switches: []string{"apply"}, records: true, run: doAmend},
	"plan carry":  {flags: []string{"from", "to"}, switches: []string{"apply"}, records: true, run: doCarry},
	"resume":      {records: true, run: doResume},
	"journal":     {flags: []string{"from"}, run: doJournal},
	"check store": {run: doCheckStore},
}

// switchedOn is the value of a switch in a request.
const switchedOn = "on"

// request is a command for the store, as it goes through the socket.
type request struct {
	Verb  string            `json:"verb"`
	Args  []string          `json:"args,omitempty"`
	Flags map[string]string `json:"flags,omitempty"`
	Files map[string][]byte `json:"files,omitempty"`
	Lang  string            `json:"lang,omitempty"`
}

// response is what became of it.
type response struct {
	Out  string `json:"out,omitempty"`
	Err  string `json:"err,omitempty"`
	Code int    `json:"code,omitempty"`
}

// readRequest reads the arguments of a store command, and the files it names
// by read.
func readRequest(c *console, name string, args []string, read func(string) ([]byte, error)) (request, string, error) {
	v := storeVerbs[name]
	set, config := newFlags(name, c)
	values := map[string]*string{}
	for _, f := range v.flags {
		values[f] = set.String(f, "", "")
	}
	on := map[string]*bool{}
	for _, f := range v.switches {
		on[f] = set.Bool(f, false, "")
	}
	rest, err := parse(set, args, v.low, v.high)
	if err != nil {
		return request{}, "", err
	}
	r := request{Verb: name, Args: rest, Flags: map[string]string{}, Files: map[string][]byte{}}
	for f, value := range values {
		r.Flags[f] = *value
	}
	for f, value := range on {
		if *value {
			r.Flags[f] = switchedOn
		}
	}
	if v.file {
		data, err := read(rest[0])
		if err != nil {
			return request{}, "", &fileError{err}
		}
		r.Files[filepath.Base(rest[0])] = data
		r.Args[0] = filepath.Base(rest[0])
	}
	return r, *config, nil
}

// fileError is a file that could not be read, not a wrong usage.
type fileError struct{ error }

func (e *fileError) Unwrap() error { return e.error }

// cmdStore runs a command on the store.
func cmdStore(ctx context.Context, c console, name string, args []string) int {
	r, config, err := readRequest(&c, name, args, os.ReadFile)
	var unreadable *fileError
	if errors.As(err, &unreadable) {
		return c.fail(unreadable.error)
	}
	if err != nil {
		return c.usage(name, err)
	}
	cfg, err := loadConfig(config, tokenOr(c.getenv))
	if err != nil {
		return c.fail(err)
	}
	if c.lang == "" {
		c.lang = cfg.Language
	}
	r.Lang = c.lang
	if name == "backup" {
		if r.Args[0], err = filepath.Abs(r.Args[0]); err != nil {
			return c.fail(err)
		}
	}
	reply, err := ask(ctx, cfg.DataDir, r)
	if errors.Is(err, errNotRunning) {
		reply, err = visit(ctx, cfg, r)
	}
	if err != nil {
		return c.fail(err)
	}
	_, _ = io.WriteString(c.out, reply.Out)
	_, _ = io.WriteString(c.err, reply.Err)
	return reply.Code
}

// tokenOr gives a token that is none: the commands on the store need none.
func tokenOr(getenv func(string) string) func(string) string {
	return func(name string) string {
		if name == tokenVariable {
			return "0:none"
		}
		return getenv(name)
	}
}

// visit opens the store of a stopped bot for one command.
func visit(ctx context.Context, cfg config, r request) (response, error) {
	client, err := newHTTP(cfg.Telegram.Proxy)
	if err != nil {
		return response{}, err
	}
	defer client.CloseIdleConnections()
	a, err := newApp(appConfig{
		Token: cfg.Telegram.Token, Secrets: secrets(cfg.Telegram.Proxy, cfg.Telegram.Endpoint),
		Endpoint: cfg.Telegram.Endpoint, HTTP: client, DataDir: cfg.DataDir, Office: cfg.Office, Visit: true,
	})
	if err != nil {
		return response{}, err
	}
	reply := a.perform(ctx, r)
	if err := a.Close(); err != nil {
		return response{}, err
	}
	return reply, nil
}

// perform runs a command on the store; it is the same on either side.
func (a *App) perform(ctx context.Context, r request) response {
	v, ok := storeVerbs[r.Verb]
	if !ok || len(r.Args) < v.low || len(r.Args) > v.high {
		return response{Err: say(r.Lang, "console.unknown_command", "name", r.Verb) + "\n", Code: exitUsage}
	}
	if v.records {
		if err := a.askClock(ctx); err != nil {
			return response{Err: wordError(r.Lang, err) + "\n", Code: exitFailed}
		}
	}
	text, err := v.run(ctx, a, r)
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	note := ""
	if a.unasked.Load() && (v.records || a.cfg.Visit) {
		note = say(r.Lang, "console.clock_unasked", "now", a.cfg.Now().Format(clockForm)) + "\n"
	}
	if err != nil {
		return response{Out: text, Err: note + wordError(r.Lang, err) + "\n", Code: exitFailed}
	}
	return response{Out: text, Err: note}
}
