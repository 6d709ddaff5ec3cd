package main

import (
	"context"
	"embed"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"dondoc/bot"
	"dondoc/emulator"
	"dondoc/plan"
	"dondoc/planfile"
	"dondoc/store"
	"dondoc/workday"
)

//go:embed examples
var examples embed.FS

// The demo's calendar: it opens on a Monday morning, after a Friday on which
// the history was played.
const (
	demoMonth = time.March
	demoDay   = 30
	demoYear  = 2026
	// demoEvening is when the history begins: in working hours, but too late for
	// a digest of that day.
	demoEvening = 16*time.Hour + 30*time.Minute
	demoToken   = "100:DEMO"
	// demoListen is where the page is when nothing else is there.
	demoListen = "127.0.0.1:8321"
)

// demoOptions are the flags of the demo.
type demoOptions struct {
	data, listen, plan, office string
}

// cmdDemo plays the bot with a chat page in one process.
func cmdDemo(ctx context.Context, c console, args []string) int {
	set, _ := newFlags("demo", &c)
	var o demoOptions
	set.StringVar(&o.data, "data", "", "")
	set.StringVar(&o.listen, "listen", "", "")
	set.StringVar(&o.plan, "plan", "", "")
	set.StringVar(&o.office, "office", "", "")
	if _, err := parse(set, args, 0, 0); err != nil {
		return c.usage("demo", err)
	}
	if err := runDemo(ctx, c, o); err != nil {
		return c.fail(err)
	}
	return exitOK
}

