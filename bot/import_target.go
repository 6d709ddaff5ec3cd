package bot

import (
	"strings"

	"dondoc/planfile"
	"dondoc/viet"
)

// placing finds the tasks in whose words targets stand: a document states a
// number in the sentence of its task, or lists it under the task's title.
type placing struct {
	words   map[string][]string // folded words of a task's title and text, by code
	areas   map[string]string   // of tasks, by code
	holding map[string][]string // codes of the tasks that hold three words in a row
}

// fewest is how many words of a target must stand in a task to place it there.
const fewest = 3

func newPlacing(tasks []planfile.Task) placing {
	p := placing{words: map[string][]string{}, areas: map[string]string{}, holding: map[string][]string{}}
	for _, task := range tasks {
		words := foldedWords(task.Title + " | " + task.Text)
		p.words[task.Code], p.areas[task.Code] = words, task.Area
		seen := map[string]bool{}
		for i := 0; i+fewest <= len(words); i++ {
			if key := strings.Join(words[i:i+fewest], " "); !seen[key] {
				seen[key] = true
				p.holding[key] = append(p.holding[key], task.Code)
			}
		}
	}
	return p
}

// taskOf returns the code of the only task that holds all words of a target in a
// row, empty when there is none or there are several.
func (p placing) taskOf(t planfile.Target) string {
	words := foldedWords(t.Text)
	if len(words) < fewest {
		return ""
	}
	clause, code := " "+strings.Join(words, " ")+" ", ""
	for _, c := range p.holding[strings.Join(words[:fewest], " ")] {
		if p.areas[c] != t.Area || !strings.Contains(" "+strings.Join(p.words[c], " ")+" ", clause) {
			continue
		}
		if code != "" {
			return ""
		}
		code = c
	}
	return code
}

// foldedWords are the words of a text without marks, nor the signs around them.
func foldedWords(text string) []string {
	words := strings.FieldsFunc(viet.Fold(text), func(r rune) bool { return strings.ContainsRune(" \n\t;:()“”\"'-–+", r) })
	for i, w := range words {
		words[i] = strings.Trim(w, ".,")
	}
	return words
}
