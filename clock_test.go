package main

import (
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dondoc/emulator"
	"dondoc/telegram"
)

const year = 365 * 24 * time.Hour

// Ensure that a clock which Telegram contradicts stamps no first event: an
// empty store stays empty until the clock is right. While Telegram is away, or
// says no time, the machine's clock is believed and that is said.
func TestFirstClock(t *testing.T) {
	office, _, err := readOffice(mustRead(t, "examples/office.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name     string
		off      time.Duration
		answers  func(http.RoundTripper) http.RoundTripper
		refused  bool
		believed bool
	}{
		{"right", time.Minute, nil, false, false},
		{"a year ahead", year, nil, true, false},
		{"half a century behind", -50 * year, nil, true, false},
		{"Telegram away", year, away, false, true},
		{"Telegram silent", year, silent, false, true},
		{"no Date", year, undated, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, log := t.TempDir(), &lockedBuffer{}
			synctest.Test(t, func(t *testing.T) {
				way := emulator.New(emulator.Options{Token: testToken}).Transport()
				if c.answers != nil {
					way = c.answers(way)
				}
				off, began := c.off, time.Now()
				cfg := appConfig{
					Token: testToken, DataDir: dir, Office: &office, HTTP: &http.Client{Transport: way},
					Now: func() time.Time { return time.Now().Add(off) }, Log: slog.New(slog.NewTextHandler(log, nil)),
				}
				a, err := newApp(cfg)
				if time.Since(began) > clockPatience {
					t.Errorf("started after %v", time.Since(began))
				}
				if wrong := (*clockError)(nil); c.refused != errors.As(err, &wrong) {
					t.Fatalf("refused %v: %v", c.refused, err)
				}
				if c.refused {
					off = 0 // and with the right clock it starts
					if a, err = newApp(cfg); err != nil {
						t.Fatal(err)
					}
				}
				if last := a.store.Stats().LastEvent; last.Sub(time.Now().Add(off)).Abs() > clockPatience {
					t.Errorf("the last event is of %v", last)
				}
				if err := a.Close(); err != nil {
					t.Error(err)
				}
			})
			if said := strings.Contains(log.tail(1<<20), "this machine's clock is believed"); said != c.believed {
				t.Errorf("the log:\n%s", log.tail(1<<20))
			}
		})
	}
}

func away(http.RoundTripper) http.RoundTripper {
	return roundTrip(func(*http.Request) (*http.Response, error) { return nil, errors.New("no route") })
}

func silent(http.RoundTripper) http.RoundTripper {
	return roundTrip(func(r *http.Request) (*http.Response, error) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	})
}

func undated(next http.RoundTripper) http.RoundTripper {
	return roundTrip(func(r *http.Request) (*http.Response, error) {
		resp, err := next.RoundTrip(r)
		if err == nil {
			resp.Header.Del("Date")
		}
		return resp, err
	})
}

// Ensure that the console records nothing by a clock which Telegram
// contradicts, and still shows what there is; and
// that check says it.
func TestConsoleClock(t *testing.T) {
	t.Parallel()
	office := mustRead(t, "examples/office.yaml")
	_, right, _ := telegramServer(t, nil)
	config, data := writeConfig(t, right.URL, office)
	if _, errOut, code := command(t, "", "status", "--config", config); code != exitOK {
		t.Fatalf("the first visit: %d %s", code, errOut)
	}
	lastYear := emulator.New(emulator.Options{Token: testToken, Now: func() time.Time { return time.Now().Add(-year) }})
	web := httptest.NewServer(lastYear)
	defer web.Close()
	wrong := filepath.Join(filepath.Dir(config), "wrong.yaml")
	text := strings.ReplaceAll(string(mustRead(t, config)), right.URL, web.URL)
	if err := os.WriteFile(wrong, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	refusal, _, _ := strings.Cut(say("en", "console.clock"), "{here}")
	for _, c := range []struct {
		args string
		code int
	}{
		{"plan import examples/plan.yaml", exitFailed}, {"invite", exitFailed}, {"resume", exitFailed},
		{"status", exitOK}, {"summary", exitOK}, {"check", exitFailed},
	} {
		args := append(strings.Fields(c.args), "--lang", "en", "--config", wrong)
		out, errOut, code := command(t, "", args...)
		if code != c.code || strings.Contains(errOut, refusal) != (code != exitOK) {
			t.Errorf("%s: %d %s %s", c.args, code, out, errOut)
		}
	}
	// A restored backup is held by an event: it waits for a right clock too.
	copied := filepath.Join(t.TempDir(), "copy.db")
	if _, errOut, code := command(t, "", "backup", copied, "--config", config); code != exitOK {
		t.Fatal(errOut)
	}
	if err := os.Rename(copied, filepath.Join(data, "dondoc.db")); err != nil {
		t.Fatal(err)
	}
	if _, errOut, code := command(t, "", "run", "--lang", "en", "--config", wrong); code != exitFailed || !strings.Contains(errOut, refusal) {
		t.Errorf("run: %d %s", code, errOut)
	}
	// Without Telegram it is done, with a word about the clock.
	web.Close()
	out, errOut, code := command(t, "", "plan", "import", "examples/plan.yaml", "--lang", "en", "--config", wrong)
	if note, _, _ := strings.Cut(say("en", "console.clock_unasked"), "{now}"); code != exitOK || !strings.Contains(errOut, note) {
		t.Errorf("import without Telegram: %d %s %s", code, out, errOut)
	}
	if out, _, _ := command(t, "", "check", "--lang", "en", "--config", wrong); !strings.Contains(out, "confirmed by nobody") {
		t.Errorf("check without Telegram: %s", out)
	}
}

// Ensure that the console of a running bot records nothing while its clock is
// known to be wrong, and records again once it is right.
func TestRunningConsoleClock(t *testing.T) {
	off := time.Duration(0)
	a := sample(t, func() time.Time { return noon })
	a.cfg.Now = func() time.Time { return noon.Add(off) }
	for _, c := range []struct {
		off  time.Duration
		code int
	}{{0, exitOK}, {year, exitFailed}, {-year, exitFailed}, {time.Hour, exitOK}} {
		off = c.off
		clock := telegram.New(telegram.Config{Token: testToken, HTTP: a.cfg.HTTP, Now: a.cfg.Now})
		_, _ = clock.Me(t.Context()) // refused, with a date
		a.client = clock
		events := a.store.Events()
		status := a.perform(t.Context(), request{Verb: "status", Lang: "en"}).Out
		if said := strings.Contains(status, "THE JOURNAL IS AHEAD"); said != (c.off < -maxSkew) {
			t.Errorf("a clock off by %v:\n%s", c.off, status)
		}
		reply := a.perform(t.Context(), request{Verb: "invite"})
		if reply.Code != c.code || (a.store.Events() > events) != (c.code == exitOK) {
			t.Errorf("a clock off by %v: %+v, %d events more", off, reply, a.store.Events()-events)
		}
	}
}

func mustRead(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
