package bot

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// glossary is the table of docs/GLOSSARY.md: a thing, what it is called in each
// language, and what it is not called.
type glossaryRow struct {
	thing string
	terms map[string][]string
	not   []string
}

func readGlossary(t *testing.T) []glossaryRow {
	t.Helper()
	data, err := os.ReadFile("../docs/GLOSSARY.md")
	if err != nil {
		t.Fatal(err)
	}
	var out []glossaryRow
	for line := range strings.SplitSeq(string(data), "\n") {
		cells := strings.Split(strings.Trim(line, "|"), "|")
		if !strings.HasPrefix(line, "| ") || len(cells) != 4 || strings.HasPrefix(cells[0], " thing") {
			continue
		}
		words := func(cell string) (list []string) {
			for word := range strings.SplitSeq(cell, ",") {
				if word = strings.TrimSpace(word); word != "" {
					list = append(list, word)
				}
			}
			return list
		}
		out = append(out, glossaryRow{
			thing: strings.TrimSpace(cells[0]), terms: map[string][]string{"vi": words(cells[1]), "en": words(cells[2])}, not: words(cells[3]),
		})
	}
	return out
}

// templateCode is what stands in a template between its words.
var templateCode = regexp.MustCompile(`\{\{.*?\}\}|<[^>]*>`)

// wordsOf returns the words of a language's templates in lower case.
func wordsOf(t *testing.T, lang string) string {
	t.Helper()
	files, err := textFiles.ReadDir("texts")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range files {
		if !strings.HasPrefix(f.Name(), lang) {
			continue
		}
		data, err := textFiles.ReadFile("texts/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		b.Write(data)
	}
	return strings.ToLower(templateCode.ReplaceAllString(b.String(), " | "))
}

// says reports whether words stand in a text as whole words, or as the beginning
// of one for a term that is cut ("verif").
func says(text, words string, whole bool) bool {
	end := ""
	if whole {
		end = `(?:$|[^\p{L}\p{M}])`
	}
	return regexp.MustCompile(`(?:^|[^\p{L}\p{M}])` + regexp.QuoteMeta(strings.ToLower(words)) + end).MatchString(text)
}

// Ensure that every message calls a thing by its one name.
func TestGlossary(t *testing.T) {
	rows := readGlossary(t)
	if len(rows) < 30 {
		t.Fatalf("%d rows are read", len(rows))
	}
	for _, lang := range languages {
		text := wordsOf(t, lang)
		for _, row := range rows {
			if len(row.terms[lang]) == 0 {
				t.Errorf("%s: %s has no name", lang, row.thing)
			}
			for _, term := range row.terms[lang] {
				if !says(text, term, lang == "vi") {
					t.Errorf("%s: %s is called “%s” nowhere", lang, row.thing, term)
				}
			}
			if lang != "vi" {
				continue
			}
			for _, word := range row.not {
				if says(text, word, true) {
					t.Errorf("%s: %s is called “%s” somewhere", lang, row.thing, word)
				}
			}
		}
	}
}

// Ensure that the check finds a word, and does not find it inside another.
func TestGlossarySays(t *testing.T) {
	for _, c := range []struct {
		text, word string
		want       bool
	}{
		{"việc đã trễ hạn.", "trễ hạn", true}, {"ấn nút", "ấn", true}, {"văn bản", "ăn", false}, {"gia hạn", "hạn", true}, {"deadline", "dead", false},
	} {
		if got := says(c.text, c.word, true); got != c.want {
			t.Errorf("%q in %q: %v", c.word, c.text, got)
		}
	}
}
