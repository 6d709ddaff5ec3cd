package planfile

import (
	"strings"

	"dondoc/planfile/word"
)

// nest reads from the looks of paragraphs what stands under what, where their
// marks do not say it.
func nest(body []line) {
	boldHeadings(body)
	headings(body)
	nestNumbers(body)
	nestSigns(body)
}

// headings gives the headings that only their style marks a marker of their
// own: one that stands under numbered headings above it.
func headings(body []line) {
	var open [word.MaxLevel + 1]marker
	for i := range body {
		l := &body[i]
		level := l.word.outline
		if level == 0 {
			continue
		}
		if l.mark.style == none && isHeading(l.text) && !l.label && l.text != "" && !isNote(l.text) && !isRecipients(l.text) && !endsSentence(l.text) {
			l.mark = marker{style: capital, depth: level}
			for _, above := range open[:level] {
				if above.style != none && above.rank() >= l.mark.rank() {
					l.mark.style = caption
				}
			}
			l.rest = l.text
		}
		open[level] = l.mark
		clear(open[level+1:])
	}
}

// leastBold is how many headings of bold letters alone a body has at least, and
// of ten of its lines at most so many are bold: else the letters say nothing.
const (
	leastBold = 2
	mostBold  = 6
)

// boldHeadings gives the headings that only their bold letters mark a level:
// the lowest. Under numbers they are captions of the lists inside.
func boldHeadings(body []line) {
	bold, found := 0, 0
	for i, l := range body {
		if l.word.bold {
			bold++
		}
		if isBoldHeading(body, i) {
			found++
		}
	}
	if found < leastBold || bold*10 > len(body)*mostBold {
		return
	}
	numbers, as := false, none
	for i := range body {
		l := &body[i]
		switch {
		case isBoldHeading(body, i):
			if as == none {
				as = capital
				if numbers {
					as = caption
				}
			}
			l.mark = marker{style: as, depth: word.MaxLevel}
		case l.mark.style == none && !isCapitals(l.text), l.mark.style > dotted:
		case l.mark.style >= section:
			numbers = true
		default:
			numbers, as = false, none
		}
	}
}

// isBoldHeading says that line i is a short phrase in bold letters above
// something that is not bold.
func isBoldHeading(body []line, i int) bool {
	l := body[i]
	return l.word.begins && l.word.bold && l.word.outline == 0 && l.mark.style == none && !l.label && i+1 < len(body) && !body[i+1].word.bold &&
		!isCapitals(l.text) && startsUpper(l.text) && isHeading(l.text) && !strings.HasSuffix(l.text, ":") && len(strings.Fields(l.text)) <= 15 && !isClosing(l.text)
}

// deeper is how much farther from the margin an item stands at least that is
// inside of another, in twentieths of a point.
const deeper = 200

// nestNumbers tells items from the headings above them that are numbered alike:
// after a bold "1.", or one nearer to the margin, another "1." begins a list
// inside of it.
func nestNumbers(body []line) {
	var outer, last, inner line // inner is the last one inside
	inside := false
	for i := range body {
		l := &body[i]
		if l.mark.style != dotted || l.mark.depth != 1 || l.mark.under > 0 {
			if l.mark.style != none && l.mark.style < dotted {
				last, inner, inside = line{}, line{}, false
			}
			continue
		}
		switch {
		case inside && (isEmphasized(*l) && !isEmphasized(last) || l.mark.number == outer.mark.number+1 && l.mark.number != last.mark.number+1 || l.mark.number != 1 && l.mark.number != last.mark.number+1):
			inside = false
		case inside && l.mark.number == outer.mark.number+1 && l.word.list == outer.word.list && l.word.list != last.word.list:
			inside = false
		}
		goesOn := inner.mark.style == dotted && l.mark.number == inner.mark.number+1 && l.word.list == inner.word.list
		if !inside && last.mark.style == dotted && (l.mark.number == 1 || goesOn) && (isEmphasized(last) && !isEmphasized(*l) || isDeeper(*l, last)) {
			inside, outer = true, last
		}
		last = *l
		if inside {
			inner = *l
			l.mark.under = 1
		}
	}
}

// isEmphasized says that a line looks like a heading.
func isEmphasized(l line) bool { return l.word.bold || l.word.outline > 0 }

// isDeeper says that an item of an automatic list stands inside of another list.
func isDeeper(l, of line) bool {
	return l.word.list != "" && of.word.list != "" && l.word.list != of.word.list && l.word.left >= of.word.left+deeper
}

// nestSigns does the same for lists that have the same sign.
func nestSigns(body []line) {
	var open []line
	for i := range body {
		l := &body[i]
		if l.mark.style == none {
			continue
		}
		if l.mark.style != bullet || l.word.list == "" || l.mark.under > 0 {
			if l.mark.style < bullet {
				open = open[:0]
			}
			continue
		}
		for len(open) > 0 && (open[len(open)-1].mark.glyph != l.mark.glyph || l.word.left < open[len(open)-1].word.left-deeper/2) {
			open = open[:len(open)-1]
		}
		if len(open) == 0 || isDeeper(*l, open[len(open)-1]) {
			open = append(open, *l)
		}
		l.mark.under = len(open) - 1
	}
}

// leastTorn is how many lines begin in the middle of a sentence at least when
// the paragraphs of a document are lines of a page, and of a hundred lines how
// many.
const (
	leastTorn   = 6
	leastTornOf = 12
)

// isTorn says that the paragraphs are the lines of a page, as in a document
// that was made from a PDF.
func isTorn(lines []line) bool {
	torn := 0
	for i := 1; i < len(lines); i++ {
		if l := lines[i]; l.word.begins && l.mark.style == none && !l.label && startsLower(l.text) && !endsSentence(lines[i-1].text) {
			torn++
		}
	}
	return torn >= leastTorn && torn*100 >= len(lines)*leastTornOf
}
