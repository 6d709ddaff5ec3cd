package planfile

import (
	"strconv"
	"strings"
)

// Of a document that says for most tasks who does them, and by when, those for
// which it does not are named: so many of all at most.
const mostMissing = 3 // a third

// fewestToMiss is how many tasks a document has at least for that.
const fewestToMiss = 4

// mostCodes is how many codes a warning names.
const mostCodes = 20

// withMissing adds a warning that names the tasks without a lead, and one that
// names those without a deadline, where both are the exception.
func (d Document) withMissing() Document {
	var lead, due []string
	for _, t := range d.Tasks {
		if len(t.Lead) == 0 {
			lead = append(lead, t.Code)
		}
		if t.Deadline.Raw == "" {
			due = append(due, t.Code)
		}
	}
	for _, m := range []struct {
		code  string
		codes []string
	}{{"leads_missing", lead}, {"deadlines_missing", due}} {
		n := len(m.codes)
		if n == 0 || len(d.Tasks) < fewestToMiss || n*mostMissing > len(d.Tasks) || len(d.Problems) >= maxProblems {
			continue
		}
		p := problems(d.Problems)
		p.warn(0, m.code, Args{"n": strconv.Itoa(n), "codes": strings.Join(m.codes[:min(n, mostCodes)], ", ") + more(n, mostCodes)})
		d.Problems = p
	}
	return d
}
