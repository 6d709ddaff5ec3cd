package planfile

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dondoc/viet"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/tools/txtar"
)

// sketch reads a plan for 2026 as the pairs in testdata/diff have it: "= code
// title" is an area, "code text | lead | deadline | deliverable | support" a
// task; units are separated by semicolons.
func sketch(text string) Document {
	var d Document
	units := func(s string) []string {
		return strings.FieldsFunc(s, func(r rune) bool { return r == ';' })
	}
	for line := range strings.Lines(text) {
		code, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if code == "=" {
			code, title, _ := strings.Cut(rest, " ")
			d.Areas = append(d.Areas, Area{Code: code, Title: title})
			continue
		}
		parts := strings.Split(rest+"||||", "|")
		for i := range parts {
			parts[i] = strings.TrimSpace(parts[i])
		}
		d.Tasks = append(d.Tasks, Task{
			Code: code, Area: d.Areas[len(d.Areas)-1].Code, Title: parts[0], Text: parts[0], Lead: units(parts[1]),
			Deadline: viet.ParseDeadline(parts[2], 2026), Deliverable: parts[3], Support: units(parts[4]),
		})
	}
	return d
}

// describeDiff writes a difference one thing a line.
func describeDiff(d Difference) string {
	var b strings.Builder
	for _, c := range d.Added {
		fmt.Fprintf(&b, "added %s\n", c)
	}
	for _, c := range d.Removed {
		fmt.Fprintf(&b, "removed %s\n", c)
	}
	for _, c := range d.Changed {
		fmt.Fprintf(&b, "changed %s %s", c.CodeOld, c.CodeNew)
		for _, f := range c.Fields {
			fmt.Fprintf(&b, " %s", f)
		}
		b.WriteByte('\n')
	}
	for _, m := range d.Moved {
		fmt.Fprintf(&b, "moved %s %s\n", m.CodeOld, m.CodeNew)
	}
	return b.String()
}

func sorted(lines string) []string {
	list := strings.Split(strings.TrimSpace(lines), "\n")
	slices.Sort(list)
	return list
}

// Ensure that of two versions of a plan the difference is what a reader would
// say it is, also of the two in NFD, and its inverse the other way round.
func TestDiff(t *testing.T) {
	files, _ := filepath.Glob("testdata/diff/*.txt")
	if len(files) < 12 {
		t.Fatalf("%d pairs", len(files))
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			parts := map[string]string{}
			for _, f := range a.Files {
				parts[f.Name] = string(f.Data)
			}
			before, after := sketch(parts["old"]), sketch(parts["new"])
			if diff := cmp.Diff(sorted(parts["want"]), sorted(describeDiff(Diff(before, after)))); diff != "" {
				t.Errorf("want −, got +\n%s", diff)
			}
			decomposed := sketch(norm.NFD.String(parts["new"]))
			if diff := cmp.Diff(sorted(parts["want"]), sorted(describeDiff(Diff(before, decomposed)))); diff != "" {
				t.Errorf("in NFD: want −, got +\n%s", diff)
			}
			if diff := cmp.Diff(sorted(describeDiff(inverse(Diff(before, after)))), sorted(describeDiff(Diff(after, before)))); diff != "" {
				t.Errorf("the other way round:\n%s", diff)
			}
		})
	}
}

func inverse(d Difference) Difference {
	d.Added, d.Removed = d.Removed, d.Added
	d.Changed, d.Moved = slices.Clone(d.Changed), slices.Clone(d.Moved)
	for i, c := range d.Changed {
		d.Changed[i].CodeOld, d.Changed[i].CodeNew = c.CodeNew, c.CodeOld
	}
	for i, m := range d.Moved {
		d.Moved[i].CodeOld, d.Moved[i].CodeNew = m.CodeNew, m.CodeOld
	}
	return d
}
