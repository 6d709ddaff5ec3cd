package main

import "strings"

// say words a code of the console in a language, Vietnamese unless "en", with
// {name} replaced by its argument. An unknown code is shown as it is.
func say(lang, code string, args ...string) string {
	w, ok := configWords[code]
	if !ok {
		w, ok = consoleWords[code]
	}
	if !ok {
		return strings.Join(append([]string{code}, args...), " ")
	}
	text := w.vi
	if lang == "en" {
		text = w.en
	}
	if len(args) == 0 {
		return text
	}
	pairs := make([]string, len(args))
	for i := 0; i+1 < len(args); i += 2 {
		pairs[i], pairs[i+1] = "{"+args[i]+"}", args[i+1]
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

type words struct{ vi, en string }
