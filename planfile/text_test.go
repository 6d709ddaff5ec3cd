package planfile

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"dondoc/workday"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Ensure that plans of other shapes are read as their golden files say.
func TestTextGolden(t *testing.T) {
	names, _ := filepath.Glob("testdata/texts/*.txt")
	if len(names) < 8 {
		t.Fatalf("only %d texts", len(names))
	}
	for _, name := range append(names, "../examples/plan.txt") {
		t.Run(filepath.Base(name), func(t *testing.T) {
			got := readFile(t, name)
			checkDocument(t, got)
			golden := "testdata/golden/" + strings.TrimSuffix(filepath.Base(name), ".txt")
			if _, err := os.Stat(golden + ".json"); err == nil {
				out, err := json.MarshalIndent(got, "", " ")
				if err != nil {
					t.Fatal(err)
				}
				checkGolden(t, golden+".json", string(out))
			} else {
				checkGolden(t, golden+".want", describe(got))
			}
		})
	}
}

func checkGolden(t *testing.T, name, got string) {
	t.Helper()
	got = strings.TrimSpace(got) + "\n"
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Error(diff)
	}
}

// describe writes a document so that a person can hold it against its text.
// Short titles are not in it: they have a test of their own.
func describe(d Document) string {
	var b strings.Builder
	h := d.Plan
	fmt.Fprintf(&b, "%s | %s | %d\n%s\n%s < %s\n%s\n", h.Number, h.Date, h.Year, h.Title, h.Issuer, h.Parent, h.Signer)
	for _, a := range d.Areas {
		fmt.Fprintf(&b, "\n%s. %s\n", a.Code, a.Title)
		for _, task := range d.Tasks {
			if task.Area != a.Code {
				continue
			}
			fmt.Fprintf(&b, "  %s %s\n", task.Code, task.Text)
			line := func(name, value string) {
				if value != "" {
					fmt.Fprintf(&b, "      %s: %s\n", name, value)
				}
			}
			line("lead", strings.Join(task.Lead, "; "))
			line("support", strings.Join(task.Support, "; "))
			for _, s := range task.Suggested {
				line("perhaps", s.Unit+", by "+s.Clause)
			}
			if due := task.Deadline; due.Raw != "" {
				line("due", strings.TrimSpace(fmt.Sprintf("%s = %s %s", due.Raw, due.Kind, due.Due)))
			}
			line("gives", task.Deliverable)
		}
	}
	b.WriteString("\n")
	for _, goal := range d.Targets {
		fmt.Fprintf(&b, "%s %v %s [%s] %s\n", goal.Comparison, goal.Value, goal.Unit, goal.Area, goal.Text)
	}
	b.WriteString("\n")
	for _, u := range d.Units {
		b.WriteString(u.Name + "\n")
	}
	b.WriteString("\n")
	for _, p := range d.Problems {
		b.WriteString(strings.TrimSpace(fmt.Sprintf("%s %s: %s", p.Where, p.Code, p.Message)) + "\n")
	}
	return b.String()
}

