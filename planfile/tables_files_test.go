package planfile

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/tools/txtar"
)

// Ensure that workbooks of different shapes read as their samples say. A sample
// is a text: its sheets with their cells parted by " | ", and what is wanted.
func TestWorkbooks(t *testing.T) {
	names, err := filepath.Glob("testdata/tables/*.txt")
	if err != nil || len(names) < 8 {
		t.Fatal(len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			built := buildWorkbook(t, a)
			want := ""
			for i, f := range a.Files {
				if f.Name != "want" {
					continue
				}
				if *update {
					d, err := Read("ke-hoach.xlsx", built)
					must(t, err)
					a.Files[i].Data = trimmed(placed(d))
					must(t, os.WriteFile(name, txtar.Format(a), 0o644))
				}
				want = string(a.Files[i].Data)
			}
			books := map[string][]byte{"built": built}
			if saved, err := os.ReadFile(strings.TrimSuffix(name, ".txt") + ".xlsx"); err == nil {
				books["saved by LibreOffice"] = saved
			}
			for by, data := range books {
				d, err := Read("ke-hoach.xlsx", data)
				if err != nil {
					t.Fatal(err)
				}
				checkDocument(t, d)
				if diff := cmp.Diff(lines(want), lines(placed(d))); diff != "" {
					t.Errorf("%s: %s", by, diff)
				}
			}
		})
	}
}

// Ensure the same of a text with delimiters.
func TestCSVFiles(t *testing.T) {
	names, err := filepath.Glob("testdata/tables/*.csv")
	if err != nil || len(names) == 0 {
		t.Fatal(len(names), err)
	}
	for _, name := range names {
		d := readFile(t, name)
		if *update {
			must(t, os.WriteFile(name+".want", trimmed(placed(d)), 0o644))
		}
		want, err := os.ReadFile(name + ".want")
		if err != nil {
			t.Fatal(err)
		}
		checkDocument(t, d)
		if diff := cmp.Diff(lines(string(want)), lines(placed(d))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// placed is a description that has of each problem its place and its code.
func placed(d Document) string {
	problems := d.Problems
	d.Problems, d.Units = nil, nil
	var b strings.Builder
	b.WriteString(strings.TrimRight(describe(d), "\n") + "\n\n")
	for _, p := range problems {
		b.WriteString(strings.TrimSpace(p.Where+" "+p.Code) + "\n")
	}
	return b.String()
}

// trimmed is a text as its file keeps it.
func trimmed(text string) []byte {
	var out []string
	for l := range strings.SplitSeq(text, "\n") {
		out = append(out, strings.TrimRight(l, " "))
	}
	return []byte(strings.TrimRight(strings.Join(out, "\n"), "\n") + "\n")
}

func lines(text string) []string {
	var out []string
	for _, l := range strings.Split(text, "\n") {
		if l = strings.TrimRight(l, " "); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// buildWorkbook makes the workbook of a sample: "<" goes on with the cell on the
// left, "^" with the one above, "@2026-03-31" is a date, "~" before a row and
// "!" before a header hide row and column.
func buildWorkbook(t testing.TB, a *txtar.Archive) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	day := 14
	dates, err := f.NewStyle(&excelize.Style{NumFmt: day})
	must(t, err)
	first := ""
	for _, part := range a.Files {
		kind, name, ok := strings.Cut(part.Name, "sheet: ")
		if !ok {
			continue
		}
		if first == "" {
			first = name
			must(t, f.SetSheetName("Sheet1", name))
		} else {
			_, err := f.NewSheet(name)
			must(t, err)
		}
		if kind != "" {
			must(t, f.SetSheetVisible(name, false))
		}
		fillSheet(t, f, name, strings.TrimRight(string(part.Data), "\n"), dates)
	}
	b, err := f.WriteToBuffer()
	must(t, err)
	return b.Bytes()
}

func fillSheet(t testing.TB, f *excelize.File, name, text string, dates int) {
	var rows [][]string
	for i, l := range strings.Split(text, "\n") {
		if rest, ok := strings.CutPrefix(l, "~"); ok {
			l = rest
			must(t, f.SetRowVisible(name, i+1, false))
		}
		cells := strings.Split(l, " |")
		for c := range cells {
			cells[c] = strings.ReplaceAll(strings.TrimSpace(cells[c]), `\n`, "\n")
		}
		rows = append(rows, cells)
	}
	at := func(r, c int) string {
		if r < len(rows) && c < len(rows[r]) {
			return rows[r][c]
		}
		return ""
	}
	for r, cells := range rows {
		for c, text := range cells {
			axis, err := excelize.CoordinatesToCellName(c+1, r+1)
			must(t, err)
			if rest, ok := strings.CutPrefix(text, "!"); ok {
				text = rest
				column, err := excelize.ColumnNumberToName(c + 1)
				must(t, err)
				must(t, f.SetColVisible(name, column, false))
			}
			switch {
			case text == "<" || text == "^":
				continue
			case strings.HasPrefix(text, "@"):
				must(t, f.SetCellValue(name, axis, serialOf(t, text[1:])))
				must(t, f.SetCellStyle(name, axis, axis, dates))
			case isDigits(text):
				n, err := strconv.Atoi(text)
				must(t, err)
				if text[0] == '0' {
					must(t, f.SetCellStr(name, axis, text))
				} else {
					must(t, f.SetCellInt(name, axis, int64(n)))
				}
			case text != "":
				must(t, f.SetCellStr(name, axis, text))
			}
			toR, toC := r, c
			for at(r, toC+1) == "<" {
				toC++
			}
			for at(toR+1, c) == "^" {
				toR++
			}
			if toR > r || toC > c {
				end, err := excelize.CoordinatesToCellName(toC+1, toR+1)
				must(t, err)
				must(t, f.MergeCell(name, axis, end))
			}
		}
	}
}

func serialOf(t testing.TB, day string) int {
	var d Task
	if err := d.Deadline.Due.UnmarshalText([]byte(day)); err != nil {
		t.Fatal(err)
	}
	return int(d.Deadline.Due - serialDate(0))
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(fmt.Errorf("building a sample: %w", err))
	}
}
