package planfile

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dondoc/workday"
)

// reader turns the outline of a plan into areas, tasks and targets.
type reader struct {
	doc      Document
	problems problems
	blocks   []block
	roles    []role          // of every block
	codes    map[string]bool // of areas ("a:1") and tasks ("1.1")
	clauses  []clause        // of the section on organisation
	full     bool            // MaxTasks reached
}

// area is an Area while it is read; it is written down with its first task.
type area struct {
	Area
	line    int
	prefix  string // what tasks' and inner areas' numbers are put behind
	counted bool   // no number is printed
	whole   bool   // it is the section itself
	written bool
	count   int    // the highest number given so far
	section string // the printed number of its section
}

func (r *reader) read(root *node) {
	for _, b := range root.paras {
		r.is(b, introduces)
	}
	r.collectAims(root)
	f := sections(root)
	for _, s := range f.tasks {
		r.section(s)
	}
	if f.guessed && len(r.doc.Tasks) > 0 {
		r.problems.warn(0, "no_section", nil)
	}
	if len(r.doc.Tasks) == 0 {
		r.problems.add(0, Error, "no_tasks", nil)
	}
	for _, c := range f.likely {
		r.problems.warn(c.line, "section_guessed", Args{"title": cutWords(c.text, 80)})
	}
	for _, c := range f.unsure {
		r.skip(c, "section_skipped", Args{"title": cutWords(c.text, 80)})
	}
	r.others(root)
	uniqueTitles(r.doc.Tasks)
	r.clauses = organisationClauses(root)
	suggest(&r.doc, r.clauses)
}

// collectAims reads the targets of the sections of aims.
func (r *reader) collectAims(n *node) {
	for _, c := range n.children {
		switch classOf(c) {
		case aims:
			r.aims(c, "")
		case mixed:
			for _, inner := range c.children {
				if classInside(inner) == aims {
					r.aims(inner, "")
				}
			}
		case unknown, tasks:
			if outer(c) {
				r.collectAims(c)
			}
		}
	}
}

// aims reads every text of a branch for targets.
func (r *reader) aims(n *node, area string) {
	r.branch(n, aimsAt)
	var walk func(n *node)
	walk = func(n *node) {
		r.targets(n.text, area, true)
		for _, b := range n.paras {
			r.targets(b.text, area, true)
		}
		for _, c := range n.children {
			walk(c)
		}
	}
	walk(n)
}

func (r *reader) targets(t, area string, aim bool) {
	if len(r.doc.Targets) < MaxTasks {
		r.doc.Targets = append(r.doc.Targets, findTargets(t, area, aim)...)
	}
}

func (r *reader) section(s *node) {
	a := &area{Area: Area{Code: s.marker.printed, Title: trimTitle(s.text)}, line: s.line, section: s.marker.printed, whole: true}
	switch s.marker.style {
	case none:
		a.Code, a.Title = "1", r.doc.Plan.Title
	case capital, caption, bullet:
		a.Code = "1"
	case article, labelled:
		a.Code = strconv.Itoa(s.marker.number)
		a.prefix = a.Code + "."
	case dotted, paren, parens:
		a.Code = strconv.Itoa(s.marker.number)
		if s.marker.depth > 1 {
			a.Code = s.marker.printed
		}
	}
	r.is(s.block, heads)
	before := len(r.doc.Tasks)
	f := takeFacts(s, r)
	r.twice(s.line, f)
	r.children(s, a, f)
	r.unused(s.line, before, f)
}

// children reads what stands under a section, an area or a group, for which
// group is stated.
func (r *reader) children(n *node, a *area, group facts) {
	if len(n.children) == 0 {
		for _, b := range n.paras {
			r.leaf(&node{block: b}, a, facts{}, group)
		}
		return
	}
	for _, b := range n.paras {
		r.introduction(a, b)
	}
	groups, lists := hasGroups(n), hasLists(n)
	for _, c := range n.children {
		switch is := classInside(c); {
		case r.full:
			r.branch(c, skipped)
		case is == aims:
			r.aims(c, areaCode(a, n))
		case is == organisation, is == appendix:
			r.branch(c, organises)
		case is == aside && hasGroups(c):
			r.skip(c, "section_skipped", Args{"title": cutWords(c.text, 80)})
		case is == aside:
			r.branch(c, besides)
		case is == tasks && !isLeaf(c) && a.prefix != "" && (a.written || n.marker.style != article):
			r.is(c.block, heads)
			r.children(c, a, group)
		default:
			r.item(c, a, group, groups, lists)
		}
	}
}

