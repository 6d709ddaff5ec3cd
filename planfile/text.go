package planfile

import (
	"strconv"
	"strings"

	"dondoc/viet"
)

// Text reads the plain text of a plan, hard-wrapped or not. It follows the
// structure of the document: where a numbered or bulleted item begins, what
// stands under what, and what the sections are called.
func Text(data []byte) (Document, error) { return textTaking(data, "") }

// textTaking takes the tasks of a text that has tables as well from where the
// office has chosen to.
func textTaking(data []byte, take Source) (Document, error) {
	r, tables, err := readText(data)
	if err != nil {
		return Document{}, err
	}
	tables.join(r, take)
	r.doc.Units = unitsOf(r.doc.Tasks, r.clauses)
	r.doc.Problems = r.problems
	return r.doc, nil
}

// readText reads what stands outside of the tables of a text, and makes the
// tables ready.
func readText(data []byte) (*reader, *textTables, error) {
	text, err := decode(data)
	if err != nil {
		return nil, nil, err
	}
	if err := checkLines(text); err != nil {
		return nil, nil, err
	}
	lines := split(mendTorn(text))
	if stamped(lines) {
		return nil, nil, ErrSecret
	}
	head, body, tail := partsOfText(lines)
	tables := &textTables{under: map[int]line{}, above: map[string]bool{}}
	body = tables.lift(body, true)
	signed := signatureEnd(tail)
	annex := tables.lift(tail[signed:], false)
	tail = append(tail[:signed:signed], annex...)
	r := readerUnder(head, tail[:signed], tables.grids)
	r.tabled = len(tables.grids) > 0
	root, err := r.body(body)
	if err != nil {
		return nil, nil, err
	}
	if len(annex) > mostTitle || len(tables.grids) == len(tables.under) {
		checkAppendix(root, tail, &r.problems)
	}
	r.doc.Units = unitsOf(r.doc.Tasks, r.clauses)
	r.doc.Problems = r.problems
	return r, tables, nil
}

// partsOfText cuts a text as parts does; of one that is nothing but an annex the lines
// over its table are the head.
func partsOfText(lines []line) (head, body, tail []line) {
	head, body, tail = parts(lines)
	if len(head) == 0 {
		head, body = annexHead(body)
	}
	return head, body, tail
}

// mostAnnexLines is how many lines may stand over the table of a text that is
// nothing but an annex.
const mostAnnexLines = 15

// annexHead parts the lines over the table of a text without a title of a plan,
// when they are the title of an annex.
func annexHead(body []line) (head, rest []line) {
	for i := range body[:min(len(body), mostAnnexLines)] {
		if isTableHead(body, i) || isTableRow(body[i]) {
			if isAnnex(body[:i]) {
				return body[:i], body[i:]
			}
			break
		}
	}
	return nil, body
}

// isAnnex says that lines name an annex, and no plan.
func isAnnex(head []line) bool {
	annex := false
	for _, l := range head {
		if isTitle(l.text) {
			return false
		}
		annex = annex || beginsAnnex(l.text)
	}
	return annex
}

// newReader begins with what stands above and below the body.
func newReader(head, tail []line) *reader {
	r := &reader{codes: map[string]bool{}}
	r.doc.Plan = readHeader(head, tail, &r.problems)
	return r
}

// readerUnder begins with them as well, or with the title of an annex and what it
// says of its plan.
func readerUnder(head, signed []line, gs []grid) *reader {
	r := newReader(head, signed)
	if isAnnex(head) {
		r.problems = nil
		r.doc.Plan = gridHeader(head, signed, gs, &r.problems)
	}
	return r
}

// body reads the lines between letterhead and recipients.
func (r *reader) body(lines []line) (*node, error) {
	lines = withoutTables(lines, &r.problems)
	blocks := paragraphs(lines)
	if long := longest(blocks); long != nil {
		return nil, refuse("long_line", Args{"line": strconv.Itoa(long.line), "max": strconv.Itoa(MaxLine)})
	}
	root := outline(blocks, &r.problems)
	r.blocks, r.roles = blocks, make([]role, len(blocks))
	r.read(root)
	r.missed()
	return root, nil
}

// longest is the first block longer than MaxLine, nil for none.
func longest(blocks []block) *block {
	for i := range blocks {
		if len(blocks[i].text) > MaxLine {
			return &blocks[i]
		}
	}
	return nil
}

// stamped says that a line, or a column of the letterhead, is nothing but a
// grade of secrecy.
func stamped(lines []line) bool {
	for i, l := range lines {
		if isSecret(l.text) {
			return true
		}
		if i < 40 {
			for _, c := range columns(l.raw) {
				if isSecret(c) {
					return true
				}
			}
		}
	}
	return false
}

// checkAppendix warns of an appendix that the plan announces and the file does
// not have, or of what stands behind the signature, which is not read.
func checkAppendix(root *node, tail []line, p *problems) {
	if at := behindSignature(tail); at > 0 {
		p.warn(at, "appendix_skipped", nil)
		return
	}
	if at := announced(root); at > 0 {
		p.warn(at, "appendix_missing", nil)
	}
}

// behindSignature is the line at which something follows recipients and
// signature, 0 for none.
func behindSignature(tail []line) int {
	signed := false
	for i, l := range tail {
		switch {
		case i+3 >= len(tail):
			return 0
		case isCapitals(l.text) && strings.HasPrefix(l.text, "PHỤ LỤC"):
			return l.n
		case signed && !isSignature(l.text) && !isRecipients(l.text) && l.mark.style != bullet && !hasGap(l.raw):
			return l.n
		}
		for _, c := range columns(l.raw) {
			signed = signed || i > 0 && isName(c)
		}
	}
	return 0
}

// announced finds the line where a node or paragraph names an appendix that
// goes with the plan.
func announced(n *node) int {
	if namesAppendix(n.text) || n.marker.style < small && len(n.children) == 0 && classOf(n) == appendix {
		return n.line
	}
	for _, b := range n.paras {
		if namesAppendix(b.text) {
			return b.line
		}
	}
	for _, c := range n.children {
		if at := announced(c); at > 0 {
			return at
		}
	}
	return 0
}

func namesAppendix(t string) bool {
	if !strings.Contains(t, "lục") && !strings.Contains(t, "LỤC") {
		return false
	}
	t = viet.Fold(t)
	i := strings.Index(t, "phu luc")
	return i >= 0 && (strings.Contains(t, "kem theo") || strings.Contains(t, "dinh kem"))
}

// unitsOf lists the units named anywhere, in order of first mention.
func unitsOf(tasks []Task, clauses []clause) []Unit {
	var names []string
	for _, t := range tasks {
		names = append(append(names, t.Lead...), t.Support...)
	}
	for _, c := range clauses {
		names = append(names, splitUnits(c.unit)...)
	}
	var units []Unit
	for _, n := range dedupe(names) {
		units = append(units, Unit{n})
	}
	return units
}
