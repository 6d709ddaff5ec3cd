package planfile

import (
	"slices"
	"strconv"
	"strings"

	"dondoc/viet"
	"dondoc/workday"
)

// How alike the words of an item and a row must be to be the same task. A row
// often says an item in fewer words: what the shorter of them has in common
// with the longer counts most.
const (
	alike        = 0.55
	alikeCoded   = 0.30 // when they carry the same printed code
	perhapsAlike = 0.30 // from here on two wordings may be of one task
	doubtful     = 0.75 // below this a pair is matched, and said to be
	ambiguous    = 0.06 // an item that is as near as this to a second row is matched by neither
	allPairs     = 400_000
	rarePrint    = 24 // of more pairs, those that share a print which so many items have
)

// joining brings together the items of a text and the rows of its tables.
type joining struct {
	doc      *Document
	tables   gridPlan
	grids    []grid
	under    map[int]line // for each table in the body, the heading above it
	problems problems
	row      []int     // for each item, its row; -1 for none
	item     []int     // for each row, its item; -1 for none
	likeness []float64 // for each row, how alike it is to its item
	matched  int
	prints   []viet.Print                 // of the items
	near     func(print viet.Print) []int // the items that a row may be like
}

// join takes the tasks from the text, from the tables, or from both.
func (j *joining) join(take Source) {
	d := j.doc
	j.headRows()
	if len(j.tables.tasks) == 0 {
		j.problems = append(j.problems, j.tables.problems...)
		return
	}
	if len(d.Tasks) == 0 {
		j.problems = slices.DeleteFunc(j.problems, func(p Problem) bool { return p.Code == "no_tasks" })
		j.problems = append(j.problems, j.tables.problems...)
		j.takeRows()
		return
	}
	j.problems = append(j.problems, j.tables.problems...)
	j.match()
	items, rows := len(d.Tasks), len(j.tables.tasks)
	if j.matched*2 < rows {
		best := j.better()
		c := Choice{Taken: best, Text: items, Rows: rows, Matched: j.matched}
		if take != "" {
			c.Taken = take
		}
		d.Choice = &c
		take = c.Taken
		args := Args{"text": strconv.Itoa(items), "rows": strconv.Itoa(rows), "matched": strconv.Itoa(j.matched)}
		j.problems.warn(0, "choice_"+string(take), args)
	}
	switch take {
	case FromRows:
		j.giveRows()
		j.takeRows()
	case FromBoth:
		j.giveItems()
		placed := j.addRows(func(int) bool { return true })
		j.addTargets(func(t Target) Target {
			t.Area = placed[t.Area]
			return t
		})
	default:
		j.giveItems()
		j.unmatched()
	}
}

// better is the source that says more: a task counts once, and once more for
// its lead and for its deadline. Rows in the body of the plan that match no
// item are further tasks; so are those of an appendix that are like none, where the
// items are as whole as they.
func (j *joining) better() Source {
	text, rows, inside, alone := 0, 0, 0, 0
	unsaid, like := 0, 0
	for _, t := range j.doc.Tasks {
		text += worth(t)
		if worth(t) == 1 {
			unsaid++
		}
	}
	whole := unsaid*5 <= len(j.doc.Tasks)
	for i, t := range j.tables.tasks {
		rows += worth(t.Task)
		if worth(t.Task) == 1 || j.item[i] >= 0 || whole && j.likeAny(t.Text) {
			like++
		}
		if _, ok := j.under[t.grid]; ok {
			inside++
			if j.item[i] < 0 {
				alone++
			}
		}
	}
	switch {
	case inside == len(j.tables.tasks) && alone*10 >= inside*9:
		return FromBoth
	case whole && like*10 <= len(j.tables.tasks):
		return FromBoth // each says who and when of work that the other does not know
	case rows > text:
		return FromRows
	}
	return FromText
}

func worth(t Task) int {
	n := 1
	if len(t.Lead) > 0 {
		n++
	}
	if t.Deadline.Raw != "" {
		n++
	}
	return n
}

// pair is an item and a row, and how alike they are.
type pair struct {
	item, row int
	alike     float64
}

