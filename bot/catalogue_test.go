package bot

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template/parse"
	"unicode"

	"pgregory.net/rapid"

	"dondoc/viet"
)

var update = flag.Bool("update", false, "write the golden files anew")

// firstDifference returns the first line in which two texts differ, counted
// from 1, and that line of each; 0 when they are equal.
func firstDifference(a, b string) (line int, inA, inB string) {
	left, right := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range max(len(left), len(right)) {
		inA, inB = "", ""
		if i < len(left) {
			inA = left[i]
		}
		if i < len(right) {
			inB = right[i]
		}
		if inA != inB || i >= len(left) || i >= len(right) {
			return i + 1, inA, inB
		}
	}
	return 0, "", ""
}

// trees parses the templates of a language without escaping them.
func trees(t *testing.T, lang string) map[string]*parse.Tree {
	t.Helper()
	names, err := fs.Glob(textFiles, "texts/"+lang+"*.tmpl")
	if err != nil || len(names) == 0 {
		t.Fatalf("no templates in %s: %v", lang, err)
	}
	set := map[string]*parse.Tree{}
	for _, name := range names {
		source, err := fs.ReadFile(textFiles, name)
		if err != nil {
			t.Fatal(err)
		}
		tree := parse.New(name)
		tree.Mode = parse.SkipFuncCheck
		if _, err := tree.Parse(string(source), "", "", set); err != nil {
			t.Fatal(err)
		}
		delete(set, name) // what stands between the definitions
	}
	return set
}

// walk calls f for every node below one.
func walk(n parse.Node, f func(parse.Node)) {
	if n == nil || reflect.ValueOf(n).IsNil() {
		return
	}
	f(n)
	branch := func(b *parse.BranchNode) {
		walk(b.Pipe, f)
		walk(b.List, f)
		walk(b.ElseList, f)
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, c := range n.Nodes {
			walk(c, f)
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.ActionNode:
		walk(n.Pipe, f)
	case *parse.TemplateNode:
		walk(n.Pipe, f)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			walk(c, f)
		}
	case *parse.CommandNode:
		for _, c := range n.Args {
			walk(c, f)
		}
	}
}

// used are the templates that a text is made of, itself included.
func used(set map[string]*parse.Tree, name string, seen map[string]bool) {
	if seen[name] || set[name] == nil {
		return
	}
	seen[name] = true
	walk(set[name].Root, func(n parse.Node) {
		if n, ok := n.(*parse.TemplateNode); ok {
			used(set, n.Name, seen)
		}
	})
}

// Ensure that every text is worded in every language, and that no template is
// left that no text uses.
func TestCatalogueIsWhole(t *testing.T) {
	for _, lang := range languages {
		set := trees(t, lang)
		live := map[string]bool{}
		for name := range entries {
			if set[name] == nil {
				t.Errorf("%s: text %q is not worded", lang, name)
			}
			used(set, name, live)
		}
		for name := range set {
			if !live[name] {
				t.Errorf("%s: template %q belongs to no text", lang, name)
			}
		}
	}
}

// Ensure that what an official reads before the director does is what was
// read the last time.
func TestTexts(t *testing.T) {
	for _, lang := range languages {
		got := Texts(lang)
		if testing.Verbose() {
			t.Log("\n" + got)
		}
		name := filepath.Join("testdata", "texts-"+lang+".golden")
		if *update {
			if err := os.MkdirAll("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatalf("%v (go test ./bot -run TestTexts -update)", err)
		}
		if line, a, b := firstDifference(string(want), got); line > 0 {
			t.Errorf("%s, line %d: want %q, got %q; read it, then run with -update", name, line, a, b)
		}
	}
}

// Ensure that the languages are worded apart: a text that was not translated
// reads the same.
func TestCatalogueIsTranslated(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(entries)) {
		if a, b := render("vi", name, entries[name]), render("en", name, entries[name]); a == b {
			t.Errorf("text %q reads the same in both languages: %q", name, a)
		}
	}
}

// source is the parsed code of the package, tests aside.
func source(t *testing.T) map[string]*ast.File {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]*ast.File{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = file
	}
	return files
}

// Ensure that every text of the catalogue is said somewhere.
func TestCatalogueIsSaid(t *testing.T) {
	files := source(t)
	uses := map[string]int{}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				uses[id.Name]++
			}
			return true
		})
	}
	for variable, name := range textVariables(files) {
		if uses[variable] < 2 {
			t.Errorf("text %q (%s) is never said", name, variable)
		}
	}
}

