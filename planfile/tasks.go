package planfile

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// reader turns the outline of a plan into areas, tasks and targets.
type reader struct {
	doc      Document
	problems problems
	codes    map[string]bool // of areas ("a:1") and tasks ("1.1")
	clauses  []clause        // of the section on organisation
	full     bool            // MaxTasks reached
}

// area is an Area while it is read; it is written down with its first task.
type area struct {
	Area
	line    int
	prefix  string // what tasks' and inner areas' numbers are put behind
	printed bool   // the code came from a number, not from counting
	written bool
	count   int    // the highest number given so far
	lead    string // the unit that the heading names
	section string // the printed number of its section
}

func (r *reader) read(root *node) {
	r.collectAims(root)
	found, byName := sections(root)
	for _, s := range found {
		r.section(s)
	}
	if !byName && len(r.doc.Tasks) > 0 {
		r.problems.warn(0, "no_section", nil)
	}
	if len(r.doc.Tasks) == 0 {
		r.problems.add(0, Error, "no_tasks", nil)
	}
	r.skipped(root, found)
	uniqueTitles(r.doc.Tasks)
	r.clauses = organisationClauses(root)
	suggest(r.doc.Tasks, r.clauses)
}

// collectAims reads the targets of the sections of aims.
func (r *reader) collectAims(n *node) {
	for _, c := range n.children {
		switch classOf(c) {
		case aims:
			r.targets(c, "")
		case mixed:
			for _, inner := range c.children {
				if classInside(inner) == aims {
					r.targets(inner, "")
				}
			}
		case unknown, tasks:
			if outer(c) {
				r.collectAims(c)
			}
		}
	}
}

// targets reads every text of a branch.
func (r *reader) targets(n *node, area string) {
	r.addTargets(n.text, area)
	for _, b := range n.paras {
		r.addTargets(b.text, area)
	}
	for _, c := range n.children {
		r.targets(c, area)
	}
}

// addTargets reads a text; a document has MaxTasks targets at most.
func (r *reader) addTargets(text, area string) {
	if left := MaxTasks - len(r.doc.Targets); left > 0 {
		found := findTargets(text, area)
		r.doc.Targets = append(r.doc.Targets, found[:min(len(found), left)]...)
	}
}

// skipped warns of sections beside those of the tasks that nothing was read from.
func (r *reader) skipped(root *node, found []*node) {
	if len(found) == 0 || found[0].marker.style == none {
		return
	}
	for _, c := range root.children {
		if classOf(c) == unknown && !isLeaf(c) && !holds(c, found) && c.marker.same(found[0].marker) {
			r.problems.warn(c.line, "section_skipped", Args{"title": cutWords(c.text, 80)})
		}
	}
}

func holds(n *node, found []*node) bool {
	for _, f := range found {
		if n == f {
			return true
		}
	}
	for _, c := range n.children {
		if holds(c, found) {
			return true
		}
	}
	return false
}

func (r *reader) section(s *node) {
	a := &area{Area: Area{Code: s.marker.printed, Title: strings.TrimRight(s.text, ":. ")}, line: s.line, printed: true, section: s.marker.printed}
	switch s.marker.style {
	case none:
		a.Code, a.Title = "1", r.doc.Plan.Title
	case capital, bullet:
		a.Code, a.printed = "1", false
	case article, labelled:
		a.Code = strconv.Itoa(s.marker.number)
		a.prefix = a.Code + "."
	case dotted, paren, parens:
		a.Code = strconv.Itoa(s.marker.number)
		if s.marker.depth > 1 {
			a.Code = s.marker.printed
		}
	}
	r.children(s, a)
}

// children reads what stands under a section, an area or a group.
func (r *reader) children(n *node, a *area) {
	if len(n.children) == 0 {
		for _, b := range n.paras {
			r.leaf(&node{text: b.text, line: b.line}, a, facts{})
		}
		return
	}
	groups, lists := hasGroups(n), hasLists(n)
	for _, c := range n.children {
		if r.full {
			return
		}
		switch classInside(c) {
		case aims:
			r.targets(c, areaCode(a, n))
			continue
		case organisation, appendix, aside:
			continue
		case tasks:
			if a.prefix != "" && a.written || a.prefix != "" && n.marker.style != article {
				r.children(c, a)
				continue
			}
		}
		r.item(c, a, groups, lists)
	}
}

func areaCode(a *area, n *node) string {
	if n.marker.style == roman || n.marker.style == none {
		return ""
	}
	return a.Code
}

