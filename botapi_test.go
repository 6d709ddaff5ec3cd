package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// botAPI is the Bot API as data (testdata/botapi.json): what each method takes
// and gives. Every request of the bot and every answer of the emulator in a
// scenario is checked against it. It shares no code with either.
type botAPI struct {
	Methods map[string]apiType `json:"methods"`
	Types   map[string]apiType `json:"types"`

	byName map[string]string // small letters → as documented
}

// apiType is a method or a type of the Bot API.
type apiType struct {
	Name     string     `json:"name"`
	Returns  []string   `json:"returns"`
	Fields   []apiField `json:"fields"`
	Subtypes []string   `json:"subtypes"`
}

// apiField is a parameter of a method or a field of a type; Types such as "Integer", "Array of String", "Message".
type apiField struct {
	Name        string   `json:"name"`
	Types       []string `json:"types"`
	Required    bool     `json:"required"`
	Description string   `json:"description"`
}

// loadBotAPI reads the Bot API as data.
func loadBotAPI(r io.Reader) (*botAPI, error) {
	s := &botAPI{byName: map[string]string{}}
	if err := json.NewDecoder(r).Decode(s); err != nil {
		return nil, fmt.Errorf("read spec: %w", err)
	}
	for name := range s.Methods {
		s.byName[strings.ToLower(name)] = name
	}
	return s, nil
}