// textVariables are the names of texts by the variable that holds them.
func textVariables(files map[string]*ast.File) map[string]string {
	out := map[string]string{}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			call, ok := spec.Values[0].(*ast.CallExpr)
			if !ok || len(call.Args) != 2 {
				return true
			}
			fun, ok := call.Fun.(*ast.Ident)
			if name, isName := call.Args[0].(*ast.BasicLit); ok && isName && fun.Name == "newText" {
				out[spec.Names[0].Name] = strings.Trim(name.Value, `"`)
			}
			return true
		})
	}
	return out
}

// Ensure that every command named in a text is one, under the name that its
// readers know.
func TestCatalogueCommands(t *testing.T) {
	command := regexp.MustCompile(`(?:^|[\s(:·])/([a-z]+)`)
	for _, lang := range languages {
		known := map[string]bool{}
		for _, v := range verbs() {
			known[map[string]string{"vi": v.viet, "en": v.name}[lang]] = true
			known["start"] = true // Telegram's own
		}
		found := 0
		for name, tree := range trees(t, lang) {
			walk(tree.Root, func(n parse.Node) {
				words, ok := n.(*parse.TextNode)
				if !ok {
					return
				}
				for _, m := range command.FindAllStringSubmatch(string(words.Text), -1) {
					found++
					if !known[m[1]] {
						t.Errorf("%s: %q names /%s, which is no command", lang, name, m[1])
					}
				}
			})
		}
		if found < 10 {
			t.Errorf("%s: only %d commands found in the texts", lang, found)
		}
	}
}

// Ensure that every text can be said with its sample and with nothing.
func TestCatalogueSaysSamples(t *testing.T) {
	for _, lang := range languages {
		for _, name := range slices.Sorted(maps.Keys(entries)) {
			sample := entries[name]
			checkSaid(t, lang, name, render(lang, name, sample))
			checkSaid(t, lang, name, render(lang, name, reflect.Zero(reflect.TypeOf(sample)).Interface()))
		}
	}
}

// Ensure that every text can be said whatever stands in its arguments, as
// markup that Telegram takes.
func TestCatalogueSaysAnything(t *testing.T) {
	phrases := map[string]map[string][]string{}
	for _, lang := range languages {
		phrases[lang] = phrasesOf(trees(t, lang))
	}
	inEachLanguage(t, func(t *rapid.T, lang string) {
		for _, name := range slices.Sorted(maps.Keys(entries)) {
			args := reflect.New(reflect.TypeOf(entries[name])).Elem()
			fill(t, args, name, phrases[lang][name])
			checkSaid(t, lang, name, render(lang, name, args.Interface()))
		}
	})
}

// inEachLanguage checks a property of the texts in one language after the
// other.
func inEachLanguage(t *testing.T, property func(*rapid.T, string)) {
	for _, lang := range languages {
		t.Run(lang, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { property(t, lang) })
		})
	}
}

// phrasesOf are, for each text, the names of phrases that it tells apart.
func phrasesOf(set map[string]*parse.Tree) map[string][]string {
	out := map[string][]string{}
	for name := range entries {
		parts := map[string]bool{}
		used(set, name, parts)
		for part := range parts {
			walk(set[part].Root, func(n parse.Node) {
				if s, ok := n.(*parse.StringNode); ok {
					out[name] = append(out[name], s.Text)
				}
			})
		}
		slices.Sort(out[name])
		out[name] = slices.Compact(out[name])
	}
	return out
}

// fill puts anything into arguments: the names of phrases, words with what
// HTML escapes, and nothing.
func fill(t *rapid.T, v reflect.Value, label string, phrases []string) {
	switch v.Kind() {
	case reflect.String:
		values := append([]string{"", "Phòng A & B", `<i>x</i> "y" 'z' > &amp;`}, phrases...)
		v.SetString(rapid.SampledFrom(values).Draw(t, label))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, label))
	case reflect.Slice:
		n := rapid.IntRange(0, 3).Draw(t, label)
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fill(t, v.Index(i), label, phrases)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), label+"."+v.Type().Field(i).Name, phrases)
		}
	default:
		n := rapid.SampledFrom([]int{0, 1, 2, 12, 120}).Draw(t, label)
		v.Set(reflect.ValueOf(n).Convert(v.Type()))
	}
}

