package planfile

import (
	"fmt"
	"strings"
)

// Severity says whether a problem leaves the document unusable as it is.
type Severity string

// The severities. A document with an error is not imported.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Args are the named arguments of a problem's or a refusal's wording.
type Args map[string]string

// Problem is something about one place of the document that the office should
// know. Code and Args are what the program decides by; Message is their
// Vietnamese wording, for people who read the JSON. In gives either language.
type Problem struct {
	Where    string   `json:"where"` // "dòng 123", "bảng 2, hàng 5, cột Thời hạn", or "" for the whole document
	Severity Severity `json:"severity"`
	Code     string   `json:"code,omitempty"`
	Args     Args     `json:"args,omitempty"`
	Message  string   `json:"message"`
}

// FirstError returns the first problem that keeps a document from being
// imported; false when there is none.
func (d Document) FirstError() (p Problem, broken bool) {
	for _, p := range d.Problems {
		if p.Severity == Error {
			return p, true
		}
	}
	return p, false
}

// Refusal is a document that cannot be read at all. Its Message may be shown
// to a person.
type Refusal struct {
	Code    string
	Args    Args
	Message string
}

func (r *Refusal) Error() string { return "planfile: " + r.Code + ": " + r.Message }

// ErrSecret refuses a document stamped MẬT, TỐI MẬT or TUYỆT MẬT.
var ErrSecret error = refuse("secret", nil)

// maxProblems bounds the list: a file that is no plan would fill it for ever.
const maxProblems = 200

// tell fills the Vietnamese wording of a code with its arguments.
func tell(code string, args Args) string { return reword(wording[code], code, args) }

func reword(text, code string, args Args) string {
	if text == "" {
		return code
	}
	for name, value := range args {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	return text
}

// In words a problem in a language, "vi" or "en": where it is, and what.
func (p Problem) In(lang string) (where, message string) {
	if lang != "en" {
		return p.Where, p.Message
	}
	return placesEnglish.Replace(p.Where), reword(wordingEnglish[p.Code], p.Code, p.Args)
}

// In words a refusal in a language, "vi" or "en".
func (r *Refusal) In(lang string) string {
	if lang != "en" {
		return r.Message
	}
	return reword(wordingEnglish[r.Code], r.Code, r.Args)
}

func refuse(code string, args Args) *Refusal {
	return &Refusal{Code: code, Args: args, Message: tell(code, args)}
}

// problems collects what is found, in order, up to maxProblems.
type problems []Problem

// add records a problem of a line; line 0 is the whole document.
func (p *problems) add(line int, severity Severity, code string, args Args) {
	where := ""
	if line > 0 {
		where = fmt.Sprintf("dòng %d", line)
	}
	p.at(where, severity, code, args)
}

// at records a problem of a place as people find it; "" is the whole document.
func (p *problems) at(where string, severity Severity, code string, args Args) {
	switch {
	case len(*p) < maxProblems:
		*p = append(*p, Problem{where, severity, code, args, tell(code, args)})
	case len(*p) == maxProblems:
		*p = append(*p, Problem{"", Warning, "too_many_problems", nil, tell("too_many_problems", nil)})
	}
}

func (p *problems) warn(line int, code string, args Args) { p.add(line, Warning, code, args) }
