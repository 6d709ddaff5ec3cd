package planfile

import (
	"slices"
	"strings"
)

// gridTree holds the rows of one table, each under the one that heads it.
type gridTree struct {
	grid    int
	first   int // the row of its header
	columns []column
	goesOn  bool     // it goes on from the table before it
	title   []string // the rows between the table before it and its header
	items   []*rowItem
	open    []*rowItem
	heads   bool     // a numbered heading of it has rows under it
	whole   *rowArea // the area of rows that no heading heads
	shared  facts    // what the sheet's name or title states for all
}

// rowArea is a heading that tasks stand under.
type rowArea struct {
	marker marker
	number string
	title  string
	parent *rowArea
	tree   *gridTree
	at     place
	code   string
	count  int // of what stands in it without a number
	used   bool
}

// rowTask is a task before its code is known.
type rowTask struct {
	*rowItem
	area   *rowArea
	parent *rowTask // of a row without a number under a row that is a task itself
	text   string
	facts  facts
	code   string
}

func (t *gridTree) last() *rowItem {
	if len(t.open) == 0 {
		return nil
	}
	return t.open[len(t.open)-1]
}

// add puts an item under the last one that may head it: a style that is open
// goes on with its list, headings keep their usual order.
func (t *gridTree) add(item *rowItem) {
	depth := t.depth(item.marker)
	t.open = t.open[:depth]
	if depth == 0 {
		t.items = append(t.items, item)
	} else {
		above := t.open[depth-1]
		above.kids = append(above.kids, item)
		t.heads = t.heads || above.marker.style < capital && above.marker.style != none
	}
	t.open = append(t.open, item)
}

func (t *gridTree) depth(m marker) int {
	for i := len(t.open) - 1; i >= 0; i-- {
		if t.open[i].marker.same(m) {
			return i
		}
	}
	if m == (marker{style: bullet}) { // no mark at all: above dashes and dots
		n := len(t.open)
		for n > 0 && t.open[n-1].marker.style == bullet {
			n--
		}
		return n
	}
	if m.flexible() {
		return len(t.open)
	}
	if n := len(t.open); n > 0 && m.number == 1 {
		if top := t.open[n-1].marker; m.style == letter && top.style == roman || m.style < capital && top.style == capital && top.glyph == 0 {
			return n
		}
	}
	for i, o := range t.open {
		if o.marker.rank() >= m.rank() {
			return i
		}
	}
	return len(t.open)
}

// takeTitle takes the headings with nothing under them off the end of a table:
// they are the title of the next one.
func (t *gridTree) takeTitle(g *grid) (title []string) {
	for len(t.items) > 0 {
		n := len(t.items) - 1
		it := t.items[n]
		if !it.heads() || it.marker.glyph != 0 || len(it.kids) > 0 || it.marker.style != capital && !(it.across && it.facts.none()) {
			break
		}
		text := it.text
		if it.number != "" {
			text = rowTexts(g.rows[it.at.row]) // with its number, as printed
		}
		title = append([]string{text}, title...)
		t.items = t.items[:n]
	}
	t.open = nil
	return title
}

// planter reads the items of a tree into areas and tasks.
type planter struct {
	r     *gridReader
	tree  *gridTree
	tasks *[]*rowTask
}

// items reads the rows under one heading, for which group is stated.
func (p planter) items(list []*rowItem, area *rowArea, group facts) {
	for _, it := range list {
		switch {
		case len(it.kids) == 0:
			p.leaf(it, area, group)
		case it.heads():
			p.area(it, area, group)
		default:
			p.group(it, area, group)
		}
	}
}

// heads says that an item is marked as headings are.
func (it *rowItem) heads() bool { return it.marker.style != none && it.marker.style <= capital }

// leaf reads a row with nothing under it. Where other rows of its kind head
// tasks and it states nothing, it is a heading without any.
func (p planter) leaf(it *rowItem, area *rowArea, group facts) {
	if it.marker.style == capital || it.heads() && p.tree.heads && it.facts.none() {
		code, args := "area_empty", Args{"title": cutWords(it.text, 80)}
		if it.marker.style == capital && it.marker.glyph == 0 {
			code, args = "item_skipped", Args{"text": cutWords(it.text, 60)}
		}
		p.r.warn(it.at, code, args)
		return
	}
	p.task(it, area, group, it.text)
}

// area reads a heading with the rows under it. What it states holds for all of
// them; so does a heading that is nothing but a unit, or a time.
func (p planter) area(it *rowItem, outer *rowArea, group facts) {
	inner := p.under(it, outer)
	f := it.facts
	title := strings.TrimRight(inner.title, ":. ")
	if unit := p.r.unitOfHeading(title); unit != "" && len(f.lead) == 0 && !p.tree.has(isLead, isBoth) {
		f.lead = splitUnits(unit)
	} else if f.deadline == "" && (isPeriod(title) || isTime(title) && !p.tree.has(isDue)) {
		f.deadline = title
	}
	p.shared(it, inner, f, group)
}

