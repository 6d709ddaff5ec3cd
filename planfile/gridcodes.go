package planfile

import (
	"slices"
	"strconv"
	"strings"
)

// number gives areas and tasks their codes and writes them into the plan. A
// number is the code as it is printed, as long as no other row prints it; where
// numbers begin again under each heading, the heading's code stands before them.
func (r *gridReader) number(trees []*gridTree) {
	tasks := r.tasks(trees)
	n := &numbering{trees: trees, codes: map[string]bool{}, areas: map[string]bool{}}
	n.runs(tasks)
	for _, t := range tasks {
		n.name(t.area)
	}
	for _, t := range tasks { // what is printed comes before what is counted
		if code := n.printed(t); code != "" && !n.codes[code] {
			t.code = code
			n.codes[code] = true
		}
	}
	highest := 0
	for _, t := range tasks {
		if isPlain(t.marker) {
			highest = max(highest, t.marker.number)
		}
	}
	for _, t := range tasks {
		if t.code != "" {
			continue
		}
		wanted := n.printed(t)
		if t.repeated && t.parent != nil {
			wanted = t.parent.number
		}
		t.code = n.next(t, &highest)
		n.codes[t.code] = true
		if wanted != "" && wanted != t.code {
			r.warn(numberPlace(t), "code_doubled", Args{"code": wanted, "new": t.code})
		}
	}
	r.jumps(tasks, n)
	r.sayByTable(trees, n)
	written := map[*rowArea]bool{}
	for _, t := range tasks {
		if a := t.area; !written[a] {
			written[a] = true
			r.plan.areas = append(r.plan.areas, Area{Code: a.code, Title: a.title})
		}
		r.write(t)
	}
	titles := make([]Task, len(r.plan.tasks))
	for i, t := range r.plan.tasks {
		titles[i] = t.Task
	}
	uniqueTitles(titles)
	for i := range titles {
		r.plan.tasks[i].Title = titles[i].Title
	}
}

// sayByTable says that the numbers begin again in each table or sheet, so that a
// code has more in it than the number that is printed.
func (r *gridReader) sayByTable(trees []*gridTree, n *numbering) {
	whole := 0
	for _, t := range trees {
		if t.whole != nil && t.whole.used {
			whole++
		}
	}
	if whole > 1 && n.again[3] {
		r.warn(place{trees[0].grid, wholeGrid, wholeRow}, "codes_by_table", nil)
	}
}

// tasks reads the trees into tasks. A tree that goes on from the table before
// it goes on under that table's last heading.
func (r *gridReader) tasks(trees []*gridTree) []*rowTask {
	var tasks []*rowTask
	for i, t := range trees {
		var area *rowArea
		if t.goesOn && i > 0 && len(tasks) > 0 && tasks[len(tasks)-1].area.tree == trees[i-1] {
			area = tasks[len(tasks)-1].area
		}
		if t.goals() {
			r.goals(t)
			continue
		}
		before := len(tasks)
		planter{r, t, &tasks}.items(t.items, area, r.sharedByTitle(t))
		if t.whole != nil && t.shared.deadline == "" && slices.ContainsFunc(tasks[before:], func(k *rowTask) bool {
			return k.rowItem.facts.deadline == "" && k.facts.deadline != "" && k.facts.deadline == t.whole.title
		}) {
			r.warn(t.whole.at, "group_facts", Args{"code": cutWords(t.whole.title, 60)})
		}
	}
	return tasks
}

// sharedByTitle is what is stated for all rows of a table: by its sheet, and by
// a title that is nothing but a time, "Tháng 9/2026".
func (r *gridReader) sharedByTitle(t *gridTree) facts {
	f := t.shared
	if title := r.titleOf(t); f.deadline == "" && isPeriod(title) {
		f.deadline = title
	}
	return f
}

// numbering knows what numbers tables print.
type numbering struct {
	trees  []*gridTree
	again  map[int]bool // by class of mark: its numbers begin again
	codes  map[string]bool
	areas  map[string]bool
	bare   int  // areas counted
	single bool // one table only
}

// markClass parts the marks that number rows each for themselves.
func markClass(m marker) int {
	switch {
	case m.style == letter:
		return 1
	case m.style == roman:
		return 2
	case isPlain(m):
		return 3
	case m.style == dotted:
		return 4
	}
	return 0
}

// isPlain takes "1", "1)" and "(1)".
func isPlain(m marker) bool {
	return m.style == dotted && m.depth <= 1 || m.style == paren || m.style == parens
}

// runs finds out, for each class of mark, whether its numbers begin again under
// another heading. Where one is only printed twice in a row that otherwise runs
// on, it does not.
func (n *numbering) runs(tasks []*rowTask) {
	n.again = map[int]bool{}
	n.single = len(n.trees) < 2
	type mark struct {
		number string
		value  int
		under  *rowArea
		tree   *gridTree
	}
	seen := map[int]map[string]bool{}
	last := map[int]mark{}
	note := func(m marker, number string, under *rowArea, tree *gridTree) {
		c := markClass(m)
		if c == 0 || number == "" {
			return
		}
		if seen[c] == nil {
			seen[c] = map[string]bool{}
		}
		before := last[c]
		if seen[c][number] && (before.under != under || before.tree != tree) && (m.number < before.value || m.number == 1 || c != 3) {
			n.again[c] = true
		}
		seen[c][number] = true
		last[c] = mark{number, m.number, under, tree}
	}
	noted := map[*rowArea]bool{}
	var areas func(a *rowArea)
	areas = func(a *rowArea) {
		if a == nil || noted[a] {
			return
		}
		noted[a] = true
		areas(a.parent)
		note(a.marker, a.number, a.parent, a.tree)
	}
	for _, t := range tasks {
		areas(t.area)
		if !t.repeated {
			note(t.marker, t.number, t.area, t.area.tree)
		}
	}
}