// failer is what a test and a property have in common.
type failer interface {
	Helper()
	Errorf(string, ...any)
}

// checkSaid holds for every text, whatever it says.
func checkSaid(t failer, lang, name, html string) {
	t.Helper()
	for _, bad := range []string{"<no value>", "%!", "map[", "{{", "ZgotmplZ"} {
		if strings.Contains(html, bad) {
			t.Errorf("%s %s: says %q:\n%s", lang, name, bad, html)
		}
	}
	if problem := badMarkup(html); problem != "" {
		t.Errorf("%s %s: %s:\n%s", lang, name, problem, html)
	}
	if strings.Contains(html, "\n\n\n") || html != strings.TrimSpace(html) {
		t.Errorf("%s %s: blank lines:\n%s", lang, name, html)
	}
	if strings.HasPrefix(name, "b.") && strings.ContainsAny(html, "<\n") {
		t.Errorf("%s %s: a button has markup or lines: %q", lang, name, html)
	}
	if lang == "en" {
		checkPlurals(t, name, plainOf(html))
	}
}

var (
	tag    = regexp.MustCompile(`^<(/?)([a-z]+)( href="[^"<>]*")?>`)
	entity = regexp.MustCompile(`^&(amp|lt|gt|quot|#[0-9]+);`)
	// The tags of Telegram's HTML that the catalogue may use:
	// https://core.telegram.org/bots/api#html-style
	tags = []string{"b", "i", "u", "s", "a", "code", "pre", "blockquote"}
)

// badMarkup says why Telegram would refuse a text; empty when it would not.
func badMarkup(html string) string {
	var open []string
	for i := 0; i < len(html); i++ {
		switch html[i] {
		case '<':
			m := tag.FindStringSubmatch(html[i:])
			switch {
			case m == nil || !slices.Contains(tags, m[2]):
				return "a tag that Telegram does not know"
			case m[1] == "":
				open = append(open, m[2])
			case len(open) == 0 || open[len(open)-1] != m[2]:
				return "</" + m[2] + "> closes nothing"
			default:
				open = open[:len(open)-1]
			}
			i += len(m[0]) - 1
		case '>':
			return "a bare >"
		case '&':
			if !entity.MatchString(html[i:]) {
				return "a bare &"
			}
		}
	}
	if len(open) > 0 {
		return "<" + open[0] + "> stays open"
	}
	return ""
}

// Ensure that the checker of markup sees what Telegram would refuse.
func TestCatalogueMarkupChecker(t *testing.T) {
	for html, good := range map[string]bool{
		"<b>6.2 A &amp; B</b>": true, `<a href="https://x.vn">x</a>`: true, "a &#39; b": true,
		"<b>x": false, "x</b>": false, "<b><i>x</b></i>": false, "<br>": false, "a & b": false, "a > b": false, "<script>": false,
	} {
		if problem := badMarkup(html); (problem == "") != good {
			t.Errorf("%q: %q", html, problem)
		}
	}
}

var counted = regexp.MustCompile(`(of )?\b([0-9]+) (?:open |other |continuous )?(task|unit|assignment|area|target|post)(s?)\b`)

func checkPlurals(t failer, name, plain string) {
	t.Helper()
	for _, m := range counted.FindAllStringSubmatch(plain, -1) {
		if m[1] == "" && (m[2] == "1") == (m[4] == "s") {
			t.Errorf("en %s: %q:\n%s", name, m[0], plain)
		}
	}
}

// Ensure that the answers shown over a pressed button fit Telegram's 200.
func TestCatalogueAcks(t *testing.T) {
	files := source(t)
	names := textVariables(files)
	acks := map[string]bool{"failed": true} // see command's Else
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			assign, ok := n.(*ast.AssignStmt)
			if !ok {
				return true
			}
			for i, left := range assign.Lhs {
				if sel, ok := left.(*ast.SelectorExpr); ok && sel.Sel.Name == "ack" && i < len(assign.Rhs) {
					ast.Inspect(assign.Rhs[i], func(n ast.Node) bool {
						if id, ok := n.(*ast.Ident); ok && names[id.Name] != "" {
							acks[names[id.Name]] = true
						}
						return true
					})
				}
			}
			return true
		})
	}
	if len(acks) < 5 {
		t.Fatalf("found only %v", acks)
	}
	for name := range acks {
		for _, lang := range languages {
			for _, args := range append([]any{entries[name]}, longest[name]...) {
				if s := plainOf(render(lang, name, args)); s == "" || viet.UTF16Len(s) > 200 {
					t.Errorf("%s %s is %d long: %q", lang, name, viet.UTF16Len(s), s)
				}
			}
		}
	}
}

