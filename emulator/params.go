package emulator

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// Bot API: sending files, "50 MB max size for other types of files"; what is more is refused before it is read.
const maxUpload = 50 << 20

// params are the parameters of one request. Bot API: making requests: "URL query string,
// application/x-www-form-urlencoded, application/json (except for uploading files), multipart/form-data".
type params struct {
	values map[string]string
	files  map[string]upload
}

// upload is one file of a multipart body.
type upload struct {
	name, mime string
	data       []byte
}

func (p params) get(name string) string { return p.values[name] }

func (p params) has(name string) bool { return p.values[name] != "" }

// integer is lenient as the server is (Client.cpp, get_integer_arg): what is no number is the default.
func (p params) integer(name string, or int) int {
	n, err := strconv.Atoi(strings.TrimSpace(p.values[name]))
	if err != nil {
		return or
	}
	return n
}

// boolean: Client.cpp, to_bool.
func (p params) boolean(name string) bool {
	v := strings.ToLower(strings.TrimSpace(p.values[name]))
	return v == "true" || v == "yes" || v == "1"
}

// chat is chat_id as a number, 0 when it is none.
func (p params) chat() int64 {
	id, err := strconv.ParseInt(p.values["chat_id"], 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// object decodes a JSON parameter; absent and empty leave v alone.
func (p params) object(name string, v any) error {
	if !p.has(name) {
		return nil
	}
	return json.Unmarshal([]byte(p.values[name]), v)
}

// flat is the parameters with files as "attach://NAME".
func (p params) flat() map[string]string {
	all := maps.Clone(p.values)
	for field := range p.files {
		if all == nil {
			all = map[string]string{}
		}
		if all[field] == "" {
			all[field] = "attach://" + field
		}
	}
	return all
}

// parseParams reads query and body; the error is the answer.
func parseParams(w http.ResponseWriter, r *http.Request) (params, error) {
	p := params{values: map[string]string{}, files: map[string]upload{}}
	p.add(r.URL.Query())
	if r.Body == nil || r.Body == http.NoBody {
		return p, nil
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxUpload+1<<20)
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		kind = ""
	}
	switch kind {
	case "application/x-www-form-urlencoded":
		err = p.form(r.Body)
	case "application/json":
		err = p.json(r.Body)
	case "multipart/form-data":
		err = p.multipart(r)
	default:
		_, err = io.Copy(io.Discard, r.Body)
	}
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return p, &apiError{code: 413, text: "Request Entity Too Large"}
	case err != nil:
		return p, badRequest("can't parse request body: %v", err)
	}
	return p, nil
}

func (p params) add(values url.Values) {
	for k, v := range values {
		p.values[k] = v[len(v)-1]
	}
}

func (p params) form(body io.Reader) error {
	raw, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	values, err := url.ParseQuery(string(raw))
	if err != nil {
		return err
	}
	p.add(values)
	return nil
}

// json takes the fields of an object: strings as they are, everything else as JSON; null is absent.
func (p params) json(body io.Reader) error {
	var fields map[string]json.RawMessage
	if err := json.NewDecoder(body).Decode(&fields); err != nil {
		return err
	}
	for k, raw := range fields {
		var text string
		switch {
		case string(raw) == "null":
		case json.Unmarshal(raw, &text) == nil:
			p.values[k] = text
		default:
			p.values[k] = string(raw)
		}
	}
	return nil
}

func (p params) multipart(r *http.Request) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return err
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		if part.FileName() == "" {
			p.values[part.FormName()] = string(data)
			continue
		}
		p.files[part.FormName()] = upload{name: part.FileName(), mime: part.Header.Get("Content-Type"), data: data}
	}
}