// match pairs items and rows one to one: the most alike first.
func (j *joining) match() {
	items, rows := j.doc.Tasks, j.tables.tasks
	j.row, j.item, j.likeness = make([]int, len(items)), make([]int, len(rows)), make([]float64, len(rows))
	for i := range j.row {
		j.row[i] = -1
	}
	for i := range j.item {
		j.item[i] = -1
	}
	pairs := j.likePairs()
	slices.SortStableFunc(pairs, func(a, b pair) int {
		switch {
		case a.alike > b.alike:
			return -1
		case a.alike < b.alike:
			return 1
		}
		return 0
	})
	best := map[int]float64{} // how alike the best row of an item is
	for _, p := range pairs {
		if before, ok := best[p.item]; ok && j.row[p.item] < 0 && before-p.alike > ambiguous {
			continue
		}
		if _, ok := best[p.item]; !ok {
			best[p.item] = p.alike
		}
		if j.row[p.item] < 0 && j.item[p.row] < 0 {
			j.row[p.item], j.item[p.row], j.likeness[p.row] = p.row, p.item, p.alike
			j.matched++
		}
	}
}

// likePairs are the pairs that are alike enough, or nearly so and of one code.
func (j *joining) likePairs() []pair {
	items, rows := j.doc.Tasks, j.tables.tasks
	j.prints = make([]viet.Print, len(items))
	codes := map[string]int{}
	for i, t := range items {
		j.prints[i] = viet.PrintOf(t.Text)
		codes[t.Code] = i
	}
	var pairs []pair
	j.near = nearItems(j.prints, len(rows))
	for k, row := range rows {
		print := viet.PrintOf(row.Text)
		for _, i := range j.near(print) {
			least := alike
			coded := codes[row.Code] == i && items[i].Code == row.Code && strings.Contains(row.Code, ".")
			if coded {
				least = alikeCoded
			}
			if likeness := sameWork(j.prints[i], print); likeness >= least {
				if coded && likeness >= alike {
					likeness++ // before any pair of other codes
				}
				pairs = append(pairs, pair{i, k, likeness})
			}
		}
	}
	return pairs
}

// sameWork says how alike two prints are when one may say less than the other.
func sameWork(a, b viet.Print) float64 {
	short := min(len(a), len(b))
	if short < 5 { // two or three words are in many items
		return a.Like(b)
	}
	return 0.35*a.Like(b) + 0.65*float64(a.Common(b))/float64(short)
}

// nearItems finds the items that a row is compared with: all, or when there are
// too many, those that share a rare mark with it.
func nearItems(prints []viet.Print, rows int) func(viet.Print) []int {
	if len(prints)*rows <= allPairs {
		all := make([]int, len(prints))
		for i := range all {
			all[i] = i
		}
		return func(viet.Print) []int { return all }
	}
	having := map[uint64][]int{}
	for i, p := range prints {
		for _, mark := range p {
			if list := having[mark]; len(list) <= rarePrint {
				having[mark] = append(list, i)
			}
		}
	}
	return func(p viet.Print) []int {
		var near []int
		for _, mark := range p {
			if list := having[mark]; len(list) <= rarePrint {
				near = append(near, list...)
			}
		}
		slices.Sort(near)
		return slices.Compact(near)
	}
}

// place names a row as people find it.
func (j *joining) place(t gridTask) string { return j.grids[t.grid].where(t.row, "") }

// doubts warns of the rows that were matched and might be something else.
func (j *joining) doubts() {
	for k, i := range j.item {
		if i >= 0 && j.likeness[k] < doubtful {
			row := j.tables.tasks[k]
			j.problems.at(j.place(row), Warning, "row_alike", Args{"code": j.doc.Tasks[i].Code, "text": cutWords(row.Text, 60)})
		}
	}
}

// giveItems gives the items what their rows state.
func (j *joining) giveItems() {
	j.doubts()
	for i, k := range j.row {
		if k >= 0 {
			row := j.tables.tasks[k]
			j.give(&j.doc.Tasks[i], row.Task, j.place(row))
		}
	}
}

// giveRows gives the rows what their items state.
func (j *joining) giveRows() {
	j.doubts()
	for k, i := range j.item {
		if i >= 0 {
			row := &j.tables.tasks[k]
			j.give(&row.Task, j.doc.Tasks[i], j.place(*row))
		}
	}
}