// group reads a row that is no heading by its mark and has rows under it.
func (p planter) group(it *rowItem, area *rowArea, group facts) {
	kidsState := slices.ContainsFunc(it.kids, (*rowItem).states)
	switch {
	case kidsState && it.kids[0].marker == (marker{style: bullet}) && (it.kids[0].repeated || len(it.facts.lead) > 0 && it.facts.deadline != ""):
		task := p.task(it, area, group, it.text) // a task of its own, with others that share its number
		before := len(*p.tasks)
		p.items(it.kids, area, group)
		for _, t := range (*p.tasks)[before:] {
			if t.parent == nil {
				t.parent = task
			}
		}
	case kidsState, it.facts.none() && it.kids[0].marker.style == dotted, it.facts.none() && leadsIn(it.text) && !beginsWithVerb(it.text) && it.kids[0].marker.style != bullet:
		p.shared(it, p.under(it, area), it.facts, group)
	default:
		p.task(it, area, group, it.whole()) // what stands under it are details
	}
}

// states says that a row, or one under it, states something beside its text.
func (it *rowItem) states() bool {
	return !it.facts.none() || slices.ContainsFunc(it.kids, (*rowItem).states)
}

// shared reads the rows under a heading, which take over what it states.
func (p planter) shared(it *rowItem, inner *rowArea, f, outer facts) {
	own := f
	f.inherit(outer)
	before := len(*p.tasks)
	p.items(it.kids, inner, f)
	if own.none() || len(*p.tasks) == before {
		return
	}
	shown := false
	for _, t := range (*p.tasks)[before:] {
		shown = shown || shows(t, own)
		if takesOver(t, own) {
			p.r.warn(it.at, "group_facts", Args{"code": strings.TrimRight(it.number+" "+cutWords(it.text, 40), " ")})
			return
		}
	}
	if shown || it.facts.none() { // a title stays where it is
		return
	}
	p.r.warn(it.at, "item_skipped", Args{"text": cutWords(strings.Join(slices.Concat(own.lead, own.support, some([]string{own.deadline, own.deliverable})), "; "), 60)})
}

// takesOver says that a task has from its group what it does not state itself.
func takesOver(t *rowTask, group facts) bool {
	return len(t.rowItem.facts.lead) == 0 && len(group.lead) > 0 || len(t.rowItem.facts.support) == 0 && len(group.support) > 0 ||
		t.rowItem.facts.deadline == "" && group.deadline != "" || t.rowItem.facts.deliverable == "" && group.deliverable != ""
}

// shows says that a task states itself all that its group does, as under a cell
// that is merged over both.
func shows(t *rowTask, group facts) bool {
	return len(without(group.lead, t.rowItem.facts.lead)) == 0 && len(without(group.support, t.rowItem.facts.support)) == 0 &&
		(group.deadline == "" || group.deadline == t.rowItem.facts.deadline) && (group.deliverable == "" || group.deliverable == t.rowItem.facts.deliverable)
}

// under begins an area for a heading.
func (p planter) under(it *rowItem, outer *rowArea) *rowArea {
	return &rowArea{marker: it.marker, number: it.number, title: areaTitle(it.text), parent: outer, tree: p.tree, at: it.at}
}

// task notes a task down.
func (p planter) task(it *rowItem, area *rowArea, group facts, text string) *rowTask {
	if len(*p.tasks) >= MaxTasks {
		if !p.r.full {
			p.r.full = true
			p.r.found(it.at, Error, "too_many_tasks", Args{"max": "10.000"})
		}
		return nil
	}
	if len(strings.Fields(text)) == 0 {
		return nil
	}
	if area == nil {
		if p.tree.whole == nil {
			p.tree.whole = &rowArea{title: p.r.titleOf(p.tree), tree: p.tree, at: place{p.tree.grid, wholeGrid, wholeRow}}
		}
		area = p.tree.whole
	}
	f := it.facts
	f.inherit(group)
	t := &rowTask{rowItem: it, area: area, text: text, facts: f}
	area.used = true
	*p.tasks = append(*p.tasks, t)
	return t
}

// whole is the text of a row with those of the rows under it.
func (it *rowItem) whole() string {
	var b strings.Builder
	b.WriteString(it.text)
	for _, k := range it.kids {
		b.WriteByte(' ')
		if label := k.marker.label(); label != "" && k.marker != (marker{style: bullet}) {
			b.WriteString(label + " ")
		}
		b.WriteString(k.whole())
	}
	return b.String()
}

// has says that a table has a column of some kind. Units to be ticked are those
// who lead.
func (t *gridTree) has(any ...is) bool {
	if slices.Contains(any, isLead) {
		any = append(any, isUnitTick)
	}
	return slices.ContainsFunc(t.columns, func(k column) bool { return slices.Contains(any, k.is) })
}

// titleOf names the area of the rows of a table that no heading of it heads: the
// title over the table, the sheet's name where there are several, the plan.
func (r *gridReader) titleOf(t *gridTree) string {
	g := &r.grids[t.grid]
	if len(t.title) > 0 {
		return cutWords(trimTitle(strings.Join(t.title, " ")), 160)
	}
	if n := len(g.title); n > 0 {
		if title := strings.Join(g.title, " "); !strings.HasSuffix(r.header.Title, " "+title) { // not the end of the plan's
			return cutWords(trimTitle(title), 160)
		}
		return r.header.Title
	}
	if _, name, ok := strings.Cut(g.name, "“"); ok && len(r.grids) > 1 {
		return strings.TrimSuffix(name, "”")
	}
	if r.header.Title != "" {
		return r.header.Title
	}
	if g.name != "" {
		return capitalise(g.name)
	}
	return "Nhiệm vụ"
}
