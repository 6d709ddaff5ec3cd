package planfile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dondoc/viet"
	"dondoc/workday"
)

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
	markUnitHeads(n)
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
	case isTask(c, lists, f), len(c.children) == 0 && r.inRows[viet.Fold(trimTitle(c.text))]:
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
	case isUnit(title), c.ofUnit:
		f.add(facts{lead: splitUnits(title)})
	case isTime(title) && f.deadline == "":
		f.deadline = title
	default:
		f.add(spokenFacts(c.text).withoutIssuer(r.doc.Plan))
		shared = !f.none()
		if rest, ok := strings.CutPrefix(title, "Đối với "); ok && isUnit(capitalise(rest)) {
			for _, u := range splitUnits(rest) {
				f.perhaps = append(f.perhaps, Suggestion{u, inner.Code})
			}
		}
	}
	for _, b := range c.paras { // "Giao Phòng A chủ trì:" before the list
		if g := givenBelow(b.text); !g.none() {
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

// longestPointer is how many words a sentence may have that only points to an
// appendix.
const longestPointer = 25

// leaf reads an item with nothing under it, unless it is plainly no task.
func (r *reader) leaf(c *node, a *area, f, group facts) {
	t := c.text
	sentence, own := labelledFacts(t)
	switch {
	case c.marker.style == none && isBeside(t):
		r.branch(c, besides)
		return
	case c.tabled && own.none() && (isHeading(t) || pointsDown(t)):
		r.branch(c, introduces)
		return
	case own.none() && len(strings.Fields(t)) <= longestPointer && (namesAppendix(t) && !beginsWithVerb(t) || r.tabled && pointsToAppendix(t)):
		r.branch(c, besides) // "Nội dung cụ thể tại Phụ lục kèm theo"
		return
	case r.tabled && c.marker.style == none && own.none() && !a.written:
		r.skip(c, "item_skipped", Args{"text": cutWords(t, 60)}) // a note beside the table that holds the tasks
		return
	case isGoal(t) && own.none():
		r.branch(c, aimsAt)
		r.targets(t, a.Code, true)
		return
	case len(strings.Fields(sentence)) < 3, pointsAway(t) && own.none(), isBareUnit(strings.TrimRight(t, ".;")),
		c.remark, isProposal(t, a), strings.HasPrefix(t, "Ghi chú"), strings.HasPrefix(t, "Lưu ý"):
		r.skip(c, "item_skipped", Args{"text": cutWords(t, 60)})
		return
	}
	r.task(c, a, f, group)
}

// longestBareUnit is how many words an item has at most that names one unit and
// nothing else: longer ones may have a verb that nobody knows.
const longestBareUnit = 6

func isBareUnit(t string) bool {
	return isUnit(t) && (len(strings.Fields(t)) <= longestBareUnit || len(splitUnits(t)) > 1)
}

// longestItem is how many bytes of an item are searched for what it states.
const longestItem = 6_000

// stuck is a stop without the space behind it, or with one before it.
var stuck = regexp.MustCompile(`\s*([,;:])(\p{L})|\s+([,;:])`)

// tidy sets the spaces around stops as they should be.
func tidy(t string) string {
	if !stuck.MatchString(t) {
		return t
	}
	return strings.TrimSpace(strings.ReplaceAll(stuck.ReplaceAllString(t, "$1$3 $2"), "  ", " "))
}

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
	text = tidy(text)
	sentence, _ := labelledFacts(text)
	if len(f.lead) == 0 && f.unclear == "" {
		f.add(spokenFacts(text).withoutIssuer(r.doc.Plan))
	}
	doubt := ""
	if f.deadline == "" {
		f.deadline, doubt = spokenDeadline(sentence, r.doc.Plan.Year)
	}
	r.asAbove(c.line, a, &f)
	f.inherit(group)
	head, _ := labelledFacts(c.text)
	t := Task{Code: r.taskCode(c, a), Area: a.Code, Text: c.whole(), Title: titleOf(withoutDeadline(head, f.deadline)), Lead: f.lead,
		Support: without(f.support, f.lead), Deliverable: f.deliverable, Deadline: yearsOf(r.doc.Plan).deadline(f.deadline)}
	r.doubts(c.line, t, f, doubt)
	if len(t.Lead) == 0 {
		for _, u := range bracketUnits(c.text, f.deadline) {
			t.Suggested = append(t.Suggested, Suggestion{u, t.Code})
		}
		if len(t.Suggested) == 0 {
			t.Suggested = f.perhaps
		}
	}
	r.doc.Tasks = append(r.doc.Tasks, t)
	r.targets(sentence, a.Code, false)
	for _, k := range c.children {
		r.targets(k.whole(), a.Code, false)
	}
}

// asAbove takes over what an item says is that of the item before it: "Chủ trì: như
// trên". Where that one stands under another heading, the office is told.
func (r *reader) asAbove(line int, a *area, f *facts) {
	n := len(r.doc.Tasks)
	if n == 0 || !f.helpersAbove && !ditto(f.unclear) && !ditto(f.deadline) {
		return
	}
	above := r.doc.Tasks[n-1]
	said := slices.Concat(above.Lead, some([]string{above.Deadline.Raw}))
	if ditto(f.unclear) && len(above.Lead) > 0 {
		f.lead, f.unclear = slices.Clone(above.Lead), ""
	}
	if f.helpersAbove {
		f.support = slices.Clone(above.Support)
	}
	if ditto(f.deadline) {
		f.deadline = above.Deadline.Raw
	}
	if above.Area != a.Code && len(said) > 0 {
		r.problems.warn(line, "ditto_far", Args{"raw": "như trên", "value": cutWords(strings.Join(said, "; "), 60)})
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