// checkRequest says what is wrong with a request: an unknown method or parameter, a required one that is missing, a
// value of another type, a text whose length is outside what the description says. fileParams are the
// parameters sent as files. All mistakes are in one error.
func (s *botAPI) checkRequest(method string, params map[string]string, fileParams []string) error {
	m, ok := s.Methods[s.byName[strings.ToLower(method)]]
	if !ok {
		return fmt.Errorf("%s: no such method", method)
	}
	var errs []error
	known := map[string]bool{}
	for _, f := range m.Fields {
		known[f.Name] = true
		value, given := params[f.Name]
		isFile := slices.Contains(fileParams, f.Name)
		switch {
		case isFile && !slices.Contains(f.Types, "InputFile"):
			errs = append(errs, fmt.Errorf("%s: %s is sent as a file", method, f.Name))
		case isFile, !given && !f.Required:
		case !given || value == "" && f.Required && f.Types[0] != "String":
			errs = append(errs, fmt.Errorf("%s: required %s is missing", method, f.Name))
		default:
			if err := s.checkParam(f, value, params["parse_mode"] != ""); err != nil {
				errs = append(errs, fmt.Errorf("%s: %s: %w", method, f.Name, err))
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(params)) {
		attached := slices.Contains(fileParams, name) && !known[name]
		if !known[name] && !attached {
			errs = append(errs, fmt.Errorf("%s: unknown parameter %s", method, name))
		}
	}
	return errors.Join(errs...)
}

// checkParam checks one parameter as it stands in a form: texts bare, everything else as JSON.
func (s *botAPI) checkParam(f apiField, value string, formatted bool) error {
	for _, t := range f.Types {
		switch t {
		case "String", "InputFile":
			return checkLength(f, value, formatted)
		}
	}
	v, err := decoded([]byte(value))
	if err != nil {
		return fmt.Errorf("%.40q is no %s", value, strings.Join(f.Types, " or "))
	}
	return s.checkAny(f, v)
}

// prose is how the descriptions give limits: "1-4096 characters after entities parsing", "1-64 bytes".
var prose = regexp.MustCompile(`(\d+)-(\d+) (characters|bytes)`)

var tag = regexp.MustCompile(`<[^>]*>`)

// checkLength reads the limit in a field's description; tags of a formatted text are left out as well as one can
// without parsing it: only its visible text counts.
func checkLength(f apiField, value string, formatted bool) error {
	limit := prose.FindStringSubmatch(f.Description)
	if limit == nil {
		return nil
	}
	low, err1 := strconv.Atoi(limit[1])
	high, err2 := strconv.Atoi(limit[2])
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	n := len(value)
	if limit[3] == "characters" {
		if formatted && strings.Contains(f.Description, "after entities parsing") {
			value = html.UnescapeString(tag.ReplaceAllString(value, ""))
		}
		n = len(utf16.Encode([]rune(value)))
	}
	if n < low || n > high {
		return fmt.Errorf("%d %s, not %s", n, limit[3], limit[0])
	}
	return nil
}

// checkResult says what is wrong with the result of a successful answer: a required field that is missing, one that
// is not documented, a value of another type.
func (s *botAPI) checkResult(method string, result json.RawMessage) error {
	m, ok := s.Methods[s.byName[strings.ToLower(method)]]
	if !ok {
		return fmt.Errorf("%s: no such method", method)
	}
	v, err := decoded(result)
	if err != nil {
		return err
	}
	return s.checkAny(apiField{Types: m.Returns}, v)
}

func decoded(raw []byte) (any, error) {
	d := json.NewDecoder(strings.NewReader(string(raw)))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the JSON value")
	}
	return v, nil
}

// checkAny accepts a value that is of one of the types.
func (s *botAPI) checkAny(f apiField, v any) error {
	if err := s.anyOf(f.Types, v); err != nil {
		return err
	}
	if text, ok := v.(string); ok {
		return checkLength(f, text, false)
	}
	return nil
}

// anyOf gives the error of the type that was meant, the first whose required fields are there, else of the last.
func (s *botAPI) anyOf(types []string, v any) error {
	var last, meant error
	for _, t := range types {
		if last = s.check(t, v); last == nil {
			return nil
		}
		if meant == nil && s.resembles(t, v) {
			meant = last
		}
	}
	if meant != nil {
		return meant
	}
	return last
}

func (s *botAPI) resembles(kind string, v any) bool {
	t := s.Types[kind]
	object, ok := v.(map[string]any)
	return ok && len(t.Fields) > 0 && !slices.ContainsFunc(t.Fields, func(f apiField) bool { return f.Required && object[f.Name] == nil })
}

// check checks a decoded value against the name of a type.
func (s *botAPI) check(kind string, v any) error {
	if item, ok := strings.CutPrefix(kind, "Array of "); ok {
		list, ok := v.([]any)
		if !ok {
			return fmt.Errorf("%T is no %s", v, kind)
		}
		for i, each := range list {
			if err := s.check(item, each); err != nil {
				return fmt.Errorf("[%d]: %w", i, err)
			}
		}
		return nil
	}
	ok := false
	switch kind {
	case "Integer":
		var n json.Number
		if n, ok = v.(json.Number); ok {
			_, err := n.Int64()
			ok = err == nil
		}
	case "Float":
		_, ok = v.(json.Number)
	case "String":
		_, ok = v.(string)
	case "Boolean", "True":
		_, ok = v.(bool)
	default:
		return s.checkObject(kind, v)
	}
	if !ok {
		return fmt.Errorf("%v is no %s", v, kind)
	}
	return nil
}

func (s *botAPI) checkObject(kind string, v any) error {
	t, known := s.Types[kind]
	object, ok := v.(map[string]any)
	switch {
	case !known:
		return fmt.Errorf("type %s is not in the spec", kind)
	case !ok:
		return fmt.Errorf("%v is no %s", v, kind)
	case len(t.Subtypes) > 0:
		return s.anyOf(t.Subtypes, v)
	}
	fields := map[string]bool{}
	for _, f := range t.Fields {
		fields[f.Name] = true
		value, given := object[f.Name]
		if !given {
			if f.Required {
				return fmt.Errorf("%s: required %s is missing", kind, f.Name)
			}
			continue
		}
		if err := s.checkAny(f, value); err != nil {
			return fmt.Errorf("%s.%s: %w", kind, f.Name, err)
		}
	}
	for name := range object {
		if !fields[name] {
			return fmt.Errorf("%s: unknown field %s", kind, name)
		}
	}
	return nil
}
