package planfile

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"dondoc/viet"
)

// Ensure that nothing of a plan's body is lost: every line is in a paragraph,
// and every paragraph is a heading, in a task, stated of one, read for targets
// or suggestions, no part of the work, or left out with a warning.
func TestNothingLost(t *testing.T) {
	names, _ := filepath.Glob("testdata/texts/*.txt")
	for _, name := range append(names, "../examples/plan.txt", realPlan+"ke-hoach-27-2021.txt") {
		data, err := os.ReadFile(name)
		if err != nil {
			continue // the plan of 2021 is not part of the repository
		}
		t.Run(filepath.Base(name), func(t *testing.T) { checkNothingLost(t, data) })
	}
}

// checkNothingLost judges any text that can be read.
func checkNothingLost(t *testing.T, data []byte) {
	t.Helper()
	r, _, err := readText(data)
	if err != nil {
		return
	}
	checkLinesKept(t, data, r.blocks)
	checkRoles(t, r)
}

// checkRoles judges what the paragraphs of a body were read as.
func checkRoles(t *testing.T, r *reader) {
	t.Helper()
	var tasks, facts, headings, warned strings.Builder
	for _, task := range r.doc.Tasks {
		tasks.WriteString(letters(task.Text) + "|")
		facts.WriteString(letters(strings.Join(append(append([]string{task.Deliverable, task.Deadline.Raw}, task.Lead...), task.Support...), "|")) + "|")
	}
	for _, a := range r.doc.Areas {
		headings.WriteString(letters(a.Title) + "|")
	}
	full := len(r.doc.Problems) >= maxProblems || r.full
	lines := map[string]bool{}
	for _, p := range r.doc.Problems {
		lines[p.Where] = true
		for _, a := range p.Args {
			warned.WriteString(letters(a) + "|")
		}
	}
	everything := tasks.String() + facts.String() + warned.String()
	for _, b := range r.blocks {
		switch r.roles[b.id] {
		case unread:
			t.Errorf("line %d was lost: %s", b.line, b.text)
		case heads:
			if b.marker.style >= dotted && classOf(&node{block: b}) == unknown && !full && !hasInner(r.doc.Areas, b.marker) && !strings.Contains(headings.String()+everything, letters(trimTitle(b.text))) && !lines[where(b.line)] {
				t.Errorf("line %d heads no area: %s", b.line, b.text)
			}
		case isTaskText:
			if !full && !strings.Contains(tasks.String(), letters(b.text)) {
				t.Errorf("line %d is in no task: %s", b.line, b.text)
			}
		case states:
			_, v, _ := strings.Cut(b.text, ":")
			for w := range strings.FieldsSeq(v) {
				if !full && len(r.doc.Tasks) > 0 && !warnedBefore(r.doc.Problems, b.line) && !strings.Contains(everything, letters(w)) && !roleWords[letters(w)] && !labelFillers[viet.Fold(letters(w))] {
					t.Errorf("line %d: %q is stated of no task", b.line, w)
				}
			}
		case skipped:
			if !full && !warnedBefore(r.doc.Problems, b.line) {
				t.Errorf("line %d was left out without a warning: %s", b.line, b.text)
			}
		}
	}
}

// hasInner says that the tasks stand under headings inside of this one, which
// alone are areas: 7.1 and 7.2 of 7.
func hasInner(areas []Area, m marker) bool {
	for _, a := range areas {
		if strings.HasPrefix(a.Code, m.printed+".") {
			return true
		}
	}
	return false
}

func where(line int) string { return fmt.Sprintf("dòng %d", line) }

// warnedBefore says that a warning stands at a line or above it.
func warnedBefore(list []Problem, line int) bool {
	for _, p := range list {
		var at int
		if n, _ := fmt.Sscanf(p.Where, "dòng %d", &at); n == 1 && at <= line {
			return true
		}
	}
	return false
}

// roleWords are what names in labels say of themselves, and how lists join.
var roleWords = wordSet("chủ|trì|phối|hợp|thực|hiện|phụ|trách|và|với|cùng|giao|cho|do||thời|gian|hạn|tham|gia|tiến|độ")

// checkLinesKept ensures that the paragraphs are the lines of the body, in
// order and whole, but for markers.
func checkLinesKept(t *testing.T, data []byte, blocks []block) {
	t.Helper()
	text, err := decode(data)
	if err != nil {
		return
	}
	_, body, _ := partsOfText(split(mendTorn(text)))
	body = (&textTables{under: map[int]line{}, above: map[string]bool{}}).lift(body, true)
	body = withoutTables(body, &problems{})
	var all strings.Builder
	for _, b := range blocks {
		all.WriteString(letters(b.text))
	}
	whole := all.String()
	ends := map[int]bool{0: true} // how far the lines so far may reach: a marker is in the text or not
	for _, l := range body {
		next := map[int]bool{}
		for at := range ends {
			for _, part := range []string{letters(l.text), letters(l.rest)} {
				if strings.HasPrefix(whole[at:], part) {
					next[at+len(part)] = true
				}
			}
		}
		if ends = next; len(ends) == 0 {
			t.Fatalf("line %d is in no paragraph: %s", l.n, l.text)
		}
	}
	if !ends[len(whole)] {
		t.Error("paragraphs have more than the lines")
	}
}

// letters are what counts of a text.
func letters(t string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, t)
}