// longest are the longest arguments of short texts that an office has.
var longest = map[string][]any{
	"refused":           {"foreign", "closed", "forbidden"},
	"already_decided":   {"Nguyễn Thị Hoàng Phương Thảo", "?"},
	"b.ask_extension":   {askExtensionArgs{"12.10", "31/12/2027"}},
	"b.fix":             {"12.10"},
	"b.undo":            {1, 40},
	"b.promise":         {"Chủ nhật 31/12/2027"},
	"b.set_due":         {"Chủ nhật 31/12/2027"},
	"b.ask_until":       {"Chủ nhật 31/12/2027"},
	"b.more":            {1, 120},
	"b.pass":            {"Phó Giám đốc"},
	"b.redirect":        {"Phó Giám đốc"},
	"b.verify":          {1, 120},
	"b.waiting":         {1, 120},
	"b.missing":         {1, 120},
	"b.next_page":       {1, 120},
	"b.apply":           {1, 120},
	"b.units":           {1, 60},
	"b.accept_document": {"31/12/2026"},
	"b.accept_said":     {"31/12/2026"},
	"b.accept_many":     {"117, 118, 119, 120"},
	"b.take_hint":       {"các đơn vị trực thuộc"},
	"b.figure":          {figureArgs{"not_reached", 120, true}, figureArgs{"overdue_waiting", 120, false}, figureArgs{"in_time", 120, false}},
}

// Ensure that labels of buttons fit a button.
func TestCatalogueButtons(t *testing.T) {
	buttons := 0
	for name, sample := range entries {
		if !strings.HasPrefix(name, "b.") {
			continue
		}
		buttons++
		for _, lang := range languages {
			for _, args := range append([]any{sample}, longest[name]...) {
				if s := plainOf(render(lang, name, args)); s == "" || len([]rune(s)) > 40 {
					t.Errorf("%s %s: %q", lang, name, s)
				}
			}
		}
	}
	if buttons < 40 {
		t.Errorf("only %d buttons found", buttons)
	}
}

// Ensure the tone: no emoji, nobody addressed or speaking as a person, no
// count of days that are left, no English in Vietnamese, no pleading.
func TestCatalogueTone(t *testing.T) {
	action := regexp.MustCompile(`\{\{[^}]*\}\}`)
	for _, lang := range languages {
		for name, tree := range trees(t, lang) {
			words := " " + strings.ToLower(action.ReplaceAllString(tree.Root.String(), "1")) + " "
			for _, r := range words {
				if emoji(r) {
					t.Errorf("%s %s: emoji %q", lang, name, r)
				}
			}
			for word := range strings.FieldsFuncSeq(words, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
				if name != "b.tasks" && name != "b.for_me" && slices.Contains(addressing[lang], word) {
					t.Errorf("%s %s: says %q", lang, name, word)
				}
			}
			if daysLeft.MatchString(words) {
				t.Errorf("%s %s: counts days: %q", lang, name, daysLeft.FindString(words))
			}
		}
		if s := Texts(lang); daysLeft.MatchString(s) {
			t.Errorf("%s: counts days: %q", lang, daysLeft.FindString(s))
		}
	}
}

var (
	addressing = map[string][]string{
		"vi": {"tôi", "anh", "chị", "bạn", "ông", "bà", "em", "task", "deadline", "ok", "report"},
		"en": {"i", "me", "we", "my", "sir", "madam", "please", "sorry", "kindly", "dear"},
	}
	daysLeft = regexp.MustCompile(`(?i)còn [0-9]+ ngày|[0-9]+ days? left|[0-9]+ more days?`)
)

func emoji(r rune) bool {
	return r >= 0x1f000 || r >= 0x2300 && r <= 0x23ff || r >= 0x2600 && r <= 0x27bf || r >= 0x2b00 && r <= 0x2bff || r == 0xfe0f
}
