package main

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"dondoc/bot"
)

// config says how the process runs. What the office decides are facts in the
// store; Office only seeds an empty one. config.example.yaml documents every
// key and default.
type config struct {
	Telegram struct {
		Token string // never logged, never shown
		// Endpoint is "http://host:port/bot%s/%s"; empty: Telegram's own.
		Endpoint string
		Proxy    string // empty: none, whatever the environment says
	}
	DataDir  string
	Language string // of the console and of the logs of mistakes: vi or en
	Log      struct {
		Level  slog.Level
		Format string // text or json
	}
	Backup struct {
		Daily bool
		Keep  int
	}
	Evidence struct {
		Keep bool // fetch and keep the files that are sent as evidence
	}
	// Office is nil when the file has no office: block.
	Office *bot.Office
	// Accounts are the accounts that the office: block names, by post key and
	// seat; the demo and the scenarios play them.
	Accounts []account
}

// account is one person of the office: block whose Telegram account is known.
type account struct {
	Key  string // the post's key, for a delegate with "-delegate"
	ID   int64
	Name string
	Post string // title and unit, for the people list of the demo
	Role string
	Unit string // the unit's short name
	Lang string
}

func defaultConfig() config {
	c := config{DataDir: "data", Language: "vi"}
	c.Log.Format = "text"
	c.Backup.Daily, c.Backup.Keep = true, 14
	c.Evidence.Keep = true
	return c
}

// tokenVariable is the environment variable that wins over both token keys.
const tokenVariable = "DONDOC_TOKEN"

// loadConfig reads a configuration file. A wrong one gives mistakes, all of
// them at once; an unreadable one gives the error of the file system.
func loadConfig(path string, getenv func(string) string) (config, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return config{}, err
	}
	return readConfig(data, filepath.Dir(path), getenv)
}

// readConfig reads a configuration whose relative paths start in dir.
func readConfig(data []byte, dir string, getenv func(string) string) (config, error) {
	c := defaultConfig()
	r := &reader{}
	token, tokenFile := field{}, field{}
	root := r.open(data)
	r.mapping(root, keys{
		"telegram": func(f field) {
			r.mapping(f, keys{
				"token":        func(f field) { token = f },
				"token_file":   func(f field) { tokenFile = f },
				"api_endpoint": func(f field) { c.Telegram.Endpoint = r.endpoint(f) },
				"proxy":        func(f field) { c.Telegram.Proxy = r.proxy(f) },
			})
		},
		"data_dir": func(f field) { c.DataDir = r.filled(f) },
		"language": func(f field) { c.Language = r.oneOf(f, "vi", "en") },
		"log": func(f field) {
			r.mapping(f, keys{
				"level": func(f field) {
					level := r.oneOf(f, "debug", "info", "warn", "error")
					_ = c.Log.Level.UnmarshalText([]byte(level)) // oneOf refused all others
				},
				"format": func(f field) { c.Log.Format = r.oneOf(f, "text", "json") },
			})
		},
		"backup": func(f field) {
			r.mapping(f, keys{
				"daily": func(f field) { c.Backup.Daily = r.boolean(f) },
				"keep":  func(f field) { c.Backup.Keep = r.number(f, 1, 1000) },
			})
		},
		"evidence": func(f field) {
			r.mapping(f, keys{
				"keep": func(f field) { c.Evidence.Keep = r.boolean(f) },
			})
		},
		"office": func(f field) { c.Office, c.Accounts = r.office(f) },
	})
	c.DataDir = under(dir, c.DataDir)
	c.Telegram.Token = r.token(token, tokenFile, dir, getenv)
	return c, r.err()
}

// readOffice reads a file that has only the office: block to offer, as the
// demo's; a token is not asked for.
func readOffice(data []byte) (bot.Office, []account, error) {
	anyToken := func(string) string { return "0:none" }
	c, err := readConfig(data, ".", anyToken)
	if err == nil && c.Office == nil {
		err = mistakes{{Key: "office", Line: 1, Code: "missing"}}
	}
	if err != nil {
		return bot.Office{}, nil, err
	}
	return *c.Office, c.Accounts, nil
}

// token chooses among the environment, token_file and token, in this order.
func (r *reader) token(token, file field, dir string, getenv func(string) string) string {
	if v := strings.TrimSpace(getenv(tokenVariable)); v != "" {
		return r.tokenForm(field{key: tokenVariable}, v)
	}
	if file.node != nil {
		path := r.filled(file)
		if path == "" {
			return ""
		}
		data, err := os.ReadFile(under(dir, path))
		if err != nil {
			var pathError *os.PathError
			if errors.As(err, &pathError) {
				err = pathError.Err
			}
			r.wrong(file, "token_file", "path", path, "why", err.Error())
			return ""
		}
		return r.tokenForm(file, strings.TrimSpace(string(data)))
	}
	if v := strings.TrimSpace(r.text(token)); v != "" {
		return r.tokenForm(token, v)
	}
	if !r.broken {
		r.wrong(field{key: "telegram.token"}, "no_token")
	}
	return ""
}

// tokenForm refuses what cannot be part of an address; the token itself is
// never repeated.
func (r *reader) tokenForm(f field, v string) string {
	if v == "" || strings.ContainsAny(v, "/?#% \t\r\n") {
		r.wrong(f, "token_form")
		return ""
	}
	return v
}

func under(dir, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}
