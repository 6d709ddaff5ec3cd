package planfile

import (
	"regexp"
	"strconv"
	"strings"

	"dondoc/viet"
)

// docxPlan is a document while text and tables are read apart.
type docxPlan struct {
	reader *reader
	tables gridPlan
	under  map[int]line // for each table in the body, the heading above it
}

// read makes a plan of the lines and the tables of a document.
func (t *docxText) read(take Source) (Document, error) {
	p, err := t.plan()
	if err != nil {
		return Document{}, err
	}
	doc := &p.reader.doc
	for i, problem := range p.reader.problems {
		p.reader.problems[i] = asParagraph(problem)
	}
	j := joining{doc: doc, tables: p.tables, grids: t.grids, under: p.under, problems: p.reader.problems}
	j.join(take)
	t.unread(p, &j.problems)
	doc.Units = unitsOf(doc.Tasks, p.reader.clauses)
	doc.Problems = j.problems
	return *doc, nil
}

// plan reads the lines, and the tables.
func (t *docxText) plan() (docxPlan, error) {
	if isTorn(t.lines) {
		for i := range t.lines {
			t.lines[i].word = look{}
		}
	}
	head, body, tail := parts(t.lines)
	if len(head) == 0 && len(t.at) > 0 && t.at[0] <= min(mostAnnexLines, len(body)) && isAnnex(body[:t.at[0]]) {
		head, body = body[:t.at[0]], body[t.at[0]:]
	}
	signed := signatureEnd(tail)
	nest(body)
	behind := len(head) + len(body) + signed
	t.titles(len(head)+len(body), behind)
	r := readerUnder(head, tail[:signed], t.grids)
	tables := readGrids(t.grids, r.doc.Plan)
	r.tabled = len(tables.tasks) > 0
	r.inRows = map[string]bool{}
	for _, row := range tables.tasks {
		r.inRows[viet.Fold(trimTitle(row.Text))] = true
	}
	for i, at := range t.at {
		if tables.read[i] && at > 0 {
			t.lines[at-1].word.tabled = true
		}
		if tables.read[i] && at < len(t.lines) && t.lines[at].mark.glyph == '*' {
			t.lines[at].word.remark = true
		}
	}
	root, err := r.body(body)
	if err != nil {
		return docxPlan{}, err
	}
	r.withoutPointers(t, tables)
	switch at := t.unclaimed(behind, tables); {
	case at > 0:
		r.problems.warn(at, "annex_skipped", nil)
	case len(tables.tasks) == 0:
		if at := announced(root); at > 0 {
			r.problems.warn(at, "appendix_missing", nil)
		}
	}
	return docxPlan{r, tables, t.inBody(len(head), body)}, nil
}

// unread warns of the tables that are not read, unless they stand under a
// heading of another kind, as those of money do.
func (t *docxText) unread(p docxPlan, problems *problems) {
	for i := range t.grids {
		if p.tables.read[i] {
			continue
		}
		h := &node{block: block{marker: p.under[i].mark, text: p.under[i].rest}}
		if title := t.grids[i].title; len(title) > 0 {
			h = &node{block: block{text: strings.Join(title, " ")}}
		}
		if is := classOf(h); is != aside && is != aims {
			problems.at(t.grids[i].where(wholeGrid, ""), Warning, "table_unread", nil)
		}
	}
}

// asParagraph words the place of a problem for a document that has no lines
// that people could count.
func asParagraph(p Problem) Problem {
	if n, ok := strings.CutPrefix(p.Where, "dòng "); ok {
		p.Where = "đoạn " + n
	}
	return p
}

// signatureEnd is how many lines of the end of a document are recipients and
// signature: what follows is an appendix.
func signatureEnd(tail []line) int {
	signed := false
	for i, l := range tail {
		if isCapitals(l.text) && strings.HasPrefix(l.text, "PHỤ LỤC") || strings.HasPrefix(l.text, "Phụ lục ") && len(l.text) < 60 {
			return i
		}
		if signed && !isSignature(l.text) && !isRecipients(l.text) && l.mark.style != bullet && !hasGap(l.raw) {
			return i
		}
		for _, c := range columns(l.raw) {
			signed = signed || i > 0 && isName(c)
		}
	}
	return len(tail)
}

// unclaimed is the paragraph behind the signature that neither stands above a
// table that was read, as its title, nor under one, as its note; 0 for none.
func (t *docxText) unclaimed(behind int, tables gridPlan) int {
	from := behind
	for _, at := range t.at {
		if at < behind {
			continue
		}
		if at-from > mostTitle+2 {
			return t.lines[from].n
		}
		from = at
	}
	for _, l := range t.lines[from:] {
		if !isTableNote(l) || len(tables.tasks) == 0 {
			return l.n
		}
	}
	return 0
}

// countsRows closes a list by how many there are: "Danh sách có 12 công việc./.".
var countsRows = regexp.MustCompile(`^(?:Danh sách|Danh mục|Phụ lục|Bảng)(?: này)? (?:có|gồm) \d+ `)

// isTableNote says that a line under a table only explains it, or signs it.
func isTableNote(l line) bool {
	return isBeside(l.text) || isSignature(l.text) || isRecipients(l.text) || strings.HasPrefix(l.text, "Tổng số") || strings.HasPrefix(l.text, "Tổng cộng") ||
		strings.HasPrefix(l.text, "Danh sách này") || strings.HasPrefix(l.text, "Danh mục này") || countsRows.MatchString(l.text)
}

// withoutPointers drops the warnings of a line right above a table that was
// read: "2. Phân công cụ thể theo bảng sau" is not left out.
func (r *reader) withoutPointers(t *docxText, tables gridPlan) {
	above := map[string]bool{}
	for i, at := range t.at {
		if !tables.read[i] || at == 0 {
			continue
		}
		above["dòng "+strconv.Itoa(t.lines[at-1].n)] = true
		if at > 1 && t.lines[at-1].mark.style == none && t.lines[at-2].mark.style != none && isHeading(t.lines[at-2].rest) { // "II. KẾ HOẠCH TỪNG THÁNG / Tháng 9"
			above["dòng "+strconv.Itoa(t.lines[at-2].n)] = true
		}
	}
	for _, b := range r.blocks {
		if r.roles[b.id] == skipped && above["dòng "+strconv.Itoa(b.line)] {
			r.roles[b.id] = heads
		}
	}
	kept := r.problems[:0]
	for _, p := range r.problems {
		if above[p.Where] && (p.Code == "item_skipped" || p.Code == "section_skipped" || p.Code == "area_empty") {
			continue
		}
		kept = append(kept, p)
	}
	r.problems = kept
}

// inBody finds, for each table above the recipients, the heading that it
// stands under: a line that nothing marks for none. An appendix is not there.
func (t *docxText) inBody(start int, body []line) map[int]line {
	under := map[int]line{}
	for i, at := range t.at {
		if at < start || at > start+len(body) {
			continue
		}
		var h line
		annexed := false
		for k := at - start - 1; k >= 0 && h.mark.style == none; k-- {
			annexed = annexed || strings.HasPrefix(strings.ToUpper(body[k].text), "PHỤ LỤC")
			if m := body[k].mark; m.style != none && m.style < caption {
				h = body[k]
			}
		}
		if !annexed {
			under[i] = h
		}
	}
	return under
}