// name gives an area its code, after those above it.
func (n *numbering) name(a *rowArea) {
	if a == nil || a.code != "" {
		return
	}
	n.name(a.parent)
	code := a.number
	switch c := markClass(a.marker); {
	case a.marker.style == small && a.parent != nil:
		code = a.parent.code + "." + a.number
	case c == 0 || code == "":
		code = n.counted(a)
	case n.again[c]:
		code = n.before(a.parent, a.tree, c) + code
	}
	for k := 2; n.areas[code]; k++ {
		code = strings.TrimSuffix(code, "-"+strconv.Itoa(k-1)) + "-" + strconv.Itoa(k)
	}
	a.code = code
	n.areas[code] = true
}

// counted is the code of an area without a number.
func (n *numbering) counted(a *rowArea) string {
	for {
		if a.parent != nil {
			a.parent.count++
			if code := a.parent.code + "." + strconv.Itoa(a.parent.count); !n.areas[code] {
				return code
			}
			continue
		}
		n.bare++
		if code := strconv.Itoa(n.bare); !n.areas[code] {
			return code
		}
	}
}

// before is what stands before a number that is printed again under another
// heading: the heading's code, or the number of the table.
func (n *numbering) before(area *rowArea, tree *gridTree, c int) string {
	for area != nil && c == 4 && area.marker.style == dotted {
		area = area.parent // "1.1" under "1" under "I" is "I.1.1"
	}
	if area != nil {
		n.name(area)
		return area.code + "."
	}
	if n.single {
		return ""
	}
	for i, t := range n.trees {
		if t == tree {
			return strconv.Itoa(i+1) + "."
		}
	}
	return ""
}

// printed is the code that a task's own number gives; "" when it has none.
func (n *numbering) printed(t *rowTask) string {
	number := t.number
	c := markClass(t.marker)
	if isPlain(t.marker) {
		number = strconv.Itoa(t.marker.number)
	}
	switch {
	case t.repeated:
		return ""
	case t.own != "":
		return t.own
	case t.marker.style == small && t.number != "":
		return t.area.code + "." + t.number
	case c == 0 || number == "":
		return ""
	case n.again[c]:
		return n.before(t.area, t.area.tree, c) + number
	}
	return number
}

// next is a code that no other task has, for one without a number or with a
// number that another has.
func (n *numbering) next(t *rowTask, highest *int) string {
	if t.parent != nil && t.parent.code != "" && t.marker.style == bullet {
		for k := 1; ; k++ {
			if code := t.parent.code + "." + strconv.Itoa(k); !n.codes[code] {
				return code
			}
		}
	}
	if isPlain(t.marker) && !n.again[3] {
		for {
			*highest++
			if code := strconv.Itoa(*highest); !n.codes[code] {
				return code
			}
		}
	}
	for {
		t.area.count++
		if code := t.area.code + "." + strconv.Itoa(t.area.count); !n.codes[code] {
			return code
		}
	}
}

// numberPlace is the cell that numbers a task, or else the task's.
func numberPlace(t *rowTask) place {
	at := t.at
	if c := slices.IndexFunc(t.area.tree.columns, func(k column) bool { return k.is == isNumber || k.is == isCode }); c >= 0 {
		at.col = c
	}
	return at
}

// jumps warns of numbers that are left out. A number may head a group.
func (r *gridReader) jumps(tasks []*rowTask, n *numbering) {
	type step struct {
		number int
		under  *rowArea
		tree   *gridTree
	}
	var last step
	for _, t := range tasks {
		here := step{t.marker.number, t.area, t.area.tree}
		switch {
		case isPlain(t.area.marker):
			here = step{t.area.marker.number, t.area.parent, t.area.tree}
		case !isPlain(t.marker) || t.repeated || t.code != n.printed(t):
			continue
		}
		if here.under == here.tree.whole {
			here.under = nil
		}
		if last.tree == here.tree && (last.under == here.under || !n.again[3]) && here.number > last.number+1 {
			r.warn(numberPlace(t), "numbering_jump", Args{"from": strconv.Itoa(last.number), "to": strconv.Itoa(here.number)})
		}
		last = here
	}
}

// write writes a task down.
func (r *gridReader) write(t *rowTask) {
	a, f := t.area, t.facts
	sentence, _ := labelledFacts(t.rowItem.text[:cutAt(t.rowItem.text, longestItem)])
	title := titleOf(withoutDeadline(sentence, f.deadline))
	if t.rowItem.name != "" {
		title = titleOf(t.rowItem.name)
	}
	text := t.text
	if len(text) > MaxLine {
		text = text[:cutAt(text, MaxLine)]
	}
	task := Task{Code: t.code, Area: a.code, Title: title, Text: text, Lead: f.lead, Support: without(f.support, f.lead),
		Deliverable: f.deliverable, Deadline: r.yearsUnder(a).deadline(f.deadline)}
	if len(task.Lead) == 0 {
		task.Suggested = f.perhaps
	}
	r.plan.tasks = append(r.plan.tasks, gridTask{task, t.at.grid, t.at.row})
	if left := MaxTasks - len(r.plan.targets); left > 0 {
		found := findTargets(sentence, a.code, false)
		r.plan.targets = append(r.plan.targets, found[:min(len(found), left)]...)
	}
}

// yearsUnder are the years for the tasks of an area: the nearest heading that
// is a time with its year says which.
func (r *gridReader) yearsUnder(a *rowArea) years {
	y := yearsOf(r.header)
	for ; a != nil; a = a.parent {
		if n := statedYear(a.title); n != 0 {
			return y.under(a.title)
		}
	}
	return y
}