func readFile(t *testing.T, name string) Document {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Read(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

const realPlan = "../../shared/data/"

type seedPlan struct {
	Plan struct {
		Number, Date, Title, Issuer, Signer string
		Parent                              string `json:"parent_agency"`
		Year                                int
	}
	Targets []struct {
		Value    float64
		Operator string
	}
	Areas []struct {
		Tasks []struct {
			Code      string
			Text      string `json:"full_text"`
			Suggested *Suggestion
		}
	}
}

// Ensure that the plan of 2021 gives its 41 tasks and ten targets whole, and
// nothing that it does not say.
func TestRealPlan(t *testing.T) {
	raw, err := os.ReadFile(realPlan + "seed_plan.json")
	if err != nil {
		t.Skip("the plan of 2021 is not part of the repository")
	}
	var seed seedPlan
	if err := json.Unmarshal(raw, &seed); err != nil {
		t.Fatal(err)
	}
	d := readFile(t, realPlan+"ke-hoach-27-2021.txt")
	checkDocument(t, d)
	h := Header{"27/KH-SLĐTBXH", workday.Of(2021, 1, 22), seed.Plan.Title, seed.Plan.Issuer, seed.Plan.Parent, seed.Plan.Signer, seed.Plan.Year}
	if diff := cmp.Diff(h, d.Plan); diff != "" {
		t.Error(diff)
	}
	texts, suggested := map[string]string{}, 0
	for _, task := range d.Tasks {
		texts[task.Code] = task.Text
		if len(task.Lead) > 0 || task.Deadline.Due != 0 {
			t.Errorf("%s: invented lead %v or date %v", task.Code, task.Lead, task.Deadline.Due)
		}
		if len(task.Suggested) > 0 {
			suggested++
		}
		kind := map[string]workday.Kind{"7.2.3": workday.Continuous, "4.7": workday.Relative}[task.Code]
		if task.Deadline.Kind != kind {
			t.Errorf("%s: deadline %v, want %v", task.Code, task.Deadline, kind)
		}
	}
	n := 0
	for _, a := range seed.Areas {
		for _, want := range a.Tasks {
			n++
			if diff := cmp.Diff(strings.Join(strings.Fields(want.Text), " "), texts[want.Code]); diff != "" {
				t.Errorf("%s: %s", want.Code, diff)
			}
		}
	}
	if len(d.Tasks) != n || n != 41 || len(d.Areas) != 8 {
		t.Errorf("%d tasks in %d areas, want %d in 8", len(d.Tasks), len(d.Areas), n)
	}
	if suggested == 0 || suggested > 11 {
		t.Errorf("%d suggestions", suggested)
	}
	if len(d.Targets) != len(seed.Targets) {
		t.Fatalf("%d targets, want %d", len(d.Targets), len(seed.Targets))
	}
	for i, want := range seed.Targets {
		if got := d.Targets[i]; got.Value != want.Value || got.Comparison != want.Operator {
			t.Errorf("target %d: %+v, want %+v", i, got, want)
		}
	}
	var codes []string
	for _, p := range d.Problems {
		codes = append(codes, p.Code)
	}
	if diff := cmp.Diff([]string{"numbering_jump", "appendix_missing"}, codes); diff != "" {
		t.Error(diff)
	}
}

// Ensure that the way a text was stored changes nothing but line numbers.
func TestTextEncodings(t *testing.T) {
	data, err := os.ReadFile("testdata/texts/so-y-te.txt")
	if err != nil {
		t.Fatal(err)
	}
	want, err := Text([]byte(strings.ReplaceAll(string(data), "≥", "tối thiểu")))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(data), "≥", "tối thiểu") // which Windows-1258 has not
	units := utf16.Encode([]rune("\ufeff" + text))
	little, big := make([]byte, 0, 2*len(units)), make([]byte, 0, 2*len(units))
	for _, u := range units {
		little = binary.LittleEndian.AppendUint16(little, u)
		big = binary.BigEndian.AppendUint16(big, u)
	}
	for name, stored := range map[string][]byte{
		"NFD":       norm.NFD.Bytes([]byte(text)),
		"CRLF":      []byte(strings.ReplaceAll(text, "\n", "\r\n")),
		"BOM":       []byte("\ufeff" + text),
		"UTF-16LE":  little,
		"UTF-16BE":  big,
		"form feed": []byte(strings.ReplaceAll(text, "\n\n", "\n\f\n")),
		"page":      []byte(strings.Replace(text, "2. Công tác điều trị", "\n - 4 - \n2. Công tác điều trị", 1)),
		"spaced":    []byte(strings.ReplaceAll(text, "\n- ", "\n \t - ")),
		"no mark":   little[2:],
		"1258":      to1258(t, text),
		"nbsp":      []byte(strings.ReplaceAll(text, " ", "\u00a0")),
	} {
		got, err := Text(stored)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got.Problems, want.Problems = nil, nil
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// to1258 writes a text as Windows-1258 does: vowels with their own marks, and
// tones as marks behind them.
func to1258(t *testing.T, text string) []byte {
	t.Helper()
	encoder := charmap.Windows1258.NewEncoder()
	var b strings.Builder
	for _, r := range text {
		if s, err := encoder.String(string(r)); err == nil {
			b.WriteString(s)
			continue
		}
		vowel, tone := "", ""
		for _, part := range norm.NFD.String(string(r)) {
			if strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", part) {
				tone = string(part)
			} else {
				vowel += string(part)
			}
		}
		s, err := encoder.String(norm.NFC.String(vowel) + tone)
		if err != nil {
			t.Fatalf("%q: %v", r, err)
		}
		b.WriteString(s)
	}
	return []byte(b.String())
}

// Ensure that what is no plan is refused, and in the right words.
func TestReadRefuses(t *testing.T) {
	for _, c := range []struct{ name, data, code string }{
		{"a.pdf", "%PDF-1.7", "form_pdf"},
		{"a.txt", "%PDF-1.7", "form_pdf"},
		{"a.docx", "PK\x03\x04....word/document.xml", "word_broken"},
		{"a.xlsx", "PK\x03\x04....xl/workbook.xml", "xlsx_broken"},
		{"a.doc", "\xd0\xcf\x11\xe0", "form_doc"},
		{"a.xls", "\xd0\xcf\x11\xe0", "form_xls"},
		{"a.docx", "\xd0\xcf\x11\xe0", "form_locked"},
		{"a.doc", "\xd0\xcf\x11\xe0" + wideName("EncryptedPackage"), "form_locked"},
		{"a.docx", "\xd0\xcf\x11\xe0" + wideName("WordDocument"), "form_doc"},
		{"a.doc", "\xd0\xcf\x11\xe0" + wideName("Workbook"), "form_xls"},
		{"a.odt", "PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "form_odt"},
		{"a.docm", "PK\x03\x04....word/document.xml", "word_broken"},
		{"a.doc", "{\\rtf1", "form_rtf"},
		{"a.doc", "<html>", "form_html"},
		{"a.txt", "\xff\xd8\xff\xe0", "form_picture"},
		{"C:\\kế hoạch\\a.DOCX", "PK\x03\x04", "form_zip"},
		{"a.txt", "K\xd5 ho\xb9ch c\xb6i c\xb8ch h\xb5nh ch\xddnh n\xa8m 2026 c\xf1a S\xeb N\xe9i v\xf4 t\xd8nh: r\xb5 so\xb8t, s\xf6a \xae\xe6i quy ch\xd5 l\xb5m vi\xd6c; t\xe6 ch\xf8c th\xf9c hi\xd6n", "font_tcvn3"},
		{"a.txt", "Keá hoaïch caûi caùch haønh chính naêm 2026 cuûa Sôû Noäi vuï tænh: raø soaùt, söûa ñoåi quy cheá laøm vieäc; toå chöùc thöïc hieän", "font_vni"},
		{"a.txt", strings.Repeat("a", MaxLine+1), "long_line"},
		{"a.txt", strings.Repeat("kế hoạch năm\n", MaxLine/8), "long_line"},
		{"a.txt", strings.Repeat("\n", MaxLines+1) + "a", "many_lines"},
		{"a.txt", strings.Repeat("a\n", MaxText), "too_big"},
		{"a", "x", "form_unknown"},
		{"a.txt", "a\x00b", "binary"},
		{"a.txt", "K\xe0", "encoding"},
		{"a.txt", " \n\t", "empty"},
		{"a.txt", strings.Repeat("a", MaxBytes+1), "too_big"},
		{"a.yaml", strings.Repeat("a", MaxYAML+1), "too_big"},
		{"a.txt", "KẾ HOẠCH\n  TỐI MẬT \n- Việc", "secret"},
		{"a.txt", "UBND TỈNH          MẬT\nKẾ HOẠCH", "secret"},
		{"a.txt", "UBND TỈNH\nĐộ mật: MẬT\nKẾ HOẠCH", "secret"},
		{"a.yaml", "plan:\n  title: TUYỆT MẬT\n", "secret"},
	} {
		_, err := Read(c.name, []byte(c.data))
		var r *Refusal
		if !errors.As(err, &r) || r.Code != c.code {
			t.Errorf("%s: %v, want %s", c.name, err, c.code)
		}
		if (c.code == "secret") != errors.Is(err, ErrSecret) {
			t.Errorf("%s: ErrSecret is %v", c.name, err)
		}
	}
	if _, err := Text([]byte("KẾ HOẠCH\nI. NHIỆM VỤ\n1. Bảo vệ bí mật nhà nước: không soạn tài liệu MẬT trên máy nối mạng.")); err != nil {
		t.Errorf("the word inside a sentence is no stamp: %v", err)
	}
}

// wideName is the name of a stream in the container of older documents.
func wideName(name string) string {
	return "...." + strings.Join(strings.Split(name, ""), "\x00") + "\x00\x00\x00"
}

// Ensure that what is not read is told how to be saved as what is.
func TestRefusalsSayHow(t *testing.T) {
	for _, form := range []string{"doc", "rtf", "odt", "pdf", "html"} {
		if text := tell("form_"+form, nil); !strings.Contains(text, "Save As") || !strings.Contains(text, "(.docx)") {
			t.Errorf("%s: %s", form, text)
		}
	}
	for code, text := range wording {
		if strings.Contains(text, "đọc tệp .docx") {
			t.Errorf("%s: %s", code, text)
		}
	}
}

// checkDocument holds for every document whatever its source.
func checkDocument(t *testing.T, d Document) {
	t.Helper()
	areas, codes := map[string]bool{}, map[string]bool{}
	for _, a := range d.Areas {
		if areas[a.Code] || a.Code == "" {
			t.Errorf("area code %q doubled or empty", a.Code)
		}
		areas[a.Code] = true
	}
	for _, task := range d.Tasks {
		if codes[task.Code] || task.Code == "" {
			t.Errorf("task code %q doubled or empty", task.Code)
		}
		codes[task.Code] = true
		if !areas[task.Area] {
			t.Errorf("task %s: no area %q", task.Code, task.Area)
		}
		if task.Deadline.Due != 0 && task.Deadline.Raw == "" {
			t.Errorf("task %s: due without a phrase", task.Code)
		}
	}
	for _, p := range d.Problems {
		if p.Message == "" || p.Message == p.Code || strings.Contains(p.Message, "{") && !strings.Contains(p.Args["text"]+p.Args["raw"]+p.Args["title"]+p.Args["detail"]+p.Args["key"]+p.Args["code"]+p.Args["value"], "{") {
			t.Errorf("problem without wording: %+v", p)
		}
	}
	out, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var back Document
	if err := json.Unmarshal(out, &back); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
}

// Ensure that a file with too many items is read to the limit of tasks.
func TestTextManyLines(t *testing.T) {
	text := "KẾ HOẠCH\nI. NHIỆM VỤ\n1. A\n" + strings.Repeat("- a b c\n", 20_000)
	d, err := Text([]byte(text))
	if err != nil || len(d.Tasks) != MaxTasks {
		t.Errorf("%d tasks, %v", len(d.Tasks), err)
	}
	text = "KẾ HOẠCH\nI. NHIỆM VỤ\n1. A\n" + strings.Repeat("- Phấn đấu đạt 90% hồ sơ và 95% công việc\n", 20_000)
	if d, err = Text([]byte(text)); err != nil || len(d.Targets) != MaxTasks {
		t.Errorf("%d targets, %v", len(d.Targets), err)
	}
}

// BenchmarkText reads 5,000 tasks with their units and times.
func BenchmarkText(b *testing.B) {
	data := []byte(manyTasks(5_000))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if d, err := Text(data); err != nil || len(d.Tasks) != 5_000 {
			b.Fatal(len(d.Tasks), err)
		}
	}
}

func manyTasks(n int) string {
	var b strings.Builder
	b.WriteString("UBND TỈNH LAM GIANG\nSỞ NỘI VỤ\nSố: 1/KH-SNV\nLam Giang, ngày 05 tháng 01 năm 2026\nKẾ HOẠCH\nCông tác năm 2026\nI. NHIỆM VỤ\n")
	for i := range n {
		if i%50 == 0 {
			fmt.Fprintf(&b, "%d. Lĩnh vực công tác\n", i/50%99+1)
		}
		fmt.Fprintf(&b, "- Rà soát quy trình số %d theo Quyết định số 12/QĐ-UBND ngày 15/3/2021 của UBND tỉnh, giao Phòng Nghiệp vụ %d chủ trì,\n"+
			"phối hợp với Văn phòng Sở tham mưu, hoàn thành trước ngày %d/%d/2026.\n", i, i%30, i%28+1, i%12+1)
	}
	b.WriteString("II. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Sở theo dõi, đôn đốc.\n")
	return b.String()
}
