// Package plan holds the nouns of an office's plan and their rules: what an
// event does to the register, who may do what, and who owes what by when.
// It imports nothing but dates. It never reads a clock, a disk or a network,
// and it never words a text for people.
package plan
