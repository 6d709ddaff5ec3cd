package viet

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"dondoc/workday"
)

// ParseDeadline reads the deadline phrase of a plan made for planYear. Marks
// may be missing and letter case does not matter.
//
// Month, quarter, half and year mean their last day, a range or list the end
// of its last element; "trước X" ends the day before X begins, "chậm nhất",
// "đến", "hết X" with X. A date without a year is in planYear. A phrase that is
// not understood as a whole, names a day that does not exist or counts by the
// moon is Unknown: no date is ever guessed. Raw is the phrase, trimmed.
func ParseDeadline(text string, planYear int) workday.Deadline {
	d := readDeadline(norm.NFC.String(text), planYear)
	d.Raw = strings.TrimSpace(text)
	return d
}

// longestDeadline is the number of tokens beyond which a text is no deadline
// phrase, and is not read.
const longestDeadline = 80

func readDeadline(text string, planYear int) workday.Deadline {
	tokens := trimPhrase(mendTokens(tokenize(text)))
	if isRoundTheClock(tokens) {
		return workday.Deadline{}
	}
	if len(tokens) == 0 || len(tokens) > longestDeadline {
		return workday.Deadline{}
	}
	atoms := scanAtoms(tokens)
	for _, a := range atoms {
		if a.kind == atomUnknown {
			return workday.Deadline{}
		}
	}
	if len(atoms) > 0 && leadsRelative(atoms) {
		return relativeDeadline(atoms, planYear)
	}
	if d, ok := recurringDeadline(atoms); ok {
		return d
	}
	if d, ok := pairedDeadline(atoms); ok {
		return d
	}
	if continuousDeadline(atoms) {
		return workday.Deadline{Kind: workday.Continuous}
	}
	if d, ok := datedDeadline(atoms, planYear); ok {
		return d
	}
	return workday.Deadline{}
}

// trimPhrase drops brackets and points around a phrase, and makes all dashes
// one.
func trimPhrase(tokens []token) []token {
	for i, t := range tokens {
		if t.kind != punct {
			continue
		}
		switch t.text {
		case "–", "—", "‐", "‑", "−", "~", "÷", "→":
			tokens[i].fold = "-"
		}
	}
	trim := func(t token) bool { return t.kind == punct && strings.ContainsAny(t.fold, ".;,:()[]\"“”-+*•") }
	for len(tokens) > 0 && trim(tokens[0]) {
		tokens = tokens[1:]
	}
	for len(tokens) > 0 && trim(tokens[len(tokens)-1]) {
		tokens = tokens[:len(tokens)-1]
	}
	return tokens
}

// leadsRelative reports whether the phrase begins, after a bound, with
// something that has no date yet.
func leadsRelative(atoms []atom) bool {
	for _, a := range atoms {
		switch a.kind {
		case atomFiller, atomBound:
		case atomRelative:
			return true
		default:
			return false
		}
	}
	return false
}

// relativeDeadline is Relative, unless a last day is said at the end: "sau khi
// có hướng dẫn, chậm nhất 30/6/2026".
func relativeDeadline(atoms []atom, planYear int) workday.Deadline {
	last := atoms[len(atoms)-1]
	if last.kind != atomRelative {
		for i, a := range atoms {
			if a.kind != atomRelative {
				continue
			}
			rest := atoms[i+1:]
			if len(rest) > 1 && rest[0].kind == atomList && rest[1].kind == atomBound {
				if d, ok := datedDeadline(rest[1:], planYear); ok {
					return d
				}
			}
		}
	}
	return workday.Deadline{Kind: workday.Relative}
}

// continuousDeadline reports whether the work goes on all the time; a year
// beside it, or "khi có yêu cầu", says nothing more.
func continuousDeadline(atoms []atom) bool {
	found := false
	for i, a := range atoms {
		switch a.kind {
		case atomContinuous:
			found = true
		case atomFiller, atomList, atomSlash, atomDash, atomOf, atomTo, atomFrom, atomUnit:
		case atomRelative:
			if a.counted {
				return false
			}
		case atomBound:
			if a.before {
				return false
			}
		case atomPoint:
			bound := i > 0 && (atoms[i-1].kind == atomBound || atoms[i-1].kind == atomFrom || atoms[i-1].kind == atomTo)
			if a.point.unit == unitDay || a.point.unit != unitYear && !bound {
				return false // "thường xuyên trong quý II", but not "quý II, thường xuyên"
			}
		default:
			return false
		}
	}
	return found
}
