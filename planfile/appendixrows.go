package planfile

import (
	"slices"
	"strconv"
	"strings"

	"dondoc/viet"
)

// headRows gives the rows of a table in the body, which has no headings of its
// own, the number and the name of the heading that it stands under. Where two
// would have the same, all keep what they have.
func (j *joining) headRows() {
	areas := map[string]Area{} // what takes the place of each area
	used := map[string]bool{}
	for _, a := range j.tables.areas {
		areas[a.Code] = a
		if h, ok := j.heading(a); ok {
			areas[a.Code] = Area{Code: h.mark.printed, Title: cutWords(trimTitle(h.rest), 160)}
		}
		if used[areas[a.Code].Code] {
			return
		}
		used[areas[a.Code].Code] = true
	}
	codes := make([]string, len(j.tables.tasks))
	for i, t := range j.tables.tasks {
		codes[i] = t.Code
		if rest, ok := strings.CutPrefix(t.Code, t.Area+"."); ok {
			codes[i] = areas[t.Area].Code + "." + rest
		}
	}
	if len(slices.Compact(slices.Sorted(slices.Values(codes)))) < len(codes) {
		return
	}
	for i := range j.tables.areas {
		j.tables.areas[i] = areas[j.tables.areas[i].Code]
	}
	for i := range j.tables.tasks {
		t := &j.tables.tasks[i]
		t.Code, t.Area = codes[i], areas[t.Area].Code
	}
	for i := range j.tables.targets {
		t := &j.tables.targets[i]
		if a, ok := areas[t.Area]; ok {
			t.Area = a.Code
		}
	}
}

// heading is the numbered heading that an area stands for: that above the
// tables whose rows it has, when its name is that of the first.
func (j *joining) heading(a Area) (h line, ok bool) {
	first := -1
	for _, t := range j.tables.tasks {
		if t.Area != a.Code || t.grid == first {
			continue
		}
		above, inside := j.under[t.grid]
		if !inside || above.mark.printed == "" || first >= 0 && above.n != h.n {
			return line{}, false
		}
		if first < 0 {
			first, h = t.grid, above
		}
	}
	if first < 0 {
		return line{}, false
	}
	if title := j.grids[first].title; len(title) > 0 {
		return h, a.Title == cutWords(trimTitle(strings.Join(title, " ")), 160)
	}
	return h, a.Title == j.doc.Plan.Title || a.Title == capitalise(j.grids[first].name)
}

// addRows makes the rows that match no item, and that are wanted, further tasks,
// and says which area of theirs stands where.
func (j *joining) addRows(wanted func(k int) bool) map[string]string {
	d := j.doc
	codes, areas := map[string]bool{}, map[string]bool{}
	for _, t := range d.Tasks {
		codes[t.Code] = true
	}
	for _, a := range d.Areas {
		areas[a.Code] = true
	}
	titles, placed := map[string]string{}, map[string]string{}
	for _, a := range j.tables.areas {
		titles[a.Code] = a.Title
	}
	for k, row := range j.tables.tasks {
		if j.item[k] >= 0 || !wanted(k) {
			continue
		}
		t := row.Task
		if _, ok := placed[t.Area]; !ok {
			at := slices.IndexFunc(d.Areas, func(a Area) bool { return viet.Fold(a.Title) == viet.Fold(titles[t.Area]) })
			if at < 0 {
				at = len(d.Areas)
				d.Areas = append(d.Areas, Area{Code: unused(t.Area, areas), Title: titles[t.Area]})
			}
			placed[t.Area] = d.Areas[at].Code
		}
		_, inside := j.under[row.grid]
		inside = inside || placed[t.Area] != t.Area
		t.Area = placed[t.Area]
		if inside && !strings.HasPrefix(t.Code, t.Area+".") {
			t.Code = t.Area + "." + t.Code[strings.LastIndexByte(t.Code, '.')+1:]
		}
		wanted := t.Code
		if t.Code = unused(wanted, codes); t.Code != wanted {
			j.problems.at(j.place(row), Warning, "code_doubled", Args{"code": wanted, "new": t.Code})
		}
		d.Tasks = append(d.Tasks, t)
	}
	return placed
}

// unused is a code, with a number behind it when it is taken already, and marks
// it as taken.
func unused(code string, taken map[string]bool) string {
	free := code
	for n := 2; taken[free]; n++ {
		free = code + "-" + strconv.Itoa(n)
	}
	taken[free] = true
	return free
}