// introduction is a paragraph before the items of a section or an area. Under
// an area it might be one more task, which a person can tell.
func (r *reader) introduction(a *area, b block) {
	r.is(b, introduces)
	if !a.whole && !strings.HasSuffix(b.text, ":") && !isClosing(b.text) {
		r.problems.warn(b.line, "item_skipped", Args{"text": cutWords(b.text, 60)})
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
func (r *reader) item(c *node, a *area, group facts, groups, lists bool) {
	f := takeFacts(c, r)
	switch {
	case isLeaf(c):
		if isHeading(c.text) && len(strings.Fields(c.text)) <= 6 && f.none() && groups && c.marker.style <= caption {
			r.skip(c, "area_empty", Args{"title": c.text})
			return
		}
		r.leaf(c, a, f, group)
	case isTask(c, lists, f):
		r.task(c, a, f, group)
	default:
		r.group(c, a, group, f)
	}
}

// group reads a node that only leads in to tasks. What it states holds for all
// of them; so does a heading that is nothing but a unit, or a time.
func (r *reader) group(c *node, a *area, outer, f facts) {
	inner := a
	if c.marker.style != bullet && c.marker.style != parens {
		inner = r.area(c, a)
	}
	r.is(c.block, heads)
	title := trimTitle(c.text)
	shared := false
	switch {
	case isUnit(title):
		f.add(facts{lead: splitUnits(title)})
	case isTime(title) && f.deadline == "":
		f.deadline = title
	default:
		f.add(spokenFacts(c.text))
		shared = !f.none()
	}
	for _, b := range c.paras { // "Giao Phòng A chủ trì:" before the list
		if g := spokenFacts(b.text); strings.HasSuffix(b.text, ":") && !g.none() {
			f.add(g)
			shared = true
		}
	}
	r.twice(c.line, f)
	f.inherit(outer)
	r.unheard(c, inner != a, inner.Title)
	before, goals := len(r.doc.Tasks), len(r.doc.Targets)
	r.children(c, inner, f)
	switch n := len(r.doc.Tasks) - before; {
	case n == 0 && len(r.doc.Targets) == goals && !r.full:
		r.problems.warn(c.line, "area_empty", Args{"title": cutWords(c.text, 80)})
	case n > 1 && shared:
		r.problems.warn(c.line, "group_facts", Args{"code": inner.Code})
	}
	r.unused(c.line, before, f)
}

// unheard warns of the words of a heading that its area's title leaves out: all
// of them where no area is made.
func (r *reader) unheard(c *node, named bool, title string) {
	rest := strings.Trim(c.text, " :.;")
	if named {
		rest = strings.Trim(strings.TrimPrefix(rest, title), " :.;")
	}
	if (len(strings.Fields(rest)) > 2 || len(rest) > 60) && !isUnit(rest) && !isTime(rest) {
		r.problems.warn(c.line, "lead_in", Args{"text": cutWords(rest, 60)})
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

func hasLists(n *node) bool {
	for _, c := range n.children {
		n := len(sentences(c.paras))
		if len(c.children) > 0 || n > 1 || n == 1 && isHeading(c.text) && !beginsWithVerb(c.text) {
			return true
		}
	}
	return false
}

// sentences are the paragraphs that no label begins.
func sentences(paras []block) []block {
	var out []block
	for _, b := range paras {
		if i := strings.IndexByte(b.text, ':'); i < 0 || i > longestLabel || labelKind(b.text[:i]) == noLabel {
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
	case leadsIn(c.text) && beginsWithVerb(c.text) && !anyVerb(c):
		return true // what is done, over the things it is done to
	case !f.none():
		return true
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
		if !f.none() || len(spokenFacts(sentence).lead) > 0 {
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

// takeFacts takes the labelled lines ("Đơn vị chủ trì: …") out from under a
// node, and reads the facts that its own sentence labels.
func takeFacts(c *node, r *reader) facts {
	_, f := labelledFacts(c.text)
	take := func(b block, v string) {
		_, g := labelledFacts(strings.TrimSpace(b.text + " " + v))
		g.dueAt, g.leadAt = b.line, b.line
		if g.unread != "" {
			r.problems.warn(b.line, "item_skipped", Args{"text": cutWords(g.unread, 60)})
		}
		f.add(g)
		r.is(b, states)
	}
	paras := func(from []block) []block {
		kept := from[:0:0]
		for _, b := range from {
			if b.label {
				take(b, "")
			} else {
				kept = append(kept, b)
			}
		}
		return kept
	}
	c.paras = paras(c.paras)
	children := c.children[:0:0]
	for _, k := range c.children {
		switch {
		case k.label && len(k.children) == 0:
			take(k.block, "")
			c.paras = append(c.paras, paras(k.paras)...)
		case k.label && strings.HasSuffix(k.text, ":") && onlyNames(k):
			var names []string // a list under the label
			for _, name := range k.children {
				names = append(names, strings.Trim(name.text, " ;,."))
			}
			take(k.block, strings.Join(names, "; "))
			r.branch(k, states)
		default:
			children = append(children, k)
		}
	}
	c.children = children
	return f
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

// leaf reads an item with nothing under it, unless it is plainly no task.
func (r *reader) leaf(c *node, a *area, f, group facts) {
	t := c.text
	sentence, own := labelledFacts(t)
	switch {
	case c.marker.style == none && isBeside(t):
		r.branch(c, besides)
		return
	case isGoal(t) && own.none():
		r.branch(c, aimsAt)
		r.targets(t, a.Code, true)
		return
	case len(strings.Fields(sentence)) < 3, pointsAway(t) && own.none(), isUnit(strings.TrimRight(t, ".;")),
		isProposal(t, a), strings.HasPrefix(t, "Ghi chú"), strings.HasPrefix(t, "Lưu ý"):
		r.skip(c, "item_skipped", Args{"text": cutWords(t, 60)})
		return
	}
	r.task(c, a, f, group)
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

// isProposal says that an item asks somebody else for something, under a
// heading that announces it.
func isProposal(t string, a *area) bool {
	heading := strings.ToLower(a.Title)
	return (strings.Contains(heading, "kiến nghị") || strings.Contains(heading, "đề xuất")) &&
		(strings.HasPrefix(t, "Đề nghị ") || strings.HasPrefix(t, "Kiến nghị ") || strings.HasPrefix(t, "Đề xuất "))
}

// longestItem is how many bytes of an item are searched for what it states.
const longestItem = 6_000

// task writes a node down as one task, with the details under it. What labels
// say (f) counts before what sentences say, and both before what the group
// states for all.
func (r *reader) task(c *node, a *area, f, group facts) {
	r.branch(c, isTaskText)
	if len(r.doc.Tasks) >= MaxTasks {
		if !r.full {
			r.full = true
			r.problems.add(c.line, Error, "too_many_tasks", Args{"max": strconv.Itoa(MaxTasks)})
		}
		return
	}
	r.write(a)
	own := node{block: c.block, paras: c.paras}
	text := own.whole()
	if len(text) > longestItem {
		text = text[:cutAt(text, longestItem)]
		r.problems.warn(c.line, "item_long", nil)
	}
	sentence, _ := labelledFacts(text)
	if len(f.lead) == 0 && f.unclear == "" {
		f.add(spokenFacts(text))
	}
	doubt := ""
	if f.deadline == "" {
		f.deadline, doubt = spokenDeadline(sentence, r.doc.Plan.Year)
	}
	f.inherit(group)
	head, _ := labelledFacts(c.text)
	t := Task{Code: r.taskCode(c, a), Area: a.Code, Text: c.whole(), Title: titleOf(withoutDeadline(head, f.deadline)), Lead: f.lead,
		Support: without(f.support, f.lead), Deliverable: f.deliverable, Deadline: deadline(f.deadline, r.doc.Plan.Year)}
	r.doubts(c.line, t, f, doubt)
	if len(t.Lead) == 0 {
		for _, u := range bracketUnits(c.text) {
			t.Suggested = append(t.Suggested, Suggestion{u, t.Code})
		}
	}
	r.doc.Tasks = append(r.doc.Tasks, t)
	r.targets(sentence, a.Code, false)
	for _, k := range c.children {
		r.targets(k.whole(), a.Code, false)
	}
}

// doubts warns of what a task states and nobody can be sure of.
func (r *reader) doubts(line int, t Task, f facts, date string) {
	switch {
	case f.deadline != "" && t.Deadline.Kind == workday.Unknown:
		r.problems.warn(max(line, f.dueAt), "deadline_unknown", Args{"raw": cutWords(f.deadline, 80)})
	case f.deadline == "" && date != "":
		r.problems.warn(line, "date_unsure", Args{"raw": date})
	}
	r.twice(line, f)
	if f.unclear != "" && len(t.Lead) == 0 {
		r.problems.warn(max(line, f.leadAt), "lead_unknown", Args{"raw": cutWords(f.unclear, 60)})
	}
}

// unused warns of what a group states and none of its tasks, the ones from
// before on, has taken over: each had its own.
func (r *reader) unused(line, before int, group facts) {
	used := func(is func(t Task) bool) bool { return slices.ContainsFunc(r.doc.Tasks[before:], is) || r.full }
	var rest []string
	for _, u := range append(slices.Clone(group.lead), group.support...) {
		if !used(func(t Task) bool { return has(t.Lead, u) || has(t.Support, u) }) {
			rest = append(rest, u)
		}
	}
	if group.deadline != "" && !used(func(t Task) bool { return t.Deadline.Raw == group.deadline }) {
		rest = append(rest, group.deadline)
	}
	if group.deliverable != "" && !used(func(t Task) bool { return strings.Contains(t.Deliverable, group.deliverable) }) {
		rest = append(rest, group.deliverable)
	}
	if len(rest) > 0 {
		r.problems.warn(line, "item_skipped", Args{"text": cutWords(strings.Join(rest, "; "), 60)})
	}
}

// twice warns of a second deadline.
func (r *reader) twice(line int, f facts) {
	if f.second != "" {
		r.problems.warn(max(line, f.dueAt), "deadline_twice", Args{"raw": cutWords(f.deadline, 80), "other": cutWords(f.second, 80)})
	}
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
	a := &area{Area: Area{Title: areaTitle(c.text)}, line: c.line, section: outer.section}
	switch m := c.marker; {
	case m.style == dotted && m.depth > 1:
		a.Code = m.printed
	case m.style == capital || m.style == caption || m.style == none:
		outer.count++
		a.Code, a.counted = outer.prefix+strconv.Itoa(outer.count), true
	case m.style == roman || m.style == letter || m.style == part:
		a.Code = m.printed
	case m.style == article:
		a.Code = strconv.Itoa(m.number)
	case m.style == small && outer.prefix == "":
		a.Code = outer.Code + "." + m.printed
	case m.style == small:
		a.Code = outer.prefix + m.printed
	default:
		a.Code = outer.prefix + strconv.Itoa(m.number)
	}
	a.prefix = a.Code + "."
	return a
}

// areaTitle is a heading without the sentence that may follow its colon.
func areaTitle(t string) string {
	if before, _, ok := strings.Cut(t, ": "); ok && utf8.RuneCountInString(before) > 8 {
		t = before
	} else if !isHeading(t) {
		t = firstSentence(t)
	}
	return cutWords(trimTitle(t), 160)
}

func trimTitle(t string) string { return strings.TrimRight(t, ":. ") }

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
		if !a.counted {
			r.problems.warn(a.line, "code_doubled", Args{"code": a.Code, "new": code})
		}
		a.Code, a.prefix = code, code+"."
	}
	r.codes["a:"+code] = true
	r.doc.Areas = append(r.doc.Areas, a.Area)
}

// taskCode is the code as printed, or the area's code and the item's number or
// letter.
func (r *reader) taskCode(c *node, a *area) string {
	m := c.marker
	var code string
	switch {
	case m.style == dotted && m.depth > 1 && !r.codes[m.printed]:
		code = m.printed
		a.count++
	case m.style == small:
		code = a.Code + "." + m.printed
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
