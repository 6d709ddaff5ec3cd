package bot

import (
	"fmt"
	"testing"
)

// Ensure that every text is worded in every language with its sample.
func TestTexts(t *testing.T) {
	for _, lang := range languages {
		if Texts(lang) == "" {
			t.Errorf("no texts in %s", lang)
		}
	}
	if testing.Verbose() {
		fmt.Println(Texts("vi"))
	}
}
