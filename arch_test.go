package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// mayImport is the table of the design: what a package may import of this
// project. The root may import everything.
var mayImport = map[string][]string{
	"workday":                {},
	"plan":                   {"workday"},
	"viet":                   {"workday"},
	"planfile":               {"plan", "viet", "workday", "planfile/word", "planfile/chars"},
	"planfile/chars":         {},
	"planfile/word":          {"planfile/chars"},
	"planfile/word/wordtest": {}, // imported by tests alone
	"store":                  {"plan", "workday"},
	"scheduler":              {"plan", "workday"},
	"outbox":                 {"plan", "store"},
	"report":                 {"plan", "workday", "viet"},
	"bot":                    {"plan", "workday", "viet", "planfile", "report", "store", "outbox", "scheduler"},
	"telegram":               {"bot", "outbox"},
	"emulator":               {},
	".":                      {"workday", "plan", "viet", "planfile", "store", "scheduler", "outbox", "report", "bot", "telegram", "emulator"},
}

// onlyIn says which packages alone may import something from outside.
var onlyIn = map[string][]string{
	"github.com/go-telegram-bot-api/telegram-bot-api/v5": {"telegram"},
	"net/http":                    {"telegram", "emulator", "."},
	"net":                         {"telegram", "emulator", "."},
	"go.etcd.io/bbolt":            {"store"},
	"github.com/robfig/cron/v3":   {"scheduler"},
	"github.com/goccy/go-yaml":    {"planfile", "."},
	"github.com/xuri/excelize/v2": {"planfile"},
}

// longest is the number of lines at which a file is looked at again.
const longest = 600

// source is one Go file that is not a test.
type source struct {
	pkg, path string
	file      *ast.File
	fset      *token.FileSet
}

func sources(t *testing.T) []source {
	var list []source
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && path != ".") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		list = append(list, source{filepath.ToSlash(filepath.Dir(path)), path, file, fset})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Ensure that packages import only what the design allows.
func TestImports(t *testing.T) {
	for _, s := range sources(t) {
		allowed, known := mayImport[s.pkg]
		if !known {
			t.Errorf("%s: package %s is not in the table of the design", s.path, s.pkg)
		}
		for _, spec := range s.file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			for prefix, rooms := range onlyIn {
				if (name == prefix || strings.HasPrefix(name, prefix+"/")) && !slices.Contains(rooms, s.pkg) {
					t.Errorf("%s imports %s, which only %v may", s.path, name, rooms)
				}
			}
			own, ours := strings.CutPrefix(name, "dondoc/")
			if ours && !slices.Contains(allowed, own) {
				t.Errorf("%s imports %s, which %s may not", s.path, own, s.pkg)
			}
			if s.pkg == "emulator" && strings.Contains(strings.SplitN(name, "/", 2)[0], ".") {
				t.Errorf("%s imports %s: the emulator has the standard library only", s.path, name)
			}
		}
	}
}

// Ensure that every package has one package comment.
func TestPackageComments(t *testing.T) {
	comments := map[string][]string{}
	for _, s := range sources(t) {
		comments[s.pkg] = append(comments[s.pkg], "")
		if s.file.Doc != nil {
			comments[s.pkg] = append(comments[s.pkg], s.path)
		}
	}
	for pkg, files := range comments {
		files = slices.DeleteFunc(files, func(f string) bool { return f == "" })
		if len(files) != 1 {
			t.Errorf("%s has %d package comments: %v", pkg, len(files), files)
		}
	}
}

// Ensure that the clock is read in main and as the default of a Now field,
// nowhere else; everything else is told the time.
func TestClock(t *testing.T) {
	for _, s := range sources(t) {
		if s.pkg == "." {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && isClock(call.Fun) {
				t.Errorf("%s calls the clock", s.fset.Position(call.Pos()))
			}
			return true
		})
	}
}

func isClock(e ast.Expr) bool {
	sel, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	x, ok := sel.X.(*ast.Ident)
	return ok && x.Name == "time" && (sel.Sel.Name == "Now" || sel.Sel.Name == "Since" || sel.Sel.Name == "Until")
}

// Ensure that no file has grown over 600 lines.
func TestFileLength(t *testing.T) {
	for _, s := range sources(t) {
		if n := s.fset.Position(s.file.End()).Line; n > longest {
			t.Errorf("%s has %d lines", s.path, n)
		}
	}
}

// mayWord are the files and packages whose strings are Vietnamese: the
// catalogues of what people read, and what reads or writes the language itself.
var mayWord = []string{
	"viet/", "planfile/", "workday/holidays.go", "bot/texts", "emulator/emulator.go",
	"words",
	"bot/assign.go", "bot/import.go", "bot/join.go", "bot/judge.go", "bot/period.go", // words that are read, not shown
}

// Ensure that texts for people stand in the catalogues: no string literal
// elsewhere has a Vietnamese letter.
func TestCatalogue(t *testing.T) {
	for _, s := range sources(t) {
		if slices.ContainsFunc(mayWord, func(p string) bool { return strings.HasPrefix(s.path, p) }) {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && vietnamese(lit.Value) {
				t.Errorf("%s words %s outside of a catalogue", s.fset.Position(lit.Pos()), lit.Value)
			}
			return true
		})
	}
}

func vietnamese(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return r > unicode.MaxASCII && unicode.IsLetter(r) && unicode.Is(unicode.Latin, r)
	})
}

// Ensure that the binary has no testing in it, and no second client of
// anything.
func TestNoTestingInBinary(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for dep := range strings.FieldsSeq(string(out)) {
		if dep == "testing" || strings.HasPrefix(dep, "testing/") {
			t.Errorf("the binary has %s in it", dep)
		}
	}
}