func runDemo(ctx context.Context, c console, o demoOptions) (err error) {
	if o.data == "" {
		if o.data, err = os.MkdirTemp("", "dondoc-demo-*"); err != nil {
			return err
		}
		defer os.RemoveAll(o.data)
	}
	listener, err := listenDemo(o.listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	log := slog.New(slog.NewTextHandler(c.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
	d, err := openDemo(ctx, c.lang, o, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.close()) }()
	web := &http.Server{Handler: d.server.Page(), ReadHeaderTimeout: requestPatience}
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(listener) }()
	c.print(c.out, "demo.address", "url", "http://"+listener.Addr().String()+"/")
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	return errors.Join(err, web.Close())
}

// listenDemo takes the usual address, or any free one when that is taken.
func listenDemo(address string) (net.Listener, error) {
	if address != "" {
		return net.Listen("tcp", address)
	}
	l, err := net.Listen("tcp", demoListen)
	if err != nil {
		return net.Listen("tcp", "127.0.0.1:0")
	}
	return l, nil
}

// demo is the whole play: the program, the other side and the clock.
type demo struct {
	app    *App
	server *emulator.Server
	clock  *demoClock
	mover  *mover

	stop   context.CancelFunc
	outbox chan struct{}
}

// hint names what a newcomer may try: the people of the sample plan, or of an own
// plan or office only their posts, since nobody knows who has work there.
func (o demoOptions) hint() string {
	if o.plan != "" || o.office != "" {
		return "demo.hint_own"
	}
	return "demo.hint"
}

// openDemo makes the play and, in a new folder, its history.
func openDemo(ctx context.Context, lang string, o demoOptions, log *slog.Logger) (*demo, error) {
	office, people, err := demoOffice(o.office)
	if err != nil {
		return nil, err
	}
	doc, err := demoPlan(o.plan)
	if err != nil {
		return nil, err
	}
	firstDay, dayBefore := demoFirstDay(doc.Plan.Year)
	office.GoLive = dayBefore
	if err := os.MkdirAll(o.data, 0o700); err != nil {
		return nil, err
	}
	zone, err := time.LoadLocation(plan.DefaultSettings().Zone)
	if err != nil {
		return nil, err
	}
	clock, fresh, err := openDemoClock(o.data, dayBefore.At(demoEvening, zone))
	if err != nil {
		return nil, err
	}
	d := &demo{clock: clock, mover: &mover{clock: clock, lang: lang}, outbox: make(chan struct{})}
	d.server = emulator.New(emulator.Options{
		Token: demoToken, Now: clock.Now, Seed: uint64(time.Now().UnixNano()), Log: log,
		Hint: say(lang, o.hint()), Move: d.mover.Move,
		Clock: func() time.Time { return clock.Now().In(zone) },
	})
	for _, p := range people {
		d.server.AddPerson(p)
	}
	d.app, err = newApp(appConfig{
		Token: demoToken, DataDir: o.data, Office: &office, Now: clock.Now, Log: log, KeepFiles: true,
		HTTP: &http.Client{Transport: d.server.Transport()},
	})
	if err != nil {
		return nil, err
	}
	d.mover.app = d.app
	d.mover.ctx, d.stop = context.WithCancel(context.WithoutCancel(ctx))
	go func() {
		defer close(d.outbox)
		d.app.runOutbox(d.mover.ctx)
	}()
	if err := d.begin(ctx, fresh, o, doc, firstDay); err != nil {
		d.stop()
		<-d.outbox
		return nil, errors.Join(err, d.app.Close())
	}
	d.mover.resumeLife()
	return d, nil
}

// begin brings everybody who has joined into the chat and, in a new folder,
// imports the plan and plays the Friday before.
func (d *demo) begin(ctx context.Context, fresh bool, o demoOptions, doc planfile.Document, firstDay workday.Date) error {
	if fresh {
		if _, err := d.app.bot.Import(ctx, doc); err != nil {
			return err
		}
	}
	if err := d.greet(ctx); err != nil || !fresh {
		return err
	}
	if o.plan == "" && o.office == "" {
		if err := d.playHistory(ctx); err != nil {
			return err
		}
	}
	zone, digest := time.UTC, 0
	d.app.store.Read(func(r *store.Snapshot) { zone, digest = r.Register.Zone, int(r.Register.Office().Digest) })
	to := firstDay.At(time.Duration(digest)*time.Minute, zone)
	return errors.Join(d.mover.travel(ctx, to), d.clock.save())
}

// greet lets everybody whom the store knows by account press Start: until
// then a bot cannot write to anybody.
func (d *demo) greet(ctx context.Context) error {
	for _, p := range d.server.People() {
		known := false
		d.app.store.Read(func(r *store.Snapshot) { known = r.PersonOf(p.ID) != 0 })
		if !known {
			continue
		}
		if _, err := d.server.Send(p.ID, "/start", 0); err != nil {
			return err
		}
	}
	return d.mover.travel(ctx, d.clock.Now().Add(betweenDeeds))
}

func (d *demo) close() error {
	d.mover.mu.Lock()
	defer d.mover.mu.Unlock()
	err := d.mover.pauseLife()
	d.stop()
	<-d.outbox
	return errors.Join(err, d.clock.save(), d.app.Close())
}

// demoOffice reads the office that plays, and who is in it. People without an
// account get one that they have not joined with.
func demoOffice(path string) (bot.Office, []emulator.Person, error) {
	data, err := readExample(path, "office.yaml")
	if err != nil {
		return bot.Office{}, nil, err
	}
	office, accounts, err := readOffice(data)
	if err != nil {
		return bot.Office{}, nil, err
	}
	var people []emulator.Person
	for _, a := range accounts {
		people = append(people, emulator.Person{ID: a.ID, FirstName: a.Name, Language: a.Lang, Label: a.Post})
	}
	next := int64(9001)
	for _, p := range office.Posts {
		if p.Holder.Name != "" && p.Holder.Account == 0 {
			people = append(people, emulator.Person{ID: next, FirstName: p.Holder.Name, Label: p.Title + ", " + p.Unit})
			next++
		}
	}
	return office, people, nil
}

func demoPlan(path string) (planfile.Document, error) {
	data, err := readExample(path, "plan.yaml")
	if err != nil {
		return planfile.Document{}, err
	}
	name := "plan.yaml"
	if path != "" {
		name = filepath.Base(path)
	}
	return planfile.Read(name, data)
}

func readExample(path, name string) ([]byte, error) {
	if path == "" {
		return examples.ReadFile("examples/" + name)
	}
	return os.ReadFile(path)
}

// demoFirstDay is the demo's first day in the plan's year, and the working day
// before it.
func demoFirstDay(year int) (first, before workday.Date) {
	if year == 0 {
		year = demoYear
	}
	c := workday.NewCalendar(workday.Holidays())
	first = c.OnOrAfter(workday.Of(year, demoMonth, demoDay))
	return first, c.Add(first, -1)
}
