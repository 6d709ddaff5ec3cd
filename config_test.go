package main

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// update rewrites golden files and the transcripts of scenarios.
var update = flag.Bool("update", false, "rewrite golden files and transcripts")

// Ensure that every configuration of testdata/config says what is wrong with
// it, in both languages, all at once.
func TestConfigMistakes(t *testing.T) {
	files, err := filepath.Glob("testdata/config/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) { configCase(t, path) })
	}
}

func configCase(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	env := map[string]string{}
	for _, f := range archive.Files {
		switch name := f.Name; name {
		case "vi", "en":
		case "env":
			for line := range strings.Lines(string(f.Data)) {
				key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
				env[key] = value
			}
		default:
			if err := os.WriteFile(filepath.Join(dir, name), f.Data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	_, err = loadConfig(filepath.Join(dir, "config.yaml"), func(key string) string { return env[key] })
	got := map[string]string{"vi": "", "en": ""}
	if wrong, ok := err.(mistakes); ok {
		for lang := range got {
			got[lang] = strings.ReplaceAll(wrong.In(lang), dir, "DIR") + "\n"
		}
	} else if err != nil {
		t.Fatal(err)
	}
	changed := false
	for i, f := range archive.Files {
		want, ok := got[f.Name]
		if !ok || string(f.Data) == want {
			continue
		}
		if *update {
			archive.Files[i].Data, changed = []byte(want), true
			continue
		}
		t.Errorf("%s (-want +got):\n%s", f.Name, cmp.Diff(string(f.Data), want))
	}
	if changed {
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func noEnv(string) string { return "" }

// Ensure that config.example.yaml loads, and that with its keys left out the
// values are the defaults that its comments show.
func TestConfigExample(t *testing.T) {
	c, err := loadConfig("config.example.yaml", noEnv)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Office.Posts) != 4 || c.Office.Days[0].Name != "Tổng kết năm" {
		t.Errorf("office read as %+v", c.Office)
	}
	shown, err := os.ReadFile("config.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	// With the comment signs of the default lines taken away, every key of the
	// file is live, and must be known and keep its default.
	var live strings.Builder
	for line := range strings.Lines(string(shown)) {
		trimmed := strings.TrimSpace(line)
		key, _, isKey := strings.Cut(strings.TrimPrefix(trimmed, "# "), ": ")
		if strings.HasPrefix(trimmed, "# ") && isKey && shownDefaults[key] {
			line = strings.Replace(line, "# ", "", 1)
		}
		live.WriteString(line)
	}
	d, err := readConfig([]byte(live.String()), ".", func(string) string { return "1:x" })
	if err != nil {
		t.Fatal(err)
	}
	want := defaultConfig()
	if d.DataDir != want.DataDir || d.Language != want.Language || d.Log != want.Log || d.Backup != want.Backup {
		t.Errorf("the defaults shown are not the defaults: %+v", d)
	}
	if d.Telegram.Endpoint != telegramEndpoint {
		t.Errorf("endpoint shown %q", d.Telegram.Endpoint)
	}
	if d.Office.Digest != 8*60 || d.Office.Zone != "Asia/Ho_Chi_Minh" || d.Office.Posts[3].Receive != "holder" {
		t.Errorf("office defaults shown: %+v", d.Office)
	}
}

// telegramEndpoint is where telegram.New goes without an endpoint.
const telegramEndpoint = "https://api.telegram.org/bot%s/%s"

// shownDefaults are the keys that config.example.yaml shows commented out.
var shownDefaults = map[string]bool{
	"api_endpoint": true, "data_dir": true, "language": true, "level": true, "format": true,
	"daily": true, "keep": true, "time_zone": true, "digest": true, "receive": true,
}

// Ensure that the environment wins over the token file, and the file over the
// key.
func TestConfigTokenOrder(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "secret"), []byte("2:file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	all := "telegram: {token: \"1:key\", token_file: secret}\n"
	for _, c := range []struct{ name, yaml, env, want string }{
		{"environment", all, "3:env", "3:env"},
		{"file", all, "", "2:file"},
		{"key", "telegram: {token: \"1:key\"}\n", "", "1:key"},
	} {
		got, err := readConfig([]byte(c.yaml), dir, func(string) string { return c.env })
		if err != nil || got.Telegram.Token != c.want {
			t.Errorf("%s: token %q, %v; want %q", c.name, got.Telegram.Token, err, c.want)
		}
	}
}

// Ensure that the sample office loads, names every person once and leaves one
// head who has not joined.
func TestSampleOffice(t *testing.T) {
	data, err := os.ReadFile("examples/office.yaml")
	if err != nil {
		t.Fatal(err)
	}
	office, people, err := readOffice(data)
	if err != nil {
		t.Fatal(err)
	}
	if len(office.Units) != 10 || len(people) != 13 {
		t.Errorf("%d units, %d people with an account", len(office.Units), len(people))
	}
	unjoined := 0
	for _, p := range office.Posts {
		if p.Holder.Account == 0 {
			unjoined++
		}
	}
	if unjoined != 1 {
		t.Errorf("%d posts whose holder has not joined, want 1", unjoined)
	}
}

// Ensure that a file that no person writes is one mistake, and not the end of
// memory or stack.
func TestConfigHostile(t *testing.T) {
	for _, c := range []struct{ name, data, code string }{
		{"dashes", strings.Repeat("- ", 100_000), "syntax"}, {"brackets", strings.Repeat("[", 100_000), "syntax"}, {"tags", strings.Repeat("!!a\n", 200_000), "syntax"},
		{"too big", strings.Repeat("#"+strings.Repeat("x", 1000)+"\n", 2000), "too_big"}, {"no text", "\x00\xff\xfe", "not_mapping"},
		{"itself", "office: &a *a", "syntax"}, {"itself below", "office: &a {units: *a}\n", "not_list"},
	} {
		_, err := readConfig([]byte(c.data), ".", noEnv)
		var wrong mistakes
		found := errors.As(err, &wrong) && slices.ContainsFunc(wrong, func(m mistake) bool { return m.Code == c.code })
		if !found || wrong.In("vi") == "" {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// FuzzConfig ensures that no file makes the reader panic or accept an
// endpoint that the client could not fill.
func FuzzConfig(f *testing.F) {
	for _, name := range []string{"config.example.yaml", "examples/office.yaml"} {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("office: &a {posts: [*a, {holder: {name: !!str x}}]}\n? [a]\n: b\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := readConfig(data, t.TempDir(), noEnv)
		if err == nil && strings.Count(c.Telegram.Endpoint, "%s") == 1 {
			t.Fatalf("endpoint %q", c.Telegram.Endpoint)
		}
	})
}
