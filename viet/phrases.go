package viet

import "strings"

// phrases finds the longest of a set of fixed phrases at a place in a text.
type phrases[T any] struct {
	byFirst map[string][]phrase[T]
}

type phrase[T any] struct {
	words []string
	value T
}

// newPhrases builds a set from folded phrases whose tokens are separated by
// spaces.
func newPhrases[T any](set map[string]T) phrases[T] {
	p := phrases[T]{byFirst: map[string][]phrase[T]{}}
	for text, value := range set {
		words := strings.Fields(text)
		p.byFirst[words[0]] = append(p.byFirst[words[0]], phrase[T]{words, value})
	}
	return p
}

// at returns the value of the longest phrase that begins at token i, and its
// number of tokens, zero if none does.
func (p phrases[T]) at(tokens []token, i int) (value T, n int) {
	if i < 0 || i >= len(tokens) {
		return value, 0
	}
next:
	for _, c := range p.byFirst[tokens[i].fold] {
		if len(c.words) <= n || i+len(c.words) > len(tokens) {
			continue
		}
		for k, w := range c.words {
			if tokens[i+k].fold != w {
				continue next
			}
		}
		value, n = c.value, len(c.words)
	}
	return value, n
}