// item decides whether a node is a task, an area or a group, and reads it.
// groups and lists say what its siblings have under them.
func (r *reader) item(c *node, a *area, groups, lists bool) {
	f := takeFacts(c)
	switch {
	case isLeaf(c):
		if isHeading(c.text) && len(strings.Fields(c.text)) <= 6 && f.none() && groups && c.marker.style <= dotted {
			r.problems.warn(c.line, "area_empty", Args{"title": c.text})
			return
		}
		r.leaf(c, a, f)
	case r.isTask(c, lists, f):
		whole := *c
		whole.text, whole.children, whole.paras = c.whole(), nil, nil
		r.task(&whole, c.text, a, f)
	default:
		inner := a
		if c.marker.style != bullet && c.marker.style != parens {
			inner = r.area(c, a)
		}
		if len(f.lead) > 0 {
			r.problems.warn(c.line, "lead_of_group", Args{"code": inner.Code})
		}
		from := len(r.doc.Tasks)
		r.children(c, inner)
		for i := from; i < len(r.doc.Tasks); i++ {
			for _, u := range f.lead {
				if len(r.doc.Tasks[i].Lead) == 0 {
					r.doc.Tasks[i].Suggested = append(r.doc.Tasks[i].Suggested, Suggestion{u, inner.Code})
				}
			}
		}
	}
}

func hasGroups(n *node) bool {
	for _, c := range n.children {
		if !isLeaf(c) {
			return true
		}
	}
	return false
}

// isTask says that a node with something under it is one task: what stands
// under it are details. Otherwise it is a heading.
func (r *reader) isTask(c *node, lists bool, f facts) bool {
	if len(c.children) == 0 { // only paragraphs
		if !isHeading(c.text) || c.marker.style >= small {
			return true
		}
		if len(c.paras) == 1 && !lists && !f.none() {
			return true
		}
		return false
	}
	if allFragments(c) {
		return true
	}
	if !f.none() {
		return !anyFacts(c)
	}
	if leadsIn(c.text) || c.marker.style <= dotted {
		return false
	}
	return true
}

func hasLists(n *node) bool {
	for _, c := range n.children {
		if len(c.children) > 0 || len(c.paras) > 1 {
			return true
		}
	}
	return false
}

// allFragments says that the items under c are words, not sentences.
func allFragments(c *node) bool {
	if c.marker.style <= dotted && !strings.HasSuffix(c.text, ":") && isHeading(c.text) {
		return false
	}
	for _, k := range c.children {
		if len(k.children) > 0 || len(strings.Fields(k.text)) > 3 && !startsLower(k.text) {
			return false
		}
	}
	return true
}

func anyFacts(c *node) bool {
	for _, k := range c.children {
		if _, f := labelledFacts(k.text); !f.none() {
			return true
		}
		for _, b := range k.paras {
			if isLabel(b.text) {
				return true
			}
		}
	}
	return false
}

// takeFacts takes the labelled lines ("Đơn vị chủ trì: …") out from under a
// node, and the facts of its own sentence.
func takeFacts(c *node) facts {
	_, f := labelledFacts(c.text)
	paras := c.paras[:0:0]
	for _, b := range c.paras {
		if isLabel(b.text) {
			_, g := labelledFacts(b.text)
			f.add(g)
		} else {
			paras = append(paras, b)
		}
	}
	c.paras = paras
	children := c.children[:0:0]
	for _, k := range c.children {
		if isLabel(k.text) && len(k.children) == 0 {
			_, g := labelledFacts(k.text)
			f.add(g)
			for _, b := range k.paras {
				if isLabel(b.text) {
					_, g := labelledFacts(b.text)
					f.add(g)
				}
			}
		} else {
			children = append(children, k)
		}
	}
	c.children = children
	return f
}

// leaf reads an item with nothing under it, unless it is plainly no task.
func (r *reader) leaf(c *node, a *area, f facts) {
	t := c.text
	sentence, _ := labelledFacts(t)
	switch {
	case strings.HasPrefix(t, "("), isClosing(t), strings.HasPrefix(t, "Căn cứ "), strings.HasPrefix(t, "Ghi chú"), strings.HasPrefix(t, "Lưu ý"):
		return
	case isGoal(t) && f.none():
		r.addTargets(t, a.Code)
		return
	case len(strings.Fields(sentence)) < 3, pointsAway(t) && f.none(), isUnit(strings.TrimRight(t, ".;")):
		r.problems.warn(c.line, "item_skipped", Args{"text": cutWords(t, 60)})
		return
	}
	r.task(c, t, a, f)
}

