package planfile

import (
	"strconv"
	"strings"

	"dondoc/viet"
)

// node is a heading or an item with what stands under it.
type node struct {
	block
	paras    []block // unmarked paragraphs directly under it, in order
	children []*node
	ofUnit   bool // its text is the name of a unit, as those beside it are
}

// outline puts blocks under one another by their markers. A style that is open
// already goes on with its list; a new one opens a list inside the last item.
// Styles that headings use keep a fixed order, whatever came first.
func outline(blocks []block, p *problems) *node {
	root := &node{block: block{id: -1}}
	stack := []*node{root}
	end := lastHeading(blocks)
	for i, b := range blocks {
		if b.marker.style == none {
			if i > end && isClosing(b.text) {
				stack = stack[:1]
			}
			top := stack[len(stack)-1]
			if isNote(b.text) {
				top = heading(stack)
			}
			top.paras = append(top.paras, b)
			continue
		}
		stack = stack[:depthFor(stack, b.marker)]
		parent := stack[len(stack)-1]
		n := &node{block: b}
		checkNumber(parent, n, p)
		parent.children = append(parent.children, n)
		stack = append(stack, n)
	}
	return root
}

// closingSection marks the heading of the last section, who sees to the work, where
// nothing else marks it: "Tổ chức thực hiện" over a list that ends the document.
func closingSection(blocks []block) {
	for i := len(blocks) - 2; i >= 0; i-- {
		b, next := blocks[i], blocks[i+1].marker
		switch {
		case b.marker.style != none && b.marker.style < dotted:
			return
		case b.marker.style != none || !isCaption(b) || !namesOrganisation(b.text):
		case next.style == dotted && (next.depth > 1 || next.number != 1):
			return // it stands inside of an item
		default:
			blocks[i].marker.style = capital
			return
		}
	}
}

// namesOrganisation says that a heading is nothing but that.
func namesOrganisation(t string) bool {
	rest, ok := strings.CutPrefix(viet.Fold(trimTitle(t)), "to chuc thuc hien")
	return ok && onlyFiller(strings.Fields(rest))
}

// opensUnder says that a list of headings may begin under a node of another
// style, whatever the usual order: "I." over "A.", a heading without a number
// over either.
func opensUnder(m marker, top *node) bool {
	switch m.style {
	case letter:
		return top.marker.style == roman || top.marker.style == capital && isLeaf(top)
	case roman:
		return top.marker.style == capital && isLeaf(top)
	}
	return false
}

// heading is the innermost open node that is marked as headings are and has
// something under it.
func heading(stack []*node) *node {
	for i := len(stack) - 1; i > 0; i-- {
		if stack[i].marker.style < caption && len(stack[i].children) > 0 {
			return stack[i]
		}
	}
	return stack[0]
}

// lastHeading is the index of the last block that is marked as headings are:
// what closes a plan stands after it.
func lastHeading(blocks []block) int {
	for i := len(blocks) - 1; i >= 0; i-- {
		if s := blocks[i].marker.style; s != none && s < caption {
			return i
		}
	}
	return -1
}

// depthFor says how many open nodes stay open above an item with this marker.
func depthFor(stack []*node, m marker) int {
	for i := len(stack) - 1; i > 0; i-- {
		if stack[i].marker.same(m) {
			return i
		}
	}
	if m.flexible() || m.number == 1 && opensUnder(m, stack[len(stack)-1]) {
		return len(stack)
	}
	for i := 1; i < len(stack); i++ {
		if stack[i].marker.rank() >= m.rank() {
			return i
		}
	}
	return len(stack)
}

// checkNumber warns when an item does not follow the one before it.
func checkNumber(parent, n *node, p *problems) {
	if n.marker.number == 0 {
		return
	}
	for i := len(parent.children) - 1; i >= max(0, len(parent.children)-50); i-- {
		before := parent.children[i].marker
		if !before.same(n.marker) {
			continue
		}
		args := Args{"from": before.printed, "to": n.marker.printed}
		switch {
		case n.marker.number == before.number+1, isMissingLetter(before, n.marker):
		case n.marker.number > before.number:
			p.warn(n.line, "numbering_jump", args)
		default:
			p.warn(n.line, "numbering_restart", args)
		}
		return
	}
}

// isMissingLetter allows lists of letters without đ.
func isMissingLetter(before, m marker) bool {
	return (m.style == small || m.style == letter) && m.number == before.number+2 && before.printed != "" &&
		strings.EqualFold(before.printed, "d")
}

// label writes the marker back as it stands before the text.
func (m marker) label() string {
	switch m.style {
	case bullet:
		return string(m.glyph)
	case paren, small:
		return m.printed + ")"
	case parens:
		return "(" + m.printed + ")"
	case none, capital, caption:
		return ""
	case labelled, article, section, part:
		return strconv.Itoa(m.number) + "."
	}
	return m.printed + "."
}

// whole is the text of an item with everything that stands under it.
func (n *node) whole() string {
	if len(n.paras) == 0 && len(n.children) == 0 {
		return n.text
	}
	var b strings.Builder
	n.write(&b)
	return b.String()
}

func (n *node) write(b *strings.Builder) {
	b.WriteString(n.text)
	for _, p := range n.paras {
		b.WriteString(" " + p.text)
	}
	for _, c := range n.children {
		b.WriteString(" ")
		if label := c.marker.label(); label != "" {
			b.WriteString(label + " ")
		}
		c.write(b)
	}
}

// isHeading says that a text names what follows, rather than being a sentence.
func isHeading(t string) bool {
	if isCapitals(t) {
		return true
	}
	return len(t) <= 220 && len(strings.Fields(t)) <= 24 && (!endsSentence(t) || strings.HasSuffix(t, ":")) && !strings.Contains(t, ". ")
}

// leadsIn says that a text announces the items under it.
func leadsIn(t string) bool { return strings.HasSuffix(t, ":") || isHeading(t) }
