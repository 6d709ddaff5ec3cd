package planfile

import (
	"strconv"
	"strings"
)

func hasGroups(n *node) bool {
	for _, c := range n.children {
		if !isLeaf(c) {
			return true
		}
	}
	return false
}

func hasLists(n *node) bool {
	for _, c := range n.children {
		n := len(sentences(c.paras))
		if len(c.children) > 0 || n > 1 || n == 1 && isHeading(c.text) && !beginsWithVerb(c.text) {
			return true
		}
	}
	return false
}

// sentences are the paragraphs that no label begins, known or not.
func sentences(paras []block) []block {
	var out []block
	for _, b := range paras {
		if i := strings.IndexByte(b.text, ':'); i < 0 || i > longestLabel || len(strings.Fields(b.text[:i])) > 6 {
			out = append(out, b)
		}
	}
	return out
}

// longestLead is how many words a sentence may have that only leads in to the
// items under it.
const longestLead = 24

// isTask says that a node with something under it is one task: what stands
// under it are details. Otherwise it is a heading.
func isTask(c *node, lists bool, f facts) bool {
	heading := isHeading(c.text)
	switch {
	case len(c.children) == 0: // only paragraphs
		n := len(sentences(c.paras))
		return !heading || c.marker.style >= small || n == 0 ||
			n == 1 && !lists && !f.none() && (c.marker.style == labelled || beginsWithVerb(c.text))
	case allFragments(c):
		return true
	case anyFacts(c):
		return false
	case c.marker.style > caption && leadsIn(c.text) && beginsWithVerb(c.text) && !anyVerb(c):
		return true // what is done, over the things it is done to
	case !f.none():
		// "Công tác cán bộ", led by a unit, heads the things that are done
		return !heading || c.marker.style == labelled || c.marker.style > caption || beginsWithVerb(c.text) || !anyVerb(c)
	case heading || leadsIn(c.text):
		return false
	case c.marker.style <= caption:
		return len(strings.Fields(c.text)) > longestLead || strings.Contains(c.text, ". ")
	}
	return true
}

// allFragments says that the items under c are words, not sentences.
func allFragments(c *node) bool {
	if c.marker.style <= caption && !strings.HasSuffix(c.text, ":") && isHeading(c.text) {
		return false
	}
	for _, k := range c.children {
		if len(k.children) > 0 || len(strings.Fields(k.text)) > 3 && !startsLower(k.text) {
			return false
		}
	}
	return true
}

// anyVerb says that something under c is to be done on its own.
func anyVerb(c *node) bool {
	for _, k := range c.children {
		if len(k.children) > 0 || beginsWithVerb(k.text) {
			return true
		}
	}
	return false
}

// anyFacts says that something under c has a unit or a deadline of its own.
func anyFacts(c *node) bool {
	for _, k := range c.children {
		sentence, f := labelledFacts(k.text)
		if !f.none() || len(spokenFacts(sentence).lead) > 0 || strings.HasSuffix(c.text, ":") && saysWhen(sentence) {
			return true
		}
		for _, b := range k.paras {
			if b.label {
				return true
			}
		}
		for _, inner := range k.children {
			if inner.label {
				return true
			}
		}
	}
	return false
}

// saysWhen says that a sentence has a deadline of its own, whatever its year.
func saysWhen(sentence string) bool {
	year, err := strconv.Atoi(anyYear.FindString(sentence))
	if err != nil {
		year = 2000
	}
	due, _ := spokenDeadline(sentence, year)
	return due != ""
}

// onlyNames says that a list under a label is a list of units.
func onlyNames(n *node) bool {
	for _, c := range n.children {
		if !isLeaf(c) || !isUnit(strings.Trim(c.text, " ;,.")) {
			return false
		}
	}
	return true
}

// isBeside says that an unmarked paragraph is a note, a basis or a closing.
func isBeside(t string) bool {
	for _, head := range []string{"(", "Căn cứ ", "Ghi chú", "Lưu ý"} {
		if strings.HasPrefix(t, head) {
			return true
		}
	}
	return isClosing(t)
}

// pointsAway says that an item only names the table or appendix where the
// tasks are.
func pointsAway(t string) bool {
	return isHeading(t) && (strings.Contains(t, "bảng sau") || strings.Contains(t, "biểu sau") || namesAppendix(t))
}

// pointsDown says that a sentence above a table announces it.
func pointsDown(t string) bool {
	if strings.HasSuffix(t, ":") {
		return true
	}
	lower := strings.ToLower(t)
	for _, words := range []string{"bảng sau", "bảng dưới", "biểu sau", "biểu dưới", "bảng phân công", "như sau", "sau đây", "dưới đây"} {
		if strings.Contains(lower, words) {
			return true
		}
	}
	return false
}

// isProposal says that an item asks somebody else for something, under a
// heading that announces it.
func isProposal(t string, a *area) bool {
	heading := strings.ToLower(a.Title)
	return (strings.Contains(heading, "kiến nghị") || strings.Contains(heading, "đề xuất")) &&
		(strings.HasPrefix(t, "Đề nghị ") || strings.HasPrefix(t, "Kiến nghị ") || strings.HasPrefix(t, "Đề xuất "))
}