// pointsAway says that an item only names the table or appendix where the
// tasks are.
func pointsAway(t string) bool {
	return isHeading(t) && (strings.Contains(t, "bảng sau") || strings.Contains(t, "biểu sau") || namesAppendix(t))
}

// task writes a task down. head is its own sentence, without details.
func (r *reader) task(c *node, head string, a *area, f facts) {
	if len(r.doc.Tasks) >= MaxTasks {
		if !r.full {
			r.full = true
			r.problems.add(c.line, Error, "too_many_tasks", Args{"max": strconv.Itoa(MaxTasks)})
		}
		return
	}
	r.write(a)
	sentence, _ := labelledFacts(head)
	if len(f.lead) == 0 {
		f.add(spokenFacts(sentence))
	}
	if len(f.lead) == 0 && a.lead != "" {
		f.lead = splitUnits(a.lead)
	}
	if f.deadline == "" {
		f.deadline = spokenDeadline(sentence, r.doc.Plan.Year)
	}
	t := Task{Code: r.taskCode(c, a), Area: a.Code, Text: c.text, Title: titleOf(withoutDeadline(sentence, f.deadline)), Lead: f.lead, Support: without(f.support, f.lead),
		Deliverable: f.deliverable, Deadline: deadline(f.deadline, r.doc.Plan.Year)}
	if f.deadline != "" && t.Deadline.Kind == 0 {
		r.problems.warn(c.line, "deadline_unknown", Args{"raw": f.deadline})
	}
	r.doc.Tasks = append(r.doc.Tasks, t)
	r.addTargets(sentence, a.Code)
}

func without(names, taken []string) []string {
	out := names[:0:0]
	for _, n := range names {
		if !has(taken, n) {
			out = append(out, n)
		}
	}
	return out
}

func has(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// area begins an area under another one or under its section.
func (r *reader) area(c *node, outer *area) *area {
	a := &area{Area: Area{Title: cutWords(strings.TrimRight(areaTitle(c.text), ":. "), 160)}, line: c.line, printed: true, section: outer.section}
	switch m := c.marker; {
	case m.style == dotted && m.depth > 1:
		a.Code = m.printed
	case m.style == capital || m.style == none:
		outer.count++
		a.Code, a.printed = strconv.Itoa(outer.count), false
	case m.style == roman || m.style == letter || m.style == part:
		a.Code = m.printed
	case m.style == article:
		a.Code = strconv.Itoa(m.number)
	case m.style == small && outer.prefix == "":
		a.Code = outer.Code + "." + strconv.Itoa(m.number)
	default:
		a.Code = outer.prefix + strconv.Itoa(m.number)
	}
	a.prefix = a.Code + "."
	if isUnit(a.Title) {
		a.lead = a.Title
	}
	return a
}

// areaTitle is a heading without the sentence that may follow its colon.
func areaTitle(t string) string {
	if before, _, ok := strings.Cut(t, ": "); ok && utf8.RuneCountInString(before) > 8 {
		return before
	}
	if !isHeading(t) {
		return firstSentence(t)
	}
	return t
}

// write puts an area into the document with its first task.
func (r *reader) write(a *area) {
	if a.written {
		return
	}
	a.written = true
	code := a.Code
	if r.codes["a:"+code] && a.section != "" {
		code = a.section + "." + a.Code
	}
	for n := 2; r.codes["a:"+code]; n++ {
		code = a.Code + "-" + strconv.Itoa(n)
	}
	if code != a.Code {
		r.problems.warn(a.line, "code_doubled", Args{"code": a.Code, "new": code})
		a.Code, a.prefix = code, code+"."
	}
	r.codes["a:"+code] = true
	r.doc.Areas = append(r.doc.Areas, a.Area)
}

// taskCode is the code as printed, or the area's code and the item's number.
func (r *reader) taskCode(c *node, a *area) string {
	m := c.marker
	var code string
	switch {
	case m.style == dotted && m.depth > 1 && !r.codes[m.printed]:
		code = m.printed
		a.count++
	case m.number > 0 && m.style != bullet:
		code = a.Code + "." + strconv.Itoa(m.number)
		a.count = max(a.count, m.number)
	default:
		a.count++
		code = a.Code + "." + strconv.Itoa(a.count)
	}
	printed := code
	for r.codes[code] {
		a.count++
		code = a.Code + "." + strconv.Itoa(a.count)
	}
	if code != printed && m.number > 0 {
		r.problems.warn(c.line, "code_doubled", Args{"code": printed, "new": code})
	}
	r.codes[code] = true
	return code
}