// give states for a task what another statement of it says, where it says
// nothing itself. Where they differ the office is told.
func (j *joining) give(t *Task, o Task, where string) {
	switch {
	case len(t.Lead) == 0 && len(o.Lead) > 0:
		t.Lead, t.Suggested = o.Lead, nil
	case len(o.Lead) > 0 && !sameNames(t.Lead, o.Lead):
		j.problems.at(where, Warning, "leads_differ", Args{"code": t.Code, "raw": strings.Join(t.Lead, "; "), "other": strings.Join(o.Lead, "; ")})
	}
	if len(t.Support) == 0 {
		t.Support = without(o.Support, t.Lead)
	}
	if t.Deliverable == "" {
		t.Deliverable = o.Deliverable
	}
	switch {
	case t.Deadline.Raw == "", t.Deadline.Kind == workday.Unknown && o.Deadline.Kind != workday.Unknown && o.Deadline.Raw != "":
		t.Deadline = o.Deadline
	case vaguelyDue(*t) && o.Deadline.Kind.Dated() && !vaguelyDue(o) && !SameDeadline(t.Deadline, o.Deadline):
		j.problems.at(where, Warning, "deadlines_differ", Args{"code": t.Code, "raw": o.Deadline.Raw, "other": t.Deadline.Raw})
		t.Deadline = o.Deadline
	case o.Deadline.Raw != "" && !SameDeadline(t.Deadline, o.Deadline):
		j.problems.at(where, Warning, "deadlines_differ", Args{"code": t.Code, "raw": t.Deadline.Raw, "other": o.Deadline.Raw})
	}
}

// vaguelyDue says that only a rhythm or a year inside of a task's sentence states its
// deadline, which may as well belong to a noun of it. The time of a column is plainer.
func vaguelyDue(t Task) bool {
	d := t.Deadline
	_, labelled := labelledFacts(t.Text)
	return (d.Kind.Recurring() || d.Kind == workday.Continuous || d.Kind == workday.Year) && d.Recurrence.Day == 0 && labelled.deadline == "" && strings.Contains(t.Text, d.Raw)
}

// unmatched says which rows give nothing to any item, and which items get
// nothing from any row. A row that is like none of them and that the document
// gives to somebody, or a time, is work beside theirs, unless the office has chosen
// between them.
func (j *joining) unmatched() {
	others := make([]bool, len(j.item))
	for k, i := range j.item {
		if row := j.tables.tasks[k]; i < 0 {
			code := "row_unmatched"
			if others[k] = j.doc.Choice == nil && worth(row.Task) > 1 && !j.likeAny(row.Text); others[k] {
				code = "row_added"
			}
			j.problems.at(j.place(row), Warning, code, Args{"text": cutWords(row.Text, 60)})
		}
	}
	var codes []string
	for i, k := range j.row {
		if k < 0 {
			codes = append(codes, j.doc.Tasks[i].Code)
		}
	}
	if n := len(codes); n > 0 {
		j.problems.warn(0, "items_unmatched", Args{"n": strconv.Itoa(n), "codes": strings.Join(codes[:min(n, 20)], ", ") + more(n, 20)})
	}
	j.addRows(func(k int) bool { return others[k] })
}

// likeAny says that a text may be another wording of an item.
func (j *joining) likeAny(text string) bool {
	print := viet.PrintOf(text)
	return slices.ContainsFunc(j.near(print), func(i int) bool { return sameWork(j.prints[i], print) >= perhapsAlike })
}

func more(n, shown int) string {
	if n > shown {
		return " …"
	}
	return ""
}

// takeRows makes the rows the tasks. The targets of areas that only the text
// has stand outside the areas then.
func (j *joining) takeRows() {
	d := j.doc
	d.Areas, d.Tasks = j.tables.areas, nil
	for _, t := range j.tables.tasks {
		d.Tasks = append(d.Tasks, t.Task)
	}
	known := map[string]bool{}
	for _, a := range d.Areas {
		known[a.Code] = true
	}
	for i := range d.Targets {
		if !known[d.Targets[i].Area] {
			d.Targets[i].Area = ""
		}
	}
	j.addTargets(func(t Target) Target { return t })
}

// addTargets adds the targets of the rows that the text does not state.
func (j *joining) addTargets(placed func(t Target) Target) {
	type goal struct {
		value float64
		unit  string
	}
	known := map[goal]bool{}
	for _, t := range j.doc.Targets {
		known[goal{t.Value, viet.Fold(t.Unit)}] = true
	}
	for _, t := range j.tables.targets {
		if !known[goal{t.Value, viet.Fold(t.Unit)}] {
			j.doc.Targets = append(j.doc.Targets, placed(t))
		}
	}
}
